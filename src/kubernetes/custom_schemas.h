// The schemas of custom resources, from the CustomResourceDefinitions of a run. They outlive the files.
//
//   CustomSchemas schemas;
//   schemas.add(manifest_of_a_definition);
//   if (const CustomSchema* schema = schemas.find(object)) … deviations_of(object, *schema) …
//
// Only what the structural schema says is read: type, properties, required, enum, bounds and patterns. What stands
// below allOf, anyOf, oneOf and not is left alone.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
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
  Type type = Type::any;
  bool open = false;      // unknown fields are kept
  bool resource = false;  // has apiVersion, kind and metadata besides: the root, and what is embedded
  std::map<std::string, std::unique_ptr<CustomSchema>, std::less<>> properties;
  std::unique_ptr<CustomSchema> additional, items;  // the values of a map, the items of a list
  std::vector<std::string> required, choices;
  std::optional<double> least, most;
  std::string pattern;
};

// Where an object does not fit, with a clause about the field: "wants an integer, and this is a string".
struct Deviation {
  Value place;
  bool at_key = false;  // the key is what is wrong, not the value
  std::string message;
};
std::vector<Deviation> deviations_of(const Object& object, const CustomSchema& schema);

class CustomSchemas {
 public:
  struct Definition {
    CustomSchema schema;
    std::shared_ptr<const Location> location;  // of its name
  };

  // Reads the definitions in a text, if there are any. The first one of a kind counts.
  void add(const Source& source);
  // Adds those of another set that this one does not have.
  void merge(CustomSchemas other);
  // nullptr if no definition has that group, version and kind.
  const Definition* find(const Object& object) const;

 private:
  std::map<std::string, std::unique_ptr<Definition>, std::less<>> by_kind_;  // "group/version Kind"
};

}  // namespace plimsoll::kubernetes
