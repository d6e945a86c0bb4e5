// SPDX-License-Identifier: Apache-2.0
#include "faults/world.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include "catalogue.hpp"
#include "guidang/digest/digest.hpp"
#include "guidang/jobs/verify_bundle.hpp"

namespace guidang::test {
namespace {

namespace stdfs = std::filesystem;

constexpr const char* k_settings = R"(guidang: project/1
单位: 小社区
年度: 2026
体系: [{文件: 体系.yaml, 版次: 2026Q4}]
份:
  - {标识: street, 名称: 街道份, 保管单位: 街道, 保管人: 李敏}
  - {标识: community, 名称: 社区份, 保管单位: 社区, 保管人: 王芳}
)";

constexpr const char* k_index = R"(guidang: index/1
编号: tiny
名称: 细则
版次: 2026Q4
考核期: {从: 2026-10-01, 到: 2026-12-31}
报送: 2027-01-05
总分: 2
指标:
  - {编号: Ⅲ-1, 名称: 规章制度, 分值: 2, 材料: [制度至少1份], 评分: 缺一项不得分}
)";

constexpr const char* k_changed_in_bag = "data/电子档案/Ⅲ-1 规章制度/20261008 制度.txt";

/// As many bytes, different for each `seed`: a text where it is short, else what does not deflate, to be quick.
std::string bytes_of(std::size_t count, std::uint64_t seed) {
  constexpr std::size_t k_most_text = 1000;
  std::string bytes;
  while (bytes.size() < count) {
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    if (count <= k_most_text) bytes += std::to_string(seed >> 20U) + "\n";
    if (count > k_most_text) bytes.push_back(static_cast<char>(seed >> 56U));
  }
  bytes.resize(count);
  return bytes;
}

std::string read_whole(const stdfs::directory_entry& entry) {
  std::string bytes(static_cast<std::size_t>(entry.file_size()), '\0');
  std::ifstream(entry.path(), std::ios::binary).read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return bytes;
}

/// The first component of a path.
std::string entry_of(const std::string& path) {
  return path.substr(0, path.find('/'));
}

/// The files of one entry.
Files part_of(const Files& files, const std::string& entry) {
  Files part;
  for (const auto& [path, bytes] : files) {
    if (entry_of(path) == entry) part[path] = bytes;
  }
  return part;
}

std::set<std::string> entries_of(const Files& files) {
  std::set<std::string> entries;
  for (const auto& [path, bytes] : files) entries.insert(entry_of(path));
  return entries;
}

/// Makes `folder` hold `wanted`; what is so already is left.
void put_back(const std::string& folder, const Files& wanted) {
  stdfs::create_directories(folder);
  const auto found = files_of(folder);
  if (found == wanted) return;
  for (const auto& entry : entries_of(found)) stdfs::remove_all(stdfs::path(folder) / entry);
  for (const auto& [path, bytes] : wanted) {
    stdfs::create_directories((stdfs::path(folder) / path).parent_path());
    write_bytes(folder + "/" + path, bytes);
  }
}

}  // namespace

Files files_of(const std::string& folder) {
  Files files;
  std::error_code none;
  for (const auto& entry : stdfs::recursive_directory_iterator(folder, none)) {
    const auto path = entry.path().string().substr(folder.size() + 1);
    if (entry.is_regular_file()) files[path] = read_whole(entry);
    if (entry.is_directory() && stdfs::is_empty(entry.path())) files[path + "/"] = "";
  }
  return files;
}

std::string state_of(const std::string& folder) {
  std::vector<std::string> lines;
  for (const auto& entry : stdfs::recursive_directory_iterator(folder)) {
    struct stat info {};

    REQUIRE(::lstat(entry.path().c_str(), &info) == 0);
    const bool file = S_ISREG(info.st_mode);
    lines.push_back(fmt::format("{} {:o} {} {} {}.{} {}",
                                entry.path().string(),
                                info.st_mode,
                                info.st_ino,
                                file ? info.st_size : 0,
                                info.st_mtim.tv_sec,
                                info.st_mtim.tv_nsec,
                                file ? digest_of(Algorithm::sha256, read_whole(entry)) : ""));
  }
  std::ranges::sort(lines);
  return fmt::format("{}", fmt::join(lines, "\n"));
}

