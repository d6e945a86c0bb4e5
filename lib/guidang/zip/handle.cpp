// SPDX-License-Identifier: Apache-2.0
#include "guidang/zip/handle.hpp"

#include <utility>

namespace guidang::zip {
namespace {

/// libzip's view of a SharedSource: its own reading position over common bytes.
struct ZipInput {
  std::shared_ptr<SharedSource> source;
  std::uint64_t position = 0;
  zip_error_t error{};
};

zip_int64_t input_failed(ZipInput& input, int code) {
  zip_error_set(&input.error, code, 0);
  return -1;
}

zip_int64_t read_input(ZipInput& input, void* data, zip_uint64_t length) {
  const auto got = input.source->read_at(input.position, std::span(static_cast<std::byte*>(data), length));
  if (!got) return input_failed(input, ZIP_ER_READ);
  input.position += *got;
  return static_cast<zip_int64_t>(*got);
}

zip_int64_t zip_input(void* state, void* data, zip_uint64_t length, zip_source_cmd_t command) {
  auto& input = *static_cast<ZipInput*>(state);
  switch (command) {
    case ZIP_SOURCE_OPEN: input.position = 0; return 0;
    case ZIP_SOURCE_READ: return read_input(input, data, length);
    case ZIP_SOURCE_CLOSE: return 0;
    case ZIP_SOURCE_STAT: {
      auto* const stat = static_cast<zip_stat_t*>(data);
      zip_stat_init(stat);
      stat->valid = ZIP_STAT_SIZE;
      stat->size = input.source->size_bytes();
      return sizeof(zip_stat_t);
    }
    case ZIP_SOURCE_ERROR: return zip_error_to_data(&input.error, data, length);
    case ZIP_SOURCE_FREE:
      zip_error_fini(&input.error);
      delete &input;  // NOLINT(cppcoreguidelines-owning-memory): libzip owned it
      return 0;
    case ZIP_SOURCE_SEEK: {
      const auto place =
          zip_source_seek_compute_offset(input.position, input.source->size_bytes(), data, length, &input.error);
      if (place < 0) return -1;
      input.position = static_cast<std::uint64_t>(place);
      return 0;
    }
    case ZIP_SOURCE_TELL: return static_cast<zip_int64_t>(input.position);
    case ZIP_SOURCE_SUPPORTS:
      return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN,
                                            ZIP_SOURCE_READ,
                                            ZIP_SOURCE_CLOSE,
                                            ZIP_SOURCE_STAT,
                                            ZIP_SOURCE_ERROR,
                                            ZIP_SOURCE_FREE,
                                            ZIP_SOURCE_SEEK,
                                            ZIP_SOURCE_TELL,
                                            ZIP_SOURCE_SUPPORTS,
                                            -1);
    default: return input_failed(input, ZIP_ER_OPNOTSUPP);
  }
}

}  // namespace

ZipHandle open_handle(std::shared_ptr<SharedSource> source) {
  auto* const input = new ZipInput{.source = std::move(source)};  // NOLINT(cppcoreguidelines-owning-memory): libzip's
  zip_error_init(&input->error);
  zip_source_t* const bytes = zip_source_function_create(zip_input, input, nullptr);
  if (bytes == nullptr) {
    delete input;  // NOLINT(cppcoreguidelines-owning-memory)
    return nullptr;
  }
  zip_t* const handle = zip_open_from_source(bytes, ZIP_RDONLY, nullptr);
  if (handle == nullptr) zip_source_free(bytes);
  return ZipHandle(handle);
}

}  // namespace guidang::zip
