// `plimsoll migrate`, tool by tool: what a configuration of theirs is in ours, and that ours is one without problems.
#include <gtest/gtest.h>

#include "config.h"
#include "migrate/flat_config.h"
#include "migrate/merge.h"
#include "migrate/patterns.h"
#include "migrate/tools.h"
#include "migrate/write.h"
#include "profile.h"

namespace plimsoll::migrate {
namespace {

struct File {
  std::string path, text;
};

// "rules: unpinned-apt-package off", "exclude: /docs/" and so on, and what was lost or wrong: "3:5: DL9999: no rule …".
struct Result {
  std::string text;
  std::vector<std::string> losses, errors;
  std::unique_ptr<Config> config;
  Plan plan;

  // "off", a severity, "on" with options alone, or "-" if nothing is said of the rule.
  std::string rule(std::string_view name) const {
    const auto found = config->rules.find(find_rule(name));
    if (found == config->rules.end()) return "-";
    if (found->second.off) return "off";
    return found->second.severity ? std::string(name_of(*found->second.severity)) : "on";
  }
  // Of an option, the strings or the word.
  std::vector<std::string> option(std::string_view name, std::string_view option) const {
    for (const Wish& wish : plan.rules) {
      for (const auto& [known, value] : wish.options) {
        if (wish.rule->name != name || known->name != option) continue;
        if (const auto* list = std::get_if<std::vector<std::string>>(&value)) return *list;
        if (const auto* text = std::get_if<std::string>(&value)) return {*text};
        if (const auto* number = std::get_if<int64_t>(&value)) return {std::to_string(*number)};
        return {std::get<bool>(value) ? "true" : "false"};
      }
    }
    return {};
  }
  std::vector<std::string> excluded() const {
    std::vector<std::string> all;
    for (const Entry& entry : plan.exclude) all.push_back(entry.text);
    return all;
  }
};

std::vector<std::string> lines(const std::vector<Loss>& losses) {
  std::vector<std::string> lines;
  for (const Loss& loss : losses) {
    lines.push_back(fmt::format("{}:{}: {}", loss.place.line, loss.place.column, describe(loss)));
  }
  return lines;
}

Result migrate(const std::vector<File>& files) {
  std::vector<Migration> migrations;
  for (const File& file : files) migrations.push_back(tool_of(file.path)->read(file.path, file.text));
  Result result;
  result.plan = merge(std::move(migrations));
  result.text = write_config(result.plan);
  result.losses = lines(result.plan.losses);
  result.errors = lines(result.plan.errors);
  result.config = parse_config(".plimsoll.yaml", result.text);
  for (const ConfigProblem& problem : result.config->problems) {
    ADD_FAILURE() << problem.line << ":" << problem.column << ": " << problem.message << "\n" << result.text;
  }
  return result;
}

Result migrate(const std::string& path, const std::string& text) { return migrate({{path, text}}); }

using Strings = std::vector<std::string>;

TEST(Migrate, Hadolint) {
  const Result result = migrate(".hadolint.yaml", R"(ignored: [DL3008, SC2086, DL9999]
override:
  error: [DL3042]
  style: [DL3008, DL3015]
failure-threshold: error
no-fail: false
label-schema: {author: text, version: semver}
strict-labels: true
trustedRegistries: [docker.io, "*.gcr.io"]
)");
  EXPECT_EQ(result.config->profile, "hadolint");
  EXPECT_EQ(result.rule("unpinned-apt-package"), "off");
  EXPECT_EQ(result.rule("apt-install-recommends"), "info");
  EXPECT_EQ(result.rule("pip-cache-not-disabled"), "error");
  EXPECT_TRUE(result.config->codes.at("SC2086").off);
  EXPECT_EQ(*result.config->trusted_registries, (std::vector<std::string_view>{"docker.io", "*.gcr.io"}));
  const Strings labels{"author:text", "version:semver"};
  EXPECT_EQ(result.option("missing-required-label", "label-schema"), labels);
  EXPECT_EQ(result.option("label-not-semver", "label-schema"), labels);
  EXPECT_EQ(result.option("superfluous-label", "label-schema"), labels);
  EXPECT_EQ(result.option("label-not-url", "label-schema"), Strings());
  EXPECT_EQ(result.losses, (Strings{"1:27: DL9999: no rule here stands for that of hadolint",
                                    "5:1: failure-threshold: what fails is for the command line: --fail-on"}));
}

TEST(Migrate, KubeLinterChecks) {
  const Result result = migrate(".kube-linter.yml", R"(checks:
  include: [no-liveness-probe, nonsense]
  exclude: [latest-tag, no-anti-affinity]
  ignorePaths: ["**/tests/**", ./charts/old, ~/elsewhere, "{a,b}/*.yaml"]
)");
  EXPECT_EQ(result.config->profile, "kube-linter");
  EXPECT_EQ(result.rule("missing-liveness-probe"), "error");
  EXPECT_EQ(result.rule("image-tag-latest"), "off");
  EXPECT_EQ(result.rule("missing-pod-anti-affinity"), "off");
  EXPECT_EQ(result.rule("privileged-container"), "-");
  EXPECT_EQ(result.excluded(), (Strings{"**/tests/**", "/charts/old", "/a/*.yaml", "/b/*.yaml"}));
  EXPECT_EQ(result.losses, (Strings{"2:32: nonsense: no rule here stands for that of kube-linter",
                                    "4:46: ~/elsewhere: paths are relative to the configuration, and below it"}));
}

TEST(Migrate, KubeLinterOnlyWhatIsIncluded) {
  const Result result = migrate(".kube-linter.yaml", R"({"checks": {"doNotAutoAddDefaults": true,
  "include": ["privileged-container"]}})");
  EXPECT_EQ(result.rule("privileged-container"), "error");
  EXPECT_EQ(result.rule("image-tag-latest"), "off");
  for (const RegisteredRule& rule : all_rules()) {
    const auto found = result.config->rules.find(&rule);
    const bool on = found == result.config->rules.end() ? joins(rule, "kube-linter") : !found->second.off;
    const std::vector<std::string_view> aliases = rule.aliases();
    EXPECT_EQ(on, std::count(aliases.begin(), aliases.end(), "kube-linter:privileged-container") == 1) << rule.name;
  }
}

