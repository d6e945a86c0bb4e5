// SPDX-License-Identifier: Apache-2.0
// Zips in which two programs would read two things, or into which something was put that no program reads.
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <libdeflate.h>

#include "guidang/zip/directory.hpp"
#include "support/zips.hpp"

using namespace guidang;
using test::open_zip;
using test::raw_field;
using test::raw_numbers;
using test::raw_zip;
using test::RawEntry;
using test::RawZip;

namespace {

/// Why a zip is refused: the faults of its entries, else the error; empty if it opens.
std::string refusal(const std::string& bytes, const zip::Limits& limits = {}) {
  const auto tree = open_zip(bytes, limits);
  if (tree) return "";
  std::string text;
  for (const auto& fault : tree.error().faults) text += (text.empty() ? "" : " ") + to_string(fault.message);
  return text.empty() ? tree.error().message.id : text;
}

/// The same of a zip of this entry and another one behind it.
std::string refusal_of(const RawEntry& entry) {
  return refusal(raw_zip({entry, {"z", "last"}}));
}

const std::string k_text = "text";
constexpr std::uint32_t k_crc = 0xc1d2e3f4;

RawEntry entry_with_descriptor(const std::string& descriptor) {
  return {.name = "a",
          .bytes = k_text,
          .flags = 8,
          .crc = k_crc,
          .behind = descriptor,
          .local_crc = 0,
          .local_packed = 0,
          .local_size = 0};
}

std::string descriptor(bool marked, int width, std::uint64_t size = k_text.size()) {
  return (marked ? raw_numbers({0x08074b50}, 4) : "") + raw_numbers({k_crc}, 4) +
         raw_numbers({k_text.size(), size}, width);
}

/// A Unicode path field (0x7075) that renames `raw_name`.
std::string unicode_path(const std::string& raw_name, const std::string& name) {
  std::string data = "\1";
  test::append_number(data, libdeflate_crc32(0, raw_name.data(), raw_name.size()), 4);
  return raw_field(0x7075, data + name);
}

const std::string k_gbk_name = "\xD6\xD0\xCE\xC4.txt";  // 中文.txt

/// Counts what is read.
class CountedSource final : public fs::Source {
 public:
  CountedSource(std::string bytes, std::uint64_t& reads, std::uint64_t& bytes_read)
      : inner_(std::move(bytes)),
        reads_(reads),
        bytes_read_(bytes_read) {}

  [[nodiscard]] std::uint64_t size_bytes() const override { return inner_.size_bytes(); }

  [[nodiscard]] Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> buffer) override {
    auto got = inner_.read_at(offset, buffer);
    ++reads_;
    bytes_read_ += got.value();
    return got;
  }

  [[nodiscard]] Result<void> check_unchanged() override { return {}; }

 private:
  test::TextSource inner_;
  std::uint64_t& reads_;
  std::uint64_t& bytes_read_;
};

}  // namespace

TEST_CASE("every byte belongs to an entry: nothing lies before, between or behind them") {
  CHECK(refusal(raw_zip({{"a", "1"}, {"b", "2"}})).empty());
  CHECK(refusal_of(RawEntry{.name = "a", .bytes = "1", .behind = "xx"}) == "zip/gap(name=a, size=2 B)");
  CHECK(refusal(raw_zip({{"a", "1"}, {.name = "b", .bytes = "1", .behind = "x"}})) == "zip/gap(name=b, size=1 B)");
  RawZip program;
  program.body = "#!/bin/sh\n";
  program.add({"a", "1"});
  CHECK(refusal(program.text()) == "zip/prepended-data");
  CHECK(refusal("#!/bin/sh\n" + raw_zip({{"a", "1"}})) == "zip/prepended-data");
  CHECK(refusal("#!/bin/sh\n" + raw_zip({})) == "zip/prepended-data");
  CHECK(refusal(raw_zip({{"a", "1"}}) + std::string(100, '\0')) == "zip/trailing-data");
  RawZip before_end;
  before_end.add({"a", "1"});
  CHECK(refusal(before_end.body + before_end.directory + "x" + before_end.end()) == "zip/bad-directory");
}

