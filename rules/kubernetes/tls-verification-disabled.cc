#include "context.h"
#include "kubernetes/arguments.h"
#include "kubernetes/secret_data.h"
#include "kubernetes/tls_switches.h"

namespace plimsoll::kubernetes {

extern constinit const Rule tls_verification_disabled = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"semgrep:skip-tls-verify-service", "semgrep:skip-tls-verify-cluster"},
    .check = {
        [](const Document& document, Context& ctx) {
          bool known = false, is_object = false;
          for (const Node& node : document.nodes) {
            for (const Node::Entry& entry : node.entries) {
              const Value value(entry.value);
              if (entry.key->kind != Node::Kind::scalar || !is_skip_verify(entry.key->text)) continue;
              if (!value.is(true) && !value.is("true")) continue;
              if (!known) is_object = !objects_of(document).empty();
              known = true;
              if (!is_object) return;
              ctx.report(entry.key->span, "'{}' accepts any certificate, so anyone on the way can answer",
                         entry.key->text);
            }
          }
        },
        [](const Object& object, Context& ctx) {
          constexpr const char* message = "'{}' of {} '{}' accepts any certificate, so anyone on the way can answer";
          if (object.is("", "ConfigMap")) {
            for (const auto& [key, value] : object["data"].entries()) {
              // Of other names the tree tells.
              if (!is_skip_verify(key.string()) && is_skip_verify_variable(key.string(), value))
                ctx.report(key.span(), message, key.string(), "ConfigMap", object.name);
              const MappedText text = value.mapped(ctx.source());
              for (const TextSwitch& each : skip_verify_in(text.text()))
                ctx.report(text.span(each.begin, each.end), message, key.string(), "ConfigMap", object.name);
            }
          }
          for (const SecretEntry& entry : secret_entries_of(object)) {
            if (skip_verify_in(entry.content).empty()) continue;
            ctx.report(entry.value.span(), message, entry.key.string(), "Secret", object.name).hide(entry.value.span());
          }
        },
        [](const Container& container, Context& ctx) {
          for (const Value& entry : container["env"].items()) {
            const Value value = entry["value"];
            if (!value.is_scalar() || !is_skip_verify_variable(entry["name"].string(), value)) continue;
            ctx.report(value.span(), "'{}={}' accepts any certificate, so anyone on the way can answer",
                       entry["name"].string(), value.string());
          }
          for (const CommandLine& line : command_lines_of(container, ctx.source())) {
            for (const shell::Command& command : line.script->commands) {
              for (const dockerfile::Switch& each : skip_verify_in(command))
                ctx.report(each.span, "'{}' accepts any certificate, so anyone on the way can answer", each.text);
              for (const dockerfile::Switch& each : insecure_in(command)) {
                ctx.report(each.span, "'{}' does without TLS or without its checks, so anyone on the way can answer",
                           each.text);
              }
            }
          }
        }},
};

}  // namespace plimsoll::kubernetes
