// SPDX-License-Identifier: Apache-2.0
#include "guidang/evidence/inventory.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <random>

#include <doctest/doctest.h>

#include "guidang/digest/digest.hpp"
#include "support/samples.hpp"

using namespace guidang;

namespace {

RelPath path(const std::string& text) {
  return RelPath::parse(text).value();
}

/// What a source does when it is read to its end.
enum class Ending { good, shrunk, changed };

/// Counts openings and the bytes read of each file, and makes some files misbehave.
class CountingTree final : public fs::Tree {
 public:
  explicit CountingTree(const fs::MemoryTree& tree) : tree_(tree) {}

  Result<fs::Listing> list(const RelPath& folder) const override { return tree_.list(folder); }

  Result<std::unique_ptr<fs::Source>> open(const RelPath& file) const override {
    auto source = tree_.open(file);
    if (!source) return source;
    {
      const std::lock_guard lock(mutex_);
      ++opens[file];
    }
    const auto place = endings.find(file);
    return std::make_unique<CountingSource>(
        *this, std::move(*source), file, place == endings.end() ? Ending::good : place->second);
  }

  mutable std::map<RelPath, int> opens;
  mutable std::map<RelPath, std::uint64_t> bytes;
  std::map<RelPath, Ending> endings;

 private:
  class CountingSource final : public fs::Source {
   public:
    CountingSource(const CountingTree& tree, std::unique_ptr<fs::Source> source, RelPath file, Ending ending)
        : tree_(tree),
          source_(std::move(source)),
          file_(std::move(file)),
          ending_(ending) {}

    std::uint64_t size_bytes() const override { return source_->size_bytes() + (ending_ == Ending::shrunk ? 1 : 0); }

    Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> buffer) override {
      auto got = source_->read_at(offset, buffer);
      const std::lock_guard lock(tree_.mutex_);
      tree_.bytes[file_] += got.value();
      return got;
    }

    Result<void> check_unchanged() override {
      if (ending_ != Ending::changed) return {};
      return fail(ErrorCode::changed, {"fs/changed", {{"path", file_.text()}}});
    }

   private:
    const CountingTree& tree_;
    std::unique_ptr<fs::Source> source_;
    RelPath file_;
    Ending ending_;
  };

  const fs::MemoryTree& tree_;
  mutable std::mutex mutex_;
};

/// The whole inventory in words, to be compared.
std::string words(const Inventory& inventory) {
  std::string text = "total " + std::to_string(inventory.total_bytes) + "\n";
  for (const auto& file : inventory.files) {
    text += file.path.text() + " " + std::to_string(file.size_bytes) + " " + file.sha256 + " ";
    text += file.format != nullptr ? std::string(file.format->name) : "-";
    text += file.name_date ? " named " + to_string(*file.name_date) : "";
    const auto& captured = file.examination.captured;
    text += captured ? " captured " + to_string(*media::day_of(*captured, 480)) : "";
    text += file.error ? " error " + to_string(*file.error) : "";
    text += "\n";
  }
  for (const auto& link : inventory.links) {
    text += "link " + link.path.text() + " " + link.target + (link.leaves_folder ? " leaves\n" : "\n");
  }
  for (const auto& folder : inventory.folders) text += "folder " + folder.text() + "\n";
  for (const auto& file : inventory.system_files) text += "system " + file.text() + "\n";
  for (const auto& folder : inventory.unreadable) text += "unreadable " + folder.path.text() + "\n";
  return text;
}

