// SPDX-License-Identifier: Apache-2.0
#include "guidang/texts/pdf_text.hpp"

#include <unistd.h>

namespace guidang::texts {

std::string find_pdftotext() {
  for (const char* path : {"/usr/bin/pdftotext", "/usr/local/bin/pdftotext"}) {
    if (::access(path, X_OK) == 0) return path;
  }
  return {};
}

}  // namespace guidang::texts