std::string joined(const Complaints& complaints) {
  return fmt::format("{}", fmt::join(complaints, "; "));
}

World::World(const Form& form, std::size_t changed_bytes) : form_(form), words_(cli::make_catalogue("zh")) {
  stdfs::create_directories(stdfs::path(changed()).parent_path());
  write_bytes(archive() + "/guidang.yaml", k_settings);
  write_bytes(archive() + "/体系.yaml", k_index);
  write_bytes(archive() + "/资料/Ⅲ-1 规章制度/20261009 办法.txt", bytes_of(300, 1));
  for (const std::uint64_t seed : {2U, 3U}) {
    old_digest_ = stdfs::exists(changed()) ? digest_of(Algorithm::sha256, read_bytes(changed())) : "";
    write_bytes(changed(), bytes_of(changed_bytes, seed));
    old_ = std::exchange(new_, {});
    const auto made = run({.calls = 0});
    REQUIRE_MESSAGE(!made.error, to_string(made.error.value_or(Error{})));
    new_ = copies();
  }
  REQUIRE(old_ != new_);
  begin_ = old_;
}

Result<Bundled> World::pack() {
  const auto opened = open_archive(archive(), "", {.day = make_date(2027, 1, 6)});
  if (!opened) return fail(opened.error());
  BundleJob job;
  job.targets.copies = {{"street", street()}, {"community", community()}};
  job.packer = "guidang test";
  job.options.jobs = threads_;
  job.options.cancelled = &cancelled;
  form_.choose(job);
  return bundle_archive(*opened, job, *words_);
}

Result<Bundled> World::pack_undisturbed() {
  cancelled = false;
  const Injection none(path(), {.calls = 0, .below = path()});
  return pack();
}

Outcome World::run(Fault fault) {
  put_back(street(), begin_.street);
  put_back(community(), begin_.community);
  evidence_ = state_of(archive());
  cancelled = false;
  if (fault.below.empty()) fault.below = path();
  const Injection injection(path(), std::move(fault));
  auto bundled = pack();
  Outcome outcome;
  outcome.seen = injection.seen();
  outcome.hits = injection.hits();
  outcome.borders = injection.borders();
  if (!bundled) {
    outcome.error = std::move(bundled).error();
    return outcome;
  }
  auto& made = bundled->result.copies;
  outcome.street_well = made.front().state != CopyState::failed;
  outcome.community_well = made.back().state != CopyState::failed;
  for (auto& copy : made) {
    if (copy.error && !outcome.error) outcome.error = std::move(*copy.error);
  }
  return outcome;
}

void World::check_destination(const Files& before,
                              const Files& wanted,
                              const Files& found,
                              Complaints& complaints) const {
  std::set<std::string> entries = entries_of(found);
  entries.merge(entries_of(before));
  std::vector<const Files*> versions;  // of the copy that is there
  for (const auto& entry : entries) {
    const auto is = part_of(found, entry);
    const auto was = part_of(before, entry);
    const bool is_new = is == part_of(wanted, entry);
    if (is == was && form_.is_payload(entry)) versions.push_back(&before);
    if (is_new && form_.is_payload(entry)) versions.push_back(&wanted);
    const bool removed = is.empty() && form_.vouches(entry);
    if (is != was && !is_new && !removed) complaints.push_back(entry + " is neither the old nor the new one");
  }
  for (const auto& entry : entries_of(found)) {
    if (!form_.vouches(entry)) continue;
    const auto fits = [&](const Files* files) { return part_of(found, entry) == part_of(*files, entry); };
    if (std::ranges::none_of(versions, fits)) complaints.push_back(entry + " vouches for another copy");
  }
}

Complaints World::check(const Outcome& outcome, bool may_leave) {
  Complaints complaints;
  if (state_of(archive()) != evidence_) complaints.emplace_back("the evidence was touched");
  auto found = copies();
  if (may_leave) {
    const auto temporary = [](const auto& file) { return file.first.starts_with(".guidang-"); };
    std::erase_if(found.street, temporary);
    std::erase_if(found.community, temporary);
  }
  const bool street_lies = (outcome.street_well || !outcome.error) && found.street != new_.street;
  const bool community_lies = (outcome.community_well || !outcome.error) && found.community != new_.community;
  if (street_lies || community_lies) complaints.emplace_back("it said that all is well, and it is not");
  check_destination(begin_.street, new_.street, found.street, complaints);
  check_destination(begin_.community, new_.community, found.community, complaints);
  return complaints;
}

