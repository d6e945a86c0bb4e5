// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/table.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace guidang;

namespace {

/// "line:column id" of every fault; empty if the table is read.
std::string faults_of(const std::string& csv) {
  const auto table = parse_index_table(csv, "t.csv");
  if (table) return "";
  std::string text;
  for (const auto& fault : table.error().faults) {
    text += (text.empty() ? "" : ", ") + std::to_string(fault.where.line) + ":" + std::to_string(fault.where.column) +
            " " + fault.message.id;
  }
  return text;
}

}  // namespace

TEST_CASE("the block of a row is a word of the list, and that of the row above it") {
  const std::string head = "编号,上级,名称,类别\n";
  CHECK(faults_of(head + "1,,甲,\n2,,乙,加分\n3,2,丙,\n4,2,丁,加分\n5,,戊,否决\n").empty());
  CHECK(faults_of(head + "1,,甲,加份\n") == "2:6 index/table-unknown-block");
  CHECK(faults_of(head + "1,,甲,加分\n2,1,乙,否决\n") == "3:7 index/table-other-block");
  CHECK(faults_of(head + "1,,甲,\n2,1,乙,加分\n") == "3:7 index/table-other-block");
}

TEST_CASE("加分最多 needs a bonus block") {
  CHECK(faults_of("加分最多,5\n编号,名称,类别\n1,甲,\n") == "1:6 index/table-no-bonus");
  CHECK(faults_of("加分最多,5\n编号,名称,类别\n1,甲,加分\n").empty());
}

TEST_CASE("all cells of a table share one limit of nodes") {
  std::string cell = "\"[&a [x,x,x,x,x,x,x,x,x,x]";
  for (int i = 0; i < 1000; ++i) cell += ",*a";
  cell += "]\"";
  const auto table_of = [&](int rows) {
    std::string csv = "编号,名称,材料\n";
    for (int i = 0; i < rows; ++i) csv += std::to_string(i) + ",甲," + cell + "\n";
    return csv;
  };
  CHECK(faults_of(table_of(40)).empty());
  CHECK(faults_of(table_of(100)) == "47:6 yaml/too-many-nodes");
}
