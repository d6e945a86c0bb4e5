// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "guidang/index/load.hpp"

namespace guidang {
namespace {

template <typename T, std::size_t N>
std::optional<T> named(const std::array<T, N>& all, std::string_view name) {
  for (const auto one : all) {
    if (to_string(one) == name) return one;
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_string(Method method) {
  switch (method) {
    case Method::documents: return "documents";
    case Method::site_visit: return "site_visit";
    case Method::survey: return "survey";
    case Method::online: return "online";
  }
  return "unknown";
}

std::string_view to_string(EvidenceKind kind) {
  switch (kind) {
    case EvidenceKind::any: return "any";
    case EvidenceKind::document: return "document";
    case EvidenceKind::photo: return "photo";
    case EvidenceKind::video: return "video";
    case EvidenceKind::audio: return "audio";
    case EvidenceKind::table: return "table";
  }
  return "unknown";
}

std::string_view to_string(Tier tier) {
  switch (tier) {
    case Tier::national: return "national";
    case Tier::province: return "province";
    case Tier::city: return "city";
    case Tier::district: return "district";
    case Tier::street: return "street";
    case Tier::community: return "community";
  }
  return "unknown";
}

std::string_view to_string(NotApplicable policy) {
  switch (policy) {
    case NotApplicable::rescale: return "rescale";
    case NotApplicable::full: return "full";
    case NotApplicable::zero: return "zero";
    case NotApplicable::mean: return "mean";
  }
  return "unknown";
}

std::optional<Method> parse_method(std::string_view name) {
  using enum Method;
  return named(std::array{documents, site_visit, survey, online}, name);
}

std::optional<EvidenceKind> parse_kind(std::string_view name) {
  using enum EvidenceKind;
  return named(std::array{any, document, photo, video, audio, table}, name);
}

std::optional<Tier> parse_tier(std::string_view name) {
  using enum Tier;
  return named(std::array{national, province, city, district, street, community}, name);
}

std::optional<NotApplicable> parse_not_applicable(std::string_view name) {
  using enum NotApplicable;
  return named(std::array{rescale, full, zero, mean}, name);
}

}  // namespace guidang
