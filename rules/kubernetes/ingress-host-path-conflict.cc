#include <fmt/format.h>

#include <set>
#include <string>
#include <utility>

#include "context.h"
#include "name_conflicts.h"
#include "option_problem.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<std::string_view> unit{"unit", "what nobody else may have: host-and-path, host or path",
                                              "host-and-path", [](std::string_view text) {
                                                return choice_problem(text, {"host-and-path", "host", "path"});
                                              }};

}  // namespace

extern constinit const Rule ingress_host_path_conflict = {
    .severity = Severity::error,
    .group = Group::network,
    .aliases = {"azure-policy:[Deprecated]: Enforce unique ingress hostnames across namespaces in Kubernetes cluster",
                "azure-policy:b2fd3e59-6390-4f2b-8247-ea676bd03e2d", "gatekeeper:general/uniqueingresshost",
                "kyverno:unique-ingress-host-and-path", "kyverno:unique-ingress-paths",
                "kyverno:require-unique-external-dns"},
    .options = {&unit},
    .check =
        [](const Project& project, Context& ctx) {
          const bool by_host = ctx[unit] != "path", by_path = ctx[unit] != "host";
          const auto key = [&](const ObjectSummary& object, const UniqueName& name) {
            if (by_path ? name.path.empty() : name.host.empty()) return std::string();
            std::string text = (by_host ? name.host : "") + "\n" + (by_path ? name.path : "") + "\n" + name.group;
            // Without a host and a class those of another file may be for another cluster.
            if (by_host && name.host.empty() && name.group.empty()) text += fmt::format("\n{}", object.file);
            return text;
          };
          std::set<std::pair<const ObjectSummary*, std::string>> hosts;
          for (const NameConflict& conflict : name_conflicts(project, UniqueName::Of::ingress, key)) {
            const UniqueName& name = *conflict.name;
            // Paths of one host in one object are what an Ingress is for.
            if (conflict.object == conflict.before && !(by_host && by_path)) continue;
            if (!by_path && !hosts.emplace(conflict.object, key(*conflict.object, name)).second) continue;
            const std::string path = name.path.substr(0, name.path.rfind(' '));
            ctx.report(project.at(*conflict.object, by_path ? name.path_place : name.host_place),
                       "Ingress '{}' claims '{}{}' as well", conflict.before->name, by_host ? name.host : "",
                       by_path ? path : "")
                .note(project.at(*conflict.before,
                                 by_path ? conflict.name_before->path_place : conflict.name_before->host_place),
                      "the first one");
          }
        },
};

extern constinit const Rule external_dns_hostname_conflict = {
    .severity = Severity::warning,
    .group = Group::network,
    .profile = Profile::all,
    .aliases = {"kyverno:require-unique-external-dns"},
    .check =
        [](const Project& project, Context& ctx) {
          const auto key = [](const ObjectSummary&, const UniqueName& name) { return name.host; };
          for (const NameConflict& conflict : name_conflicts(project, UniqueName::Of::external_dns, key)) {
            if (conflict.object == conflict.before) continue;
            ctx.report(project.at(*conflict.object, conflict.name->host_place),
                       "{} '{}' asks for the name '{}' as well", conflict.before->kind_name, conflict.before->name,
                       conflict.name->host)
                .note(project.at(*conflict.before, conflict.name_before->host_place), "the first one");
          }
        },
};

}  // namespace plimsoll::kubernetes
