// KubeletConfiguration objects: the file that kubelets read their settings from.
//
//   if (const auto port = kubelet_setting(object, {"readOnlyPort"}); port && port->present()) …
#pragma once

#include <initializer_list>
#include <optional>
#include <string_view>

#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

// kubeadm fills in what such a file lacks: objects of its own stand beside it.
bool is_completed_by_kubeadm(const Object& object);

// What stands at the path, be it absent; nothing of other objects, and where that cannot be told (Value::known).
std::optional<Value> kubelet_setting(const Object& object, std::initializer_list<std::string_view> path);
// Where a configuration has something else than true for it, or nothing.
std::optional<Span> kubelet_lacks(const Object& object, std::string_view setting);

// The value; for a missing one the deepest key above it, else the object's own place.
Span place_in(const Object& object, const Value& value);

}  // namespace plimsoll::kubernetes
