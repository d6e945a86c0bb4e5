// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/questions.hpp"

#include <set>
#include <string>
#include <vector>

#include "guidang/texts/pdf_text.hpp"

namespace guidang {
namespace {

using Words = std::set<std::string>;

void add(const std::vector<Slot>& slots, Words& words) {
  for (const auto& slot : slots) words.insert(slot.demands.words.begin(), slot.demands.words.end());
}

void add(const Index& index, Words& words) {
  for (const auto& [leaf, project, bonus] : leaves(index)) {
    add(leaf->slots, words);
    add(leaf->exempt_if, words);
    if (leaf->events) add(leaf->events->parts, words);
    for (const auto& standard : leaf->standards) add(standard.slots, words);
  }
  for (const auto& veto : index.vetoes) add(veto.proofs, words);
}

texts::Questions asked(const Words& words) {
  return {.words = {words.begin(), words.end()}, .pdftotext = texts::find_pdftotext()};
}

}  // namespace

texts::Questions questions_of(const Archive& archive) {
  Words words;
  for (const auto& one : archive.pool_indexes) add(one.index, words);
  return asked(words);
}

texts::Questions questions_of(const Index& before, const Index& after) {
  Words words;
  add(before, words);
  add(after, words);
  return asked(words);
}

}  // namespace guidang
