// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/last_bundle.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "guidang/bundle/receipt.hpp"
#include "guidang/bundle/receipts.hpp"
#include "guidang/digest/digest.hpp"
#include "guidang/fs/output.hpp"
#include "guidang/json/value.hpp"
#include "guidang/store/private_folder.hpp"

namespace guidang {
namespace {

constexpr std::int64_t k_doubt_ns = 2'000'000'000;
constexpr std::uint64_t k_most_bytes = std::uint64_t{64} << 20;
constexpr std::size_t k_name_digits = 32;
constexpr std::string_view k_format = "guidang-last-bundle";

/// Gathers what a digest is made of: numbers and texts that cannot run into each other.
class Gatherer {
 public:
  void add(std::uint64_t number) {
    std::array<char, sizeof number> bytes{};
    std::memcpy(bytes.data(), &number, sizeof number);
    text_.append(bytes.data(), bytes.size());
    if (text_.size() >= k_piece_bytes) flush();
  }

  void add(std::string_view text) {
    add(text.size());
    text_ += text;
  }

  void add(const fs::Entry& entry) {
    add(entry.path.text());
    add(static_cast<std::uint64_t>(entry.kind));
    add(entry.size_bytes);
    add(entry.link_target);
    if (entry.stamp) add(*entry.stamp);
  }

  void add(const fs::Stamp& stamp) {
    add(stamp.device);
    add(stamp.inode);
    add(static_cast<std::uint64_t>(stamp.modified_ns));
    add(static_cast<std::uint64_t>(stamp.changed_ns));
  }

  [[nodiscard]] std::string finish() {
    flush();
    return digester_.finish();
  }

 private:
  static constexpr std::size_t k_piece_bytes = std::size_t{64} << 10;

  void flush() {
    digester_.add(text_);
    text_.clear();
  }