TEST(Migrate, KubeLinterAllBuiltIn) {
  const Result result = migrate(".kube-linter.yaml", "checks: {addAllBuiltIn: true, exclude: [sorted-keys]}");
  EXPECT_EQ(result.rule("missing-liveness-probe"), "error");
  EXPECT_EQ(result.rule("minimum-replicas"), "error");
  EXPECT_EQ(result.rule("sorted-keys"), "-");
}

TEST(Migrate, KubeLinterTemplates) {
  const Result result = migrate(".kube-linter.yaml", R"(customChecks:
  - {name: owner, template: required-label, params: {key: owner, value: "^[a-z]+$"}, scope: {objectKinds: [Service]}}
  - {name: team, template: required-label, params: {key: example.com/team}}
  - {name: mail, template: required-annotation, params: {key: "mail|e-mail"}}
  - {name: opa, template: env-var, params: {name: DISABLE_OPA, value: "true"}}
  - {name: five, template: minimum-replicas, params: {minReplicas: 5}}
  - {name: pull, template: image-pull-policy, params: {forbiddenPolicies: [Always]}}
  - {name: usr, template: host-mounts, params: {dirs: ["^/usr$", "^/opt$"]}}
  - {name: endpoints, template: disallowed-api-obj, params: {version: v1, kind: Endpoints}}
  - {name: cpu, template: cpu-requirements, params: {requirementsType: request, lowerBoundMillis: 0, upperBoundMillis: 0}}
  - {name: much, template: memory-requirements, params: {requirementsType: limit, lowerBoundMB: 4000}}
  - {name: rolling, template: update-configuration, params: {strategyTypeRegex: "^Rolling", maxPodsUnavailable: "2"}}
  - {name: root, template: run-as-non-root}
  - {name: cel, template: cel-expression, params: {check: "object.kind == 'Pod' ? 'no' : ''"}, scope: {objectKinds: [Pod]}}
  - {name: bad, template: cel-expression, params: {check: "(1"}}
  - {name: never, template: forbidden-annotation, params: {key: x}}
  - {name: secrets, template: access-to-resources, params: {resources: ["^secrets$"]}}
checks: {exclude: [never]}
)");
  EXPECT_EQ(result.option("required-label", "labels"), (Strings{"Service:owner=^[a-z]+$", "example.com/team"}));
  EXPECT_EQ(result.option("forbidden-env-var", "forbidden"), Strings{"DISABLE_OPA=true"});
  EXPECT_EQ(result.option("minimum-replicas", "minimum"), Strings{"5"});
  EXPECT_EQ(result.option("image-pull-policy-not-allowed", "allowed"), (Strings{"IfNotPresent", "Never"}));
  EXPECT_EQ(result.option("sensitive-host-path", "paths"), (Strings{"/usr", "/opt"}));
  EXPECT_EQ(result.option("kind-blocked", "kinds"), Strings{"*/v1/Endpoints"});
  EXPECT_EQ(result.option("rolling-update-bounds", "max-unavailable"), Strings{"-2"});
  EXPECT_EQ(result.option("custom-cel-rule", "expressions"), Strings{"Pod: object.kind == 'Pod' ? 'no' : ''"});
  EXPECT_EQ(result.rule("missing-cpu-request"), "error");
  EXPECT_EQ(result.rule("run-as-non-root-missing"), "error");
  EXPECT_EQ(result.rule("forbidden-annotation"), "-");
  EXPECT_EQ(
      result.losses,
      (Strings{"4:12: mail: a key that is a pattern has no counterpart",
               "11:12: much: only amounts that are not set have a counterpart; see the rule resource-maximum-exceeded",
               "15:12: bad: the expression lacks a ')'",
               "17:12: secrets: the parameters of the template access-to-resources have no counterpart"}));
}

