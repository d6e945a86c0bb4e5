// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/picture_rules.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/check/each_slot.hpp"
#include "guidang/check/near_pictures.hpp"
#include "guidang/picture/picture.hpp"

namespace guidang {
namespace {

/// Programs that change what pictures show, folded. Viewers, raw developers of cameras and what merely turns or crops
/// are not here.
constexpr auto k_retouching = std::to_array<std::string_view>(
    {"photoshop", "lightroom", "snapseed",  "picsart",    "meitu",      "美图",        "美颜",    "醒图",
     "轻颜",      "faceu",     "gimp",      "pixelmator", "affinity",   "capture one", "luminar", "facetune",
     "vsco",      "polarr",    "泼辣修图",  "天天p图",    "光影魔术手", "neo imaging", "canva",   "稿定",
     "photoroom", "remini",    "paint.net", "photopea",   "coreldraw",  "corel paint"});

/// Photos of two events this close together were taken in one go.
constexpr std::int64_t k_together_seconds = 600;

/// Two pictures of a pair are of one place, so that they are alike; only what is nearer than this is one picture.
constexpr int k_pair_distance = picture::k_same_distance / 2;

constexpr std::uint32_t k_least_embedded_pixels = 320;

/// A file, or a picture inside one.
struct Shot {
  std::size_t file = 0;
  const media::EmbeddedPicture* part = nullptr;  ///< Null: the file itself.
  const media::Picture* picture = nullptr;
};

/// A photo of an event by a camera that says which one it is.
struct Taken {
  std::string camera;
  std::int64_t utc_seconds = 0;
  std::size_t file = 0;
  const EventUse* event = nullptr;
};

class PictureRules {
 public:
  PictureRules(const CheckInput& input, const std::vector<LeafState>& leaves, const FileUses& uses)
      : input_(input),
        leaves_(leaves),
        uses_(uses) {}

  std::vector<Finding> run() {
    collect();
    look_at_pairs();
    look_at_same();
    look_at_events();
    look_at_software();
    look_at_capture_times();
    return std::move(findings_);
  }

 private:
  [[nodiscard]] const EvidenceFile& file(std::size_t i) const { return input_.inventory.files[i]; }

  /// Serves as a picture, or nothing at all.
  [[nodiscard]] bool is_looked_at(std::size_t i) const { return !uses_.has(i) || uses_.of(i).as_photo; }

  void collect() {
    for (std::size_t i = 0; i < input_.inventory.files.size(); ++i) {
      const auto& found = file(i).examination;
      if (found.picture && is_looked_at(i)) shots_.push_back({i, nullptr, &*found.picture});
      if (!found.document) continue;
      for (const auto& part : found.document->pictures) {
        const bool large = std::min(part.picture.width, part.picture.height) >= k_least_embedded_pixels;
        if (large) shots_.push_back({i, &part, &part.picture});
      }
    }
  }

  void add(const char* rule, const Shot& shot, std::vector<Argument> arguments) {
    const auto& items = uses_.of(shot.file).items;
    findings_.push_back(make_finding(rule,
                                     items.empty() ? "" : items.front(),
                                     file(shot.file).path.text(),
                                     shot.part == nullptr ? "" : shot.part->name,
                                     std::move(arguments)));
  }

  [[nodiscard]] std::string name_of(const Shot& shot) const {
    const auto path = file(shot.file).path.text();
    return shot.part == nullptr ? path : path + ":" + shot.part->name;
  }

  // ---- One picture, several times ----

  void look_at_pairs() {
    for (const auto& leaf : leaves_) {
      for_each_slot(leaf, [this](const SlotState& slot, const RelPath* /*event*/) {
        for (const auto& proof : slot.proofs) {
          if (proof.partner && proof.standing == Standing::paired) look_at_pair(proof.file, *proof.partner);
        }
      });
    }
  }

