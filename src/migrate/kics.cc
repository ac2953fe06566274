// kics.config, in JSON, YAML, TOML or HCL, whatever it is called. Its keys are the long options of the program.
#include <fmt/format.h>

#include <algorithm>

#include "migrate/flat_config.h"
#include "migrate/patterns.h"
#include "migrate/reader.h"
#include "migrate/tools.h"

namespace plimsoll::migrate {
namespace {

const std::vector<Reason> kReasons{
    {"exclude-severities", "which findings are shown is for the command line: --min-severity"},
    {"exclude-categories", "rules are in groups of our own"},
    {"exclude-results", "single findings are for a comment beside them"},
    {"fail-on", "what fails is for the command line: --fail-on"},
    {"ignore-on-exit", "what fails is for the command line: --fail-on never"},
    {"path", "paths are for the command line"},
    {"queries-path", "queries in Rego are not read"},
    {"libraries-path", "queries in Rego are not read"},
    {"input-data", "queries in Rego are not read"},
    {"secrets-regexes-path", "patterns of secrets are our own"},
    {"report-formats", "how findings are shown is for the command line: --format"},
    {"output-path", "where findings go is for the command line: --output"},
    {"output-name", "where findings go is for the command line: --output"},
    {"timeout", "a run needs no limit of time"},
};

// Rules for what it does not look at are off.
void choose_languages(Reader& reader, const Setting& setting, bool excluded) {
  bool dockerfile = excluded, kubernetes = excluded;
  for (const Item& type : setting.values) {
    std::string name = type.text;
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    if (name == "dockerfile") dockerfile = !excluded;
    if (name == "kubernetes") kubernetes = !excluded;
  }
  if (dockerfile && kubernetes) return;
  std::set<const RegisteredRule*> kept;
  for (const RegisteredRule& rule : all_rules()) {
    if (rule.language == "dockerfile" ? dockerfile : kubernetes) kept.insert(&rule);
  }
  reader.keep_only(kept, setting.key.span, setting.key.text);
}

void include(Reader& reader, const Setting& setting) {
  std::set<const RegisteredRule*> kept;
  for (const Item& id : setting.values) {
    for (const Wish& wish : reader.wishes(id, setting.key.text)) kept.insert(wish.rule);
  }
  if (!kept.empty()) reader.keep_only(kept, setting.key.span, setting.key.text);
}

void exclude_paths(Reader& reader, const Setting& setting) {
  for (const Item& path : setting.values) {
    const std::vector<std::string> patterns = from_glob(path.text);
    for (const std::string& pattern : patterns) {
      reader.migration().exclude.push_back({pattern, reader.origin(path.span, setting.key.text)});
    }
    if (patterns.empty()) reader.lose(path.span, path.text, "paths are relative to the configuration, and below it");
  }
}

std::vector<Setting> settings_of(Reader& reader) {
  if (is_flat(reader.source())) return read_flat(reader);
  std::vector<Setting> settings;
  for (const auto& [key, value] : reader.entries(reader.root())) {
    if (value.is(false)) continue;
    settings.push_back({reader.item(key), reader.items(value, key.string())});
  }
  return settings;
}

}  // namespace

Migration read_kics(const std::string& path, std::string text) {
  Reader reader("kics", path, std::move(text));
  reader.migration().profile = "kics";
  for (const Setting& setting : settings_of(reader)) {
    const std::string& key = setting.key.text;
    if (key == "exclude-queries") {
      for (const Item& id : setting.values) reader.switch_off(id, key);
    } else if (key == "include-queries") {
      include(reader, setting);
    } else if (key == "type" || key == "exclude-type") {
      choose_languages(reader, setting, key == "exclude-type");
    } else if (key == "exclude-paths") {
      exclude_paths(reader, setting);
    } else {
      const auto known =
          std::find_if(kReasons.begin(), kReasons.end(), [&](const Reason& each) { return each.key == key; });
      reader.lose(setting.key.span, key, known == kReasons.end() ? "there is no such setting here" : known->why);
    }
  }
  return reader.take();
}

}  // namespace plimsoll::migrate
