#include "routing.h"

#include <algorithm>
#include <string>
#include <utility>

namespace plimsoll {
namespace {

using kubernetes::Labels;
using kubernetes::Listener;
using kubernetes::ParentSummary;
using kubernetes::RoutingSummary;
using kubernetes::Selector;
using Reason = Refusal::Reason;

constexpr std::string_view kGateway = "gateway.networking.k8s.io/Gateway";
// Of one name.
constexpr size_t kMostNamespaces = 8;
// What each route is compared with.
constexpr size_t kMostLabels = 64, kMostGrants = 64;

const RoutingSummary* routing_of(const ObjectSummary& object) {
  return object.details ? object.details->routing.get() : nullptr;
}

// It lives in the namespace that its summary says, and in no other.
bool has_known_space(const Project& project, const ObjectSummary& object) {
  if (is_open_space(object.namespace_)) return false;
  const auto users = project.index->roots().kustomizations_of(project.path_of(object));
  return std::all_of(users.begin(), users.end(), [&](const Kustomization* user) {
    return user->namespace_.empty() || user->namespace_ == object.namespace_;
  });
}

// Of the namespace; nothing where they cannot be known.
std::optional<Labels> labels_of_space(const Project& project, const ObjectSummary& space) {
  const bool changed = !project.index->roots().overlay_of(project.path_of(space)).labels.empty();
  if (!space.labels_known || changed || project.index->is_patched(space) || space.labels.size() > kMostLabels)
    return std::nullopt;
  return space.labels;
}

// The selector picks the namespace of the object.
std::optional<bool> selects(const Project& project, const Selector& selector, const ObjectSummary& object) {
  if (selector.requirements.empty()) return true;
  if (!has_known_space(project, object)) return std::nullopt;
  const std::pair<std::string, std::string> name(kubernetes::kSpaceName, object.namespace_);
  bool by_name = true;
  for (const Selector::Requirement& requirement : selector.requirements) {
    if (requirement.key != kubernetes::kSpaceName) {
      by_name = false;
    } else if (!Selector{{requirement}}.matches({name})) {
      return false;
    }
  }
  if (by_name) return true;
  const auto spaces = project.index->find(object, "Namespace", object.namespace_);
  if (spaces.empty() || spaces.size() > kMostNamespaces) return std::nullopt;
  size_t picked = 0;
  for (const ObjectSummary* space : spaces) {
    auto labels = labels_of_space(project, *space);
    if (!labels) return std::nullopt;
    labels->push_back(name);
    picked += selector.matches(*labels);
  }
  if (picked != 0 && picked != spaces.size()) return std::nullopt;
  return picked != 0;
}

// `wide` is the other one, or "*.example.com" with the other one below it.
bool covers(std::string_view wide, std::string_view narrow) {
  if (wide == narrow) return true;
  return wide.starts_with("*.") && narrow.size() > wide.size() - 1 && narrow.ends_with(wide.substr(1));
}

bool intersect(std::string_view one, std::string_view other) { return covers(one, other) || covers(other, one); }

// The kinds that the Gateway API has for a protocol; others may be anybody's.
std::optional<bool> has_kind(std::string_view protocol, std::string_view kind) {
  struct Row {
    std::string_view protocol;
    std::string_view kinds[2];
  };
  static constexpr Row kRows[] = {{"HTTP", {"HTTPRoute", "GRPCRoute"}},
                                  {"HTTPS", {"HTTPRoute", "GRPCRoute"}},
                                  {"TLS", {"TLSRoute", "TCPRoute"}},
                                  {"TCP", {"TCPRoute"}},
                                  {"UDP", {"UDPRoute"}}};
  auto is_of = [&](const Row& row) { return row.kinds[0] == kind || row.kinds[1] == kind; };
  const auto row =
      std::find_if(std::begin(kRows), std::end(kRows), [&](const Row& each) { return each.protocol == protocol; });
  if (row == std::end(kRows) || std::none_of(std::begin(kRows), std::end(kRows), is_of)) return std::nullopt;
  return is_of(*row);
}

// Asks whether listeners take a route, one condition after the other; nothing where it cannot be known.
class Suitor {
 public:
  Suitor(const Project& project, const ObjectSummary& route, const ParentSummary& parent, size_t& tests_left)
      : project_(project), route_(route), routing_(*routing_of(route)), parent_(parent), tests_left_(tests_left) {
    const auto gateways = project.index->find(route, kGateway, parent.gateway, parent.space);
    // Of several nobody knows which one is meant.
    if (gateways.size() == 1 && routing_of(*gateways.front()) && !project.index->is_patched(*gateways.front()))
      gateway_ = gateways.front();
  }

