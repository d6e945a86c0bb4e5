// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "guidang/check/rules.hpp"

namespace guidang {
namespace {

Term fault_term(media::Fault fault) {
  return Term{"fault/" + std::string(media::to_string(fault))};
}

/// The one finding about what is in a file, the gravest; nothing if nothing is to be said.
std::optional<Finding> finding_about(const EvidenceFile& file, std::string item) {
  const auto& found = file.examination;
  const auto make = [&](const char* rule, std::vector<Argument> arguments) {
    return make_finding(rule, std::move(item), file.path.text(), "", std::move(arguments));
  };
  switch (found.condition) {
    case media::Condition::truncated: return make("integrity/truncated", {});
    case media::Condition::damaged:
      return make("integrity/damaged", {{"fault", fault_term(found.fault)}, {"part", found.part}});
    case media::Condition::locked: return make("usability/locked", {});
    case media::Condition::abandoned: return make("usability/not-examined", {{"fault", fault_term(found.fault)}});
    case media::Condition::unexamined:
    case media::Condition::whole: break;
  }
  if (found.document && found.document->macros) return make("safety/macros", {});
  // Where the name claims a format, it is told that the content is another one.
  const bool claims = !media::fits(*file.format, media::extension_of(file.path.name()));
  if (file.format->name == "unknown" && !claims) return make("usability/unknown-format", {});
  return std::nullopt;
}

}  // namespace

std::vector<Finding> examination_findings(const CheckInput& input, const Bindings& bindings) {
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < input.inventory.files.size(); ++i) {
    const auto& file = input.inventory.files[i];
    if (file.error || file.format == nullptr || file.size_bytes == 0) continue;
    auto finding = finding_about(file, bindings.files[i].item());
    if (finding) findings.push_back(std::move(*finding));
  }
  return findings;
}

}  // namespace guidang
