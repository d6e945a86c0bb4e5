// SPDX-License-Identifier: Apache-2.0
#include "guidang/probe/helper.hpp"

#include <chrono>
#include <filesystem>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/wait.h>

#include "guidang/evidence/inventory.hpp"
#include "guidang/probe/wire.hpp"
#include "support/samples.hpp"
#include "support/scratch.hpp"

using namespace guidang;
using test::Scratch;
using test::write_bytes;

namespace {

RelPath path(const std::string& text) {
  return RelPath::parse(text).value();
}

/// Nothing here takes much processor time by itself; how long that takes, other tests decide.
probe::HelperOptions options() {
  return {.program = GUIDANG_FAKE_PROBE,
          .limits = {.memory_bytes = std::uint64_t{512} << 20U, .cpu_seconds = 2, .wall_seconds = 120}};
}

/// "txt whole none", or the error.
std::string words(const Result<media::Examination>& found) {
  if (!found) return std::string(to_string(found.error().code)) + ": " + to_string(found.error());
  return std::string(found->format->name) + " " + std::string(to_string(found->condition)) + " " +
         std::string(to_string(found->fault));
}

/// What is said of files with these contents, by one examiner, in their order.
std::string said(const std::vector<std::string>& contents, const probe::HelperOptions& how) {
  const Scratch scratch;
  const auto tree = fs::DiskTree::open_folder(scratch.path()).value();
  const auto examiner = probe::helper_examiners(how)();
  std::string all;
  for (const auto& content : contents) {
    write_bytes(scratch.path() + "/a.txt", content);
    const auto source = tree->open(path("a.txt")).value();
    examiner->begin(*source, "a.txt");
    all += words(examiner->finish()) + "\n";
  }
  return all;
}

int open_descriptors() {
  int count = 0;
  for (int descriptor = 0; descriptor < 1024; ++descriptor) count += ::fcntl(descriptor, F_GETFD) >= 0 ? 1 : 0;
  return count;
}

bool has_children() {
  return ::waitpid(-1, nullptr, WNOHANG) >= 0;
}

}  // namespace

TEST_CASE("a helper finds what a look in this process finds") {
  const Scratch scratch;
  const auto photo = samples::jpeg(samples::exif(0x9003, "2026:10:11 09:30:12"));
  for (const auto& [name, bytes] : std::vector<std::pair<std::string, std::string>>{{"a.jpg", photo},
                                                                                    {"b.pdf", samples::pdf()},
                                                                                    {"c.zip", samples::zip({"x"})},
                                                                                    {"d.csv", "a,b\n"},
                                                                                    {"e", ""}}) {
    write_bytes(scratch.folder("p") + "/" + name, bytes);
  }
  const auto tree = fs::DiskTree::open_folder(scratch.path()).value();
  InventoryOptions by_helper;
  by_helper.examiners = probe::helper_examiners(options());
  const auto local = take_inventory(*tree, path("p"), {}).value();
  const auto helped = take_inventory(*tree, path("p"), by_helper).value();
  REQUIRE(helped.files.size() == 5);
  for (std::size_t i = 0; i < 5; ++i) CHECK(helped.files[i].examination == local.files[i].examination);
}

TEST_CASE("a file that brings a helper down costs itself and not those around it") {
  const std::string good = "txt whole none\n";
  const std::string crashed = "txt abandoned crashed\n";
  const std::string large = "txt abandoned too_large\n";
  SUBCASE("a crash") {
    CHECK(said({"a", "crash", "b", "crash", "c"}, options()) == good + crashed + good + crashed + good);
  }
  SUBCASE("an end without a word") {
    CHECK(said({"a", "leave", "b"}, options()) == good + crashed + good);
  }
  SUBCASE("an answer that is none") {
    CHECK(said({"a", "garbage", "b"}, options()) == good + crashed + good);
  }
  SUBCASE("an answer without end") {
    CHECK(said({"a", "huge", "b"}, options()) == good + crashed + good);
  }
  SUBCASE("a false answer") {
    CHECK(said({"a", "lie", "b"}, options()) == good + crashed + good);
  }
  SUBCASE("too much work") {
    CHECK(said({"a", "spin", "b"}, options()) == good + "txt abandoned too_slow\n" + good);
  }
  SUBCASE("waiting for nothing") {
    auto how = options();
    how.limits.wall_seconds = 5;
    CHECK(said({"hang", "b"}, how) == "txt abandoned too_slow\n" + good);
  }
  SUBCASE("too much memory") {
    CHECK(said({"a", "eat at once", "b"}, options()) == good + large + good);
  }
  CHECK_FALSE(has_children());
}

TEST_CASE("what is said of a file does not depend on the files before it") {
  CHECK(said({"a", "crash second", "eat second"}, options()) == "txt whole none\ntxt whole none\ntxt whole none\n");
}

