#include "kubernetes/tls_switches.h"

#include <algorithm>
#include <string>

#include "facts/facts.h"

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

bool says_yes(std::string_view value) {
  const std::string text = squeezed(value);
  return text == "true" || text == "1" || text == "yes" || text == "on";
}

bool is_name_part(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

// A comment begins before it on its line; lines are no longer than that where there are comments.
bool is_in_comment(std::string_view text, size_t at) {
  constexpr size_t most = 200;
  for (size_t back = 0; back < std::min(at, most); ++back) {
    const char c = text[at - back - 1];
    if (c == '\n') return false;
    if (c == '#' || c == ';') return true;
  }
  return false;
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

}  // namespace

bool is_skip_verify(std::string_view name) {
  constexpr size_t longest = 64;
  if (name.size() > longest || (name.find("kip") == name.npos && name.find("KIP") == name.npos)) return false;
  const std::string text = squeezed(name);
  const auto has = [&](const char* part) { return text.find(part) != text.npos; };
  return has("skip") && has("verif") && (has("tls") || has("ssl") || has("insecure") || has("cert"));
}

std::vector<TextSwitch> skip_verify_in(std::string_view text) {
  std::vector<TextSwitch> found;
  for (const char* part : {"kip", "KIP"}) {
    for (size_t at = text.find(part), end = 0; at != text.npos; at = text.find(part, end)) {
      size_t begin = at;
      while (begin > end && is_name_part(text[begin - 1])) --begin;
      end = at;
      while (end < text.size() && is_name_part(text[end])) ++end;
      if (!is_skip_verify(text.substr(begin, end - begin)) || is_in_comment(text, begin)) continue;
      size_t value = text.find_first_not_of(" \t\"'", end);
      if (value == text.npos || (text[value] != ':' && text[value] != '=')) continue;
      value = text.find_first_not_of(" \t\"'", value + 1);
      if (value != text.npos && text.substr(value, 4) == "true") found.push_back({begin, value + 4});
    }
  }
  return found;
}

std::vector<dockerfile::Switch> skip_verify_in(const shell::Command& command) {
  static const Fact table = facts::table("verification-switches");
  std::vector<dockerfile::Switch> found;
  if (talks_to_itself(command)) return found;
  for (const char* entry : {"curl-insecure", "wget-no-check-certificate", "git-ssl-verify-disabled",
                            "other-tls-verify-disabled", "tls-variables"}) {
    for (dockerfile::Switch& each : dockerfile::switches_in(command, table[entry])) found.push_back(std::move(each));
  }
  for (const shell::Word& word : command.arguments) {
    const bool again =
        std::any_of(found.begin(), found.end(), [&](const auto& each) { return each.span == word.span; });
    if (is_generic_flag(word.text) && !again) found.push_back({word.span, word.text});
  }
  return found;
}

std::vector<dockerfile::Switch> insecure_in(const shell::Command& command) {
  std::vector<dockerfile::Switch> found;
  // Argo CD's server is meant to stand behind an Ingress with TLS then.
  if (talks_to_itself(command) || command.base.starts_with("argocd")) return found;
  const auto known = skip_verify_in(command);
  for (const shell::Word& word : command.arguments) {
    if (word.text != "--insecure" && word.text != "--insecure=true") continue;
    if (std::none_of(known.begin(), known.end(), [&](const auto& each) { return each.span == word.span; }))
      found.push_back({word.span, word.text});
  }
  return found;
}

bool is_skip_verify_variable(std::string_view name, const Value& value) {
  static const Fact table = facts::table("verification-switches");
  if (value.templated()) return false;
  for (const char* entry : {"git-ssl-verify-disabled", "other-tls-verify-disabled", "tls-variables"}) {
    const Fact values = table[entry]["variables"][name];
    if (!values.exists()) continue;
    return values.size() == 0 || (values.has("*") && !value.string().empty()) || values.has(squeezed(value.string()));
  }
  return is_skip_verify(name) && says_yes(value.string());
}

}  // namespace plimsoll::kubernetes
