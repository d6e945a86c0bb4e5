// SPDX-License-Identifier: Apache-2.0
/// \file
/// The evaluation index (测评体系、细则): one published set of rules, read and found consistent.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/date.hpp"
#include "guidang/base/exact.hpp"
#include "guidang/base/relpath.hpp"
#include "guidang/base/result.hpp"
#include "guidang/index/sentence.hpp"
#include "guidang/rules/finding.hpp"

namespace guidang {

/// How a standard is judged (测评方法). Only documents are settled by files.
enum class Method { documents, site_visit, survey, online };

/// What sort of evidence a slot asks for. `any` takes every kind.
enum class EvidenceKind { any, document, photo, video, audio, table };

/// Which level publishes the index (层级).
enum class Tier { national, province, city, district, street, community };

/// How many: at least `least`, at most `most` (none: no limit).
struct CountRange {
  int least = 1;
  std::optional<int> most;

  friend bool operator==(const CountRange&, const CountRange&) = default;
};

/// At least and at most so much of something; none: no limit on that side.
struct Limits {
  std::optional<std::uint64_t> least;
  std::optional<std::uint64_t> most;

  friend bool operator==(const Limits&, const Limits&) = default;
};

/// Pixels of the longer and the shorter side of a picture.
struct PixelSize {
  std::uint32_t longer = 0;
  std::uint32_t shorter = 0;

  friend bool operator==(const PixelSize&, const PixelSize&) = default;
};

/// What a slot asks of each of its files beyond format and size. What is not asked for is empty or none.
struct FileDemands {
  std::optional<std::uint64_t> least_bytes;  ///< 大小至少
  std::optional<PixelSize> least_pixels;     ///< 像素至少 1600x1200: of pictures, whichever way they are turned.
  std::optional<std::uint64_t> least_area;   ///< 像素至少 300万: of pictures, in all. Never beside least_pixels.
  std::optional<std::uint32_t> least_sharpness;  ///< 清晰度至少: media::Picture::sharpness.
  Limits characters;                             ///< 字数: media::Text::characters.
  std::vector<std::string> words;                ///< 必含: words that the text must hold, all of them.
  bool figure = false;                           ///< 须有数字: the text must hold a figure.
  Limits seconds;                                ///< 时长 of recordings.
  bool embedded_pictures = false;                ///< 文档内图片: pictures inside DOCX files count as pieces.
  std::string name_pattern;                      ///< 文件名: how the file must be called (name_pattern.hpp).

  friend bool operator==(const FileDemands&, const FileDemands&) = default;
};

/// One kind of evidence that a leaf, an event or a standard asks for (材料要求).
struct Slot {
  std::string name;                       ///< As written, e.g. "签到表".
  EvidenceKind kind = EvidenceKind::any;  ///< From the name unless the index says.
  CountRange count;  ///< "1-3张" is {1, 3}; "1份以上" is {1, none}; "1份" is {1, none}: more is fine.
  std::string unit;  ///< 份, 张, …; empty in English.
  std::vector<std::string> formats;         ///< Allowed format names (media/format.hpp); empty: those of the kind.
  std::optional<std::uint64_t> most_bytes;  ///< Size limit of each file; none: no limit.
  FileDemands demands;                      ///< What each file must be like besides.
  std::optional<DateRange> window;          ///< When the evidence must be from; none: any time (期限: 不限).
  Date due;                                 ///< Until the end of this day what is missing is only a note.
  bool pairs = false;  ///< 成对: pictures before and after (整改前, 整改后) of one place; a pair counts as one.
  bool distinct = false;  ///< 不同画面: files of the same picture count once.
  Location where;
};

/// A day or span in which one event is expected (节点、频次).
struct Occasion {
  std::string name;  ///< "10月", "第41周", "中秋", "2026-10-15"; stands in findings and may stand in the folder's name.
  DateRange range;  ///< An event of this occasion is held on one of these days.
  Date due;         ///< Until the end of this day its absence is only a note: the last day of the range or later.

