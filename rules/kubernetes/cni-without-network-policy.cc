#include <string>

#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {
namespace {

// The text of the first "type": "flannel" in the JSON, without the blanks between; npos if there is none.
size_t find_flannel(std::string_view json) {
  constexpr std::string_view kKey = "\"type\"", kValue = "\"flannel\"";
  for (size_t at = json.find(kValue); at != json.npos; at = json.find(kValue, at + 1)) {
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

}  // namespace

extern constinit const Rule cni_without_network_policy = {
    .severity = Severity::warning,
    .group = Group::network,
    .aliases = {"kics:CNI Plugin Does Not Support Network Policies", "kics:03aabc8c-35d6-481e-9c85-20139cf72d23",
                "kubescape:C-0205", "cis-kubernetes:5.3.1"},
    .check = {[](const Object& object, Context& ctx) {
                const Value json = object["data"]["cni-conf.json"];
                if (!object.is("", "ConfigMap") || !json.is_scalar()) return;
                const size_t at = find_flannel(json.string());
                // Other plugins in the chain may bring what this one lacks.
                const bool others = json.string().find("calico") != std::string_view::npos ||
                                    json.string().find("cilium") != std::string_view::npos;
                if (at == std::string_view::npos || others) return;
                const MappedText text = json.mapped(ctx.source());
                ctx.report(text.span(at, at + std::string_view("\"flannel\"").size()),
                           "flannel does not enforce any NetworkPolicy");
              },
              [](const Document& document, Context& ctx) {
                const Value root = document.value();
                if (!root["cniVersion"].present()) return;
                for (const Value& plugin : root["plugins"].items()) {
                  if (plugin["type"].is("flannel"))
                    ctx.report(plugin["type"].span(), "flannel does not enforce any NetworkPolicy");
                }
              }},
};

}  // namespace plimsoll::kubernetes
