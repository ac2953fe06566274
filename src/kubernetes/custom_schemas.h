// The schemas of custom resources, from the CustomResourceDefinitions of a run. They outlive the files.
//
//   CustomSchemas schemas;
//   schemas.add(manifest_of_a_definition);
//   if (const auto* definition = schemas.find(object)) … deviations_of(object, *definition) …
//
// All that a structural schema says is read, but for rules in CEL (x-kubernetes-validations).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kubernetes/object.h"
#include "kubernetes/value.h"

namespace plimsoll {
struct Location;
}

namespace plimsoll::kubernetes {

struct CustomSchema {
  enum class Type : uint8_t { any, object, array, string, integer, number, boolean, int_or_string };
  struct Range {
    std::optional<double> least, most;
    bool above = false, below = false;  // the ends do not belong to it
  };
  Type type = Type::any;
  bool open = false;      // unknown fields are kept
  bool resource = false;  // has apiVersion, kind and metadata besides: the root, and what is embedded
  bool nullable = false, has_default = false;
  bool is_set = false;            // no item stands twice in the list
  std::vector<std::string> keys;  // of a list: what tells its items apart
  std::map<std::string, std::unique_ptr<CustomSchema>, std::less<>> properties;
  std::unique_ptr<CustomSchema> additional, items;  // the values of a map, the items of a list
  std::vector<std::string> required, choices;
  Range value, length, item_count, property_count;
  double factor = 0;  // what numbers are multiples of
  std::string pattern, format;
  std::vector<CustomSchema> all_of, any_of, one_of, none_of;
};

// Where an object does not fit, with a clause about the field: "wants an integer, and this is a string".
struct Deviation {
  Span place;
  std::string message;
};

class CustomSchemas {
 public:
  struct Definition {
    CustomSchema schema;
    bool served = true;
    bool prunes = true;      // unknown fields are lost
    bool ambiguous = false;  // the run has another one of that name
    size_t fingerprint = 0;
    std::shared_ptr<const Location> location;  // of its name
  };

  // Reads the definitions in a text, if there are any.
  void add(const Source& source);
  // Adds those of another set.
  void merge(CustomSchemas other);
  // nullptr if no definition has that group, version and kind, or several differ.
  const Definition* find(const Object& object) const;
  // Where a definition is of that group and kind, but none of them has that version: one of them.
  const Definition* find_other_version(const Object& object) const;
  // The kind of that group whose name is the same but for letter case and two letters that are swapped, where nobody
  // defines the name itself.
  std::string_view similar_kind(const Object& object) const;

 private:
  void add(const Object& definition, const Value& version, const Value& schema, const Source& source);
  void insert(std::string name, std::unique_ptr<Definition> definition);

  std::map<std::string, std::unique_ptr<Definition>, std::less<>> by_kind_;          // "group/version Kind"
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>> versions_;  // of "group Kind"
  std::map<std::string, std::string, std::less<>> by_letters_;  // the kind, by its group and its letters in order
};

// Of a patch only what is wrong with what it says.
std::vector<Deviation> deviations_of(const Object& object, const CustomSchemas::Definition& definition);

}  // namespace plimsoll::kubernetes
