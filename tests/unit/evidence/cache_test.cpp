// SPDX-License-Identifier: Apache-2.0
#include "guidang/evidence/cache.hpp"

#include <chrono>
#include <filesystem>
#include <map>
#include <mutex>
#include <thread>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "guidang/evidence/cache_row.hpp"
#include "guidang/evidence/cache_store.hpp"
#include "support/samples.hpp"
#include "support/scratch.hpp"

using namespace guidang;

namespace {

namespace stdfs = std::filesystem;

RelPath path(const std::string& text) {
  return RelPath::parse(text).value();
}

/// Counts openings and the bytes read of each file.
class CountingTree final : public fs::Tree {
 public:
  explicit CountingTree(const std::string& folder) : tree_(fs::DiskTree::open_folder(folder).value()) {}

  Result<fs::Listing> list(const RelPath& folder) const override { return tree_->list(folder); }

  Result<std::unique_ptr<fs::Source>> open(const RelPath& file) const override {
    auto source = tree_->open(file);
    if (!source) return source;
    const std::lock_guard lock(mutex_);
    return std::make_unique<CountingSource>(*this, *std::move(source), read_bytes[file.text()]);
  }

  mutable std::map<std::string, std::uint64_t> read_bytes;  ///< Of the files that were opened.

 private:
  class CountingSource final : public fs::Source {
   public:
    CountingSource(const CountingTree& tree, std::unique_ptr<fs::Source> source, std::uint64_t& bytes)
        : tree_(tree),
          source_(std::move(source)),
          bytes_(bytes) {}

    std::uint64_t size_bytes() const override { return source_->size_bytes(); }

    Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> buffer) override {
      auto got = source_->read_at(offset, buffer);
      const std::lock_guard lock(tree_.mutex_);
      bytes_ += got.value();
      return got;
    }

    Result<void> check_unchanged() override { return source_->check_unchanged(); }

    std::optional<fs::Stamp> stamp() const override { return source_->stamp(); }

   private:
    const CountingTree& tree_;
    std::unique_ptr<fs::Source> source_;
    std::uint64_t& bytes_;
  };

  std::unique_ptr<fs::DiskTree> tree_;
  mutable std::mutex mutex_;
};

/// Sees whole texts, or whatever `condition` says, without reading.
class Onlooker final : public probe::Examiner {
 public:
  explicit Onlooker(media::Condition condition) : condition_(condition) {}

  void begin(fs::Source& /*source*/, std::string_view name) override { name_ = name; }

  Result<media::Examination> finish() override {
    media::Examination found;
    found.format = media::find_format("txt");
    found.condition = condition_;
    found.part = name_;
    return found;
  }

 private:
  media::Condition condition_;
  std::string name_;
};

using Names = std::vector<std::string>;

/// All that was found, to be compared.
std::string words_of(const Inventory& inventory) {
  std::string text;
  for (const auto& one : inventory.files) {
    text += one.path.text() + " " + std::to_string(one.size_bytes) + " " + one.sha256;
    for (const auto& digest : one.further_digests) text += " " + digest;
    text += " " + std::string(one.format->name) + media::encode(one.examination) + "\n";
  }
  return text;
}

/// An archive folder and a cache for it.
class World {
 public:
  World() {
    settings.folder = scratch.path() + "/cache";
    settings.archive = scratch.folder("archive");
    settings.program = "guidang 1";
    stdfs::create_directories(settings.archive + "/p/q");
    for (const std::string name : {"a.txt", "b.txt", "q/c.txt"}) put(name, name + " 的内容");
  }

  [[nodiscard]] std::string file(const std::string& name) const { return settings.archive + "/p/" + name; }

  void put(const std::string& name, const std::string& bytes) const { test::write_bytes(file(name), bytes); }

  /// Takes an inventory long after the last change, unless `now_ns` is set; returns the files that were read.
  Names run() {
    CountingTree tree(settings.archive);
    if (now_ns == 0) {
      constexpr std::int64_t k_later_ns = 10'000'000'000;
      settings.now_ns = std::chrono::system_clock::now().time_since_epoch() / std::chrono::nanoseconds(1) + k_later_ns;
    } else {
      settings.now_ns = now_ns;
    }
    EvidenceCache cache(settings);
    if (distrusting) cache.distrust();
    InventoryOptions options;
    options.jobs = jobs;
    options.further_digests = digests;
    options.examiners = [this] { return std::make_unique<Onlooker>(condition); };
    options.asked = asked;
    options.cache = &cache;
    std::uint64_t most = 0;
    if (jobs == 1) options.progress = [&most](std::uint64_t done, std::uint64_t) { most = std::max(most, done); };
    inventory = take_inventory(tree, path("p"), options).value();
    if (jobs == 1) CHECK(most == inventory.total_bytes);
    notes.clear();
    for (const auto& note : cache.notes()) notes.push_back(note.id);
    Names read;
    for (const auto& [name, bytes] : tree.read_bytes) read.push_back(name);
    return read;
  }

