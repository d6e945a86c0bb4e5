// SPDX-License-Identifier: Apache-2.0
#include "guidang/texts/package.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "guidang/base/ascii.hpp"

namespace guidang::texts {
namespace {

constexpr std::uint64_t k_most_part_bytes = std::uint64_t{64} << 20U;
constexpr xml::Limits k_xml_limits{.bytes = k_most_part_bytes, .nodes = 4'000'000, .depth = 256};

/// Presentations hold films; text of many equal lines shrinks a lot.
constexpr zip::Limits k_zip_limits{
    .entries = 100'000,
    .total_bytes = std::uint64_t{1} << 34U,
    .ratio = 200,
    .ratio_from_bytes = std::uint64_t{32} << 20U,
};

/// Returns whether `a` stands before `b` if runs of digits count as numbers.
bool before_by_number(std::string_view a, std::string_view b) {
  const auto take_number = [](std::string_view& text) {
    text.remove_prefix(std::min(text.find_first_not_of('0'), text.size()));
    const auto number = text.substr(0, text.find_first_not_of("0123456789"));
    text.remove_prefix(number.size());
    return number;
  };
  while (!a.empty() && !b.empty()) {
    if (is_digit(a.front()) && is_digit(b.front())) {
      const auto left = take_number(a);
      const auto right = take_number(b);
      if (left.size() != right.size()) return left.size() < right.size();
      if (left != right) return left < right;
    } else if (a.front() != b.front()) {
      return static_cast<unsigned char>(a.front()) < static_cast<unsigned char>(b.front());
    } else {
      a.remove_prefix(1);
      b.remove_prefix(1);
    }
  }
  return a.empty() && !b.empty();
}

}  // namespace

Result<Package> Package::open(fs::Source& source) {
  auto parts = zip::Parts::open(source, "document", k_zip_limits);
  if (!parts) return fail(std::move(parts).error());
  Package package;
  package.parts_ = std::move(*parts);
  for (const auto& record : package.parts_.records()) {
    if (record.kind == fs::EntryKind::file) package.named_.emplace_back(zip::plain_name(record.raw_name), &record);
  }
  std::ranges::stable_sort(package.named_,
                           [](const auto& a, const auto& b) { return before_by_number(a.first, b.first); });
  return package;
}

Result<void> Package::walk(const zip::Record& part, xml::Handler& handler) const {
  const auto bytes = parts_.read(part, k_most_part_bytes);
  if (!bytes) return fail(bytes.error());
  return xml::walk(*bytes, part.raw_name, handler, k_xml_limits);
}

}  // namespace guidang::texts
