// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/proof_list.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

#include "guidang/base/text.hpp"
#include "guidang/jobs/self_assessment.hpp"

namespace guidang {
namespace {

class ProofList {
 public:
  ProofList(const LeafState& leaf, const Inventory& inventory, const CodeBook& codes)
      : leaf_(leaf),
        inventory_(inventory),
        codes_(codes) {}

  std::string run() {
    add(leaf_.slots, "");
    for (const auto& standard : leaf_.standards) add(standard.slots, "");
    for (const auto& event : leaf_.events) {
      if (event.in_window) add(event.parts, event_name(event));
    }
    add(leaf_.exempt_if, "");
    return std::move(text_);
  }

 private:
  /// The name of the event's folder with a slash; empty for loose files, which lie in the leaf's own.
  [[nodiscard]] std::string event_name(const EventState& event) const {
    const std::string name(event.folder.name());
    const auto read = codes_.read(name);
    const bool own = std::ranges::find(read.items, leaf_.leaf) != read.items.end();
    if (name.empty() || own || codes_.leaf_titled(folded(name)) == leaf_.leaf) return "";
    return name + "/";
  }

  void add(const std::vector<SlotState>& slots, const std::string& folder) {
    for (const auto& slot : slots) {
      for (const auto& proof : slot.proofs) {
        const bool good = proof.standing == Standing::counts || proof.standing == Standing::paired;
        if (good) add(proof.file, folder);
      }
    }
  }

  void add(std::size_t file, const std::string& folder) {
    if (!seen_.insert(file).second) return;
    if (!text_.empty()) text_ += "\n";
    text_ += leaf_.leaf->code + "-" + circled(static_cast<int>(seen_.size())) + " " +
             escaped(folder + std::string(inventory_.files[file].path.name()));
  }

  const LeafState& leaf_;
  const Inventory& inventory_;
  const CodeBook& codes_;
  std::set<std::size_t> seen_;
  std::string text_;
};

}  // namespace

std::string circled(int number) {
  // Fonts have them to ten, as the old character sets do.
  if (number < 1 || number > 10) return std::to_string(number);
  return std::string("\u2460").replace(2, 1, 1, static_cast<char>(0x9F + number));
}

std::string proof_list(const LeafState& leaf, const Inventory& inventory, const CodeBook& codes) {
  return ProofList(leaf, inventory, codes).run();
}

}  // namespace guidang
