// SPDX-License-Identifier: Apache-2.0
#include "guidang/bundle/part.hpp"

#include <algorithm>
#include <thread>
#include <utility>

#include "guidang/bag/bag.hpp"
#include "guidang/bag/hashing.hpp"
#include "guidang/bundle/receipts.hpp"
#include "guidang/digest/digest.hpp"
#include "guidang/fs/view_source.hpp"
#include "guidang/zip/reader.hpp"

namespace guidang::bundle {
namespace {

/// The volume's payload with the bag's own files behind it, and evidence that `packed` has taken over: for as long as
/// this lives, since a copy of a million entries is too much.
class WithOwnFiles {
 public:
  WithOwnFiles(Volume& volume, const PartJob& part, const PackedFiles& packed)
      : payload_(volume.payload),
        count_(payload_.size()) {
    for (auto& entry : payload_) {
      const auto place = entry.tree == nullptr ? packed.end() : packed.find(entry.sha256);
      if (place != packed.end() && place->second.size_bytes == entry.size_bytes) entry.packed = place->second;
    }
    for (auto& file : own_files(volume, part.tags)) {
      payload_.push_back({.name = volume.root + "/" + file.path, .bytes = std::move(file.bytes)});
    }
  }

  WithOwnFiles(const WithOwnFiles&) = delete;
  WithOwnFiles& operator=(const WithOwnFiles&) = delete;
  WithOwnFiles(WithOwnFiles&&) = delete;
  WithOwnFiles& operator=(WithOwnFiles&&) = delete;

  ~WithOwnFiles() {
    payload_.resize(count_);
    for (auto& entry : payload_) entry.packed.reset();
  }

  [[nodiscard]] const std::vector<zip::Entry>& entries() const { return payload_; }

 private:
  std::vector<zip::Entry>& payload_;
  std::size_t count_;
};

Result<std::uint64_t> write_zip(fs::AtomicFile& file,
                                const std::vector<zip::Entry>& entries,
                                const BundleRequest& request,
                                Meter& meter) {
  zip::WriteOptions options;
  options.jobs = request.jobs;
  options.cancelled = request.cancelled;
  options.progress = [&meter](std::uint64_t bytes) { meter.add(bytes); };
  const zip::Put put = [&file](std::uint64_t offset, std::span<const std::byte> bytes) {
    return file.write_at(offset, bytes);
  };
  return zip::write(entries, put, options);
}

/// Tells of progress and stops where the caller asks for it, and holds the bytes against their digest.
class WatchedSource final : public fs::Source {
 public:
  WatchedSource(fs::Source& inner, const zip::Entry& entry, Meter& meter)
      : inner_(inner),
        entry_(entry),
        meter_(meter) {}

  [[nodiscard]] std::uint64_t size_bytes() const override { return inner_.size_bytes(); }

  [[nodiscard]] Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> buffer) override {
    if (meter_.cancelled()) return fail(ErrorCode::interrupted, {"bundle/interrupted", {}});
    auto got = inner_.read_at(offset, buffer);
    if (!got) return got;
    digester_.add(buffer.first(*got));
    meter_.add(*got);
    return got;
  }

  [[nodiscard]] Result<void> check_unchanged() override {
    const bool same = inner_.check_unchanged().has_value();
    if (same && (entry_.sha256.empty() || digester_.finish() == entry_.sha256)) return {};
    return fail(ErrorCode::changed, {"zip/changed", {{"path", entry_.path.text()}}});
  }

