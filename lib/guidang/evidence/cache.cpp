// SPDX-License-Identifier: Apache-2.0
#include "guidang/evidence/cache.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <utility>

#include "guidang/evidence/cache_row.hpp"
#include "guidang/evidence/cache_store.hpp"

namespace guidang {
namespace {

constexpr std::int64_t k_second_ns = 1'000'000'000;
constexpr std::int64_t k_day_ns = 86'400 * k_second_ns;
constexpr std::int64_t k_doubt_ns = 2 * k_second_ns;
constexpr std::int64_t k_unused_ns = 180 * k_day_ns;
constexpr std::size_t k_name_digits = 32;
constexpr std::size_t k_most_row_bytes = std::size_t{4} << 20U;  // what media::decode() reads

/// Opens the database, having cleared away those that nobody has used for long.
Result<cache::RowStore> open_rows(const CacheSettings& settings) {
  auto folder = store::PrivateFolder::open(settings.folder);
  if (!folder) return fail(std::move(folder).error());
  const auto name = digest_of(Algorithm::sha256, settings.archive).substr(0, k_name_digits) + ".sqlite";
  GUIDANG_TRY(folder->touch(name + std::string(store::k_lock_suffix), settings.now_ns));
  const auto cleaned = folder->touch("cleaned", settings.now_ns);
  if (!cleaned) return fail(cleaned.error());
  const bool due = *cleaned && **cleaned < settings.now_ns - k_day_ns;
  if (due) folder->remove_unused(settings.now_ns - k_unused_ns);
  return cache::RowStore::open(*std::move(folder), name);
}

/// Whether what was found out about a file may be believed as long as its stamp stays.
bool is_settled(const EvidenceFile& file, const fs::Stamp& stamp, std::int64_t now_ns) {
  if (file.error || file.sha256.empty()) return false;
  if (file.examination.condition == media::Condition::abandoned) return false;
  // A ctime in the future is a clock that was set back: it may come again.
  return stamp.changed_ns < now_ns - k_doubt_ns && std::abs(stamp.modified_ns - now_ns) > k_doubt_ns;
}

}  // namespace

struct EvidenceCache::State {
  using Found = EvidenceCache::Found;

  CacheSettings settings;
  bool distrusted = false;
  std::vector<Message> notes;
  std::optional<cache::RowStore> rows_store;  // none: no cache this time
  std::vector<cache::Row> rows;               // sorted by path
  std::string finder;
  std::vector<Algorithm> digests;  // those wanted, SHA-256 first

  [[nodiscard]] auto find(const std::string& path) const {
    const auto place = std::ranges::lower_bound(rows, path, {}, &cache::Row::path);
    return place != rows.end() && place->path == path ? place : rows.end();
  }

  [[nodiscard]] cache::RowKey key_of(const EvidenceFile& file, const fs::Stamp& stamp) const {
    return {.stamp = stamp, .size_bytes = file.size_bytes, .finder = finder};
  }

  /// Another run that is writing is no news; all else is.
  void note(const Error& error) {
    if (error.code == ErrorCode::locked) return;
    if (error.code == ErrorCode::unsupported || error.code == ErrorCode::malformed) {
      add_note(error.message);
      return;
    }
    add_note({"cache/unusable", error.message.arguments});
  }

  /// One reason is enough.
  void add_note(Message message) {
    if (notes.empty()) notes.push_back(std::move(message));
  }

  [[nodiscard]] cache::Row row_of(const EvidenceFile& file, const fs::Stamp& stamp) const {
    cache::RowContent content{.digests = {{Algorithm::sha256, file.sha256}}, .examination = file.examination};
    for (std::size_t i = 0; i < file.further_digests.size(); ++i) {
      content.digests.emplace_back(digests[i + 1], file.further_digests[i]);
    }
    return {file.path.text(), cache::encode_row(key_of(file, stamp), content)};
  }

  /// Rows for what was read; those that were of no use go.
  [[nodiscard]] cache::Changes changes(std::span<const Found> files) const {
    cache::Changes changes;
    std::vector<bool> good(rows.size());
    std::size_t bytes = 0;
    for (const auto& [file, stamp] : files) {
      const auto place = find(file->path.text());
      const bool known = place != rows.end();
      if (known && file->recalled) {
        good[static_cast<std::size_t>(place - rows.begin())] = true;
        bytes += place->path.size() + place->bytes.size();
      } else if (stamp && is_settled(*file, *stamp, settings.now_ns)) {
        auto row = row_of(*file, *stamp);
        const auto size = row.path.size() + row.bytes.size();
        if (size > k_most_row_bytes || files.size() > cache::k_most_rows || bytes + size > cache::k_most_bytes)
          continue;
        bytes += size;
        if (known) good[static_cast<std::size_t>(place - rows.begin())] = true;
        changes.put.push_back(std::move(row));
      }
    }
    for (std::size_t i = 0; i < good.size(); ++i) {
      if (!good[i]) changes.gone.push_back(rows[i].path);
    }
    return changes;
  }

  void note_damage(const cache::RowStore& store) { add_note({"cache/damaged", {{"path", store.path()}}}); }
};

EvidenceCache::EvidenceCache(CacheSettings settings) : state_(std::make_unique<State>()) {
  state_->settings = std::move(settings);
}

EvidenceCache::~EvidenceCache() = default;

void EvidenceCache::begin(const std::string& asked, const std::vector<Algorithm>& further_digests) {
  State& state = *state_;
  state.rows.clear();
  state.rows_store.reset();
  state.digests = further_digests;
  state.digests.insert(state.digests.begin(), Algorithm::sha256);
  const auto finder = state.settings.program + '\0' + std::to_string(media::k_examination_version) + '\0' + asked;
  state.finder = digest_of(Algorithm::sha256, finder);
  auto opened = open_rows(state.settings);
  if (!opened) return state.note(opened.error());
  bool damaged = false;
  auto rows = opened->read(damaged);
  if (damaged) state.note_damage(*opened);
  if (!rows) return state.note(rows.error());
  state.rows = *std::move(rows);
  state.rows_store = *std::move(opened);
}

bool EvidenceCache::recall(EvidenceFile& file, const fs::Stamp& stamp) const {
  const State& state = *state_;
  if (state.distrusted) return false;
  const auto place = state.find(file.path.text());
  if (place == state.rows.end()) return false;
  auto content = cache::decode_row(place->bytes, state.key_of(file, stamp));
  if (!content) return false;
  std::vector<std::string> digests;
  for (const auto wanted : state.digests) {
    const auto digest = std::ranges::find(content->digests, wanted, [](const auto& pair) { return pair.first; });
    if (digest == content->digests.end()) return false;
    digests.push_back(digest->second);
  }
  file.sha256 = std::move(digests.front());
  file.further_digests.assign(std::make_move_iterator(digests.begin() + 1), std::make_move_iterator(digests.end()));
  file.examination = std::move(content->examination);
  file.format = file.examination.format;
  file.recalled = true;
  return true;
}

void EvidenceCache::save(std::span<const Found> files) {
  State& state = *state_;
  if (!state.rows_store) return;
  const auto changes = state.changes(files);
  if (!changes.put.empty() || !changes.gone.empty()) {
    const auto written = state.rows_store->write(changes);
    if (!written && written.error().code == ErrorCode::malformed) state.note_damage(*state.rows_store);
    if (!written) state.note(written.error());
  }
  state.rows.clear();
  state.rows_store.reset();
}

void EvidenceCache::distrust() {
  state_->distrusted = true;
}

const std::vector<Message>& EvidenceCache::notes() const {
  return state_->notes;
}

}  // namespace guidang
