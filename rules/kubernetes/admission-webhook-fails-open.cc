#include <algorithm>

#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {
namespace {

bool has_any(const Value& list, std::initializer_list<std::string_view> words) {
  const std::vector<Value> items = list.items();
  return std::any_of(items.begin(), items.end(), [&](const Value& item) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return item.is(word); });
  });
}

bool is_empty_selector(const Value& selector) {
  return selector.missing() ||
         (selector.is_map() && selector["matchLabels"].size() == 0 && selector["matchExpressions"].size() == 0);
}

// Without new ones no pod starts, that of the webhook among them; nor without the leases of the control plane.
bool asks_for_pods(const Value& rule) {
  const Value groups = rule["apiGroups"], resources = rule["resources"], operations = rule["operations"];
  const auto asked_at = [&](std::string_view operation) {
    return operations.size() == 0 || has_any(operations, {"*", operation});
  };
  if (rule["scope"].is("Cluster")) return false;
  const bool everything = has_any(resources, {"*", "*/*"});
  if (everything && has_any(groups, {"*"}) && asked_at("UPDATE")) return true;
  if (!asked_at("CREATE")) return false;
  return everything ? has_any(groups, {"*", "", "apps"})
                    : has_any(groups, {"*", ""}) && has_any(resources, {"pods", "pods/*"});
}

void check_rules(const Value& webhook, bool fails_closed, Context& ctx) {
  for (const Value& rule : webhook["rules"].items()) {
    if (has_any(rule["apiGroups"], {"*"}) && has_any(rule["resources"], {"*", "*/*"}) &&
        has_any(rule["operations"], {"*"})) {
      ctx.report(rule["resources"].span(), "webhook '{}' is asked about every write to everything",
                 webhook["name"].string());
    }
    if (!fails_closed || !asks_for_pods(rule) || !is_empty_selector(webhook["namespaceSelector"]) ||
        !is_empty_selector(webhook["objectSelector"]) || webhook["matchConditions"].size() > 0)
      continue;
    ctx.report(
           webhook["namespaceSelector"].exists() ? webhook["namespaceSelector"].key_span() : rule["resources"].span(),
           "while webhook '{}' is away no pod starts, not in kube-system and not its own", webhook["name"].string())
        .severity(Severity::warning);
  }
}

// The first webhook without one: the others of the configuration mostly call the same service.
void check_bundle(const Object& object, Context& ctx) {
  const std::vector<std::pair<Value, Value>> annotations = object.metadata["annotations"].entries();
  const bool injected = std::any_of(annotations.begin(), annotations.end(), [](const auto& entry) {
    return entry.first.string().find("inject-ca") != std::string_view::npos;
  });
  for (const Value& webhook : object["webhooks"].items()) {
    const Value client = webhook["clientConfig"];
    if (injected || client["service"].missing() || !client["caBundle"].missing()) continue;
    ctx.report(client.key_span(), "webhook '{}' names no certificate authority ('caBundle') for its service",
               webhook["name"].string());
    return;
  }
}

}  // namespace

extern constinit const Rule admission_webhook_fails_open = {
    .severity = Severity::info,
    .group = Group::reliability,
    .profile = Profile::strict,
    .aliases = {"kubescape:C-0036", "kubescape:C-0039"},
    .check =
        [](const Object& object, Context& ctx) {
          if (object.group != "admissionregistration.k8s.io" || !object.kind_name.ends_with("WebhookConfiguration"))
            return;
          const bool old = object.version == "v1beta1";
          for (const Value& webhook : object["webhooks"].items()) {
            const std::string_view name = webhook["name"].string();
            const Value policy = webhook["failurePolicy"], timeout = webhook["timeoutSeconds"];
            const Value effects = webhook["sideEffects"];
            if (policy.is("Ignore") || (policy.missing() && old)) {
              ctx.report(policy.missing() ? webhook["name"].span() : policy.span(),
                         "while webhook '{}' is away everything passes", name);
            }
            check_rules(webhook, policy.is("Fail") || (policy.missing() && !old), ctx);
            if (timeout.integer().value_or(0) > 10)
              ctx.report(timeout.span(), "each request may wait {} seconds for webhook '{}'", *timeout.integer(), name);
            if (!old && (effects.is("Some") || effects.is("Unknown"))) {
              ctx.report(effects.span(), "'{}' is rejected: webhook '{}' must declare 'None' or 'NoneOnDryRun'",
                         effects.string(), name)
                  .severity(Severity::error);
            }
          }
          check_bundle(object, ctx);
        },
};

}  // namespace plimsoll::kubernetes
