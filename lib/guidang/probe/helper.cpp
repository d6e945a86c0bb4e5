// SPDX-License-Identifier: Apache-2.0
#include "guidang/probe/helper.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <variant>

#include <sys/mman.h>
#include <unistd.h>

#include "guidang/fs/descriptor.hpp"
#include "guidang/fs/system_error.hpp"
#include "guidang/media/format.hpp"
#include "guidang/probe/process.hpp"
#include "guidang/probe/wire.hpp"

namespace guidang::probe {
namespace {

using media::Examination;
using std::chrono::seconds;

constexpr int k_most_starts = 3;
constexpr std::size_t k_most_name_bytes = 4096;
constexpr std::uint64_t k_bytes_a_second = 10'000'000;

/// Why a look came to nothing, though the run goes on.
struct Abandoned {
  media::Fault fault;
};

/// Nobody has answered: the helper was gone before it had the file, or went astray after other files.
struct Again {};

using Answer = std::variant<Examination, Abandoned, Again, Error>;

Error interrupted() {
  return {.code = ErrorCode::interrupted, .message = {"evidence/interrupted", {}}};
}

media::Fault fault_of(Ending ending) {
  switch (ending) {
    case Ending::out_of_time: return media::Fault::too_slow;
    case Ending::out_of_memory: return media::Fault::too_large;
    case Ending::crashed: break;
  }
  return media::Fault::crashed;
}

class HelperExaminer final : public Examiner {
 public:
  explicit HelperExaminer(const HelperOptions& options) : options_(options) {}

  void begin(fs::Source& source, std::string_view name) override {
    source_ = &source;
    name_ = name.substr(0, k_most_name_bytes);
    copy_ = fs::Descriptor(-1);
    refusal_.reset();
    sent_ = false;
    starts_ = 0;
    if (source.descriptor() < 0) {
      if (source.size_bytes() > options_.limits.copy_bytes) return;  // told by finish()
      if (auto copied = copy_bytes(); !copied) refusal_ = std::move(copied).error();
    }
    if (!refusal_) send(FrameKind::look);
  }

  [[nodiscard]] Result<Examination> finish() override {
    if (refusal_) return fail(*std::move(refusal_));
    Answer answer = descriptor() < 0 ? Abandoned{media::Fault::too_large} : answer_to(FrameKind::look);
    if (auto* found = std::get_if<Examination>(&answer)) return std::move(*found);
    if (auto* error = std::get_if<Error>(&answer)) return fail(std::move(*error));
    return abandoned(std::get<Abandoned>(answer).fault);
  }

 private:
  [[nodiscard]] int descriptor() const { return source_->descriptor() >= 0 ? source_->descriptor() : copy_.get(); }

  /// A source without descriptor is copied into memory that has one.
  Result<void> copy_bytes() {
    fs::Descriptor copy(::memfd_create("evidence", MFD_CLOEXEC));
    if (copy.get() < 0) return fail(fs::system_error("fs/cannot-read", name_, errno));
    GUIDANG_TRY(fs::stream(*source_, [&](std::span<const std::byte> piece) -> Result<void> {
      if (!fs::write_all(copy.get(), piece)) return fail(fs::system_error("fs/cannot-read", name_, errno));
      return {};
    }));
    copy_ = std::move(copy);
    return {};
  }

  /// The least that is known of a file: what it is, by a look that does nothing else; unknown if even that fails.
  Result<Examination> abandoned(media::Fault fault) {
    Examination examination;
    examination.format = media::find_format("unknown");
    examination.condition = media::Condition::abandoned;
    examination.fault = fault;
    if (descriptor() < 0) {
      const auto format = media::identify(*source_);  // from its first bytes alone
      if (!format) return fail(format.error());
      examination.format = &media::named_format(**format, media::extension_of(name_));
      return examination;
    }
    auto answer = answer_to(FrameKind::identify);
    if (auto* error = std::get_if<Error>(&answer)) return fail(std::move(*error));
    if (const auto* found = std::get_if<Examination>(&answer)) {
      examination.format = &media::named_format(*found->format, media::extension_of(name_));
    }
    return examination;
  }

  /// Asks until somebody with a right to it has answered.
  Answer answer_to(FrameKind kind) {
    for (;;) {
      if (!sent_) send(kind);
      if (refusal_) return *std::exchange(refusal_, std::nullopt);
      Answer answer = sent_ ? receive() : lost_before_the_file();
      sent_ = false;
      if (!std::holds_alternative<Again>(answer)) return answer;
    }
  }

