// SPDX-License-Identifier: Apache-2.0
/// \file
/// Thorough looks into files, in this process or in a helper's.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/media/examination.hpp"
#include "guidang/texts/texts.hpp"

namespace guidang::probe {

/// Looks into one file with every parser that fits its format. `name` is its file name: where content cannot tell
/// formats apart, its extension does (media::named_format()).
///
/// Hostile content ends in Examination::fault, never in an error; but parsers of third parties have been known to
/// crash, hang or exhaust memory: a program that reads strangers' files uses helpers (helper.hpp).
///
/// Errors:  io, changed (from `source`); unsupported (libmagic's database is not installed).
/// Threads: may run concurrently on different sources.
[[nodiscard]] Result<media::Examination> examine(fs::Source& source,
                                                 std::string_view name,
                                                 const texts::Questions& questions);

/// Looks into one file at a time, so that its caller can do something else (compute digests) in between.
class Examiner {
 public:
  Examiner() = default;
  Examiner(const Examiner&) = delete;
  Examiner& operator=(const Examiner&) = delete;
  virtual ~Examiner() = default;

  /// Begins the look; `source` must live until finish(). Each begin() is followed by one finish().
  virtual void begin(fs::Source& source, std::string_view name) = 0;

  /// Returns what was found. Errors: those of examine(); unsupported (what every look needs is not there: the helper
  /// cannot be started), which ends an inventory; interrupted.
  [[nodiscard]] virtual Result<media::Examination> finish() = 0;
};

/// Makes an examiner for one thread. May be called from any thread.
using ExaminerFactory = std::function<std::unique_ptr<Examiner>()>;

/// Returns what stands for these questions and for no others: for InventoryOptions::asked. It says as well whether PDFs
/// are asked at all, and of which program.
[[nodiscard]] std::string name_of(const texts::Questions& questions);

/// Returns what stands for the tools that look into files: the libraries of this process with their versions and
/// codecs, and the files of the programs `helper` and `pdftotext` with size and time ("": none). What other tools found
/// may differ: for CacheSettings::program.
[[nodiscard]] std::string tools(const std::string& helper, const std::string& pdftotext);

/// Returns a factory of examiners that do their work in this process, in finish().
[[nodiscard]] ExaminerFactory local_examiners(texts::Questions questions);

}  // namespace guidang::probe
