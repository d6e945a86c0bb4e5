// SPDX-License-Identifier: Apache-2.0
/// \file
/// An archive folder's settings, guidang.yaml: whose archive it is, which indexes, which copies.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/relpath.hpp"
#include "guidang/base/result.hpp"
#include "guidang/digest/digest.hpp"

namespace guidang {

/// One index of the archive folder.
struct IndexRef {
  RelPath file;         ///< Within the archive folder, e.g. "体系/2026Q4.yaml".
  std::string edition;  ///< 版次; empty: only the file knows.
  bool filing = false;  ///< 归档: the folders carry this index's codes; none of an edition: its first.
  RelPath crosswalk;    ///< 对照: table of filing codes and codes of this index; empty: none.
  Location where;
};

/// One of the copies that a bundle is made in (份).
struct Copy {
  std::string id;      ///< 标识: "street", "community" …; ASCII letters, digits, dashes; unique.
  std::string name;    ///< 名称: stands in file names, e.g. "街道份".
  std::string holder;  ///< 保管单位: who has it.
  std::string keeper;  ///< 保管人: the named person; empty until named, but no copy is built without.
  std::string phone;   ///< 电话; may be empty.
  std::string place;   ///< 存放地点; may be empty.
  Location where;
};

/// The settings of one archive folder.
struct Project {
  std::string unit;             ///< 单位, e.g. "秀水社区"; stands in bundle names.
  std::string street;           ///< 街道; may be empty.
  int year = 0;                 ///< 年度
  std::string language = "zh";  ///< 语言 of documents inside bundles: "zh" or "en".
  RelPath pool;  ///< 资料: the evidence folder within the archive folder; default 资料, or evidence if that exists.
  std::vector<IndexRef> indexes;           ///< At least one.
  std::vector<Algorithm> further_digests;  ///< 校验算法 beside sha256, in the order of Algorithm, without doubles.
  std::vector<Copy> copies;                ///< In the order written; default: street and community, without keepers.
};

/// Reads guidang.yaml. Errors: malformed (with faults), limit. Standard: schemas/project.md.
[[nodiscard]] Result<Project> parse_project(std::string_view text, std::string_view name);

}  // namespace guidang
