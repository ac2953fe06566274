// A configuration and what it makes of the rules, for a Dockerfile and for the objects of a manifest.
#include <cstddef>
#include <cstdint>
#include <string>

#include "config.h"
#include "config/show.h"
#include "lint.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace plimsoll;
  const auto config =
      parse_config(".plimsoll.yaml", std::string(reinterpret_cast<const char*>(data), size), "/project");
  const std::string path = "/project/deploy/a.yaml";
  config->excludes(path);
  const RuleSet rules(*config, {.profile = "", .select = {}, .ignore = {}}, config->overrides_for(path));
  lint({{"/project/Dockerfile", "FROM scratch\n"}, {path, "{apiVersion: v1, kind: Pod, metadata: {name: a}}\n"}},
       rules);
  show_json({.file = "a.yaml", .config = *config, .selection = {}, .build_args = {}, .from_environment = {}},
            [](std::string_view) {});
  return 0;
}
