// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "guidang/base/markup.hpp"
#include "guidang/base/text.hpp"
#include "guidang/jobs/bundle_archive.hpp"
#include "guidang/render/text.hpp"
#include "guidang/sheet/csv_writer.hpp"

namespace guidang {
namespace {

constexpr std::uint64_t k_most_table_bytes = 16U << 20U;
constexpr const char* k_others = "data/其他/";

/// One piece of evidence as the catalogue tells of it (DA/T 22-2015:
/// 序号、档号、文号、责任者、题名、日期、密级、页数、备注).
struct CatalogueLine {
  std::string number;       // 序号
  std::string record;       // 档号: the leaf's code and the serial within it
  std::string document;     // 文号
  std::string responsible;  // 责任者
  std::string title;        // 题名
  std::string date;         // 日期: eight digits
  std::string secrecy;      // 密级
  std::string pages;        // 页数
  std::string remark;       // 备注
  std::string codes;        // all leaves it proves
  std::string bundle_path;  // below data/
  std::string original;     // within the archive folder, if the name could not be kept
  std::string sha256;
};

std::string stem_of(std::string_view name) {
  const auto dot = name.rfind('.');
  return escaped(dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot));
}

class Documents {
 public:
  Documents(const Archive& archive, const Checked& checked, const Report& report, const Catalogue& catalogue)
      : archive_(archive),
        checked_(checked),
        report_(report),
        catalogue_(catalogue) {
    const auto& files = checked.inventory.files;
    for (std::size_t i = 0; i < files.size(); ++i) by_path_[files[i].path] = i;
    for (const auto& leaf : checked.result.leaves) note_dates(leaf);
  }

  Result<std::vector<Document>> run(const std::vector<Placement>& placements) {
    for (const auto& placement : placements) lines_.push_back(line_of(placement));
    put("data/说明文件.TXT", description());
    put("data/文件目录.XML", file_directory());
    put(k_others + std::string("体系.yaml"), canonical_text(archive_.index));
    put(k_others + std::string("report.json"), to_json(report_, catalogue_));
    put(k_others + std::string("得分.txt"), render_text(report_, catalogue_, {}));
    put(k_others + std::string("归档文件目录.csv"), catalogue_csv());
    for (const auto& table : archive_.tables.files) {
      auto bytes = fs::read_file(*archive_.tree, table, k_most_table_bytes);
      if (!bytes) return fail(std::move(bytes).error());
      put(k_others + table.text(), *std::move(bytes));
    }
    std::ranges::sort(documents_, {}, &Document::path);
    return std::move(documents_);
  }

 private:
  void put(std::string path, std::string bytes) { documents_.push_back({std::move(path), std::move(bytes)}); }

  [[nodiscard]] std::string say(const std::string& id, std::vector<Argument> arguments = {}) const {
    return catalogue_.text({id, std::move(arguments)});
  }

  void note_dates(const LeafState& leaf) {
    const auto note = [this](const std::vector<SlotState>& slots) {
      for (const auto& slot : slots) {
        for (const auto& proof : slot.proofs) {
          if (proof.date) dates_.emplace(proof.file, *proof.date);
        }
      }
    };
    note(leaf.slots);
    for (const auto& standard : leaf.standards) note(standard.slots);
    for (const auto& event : leaf.events) note(event.parts);
  }

  CatalogueLine line_of(const Placement& placement) {
    const std::size_t file = by_path_.at(placement.path);
    const auto& binding = checked_.result.files[file];
    CatalogueLine line;
    line.number = std::to_string(lines_.size() + 1);
    const std::string code = binding.codes.empty() ? say("catalogue/unfiled") : binding.codes.front();
    line.record = fmt::format("{}-{}-{:04}", archive_.index.edition, code, ++serials_[code]);
    if (const auto* said = binding.line) {
      line.document = said->number;
      line.responsible = said->responsible;
      line.title = said->title;
      if (said->date) line.date = to_compact(*said->date);
      line.secrecy = said->secrecy;
      line.pages = said->pages;
      line.remark = said->remark;
    }
    // A piece without a title of its own is given one in square brackets (DA/T 22-2015).
    if (line.title.empty()) line.title = "[" + stem_of(placement.path.name()) + "]";
    if (const auto date = dates_.find(file); line.date.empty() && date != dates_.end())
      line.date = to_compact(date->second);
    for (const auto& each : binding.codes) line.codes += (line.codes.empty() ? "" : "、") + each;
    line.bundle_path = placement.bundle_path;
    if (placement.renamed) line.original = escaped(placement.path.text());
    line.sha256 = checked_.inventory.files[file].sha256;
    return line;
  }

