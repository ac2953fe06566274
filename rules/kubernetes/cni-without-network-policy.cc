#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {
namespace {

// Of this type; the JSON has it without the blanks between: "type": "flannel". Where the value begins; npos if nowhere.
size_t find_plugin(std::string_view json, std::string_view type) {
  constexpr std::string_view kKey = "\"type\"";
  const std::string value = fmt::format("\"{}\"", type);
  for (size_t at = json.find(value); at != json.npos; at = json.find(value, at + 1)) {
    std::string_view before = json.substr(0, at);
    const auto trim = [&] { before = before.substr(0, before.find_last_not_of(" \t\r\n") + 1); };
    trim();
    if (!before.ends_with(':')) continue;
    before.remove_suffix(1);
    trim();
    if (before.ends_with(kKey)) return at;
  }
  return json.npos;
}

constexpr std::string_view kFlannel = "flannel";
// In a chain they bring what flannel lacks.
constexpr std::array<std::string_view, 2> kEnforcing = {"calico", "cilium-cni"};

void check_config_map(const Object& object, Context& ctx) {
  const Value json = object["data"]["cni-conf.json"];
  if (!object.is("", "ConfigMap") || !json.is_scalar()) return;
  const size_t at = find_plugin(json.string(), kFlannel);
  const bool enforced = std::any_of(kEnforcing.begin(), kEnforcing.end(), [&](std::string_view type) {
    return find_plugin(json.string(), type) != std::string_view::npos;
  });
  if (at == std::string_view::npos || enforced) return;
  ctx.report(json.mapped(ctx.source()).span(at, at + kFlannel.size() + 2),
             "flannel does not enforce any NetworkPolicy");
}

void check_conflist(const Document& document, Context& ctx) {
  const Value root = document.value();
  const std::vector<Value> plugins = root["plugins"].items();
  const bool enforced = std::any_of(plugins.begin(), plugins.end(), [](const Value& plugin) {
    return std::any_of(kEnforcing.begin(), kEnforcing.end(),
                       [&](std::string_view type) { return plugin["type"].is(type); });
  });
  if (!root["cniVersion"].present() || enforced) return;
  for (const Value& plugin : plugins) {
    const Value type = plugin["type"];
    if (type.is(kFlannel)) ctx.report(type.span(), "flannel does not enforce any NetworkPolicy");
  }
}

}  // namespace

extern constinit const Rule cni_without_network_policy = {
    .severity = Severity::warning,
    .group = Group::network,
    .aliases = {"kics:CNI Plugin Does Not Support Network Policies", "kics:03aabc8c-35d6-481e-9c85-20139cf72d23",
                "kubescape:C-0205", "cis-kubernetes:5.3.1"},
    .check = {[](const Object& object, Context& ctx) { check_config_map(object, ctx); },
              [](const Document& document, Context& ctx) { check_conflist(document, ctx); }},
};

}  // namespace plimsoll::kubernetes
