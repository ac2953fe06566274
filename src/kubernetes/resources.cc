#include "kubernetes/resources.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

#include "kubernetes/scope.h"

namespace plimsoll::kubernetes {
namespace {

enum class Given { no, yes, unknown };

// Where another type stands than the mapping that the API wants, other rules speak.
Given given(const Value& resources, std::string_view list, std::string_view resource) {
  for (const Value& map : {resources, resources[list]}) {
    if (!map.missing() && !map.is_map()) return Given::unknown;
  }
  const Value amount = resources[list][resource];
  if (amount.missing()) return Given::no;
  if (!amount.is_scalar() || amount.templated()) return Given::unknown;
  const ParsedQuantity parsed = parse_quantity(amount.string());
  if (!parsed.value) return Given::unknown;
  return parsed.value->zero() ? Given::no : Given::yes;
}

std::string fact(std::string_view home, std::string_view list, std::string_view resource) {
  return fmt::format("LimitRange of {}: {}.{}", home, list, resource);
}

}  // namespace

std::optional<MissingResource> missing_resource(const Container& container, std::string_view list,
                                                std::string_view resource, bool include_init) {
  if (container.role == Container::Role::ephemeral || (container.role == Container::Role::init && !include_init))
    return {};
  const Workload& workload = *container.workload;
  // What the steps of Tekton ask for stands in half a dozen other places.
  if (workload.steps && workload.object->group == "tekton.dev") return {};
  const Value own = container["resources"];
  const Value of_pod = workload["resources"];
  if (given(own, list, resource) != Given::no || given(of_pod, list, resource) != Given::no) return {};
  const bool limit = list == "requests" &&
                     (given(own, "limits", resource) == Given::yes || given(of_pod, "limits", resource) == Given::yes);
  return MissingResource{.span = own.exists() ? own[list][resource].span() : container.place(),
                         .limit_given = limit,
                         .fact = fact(home_of(*workload.object), list, resource)};
}

Amount amount_of(const Container& container, std::string_view list, std::string_view resource) {
  const auto known = container.value.known({"resources", list, resource});
  if (!known || (!known->missing() && !known->is_scalar())) return {.unknown = true};
  return {.value = *known, .quantity = parse_quantity(known->string()).value};
}

Amounts amounts_in(const Value& map) {
  Amounts amounts;
  for (const auto& [resource, amount] : map.entries()) amounts.emplace(resource.string(), amount);
  return amounts;
}

std::optional<Difference> difference_of(const Container& container, std::string_view resource) {
  if (container.role == Container::Role::ephemeral) return {};
  const Amount request = amount_of(container, "requests", resource);
  const Amount limit = amount_of(container, "limits", resource);
  if (!request.quantity || limit.unknown || (!limit.missing() && !limit.quantity)) return {};
  if (request.quantity == limit.quantity) return {};
  return Difference{request.value, limit.value};
}

namespace {

// What one map of resources makes of the class.
std::optional<Qos> qos_of(const Value& resources) {
  bool any = false, all = true;
  for (std::string_view resource : {"cpu", "memory"}) {
    const Given request = given(resources, "requests", resource), limit = given(resources, "limits", resource);
    if (request == Given::unknown || limit == Given::unknown) return {};
    any = any || request == Given::yes || limit == Given::yes;
    const auto amount = [&](std::string_view list) { return parse_quantity(resources[list][resource].string()).value; };
    all = all && limit == Given::yes && (request == Given::no || amount("requests") == amount("limits"));
  }
  return all ? Qos::guaranteed : any ? Qos::burstable : Qos::best_effort;
}

}  // namespace

std::optional<Qos> qos_of(const Workload& workload) {
  if (workload.steps) return {};
  // Resources of the whole pod decide alone.
  const auto of_pod = qos_of(workload["resources"]);
  if (of_pod != Qos::best_effort) return of_pod;
  std::optional<Qos> result;
  for (const Container& container : workload.containers) {
    if (container.role == Container::Role::ephemeral) continue;
    const auto own = qos_of(container["resources"]);
    if (!own) return {};
    result = !result || result == own ? own : Qos::burstable;
  }
  return result;
}

std::string any_default_of(const Workload& workload) { return fact(home_of(*workload.object), "resources", "any"); }

std::vector<std::string> container_defaults_of(const Object& object) {
  std::vector<std::string> facts;
  if (!object.is("", "LimitRange")) return facts;
  const std::vector<std::string> homes = possible_homes_of(object);
  for (const Value& limit : object["spec"]["limits"].items()) {
    if (!limit["type"].is("Container")) continue;
    // The API server takes the greatest allowed limit for the default one, and the limit or the least request for the
    // request.
    for (std::string_view source : {"defaultRequest", "min", "default", "max"}) {
      for (const auto& [resource, amount] : limit[source].entries()) {
        for (const std::string& home : homes) {
          if (resource.is("cpu") || resource.is("memory")) facts.push_back(fact(home, "resources", "any"));
          facts.push_back(fact(home, "requests", resource.string()));
          if (source == "default" || source == "max") facts.push_back(fact(home, "limits", resource.string()));
        }
      }
    }
  }
  return facts;
}

}  // namespace plimsoll::kubernetes
