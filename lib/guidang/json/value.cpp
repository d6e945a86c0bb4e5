// SPDX-License-Identifier: Apache-2.0
// One of the two files of the door to nlohmann-json; schema.cpp is the other.
#include "guidang/json/value.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <unordered_set>

#include <nlohmann/json.hpp>

#include "guidang/base/text.hpp"
#include "guidang/json/foreign.hpp"

namespace guidang::json {
namespace {

constexpr std::size_t k_max_bytes = std::size_t{64} << 20U;
constexpr std::size_t k_max_depth = 64;

/// Builds our tree from nlohmann's events, which come without recursion.
class Builder final : public nlohmann::json_sax<nlohmann::json> {
 public:
  bool null() override { return put({}); }

  bool boolean(bool value) override { return put(value); }

  bool number_integer(number_integer_t value) override { return put(std::int64_t{value}); }

  bool number_unsigned(number_unsigned_t value) override {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
      return put(static_cast<double>(value));
    }
    return put(static_cast<std::int64_t>(value));
  }

  bool number_float(number_float_t value, const string_t& /*text*/) override { return put(value); }

  bool string(string_t& value) override { return put(std::move(value)); }

  bool binary(binary_t& /*value*/) override { return false; }

  bool start_object(std::size_t /*count*/) override { return open(Value::object()); }

  bool start_array(std::size_t /*count*/) override { return open(Value::array()); }

  bool key(string_t& value) override {
    if (!open_.back().names.insert(value).second) {
      problem_ = Message{"json/duplicate-name", {{"name", value}}};
      return false;
    }
    open_.back().key = std::move(value);
    return true;
  }

  bool end_object() override { return close(); }

  bool end_array() override { return close(); }

  bool parse_error(std::size_t position,
                   const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) override {
    position_ = position;
    return false;
  }

  [[nodiscard]] const std::optional<Message>& problem() const { return problem_; }

  [[nodiscard]] std::size_t position() const { return position_; }

  [[nodiscard]] Value take() { return std::move(root_); }

 private:
  struct Open {
    Value value;
    std::string key = {};                        // of the member that comes next
    std::unordered_set<std::string> names = {};  // all so far: looked up, an object costs no more than its text
  };

  bool open(Value value) {
    if (open_.size() >= k_max_depth) {
      problem_ = Message{"json/too-deep", {{"limit", static_cast<std::int64_t>(k_max_depth)}}};
      return false;
    }
    open_.push_back({.value = std::move(value)});
    return true;
  }

  bool close() {
    Value value = std::move(open_.back().value);
    open_.pop_back();
    return put(std::move(value));
  }

  bool put(Value value) {
    if (open_.empty()) {
      root_ = std::move(value);
    } else if (open_.back().value.kind() == Kind::array) {
      open_.back().value.add(std::move(value));
    } else {
      open_.back().value.add(std::move(open_.back().key), std::move(value));
    }
    return true;
  }

  Value root_;
  std::vector<Open> open_;
  std::optional<Message> problem_;
  std::size_t position_ = 0;
};

template <typename Content, typename Contents>
const Content& content_of(const Contents& contents) {
  static const Content k_nothing;
  const auto* found = std::get_if<Content>(&contents);
  return found == nullptr ? k_nothing : *found;
}

/// Writes the brackets and commas; the library writes what needs care. A copy of the whole as the library's own values
/// would take several times the room of the text.
class Printer {
 public:
  explicit Printer(Layout layout) : indented_(layout == Layout::indented) {}

  void put(const Value& value) {
    switch (value.kind()) {
      case Kind::array: put_all('[', value.items(), ']', [this](const Value& item) { put(item); }); break;
      case Kind::object:
        put_all('{', value.members(), '}', [this](const Member& member) {
          text_ += scalar(Value(member.name));
          text_ += indented_ ? ": " : ":";
          put(member.value);
        });
        break;
      default: text_ += scalar(value);
    }
  }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  template <typename All, typename Put>
  void put_all(char open, const All& all, char close, const Put& put_one) {
    text_ += open;
    ++depth_;
    bool first = true;
    for (const auto& one : all) {
      if (!first) text_ += ',';
      first = false;
      new_line();
      put_one(one);
    }
    --depth_;
    if (!all.empty()) new_line();
    text_ += close;
  }

