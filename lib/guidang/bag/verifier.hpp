// SPDX-License-Identifier: Apache-2.0
/// \file
/// The steps of verify_bag(), each adding to one report.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "guidang/bag/bag.hpp"
#include "guidang/bag/hashing.hpp"
#include "guidang/bag/tag_files.hpp"

namespace guidang::bag {

inline constexpr std::string_view k_payload = "data/";
inline constexpr const char* k_fetch = "fetch.txt";

/// "manifest-sha256.txt:12"
[[nodiscard]] inline std::string at_line(const std::string& name, int line) {
  return name + ":" + std::to_string(line);
}

/// A manifest of the bag, read and matched with the files that are there.
struct LoadedManifest {
  std::string name;  ///< "manifest-sha256.txt"
  Algorithm algorithm = Algorithm::sha256;
  bool of_tags = false;
  Manifest content;
  std::unordered_map<std::string, std::string> listed;  ///< Path as the file is called, to the digest first listed.
};

/// Verifies one bag. Call the steps in their order, then report().
class Verifier {
 public:
  Verifier(const fs::Tree& tree, const VerifyOptions& options) : tree_(tree), options_(options) {}

  /// Lists the tree and finds the bag in it. Errors: those of list().
  [[nodiscard]] Result<void> find_bag();
  void read_declaration();
  void read_info();
  void read_fetch();
  void read_manifests();
  void check_fetch();
  void check_payload_lists();
  void check_tag_lists();
  void check_names();
  [[nodiscard]] Result<void> check_digests();

  /// Hands over everything found, in order.
  [[nodiscard]] BagReport report() &&;

 private:
  /// What a manifest expects of one file.
  struct Expected {
    Algorithm algorithm;
    std::string digest;
    std::string place;
  };

  void add(std::string_view rule, std::string path, std::string place, std::vector<Argument> arguments);
  void problem(const char* term, std::string path, std::string place = {});
  void discouraged(const char* term, std::string path, std::string place = {});
  void unreadable(const std::string& path, const Error& error);

  [[nodiscard]] const fs::Entry* file(const std::string& path) const;
  [[nodiscard]] std::optional<std::string> tag_text(const std::string& name, bool declared_encoding);
  void take_file(const fs::Entry& entry);
  void tell_guessed_names();
  void read_manifest(const std::string& name, std::string_view algorithm, bool of_tags);
  void take_entry(LoadedManifest& manifest, const ManifestEntry& entry);
  void warn_about_form(const ManifestEntry& entry, const std::string& place);
  [[nodiscard]] std::string resolved(const ManifestEntry& entry, const std::string& place);
  void told_lines(const std::string& name, const std::vector<int>& garbled, const std::vector<int>& blank);
  void missing(const std::string& path, const std::string& place);
  void check_tags(const std::string& name, const Info& info);

  const fs::Tree& tree_;
  const VerifyOptions& options_;
  BagReport report_;
  Declaration declaration_;
  fs::Listing listing_;
  std::unordered_map<std::string, const fs::Entry*> files_;    // by path below the root
  std::unordered_map<std::string, std::string> normal_names_;  // NFC form to path, where they differ
  std::vector<std::string> payload_;                           // paths of payload files, sorted
  std::vector<LoadedManifest> manifests_;                      // payload manifests first
  Fetch fetch_;
  std::unordered_map<std::string, std::string> urls_;       // of fetch.txt, by path
  std::map<std::string, std::vector<Expected>> expected_;   // by path of a file that is there
  std::unordered_map<std::string, std::string> listed_as_;  // every listed path, with its first place
};

}  // namespace guidang::bag
