// SPDX-License-Identifier: Apache-2.0
// The only door to valijson, in one file because its templates take long to compile.
#include "guidang/json/schema.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <optional>
#include <utility>

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "guidang/json/foreign.hpp"

namespace guidang::json {
namespace {

/// valijson's sentences by their beginnings. Those that only repeat that something below failed have no keyword.
std::optional<Keyword> keyword_of(std::string_view description) {
  static constexpr std::array k_table = std::to_array<std::pair<std::string_view, std::optional<Keyword>>>({
      {"Value type not permitted", Keyword::type},
      {"Missing required property", Keyword::required},
      {"Failed to match against any enum", Keyword::enumeration},
      {"Failed to match expected value set by 'const'", Keyword::enumeration},
      {"Failed to match regex", Keyword::pattern},
      {"String should be a valid", Keyword::pattern},
      {"Expected number", Keyword::range},
      {"Array should contain", Keyword::size},
      {"String should be no", Keyword::size},
      {"Object should have", Keyword::size},
      {"Failed to validate", std::nullopt},
  });
  for (const auto& [beginning, keyword] : k_table) {
    if (description.starts_with(beginning)) return keyword;
  }
  return Keyword::other;
}

/// "Missing required property 'x'." → "x"
std::string quoted_part(std::string_view description) {
  const auto first = description.find('\'');
  const auto last = description.rfind('\'');
  if (first == std::string_view::npos || last <= first) return {};
  return std::string(description.substr(first + 1, last - first - 1));
}

}  // namespace

struct Schema::State {
  valijson::Schema schema;
};

Schema::Schema(std::unique_ptr<State> state) : state_(std::move(state)) {}

Schema::Schema(Schema&&) noexcept = default;
Schema& Schema::operator=(Schema&&) noexcept = default;
Schema::~Schema() = default;

Result<Schema> Schema::compile(const Value& schema) {
  auto state = std::make_unique<State>();
  const nlohmann::json foreign = nlohmann::json(to_foreign(schema));
  try {
    valijson::SchemaParser parser;
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(foreign), state->schema);
  } catch (const std::exception&) {
    return fail(ErrorCode::malformed, {"json/bad-schema", {}});
  }
  return Schema(std::move(state));
}

std::vector<Violation> Schema::violations(const Value& value) const {
  const nlohmann::json foreign = nlohmann::json(to_foreign(value));
  valijson::ValidationResults results;
  valijson::Validator validator;
  std::vector<Violation> list;
  if (validator.validate(state_->schema, valijson::adapters::NlohmannJsonAdapter(foreign), &results)) return list;
  for (const auto& error : results) {
    const auto keyword = keyword_of(error.description);
    if (!keyword) continue;
    Violation violation;
    violation.keyword = *keyword;
    if (*keyword == Keyword::required) violation.property = quoted_part(error.description);
    for (std::size_t i = 1; i < error.context.size(); ++i) {  // "<root>", "[items]", "[0]"
      violation.pointer.push_back(error.context[i].substr(1, error.context[i].size() - 2));
    }
    list.push_back(std::move(violation));
  }
  return list;
}

}  // namespace guidang::json