#if !defined(__SANITIZE_ADDRESS__)
TEST_CASE("a helper gets no more memory than it is allowed") {
  auto how = options();
  how.limits.cpu_seconds = 60;
  CHECK(said({"eat", "a"}, how) == "txt abandoned too_large\ntxt whole none\n");
}
#endif

TEST_CASE("a helper can write nothing and has nothing open but its file") {
  const int leaked = ::open("/dev/null", O_RDONLY);  // not close-on-exec, as an embedding program may have some
  CHECK(said({"a", "confined"}, options()) == "txt whole none\ntxt whole none\n");
  ::close(leaked);
}

TEST_CASE("neither processes nor descriptors stay behind") {
  const int before = open_descriptors();
  (void)said({"a", "crash", "b"}, options());
  CHECK(open_descriptors() == before);
  CHECK_FALSE(has_children());
}

TEST_CASE("a helper that cannot be started is told, and ends the inventory") {
  auto how = options();
  how.program = "/nowhere/guidang-probe";
  CHECK(said({"a"}, how) == "unsupported: probe/cannot-run(path=/nowhere/guidang-probe, reason=errno/ENOENT)\n");
  how.program = "/bin/false";
  CHECK(said({"a", "b"}, how) ==
        "unsupported: probe/does-not-run(path=/bin/false)\nunsupported: probe/does-not-run(path=/bin/false)\n");
  fs::MemoryTree tree;
  for (int i = 0; i < 50; ++i) tree.put(path("p/" + std::to_string(i)), "x");
  InventoryOptions inventory;
  inventory.examiners = probe::helper_examiners(how);
  const auto taken = take_inventory(tree, path("p"), inventory);
  REQUIRE_FALSE(taken);
  CHECK(to_string(taken.error()) == "probe/does-not-run(path=/bin/false)");
  CHECK_FALSE(has_children());
}

TEST_CASE("a helper that says nothing when it is started is given up") {
  const Scratch scratch;
  const auto program = scratch.path() + "/silent";
  write_bytes(program, "#!/bin/sh\nexec sleep 100\n");
  std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  auto how = options();
  how.program = program;
  how.limits.start_seconds = 1;
  CHECK(said({"a"}, how) == "unsupported: probe/does-not-run(path=" + program + ")\n");
}

TEST_CASE("a run that is stopped does not wait for a helper") {
  const Scratch scratch;
  write_bytes(scratch.path() + "/a", "hang");
  const auto tree = fs::DiskTree::open_folder(scratch.path()).value();
  const auto source = tree->open(path("a")).value();
  std::atomic<bool> cancelled{false};
  auto how = options();
  how.cancelled = &cancelled;
  how.limits.wall_seconds = 600;
  const auto examiner = probe::helper_examiners(how)();
  examiner->begin(*source, "a");
  std::thread later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    cancelled.store(true);
  });
  const auto found = examiner->finish();
  later.join();
  CHECK(found.error().code == ErrorCode::interrupted);
  CHECK_FALSE(has_children());
}

TEST_CASE("a file without descriptor is copied for the helper, up to a size") {
  fs::MemoryTree tree;
  tree.put(path("a.jpg"), samples::jpeg(samples::exif(0x9003, "2026:10:11 09:30:12")));
  auto how = options();
  const auto source = tree.open(path("a.jpg")).value();
  const auto examiner = probe::helper_examiners(how)();
  examiner->begin(*source, "a.jpg");
  CHECK(examiner->finish().value() == probe::examine(*source, "a.jpg", {}).value());
  how.limits.copy_bytes = 8;
  const auto small = probe::helper_examiners(how)();
  small->begin(*source, "a.jpg");
  CHECK(words(small->finish()) == "jpeg abandoned too_large");
}

TEST_CASE("greetings and requests come back as they were, and other bytes as nothing") {
  const probe::Greeting greeting{7, 1U << 30U, {{"志愿", ""}, "/usr/bin/pdftotext"}};
  const auto read = probe::decode_greeting(probe::encode_greeting(greeting));
  REQUIRE(read);
  CHECK(read->version == 7);
  CHECK(read->memory_bytes == 1U << 30U);
  CHECK(read->questions == greeting.questions);
  const auto request = probe::decode_request(probe::encode_request({20, "a.jpg"}));
  REQUIRE(request);
  CHECK(request->cpu_seconds == 20);
  CHECK(request->name == "a.jpg");
  const auto bytes = probe::encode_greeting(greeting);
  CHECK_FALSE(probe::decode_greeting(bytes.substr(0, bytes.size() - 1)));
  CHECK_FALSE(probe::decode_request("x"));
  CHECK_FALSE(probe::decode_number("123456789"));
}
