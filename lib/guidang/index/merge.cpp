// SPDX-License-Identifier: Apache-2.0
// What one index makes of the one that it extends (schemas/index.md, section 11).
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/index/resolve.hpp"

namespace guidang {
namespace {

using yaml::Field;
using yaml::Node;
using yaml::NodeKind;

/// Where an item stands: "items" or "bonus" first, then the place in each list. Adding at the end keeps paths true.
struct ItemPath {
  bool bonus = false;
  std::vector<std::size_t> places;

  [[nodiscard]] ItemPath parent() const {
    return {bonus, {places.begin(), places.empty() ? places.end() : std::prev(places.end())}};
  }

  friend bool operator==(const ItemPath&, const ItemPath&) = default;
};

/// What only leaves have; an item that is given further items leaves it behind.
constexpr auto k_of_leaves = std::to_array<std::string_view>(
    {"points", "methods", "slots", "events", "standards", "scoring", "measures", "sample", "exempt_if", "issued"});

Node* find_field(Node& mapping, std::string_view key) {
  const auto found = std::ranges::find_if(mapping.fields, [&](const Field& field) { return field.key.text == key; });
  return found == mapping.fields.end() ? nullptr : &found->value;
}

void erase_field(Node& mapping, std::string_view key) {
  std::erase_if(mapping.fields, [&](const Field& field) { return field.key.text == key; });
}

void put_field(Node& mapping, Field field) {
  if (Node* there = find_field(mapping, field.key.text)) {
    *there = std::move(field.value);
  } else {
    mapping.fields.push_back(std::move(field));
  }
}

/// The list of items in a mapping; null if there is none.
Node* list_of(Node& mapping) {
  Node* list = find_field(mapping, "items");
  return list != nullptr && list->kind == NodeKind::sequence ? list : nullptr;
}

const Node* code_of(const Node& item) {
  const auto* code = item.kind == NodeKind::mapping ? item.find("code") : nullptr;
  return code != nullptr && code->kind == NodeKind::scalar && !code->text.empty() ? code : nullptr;
}

class Merger {
 public:
  Merger(Node parent, yaml::Faults& faults) : root_(std::move(parent)), faults_(faults) {}

  Node run(Node child) {
    if (const Node* drop = find_field(child, "drop")) {
      for (const auto& code : drop->items) take_out(code);
    }
    erase_field(root_, "extends");
    erase_field(root_, "drop");
    note_all();
    for (auto& field : child.fields) {
      if (field.key.text == "items" && field.value.kind == NodeKind::sequence && list_of(root_) != nullptr) {
        merge_list(std::move(field.value.items), ItemPath{});
      } else if (field.key.text == "bonus") {
        merge_bonus(std::move(field));
      } else {
        put_field(root_, std::move(field));
      }
    }
    root_.mark = child.mark;
    return std::move(root_);
  }

 private:
  // ---- What is there ----

  void note_all() {
    if (Node* list = list_of(root_)) note(*list, ItemPath{});
    if (Node* bonus = find_field(root_, "bonus"); bonus != nullptr) {
      if (Node* list = list_of(*bonus)) note(*list, ItemPath{true, {}});
    }
  }

  void note(Node& list, ItemPath path) {
    path.places.push_back(0);
    for (auto& item : list.items) {
      if (const Node* code = code_of(item)) paths_.try_emplace(folded(code->text), path);
      if (Node* below = list_of(item)) note(*below, path);
      ++path.places.back();
    }
  }

  /// The mapping at `path`: an item, or what holds the topmost ones.
  Node& at(const ItemPath& path) {
    Node* node = path.bonus ? find_field(root_, "bonus") : &root_;
    for (const auto place : path.places) node = &list_of(*node)->items[place];
    return *node;
  }

  // ---- Dropping ----

  void take_out(const Node& code) {
    if (code.kind != NodeKind::scalar) return;  // the form says so
    const auto wanted = folded(code.text);
    Node* bonus = find_field(root_, "bonus");
    for (Node* holder : {&root_, bonus}) {
      const auto outcome = holder == nullptr ? Outcome::absent : take_out_below(*holder, wanted);
      if (outcome == Outcome::emptied) faults_.add(code, {"index/drop-empties", {{"code", code.text}}});
      if (outcome != Outcome::absent) return;
    }
    std::vector<std::string> known;
    collect_codes(root_, known);
    if (bonus != nullptr) collect_codes(*bonus, known);
    faults_.add(code, {"index/drop-unknown", {{"code", code.text}}}, json::did_you_mean(code.text, known));
  }

  enum class Outcome { absent, gone, emptied };

