// SPDX-License-Identifier: Apache-2.0
// The only door to yaml-cpp. Its event interface is used, since its own trees take the first of two equal keys, never
// end on an anchor that holds itself, and multiply aliases without a bound.
#include <algorithm>
#include <map>
#include <sstream>
#include <unordered_map>
#include <utility>

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "guidang/base/text.hpp"
#include "guidang/yaml/faults.hpp"
#include "guidang/yaml/node.hpp"
#include "guidang/yaml/our_words.hpp"
#include "guidang/yaml/slips.hpp"

namespace guidang::yaml {
namespace {

constexpr std::size_t k_max_text_bytes = std::size_t{16} << 20U;
constexpr std::size_t k_max_anchored_bytes = std::size_t{64}
                                             << 20U;  // anchors are copied, and may stand within each other

/// Turns yaml-cpp's places (from 0, in bytes) into ours. Places come nearly in order, which keeps this linear.
class Marker {
 public:
  explicit Marker(const Lines& lines) : lines_(lines) {}

  Mark at(const YAML::Mark& mark) {
    const int line = std::max(0, mark.line) + 1;
    const auto bytes = static_cast<std::size_t>(std::max(0, mark.column));
    if (line != line_ || bytes < bytes_) {
      line_ = line;
      bytes_ = 0;
      column_ = 1;
    }
    const auto text = lines_.at(line);
    const auto end = std::min(bytes, text.size());
    if (end > bytes_) {
      column_ += static_cast<int>(code_points(text.substr(bytes_, end - bytes_)));
      bytes_ = end;
    }
    return {line, column_};
  }

 private:
  const Lines& lines_;
  int line_ = 0;
  std::size_t bytes_ = 0;
  int column_ = 1;
};

/// How much a node and all below it hold.
struct Weight {
  std::size_t nodes = 0;
  std::size_t bytes = 0;
};

struct Stop {
  ErrorCode code;
  Message message;
  Place place;
};

/// Builds our tree from events. After the first fault it ignores the rest.
class Builder final : public YAML::EventHandler {
 public:
  explicit Builder(const Lines& lines) : lines_(lines), marker_(lines) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) stop(ErrorCode::malformed, {"yaml/second-document", {}}, {marker_.at(mark), 3});
  }

  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (stop_) return;
    Node node;
    node.mark = marker_.at(mark);
    put(std::move(node), {1, 0}, anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (stop_) return;
    const auto place = marker_.at(mark);
    const auto known = anchors_.find(anchor);
    if (known == anchors_.end()) return stop(ErrorCode::malformed, {"yaml/alias-in-itself", {}}, {place, 1});
    if (known->second.second.nodes + total_.nodes > k_max_nodes) return too_much(place);
    if (known->second.second.bytes + total_.bytes > k_max_text_bytes) return too_much(place);
    Node node = known->second.first;
    node.mark = place;
    put(std::move(node), known->second.second, 0);
  }

  void OnScalar(const YAML::Mark& mark,
                const std::string& tag,
                YAML::anchor_t anchor,
                const std::string& value) override {
    if (stop_) return;
    Node node;
    node.kind = NodeKind::scalar;
    node.text = value;
    node.quoted = tag == "!";
    node.mark = marker_.at(mark);
    node.length = static_cast<int>(code_points(value)) + (node.quoted ? 2 : 0);
    if (!plain_tag(tag, node.mark) || !(node.quoted ? check_end(node, mark) : check_lines(node, mark))) return;
    const Weight weight{1, value.size()};
    put(std::move(node), weight, anchor);
  }

  void OnSequenceStart(const YAML::Mark& mark,
                       const std::string& tag,
                       YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    begin(NodeKind::sequence, mark, tag, {anchor, style});
  }

  void OnSequenceEnd() override { end(); }

  void OnMapStart(const YAML::Mark& mark,
                  const std::string& tag,
                  YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    begin(NodeKind::mapping, mark, tag, {anchor, style});
  }

  void OnMapEnd() override { end(); }

  [[nodiscard]] const std::optional<Stop>& stopped() const { return stop_; }

  /// Where the innermost list or mapping in brackets begins that is still open.
  [[nodiscard]] std::optional<Mark> open_bracket() const {
    if (open_.empty() || !open_.back().node.flow) return std::nullopt;
    return open_.back().node.mark;
  }

  [[nodiscard]] Mark mark(const YAML::Mark& mark) { return marker_.at(mark); }

  [[nodiscard]] Node take() { return std::move(root_); }

 private:
  struct Open {
    Node node;
    YAML::anchor_t anchor = 0;
    Weight before;
    std::optional<Node> key;
    std::unordered_map<std::string, int> key_lines;
  };

  void stop(ErrorCode code, Message message, Place place) {
    if (!stop_) stop_ = Stop{code, std::move(message), place};
  }

  void too_much(Mark mark) { stop(ErrorCode::limit, {"yaml/too-many-nodes", {}}, {mark, 1}); }

  bool plain_tag(const std::string& tag, Mark mark) {
    if (tag.empty() || tag == "?" || tag == "!") return true;
    stop(ErrorCode::malformed, {"yaml/tag", {{"tag", tag}}}, {mark, 1});
    return false;
  }

