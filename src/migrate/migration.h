// What a configuration of another tool asks for, in our words: the common form between the readers of this folder, one
// for each tool, and the writer of .plimsoll.yaml.
//
//   .hadolint.yaml: ignored: [DL3008]   ->  a Wish: rule unpinned-apt-package, off, id "DL3008", key "ignored"
//
// Places are 1-based, columns in code points. What has no counterpart is a Loss: told, never dropped in silence.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "option.h"
#include "rule.h"
#include "source.h"

namespace plimsoll::migrate {

// Where something stands in a file of another tool.
struct Origin {
  std::string path;
  Place place;
  std::string key;  // "checks.exclude"
};

using OwnedValue = std::variant<bool, int64_t, std::string, std::vector<std::string>>;

// One rule is to be off, on, of another severity or to have options.
struct Wish {
  const RegisteredRule* rule = nullptr;
  std::string code;  // of a rule whose findings have codes only these: "SC2086"
  bool off = false;
  std::optional<Severity> severity;
  std::vector<std::pair<const OptionBase*, OwnedValue>> options;
  std::string id;    // what the other tool calls it
  std::string note;  // why, as somebody wrote there
  Origin origin;
};

// A pattern or a version.
struct Entry {
  std::string text;
  Origin origin;
};

// Rules that are off for some files or objects, or for some time; lists that are empty restrict nothing.
struct Exception {
  std::vector<std::string> paths;  // in gitignore syntax
  std::vector<std::string> namespaces, names;
  std::vector<const RegisteredRule*> rules;  // empty: all
  std::string ids, reason, expires;          // expires: "2027-01-31"
  Origin origin;
};

struct Loss {
  std::string path;
  Place place;
  std::string what;  // the key or id as written there; empty in an error
  std::string why;
};

// All that one file says.
struct Migration {
  std::string path;
  std::string profile;       // the rules that the tool runs unless told otherwise; empty: the file does not say
  std::vector<Wish> wishes;  // of those for one rule the last says off or on
  std::vector<Entry> exclude, trusted_registries;
  std::vector<Exception> exceptions;
  std::optional<Entry> kubernetes_version;  // "1.31"
  std::vector<Loss> losses;
  std::vector<Loss> errors;  // what kept us from reading it
};

}  // namespace plimsoll::migrate