TEST_CASE("entries that share bytes are refused: bombs by overlap") {
  // As in the zips of D. Fifield: an entry holds the header and the bytes of the next one, which counts twice.
  RawZip inner;
  inner.add({"b", "0000"});
  RawZip quoting;
  quoting.add({"a", inner.body});
  quoting.add({.name = "b", .bytes = "", .packed = 4, .offset = 31});
  CHECK(refusal(quoting.text()).starts_with("zip/overlap(name=a)"));
  CHECK(refusal(raw_zip({{"a", "1"}, {.name = "b", .bytes = "1", .offset = 0}})).starts_with("zip/overlap(name=a)"));
  CHECK(refusal(raw_zip({{"a", "1"}, {.name = "b", .bytes = "1", .packed = 50}})) == "zip/overlap(name=b)");
}

TEST_CASE("a local header that disagrees with the directory is refused") {
  const std::string differs = "zip/headers-differ(name=a)";
  CHECK(refusal_of({.name = "a", .bytes = "1", .local_name = "b"}) == differs);
  CHECK(refusal_of({.name = "a", .bytes = "1", .local_name = "ab"}) == differs);
  CHECK(refusal_of({.name = "a", .bytes = "1", .local_method = 8}) == differs);
  CHECK(refusal_of({.name = "a", .bytes = "1", .local_crc = 1}) == differs);
  CHECK(refusal_of({.name = "a", .bytes = "1", .local_packed = 0}) == differs);
  CHECK(refusal_of({.name = "a", .bytes = "1", .local_size = 2}) == differs);
  CHECK(refusal_of({.name = "a", .bytes = "1", .local_flags = 1}) == differs);
  CHECK(refusal_of({.name = "a", .bytes = "1", .local_flags = 0x2000}) == differs);
  CHECK(refusal_of({.name = "a", .bytes = "1", .local_flags = 0x800}).empty());  // in ASCII it says nothing
  CHECK(refusal_of({.name = "\u00e9", .bytes = "1", .local_flags = 0x800}) == "zip/headers-differ(name=\u00e9)");
  auto broken = raw_zip({{"a", "1"}});
  broken[0] = 'Q';
  CHECK(refusal(broken) == differs);
}

TEST_CASE("all refused entries are told at once") {
  CHECK(refusal(raw_zip({{.name = "a", .bytes = "1", .local_crc = 1},
                         {.name = "b", .bytes = "1", .behind = "x"},
                         {"../c", "1"},
                         {"d", "1"}})) ==
        "zip/unsafe-name(name=../c) zip/headers-differ(name=a) zip/gap(name=b, size=1 B)");
}

TEST_CASE("data descriptors of all four forms are known, and held against the directory") {
  for (const bool marked : {false, true}) {
    for (const int width : {4, 8}) {
      CAPTURE(marked);
      CAPTURE(width);
      CHECK(refusal_of(entry_with_descriptor(descriptor(marked, width))).empty());
      CHECK(refusal_of(entry_with_descriptor(descriptor(marked, width, 5))) == "zip/headers-differ(name=a)");
      CHECK(refusal_of(entry_with_descriptor(descriptor(marked, width) + "xyz")) == "zip/gap(name=a, size=3 B)");
    }
  }
  CHECK(refusal_of(entry_with_descriptor("")) == "zip/headers-differ(name=a)");
  auto right = entry_with_descriptor(descriptor(true, 4));
  right.local_packed = k_text.size();
  CHECK(refusal_of(right).empty());  // macOS
  right.local_packed = 9;
  CHECK(refusal_of(right) == "zip/headers-differ(name=a)");
}

