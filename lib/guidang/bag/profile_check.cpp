// SPDX-License-Identifier: Apache-2.0
// Holding a bag against a profile: every clause is asked, whatever the others found.
#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

#include "guidang/bag/glob.hpp"
#include "guidang/bag/profile.hpp"
#include "guidang/bag/tag_files.hpp"
#include "guidang/base/text.hpp"

namespace guidang {
namespace {

constexpr std::string_view k_payload = "data/";
constexpr const char* k_info_name = "bag-info.txt";
constexpr const char* k_identifier = "BagIt-Profile-Identifier";

Value nothing() {
  return Term{"bag/profile-nothing"};
}

/// The first few of a list: there may be thousands of files, each with a finding that names the list.
Value brief(const std::vector<std::string>& list) {
  constexpr std::size_t k_shown = 5;
  if (list.empty()) return nothing();
  if (list.size() <= k_shown) return list;
  std::vector<std::string> shown(list.begin(), list.begin() + k_shown);
  shown.emplace_back("…");
  return shown;
}

bool contains(const std::vector<std::string>& list, const std::string& text) {
  return std::ranges::find(list, text) != list.end();
}

/// Where a requirement was not met: a path and a place, as findings have them.
struct Where {
  std::string path;
  std::string place;
};

class Checker {
 public:
  Checker(const BagReport& bag, Packing packing, const BagProfile& profile, std::uint64_t most_steps)
      : bag_(bag),
        packing_(packing),
        profile_(profile),
        steps_left_(most_steps) {
    for (const auto& path : bag.files) names_.push_back(nfc(path));
    std::ranges::sort(names_);
    for (const auto& tag : bag.info) values_[folded(tag.label)].push_back(tag.value);
  }

  Result<std::vector<Finding>> run() {
    check_packing();
    check_version();
    // Tags that could not be read are not known to be missing.
    if (!(bag_.incomplete && bag_.info.empty() && has(k_info_name))) check_info();
    check_manifests("manifest-", "Manifests-", profile_.manifests_required, profile_.manifests_allowed);
    check_manifests("tagmanifest-", "Tag-Manifests-", profile_.tag_manifests_required, profile_.tag_manifests_allowed);
    check_fetch();
    check_empty();
    check_required("Tag-Files-Required", profile_.tag_files_required);
    check_required("Payload-Files-Required", profile_.payload_files_required);
    check_allowed("Tag-Files-Allowed", profile_.tag_files_allowed, false);
    check_allowed("Payload-Files-Allowed", profile_.payload_files_allowed, true);
    if (steps_left_ == 0) return fail(ErrorCode::limit, {"bag/profile-too-costly", {}});
    std::ranges::stable_sort(findings_, [](const Finding& a, const Finding& b) {
      return std::tie(a.path, a.rule, a.place) < std::tie(b.path, b.rule, b.place);
    });
    return std::move(findings_);
  }

 private:
  void add(std::string_view clause, const char* problem, Value want, Value have, Where where = {}) {
    findings_.push_back(make_finding("integrity/bag-profile",
                                     "",
                                     std::move(where.path),
                                     std::move(where.place),
                                     {{"clause", std::string(clause)},
                                      {"problem", Term{problem}},
                                      {"want", std::move(want)},
                                      {"have", std::move(have)}}));
  }

  [[nodiscard]] bool has(const std::string& path) const { return std::ranges::binary_search(names_, nfc(path)); }

  /// Whether there is a file below `folder`, which ends with '/'. A bag knows no empty folders.
  [[nodiscard]] bool has_below(const std::string& folder) const {
    const auto prefix = nfc(folder);
    const auto place = std::ranges::lower_bound(names_, prefix);
    return place != names_.end() && place->starts_with(prefix);
  }

  void check_packing() {
    const bool zip = packing_ == Packing::zip;
    const Term have{zip ? "bag/profile-zip" : "bag/profile-folder"};
    if (zip && profile_.serialization == Serialization::forbidden) {
      return add("Serialization", "bag/profile-packing", Term{"bag/profile-folder"}, have);
    }
    if (!zip && profile_.serialization == Serialization::required) {
      add("Serialization", "bag/profile-packing", Term{"bag/profile-packed"}, have);
    }
    // The registered type, the names it goes by, and wildcards, which profiles write for "any".
    constexpr std::array<std::string_view, 6> k_zip_types{
        "application/zip", "application/x-zip", "application/x-zip-compressed", "application/*", "*/*", "*"};
    const auto& accepted = profile_.accept_serialization;
    const bool fits = accepted.empty() || std::ranges::any_of(accepted, [&](const std::string& type) {
                        return std::ranges::find(k_zip_types, type) != k_zip_types.end();
                      });
    if (zip && !fits) {
      add("Accept-Serialization", "bag/profile-type", brief(accepted), std::string("application/zip"));
    }
  }

