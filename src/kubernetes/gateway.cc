#include "kubernetes/gateway.h"

#include <algorithm>

#include "kubernetes/references.h"

namespace plimsoll::kubernetes {
namespace {

constexpr std::string_view kGroup = "gateway.networking.k8s.io";
// The API server takes no longer lists.
constexpr size_t kMostListeners = 64, kMostItems = 16;

std::string text_in(const Value& value) { return value.templated() ? std::string() : std::string(value.string()); }

std::string small_letters(std::string_view text) {
  std::string small(text);
  for (char& c : small) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return small;
}

// Nothing if some cannot be known.
std::optional<std::vector<std::string>> hostnames_of(const Value& list) {
  if (list.templated() || (list.present() && !list.is_list()) || list.size() > kMostItems) return std::nullopt;
  std::vector<std::string> names;
  for (const Value& name : list.items()) {
    if (name.templated() || name.string().empty()) return std::nullopt;
    names.push_back(small_letters(name.string()));
  }
  return names;
}

// Each is asked for every route that comes by.
constexpr size_t kMostValues = 64;

bool is_short(const Selector& selector) {
  return selector.requirements.size() <= kMostItems &&
         std::all_of(selector.requirements.begin(), selector.requirements.end(),
                     [](const auto& each) { return each.values.size() <= kMostValues; });
}

void add_namespaces(const Value& spaces, Listener& listener) {
  const Value from = spaces["from"];
  if (from.missing() ? spaces.missing() || spaces.is_map() : from.is("Same")) return;
  listener.from = from.is("All") ? Listener::From::all : Listener::From::unknown;
  if (!from.is("Selector")) return;
  listener.spaces = selector_of(spaces["selector"]);
  if (listener.spaces && is_short(*listener.spaces)) listener.from = Listener::From::selected;
}

void add_kinds(const Value& kinds, Listener& listener) {
  listener.kinds_known = !kinds.templated() && (kinds.missing() || kinds.is_list()) && kinds.size() <= kMostItems;
  if (!listener.kinds_known) return;
  for (const Value& kind : kinds.items()) {
    const Value group = kind["group"];
    if (group.templated() || kind["kind"].templated()) listener.kinds_known = false;
    listener.kinds.push_back(kind_key(group.missing() ? kGroup : group.string(), kind["kind"].string()));
  }
}

Listener listener_of(const Value& value) {
  Listener listener;
  const Value hostname = value["hostname"], allowed = value["allowedRoutes"];
  listener.name = text_in(value["name"]);
  listener.port = value["port"].integer().value_or(0);
  listener.protocol = text_in(value["protocol"]);
  if (!hostname.templated()) listener.hostname = small_letters(hostname.string());
  listener.place = value["name"].span();
  listener.protocol_place = value["protocol"].span();
  if (allowed.missing() || allowed.is_map()) {
    add_namespaces(allowed["namespaces"], listener);
    add_kinds(allowed["kinds"], listener);
  } else {
    listener.from = Listener::From::unknown;
    listener.kinds_known = false;
  }
  return listener;
}

std::vector<Listener> listeners_of(const Value& list) {
  std::vector<Listener> listeners;
  if (list.size() > kMostListeners) return listeners;
  for (const Value& each : list.items()) {
    if (!each.is_map()) return {};
    listeners.push_back(listener_of(each));
  }
  return listeners;
}

std::vector<ParentSummary> parents_of(const Value& list) {
  std::vector<ParentSummary> parents;
  for (const Value& parent : list.items()) {
    const Value kind = parent["kind"], group = parent["group"], name = parent["name"], space = parent["namespace"],
                listener = parent["sectionName"];
    if (!kind.missing() && !kind.is("Gateway")) continue;
    if (!group.missing() && !group.is(kGroup)) continue;
    if (name.string().empty() || name.templated() || space.templated() || listener.templated()) continue;
    parents.push_back({.gateway = std::string(name.string()),
                       .space = std::string(space.string()),
                       .listener = std::string(listener.string()),
                       .port = parent["port"].integer().value_or(0),
                       .place = name.span(),
                       .listener_place = listener.span(),
                       .port_place = parent["port"].span()});
  }
  return parents;
}

// It takes requests of plain HTTP elsewhere, or may do so.
bool may_redirect(const Value& filter) {
  const Value type = filter["type"], scheme = filter["requestRedirect"]["scheme"];
  if (type.is("RequestRedirect")) return scheme.is("https") || scheme.templated();
  return type.is("ExtensionRef") || type.templated();
}

// What a certificate authority asks for, which has to come by HTTP.
bool is_challenge(const Value& match) {
  const Value path = match["path"]["value"];
  return path.templated() || path.string().starts_with("/.well-known/");
}

void add_rule(const Value& rule, RoutingSummary& route) {
  const std::vector<Value> filters = rule["filters"].items(), matches = rule["matches"].items(),
                           backends = rule["backendRefs"].items();
  if (rule.templated() || rule["filters"].templated() || std::any_of(filters.begin(), filters.end(), may_redirect))
    route.redirects = true;
  const bool answers = std::any_of(filters.begin(), filters.end(), [](const Value& filter) {
    return filter["type"].is("RequestRedirect") || filter["type"].is("ExtensionRef") || filter["type"].templated();
  });
  const bool challenges = !matches.empty() && std::all_of(matches.begin(), matches.end(), is_challenge);
  if (answers || challenges || backends.empty() || rule["filters"].templated() || rule["matches"].templated()) return;
  if (route.served.begin == route.served.end) route.served = backends.front()["name"].span();
}

RoutingSummary route_of(const Value& spec) {
  RoutingSummary route;
  route.parents = parents_of(spec["parentRefs"]);
  route.hostnames = hostnames_of(spec["hostnames"]);
  if (spec["rules"].templated()) route.redirects = true;
  for (const Value& rule : spec["rules"].items()) add_rule(rule, route);
  return route;
}

GrantSummary grant_of(const Value& spec) {
  GrantSummary grant;
  const Value from = spec["from"], to = spec["to"];
  grant.known = from.is_list() && to.is_list() && from.size() <= kMostItems && to.size() <= kMostItems;
  if (!grant.known) return grant;
  auto add_kind = [&](const Value& each) {
    if (each["group"].templated() || each["kind"].templated()) grant.known = false;
    return kind_key(each["group"].string(), each["kind"].string());
  };
  for (const Value& each : from.items()) {
    grant.from.push_back({add_kind(each), std::string(each["namespace"].string())});
    if (each["namespace"].templated()) grant.known = false;
  }
  for (const Value& each : to.items()) {
    grant.to.push_back({add_kind(each), std::string(each["name"].string())});
    if (each["name"].templated()) grant.known = false;
  }
  return grant;
}

}  // namespace

std::unique_ptr<const RoutingSummary> routing_of(const Object& object) {
  if (object.group != kGroup) return nullptr;
  const Value spec = object["spec"];
  if (object.kind_name == "Gateway")
    return std::make_unique<const RoutingSummary>(RoutingSummary{.listeners = listeners_of(spec["listeners"])});
  if (object.kind_name.ends_with("Route")) return std::make_unique<const RoutingSummary>(route_of(spec));
  if (object.kind_name == "ReferenceGrant" || object.kind_name == "ReferencePolicy")
    return std::make_unique<const RoutingSummary>(RoutingSummary{.grant = grant_of(spec)});
  return nullptr;
}

}  // namespace plimsoll::kubernetes
