// SPDX-License-Identifier: Apache-2.0
#include "guidang/evidence/cache_store.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <utility>

#include "guidang/base/parallel.hpp"

namespace guidang::cache {
namespace {

constexpr std::int64_t k_application = 0x67644361;  // "gdCa"
constexpr std::int64_t k_version = 1;               // of this layout
constexpr int k_patience_ms = 2000;
constexpr std::string_view k_key_name = "key";
constexpr std::string_view k_table =
    "CREATE TABLE files(path BLOB PRIMARY KEY, row BLOB NOT NULL, seal BLOB NOT NULL) WITHOUT ROWID";

tl::unexpected<Error> damaged_file(const std::string& path) {
  return fail(ErrorCode::malformed, {"cache/damaged", {{"path", path}}});
}

/// The length of the path keeps path and row apart: no other pair gives the same bytes.
std::string sealed_text(const Row& row) {
  std::string text = std::to_string(row.path.size());
  text.reserve(text.size() + 1 + row.path.size() + row.bytes.size());
  text += ' ';
  text += row.path;
  text += row.bytes;
  return text;
}

/// What the file is, by its own statement and its schema.
Result<Shape> shape_of(store::Database& database, const std::string& path) {
  const auto application = database.number("PRAGMA application_id");
  if (!application) return fail(application.error());
  const auto version = database.number("PRAGMA user_version");
  if (!version) return fail(version.error());
  const auto tables = database.number("SELECT count(*) FROM sqlite_schema");
  if (!tables) return fail(tables.error());
  if (*application == 0 && *version == 0 && *tables == 0) return Shape::empty;
  if (*application != k_application) return damaged_file(path);
  if (*version != k_version) return Shape::earlier;
  auto statement = database.prepare("SELECT sql FROM sqlite_schema");
  if (!statement) return fail(std::move(statement).error());
  const auto row = statement->step();
  if (!row) return fail(row.error());
  if (*tables != 1 || !*row || statement->bytes(0) != k_table) return damaged_file(path);
  return Shape::ours;
}

/// Makes an empty file one of ours.
Result<void> make_ours(store::Database& database, const std::string& path) {
  const auto shape = shape_of(database, path);
  if (!shape) return fail(shape.error());
  if (*shape == Shape::earlier) return damaged_file(path);
  if (*shape == Shape::ours) return {};
  GUIDANG_TRY(database.run("PRAGMA application_id = " + std::to_string(k_application)));
  GUIDANG_TRY(database.run("PRAGMA user_version = " + std::to_string(k_version)));
  return database.run(std::string(k_table));
}

Result<void> remove_rows(store::Database& database, const std::vector<std::string>& paths) {
  auto remove = database.prepare("DELETE FROM files WHERE path = ?1");
  if (!remove) return fail(std::move(remove).error());
  for (const auto& path : paths) {
    remove->bind(1, path);
    GUIDANG_TRY(remove->step());
    remove->reset();
  }
  return {};
}

}  // namespace

Result<RowStore> RowStore::open(store::PrivateFolder folder, std::string name) {
  auto lock = folder.lock(name + std::string(store::k_lock_suffix));
  if (!lock) return fail(std::move(lock).error());
  GUIDANG_TRY(folder.make_file(name));
  const auto key = folder.secret(k_key_name);
  if (!key) return fail(key.error());
  return RowStore(std::move(folder), std::move(name), *std::move(lock), *key);
}

Result<std::vector<Row>> RowStore::read(bool& damaged) {
  damaged = false;
  Shape shape = Shape::empty;
  auto rows = read_once(shape);
  const auto of_no_use = [&] { return rows ? shape == Shape::earlier : rows.error().code == ErrorCode::malformed; };
  if (!of_no_use()) return rows;
  damaged = !rows;
  // Others may use it, or have replaced it just now.
  if (!lock_.become_only()) return fail(ErrorCode::locked, {"cache/damaged", {{"path", path()}}});
  rows = read_once(shape);
  if (of_no_use()) {
    GUIDANG_TRY(replace());
    rows = std::vector<Row>{};
  }
  lock_.share();
  return rows;
}

Result<std::vector<Row>> RowStore::read_once(Shape& shape) {
  auto database = store::Database::open(path(), k_patience_ms);
  if (!database) return fail(std::move(database).error());
  GUIDANG_TRY(database->run("BEGIN"));
  const auto found = shape_of(*database, path());
  if (!found) return fail(found.error());
  shape = *found;
  std::vector<Row> rows;
  if (shape != Shape::ours) return rows;
  auto statement = database->prepare("SELECT path, row, seal FROM files ORDER BY path");
  if (!statement) return fail(std::move(statement).error());
  std::size_t bytes = 0;
  for (;;) {
    const auto more = statement->step();
    if (!more) return fail(more.error());
    if (!*more) break;
    Row row{.path = std::string(statement->bytes(0)), .bytes = std::string(statement->bytes(1))};
    const auto seal = statement->bytes(2);
    bytes += row.path.size() + row.bytes.size();
    if (seal.size() != k_seal_bytes || rows.size() == k_most_rows || bytes > k_most_bytes) return damaged_file(path());
    row.bytes += seal;  // until it has been checked
    rows.push_back(std::move(row));
  }
  GUIDANG_TRY(check_seals(rows));
  return rows;
}

/// Takes the seals off.
Result<void> RowStore::check_seals(std::vector<Row>& rows) const {
  constexpr std::size_t k_batch = 1024;
  std::atomic<bool> good{true};
  const auto batches = (rows.size() + k_batch - 1) / k_batch;
  for_each_parallel(batches, 0, [&](std::size_t batch) {
    Sealer sealer(sealer_);
    const auto end = std::min(rows.size(), (batch + 1) * k_batch);
    for (std::size_t i = batch * k_batch; i < end; ++i) {
      Row& row = rows[i];
      const std::string seal = row.bytes.substr(row.bytes.size() - k_seal_bytes);
      row.bytes.resize(row.bytes.size() - k_seal_bytes);
      if (!same_seal(seal, sealer.seal(sealed_text(row)))) good = false;
    }
  });
  if (!good) return damaged_file(path());
  return {};
}

Result<void> RowStore::write(const Changes& changes) {
  auto written = [&]() -> Result<void> {
    auto database = store::Database::open(path(), k_patience_ms);
    if (!database) return fail(std::move(database).error());
    return write_rows(*database, changes);
  }();
  if (written || written.error().code != ErrorCode::malformed) return written;
  if (lock_.become_only()) {
    GUIDANG_TRY(replace());
    lock_.share();
  }
  return written;
}

Result<void> RowStore::write_rows(store::Database& database, const Changes& changes) {
  GUIDANG_TRY(database.run("PRAGMA synchronous = NORMAL"));
  GUIDANG_TRY(database.run("BEGIN IMMEDIATE"));
  GUIDANG_TRY(make_ours(database, path()));
  GUIDANG_TRY(remove_rows(database, changes.gone));
  auto put = database.prepare("INSERT OR REPLACE INTO files(path, row, seal) VALUES(?1, ?2, ?3)");
  if (!put) return fail(std::move(put).error());
  for (const auto& row : changes.put) {
    const auto seal = sealer_.seal(sealed_text(row));
    put->bind(1, row.path);
    put->bind(2, row.bytes);
    put->bind(3, seal);
    GUIDANG_TRY(put->step());
    put->reset();
  }
  return database.run("COMMIT");
}

/// Only while this run alone holds the lock: a journal of another run must never meet a new database.
Result<void> RowStore::replace() {
  folder_.remove(name_);
  folder_.remove(name_ + "-journal");
  return folder_.make_file(name_);
}

}  // namespace guidang::cache
