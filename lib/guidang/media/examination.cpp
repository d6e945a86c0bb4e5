// SPDX-License-Identifier: Apache-2.0
#include "guidang/media/examination.hpp"

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

#include "guidang/base/byte_coder.hpp"

namespace guidang::media {
namespace {

constexpr std::size_t k_most_bytes = std::size_t{4} << 20U;
constexpr std::size_t k_most_entries = 100'000;

constexpr std::array<std::string_view, 6> k_conditions{
    "unexamined", "whole", "truncated", "damaged", "locked", "abandoned"};
constexpr std::array<std::string_view, 12> k_faults{"none",
                                                    "cut_off",
                                                    "no_content",
                                                    "bad_structure",
                                                    "bad_checksum",
                                                    "bad_image",
                                                    "bad_part",
                                                    "missing_part",
                                                    "password",
                                                    "too_large",
                                                    "too_slow",
                                                    "crashed"};

// Types of this file, so that calls within templates find every overload of visit() below.
class Encoder : public ByteEncoder {};

class Decoder : public ByteDecoder {
 public:
  using ByteDecoder::ByteDecoder;
};

// One description of the fields serves both ways: `visit` writes with an Encoder and reads with a Decoder.

template <typename Number>
requires std::is_integral_v<Number>

bool visit(Encoder& coder, const Number& value) {
  coder.number(static_cast<std::uint64_t>(static_cast<std::int64_t>(value)));
  return true;
}

template <typename Number>
requires std::is_integral_v<Number>

bool visit(Decoder& coder, Number& value) {
  std::uint64_t number = 0;
  if (!coder.number(number)) return false;
  value = static_cast<Number>(number);
  // What does not fit was never written by us.
  return static_cast<std::uint64_t>(static_cast<std::int64_t>(value)) == number;
}

bool visit(Encoder& coder, const std::string& value) {
  coder.text(value);
  return true;
}

bool visit(Decoder& coder, std::string& value) {
  return coder.text(value);
}

bool visit(Encoder& coder, const Condition& value) {
  coder.number(static_cast<std::uint64_t>(value));
  return true;
}

bool visit(Encoder& coder, const Fault& value) {
  coder.number(static_cast<std::uint64_t>(value));
  return true;
}

template <typename Value, std::size_t count>
bool visit_named(Decoder& coder, Value& value, const std::array<std::string_view, count>& /*names*/) {
  std::uint64_t number = 0;
  if (!coder.number(number) || number >= count) return false;
  value = static_cast<Value>(number);
  return true;
}

bool visit(Decoder& coder, Condition& value) {
  return visit_named(coder, value, k_conditions);
}

bool visit(Decoder& coder, Fault& value) {
  return visit_named(coder, value, k_faults);
}

bool visit(Encoder& coder, const Format* const& value) {
  coder.text(value == nullptr ? std::string_view{} : value->name);
  return true;
}

bool visit(Decoder& coder, const Format*& value) {
  std::string name;
  if (!coder.text(name)) return false;
  value = name.empty() ? nullptr : find_format(name);
  return name.empty() || value != nullptr;
}

template <typename Value>
bool visit(Encoder& coder, const std::optional<Value>& value);
template <typename Value>
bool visit(Decoder& coder, std::optional<Value>& value);
template <typename Value>
bool visit(Encoder& coder, const std::vector<Value>& values);
template <typename Value>
bool visit(Decoder& coder, std::vector<Value>& values);

template <typename Coder, typename... Fields>
bool visit_all(Coder& coder, Fields&... fields) {
  return (visit(coder, fields) && ...);
}

template <typename Coder, typename Self>
requires std::is_same_v<std::remove_const_t<Self>, Moment>

bool visit(Coder& coder, Self& self) {
  return visit_all(coder, self.clock_seconds, self.offset_minutes);
}

template <typename Coder, typename Self>
requires std::is_same_v<std::remove_const_t<Self>, Place>

bool visit(Coder& coder, Self& self) {
  return visit_all(coder, self.latitude_micro, self.longitude_micro);
}

template <typename Coder, typename Self>
requires std::is_same_v<std::remove_const_t<Self>, Picture>

bool visit(Coder& coder, Self& self) {
  return visit_all(coder,
                   self.width,
                   self.height,
                   self.orientation,
                   self.sharpness,
                   self.fingerprint,
                   self.camera,
                   self.serial,
                   self.software,
                   self.place);
}

template <typename Coder, typename Self>
requires std::is_same_v<std::remove_const_t<Self>, EmbeddedPicture>

bool visit(Coder& coder, Self& self) {
  return visit_all(coder, self.name, self.sha256, self.picture, self.captured);
}

template <typename Coder, typename Self>
requires std::is_same_v<std::remove_const_t<Self>, Document>

bool visit(Coder& coder, Self& self) {
  return visit_all(coder, self.pages, self.macros, self.pictures);
}

template <typename Coder, typename Self>
requires std::is_same_v<std::remove_const_t<Self>, Text>

bool visit(Coder& coder, Self& self) {
  return visit_all(coder,
                   self.characters,
                   self.found_words,
                   self.has_figure,
                   self.id_numbers,
                   self.first_id_number,
                   self.phone_numbers,
                   self.first_phone_number);
}

template <typename Coder, typename Self>
requires std::is_same_v<std::remove_const_t<Self>, Recording>

bool visit(Coder& coder, Self& self) {
  return visit_all(coder, self.duration_ms, self.width, self.height, self.has_sound);
}

template <typename Coder, typename Self>
requires std::is_same_v<std::remove_const_t<Self>, Examination>

bool visit(Coder& coder, Self& self) {
  return visit_all(coder,
                   self.format,
                   self.condition,
                   self.fault,
                   self.part,
                   self.captured,
                   self.picture,
                   self.document,
                   self.text,
                   self.recording);
}

template <typename Value>
bool visit(Encoder& coder, const std::optional<Value>& value) {
  coder.number(value ? 1 : 0);
  return !value || visit(coder, *value);
}

template <typename Value>
bool visit(Decoder& coder, std::optional<Value>& value) {
  std::uint64_t present = 0;
  if (!coder.number(present) || present > 1) return false;
  return present == 0 || visit(coder, value.emplace());
}

template <typename Value>
bool visit(Encoder& coder, const std::vector<Value>& values) {
  coder.number(values.size());
  for (const auto& value : values) visit(coder, value);
  return true;
}

template <typename Value>
bool visit(Decoder& coder, std::vector<Value>& values) {
  std::uint64_t count = 0;
  if (!coder.number(count) || count > k_most_entries) return false;
  for (std::uint64_t i = 0; i < count; ++i) {
    if (!visit(coder, values.emplace_back())) return false;
  }
  return true;
}

}  // namespace

std::optional<Date> day_of(const Moment& moment, int zone_minutes) {
  static constexpr std::int64_t k_first = -2208988800;  // 1900-01-01
  static constexpr std::int64_t k_end = 7258118400;     // 2200-01-01
  const auto within = [](std::int64_t seconds) { return seconds >= k_first && seconds < k_end; };
  if (!within(moment.clock_seconds)) return std::nullopt;
  const auto ahead = moment.offset_minutes ? std::int64_t{zone_minutes} - *moment.offset_minutes : 0;
  const auto seconds = moment.clock_seconds + ahead * 60;
  if (!within(seconds)) return std::nullopt;
  return day_at(seconds, 0);
}

bool is_sound(Condition condition) {
  return condition == Condition::whole || condition == Condition::unexamined || condition == Condition::abandoned;
}

std::string_view to_string(Condition condition) {
  return k_conditions.at(static_cast<std::size_t>(condition));
}

std::string_view to_string(Fault fault) {
  return k_faults.at(static_cast<std::size_t>(fault));
}

std::string encode(const Examination& examination) {
  Encoder coder;
  visit(coder, examination);
  return coder.take();
}

std::optional<Examination> decode(std::string_view bytes) {
  if (bytes.size() > k_most_bytes) return std::nullopt;
  Decoder coder(bytes);
  Examination examination;
  if (!visit(coder, examination) || !coder.at_end()) return std::nullopt;
  return examination;
}

}  // namespace guidang::media