TEST_CASE("sizes in 64 bits are read in both headers") {
  constexpr std::uint32_t k_full = 0xFFFFFFFF;
  RawEntry entry{.name = "a",
                 .bytes = "1234",
                 .extra = raw_field(1, raw_numbers({4, 4})),
                 .local_extra = raw_field(1, raw_numbers({4, 4})),
                 .size = k_full,
                 .packed = k_full};
  CHECK(refusal_of(entry).empty());
  SUBCASE("the local one differs") {
    entry.local_extra = raw_field(1, raw_numbers({4, 5}));
    CHECK(refusal_of(entry) == "zip/headers-differ(name=a)");
  }
  SUBCASE("the local one lacks them") {
    entry.local_extra = "";
    CHECK(refusal_of(entry) == "zip/headers-differ(name=a)");
  }
  SUBCASE("the directory lacks them") {
    entry.extra = "";
    CHECK(refusal_of(entry) == "zip/bad-directory");
  }
  SUBCASE("the field is there twice") {
    entry.local_extra += raw_field(1, raw_numbers({5, 5}));
    CHECK(refusal_of(entry) == "zip/bad-extra-field(name=a)");
  }
}

TEST_CASE("extra fields that lie about their length are refused, others are nobody's business") {
  CHECK(
      refusal_of({.name = "a", .bytes = "1", .extra = raw_field(0x5455, "12345"), .local_extra = raw_field(0x6375, "")})
          .empty());
  CHECK(refusal_of({.name = "a", .bytes = "1", .local_extra = std::string(3, '\0')}).empty());  // zipalign
  for (const std::string lie : {"\x55\x54\x09",
                                "\x55\x54\xFF\x0F"
                                "12"}) {
    CHECK(refusal_of({.name = "a", .bytes = "1", .extra = lie}) == "zip/bad-extra-field(name=a)");
    CHECK(refusal_of({.name = "a", .bytes = "1", .local_extra = lie}) == "zip/bad-extra-field(name=a)");
  }
}

TEST_CASE("an entry has one name, whichever of its fields is read") {
  const auto two = [](const std::string& name) { return "zip/two-names(name=" + name + ")"; };
  CHECK(refusal_of({.name = "a", .bytes = "", .extra = unicode_path("a", "a")}).empty());
  CHECK(refusal_of({.name = "a", .bytes = "", .extra = unicode_path("a", "b")}) == two("a"));
  CHECK(refusal_of({.name = "a", .bytes = "", .local_extra = unicode_path("a", "b")}) == two("a"));
  CHECK(
      refusal_of({.name = "a", .bytes = "", .extra = unicode_path("old", "b")}).empty());  // of a name that was changed
  CHECK(refusal_of({.name = "a", .bytes = "", .extra = unicode_path("a", "a") + unicode_path("a", "b")}) ==
        "zip/bad-extra-field(name=a)");
}

TEST_CASE("a name that is not UTF-8 is what its Unicode path field says, and told where GB18030 says something else") {
  const auto listed = [](const std::string& extra) {
    RawEntry entry{.name = k_gbk_name, .bytes = "", .extra = extra, .local_extra = extra};
    const auto entries = open_zip(raw_zip({entry})).value()->list({}).value().entries;
    return entries.at(0).path.text() + (entries.at(0).guessed_name ? " guessed" : "");
  };
  CHECK(listed("") == "中文.txt guessed");
  CHECK(listed(unicode_path(k_gbk_name, "中文.txt")) == "中文.txt");
  CHECK(listed(unicode_path(k_gbk_name, "ÖÐÎÄ.txt")) == "ÖÐÎÄ.txt guessed");
  CHECK(refusal_of({.name = k_gbk_name, .bytes = "", .extra = unicode_path(k_gbk_name, "../x")}) ==
        "zip/unsafe-name(name=../x)");
}

TEST_CASE("names that are none, or lead out on some system, are refused") {
  const std::vector<std::string> names{"",
                                       "/",
                                       "/a",
                                       "//a",
                                       "a//b",
                                       "./a",
                                       "a/./b",
                                       "..",
                                       "../a",
                                       "a/../b",
                                       "a\\b",
                                       "\\\\s\\x",
                                       "C:a",
                                       "c:/a",
                                       "...",
                                       "a/.. /b",
                                       std::string("a\0b", 3),
                                       std::string("\0", 1),
                                       std::string(5000, 'a')};
  for (const auto& name : names) {
    CAPTURE(name);
    CHECK(refusal_of(RawEntry{.name = name, .bytes = ""}) == "zip/unsafe-name(name=" + name + ")");
  }
  std::string deep = "a";
  for (int i = 0; i < 129; ++i) deep += "/a";
  CHECK(refusal_of(RawEntry{.name = deep, .bytes = ""}) == "zip/unsafe-name(name=" + deep + ")");
}

