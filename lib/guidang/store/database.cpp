// SPDX-License-Identifier: Apache-2.0
// The only door to SQLite.
#include "guidang/store/database.hpp"

#include <utility>

#include <sqlite3.h>

namespace guidang::store {
namespace {

constexpr int k_most_value_bytes = 8 << 20;
constexpr int k_most_sql_bytes = 10'000;

ErrorCode code_of(int result) {
  switch (result & 0xFF) {  // the rest of an extended code says more of the same
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return ErrorCode::locked;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
    case SQLITE_SCHEMA:
    case SQLITE_ERROR:  // our statements are right: the tables they name are not those of the file
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG: return ErrorCode::malformed;
    case SQLITE_CANTOPEN: return ErrorCode::not_found;
    default: return ErrorCode::io;
  }
}

tl::unexpected<Error> failure(int result, const std::string& path) {
  return fail(code_of(result), {"store/failed", {{"path", path}, {"reason", std::string(sqlite3_errstr(result))}}});
}

/// What a file made by a stranger could do beyond holding wrong values is switched off.
void confine(sqlite3* database) {
  // The arguments behind the switch are variadic: an int, and where to put the result.
  sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
  sqlite3_limit(database, SQLITE_LIMIT_LENGTH, k_most_value_bytes);
  sqlite3_limit(database, SQLITE_LIMIT_SQL_LENGTH, k_most_sql_bytes);
  sqlite3_limit(database, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_extended_result_codes(database, 1);
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

void Statement::bind(int number, std::string_view bytes) {
  sqlite3_bind_blob64(statement_.get(), number, bytes.data(), bytes.size(), SQLITE_STATIC);
}

void Statement::bind(int number, std::int64_t value) {
  sqlite3_bind_int64(statement_.get(), number, value);
}

Result<bool> Statement::step() {
  const int result = sqlite3_step(statement_.get());
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  return failure(result, path_);
}

void Statement::reset() {
  sqlite3_reset(statement_.get());
}

std::string_view Statement::bytes(int number) const {
  const void* const data = sqlite3_column_blob(statement_.get(), number);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), number));
  return data == nullptr ? std::string_view{} : std::string_view(static_cast<const char*>(data), size);
}

std::int64_t Statement::integer(int number) const {
  return sqlite3_column_int64(statement_.get(), number);
}

void Database::Close::operator()(sqlite3* database) const {
  sqlite3_close_v2(database);
}

Result<Database> Database::open(const std::string& path, int patience_ms) {
  sqlite3* opened = nullptr;
  const int result = sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  Database database(opened, path);
  if (result != SQLITE_OK) return failure(result, path);
  confine(opened);
  sqlite3_busy_timeout(opened, patience_ms);
  GUIDANG_TRY(database.run("PRAGMA mmap_size = 0"));  // a file that is cut off meanwhile must not be a SIGBUS
  GUIDANG_TRY(database.run("PRAGMA cell_size_check = ON"));
  GUIDANG_TRY(database.run("PRAGMA temp_store = MEMORY"));
  return database;
}

Result<void> Database::run(const std::string& sql) {
  auto statement = prepare(sql);
  if (!statement) return fail(std::move(statement).error());
  for (;;) {
    const auto more = statement->step();
    if (!more) return fail(more.error());
    if (!*more) return {};  // a pragma may answer with a row
  }
}

Result<Statement> Database::prepare(const std::string& sql) {
  sqlite3_stmt* prepared = nullptr;
  const int result = sqlite3_prepare_v2(database_.get(), sql.c_str(), -1, &prepared, nullptr);
  if (result != SQLITE_OK) return failure(result, path_);
  return Statement(prepared, path_);
}

Result<std::int64_t> Database::number(const std::string& sql) {
  auto statement = prepare(sql);
  if (!statement) return fail(std::move(statement).error());
  const auto row = statement->step();
  if (!row) return fail(row.error());
  if (!*row) return failure(SQLITE_CORRUPT, path_);
  return statement->integer(0);
}

}  // namespace guidang::store
