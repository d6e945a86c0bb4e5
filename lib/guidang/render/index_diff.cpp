// SPDX-License-Identifier: Apache-2.0
#include "guidang/render/index_diff.hpp"

#include <algorithm>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/render/index.hpp"
#include "guidang/render/paint.hpp"

namespace guidang {
namespace {

constexpr int k_widest = 80;

class DiffText {
 public:
  DiffText(const Catalogue& catalogue, const TextStyle& style)
      : catalogue_(catalogue),
        paint_(style.colour),
        width_(std::clamp(style.width, 40, k_widest)) {}

  void draw(const IndexDiff& diff) {
    if (diff.empty()) return put(0, say("diff/same"));
    if (!diff.header.empty()) {
      heading("diff/header");
      draw_fields(diff.header, 2);
    }
    draw_group("diff/added", diff, [](const ItemChange& item) { return item.before == nullptr; });
    draw_group("diff/dropped", diff, [](const ItemChange& item) { return item.after == nullptr; });
    draw_group("diff/recoded", diff, [](const ItemChange& item) { return item.recoded(); });
    draw_group("diff/changed", diff, [](const ItemChange& item) {
      return item.before != nullptr && item.after != nullptr && !item.recoded();
    });
  }

  void draw(const CarryOver& folder) {
    draw_files("diff/carries", folder, [](const CarriedFile& file) { return file.counts; });
    draw_files(
        "diff/does-not-count", folder, [](const CarriedFile& file) { return file.leaf != nullptr && !file.counts; });
    draw_files("diff/left-over", folder, [](const CarriedFile& file) { return file.leaf == nullptr; });
    if (folder.collect.empty()) return heading("diff/nothing-to-collect");
    heading("diff/collect");
    const std::string* owner = nullptr;
    for (const auto& one : folder.collect) {
      if (owner == nullptr || *owner != one.owner) {
        put(2, one.owner.empty() ? say("diff/nobody") : one.owner);
        owner = &one.owner;
      }
      put(4,
          say(one.event ? "diff/collect-event" : "diff/collect-piece",
              {{"due", to_string(one.due)},
               {"code", one.leaf->code},
               {"title", one.leaf->title},
               {"what", one.what},
               {"missing", std::int64_t{one.missing}}}));
    }
  }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  [[nodiscard]] std::string say(std::string id, std::vector<Argument> arguments = {}) const {
    return catalogue_.text({std::move(id), std::move(arguments)});
  }

  void heading(std::string id) {
    if (!text_.empty()) text_ += "\n";
    text_ += paint_.strong(say(std::move(id))) + "\n";
  }

  void put(int indent, const std::string& text) {
    text_ += wrapped(std::string(static_cast<std::size_t>(indent), ' ') + escaped(text), width_, indent + 4);
  }

  [[nodiscard]] std::string name(const Item& item) const {
    return say("index/item", {{"code", item.code}, {"title", item.title}, {"points", item.points.text()}});
  }

  template <typename Wanted>
  void draw_group(const char* title, const IndexDiff& diff, Wanted wanted) {
    bool begun = false;
    for (const auto& item : diff.items) {
      if (!wanted(item)) continue;
      if (!std::exchange(begun, true)) heading(title);
      if (const auto* named = item.after != nullptr ? item.after : item.before) put(2, name(*named));
      if (item.recoded()) {
        put(4,
            say("diff/was",
                {{"code", item.before->code},
                 {"title", item.before->title},
                 {"how", Term{"diff/by-" + std::string(to_string(item.how))}}}));
      }
      draw_fields(item.fields, 4);
    }
  }

  void draw_fields(const std::vector<FieldChange>& fields, int indent) {
    for (const auto& field : fields) {
      if (field.field == "period" && !field.before.empty() && !field.after.empty()) {
        put(indent, say("diff/period", {{"before", field.before.front()}, {"after", field.after.front()}}));
        continue;
      }
      for (const auto& line : field.before) draw_line(indent, "- ", field.field, line);
      for (const auto& line : field.after) draw_line(indent, "+ ", field.field, line);
    }
  }

  void draw_line(int indent, const std::string& sign, const std::string& field, const std::string& line) {
    put(indent, sign + say("index/line", {{"field", Term{"field/" + field}}, {"text", line}}));
  }

  template <typename Wanted>
  void draw_files(const char* title, const CarryOver& folder, Wanted wanted) {
    bool begun = false;
    for (const auto& file : folder.files) {
      if (!wanted(file)) continue;
      if (!std::exchange(begun, true)) heading(title);
      put(2, file.path.text() + (file.leaf == nullptr ? "" : " → " + file.leaf->code + " " + file.leaf->title));
    }
  }

  const Catalogue& catalogue_;
  Paint paint_;
  int width_;
  std::string text_;
};

}  // namespace

std::string render_index_diff(const IndexDiff& diff,
                              const CarryOver* folder,
                              const Catalogue& catalogue,
                              const TextStyle& style) {
  DiffText text(catalogue, style);
  text.draw(diff);
  if (folder != nullptr) text.draw(*folder);
  return text.take();
}

}  // namespace guidang
