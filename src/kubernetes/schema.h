// The objects of the Kubernetes API: which kinds there are, and which fields they have in which release
// (rules/data/kubernetes-schema.yaml), and what an object has that does not fit.
//
//   for (const Violation& violation : violations_of(object, target_version(ctx)))
//     if (violation.kind == Violation::Kind::unknown_field) … violation.key.span() …
//
// Releases are minor numbers. All texts are of the table and live for ever.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "facts/facts.h"
#include "kubernetes/object.h"
#include "kubernetes/value.h"

namespace plimsoll::kubernetes {

// The releases that have a kind or a field.
struct Releases {
  int since = 0;
  int until = 99;
  bool has(int version) const { return since <= version && version <= until; }
};

struct Field {
  std::string_view type;  // as in the table: "string", "[core.v1.Container]"
  Releases releases;
  bool deprecated = false;
  std::string_view keys;     // of a list: what tells its items apart, "name" or "containerPort,protocol"
  std::string_view choices;  // "Always|Never", or "Exists|Gt@35" where a value came later; empty: any

  bool is_list() const { return type.starts_with('['); }
  bool is_map() const { return type.starts_with('{'); }
  bool is_definition() const { return !is_list() && !is_map() && type.find('.') != std::string_view::npos; }
  // The same for the items of a list or the values of a map.
  Field element() const;
  // Of the choices those that the release has; empty: any.
  std::vector<std::string_view> choices_in(int version) const;
};

// The shape of a mapping.
class Definition {
 public:
  Definition() = default;
  explicit Definition(std::string_view name);
  bool exists() const { return fields_.exists(); }
  std::string_view name() const { return name_; }  // "core.v1.Container"
  std::optional<Field> field(std::string_view name) const;
  std::vector<std::string_view> fields_in(int version) const;
  Fact required() const;  // the names of fields

 private:
  std::string_view name_;
  Fact fields_;
};

struct Kind {
  std::string_view definition;
  Releases releases;
};
std::optional<Kind> kind_of(std::string_view api_version, std::string_view kind_name);
// The apiVersions that have a kind of that name in that release, in the order of the table.
std::vector<std::string_view> api_versions_of(std::string_view kind_name, int version);
// The names of all kinds of an apiVersion, of whatever release; of all of them if it is empty.
std::vector<std::string_view> kinds_of(std::string_view api_version);

struct Violation {
  enum class Kind : uint8_t {
    unknown_field,
    wrong_type,
    missing_field,
    wrong_choice,
    duplicate_item,
    deprecated_field
  };
  Kind kind;
  std::string_view definition;  // of `map`
  std::string_view name;        // of the field
  Field field;                  // what is expected; of an unknown field what other releases have
  Value map;                    // what has the field, or lacks it
  Value key;                    // of the field, absent where it is missing
  Value value;                  // what stands there; of a duplicate the later item
  Value first;                  // of a duplicate: the earlier item
  std::string home;             // of an unknown field: where the object has one of that name; empty if nowhere near
};
// Of an object whose kind is known, in the order of the file; of one of a removed version those of its pods. Nothing of
// what templates fill in and of the status, and of a patch only what is wrong with what it says.
std::vector<Violation> violations_of(const Object& object, int version);
// The same of the pods in objects of custom kinds whose templates are those of Kubernetes, such as Rollouts: all but
// what they lack and what depends on the release.
std::vector<Violation> violations_of_custom_pods(const Object& object, int version);
// Of the metadata of an object of any kind.
std::vector<Violation> violations_of_metadata(const Object& object);
// The value is an item of the list that the field is.
bool is_of_item(const Violation& violation);

// "a mapping", "a string": what stands there, for messages.
std::string_view describe(const Value& value);
// "a string", "a list", "an integer or a string": what a field wants.
std::string_view wanted(const Field& field);

}  // namespace plimsoll::kubernetes
