// SPDX-License-Identifier: Apache-2.0
#include "guidang/bag/bag.hpp"

#include <algorithm>
#include <utility>

#include "guidang/bag/tag_files.hpp"
#include "guidang/bag/verifier.hpp"
#include "guidang/base/text.hpp"

namespace guidang {
namespace {

/// RFC 8493, 2.1.3: line ends and the percent sign are encoded, nothing else.
std::string percent_encoded(std::string_view path) {
  std::string text;
  for (const char c : path) {
    if (c == '\n') {
      text += "%0A";
    } else if (c == '\r') {
      text += "%0D";
    } else if (c == '%') {
      text += "%25";
    } else {
      text += c;
    }
  }
  return text;
}

std::string without_controls(std::string text) {
  for (auto& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  }
  return std::string(trimmed(text));
}

Finding difference(const std::string& path, const char* term) {
  return make_finding("integrity/copies-differ", "", path, "", {{"problem", Term{term}}});
}

/// Counts the second bag's bytes after the first's.
VerifyOptions continued(const VerifyOptions& options, std::uint64_t before) {
  VerifyOptions next = options;
  if (options.progress) {
    next.progress = [&options, before](std::uint64_t done, std::uint64_t total) {
      options.progress(before + done, before + total);
    };
  }
  return next;
}

}  // namespace

bool BagReport::valid() const {
  return std::ranges::none_of(findings, [](const Finding& finding) { return finding.severity == Severity::error; });
}

std::optional<std::string> BagReport::tag(std::string_view label) const {
  const auto wanted = folded(label);
  for (const auto& tag : info) {
    if (folded(tag.label) == wanted) return tag.value;
  }
  return std::nullopt;
}

Result<BagReport> verify_bag(const fs::Tree& tree, const VerifyOptions& options) {
  bag::Verifier verifier(tree, options);
  GUIDANG_TRY(verifier.find_bag());
  verifier.read_declaration();
  verifier.read_info();
  verifier.read_fetch();
  verifier.read_manifests();
  verifier.check_fetch();
  verifier.check_payload_lists();
  verifier.check_tag_lists();
  verifier.check_names();
  GUIDANG_TRY(verifier.check_digests());
  return std::move(verifier).report();
}

bool Comparison::same() const {
  return differences.empty() && first.valid() && second.valid() && !first.incomplete && !second.incomplete;
}

Result<Comparison> compare_bags(const fs::Tree& first, const fs::Tree& second, const VerifyOptions& options) {
  VerifyOptions keeping = options;
  keeping.keep_sha256 = true;
  auto one = verify_bag(first, keeping);
  if (!one) return fail(std::move(one).error());
  auto two = verify_bag(second, continued(keeping, one->payload_bytes));
  if (!two) return fail(std::move(two).error());
  auto differences = payload_differences(one->payload_sha256, two->payload_sha256);
  return Comparison{.first = std::move(*one), .second = std::move(*two), .differences = std::move(differences)};
}

std::vector<Finding> payload_differences(const std::map<std::string, std::string>& first,
                                         const std::map<std::string, std::string>& second) {
  std::vector<Finding> differences;
  for (const auto& [path, digest] : first) {
    const auto other = second.find(path);
    if (other == second.end()) {
      differences.push_back(difference(path, "bag/only-in-first"));
    } else if (other->second != digest) {
      differences.push_back(difference(path, "bag/other-content"));
    }
  }
  for (const auto& [path, digest] : second) {
    if (!first.contains(path)) differences.push_back(difference(path, "bag/only-in-second"));
  }
  std::ranges::sort(differences, {}, &Finding::path);
  return differences;
}

std::string manifest_text(std::span<const ManifestLine> lines) {
  std::string text;
  for (const auto& line : lines) text += line.digest + "  " + percent_encoded(line.path) + "\n";
  return text;
}

std::string bag_info_text(std::span<const BagTag> tags) {
  std::string text;
  for (const auto& tag : tags) {
    const auto value = without_controls(tag.value);
    if (!value.empty()) text += tag.label + ": " + value + "\n";
  }
  return text;
}

std::string_view bagit_text() {
  return "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
}

std::vector<BagTag> parse_bag_info(std::string_view text) {
  return bag::parse_info(text).tags;
}

}  // namespace guidang
