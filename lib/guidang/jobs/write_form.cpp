// SPDX-License-Identifier: Apache-2.0
#include <span>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/fs/output.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/jobs/self_assessment.hpp"

namespace guidang {
namespace {

/// The bytes of the file that is in the way; none if there is none. Larger ones than any form are cut.
Result<std::optional<std::string>> bytes_in_the_way(const std::string& path) {
  constexpr std::size_t k_most_bytes = std::size_t{16} << 20U;
  auto source = fs::open_file(path);
  if (!source && source.error().code == ErrorCode::not_found) return std::nullopt;
  if (!source) return fail(std::move(source).error());
  std::string bytes;
  if ((*source)->size_bytes() > k_most_bytes) return bytes;
  GUIDANG_TRY(fs::stream(**source, [&bytes](std::span<const std::byte> piece) -> Result<void> {
    // reinterpret_cast: bytes to chars, which may alias anything.
    bytes.append(reinterpret_cast<const char*>(piece.data()), piece.size());
    return {};
  }));
  return bytes;
}

bool ends_with(const std::string& path, std::string_view extension) {
  return folded(path).ends_with(extension);
}

}  // namespace

Result<void> write_form(const Form& form, const std::string& path) {
  const bool page = ends_with(path, ".html") || ends_with(path, ".htm");
  if (!page && !ends_with(path, ".xlsx")) {
    return fail(ErrorCode::usage, {"form/unknown-extension", {{"file", path}}});
  }
  auto there = bytes_in_the_way(path);
  if (!there) return fail(std::move(there).error());
  if (*there && !(page ? is_form_html(**there, form.id) : is_form_xlsx(**there, form))) {
    return fail(ErrorCode::exists, {"form/in-the-way", {{"file", path}}});
  }
  if (page) return fs::write_destination(path, form_html(form));
  const auto bytes = form_xlsx(form);
  if (!bytes) return fail(bytes.error());
  return fs::write_destination(path, *bytes);
}

}  // namespace guidang
