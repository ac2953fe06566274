#include "kubernetes/service_account.h"

namespace plimsoll::kubernetes {
namespace {

// A pod without a namespace is usually meant for the one of its account, so it is told as well; but every namespace has
// a "default".
void state(AccountFact fact, std::string_view space, std::string_view name, std::vector<std::string>& facts) {
  for (AccountFact each : {fact, AccountFact::either}) {
    facts.push_back(account_fact(each, space, name));
    if (!space.empty() && name != "default") facts.push_back(account_fact(each, "", name));
  }
}

// Those that the API server takes for itself by default, and nearly everywhere.
bool is_for_api_server(const Value& audience) {
  return audience.string().empty() ? !audience.templated()
                                   : audience.is("https://kubernetes.default.svc") ||
                                         audience.is("https://kubernetes.default.svc.cluster.local");
}

}  // namespace

Value service_account_of(const Workload& workload) {
  const Value name = workload.setting("serviceAccountName");
  if (!name.string().empty()) return name;
  const Value old = workload.setting("serviceAccount");
  return old.missing() ? name : old;
}

std::optional<bool> mounts_token(const Workload& workload) {
  for (const Value& volume : workload["volumes"].items()) {
    for (const Value& source : volume["projected"]["sources"].items()) {
      const Value token = source["serviceAccountToken"];
      if (token.is_map() && is_for_api_server(token["audience"])) return true;
    }
  }
  const Value automount = workload["automountServiceAccountToken"];
  if (automount.templated()) return false;
  // Steps of a pipeline run under the account of the run, if they name none.
  if (workload.steps) return !service_account_of(workload).missing();
  return automount.boolean();
}

std::string account_fact(AccountFact fact, std::string_view space, std::string_view name) {
  const char* what = fact == AccountFact::tokenless ? "tokenless" : fact == AccountFact::bound ? "bound" : "either";
  return std::string("account ")
      .append(what)
      .append(" ")
      .append(space.empty() ? "default" : space)
      .append("/")
      .append(name);
}

std::string placed_fact(std::string_view path) { return std::string("kustomized namespace in ").append(path); }

std::vector<std::string> account_facts_of(const Object& object, std::string_view kustomized) {
  std::vector<std::string> facts;
  if (object.is("", "ServiceAccount") && object["automountServiceAccountToken"].is(false)) {
    state(AccountFact::tokenless, object.namespace_, object.name, facts);
  }
  if (object.group != "rbac.authorization.k8s.io" || !object.kind_name.ends_with("RoleBinding")) return facts;
  if (!kustomized.empty()) facts.push_back(placed_fact(object.document->source->path()));
  for (const Value& subject : object["subjects"].items()) {
    const std::string_view space = subject["namespace"].string(), name = subject["name"].string();
    if (!subject["kind"].is("ServiceAccount")) continue;
    state(AccountFact::bound, space.empty() ? object.namespace_ : space, name, facts);
    if (!kustomized.empty()) state(AccountFact::bound, kustomized, name, facts);
  }
  return facts;
}

}  // namespace plimsoll::kubernetes
