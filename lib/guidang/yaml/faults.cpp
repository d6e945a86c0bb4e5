// SPDX-License-Identifier: Apache-2.0
#include "guidang/yaml/faults.hpp"

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>

#include "guidang/base/text.hpp"

namespace guidang::yaml {
namespace {

constexpr std::size_t k_most_faults = 1000;
constexpr std::size_t k_longest_line = 2000;  // bytes; what is longer was not written by hand and is not shown

/// The byte offset of character `column` (from 1); the end of the line if it is shorter.
std::size_t byte_of_column(std::string_view line, int column) {
  std::size_t offset = 0;
  for (int seen = 1; seen < column && offset < line.size(); ++seen) {
    ++offset;
    while (offset < line.size() && (static_cast<unsigned char>(line[offset]) & 0xC0U) == 0x80U) ++offset;
  }
  return offset;
}

}  // namespace

Lines::Lines(std::string_view text) : text_(text), starts_{0} {
  for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n', end + 1)) {
    starts_.push_back(end + 1);
  }
}

std::string_view Lines::at(int number) const {
  if (number < 1 || number > count()) return {};
  const auto start = starts_[static_cast<std::size_t>(number) - 1];
  auto line = text_.substr(start, text_.find('\n', start) - start);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string_view Lines::from(int number, std::size_t offset) const {
  if (number < 1 || number > count()) return {};
  return text_.substr(std::min(text_.size(), starts_[static_cast<std::size_t>(number) - 1] + offset));
}

Place place_of(const Node& node) {
  return {node.mark, std::max(1, node.length)};
}

int Faults::add_text(std::string_view text, std::string_view name) {
  texts_.push_back({Lines(text), std::string(name)});
  return static_cast<int>(texts_.size()) - 1;
}

void Faults::put(Place place, Message message, std::optional<Message> hint, bool whole) {
  if (full()) return;
  Fault fault;
  fault.message = std::move(message);
  fault.where = location(place.mark);
  const auto line = of(place.mark).lines.at(place.mark.line);
  int length = place.length;
  if (line.size() <= k_longest_line) {
    fault.line = std::string(line);
    length = std::min(length, static_cast<int>(code_points(line)) - place.mark.column + 1);
  }
  fault.length = std::max(1, length);
  fault.hint = std::move(hint);
  faults_.push_back({std::move(fault), place.mark.source, whole});
}

void Faults::add(Place place, Message message, std::optional<Message> hint) {
  put(place, std::move(message), std::move(hint), false);
}

void Faults::add_whole(const Node& node, Message message) {
  const auto& begin = node.kind == NodeKind::mapping && !node.fields.empty() ? node.fields.front().key : node;
  put({node.mark, place_of(begin).length}, std::move(message), std::nullopt, true);
}

void Faults::add(const Node& node, Message message, std::optional<Message> hint) {
  add(place_of(node), std::move(message), std::move(hint));
}

Place Faults::inside(const Node& node, int offset, int length) const {
  const auto line = of(node.mark).lines.at(node.mark.line);
  if (line.size() > k_longest_line) return place_of(node);
  const int first = node.mark.column + (node.quoted ? 1 : 0);
  if (!line.substr(byte_of_column(line, first)).starts_with(node.text)) return place_of(node);
  return {{node.mark.line, first + offset, node.mark.source}, std::max(1, length)};
}

Error Faults::take(std::string_view message) {
  const auto key = [](const Entry& entry) {
    return std::tuple(entry.source, entry.fault.where.line, entry.fault.where.column, entry.whole);
  };
  std::ranges::stable_sort(faults_, {}, key);
  const auto same_place = [&](const Entry& a, const Entry& b) { return key(a) == key(b); };
  faults_.erase(std::unique(faults_.begin(), faults_.end(), same_place), faults_.end());
  Error error;
  error.code = ErrorCode::malformed;
  error.message = {std::string(message), {{"count", static_cast<std::int64_t>(faults_.size())}}};
  const auto kept = std::min(faults_.size(), k_most_faults);
  error.faults.reserve(kept);
  for (std::size_t i = 0; i < kept; ++i) error.faults.push_back(std::move(faults_[i].fault));
  if (kept > 0) error.where = error.faults.front().where;
  return error;
}

}  // namespace guidang::yaml