  /// yaml-cpp takes a quoted text that never ends for one that ends with the file.
  bool check_end(const Node& node, const YAML::Mark& mark) {
    const auto text = lines_.from(node.mark.line, static_cast<std::size_t>(std::max(0, mark.column)));
    if (text.empty() || (text.front() != '"' && text.front() != '\'')) return true;  // a block scalar
    const char quote = text.front();
    for (std::size_t i = 1; i < text.size(); ++i) {
      if (quote == '"' && text[i] == '\\') {
        ++i;
      } else if (text[i] == quote) {
        if (quote == '"' || i + 1 >= text.size() || text[i + 1] != quote) return true;
        ++i;  // '' within '…'
      }
    }
    stop(ErrorCode::malformed, {"yaml/open-quote", {}}, {node.mark, 1});
    return false;
  }

  /// “…” around a whole text, as a Chinese keyboard writes quotes: YAML takes them for part of the text.
  static bool in_wide_quotes(std::string_view text) {
    constexpr std::string_view k_open = "\u201c";
    constexpr std::string_view k_close = "\u201d";
    return text.starts_with(k_open) && text.find(k_close) == text.size() - k_close.size();
  }

  /// A plain scalar that runs over several lines may have swallowed "key：value" lines: they are looked for.
  bool check_lines(const Node& node, const YAML::Mark& mark) {
    if (in_wide_quotes(node.text)) {
      constexpr std::size_t k_quote_bytes = 3;
      const auto inner = node.text.substr(k_quote_bytes, node.text.size() - 2 * k_quote_bytes);
      stop(ErrorCode::malformed,
           {"yaml/wide-quotes", {{"text", inner}}},
           {node.mark, static_cast<int>(code_points(node.text))});
      return false;
    }
    const auto first = lines_.at(node.mark.line);
    const auto rest = first.substr(std::min(first.size(), static_cast<std::size_t>(std::max(0, mark.column))));
    if (node.text.size() <= rest.size()) return true;
    auto slip = colon_slip(rest);
    Mark place{node.mark.line, node.mark.column};
    auto covered = rest.size();
    for (int line = node.mark.line + 1; !slip && covered < node.text.size() && line <= lines_.count(); ++line) {
      const auto text = lines_.at(line);
      slip = colon_slip(text);
      place = {line, 1};
      covered += trimmed(text).size() + 1;
    }
    if (slip) stop(ErrorCode::malformed, slip->message, {{place.line, place.column + slip->offset}});
    return !slip;
  }

  void begin(NodeKind kind,
             const YAML::Mark& mark,
             const std::string& tag,
             std::pair<YAML::anchor_t, YAML::EmitterStyle::value> rest) {
    if (stop_) return;
    Open open;
    open.node.kind = kind;
    open.node.flow = rest.second == YAML::EmitterStyle::Flow;
    open.node.mark = marker_.at(mark);
    open.anchor = rest.first;
    open.before = total_;
    if (!plain_tag(tag, open.node.mark)) return;
    if (open_.size() >= static_cast<std::size_t>(k_max_depth)) {
      return stop(ErrorCode::limit, {"yaml/too-deep", {{"limit", std::int64_t{k_max_depth}}}}, {open.node.mark, 1});
    }
    open_.push_back(std::move(open));
  }

  void end() {
    if (stop_ || open_.empty()) return;
    Open done = std::move(open_.back());
    open_.pop_back();
    const Weight weight{total_.nodes - done.before.nodes + 1, total_.bytes - done.before.bytes};
    total_ = done.before;
    put(std::move(done.node), weight, done.anchor);
  }

  /// Puts a finished node where it belongs.
  void put(Node node, Weight weight, YAML::anchor_t anchor) {
    const bool is_key = !open_.empty() && open_.back().node.kind == NodeKind::mapping && !open_.back().key;
    if (!is_key) total_.nodes += weight.nodes;  // a key counts with its value
    total_.bytes += weight.bytes;
    if (total_.nodes > k_max_nodes) return too_much(node.mark);
    if (anchor != 0) {
      anchored_bytes_ += weight.bytes + weight.nodes * sizeof(Node);
      if (anchored_bytes_ > k_max_anchored_bytes) return too_much(node.mark);
      anchors_[anchor] = {node, weight};
    }
    if (open_.empty()) {
      root_ = std::move(node);
    } else if (open_.back().node.kind == NodeKind::sequence) {
      open_.back().node.items.push_back(std::move(node));
    } else if (!open_.back().key) {
      if (accept_key(node)) open_.back().key = std::move(node);
    } else {
      open_.back().node.fields.push_back({std::move(*open_.back().key), std::move(node)});
      open_.back().key.reset();
    }
  }