  void check_version() {
    if (bag_.incomplete && bag_.version.empty()) return;
    if (contains(profile_.accept_version, bag_.version)) return;
    add("Accept-BagIt-Version",
        "bag/profile-version",
        brief(profile_.accept_version),
        bag_.version.empty() ? nothing() : Value(bag_.version),
        {"bagit.txt", ""});
  }

  [[nodiscard]] const std::vector<std::string>& values_of(std::string_view label) const {
    static const std::vector<std::string> k_none;
    const auto place = values_.find(folded(label));
    return place == values_.end() ? k_none : place->second;
  }

  void check_info() {
    // A bag must name the profiles it conforms to; it may name several.
    const auto& named = values_of(k_identifier);
    if (!contains(named, profile_.identifier)) {
      add(k_identifier,
          named.empty() ? "bag/profile-not-named" : "bag/profile-another",
          profile_.identifier,
          brief(named),
          {k_info_name, k_identifier});
    }
    for (const auto& tag : profile_.tags) check_tag(tag);
  }

  void check_tag(const ProfileTag& tag) {
    const auto& values = values_of(tag.label);
    const Where where{k_info_name, tag.label};
    if (values.empty() && tag.required) {
      add("Bag-Info",
          "bag/profile-tag-missing",
          tag.values.empty() ? Value(tag.label) : brief(tag.values),
          nothing(),
          where);
    } else if (values.empty() && tag.recommended) {
      findings_.push_back(
          make_finding("integrity/bag-profile-recommended", "", where.path, where.place, {{"label", tag.label}}));
    }
    if (values.size() > 1 && !tag.repeatable) {
      add("Bag-Info", "bag/profile-tag-repeated", Term{"bag/profile-once"}, brief(values), where);
    }
    for (const auto& value : values) {
      if (tag.values.empty() || contains(tag.values, value)) continue;
      add("Bag-Info", "bag/profile-tag-value", brief(tag.values), value, where);
    }
  }

  void check_manifests(std::string_view prefix,
                       const std::string& clause,
                       const std::vector<std::string>& required,
                       const std::optional<std::vector<std::string>>& allowed) {
    std::vector<std::string> found;
    for (const auto& path : bag_.files) {
      const auto algorithm = bag::algorithm_in(path, prefix);
      if (!algorithm || path.find('/') != std::string::npos) continue;
      found.push_back(bag::algorithm_name(*algorithm));
      if (!allowed || contains(*allowed, found.back())) continue;
      add(clause + "Allowed", "bag/profile-manifest-not-allowed", brief(*allowed), found.back(), {path, ""});
    }
    for (const auto& name : required) {
      if (contains(found, name)) continue;
      add(clause + "Required", "bag/profile-manifest-missing", name, brief(found));
    }
  }

  void check_fetch() {
    const std::string name = "fetch.txt";
    const bool there = has(name);
    if (there && !profile_.fetch_allowed) {
      add("Allow-Fetch.txt", "bag/profile-fetch-not-allowed", nothing(), name, {name, ""});
    }
    if (!there && profile_.fetch_required) add("Fetch.txt-Required", "bag/profile-file-missing", name, nothing());
  }

  void check_empty() {
    const bool empty = bag_.payload_files == 0 || (bag_.payload_files == 1 && bag_.payload_bytes == 0);
    if (!profile_.data_empty || empty) return;
    std::vector<std::string> payload;
    std::ranges::copy_if(
        bag_.files, std::back_inserter(payload), [](const std::string& path) { return path.starts_with(k_payload); });
    add("Data-Empty", "bag/profile-data-not-empty", nothing(), brief(payload), {"data", ""});
  }

  void check_required(const char* clause, const std::vector<std::string>& required) {
    for (const auto& path : required) {
      const bool folder = path.ends_with('/');
      if (folder ? has_below(path) : has(path)) continue;
      add(clause, folder ? "bag/profile-folder-missing" : "bag/profile-file-missing", path, nothing(), {path, ""});
    }
  }

  void check_allowed(const char* clause, const std::optional<std::vector<std::string>>& allowed, bool payload) {
    if (!allowed) return;
    const bag::Globs globs(*allowed);
    for (const auto& path : bag_.files) {
      if (path.starts_with(k_payload) != payload || bag::belongs_to_bagit(path)) continue;
      const bool fits = globs.match(path, steps_left_);
      if (steps_left_ == 0) return;
      if (!fits) add(clause, "bag/profile-file-not-allowed", brief(*allowed), path, {path, ""});
    }
  }

  const BagReport& bag_;
  Packing packing_;
  const BagProfile& profile_;
  std::uint64_t steps_left_;
  std::vector<std::string> names_;                                       // of files, in normal form C, sorted
  std::map<std::string, std::vector<std::string>, std::less<>> values_;  // of tags, by folded label
  std::vector<Finding> findings_;
};

}  // namespace

Result<std::vector<Finding>> check_profile(const BagReport& bag,
                                           Packing packing,
                                           const BagProfile& profile,
                                           std::uint64_t most_steps) {
  return Checker(bag, packing, profile, most_steps).run();
}

}  // namespace guidang