  [[nodiscard]] std::string words() const { return words_of(inventory); }

  [[nodiscard]] std::string database() const {
    for (const auto& name : test::Scratch::names(settings.folder)) {
      if (name.ends_with(".sqlite")) return settings.folder + "/" + name;
    }
    return {};
  }

  [[nodiscard]] cache::RowStore rows() const {
    const auto name = database().substr(settings.folder.size() + 1);
    return cache::RowStore::open(store::PrivateFolder::open(settings.folder).value(), name).value();
  }

  test::Scratch scratch;
  CacheSettings settings;
  std::int64_t now_ns = 0;
  int jobs = 1;
  std::vector<Algorithm> digests;
  std::string asked = "nothing";
  media::Condition condition = media::Condition::whole;
  bool distrusting = false;
  Inventory inventory;
  Names notes;
};

const Names k_all{"p/a.txt", "p/b.txt", "p/q/c.txt"};

/// A later change has other times than an earlier one, whatever the clock's step.
void wait_a_tick() {
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
}

void set_modified(const std::string& file, const struct timespec& time) {
  const std::array<struct timespec, 2> times{time, time};
  REQUIRE(::utimensat(AT_FDCWD, file.c_str(), times.data(), 0) == 0);
}

struct stat info_of(const std::string& file) {
  struct stat info {};

  REQUIRE(::stat(file.c_str(), &info) == 0);
  return info;
}

}  // namespace

TEST_CASE("a second run opens nothing and finds the same") {
  World world;
  CHECK(world.run() == k_all);
  const auto first = world.words();
  CHECK(world.run() == Names{});
  CHECK(world.words() == first);
  CHECK(world.inventory.files.front().recalled);
  CHECK(world.notes == Names{});
  world.jobs = 8;
  CHECK(world.run() == Names{});
  CHECK(world.words() == first);
}

