// SPDX-License-Identifier: Apache-2.0
#include "guidang/render/bundle.hpp"

#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/bundle/receipts.hpp"
#include "guidang/json/value.hpp"
#include "guidang/render/text.hpp"

namespace guidang {
namespace {

std::vector<std::string> paths_of(const CopyResult& copy) {
  std::vector<std::string> paths;
  for (const auto& part : copy.receipt.parts) paths.push_back(copy.folder + "/" + part.file);
  return paths;
}

/// The catalogue's sentence for a state; a copy that failed is told of as an error.
const char* sentence_of(CopyState state) {
  switch (state) {
    case CopyState::built: return "bundle/copy-built";
    case CopyState::up_to_date: return "bundle/copy-up-to-date";
    case CopyState::would_build: return "bundle/copy-would-build";
    case CopyState::failed: break;
  }
  return "bundle/copy-not-built";
}

std::string copy_line(const CopyResult& copy, const Catalogue& catalogue) {
  const auto& receipt = copy.receipt;
  return catalogue.text({sentence_of(copy.state),
                         {{"name", receipt.copy.name},
                          {"number", std::int64_t{receipt.number}},
                          {"count", std::int64_t{receipt.count}},
                          {"paths", paths_of(copy)},
                          {"size", size_text(receipt.size_bytes())},
                          {"payload", size_text(receipt.payload_bytes())},
                          {"keeper", receipt.copy.keeper},
                          {"read_back", Term{"read-back/" + std::string(fs::to_string(receipt.read_back))}}}});
}

json::Value texts(const std::vector<std::string>& list) {
  json::Value array = json::Value::array();
  for (const auto& one : list) array.add(one);
  return array;
}

/// What an error says, without colours and our name before it.
json::Value error_json(const Error& error, const Catalogue& catalogue) {
  json::Value value = json::Value::object();
  value.add("code", to_string(error.code));
  value.add("text", trimmed(render_error(error, catalogue, {})));
  return value;
}

json::Value copy_json(const Copy& copy, int number, int count, CopyState state) {
  json::Value line = json::Value::object();
  line.add("copy", copy.id);
  line.add("name", copy.name);
  line.add("number", number);
  line.add("of", count);
  line.add("state", to_string(state));
  return line;
}

/// What a copy that is there is like.
void add_digests(json::Value& line, const Receipt& receipt) {
  std::vector<std::string> digests;
  for (const auto& part : receipt.parts) {
    digests.push_back(receipt.form == CopyForm::zip ? part.sha256 : part.tagmanifest_sha256);
  }
  line.add("size_bytes", static_cast<std::int64_t>(receipt.size_bytes()));
  line.add("sha256", texts(digests));
  line.add("read_back", fs::to_string(receipt.read_back));
}

json::Value copy_json(const CopyResult& result, const Catalogue& catalogue) {
  const auto& receipt = result.receipt;
  auto line = copy_json(receipt.copy, receipt.number, receipt.count, result.state);
  line.add("form", to_string(receipt.form));
  line.add("paths", texts(paths_of(result)));
  line.add("receipt", result.folder + "/" + bundle::receipt_name(result.stem, bundle::k_receipt_json));
  line.add("payload_bytes", static_cast<std::int64_t>(receipt.payload_bytes()));
  line.add("payload_files", static_cast<std::int64_t>(receipt.payload_files()));
  std::vector<std::string> manifests;
  for (const auto& part : receipt.parts) manifests.push_back(part.manifest_sha256);
  line.add("manifest_sha256", texts(manifests));
  line.add("bagging_date", to_string(receipt.bagging_date));
  if (result.state == CopyState::built || result.state == CopyState::up_to_date) add_digests(line, receipt);
  line.add("removed", texts(result.removed));
  if (result.error) line.add("error", error_json(*result.error, catalogue));
  return line;
}

}  // namespace

std::string bundle_text(const BundleResult& result,
                        const ReportExtent& extent,
                        const SeverityCounts& counts,
                        Date as_of,
                        const Catalogue& catalogue) {
  std::string text;
  const auto say = [&](const char* id, std::vector<Argument> arguments) {
    text += catalogue.text({id, std::move(arguments)}) + "\n";
  };
  for (const auto& copy : result.copies) text += copy_line(copy, catalogue) + "\n";
  for (const auto& copy : result.copies) {
    if (copy.removed.empty()) continue;
    say(result.dry_run ? "bundle/would-remove" : "bundle/removed",
        {{"name", copy.receipt.copy.name}, {"files", copy.removed}});
  }
  for (const auto& renamed : result.renamed) {
    say("bundle/renamed", {{"from", renamed.path.text()}, {"to", renamed.bundle_path}});
  }
  say("bundle/contents",
      {{"files", extent.files},
       {"size", size_text(extent.bytes)},
       {"errors", std::int64_t{counts.errors}},
       {"warnings", std::int64_t{counts.warnings}},
       {"date", to_string(as_of)}});
  return text;
}

std::string bundle_lines(const BundleResult& result, const Catalogue& catalogue) {
  std::string lines;
  for (const auto& copy : result.copies) lines += json::dump(copy_json(copy, catalogue), json::Layout::compact) + "\n";
  return lines;
}

std::string failed_bundle_lines(const Project& project, const Error& error, const Catalogue& catalogue) {
  std::string lines;
  const auto count = static_cast<int>(project.copies.size());
  for (int i = 0; i < count; ++i) {
    auto line = copy_json(project.copies[static_cast<std::size_t>(i)], i + 1, count, CopyState::failed);
    line.add("error", error_json(error, catalogue));
    lines += json::dump(line, json::Layout::compact) + "\n";
  }
  return lines;
}

}  // namespace guidang
