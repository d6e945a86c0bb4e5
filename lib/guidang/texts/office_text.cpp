// SPDX-License-Identifier: Apache-2.0
#include "guidang/texts/office_text.hpp"

#include <string_view>
#include <utility>
#include <vector>

#include "guidang/texts/bounded_text.hpp"
#include "guidang/texts/package.hpp"

namespace guidang::texts {
namespace {

bool is_false(std::string_view value) {
  return value == "0" || value == "false" || value == "off";
}

/// Takes the text of a part; elements that are left out are left out with all within them.
class TextHandler : public xml::Handler {
 public:
  explicit TextHandler(BoundedText& text) : text_(text) {}

  bool begin(const xml::Start& element) final {
    if (skipped_ > 0 || is_left_out(element)) {
      ++skipped_;
    } else {
      open(element);
    }
    return !text_.full();
  }

  void text(std::string_view text) final {
    if (skipped_ == 0 && takes_text()) text_.add(text);
  }

  void end(std::string_view local) final {
    if (skipped_ > 0) {
      --skipped_;
    } else {
      close(local);
    }
  }

 protected:
  [[nodiscard]] virtual bool is_left_out(const xml::Start& element) const = 0;
  virtual void open(const xml::Start& element) = 0;
  [[nodiscard]] virtual bool takes_text() const = 0;
  virtual void close(std::string_view local) = 0;

  void add(std::string_view text) { text_.add(text); }

 private:
  BoundedText& text_;
  int skipped_ = 0;
};

/// Word's and PowerPoint's parts: text is in "t" only.
class OoxmlHandler final : public TextHandler {
 public:
  using TextHandler::TextHandler;

 private:
  /// What was taken out under change tracking, what is there a second time for old programs, pronunciation.
  [[nodiscard]] bool is_left_out(const xml::Start& element) const override {
    const auto name = element.local;
    return name == "del" || name == "moveFrom" || name == "Fallback" || name == "instrText" || name == "rt" ||
           (name == "fld" && element.attribute("type") == "slidenum");
  }

  void open(const xml::Start& element) override {
    const auto name = element.local;
    if (name == "t") {
      taking_ = true;
    } else if (name == "r") {
      hidden_ = false;
      in_run_ = true;
    } else if (name == "vanish" && in_run_) {
      hidden_ = !is_false(element.attribute("val").value_or("true"));
    } else if (name == "tab" || name == "ptab") {
      add(" ");
    } else if (name == "br" || name == "cr" || name == "txbxContent") {
      add("\n");
    } else if (name == "noBreakHyphen") {
      add("-");
    } else if (name == "tc") {
      ++cells_;
    }
  }

  [[nodiscard]] bool takes_text() const override { return taking_ && !hidden_; }

  void close(std::string_view name) override {
    if (name == "t") {
      taking_ = false;
    } else if (name == "r") {
      in_run_ = hidden_ = false;
    } else if (name == "p") {
      add(cells_ > 0 ? "\t" : "\n");
    } else if (name == "tc") {
      --cells_;
    } else if (name == "tr") {
      add("\n");
    }
  }

  int cells_ = 0;
  bool taking_ = false;
  bool in_run_ = false;
  bool hidden_ = false;
};

/// content.xml of ODF: text is in paragraphs and headings only.
class OdfHandler final : public TextHandler {
 public:
  using TextHandler::TextHandler;

 private:
  [[nodiscard]] bool is_left_out(const xml::Start& element) const override {
    const auto name = element.local;
    return name == "tracked-changes" || name == "annotation" || name == "note-citation" || name == "ruby-text" ||
           name == "notes" || name == "automatic-styles" || name == "scripts";
  }

  void open(const xml::Start& element) override {
    const auto name = element.local;
    if (name == "p" || name == "h") {
      if (paragraphs_++ > 0) add("\n");
    } else if (name == "s" || name == "tab") {
      add(" ");
    } else if (name == "line-break") {
      add("\n");
    } else if (name == "table-cell") {
      ++cells_;
    }
  }

  [[nodiscard]] bool takes_text() const override { return paragraphs_ > 0; }

  void close(std::string_view name) override {
    if (name == "p" || name == "h") {
      --paragraphs_;
      add(cells_ > 0 ? "\t" : "\n");
    } else if (name == "table-cell") {
      --cells_;
    } else if (name == "table-row") {
      add("\n");
    }
  }

  int paragraphs_ = 0;
  int cells_ = 0;
};

using Parts = std::vector<const zip::Record*>;

/// Reads parts of a package one after the other. `parts_of` picks them; the first must be readable.
template <typename Reader, typename PartsOf>
Result<std::optional<std::string>> read_parts(fs::Source& source, const PartsOf& parts_of) {
  const auto package = Package::open(source);
  if (!package) return fail(package.error());
  const auto parts = parts_of(*package);
  BoundedText text;
  for (const auto* const part : parts) {
    Reader reader(text);
    GUIDANG_TRY(package->walk(*part, reader));
    if (text.full()) break;
  }
  if (parts.empty()) return std::nullopt;
  return text.take();
}

/// What the package says is its main part: "word/document.xml", or what some programs call otherwise.
class MainPart final : public xml::Handler {
 public:
  bool begin(const xml::Start& element) override {
    if (element.local == "Relationship" && element.attribute("Type").value_or("").ends_with("/officeDocument")) {
      name = zip::plain_name(element.attribute("Target").value_or(""));
    }
    return name.empty();
  }

  void text(std::string_view /*text*/) override {}

  void end(std::string_view /*local*/) override {}

  std::string name;
};

}  // namespace

Result<std::optional<std::string>> docx_text(fs::Source& source) {
  return read_parts<OoxmlHandler>(source, [](const Package& package) {
    MainPart main;
    const auto relations = package.parts([](std::string_view name) { return name == "_rels/.rels"; });
    if (relations.empty() || !package.walk(*relations.front(), main)) main.name.clear();
    Parts parts;
    for (const std::string& wanted : {main.name.empty() ? "word/document.xml" : main.name,
                                      std::string("word/footnotes.xml"),
                                      std::string("word/endnotes.xml")}) {
      const auto found = package.parts([&wanted](std::string_view name) { return name == wanted; });
      if (found.empty() && parts.empty()) break;  // notes alone are no document
      parts.insert(parts.end(), found.begin(), found.end());
    }
    return parts;
  });
}

Result<std::optional<std::string>> pptx_text(fs::Source& source) {
  return read_parts<OoxmlHandler>(source, [](const Package& package) {
    return package.parts([](std::string_view name) {
      constexpr std::string_view k_folder = "ppt/slides/";
      return name.starts_with(k_folder) && name.ends_with(".xml") &&
             name.find('/', k_folder.size()) == std::string_view::npos;
    });
  });
}

Result<std::optional<std::string>> odf_text(fs::Source& source) {
  return read_parts<OdfHandler>(source, [](const Package& package) {
    return package.parts([](std::string_view name) { return name == "content.xml"; });
  });
}

}  // namespace guidang::texts
