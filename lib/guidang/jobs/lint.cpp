// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/lint.hpp"

#include <span>
#include <utility>

#include "guidang/fs/output.hpp"
#include "guidang/fs/tree.hpp"

namespace guidang {

Result<std::string> read_index_text(const std::string& path) {
  constexpr std::uint64_t k_most_index_bytes = 8U << 20U;
  auto source = fs::open_file(path);
  if (!source) return fail(std::move(source).error());
  if ((*source)->size_bytes() > k_most_index_bytes) {
    return fail(ErrorCode::limit,
                {"fs/too-large", {{"path", path}, {"limit_bytes", static_cast<std::int64_t>(k_most_index_bytes)}}});
  }
  std::string text;
  GUIDANG_TRY(fs::stream(**source, [&text](std::span<const std::byte> piece) -> Result<void> {
    // reinterpret_cast: bytes to chars, which may alias anything.
    text.append(reinterpret_cast<const char*>(piece.data()), piece.size());
    return {};
  }));
  return text;
}

Result<Index> lint_index(const std::string& path) {
  const auto text = read_index_text(path);
  if (!text) return fail(text.error());
  return parse_index(*text, path);
}

}  // namespace guidang
