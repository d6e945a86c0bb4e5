// SPDX-License-Identifier: Apache-2.0
#include "guidang/base/relpath.hpp"

#include <algorithm>

namespace guidang {
namespace {

bool valid_component(std::string_view name) {
  return !name.empty() && name != "." && name != "..";
}

}  // namespace

std::optional<RelPath> RelPath::parse(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return std::nullopt;
  RelPath path{std::string(text)};
  if (text.empty()) return path;
  if (text.back() == '/') return std::nullopt;
  const auto parts = path.components();
  if (!std::ranges::all_of(parts, valid_component)) return std::nullopt;
  return path;
}

RelPath RelPath::child(std::string_view name) const {
  std::string text;
  text.reserve(text_.size() + 1 + name.size());
  if (!text_.empty()) text.append(text_) += '/';
  return RelPath(std::move(text.append(name)));
}

RelPath RelPath::joined(const RelPath& tail) const {
  return tail.empty() ? *this : child(tail.text_);
}

RelPath RelPath::parent() const {
  const auto slash = text_.rfind('/');
  return slash == std::string::npos ? RelPath{} : RelPath(text_.substr(0, slash));
}

std::string_view RelPath::name() const& {
  const auto slash = text_.rfind('/');
  return slash == std::string::npos ? std::string_view(text_) : std::string_view(text_).substr(slash + 1);
}

std::vector<std::string_view> RelPath::components() const& {
  std::vector<std::string_view> parts;
  std::string_view rest = text_;
  while (!rest.empty()) {
    const auto slash = rest.find('/');
    parts.push_back(rest.substr(0, slash));
    if (slash == std::string_view::npos) break;
    rest.remove_prefix(slash + 1);
  }
  return parts;
}

bool RelPath::within(const RelPath& folder) const {
  if (folder.empty()) return true;
  return text_.starts_with(folder.text_) && (text_.size() == folder.text_.size() || text_[folder.text_.size()] == '/');
}

RelPath RelPath::below(const RelPath& folder) const {
  if (folder.empty()) return *this;
  if (text_.size() <= folder.text_.size()) return {};
  return RelPath(text_.substr(folder.text_.size() + 1));
}

}  // namespace guidang
