#include "kubernetes/schema.h"

#include <algorithm>
#include <charconv>

namespace plimsoll::kubernetes {
namespace {

Fact part(std::string_view name) { return facts::table("kubernetes-schema")[name]; }

// The next word of a row of the table.
std::string_view take_word(std::string_view& row) {
  const size_t end = std::min(row.find(' '), row.size());
  const std::string_view word = row.substr(0, end);
  row.remove_prefix(std::min(end + 1, row.size()));
  return word;
}

// The value of "name=value", if that is what the word is.
std::optional<std::string_view> value_of(std::string_view word, std::string_view name) {
  if (!word.starts_with(name) || word.substr(name.size(), 1) != "=") return std::nullopt;
  return word.substr(name.size() + 1);
}

int number(std::string_view text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

void read_release(std::string_view word, Releases& releases) {
  if (const auto since = value_of(word, "since")) releases.since = number(*since);
  if (const auto until = value_of(word, "until")) releases.until = number(*until);
}

Field read_field(std::string_view row) {
  Field field{.type = take_word(row)};
  while (!row.empty()) {
    const std::string_view word = take_word(row);
    read_release(word, field.releases);
    if (word == "deprecated") field.deprecated = true;
    if (const auto keys = value_of(word, "keys")) field.keys = *keys;
    if (const auto choices = value_of(word, "enum")) field.choices = *choices;
  }
  return field;
}

Kind read_kind(std::string_view row) {
  Kind kind{.definition = take_word(row)};
  while (!row.empty()) read_release(take_word(row), kind.releases);
  return kind;
}

}  // namespace

Field Field::element() const {
  Field element;
  element.type = type.substr(1, type.size() - 2);
  element.choices = choices;
  return element;
}

std::vector<std::string_view> Field::choices_in(int version) const {
  std::vector<std::string_view> found;
  for (std::string_view rest = choices; !rest.empty();) {
    const std::string_view choice = rest.substr(0, rest.find('|'));
    rest.remove_prefix(std::min(choice.size() + 1, rest.size()));
    const size_t at = std::min(choice.find('@'), choice.size());
    if (at == choice.size() || number(choice.substr(at + 1)) <= version) found.push_back(choice.substr(0, at));
  }
  return found;
}

Definition::Definition(std::string_view name) : name_(name), fields_(part("definitions")[name]) {}

std::optional<Field> Definition::field(std::string_view name) const {
  const Fact row = fields_[name];
  if (!row.exists()) return std::nullopt;
  return read_field(row.string());
}

std::vector<std::string_view> Definition::fields_in(int version) const {
  std::vector<std::string_view> names;
  for (const auto& [name, row] : fields_.entries()) {
    if (read_field(row.string()).releases.has(version)) names.push_back(name);
  }
  return names;
}

Fact Definition::required() const { return part("required")[name_]; }

std::optional<Kind> kind_of(std::string_view api_version, std::string_view kind_name) {
  const Fact row = part("kinds")[api_version][kind_name];
  if (!row.exists()) return std::nullopt;
  return read_kind(row.string());
}

std::vector<std::string_view> api_versions_of(std::string_view kind_name, int version) {
  std::vector<std::string_view> found;
  for (const auto& [api_version, kinds] : part("kinds").entries()) {
    const Fact row = kinds[kind_name];
    if (row.exists() && read_kind(row.string()).releases.has(version)) found.push_back(api_version);
  }
  return found;
}

std::vector<std::string_view> kinds_of(std::string_view api_version) {
  std::vector<std::string_view> names;
  for (const auto& [name, kinds] : part("kinds").entries()) {
    if (!api_version.empty() && name != api_version) continue;
    for (const auto& [kind, row] : kinds.entries()) names.push_back(kind);
  }
  return names;
}

}  // namespace plimsoll::kubernetes
