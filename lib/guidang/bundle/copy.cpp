// SPDX-License-Identifier: Apache-2.0
#include "guidang/bundle/copy.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "guidang/bag/bag.hpp"
#include "guidang/bag/tag_files.hpp"
#include "guidang/zip/reader.hpp"
#include "guidang/zip/reuse.hpp"

namespace guidang::bundle {
namespace {

constexpr std::string_view k_side_suffix = ".sha256";
constexpr std::uint64_t k_tag_limit_bytes = std::uint64_t{256} << 20;

/// The side file: for sha256sum -c, with a comment line for us.
std::string side_text(const Receipt& receipt) {
  return fmt::format("# guidang: {} bytes, {}\n{}  {}\n",
                     receipt.size_bytes,
                     fs::to_string(receipt.read_back),
                     receipt.sha256,
                     receipt.file);
}

/// Reads a side file back: fills size, digest and way of reading back of `receipt` if it is one of ours.
bool read_side(std::string_view text, Receipt& receipt) {
  constexpr std::string_view k_begin = "# guidang: ";
  constexpr std::size_t k_digits = 64;
  if (!text.starts_with(k_begin)) return false;
  const auto line = text.find('\n');
  if (line == std::string_view::npos || text.size() < line + 1 + k_digits) return false;
  const char* const from = text.data() + k_begin.size();
  if (std::from_chars(from, text.data() + line, receipt.size_bytes).ec != std::errc{}) return false;
  const bool bypassed = text.substr(0, line).ends_with(fs::to_string(fs::ReadBack::cache_bypassed));
  receipt.read_back = bypassed ? fs::ReadBack::cache_bypassed : fs::ReadBack::through_cache;
  receipt.sha256 = text.substr(line + 1, k_digits);
  return side_text(receipt) == text;
}

Result<std::string> text_of(const std::string& path) {
  auto source = fs::open_file(path);
  if (!source) return fail(std::move(source).error());
  std::string text(static_cast<std::size_t>(std::min((*source)->size_bytes(), k_tag_limit_bytes)), '\0');
  const auto got = (*source)->read_at(0, std::as_writable_bytes(std::span(text)));
  if (!got) return fail(got.error());
  text.resize(*got);
  return text;
}

/// Packed bytes by the SHA-256 of what they unpack to.
using PackedFiles = std::unordered_map<std::string, zip::Packed>;

std::vector<BagTag> without_date(std::vector<BagTag> tags) {
  std::erase_if(tags, [](const BagTag& tag) { return tag.label == k_date_label; });
  return tags;
}

/// The bag's own files as they stand in the zip, behind the payload; those that differ between copies come last.
void append_tag_files(std::vector<zip::Entry>& entries, const Plan& plan, const CopyJob& job) {
  const auto files = tag_files(plan, job.tags);
  const auto add = [&](std::string_view name, std::string_view text) {
    entries.push_back({.name = plan.group + "/" + std::string(name), .bytes = std::string(text)});
  };
  for (const auto& manifest : plan.manifests) add(manifest.name(), manifest.text);
  add("bagit.txt", bagit_text());
  add("bag-info.txt", files.bag_info);
  for (const auto& manifest : files.tagmanifests) add("tag" + manifest.name(), manifest.text);
}

/// Adds what the zip `path` has in packed form, by digest as its manifest states it. A zip that cannot be read, is of
/// another packer or holds no such bag gives nothing.
void collect_packed(const std::string& path, const Plan& plan, std::string_view packer, PackedFiles& found) {
  const auto tree = zip::open(path);
  if (!tree) return;
  const RelPath root = RelPath::parse(plan.group).value();
  const auto info = fs::read_file(**tree, root.child("bag-info.txt"), k_tag_limit_bytes);
  const auto text = fs::read_file(**tree, root.child(k_manifest), k_tag_limit_bytes);
  if (!info || !text) return;
  const auto tags = parse_bag_info(*info);
  const BagTag agent{"Bag-Software-Agent", std::string(packer)};
  if (std::ranges::find(tags, agent) == tags.end()) return;
  const auto files = zip::packed_files(path);
  if (!files) return;
  const auto manifest = bag::parse_manifest(*text, digit_count(Algorithm::sha256), true);
  for (const auto& entry : manifest.entries) {
    const auto below = RelPath::parse(entry.path);
    if (!below) continue;
    const auto place = std::ranges::lower_bound(*files, root.joined(*below), {}, &zip::PackedFile::path);
    if (place == files->end() || place->path != root.joined(*below)) continue;
    found.try_emplace(entry.digest, place->packed);
  }
}

/// The entries of the copy; evidence that `packed` has is taken over.
std::vector<zip::Entry> entries_of(const Plan& plan, const CopyJob& job, const PackedFiles& packed) {
  std::vector<zip::Entry> entries = plan.payload;
  for (auto& entry : entries) {
    const auto place = entry.tree == nullptr ? packed.end() : packed.find(entry.sha256);
    if (place != packed.end() && place->second.size_bytes == entry.size_bytes) entry.packed = place->second;
  }
  append_tag_files(entries, plan, job);
  return entries;
}

Result<std::uint64_t> pack(fs::AtomicFile& file,
                           const Plan& plan,
                           const std::vector<zip::Entry>& entries,
                           const BundleRequest& request,
                           Meter& meter) {
  zip::WriteOptions options;
  options.jobs = request.jobs;
  options.cancelled = request.cancelled;
  std::atomic<std::uint64_t> counted{0};
  options.progress = [&](std::uint64_t bytes) {  // tag files do not count: the total is known from the payload
    const auto before = counted.fetch_add(bytes);
    if (before < plan.payload_bytes) meter.add(std::min(bytes, plan.payload_bytes - before));
  };
  const zip::Put put = [&](std::uint64_t offset, std::span<const std::byte> bytes) {
    return file.write_at(offset, bytes);
  };
  return zip::write(entries, put, options);
}

/// Reads the whole copy from its medium and demands that it is what was meant.
Result<void> read_back(const std::string& path, const Plan& plan, const BundleRequest& request, Meter& meter) {
  auto tree = zip::open(path);
  if (!tree) return fail(std::move(tree).error());
  VerifyOptions options;
  options.jobs = request.jobs;
  options.cancelled = request.cancelled;
  options.progress = meter.part(plan.payload_bytes);
  const auto report = verify_bag(**tree, options);
  if (!report) return fail(report.error());
  if (!report->valid() || report->incomplete) {
    const auto& finding = *std::ranges::min_element(report->findings, {}, &Finding::severity);
    return fail(ErrorCode::io, {"bundle/read-back-differs", {{"path", finding.path}, {"rule", finding.rule}}});
  }
  for (const auto& wanted : plan.manifests) {
    const auto manifest = fs::read_file(**tree, report->root.child(wanted.name()), k_tag_limit_bytes);
    if (!manifest) return fail(manifest.error());
    if (*manifest == wanted.text && report->payload_files == plan.payload.size()) continue;
    return fail(ErrorCode::io,
                {"bundle/read-back-differs",
                 {{"path", wanted.name()}, {"rule", std::string("integrity/bag-digest-mismatch")}}});
  }
  return {};
}

Result<std::string> digest_of_file(const std::string& path, const Meter& meter) {
  auto source = fs::open_file(path);
  if (!source) return fail(std::move(source).error());
  Digester digester(Algorithm::sha256);
  GUIDANG_TRY(fs::stream(**source, [&](std::span<const std::byte> piece) -> Result<void> {
    if (meter.cancelled()) return fail(ErrorCode::interrupted, {"bundle/interrupted", {}});
    digester.add(piece);
    return {};
  }));
  return digester.finish();
}

/// Writes the zip, brings it to the medium and reads it back; returns size, digest and way of reading back.
Result<Receipt> write_and_prove(fs::AtomicFile& file,
                                const Plan& plan,
                                const std::vector<zip::Entry>& entries,
                                const BundleRequest& request,
                                Meter& meter) {
  const auto size = pack(file, plan, entries, request, meter);
  if (!size) return fail(size.error());
  const auto kind = file.flush();
  if (!kind) return fail(kind.error());
  // First the digest, front to back: it fetches every byte from the medium; what follows may use the cache.
  auto digest = digest_of_file(file.current_path(), meter);
  if (!digest) return fail(std::move(digest).error());
  GUIDANG_TRY(read_back(file.current_path(), plan, request, meter));
  Receipt receipt;
  receipt.size_bytes = *size;
  receipt.read_back = *kind;
  receipt.sha256 = std::move(*digest);
  return receipt;
}

std::vector<Document> rendered(const Receipt& receipt, const BundleRequest& request) {
  return request.render_receipt ? request.render_receipt(receipt) : std::vector<Document>{};
}

/// Returns whether the file still has this digest: a copy that has rotted on its stick is not up to date.
bool holds(const std::string& path, std::string_view sha256) {
  auto source = fs::open_file(path);
  if (!source) return false;
  Digester digester(Algorithm::sha256);
  const auto read = fs::stream(**source, [&digester](std::span<const std::byte> piece) -> Result<void> {
    digester.add(piece);
    return {};
  });
  return read && digester.finish() == sha256;
}

}  // namespace

void Meter::add(std::uint64_t bytes) {
  const auto sum = done_.fetch_add(bytes) + bytes;
  if (request_.progress) request_.progress(std::min(sum, total_), total_);  // a copy built twice counts twice
}

std::function<void(std::uint64_t, std::uint64_t)> Meter::part(std::uint64_t most) {
  const auto counted = std::make_shared<std::atomic<std::uint64_t>>(0);
  return [this, most, counted](std::uint64_t done, std::uint64_t) {
    // Threads may tell an older sum after a newer one: only what is new counts.
    done = std::min(done, most);
    auto before = counted->load();
    while (before < done && !counted->compare_exchange_weak(before, done)) {
    }
    if (before < done) add(done - before);
  };
}

std::optional<Receipt> up_to_date(const Plan& plan, const Receipt& wanted, const CopyJob& job) {
  const std::string path = job.folder + "/" + job.file;
  Receipt receipt = wanted;
  const auto side = text_of(path + std::string(k_side_suffix));
  if (!side || !read_side(*side, receipt)) return std::nullopt;
  auto source = fs::open_file(path);
  if (!source || (*source)->size_bytes() != receipt.size_bytes) return std::nullopt;
  const auto tree = zip::open(std::move(*source), path);
  if (!tree) return std::nullopt;
  const auto tag_text = [&](std::string_view name) {
    return fs::read_file(**tree, RelPath::parse(plan.group).value().child(name), k_tag_limit_bytes);
  };
  const auto info = tag_text("bag-info.txt");
  if (!info) return std::nullopt;
  const auto same = [&](const std::string& name, const std::string& meant) {
    const auto text = tag_text(name);
    return text && *text == meant;
  };
  for (const auto& manifest : plan.manifests) {
    if (!same(manifest.name(), manifest.text)) return std::nullopt;
  }
  // A tag manifest names every manifest there is, so that one too many shows as well.
  const auto tag_texts = tag_files(plan, parse_bag_info(*info));
  const auto& tagmanifest = tag_texts.tagmanifests.front();
  if (!same("tag" + tagmanifest.name(), tagmanifest.text)) return std::nullopt;
  const auto tags = parse_bag_info(*info);
  // Both through the writer: a tag without value, or with a control character, reads back as it was written.
  if (without_date(tags) != without_date(parse_bag_info(bag_info_text(job.tags)))) return std::nullopt;
  const auto date = std::ranges::find(tags, k_date_label, &BagTag::label);
  const auto day = date == tags.end() ? std::nullopt : parse_date(date->value);
  if (!day) return std::nullopt;
  if (!holds(path, receipt.sha256)) return std::nullopt;
  receipt.bagging_date = *day;
  return receipt;
}

Result<Receipt> build_copy(
    const Plan& plan, const Receipt& wanted, const CopyJob& job, const BundleRequest& request, Meter& meter) {
  PackedFiles packed;
  for (const auto& source : job.sources) collect_packed(source, plan, request.packer, packed);
  auto file = fs::AtomicFile::create(job.folder, job.file);
  if (!file) return fail(std::move(file).error());
  auto receipt = write_and_prove(*file, plan, entries_of(plan, job, packed), request, meter);
  if (!receipt && !packed.empty() && receipt.error().code != ErrorCode::interrupted) {
    file = fs::AtomicFile::create(job.folder, job.file);
    if (!file) return fail(std::move(file).error());
    receipt = write_and_prove(*file, plan, entries_of(plan, job, {}), request, meter);
  }
  if (!receipt) return fail(std::move(receipt).error());
  if (meter.cancelled()) return fail(ErrorCode::interrupted, {"bundle/interrupted", {}});
  // The side file of the copy before must not vouch for this one.
  GUIDANG_TRY(fs::remove_file(job.folder, job.file + std::string(k_side_suffix)));
  GUIDANG_TRY(file->commit());
  Receipt whole = wanted;
  whole.size_bytes = receipt->size_bytes;
  whole.read_back = receipt->read_back;
  whole.sha256 = receipt->sha256;
  return whole;
}

Result<void> write_receipts(const CopyJob& job, const Receipt& receipt, const BundleRequest& request) {
  for (const auto& document : rendered(receipt, request)) {
    GUIDANG_TRY(fs::write_file(job.folder, document.path, document.bytes));
  }
  return fs::write_file(job.folder, job.file + std::string(k_side_suffix), side_text(receipt));
}

Result<void> restore_receipts(const CopyJob& job, const Receipt& receipt, const BundleRequest& request) {
  for (const auto& document : rendered(receipt, request)) {
    if (text_of(job.folder + "/" + document.path) == document.bytes) continue;  // phone and place stand only here
    GUIDANG_TRY(fs::write_file(job.folder, document.path, document.bytes));
  }
  return {};
}

}  // namespace guidang::bundle
