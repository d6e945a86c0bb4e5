// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/extract_bundle.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "guidang/fs/new_folder.hpp"
#include "guidang/fs/output.hpp"
#include "guidang/zip/reader.hpp"

namespace guidang {
namespace {

Result<std::unique_ptr<fs::Tree>> open_packed(const std::string& path) {
  auto folder = fs::DiskTree::open_folder(path);
  if (!folder) return zip::open(path);
  return std::unique_ptr<fs::Tree>(*std::move(folder));
}

/// Refuses what cannot be unpacked, all of it at once.
Result<std::vector<fs::Entry>> entries_of(const fs::Tree& tree, const std::string& bundle) {
  auto listing = tree.list({});
  if (!listing) return fail(std::move(listing).error());
  if (!listing->unreadable.empty()) return fail(listing->unreadable.front().error);
  std::vector<std::string> links;
  for (const auto& entry : listing->entries) {
    if (entry.kind == fs::EntryKind::link || entry.kind == fs::EntryKind::other) links.push_back(entry.path.text());
  }
  if (links.empty()) return std::move(listing->entries);
  return fail(ErrorCode::malformed, {"jobs/extract-links", {{"path", bundle}, {"links", std::move(links)}}});
}

std::uint64_t bytes_of(const std::vector<fs::Entry>& entries) {
  std::uint64_t sum = 0;
  for (const auto& entry : entries) sum += entry.size_bytes;
  return sum;
}

/// The payload folder of a bag; none: it is no bag.
std::optional<RelPath> payload_of(const std::vector<fs::Entry>& entries) {
  for (const auto& entry : entries) {
    if (entry.kind == fs::EntryKind::file && entry.path.name() == "bagit.txt") {
      if (auto folder = entry.path.parent().child("data"); folder.text().size() <= entry.path.text().size())
        return folder;
    }
  }
  return std::nullopt;
}

/// Says before anything is written that the medium cannot hold it all.
Result<void> check_room(const std::string& target, const std::vector<fs::Entry>& entries) {
  const auto end = target.find_last_not_of('/');
  const auto slash = end == std::string::npos ? end : target.rfind('/', end);
  const auto parent = slash == std::string::npos ? std::string(".") : target.substr(0, slash + 1);
  const auto state = fs::check_destination(parent);
  if (!state) return fail(state.error());
  const auto needed = bytes_of(entries);
  if (needed > state->free_bytes) {
    constexpr std::uint64_t k_megabyte = 1'000'000;
    const auto want = static_cast<std::int64_t>((needed + k_megabyte - 1) / k_megabyte);
    const auto have = static_cast<std::int64_t>(state->free_bytes / k_megabyte);
    return fail(ErrorCode::io, {"bundle/no-space", {{"path", parent}, {"want_mb", want}, {"have_mb", have}}});
  }
  const auto too_large = [&](const fs::Entry& entry) { return entry.size_bytes > state->largest_file_bytes; };
  if (std::ranges::any_of(entries, too_large)) {
    return fail(ErrorCode::io, {"bundle/too-large-for-folder", {{"path", parent}}});
  }
  return {};
}

/// Tells of progress and stops where the caller asks for it, while a file is read.
class Watched final : public fs::Source {
 public:
  Watched(fs::Source& inner, const ExtractOptions& options, std::uint64_t& done, std::uint64_t all)
      : inner_(inner),
        options_(options),
        done_(done),
        all_(all) {}

  [[nodiscard]] std::uint64_t size_bytes() const override { return inner_.size_bytes(); }

  [[nodiscard]] Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> buffer) override {
    if (options_.cancelled != nullptr && options_.cancelled->load()) {
      return fail(ErrorCode::interrupted, {"bundle/interrupted", {}});
    }
    auto got = inner_.read_at(offset, buffer);
    if (got) done_ += *got;
    if (got && options_.progress) options_.progress(std::min(done_, all_), all_);
    return got;
  }

  [[nodiscard]] Result<void> check_unchanged() override { return inner_.check_unchanged(); }

 private:
  fs::Source& inner_;
  const ExtractOptions& options_;
  std::uint64_t& done_;
  std::uint64_t all_;
};

}  // namespace

Result<Extracted> extract_bundle(const std::string& bundle, const std::string& target, const ExtractOptions& options) {
  const auto tree = open_packed(bundle);
  if (!tree) return fail(tree.error());
  const auto entries = entries_of(**tree, bundle);
  if (!entries) return fail(entries.error());
  GUIDANG_TRY(check_room(target, *entries));
  auto folder = fs::NewFolder::create(target);
  if (!folder) return fail(std::move(folder).error());
  Extracted extracted{.guessed_names = std::ranges::count(*entries, true, &fs::Entry::guessed_name)};
  const auto payload = payload_of(*entries);
  const auto all = bytes_of(*entries);
  const auto add_file = [&](const RelPath& path) -> Result<void> {
    const auto source = (*tree)->open(path);
    if (!source) return fail(source.error());
    Watched watched(**source, options, extracted.bytes, all);
    ++(!payload || path.within(*payload) ? extracted.files : extracted.tags);
    return folder->add_file(path, watched);
  };
  for (const auto& entry : *entries) {
    GUIDANG_TRY(entry.kind == fs::EntryKind::folder ? folder->add_folder(entry.path) : add_file(entry.path));
  }
  GUIDANG_TRY(folder->commit());
  return extracted;
}

}  // namespace guidang
