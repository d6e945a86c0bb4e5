// SPDX-License-Identifier: Apache-2.0
/// \file
/// The register (台账) filled in from the files of the pool.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "guidang/base/message.hpp"
#include "guidang/base/result.hpp"
#include "guidang/jobs/archive.hpp"
#include "guidang/jobs/check_archive.hpp"

namespace guidang {

/// How a register that is not there yet begins.
enum class RegisterForm { xlsx, csv };

/// What to do about a register.
struct RegisterOptions {
  RegisterForm form = RegisterForm::xlsx;
  bool dry_run = false;  ///< Nothing is written.
};

/// What became of a register.
struct RegisterUpdate {
  std::string register_file;  ///< Its name within the archive folder.
  std::string written_file;   ///< What was written, or (dry run) would be: the register, a file beside it, or nothing.
  std::string waiting_file;   ///< The file beside the register that holds the completed table already; else empty.
  std::int64_t files = 0;     ///< Of the pool.
  std::int64_t added_lines = 0;
  std::int64_t filled_cells = 0;
  std::vector<std::pair<std::string, std::string>> renamed;  ///< From, to: file names of lines that were corrected.
  std::vector<std::string> without_file;    ///< Names of lines that mean no file, or nobody can say which.
  std::vector<std::string> changed;         ///< Names of lines whose file has another content than its 校验码.
  std::vector<std::string> not_registered;  ///< Files whose names no table can hold.
};

/// Makes or completes the register of an archive: a line a file of the pool, with what can be said of it without asking
/// anybody. Nothing that people typed is changed but the file name of a line whose 校验码 shows that its file was
/// renamed; lines without a file stay. Run again, it finds nothing to do and writes nothing.
///
/// A CSV is written anew, in UTF-8, with its separator and all its cells. A workbook that holds nothing but what this
/// function wrote is, too; any other one keeps its colours, formulas and further sheets untouched, and the completed
/// table is written beside it (台账-补全.xlsx) for people to take over.
///
/// The file appears whole or not at all. The caller holds the folder's lock (fs::FolderLock) from before the archive
/// was opened, unless it is a dry run.
///
/// Errors:   locked (a spreadsheet program has the register open), changed (the register is not what it was when the
///           archive was opened), exists (people have worked in the file beside), io (also: the folder cannot be
///           written), limit, and those of read_tables().
/// Standard: schemas/tables.md, section 5.
[[nodiscard]] Result<RegisterUpdate> update_register(const Archive& archive,
                                                     const Checked& checked,
                                                     const Catalogue& catalogue,
                                                     const RegisterOptions& options);

}  // namespace guidang