std::unique_ptr<fs::MemoryTree> random_tree(unsigned seed) {
  std::mt19937 random(seed);
  const auto upto = [&](unsigned most) { return std::uniform_int_distribution<unsigned>(0, most)(random); };
  const std::vector<std::string> names{
      "签到.jpg", "20261012 会", "Thumbs.db", "~$a.docx", "b.txt", "__MACOSX", "c", "d"};
  const std::vector<std::string> contents{"",
                                          "会议",
                                          samples::jpeg(samples::exif(0x9003, "2026:10:12 09:30:12")),
                                          samples::zip({"OFD.xml"}),
                                          samples::pdf(),
                                          std::string(700'000, '\0')};
  auto tree = std::make_unique<fs::MemoryTree>();
  tree->put(path("资料/always"), "x");
  for (int i = 0; i < 60; ++i) {
    std::string name = "资料";
    for (unsigned depth = upto(3); depth > 0; --depth) name += "/f" + std::to_string(upto(3));
    name += "/" + std::to_string(upto(9)) + names[upto(7)];
    if (upto(9) == 0) {
      tree->put_link(path(name), upto(1) == 0 ? "../../../../x" : "b.txt");
    } else {
      tree->put(path(name), contents[upto(5)] + (upto(1) == 0 ? std::to_string(i) : ""));
    }
    if (upto(19) == 0) tree->make_unreadable(path(name));
  }
  return tree;
}

}  // namespace

TEST_CASE("take_inventory says of each file what it is") {
  fs::MemoryTree tree;
  const auto photo = samples::jpeg(samples::exif(0x9003, "2026:10:11 09:30:12"));
  tree.put(path("guidang.yaml"), "not in the pool");
  tree.put(path("资料/Ⅲ-3/20261012 会议/IMG_20261012_093012.jpg"), photo);
  tree.put(path("资料/Ⅲ-3/通知.pdf"), samples::pdf());
  tree.put(path("资料/Ⅲ-3/空.txt"), "");
  const auto inventory = take_inventory(tree, path("资料"), {}).value();
  CHECK(words(inventory) ==
        "total " + std::to_string(photo.size() + samples::pdf().size()) +
            "\n资料/Ⅲ-3/20261012 会议/IMG_20261012_093012.jpg " + std::to_string(photo.size()) + " " +
            digest_of(Algorithm::sha256, photo) + " jpeg named 2026-10-12 captured 2026-10-11\n资料/Ⅲ-3/空.txt 0 " +
            digest_of(Algorithm::sha256, "") + " unknown\n资料/Ⅲ-3/通知.pdf " + std::to_string(samples::pdf().size()) +
            " " + digest_of(Algorithm::sha256, samples::pdf()) +
            " pdf\nfolder 资料/Ⅲ-3\nfolder 资料/Ⅲ-3/20261012 会议\n");
  CHECK_FALSE(inventory.incomplete());
}

TEST_CASE("a file's name decides its format only where its content cannot") {
  fs::MemoryTree tree;
  tree.put(path("p/a.csv"), "姓名,电话\n");
  tree.put(path("p/b.bat"), "start x\r\n");
  tree.put(path("p/c.csv"), samples::jpeg());
  tree.put(path("p/d.txt"), "姓名,电话\n");
  const auto inventory = take_inventory(tree, path("p"), {}).value();
  std::string found;
  for (const auto& file : inventory.files) found += std::string(file.format->name) + " ";
  CHECK(found == "csv script jpeg txt ");
}

TEST_CASE("each file is opened once, and read once beside what its examiner reads") {
  class Onlooker final : public probe::Examiner {
   public:
    void begin(fs::Source& /*source*/, std::string_view name) override { name_ = name; }

    Result<media::Examination> finish() override {
      media::Examination found;
      found.format = media::find_format("unknown");
      found.part = name_;
      return found;
    }

   private:
    std::string name_;
  };

  fs::MemoryTree memory;
  memory.put(path("p/small.jpg"), samples::jpeg());
  memory.put(path("p/exact"), std::string(1 << 18, 'a'));
  memory.put(path("p/large.bin"), std::string(1'000'000, '\1'));
  const CountingTree tree(memory);
  InventoryOptions options;
  options.examiners = [] { return std::make_unique<Onlooker>(); };
  const auto inventory = take_inventory(tree, path("p"), options).value();
  CHECK(inventory.files.at(2).examination.part == "small.jpg");
  CHECK(tree.opens == std::map<RelPath, int>{{path("p/exact"), 1}, {path("p/large.bin"), 1}, {path("p/small.jpg"), 1}});
  CHECK(tree.bytes == std::map<RelPath, std::uint64_t>{{path("p/exact"), 1 << 18},
                                                       {path("p/large.bin"), 1'000'000},
                                                       {path("p/small.jpg"), samples::jpeg().size()}});
}

TEST_CASE("system files and folders are put aside, with what they hold") {
  fs::MemoryTree tree;
  for (const auto* const name : {"p/a.jpg",
                                 "p/Thumbs.db",
                                 "p/x/.DS_Store",
                                 "p/~$a.docx",
                                 "p/.~lock.a.ods#",
                                 "p/~WRL0001.tmp",
                                 "p/notes.tmp",
                                 "p/__MACOSX/x/._a.jpg",
                                 "p/$RECYCLE.BIN/desktop.ini",
                                 "p/.Trash-1000/files/b.jpg"}) {
    tree.put(path(name), "x");
  }
  tree.put_link(path("p/__MACOSX/link"), "/etc");
  tree.put(path("p/System Volume Information/x"), "x");
  tree.make_unreadable(path("p/System Volume Information"));
  const auto inventory = take_inventory(tree, path("p"), {}).value();
  CHECK_FALSE(inventory.incomplete());
  std::string found;
  for (const auto& file : inventory.files) found += file.path.text() + "\n";
  for (const auto& folder : inventory.folders) found += "folder " + folder.text() + "\n";
  for (const auto& file : inventory.system_files) found += "system " + file.text() + "\n";
  CHECK(found ==
        "p/a.jpg\np/notes.tmp\nfolder p/x\nsystem p/$RECYCLE.BIN\nsystem p/.Trash-1000\nsystem p/.~lock.a.ods#\n"
        "system p/System Volume Information\nsystem p/Thumbs.db\nsystem p/__MACOSX\nsystem p/x/.DS_Store\n"
        "system p/~$a.docx\nsystem p/~WRL0001.tmp\n");
  CHECK(inventory.links.empty());
}

TEST_CASE("links are judged against the archive folder, not against the pool") {
  fs::MemoryTree tree;
  tree.put_link(path("p/x/inside"), "../../other/a.jpg");
  tree.put_link(path("p/x/outside"), "../../../a.jpg");
  tree.put_link(path("p/x/absolute"), "/etc/passwd");
  CHECK(words(take_inventory(tree, path("p"), {}).value()) ==
        "total 0\nlink p/x/absolute /etc/passwd leaves\nlink p/x/inside ../../other/a.jpg\n"
        "link p/x/outside ../../../a.jpg leaves\nfolder p/x\n");
}

TEST_CASE("a file that cannot be read or changes keeps its place, and the rest goes on") {
  fs::MemoryTree memory;
  memory.put(path("p/1-refused.jpg"), samples::jpeg());
  memory.put(path("p/2-shrunk.jpg"), samples::jpeg());
  memory.put(path("p/3-changed 20261012.jpg"), samples::jpeg(samples::exif(0x9003, "2026:10:11 09:30:12")));
  memory.put(path("p/4-good.txt"), "好");
  memory.put(path("p/closed/x"), "x");
  memory.make_unreadable(path("p/1-refused.jpg"));
  memory.make_unreadable(path("p/closed"));
  CountingTree tree(memory);
  tree.endings = {{path("p/2-shrunk.jpg"), Ending::shrunk}, {path("p/3-changed 20261012.jpg"), Ending::changed}};
  const auto inventory = take_inventory(tree, path("p"), {}).value();
  CHECK(inventory.incomplete());
  REQUIRE(inventory.files.size() == 4);
  CHECK(inventory.files[0].error->code == ErrorCode::io);
  CHECK(inventory.files[0].size_bytes == samples::jpeg().size());
  CHECK(to_string(*inventory.files[1].error) == "fs/changed(path=p/2-shrunk.jpg)");
  CHECK(inventory.files[2].error->code == ErrorCode::changed);
  CHECK(inventory.files[2].name_date == make_date(2026, 10, 12));
  for (int i = 0; i < 3; ++i) {
    const auto& file = inventory.files[static_cast<std::size_t>(i)];
    CHECK(file.sha256.empty());
    CHECK(file.format == nullptr);
    CHECK(file.examination == media::Examination{});
  }
  CHECK(inventory.files[3].sha256 == digest_of(Algorithm::sha256, "好"));
  REQUIRE(inventory.unreadable.size() == 1);
  CHECK(inventory.unreadable[0].path == path("p/closed"));
}

TEST_CASE("a pool that is not there is an error") {
  CHECK(take_inventory(fs::MemoryTree{}, path("p"), {}).error().code == ErrorCode::not_found);
}

TEST_CASE("a cancelled inventory is interrupted, before or amid its work") {
  fs::MemoryTree tree;
  for (int i = 0; i < 50; ++i) tree.put(path("p/" + std::to_string(i)), std::string(600'000, 'x'));
  std::atomic<bool> cancelled{true};
  InventoryOptions options{.jobs = 2, .cancelled = &cancelled, .progress = {}};
  CHECK(take_inventory(tree, path("p"), options).error().code == ErrorCode::interrupted);
  cancelled = false;
  options.progress = [&](std::uint64_t, std::uint64_t) { cancelled = true; };
  const auto error = take_inventory(tree, path("p"), options).error();
  CHECK(error.code == ErrorCode::interrupted);
  CHECK(error.message.id == "evidence/interrupted");
}

TEST_CASE("progress ends at its total and never goes beyond, whatever the files do") {
  fs::MemoryTree memory;
  for (int i = 0; i < 9; ++i) memory.put(path("p/" + std::to_string(i)), std::string(400'000, 'x'));
  memory.make_unreadable(path("p/3"));
  CountingTree tree(memory);
  tree.endings = {{path("p/4"), Ending::shrunk}};
  std::mutex mutex;
  std::uint64_t most = 0;
  InventoryOptions options;
  options.progress = [&](std::uint64_t done, std::uint64_t total) {
    const std::lock_guard lock(mutex);
    CHECK(total == 3'600'000);
    most = std::max(most, done);
  };
  CHECK(take_inventory(tree, path("p"), options).has_value());
  CHECK(most == 3'600'000);
}

TEST_CASE("the inventory of any tree is the same for one thread and for eight") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    const auto tree = random_tree(seed);
    const auto one = take_inventory(*tree, path("资料"), {.jobs = 1, .cancelled = nullptr, .progress = {}}).value();
    const auto eight = take_inventory(*tree, path("资料"), {.jobs = 8, .cancelled = nullptr, .progress = {}}).value();
    CHECK(words(one) == words(eight));
    CHECK(std::ranges::is_sorted(one.files, {}, &EvidenceFile::path));
  }
}
