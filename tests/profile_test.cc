// What the profiles of standards and of other tools select, and how they judge. The levels of Pod Security are held
// against the standard: control by control, field by field.
#include "profile.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "facts/facts.h"
#include "lint.h"

namespace plimsoll {
namespace {

// "error privileged-container", once each.
using Verdicts = std::set<std::string>;

Verdicts judge_all(std::vector<Input> inputs, std::string profile, std::string config_text) {
  const auto config = parse_config(".plimsoll.yaml", std::move(config_text));
  EXPECT_TRUE(config->problems.empty());
  Selection selection;
  selection.profile = std::move(profile);
  Verdicts verdicts;
  const RunResult result = lint(std::move(inputs), RuleSet(*config, selection));
  for (const FileResult& file : result.files) {
    EXPECT_EQ(file.status, FileResult::Status::checked);
    for (const Diagnostic& found : file.diagnostics) {
      verdicts.insert(std::string(name_of(found.severity)).append(" ").append(found.rule->name));
    }
  }
  return verdicts;
}

Verdicts judge(std::string text, std::string profile, std::string config_text = "") {
  return judge_all({{"manifest.yaml", std::move(text), false}}, std::move(profile), std::move(config_text));
}

// A pod that the restricted level admits, but for what a test puts into it. All values are flow style.
struct Pod {
  std::string metadata;                   // further entries of the metadata
  std::string spec;                       // of the spec
  std::string container;                  // of the container
  std::string list = "containers";        // that holds the container
  std::string context = kContext;         // its security context
  std::string pod_context = kPodContext;  // that of the pod
  static constexpr const char* kContext = "allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}";
  static constexpr const char* kPodContext = "runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}";

