#include "dockerfile/mount_syntax.h"

#include <fmt/format.h>

#include <algorithm>

#include "dockerfile/predefined.h"
#include "dockerfile/syntax.h"
#include "suggest.h"

namespace plimsoll::dockerfile {
namespace {

struct Key {
  std::string_view name;
  std::string_view types;  // the mounts that it belongs to, empty: all
  bool bare = false;       // needs no value
};
constexpr Key kKeys[] = {{"type", ""},
                         {"from", "bind cache tmpfs ssh"},
                         {"source", ""},
                         {"src", ""},
                         {"target", ""},
                         {"dst", ""},
                         {"destination", ""},
                         {"readonly", "", true},
                         {"ro", "", true},
                         {"readwrite", "", true},
                         {"rw", "", true},
                         {"id", ""},
                         {"sharing", "cache"},
                         {"required", "secret ssh", true},
                         {"size", "tmpfs"},
                         {"mode", "cache secret ssh"},
                         {"uid", "cache secret ssh"},
                         {"gid", "cache secret ssh"},
                         {"env", ""},
                         // of buildah and podman alone
                         {"z", "", true},
                         {"relabel", ""},
                         {"u", "", true},
                         {"chown", "", true}};

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool only(std::string_view text, std::string_view characters) {
  return !text.empty() && text.find_first_not_of(characters) == text.npos;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates) {
  const auto meant = closest(word, candidates);
  return meant ? fmt::format("; did you mean '{}'?", *meant) : std::string();
}

bool unknown(std::string_view text) { return text.find_first_of("$\\\"'") != text.npos; }

std::string problem_of_value(std::string_view key, std::string_view value, std::string_view type) {
  if (key == "type" && !is_one_of(lower(value), {"bind", "cache", "tmpfs", "secret", "ssh"})) {
    return fmt::format("there is no mount type '{}'{}", value,
                       did_you_mean(value, {"bind", "cache", "tmpfs", "secret", "ssh"}));
  }
  if (key == "sharing" && !is_one_of(lower(value), {"shared", "private", "locked"})) {
    return fmt::format("sharing is shared, private or locked, not '{}'", value);
  }
  if (key == "mode" && !only(value, "01234567")) return fmt::format("mode '{}' is no octal number", value);
  if ((key == "uid" || key == "gid") && !only(value, "0123456789"))
    return fmt::format("{} '{}' is no number", key, value);
  if (is_one_of(key, {"ro", "readonly", "rw", "readwrite", "required"}) && !is_boolean(value)) {
    return fmt::format("'{}' is either true or false, not '{}'", key, value);
  }
  if (is_one_of(key, {"target", "dst", "destination"}) && only(value, "/") && type != "secret" && type != "ssh") {
    return "a mount cannot take the place of '/'";
  }
  return {};
}

}  // namespace

std::string problem_of(const Mount::Field& field, std::string_view type) {
  const std::string name = lower(field.key.text);
  if (unknown(name) || (name.empty() && !field.value)) return {};
  const auto key = std::find_if(std::begin(kKeys), std::end(kKeys), [&](const Key& k) { return k.name == name; });
  if (key == std::end(kKeys)) {
    std::vector<std::string_view> names;
    for (const Key& k : kKeys) names.push_back(k.name);
    return fmt::format("a mount has no '{}'{}", field.key.text, did_you_mean(name, names));
  }
  if (!field.value && !key->bare) return fmt::format("'{}' has no value; write it behind a '='", key->name);
  if (field.value && name == "from") {
    const size_t dollar = field.value->text.find('$');
    if (dollar != std::string_view::npos && dollar + 1 < field.value->text.size())
      return "no variable is replaced in from=; name a stage that is FROM it";
  }
  if (!unknown(type) && !key->types.empty() && key->types.find(type) == std::string_view::npos &&
      is_one_of(type, {"bind", "cache", "tmpfs", "secret", "ssh"})) {
    return fmt::format("'{}' does not belong to a mount of type {}", key->name, type);
  }
  if (!field.value || unknown(field.value->text)) return {};
  return problem_of_value(name, field.value->text, type);
}

}  // namespace plimsoll::dockerfile
