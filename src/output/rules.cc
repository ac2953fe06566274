#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

#include "option.h"
#include "output/json_writer.h"
#include "output/output.h"

namespace plimsoll {
namespace {

void write_default(JsonWriter& json, const OptionBase& option) {
  json.key("default");
  switch (option.type) {
    case OptionType::boolean:
      json.value(static_cast<const Option<bool>&>(option).get(nullptr));
      break;
    case OptionType::integer:
      json.value(static_cast<const Option<int64_t>&>(option).get(nullptr));
      break;
    case OptionType::string:
      json.value(static_cast<const Option<std::string_view>&>(option).get(nullptr));
      break;
    case OptionType::names:
      json.begin_array();
      for (std::string_view name : static_cast<const Option<Names>&>(option).get(nullptr)) json.value(name);
      json.end_array();
      break;
  }
}

// In a cell of a Markdown table.
std::string cell(std::string_view text) {
  std::string result;
  for (char c : text) {
    if (c == '|' || c == '<' || c == '*') result += '\\';
    result += c;
  }
  return result;
}

std::string_view title_of(std::string_view language) {
  return language == "dockerfile" ? "Dockerfiles" : language == "kubernetes" ? "Manifests" : "All files together";
}

}  // namespace

void write_rule_pages(std::string_view name, const Write& write) {
  bool first = true;
  for (const RegisteredRule* rule : find_rules(name)) {
    if (!first) write("\n");
    write(rule->page);
    if (!rule->page.ends_with('\n')) write("\n");
    first = false;
  }
}

void write_rules_text(const Write& write) {
  size_t widest = 0;
  for (const RegisteredRule& rule : all_rules()) widest = std::max(widest, rule.name.size());
  for (const RegisteredRule& rule : all_rules()) {
    std::string line(rule.name);
    line.append(widest + 2 - rule.name.size(), ' ');
    line += name_of(rule.rule->severity);
    line.append(std::string_view("warning  ").size() - name_of(rule.rule->severity).size(), ' ');
    if (rule.rule->profile != Profile::recommended) line.append("(").append(name_of(rule.rule->profile)).append(") ");
    write(line + rule.summary() + '\n');
  }
}

void write_rules_json(const Write& write) {
  {
    JsonWriter json(write);
    json.begin_array();
    for (const RegisteredRule& registered : all_rules()) {
      const Rule& rule = *registered.rule;
      json.new_line().begin_object().field("name", registered.name).field("language", registered.language);
      json.field("group", name_of(rule.group)).field("severity", name_of(rule.severity));
      json.field("default", rule.profile == Profile::recommended).field("profile", name_of(rule.profile));
      json.field("summary", registered.summary()).key("aliases").begin_array();
      for (std::string_view alias : registered.aliases()) json.value(alias);
      json.end_array().key("options").begin_array();
      for (const OptionBase* option : rule.options) {
        json.begin_object().field("name", option->name).field("help", option->help);
        write_default(json, *option);
        json.end_object();
      }
      json.end_array().end_object();
    }
    json.new_line().end_array();
  }
  write("\n");
}

void write_rules_markdown(const Write& write) {
  std::map<std::string_view, std::map<std::string_view, std::string>> rows;  // by language and group
  for (const RegisteredRule& registered : all_rules()) {
    const Rule& rule = *registered.rule;
    rows[registered.language][name_of(rule.group)] +=
        fmt::format("| [{0}]({1}/{0}.md) | {2} | {3} | {4} | {5} |\n", registered.name, registered.language,
                    name_of(rule.severity), name_of(rule.profile), cell(registered.summary()),
                    cell(fmt::format("{}", fmt::join(registered.aliases(), ", "))));
  }
  write("# Rules\n\nWritten by `./dev index`. `plimsoll rule NAME` prints the page of a rule, by any of its names.\n");
  for (const auto& [language, groups] : rows) {
    write(fmt::format("\n## {}\n", title_of(language)));
    for (const auto& [group, lines] : groups) {
      write(fmt::format(
          "\n### {}\n\n| rule | severity | profile | what it finds | names elsewhere |\n|---|---|---|---|---|\n{}",
          group, lines));
    }
  }
}

}  // namespace plimsoll