  void look_at_pair(std::size_t before, std::size_t after) {
    if (!pairs_.emplace(std::minmax(before, after)).second) return;
    const auto& one = file(before).examination.picture;
    const auto& other = file(after).examination.picture;
    int distance = 0;
    if (file(before).sha256.empty() || file(before).sha256 != file(after).sha256) {
      if (!one || !other || !one->fingerprint || !other->fingerprint) return;
      distance = picture::distance(*one->fingerprint, *other->fingerprint);
      if (distance > k_pair_distance) return;
    }
    add("authenticity/pair-same-picture",
        {after, nullptr, nullptr},
        {{"other", file(before).path.text()}, {"distance", std::int64_t{distance}}});
  }

  struct Nearest {
    int distance = 0;
    std::size_t position = 0;

    friend bool operator<(const Nearest& a, const Nearest& b) {
      return std::pair(a.distance, a.position) < std::pair(b.distance, b.position);
    }
  };

  void look_at_same() {
    std::vector<Shot> shots;
    std::vector<std::uint64_t> fingerprints;
    for (const auto& shot : shots_) {
      if (!shot.picture->fingerprint) continue;
      shots.push_back(shot);
      fingerprints.push_back(*shot.picture->fingerprint);
    }
    if (shots.size() < 2) return;
    const NearPictures near(fingerprints, picture::k_same_distance);
    for (std::size_t i = 1; i < shots.size(); ++i) {
      std::optional<Nearest> nearest;
      std::optional<Nearest> elsewhere;  // in another event
      near.earlier(i, [&](std::size_t position, int distance) {
        if (!is_worth_telling(shots[i], shots[position])) return;
        const Nearest one{distance, position};
        if (!nearest || one < *nearest) nearest = one;
        if (of_two_events(shots[i], shots[position]) && (!elsewhere || one < *elsewhere)) elsewhere = one;
      });
      if (!nearest) continue;
      const auto& told = elsewhere ? *elsewhere : *nearest;
      add(elsewhere ? "authenticity/similar-picture-two-events" : "authenticity/similar-picture",
          shots[i],
          {{"other", name_of(shots[told.position])}, {"distance", std::int64_t{told.distance}}});
    }
  }

  /// Files of the same bytes are told of as such, and so are pairs; a report holds the photos that lie beside it.
  [[nodiscard]] bool is_worth_telling(const Shot& a, const Shot& b) const {
    if (a.file == b.file || pairs_.contains(std::minmax(a.file, b.file))) return false;
    if (file(a.file).sha256 == file(b.file).sha256) return false;
    if (a.part == nullptr && b.part == nullptr) return true;
    return !share_event(a, b) && file(a.file).path.parent() != file(b.file).path.parent();
  }

  [[nodiscard]] bool share_event(const Shot& a, const Shot& b) const {
    const auto& others = uses_.of(b.file).events;
    return std::ranges::any_of(uses_.of(a.file).events, [&others](const EventUse& event) {
      return std::ranges::any_of(others, [&event](const EventUse& other) { return same_event(event, other); });
    });
  }

  [[nodiscard]] bool of_two_events(const Shot& a, const Shot& b) const {
    return !uses_.of(a.file).events.empty() && !uses_.of(b.file).events.empty() && !share_event(a, b);
  }

  // ---- Events shot in one go ----

  [[nodiscard]] std::vector<Taken> taken_photos() const {
    std::vector<Taken> photos;
    for (const auto& shot : shots_of_events_) {
      const auto& found = file(shot).examination;
      const auto& moment = *found.captured;
      const auto ahead = std::int64_t{moment.offset_minutes.value_or(input_.index.zone_minutes)} * 60;
      photos.push_back({found.picture->camera + '\n' + found.picture->serial,
                        moment.clock_seconds - ahead,
                        shot,
                        &uses_.of(shot).events.front()});
    }
    std::ranges::sort(photos, {}, [](const Taken& one) { return std::tie(one.camera, one.utc_seconds, one.file); });
    return photos;
  }

