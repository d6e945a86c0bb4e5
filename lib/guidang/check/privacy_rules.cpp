// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/check/each_slot.hpp"
#include "guidang/check/rules.hpp"
#include "guidang/texts/sensitive_numbers.hpp"

namespace guidang {
namespace {

/// Whose purpose it is to say who was there, and how to reach them.
bool is_sign_in(const Slot& slot) {
  const auto name = folded(slot.name);
  return std::ranges::any_of(std::to_array<std::string_view>({"签到", "sign-in", "sign in", "attendance"}),
                             [&](std::string_view word) { return name.find(word) != std::string::npos; });
}

/// The files that serve a slot for sign-in sheets.
std::set<std::size_t> sign_in_sheets(const std::vector<LeafState>& leaves) {
  std::set<std::size_t> files;
  const auto note = [&files](const SlotState& slot, const RelPath* /*event*/) {
    if (!is_sign_in(*slot.slot)) return;
    for (const auto& proof : slot.proofs) files.insert(proof.file);
  };
  for (const auto& leaf : leaves) {
    for_each_slot(leaf, note);
    for (const auto& slot : leaf.exempt_if) note(slot, nullptr);
  }
  return files;
}

/// A number that lies open: how many of its sort, and the first one masked.
struct Exposed {
  const char* rule;
  std::int64_t count;
  const std::string& first;
};

class PrivacyRules {
 public:
  PrivacyRules(const CheckInput& input, const Bindings& bindings, std::set<std::size_t> sign_in_sheets)
      : input_(input),
        bindings_(bindings),
        sign_in_sheets_(std::move(sign_in_sheets)) {}

  std::vector<Finding> run() {
    for (std::size_t i = 0; i < input_.inventory.files.size(); ++i) look_at(i);
    for (const auto& folder : input_.inventory.folders) look_at_name("", folder);
    return std::move(findings_);
  }

 private:
  void look_at(std::size_t i) {
    const auto& file = input_.inventory.files[i];
    const auto item = bindings_.files[i].item();
    if (const auto& text = file.examination.text) {
      add({"safety/id-number", text->id_numbers, text->first_id_number}, item, file.path, "content");
      if (text->id_numbers > 0 && sign_in_sheets_.contains(i)) findings_.back().severity = Severity::note;
      add({"safety/phone-number", text->phone_numbers, text->first_phone_number}, item, file.path, "content");
    }
    look_at_name(item, file.path);
  }

  /// A name is read by everybody who sees the folder, a sign-in sheet's too.
  void look_at_name(const std::string& item, const RelPath& path) {
    const auto numbers = texts::find_sensitive_numbers(path.name());
    add({"safety/id-number", numbers.id_numbers, numbers.first_id_number}, item, path, "name");
    add({"safety/phone-number", numbers.phone_numbers, numbers.first_phone_number}, item, path, "name");
  }

  void add(const Exposed& exposed, const std::string& item, const RelPath& path, std::string_view where) {
    if (exposed.count == 0) return;
    findings_.push_back(make_finding(
        exposed.rule,
        item,
        path.text(),
        "",
        {{"where", Term{"text-place/" + std::string(where)}}, {"count", exposed.count}, {"first", exposed.first}}));
  }

  const CheckInput& input_;
  const Bindings& bindings_;
  std::set<std::size_t> sign_in_sheets_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> privacy_findings(const CheckInput& input,
                                      const Bindings& bindings,
                                      const std::vector<LeafState>& leaves) {
  return PrivacyRules(input, bindings, sign_in_sheets(leaves)).run();
}

}  // namespace guidang
