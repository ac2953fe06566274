#include "kubernetes/exempt.h"

#include "kubernetes/scope.h"
#include "kubernetes/security.h"

namespace plimsoll::kubernetes {
namespace {

bool fits(std::string_view text, const Exemptions::Patterns& patterns) {
  return patterns && !text.empty() && fits_any(text, *patterns);
}

std::string_view namespace_of(const Object& object) {
  if (object.is("", "Namespace")) return object.name;
  if (!object.namespace_.empty()) return object.namespace_;
  return scope_of(object) == Scope::cluster ? "" : "default";
}

}  // namespace

bool is_exempt(const Object& object, const Exemptions& exempt) {
  return fits(object.kind_name, exempt.kinds) || fits(object.name, exempt.names) ||
         (exempt.namespaces && fits(namespace_of(object), exempt.namespaces));
}

bool is_meant(const Object& object, const Exemptions& patterns) {
  const auto fits_if_given = [](std::string_view text, const Exemptions::Patterns& given) {
    return !given || fits(text, given);
  };
  return fits_if_given(object.kind_name, patterns.kinds) && fits_if_given(object.name, patterns.names) &&
         (!patterns.namespaces || fits(namespace_of(object), patterns.namespaces));
}

bool is_exempt(const Container& container, const Exemptions& exempt) {
  return fits(container["name"].string(), exempt.containers) || fits(container["image"].string(), exempt.images);
}

}  // namespace plimsoll::kubernetes
