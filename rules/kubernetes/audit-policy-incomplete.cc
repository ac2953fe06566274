#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {
namespace {

struct Watched {
  std::string_view group;
  std::string_view resource;
};
constexpr Watched kWatched[] = {{"", "secrets"},
                                {"", "configmaps"},
                                {"authentication.k8s.io", "tokenreviews"},
                                {"", "pods"},
                                {"apps", "deployments"},
                                {"", "pods/exec"},
                                {"", "pods/portforward"},
                                {"", "pods/proxy"},
                                {"", "services/proxy"}};

bool names(const Value& resources, std::string_view wanted) {
  const size_t slash = wanted.find('/');
  for (const Value& each : resources.items()) {
    const std::string_view text = each.string();
    if (text == wanted || text == "*") return true;
    if (slash == wanted.npos) continue;
    if (text == fmt::format("{}/*", wanted.substr(0, slash)) || text == fmt::format("*{}", wanted.substr(slash)))
      return true;
  }
  return false;
}

// A rule without resources concerns all, unless it is about paths that are none.
bool concerns(const Value& rule, const Watched& watched) {
  if (rule["resources"].size() == 0) return rule["nonResourceURLs"].size() == 0;
  for (const Value& each : rule["resources"].items()) {
    const Value resources = each["resources"];
    if (resources.size() == 0 ? each["group"].string() == watched.group : names(resources, watched.resource))
      return true;
  }
  return false;
}

// Other requests for the same resource go on to the next rule.
bool is_narrow(const Value& rule) {
  for (const char* key : {"users", "userGroups", "verbs", "namespaces"})
    if (rule[key].size() > 0) return true;
  for (const Value& each : rule["resources"].items())
    if (each["resourceNames"].size() > 0) return true;
  return false;
}

// The first rule that concerns it decides; nothing if that cannot be told.
std::optional<bool> is_logged(const Value& rules, const Watched& watched) {
  for (const Value& rule : rules.items()) {
    if (!concerns(rule, watched)) continue;
    if (rule["level"].templated()) return std::nullopt;
    if (!rule["level"].is("None")) return true;
    if (!is_narrow(rule)) return false;
  }
  return false;
}

}  // namespace

extern constinit const Rule audit_policy_incomplete = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"kics:Audit Policy Not Cover Key Security Concerns", "kics:1828a670-5957-4bc5-9974-47da228f75e2",
                "kubescape:C-0160", "kubescape:C-0161", "cis-kubernetes:3.2.1", "cis-kubernetes:3.2.2"},
    .check =
        [](const Object& object, Context& ctx) {
          if (!object.is("audit.k8s.io", "Policy")) return;
          const auto rules = object.root.known({"rules"});
          if (!rules || (rules->present() && !rules->is_list())) return;
          std::string missing;
          for (const Watched& watched : kWatched) {
            if (is_logged(*rules, watched) == false)
              missing.append(missing.empty() ? "" : ", ").append(watched.resource);
          }
          if (!missing.empty())
            ctx.report(rules->exists() ? rules->key_span() : object.place(),
                       "the audit log does not tell who touches {}", missing);
        },
};

}  // namespace plimsoll::kubernetes
