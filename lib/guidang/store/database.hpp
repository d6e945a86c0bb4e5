// SPDX-License-Identifier: Apache-2.0
/// \file
/// A small SQLite database that may have been damaged or made by a stranger.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "guidang/base/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace guidang::store {

/// One prepared statement. Lives no longer than its Database.
class Statement {
 public:
  /// Gives parameter `number` (from 1) a value. The bytes must stay where they are until reset() or the end.
  void bind(int number, std::string_view bytes);
  void bind(int number, std::int64_t value);

  /// Goes to the next row; false: there is none, and the statement is done.
  /// Errors: locked (another run is writing), malformed (damaged), io.
  [[nodiscard]] Result<bool> step();

  /// Makes it ready to be run again; parameters stay.
  void reset();

  /// Return column `number` (from 0) of the current row; bytes are good until the next step() or reset().
  [[nodiscard]] std::string_view bytes(int number) const;
  [[nodiscard]] std::int64_t integer(int number) const;

 private:
  friend class Database;

  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };

  Statement(sqlite3_stmt* statement, std::string path) : statement_(statement), path_(std::move(path)) {}

  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  std::string path_;
};

/// An open database.
///
/// Limits:  values of 8 MiB, statements of 10,000 bytes; no other database can be attached, no trigger or view of the
///          file runs, its schema is not trusted.
/// Threads: belongs to one thread at a time.
class Database {
 public:
  /// Opens the file `path`, which must be there; an empty one is an empty database. Waits up to `patience_ms` for other
  /// runs, here and in every statement. Errors: io, not_found; what is damaged shows when it is read.
  [[nodiscard]] static Result<Database> open(const std::string& path, int patience_ms);

  /// Runs a statement that gives no rows. Errors: those of Statement::step().
  [[nodiscard]] Result<void> run(const std::string& sql);

  /// Prepares one statement. Errors: those of Statement::step().
  [[nodiscard]] Result<Statement> prepare(const std::string& sql);

  /// Returns the single number that a query such as "PRAGMA user_version" gives. Errors: those of Statement::step();
  /// malformed (no row).
  [[nodiscard]] Result<std::int64_t> number(const std::string& sql);

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };

  Database(sqlite3* database, std::string path) : database_(database), path_(std::move(path)) {}

  std::unique_ptr<sqlite3, Close> database_;
  std::string path_;
};

}  // namespace guidang::store
