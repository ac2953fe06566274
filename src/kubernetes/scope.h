// Which kinds live in a namespace. The kinds of the API server are rules/data/kubernetes-scopes.yaml.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

enum class Scope : uint8_t { unknown, namespaced, cluster };
Scope scope_of(const Object& object);

// Is of a kind that has a namespace and does not say which.
bool lacks_namespace(const Object& object);

// Where an object lives, for facts (project.h): its namespace. Objects that name none share one with those of their own
// folder only: of the others nobody knows.
std::string home_of(const Object& object);
// The homes that an object surely shares with others: "default" and none are the same in one folder.
std::vector<std::string> homes_of(const Object& object);
// The same with that where it may live besides: "default", if it names none.
std::vector<std::string> possible_homes_of(const Object& object);

}  // namespace plimsoll::kubernetes
