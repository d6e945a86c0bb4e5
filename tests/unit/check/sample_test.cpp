// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/sample.hpp"

#include <doctest/doctest.h>

#include "guidang/digest/digest.hpp"
#include "unit/check/builder.hpp"

using namespace guidang;
using namespace guidang::check_test;

namespace {

const std::vector<std::string> k_records{"a", "b", "c", "d", "e", "f"};

Item sampled(int count) {
  auto item = leaf("Ⅲ-1");
  item.sample = {count, "2026Q4"};
  return item;
}

ResultLine verdict(std::string object, bool good, std::string_view date = "") {
  auto line = result_line("Ⅲ-1", std::move(object), std::nullopt, date);
  line.good = good;
  return line;
}

}  // namespace

TEST_CASE("anybody draws the same records from the same seed") {
  const auto drawn = draw(k_records, 3, "2026Q4");
  CHECK(drawn.size() == 3);
  auto reversed = k_records;
  std::ranges::reverse(reversed);
  CHECK(draw(reversed, 3, "2026Q4") == drawn);
  CHECK(draw(k_records, 6, "2026Q4") != draw(k_records, 6, "2027Q1"));
  CHECK(draw(k_records, 9, "2026Q4").size() == 6);
  CHECK(draw({}, 3, "2026Q4").empty());

  SUBCASE("by the digest of seed, U+001F and name") {
    std::string least;
    for (const auto& record : k_records) {
      const auto key = digest_of(Algorithm::sha256, "2026Q4\x1f" + record);
      if (least.empty() || key < digest_of(Algorithm::sha256, "2026Q4\x1f" + least)) least = record;
    }
    CHECK(drawn.front() == least);
  }
}

TEST_CASE("the count is the rule's, else the most that a sentence asks for") {
  auto item = leaf("Ⅲ-1", {});
  CHECK(sample_size(item) == 0);
  Sentence sentence;
  sentence.kind = SentenceKind::per_bad_sample;
  sentence.target = 5;
  item.scoring.push_back(sentence);
  CHECK(sample_size(item) == 5);
  item.sample.count = 3;
  CHECK(sample_size(item) == 3);
}

TEST_CASE("records are good, bad or open by the assessor's lines") {
  const auto item = sampled(6);
  const auto good = verdict("A", true);  // folded
  const auto bad = verdict("b", false);
  const auto other = verdict("x", false);
  auto counted = result_line("Ⅲ-1", "c", 0);
  auto review = verdict("d", false);
  review.under_review = true;
  const auto sample = sample_of(item, k_records, {&good, &bad, &other, &counted, &review}, true);
  CHECK(sample.good == 2);
  CHECK(sample.bad == 1);
  CHECK(sample.open == 3);

  SUBCASE("of several lines about one record the latest stands") {
    const auto first = verdict("a", false, "2026-11-01");
    const auto again = verdict("a", true, "2026-11-10");
    CHECK(sample_of(sampled(1), {"a"}, {&again, &first}, true).good == 1);
  }
}

TEST_CASE("records that do not exist are bad once due, and open before") {
  CHECK(sample_of(sampled(5), {"a", "b"}, {}, true).bad == 3);
  CHECK(sample_of(sampled(5), {"a", "b"}, {}, true).open == 2);
  CHECK(sample_of(sampled(5), {"a", "b"}, {}, false).bad == 0);
  CHECK(sample_of(sampled(5), {"a", "b"}, {}, false).open == 5);
}

TEST_CASE("a sample is drawn from the events of a leaf, else from its files") {
  auto events = with_events(leaf("Ⅲ-1"), 2, {slot("通知")});
  events.sample = {5, "s"};
  auto files = with_slots(leaf("Ⅲ-2"), {slot("名册")});
  files.sample = {5, "s"};
  Archive archive({events, files});
  archive.add("Ⅲ-1 会议/20261012 甲/通知.txt");
  archive.add("Ⅲ-1 会议/20250101 早/通知.txt");  // outside the window
  archive.add("Ⅲ-2 名册/名册.txt");
  archive.tables.results.push_back(verdict("名册", true));
  archive.tables.results.back().code = "Ⅲ-2";
  const auto result = archive.run();
  CHECK(result.leaves[0].sample.value().drawn == std::vector<std::string>{"20261012 甲"});
  CHECK(result.leaves[1].sample.value().drawn == std::vector<std::string>{"名册.txt"});
  CHECK(count_rule(result, "form/unknown-object") == 1);  // the record is called 名册.txt
}
