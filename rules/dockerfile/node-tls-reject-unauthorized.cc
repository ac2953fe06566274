#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/set_variables.h"

namespace plimsoll::dockerfile {
namespace {

template <class Node>
void judge(const Node& node, Severity severity, Context& ctx) {
  for (const SetVariable& set : set_variables(node, {"NODE_TLS_REJECT_UNAUTHORIZED"})) {
    if (!set.known || set.value != "0") continue;
    auto report = ctx.report(set.name, "'{}=0' lets Node.js talk to servers without checking their certificates{}",
                             set.variable, severity == Severity::error ? ", in every container too" : "");
    report.severity(severity);
    if (!set.unset.empty()) report.suggest("remove it", set.unset);
  }
}

}  // namespace

extern constinit const Rule node_tls_reject_unauthorized = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"checkov:CKV2_DOCKER_6"},
    .programs = {"export", "env", "setx", "declare", "="},
    .check = {[](const Env& env, Context& ctx) { judge(env, shipped(env) ? Severity::error : Severity::warning, ctx); },
              [](const Arg& arg, Context& ctx) { judge(arg, Severity::warning, ctx); },
              [](const shell::Command& command, Context& ctx) { judge(command, Severity::warning, ctx); }},
};

}  // namespace plimsoll::dockerfile