 private:
  fs::Source& inner_;
  const zip::Entry& entry_;
  Meter& meter_;
  Digester digester_{Algorithm::sha256};
};

Result<void> add_to(fs::NewFolder& folder, const Volume& volume, const zip::Entry& entry, Meter& meter) {
  const auto path = RelPath::parse(entry.name).value().below(RelPath::parse(volume.root).value());
  if (entry.tree == nullptr) {
    fs::ViewSource source(entry.bytes);
    WatchedSource watched(source, entry, meter);
    return folder.add_file(path, watched);
  }
  const auto source = entry.tree->open(entry.path);
  if (!source) return fail(source.error());
  WatchedSource watched(**source, entry, meter);
  return folder.add_file(path, watched);
}

Result<void> write_folder(fs::NewFolder& folder, const Volume& volume, const PartJob& part, Meter& meter) {
  for (const auto& entry : volume.payload) GUIDANG_TRY(add_to(folder, volume, entry, meter));
  for (const auto& file : own_files(volume, part.tags)) {
    fs::ViewSource source(file.bytes);
    GUIDANG_TRY(folder.add_file(RelPath::parse(file.path).value(), source));
  }
  return {};
}

tl::unexpected<Error> differs(std::string path, std::string rule) {
  return fail(ErrorCode::io, {"bundle/read-back-differs", {{"path", std::move(path)}, {"rule", std::move(rule)}}});
}

/// Reads the whole bag from its medium and demands that it is what was meant.
Result<void> read_back(const fs::Tree& tree, const Volume& volume, const BundleRequest& request, Meter& meter) {
  VerifyOptions options;
  options.jobs = request.jobs;
  options.cancelled = request.cancelled;
  options.progress = meter.as_progress();
  const auto report = verify_bag(tree, options);
  if (!report) return fail(report.error());
  if (!report->valid() || report->incomplete) {
    const auto& finding = *std::ranges::min_element(report->findings, {}, &Finding::severity);
    return differs(finding.path, finding.rule);
  }
  for (const auto& wanted : volume.manifests) {
    const auto manifest = fs::read_file(tree, report->root.child(wanted.name()), wanted.text.size() + 1);
    if (!manifest) return fail(manifest.error());
    if (*manifest != wanted.text || report->payload_files != volume.payload.size()) {
      return differs(wanted.name(), "integrity/bag-digest-mismatch");
    }
  }
  return {};
}

/// Digests the zip from its first to its last byte, and meanwhile reads all that is in it.
Result<std::string> prove_zip(const std::string& path,
                              const Volume& volume,
                              const BundleRequest& request,
                              Meter& meter) {
  Result<std::string> digest;
  std::jthread digesting([&] { digest = bag::digest_of_file(path, request.cancelled); });
  const auto tree = open_part(path, CopyForm::zip);
  const auto proven = tree ? read_back(**tree, volume, request, meter) : Result<void>(tl::unexpected(tree.error()));
  digesting.join();
  GUIDANG_TRY(proven);
  return digest;
}

Result<Pending> build_zip(const PartBuilder& with, Volume& volume, const PartJob& part, const PackedFiles& packed) {
  auto file = fs::AtomicFile::create(*with.job.folder, part.file);
  if (!file) return fail(std::move(file).error());
  with.meter.begin(volume.payload_bytes);
  const auto size = write_zip(*file, WithOwnFiles(volume, part, packed).entries(), with.request, with.meter);
  if (!size) return fail(size.error());
  const auto kind = file->flush();
  if (!kind) return fail(kind.error());
  with.meter.begin(volume.payload_bytes);
  auto digest = prove_zip(file->current_path(), volume, with.request, with.meter);
  if (!digest) return fail(std::move(digest).error());
  with.meter.end();
  auto receipt = receipt_part(volume, part, CopyForm::zip);
  receipt.size_bytes = *size;
  receipt.sha256 = *std::move(digest);
  return Pending{.output = *std::move(file), .part = std::move(receipt), .read_back = *kind};
}

Result<Pending> build_folder(const PartBuilder& with, const Volume& volume, const PartJob& part) {
  auto folder = fs::NewFolder::create(*with.job.folder, part.file);
  if (!folder) return fail(std::move(folder).error());
  with.meter.begin(volume.payload_bytes);
  GUIDANG_TRY(write_folder(*folder, volume, part, with.meter));
  const auto kind = folder->flush();
  if (!kind) return fail(kind.error());
  with.meter.begin(volume.payload_bytes);
  const auto tree = open_part(folder->current_path(), CopyForm::folder);
  if (!tree) return fail(tree.error());
  GUIDANG_TRY(read_back(**tree, volume, with.request, with.meter));
  with.meter.end();
  return Pending{
      .output = *std::move(folder), .part = receipt_part(volume, part, CopyForm::folder), .read_back = *kind};
}

}  // namespace

Result<Pending> PartBuilder::build(Volume& volume, const PartJob& part, const PackedFiles& packed) const {
  if (request.form == CopyForm::folder) return build_folder(*this, volume, part);
  auto pending = build_zip(*this, volume, part, packed);
  if (pending || packed.empty() || pending.error().code == ErrorCode::interrupted) return pending;
  return build_zip(*this, volume, part, {});
}

Result<void> give_name(Pending& pending, const std::string& kept_name) {
  if (auto* file = std::get_if<fs::AtomicFile>(&pending.output)) return file->commit();
  return std::get<fs::NewFolder>(pending.output).replace(kept_name);
}

Result<std::unique_ptr<fs::Tree>> open_part(const std::string& path, CopyForm form) {
  if (form == CopyForm::zip) return zip::open(path);
  auto folder = fs::DiskTree::open_folder(path);
  if (!folder) return fail(std::move(folder).error());
  return std::unique_ptr<fs::Tree>(*std::move(folder));
}

bool is_whole(const std::string& path, CopyForm form, std::string_view sha256, const BundleRequest& request) {
  if (form == CopyForm::zip) return bag::digest_of_file(path, request.cancelled) == sha256;
  const auto tree = open_part(path, CopyForm::folder);
  if (!tree) return false;
  VerifyOptions options;
  options.jobs = request.jobs;
  options.cancelled = request.cancelled;
  const auto report = verify_bag(**tree, options);
  return report && report->valid() && !report->incomplete;
}

std::optional<RelPath> root_in(const fs::Tree& zip) {
  const auto listing = zip.list({});
  if (!listing || listing->entries.empty()) return std::nullopt;
  return listing->entries.front().path;
}

RelPath root_of(const Volume& volume, CopyForm form) {
  return form == CopyForm::zip ? RelPath::parse(volume.root).value() : RelPath{};
}

std::vector<Document> own_files(const Volume& volume, const std::vector<BagTag>& tags) {
  auto texts = tag_files(volume, tags);
  std::vector<Document> files;
  for (const auto& manifest : volume.manifests) files.push_back({manifest.name(), manifest.text});
  files.push_back({"bagit.txt", std::string(bagit_text())});
  files.push_back({"bag-info.txt", std::move(texts.bag_info)});
  for (auto& manifest : texts.tagmanifests) files.push_back({"tag" + manifest.name(), std::move(manifest.text)});
  return files;
}

ReceiptPart receipt_part(const Volume& volume, const PartJob& part, CopyForm form) {
  ReceiptPart receipt;
  receipt.file = part.file;
  receipt.payload_bytes = volume.payload_bytes;
  receipt.payload_files = volume.payload.size();
  receipt.size_bytes = volume.payload_bytes;
  for (const auto& file : own_files(volume, part.tags)) {
    receipt.size_bytes += file.bytes.size();
    if (file.path == k_manifest) receipt.manifest_sha256 = digest_of(Algorithm::sha256, file.bytes);
    if (file.path == "tag" + std::string(k_manifest))
      receipt.tagmanifest_sha256 = digest_of(Algorithm::sha256, file.bytes);
  }
  if (form == CopyForm::zip) receipt.size_bytes = 0;
  return receipt;
}

}  // namespace guidang::bundle
