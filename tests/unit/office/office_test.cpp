// SPDX-License-Identifier: Apache-2.0
#include "guidang/office/office.hpp"

#include <string>
#include <utility>

#include <doctest/doctest.h>

#include "guidang/base/text.hpp"
#include "guidang/digest/digest.hpp"
#include "guidang/media/format.hpp"
#include "support/documents.hpp"
#include "support/scratch.hpp"

using namespace guidang;
using namespace guidang::test;
using media::Condition;

namespace {

media::Examination examined(const std::string& bytes, std::string_view extension = {}) {
  TextSource source(bytes);
  media::Examination found;
  found.format = &media::named_format(**media::identify(source), extension);
  REQUIRE(office::examine(source, found));
  return found;
}

std::string seed(const std::string& name) {
  auto bytes = read_bytes(std::string(GUIDANG_SOURCE_DIR) + "/tests/fuzz/corpus/office/" + name);
  REQUIRE_FALSE(bytes.empty());
  return bytes;
}

std::string bytes_of(std::string_view digits) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
  }
  return bytes;
}

/// "condition fault part pages macros", what is not there left out.
std::string verdict(const std::string& bytes, std::string_view extension = {}) {
  const auto found = examined(bytes, extension);
  std::string text(to_string(found.condition));
  if (found.fault != media::Fault::none) text += " " + std::string(to_string(found.fault));
  if (!found.part.empty()) text += " " + found.part;
  if (found.document && found.document->pages) text += " " + std::to_string(*found.document->pages) + " pages";
  if (found.document && found.document->macros) text += " macros";
  return text;
}

std::string format_of(const std::string& bytes) {
  TextSource source(bytes);
  return std::string((*media::identify(source))->name);
}

/// A copy without the part `name`.
Parts without(Parts parts, const std::string& name) {
  REQUIRE(parts.erase(name) == 1);
  return parts;
}

Parts with(Parts parts, const std::string& name, const std::string& bytes) {
  parts[name] = bytes;
  return parts;
}

/// No beginning of `whole` may pass for the whole of it, but for the first letters, which are a text. A step of 1 tries
/// every length.
void check_no_cut_is_whole(const std::string& whole, std::size_t step = 1) {
  REQUIRE(examined(whole).condition == Condition::whole);
  const auto least = trimmed(whole).size();  // blanks at the end are no content
  for (std::size_t size = 5; size < least; size += step) {
    const auto found = examined(whole.substr(0, size));
    CAPTURE(size);
    CHECK(found.condition != Condition::whole);
    CHECK(found.condition != Condition::locked);
  }
}

/// Flipped bytes must end in some verdict, and never in a crash.
void check_flips(const std::string& whole, std::size_t step) {
  for (std::size_t at = 0; at < whole.size(); at += step) {
    auto flipped = whole;
    flipped[at] = static_cast<char>(~flipped[at]);
    CHECK(examined(flipped).format != nullptr);
  }
}

/// Twelve lines of text, deflated.
const std::string k_deflated = bytes_of(
    "78da75d13b0a03310c04d03ea79832db59966c79ef910b2cc19b0ff915b93f5942408630088c8a57784682b48d7cdfe31dfb"
    "dbe5d1b7f5b9e27dee782da73ee170ddc98fa9a36840a1d00d73b84c5d4ea839a052581cd2021aff225cc215ea2c217bc0ca"
    "a338da508ef32c0aad011b8535a10dedcc1cc2cad036bf8b2986d0f27f970f196f7da8");

/// Zeros of 40 MiB, deflated three times.
const std::string k_deflated_thrice = bytes_of(
    "78daabb8f5f6cec25ca64406d607ff1fb8346b28acca5258682c72998547cad13491c1a6cf9b631ee30dc6ab8c053917be89"
    "309b8872883c9cb55bf7d7fdefbd1f9e9c3e1dfdd4feb80aa762caeedf0fbf2f146560606838917a7f765a245b4bdc47cb99"
    "fb9881221ba3b7c85f5e25b2e3ecfce38f400a5ee4de6f9b9ba55810a91f5c08e43b7c99b7ee79e055d6395dfdef7ce48002"
    "027bf5db19817480361f48fb8238193690b2bd163c20ddb34e9a9f75bbc9faa5fbe76b0520ff40fd46fff84d13fe305e0d5b"
    "7102007d0d5302");

