// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/pool_indexes.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/sheet/book.hpp"
#include "guidang/sheet/sheet.hpp"

namespace guidang {
namespace {

constexpr std::uint64_t k_most_table_bytes = 16U << 20U;

tl::unexpected<Error> malformed(std::string id, std::vector<Argument> arguments, const Location& where) {
  Error error;
  error.code = ErrorCode::malformed;
  error.message = {std::move(id), std::move(arguments)};
  error.where = where;
  return tl::unexpected(std::move(error));
}

void leaf_codes(const Item& item, std::vector<std::string>& codes) {
  codes.push_back(folded(item.code));
  for (const auto& child : item.children) leaf_codes(child, codes);
}

/// Builds the map from the filing index to one other.
class Connector {
 public:
  Connector(const PoolIndex& filing, PoolIndex& other) : filing_(filing), other_(other) {}

  Result<void> run(const fs::Tree& tree, const RelPath& crosswalk) {
    if (related()) {
      for (const auto& [leaf, project, bonus] : leaves(other_.index)) {
        if (find_item(filing_.index, leaf->code) != nullptr) add(leaf->code, *leaf);
      }
    }
    for (const auto& [leaf, project, bonus] : leaves(other_.index)) {
      for (const auto& code : leaf->same_as) {
        if (!add(code, *leaf)) {
          return malformed("jobs/same-as-unknown", {{"code", code}, {"index", filing_.index.title}}, leaf->where);
        }
      }
    }
    if (crosswalk.empty()) return {};
    return read_crosswalk(tree, crosswalk);
  }

 private:
  /// Whether equal codes are equal items: one extends the other, or both the same.
  [[nodiscard]] bool related() const {
    std::set<std::string> files(filing_.index.sources.begin(), filing_.index.sources.end());
    files.insert(filing_.file.text());
    const auto is_shared = [&files](const std::string& file) { return files.contains(file); };
    return is_shared(other_.file.text()) || std::ranges::any_of(other_.index.sources, is_shared);
  }

  /// Lets a filing code, and all below it, serve `leaf`. Says whether there is such a code.
  bool add(const std::string& code, const Item& leaf) {
    const Item* filed = find_item(filing_.index, code);
    if (filed == nullptr) return false;
    std::vector<std::string> codes;
    leaf_codes(*filed, codes);
    for (const auto& one : codes) {
      auto& served = other_.serves[one];
      if (std::ranges::find(served, leaf.code) == served.end()) served.push_back(leaf.code);
    }
    return true;
  }

  Result<void> read_crosswalk(const fs::Tree& tree, const RelPath& path) {
    auto text = fs::read_file(tree, path, k_most_table_bytes);
    if (!text) return fail(std::move(text).error().in({"jobs/reading-crosswalk", {}}));
    const auto& name = path.text();
    const bool is_book = name.ends_with(".xlsx") || name.ends_with(".XLSX");
    auto sheets = is_book ? sheets_of_book(*text, name) : sheet_of_csv(*text, name);
    if (!sheets) return fail(std::move(sheets).error());
    for (const auto& sheet : *sheets) {
      const auto found = read_sheet(sheet);
      if (!found) return fail(found.error());
      if (*found) return {};
    }
    return malformed("jobs/crosswalk-header", {}, {name, 1, 1});
  }

  static Result<std::vector<sheet::Sheet>> sheets_of_book(std::string_view bytes, const std::string& name) {
    auto book = sheet::parse_xlsx(bytes, name);
    if (!book) return fail(std::move(book).error());
    return std::move(book->sheets);
  }

  static Result<std::vector<sheet::Sheet>> sheet_of_csv(std::string_view bytes, const std::string& name) {
    auto sheet = sheet::parse_csv(bytes, name);
    if (!sheet) return fail(std::move(sheet).error());
    std::vector<sheet::Sheet> sheets;
    sheets.push_back(*std::move(sheet));
    return sheets;
  }

  /// Reads what stands below the header row, and says whether there is one.
  Result<bool> read_sheet(const sheet::Sheet& sheet) {
    std::optional<std::size_t> from;
    std::optional<std::size_t> to;
    for (const auto& row : sheet.rows) {
      if (!from || !to) {
        from = column(row, {"归档指标", "filing item"});
        to = column(row, {"本指标", "this item"});
        continue;
      }
      GUIDANG_TRY(read_row(sheet, row, *from, *to));
    }
    return from && to;
  }

  static std::optional<std::size_t> column(const sheet::Row& row, std::initializer_list<std::string_view> names) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const auto text = folded(row[i].text);
      if (std::ranges::any_of(names, [&](std::string_view name) { return folded(name) == text; })) return i;
    }
    return std::nullopt;
  }

  Result<void> read_row(const sheet::Sheet& sheet, const sheet::Row& row, std::size_t from, std::size_t to) {
    if (row.size() <= std::max(from, to)) return {};
    for (const auto& code : split(row[to].text, "、,，;；")) {
      const Item* leaf = find_item(other_.index, code);
      if (leaf == nullptr || !leaf->is_leaf()) {
        return malformed(
            "jobs/crosswalk-unknown", {{"code", code}, {"index", other_.index.title}}, sheet.where(row[to]));
      }
      for (const auto& filed : split(row[from].text, "、,，;；")) {
        if (!add(filed, *leaf)) {
          return malformed(
              "jobs/crosswalk-unknown", {{"code", filed}, {"index", filing_.index.title}}, sheet.where(row[from]));
        }
      }
    }
    return {};
  }

  const PoolIndex& filing_;
  PoolIndex& other_;
};

/// The folded codes of the indexes whose points an index counts.
std::set<std::string> counted_by(const Index& index) {
  std::set<std::string> codes;
  for (const auto& [leaf, project, bonus] : leaves(index)) {
    for (const auto& sentence : leaf->scoring) {
      if (sentence.kind == SentenceKind::index_points) codes.insert(folded(sentence.figure));
    }
  }
  return codes;
}

}  // namespace

Result<void> connect_indexes(const fs::Tree& tree, const std::vector<const IndexRef*>& references, Archive& archive) {
  std::optional<std::size_t> filing;
  for (std::size_t i = 0; i < references.size(); ++i) {
    if (!references[i]->filing) continue;
    if (filing) {
      return malformed("jobs/two-filing-indexes", {{"edition", archive.index.edition}}, references[i]->where);
    }
    filing = i;
  }
  archive.filing = filing.value_or(0);
  for (std::size_t i = 0; i < references.size(); ++i) {
    if (i == archive.filing) continue;
    GUIDANG_TRY(
        Connector(archive.pool_indexes[archive.filing], archive.pool_indexes[i]).run(tree, references[i]->crosswalk));
  }
  return refuse_cycles(archive.pool_indexes);
}

Result<void> refuse_cycles(const std::vector<PoolIndex>& indexes) {
  // Strikes out what counts nothing that is left; what remains goes in circles.
  std::map<std::string, std::set<std::string>> counts;
  for (const auto& one : indexes) counts[folded(one.index.code)] = counted_by(one.index);
  for (bool struck = true; struck;) {
    struck = std::erase_if(counts, [&counts](const auto& entry) {
               return std::ranges::none_of(entry.second,
                                           [&counts](const std::string& code) { return counts.contains(code); });
             }) > 0;
  }
  if (counts.empty()) return {};
  std::vector<std::string> titles;
  for (const auto& one : indexes) {
    if (counts.contains(folded(one.index.code))) titles.push_back(one.index.title);
  }
  return fail(ErrorCode::malformed, {"jobs/indexes-in-a-circle", {{"titles", titles}}});
}

}  // namespace guidang
