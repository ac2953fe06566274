// The keys of a configuration, as a table: what the parser takes and what the JSON Schema says.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "kubernetes/value.h"

namespace plimsoll {

class ConfigReader;

enum class KeyType : uint8_t {
  flag,           // true or false
  text,           // one string
  names,          // a string or a list of strings
  strings,        // a mapping from name to string
  profile,        // the name of one
  minor_version,  // "1.31"
  date,           // 2026-12-31
  rules,          // a mapping from rule to severity, or to a severity and options
  section,        // a mapping with keys of its own
  sections,       // a list of those
};

struct Key {
  std::string_view name;
  KeyType type;
  std::string_view help;  // one clause
  // Takes the value, of which the type is right.
  void (*read)(ConfigReader&, kubernetes::Value) = nullptr;
  std::span<const Key> keys = {};  // of a section
};

std::span<const Key> config_keys();

// "a list of strings", for messages.
std::string_view in_words(KeyType type);
// The severities that a rule may be given, "off" and "on" among them.
std::span<const std::string_view> rule_levels();

}  // namespace plimsoll