std::string stream_of(const std::string& about, const std::string& bytes) {
  return "<< " + about + " /Length " + std::to_string(bytes.size()) + " >>\nstream\n" + bytes + "\nendstream";
}

/// A page that draws the object 5, which its parent's resources name; more objects follow.
std::string pdf_drawing(const std::vector<std::string>& objects) {
  std::vector<std::string> all{"<< /Type /Catalog /Pages 2 0 R >>",
                               "<< /Type /Pages /Kids [3 0 R] /Count 1 /Resources << /XObject << /Im0 5 0 R >> >> >>",
                               "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
                               stream_of("", "/Im0 Do")};
  all.insert(all.end(), objects.begin(), objects.end());
  return pdf_of(all);
}

std::string image_of(const std::string& filter, const std::string& bytes) {
  return stream_of("/Subtype /Image /Width 1 /Height 1 /Filter " + filter, bytes);
}

/// A page with a hundred streams, each of which is all of the next one: a megabyte is read a hundred times.
std::string busy_pdf() {
  constexpr int k_first = 4;
  constexpr int k_streams = 100;
  std::string nested(std::size_t{1} << 20U, ' ');
  std::string kids;
  for (int i = k_first + k_streams; i-- > k_first;) {
    nested = std::to_string(i) + " 0 obj\n" + stream_of("", nested) + "\nendobj\n";
    kids += std::to_string(i) + " 0 R ";
  }
  const auto bytes =
      "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
      "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
      "3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents [" +
      kids + "] >>\nendobj\n" + nested;
  std::string table = "xref\n0 " + std::to_string(k_first + k_streams) + "\n0000000000 65535 f \n";
  for (int i = 1; i < k_first + k_streams; ++i) {
    const auto place = std::to_string(bytes.find("\n" + std::to_string(i) + " 0 obj\n") + 1);
    table += std::string(10 - place.size(), '0') + place + " 00000 n \n";
  }
  return bytes + table + "trailer\n<< /Size " + std::to_string(k_first + k_streams) + " /Root 1 0 R >>\nstartxref\n" +
         std::to_string(bytes.size()) + "\n%%EOF\n";
}

}  // namespace

TEST_CASE("a sound PDF is whole, and its pages are counted") {
  CHECK(verdict(pdf_of_pages(3)) == "whole 3 pages");
  CHECK(verdict(seed("linearized.pdf")) == "whole 1 pages");
  CHECK(verdict(seed("object-streams.pdf")) == "whole 1 pages");
  CHECK(verdict("mail header\r\n" + pdf_of_pages(1)) == "whole 1 pages");
  CHECK(verdict(pdf_of_pages(1) + std::string(4000, '\0')) == "whole 1 pages");
  CHECK(verdict(pdf_of_pages(1) + "<!-- sent by a web server, an object -->\n") == "whole 1 pages");
  CHECK(verdict(pdf_of_pages(1) + "\r\n0\r\n\r\n") == "whole 1 pages");  // the end of a chunked transfer
  CHECK(verdict(pdf_of_pages(1) + "\r\n2f\r\n") == "whole 1 pages");
  CHECK(verdict(pdf_of_pages(1) + "12 0 ") == "truncated cut_off");
}

TEST_CASE("a PDF with a password to open is locked, one with an owner's password alone is not") {
  CHECK(verdict(seed("user-password.pdf")) == "locked password");
  CHECK(verdict(seed("owner-password.pdf")) == "whole 1 pages");
}

TEST_CASE("no beginning of a PDF passes for the whole") {
  check_no_cut_is_whole(pdf_of_pages(2));
  check_no_cut_is_whole(seed("linearized.pdf"));
  check_no_cut_is_whole(seed("object-streams.pdf"));
}

TEST_CASE("an update of a PDF that was cut off is missed, though what it updates is whole") {
  const auto updated = seed("updated.pdf");
  CHECK(verdict(updated) == "whole 1 pages");
  const auto before = updated.find("%%EOF\n") + 6;
  CHECK(verdict(updated.substr(0, before)) == "whole 1 pages");
  for (auto size = before + 1; size < trimmed(updated).size(); ++size) {
    CAPTURE(size);
    CHECK(verdict(updated.substr(0, size)) == "truncated cut_off");
  }
}

