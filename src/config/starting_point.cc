#include "config/starting_point.h"

#include <fmt/format.h>

namespace plimsoll {

std::string starting_point(std::string_view profile) {
  return fmt::format(R"(# Configuration of plimsoll; 'plimsoll config show FILE' says what holds for a file.

# Configurations in folders further up stop here.
root: true

# Which rules run; 'plimsoll check --help' names all profiles.
profile: {}

# The version of Kubernetes that manifests are for.
# kubernetes-version: "1.31"

# Where images may come from.
# trusted-registries: [docker.io/library, registry.example.com]

# Severities (off, on, info, warning, error) and options; 'plimsoll rules' prints all rules.
rules: {{}}
#   missing-healthcheck: off
#   untagged-base-image:
#     severity: error

# Files that are not checked, in gitignore syntax.
exclude: []
#   - third_party/

# Other rules for some files, or for some Kubernetes objects.
overrides: []
#   - paths: test/
#     kinds: [Job, CronJob]
#     rules:
#       untagged-base-image: off
#     reason: nothing of it is deployed
#     expires: 2030-12-31
)",
                     profile.empty() ? "recommended" : profile);
}

}  // namespace plimsoll