TEST_CASE("folders are empty, and all readers see them as folders") {
  CHECK(refusal_of({.name = "a/", .bytes = ""}).empty());
  CHECK(refusal_of({.name = "a/", .bytes = std::string("\3\0", 2), .method = 8, .size = 0}).empty());  // Java
  CHECK(refusal_of({.name = "a/", .bytes = "hidden"}) == "zip/folder-with-data(name=a/)");
  CHECK(refusal_of({.name = "a/", .bytes = "hidden", .method = 8, .size = 0}) == "zip/folder-with-data(name=a/)");
  CHECK(refusal_of({.name = "a", .bytes = "", .attributes = 040755U << 16U}) == "zip/unclear-kind(name=a)");
  CHECK(refusal_of({.name = "a", .bytes = "", .attributes = 0x10, .made_by = 0}) == "zip/unclear-kind(name=a)");
}

TEST_CASE("what is no file and no folder says so, and nothing lies below a link or a file") {
  for (const std::uint32_t type : {0010000U, 0020000U, 0060000U, 0140000U}) {
    const auto tree = open_zip(raw_zip({{.name = "a", .bytes = "", .attributes = type << 16U}})).value();
    CHECK(tree->list({}).value().entries.at(0).kind == fs::EntryKind::other);
  }
  const std::uint32_t link = 0120777U << 16U;
  CHECK(refusal(raw_zip({{.name = "a", .bytes = "/etc", .attributes = link}, {"a/passwd", "x"}})) ==
        "zip/below-a-file(name=a/passwd)");
  // Names that sort between a file and what lies below it.
  CHECK(refusal(raw_zip({{"a", ""}, {"a!", ""}, {"a!/b", ""}, {"a-b", ""}, {"a/b/c", ""}})) ==
        "zip/below-a-file(name=a/b/c) zip/below-a-file(name=a!/b)");
}

TEST_CASE("an archive has one end") {
  RawZip zip;
  zip.add({"a", "1"});
  RawZip other;
  other.add({"b", "22"});
  const auto start = zip.body + zip.directory;
  CHECK(refusal(start + zip.end("a comment")).empty());
  CHECK(refusal(start + zip.end(other.text())) == "zip/several-ends");
  CHECK(refusal(start + zip.end(other.text() + "and more")) == "zip/several-ends");
  CHECK(refusal(start + zip.end("PK\5\6")).empty());  // no end record fits in there
  CHECK(refusal(start + zip.end("PK\5\6" + std::string(18, '\xFF'))) == "zip/several-ends");
  // The data of an entry whose end record claims all that follows as its comment.
  const auto behind = [](const RawZip& inner, const std::string& comment) {
    RawZip outer;
    outer.add({"inner.zip", inner.body + inner.directory + inner.end(comment)});
    return outer;
  };
  CHECK(refusal(behind(other, "").text()).empty());
  auto trap = behind(other, "").text();
  const auto place = trap.find("PK\5\6");
  const auto rest = trap.size() - place - 22;
  trap[place + 20] = static_cast<char>(rest & 0xFFU);
  trap[place + 21] = static_cast<char>(rest >> 8U);
  CHECK(refusal(trap) == "zip/several-ends");
}

