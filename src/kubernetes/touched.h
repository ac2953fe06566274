// Which fields a patch changes, so that what it leaves alone is known all the same.
//
// A field is a path of keys without the numbers of list items: "spec/replicas", "metadata/annotations". Fields of a pod
// template are those of a pod: "spec/template/spec/volumes" is "spec/volumes".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kubernetes/value.h"

namespace plimsoll::kubernetes {

// Nothing: it may be any.
using Touched = std::optional<std::vector<std::string>>;

// Of a strategic merge patch.
Touched touched_by_merge(const Value& patch);
// Of fields as kustomize writes them: "spec.template.spec.containers.[name=web].image".
Touched touched_by_paths(const Value& paths);
// Of a list of JSON patch operations; nothing as well for what is no such list.
Touched touched_by_operations(const Value& operations);

// One of the fields lies in what is touched, or the other way round.
bool touches(const Touched& touched, std::string_view field);

}  // namespace plimsoll::kubernetes
