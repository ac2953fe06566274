// .plimsoll.yaml: which rules run, how severe they are, their options, and what is left out. config/keys.cc is the
// table of all keys; docs/configuration.md explains them.
//
//   profile: strict
//   rules:
//     missing-healthcheck: warning            # off | on | info | warning | error
//     untrusted-registry:
//       severity: error
//       registries: [docker.io, registry.example.com]
//   exclude: [third_party/, "*.generated.yaml"]   # gitignore syntax, relative to this file
//   overrides:
//     - {paths: test/, kinds: Job, rules: {missing-probe: off}, reason: short-lived, expires: 2026-12-31}
//
// The nearest one up from a file wins; those further up hold beneath it, key by key, up to one that says `root: true`
// or to the root of the repository. It may come from a stranger: nothing in it starts a program, and the only other
// files that are read are the configurations that it extends. What is wrong in it is a ConfigProblem with its place;
// the rest still holds.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config_problem.h"
#include "gitignore.h"
#include "option.h"
#include "rule.h"

namespace plimsoll {

// Where a setting stands.
struct Origin {
  std::string path;  // of the configuration
  uint32_t line = 1;
};

struct RuleSetting {
  bool off = false;
  bool on = false;  // as severe as the rule says itself
  std::optional<Severity> severity;
  std::vector<std::pair<const OptionBase*, OptionValue>> options;  // each once

  void set(const OptionBase& option, OptionValue value);
  // What `later` says wins.
  void merge(const RuleSetting& later);
};
using RuleSettings = std::map<const RegisteredRule*, RuleSetting>;
using CodeSettings = std::map<std::string, RuleSetting, std::less<>>;  // of findings with a code, such as "SC2086"

// What rules about Kubernetes do not judge: objects by their namespace (a Namespace by its name), kind or name, and
// containers by their name or image. A "*" at the end stands for any rest. Absent where it is not set.
struct Exemptions {
  using Patterns = std::optional<std::vector<std::string_view>>;
  Patterns namespaces, kinds, names, containers, images;
};
struct ExemptionField {
  std::string_view name;  // as written in the configuration
  Exemptions::Patterns Exemptions::*patterns;
};
inline constexpr ExemptionField kExemptionFields[] = {{"namespaces", &Exemptions::namespaces},
                                                      {"kinds", &Exemptions::kinds},
                                                      {"names", &Exemptions::names},
                                                      {"containers", &Exemptions::containers},
                                                      {"images", &Exemptions::images}};

// Patterns of paths, relative to the folder that they were written for.
struct PathPatterns {
  std::string folder;  // absolute
  GitIgnore patterns;
  Origin origin;
};

// Settings for some files, or for some Kubernetes objects in them. All conditions that are set must hold.
struct Override {
  std::optional<PathPatterns> paths;
  Exemptions objects;  // namespaces, kinds and names of the object that holds the finding
  RuleSettings rules;
  CodeSettings codes;
  std::string reason;
  Origin origin;

  bool is_for_objects() const { return objects.namespaces || objects.kinds || objects.names; }
};

// Where a kind keeps a pod template: "spec.jobs.*.template", a star for each item of a list.
struct PodTemplate {
  std::string group, kind, path;
};

// Owns the strings that its option values point to, or has them from the files that it was merged from.
struct Config {
  std::string path;     // the nearest file; empty: none, everything by default
  std::string folder;   // absolute; what its patterns are relative to
  std::string profile;  // empty: not set
  RuleSettings rules;
  CodeSettings codes;
  std::vector<std::shared_ptr<const PathPatterns>> exclude;  // the last one that matches decides, as in gitignore
  std::vector<std::shared_ptr<const Override>> overrides;    // later ones win
  Exemptions exempt;
  std::optional<int64_t> kubernetes_version;  // the minor number
  std::map<std::string, std::string, std::less<>> build_args;
  std::optional<std::vector<std::string_view>> trusted_registries;
  std::map<std::string, std::string, std::less<>> dockerfiles;  // by the image that they build: absolute paths
  std::vector<PodTemplate> pod_templates;
  std::optional<bool> require_reason;
  bool root = false;                                   // no file further up holds beneath it
  std::vector<std::string> files;                      // that it was made from, the nearest first
  std::map<std::string, Origin, std::less<>> origins;  // by "profile", "rules/NAME", "rules/NAME/option", …

  std::vector<ConfigProblem> problems;
  std::vector<std::shared_ptr<const std::string>> strings;

  // Where the patterns stand that leave the file out; nullptr if it stays.
  const Origin* excludes(const std::string& file) const;
  // The overrides that hold for the file or for objects in it, in their order.
  std::vector<const Override*> overrides_for(const std::string& file) const;
  // Lays `later` over this one, key by key; lists of exclude, overrides and pod-templates add up.
  void merge(const Config& later);
};

// Reads what a configuration names in `extends`; nothing after the problem was told.
using Extend = std::function<std::unique_ptr<Config>(const std::string& path, const std::function<void(std::string)>&)>;

// Reads the text of a configuration file. `path` is for messages, `folder` (absolute) what patterns are relative to:
// that of the path where it is empty. Without `extend` nothing can be extended.
std::unique_ptr<Config> parse_config(const std::string& path, std::string text, std::string folder = {},
                                     const Extend& extend = {});

// Finds and keeps the configuration of each folder. Not thread-safe: ask for all files before the work is spread.
class Configs {
 public:
  // `named`: the file given with --config, which then holds for all; `isolated`: no file is read.
  explicit Configs(std::optional<std::string> named = {}, bool isolated = false);
  // The configuration for the file at `path`. Valid as long as this object.
  const Config& for_file(const std::string& path);
  // Of all files read so far, in the order of reading.
  std::vector<ConfigProblem> problems() const;

 private:
  const Config& for_folder(const std::string& folder);
  // Reads a file and what it extends. Patterns are relative to `folder`.
  std::unique_ptr<Config> read(const std::string& path, const std::string& folder);
  const Config& keep(std::unique_ptr<Config> config);

  Config none_;
  const Config* fixed_ = nullptr;  // set when one configuration holds for all
  std::map<std::string, const Config*, std::less<>> by_folder_;
  std::vector<std::unique_ptr<Config>> owned_;
  std::vector<ConfigProblem> problems_;
  std::vector<std::string> chain_;  // the files being read, each extended by the one before
  size_t read_ = 0;                 // files read for the configuration at hand
};

}  // namespace plimsoll
