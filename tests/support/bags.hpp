// SPDX-License-Identifier: Apache-2.0
/// \file
/// Bags in memory, and what is said of them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "guidang/bag/bag.hpp"

namespace guidang::test {

inline RelPath bag_path(const std::string& text) {
  return RelPath::parse(text).value();
}

using Files = std::map<std::string, std::string>;

/// A valid bag of this payload.
inline Files bag_of(const Files& payload) {
  Files files = payload;
  std::vector<ManifestLine> lines;
  std::uint64_t bytes = 0;
  for (const auto& [name, text] : payload) {
    lines.push_back({name, digest_of(Algorithm::sha256, text)});
    bytes += text.size();
  }
  files["manifest-sha256.txt"] = manifest_text(lines);
  files["bagit.txt"] = bagit_text();
  files["bag-info.txt"] = bag_info_text(
      std::vector<BagTag>{{"Payload-Oxum", std::to_string(bytes) + "." + std::to_string(payload.size())}});
  std::vector<ManifestLine> tags;
  for (const auto* name : {"bag-info.txt", "bagit.txt", "manifest-sha256.txt"}) {
    tags.push_back({name, digest_of(Algorithm::sha256, files[name])});
  }
  files["tagmanifest-sha256.txt"] = manifest_text(tags);
  return files;
}

inline void put(fs::MemoryTree& tree, const Files& files, const std::string& root = "") {
  for (const auto& [name, text] : files) tree.put(bag_path(root + name), text);
}

inline BagReport verified(const Files& files, const std::string& root = "") {
  fs::MemoryTree tree;
  put(tree, files, root);
  return verify_bag(tree, {}).value();
}

using Told = std::vector<std::string>;

/// PATH|PLACE|MESSAGE of each finding.
inline Told told(const BagReport& report) {
  Told list;
  for (const auto& finding : report.findings) {
    list.push_back(finding.path + "|" + finding.place + "|" + to_string(found_message(finding)));
  }
  return list;
}

}  // namespace guidang::test
