#include <algorithm>

#include "context.h"
#include "facts/facts.h"
#include "image.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

std::string small(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return result;
}

bool is_django(const Container& container) {
  const std::vector<Value> env = container["env"].items();
  return container["image"].string().find("django") != std::string_view::npos ||
         std::any_of(env.begin(), env.end(),
                     [](const Value& entry) { return entry["name"].string().starts_with("DJANGO_"); });
}

// The option that opens a debugger to everyone; empty if there is none.
std::string_view debugger_in(std::string_view name, std::string_view value, Fact debuggers) {
  if (!debuggers["variables"].has(name)) return {};
  const bool node = name == "NODE_OPTIONS";
  if (!node && value.find("jdwp") == value.npos) return {};
  for (Fact option : debuggers[node ? "node" : "java"].items()) {
    const size_t at = value.find(option.string());
    if (at != value.npos) return value.substr(at, option.string().size());
  }
  return {};
}

}  // namespace

extern constinit const Rule debug_mode_env = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"semgrep:flask-debugging-enabled"},
    .check =
        [](const Container& container, Context& ctx) {
          static const Fact table = facts::table("debug-variables");
          for (const Value& entry : container["env"].items()) {
            const Value value = entry["value"];
            const std::string_view name = entry["name"].string();
            if (!value.is_scalar()) continue;
            const std::string mode = small(value.string());
            if (table["modes"][name].has(mode) || (table["django"][name].has(mode) && is_django(container))) {
              ctx.report(value.span(), "'{}={}' is for developing; it shows strangers the inside of container '{}'",
                         name, value.string(), container.name());
            }
            const MappedText text = value.mapped(ctx.source());
            const std::string_view option = debugger_in(name, text.text(), table["debuggers"]);
            if (!option.empty()) {
              ctx.report(text.span(option),
                         "'{}' lets everyone who reaches the pod attach a debugger to container '{}'", option,
                         container.name());
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