  void find_shots_of_events() {
    for (std::size_t i = 0; i < input_.inventory.files.size(); ++i) {
      const auto& found = file(i).examination;
      const bool dated = found.captured && media::day_of(*found.captured, input_.index.zone_minutes);
      if (!dated || !found.picture || found.picture->camera.empty()) continue;
      if (uses_.of(i).as_photo && uses_.of(i).events.size() == 1) shots_of_events_.push_back(i);
    }
  }

  void look_at_events() {
    find_shots_of_events();
    constexpr std::size_t k_most_recent = 8;  // events that one photo is held against
    std::vector<const Taken*> recent;         // the last photo of each event, the latest first
    std::map<std::pair<RelPath, RelPath>, std::tuple<std::int64_t, std::size_t>> together;
    const auto photos = taken_photos();
    for (const auto& photo : photos) {
      std::erase_if(recent, [&photo](const Taken* other) {
        return other->camera != photo.camera || photo.utc_seconds - other->utc_seconds > k_together_seconds;
      });
      for (const auto* other : recent) {
        const bool same_name = other->event->folder.name() == photo.event->folder.name();
        const bool same_bytes = file(other->file).sha256 == file(photo.file).sha256;
        if (same_bytes || (same_name && same_event(*other->event, *photo.event))) continue;
        const auto& [earlier, event] = std::minmax(other->event->folder, photo.event->folder);
        const std::pair key(earlier, event);
        const auto later = event == photo.event->folder ? photo.file : other->file;
        const std::tuple apart(photo.utc_seconds - other->utc_seconds, later);
        const auto [place, fresh] = together.emplace(key, apart);
        if (!fresh) place->second = std::min(place->second, apart);
      }
      std::erase_if(recent, [&photo](const Taken* other) { return other->event->folder == photo.event->folder; });
      recent.insert(recent.begin(), &photo);
      if (recent.size() > k_most_recent) recent.pop_back();
    }
    for (const auto& [events, apart] : together) tell_together(events.first, events.second, apart);
  }

  void tell_together(const RelPath& other, const RelPath& event, const std::tuple<std::int64_t, std::size_t>& apart) {
    const auto [seconds, photo] = apart;
    const auto minutes = (std::max(seconds, std::int64_t{1}) + 59) / 60;
    findings_.push_back(make_finding(
        "authenticity/events-together",
        uses_.of(photo).items.front(),
        event.text(),
        "",
        {{"other", other.text()}, {"minutes", minutes}, {"camera", file(photo).examination.picture->camera}}));
  }

  // ---- What the camera wrote ----

  void look_at_software() {
    for (const auto& shot : shots_) {
      const auto& software = shot.picture->software;
      if (is_retouching(software)) add("authenticity/edited-picture", shot, {{"software", software}});
    }
  }

  /// Of the formats that cameras write: a screenshot in PNG has no capture time.
  void look_at_capture_times() {
    std::int64_t count = 0;
    std::optional<std::size_t> first;
    for (const auto& [i, use] : uses_.all()) {
      const auto& found = file(i);
      if (!use.wanted_photo || found.error || found.format == nullptr || found.size_bytes == 0) continue;
      const bool camera_format = found.format->name == "jpeg" || found.format->name == "heic";
      const bool readable = media::is_sound(found.examination.condition);
      if (!camera_format || !readable || found.examination.captured) continue;
      ++count;
      if (!first) first = i;
    }
    if (first) {
      findings_.push_back(
          make_finding("authenticity/no-capture-time", "", file(*first).path.text(), "", {{"count", count}}));
    }
  }

  const CheckInput& input_;
  const std::vector<LeafState>& leaves_;
  const FileUses& uses_;
  std::vector<Shot> shots_;
  std::vector<std::size_t> shots_of_events_;
  std::set<std::pair<std::size_t, std::size_t>> pairs_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> picture_findings(const CheckInput& input,
                                      const std::vector<LeafState>& leaves,
                                      const FileUses& uses) {
  return PictureRules(input, leaves, uses).run();
}

bool is_retouching(std::string_view software) {
  const auto text = folded(software);
  return std::ranges::any_of(k_retouching,
                             [&text](std::string_view name) { return text.find(name) != std::string::npos; });
}

}  // namespace guidang
