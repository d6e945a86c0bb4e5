// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "guidang/media/format.hpp"
#include "support/samples.hpp"

using namespace guidang;
using namespace guidang::samples;

namespace {

const media::Format* identified(std::string bytes) {
  fs::MemoryTree tree;
  const auto path = RelPath::parse("x").value();
  tree.put(path, std::move(bytes));
  const auto source = tree.open(path).value();
  return media::identify(*source).value();
}

std::string format(std::string bytes) {
  return std::string(identified(std::move(bytes))->name);
}

/// A source that fails at its n-th reading.
class FailingSource final : public fs::Source {
 public:
  FailingSource(std::string bytes, int good_reads) : bytes_(std::move(bytes)), good_reads_(good_reads) {}

  std::uint64_t size_bytes() const override { return bytes_.size(); }

  Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> buffer) override {
    if (good_reads_-- == 0) return fail(ErrorCode::io, {"test/failed", {}});
    const auto count = std::min<std::size_t>(buffer.size(), bytes_.size() - offset);
    std::copy_n(std::as_bytes(std::span(bytes_)).data() + offset, count, buffer.data());
    return count;
  }

  Result<void> check_unchanged() override { return {}; }

 private:
  std::string bytes_;
  int good_reads_;
};

}  // namespace

TEST_CASE("identify knows pictures, sound and film by their content") {
  CHECK(format(jpeg()) == "jpeg");
  CHECK(format(png()) == "png");
  CHECK(format("GIF89a\x01\x01\x01\x01\x80\x80;") == "gif");
  CHECK(format("BM" + little(154, 4) + little(0, 4) + little(54, 4) + little(40, 4) + little(5, 4) + little(5, 4) +
               little(1, 2) + little(24, 2) + std::string(124, '\0')) == "bmp");
  CHECK(format("II*" + std::string(1, '\0') + little(8, 4) + std::string(40, '\0')) == "tiff");
  CHECK(format("RIFF" + little(36, 4) + "WEBPVP8 " + std::string(40, '\0')) == "webp");
  CHECK(format(iso_media("heic")) == "heic");
  CHECK(format(iso_media("isom")) == "mp4");
  CHECK(format(iso_media("mp42")) == "mp4");
  CHECK(format(iso_media("qt  ")) == "mov");
  CHECK(format(iso_media("M4A ")) == "m4a");
  CHECK(format(iso_media("3gp5")) == "3gp");
  CHECK(format("RIFF" + little(36, 4) + "AVI LIST" + std::string(40, '\0')) == "avi");
  CHECK(format("RIFF" + little(36, 4) + "WAVEfmt " + little(16, 4) + std::string(20, '\0')) == "wav");
  CHECK(format("\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9" + std::string(1, '\0') + "\xaa" + std::string(1, '\0') +
               "\x62\xce\x6c" + std::string(40, '\0')) == "wmv");
  CHECK(format("ID3\x03\0\0\0\0\0\0\xff\xfb\x90\x64"s + std::string(80, '\0')) == "mp3");
  CHECK(format("#!AMR\n" + std::string(40, '\x04')) == "amr");
}

TEST_CASE("a film is one whatever brand its camera writes") {
  for (const auto* const brand :
       {"XAVC", "CAEP", "pana", "hvc1", "dby1", "f4v ", "MSNV", "NDAS", "avc1", "iso6", "M4V ", "dash"}) {
    CAPTURE(brand);
    CHECK(format(iso_media(brand)) == "mp4");
  }
  CHECK(format(iso_media("mqt ")) == "mov");
  for (const auto* const brand : {"3gp4", "3gp6", "3g2a", "3ge6"}) CHECK(format(iso_media(brand)) == "3gp");
  for (const auto* const brand : {"M4B ", "M4P ", "F4A ", "F4B "}) CHECK(format(iso_media(brand)) == "m4a");
  for (const auto* const brand : {"heix", "hevc", "mif1", "msf1"}) CHECK(format(iso_media(brand)) == "heic");
  for (const auto* const brand : {"avif", "crx "}) CHECK(format(iso_media(brand)) == "unknown");
}