TEST_CASE("a file whose content, times, inode or name changed is read, and no other") {
  World world;
  CHECK(world.run() == k_all);
  wait_a_tick();
  world.put("b.txt", "more than before");
  CHECK(world.run() == Names{"p/b.txt"});
  const auto before = info_of(world.file("a.txt"));
  wait_a_tick();
  auto text = test::read_bytes(world.file("a.txt"));
  text.front() = 'z';
  world.put("a.txt", text);  // of the same size, and
  set_modified(world.file("a.txt"), before.st_mtim);
  CHECK(world.run() == Names{"p/a.txt"});
  CHECK(world.inventory.files.front().sha256 == digest_of(Algorithm::sha256, text));
  wait_a_tick();
  REQUIRE(::chmod(world.file("a.txt").c_str(), 0600) == 0);  // ctime alone
  CHECK(world.run() == Names{"p/a.txt"});
  wait_a_tick();
  set_modified(world.file("b.txt"), {.tv_sec = 1'000'000'000, .tv_nsec = 0});
  CHECK(world.run() == Names{"p/b.txt"});
  stdfs::rename(world.file("b.txt"), world.file("B.txt"));
  CHECK(world.run() == Names{"p/B.txt"});
  CHECK(world.run() == Names{});
}

TEST_CASE("another program, question or digest reads everything again; fewer digests do not") {
  World world;
  CHECK(world.run() == k_all);
  world.settings.program = "guidang 2";
  CHECK(world.run() == k_all);
  world.asked = "something";
  CHECK(world.run() == k_all);
  world.digests = {Algorithm::sm3};
  CHECK(world.run() == k_all);
  const auto sm3 = world.words();
  CHECK(world.run() == Names{});
  CHECK(world.words() == sm3);
  world.digests = {};
  CHECK(world.run() == Names{});
  CHECK(world.inventory.files.front().further_digests.empty());
  world.asked = "";  // of these examiners nobody said what they were asked
  CHECK(world.run() == k_all);
}

TEST_CASE("each part of the key is a part of it") {
  const cache::RowKey key{.stamp = {.device = 1, .inode = 2, .modified_ns = 3, .changed_ns = 4},
                          .size_bytes = 5,
                          .finder = std::string(64, 'f')};
  cache::RowContent content{
      .digests = {{Algorithm::sha256, std::string(64, 'a')}, {Algorithm::sm3, std::string(64, 'b')}},
      .examination = {}};
  content.examination.format = media::find_format("pdf");
  const auto row = cache::encode_row(key, content);
  CHECK(cache::decode_row(row, key) == content);
  std::vector<cache::RowKey> others(6, key);
  others[0].stamp.device = 9;
  others[1].stamp.inode = 9;
  others[2].stamp.modified_ns = 9;
  others[3].stamp.changed_ns = 9;
  others[4].size_bytes = 9;
  others[5].finder = std::string(64, 'e');
  for (const auto& other : others) CHECK_FALSE(cache::decode_row(row, other));
  for (std::size_t size = 0; size < row.size(); ++size) CHECK_FALSE(cache::decode_row(row.substr(0, size), key));
}

TEST_CASE("what changed within two seconds before the run is not kept") {
  World world;
  const auto info = info_of(world.file("q/c.txt"));  // written last
  const auto changed_ns = std::int64_t{info.st_ctim.tv_sec} * 1'000'000'000 + info.st_ctim.tv_nsec;
  for (const std::int64_t after_ns : {-5'000'000'000L, 0L, 1'000'000'000L}) {
    world.now_ns = changed_ns + after_ns;
    CHECK(world.run() == k_all);
    CHECK(world.run() == k_all);
  }
  world.now_ns = changed_ns + 2'000'000'001;
  CHECK(world.run() == k_all);
  CHECK(world.run() == Names{});
  // A time that a program set to that of the run.
  wait_a_tick();
  world.now_ns = changed_ns + 60'000'000'000;
  set_modified(world.file("a.txt"), {.tv_sec = world.now_ns / 1'000'000'000, .tv_nsec = 0});
  CHECK(world.run() == Names{"p/a.txt"});
  CHECK(world.run() == Names{"p/a.txt"});
}

TEST_CASE("what was given up is looked at again, and what is gone is forgotten") {
  World world;
  world.condition = media::Condition::abandoned;
  CHECK(world.run() == k_all);
  CHECK(world.run() == k_all);
  world.condition = media::Condition::whole;
  CHECK(world.run() == k_all);
  stdfs::remove(world.file("b.txt"));
  CHECK(world.run() == Names{});
  bool damaged = false;
  auto store = world.rows();
  Names kept;
  const auto rows = store.read(damaged).value();
  for (const auto& row : rows) kept.push_back(row.path);
  CHECK(kept == Names{"p/a.txt", "p/q/c.txt"});
}

TEST_CASE("a distrusted cache recalls nothing and is written over") {
  World world;
  CHECK(world.run() == k_all);
  world.distrusting = true;
  CHECK(world.run() == k_all);
  world.distrusting = false;
  CHECK(world.run() == Names{});
}

TEST_CASE("a database with any byte changed, or cut off anywhere, gives the same results and no error") {
  World world;
  CHECK(world.run() == k_all);
  const auto truth = world.words();
  const auto good = test::read_bytes(world.database());
  REQUIRE(good.size() > 4096);
  const auto try_with = [&](const std::string& bytes) {
    test::write_bytes(world.database(), bytes);
    world.run();
    CHECK(world.words() == truth);
    CHECK((world.notes == Names{} || world.notes == Names{"cache/damaged"}));
  };
  std::size_t noticed = 0;
  constexpr std::size_t k_sparse = 97;  // where there is nothing
  for (std::size_t i = 0; i < good.size(); i += (good[i] == '\0' && i > 200) ? k_sparse : 5) {
    CAPTURE(i);
    auto bytes = good;
    bytes[i] = static_cast<char>(~bytes[i]);
    try_with(bytes);
    noticed += world.notes.size();
  }
  CHECK(noticed > 50);
  for (std::size_t size = 0; size < good.size(); size += 131) {
    CAPTURE(size);
    try_with(good.substr(0, size));
  }
  try_with(good);
  CHECK(world.notes == Names{});
}

TEST_CASE("a forged, foreign or older database is replaced; only the older one without words") {
  World world;
  CHECK(world.run() == k_all);
  const auto with = [&](const std::string& sql) {
    {
      auto database = store::Database::open(world.database(), 0).value();
      REQUIRE(database.run(sql).has_value());
    }
    CHECK(world.run() == k_all);
    const auto notes = world.notes;
    CHECK(world.run() == Names{});
    CHECK(world.notes == Names{});
    return notes;
  };
  const Names told{"cache/damaged"};
  CHECK(with("UPDATE files SET seal = zeroblob(32)") == told);
  CHECK(with("UPDATE files SET seal = x'00'") == told);
  CHECK(with("UPDATE files SET row = CAST(row || 'x' AS BLOB) WHERE path = CAST('p/a.txt' AS BLOB)") == told);
  CHECK(with("UPDATE files SET path = CAST('p/x.txt' AS BLOB) WHERE path = CAST('p/a.txt' AS BLOB)") == told);
  CHECK(with("CREATE TABLE more(a)") == told);
  CHECK(with("PRAGMA application_id = 5") == told);
  CHECK(with("PRAGMA user_version = 0").empty());
  test::write_bytes(world.settings.folder + "/key", std::string(32, 'k'));
  CHECK(world.run() == k_all);
  CHECK(world.notes == told);
}

TEST_CASE("a cache that is not ours, or cannot be written, is told and does no harm") {
  World world;
  CHECK(world.run() == k_all);
  const auto truth = world.words();
  REQUIRE(::chmod(world.database().c_str(), 0666) == 0);
  CHECK(world.run() == k_all);
  CHECK(world.notes == Names{"store/not-trusted"});
  REQUIRE(::chmod(world.database().c_str(), 0600) == 0);
  REQUIRE(::chmod(world.settings.folder.c_str(), 0777) == 0);
  CHECK(world.run() == k_all);
  CHECK(world.notes == Names{"store/not-trusted"});
  REQUIRE(::chmod(world.settings.folder.c_str(), 0700) == 0);
  CHECK(world.run() == Names{});
  world.settings.folder = world.file("a.txt") + "/below a file";
  CHECK(world.run() == k_all);
  CHECK(world.notes == Names{"cache/unusable"});
  CHECK(world.words() == truth);
}

TEST_CASE("a damaged database that another run has open stays until that run has ended") {
  World world;
  CHECK(world.run() == k_all);
  const auto good = test::read_bytes(world.database());
  auto bad = good;
  bad.replace(0, 16, 16, 'x');
  {
    const auto other = world.rows();
    test::write_bytes(world.database(), bad);
    CHECK(world.run() == k_all);
    CHECK(world.notes == Names{"cache/damaged"});
    CHECK(test::read_bytes(world.database()) == bad);
  }
  CHECK(world.run() == k_all);
  CHECK(world.notes == Names{"cache/damaged"});
  CHECK(world.run() == Names{});
}

TEST_CASE("thirty-two runs at once, cold or on a damaged cache, agree and leave a good one") {
  World world;
  CHECK(world.run() == k_all);
  const auto truth = world.words();
  for (const bool damaged : {false, true}) {
    if (damaged) test::write_bytes(world.database(), std::string(5000, 'x'));
    if (!damaged) stdfs::remove_all(world.settings.folder);
    std::vector<std::string> results(32);
    std::vector<Names> notes(32);
    {
      std::vector<std::jthread> threads;
      for (std::size_t i = 0; i < results.size(); ++i) {
        threads.emplace_back([&, i] {
          const auto tree = fs::DiskTree::open_folder(world.settings.archive).value();
          EvidenceCache cache(world.settings);
          InventoryOptions options;
          options.jobs = 1;
          options.examiners = [] { return std::make_unique<Onlooker>(media::Condition::whole); };
          options.asked = "nothing";
          options.cache = &cache;
          results[i] = words_of(take_inventory(*tree, path("p"), options).value());
          for (const auto& note : cache.notes()) notes[i].push_back(note.id);
        });
      }
    }
    CHECK(results == std::vector<std::string>(32, truth));
    for (const auto& note : notes) CHECK((note.empty() || (damaged && note == Names{"cache/damaged"})));
    world.run();  // where all found it damaged and in use, it is this one that replaces it
    CHECK(world.run() == Names{});
    CHECK(world.notes == Names{});
  }
}
