// SPDX-License-Identifier: Apache-2.0
#include "guidang/report/evidence_json.hpp"

#include <cstdlib>

#include <fmt/format.h>

#include "guidang/report/json_text.hpp"

namespace guidang {
namespace {

using json::Value;

Value optional_day(const std::optional<Date>& day) {
  return day ? Value(to_string(*day)) : Value();
}

/// An empty text says nothing.
Value optional_name(const std::string& text) {
  return text.empty() ? Value() : Value(path_text(text));
}

/// Zero is not known.
Value optional_count(std::uint64_t count) {
  return count == 0 ? Value() : Value(static_cast<std::int64_t>(count));
}

Value moment(const std::optional<media::Moment>& moment) {
  return moment ? optional_name(moment_text(*moment)) : Value();
}

/// "-30.274085": degrees.
std::string degrees(std::int32_t micro) {
  constexpr std::int64_t k_million = 1'000'000;
  const auto size = std::abs(std::int64_t{micro});
  return fmt::format("{}{}.{:06}", micro < 0 ? "-" : "", size / k_million, size % k_million);
}

Value place(const std::optional<media::Place>& place) {
  if (!place) return {};
  Value value = Value::object();
  value.add("latitude", degrees(place->latitude_micro));
  value.add("longitude", degrees(place->longitude_micro));
  return value;
}

Value picture(const std::optional<media::Picture>& picture) {
  if (!picture) return {};
  Value value = Value::object();
  value.add("width", optional_count(picture->width));
  value.add("height", optional_count(picture->height));
  value.add("orientation", picture->orientation);
  value.add("sharpness", picture->sharpness ? Value(std::int64_t{*picture->sharpness}) : Value());
  value.add("fingerprint", picture->fingerprint ? Value(fmt::format("{:016x}", *picture->fingerprint)) : Value());
  value.add("camera", optional_name(picture->camera));
  value.add("software", optional_name(picture->software));
  value.add("place", place(picture->place));
  return value;
}

Value document(const std::optional<media::Document>& document) {
  if (!document) return {};
  Value value = Value::object();
  value.add("pages", document->pages ? Value(std::int64_t{*document->pages}) : Value());
  value.add("macros", document->macros);
  value.add("pictures", static_cast<std::int64_t>(document->pictures.size()));
  return value;
}

/// Numbers of people are counted, never shown, not even masked: reports go further than evidence does.
Value text(const std::optional<media::Text>& text) {
  if (!text) return {};
  Value value = Value::object();
  value.add("characters", static_cast<std::int64_t>(text->characters));
  value.add("id_numbers", std::int64_t{text->id_numbers});
  value.add("phone_numbers", std::int64_t{text->phone_numbers});
  return value;
}

Value recording(const std::optional<media::Recording>& recording) {
  if (!recording) return {};
  Value value = Value::object();
  value.add("duration_ms", optional_count(recording->duration_ms));
  value.add("width", optional_count(recording->width));
  value.add("height", optional_count(recording->height));
  value.add("sound", recording->has_sound);
  return value;
}

Value one_file(const ReportEvidence& file) {
  const auto& found = file.examination;
  Value value = Value::object();
  value.add("path", path_text(file.path));
  Value codes = Value::array();
  for (const auto& code : file.codes) codes.add(code);
  value.add("items", std::move(codes));
  value.add("bytes", static_cast<std::int64_t>(file.size_bytes));
  value.add("sha256", optional_name(file.sha256));
  value.add("format", found.format == nullptr ? Value() : Value(found.format->name));
  value.add("condition", found.format == nullptr ? Value() : Value(media::to_string(found.condition)));
  value.add("fault", found.fault == media::Fault::none ? Value() : Value(media::to_string(found.fault)));
  value.add("part", optional_name(found.part));
  value.add("date", optional_day(file.date));
  value.add("date_source", file.date_source ? Value(to_string(*file.date_source)) : Value());
  value.add("saved_by", optional_day(file.saved_by));
  value.add("captured", moment(found.captured));
  value.add("picture", picture(found.picture));
  value.add("document", document(found.document));
  value.add("text", text(found.text));
  value.add("recording", recording(found.recording));
  return value;
}

}  // namespace

std::string moment_text(const media::Moment& moment) {
  const auto day = media::day_of({moment.clock_seconds, std::nullopt}, 0);
  if (!day) return "";
  constexpr std::int64_t k_day = 86400;
  const auto second = (moment.clock_seconds % k_day + k_day) % k_day;
  auto text = fmt::format("{}T{:02}:{:02}:{:02}", to_string(*day), second / 3600, second / 60 % 60, second % 60);
  if (moment.offset_minutes) {
    const auto size = std::abs(std::int64_t{*moment.offset_minutes});
    text += fmt::format("{}{:02}:{:02}", *moment.offset_minutes < 0 ? "-" : "+", size / 60, size % 60);
  }
  return text;
}

json::Value evidence_value(const std::vector<ReportEvidence>& evidence) {
  json::Value list = json::Value::array();
  for (const auto& file : evidence) list.add(one_file(file));
  return list;
}

}  // namespace guidang
