// .plimsoll.yaml: which rules run, how severe they are, their options, and what is left out.
//
//   profile: strict
//   rules:
//     missing-healthcheck: warning            # off | info | warning | error
//     unapproved-registry:
//       severity: error
//       registries: [docker.io, registry.example.com]
//   exclude: [third_party/, "*.generated.yaml"]   # gitignore syntax, relative to this file
//   exempt:                                 # Kubernetes objects and containers that no rule judges
//     namespaces: [kube-system]
//     images: ["registry.example.com/mesh/*"]
//
// The nearest one up from a file holds for it. It may come from a stranger: nothing in it starts a program or reads
// another file. What is wrong in it is a ConfigProblem with its place; the rest still holds.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gitignore.h"
#include "option.h"
#include "rule.h"

namespace plimsoll {

struct ConfigProblem {
  std::string path;
  uint32_t line = 1, column = 1;  // 1-based, column in code points
  std::string message;
};

struct RuleSetting {
  bool off = false;
  std::optional<Severity> severity;
  std::vector<std::pair<const OptionBase*, OptionValue>> options;
};

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

// Owns the strings that its option values point to.
struct Config {
  std::string path;     // empty: no file, everything by default
  std::string folder;   // absolute; what `exclude` is relative to
  std::string profile;  // empty: not set
  std::map<const RegisteredRule*, RuleSetting> rules;
  std::map<std::string, RuleSetting, std::less<>> codes;  // of findings with a code, such as "SC2086"
  GitIgnore exclude;
  Exemptions exempt;
  std::vector<ConfigProblem> problems;
  std::vector<std::unique_ptr<std::string>> strings;

  bool excludes(const std::string& file) const;
};

// Reads the text of a configuration file. `path` is for messages.
std::unique_ptr<Config> parse_config(const std::string& path, std::string text);

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
  const Config& read(const std::string& path);

  Config none_;
  const Config* fixed_ = nullptr;  // set when one configuration holds for all
  std::map<std::string, const Config*, std::less<>> by_folder_;
  std::vector<std::unique_ptr<Config>> owned_;
};

}  // namespace plimsoll
