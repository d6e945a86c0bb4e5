// SPDX-License-Identifier: Apache-2.0
/// \file
/// An archive folder, two destinations, and what must be true of them whatever failed.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "faults/forms.hpp"
#include "faults/injector.hpp"
#include "guidang/base/message.hpp"
#include "support/scratch.hpp"

namespace guidang::test {

/// Sanitizers make a run several times as long: then not each call and byte is tried. The others have shown what they
/// have to, the accesses to memory are the same.
#ifdef __SANITIZE_ADDRESS__  // g++; clang is not asked to
inline constexpr std::uint64_t k_stride = 5;
#else
inline constexpr std::uint64_t k_stride = 1;
#endif

/// The files below a folder: path to bytes.
using Files = std::map<std::string, std::string>;

/// Reads all below `folder`; nothing if there is no such folder.
[[nodiscard]] Files files_of(const std::string& folder);

/// What both destinations hold.
struct Copies {
  Files street;
  Files community;

  friend auto operator<=>(const Copies&, const Copies&) = default;
};

/// What one run under a fault came to.
struct Outcome {
  std::optional<Error> error;  ///< Of the run, or of the first copy that failed. None: it said that all is well.
  bool street_well = false;    ///< It said that this copy is well.
  bool community_well = false;
  std::uint64_t seen = 0;
  std::uint64_t hits = 0;
  std::vector<std::uint64_t> borders;  ///< See Injection.
};

/// SHA-256 of the payload's files, by path within the bag; none if there is no copy.
using Digests = std::map<std::string, std::string>;

/// A complaint is a sentence about what is not as it must be; none is well.
using Complaints = std::vector<std::string>;

/// The evidence was that of `old_copies`, then one file changed: a run would make `new_copies`.
class World {
 public:
  /// `changed_bytes`: the size of the file that changed.
  explicit World(const Form& form, std::size_t changed_bytes = 100);

  [[nodiscard]] std::string path() const { return scratch_.path(); }

  [[nodiscard]] std::string archive() const { return path() + "/archive"; }

  /// Holds both destinations and nothing else.
  [[nodiscard]] std::string destinations() const { return path() + "/copies"; }

  [[nodiscard]] std::string street() const { return destinations() + "/street"; }

  [[nodiscard]] std::string community() const { return destinations() + "/community"; }

  /// The file that changed between the old copies and the new ones.
  [[nodiscard]] std::string changed() const { return archive() + "/资料/Ⅲ-1 规章制度/20261008 制度.txt"; }

  [[nodiscard]] const Copies& old_copies() const { return old_; }

  [[nodiscard]] const Copies& new_copies() const { return new_; }

  /// Holds the old and the new copies against themselves: that they verify, and what vouches for them does so rightly.
  /// Where a check finds one of them byte for byte, it verifies.
  [[nodiscard]] Complaints check_copies();

  /// Says what the destinations hold before each of the following runs.
  void begin_with(Copies copies) { begin_ = std::move(copies); }

  /// Threads of the following runs.
  void use_threads(int threads) { threads_ = threads; }

  /// Puts the destinations back to where they begin, then packs under `fault`. An empty `below` is all of the scratch
  /// folder.
  Outcome run(Fault fault);

  /// Set by actions, as a signal's handler does; cleared by run().
  std::atomic<bool> cancelled{false};

  /// Holds what is there against what must be: each copy the one from before or the new one, whole; side files that
  /// vouch for what they stand beside; the evidence as it was; if the run said that all is well, the new copies and
  /// nothing else. `may_leave`: temporary files may be there.
  [[nodiscard]] Complaints check(const Outcome& outcome, bool may_leave);

  /// Packs again, undisturbed: that must succeed, and leave the new copies and nothing else. Looked at once for each
  /// state that runs under faults leave behind.
  [[nodiscard]] Complaints check_next_run();

  /// The same where changed() was `before` and became what it is now while the run was under way: each copy is whole
  /// and holds one of the two or the old one; a run that said that all is well left two copies with the same payload.
  [[nodiscard]] Complaints check_changed(const Outcome& outcome, const std::string& before);

  /// Packs again, undisturbed: both copies are whole and hold the evidence as it is now.
  [[nodiscard]] Complaints check_next_run_of_changed();

 private:
  Result<Bundled> pack();
  Result<Bundled> pack_undisturbed();
  Digests payload_of(const std::string& destination, Complaints& complaints) const;

  [[nodiscard]] Copies copies() const { return {files_of(street()), files_of(community())}; }

  void check_destination(const Files& before, const Files& wanted, const Files& found, Complaints& complaints) const;

  Scratch scratch_;
  const Form& form_;
  std::unique_ptr<Catalogue> words_;
  int threads_ = 1;
  Copies old_;
  Copies new_;
  Copies begin_;
  std::set<Copies> left_;   // states from which the next run was looked at
  std::string evidence_;    // before the last run
  std::string old_digest_;  // of changed() in the old copies
};

/// All below `folder` with kinds, modes, inodes, sizes, times of change and bytes, to compare.
[[nodiscard]] std::string state_of(const std::string& folder);

/// One line for doctest.
[[nodiscard]] std::string joined(const Complaints& complaints);

}  // namespace guidang::test
