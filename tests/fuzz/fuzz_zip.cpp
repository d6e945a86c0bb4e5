// SPDX-License-Identifier: Apache-2.0
// A zip that is the input: opened, listed, read to the end. What opens keeps its promises, whatever the checks did.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>

#include "guidang/zip/directory.hpp"
#include "guidang/zip/handle.hpp"
#include "guidang/zip/reader.hpp"
#include "support/zips.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void demand(bool promise) {
  if (!promise) std::abort();
}

/// No two entries share a byte, none is outside of the file, no path leads out, all together keep to the limit.
void check_records(const guidang::zip::Directory& directory, std::uint64_t size, const guidang::zip::Limits& limits) {
  std::vector<std::pair<std::uint64_t, std::uint64_t>> places;
  std::uint64_t total = 0;
  for (const auto& record : directory.records) {
    total += record.size_bytes;
    places.emplace_back(record.local_offset, record.data_offset + record.packed_bytes);
    const auto text = "/" + record.path.text() + "/";
    demand(!record.path.empty() && text.find("//") == std::string::npos && text.find("/../") == std::string::npos);
    demand(text.find('\\') == std::string::npos && text.find('\0') == std::string::npos);
  }
  demand(total <= limits.total_bytes);
  std::ranges::sort(places);
  std::uint64_t end = 0;
  for (const auto& [from, to] : places) {
    demand(from >= end && to > from && to <= size);
    end = to;
  }
}

/// libzip, where it opens it at all, sees the same entries. Not where an entry holds what looks like the end of a zip,
/// as one that is packed in another does: libzip may take that for the end.
void check_other_reader(const guidang::zip::Directory& directory, const std::string& bytes) {
  const std::string end = "PK\x05\x06";
  if (bytes.find(end) != bytes.rfind(end)) return;
  const auto handle = guidang::zip::open_handle(
      std::make_shared<guidang::zip::SharedSource>(std::make_unique<guidang::test::TextSource>(bytes)));
  if (!handle) return;
  demand(static_cast<std::uint64_t>(zip_get_num_entries(handle.get(), 0)) == directory.records.size());
  for (const auto& record : directory.records) {
    zip_stat_t stat;
    const char* const name = zip_get_name(handle.get(), record.number, ZIP_FL_ENC_RAW);
    demand(name != nullptr && (record.stored_name() == name || record.is_called(name)));  // by its Unicode path field
    demand(zip_stat_index(handle.get(), record.number, 0, &stat) == 0);
    demand(stat.size == record.size_bytes && stat.comp_size == record.packed_bytes && stat.crc == record.crc);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  guidang::zip::Limits limits;
  limits.total_bytes = std::uint64_t{1} << 24;
  // reinterpret_cast: bytes to chars, which may alias anything.
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  guidang::test::TextSource source(bytes);
  const auto directory = guidang::zip::read_directory(source, "x.zip", limits);
  const auto tree = guidang::test::open_zip(bytes, limits);
  demand(directory.has_value() == tree.has_value());
  if (!tree) return 0;
  check_records(*directory, size, limits);
  check_other_reader(*directory, bytes);
  const auto listing = (*tree)->list({});
  if (!listing) return 0;
  for (const auto& entry : listing->entries) {
    if (entry.kind == guidang::fs::EntryKind::file) {
      (void)guidang::fs::read_file(**tree, entry.path, limits.total_bytes).has_value();
    }
  }
  return 0;
}
