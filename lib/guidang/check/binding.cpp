// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/binding.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/check/register_match.hpp"
#include "guidang/check/rules.hpp"

namespace guidang {
namespace {

/// What a folder hands down to everything below it.
struct FolderBinding {
  std::vector<const Item*> leaves;
  BoundBy how = BoundBy::folder_code;
  RelPath folder;
};

class Binder {
 public:
  Binder(const CheckInput& input, const CodeBook& codes, FileFinder& finder)
      : input_(input),
        codes_(codes),
        finder_(finder) {
    if (input.filing == nullptr) return;
    filing_.emplace(*input.filing);
    filing_->also_likely(input.index);
    for (const Index* index : input.beside) filing_->also_likely(*index);
  }

  Bindings run() {
    folders_[input_.pool] = {};
    for (const auto& folder : input_.inventory.folders) bind_folder(folder);
    result_.files.resize(input_.inventory.files.size());
    for (std::size_t i = 0; i < result_.files.size(); ++i) bind_by_folder(i);
    bind_by_register();
    for (const auto& links : result_.files) check_slot(links);
    return std::move(result_);
  }

 private:
  void bind_folder(const RelPath& folder) {
    const FolderBinding& above = folders_[folder.parent()];
    FolderBinding mine = above;
    const auto name = folder_codes().read(folder.name());
    if (!name.unknown_code.empty()) tell_unknown(folder, name);
    if (name.items.size() == 1 && name.unknown_code.empty() && name.old_codes.empty()) tell_mismatch(folder, name);
    for (const auto& code : name.old_codes) tell_old(folder, code);
    if (!name.items.empty()) {
      mine = {{}, BoundBy::folder_code, folder};
      for (const Item* item : name.items) serve(*item, mine.leaves);
    } else if (const Item* leaf = folder_codes().leaf_titled(name.title); leaf != nullptr && above.leaves.empty()) {
      mine = {{}, BoundBy::folder_title, folder};
      serve(*leaf, mine.leaves);
    }
    folders_[folder] = std::move(mine);
  }

  [[nodiscard]] const CodeBook& folder_codes() const { return filing_ ? *filing_ : codes_; }

  /// Adds the leaves of the index that an item of the filing index serves: itself where both are one.
  void serve(const Item& item, std::vector<const Item*>& leaves) const {
    const auto add = [&leaves](const Item* leaf) {
      if (leaf == nullptr || !leaf->is_leaf()) return;
      if (std::ranges::find(leaves, leaf) == leaves.end()) leaves.push_back(leaf);
    };
    if (!filing_) return add(&item);
    if (filing_->is_veto(item)) {
      const Item* same = codes_.find(item.code);
      return add(same != nullptr && codes_.is_veto(*same) ? same : nullptr);
    }
    const auto served = input_.serves == nullptr ? CodeMap::const_iterator{} : input_.serves->find(folded(item.code));
    if (input_.serves == nullptr || served == input_.serves->end()) return;
    for (const auto& code : served->second) add(codes_.find(code));
  }

  void tell_old(const RelPath& folder, const OldCode& code) {
    result_.findings.push_back(
        make_finding("form/old-code",
                     "",
                     folder.text(),
                     "",
                     {{"code", code.code}, {"now", code.item->code}, {"title", code.item->title}}));
  }

  void tell_unknown(const RelPath& folder, const FolderName& name) {
    const auto* rule = name.ambiguous ? "form/ambiguous-code" : "form/unknown-code";
    std::vector<Argument> arguments{{"code", name.unknown_code}};
    if (!name.ambiguous) arguments.push_back({"likely", likely_code(name)});
    result_.findings.push_back(make_finding(rule, "", folder.text(), "", std::move(arguments)));
  }

  [[nodiscard]] std::string likely_code(const FolderName& name) const {
    const Item* titled = folder_codes().item_titled(name.title);
    return titled != nullptr ? titled->code : folder_codes().nearest_code(name.unknown_code);
  }

  void tell_mismatch(const RelPath& folder, const FolderName& name) {
    const Item& item = *name.items.front();
    const Item* titled = folder_codes().item_titled(name.title);
    if (titled == nullptr || titled == &item) return;
    result_.findings.push_back(make_finding("form/code-title-mismatch",
                                            item.is_leaf() && !filing_ ? item.code : "",
                                            folder.text(),
                                            "",
                                            {{"code", item.code}, {"title", item.title}, {"likely", titled->code}}));
  }

  void bind_by_folder(std::size_t i) {
    const RelPath& path = input_.inventory.files[i].path;
    const auto& above = folders_[path.parent()];
    for (const Item* leaf : above.leaves) {
      add(i, {leaf, above.how, above.folder});
      finder_.bind(i, leaf);
    }
  }

  void add(std::size_t file, Bound bound) {
    auto& leaves = result_.files[file].leaves;
    if (std::ranges::find(leaves, bound.leaf, &Bound::leaf) == leaves.end()) leaves.push_back(std::move(bound));
  }

  void bind_by_register() {
    const auto& lines = input_.tables.register_lines;
    std::vector<LineLeaves> leaves;
    leaves.reserve(lines.size());
    for (const auto& line : lines) {
      leaves.push_back({leaves_of(line.codes, line.where), leaves_of(line.also_codes, line.where)});
    }
    result_.lines = match_lines(input_, finder_, result_.files, leaves);
    for (std::size_t i = 0; i < lines.size(); ++i) bind_by_line(lines[i], result_.lines[i], leaves[i]);
    for (std::size_t i = 0; i < lines.size(); ++i) tell_file(lines[i], result_.lines[i]);
  }

