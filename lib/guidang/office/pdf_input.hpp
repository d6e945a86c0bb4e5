// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to office/: a file as qpdf reads it, within limits.
#pragma once

#include <cstdint>
#include <list>
#include <optional>
#include <string>

#include <qpdf/InputSource.hh>

#include "guidang/base/error.hpp"
#include "guidang/fs/tree.hpp"

namespace guidang::office {

/// Thrown through qpdf, which catches what derives from std::exception and goes on.
struct PdfStopped {
  std::optional<Error> error;  ///< Why the file could not be read; none: the limit was reached.
};

/// The bytes of a file for qpdf.
/// Limits: hands over at most 64 MiB and twice the file's size, reads at most 1 GiB and eight times that; then throws
/// PdfStopped. What makes qpdf read more is made to keep it busy.
class PdfInput final : public InputSource {
 public:
  /// `source` must live as long; `size_bytes` is at most its size.
  PdfInput(fs::Source& source, std::uint64_t size_bytes);

  qpdf_offset_t findAndSkipNextEOL() override;

  [[nodiscard]] std::string const& getName() const override { return name_; }

  qpdf_offset_t tell() override { return position_; }

  void seek(qpdf_offset_t offset, int whence) override;

  void rewind() override { position_ = 0; }

  size_t read(char* to, size_t length) override;

  void unreadCh(char /*ch*/) override { --position_; }

 private:
  struct Window {
    qpdf_offset_t number;
    std::string bytes;
  };

  const std::string& window(qpdf_offset_t number);

  fs::Source& source_;
  qpdf_offset_t size_;
  qpdf_offset_t position_ = 0;
  std::uint64_t may_give_;
  std::uint64_t may_read_;
  std::list<Window> windows_;  // the one used last first
  std::string name_ = "pdf";
};

}  // namespace guidang::office