TEST(Migrate, KubeScore) {
  for (const char* text :
       {"--ignore-test pod-probes,container-image-tag\n--enable-optional-test=container-seccomp-profile\n"
        "--min-replicas-hpa 3 --ignore-container-cpu-limit\n--output-format ci # for the log\n",
        "ignore-test: [pod-probes, container-image-tag]\nenable-optional-test: container-seccomp-profile\n"
        "min-replicas-hpa: 3\nignore-container-cpu-limit: true\noutput-format: ci\n"}) {
    const Result result = migrate(".kube-score", text);
    EXPECT_EQ(result.config->profile, "kube-score");
    EXPECT_EQ(result.rule("missing-readiness-probe"), "off");
    EXPECT_EQ(result.rule("image-tag-latest"), "off");
    EXPECT_EQ(result.rule("missing-cpu-limit"), "off");
    EXPECT_EQ(result.rule("missing-memory-limit"), "-");
    EXPECT_NE(result.rule("seccomp-profile-missing"), "-");
    EXPECT_EQ(result.option("hpa-minimum-replicas", "minimum"), Strings{"3"});
    ASSERT_EQ(result.losses.size(), 1u);
    EXPECT_NE(result.losses[0].find("output-format"), std::string::npos);
  }
}

TEST(Migrate, Polaris) {
  const Result result = migrate(".polaris.yaml", R"(checks:
  hostNetworkSet: danger
  cpuLimitsMissing: ignore
  livenessProbeMissing: danger
  imageRegistry: warning
  tagNotSpecified: severe
customChecks:
  imageRegistry: {target: Container}
exemptions:
  - namespace: kube-system
  - controllerNames: [dns-]
  - {containerNames: [istio-proxy], rules: [runAsRootAllowed]}
  - {namespace: web, controllerNames: [a, b], rules: [hostNetworkSet, hostPortSet]}
  - {namespace: all, controllerNames: [x]}
)");
  EXPECT_EQ(result.config->profile, "polaris");
  EXPECT_EQ(result.rule("host-network"), "error");
  EXPECT_EQ(result.rule("missing-cpu-limit"), "off");
  EXPECT_EQ(result.rule("missing-liveness-probe"), "error");
  EXPECT_EQ(result.rule("privileged-container"), "off") << "checks that are not named do not run";
  ASSERT_TRUE(result.config->exempt.namespaces && result.config->exempt.names);
  EXPECT_EQ(result.config->exempt.namespaces->front(), "kube-system");
  EXPECT_EQ(result.config->exempt.names->front(), "dns-*");
  ASSERT_EQ(result.config->overrides.size(), 2u);
  const Override& web = *result.config->overrides[0];
  EXPECT_FALSE(web.paths);
  EXPECT_EQ(web.objects.namespaces->front(), "web");
  EXPECT_EQ(*web.objects.names, (std::vector<std::string_view>{"a*", "b*"}));
  EXPECT_TRUE(web.rules.at(find_rule("host-network")).off);
  EXPECT_TRUE(web.rules.at(find_rule("host-port")).off);
  EXPECT_TRUE(result.config->overrides[1]->rules.at(find_rule("privileged-container")).off) << "all that it runs";
  EXPECT_EQ(result.losses,
            (Strings{"5:3: imageRegistry: checks of one's own in JSON Schema are not read",
                     "6:20: tagNotSpecified: danger, warning or ignore is expected",
                     "7:1: customChecks: checks of one's own in JSON Schema are not read",
                     "12:6: exemptions.containerNames: exceptions are for files and objects, not for containers"}));
}

