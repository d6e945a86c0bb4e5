// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/check/rules.hpp"
#include "guidang/check/uses.hpp"

namespace guidang {
namespace {

Term format_term(const media::Format& format) {
  return Term{"format/" + std::string(format.name)};
}

class FileRules {
 public:
  FileRules(const CheckInput& input, const Bindings& bindings) : input_(input), bindings_(bindings) {}

  std::vector<Finding> run() {
    // Nothing checked is never success.
    if (input_.inventory.files.empty()) add("coverage/no-evidence", "", input_.pool, {});
    for (std::size_t i = 0; i < input_.inventory.files.size(); ++i) look_at(i);
    for (const auto& folder : input_.inventory.unreadable) {
      add("usability/unreadable", "", folder.path, {{"reason", reason_of(folder.error)}});
    }
    for (const auto& special : input_.inventory.specials) {
      add("usability/unreadable", "", special, {{"reason", Term{"reason/special-file"}}});
    }
    for (const auto& link : input_.inventory.links) {
      const auto* rule = link.leaves_folder ? "safety/link-outside" : "integrity/link-not-file";
      add(rule, "", link.path, {{"target", link.target}});
    }
    if (const auto count = static_cast<std::int64_t>(input_.inventory.system_files.size()); count > 0) {
      add("form/system-file", "", input_.inventory.system_files.front(), {{"count", count}});
    }
    return std::move(findings_);
  }

 private:
  static Value reason_of(const Error& error) {
    for (const auto& argument : error.message.arguments) {
      if (argument.name == "reason") return argument.value;
    }
    return Term{error.code == ErrorCode::changed ? "reason/changed" : "reason/io"};
  }

  void add(const char* rule, std::string item, const RelPath& path, std::vector<Argument> arguments) {
    findings_.push_back(make_finding(rule, std::move(item), path.text(), "", std::move(arguments)));
  }

  void look_at(std::size_t i) {
    const auto& file = input_.inventory.files[i];
    const auto& links = bindings_.files[i];
    const auto item = links.item();
    if (file.error) {
      add("usability/unreadable", item, file.path, {{"reason", reason_of(*file.error)}});
      return;
    }
    const bool elsewhere = input_.used_elsewhere != nullptr && (*input_.used_elsewhere)[i];
    if (links.leaves.empty() && !elsewhere) tell_unbound(file.path);
    if (input_.tables.has_register && links.line == nullptr) add("integrity/unregistered-file", item, file.path, {});
    if (file.size_bytes == 0) {
      add("integrity/empty-file", item, file.path, {});
    } else {
      look_at_format(item, file);
    }
  }

  /// Names every index that was looked into.
  void tell_unbound(const RelPath& path) {
    std::vector<std::string> titles{input_.index.title};
    for (const auto* index : input_.beside) titles.push_back(index->title);
    add("coverage/unbound-file", "", path, {{"indexes", std::move(titles)}});
  }

  static Value right_extension(const media::Format& format) {
    const auto first = format.extensions.substr(0, format.extensions.find(' '));
    if (first.empty()) return Term{"extension/none"};
    return "." + std::string(first);
  }

  void look_at_format(const std::string& item, const EvidenceFile& file) {
    const std::string extension(media::extension_of(file.path.name()));
    if (file.format->sort == media::Sort::program) {
      add("safety/program-file", item, file.path, {{"format", format_term(*file.format)}});
    } else if (file.format->sort == media::Sort::shortcut) {
      add("safety/shortcut", item, file.path, {});
    } else if (file.examination.condition == media::Condition::truncated ||
               (file.examination.condition == media::Condition::damaged && file.format->sort == media::Sort::other)) {
      // what was cut off or never arrived cannot always show its format
    } else if (!extension.empty() && !media::fits(*file.format, extension)) {
      add("usability/wrong-extension",
          item,
          file.path,
          {{"extension", extension}, {"format", format_term(*file.format)}, {"right", right_extension(*file.format)}});
    }
  }

  const CheckInput& input_;
  const Bindings& bindings_;
  std::vector<Finding> findings_;
};

/// Whether these are more than one event. Of very many only the first is held against the others.
bool are_several(const std::vector<const EventUse*>& events) {
  constexpr std::size_t k_most = 100;
  for (std::size_t i = 0; i < std::min(events.size(), k_most); ++i) {
    for (std::size_t j = i + 1; j < events.size(); ++j) {
      if (!same_event(*events[i], *events[j])) return true;
    }
  }
  return false;
}

}  // namespace

std::vector<Finding> file_findings(const CheckInput& input, const Bindings& bindings) {
  return FileRules(input, bindings).run();
}

std::vector<Finding> content_findings(const CheckInput& input, const FileUses& uses) {
  const auto& files = input.inventory.files;
  std::map<std::string_view, std::vector<std::size_t>> same;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (!files[i].sha256.empty() && files[i].size_bytes > 0) same[files[i].sha256].push_back(i);
  }
  constexpr std::size_t k_most_told = 10;  // of one content
  std::vector<Finding> findings;
  for (const auto& [digest, group] : same) {
    if (group.size() < 2) continue;
    std::vector<const EventUse*> events;
    for (const std::size_t i : group) {
      for (const auto& event : uses.of(i).events) events.push_back(&event);
    }
    const bool several = are_several(events);
    const auto* rule = several ? "authenticity/same-file-two-events" : "authenticity/reused-file";
    std::set<std::string> told;
    for (const std::size_t i : group) {
      const auto& items = uses.of(i).items;
      const auto item = items.empty() ? "" : items.front();
      // What calls two events into question concerns whoever answers for either.
      if (!told.empty() && (!several || told.size() == k_most_told)) break;
      if (!told.insert(item).second) continue;
      std::vector<std::string> others;
      for (const std::size_t other : group) {
        if (other != i) others.push_back(files[other].path.text());
      }
      findings.push_back(make_finding(rule, item, files[i].path.text(), "", {{"others", std::move(others)}}));
    }
  }
  return findings;
}

}  // namespace guidang
