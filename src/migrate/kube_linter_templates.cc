#include "migrate/kube_linter_templates.h"

#include <fmt/format.h>

#include <algorithm>

#include "kubernetes/cel.h"

namespace plimsoll::migrate {
namespace {

using kubernetes::Value;

constexpr std::string_view kKey = "customChecks";
// It checks no objects of other kinds unless a check says so.
constexpr std::string_view kDeploymentLike =
    "Deployment,DaemonSet,ReplicaSet,ReplicationController,StatefulSet,Job,CronJob,Pod,DeploymentConfig";

// A check as its template sees it.
struct Custom {
  Reader& reader;
  Item name;
  Value params;
  std::string kinds;  // "Deployment,Service"; empty: all

  std::string param(std::string_view key) const { return std::string(params[key].string()); }
  std::vector<std::string> list(std::string_view key) const {
    std::vector<std::string> texts;
    for (Item& item : reader.items(params[key], kKey)) texts.push_back(std::move(item.text));
    return texts;
  }
  void set(std::string_view rule, std::string_view option, OwnedValue value) const {
    reader.set_option(rule, option, std::move(value), name, kKey);
    reader.migration().wishes.back().severity = Severity::error;
  }
  void lose(std::string_view why) const { reader.lose(name.span, name.text, why); }
  // "Deployment:key=value", as the options of the rules about labels and annotations have it.
  std::string entry() const {
    std::string text = kinds.empty() ? "" : kinds + ":";
    text += param("key");
    if (params["value"].present()) text += "=" + param("value");
    return text;
  }
};

bool is_plain(std::string_view regex) { return regex.find_first_of("\\*+?()[]{}^$|") == regex.npos; }

// "^/usr$" -> "/usr"; empty for other patterns.
std::string exact(std::string_view regex) {
  if (!regex.starts_with('^') || !regex.ends_with('$') || regex.size() < 3) return {};
  regex = regex.substr(1, regex.size() - 2);
  return is_plain(regex) ? std::string(regex) : std::string();
}

// The keys of these rules are no patterns.
void require(const Custom& check, std::string_view rule, std::string_view option) {
  const std::string key = check.param("key");
  if (key.empty() || !is_plain(key)) return check.lose("a key that is a pattern has no counterpart");
  check.set(rule, option, std::vector<std::string>{check.entry()});
}

void forbid_variable(const Custom& check) {
  std::string entry = check.param("name");
  if (check.params["value"].present()) entry += "=" + check.param("value");
  check.set("forbidden-env-var", "forbidden", std::vector<std::string>{entry});
}

void allow_policies(const Custom& check) {
  const std::vector<std::string> forbidden = check.list("forbiddenPolicies");
  std::vector<std::string> allowed;
  for (const char* policy : {"Always", "IfNotPresent", "Never"}) {
    if (std::find(forbidden.begin(), forbidden.end(), policy) == forbidden.end()) allowed.emplace_back(policy);
  }
  check.set("image-pull-policy-not-allowed", "allowed", allowed);
}

void judge_images(const Custom& check) {
  const std::vector<std::string> allowed = check.list("allowList");
  if (check.params["blockList"].size() > 0) {
    check.lose("patterns of images that are blocked have no counterpart; see the rule image-registry-denied");
  }
  if (allowed.empty()) return;
  check.set("image-registry-not-allowed", "mode", "regex");
  check.set("image-registry-not-allowed", "registries", allowed);
}

void judge_mounts(const Custom& check) {
  std::vector<std::string> paths;
  for (const std::string& regex : check.list("dirs")) {
    paths.push_back(exact(regex));
    if (paths.back().empty()) return check.lose("patterns of folders have no counterpart, only folders such as ^/usr$");
  }
  check.set("sensitive-host-path", "paths", paths);
  check.set("sensitive-host-path", "match", "exact");
  check.set("sensitive-host-path", "require-mounted", true);
}

void forbid_sysctls(const Custom& check) {
  std::vector<std::string> names = check.list("unsafeSysCtls");
  for (std::string& name : names) name += '*';  // it compares beginnings
  check.set("unsafe-sysctl", "forbidden", names);
}

void block_kind(const Custom& check) {
  std::string entry;
  for (const char* part : {"group", "version", "kind"}) {
    const std::string text = check.param(part);
    const std::string plain = is_plain(text) ? text : exact(text);
    if (plain.empty() && !text.empty()) return check.lose("patterns of kinds have no counterpart, only names");
    entry += (entry.empty() ? "" : "/") + (plain.empty() ? "*" : plain);
  }
  check.set("kind-blocked", "kinds", std::vector<std::string>{entry});
}

void judge_amounts(const Custom& check, std::string_view resource, std::string_view lower, std::string_view upper) {
  const std::string type = check.param("requirementsType");
  const bool unset = check.params[upper].integer() == 0 && check.params[lower].integer().value_or(0) == 0;
  if (!unset)
    return check.lose("only amounts that are not set have a counterpart; see the rule resource-maximum-exceeded");
  for (const char* list : {"request", "limit"}) {
    if (type != list && type != "any") continue;
    Wish wish;
    wish.rule = find_rule(fmt::format("missing-{}-{}", resource, list));
    wish.severity = Severity::error;
    wish.id = check.name.text;
    wish.origin = check.reader.origin(check.name.span, kKey);
    check.reader.migration().wishes.push_back(wish);
  }
}

void judge_service_account(const Custom& check) {
  const std::string account = check.param("serviceAccount");
  if (account != "^(|default)$" && account != "^default$")
    return check.lose("only the account default has a counterpart");
  for (Wish& wish : check.reader.wishes({"default-service-account", check.name.span}, kKey)) {
    wish.severity = Severity::error;
    wish.id = check.name.text;
    check.reader.migration().wishes.push_back(std::move(wish));
  }
}

void judge_update(const Custom& check) {
  check.set("rolling-update-bounds", "type-regex", check.param("strategyTypeRegex"));
  const auto range = [&](std::string_view option, std::string_view least, std::string_view most) {
    const std::string from = check.param(least), to = check.param(most);
    if (!from.empty() || !to.empty()) check.set("rolling-update-bounds", option, from + "-" + to);
  };
  range("max-unavailable", "minPodsUnavailable", "maxPodsUnavailable");
  range("max-surge", "minSurge", "maxSurge");
}

void judge_by_expression(const Custom& check) {
  const std::string text = check.param("check");
  const std::string problem = kubernetes::parse_cel(text).problem;
  if (!problem.empty()) return check.lose("the expression " + problem);
  check.set("custom-cel-rule", "expressions",
            std::vector<std::string>{check.kinds.empty() ? text : check.kinds + ": " + text});
}

struct Template {
  std::string_view key;
  void (*read)(const Custom& check);
  bool by_kind = false;  // the option knows kinds
};

const Template kTemplates[] = {
    {"required-label", [](const Custom& check) { require(check, "required-label", "labels"); }, true},
    {"required-annotation", [](const Custom& check) { require(check, "required-annotation", "annotations"); }, true},
    {"forbidden-annotation",
     [](const Custom& check) {
       check.set("forbidden-annotation", "forbidden", std::vector<std::string>{check.entry()});
     },
     true},
    {"env-var", forbid_variable},
    {"cel-expression", judge_by_expression, true},
    {"forbidden-service-types",
     [](const Custom& check) {
       check.set("forbidden-service-type", "forbidden", check.list("forbiddenServiceTypes"));
     }},
    {"minimum-replicas",
     [](const Custom& check) {
       check.set("minimum-replicas", "minimum", check.params["minReplicas"].integer().value_or(2));
     }},
    {"hpa-minimum-replicas",
     [](const Custom& check) {
       check.set("hpa-minimum-replicas", "minimum", check.params["minReplicas"].integer().value_or(2));
     }},
    {"image-pull-policy", allow_policies},
    {"latest-tag", judge_images},
    {"host-mounts", judge_mounts},
    {"unsafe-sysctls", forbid_sysctls},
    {"disallowed-api-obj", block_kind},
    {"dnsconfig-options",
     [](const Custom& check) {
       check.set("dns-config-options-missing", "options",
                 std::vector<std::string>{check.param("key") + "=" + check.param("value")});
     }},
    {"sorted-keys",
     [](const Custom& check) { check.set("sorted-keys", "recursive", check.params["recursive"].is(true)); }},
    {"priority-class-name",
     [](const Custom& check) {
       check.set("priority-class-not-allowed", "accepted", check.list("acceptedPriorityClassNames"));
     }},
    {"cpu-requirements",
     [](const Custom& check) { judge_amounts(check, "cpu", "lowerBoundMillis", "upperBoundMillis"); }},
    {"memory-requirements",
     [](const Custom& check) { judge_amounts(check, "memory", "lowerBoundMB", "upperBoundMB"); }},
    {"service-account", judge_service_account},
    {"update-configuration", judge_update},
};

}  // namespace

void read_custom_check(Reader& reader, Value check) {
  Custom custom{reader, reader.item(check["name"]), check["params"], {}};
  const std::string key(check["template"].string());
  if (key == "kubeconform") return custom.lose("checks made of kubeconform are not read");
  for (const Item& kind : reader.items(check["scope"]["objectKinds"], "customChecks.scope")) {
    if (kind.text == "Any") continue;
    const std::string_view kinds = kind.text == "DeploymentLike" ? kDeploymentLike
                                   : kind.text == "JobLike"      ? "Job,CronJob"
                                                                 : std::string_view(kind.text);
    custom.kinds.append(custom.kinds.empty() ? "" : ",").append(kinds);
  }
  const auto* known =
      std::find_if(std::begin(kTemplates), std::end(kTemplates), [&](const Template& each) { return each.key == key; });
  const bool without_params = custom.params.size() == 0;
  if (known == std::end(kTemplates) && !without_params) {
    return custom.lose(fmt::format("the parameters of the template {} have no counterpart", key));
  }
  if (!custom.kinds.empty() && custom.kinds != kDeploymentLike && (known == std::end(kTemplates) || !known->by_kind)) {
    reader.lose(check["scope"].key_span(), custom.name.text + ": scope", "the rule looks at objects of all kinds");
  }
  if (known != std::end(kTemplates) && !without_params) return known->read(custom);
  for (Wish& wish : reader.wishes({key, check["template"].span()}, kKey)) {
    wish.severity = Severity::error;
    wish.id = custom.name.text;
    reader.migration().wishes.push_back(std::move(wish));
  }
}

}  // namespace plimsoll::migrate
