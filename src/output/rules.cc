#include <algorithm>
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

}  // namespace plimsoll
