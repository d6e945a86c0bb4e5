// SPDX-License-Identifier: Apache-2.0
#include "guidang/bundle/receipt.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "guidang/base/relpath.hpp"
#include "guidang/json/value.hpp"

namespace guidang {
namespace {

constexpr std::string_view k_format = "guidang-receipt";
constexpr std::int64_t k_version = 1;
constexpr std::string_view k_algorithm = "sha256";

std::uint64_t sum(const std::vector<ReceiptPart>& parts, std::uint64_t ReceiptPart::*number) {
  return std::accumulate(
      parts.begin(), parts.end(), std::uint64_t{0}, [number](std::uint64_t all, const ReceiptPart& part) {
        return all + part.*number;
      });
}

json::Value part_json(const ReceiptPart& part) {
  json::Value one = json::Value::object();
  one.add("file", part.file);
  one.add("size_bytes", static_cast<std::int64_t>(part.size_bytes));
  one.add("sha256", part.sha256);
  one.add("payload_bytes", static_cast<std::int64_t>(part.payload_bytes));
  one.add("payload_files", static_cast<std::int64_t>(part.payload_files));
  one.add("manifest_sha256", part.manifest_sha256);
  one.add("tagmanifest_sha256", part.tagmanifest_sha256);
  return one;
}

json::Value copy_json(const Receipt& receipt) {
  json::Value copy = json::Value::object();
  copy.add("id", receipt.copy.id);
  copy.add("name", receipt.copy.name);
  copy.add("number", receipt.number);
  copy.add("of", receipt.count);
  copy.add("holder", receipt.copy.holder);
  copy.add("keeper", receipt.copy.keeper);
  copy.add("phone", receipt.copy.phone);
  copy.add("place", receipt.copy.place);
  return copy;
}

/// Takes members out of a JSON object; remembers whether all were there and of their kind.
class Members {
 public:
  explicit Members(const json::Value* value) : value_(value) {
    good_ = value_ != nullptr && is(*value_, json::Kind::object);
  }

  [[nodiscard]] std::string text(std::string_view name) {
    const auto* value = member(name, json::Kind::text);
    return value == nullptr ? std::string() : value->text();
  }

  [[nodiscard]] std::int64_t number(std::string_view name) {
    const auto* value = member(name, json::Kind::integer);
    good_ = good_ && (value == nullptr || value->integer() >= 0);
    return value == nullptr ? 0 : value->integer();
  }

  [[nodiscard]] std::uint64_t size(std::string_view name) { return static_cast<std::uint64_t>(number(name)); }

  [[nodiscard]] const json::Value* member(std::string_view name, json::Kind kind) {
    const auto* value = good_ ? value_->find(name) : nullptr;
    good_ = value != nullptr && is(*value, kind);
    return good_ ? value : nullptr;
  }

  [[nodiscard]] bool good() const { return good_; }

 private:
  static bool is(const json::Value& value, json::Kind kind) { return value.kind() == kind; }

  const json::Value* value_;
  bool good_ = true;
};

/// The name of a file beside the receipt: one component, so that no receipt leads elsewhere.
bool is_name(const std::string& file) {
  const auto path = RelPath::parse(file);
  return path && path->components().size() == 1;
}

bool read_part(const json::Value& value, Receipt& receipt) {
  Members members(&value);
  ReceiptPart part;
  part.file = members.text("file");
  part.size_bytes = members.size("size_bytes");
  part.sha256 = members.text("sha256");
  part.payload_bytes = members.size("payload_bytes");
  part.payload_files = members.size("payload_files");
  part.manifest_sha256 = members.text("manifest_sha256");
  part.tagmanifest_sha256 = members.text("tagmanifest_sha256");
  const bool good = members.good() && is_name(part.file);
  receipt.parts.push_back(std::move(part));
  return good;
}

bool read_copy(const json::Value* value, Receipt& receipt) {
  Members members(value);
  receipt.copy.id = members.text("id");
  receipt.copy.name = members.text("name");
  receipt.number = static_cast<int>(members.number("number"));
  receipt.count = static_cast<int>(members.number("of"));
  receipt.copy.holder = members.text("holder");
  receipt.copy.keeper = members.text("keeper");
  receipt.copy.phone = members.text("phone");
  receipt.copy.place = members.text("place");
  return members.good();
}

bool read_head(Members& members, Receipt& receipt) {
  if (members.text("format") != k_format || members.number("version") != k_version) return false;
  receipt.unit = members.text("unit");
  receipt.group = members.text("group");
  receipt.edition = members.text("edition");
  receipt.packer = members.text("packer");
  receipt.algorithm = k_algorithm;
  const auto date = parse_date(members.text("bagging_date"));
  const auto form = members.text("form");
  const auto back = members.text("read_back");
  if (!date || (form != to_string(CopyForm::zip) && form != to_string(CopyForm::folder))) return false;
  receipt.bagging_date = *date;
  receipt.form = form == to_string(CopyForm::zip) ? CopyForm::zip : CopyForm::folder;
  const bool bypassed = back == fs::to_string(fs::ReadBack::cache_bypassed);
  receipt.read_back = bypassed ? fs::ReadBack::cache_bypassed : fs::ReadBack::through_cache;
  return members.good();
}

}  // namespace

std::string_view to_string(CopyForm form) {
  return form == CopyForm::zip ? "zip" : "folder";
}

std::uint64_t Receipt::size_bytes() const {
  return sum(parts, &ReceiptPart::size_bytes);
}

std::uint64_t Receipt::payload_bytes() const {
  return sum(parts, &ReceiptPart::payload_bytes);
}

std::uint64_t Receipt::payload_files() const {
  return sum(parts, &ReceiptPart::payload_files);
}

std::string receipt_text(const Receipt& receipt) {
  json::Value parts = json::Value::array();
  for (const auto& part : receipt.parts) parts.add(part_json(part));
  json::Value root = json::Value::object();
  root.add("format", k_format);
  root.add("version", k_version);
  root.add("unit", receipt.unit);
  root.add("group", receipt.group);
  root.add("edition", receipt.edition);
  root.add("form", to_string(receipt.form));
  root.add("copy", copy_json(receipt));
  root.add("bagging_date", to_string(receipt.bagging_date));
  root.add("read_back", fs::to_string(receipt.read_back));
  root.add("packer", receipt.packer);
  root.add("parts", std::move(parts));
  return json::dump(root, json::Layout::indented) + "\n";
}

Result<Receipt> parse_receipt(std::string_view text, const std::string& name) {
  const auto root = json::parse(text, name);
  if (!root) return fail(root.error());
  Members members(&*root);
  Receipt receipt;
  bool good = read_head(members, receipt);
  const auto* const copy = members.member("copy", json::Kind::object);
  const auto* const parts = members.member("parts", json::Kind::array);
  good = good && parts != nullptr && !parts->items().empty() && read_copy(copy, receipt);
  if (good)
    good = std::ranges::all_of(parts->items(), [&](const json::Value& part) { return read_part(part, receipt); });
  if (good) return receipt;
  return fail(ErrorCode::malformed, {"bundle/no-receipt", {{"path", name}}});
}

}  // namespace guidang