  bool accept_key(const Node& key) {
    const auto refuse = [&](Message message) {
      stop(ErrorCode::malformed, std::move(message), place_of(key));
      return false;
    };
    if (key.kind != NodeKind::scalar) return refuse({"yaml/key-not-text", {}});
    if (!key.quoted && key.text == "<<") return refuse({"yaml/merge-key", {}});
    if (!key.quoted) {
      if (auto slip = line_slip(key.text); slip && slip->message.id != "yaml/full-width") {
        stop(ErrorCode::malformed, slip->message, {{key.mark.line, key.mark.column + slip->offset}, 1});
        return false;
      }
    }
    const auto [first, is_new] = open_.back().key_lines.try_emplace(key.text, key.mark.line);
    if (is_new) return true;
    return refuse({"yaml/duplicate-key", {{"key", key.text}, {"line", std::int64_t{first->second}}}});
  }

  const Lines& lines_;
  Marker marker_;
  int documents_ = 0;
  Node root_;
  std::vector<Open> open_;
  Weight total_;
  std::size_t anchored_bytes_ = 0;
  std::map<YAML::anchor_t, std::pair<Node, Weight>> anchors_;
  std::optional<Stop> stop_;
};

tl::unexpected<Error> refused(std::string_view text, std::string_view name, const Stop& stop) {
  Faults faults(text, name);
  faults.add(stop.place, stop.message);
  Error error = faults.take(stop.message.id);
  error.code = stop.code;
  error.message = stop.message;
  return fail(std::move(error));
}

Mark mark_of_byte(std::string_view text, std::size_t offset) {
  const auto before = text.substr(0, offset);
  const auto line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return {static_cast<int>(std::ranges::count(before, '\n')) + 1,
          static_cast<int>(code_points(before.substr(line_start))) + 1};
}

/// Refuses bytes that are no text of ours, before yaml-cpp guesses at them.
Result<void> check_bytes(std::string_view text, std::string_view name) {
  if (text.size() > k_max_bytes) {
    return fail(ErrorCode::limit, {"yaml/too-large", {{"limit", std::int64_t{k_max_bytes / 1024 / 1024}}}});
  }
  const auto invalid = first_invalid_utf8(text);
  const auto nul = text.find('\0');
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF") || (nul != std::string_view::npos && nul < 4)) {
    return refused({}, name, {ErrorCode::malformed, {"yaml/utf16", {}}, {}});
  }
  if (invalid) {
    if (const auto decoded = from_gb18030(text)) {
      const auto prefix = from_gb18030(text.substr(0, *invalid)).value_or("");
      return refused(
          *decoded, name, {ErrorCode::malformed, {"yaml/gb18030", {}}, {mark_of_byte(*decoded, prefix.size())}});
    }
    return refused({}, name, {ErrorCode::malformed, {"yaml/not-utf8", {}}, {mark_of_byte(text, *invalid)}});
  }
  const auto* const control = std::ranges::find_if(text, [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
  });
  if (control == text.end()) return {};
  const auto offset = static_cast<std::size_t>(control - text.begin());
  return refused(text, name, {ErrorCode::malformed, {"yaml/control-character", {}}, {mark_of_byte(text, offset)}});
}

/// What a syntax error of yaml-cpp comes to: the slip behind it if there is one near, else its kind in our words.
Stop syntax_stop(const Lines& lines, Builder& builder, const YAML::Exception& error) {
  Mark mark = builder.mark(error.mark);
  mark.line = std::min(mark.line, lines.count());
  while (mark.line > 1 && trimmed(lines.at(mark.line)).empty()) {
    --mark.line;
    mark.column = static_cast<int>(code_points(lines.at(mark.line)));
  }
  if (auto slip = slip_near(lines, mark.line)) {
    return {ErrorCode::malformed, slip->first.message, {{slip->second, slip->first.offset + 1}, 1}};
  }
  const auto message = in_our_words(error.msg);
  if (const auto open = builder.open_bracket(); open && message.starts_with("yaml/open-b")) mark = *open;
  return {ErrorCode::malformed, {std::string(message), {}}, {mark, 1}};
}

}  // namespace

const Node* Node::find(std::string_view key) const {
  for (const auto& field : fields) {
    if (field.key.text == key) return &field.value;
  }
  return nullptr;
}

Result<Node> parse(std::string_view text, std::string_view name) {
  constexpr std::string_view k_byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(k_byte_order_mark)) text.remove_prefix(k_byte_order_mark.size());
  GUIDANG_TRY(check_bytes(text, name));
  const Lines lines(text);
  Builder builder(lines);
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder) && !builder.stopped()) continue;
  } catch (const YAML::DeepRecursion& error) {
    return refused(
        text,
        name,
        {ErrorCode::limit, {"yaml/too-deep", {{"limit", std::int64_t{k_max_depth}}}}, {builder.mark(error.mark)}});
  } catch (const YAML::Exception& error) {
    if (!builder.stopped()) return refused(text, name, syntax_stop(lines, builder, error));
  }
  if (builder.stopped()) return refused(text, name, *builder.stopped());
  Node root = builder.take();
  if (root.kind == NodeKind::scalar && !root.quoted) {
    if (const auto slip = colon_slip(root.text)) {
      return refused(
          text, name, {ErrorCode::malformed, slip->message, {{root.mark.line, root.mark.column + slip->offset}}});
    }
  }
  return root;
}

}  // namespace guidang::yaml
