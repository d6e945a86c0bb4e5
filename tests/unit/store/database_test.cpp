// SPDX-License-Identifier: Apache-2.0
#include "guidang/store/database.hpp"

#include <doctest/doctest.h>

#include "support/scratch.hpp"

using namespace guidang;

namespace {

store::Database open(const std::string& path) {
  auto database = store::Database::open(path, 0);
  REQUIRE(database.has_value());
  return *std::move(database);
}

}  // namespace

TEST_CASE("a database keeps bytes and numbers as they are") {
  const test::Scratch scratch;
  const auto path = scratch.path() + "/a";
  test::write_bytes(path, "");
  const std::string odd("\0\xff'\"", 4);
  {
    auto database = open(path);
    REQUIRE(database.run("CREATE TABLE t(a BLOB, b INTEGER)").has_value());
    auto put = database.prepare("INSERT INTO t VALUES(?1, ?2)").value();
    put.bind(1, odd);
    put.bind(2, std::int64_t{-5'000'000'000});
    CHECK_FALSE(put.step().value());
  }
  auto database = open(path);
  auto rows = database.prepare("SELECT a, b FROM t").value();
  REQUIRE(rows.step().value());
  CHECK(rows.bytes(0) == odd);
  CHECK(rows.integer(1) == -5'000'000'000);
  CHECK_FALSE(rows.step().value());
  CHECK(database.number("SELECT count(*) FROM t").value() == 1);
}

TEST_CASE("what is no database, lacks a table or is not there is told apart") {
  const test::Scratch scratch;
  const auto path = scratch.path() + "/a";
  CHECK(store::Database::open(path, 0).error().code == ErrorCode::not_found);
  test::write_bytes(path, "");
  CHECK(open(path).run("DELETE FROM t").error().code == ErrorCode::malformed);
  test::write_bytes(path, std::string(5000, 'x'));
  auto database = store::Database::open(path, 0);
  const auto number = database ? database->number("PRAGMA user_version") : fail(database.error());
  CHECK(number.error().code == ErrorCode::malformed);
}

TEST_CASE("a database that another one writes to is locked, and not for ever") {
  const test::Scratch scratch;
  const auto path = scratch.path() + "/a";
  test::write_bytes(path, "");
  auto one = open(path);
  auto other = open(path);
  REQUIRE(one.run("BEGIN IMMEDIATE").has_value());
  const auto refused = other.run("BEGIN IMMEDIATE");
  CHECK(refused.error().code == ErrorCode::locked);
  REQUIRE(one.run("COMMIT").has_value());
  CHECK(other.run("BEGIN IMMEDIATE").has_value());
}

TEST_CASE("a database cannot run what a stranger put into it") {
  const test::Scratch scratch;
  const auto path = scratch.path() + "/a";
  test::write_bytes(path, "");
  auto database = open(path);
  REQUIRE(database.run("CREATE TABLE t(a); ").has_value());
  REQUIRE(database.run("CREATE TRIGGER trap AFTER INSERT ON t BEGIN DELETE FROM t; END").has_value());
  REQUIRE(database.run("INSERT INTO t VALUES(1)").has_value());
  CHECK(database.number("SELECT count(*) FROM t").value() == 1);
  CHECK(database.run("ATTACH '" + path + "' AS other").error().code == ErrorCode::malformed);
  REQUIRE(database.run("PRAGMA writable_schema = ON").has_value());
  CHECK(database.run("UPDATE sqlite_schema SET sql = 'x'").error().code == ErrorCode::malformed);
}
