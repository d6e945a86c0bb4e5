// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/sample.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/digest/digest.hpp"

namespace guidang {
namespace {

bool draws(const Sentence& sentence) {
  return sentence.kind == SentenceKind::per_bad_sample || sentence.kind == SentenceKind::rating_by_sample ||
         sentence.kind == SentenceKind::bad_sample_zero;
}

/// What a line says of its record; nothing while it is under review.
std::optional<bool> verdict(const ResultLine& line) {
  if (line.under_review) return std::nullopt;
  if (line.good) return line.good;
  if (line.defects) return *line.defects == 0;
  return std::nullopt;
}

}  // namespace

std::vector<std::string> draw(std::vector<std::string> records, int count, std::string_view seed) {
  std::vector<std::pair<std::string, std::string>> keyed;
  for (auto& record : records) {
    auto key = digest_of(Algorithm::sha256, std::string(seed) + '\x1f' + nfc(record));
    keyed.emplace_back(std::move(key), std::move(record));
  }
  std::ranges::sort(keyed);
  std::vector<std::string> drawn;
  for (auto& [key, record] : keyed) {
    if (std::ssize(drawn) < count) drawn.push_back(std::move(record));
  }
  return drawn;
}

int sample_size(const Item& leaf) {
  if (leaf.sample.count > 0) return leaf.sample.count;
  constexpr int k_most = 1'000'000;
  int most = 0;
  for (const auto& sentence : leaf.scoring) {
    if (!draws(sentence)) continue;
    int count = 0;  // of a whole number; there is no other way out of an exact one
    const auto text = sentence.target.text();
    for (const char digit : text) {
      if (digit < '0' || digit > '9' || count > k_most) break;
      count = count * 10 + (digit - '0');
    }
    most = std::max(most, count);
  }
  return most;
}

SampleState sample_of(const Item& leaf,
                      std::vector<std::string> records,
                      const std::vector<const ResultLine*>& lines,
                      bool due_passed) {
  SampleState sample;
  sample.wanted = sample_size(leaf);
  sample.drawn = draw(std::move(records), sample.wanted, leaf.sample.seed);
  std::map<std::string, const ResultLine*> latest;
  for (const auto* line : lines) {
    if (line->object.empty()) continue;
    auto& stands = latest[folded(line->object)];
    if (stands == nullptr || stands->date <= line->date) stands = line;
  }
  for (const auto& record : sample.drawn) {
    const auto line = latest.find(folded(record));
    const auto found = line == latest.end() ? std::nullopt : verdict(*line->second);
    if (!found) {
      ++sample.open;
    } else {
      ++(*found ? sample.good : sample.bad);
    }
  }
  (due_passed ? sample.bad : sample.open) += sample.wanted - static_cast<int>(sample.drawn.size());
  return sample;
}

}  // namespace guidang