  Digester digester_{Algorithm::sha256};
  std::string text_;
};

/// Whether what is seen of an entry now would be seen to differ after any later change.
bool is_settled(const fs::Entry& entry, std::int64_t now_ns) {
  if (entry.kind == fs::EntryKind::folder) return true;  // what is in it is looked at
  if (!entry.stamp) return false;
  return entry.stamp->changed_ns < now_ns - k_doubt_ns && entry.stamp->modified_ns < now_ns - k_doubt_ns;
}

/// What a bundle depends on: every entry of the archive folder, and the indexes as they were resolved, whose files may
/// lie elsewhere. Nothing if it cannot be told.
std::optional<std::string> state_of(const Archive& archive, std::int64_t now_ns) {
  const auto listing = archive.tree->list({});
  if (!listing || !listing->unreadable.empty()) return std::nullopt;
  Gatherer gatherer;
  for (const auto& one : archive.pool_indexes) {
    gatherer.add(one.index.digest);
    gatherer.add(one.file.text());
  }
  gatherer.add(archive.chosen);
  gatherer.add(archive.filing);
  for (const auto& entry : listing->entries) {
    if (entry.kind == fs::EntryKind::folder) {  // its own times change with what is not evidence
      gatherer.add(entry.path.text());
      continue;
    }
    if (!is_settled(entry, now_ns)) return std::nullopt;
    gatherer.add(entry);
  }
  return gatherer.finish();
}

/// What a file beside others looks like; nothing if it is not there.
bool add_file(Gatherer& gatherer, const std::string& path) {
  const auto source = fs::open_file(path);
  const auto stamp = source ? (*source)->stamp() : std::nullopt;
  if (!stamp) return false;
  gatherer.add(path);
  gatherer.add((*source)->size_bytes());
  gatherer.add(*stamp);
  return true;
}

bool add_folder(Gatherer& gatherer, const std::string& path) {
  const auto tree = fs::DiskTree::open_folder(path);
  const auto listing = tree ? (*tree)->list({}) : Result<fs::Listing>(tl::unexpected(tree.error()));
  if (!listing || !listing->unreadable.empty()) return false;
  gatherer.add(path);
  for (const auto& entry : listing->entries) gatherer.add(entry);
  return true;
}

/// What the copies look like; nothing if anything of them is not there.
std::optional<std::string> state_of(const std::vector<CopyResult>& copies) {
  Gatherer gatherer;
  for (const auto& copy : copies) {
    for (const auto& part : copy.receipt.parts) {
      const auto path = copy.folder + "/" + part.file;
      const bool there = copy.receipt.form == CopyForm::zip ? add_file(gatherer, path) : add_folder(gatherer, path);
      if (!there || !add_file(gatherer, path + std::string(bundle::k_side_suffix))) return std::nullopt;
    }
    for (const auto end : {bundle::k_receipt_json, bundle::k_receipt_text}) {
      if (!add_file(gatherer, copy.folder + "/" + bundle::receipt_name(copy.stem, end))) return std::nullopt;
    }
  }
  return gatherer.finish();
}

json::Value copies_json(const std::vector<CopyResult>& copies) {
  json::Value list = json::Value::array();
  for (const auto& copy : copies) {
    json::Value one = json::Value::object();
    one.add("folder", copy.folder);
    one.add("stem", copy.stem);
    one.add("receipt", receipt_text(copy.receipt));
    list.add(std::move(one));
  }
  return list;
}

json::Value bundled_json(const Bundled& bundled) {
  json::Value root = json::Value::object();
  root.add("files", bundled.extent.files);
  root.add("bytes", static_cast<std::int64_t>(bundled.extent.bytes));
  root.add("errors", bundled.counts.errors);
  root.add("warnings", bundled.counts.warnings);
  root.add("notes", bundled.counts.notes);
  root.add("as_of", to_string(bundled.as_of));
  json::Value renamed = json::Value::array();
  for (const auto& one : bundled.result.renamed) {
    renamed.add(one.path.text());
    renamed.add(one.bundle_path);
  }
  root.add("renamed", std::move(renamed));
  root.add("copies", copies_json(bundled.result.copies));
  return root;
}

const std::string& text_of(const json::Value& value, std::string_view name) {
  static const std::string k_nothing;
  const auto* member = value.find(name);
  return member == nullptr ? k_nothing : member->text();
}

std::int64_t number_of(const json::Value& value, std::string_view name) {
  const auto* member = value.find(name);
  return member == nullptr ? 0 : member->integer();
}

std::optional<Bundled> bundled_of(const json::Value& root) {
  Bundled bundled;
  bundled.extent.files = number_of(root, "files");
  bundled.extent.bytes = static_cast<std::uint64_t>(number_of(root, "bytes"));
  bundled.counts = {.errors = static_cast<int>(number_of(root, "errors")),
                    .warnings = static_cast<int>(number_of(root, "warnings")),
                    .notes = static_cast<int>(number_of(root, "notes"))};
  const auto as_of = parse_date(text_of(root, "as_of"));
  const auto* renamed = root.find("renamed");
  const auto* copies = root.find("copies");
  if (!as_of || renamed == nullptr || copies == nullptr) return std::nullopt;
  bundled.as_of = *as_of;
  for (std::size_t i = 0; i + 1 < renamed->items().size(); i += 2) {
    const auto path = RelPath::parse(renamed->items()[i].text());
    if (!path) return std::nullopt;
    bundled.result.renamed.push_back({.path = *path, .bundle_path = renamed->items()[i + 1].text(), .renamed = true});
  }
  for (const auto& one : copies->items()) {
    auto receipt = parse_receipt(text_of(one, "receipt"), "");
    if (!receipt) return std::nullopt;
    bundled.result.copies.push_back({.state = CopyState::up_to_date,
                                     .folder = text_of(one, "folder"),
                                     .stem = text_of(one, "stem"),
                                     .receipt = *std::move(receipt),
                                     .removed = {},
                                     .error = {}});
  }
  return bundled;
}

}  // namespace

LastBundle::LastBundle(CacheSettings settings, std::string_view circumstances)
    : settings_(std::move(settings)),
      circumstances_(digest_of(Algorithm::sha256, std::string(circumstances) + "\n" + settings_.program)),
      name_(
          digest_of(Algorithm::sha256, settings_.archive + "\n" + std::string(circumstances)).substr(0, k_name_digits) +
          ".bundle") {}

std::optional<Bundled> LastBundle::recall(const Archive& archive) {
  state_ = state_of(archive, settings_.now_ns);
  const auto folder = store::PrivateFolder::open(settings_.folder);
  if (!state_ || !folder) return std::nullopt;
  // By its lock what has not been used for long is found and cleared away, as the databases of caches are.
  (void)folder->touch(name_ + std::string(store::k_lock_suffix), settings_.now_ns);
  if (!fs::entry_exists(folder->path(), name_)) return std::nullopt;
  const auto source = fs::open_file(folder->file(name_));
  const auto text = source ? fs::read_source(**source, name_, k_most_bytes) : Result<std::string>("");
  const auto root = text ? json::parse(*text, name_) : Result<json::Value>(tl::unexpected(text.error()));
  if (!root || text_of(*root, "format") != k_format || text_of(*root, "circumstances") != circumstances_ ||
      text_of(*root, "state") != *state_) {
    return std::nullopt;
  }
  auto bundled = bundled_of(*root);
  if (!bundled || state_of(bundled->result.copies) != text_of(*root, "copies_state")) return std::nullopt;
  return bundled;
}

void LastBundle::save(const Bundled& bundled) {
  const auto good = [](const CopyResult& copy) {
    return copy.state == CopyState::built || copy.state == CopyState::up_to_date;
  };
  if (!state_ || !std::ranges::all_of(bundled.result.copies, good)) return;
  const auto copies = state_of(bundled.result.copies);
  const auto folder = store::PrivateFolder::open(settings_.folder);
  if (!copies || !folder) return;
  auto root = bundled_json(bundled);
  root.add("format", k_format);
  root.add("circumstances", circumstances_);
  root.add("state", *state_);
  root.add("copies_state", *copies);
  (void)folder->write(name_, json::dump(root, json::Layout::indented) + "\n");  // it is but a cache
}

}  // namespace guidang
