// SPDX-License-Identifier: Apache-2.0
#include "guidang/office/looks.hpp"
#include "guidang/office/package.hpp"

namespace guidang::office {

Result<void> examine_zip(fs::Source& source, media::Examination& found) {
  auto package = Package::open(source, found);
  if (!package) return fail(std::move(package).error());
  if (!*package) return {};
  GUIDANG_TRY((*package)->read_rest(found));
  return {};
}

}  // namespace guidang::office