TEST_CASE("what a PDF lacks or contradicts is told") {
  CHECK(verdict(pdf_of_pages(2).substr(0, 300)) == "truncated cut_off");
  CHECK(verdict(pdf_of_pages(0)) == "damaged no_content 0 pages");
  CHECK(verdict(pdf_of({"<< /Type /Catalog >>"})) == "damaged bad_structure");
  CHECK(verdict(pdf_of({"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [9 0 R] /Count 1 >>"})) ==
        "damaged bad_structure");
  auto zeroed = pdf_of_pages(1);
  const auto place = zeroed.find("4 0 obj");
  zeroed.replace(place, 30, std::string(30, '\0'));  // a block that never arrived
  CHECK(verdict(zeroed) == "damaged bad_structure");
  auto moved = pdf_of_pages(1);
  moved.replace(moved.find("startxref\n") + 10, 1, "1");
  CHECK(verdict(moved) == "damaged bad_structure");
}

TEST_CASE("a page whose content does not unpack is damaged") {
  const auto pdf_with = [](const std::string& filter, const std::string& bytes) {
    return pdf_of({"<< /Type /Catalog /Pages 2 0 R >>",
                   "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                   "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [4 0 R] >>",
                   stream_of("/Filter " + filter, bytes)});
  };
  CHECK(verdict(pdf_with("/FlateDecode", k_deflated)) == "whole 1 pages");
  CHECK(verdict(pdf_with("/OfAProgram", "x")) == "whole 1 pages");  // nobody here can tell
  const auto half = k_deflated.size() / 2;
  CHECK(verdict(pdf_with("/FlateDecode", k_deflated.substr(0, half) + std::string(half, '\xff'))) ==
        "damaged bad_structure");
  CHECK(verdict(pdf_with("/FlateDecode", std::string(half, '\0'))) == "damaged bad_structure");
}

TEST_CASE("what a page draws must be there and unpack") {
  const std::string zeros(100, '\0');
  CHECK(verdict(pdf_drawing({image_of("/FlateDecode", k_deflated)})) == "whole 1 pages");
  CHECK(verdict(pdf_drawing({image_of("/FlateDecode", zeros)})) == "damaged bad_structure");
  CHECK(verdict(pdf_drawing({image_of("/CCITTFaxDecode", "\x26\xa1")})) == "whole 1 pages");
  CHECK(verdict(pdf_drawing({image_of("/CCITTFaxDecode", zeros)})) == "damaged bad_structure");
  CHECK(verdict(pdf_drawing({stream_of("/Subtype /Image /Width 10 /Height 10", zeros)})) == "whole 1 pages");  // black
  auto lost = pdf_drawing({image_of("/FlateDecode", k_deflated)});
  lost.replace(lost.find("5 0 obj"), 40, std::string(40, '\0'));
  CHECK(verdict(lost) == "damaged bad_structure");
  const std::string form =
      stream_of("/Subtype /Form /Resources << /XObject << /Again 5 0 R /Im1 6 0 R >> >>", "/Im1 Do");
  CHECK(
      verdict(pdf_drawing({form, image_of("/FlateDecode /SMask 7 0 R", k_deflated), image_of("/JBIG2Decode", "x")})) ==
      "whole 1 pages");
  CHECK(verdict(
            pdf_drawing({form, image_of("/FlateDecode /SMask 7 0 R", k_deflated), image_of("/JBIG2Decode", zeros)})) ==
        "damaged bad_structure");
  CHECK(verdict(pdf_drawing({form})) == "whole 1 pages");  // what no table of objects names is null
}

TEST_CASE("JPEGs that a page draws are decoded") {
  const auto jpeg = samples::jpeg();
  CHECK(verdict(pdf_drawing({image_of("/DCTDecode", jpeg)})) == "whole 1 pages");
  CHECK(verdict(pdf_drawing({image_of("[/DCTDecode]", jpeg.substr(0, jpeg.size() - 2))})) == "whole 1 pages");
  CHECK(verdict(pdf_drawing({image_of("/DCTDecode", jpeg.substr(0, jpeg.size() - 3))})) == "damaged bad_structure");
  CHECK(verdict(pdf_drawing({image_of("[/DCTDecode]", std::string(jpeg.size(), '\0'))})) == "damaged bad_structure");
}

