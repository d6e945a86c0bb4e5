// SPDX-License-Identifier: Apache-2.0
#include "guidang/bag/verifier.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "guidang/base/ascii.hpp"
#include "guidang/base/text.hpp"

namespace guidang::bag {
namespace {

constexpr std::uint64_t k_tag_file_limit_bytes = std::uint64_t{256} << 20;

}  // namespace

void Verifier::add(std::string_view rule, std::string path, std::string place, std::vector<Argument> arguments) {
  report_.findings.push_back(make_finding(rule, "", std::move(path), std::move(place), std::move(arguments)));
}

void Verifier::problem(const char* term, std::string path, std::string place) {
  add("integrity/bag-structure", std::move(path), std::move(place), {{"problem", Term{term}}});
}

void Verifier::discouraged(const char* term, std::string path, std::string place) {
  add("safety/bag-discouraged", std::move(path), std::move(place), {{"problem", Term{term}}});
}

void Verifier::unreadable(const std::string& path, const Error& error) {
  if (error.code == ErrorCode::malformed) return problem("bag/damaged-entry", path);
  if (error.code == ErrorCode::limit) return problem("bag/too-large", path);
  report_.incomplete = true;
  Value reason = Term{error.code == ErrorCode::changed ? "fs/changed" : "errno/EIO"};
  for (const auto& argument : error.message.arguments) {
    if (argument.name == "reason") reason = argument.value;
  }
  add("usability/unreadable", path, "", {{"reason", std::move(reason)}});
}

const fs::Entry* Verifier::file(const std::string& path) const {
  const auto place = files_.find(path);
  return place == files_.end() || place->second->kind != fs::EntryKind::file ? nullptr : place->second;
}

void Verifier::take_file(const fs::Entry& entry) {
  const auto path = entry.path.below(report_.root).text();
  files_.emplace(path, &entry);
  if (options_.keep_names && entry.kind == fs::EntryKind::file) report_.files.push_back(path);
  if (auto normal = nfc(path); normal != path) normal_names_.emplace(std::move(normal), path);
  if (entry.kind == fs::EntryKind::link) problem("bag/link", path);
  if (entry.kind == fs::EntryKind::other) problem("bag/special-file", path);
  if (entry.kind != fs::EntryKind::file || !path.starts_with(k_payload)) return;
  payload_.push_back(path);
  report_.payload_bytes += entry.size_bytes;
  ++report_.payload_files;
}

Result<void> Verifier::find_bag() {
  auto listing = tree_.list({});
  if (!listing) return fail(std::move(listing).error());
  listing_ = std::move(*listing);
  std::vector<RelPath> tops;
  std::vector<RelPath> bags;
  for (const auto& entry : listing_.entries) {
    const auto parts = entry.path.components().size();
    if (parts == 1) tops.push_back(entry.path);
    const bool declares = entry.path.name() == "bagit.txt" && entry.kind == fs::EntryKind::file;
    if (declares && parts <= 2) bags.push_back(entry.path.parent());
  }
  const bool at_root = std::ranges::find(bags, RelPath{}) != bags.end();
  if (!at_root && bags.size() == 1) report_.root = bags.front();
  if (!at_root && bags.size() > 1) problem("bag/several-bags", "");
  for (const auto& top : tops) {
    if (!report_.root.empty() && top != report_.root) problem("bag/beside-the-bag", "../" + top.text());
  }
  for (const auto& entry : listing_.entries) {
    if (entry.path.within(report_.root) && entry.path != report_.root) take_file(entry);
  }
  tell_guessed_names();
  for (const auto& hidden : listing_.unreadable) unreadable(hidden.path.text(), hidden.error);
  return {};
}

/// Told once, at a name in which people see whether the guess was right; the bag's own folder may have been guessed
/// alone.
void Verifier::tell_guessed_names() {
  std::optional<std::string> example;
  for (const auto& entry : listing_.entries) {
    if (!entry.guessed_name || !entry.path.within(report_.root)) continue;
    const auto path = entry.path.below(report_.root).text();
    const bool telling = std::ranges::any_of(path, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    example = telling ? path : "";
    if (telling) break;
  }
  if (example) discouraged("bag/guessed-names", *example);
}

std::optional<std::string> Verifier::tag_text(const std::string& name, bool declared_encoding) {
  auto bytes = fs::read_file(tree_, report_.root.child(name), k_tag_file_limit_bytes);
  if (!bytes) {
    unreadable(name, bytes.error());
    return std::nullopt;
  }
  auto text = decoded(*bytes, declared_encoding ? declaration_.encoding : "UTF-8");
  if (!text) problem("bag/wrong-encoding", name);
  if (text && text->starts_with("\xEF\xBB\xBF")) {
    problem("bag/byte-order-mark", name);
    text->erase(0, 3);
  }
  return text;
}

void Verifier::read_declaration() {
  declaration_.encoding = "UTF-8";
  if (file("bagit.txt") == nullptr) return problem("bag/no-declaration", "bagit.txt");
  const auto bytes = fs::read_file(tree_, report_.root.child("bagit.txt"), k_tag_file_limit_bytes);
  if (!bytes) return unreadable("bagit.txt", bytes.error());
  auto result = parse_declaration(*bytes);
  if (!result.declaration) return problem(result.problem.c_str(), "bagit.txt");
  report_.version = result.declaration->version;
  if (!known_encoding(result.declaration->encoding)) {
    problem("bag/unknown-encoding", "bagit.txt");
    result.declaration->encoding = "UTF-8";
  }
  declaration_ = std::move(*result.declaration);
}

void Verifier::told_lines(const std::string& name, const std::vector<int>& garbled, const std::vector<int>& blank) {
  for (const int line : garbled) problem("bag/garbled-line", name, at_line(name, line));
  if (garbled.size() == k_garbled_limit) problem("bag/more-garbled-lines", name);
  if (!blank.empty()) discouraged("bag/blank-line", name, at_line(name, blank.front()));
}

void Verifier::read_info() {
  std::string name = "bag-info.txt";
  if (file(name) == nullptr && !declaration_.strict()) name = "package-info.txt";  // its name before 0.96
  if (file(name) == nullptr) return;
  const auto text = tag_text(name, true);
  if (!text) return;
  auto info = parse_info(*text);
  told_lines(name, info.garbled, {});
  check_tags(name, info);
  report_.info = std::move(info.tags);
}

void Verifier::warn_about_form(const ManifestEntry& entry, const std::string& place) {
  if (entry.star) discouraged("bag/md5sum-line", entry.path, place);
  // Drafts let md5sum write manifests; RFC 8493 wants a digest at the beginning, and reads `\\` as itself.
  if (entry.escaped && declaration_.strict()) problem("bag/md5sum-escaped", entry.path, place);
  if (entry.escaped && !declaration_.strict()) discouraged("bag/md5sum-escaped", entry.path, place);
  if (entry.dot_slash) discouraged("bag/dot-slash", entry.path, place);
  if (entry.bare_percent && declaration_.strict()) discouraged("bag/bare-percent", entry.path, place);
}

/// The file that an entry means: by its bytes, else as drafts encoded it, else by its Unicode normal form.
std::string Verifier::resolved(const ManifestEntry& entry, const std::string& place) {
  if (files_.contains(entry.path)) return entry.path;
  if (entry.bare_percent) {
    std::string path = entry.path;
    for (auto at = path.find("%25"); at != std::string::npos; at = path.find("%25", at + 1)) path.erase(at + 1, 2);
    if (files_.contains(path)) return path;
  }
  const std::string normal = nfc(entry.path);
  const auto other = normal_names_.find(normal);
  std::string candidate = other != normal_names_.end() ? other->second : normal;
  if (candidate == entry.path || !files_.contains(candidate)) return entry.path;
  discouraged("bag/other-normal-form", entry.path, place);
  return candidate;
}

void Verifier::take_entry(LoadedManifest& manifest, const ManifestEntry& entry) {
  const std::string place = at_line(manifest.name, entry.line);
  warn_about_form(entry, place);
  if (leads_astray(entry.path)) return problem("bag/path-outside", entry.path, place);
  const bool payload = entry.path.starts_with(k_payload);
  if (payload == manifest.of_tags) {
    return problem(manifest.of_tags ? "bag/payload-among-tags" : "bag/path-outside", entry.path, place);
  }
  if (manifest.of_tags && entry.path.starts_with("tagmanifest-")) {
    if (declaration_.strict()) return problem("bag/tagmanifest-listed", entry.path, place);
    discouraged("bag/tagmanifest-listed", entry.path, place);
  }
  listed_as_.emplace(entry.path, place);
  const std::string path = resolved(entry, place);
  const auto* found = file(path);
  const auto [before, fresh] = manifest.listed.try_emplace(path, entry.digest);
  if (!fresh && (declaration_.strict() || before->second != entry.digest)) {
    problem("bag/listed-twice", path, place);
  } else if (!fresh) {
    discouraged("bag/listed-twice", path, place);
  }
  if (found != nullptr) {
    expected_[path].push_back({manifest.algorithm, entry.digest, place});
  } else if (files_.contains(path)) {
    problem("bag/not-a-file", path, place);
  } else {
    missing(path, place);
  }
}

void Verifier::missing(const std::string& path, const std::string& place) {
  const auto url = urls_.find(path);
  if (url == urls_.end()) return add("integrity/bag-missing-file", path, place, {});
  add("integrity/bag-not-fetched", path, place, {{"url", url->second}});
}

void Verifier::read_manifest(const std::string& name, std::string_view algorithm, bool of_tags) {
  // Some tools write them as OpenSSL or Java call them: "SHA-256".
  const auto plain = algorithm_name(algorithm);
  const auto known = parse_algorithm(plain);
  if (!known) return problem("bag/unknown-algorithm", name);
  if (plain != algorithm) discouraged("bag/algorithm-name", name);
  const auto same = [&](const LoadedManifest& other) { return other.algorithm == *known && other.of_tags == of_tags; };
  if (std::ranges::any_of(manifests_, same)) problem("bag/algorithm-twice", name);
  LoadedManifest manifest{.name = name, .algorithm = *known, .of_tags = of_tags, .content = {}, .listed = {}};
  if (const auto text = tag_text(name, true)) {
    manifest.content = parse_manifest(*text, digit_count(*known), declaration_.strict());
  }
  told_lines(name, manifest.content.garbled, manifest.content.blank);
  for (const auto& entry : manifest.content.entries) take_entry(manifest, entry);
  if (!of_tags && manifest.content.entries.empty() && !payload_.empty()) problem("bag/empty-manifest", name);
  manifests_.push_back(std::move(manifest));
}

void Verifier::read_manifests() {
  std::vector<std::string> names;
  for (const auto& [path, entry] : files_) {
    if (entry->kind == fs::EntryKind::file && path.find('/') == std::string::npos) names.push_back(path);
  }
  std::ranges::sort(names);
  for (const auto& name : names) {
    if (const auto algorithm = algorithm_in(name, "manifest-")) read_manifest(name, *algorithm, false);
  }
  if (manifests_.empty()) problem("bag/no-manifest", "");
  const auto is_weak = [](const LoadedManifest& manifest) {
    return manifest.algorithm == Algorithm::md5 || manifest.algorithm == Algorithm::sha1;
  };
  if (!manifests_.empty() && std::ranges::all_of(manifests_, is_weak)) {
    discouraged("bag/weak-digest", manifests_.front().name);
  }
  for (const auto& name : names) {
    if (const auto algorithm = algorithm_in(name, "tagmanifest-")) read_manifest(name, *algorithm, true);
  }
}

void Verifier::read_fetch() {
  if (file(k_fetch) == nullptr) return;
  const auto text = tag_text(k_fetch, true);
  if (!text) return;
  fetch_ = parse_fetch(*text, declaration_.strict());
  told_lines(k_fetch, fetch_.garbled, fetch_.blank);
  for (const auto& entry : fetch_.entries) urls_.try_emplace(entry.path, entry.url);
}

BagReport Verifier::report() && {
  std::ranges::stable_sort(report_.findings, [](const Finding& a, const Finding& b) {
    return std::tie(a.path, a.rule, a.place) < std::tie(b.path, b.rule, b.place);
  });
  std::ranges::sort(report_.files);
  return std::move(report_);
}

}  // namespace guidang::bag