  static constexpr Reason kReasons[] = {Reason::name, Reason::port, Reason::kind, Reason::space, Reason::hostname};

  // nullptr where it cannot be known.
  const ObjectSummary* gateway() const { return gateway_; }

  std::optional<bool> fits(Reason reason, const Listener& listener) const {
    switch (reason) {
      case Reason::name:
        return fits_name(listener);
      case Reason::port:
        return fits_port(listener);
      case Reason::kind:
        return fits_kind(listener);
      case Reason::space:
        return fits_space(listener);
      case Reason::hostname:
        return fits_hostname(listener);
    }
    return std::nullopt;
  }

 private:
  std::optional<bool> fits_name(const Listener& listener) const {
    if (parent_.listener.empty()) return true;
    if (listener.name.empty()) return std::nullopt;
    return listener.name == parent_.listener;
  }

  std::optional<bool> fits_port(const Listener& listener) const {
    if (parent_.port == 0) return true;
    if (listener.port == 0) return std::nullopt;
    return listener.port == parent_.port;
  }

  std::optional<bool> fits_kind(const Listener& listener) const {
    const auto by_protocol = has_kind(listener.protocol, route_.kind_name);
    if (by_protocol == false) return false;
    if (!listener.kinds_known) return std::nullopt;
    if (listener.kinds.empty()) return by_protocol;
    const std::string kind = kubernetes::kind_key(route_.group, route_.kind_name);
    return std::find(listener.kinds.begin(), listener.kinds.end(), kind) != listener.kinds.end();
  }

  std::optional<bool> fits_space(const Listener& listener) const {
    switch (listener.from) {
      case Listener::From::all:
        return true;
      case Listener::From::selected:
        if (tests_left_ == 0) return std::nullopt;
        --tests_left_;
        return selects(project_, *listener.spaces, route_);
      case Listener::From::same:
        if (parent_.space.empty() || parent_.space == route_.namespace_) return true;
        if (!has_known_space(project_, route_) || !has_known_space(project_, *gateway_)) return std::nullopt;
        return gateway_->namespace_ == route_.namespace_;
      case Listener::From::unknown:
        break;
    }
    return std::nullopt;
  }

  std::optional<bool> fits_hostname(const Listener& listener) const {
    if (!listener.hostname || !routing_.hostnames) return std::nullopt;
    if (listener.hostname->empty() || routing_.hostnames->empty()) return true;
    return std::any_of(routing_.hostnames->begin(), routing_.hostnames->end(),
                       [&](const std::string& hostname) { return intersect(hostname, *listener.hostname); });
  }

