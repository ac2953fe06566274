#include "context.h"
#include "dockerfile/set_variables.h"

namespace plimsoll::dockerfile {
namespace {

template <class Node>
void judge(const Node& node, Context& ctx) {
  for (const SetVariable& set : set_variables(node, {"PYTHONHTTPSVERIFY", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"})) {
    const bool off = set.variable == "PYTHONHTTPSVERIFY" ? set.value == "0" : set.value.empty();
    if (!set.known || !off) continue;
    auto report = ctx.report(set.name, "'{}={}' lets Python talk to servers without checking their certificates",
                             set.variable, set.value);
    if (!set.unset.empty()) report.suggest("remove it", set.unset);
  }
}

}  // namespace

extern constinit const Rule python_https_verify_disabled = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"checkov:CKV2_DOCKER_5"},
    .programs = {"export", "env", "setx", "declare", "="},
    .check = {[](const Env& env, Context& ctx) { judge(env, ctx); },
              [](const Arg& arg, Context& ctx) { judge(arg, ctx); },
              [](const shell::Command& command, Context& ctx) { judge(command, ctx); }},
};

}  // namespace plimsoll::dockerfile