TEST_CASE("identify knows documents, and tells those that are zips or OLE by the names in their directory") {
  CHECK(format(pdf()) == "pdf");
  CHECK(format("%PDF-1.4\n1 0 obj\n") == "pdf");
  CHECK(format("{\\rtf1\\ansi x}") == "rtf");
  CHECK(format(zip({"[Content_Types].xml", "word/document.xml"})) == "docx");
  CHECK(format(zip({"docProps/app.xml", "xl/workbook.xml", "[Content_Types].xml"})) == "xlsx");
  CHECK(format(zip({"[Content_Types].xml", "ppt/presentation.xml"})) == "pptx");
  CHECK(format(zip({"Doc_0/Document.xml", "OFD.xml"})) == "ofd");
  CHECK(format(zip({"mimetype", "content.xml"}, "application/vnd.oasis.opendocument.text")) == "odt");
  CHECK(format(zip({"mimetype", "content.xml"}, "application/vnd.oasis.opendocument.spreadsheet")) == "ods");
  CHECK(format(zip({"AndroidManifest.xml", "META-INF/MANIFEST.MF"})) == "apk");
  CHECK(format(zip({"META-INF/MANIFEST.MF"})) == "jar");
  CHECK(format(zip({"a.txt"}, "text", "a comment")) == "zip");
  CHECK(format(zip({})) == "zip");
  CHECK(format(ole({{.name = "Root Entry", .child = 1}, {.name = "WordDocument"}})) == "doc");
  CHECK(format(ole({{.name = "Root Entry", .child = 2}, {.name = "Workbook"}, {.name = "Other", .left = 1}})) == "xls");
  CHECK(format(ole({{.name = "Root Entry", .child = 1}, {.name = "PowerPoint Document"}})) == "ppt");
  CHECK(format(ole({{.name = "Root Entry", .child = 1}, {.name = "EncryptedPackage"}})) == "encrypted");
  CHECK(format(ole({{.name = "Root Entry"}})) == "ole");
}

TEST_CASE("a document embedded in another does not name it") {
  CHECK(format(ole({{.name = "Root Entry", .child = 1},
                    {.name = "WordDocument", .left = 2},
                    {.name = "ObjectPool", .child = 3},
                    {.name = "Workbook"}})) == "doc");
  CHECK(format(ole({{.name = "Root Entry", .child = 1},
                    {.name = "ObjectPool", .right = 3, .child = 2},
                    {.name = "Workbook"},
                    {.name = "A"},
                    {.name = "B"},
                    {.name = "C"}})) == "ole");
}

TEST_CASE("the OLE directory is followed over its sectors") {
  std::vector<OleEntry> entries{{.name = "Root Entry", .child = 9}};
  for (int i = 0; i < 8; ++i) entries.push_back({.name = "filler"});
  entries.push_back({.name = "Book"});
  CHECK(format(ole(entries)) == "xls");
}

TEST_CASE("identify knows what runs when it is opened") {
  CHECK(format(program(0x0102)) == "exe");
  CHECK(format(program(0x2102)) == "dll");
  CHECK(format("#!/bin/sh\nrm x\n") == "script");
  CHECK(format("@ECHO OFF\r\ndel x\r\n") == "script");
  CHECK(format(ole({{.name = "Root Entry", .child = 1}, {.name = "x"}},
                   "\x84\x10\x0c\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00\x46"s)) == "msi");
  CHECK(format("\x4c\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0\x46"s + std::string(60, '\0')) == "lnk");
  CHECK(format("[InternetShortcut]\r\nURL=https://example.org/\r\n") == "url");
}

TEST_CASE("identify knows texts in the encodings that clerks have") {
  CHECK(format("会议记录\n") == "txt");
  CHECK(format("\xbb\xe1\xd2\xe9\xbc\xc7\xc2\xbc\r\n") == "txt");
  CHECK(format("\xff\xfe\x1a\x4f\xae\x8b\r\0\n\0"s) == "txt");
  CHECK(format("文件,指标\na.jpg,Ⅲ-3\n") == "txt");
  CHECK(format("文件,指标\r\n\x1a") == "txt");     // Ctrl-Z, as DOS ended texts
  CHECK(format("\xbb\xe1\xd2\xe9\xbc") == "txt");  // cut off
  CHECK(format("\xef\xbb\xbf<?xml version=\"1.0\"?><a/>") == "xml");
  CHECK(format("<!DOCTYPE html><html></html>") == "html");
  CHECK(format("<?xml version=\"1.0\"?><html xmlns=\"x\"/>") == "html");
  CHECK(format("{\"a\": 1}") == "json");
  CHECK(format("[a link](b)") == "txt");
}

TEST_CASE("a text is one even where the part looked at ends within a character") {
  for (int shift = 0; shift < 4; ++shift) {
    std::string utf8(static_cast<std::size_t>(shift), 'a');
    std::string gb18030 = utf8;
    for (int i = 0; i < 20000; ++i) {
      utf8 += "会";
      gb18030 += "\xbb\xe1";
    }
    CHECK(format(utf8) == "txt");
    CHECK(format(gb18030) == "txt");
  }
}

TEST_CASE("empty and senseless files are unknown") {
  CHECK(format("") == "unknown");
  CHECK(format(std::string(5000, '\0')) == "unknown");
  CHECK(format("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") == "unknown");
}

