// SPDX-License-Identifier: Apache-2.0
// One of the doors to qpdf.
#include "guidang/office/pdf_input.hpp"

#include <algorithm>
#include <cstdio>
#include <stdexcept>

#include <qpdf/JSON.hh>  // QPDF.hh keeps vectors of it, and only declares it
#include <qpdf/QPDF.hh>

#include "guidang/media/bytes.hpp"
#include "guidang/office/office.hpp"

namespace guidang::office {
namespace {

constexpr qpdf_offset_t k_window_bytes = 32 << 10;
constexpr std::size_t k_windows = 64;

bool is_line_end(char c) {
  return c == '\r' || c == '\n';
}

}  // namespace

PdfInput::PdfInput(fs::Source& source, std::uint64_t size_bytes)
    : source_(source),
      size_(static_cast<qpdf_offset_t>(size_bytes)),
      may_give_((std::uint64_t{64} << 20U) + 2 * size_bytes),
      may_read_((std::uint64_t{1} << 30U) + 8 * size_bytes) {}

const std::string& PdfInput::window(qpdf_offset_t number) {
  const auto place = std::ranges::find(windows_, number, &Window::number);
  if (place != windows_.end()) {
    windows_.splice(windows_.begin(), windows_, place);
    return windows_.front().bytes;
  }
  const auto offset = number * k_window_bytes;
  const auto count = static_cast<std::size_t>(std::min(k_window_bytes, size_ - offset));
  if (may_read_ < count) throw PdfStopped{};
  may_read_ -= count;
  auto bytes = media::read_bytes(source_, static_cast<std::uint64_t>(offset), count);
  if (!bytes) throw PdfStopped{std::move(bytes).error()};
  if (windows_.size() >= k_windows) windows_.pop_back();
  windows_.push_front({number, std::move(*bytes)});
  return windows_.front().bytes;
}

size_t PdfInput::read(char* to, size_t length) {
  last_offset = position_;
  std::size_t done = 0;
  while (done < length && position_ < size_) {
    const auto& bytes = window(position_ / k_window_bytes);
    const auto at = static_cast<std::size_t>(position_ % k_window_bytes);
    if (at >= bytes.size()) break;  // it shrank: the caller sees it by its stamp
    const auto part = std::min(length - done, bytes.size() - at);
    std::copy_n(bytes.data() + at, part, to + done);
    done += part;
    position_ += static_cast<qpdf_offset_t>(part);
  }
  if (may_give_ < done) throw PdfStopped{};
  may_give_ -= done;
  return done;
}

void PdfInput::seek(qpdf_offset_t offset, int whence) {
  if (whence == SEEK_CUR) offset += position_;
  if (whence == SEEK_END) offset += size_;
  if (offset < 0) throw std::runtime_error("a place before the beginning");  // as qpdf's own sources do
  position_ = offset;
}

qpdf_offset_t PdfInput::findAndSkipNextEOL() {
  char c = 0;
  while (read(&c, 1) == 1) {
    if (!is_line_end(c)) continue;
    const auto end = position_ - 1;
    while (read(&c, 1) == 1) {
      if (is_line_end(c)) continue;
      --position_;
      break;
    }
    return end;
  }
  return size_;
}

std::string libraries() {
  return "qpdf " + QPDF::QPDFVersion();
}

}  // namespace guidang::office