TEST(Migrate, Checkov) {
  const Result result = migrate(".checkov.yml", R"(skip-check: CKV_DOCKER_3, CKV_K8S_2*
soft-fail-on: [CKV_K8S_43]
skip-path: [vendor, "^docs/", 'gen\.yaml$', "a(b)c"]
framework: [kubernetes, dockerfile]
bc-api-key: secret
quiet: true
compact: false
)");
  EXPECT_EQ(result.config->profile, "checkov");
  EXPECT_EQ(result.rule("missing-user"), "off");
  EXPECT_EQ(result.rule("image-without-digest"), "info");
  EXPECT_EQ(result.rule("default-namespace"), "off") << "CKV_K8S_21";
  EXPECT_EQ(result.excluded(), (Strings{"*vendor*", "/docs/", "*gen.yaml"}));
  EXPECT_EQ(result.losses, (Strings{"3:45: a(b)c: this regular expression has no counterpart among globs",
                                    "5:1: bc-api-key: there is no platform to speak to",
                                    "6:1: quiet: rules that pass are never shown"}));
  EXPECT_EQ(result.text.find("secret"), std::string::npos);
}

TEST(Migrate, CheckovOfOneFrameworkOnly) {
  const Result result = migrate(".checkov.yaml", "framework: dockerfile\ncheck: [CKV_DOCKER_2, CKV_DOCKER_3]\n");
  EXPECT_EQ(result.rule("privileged-container"), "off");
  EXPECT_EQ(result.rule("missing-healthcheck"), "-");
  EXPECT_EQ(result.rule("curl-bashing"), "-");
  EXPECT_EQ(result.rule("untagged-base-image"), "off");
}

