#include <algorithm>
#include <map>
#include <vector>

#include "context.h"
#include "kubernetes/object.h"
#include "routing.h"

namespace plimsoll::kubernetes {

namespace {

// TLS at the port of HTTPS is HTTPS that somebody behind it ends.
bool is_secured(const Value& listener) {
  const Value protocol = listener["protocol"], port = listener["port"];
  return protocol.is("HTTPS") || protocol.templated() ||
         (protocol.is("TLS") && (port.templated() || port.integer() == 443));
}

void judge_tls(const Value& listener, Context& ctx) {
  const Value protocol = listener["protocol"];
  const auto tls = listener.known({"tls"});
  if (!tls || (!protocol.is("HTTPS") && !protocol.is("TLS"))) return;
  if (tls->missing()) {
    ctx.report(protocol.span(), "the listener speaks {}, and has no tls that says how", protocol.string());
    return;
  }
  const auto mode = listener.known({"tls", "mode"}), references = listener.known({"tls", "certificateRefs"}),
             options = listener.known({"tls", "options"});
  if (!mode || !references || !options || (!mode->missing() && !mode->is("Terminate"))) return;
  if (references->size() == 0 && options->size() == 0)
    ctx.report(tls->key_span(), "the listener ends TLS, and names no certificate for it");
}

// More come from elsewhere, by a ListenerSet.
bool lets_in_others(const Object& gateway) {
  const auto from = gateway.root.known({"spec", "allowedListeners", "namespaces", "from"});
  return !from || (from->present() && !from->is("None"));
}

// A listener for HTTP with one for HTTPS beside it, and what it does with requests.
struct Plain {
  std::vector<const ObjectSummary*> redirects;
  std::vector<const ObjectSummary*> serving;
};
using Plains = std::map<const Listener*, Plain>;
// Each of those that serve is compared with them.
constexpr size_t kMostRedirects = 16;

bool is_secured(const Listener& listener) {
  return listener.protocol.empty() || listener.protocol == "HTTPS" ||
         (listener.protocol == "TLS" && (listener.port == 0 || listener.port == 443));
}

void add_route(const Project& project, const ObjectSummary& route, Routing& attached, Plains& plains) {
  if (!route.details || !route.details->routing) return;
  const RoutingSummary& routing = *route.details->routing;
  const bool redirects = routing.redirects || project.index->is_patched(route);
  for (const ParentSummary& parent : routing.parents) {
    for (const Attachment& attachment : attached.attachments(route, parent)) {
      if (attachment.listener->protocol != "HTTP") continue;
      Plain& plain = plains[attachment.listener];
      if (redirects) {
        plain.redirects.push_back(&route);
      } else if (attachment.certain && !routing.served.empty() && !route.name.empty()) {
        plain.serving.push_back(&route);
      }
    }
  }
}

// One that serves what no other one may redirect; nullptr: there is none.
const ObjectSummary* unguarded(const Plain& plain) {
  if (plain.redirects.size() > kMostRedirects) return nullptr;
  for (const ObjectSummary* route : plain.serving) {
    if (std::none_of(plain.redirects.begin(), plain.redirects.end(), [&](const ObjectSummary* redirect) {
          return share_hostname(*redirect->details->routing, *route->details->routing);
        }))
      return route;
  }
  return nullptr;
}

void check_routes(const Project& project, Context& ctx) {
  Plains plains;
  Routing attached(project);
  for (const ObjectSummary& route : project.objects) add_route(project, route, attached, plains);
  for (const ObjectSummary& route : project.unnamed) add_route(project, route, attached, plains);
  for (const ObjectSummary& gateway : project.objects) {
    if (!gateway.details || !gateway.details->routing) continue;
    const std::vector<Listener>& listeners = gateway.details->routing->listeners;
    if (std::none_of(listeners.begin(), listeners.end(), [](const Listener& each) { return is_secured(each); }))
      continue;
    for (const Listener& listener : listeners) {
      const auto plain = plains.find(&listener);
      const ObjectSummary* const route = plain == plains.end() ? nullptr : unguarded(plain->second);
      if (!route) continue;
      ctx.report(project.at(gateway, listener.protocol_place),
                 "listener '{}' serves {} '{}' in plain HTTP, and no route redirects that to HTTPS", listener.name,
                 route->kind_name, route->name)
          .note(project.at(*route, route->details->routing->served), "what is served");
    }
  }
}

}  // namespace

extern constinit const Rule gateway_listener_without_tls = {
    .severity = Severity::warning,
    .group = Group::network,
    .check = {[](const Object& object, Context& ctx) {
                if (!object.is("gateway.networking.k8s.io", "Gateway")) return;
                const std::vector<Value> listeners = object["spec"]["listeners"].items();
                // Beside one for HTTPS, one for HTTP may be there to redirect: the routes tell.
                const bool secured =
                    lets_in_others(object) || std::any_of(listeners.begin(), listeners.end(),
                                                          [](const Value& listener) { return is_secured(listener); });
                for (const Value& listener : listeners) {
                  const Value protocol = listener["protocol"];
                  if (protocol.is("HTTP") && !secured)
                    ctx.report(protocol.span(), "Gateway '{}' serves plain HTTP alone", object.name);
                  judge_tls(listener, ctx);
                }
              },
              [](const Project& project, Context& ctx) {
                report_dangling(project, Field::listener_cert, "so the listener has no certificate", ctx);
                report_ungranted(project, Field::listener_cert, "so the listener has no certificate", ctx);
                check_routes(project, ctx);
              }},
};

}  // namespace plimsoll::kubernetes
