// Services and Ingresses: what the rules about them ask first.
#pragma once

#include <optional>
#include <string_view>

#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

// Of the core group, of type LoadBalancer.
bool is_load_balancer(const Object& object);

enum class Provider : uint8_t { any, azure, gke, aws };
std::optional<Provider> provider_named(std::string_view name);

// An annotation keeps the load balancer inside of the provider's network. Nothing if that cannot be known.
std::optional<bool> is_internal(const Object& service, Provider provider);

// An Ingress of any group that the API server has or had it in.
bool is_ingress(const Object& object);

// The annotation of that key; nothing if it cannot be known whether there is one.
std::optional<Value> annotation(const Object& object, std::string_view key);
// It has one that is not empty, or may have.
bool has_annotation(const Object& object, std::string_view key);

}  // namespace plimsoll::kubernetes
