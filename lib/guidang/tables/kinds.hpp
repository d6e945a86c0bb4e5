// SPDX-License-Identifier: Apache-2.0
/// \file
/// The kinds of tables: their columns, and how a line becomes one of Tables.
#pragma once

#include "guidang/tables/columns.hpp"
#include "guidang/tables/tables.hpp"

namespace guidang::tables {

/// One kind of table and what to do with each of its lines.
struct Task {
  Kind kind;
  void (*take)(LineReader& reader, Tables& tables);
};

[[nodiscard]] Task register_task();     ///< 台账
[[nodiscard]] Task facts_task();        ///< 数据
[[nodiscard]] Task results_task();      ///< 检查结果
[[nodiscard]] Task remarks_task();      ///< 检查意见
[[nodiscard]] Task assignments_task();  ///< 分工表
[[nodiscard]] Task exceptions_task();   ///< 例外登记
[[nodiscard]] Task account_task();      ///< 记分

}  // namespace guidang::tables
