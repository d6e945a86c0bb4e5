// SPDX-License-Identifier: Apache-2.0
#include "guidang/bundle/receipt.hpp"

#include <doctest/doctest.h>

using namespace guidang;

namespace {

Receipt sample() {
  Receipt receipt;
  receipt.group = "秀水社区-2026Q4";
  receipt.edition = "2026Q4";
  receipt.unit = "秀水社区";
  receipt.copy = {
      .id = "street", .name = "街道份", .holder = "街道", .keeper = "李敏", .phone = "1", .place = "2", .where = {}};
  receipt.number = 1;
  receipt.count = 2;
  receipt.parts = {{"a-1.zip", 10, std::string(64, 'a'), 5, 2, std::string(64, 'b'), std::string(64, 'c')},
                   {"a-2.zip", 20, std::string(64, 'd'), 7, 3, std::string(64, 'e'), std::string(64, 'f')}};
  receipt.bagging_date = make_date(2027, 1, 5).value();
  receipt.read_back = fs::ReadBack::cache_bypassed;
  receipt.packer = "guidang 0.1.0";
  receipt.algorithm = "sha256";
  return receipt;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto place = text.find(from);
  REQUIRE(place != std::string::npos);
  return text.replace(place, from.size(), to);
}

}  // namespace

TEST_CASE("a receipt reads back as it was written") {
  const auto receipt = sample();
  const auto text = receipt_text(receipt);
  const auto back = parse_receipt(text, "r.json");
  REQUIRE(back.has_value());
  CHECK(receipt_text(*back) == text);
  CHECK(back->parts == receipt.parts);
  CHECK(back->size_bytes() == 30);
  CHECK(back->payload_bytes() == 12);
  CHECK(back->payload_files() == 5);
  CHECK(back->copy.keeper == "李敏");
}

TEST_CASE("what is no receipt is refused") {
  const auto text = receipt_text(sample());
  for (const auto& bad : {std::string("{}"),
                          std::string("[]"),
                          replaced(text, "guidang-receipt", "guidang-report"),
                          replaced(text, "\"version\": 1", "\"version\": 2"),
                          replaced(text, "a-1.zip", "../a-1.zip"),
                          replaced(text, "a-1.zip", "/etc/passwd"),
                          replaced(text, "\"size_bytes\": 10", "\"size_bytes\": -10"),
                          replaced(text, "2027-01-05", "yesterday"),
                          replaced(text, "\"form\": \"zip\"", "\"form\": \"tar\""),
                          replaced(text, "\"keeper\"", "\"kept by\"")}) {
    CAPTURE(bad);
    const auto refused = parse_receipt(bad, "r.json");
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().message.id == "bundle/no-receipt");
  }
  CHECK(parse_receipt("{", "r.json").error().code == ErrorCode::malformed);
}