  Outcome take_out_below(Node& holder, const std::string& wanted) {
    Node* list = list_of(holder);
    if (list == nullptr) return Outcome::absent;
    const auto erased = std::erase_if(list->items, [&](const Node& item) {
      const Node* code = code_of(item);
      return code != nullptr && folded(code->text) == wanted;
    });
    if (erased > 0) return list->items.empty() ? Outcome::emptied : Outcome::gone;
    for (auto item = list->items.begin(); item != list->items.end(); ++item) {
      const auto outcome = take_out_below(*item, wanted);
      if (outcome == Outcome::emptied) list->items.erase(item);  // told once, where it is dropped
      if (outcome != Outcome::absent) return outcome;
    }
    return Outcome::absent;
  }

  static void collect_codes(Node& holder, std::vector<std::string>& known) {
    Node* list = list_of(holder);
    if (list == nullptr) return;
    for (auto& item : list->items) {
      if (const Node* code = code_of(item)) known.push_back(code->text);
      collect_codes(item, known);
    }
  }

  // ---- Merging ----

  void merge_bonus(Field field) {
    Node* there = find_field(root_, "bonus");
    if (there == nullptr || list_of(*there) == nullptr || field.value.kind != NodeKind::mapping) {
      put_field(root_, std::move(field));
      return;
    }
    there->mark = field.value.mark;
    for (auto& inner : field.value.fields) {
      if (inner.key.text == "items" && inner.value.kind == NodeKind::sequence) {
        merge_list(std::move(inner.value.items), ItemPath{true, {}});
      } else {
        put_field(*find_field(root_, "bonus"), std::move(inner));
      }
    }
  }

  /// Merges items that the child writes under the item at `holder`, or (no places) at the top.
  void merge_list(std::vector<Node> items, const ItemPath& holder) {
    for (auto& item : items) {
      const Node* code = code_of(item);
      const auto known = code == nullptr ? paths_.end() : paths_.find(folded(code->text));
      if (known == paths_.end()) {
        add_new(std::move(item), holder);
        continue;
      }
      const bool elsewhere =
          holder.places.empty() ? known->second.bonus != holder.bonus : known->second.parent() != holder;
      if (elsewhere) {
        tell_moved(*code, known->second);
      } else if (!merged_.insert(known->first).second) {
        list_of(at(holder))->items.push_back(std::move(item));  // written twice: the loader says so
      } else {
        merge_item(std::move(item), known->second);
      }
    }
  }

  void tell_moved(const Node& code, const ItemPath& path) {
    const auto above = path.parent();
    const Node* holder = above.places.empty() ? nullptr : code_of(at(above));
    Value where = Term{"index/top"};
    if (holder != nullptr) where = holder->text;
    faults_.add(code, {"index/moved-item", {{"code", code.text}, {"holder", std::move(where)}}});
  }

  /// A new item; what it holds must be new too.
  void add_new(Node item, const ItemPath& holder) {
    refuse_known(item);
    list_of(at(holder))->items.push_back(std::move(item));
  }

  void refuse_known(Node& item) {
    Node* list = list_of(item);
    if (list == nullptr) return;
    for (auto& one : list->items) {
      const Node* code = code_of(one);
      const auto known = code == nullptr ? paths_.end() : paths_.find(folded(code->text));
      if (known != paths_.end()) {
        tell_moved(*code, known->second);
      }
      refuse_known(one);
    }
  }

  void merge_item(Node item, const ItemPath& path) {
    at(path).mark = item.mark;
    std::vector<Node> children;
    for (auto& field : item.fields) {
      if (field.key.text != "items" || field.value.kind != NodeKind::sequence) {
        put_field(at(path), std::move(field));
      } else if (list_of(at(path)) != nullptr) {
        children = std::move(field.value.items);
      } else {
        divide(at(path), item);
        refuse_known(item);
        put_field(at(path), std::move(field));
      }
    }
    merge_list(std::move(children), path);
  }

  /// Makes a leaf of the parent an item that holds others.
  static void divide(Node& leaf, const Node& item) {
    for (const auto key : k_of_leaves) {
      const Node* own = item.find(key);
      if (own == nullptr) erase_field(leaf, key);
    }
  }

  Node root_;
  yaml::Faults& faults_;
  std::map<std::string, ItemPath> paths_;  // by folded code
  std::set<std::string> merged_;           // folded codes that the child has changed already
};

}  // namespace

Node merge_indexes(Node parent, Node child, yaml::Faults& faults) {
  if (parent.kind != NodeKind::mapping || child.kind != NodeKind::mapping) return child;
  return Merger(std::move(parent), faults).run(std::move(child));
}

}  // namespace guidang