  /// Starts a helper if there is none, and hands it the file. What goes wrong is in refusal_, or met by receive().
  void send(FrameKind kind) {
    if (!helper_) {
      auto started = HelperProcess::start(options_.program);
      ++starts_;
      if (!started) {
        refusal_ = std::move(started).error();
        return;
      }
      helper_ = *std::move(started);
      const Greeting greeting{media::k_examination_version, options_.limits.memory_bytes, options_.questions};
      if (!transfer({FrameKind::greeting, encode_greeting(greeting)}, -1)) {
        helper_.reset();
        return;
      }
    }
    const auto extra = source_->size_bytes() / k_bytes_a_second;
    sent_ = transfer({kind, encode_request({options_.limits.cpu_seconds + extra, name_})}, descriptor());
    asked_at_ = Patience::Clock::now();
  }

  [[nodiscard]] bool transfer(const Frame& frame, int handed) {
    const Patience patience{Patience::Clock::now() + seconds(options_.limits.start_seconds), options_.cancelled};
    return send_frame(helper_->socket(), frame, handed, patience) == Transfer::done;
  }

  /// The answer of a helper that has the file.
  Answer receive() {
    if (!helper_->greeted) {
      const auto until = asked_at_ + seconds(options_.limits.start_seconds);
      Frame frame;
      const auto got =
          receive_frame(helper_->socket(), k_most_answer_bytes, {until, options_.cancelled}, nullptr, frame);
      if (got != Transfer::done || frame.kind != FrameKind::greeting) return lost_before_the_file();
      if (decode_number(frame.body) != media::k_examination_version) {
        helper_.reset();
        return Error{.code = ErrorCode::unsupported, .message = {"probe/other-version", {{"path", options_.program}}}};
      }
      helper_->greeted = true;
      starts_ = 0;
      asked_at_ = Patience::Clock::now();
    }
    const auto extra = static_cast<std::int64_t>(3 * source_->size_bytes() / k_bytes_a_second);
    const auto until = asked_at_ + seconds(options_.limits.wall_seconds) + seconds(extra);
    Frame frame;
    const auto got = receive_frame(helper_->socket(), k_most_answer_bytes, {until, options_.cancelled}, nullptr, frame);
    return got == Transfer::done ? understood(frame) : lost(got);
  }

  Answer understood(const Frame& frame) {
    const bool fresh = !std::exchange(helper_->used, true);
    switch (frame.kind) {
      case FrameKind::found: {
        auto found = media::decode(frame.body);
        if (!found || found->format == nullptr) break;
        return *std::move(found);
      }
      case FrameKind::unread: {
        const auto number = decode_number(frame.body);
        if (!number || *number > k_most_errno) break;
        if (*number == 0) return Error{.code = ErrorCode::changed, .message = {"fs/changed", {{"path", name_}}}};
        return fs::system_error("fs/cannot-read", name_, static_cast<int>(*number));
      }
      case FrameKind::lacking: return Error{.code = ErrorCode::unsupported, .message = {"media/no-database", {}}};
      case FrameKind::exhausted:
        helper_.reset();
        if (!fresh) return Again{};
        return Abandoned{media::Fault::too_large};
      default: break;
    }
    helper_.reset();
    if (!fresh) return Again{};
    return Abandoned{media::Fault::crashed};
  }

  /// A helper that has the file and does not answer.
  Answer lost(Transfer transfer) {
    const bool fresh = !helper_->used;
    const auto fault = transfer == Transfer::closed ? fault_of(helper_->end()) : media::Fault::crashed;
    helper_.reset();
    if (transfer == Transfer::cancelled) return interrupted();
    if (transfer == Transfer::late) return Abandoned{media::Fault::too_slow};
    if (!fresh && fault != media::Fault::too_slow) return Again{};
    return Abandoned{fault};
  }

  /// A helper that ended before it could have looked at the file: not the file's fault.
  Answer lost_before_the_file() {
    helper_.reset();
    if (options_.cancelled != nullptr && options_.cancelled->load()) return interrupted();
    if (starts_ < k_most_starts) return Again{};
    return Error{.code = ErrorCode::unsupported, .message = {"probe/does-not-run", {{"path", options_.program}}}};
  }

  static constexpr std::uint64_t k_most_errno = 4095;

  const HelperOptions options_;
  std::unique_ptr<HelperProcess> helper_;
  fs::Source* source_ = nullptr;
  std::string name_;
  fs::Descriptor copy_{-1};
  std::optional<Error> refusal_;  // why this file is not even asked about
  bool sent_ = false;             // the helper has the request
  int starts_ = 0;                // for this file
  Patience::Clock::time_point asked_at_;
};

}  // namespace

ExaminerFactory helper_examiners(HelperOptions options) {
  return [options = std::move(options)] { return std::make_unique<HelperExaminer>(options); };
}

}  // namespace guidang::probe
