// SPDX-License-Identifier: Apache-2.0
#include "guidang/fs/tree.hpp"

#include <array>

namespace guidang::fs {
namespace {

constexpr std::size_t k_piece_bytes = std::size_t{1} << 18;

}  // namespace

Result<std::string> read_file(const Tree& tree, const RelPath& path, std::uint64_t limit_bytes) {
  auto source = tree.open(path);
  if (!source) return fail(std::move(source).error());
  return read_source(**source, path.text(), limit_bytes);
}

Result<std::string> read_source(Source& source, const std::string& name, std::uint64_t limit_bytes) {
  if (source.size_bytes() > limit_bytes) {
    return fail(ErrorCode::limit,
                {"fs/too-large", {{"path", name}, {"limit_bytes", static_cast<std::int64_t>(limit_bytes)}}});
  }
  std::string text;
  GUIDANG_TRY(stream(source, [&](std::span<const std::byte> piece) -> Result<void> {
    // reinterpret_cast: bytes to chars, which may alias anything.
    text.append(reinterpret_cast<const char*>(piece.data()), piece.size());
    return {};
  }));
  return text;
}

bool exists(const Tree& tree, const RelPath& path) {
  const auto source = tree.open(path);
  return source || source.error().code != ErrorCode::not_found;  // what is no file fails otherwise
}

Result<void> stream(Source& source, const std::function<Result<void>(std::span<const std::byte>)>& take) {
  std::vector<std::byte> buffer(k_piece_bytes);
  std::uint64_t offset = 0;
  for (;;) {
    const auto got = source.read_at(offset, buffer);
    if (!got) return fail(got.error());
    if (*got == 0) break;
    GUIDANG_TRY(take(std::span(buffer).first(*got)));
    offset += *got;
  }
  if (offset != source.size_bytes()) return fail(ErrorCode::changed, {"fs/changed", {}});
  return source.check_unchanged();
}

bool leaves_tree(const RelPath& link, std::string_view target) {
  if (target.starts_with('/')) return true;
  auto depth = static_cast<int>(link.components().size()) - 1;
  while (!target.empty()) {
    const auto slash = target.find('/');
    const auto part = target.substr(0, slash);
    if (part == "..") {
      if (--depth < 0) return true;
    } else if (!part.empty() && part != ".") {
      ++depth;
    }
    target = slash == std::string_view::npos ? std::string_view{} : target.substr(slash + 1);
  }
  return false;
}

}  // namespace guidang::fs