  friend bool operator==(const Occasion&, const Occasion&) = default;
};

/// What a leaf asks of activities and meetings (活动).
struct EventRule {
  int least = 1;            ///< 应有: how many events; at least as many as there are occasions.
  std::vector<Slot> parts;  ///< 每次: what each event must hold.
  Date due;
  std::optional<DateRange> window;  ///< When an event must be held; none: any time (期限: 不限).
  std::vector<Occasion> occasions;  ///< 频次, 节点: by their first day; empty if events may be held on any days.
  Location where;
};

/// A figure of a leaf that is computed (数据): 占比 = 注册志愿者 / 常住人口.
struct Measure {
  std::string name;              ///< As sentences call it.
  std::string numerator;         ///< A fact, a slot of the leaf (how many proofs or pairs count) or a built-in figure.
  std::string denominator;       ///< The same.
  std::optional<Exact> if_zero;  ///< 分母为零: the figure where there is nothing to divide by; none: pending.

  friend bool operator==(const Measure&, const Measure&) = default;
};

/// What happens to the points of a leaf that does not apply (不适用).
enum class NotApplicable {
  rescale,  ///< 折算: the leaf is left out, and its project's other leaves make up the project's points.
  full,     ///< 满分
  zero,     ///< 零分
  mean,     ///< 平均: the mean of the other communities (fact 其他社区得分); pending until it is known.
};

/// Records that are drawn and looked at (抽查).
struct SampleRule {
  int count = 0;     ///< How many; 0: no sample.
  std::string seed;  ///< 种子: published, so that everybody draws the same.

  friend bool operator==(const SampleRule&, const SampleRule&) = default;
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
  Exact points;                                 ///< Of a leaf as written; of others the sum of their leaves.
  std::vector<Method> methods;                  ///< Of a leaf; documents if nothing is said.
  std::vector<Slot> slots;                      ///< 材料
  std::optional<EventRule> events;              ///< 活动
  std::vector<Standard> standards;              ///< 标准
  std::vector<Sentence> scoring;                ///< 评分; of a leaf at least one.
  std::string owner;                            ///< 责任人 or unit; empty if not said.
  std::vector<Measure> measures;                ///< 数据
  SampleRule sample;                            ///< 抽查; of what: its events if it has an EventRule, else its files.
  std::optional<NotApplicable> not_applicable;  ///< 不适用; none: the index's.
  std::vector<Slot> exempt_if;                  ///< 免检: with these proven the leaf has full points (P17).
  std::optional<Exact> weight;       ///< 权重 of a project: its share of the total (P14). All projects or none.
  std::vector<std::string> was;      ///< 原编号: codes in earlier editions.
  std::vector<std::string> same_as;  ///< 对应: codes of the filing index whose evidence serves this item too.
  std::string content;               ///< 测评内容 as issued; may be empty.
  std::vector<std::string> issued;   ///< 评分标准 as issued, a line each; empty: as `scoring` prints.
  std::string origin;                ///< The index file that the item comes from, where it was inherited; else empty.
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

/// A bonus block (加分项): items outside the total.
struct Bonus {
  Exact most;               ///< 最多: at most so many points in all.
  std::vector<Item> items;  ///< Leaves, or groups of leaves.
};

/// What a veto does (否决) when it applies.
enum class VetoEffect {
  ineligible,     ///< 取消资格: no award.
  item_zero,      ///< 该项不得分: the item that the line names gets nothing.
  project_zero,   ///< 项目不得分: `target` gets nothing.
  total_zero,     ///< 总分为零.
  total_at_most,  ///< 总分不超过: `most`.
};

/// One line of the negative list (负面清单).
struct Veto {
  std::string code;
  std::string title;
  std::vector<VetoEffect> effects;  ///< At least one.
  std::string target;               ///< Code of the project, of project_zero.
  Exact most;                       ///< Of total_at_most.
  DateRange look_back;              ///< 回溯: days on which what happened counts.
  std::vector<Slot> proofs;  ///< 证明: what proves that nothing happened (无违纪证明); asked for like 材料.
  Location where;
};

/// One kind of line of the running account (记分).
struct AccountKind {
  std::string name;      ///< "市级退回材料"
  Exact points;          ///< Each time; negative takes.
  int doubled_from = 0;  ///< 加倍: from so many points of one inspection on, the line counts double; 0: never.