TEST_CASE("what was cut off is told as far as its beginning tells") {
  const auto document = zip({"[Content_Types].xml", "word/document.xml", "word/styles.xml"});
  CHECK(format(document.substr(0, 120)) == "docx");
  CHECK(format(document.substr(0, 60)) == "zip");
  CHECK(format(zip({"a.zip"}, document).substr(0, 150)) == "zip");  // what lies within an entry does not count
  CHECK(format(zip({"mimetype", "content.xml"}, "application/vnd.oasis.opendocument.text").substr(0, 100)) == "odt");
  CHECK(format(ole({{.name = "Root Entry", .child = 1}, {.name = "WordDocument"}}).substr(0, 1024)) == "ole");
  CHECK(media::named_format(*media::find_format("ole"), "doc").name == "doc");
}

TEST_CASE("junk before a PDF does not hide it") {
  CHECK(format("\0\1\2"s + pdf()) == "pdf");
  CHECK(format(std::string(1100, '\0') + pdf()) == "unknown");
}

TEST_CASE("any truncation and any flipped byte is survived") {
  for (const auto& whole : {zip({"[Content_Types].xml", "word/document.xml"}),
                            ole({{.name = "Root Entry", .child = 1}, {.name = "WordDocument"}}),
                            jpeg(exif(0x9003, "2026:10:12 09:30:12")),
                            program(0x2102)}) {
    for (std::size_t size = 0; size < whole.size(); size += 7) CHECK(identified(whole.substr(0, size)) != nullptr);
    for (std::size_t at = 0; at < whole.size(); at += 3) {
      auto flipped = whole;
      flipped[at] = static_cast<char>(~flipped[at]);
      CHECK(identified(flipped) != nullptr);
    }
  }
}

TEST_CASE("an OLE directory that runs in a circle ends") {
  auto bytes = ole({{.name = "Root Entry", .child = 1}, {.name = "x", .left = 1, .right = 0}});
  bytes.replace(512 + 4, 4, little(1, 4));  // the directory's sector follows itself
  CHECK(format(bytes) == "ole");
}

TEST_CASE("what the source says goes before what the content says") {
  for (int good = 0; good < 3; ++good) {
    FailingSource source(zip({"a"}), good);
    CHECK(media::identify(source).error().message.id == "test/failed");
  }
}

TEST_CASE("formats are found by name and by extension") {
  CHECK(media::find_format("jpeg")->sort == media::Sort::photo);
  CHECK(media::find_format("nothing") == nullptr);
  CHECK(media::format_of_extension("JPG")->name == "jpeg");
  CHECK(media::format_of_extension("bat")->sort == media::Sort::program);
  CHECK(media::format_of_extension("") == nullptr);
  CHECK(media::format_of_extension("dwg") == nullptr);
  CHECK(media::extension_of("签到.表.JPG") == "JPG");
  CHECK(media::extension_of("签到") == "");
  CHECK(media::extension_of(".hidden") == "");
}

TEST_CASE("no two formats share an extension, and every row is whole") {
  for (const auto& format : media::formats()) {
    CHECK_FALSE(format.media_type.empty());
    CHECK_FALSE(format.puid.empty());
    if (format.extensions.empty()) continue;
    std::string_view rest = format.extensions;
    for (bool more = true; more;) {
      const auto blank = rest.find(' ');
      CHECK(media::format_of_extension(rest.substr(0, blank)) == &format);
      more = blank != std::string_view::npos;
      if (more) rest.remove_prefix(blank + 1);
    }
  }
}

TEST_CASE("fits forgives what content cannot tell apart, and nothing else") {
  const auto fits = [](const char* name, const char* extension) {
    return media::fits(*media::find_format(name), extension);
  };
  CHECK(fits("txt", "csv"));
  CHECK(fits("txt", "MD"));
  CHECK(fits("doc", "wps"));
  CHECK(fits("xls", "et"));
  CHECK(fits("encrypted", "docx"));
  CHECK(fits("mp4", "m4a"));
  CHECK(fits("jpeg", "JPEG"));
  CHECK(fits("jpeg", ""));
  CHECK(fits("unknown", "dwg"));
  CHECK_FALSE(fits("jpeg", "png"));
  CHECK_FALSE(fits("html", "xls"));
  CHECK_FALSE(fits("docx", "doc"));
  CHECK_FALSE(fits("unknown", "jpg"));
}

TEST_CASE("named_format lets the extension decide only where content cannot") {
  const auto named = [](const char* name, const char* extension) {
    return media::named_format(*media::find_format(name), extension).name;
  };
  CHECK(named("txt", "csv") == "csv");
  CHECK(named("txt", "bat") == "script");
  CHECK(named("doc", "wps") == "wps");
  CHECK(named("jpeg", "pdf") == "jpeg");
  CHECK(named("txt", "jpg") == "txt");
  CHECK(named("txt", "") == "txt");
}