Complaints World::check_next_run() {
  Complaints complaints;
  if (!left_.insert(copies()).second) return complaints;
  const auto evidence = state_of(archive());
  const auto bundled = pack_undisturbed();
  if (!bundled) complaints.push_back("the next run failed: " + to_string(bundled.error()));
  if (copies() != new_) complaints.emplace_back("the next run left something else than the new copies");
  if (state_of(archive()) != evidence) complaints.emplace_back("the next run touched the evidence");
  return complaints;
}

Digests World::payload_of(const std::string& destination, Complaints& complaints) const {
  Digests digests;
  const auto files = files_of(destination);
  for (const auto& entry : entries_of(files)) {
    if (entry.starts_with(".guidang-")) complaints.push_back(entry + " was left");
    if (!form_.is_payload(entry)) continue;
    VerifyOptions options;
    options.keep_sha256 = true;
    const auto tree = open_bundle(destination + "/" + entry);
    const Result<BagReport> report = tree ? verify_bag(**tree, options) : fail(tree.error());
    if (!report || !report->valid() || report->incomplete) complaints.push_back(entry + " does not verify");
    if (report) digests.insert(report->payload_sha256.begin(), report->payload_sha256.end());
    const auto zip = files.find(entry);
    const auto side = files.find(entry + ".sha256");
    if (zip == files.end() || side == files.end()) continue;
    const bool fits = side->second.find(digest_of(Algorithm::sha256, zip->second)) != std::string::npos;
    if (!fits) complaints.push_back(side->first + " vouches for another copy");
  }
  return digests;
}

Complaints World::check_copies() {
  Complaints complaints;
  for (const auto& copies : {old_, new_}) {
    put_back(street(), copies.street);
    put_back(community(), copies.community);
    if (payload_of(street(), complaints).empty()) complaints.emplace_back("there is no copy for the street");
    if (payload_of(community(), complaints).empty()) complaints.emplace_back("there is no copy for the community");
    for (const auto* files : {&copies.street, &copies.community}) {
      const auto entries = entries_of(*files);
      if (std::ranges::none_of(entries, form_.vouches)) complaints.emplace_back("nothing vouches for a copy");
    }
  }
  return complaints;
}

Complaints World::check_changed(const Outcome& outcome, const std::string& before) {
  Complaints complaints;
  const auto street_holds = payload_of(street(), complaints);
  const auto community_holds = payload_of(community(), complaints);
  if (!outcome.error && street_holds != community_holds) complaints.emplace_back("the copies differ");
  std::set<std::string> known{digest_of(Algorithm::sha256, before)};
  if (stdfs::is_regular_file(changed())) known.insert(digest_of(Algorithm::sha256, read_bytes(changed())));
  if (outcome.error) known.insert(old_digest_);
  for (const auto* holds : {&street_holds, &community_holds}) {
    const auto found = holds->find(k_changed_in_bag);
    if (found == holds->end()) complaints.emplace_back("a copy lacks the file that changed");
    if (found != holds->end() && !known.contains(found->second)) complaints.emplace_back("a copy holds a mixture");
  }
  return complaints;
}

Complaints World::check_next_run_of_changed() {
  Complaints complaints;
  const auto bundled = pack_undisturbed();
  if (!bundled) complaints.push_back("the next run failed: " + to_string(bundled.error()));
  for (const auto& destination : {street(), community()}) {
    const auto holds = payload_of(destination, complaints);
    const auto found = holds.find(k_changed_in_bag);
    const bool there = stdfs::is_regular_file(changed());
    const auto digest = there ? digest_of(Algorithm::sha256, read_bytes(changed())) : "";
    if (there != (found != holds.end())) complaints.emplace_back("the next run packed other files than there are");
    if (there && found != holds.end() && found->second != digest) complaints.emplace_back("it packed another content");
  }
  return complaints;
}

}  // namespace guidang::test