TEST_CASE("what a page draws is looked at up to a size, and a PDF that keeps its reader busy is given up") {
  const std::string thrice = "[/FlateDecode /FlateDecode /FlateDecode]";
  std::vector<std::string> objects;
  std::string names;
  for (int i = 0; i < 9; ++i) {
    objects.push_back(image_of(thrice, k_deflated_thrice));
    names += "/Im" + std::to_string(i) + " " + std::to_string(6 + i) + " 0 R ";
  }
  objects.insert(objects.begin(), stream_of("/Subtype /Form /Resources << /XObject << " + names + ">> >>", ""));
  CHECK(verdict(pdf_drawing(objects)) == "whole 1 pages");  // 360 MiB
  CHECK(verdict(busy_pdf()) == "abandoned too_slow");
}

TEST_CASE("a page tree that runs in a circle, or is very deep, ends") {
  CHECK(verdict(pdf_of({"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"})) ==
        "damaged no_content 0 pages");
  std::vector<std::string> objects{"<< /Type /Catalog /Pages 2 0 R >>"};
  for (int i = 3; i < 20'003; ++i) objects.push_back("<< /Type /Pages /Kids [" + std::to_string(i) + " 0 R] >>");
  objects.push_back("<< /Type /Page >>");
  CHECK(verdict(pdf_of(objects)) == "whole 1 pages");
}

TEST_CASE("OOXML documents are whole when their parts are there and read to the end") {
  CHECK(verdict(package_of(docx_parts())) == "whole");
  CHECK(verdict(package_of(docx_parts(), "word/document.xml")) == "whole");
  CHECK(verdict(package_of(pptx_parts())) == "whole 2 pages");
  CHECK(verdict(seed("table.xlsx")) == "whole");
  CHECK(verdict(package_of(docx_parts()) + "junk of a mail program") == "whole");
}

TEST_CASE("which part of an OOXML document is missing or broken is told") {
  for (const std::string part : {"_rels/.rels", "word/document.xml"}) {
    const auto lacking = with(without(docx_parts(), part), "word/styles.xml", "<w:styles xmlns:w=\"x\"/>");
    CHECK(verdict(package_of(lacking)) == "damaged missing_part " + part);
  }
  CHECK(verdict(package_of(without(pptx_parts(), "ppt/slides/slide2.xml"))) ==
        "damaged missing_part ppt/slides/slide2.xml");
  CHECK(verdict(package_of(with(docx_parts(), "word/document.xml", "<w:document><w:body>"))) ==
        "damaged bad_part word/document.xml");
  CHECK(verdict(package_of(with(docx_parts(), "_rels/.rels", relations("")))) == "damaged missing_part officeDocument");
}

TEST_CASE("a binary workbook is whole though its main part is no XML") {
  const std::string type = "application/vnd.ms-excel.sheet.binary.macroEnabled.main";
  const Parts parts{{"[Content_Types].xml", "<Types><Override ContentType=\"" + type + "\"/></Types>"},
                    {"_rels/.rels", relations(relation("rId1", "officeDocument", "xl/workbook.bin"))},
                    {"xl/workbook.bin", std::string("\x83\x01\x00\x84\x01\x00", 6)},
                    {"xl/_rels/workbook.bin.rels", relations(relation("rId1", "worksheet", "worksheets/sheet1.bin"))},
                    {"xl/worksheets/sheet1.bin", std::string("\x81\x01\x00\x82\x01\x00", 6)}};
  CHECK(format_of(package_of(parts)) == "xlsx");
  CHECK(verdict(package_of(parts)) == "whole");
  CHECK(verdict(package_of(with(parts, "xl/vbaProject.bin", "x"))) == "whole macros");
  CHECK(verdict(package_of(without(parts, "xl/worksheets/sheet1.bin"))) ==
        "damaged missing_part xl/worksheets/sheet1.bin");
  CHECK(verdict(package_of(without(parts, "xl/workbook.bin"))) == "damaged missing_part xl/workbook.bin");
}

TEST_CASE("macros are told, whatever the extension") {
  CHECK(verdict(package_of(with(docx_parts(), "word/vbaProject.bin", "x"))) == "whole macros");
  auto types = docx_parts()["[Content_Types].xml"];
  types.replace(types.find("document.main"), 13, "document.macroEnabled.main");
  CHECK(verdict(package_of(with(docx_parts(), "[Content_Types].xml", types))) == "whole macros");
  CHECK(verdict(package_of(with(odt_parts(), "Basic/Standard/Module1.xml", "<m/>"), "mimetype")) == "whole macros");
  CHECK(verdict(package_of(with(odt_parts(), "Basic/script-lc.xml", "<m/>"), "mimetype")) == "whole");
  CHECK(verdict(ole_of({{"WordDocument", word_stream()}, {"Macros"}})) == "whole macros");
  CHECK(verdict(ole_of({{"WordDocument", word_stream()}, {"ObjectPool"}})) == "whole");
}

TEST_CASE("pictures inside a document are listed by name with their digests") {
  const auto photo = samples::jpeg(samples::exif(0x9003, "2026:10:12 09:30:12"));
  auto parts = with(docx_parts(), "word/media/image2.jpeg", photo);
  parts = with(parts, "word/media/image1.png", samples::png());
  parts = with(parts, "word/media/image3.emf", "no picture that is known here");
  parts = with(parts, "word/other/image4.jpeg", photo);
  const auto found = examined(package_of(parts));
  CHECK(found.condition == Condition::whole);
  REQUIRE(found.document->pictures.size() == 2);
  CHECK(found.document->pictures[0].name == "word/media/image1.png");
  CHECK(found.document->pictures[1].name == "word/media/image2.jpeg");
  CHECK(found.document->pictures[1].sha256 == digest_of(Algorithm::sha256, photo));
  CHECK(found.document->pictures[1].captured.has_value());
}

TEST_CASE("at most 200 pictures of a document are looked at") {
  auto parts = docx_parts();
  for (int i = 0; i < 250; ++i) parts["word/media/image" + std::to_string(i) + ".png"] = samples::png();
  const auto found = examined(package_of(parts));
  CHECK(found.condition == Condition::whole);
  CHECK(found.document->pictures.size() == 200);
}

TEST_CASE("no beginning of a zip passes for the whole, and the format is still told") {
  check_no_cut_is_whole(package_of(docx_parts()));
  check_no_cut_is_whole(package_of(ofd_parts()));
  check_no_cut_is_whole(package_of(odt_parts(), "mimetype"));
  check_no_cut_is_whole(package_of({{"a.txt", "text"}}));
  const auto whole = package_of(docx_parts());
  CHECK(format_of(whole.substr(0, whole.size() - 30)) == "docx");
  CHECK(verdict(whole.substr(0, whole.size() - 30)) == "truncated cut_off");
}

TEST_CASE("an OFD has its root, its documents and their pages") {
  CHECK(verdict(package_of(ofd_parts())) == "whole 2 pages");
  CHECK(verdict(package_of(without(ofd_parts(), "Doc_0/Document.xml"))) == "damaged missing_part Doc_0/Document.xml");
  CHECK(verdict(package_of(without(ofd_parts(), "Doc_0/Pages/Page_1/Content.xml"))) ==
        "damaged missing_part /Doc_0/Pages/Page_1/Content.xml");
  CHECK(verdict(package_of(with(ofd_parts(), "Encryptions.xml", "<e/>"))) == "locked password Encryptions.xml");
  CHECK(verdict(package_of(with(ofd_parts(), "OFD.xml", "<ofd:OFD xmlns:ofd=\"x\"/>"))) == "damaged no_content");
}

TEST_CASE("an OpenDocument text has a manifest and content, and says in it that it is locked") {
  CHECK(verdict(package_of(odt_parts(), "mimetype")) == "whole");
  CHECK(format_of(package_of(odt_parts())) == "odt");  // packed anew, its type is not the first entry
  CHECK(verdict(package_of(without(odt_parts(), "content.xml"), "mimetype")) == "damaged missing_part content.xml");
  auto manifest = odt_parts()["META-INF/manifest.xml"];
  manifest.insert(manifest.find("</m:file-entry>"), "<m:encryption-data/>");
  CHECK(verdict(package_of(with(odt_parts(), "META-INF/manifest.xml", manifest), "mimetype")) == "locked password");
}

TEST_CASE("a zip is read to its end") {
  CHECK(verdict(package_of({{"a.txt", "text"}, {"b.txt", "more"}})) == "whole");
  CHECK(verdict(raw_zip({})) == "damaged no_content");
  CHECK(verdict(seed("locked.zip")) == "locked password a.txt");
  auto zip = package_of({{"a.txt", "text"}, {"b.txt", noise(5000)}});
  zip[zip.find("b.txt") + 200] ^= 1;
  CHECK(verdict(zip) == "damaged bad_checksum b.txt");
  // names as old programs write them are no fault of the content
  CHECK(verdict(raw_zip(
            {{.name = "a\\b.txt", .bytes = ""}, {.name = "../c", .bytes = ""}, {.name = "../c", .bytes = ""}})) ==
        "whole");
}

TEST_CASE("what unpacks to absurd sizes is given up unread") {
  const std::string blanks(std::size_t{40} << 20U, ' ');
  CHECK(verdict(package_of({{"a.txt", blanks}})) == "abandoned too_large");
  CHECK(verdict(package_of(with(docx_parts(), "word/document.xml", blanks))) == "abandoned too_large");
  std::string deep;
  for (int i = 0; i < 300; ++i) deep += "<a>";
  for (int i = 0; i < 300; ++i) deep += "</a>";
  CHECK(verdict(package_of(with(docx_parts(), "word/document.xml", deep))) == "abandoned too_large word/document.xml");
}

TEST_CASE("an OLE document is whole when every stream has its sectors") {
  CHECK(verdict(ole_of({{"WordDocument", word_stream()}, {"1Table", std::string(5000, 't')}, {"small", "x"}})) ==
        "whole");
  CHECK(verdict(seed("table.xls")) == "whole");
}

TEST_CASE("no beginning of an OLE document passes for the whole") {
  const auto whole = ole_of({{"WordDocument", word_stream()}, {"1Table", std::string(5000, 't')}, {"small", "x"}});
  check_no_cut_is_whole(whole, 7);
  CHECK(verdict(whole.substr(0, 6000), "doc") == "truncated cut_off");
  CHECK(format_of(whole.substr(0, 6000)) == "ole");
  const auto real = seed("table.xls");
  for (std::size_t size = 1; size + 512 < real.size(); size += 101) {
    CHECK(examined(real.substr(0, size)).condition != Condition::whole);
  }
}

TEST_CASE("OLE documents say in their own ways that they are locked") {
  using samples::little;
  CHECK(verdict(ole_of({{"WordDocument", word_stream(0x0100)}})) == "locked password");
  CHECK(verdict(ole_of({{"EncryptedPackage", std::string(5000, 'x')}, {"EncryptionInfo", "x"}}), "docx") ==
        "locked password");
  const auto begin = little(0x0809, 2) + little(4, 2) + std::string(4, '\0');
  const auto pass = little(0x2F, 2) + little(2, 2) + std::string(2, '\0');
  const auto end = little(0x0A, 2) + little(0, 2);
  CHECK(verdict(ole_of({{"Workbook", begin + pass + end}})) == "locked password");
  CHECK(verdict(ole_of({{"Workbook", begin + end + pass}})) == "whole");
  const auto user = std::string(8, '\0') + little(20, 4);
  CHECK(verdict(ole_of({{"Current User", user + little(0xF3D1C4DF, 4)}, {"PowerPoint Document", word_stream()}})) ==
        "locked password");
  CHECK(verdict(ole_of({{"Current User", user + little(0xE391C05F, 4)}, {"PowerPoint Document", word_stream()}})) ==
        "whole");
}

TEST_CASE("a workbook with protected structure, which Excel opens without asking, is not locked") {
  using samples::little;
  const auto workbook = [](std::string body) {
    const auto begin = little(0x0809, 2) + little(4, 2) + std::string(4, '\0');
    body = little(0x2F, 2) + little(body.size(), 2) + body;
    return ole_of({{"Workbook", begin + body + little(0x0A, 2) + little(0, 2)}});
  };
  // made by another program with the password VelvetSweatshop: RC4, and RC4 by CryptoAPI with 128 and 40 bits
  const auto plain = bytes_of(
      "010001000100e8772c1d91c56a37964761b2801832170fed626187dfdae2a9e44edd9d7d7de5fc1e80341ab211f795497e79"
      "df44a154");
  const auto long_key = bytes_of(
      "010002000200040000004600000004000000000000000168000004800000800000000100000000000000000000004d006900"
      "630072006f0073006f0066007400200045006e00680061006e00630065006400000010000000e8772c1d91c56a37964761b2"
      "80183217f1f5795ff85ae5eee1a28ef8eb6b809d14000000d5ec27db020595ae78a15750af48d84385387ea2");
  const auto short_key = bytes_of(
      "010002000200040000004600000004000000000000000168000004800000280000000100000000000000000000004d006900"
      "630072006f0073006f0066007400200045006e00680061006e00630065006400000010000000e8772c1d91c56a37964761b2"
      "80183217f8c2ccab4690d825fd497a95c7323495140000005baa70364ce948cbc74a1ab5e838cfa4f6193584");
  for (const auto& body : {plain, long_key, short_key}) {
    CHECK(verdict(workbook(body)) == "whole");
    auto other = body;  // by another password
    other.back() = static_cast<char>(~other.back());
    CHECK(verdict(workbook(other)) == "locked password");
    for (std::size_t size = 0; size < body.size(); ++size) {
      CHECK(verdict(workbook(body.substr(0, size))) == "locked password");
    }
  }
  auto endless = long_key;
  endless.replace(10, 4, 4, '\xff');  // a header that ends nowhere
  CHECK(verdict(workbook(endless)) == "locked password");
}

TEST_CASE("an OLE document whose tables contradict each other is damaged") {
  auto bytes = ole_of({{"WordDocument", word_stream()}, {"1Table", std::string(5000, 't')}});
  const auto table = bytes.size() - 512;
  bytes.replace(table, 4, samples::little(0xFFFFFFFE, 4));  // the first stream ends after its first sector
  CHECK(verdict(bytes) == "damaged bad_structure");
  bytes.replace(table, 4, samples::little(0, 4));  // its first sector follows itself
  CHECK(verdict(bytes) == "damaged bad_structure");
  bytes.replace(table, 4, samples::little(100'000, 4));  // it goes on beyond the end
  CHECK(verdict(bytes) == "truncated cut_off");
}

TEST_CASE("texts are whole if they decode") {
  CHECK(verdict("会议记录\n") == "whole");
  CHECK(verdict("\xbb\xe1\xd2\xe9\r\n") == "whole");
  CHECK(verdict("姓名,电话\n", "csv") == "whole");
  CHECK(verdict("[a](b)", "md") == "whole");
  CHECK(verdict("{\"a\": 1}") == "whole");
  CHECK(verdict("姓名,电话\r\n\x1a", "csv") == "whole");  // Ctrl-Z, as DOS ended texts
}

TEST_CASE("texts that end within a character are cut off") {
  CHECK(verdict("会议记录会议记\xe5\xbd") == "truncated cut_off");
  CHECK(verdict("会议记录会议记录\xe5") == "truncated cut_off");
  CHECK(verdict("会议记录会议\xe8\xae") == "truncated cut_off");  // of even length: would pass for GB18030
  CHECK(verdict("\xbb\xe1\xd2\xe9\xbc") == "truncated cut_off");
  CHECK(verdict("\xbb\xe1\xd2\xe9\x81\x30\x81") == "truncated cut_off");
  CHECK(verdict("\xff\xfe\x1a\x4f\xae") == "truncated cut_off");
  CHECK(verdict("\xff\xfe\x1a\x4f\x3d\xd8") == "truncated cut_off");  // half a pair
}

TEST_CASE("texts with parts that never arrived, or that are no text, are damaged") {
  std::string long_text;
  while (long_text.size() < 31'000) long_text += "会议记录\n";
  CHECK(verdict(long_text) == "whole");
  CHECK(verdict(long_text + std::string(20'000, '\0')) == "damaged bad_structure");
  CHECK(verdict(long_text + std::string(4096, '\0') + long_text, "csv") == "damaged bad_structure");
  CHECK(verdict(std::string(20'000, 'a') + "\xff\xff\x01\x02") == "damaged bad_structure");
  CHECK(verdict(long_text + "\xff\xff\n") == "abandoned bad_structure");  // one bad place is no reason not to count it
  std::string wide = "\xff\xfe";
  for (int i = 0; i < 10'000; ++i) wide += "\x1a\x4f";
  CHECK(verdict(wide) == "whole");
  CHECK(verdict(wide + std::string(100, '\0')) == "damaged bad_structure");
  CHECK(verdict(wide + std::string("\x00\xdc\x1a\x4f", 4)) == "damaged bad_structure");
}

TEST_CASE("an XML document is well-formed or damaged, an RTF document closed or cut off") {
  CHECK(verdict("<?xml version=\"1.0\"?><a>b</a>") == "whole");
  CHECK(verdict("<?xml version=\"1.0\" encoding=\"GBK\"?><a>\xbb\xe1</a>") == "whole");
  CHECK(verdict("<?xml version=\"1.0\"?><a>b") == "damaged bad_structure");
  CHECK(verdict("<?xml version=\"1.0\"?><!DOCTYPE a><a/>") == "unexamined");
  const std::string rtf = "{\\rtf1\\ansi{\\b a\\}}{\\*\\bin3 }}}x}}";
  CHECK(verdict(rtf) == "whole");
  CHECK(verdict(rtf + "\r\n") == "whole");
  for (std::size_t size = 5; size < rtf.size(); ++size) CHECK(verdict(rtf.substr(0, size)) == "truncated cut_off");
}

TEST_CASE("formats that nothing opens stay unexamined") {
  CHECK(verdict("7z\xbc\xaf\x27\x1c" + std::string(40, '\1')) == "unexamined");
  CHECK(verdict(std::string("\x1f\x8b\x08\0\0\0\0\0\0\3", 10) + std::string(20, 'x')) == "unexamined");
}

TEST_CASE("flipped bytes end in a verdict") {
  check_flips(pdf_of_pages(2), 5);
  check_flips(seed("object-streams.pdf"), 7);
  check_flips(package_of(docx_parts()), 3);
  check_flips(package_of(ofd_parts()), 5);
  check_flips(ole_of({{"WordDocument", word_stream()}, {"small", "x"}}), 11);
}

TEST_CASE("flipped content of a zip is never whole") {
  const auto whole = package_of({{"a.txt", noise(3000)}});
  const auto begin = whole.find("a.txt") + 5;
  for (std::size_t at = begin; at < begin + 3000; at += 50) {
    auto flipped = whole;
    flipped[at] = static_cast<char>(~flipped[at]);
    CHECK(examined(flipped).condition == Condition::damaged);
  }
}

TEST_CASE("what the source cannot give is an error, not a fault of the file") {
  class Failing final : public fs::Source {
   public:
    Failing(std::string bytes, int good) : bytes_(std::move(bytes)), good_(good) {}

    [[nodiscard]] std::uint64_t size_bytes() const override { return bytes_.size_bytes(); }

    [[nodiscard]] Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> buffer) override {
      if (good_-- <= 0) return fail(ErrorCode::io, {"test/failed", {}});
      return bytes_.read_at(offset, buffer);
    }

    [[nodiscard]] Result<void> check_unchanged() override { return {}; }

   private:
    TextSource bytes_;
    int good_;
  };

  for (const auto& bytes : {pdf_of_pages(1), package_of(docx_parts()), ole_of({{"WordDocument", word_stream()}})}) {
    const auto* const format = examined(bytes).format;
    for (int good = 0; good < 3; ++good) {
      Failing source(bytes, good);
      media::Examination found;
      found.format = format;
      const auto result = office::examine(source, found);
      REQUIRE_FALSE(result);
      CHECK(result.error().message.id == "test/failed");
    }
  }
}
