// SPDX-License-Identifier: Apache-2.0
// XML read as a tree and walked: both say the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "guidang/xml/xml.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

class Text final : public guidang::xml::Handler {
 public:
  bool begin(const guidang::xml::Start& element) override {
    ++open;
    return !element.name.empty();
  }

  void text(std::string_view text) override { all += text; }

  void end(std::string_view /*local*/) override { --open; }

  std::string all;
  int open = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // reinterpret_cast: bytes to chars, which may alias anything.
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Text text;
  const auto node = guidang::xml::parse(bytes, "a.xml");
  const auto walked = guidang::xml::walk(bytes, "a.xml", text);
  if (node.has_value() != walked.has_value()) std::abort();
  if (node && (text.open != 0 || text.all != node->all_text())) std::abort();
  if (!node && node.error().code == guidang::ErrorCode::malformed && node.error().faults.size() != 1) std::abort();
  return 0;
}
