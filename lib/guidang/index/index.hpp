// SPDX-License-Identifier: Apache-2.0
/// \file
/// The evaluation index (测评体系、细则): one published set of rules, read and found consistent.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/date.hpp"
#include "guidang/base/exact.hpp"
#include "guidang/base/result.hpp"
#include "guidang/index/sentence.hpp"
#include "guidang/rules/finding.hpp"

namespace guidang {

/// How a standard is judged (测评方法). Only documents are settled by files.
enum class Method { documents, site_visit, survey, online };

/// What sort of evidence a slot asks for. `any` takes every kind.
enum class EvidenceKind { any, document, photo, video, audio, table };

/// Which level publishes the index (层级).
enum class Tier { national, province, city, district, community };

/// How many: at least `least`, at most `most` (none: no limit).
struct CountRange {
  int least = 1;
  std::optional<int> most;

  friend bool operator==(const CountRange&, const CountRange&) = default;
};

/// One kind of evidence that a leaf, an event or a standard asks for (材料要求).
struct Slot {
  std::string name;                       ///< As written, e.g. "签到表".
  EvidenceKind kind = EvidenceKind::any;  ///< From the name unless the index says.
  CountRange count;  ///< "1-3张" is {1, 3}; "1份以上" is {1, none}; "1份" is {1, none}: more is fine.
  std::string unit;  ///< 份, 张, …; empty in English.
  std::vector<std::string> formats;         ///< Allowed format names (media/format.hpp); empty: those of the kind.
  std::optional<std::uint64_t> most_bytes;  ///< Size limit of each file; none: no limit.
  std::optional<DateRange> window;          ///< When the evidence must be from; none: any time (期限: 不限).
  Date due;                                 ///< Until the end of this day what is missing is only a note.
  Location where;
};

/// What a leaf asks of activities and meetings (活动).
struct EventRule {
  int least = 1;            ///< 应有: how many events.
  std::vector<Slot> parts;  ///< 每次: what each event must hold.
  Date due;
  std::optional<DateRange> window;  ///< When an event must be held; none: any time (期限: 不限).
  Location where;
};

/// One numbered standard of a leaf (测评标准), met when all its slots are filled.
struct Standard {
  int number = 1;
  std::vector<Slot> slots;
  Location where;
};

/// A node of the tree. A node without children is a leaf and has points; the points of others are the sum below.
struct Item {
  std::string code;  ///< As written, e.g. "Ⅲ-3"; unique after folding.
  std::string title;
  Exact points;                     ///< Of a leaf as written; of others the sum of their leaves.
  std::vector<Method> methods;      ///< Of a leaf; documents if nothing is said.
  std::vector<Slot> slots;          ///< 材料
  std::optional<EventRule> events;  ///< 活动
  std::vector<Standard> standards;  ///< 标准
  std::vector<Sentence> scoring;    ///< 评分; of a leaf at least one.
  std::string owner;                ///< 责任人 or unit; empty if not said.
  std::vector<Item> children;
  Location where;

  [[nodiscard]] bool is_leaf() const { return children.empty(); }
};

/// What a total earns (等次).
struct Award {
  std::string name;
  Exact from;                         ///< Total points, this value included.
  std::optional<Exact> each_project;  ///< Share of the points that every project (top node) must reach.
};

/// An evaluation index.
struct Index {
  std::string code;   ///< 编号
  std::string title;  ///< 名称
  Tier tier = Tier::district;
  std::string edition;  ///< 版次, e.g. "2026Q4"
  DateRange period;     ///< 考核期
  Date submission;      ///< 报送
  int zone_minutes = 8 * 60;
  Exact total;                                 ///< 总分; equals the sum of the leaves.
  std::map<std::string, Exact> shares;         ///< 折算: rating to share of the points, 0 to 1.
  std::optional<int> leaf_places;              ///< 小数: leaves are rounded half up to this many digits; none: exact.
  std::vector<Award> awards;                   ///< Highest first.
  std::map<std::string, Severity> severities;  ///< 严重程度: rules whose severity this index changes.
  std::vector<Item> items;                     ///< The projects (测评项目).
  std::string digest;                          ///< SHA-256 of canonical_text(); 64 hexadecimal digits.
};

/// A leaf with the project it belongs to.
struct LeafRef {
  const Item* leaf;
  const Item* project;  ///< The top node above it (may be the leaf itself).
};

/// Reads an index from YAML text with Chinese or English keys.
///
/// `name` is used in locations only. Everything that is wrong is found in one run (syntax excepted, which ends at its
/// first place) and comes as the error's `faults`, in the order of the text.
///
/// Limits:   8 MiB, 64 levels, 200,000 nodes.
/// Errors:   malformed (with faults), limit.
/// Cost:     n log n in `text`.
/// Standard: schemas/index.md; schemas/index.schema.json.
[[nodiscard]] Result<Index> parse_index(std::string_view text, std::string_view name);

/// Returns the resolved index as YAML with English keys, every default written out; parse_index() reads it back to an
/// equal index. Its digest stands in every report and bundle.
[[nodiscard]] std::string canonical_text(const Index& index);

/// Returns the leaves in document order. They point into `index`.
[[nodiscard]] std::vector<LeafRef> leaves(const Index& index);

/// Returns the node with this code (compared after folding), or null.
[[nodiscard]] const Item* find_item(const Index& index, std::string_view code);

/// "documents", "site_visit", "survey", "online".
[[nodiscard]] std::string_view to_string(Method method);
/// "any", "document", "photo", "video", "audio", "table"; the catalogue has them as "kind/NAME".
[[nodiscard]] std::string_view to_string(EvidenceKind kind);
/// "national", "province", "city", "district", "community".
[[nodiscard]] std::string_view to_string(Tier tier);

/// Returns every name by which a slot is recognised in file names: its own and its synonyms (签到 = 签到表,
/// 记录 = 纪要 …), folded, its own first.
[[nodiscard]] std::vector<std::string> slot_names(const Slot& slot);

/// Reads a slot sentence: a name followed by how many ("签到1份", "照片1-3张", "实事证明1份以上", "photo x1-3",
/// "minutes x1+"). Returns name, kind, count and unit; the rest keeps its defaults. Nothing if no name is left.
[[nodiscard]] std::optional<Slot> parse_slot(std::string_view text);

}  // namespace guidang