  friend bool operator==(const AccountKind&, const AccountKind&) = default;
};

/// The rules of the running account (P15).
struct Account {
  std::vector<AccountKind> kinds;
  Exact on_the_spot = 1;            ///< 当场整改: share that is left of a deduction mended on the spot.
  std::optional<Exact> most_taken;  ///< 最多扣; none: no limit.
  std::optional<Exact> most_given;  ///< 最多加
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
  NotApplicable not_applicable = NotApplicable::rescale;  ///< 不适用, of leaves that do not say.
  std::vector<Item> items;                                ///< The projects (测评项目).
  std::optional<Bonus> bonus;                             ///< 加分项
  std::vector<Veto> vetoes;                               ///< 否决
  std::optional<Account> account;                         ///< 记分
  std::vector<std::string> sources;  ///< The files it was resolved from (沿用), the nearest first; empty: itself only.
  std::string digest;                ///< SHA-256 of canonical_text(); 64 hexadecimal digits.
};

/// A leaf with the project it belongs to.
struct LeafRef {
  const Item* leaf;
  const Item* project;  ///< The top node above it (may be the leaf itself).
  bool bonus = false;   ///< It belongs to the bonus block.
};

/// The most bytes of an index file, those that it extends included.
inline constexpr std::uint64_t k_max_index_bytes = std::uint64_t{8} << 20U;

/// Reads an index from YAML text with Chinese or English keys. It can extend nothing: there is nowhere to look.
///
/// `name` is used in locations only. Everything that is wrong is found in one run (syntax excepted, which ends at its
/// first place) and comes as the error's `faults`, in the order of the text.
///
/// Limits:   8 MiB, 64 levels, 500,000 nodes.
/// Errors:   malformed (with faults), limit.
/// Cost:     n log n in `text`.
/// Standard: schemas/index.md; schemas/index.schema.json.
[[nodiscard]] Result<Index> parse_index(std::string_view text, std::string_view name);

/// Where an index and those that it extends (沿用) are read from.
struct IndexFiles {
  /// Reads a file of at most k_max_index_bytes below the root that `extends` may not leave; follows no links.
  std::function<Result<std::string>(const RelPath&)> read;
  /// As people call a file, for places; empty: its path.
  std::function<std::string(const RelPath&)> shown = {};
};

/// Reads an index file and those that it extends, merged. Faults of all of them are found in one run, each with its own
/// file and line, those of `file` first.
///
/// Limits:   16 files; those of parse_index(), for all files together.
/// Errors:   malformed (with faults: also a file that is extended and missing, a loop, a path that leaves the root),
///           limit, those of reading `file`.
/// Standard: schemas/index.md, section 11.
[[nodiscard]] Result<Index> load_index(const RelPath& file, const IndexFiles& files);

/// Returns canonical_text() with a comment before each item that was inherited: its file and line. It reads back to an
/// index of the same digest.
[[nodiscard]] std::string resolved_text(const Index& index);

/// Returns the resolved index as YAML with English keys, every default written out; parse_index() reads it back to an
/// equal index. Its digest stands in every report and bundle.
[[nodiscard]] std::string canonical_text(const Index& index);

/// Returns the leaves in document order, those of the bonus block last. They point into `index`.
[[nodiscard]] std::vector<LeafRef> leaves(const Index& index);

/// Returns the node with this code (compared after folding), or null.
[[nodiscard]] const Item* find_item(const Index& index, std::string_view code);

/// "documents", "site_visit", "survey", "online".
[[nodiscard]] std::string_view to_string(Method method);
/// "any", "document", "photo", "video", "audio", "table"; the catalogue has them as "kind/NAME".
[[nodiscard]] std::string_view to_string(EvidenceKind kind);
/// "national", "province", "city", "district", "street", "community".
[[nodiscard]] std::string_view to_string(Tier tier);

/// Returns every name by which a slot is recognised in file names: its own and its synonyms (签到 = 签到表,
/// 记录 = 纪要 …), folded, its own first.
[[nodiscard]] std::vector<std::string> slot_names(const Slot& slot);

/// Prints a slot as a sentence: "签到1份", "照片1-3张", "photo x1-3".
[[nodiscard]] std::string print_slot(const Slot& slot);

/// Reads a slot sentence: a name followed by how many ("签到1份", "照片1-3张", "实事证明1份以上", "photo x1-3",
/// "minutes x1+"). Returns name, kind, count and unit; the rest keeps its defaults. Nothing if no name is left.
[[nodiscard]] std::optional<Slot> parse_slot(std::string_view text);

}  // namespace guidang