  [[nodiscard]] std::string description() const {
    return say("bundle-text/description",
               {{"unit", archive_.project.unit},
                {"index", archive_.index.title},
                {"edition", archive_.index.edition},
                {"files", report_.extent.files},
                {"bytes", static_cast<std::int64_t>(report_.extent.bytes)},
                {"digest", archive_.index.digest}}) +
           "\n";
  }

  [[nodiscard]] std::string file_directory() const {
    std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<文件目录>\n";
    for (const auto& line : lines_) {
      xml += fmt::format(
          "  <文件>\n    <顺序号>{}</顺序号>\n    <档号>{}</档号>\n    <责任者>{}</责任者>\n    <题名>{}</题名>\n"
          "    <日期>{}</日期>\n    <密级>{}</密级>\n    <电子档案名称>{}</电子档案名称>\n    <备注>{}</备注>\n  "
          "</文件>\n",
          line.number,
          markup_text(line.record),
          markup_text(line.responsible),
          markup_text(line.title),
          line.date,
          markup_text(line.secrecy),
          markup_text(line.bundle_path),
          markup_text(line.remark));
    }
    return xml + "</文件目录>\n";
  }

  [[nodiscard]] std::string catalogue_csv() const {
    std::string csv = k_byte_order_mark + csv_row(split(say("catalogue/header"), ","));
    for (const auto& line : lines_) {
      csv += csv_row(std::vector<std::string>{line.number,
                                              line.record,
                                              line.document,
                                              line.responsible,
                                              line.title,
                                              line.date,
                                              line.secrecy,
                                              line.pages,
                                              line.remark,
                                              line.codes,
                                              line.bundle_path,
                                              line.original,
                                              line.sha256});
    }
    return csv;
  }

  const Archive& archive_;
  const Checked& checked_;
  const Report& report_;
  const Catalogue& catalogue_;
  std::map<RelPath, std::size_t> by_path_;
  std::map<std::size_t, Date> dates_;
  std::map<std::string, int> serials_;
  std::vector<CatalogueLine> lines_;
  std::vector<Document> documents_;
};

/// GB with three decimals, as the register of handover wants it (移交数据量).
std::string gigabytes(std::uint64_t bytes) {
  constexpr std::int64_t k_giga = 1'000'000'000;
  return Exact::ratio(static_cast<std::int64_t>(bytes), k_giga).fixed(3);
}

/// The parts one below the other: name, size, digest.
std::string parts_text(const Receipt& receipt, const Catalogue& catalogue) {
  std::string text;
  for (const auto& part : receipt.parts) {
    const bool folder = receipt.form == CopyForm::folder;
    const Message line{folder ? "receipt/part-folder" : "receipt/part-zip",
                       {{"file", part.file},
                        {"bytes", static_cast<std::int64_t>(part.size_bytes)},
                        {"sha256", folder ? part.tagmanifest_sha256 : part.sha256},
                        {"manifest", part.manifest_sha256}}};
    text += catalogue.text(line) + "\n";
  }
  return text;
}

}  // namespace

Result<std::vector<Document>> bundle_documents(const Archive& archive,
                                               const Checked& checked,
                                               const Report& report,
                                               const std::vector<Placement>& placements,
                                               const Catalogue& catalogue) {
  return Documents(archive, checked, report, catalogue).run(placements);
}

std::vector<Document> receipt_documents(const Receipt& receipt, const Catalogue& catalogue) {
  const Message head{"receipt/head",
                     {{"unit", receipt.unit},
                      {"group", receipt.group},
                      {"files", static_cast<std::int64_t>(receipt.payload_files())},
                      {"gigabytes", gigabytes(receipt.payload_bytes())},
                      {"size", size_text(receipt.payload_bytes())},
                      {"bytes", static_cast<std::int64_t>(receipt.payload_bytes())},
                      {"number", std::int64_t{receipt.number}},
                      {"count", std::int64_t{receipt.count}},
                      {"holder", receipt.copy.holder},
                      {"keeper", receipt.copy.keeper},
                      {"phone", receipt.copy.phone},
                      {"place", receipt.copy.place}}};
  const Message tail{"receipt/tail",
                     {{"date", to_string(receipt.bagging_date)},
                      {"read_back", Term{"read-back/" + std::string(fs::to_string(receipt.read_back))}},
                      {"packer", receipt.packer}}};
  std::string text = catalogue.text(head) + "\n";
  text += parts_text(receipt, catalogue);
  text += catalogue.text(tail) + "\n";
  return {{".txt", std::move(text)}};
}

}  // namespace guidang
