#include "migrate/write.h"

#include <fmt/format.h>

#include "output/output.h"
#include "utf8.h"

namespace plimsoll::migrate {
namespace {

// A scalar that reads as this very string: in double quotes unless it is a harmless word.
std::string quoted(std::string_view text) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_/.";
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  // Short ones may be yes, on, null and the like.
  if (text.size() > 5 && is_letter(text.front()) && text.find_first_not_of(kPlain) == text.npos)
    return std::string(text);
  std::string result = "\"";
  for (size_t at = 0; at < text.size();) {
    const CodePoint head = decode(text.substr(at));
    if (head.value == '"' || head.value == '\\') {
      result += '\\';
      result += static_cast<char>(head.value);
    } else if (head.valid && (head.value < 0x20 || (head.value >= 0x7F && head.value < 0xA0))) {
      result += fmt::format("\\x{:02x}", static_cast<uint32_t>(head.value));
    } else if (head.valid && (head.value == 0x2028 || head.value == 0x2029 || head.value == 0xFEFF)) {
      result += fmt::format("\\u{:04x}", static_cast<uint32_t>(head.value));
    } else {
      append_valid(result, text.substr(at), head);
    }
    at += head.size;
  }
  return result + '"';
}

std::string scalar(const OwnedValue& value) {
  if (const auto* boolean = std::get_if<bool>(&value)) return *boolean ? "true" : "false";
  if (const auto* number = std::get_if<int64_t>(&value)) return std::to_string(*number);
  return quoted(std::get<std::string>(value));
}

std::string comment(const std::string& text) { return text.empty() ? "" : "  # " + printable(text); }

// "# .hadolint.yaml:3, ignored" above the first of those that stand in the same place of a file.
class Headings {
 public:
  explicit Headings(std::string_view indent) : indent_(indent) {}
  void add(std::string& text, const Origin& origin) {
    if (origin.path == path_ && origin.key == key_) return;
    path_ = origin.path;
    key_ = origin.key;
    text += fmt::format("{}# {}:{}, {}\n", indent_, printable(origin.path), origin.place.line, printable(origin.key));
  }

 private:
  std::string_view indent_;
  std::string path_, key_;
};

void write_entries(std::string& text, std::string_view indent, const std::vector<Entry>& entries) {
  Headings headings(indent);
  for (const Entry& entry : entries) {
    headings.add(text, entry.origin);
    text += fmt::format("{}- {}\n", indent, quoted(entry.text));
  }
}

void write_list(std::string& text, std::string_view key, const std::vector<std::string>& items) {
  if (items.empty()) return;
  std::string list;
  for (const std::string& item : items) list += (list.empty() ? "" : ", ") + quoted(item);
  text += fmt::format("{}: [{}]\n    ", key, list);
}

void write_exception(std::string& text, const Exception& exception) {
  text += "  - ";
  const bool anywhere = exception.paths.empty() && exception.namespaces.empty() && exception.names.empty();
  write_list(text, "paths", anywhere ? std::vector<std::string>{"*"} : exception.paths);
  write_list(text, "namespaces", exception.namespaces);
  write_list(text, "names", exception.names);
  text += fmt::format("rules:{}\n", comment(exception.ids));
  for (const RegisteredRule* rule : exception.rules) text += fmt::format("      {}: off\n", rule->name);
  if (!exception.reason.empty()) text += fmt::format("    reason: {}\n", quoted(exception.reason));
  if (!exception.expires.empty()) text += fmt::format("    expires: {}\n", exception.expires);
}

void write_rule(std::string& text, const Wish& wish) {
  const std::string name = wish.code.empty() ? std::string(wish.rule->name) : wish.code;
  std::string origin = wish.id == name ? "" : wish.id;
  if (!wish.note.empty()) origin.append(origin.empty() ? "" : ": ").append(wish.note);
  const std::string severity(wish.severity ? name_of(*wish.severity) : "");
  if (wish.off || wish.options.empty()) {
    text += fmt::format("  {}: {}{}\n", name, wish.off ? "off" : severity, comment(origin));
    return;
  }
  text += fmt::format("  {}:{}\n", name, comment(origin));
  if (!severity.empty()) text += fmt::format("    severity: {}\n", severity);
  for (const auto& [option, value] : wish.options) {
    const auto* list = std::get_if<std::vector<std::string>>(&value);
    if (list == nullptr) {
      text += fmt::format("    {}: {}\n", option->name, scalar(value));
    } else if (list->empty()) {
      text += fmt::format("    {}: []\n", option->name);
    } else {
      text += fmt::format("    {}:\n", option->name);
      for (const std::string& each : *list) text += fmt::format("      - {}\n", quoted(each));
    }
  }
}

}  // namespace

std::string describe(const Loss& loss) {
  return printable(loss.what.empty() ? loss.why : fmt::format("{}: {}", loss.what, loss.why));
}

std::string write_config(const Plan& plan) {
  std::string text = "# Made by plimsoll migrate from";
  for (size_t i = 0; i < plan.files.size(); ++i) {
    const bool last = i + 1 == plan.files.size();
    text += fmt::format("{} {}", i == 0 ? "" : last ? " and" : ",", printable(plan.files[i]));
  }
  text += ".\n";
  if (!plan.profile.empty()) text += fmt::format("profile: {}\n", plan.profile);
  if (plan.kubernetes_version) {
    text += fmt::format("\n# {}:{}, {}\nkubernetes-version: \"{}\"\n", printable(plan.kubernetes_version->origin.path),
                        plan.kubernetes_version->origin.place.line, printable(plan.kubernetes_version->origin.key),
                        plan.kubernetes_version->text);
  }
  if (!plan.trusted_registries.empty()) {
    text += "\ntrusted-registries:\n";
    write_entries(text, "  ", plan.trusted_registries);
  }
  if (!plan.exclude.empty()) {
    text += "\nexclude:\n";
    write_entries(text, "  ", plan.exclude);
  }
  if (!plan.namespaces.empty() || !plan.names.empty()) text += "\nexempt:\n";
  if (!plan.namespaces.empty()) {
    text += "  namespaces:\n";
    write_entries(text, "    ", plan.namespaces);
  }
  if (!plan.names.empty()) {
    text += "  names:\n";
    write_entries(text, "    ", plan.names);
  }
  if (!plan.rules.empty()) {
    text += "\nrules:\n";
    Headings headings("  ");
    for (const Wish& wish : plan.rules) {
      headings.add(text, wish.origin);
      write_rule(text, wish);
    }
  }
  if (!plan.exceptions.empty()) {
    text += "\noverrides:\n";
    Headings headings("  ");
    for (const Exception& exception : plan.exceptions) {
      headings.add(text, exception.origin);
      write_exception(text, exception);
    }
  }
  if (!plan.losses.empty()) {
    text += "\n# Not carried over:\n";
    for (const Loss& loss : plan.losses) {
      text +=
          fmt::format("#   {}:{}:{}: {}\n", printable(loss.path), loss.place.line, loss.place.column, describe(loss));
    }
  }
  return text;
}

}  // namespace plimsoll::migrate
