// SPDX-License-Identifier: Apache-2.0
#include "guidang/texts/package.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "guidang/base/ascii.hpp"
#include "guidang/fs/borrowed_source.hpp"
#include "guidang/zip/reader.hpp"

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
  auto tree = zip::open(fs::borrow(source), "document", k_zip_limits);
  if (!tree) return fail(std::move(tree).error());
  Package package;
  package.tree_ = std::move(*tree);
  const auto listing = package.tree_->list({});
  if (!listing) return fail(listing.error());
  for (const auto& entry : listing->entries) {
    if (entry.kind == fs::EntryKind::file) package.lowered_.emplace_back(ascii_lower(entry.path.text()), entry.path);
  }
  std::ranges::stable_sort(package.lowered_,
                           [](const auto& a, const auto& b) { return before_by_number(a.first, b.first); });
  return package;
}

Result<void> Package::walk(const RelPath& part, xml::Handler& handler) const {
  const auto bytes = fs::read_file(*tree_, part, k_most_part_bytes);
  if (!bytes) return fail(bytes.error());
  return xml::walk(*bytes, part.text(), handler, k_xml_limits);
}

}  // namespace guidang::texts
