// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the library says: an identifier with arguments, never a sentence. A Catalogue turns it into words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace guidang {

/// A word of the catalogue, such as a state or a kind, that is itself translated when a message is printed.
struct Term {
  std::string id;  ///< A catalogue identifier such as "kind/photo".

  friend bool operator==(const Term&, const Term&) = default;
};

/// A list of words of the catalogue; printed with the language's own separator.
using Terms = std::vector<Term>;

/// What an argument can be: free text (from people or files), a whole number, a word, or a list of free texts or words.
using Value = std::variant<std::string, std::int64_t, Term, std::vector<std::string>, Terms>;

/// One named argument of a message.
struct Argument {
  std::string name;  ///< As the catalogue writes it between braces.
  Value value;

  friend bool operator==(const Argument&, const Argument&) = default;
};

/// One thing to say, without a language.
struct Message {
  std::string id;                   ///< "module/name"; never changes its meaning.
  std::vector<Argument> arguments;  ///< In the order the code names them.

  friend bool operator==(const Message&, const Message&) = default;
};

/// Turns messages into the words of one language. The library only knows this interface; the program brings the words.
///
/// Threads: text() and language() may be called concurrently.
class Catalogue {
 public:
  Catalogue() = default;
  Catalogue(const Catalogue&) = delete;
  Catalogue& operator=(const Catalogue&) = delete;
  virtual ~Catalogue() = default;

  /// Returns `message` in words. Control and bidi characters in arguments are escaped, so that a hostile file name can
  /// neither break a line nor drive a terminal. An identifier the catalogue lacks is a bug and is printed as it is.
  [[nodiscard]] virtual std::string text(const Message& message) const = 0;

  /// Returns whether the catalogue has `id`.
  [[nodiscard]] virtual bool has(std::string_view id) const = 0;

  /// Returns "zh" or "en".
  [[nodiscard]] virtual std::string_view language() const = 0;
};

/// Returns "id(name=value, ...)": for logs and for embedders without a catalogue.
[[nodiscard]] std::string to_string(const Message& message);

}  // namespace guidang