  std::string text() const {
    const std::string good = std::string("{name: first, image: example.com/app:1.4, securityContext: {") + kContext +
                             ", runAsNonRoot: true}}";
    const std::string judged =
        "{name: app, image: example.com/app:1.4, securityContext: {" + context + "}, " + container + "}";
    const std::string lists = list == "containers" ? "containers: [" + good + ", " + judged + "]"
                                                   : "containers: [" + good + "], " + list + ": [" + judged + "]";
    return "{apiVersion: v1, kind: Pod, metadata: {name: app, " + metadata + "}, spec: {securityContext: {" +
           pod_context + "}, " + lists + ", " + spec + "}}";
  }
};

std::string with(std::string_view base, std::string_view more) { return std::string(base).append(", ").append(more); }
Pod in_spec(std::string spec) { return {.spec = std::move(spec)}; }
Pod in_pod_context(std::string_view more) { return {.pod_context = with(Pod::kPodContext, more)}; }
Pod in_context(std::string_view more) { return {.context = with(Pod::kContext, more)}; }
Pod in_container(std::string entries) { return {.container = std::move(entries)}; }
Pod annotated(std::string annotations) { return {.metadata = "annotations: {" + std::move(annotations) + "}"}; }

struct Case {
  std::string rule;
  Pod bad, good;
};

std::vector<Case> baseline_cases() {
  std::vector<Case> cases = {
      {"windows-host-process", in_pod_context("windowsOptions: {hostProcess: true}"),
       in_pod_context("windowsOptions: {hostProcess: false}")},
      {"windows-host-process", in_context("windowsOptions: {hostProcess: true}"), in_context("windowsOptions: {}")},
      {"host-network", in_spec("hostNetwork: true"), in_spec("hostNetwork: false")},
      {"host-pid", in_spec("hostPID: true"), in_spec("hostPID: null")},
      {"host-ipc", in_spec("hostIPC: true"), in_spec("hostIPC: false")},
      {"privileged-container", in_context("privileged: true"), in_context("privileged: false")},
      {"host-path-volume", in_spec("volumes: [{name: a, hostPath: {path: /srv}}]"),
       in_spec("volumes: [{name: a, emptyDir: {}}, {name: b}]")},
      {"host-path-volume", in_spec("volumes: [{name: a, hostPath: {}}]"), in_spec("volumes: []")},
      {"host-port", in_container("ports: [{containerPort: 80, hostPort: 80}]"),
       in_container("ports: [{containerPort: 80, hostPort: 0}, {containerPort: 81}]")},
      {"app-armor-profile-disallowed", in_pod_context("appArmorProfile: {type: Unconfined}"),
       in_pod_context("appArmorProfile: {type: RuntimeDefault}")},
      {"app-armor-profile-disallowed", in_context("appArmorProfile: {type: runtime/default}"),
       in_context("appArmorProfile: {type: Localhost, localhostProfile: app}")},
      {"app-armor-profile-disallowed", annotated("container.apparmor.security.beta.kubernetes.io/app: unconfined"),
       annotated("container.apparmor.security.beta.kubernetes.io/app: localhost/app")},
      {"app-armor-profile-disallowed", annotated("container.apparmor.security.beta.kubernetes.io/app: other"),
       annotated("container.apparmor.security.beta.kubernetes.io/app: ''")},
      {"selinux-options-disallowed", in_pod_context("seLinuxOptions: {type: spc_t}"),
       in_pod_context("seLinuxOptions: {type: container_engine_t, level: 's0:c1'}")},
      {"selinux-options-disallowed", in_context("seLinuxOptions: {user: system_u}"),
       in_context("seLinuxOptions: {user: '', role: '', type: ''}")},
      {"selinux-options-disallowed", in_context("seLinuxOptions: {role: system_r}"),
       in_context("seLinuxOptions: {type: container_kvm_t}")},
      {"unmasked-proc-mount", in_context("procMount: Unmasked"), in_context("procMount: Default")},
      {"seccomp-unconfined", in_pod_context("seccompProfile: {type: Unconfined}"), {}},
      {"seccomp-unconfined", in_context("seccompProfile: {type: Unconfined}"),
       in_context("seccompProfile: {type: Localhost, localhostProfile: app.json}")},
      {"seccomp-unconfined", in_context("seccompProfile: {type: docker/default}"),
       annotated("seccomp.security.alpha.kubernetes.io/pod: unconfined")},
  };
  for (std::string name : {"NET_RAW", "SYS_ADMIN", "ALL", "CAP_CHOWN", "chown"}) {
    cases.push_back({"capability-outside-baseline", in_context("capabilities: {drop: [ALL], add: [" + name + "]}"),
                     in_context("capabilities: {drop: [ALL], add: [NET_BIND_SERVICE]}")});
  }
  for (std::string name : {"kernel.msgmax", "net.core.somaxconn", "net.ipv4.tcp_slow_start_after_idle"}) {
    cases.push_back({"unsafe-sysctl", in_pod_context("sysctls: [{name: " + name + ", value: '1'}]"),
                     in_pod_context("sysctls: [{name: net.ipv4.tcp_rmem, value: '1'}]")});
  }
  for (std::string handler : {"livenessProbe", "readinessProbe", "startupProbe", "postStart", "preStop"}) {
    for (std::string action : {"httpGet", "tcpSocket"}) {
      auto entry = [&](std::string_view host) {
        const std::string text = handler + ": {" + action + ": {port: 80" + std::string(host) + "}}";
        return in_container(handler.starts_with("p") ? "lifecycle: {" + text + "}" : text);
      };
      cases.push_back({"probe-or-hook-host-set", entry(", host: 127.0.0.1"), entry(", host: ''")});
    }
  }
  return cases;
}

std::vector<Case> restricted_cases() {
  std::vector<Case> cases = {
      {"privilege-escalation-not-disabled", {.context = "capabilities: {drop: [ALL]}"}, {}},
      {"privilege-escalation-explicit", in_context("allowPrivilegeEscalation: true"), {}},
      {"run-as-non-root-missing",
       {.pod_context = "seccompProfile: {type: RuntimeDefault}"},
       {.context = with(Pod::kContext, "runAsNonRoot: true"), .pod_context = "seccompProfile: {type: RuntimeDefault}"}},
      {"run-as-non-root-missing", in_context("runAsNonRoot: false"), in_context("runAsNonRoot: null")},
      {"run-as-non-root-missing",
       {.context = with(Pod::kContext, "runAsUser: 1000"), .pod_context = "seccompProfile: {type: RuntimeDefault}"},
       in_context("runAsUser: 1000")},
      {"run-as-root-user", in_pod_context("runAsUser: 0"), in_pod_context("runAsUser: 1000")},
      {"run-as-root-user", in_context("runAsUser: 0"), in_context("runAsUser: 1000")},
      {"seccomp-profile-missing", {.pod_context = "runAsNonRoot: true"}, {}},
      {"drop-all-capabilities", {.context = "allowPrivilegeEscalation: false"}, {}},
      {"drop-all-capabilities", in_context("capabilities: {drop: [all]}"),
       in_context("capabilities: {drop: [KILL, ALL]}")},
      {"drop-all-capabilities", in_context("capabilities: {drop: [NET_RAW, SYS_ADMIN]}"), {}},
      {"capability-outside-restricted", in_context("capabilities: {drop: [ALL], add: [CHOWN]}"),
       in_context("capabilities: {drop: [ALL], add: [NET_BIND_SERVICE]}")},
  };
  const Fact volumes = facts::table("pod-security")["volumes"];
  for (const Fact source : volumes["other"].items()) {
    // That one fails the baseline already.
    if (source.string() == "hostPath") continue;
    auto volume = [](std::string_view type) { return in_spec("volumes: [{name: a, " + std::string(type) + ": {}}]"); };
    cases.push_back({"restricted-volume-type", volume(source.string()), volume("persistentVolumeClaim")});
  }
  for (const Fact source : volumes["restricted"].items()) {
    cases.push_back({"restricted-volume-type", in_spec("volumes: [{name: a, nfs: {}}]"),
                     in_spec("volumes: [{name: a, " + std::string(source.string()) + ": {}}]")});
  }
  return cases;
}

// Where the container of a case may stand: in each list, unless it has what init and ephemeral ones do not.
std::vector<std::string> lists_for(const Case& a_case) {
  if (a_case.rule == "probe-or-hook-host-set") return {"containers"};
  return {"containers", "initContainers", "ephemeralContainers"};
}

TEST(PodSecurity, BaselineRefusesWhatEachControlForbids) {
  for (const Case& each : baseline_cases()) {
    for (const std::string& list : lists_for(each)) {
      Pod bad = each.bad, good = each.good;
      bad.list = good.list = list;
      EXPECT_EQ(judge(bad.text(), "pod-security-baseline"), Verdicts{"error " + each.rule}) << bad.text();
      EXPECT_EQ(judge(good.text(), "pod-security-baseline"), Verdicts{}) << good.text();
      EXPECT_FALSE(judge(bad.text(), "pod-security-restricted").empty()) << bad.text();
      EXPECT_EQ(judge(good.text(), "pod-security-restricted"), Verdicts{}) << good.text();
    }
  }
}

TEST(PodSecurity, RestrictedRefusesWhatEachControlForbids) {
  for (const Case& each : restricted_cases()) {
    for (const std::string& list : lists_for(each)) {
      Pod bad = each.bad, good = each.good;
      bad.list = good.list = list;
      EXPECT_TRUE(judge(bad.text(), "pod-security-restricted").contains("error " + each.rule)) << bad.text();
      EXPECT_EQ(judge(good.text(), "pod-security-restricted"), Verdicts{}) << good.text();
      EXPECT_EQ(judge(bad.text(), "pod-security-baseline"), Verdicts{}) << bad.text();
    }
  }
}

TEST(PodSecurity, EachControlSpeaksForItself) {
  const Pod pod{.spec = "volumes: [{name: a, hostPath: {path: /etc}}]",
                .context = with(Pod::kContext, "runAsUser: 0, runAsNonRoot: false")};
  EXPECT_EQ(judge(pod.text(), "pod-security-restricted"),
            (Verdicts{"error host-path-volume", "error restricted-volume-type", "error run-as-non-root-missing",
                      "error run-as-root-user"}));
}

TEST(PodSecurity, AWindowsPodIsExemptFromWhatItDoesNotHave) {
  const Pod bare{.context = "", .pod_context = "runAsNonRoot: true"};
  Pod windows = bare, selected = bare;
  windows.spec = "os: {name: windows}";
  selected.spec = "nodeSelector: {kubernetes.io/os: windows}";
  EXPECT_EQ(judge(windows.text(), "pod-security-restricted"), Verdicts{});
  // Admission knows nothing of node selectors.
  EXPECT_EQ(judge(selected.text(), "pod-security-restricted"),
            (Verdicts{"error drop-all-capabilities", "error privilege-escalation-not-disabled",
                      "error seccomp-profile-missing"}));
  windows.context = "capabilities: {add: [CHOWN]}, seccompProfile: {type: Unconfined}";
  EXPECT_EQ(judge(windows.text(), "pod-security-restricted"), Verdicts{});
  EXPECT_EQ(judge(windows.text(), "pod-security-baseline"), Verdicts{"error seccomp-unconfined"});
  windows.pod_context = "windowsOptions: {runAsUserName: ContainerUser}";
  windows.context = "";
  EXPECT_TRUE(judge(windows.text(), "pod-security-restricted").contains("error run-as-non-root-missing"));
}

TEST(PodSecurity, UsersOfItsOwnRelaxWhatIsAboutUsers) {
  Pod pod{.spec = "hostUsers: false",
          .context = with(Pod::kContext, "runAsUser: 0, procMount: Unmasked"),
          .pod_context = "seccompProfile: {type: RuntimeDefault}"};
  EXPECT_EQ(judge(pod.text(), "pod-security-baseline"), Verdicts{});
  EXPECT_EQ(judge(pod.text(), "pod-security-restricted"), Verdicts{"error unmasked-proc-mount"});
  pod.spec = "hostUsers: true";
  EXPECT_EQ(judge(pod.text(), "pod-security-baseline"), Verdicts{"error unmasked-proc-mount"});
}

bool selects(std::string_view profile, std::string_view name) {
  const auto rules = find_rules(name);
  EXPECT_FALSE(rules.empty()) << name;
  return std::any_of(rules.begin(), rules.end(), [&](const RegisteredRule* rule) { return joins(*rule, profile); });
}

TEST(Profiles, SelectWhatTheirToolsDo) {
  const std::pair<std::string_view, std::string_view> selected[] = {
      {"pod-security-baseline", "privileged-container"},
      {"pod-security-restricted", "privileged-container"},
      {"pod-security-restricted", "drop-all-capabilities"},
      {"nsa", "host-pid"},
      {"nsa", "writable-root-filesystem"},
      {"cis-kubernetes", "cis-kubernetes:5.2.2"},
      {"cis-kubernetes", "default-namespace"},
      {"kube-linter", "kube-linter:run-as-non-root"},
      {"kube-linter", "kube-linter:unset-memory-requirements"},
      {"kube-score", "kube-score:container-security-context-user-group-id"},
      {"polaris", "polaris:insecureCapabilities"},
      {"azure-policy", "95edb821-ddaf-4404-9732-666045e056b4"},
      {"azure-policy", "host-path-outside-allowed-list"},
  };
  for (const auto& [profile, name] : selected) EXPECT_TRUE(selects(profile, name)) << profile << " " << name;
  const std::pair<std::string_view, std::string_view> left_out[] = {
      {"pod-security-baseline", "drop-all-capabilities"},
      {"pod-security-baseline", "pod-security-profile"},
      {"pod-security-restricted", "pod-security-profile"},
      {"pod-security-restricted", "image-tag-latest"},
      {"nsa", "image-tag-latest"},
      {"cis-kubernetes", "missing-cpu-request"},
      {"kube-linter", "kube-linter:use-namespace"},
      {"kube-linter", "kube-linter:no-liveness-probe"},
      {"kube-linter", "kube-linter:unsafe-proc-mount"},
      {"kube-score", "kube-score:container-seccomp-profile"},
      {"polaris", "polaris:resourceRange"},
      {"azure-policy", "missing-startup-probe"},
      {"azure-policy", "host-path-volume"},
      {"azure-policy", "pod-security-profile"},
  };
  for (const auto& [profile, name] : left_out) EXPECT_FALSE(selects(profile, name)) << profile << " " << name;
}

TEST(Profiles, HaveAllRulesThatShareAVerdict) {
  const Pod pod = in_context("allowPrivilegeEscalation: true, seccompProfile: {type: Unconfined}");
  for (std::string profile : {"nsa", "cis-kubernetes"}) {
    const Verdicts verdicts = judge(pod.text(), profile);
    EXPECT_TRUE(verdicts.contains("error privilege-escalation-explicit")) << profile;
    EXPECT_TRUE(verdicts.contains("error seccomp-unconfined")) << profile;
  }
}

TEST(Profiles, TheTableSaysNothingThatIsNotUnderstood) {
  const std::set<std::string_view> keys{"aliases", "without", "severity", "rules", "exempt", "windows-by-os-name"};
  for (const Fact::Entry profile : facts::table("profiles").entries()) {
    for (const Fact::Entry entry : profile.value.entries()) EXPECT_TRUE(keys.contains(entry.key)) << entry.key;
    for (const Fact::Entry entry : profile.value["rules"].entries()) {
      const RegisteredRule* rule = find_rule(entry.key);
      if (!entry.value.size()) {
        EXPECT_TRUE(entry.value.string() == "off" || severity_named(entry.value.string())) << entry.key;
      }
      for (const Fact::Entry setting : entry.value.entries()) {
        if (!rule || setting.key == "severity") continue;
        const auto& options = rule->rule->options;
        EXPECT_TRUE(std::any_of(options.begin(), options.end(),
                                [&](const OptionBase* option) { return option->name == setting.key; }))
            << entry.key << " has no option " << setting.key;
      }
    }
  }
}

constexpr const char* kPrivileged =
    "{apiVersion: v1, kind: Pod, metadata: {name: app, namespace: NAMESPACE}, spec: {containers: [{name: app, image: "
    "registry.example.com/app:1.4, securityContext: {privileged: true}}]}}";

std::string privileged_in(std::string_view space) {
  std::string text = kPrivileged;
  return text.replace(text.find("NAMESPACE"), 9, space);
}

TEST(Profiles, HaveTheSeveritiesOfTheirTools) {
  const std::string text = privileged_in("shop");
  const auto has = [&](std::string profile, const std::string& verdict) {
    const Verdicts verdicts = judge(text, std::move(profile));
    return verdicts.contains(verdict);
  };
  EXPECT_TRUE(has("azure-policy", "error privileged-container"));
  EXPECT_TRUE(has("azure-policy", "error missing-cpu-limit"));
  EXPECT_TRUE(has("azure-policy", "warning writable-root-filesystem"));
  EXPECT_TRUE(has("azure-policy", "warning user-or-group-outside-range"));
  EXPECT_TRUE(has("kube-linter", "error missing-cpu-request"));
  EXPECT_TRUE(has("kube-linter", "error writable-root-filesystem"));
  EXPECT_TRUE(has("kube-score", "error missing-cpu-limit"));
  EXPECT_TRUE(has("kube-score", "info missing-liveness-probe"));
  EXPECT_TRUE(has("polaris", "error run-as-non-root-missing"));
  EXPECT_TRUE(has("polaris", "warning missing-cpu-limit"));
  EXPECT_TRUE(has("cis-kubernetes", "warning run-as-non-root-missing"));
  EXPECT_TRUE(has("nsa", "info missing-cpu-limit"));
}

TEST(Profiles, AConfigurationWins) {
  const std::string text = privileged_in("shop");
  EXPECT_TRUE(judge(text, "azure-policy", "rules: {privileged-container: info}").contains("info privileged-container"));
  EXPECT_FALSE(
      judge(text, "azure-policy", "rules: {privileged-container: off}").contains("error privileged-container"));
  // Only what it says; the rest is still the profile's.
  EXPECT_TRUE(judge(text, "", "profile: azure-policy\nrules: {privileged-container: {exempt-containers: [other]}}")
                  .contains("error privileged-container"));
  EXPECT_FALSE(judge(text, "", "profile: azure-policy\nrules: {user-or-group-outside-range: {run-as-user: [RunAsAny]}}")
                   .contains("warning user-or-group-outside-range"));
  // A policy whose parameters have no default comes on with them, and has its severity.
  EXPECT_TRUE(judge(text, "azure-policy", "rules: {drop-all-capabilities: {required: [NET_RAW]}}")
                  .contains("warning drop-all-capabilities"));
  EXPECT_TRUE(
      judge(text, "azure-policy", "rules: {image-registry-not-allowed: {registries: ['^example\\.azurecr\\.io/']}}")
          .contains("error image-registry-not-allowed"));
}

TEST(Profiles, AzureDeniesByItsParameters) {
  const auto verdicts = [](const Pod& pod, std::string config = "") {
    return judge(pod.text(), "azure-policy", std::move(config));
  };
  const Pod host_path = in_spec("volumes: [{name: a, hostPath: {path: /srv/data}}]");
  EXPECT_TRUE(verdicts(host_path).contains("warning host-path-outside-allowed-list"));
  EXPECT_FALSE(verdicts(host_path, "rules: {host-path-outside-allowed-list: {allowed-host-paths: [/srv]}}")
                   .contains("warning host-path-outside-allowed-list"));
  const Pod adds = in_context("capabilities: {drop: [ALL], add: [CHOWN]}");
  EXPECT_TRUE(verdicts(adds).contains("warning capability-outside-baseline"));
  EXPECT_FALSE(verdicts(adds, "rules: {capability-outside-baseline: {allowed: [CHOWN]}}")
                   .contains("warning capability-outside-baseline"));
  EXPECT_TRUE(verdicts(in_context("seLinuxOptions: {level: 's0:c1'}")).contains("warning selinux-options-disallowed"));
  EXPECT_FALSE(verdicts(in_context("seLinuxOptions: {}")).contains("warning selinux-options-disallowed"));
  EXPECT_FALSE(verdicts({}).contains("warning seccomp-unconfined"));
  EXPECT_TRUE(verdicts({.pod_context = "runAsNonRoot: true"}).contains("warning seccomp-unconfined"));
  EXPECT_TRUE(verdicts({}).contains("warning app-armor-profile-disallowed"));
  EXPECT_FALSE(verdicts(in_pod_context("appArmorProfile: {type: RuntimeDefault}"))
                   .contains("warning app-armor-profile-disallowed"));
  EXPECT_TRUE(verdicts(in_context("runAsUser: 0")).contains("warning user-or-group-outside-range"));
  EXPECT_TRUE(verdicts(in_context("allowPrivilegeEscalation: true")).contains("warning privilege-escalation-explicit"));
  EXPECT_FALSE(verdicts({.context = ""}).contains("warning privilege-escalation-not-disabled"));
  EXPECT_TRUE(verdicts({.context = "runAsUser: 1000"}).contains("warning privilege-escalation-not-disabled"));
}

TEST(Exemptions, OfTheProfileAndOfTheConfiguration) {
  const std::string denied = "error privileged-container";
  EXPECT_EQ(judge(privileged_in("kube-system"), "azure-policy"), Verdicts{});
  EXPECT_TRUE(judge(privileged_in("shop"), "azure-policy").contains(denied));
  EXPECT_TRUE(judge(privileged_in("kube-system"), "azure-policy", "exempt: {namespaces: []}").contains(denied));
  for (std::string_view setting :
       {"namespaces: [shop]", "namespaces: [sh*]", "kinds: [Pod]", "names: [ap*]", "namespaces: shop"}) {
    EXPECT_EQ(judge(privileged_in("shop"), "all", "exempt: {" + std::string(setting) + "}"), Verdicts{}) << setting;
  }
  for (std::string_view setting : {"containers: [app]", "images: [registry.example.com/*]"}) {
    const Verdicts verdicts = judge(privileged_in("shop"), "all", "exempt: {" + std::string(setting) + "}");
    EXPECT_FALSE(verdicts.contains(denied)) << setting;
    EXPECT_FALSE(verdicts.contains("warning seccomp-profile-missing")) << setting;
  }
  EXPECT_TRUE(judge(privileged_in("shop"), "all", "exempt: {containers: [other], images: [registry.example.com]}")
                  .contains(denied));
  const std::string nowhere =
      "{apiVersion: v1, kind: Pod, metadata: {name: app}, spec: {hostPID: true, containers: [{name: a, image: b:1}]}}";
  EXPECT_EQ(judge(nowhere, "all", "exempt: {namespaces: [default]}"), Verdicts{});
  const std::string space = "{apiVersion: v1, kind: Namespace, metadata: {name: shop}}\n---\n" + privileged_in("shop");
  EXPECT_EQ(judge(space, "all", "exempt: {namespaces: [shop]}"), Verdicts{});
}

TEST(Exemptions, HoldForCommentsAndForWhatOnlyAllFilesShow) {
  const std::string text =
      "# plimsoll: allow privileged-container -- of old\n"
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: app, namespace: shop}\ndata: {a: b}\n";
  const std::vector<Input> twice{{"a.yaml", text, false}, {"b.yaml", text, false}};
  EXPECT_TRUE(judge_all(twice, "all", "").contains("error duplicate-object"));
  EXPECT_EQ(judge_all(twice, "all", "exempt: {namespaces: [shop]}"), Verdicts{});
}

TEST(Exemptions, MistakesAreToldWithTheirPlace) {
  const auto config = parse_config(".plimsoll.yaml", "exempt:\n  namespace: [a]\n  images: {a: b}\n");
  ASSERT_EQ(config->problems.size(), 2u);
  EXPECT_EQ(config->problems[0].message, "unknown key 'namespace'; did you mean 'namespaces'?");
  EXPECT_EQ(config->problems[1].message, "images is a list of strings");
}

}  // namespace
}  // namespace plimsoll
