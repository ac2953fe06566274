// Configurations: what they say, how they lie over one another, and what is wrong in them.
#include "config.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "config/schema.h"
#include "config/starting_point.h"
#include "kubernetes/version.h"
#include "lint.h"
#include "own_folder.h"
#include "profile.h"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

std::string in_words(const std::vector<ConfigProblem>& problems) {
  std::string text;
  for (const ConfigProblem& each : problems) {
    text += std::to_string(each.line) + ":" + std::to_string(each.column) + (each.warning ? " warning " : " ") +
            each.message + "\n";
  }
  return text;
}

std::string problems_of(std::string text) {
  return in_words(parse_config(".plimsoll.yaml", std::move(text))->problems);
}

TEST(Config, WhatIsWrongIsToldAtItsPlace) {
  const std::pair<const char*, const char*> cases[] = {
      {"", ""},
      {"# nothing\n", ""},
      {"rules:\n", ""},
      {"[a]\n", "1:1 a mapping with keys such as profile, rules and exclude is expected\n"},
      {"é: 1\nexlude: []\n", "1:1 unknown key 'é'\n2:1 unknown key 'exlude'; did you mean 'exclude'?\n"},
      {"root: maybe\n", "1:7 root is true or false\n"},
      {"profile: [strict]\n", "1:10 profile is the name of a profile\n"},
      {"profile: strict\nprofile: all\n", "1:1 'profile' is set again further down, and that holds\n"},
      {"kubernetes-version: 1.30\n", ""},
      {"kubernetes-version: \"1.30\"\n", ""},
      {"kubernetes-version: v1.30.2\n", ""},
      {"build-args: {A: 1, B: [x]}\n", "1:13 build-args is a mapping from name to string\n"},
      {"exclude: {a: b}\n", "1:10 exclude is a list of strings\n"},
      {"trusted-registries: [a, {}]\n", "1:21 trusted-registries is a list of strings\n"},
      {"pod-templates: [{group: a, kind: B}]\n", "1:17 a pod template has a group, a kind and a path\n"},
      {"exempt: {kind: Pod}\n", "1:10 unknown key 'kind'; did you mean 'kinds'?\n"},
      {"overrides: [{rules: {}}]\n",
       "1:13 an override is for some paths, kinds, names or namespaces; what is for all stands in rules\n"},
      {"overrides: [{path: a, kinds: Job}]\n", "1:14 unknown key 'path'; did you mean 'paths'?\n"},
      {"overrides: [{paths: a, expires: soon}]\n", "1:33 expires is a day such as 2026-12-31\n"},
      {"overrides: [{paths: a, expires: 2020-02-29}]\n",
       "1:33 warning this override expired on 2020-02-29, so it no longer holds; look at it again, and remove it or "
       "set "
       "another day\n"},
      {"overrides: [{paths: a, rules: {untaged-base-image: off}}]\n",
       "1:32 unknown rule 'untaged-base-image'; did you mean 'untagged-base-image'?\n"},
      {"require-reason: true\noverrides: [{paths: a, rules: {}}]\n", "2:1 this override has no reason\n"},
      {"rules: {untagged-base-image: {severity: eror}}\n", "1:41 unknown severity 'eror'; did you mean 'error'?\n"},
      {"rules: {custom-cel-rule: {expressions: [\"true\", '(1']}}\n",
       "1:49 option expressions of rule custom-cel-rule: '(1' lacks a ')'\n"},
      {"rules: {custom-cel-rule: {params: [a], variables: b=x}}\n",
       "1:36 option params of rule custom-cel-rule: 'a' is not of the form name=expression\n"
       "1:51 option variables of rule custom-cel-rule: 'b=x' names 'x', which is not known here\n"},
      {"rules: {namespace-name-pattern: {pattern: '(a'}}\n",
       "1:43 option pattern of rule namespace-name-pattern: '(a' is no pattern: missing ): (a\n"},
      {"rules: {load-balancer-not-internal: {provider: azur}}\n",
       "1:48 option provider of rule load-balancer-not-internal: 'azur' is not 'azure', 'gke', 'aws' or 'any'\n"},
      {"a: &a {profile: strict}\n<<: *a\n",
       "2:1 merge keys are not read in a configuration; 'extends' and 'overrides' do the same\n"
       "1:1 unknown key 'a'\n"},
      {"--- {}\n--- {}\n", "2:4 a configuration is one document\n"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(problems_of(text), expected) << text;
  EXPECT_EQ(problems_of("kubernetes-version: \"1.3\"\n"), "1:21 " + kubernetes::unknown_version_message("1.3") + "\n");
}

TEST(Config, HostileTextIsBounded) {
  EXPECT_EQ(problems_of("rules: " + std::string(2 << 20, '[')), "1:1 larger than 1 MiB, so it is not read\n");
  EXPECT_FALSE(problems_of(std::string(500'000, '[')).empty());
  EXPECT_FALSE(problems_of("rules: {\xff\xfe: off}\n").empty());
  std::string many = "exclude: [";
  for (int i = 0; i < 200'000; ++i) many += "x,";
  EXPECT_NE(problems_of(many + "x]\n").find("more than 100000 settings; from here on they are not read\n"),
            std::string::npos);
  // Each alias stands for a list that is long already.
  std::string bomb = "exclude: &a [";
  for (int i = 0; i < 2000; ++i) bomb += "x,";
  bomb += "x]\noverrides: [";
  for (int i = 0; i < 2000; ++i) bomb += "{paths: *a},";
  const std::string said = problems_of(bomb + "{paths: *a}]\n");
  EXPECT_FALSE(said.empty());
  EXPECT_LT(said.size(), 1000u);
  EXPECT_NE(problems_of("a: &a [*a]\nexclude: *a\n"), "");
}

TEST(Config, TheStartingPointIsValidAndChangesNothing) {
  for (std::string_view profile : profile_names()) {
    const auto config = parse_config(".plimsoll.yaml", starting_point(profile));
    EXPECT_EQ(in_words(config->problems), "");
    EXPECT_EQ(config->profile, profile);
    EXPECT_TRUE(config->rules.empty());
  }
}

// A folder with files in it, gone afterwards.
class Folder {
 public:
  Folder() : path_(own_folder("config")) {
    fs::remove_all(path_);
    fs::create_directories(path_ / ".git");
  }
  ~Folder() { fs::remove_all(path_); }
  void write(const std::string& name, const std::string& text) {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name) << text;
  }
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

std::string told(const Configs& configs) { return in_words(configs.problems()); }

TEST(Configs, TheNearestWinsOverThoseFurtherUp) {
  Folder folder;
  folder.write(".plimsoll.yaml",
               "profile: strict\nbuild-args: {A: 1, B: 1}\nexclude: [\"*.tmp\"]\nkubernetes-version: \"1.30\"\n");
  folder.write("sub/.plimsoll.yml", "profile: all\nbuild-args: {B: 2}\nexclude: [\"!keep.tmp\", /own]\n");
  folder.write("sub/alone/.plimsoll.yaml", "root: true\n");
  Configs configs;
  const Config& sub = configs.for_file(folder / "sub/deep/er/Dockerfile");
  EXPECT_EQ(sub.profile, "all");
  EXPECT_EQ(sub.kubernetes_version, 30);
  EXPECT_EQ(sub.build_args.at("A"), "1");
  EXPECT_EQ(sub.build_args.at("B"), "2");
  EXPECT_TRUE(sub.excludes(folder / "sub/deep/x.tmp"));
  EXPECT_FALSE(sub.excludes(folder / "sub/deep/keep.tmp"));
  EXPECT_TRUE(sub.excludes(folder / "sub/own/Dockerfile"));
  EXPECT_FALSE(sub.excludes(folder / "sub/deep/own/Dockerfile"));
  EXPECT_EQ(sub.origins.at("profile").line, 1u);
  EXPECT_EQ(configs.for_file(folder / "Dockerfile").profile, "strict");
  EXPECT_EQ(configs.for_file(folder / "sub/alone/Dockerfile").kubernetes_version, std::nullopt);
  EXPECT_EQ(told(configs), "");
}

TEST(Configs, TheSearchEndsAtTheRepository) {
  Folder folder;
  folder.write(".plimsoll.yaml", "profile: strict\n");
  folder.write("inner/.git/config", "");
  Configs configs;
  EXPECT_EQ(configs.for_file(folder / "inner/Dockerfile").profile, "");
  EXPECT_EQ(configs.for_file(folder / "other/Dockerfile").profile, "strict");
}

TEST(Configs, TwoInOneFolder) {
  Folder folder;
  folder.write(".plimsoll.yaml", "profile: strict\n");
  folder.write(".plimsoll.yml", "profile: all\n");
  Configs configs;
  EXPECT_EQ(configs.for_file(folder / "Dockerfile").profile, "strict");
  ASSERT_EQ(configs.problems().size(), 1u);
  EXPECT_TRUE(configs.problems()[0].path.ends_with(".plimsoll.yml"));
  EXPECT_NE(configs.problems()[0].message.find(".plimsoll.yaml stands beside it"), std::string::npos);
}

TEST(Configs, Extends) {
  Folder folder;
  folder.write(".plimsoll.yaml", "exclude: [own]\nextends: [shared/a.yaml, shared/b.yml]\nbuild-args: {C: own}\n");
  folder.write("shared/a.yaml", "extends: deeper/c.yaml\nbuild-args: {A: a, B: a, C: a}\nexclude: [/theirs]\n");
  folder.write("shared/b.yml", "build-args: {B: b}\n");
  folder.write("shared/deeper/c.yaml", "profile: strict\nbuild-args: {A: c}\n");
  Configs configs;
  const Config& config = configs.for_file(folder / "Dockerfile");
  EXPECT_EQ(told(configs), "");
  EXPECT_EQ(config.profile, "strict");
  EXPECT_EQ(config.build_args.at("A"), "a");
  EXPECT_EQ(config.build_args.at("B"), "b");
  EXPECT_EQ(config.build_args.at("C"), "own");
  // Patterns are relative to the file that extends.
  EXPECT_TRUE(config.excludes(folder / "theirs/x"));
  EXPECT_TRUE(config.excludes(folder / "own"));
  EXPECT_TRUE(config.origins.at("profile").path.ends_with("shared/deeper/c.yaml"));
}

TEST(Configs, ExtendsGoesWrong) {
  Folder folder;
  for (int i = 0; i < 20; ++i) {
    folder.write("deep/" + std::to_string(i) + ".yaml", "extends: " + std::to_string(i + 1) + ".yaml\n");
  }
  folder.write("deep/20.yaml", "");
  const std::string outside = own_folder("outside").string();
  std::ofstream(outside) << "secret: 1\n";
  fs::create_symlink(outside, folder / "link.yaml");
  const std::pair<const char*, const char*> cases[] = {
      {"extends: no.yaml\n", "1:10 cannot extend 'no.yaml': No such file or directory\n"},
      {"extends: .plimsoll.yaml\n",
       "1:10 cannot extend '.plimsoll.yaml': a configuration cannot extend itself, be it by way of others\n"},
      {"extends: [/etc/passwd]\n", "1:11 cannot extend '/etc/passwd': a path relative to this file is expected\n"},
      {"extends: .env\n", "1:10 cannot extend '.env': a configuration is called *.yaml or *.yml\n"},
      {"extends: ../plimsoll-outside.yaml\n",
       "1:10 cannot extend '../plimsoll-outside.yaml': that is not in this repository\n"},
      {"extends: link.yaml\n", "1:10 cannot extend 'link.yaml': that is not in this repository\n"},
      {"extends: {a: b}\n", "1:10 extends is a list of strings\n"},
  };
  for (const auto& [text, expected] : cases) {
    folder.write(".plimsoll.yaml", text);
    Configs configs;
    configs.for_file(folder / "Dockerfile");
    EXPECT_EQ(told(configs), expected) << text;
  }
  folder.write(".plimsoll.yaml", "extends: deep/0.yaml\n");
  Configs configs;
  configs.for_file(folder / "Dockerfile");
  EXPECT_NE(told(configs).find("more than 10 configurations extend one another"), std::string::npos);
  // Ten to the power of nine files, were all of them read.
  for (int i = 0; i < 9; ++i) {
    std::string text = "extends: [";
    for (int j = 0; j < 10; ++j) text += "wide" + std::to_string(i + 1) + ".yaml,";
    folder.write("wide" + std::to_string(i) + ".yaml", text + "]\n");
  }
  folder.write("wide9.yaml", "");
  folder.write(".plimsoll.yaml", "extends: wide0.yaml\n");
  Configs many;
  many.for_file(folder / "Dockerfile");
  EXPECT_NE(told(many).find("more than 100 configurations are extended"), std::string::npos);
  fs::remove(outside);
}

// "3 privileged-container error", a line each.
std::string findings_of(const std::string& config_text, const std::string& path, std::string text) {
  const auto config = parse_config(".plimsoll.yaml", config_text);
  EXPECT_EQ(in_words(config->problems), "");
  const RuleSet rules(*config, {.profile = "", .select = {}, .ignore = {}}, config->overrides_for(path));
  std::string said;
  const RunResult result = lint({{path, std::move(text)}}, rules);
  for (const Diagnostic& each : result.files.at(0).diagnostics) {
    if (each.rule->name != "privileged-container" && each.rule->name != "untrusted-registry" &&
        each.rule->name != "image-registry-not-allowed")
      continue;
    said += std::string(each.rule->name) + " " + std::string(name_of(each.severity)) + " at " +
            std::to_string(each.region.begin) + "\n";
  }
  return said;
}

std::string pod(const std::string& name) {
  return "---\napiVersion: v1\nkind: Pod\nmetadata: {name: " + name +
         "}\nspec: {containers: [{name: a, image: quay.io/a:1, securityContext: {privileged: true}}]}\n";
}

TEST(Overrides, ForPathsAndObjects) {
  const std::string two = pod("first") + pod("second");
  const std::string all = findings_of("", "dir/a.yaml", two);
  ASSERT_EQ(std::count(all.begin(), all.end(), '\n'), 2) << all;
  const size_t line = all.find('\n') + 1;
  const std::string first = all.substr(0, line), second = all.substr(line);
  const auto with = [&](const std::string& condition, const std::string& setting = "off") {
    return findings_of("overrides: [{" + condition + ", rules: {privileged-container: " + setting + "}}]\n",
                       "dir/a.yaml", two);
  };
  EXPECT_EQ(with("paths: dir/"), "");
  EXPECT_EQ(with("paths: other/"), all);
  EXPECT_EQ(with("paths: [\"*.yaml\", \"!a.yaml\"]"), all);
  EXPECT_EQ(with("names: first"), second);
  EXPECT_EQ(with("names: [sec*]"), first);
  EXPECT_EQ(with("kinds: Pod"), "");
  EXPECT_EQ(with("kinds: Job"), all);
  EXPECT_EQ(with("kinds: Pod, names: second, namespaces: default"), first);
  EXPECT_EQ(with("kinds: Pod, namespaces: other"), all);
  EXPECT_EQ(with("paths: other/, names: first"), all);
  EXPECT_EQ(with("names: first, expires: 2999-01-01, reason: why"), second);
  std::string milder = first;
  milder.replace(milder.find("error"), 5, "info");
  EXPECT_EQ(with("names: first", "info"), milder + second);
  // The last one that holds wins.
  EXPECT_EQ(findings_of("overrides:\n- {kinds: Pod, rules: {privileged-container: off}}\n- {names: first, rules: "
                        "{privileged-container: on}}\n",
                        "a.yaml", two),
            first);
  // Switched off for all, and on for one.
  EXPECT_EQ(findings_of("rules: {privileged-container: off}\noverrides: [{names: second, rules: {privileged-container: "
                        "on}}]\n",
                        "a.yaml", two),
            second);
}

TEST(Overrides, ManyKindsOfObjectsAreBounded) {
  std::string config = "overrides:\n", text;
  for (int i = 0; i < 200; ++i) {
    const std::string name = "n" + std::to_string(i);
    config += "- {names: " + name + ", rules: {privileged-container: off}}\n";
    text += pod(name);
  }
  const auto parsed = parse_config(".plimsoll.yaml", config);
  const RuleSet rules(*parsed, {.profile = "", .select = {}, .ignore = {}}, parsed->overrides_for("a.yaml"));
  const RunResult result = lint({{"a.yaml", text}}, rules);
  EXPECT_NE(result.files.at(0).incomplete, "");
}

TEST(Config, NearerRulesWinOverOverridesFurtherUp) {
  Folder folder;
  folder.write(".plimsoll.yaml", "overrides: [{paths: sub/, rules: {privileged-container: off}}]\n");
  folder.write("sub/.plimsoll.yaml", "rules: {privileged-container: info}\n");
  Configs configs;
  const Config& config = configs.for_file(folder / "sub/a.yaml");
  const RuleSet rules(config, {.profile = "", .select = {}, .ignore = {}}, config.overrides_for(folder / "sub/a.yaml"));
  const ActiveRule* rule = rules.active(find_rule("privileged-container"));
  ASSERT_NE(rule, nullptr);
  EXPECT_EQ(rule->severity, Severity::info);
}

TEST(Config, TrustedRegistriesAreThoseOfAllRules) {
  const std::string trusted = "trusted-registries: [docker.io]\n";
  EXPECT_NE(findings_of(trusted, "Dockerfile", "FROM quay.io/a:1\n").find("untrusted-registry"), std::string::npos);
  EXPECT_EQ(findings_of(trusted, "Dockerfile", "FROM alpine:3\n").find("untrusted-registry"), std::string::npos);
  EXPECT_NE(findings_of(trusted + "profile: all\n", "a.yaml", pod("a")).find("image-registry-not-allowed"),
            std::string::npos);
  // What is set for a rule is more precise.
  EXPECT_EQ(findings_of(trusted + "rules: {untrusted-registry: {registries: [quay.io]}}\n", "Dockerfile",
                        "FROM quay.io/a:1\n")
                .find("untrusted-registry"),
            std::string::npos);
}

TEST(Config, PodTemplatesOfCustomResources) {
  const std::string text =
      "{apiVersion: example.com/v1, kind: Batch, metadata: {name: b}, spec: {jobs: [{pod: {spec: {containers: [{name: "
      "a, image: a:1, securityContext: {privileged: true}}]}}}]}}\n";
  EXPECT_EQ(findings_of("", "a.yaml", text), "");
  EXPECT_NE(findings_of("pod-templates: [{group: example.com, kind: Batch, path: spec.jobs.*.pod}]\n", "a.yaml", text),
            "");
  EXPECT_EQ(findings_of("pod-templates: [{group: example.org, kind: Batch, path: spec.jobs.*.pod}]\n", "a.yaml", text),
            "");
}

TEST(Config, BuildArgs) {
  const std::string text = "ARG REGISTRY\nFROM ${REGISTRY}/a:1\n";
  EXPECT_NE(findings_of("trusted-registries: docker.io\nbuild-args: {REGISTRY: quay.io}\n", "Dockerfile", text), "");
  EXPECT_EQ(findings_of("trusted-registries: docker.io\nbuild-args: {REGISTRY: docker.io}\n", "Dockerfile", text), "");
}

// The schema in the repository is that of the table. With PLIMSOLL_BLESS=1 it is written.
TEST(Config, SchemaIsFresh) {
  if (std::getenv("PLIMSOLL_BLESS")) std::ofstream(PLIMSOLL_SCHEMA) << config_schema();
  std::ifstream file(PLIMSOLL_SCHEMA);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  EXPECT_TRUE(text == config_schema()) << "stale: ./dev bless writes it";
}

}  // namespace
}  // namespace plimsoll
