#include <algorithm>

#include "context.h"
#include "dockerfile/switches.h"
#include "kubernetes/arguments.h"
#include "kubernetes/secret_data.h"

namespace plimsoll::kubernetes {
namespace {

// Letters and digits alone, small.
std::string squeezed(std::string_view name) {
  std::string result;
  for (char c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) result += c;
  }
  return result;
}

// insecureSkipTLSVerify, insecure_skip_verify, --ssl-skip-verification and the like.
bool is_skip_verify(std::string_view name) {
  if (name.size() > 64 || (name.find("kip") == name.npos && name.find("KIP") == name.npos)) return false;
  const std::string text = squeezed(name);
  const auto has = [&](const char* part) { return text.find(part) != text.npos; };
  return has("skip") && has("verif") && (has("tls") || has("ssl") || has("insecure") || has("cert"));
}

bool says_yes(std::string_view value) {
  const std::string text = squeezed(value);
  return text == "true" || text == "1" || text == "yes" || text == "on";
}

bool is_name_part(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

// The switches in text such as `insecure_skip_verify: true` or `"skipTlsVerify"=true`.
struct TextSwitch {
  size_t begin, end;
};
std::vector<TextSwitch> switches_in_text(std::string_view text) {
  std::vector<TextSwitch> found;
  for (size_t at = text.find("kip"); at != text.npos; at = text.find("kip", at + 1)) {
    size_t begin = at, end = at;
    while (begin > 0 && is_name_part(text[begin - 1])) --begin;
    while (end < text.size() && is_name_part(text[end])) ++end;
    if (!is_skip_verify(text.substr(begin, end - begin))) continue;
    const size_t line = text.rfind('\n', begin) == text.npos ? 0 : text.rfind('\n', begin) + 1;
    if (text.substr(line, begin - line).find_first_of("#;") != text.npos) continue;
    size_t value = text.find_first_not_of(" \t\"'", end);
    if (value == text.npos || (text[value] != ':' && text[value] != '=')) continue;
    value = text.find_first_not_of(" \t\"'", value + 1);
    if (value == text.npos || text.substr(value, 4) != "true") continue;
    found.push_back({begin, value + 4});
    at = value;
  }
  return found;
}

bool is_generic_flag(std::string_view word) {
  const size_t equals = std::min(word.find('='), word.size());
  const std::string_view name = word.substr(0, equals);
  if (!name.starts_with('-') || (equals < word.size() && !says_yes(word.substr(equals + 1)))) return false;
  return is_skip_verify(name) || name == "--kubelet-insecure-tls" || name == "--insecure-tls";
}

bool talks_to_itself(const shell::Command& command) {
  return std::any_of(command.arguments.begin(), command.arguments.end(), [](const shell::Word& word) {
    const std::string_view text = word.text;
    return text.find("localhost") != text.npos || text.find("127.0.0.1") != text.npos ||
           text.find("[::1]") != text.npos;
  });
}

void check_command(const shell::Command& command, Context& ctx) {
  if (talks_to_itself(command)) return;
  static const Fact table = facts::table("verification-switches");
  std::vector<dockerfile::Switch> found;
  for (const char* entry : {"curl-insecure", "wget-no-check-certificate", "git-ssl-verify-disabled",
                            "other-tls-verify-disabled", "tls-variables"}) {
    for (dockerfile::Switch& each : dockerfile::switches_in(command, table[entry])) found.push_back(std::move(each));
  }
  for (const shell::Word& word : command.arguments) {
    const bool again =
        std::any_of(found.begin(), found.end(), [&](const auto& each) { return each.span == word.span; });
    if (is_generic_flag(word.text) && !again) found.push_back({word.span, word.text});
  }
  for (const dockerfile::Switch& each : found)
    ctx.report(each.span, "'{}' accepts any certificate, so anyone on the way can answer", each.text);
}

bool turns_off(std::string_view name, const Value& value) {
  static const Fact table = facts::table("verification-switches");
  for (const char* entry : {"git-ssl-verify-disabled", "other-tls-verify-disabled", "tls-variables"}) {
    const Fact values = table[entry]["variables"][name];
    if (!values.exists() || value.templated()) continue;
    return values.size() == 0 || (values.has("*") && !value.string().empty()) || values.has(squeezed(value.string()));
  }
  return is_skip_verify(name) && says_yes(value.string());
}

}  // namespace

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
              const MappedText text = value.mapped(ctx.source());
              for (const TextSwitch& each : switches_in_text(text.text()))
                ctx.report(text.span(each.begin, each.end), message, key.string(), "ConfigMap", object.name);
            }
          }
          for (const SecretEntry& entry : secret_entries_of(object)) {
            if (switches_in_text(entry.content).empty()) continue;
            ctx.report(entry.value.span(), message, entry.key.string(), "Secret", object.name).hide(entry.value.span());
          }
        },
        [](const Container& container, Context& ctx) {
          for (const Value& entry : container["env"].items()) {
            const Value value = entry["value"];
            if (!value.is_scalar() || !turns_off(entry["name"].string(), value)) continue;
            ctx.report(value.span(), "'{}={}' accepts any certificate, so anyone on the way can answer",
                       entry["name"].string(), value.string());
          }
          for (const CommandLine& line : command_lines_of(container, ctx.source())) {
            for (const shell::Command& command : line.script->commands) check_command(command, ctx);
          }
        }},
};

}  // namespace plimsoll::kubernetes