TEST(Migrate, Trivy) {
  const Result result = migrate("trivy.yaml", R"(exit-code: 1
scan:
  skip-dirs: [vendor, "**/node_modules"]
  skip-files: ["./a b.yaml", ../up.yaml]
  scanners: [misconfig, vuln]
misconfiguration:
  scanners: [dockerfile]
registry: {password: hunter2}
)");
  EXPECT_EQ(result.config->profile, "trivy");
  EXPECT_EQ(result.excluded(), (Strings{"/vendor/", "**/node_modules/", "/a b.yaml"}));
  EXPECT_EQ(result.rule("privileged-container"), "off");
  EXPECT_EQ(result.losses, (Strings{"1:1: exit-code: what fails is for the command line: --fail-on",
                                    "4:30: ../up.yaml: paths are relative to the configuration, and below it",
                                    "5:25: scan.scanners: vuln: only misconfigurations and secrets are looked for",
                                    "8:1: registry: nothing is ever fetched"}));
  EXPECT_EQ(result.text.find("hunter2"), std::string::npos);
}

TEST(Migrate, TrivyIgnore) {
  const Result result =
      migrate(".trivyignore", "# the base\n# does it\nAVD-DS-0002\n\nKSV017 # é😀\nCVE-2024-1 exp:2027-01-01\n");
  EXPECT_EQ(result.config->profile, "trivy");
  EXPECT_EQ(result.rule("missing-user"), "off");
  EXPECT_NE(result.text.find("missing-user: off  # AVD-DS-0002: the base does it\n"), std::string::npos) << result.text;
  EXPECT_NE(result.text.find("privileged-container: off  # KSV017: é😀\n"), std::string::npos) << result.text;
  EXPECT_EQ(result.losses, Strings{"6:1: CVE-2024-1: packages are not searched for vulnerabilities"});
  EXPECT_EQ(migrate(".trivyignore", "CVE-2024-1").config->profile, "") << "it says nothing of misconfigurations";
}

TEST(Migrate, TrivyIgnoreWithPathsAndDates) {
  const Result result = migrate(".trivyignore.yaml", R"(misconfigurations:
  - id: AVD-DS-0002
    paths: [docs/Dockerfile, "**/*.Dockerfile"]
    statement: "the image needs root: always"
    expired_at: 2099-01-31
  - {id: KSV017, expired_at: 2099-01-31T00:00:00Z}
  - {id: DS-0001, paths: [/etc/x]}
  - {id: DS-0001, expired_at: soon}
vulnerabilities: [{id: CVE-2024-1, purls: [x]}]
)");
  ASSERT_EQ(result.config->overrides.size(), 2u) << result.text;
  EXPECT_TRUE(result.config->overrides[0]->paths);
  EXPECT_EQ(result.config->overrides[0]->reason, "the image needs root: always");
  EXPECT_TRUE(result.config->overrides[0]->rules.at(find_rule("missing-user")).off);
  EXPECT_TRUE(result.config->overrides[1]->rules.at(find_rule("privileged-container")).off);
  EXPECT_NE(result.text.find("expires: 2099-01-31\n"), std::string::npos);
  EXPECT_EQ(result.losses, (Strings{"7:27: /etc/x: paths are relative to the configuration, and below it",
                                    "8:31: expired_at: YYYY-MM-DD is expected",
                                    "9:24: CVE-2024-1: packages are not searched for vulnerabilities",
                                    "9:36: vulnerabilities.purls: there is no such setting here"}));
}

TEST(Migrate, VersionsOfKubernetes) {
  const Result result =
      migrate({{".kube-score", "--kubernetes-version v1.30"}, {"trivy.yaml", "kubernetes: {k8s-version: 1.31.2}"}});
  EXPECT_EQ(result.config->kubernetes_version, 30);
  EXPECT_EQ(result.losses, Strings{"1:27: kubernetes.k8s-version: .kube-score is for version 1.30"});
  EXPECT_EQ(migrate(".kube-score", "--kubernetes-version latest").losses.size(), 1u);
}

