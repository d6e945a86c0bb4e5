// SPDX-License-Identifier: Apache-2.0
#include "guidang/recording/boxes.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "guidang/media/bytes.hpp"

namespace guidang::recording {
namespace {

using media::big_endian;
using media::Fault;
using media::read_bytes;

constexpr int k_most_boxes = 100'000;
constexpr int k_most_levels = 8;
constexpr std::size_t k_short_header = 8;
constexpr std::size_t k_long_header = 16;
constexpr std::int64_t k_1904 = -2'082'844'800;  // 1904-01-01, from where films count their seconds

/// A stretch of the file.
struct Span {
  std::uint64_t begin;
  std::uint64_t end;
};

struct Box {
  std::string type;
  Span content;
};

/// The way from the film to the tables of places, and nothing else.
bool is_container(std::string_view type) {
  static constexpr std::array<std::string_view, 5> k_containers{"moov", "trak", "mdia", "minf", "stbl"};
  return std::ranges::find(k_containers, type) != k_containers.end();
}

/// What stands beside each other in a film (ISO/IEC 14496-12, table 1; QuickTime).
bool is_outer_box(std::string_view type) {
  static constexpr std::array<std::string_view, 19> k_outer{"PICT",
                                                            "emsg",
                                                            "free",
                                                            "ftyp",
                                                            "mdat",
                                                            "meta",
                                                            "mfra",
                                                            "moof",
                                                            "moov",
                                                            "pdin",
                                                            "pnot",
                                                            "prft",
                                                            "sidx",
                                                            "skip",
                                                            "ssix",
                                                            "styp",
                                                            "udta",
                                                            "uuid",
                                                            "wide"};
  return std::ranges::binary_search(k_outer, type);
}

class Walk {
 public:
  explicit Walk(fs::Source& source) : source_(source), size_(source.size_bytes()) {}

  Result<Boxes> run() {
    GUIDANG_TRY(walk({0, size_}, 0));
    if (found_.fault == Fault::none && !moov_) {
      // What a telephone writes last: without it there is only raw data. A film of pieces has it first.
      found_.fault = mdat_ ? Fault::cut_off : Fault::bad_structure;
    }
    if (boxes_ >= k_most_boxes && found_.fault == Fault::none) found_.fault.reset();
    return found_;
  }

 private:
  [[nodiscard]] bool is_over() const { return found_.fault != Fault::none || boxes_ >= k_most_boxes; }

  Result<void> walk(Span within, int level) {
    auto place = within.begin;
    while (!is_over() && within.end - place >= k_short_header) {
      ++boxes_;
      Box box;
      auto read = read_header(place, within.end, box);
      if (!read) return fail(std::move(read).error());
      if (!*read) {
        if (level == 0 && is_trailer(box)) found_.fault = Fault::none;
        return {};
      }
      GUIDANG_TRY(look(box, level));
      place = box.content.end;
    }
    return {};
  }

  /// False if there are no more boxes here: padding, or a fault.
  Result<bool> read_header(std::uint64_t place, std::uint64_t end, Box& box) {
    const auto header = read_bytes(source_, place, k_long_header);
    if (!header) return fail(header.error());
    if (header->size() < k_short_header) return set(Fault::cut_off);  // it shrinks while it is read
    box.type = header->substr(4, 4);
    std::uint64_t length = big_endian(*header, 0, 4);
    std::uint64_t header_bytes = k_short_header;
    if (length == 0 && box.type == std::string(4, '\0')) return false;  // filled up with zeros
    if (length == 0) length = end - place;                              // to the end of what holds it
    if (length == 1) {
      header_bytes = k_long_header;
      length = big_endian(*header, k_short_header, 8);
    }
    if (length < header_bytes) return set(Fault::bad_structure);
    if (length > end - place) return set(end == size_ ? Fault::cut_off : Fault::bad_structure);
    box.content = {place + header_bytes, place + length};
    return true;
  }

  /// Cameras and their programs put notes of their own behind a film that is all there.
  [[nodiscard]] bool is_trailer(const Box& box) const { return moov_ && mdat_ && !is_outer_box(box.type); }

  bool set(Fault fault) {
    found_.fault = fault;
    return false;
  }

  Result<void> look(const Box& box, int level) {
    if (level == 0 && box.type == "moov") moov_ = true;
    if (level == 0 && box.type == "mdat") mdat_ = true;
    if (box.type == "mvhd" && level == 1) return read_creation(box.content);
    if (box.type == "stco" && level > 0) return read_places(box.content, 4);
    if (box.type == "co64" && level > 0) return read_places(box.content, 8);
    if (is_container(box.type) && level < k_most_levels) return walk(box.content, level + 1);
    return {};
  }

  Result<void> read_creation(Span content) {
    constexpr std::size_t k_time_place = 4;
    const auto bytes = read_bytes(source_, content.begin, k_time_place + 8);
    if (!bytes) return fail(bytes.error());
    if (bytes->size() < k_time_place + 8) return {};
    const auto seconds = big_endian(*bytes, k_time_place, bytes->front() == 1 ? 8 : 4);
    // Some programs count from 1970 and write 0 there: both beginnings mean that no clock was asked.
    constexpr std::uint64_t k_day = 86'400;
    constexpr std::uint64_t k_1970_in_films = 2'082'844'800;
    constexpr std::uint64_t k_2200_in_films = k_1970_in_films + 7'258'118'400;
    if (seconds < k_1970_in_films + k_day || seconds >= k_2200_in_films) return {};
    found_.created = media::Moment{static_cast<std::int64_t>(seconds) + k_1904, 0};
    return {};
  }

  /// The table of places where pieces of pictures and sound lie: each within the file.
  Result<void> read_places(Span content, std::size_t width) {
    constexpr std::size_t k_piece = std::size_t{64} << 10U;
    const auto head = read_bytes(source_, content.begin, 8);
    if (!head) return fail(head.error());
    const auto count = big_endian(*head, 4, 4);
    auto place = content.begin + 8;
    if (place > content.end || count > (content.end - place) / width) {
      set(Fault::bad_structure);
      return {};
    }
    const auto end = place + count * width;
    while (place < end) {
      const auto bytes = read_bytes(source_, place, std::min<std::uint64_t>(k_piece, end - place));
      if (!bytes) return fail(bytes.error());
      if (bytes->size() < width) return {};
      for (std::size_t i = 0; i + width <= bytes->size(); i += width) {
        if (big_endian(*bytes, i, width) >= size_) set(Fault::cut_off);
      }
      place += bytes->size() / width * width;
    }
    return {};
  }

  fs::Source& source_;
  std::uint64_t size_;
  Boxes found_;
  int boxes_ = 0;
  bool moov_ = false;
  bool mdat_ = false;
};

}  // namespace

Result<Boxes> walk_boxes(fs::Source& source) {
  return Walk(source).run();
}

}  // namespace guidang::recording
