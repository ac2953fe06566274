#include <algorithm>

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

// Subresources are named "pods/exec", "pods/*" or "*/exec".
bool is_meant(std::string_view text, std::string_view wanted) {
  const size_t slash = std::min(wanted.find('/'), wanted.size());
  if (text == wanted || text == "*") return true;
  if (text.ends_with("/*")) return text.substr(0, text.size() - 2) == wanted.substr(0, slash);
  return slash < wanted.size() && text.starts_with('*') && text.substr(1) == wanted.substr(slash);
}

// Other groups have resources of the same names, such as the pods of metrics.k8s.io. Where a rule logs, a name in the
// wrong group is not held against it.
bool names(const Value& entry, const Watched& watched, bool logs) {
  const bool same_group = entry["group"].string() == watched.group;
  const std::vector<Value> resources = entry["resources"].items();
  if (resources.empty()) return same_group;
  return std::any_of(resources.begin(), resources.end(), [&](const Value& each) {
    return (same_group && is_meant(each.string(), watched.resource)) || (logs && each.is(watched.resource));
  });
}

bool logs(const Value& rule) {
  const Value level = rule["level"];
  return level.is("Metadata") || level.is("Request") || level.is("RequestResponse");
}

// A rule without resources concerns all, unless it is about paths that are none.
bool concerns(const Value& rule, const Watched& watched) {
  const std::vector<Value> entries = rule["resources"].items();
  if (entries.empty()) return rule["nonResourceURLs"].size() == 0;
  return std::any_of(entries.begin(), entries.end(),
                     [&](const Value& entry) { return names(entry, watched, logs(rule)); });
}

// Other requests for the same resource go on to the next rule.
bool is_narrow(const Value& rule) {
  for (const char* key : {"users", "userGroups", "verbs", "namespaces"})
    if (rule[key].size() > 0) return true;
  for (const Value& each : rule["resources"].items())
    if (each["resourceNames"].size() > 0) return true;
  return false;
}

// The first rule that concerns it decides.
bool is_logged(const std::vector<Value>& rules, const Watched& watched) {
  for (const Value& rule : rules) {
    if (!concerns(rule, watched)) continue;
    if (logs(rule)) return true;
    if (!is_narrow(rule)) return false;
  }
  return false;
}

// What a template stands for may be any rule.
bool is_known(const Value& rule) {
  if (rule.templated() || rule["level"].templated() || rule["resources"].templated()) return false;
  for (const Value& entry : rule["resources"].items()) {
    if (entry.templated() || entry["group"].templated() || entry["resources"].templated()) return false;
    for (const Value& resource : entry["resources"].items())
      if (resource.templated()) return false;
  }
  return true;
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
          const std::vector<Value> items = rules->items();
          if (!std::all_of(items.begin(), items.end(), is_known)) return;
          std::string missing;
          for (const Watched& watched : kWatched) {
            if (!is_logged(items, watched)) missing.append(missing.empty() ? "" : ", ").append(watched.resource);
          }
          if (!missing.empty())
            ctx.report(rules->exists() ? rules->key_span() : object.place(),
                       "the audit log does not tell who touches {}", missing);
        },
};

}  // namespace plimsoll::kubernetes