  const Project& project_;
  const ObjectSummary& route_;
  const RoutingSummary& routing_;
  const ParentSummary& parent_;
  size_t& tests_left_;
  const ObjectSummary* gateway_ = nullptr;
};

// What other grants in the namespace are for is told by one of them; nothing where some may allow it.
std::optional<const ObjectSummary*> grant_for_others(const Project& project, const ObjectSummary& object,
                                                     const kubernetes::Reference& reference) {
  const ProjectIndex& index = *project.index;
  const std::string kind = kubernetes::kind_key(object.group, object.kind_name);
  const ObjectSummary* other = nullptr;
  for (const char* grants : {"gateway.networking.k8s.io/ReferenceGrant", "gateway.networking.k8s.io/ReferencePolicy"}) {
    const auto all = index.all(object, grants, reference.space);
    if (all.size() > kMostGrants || index.has_unnamed(object, grants, reference.space)) return std::nullopt;
    for (const ObjectSummary* each : all) {
      const auto& grant = routing_of(*each)->grant;
      if (!grant->known || index.is_patched(*each)) return std::nullopt;
      const bool from = std::any_of(grant->from.begin(), grant->from.end(), [&](const auto& source) {
        return source.kind == kind && source.space == object.namespace_;
      });
      const bool to = std::any_of(grant->to.begin(), grant->to.end(), [&](const auto& target) {
        return target.kind == reference.kind && (target.name.empty() || target.name == reference.name);
      });
      if (from && to) return std::nullopt;
      other = each;
    }
  }
  return other;
}

}  // namespace

std::optional<Refusal> Routing::refusal(const ObjectSummary& route, const ParentSummary& parent) {
  const Suitor suitor(project_, route, parent, tests_left_);
  if (!suitor.gateway() || project_.index->is_patched(route)) return std::nullopt;
  std::vector<const Listener*> left;
  for (const Listener& listener : routing_of(*suitor.gateway())->listeners) left.push_back(&listener);
  for (const Reason reason : Suitor::kReasons) {
    if (left.empty()) return std::nullopt;
    const Refusal refusal{reason, suitor.gateway(), left.size() == 1 ? left.front() : nullptr};
    std::erase_if(left, [&](const Listener* each) { return suitor.fits(reason, *each) == false; });
    if (left.empty()) return refusal;
  }
  return std::nullopt;
}

std::vector<Attachment> Routing::attachments(const ObjectSummary& route, const ParentSummary& parent) {
  std::vector<Attachment> attached;
  const Suitor suitor(project_, route, parent, tests_left_);
  if (!suitor.gateway()) return attached;
  for (const Listener& listener : routing_of(*suitor.gateway())->listeners) {
    bool refused = false, certain = true;
    for (const Reason reason : Suitor::kReasons) {
      if (refused) break;
      const auto fits = suitor.fits(reason, listener);
      refused = fits == false;
      certain = certain && fits == true;
    }
    if (!refused) attached.push_back({&listener, certain});
  }
  return attached;
}

bool share_hostname(const RoutingSummary& one, const RoutingSummary& other) {
  if (!one.hostnames || !other.hostnames || one.hostnames->empty() || other.hostnames->empty()) return true;
  return std::any_of(one.hostnames->begin(), one.hostnames->end(), [&](const std::string& hostname) {
    return std::any_of(other.hostnames->begin(), other.hostnames->end(),
                       [&](const std::string& each) { return intersect(hostname, each); });
  });
}

std::vector<Ungranted> ungranted(const Project& project, kubernetes::Field field) {
  std::vector<Ungranted> found;
  const ProjectIndex& index = *project.index;
  for (const ObjectSummary& object : project.objects) {
    for (const kubernetes::Reference& reference : object.references) {
      if (reference.field != field || reference.space.empty() || reference.space == object.namespace_) continue;
      if (!has_known_space(project, object) || index.is_patched(object)) continue;
      const auto targets = index.find(object, reference.kind, reference.name, reference.space);
      const auto target = std::find_if(targets.begin(), targets.end(),
                                       [&](const ObjectSummary* each) { return index.are_together(object, *each); });
      if (target == targets.end()) continue;
      if (const auto grant = grant_for_others(project, object, reference))
        found.push_back({&object, &reference, *target, *grant});
    }
  }
  return found;
}

void report_ungranted(const Project& project, kubernetes::Field field, std::string_view consequence, Context& ctx) {
  for (const auto& [object, reference, target, grant] : ungranted(project, field)) {
    Report report = ctx.report(project.at(*object, reference->place),
                               "no ReferenceGrant in the namespace '{}' lets the {}s of '{}' refer to the {} '{}', {}",
                               reference->space, object->kind_name, object->namespace_,
                               kubernetes::kind_in(reference->kind), reference->name, consequence);
    report.note(project.at(*target), "it lives in another namespace");
    if (grant) report.note(project.at(*grant), "this ReferenceGrant is for others");
  }
}

}  // namespace plimsoll
