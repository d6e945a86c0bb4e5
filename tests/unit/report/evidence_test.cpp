// SPDX-License-Identifier: Apache-2.0
#include <limits>

#include <doctest/doctest.h>

#include "guidang/json/schema.hpp"
#include "guidang/report/evidence_json.hpp"
#include "support/scratch.hpp"

using namespace guidang;

namespace {

/// What `definitions/evidence` of the schema finds wrong, as the number of violations.
std::size_t violations(const json::Value& evidence) {
  const auto bytes = test::read_bytes(std::string(GUIDANG_SOURCE_DIR) + "/schemas/report.schema.json");
  const auto whole = json::parse(bytes, "schema").value();
  json::Value part = json::Value::object();
  part.add("type", "array");
  json::Value items = json::Value::object();
  items.add("$ref", "#/definitions/evidence");
  part.add("items", std::move(items));
  part.add("definitions", *whole.find("definitions"));
  return json::Schema::compile(part)->violations(evidence).size();
}

ReportEvidence photo() {
  ReportEvidence file;
  file.path = "资料/照片1.jpg";
  file.codes = {"Ⅲ-3", "Ⅲ-9"};
  file.size_bytes = 12345;
  file.sha256 = std::string(64, 'a');
  file.date = make_date(2026, 10, 12);
  file.date_source = DateSource::event_folder;
  file.saved_by = make_date(2026, 10, 15);
  file.examination.format = media::find_format("jpeg");
  file.examination.condition = media::Condition::truncated;
  file.examination.fault = media::Fault::cut_off;
  file.examination.captured = media::Moment{1791795600, 480};
  media::Picture picture;
  picture.width = 4000;
  picture.height = 3000;
  picture.orientation = 6;
  picture.sharpness = 0;
  picture.fingerprint = 0x00000000000000ffULL;
  picture.camera = "HUAWEI ANA-AL00";
  picture.serial = "secret";
  picture.place = media::Place{-30274085, 120000001};
  file.examination.picture = picture;
  return file;
}

}  // namespace

TEST_CASE("a file stands in the report with all that was found in it") {
  const auto value = evidence_value({photo()});
  CHECK(json::dump(value, json::Layout::compact) ==
        R"([{"path":"资料/照片1.jpg","items":["Ⅲ-3","Ⅲ-9"],"bytes":12345,"sha256":")" + std::string(64, 'a') +
            R"(","format":"jpeg","condition":"truncated","fault":"cut_off","part":null,"date":"2026-10-12",)"
            R"("date_source":"event_folder","saved_by":"2026-10-15","captured":"2026-10-12T09:00:00+08:00",)"
            R"("picture":{"width":4000,"height":3000,"orientation":6,"sharpness":0,"fingerprint":"00000000000000ff",)"
            R"("camera":"HUAWEI ANA-AL00","software":null,"place":{"latitude":"-30.274085","longitude":"120.000001"}},)"
            R"("document":null,"text":null,"recording":null}])");
  CHECK(violations(value) == 0);
}

TEST_CASE("of a file that could not be read the report knows its name and size") {
  ReportEvidence file;
  file.path = "资料/\xff.txt";
  file.size_bytes = 5;
  const auto value = evidence_value({file});
  CHECK(json::dump(value, json::Layout::compact) ==
        R"([{"path":"资料/\\xFF.txt","items":[],"bytes":5,"sha256":null,"format":null,"condition":null,"fault":null,)"
        R"("part":null,"date":null,"date_source":null,"saved_by":null,"captured":null,"picture":null,"document":null,)"
        R"("text":null,"recording":null}])");
  CHECK(violations(value) == 0);
}

TEST_CASE("documents, texts and recordings fit the schema, and show no numbers of people") {
  ReportEvidence file;
  file.path = "资料/名册.docx";
  file.examination.format = media::find_format("docx");
  media::Document document;
  document.macros = true;
  document.pictures.resize(3);
  file.examination.document = document;
  media::Text text;
  text.characters = 500;
  text.id_numbers = 2;
  text.first_id_number = "110101********1234";
  file.examination.text = text;
  media::Recording recording;
  recording.duration_ms = 1500;
  file.examination.recording = recording;
  const auto value = evidence_value({file});
  const auto dumped = json::dump(value, json::Layout::compact);
  CHECK(dumped.find(R"("document":{"pages":null,"macros":true,"pictures":3})") != std::string::npos);
  CHECK(dumped.find(R"("text":{"characters":500,"id_numbers":2,"phone_numbers":0})") != std::string::npos);
  CHECK(dumped.find(R"("recording":{"duration_ms":1500,"width":null,"height":null,"sound":false})") !=
        std::string::npos);
  CHECK(dumped.find("1234") == std::string::npos);
  CHECK(violations(value) == 0);
}

TEST_CASE("moments are told as their clock showed them") {
  CHECK(moment_text({1791795600, std::nullopt}) == "2026-10-12T09:00:00");
  CHECK(moment_text({1791795600, 0}) == "2026-10-12T09:00:00+00:00");
  CHECK(moment_text({-1, -210}) == "1969-12-31T23:59:59-03:30");
  CHECK(moment_text({std::numeric_limits<std::int64_t>::max(), 0}).empty());
  CHECK(moment_text({std::numeric_limits<std::int64_t>::min(), 0}).empty());
}