  void new_line() {
    constexpr std::size_t k_blanks = 2;
    if (indented_) text_.append("\n").append(k_blanks * depth_, ' ');
  }

  static std::string scalar(const Value& value) {
    return to_foreign(value).dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  }

  bool indented_;
  std::size_t depth_ = 0;
  std::string text_;
};

}  // namespace

nlohmann::ordered_json to_foreign(const Value& value) {
  switch (value.kind()) {
    case Kind::null: return nullptr;
    case Kind::boolean: return value.boolean();
    case Kind::integer: return value.integer();
    case Kind::real: return value.real();
    case Kind::text: return value.text();
    case Kind::array: {
      auto array = nlohmann::ordered_json::array();
      for (const auto& item : value.items()) array.push_back(to_foreign(item));
      return array;
    }
    case Kind::object: {
      auto object = nlohmann::ordered_json::object();
      for (const auto& [name, member] : value.members()) object.push_back({name, to_foreign(member)});
      return object;
    }
  }
  return nullptr;
}

Value::Value() = default;
Value::Value(const Value& other) = default;
Value::Value(Value&& other) noexcept = default;
Value& Value::operator=(const Value& other) = default;
Value& Value::operator=(Value&& other) noexcept = default;
Value::~Value() = default;

Value::Value(bool boolean) : content_(boolean) {}

Value::Value(int integer) : Value(std::int64_t{integer}) {}

Value::Value(std::int64_t integer) : content_(integer) {}

Value::Value(double real) : content_(real) {}

Value::Value(std::string text) : content_(std::move(text)) {}

Value::Value(std::string_view text) : Value(std::string(text)) {}

Value::Value(const char* text) : Value(std::string(text)) {}

Value Value::array() {
  return array(std::vector<Value>{});
}

Value Value::object() {
  return object(std::vector<Member>{});
}

Value Value::array(std::vector<Value> items) {
  Value value;
  value.content_ = std::move(items);
  return value;
}

Value Value::object(std::vector<Member> members) {
  Value value;
  value.content_ = std::move(members);
  return value;
}

bool Value::boolean() const {
  const auto* found = std::get_if<bool>(&content_);
  return found != nullptr && *found;
}

std::int64_t Value::integer() const {
  const auto* found = std::get_if<std::int64_t>(&content_);
  return found == nullptr ? 0 : *found;
}

double Value::real() const {
  const auto* found = std::get_if<double>(&content_);
  return found == nullptr ? static_cast<double>(integer()) : *found;
}

const std::string& Value::text() const {
  return content_of<std::string>(content_);
}

const std::vector<Value>& Value::items() const {
  return content_of<std::vector<Value>>(content_);
}

const std::vector<Member>& Value::members() const {
  return content_of<std::vector<Member>>(content_);
}

const Value* Value::find(std::string_view name) const {
  for (const auto& member : members()) {
    if (member.name == name) return &member.value;
  }
  return nullptr;
}

Value& Value::add(Value item) {
  return std::get<std::vector<Value>>(content_).emplace_back(std::move(item));
}

Value& Value::add(std::string name, Value value) {
  return std::get<std::vector<Member>>(content_).emplace_back(Member{std::move(name), std::move(value)}).value;
}

bool operator==(const Value& a, const Value& b) {
  return a.content_ == b.content_;
}

std::string dump(const Value& value, Layout layout) {
  Printer printer(layout);
  printer.put(value);
  return printer.take();
}

Result<Value> parse(std::string_view text, std::string_view name) {
  if (text.size() > k_max_bytes) {
    return fail(ErrorCode::limit,
                {"json/too-large", {{"limit", static_cast<std::int64_t>(k_max_bytes / 1024 / 1024)}}});
  }
  Builder builder;
  if (nlohmann::json::sax_parse(text, &builder)) return builder.take();
  if (builder.problem()) return fail(ErrorCode::malformed, *builder.problem());
  Error error;
  error.code = ErrorCode::malformed;
  error.message = {"json/syntax", {}};
  const auto before = text.substr(0, std::min(std::max<std::size_t>(builder.position(), 1) - 1, text.size()));
  const auto line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  error.where = Location{std::string(name),
                         static_cast<int>(std::ranges::count(before, '\n')) + 1,
                         static_cast<int>(code_points(before.substr(line_start))) + 1};
  return fail(std::move(error));
}

}  // namespace guidang::json
