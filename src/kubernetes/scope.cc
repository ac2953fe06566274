#include "kubernetes/scope.h"

#include "facts/facts.h"

namespace plimsoll::kubernetes {
namespace {

std::string folder_of(const Object& object) {
  const std::string_view path = object.document->source->path();
  return "folder " + std::string(path.substr(0, path.rfind('/') + 1));
}

}  // namespace

Scope scope_of(const Object& object) {
  static const Fact scopes = facts::table("kubernetes-scopes");
  for (const auto& [name, scope] : {std::pair{"namespaced", Scope::namespaced}, std::pair{"cluster", Scope::cluster}}) {
    const Fact groups = scopes[name][object.kind_name];
    // The core group is written as "core". A kind of the API server under a wrong one of its groups keeps its scope.
    if (groups.has(object.group.empty() ? "core" : object.group)) return scope;
    if (groups.exists() && is_built_in_group(object.group)) return scope;
  }
  return Scope::unknown;
}

bool lacks_namespace(const Object& object) {
  const Value space = object.metadata["namespace"];
  const bool known = space.missing() || space.is_scalar();
  return known && object.namespace_.empty() && scope_of(object) == Scope::namespaced;
}

std::string home_of(const Object& object) {
  return object.namespace_.empty() ? folder_of(object) : "namespace " + std::string(object.namespace_);
}

std::vector<std::string> homes_of(const Object& object) {
  std::vector<std::string> homes{home_of(object)};
  if (object.namespace_ == "default") homes.push_back(folder_of(object));
  return homes;
}

std::vector<std::string> possible_homes_of(const Object& object) {
  std::vector<std::string> homes = homes_of(object);
  if (object.namespace_.empty()) homes.push_back("namespace default");
  return homes;
}

}  // namespace plimsoll::kubernetes