TEST_CASE("the two forms of the end agree") {
  RawZip zip;
  zip.add({"a", "1"});
  const auto start = zip.body + zip.directory;
  CHECK(refusal(start + zip.end64() + zip.end()).empty());
  auto full = zip.end();
  for (std::size_t i = 8; i < 20; ++i) full[i] = '\xFF';
  CHECK(refusal(start + zip.end64() + full).empty());
  CHECK(refusal(start + full) == "zip/bad-directory");
  CHECK(refusal(start + zip.end64() + zip.end("", 1)) == "zip/several-ends");
  CHECK(refusal(start + zip.end64("", 1) + zip.end()) == "zip/several-ends");
  CHECK(refusal(start + zip.end64("more") + zip.end()) == "zip/protected-directory");
  CHECK(refusal(start + "gap" + zip.end64() + zip.end()) == "zip/bad-directory");
  auto disks = zip.end();
  disks[4] = 1;
  CHECK(refusal(start + disks) == "zip/several-disks");
}

TEST_CASE("a directory is what the end says it is") {
  RawZip zip;
  zip.add({"a", "1"});
  zip.count = 2;
  CHECK(refusal(zip.text()) == "zip/bad-directory");
  zip.count = 0;
  CHECK(refusal(zip.text()) == "zip/bad-directory");
  zip.count = 1;
  zip.directory += "PK\5\5" + std::string("\4\0sign", 6);
  CHECK(refusal(zip.text()) == "zip/protected-directory");
  zip.directory = "PK\6\x8" + std::string(60, 'x');
  CHECK(refusal(zip.text()) == "zip/protected-directory");
}

TEST_CASE("encrypted entries are refused whichever bit says so") {
  for (const std::uint16_t flags : {std::uint16_t{1}, std::uint16_t{0x40}, std::uint16_t{0x2000}}) {
    CHECK(refusal_of({.name = "a", .bytes = "", .flags = flags}) == "zip/encrypted(name=a)");
  }
}

TEST_CASE("an entry packed in a way that is not known is told when it is opened") {
  const auto tree = open_zip(raw_zip({{.name = "a", .bytes = "1", .method = 9}})).value();  // Windows: Deflate64
  const auto error = tree->open(*RelPath::parse("a")).error();
  CHECK(error.code == ErrorCode::unsupported);
  CHECK(to_string(error) == "zip/cannot-unpack(path=a, reason=zip/unknown-method)");
}

TEST_CASE("bombs are seen by what one entry unpacks to, by all together, and by the folders they imply") {
  const RawEntry bomb{.name = "bomb", .bytes = "x", .method = 8, .size = 2'000};
  const RawEntry padding{.name = "z", .bytes = std::string(10'000, 'z')};
  const zip::Limits limits{.ratio_from_bytes = 1'000};
  CHECK(refusal(raw_zip({bomb, padding}), limits) == "zip/bomb");
  CHECK(refusal(raw_zip({padding}), limits).empty());
  CHECK(refusal(raw_zip({{.name = "a", .bytes = "x", .method = 8, .size = 600}, padding}), limits).empty());
  CHECK(refusal(raw_zip({{.name = "a", .bytes = "x", .method = 8, .size = 600},
                         {.name = "b", .bytes = "x", .method = 8, .size = 600},
                         padding}),
                limits) == "zip/bomb");
  CHECK(refusal(raw_zip({{"a/b/c/d/e", ""}}), {.entries = 4}).empty());
  CHECK(refusal(raw_zip({{"a/b/c/d/e/f", ""}}), {.entries = 4}) == "zip/too-many-entries");
  CHECK(refusal(raw_zip({{"a/b/c", ""}, {"a/b/d", ""}, {"a/b/e", ""}}), {.entries = 3}).empty());
}

TEST_CASE("many entries are checked in few reads, each byte about once") {
  RawZip zip;
  for (int i = 0; i < 20'000; ++i) zip.add({"folder/" + std::to_string(i), ""});
  const auto bytes = zip.body + zip.directory + zip.end();
  std::uint64_t reads = 0;
  std::uint64_t bytes_read = 0;
  CountedSource source(bytes, reads, bytes_read);
  REQUIRE(zip::read_directory(source, "x", {}).has_value());
  CHECK(reads < bytes.size() / 30'000 + 10);
  CHECK(bytes_read < bytes.size() + bytes.size() / 10 + 100'000);
}
