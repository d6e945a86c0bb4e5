// SPDX-License-Identifier: Apache-2.0
#include "guidang/bundle/receipts.hpp"

#include <algorithm>
#include <charconv>
#include <span>

#include <fmt/format.h>

#include "guidang/digest/digest.hpp"

namespace guidang::bundle {
namespace {

constexpr std::uint64_t k_text_limit_bytes = std::uint64_t{256} << 20;

std::string side_text(const Side& side, const std::string& file, CopyForm form) {
  const auto* const what = form == CopyForm::folder ? "/tagmanifest-sha256.txt" : "";
  return fmt::format(
      "# guidang: {} bytes, {}\n{}  {}{}\n", side.size_bytes, fs::to_string(side.read_back), side.sha256, file, what);
}

Result<void> write_if_other(const fs::FolderLock& folder, const std::string& name, const std::string& bytes) {
  if (text_of(folder.folder() + "/" + name) == bytes) return {};
  return fs::write_file(folder, name, bytes);
}

}  // namespace

std::string receipt_name(const std::string& stem, std::string_view end) {
  return stem + std::string(k_receipt_suffix) + std::string(end);
}

std::string side_text(const ReceiptPart& part, CopyForm form, fs::ReadBack read_back) {
  const auto& digest = form == CopyForm::folder ? part.tagmanifest_sha256 : part.sha256;
  return side_text({.size_bytes = part.size_bytes, .read_back = read_back, .sha256 = digest}, part.file, form);
}

std::optional<Side> read_side(const std::string& folder, const std::string& file, CopyForm form) {
  constexpr std::string_view k_begin = "# guidang: ";
  const auto text = text_of(folder + "/" + file + std::string(k_side_suffix));
  if (!text || !text->starts_with(k_begin)) return std::nullopt;
  const auto line = text->find('\n');
  const auto digits = digit_count(Algorithm::sha256);
  if (line == std::string::npos || text->size() < line + 1 + digits) return std::nullopt;
  Side side;
  const auto read = std::from_chars(text->data() + k_begin.size(), text->data() + line, side.size_bytes);
  if (read.ec != std::errc{}) return std::nullopt;
  const bool bypassed = text->substr(0, line).ends_with(fs::to_string(fs::ReadBack::cache_bypassed));
  side.read_back = bypassed ? fs::ReadBack::cache_bypassed : fs::ReadBack::through_cache;
  side.sha256 = text->substr(line + 1, digits);
  if (side_text(side, file, form) != *text) return std::nullopt;
  return side;
}

std::optional<Receipt> read_receipt(const std::string& folder, const std::string& stem) {
  const auto path = folder + "/" + receipt_name(stem, k_receipt_json);
  const auto text = text_of(path);
  if (!text) return std::nullopt;
  auto receipt = parse_receipt(*text, path);
  if (!receipt) return std::nullopt;
  return *std::move(receipt);
}

Result<void> write_receipts(const fs::FolderLock& folder,
                            const std::string& stem,
                            const Receipt& receipt,
                            const BundleRequest& request) {
  std::vector<Document> files{{receipt_name(stem, k_receipt_json), receipt_text(receipt)}};
  if (request.render_receipt) {
    for (auto& document : request.render_receipt(receipt)) {
      files.push_back({receipt_name(stem, document.path), std::move(document.bytes)});
    }
  }
  for (const auto& part : receipt.parts) {
    files.push_back({part.file + std::string(k_side_suffix), side_text(part, receipt.form, receipt.read_back)});
  }
  for (const auto& file : files) {
    if (auto written = write_if_other(folder, file.path, file.bytes); !written) return written;
  }
  return {};
}

Result<std::string> text_of(const std::string& path) {
  auto source = fs::open_file(path);
  if (!source) return fail(std::move(source).error());
  return fs::read_source(**source, path, k_text_limit_bytes);
}

}  // namespace guidang::bundle