  void bind_by_line(const RegisterLine& line, const LineMatch& match, const LineLeaves& line_leaves) {
    if (!match.file) return tell_no_file(line, match);
    const auto file = *match.file;
    auto& links = result_.files[file];
    if (links.line == nullptr) {
      links.line = &line;
    } else {
      tell("form/register-repeated", line, {{"name", line.name}, {"first", std::int64_t{links.line->where.line}}});
    }
    // The folder decides; the register's own code only where no folder does.
    const RelPath folder = input_.inventory.files[file].path.parent();
    if (links.leaves.empty() || links.leaves.front().how == BoundBy::register_line) {
      for (const Item* leaf : line_leaves.main) add(file, {leaf, BoundBy::register_line, folder});
    } else {
      check_leaf(line, line_leaves.main, links);
    }
    for (const Item* leaf : line_leaves.also) add(file, {leaf, BoundBy::register_line, folder});
  }

  /// Whether a path within the pool lies in a folder that could not be listed.
  [[nodiscard]] bool is_unreadable(std::string_view name) const {
    const auto path = nfc(name);
    return std::ranges::any_of(input_.inventory.unreadable, [&](const fs::Unreadable& folder) {
      return path.starts_with(nfc(folder.path.below(input_.pool).text()) + "/");
    });
  }

  void tell_no_file(const RegisterLine& line, const LineMatch& match) {
    if (match.named == 0 && is_unreadable(line.name)) return;  // it may be there
    if (match.named == 0) return tell("integrity/register-without-file", line, {{"name", line.name}});
    tell("form/ambiguous-file", line, {{"name", line.name}, {"count", static_cast<std::int64_t>(match.named)}});
  }

  /// What the 校验码 says of the file, at the file.
  void tell_file(const RegisterLine& line, const LineMatch& match) {
    if (!match.renamed && !match.changed) return;
    const auto* rule = match.renamed ? "form/register-renamed" : "authenticity/changed-since-registered";
    const auto item = result_.files[*match.file].item();
    result_.findings.push_back(
        make_finding(rule, item, input_.inventory.files[*match.file].path.text(), "", {{"name", line.name}}));
  }

  void check_leaf(const RegisterLine& line, const std::vector<const Item*>& main, const FileLinks& links) {
    const bool agrees = std::ranges::any_of(main, [&](const Item* leaf) {
      return std::ranges::find(links.leaves, leaf, &Bound::leaf) != links.leaves.end();
    });
    if (main.empty() || agrees) return;
    tell("form/register-other-leaf",
         line,
         {{"name", line.name}, {"code", main.front()->code}, {"folder", links.leaves.front().leaf->code}});
  }

  /// What the register says a file is must be something that one of its leaves asks for.
  void check_slot(const FileLinks& links) {
    if (links.line == nullptr || links.line->slot.empty() || links.leaves.empty()) return;
    const auto wanted = folded(links.line->slot);
    const bool known = std::ranges::any_of(links.leaves, [&](const Bound& bound) {
      return std::ranges::any_of(names_of(*bound.leaf),
                                 [&](const std::string& name) { return wanted.find(name) != std::string::npos; });
    });
    if (known) return;
    tell("form/register-unknown-slot",
         *links.line,
         {{"slot", links.line->slot}, {"code", links.leaves.front().leaf->code}});
  }

  /// The names of everything that a leaf asks for.
  const std::vector<std::string>& names_of(const Item& leaf) {
    const auto [place, fresh] = slot_names_.emplace(&leaf, std::vector<std::string>{});
    if (!fresh) return place->second;
    const auto note = [&names = place->second](const std::vector<Slot>& slots) {
      for (const auto& slot : slots) std::ranges::move(slot_names(slot), std::back_inserter(names));
    };
    note(leaf.slots);
    note(leaf.exempt_if);
    for (const auto& standard : leaf.standards) note(standard.slots);
    if (leaf.events) note(leaf.events->parts);
    return place->second;
  }

  void tell(const char* rule, const RegisterLine& line, std::vector<Argument> arguments) {
    result_.findings.push_back(line_finding(rule, line.where, std::move(arguments)));
  }

  std::vector<const Item*> leaves_of(const std::vector<std::string>& codes, const Location& where) {
    std::vector<const Item*> found;
    for (const auto& code : codes) {
      const Item* item = folder_codes().find(code);
      if (item != nullptr && item->is_leaf()) {
        serve(*item, found);
      } else if (item != nullptr) {
        result_.findings.push_back(
            line_finding("form/not-a-leaf", where, {{"code", item->code}, {"title", item->title}}));
      } else if (const Item* own = codes_.find(code); own != nullptr && own->is_leaf()) {
        found.push_back(own);
      } else if (!known_beside(input_, code)) {
        result_.findings.push_back(
            line_finding("form/unknown-code", where, {{"code", code}, {"likely", folder_codes().nearest_code(code)}}));
      }
    }
    return found;
  }

  const CheckInput& input_;
  const CodeBook& codes_;
  std::optional<CodeBook> filing_;  // of the filing index, if that is another
  FileFinder& finder_;
  Bindings result_;
  std::map<RelPath, FolderBinding> folders_;
  std::map<const Item*, std::vector<std::string>> slot_names_;
};

}  // namespace

bool known_beside(const CheckInput& input, std::string_view code) {
  const auto wanted = folded(code);
  const auto is_it = [&wanted](const auto& one) { return folded(one.code) == wanted; };
  return std::ranges::any_of(input.beside, [&](const Index* index) {
    const auto all = leaves(*index);
    return find_item(*index, code) != nullptr || std::ranges::any_of(index->vetoes, is_it) ||
           std::ranges::any_of(all, [&](const LeafRef& ref) { return is_it(*ref.leaf); });
  });
}

Bindings bind_files(const CheckInput& input, const CodeBook& codes, FileFinder& finder) {
  return Binder(input, codes, finder).run();
}

}  // namespace guidang