TEST(Migrate, KicsInFourFormats) {
  for (
      const char* text : {
          R"({"exclude-queries": "9efb0b2d-89c9-41a3-91ca-dcc0aec911fd,x", "exclude-paths": ["./old/*"], "verbose": false})",
          "exclude-queries: [9efb0b2d-89c9-41a3-91ca-dcc0aec911fd, x]\nexclude-paths: ./old/*\nverbose: false\n",
          "# TOML\nexclude-queries = [\n  '9efb0b2d-89c9-41a3-91ca-dcc0aec911fd', # why\n  \"x\",\n]\nexclude-paths = "
          "\"./old/*\"\n"
          "verbose = false\n",
          "// HCL\n\"exclude-queries\" = [\"9efb0b2d-89c9-41a3-91ca-dcc0aec911fd\", \"x\"]\n\"exclude-paths\" = "
          "\"./old/*\"\n",
      }) {
    const Result result = migrate("kics.config", text);
    EXPECT_EQ(result.config->profile, "kics") << text;
    EXPECT_EQ(result.rule("untagged-base-image"), "off") << text;
    EXPECT_EQ(result.excluded(), Strings{"/old/*"}) << text;
    ASSERT_EQ(result.losses.size(), 1u) << text;
    EXPECT_TRUE(result.losses[0].ends_with(": x: no rule here stands for that of kics")) << result.losses[0];
  }
}

TEST(Migrate, KicsThatIsBroken) {
  EXPECT_EQ(migrate("kics.config", "exclude-queries = [\"a\n").errors,
            Strings{"1:20: key = value is expected, with a string, a list of strings or a word"});
  EXPECT_EQ(migrate("kics.config", "fail-on {\n}\n").errors.size(), 1u);
}

TEST(Migrate, SeveralTools) {
  const Result result = migrate({{".hadolint.yaml", "ignored: [DL3008, DL3006]\n"},
                                 {".kube-linter.yaml", "checks: {exclude: [latest-tag]}\n"},
                                 {".trivyignore", "DS-0001\n"},
                                 {"trivy.yaml", "quiet: true\n"}});
  EXPECT_EQ(result.config->profile, "trivy") << "it runs the most rules";
  EXPECT_EQ(result.rule("apt-lists-not-removed"), "info") << "hadolint reports it";
  EXPECT_EQ(result.rule("unpinned-apt-package"), "-") << "nobody reports it";
  EXPECT_EQ(result.rule("untagged-base-image"), "off") << "both leave it out";
  EXPECT_EQ(result.rule("image-tag-latest"), "-") << "trivy reports it";
  EXPECT_NE(result.text.find("#   .kube-linter.yaml:1:20: latest-tag: .trivyignore reports the same, so rule "
                             "image-tag-latest stays on\n"),
            std::string::npos)
      << result.text;
  EXPECT_NE(result.text.find("from .hadolint.yaml, .kube-linter.yaml, .trivyignore and trivy.yaml.\n"),
            std::string::npos);
}

TEST(Migrate, FilesThatAreNoConfiguration) {
  EXPECT_EQ(migrate(".hadolint.yaml", "").losses, Strings());
  EXPECT_EQ(migrate(".hadolint.yaml",
                    "\xEF\xBB\xBF"
                    "ignored:\r\n  - DL3008\r\n")
                .rule("unpinned-apt-package"),
            "off");
  EXPECT_EQ(migrate(".hadolint.yaml", "- a\n").errors, Strings{"1:1: a mapping of settings is expected"});
  EXPECT_EQ(migrate(".hadolint.yaml", "ignored: [\n").errors.size(), 1u);
  EXPECT_EQ(migrate(".hadolint.yaml", "ignored: {a: b}\n").losses,
            Strings{"1:10: ignored: a list of strings is expected"});
  for (const Tool& tool : tools()) {
    for (const char* text :
         {"a: b\n", "[]", "checks: 3\n", "checks: [a]\n", "scan: x\n", "rules", "customChecks: [1, {}]\n",
          "exemptions: [a, {rules: {}}]\n", "misconfigurations: [1, {id: {}}, {id: DS-0002, paths: {}}]\n",
          "label-schema: x\noverride: y\n", "\0\x01"}) {
      tool.read(std::string(*tool.files.begin()), text);
    }
  }
}

TEST(Migrate, HostileFilesAreHarmless) {
  std::string bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n";
  for (char c = 'b'; c < 'h'; ++c) {
    bomb += fmt::format("{0}: &{0} [", c);
    for (int i = 0; i < 10; ++i) bomb += fmt::format("*{}, ", static_cast<char>(c - 1));
    bomb += "]\n";
  }
  migrate(".hadolint.yaml", bomb + "ignored: *g\noverride: {error: *g}\n");
  std::string many = "x: &x [";
  for (int i = 0; i < 4000; ++i) many += "DL3008, ";
  many += "]\nexemptions: [";
  for (int i = 0; i < 30; ++i) many += "{rules: *x}, ";
  const Result result = migrate(".polaris.yaml", many + "]\n");
  EXPECT_NE(result.text.find("the rest of the file: it has more than 5000 values"), std::string::npos);
  const Result odd = migrate(".hadolint.yaml", "ignored: [\"DL3008\\n\\u202e: x\", \"\\e[31m\"]\n");
  EXPECT_EQ(odd.text.find('\x1b'), std::string::npos);
  EXPECT_EQ(odd.losses.size(), 2u);
}

TEST(MigratePatterns, FromGlobs) {
  const std::pair<const char*, Strings> all[] = {
      {"docs", {"/docs"}},
      {"./docs/*.yaml", {"/docs/*.yaml"}},
      {"**/x", {"**/x"}},
      {"a/{b,c}/{d,}", {"/a/b/", "/a/b/d", "/a/c/", "/a/c/d"}},
      {"/etc", {}},
      {"../x", {}},
      {"a/../../x", {}},
      {"~/x", {}},
      {"{a,{b,c}}", {}},
      {".", {"**"}},
      {"", {}},
      {"a ", {}},
      {"!a", {"/!a"}},
      {"#a", {"/#a"}},
  };
  for (const auto& [glob, patterns] : all) EXPECT_EQ(from_glob(glob), patterns) << glob;
  EXPECT_EQ(from_glob(std::string(5000, 'a')), Strings());
  std::string braces;
  for (int i = 0; i < 20; ++i) braces += "{a,b}";
  EXPECT_EQ(from_glob(braces), Strings());
}

TEST(MigratePatterns, FromRegularExpressions) {
  const std::pair<const char*, Strings> all[] = {
      {"dir1", {"*dir1*"}},
      {"^docs/", {"/docs/"}},
      {"a/b", {"**/*a/b*"}},
      {"/a/", {"**/a/"}},
      {".*/test/.*", {"**/test/"}},
      {"\\.terraform", {"*.terraform*"}},
      {"gen\\.yaml$", {"*gen.yaml"}},
      {"a|^b", {"*a*", "/b*"}},
      {"a[^/]*b", {"*a*b*"}},
      {"a+", {}},
      {"(a)", {}},
      {"a|b+", {}},
      {".*", {}},
      {"", {}},
  };
  for (const auto& [regex, patterns] : all) EXPECT_EQ(from_regex(regex), patterns) << regex;
}

TEST(MigrateTools, AreKnownByTheNamesOfFiles) {
  for (const Tool& tool : tools()) {
    for (std::string_view file : tool.files) EXPECT_EQ(tool_of("a/" + std::string(file)), &tool) << file;
  }
  EXPECT_EQ(tool_of("ci/my-hadolint.yaml")->name, "hadolint");
  EXPECT_EQ(tool_of("hadolint/x.yaml"), nullptr);
}

}  // namespace
}  // namespace plimsoll::migrate
