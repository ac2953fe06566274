#include "config/show.h"

#include <fmt/format.h>

#include <algorithm>

#include "files.h"
#include "output/json_writer.h"
#include "profile.h"

namespace plimsoll {
namespace {

std::string in_words(const Origin& origin) { return fmt::format("{}:{}", origin.path, origin.line); }

std::string in_words(const OptionValue& value) {
  struct Words {
    std::string operator()(bool flag) const { return flag ? "true" : "false"; }
    std::string operator()(int64_t number) const { return std::to_string(number); }
    std::string operator()(std::string_view text) const { return std::string(text); }
    std::string operator()(const std::vector<std::string_view>& list) const {
      return fmt::format("[{}]", fmt::join(list, ", "));
    }
  };
  return std::visit(Words(), value);
}

struct Row {
  std::string name, value, from;
};

struct ShownRule {
  Row row;
  std::vector<Row> options;
};

// All that is shown, as text, whatever the format.
struct Answer {
  std::vector<Row> settings;
  std::vector<Row> overrides;  // for objects of the file
  std::vector<ShownRule> rules;
};

class Explorer {
 public:
  explicit Explorer(const ShownConfig& shown)
      : shown_(shown), config_(shown.config), overrides_(config_.overrides_for(shown.file)) {}

  Answer answer() {
    add_settings();
    add_overrides();
    add_rules();
    return std::move(answer_);
  }

 private:
  std::string from_command(const std::string& option) const {
    return shown_.from_environment.contains(option) ? "environment" : "command line: " + option;
  }

  std::string from_config(const std::string& key) const {
    const auto origin = config_.origins.find(key);
    return origin == config_.origins.end() ? "default" : in_words(origin->second);
  }

  void add_settings() {
    auto& rows = answer_.settings;
    const bool chosen = !shown_.selection.profile.empty();
    profile_ = chosen                    ? shown_.selection.profile
               : config_.profile.empty() ? std::string(name_of(Profile::recommended))
                                         : config_.profile;
    rows.push_back({"profile", profile_, chosen ? from_command("--profile") : from_config("profile")});
    if (const Origin* by = config_.excludes(shown_.file)) rows.push_back({"excluded", "true", in_words(*by)});
    if (shown_.selection.kubernetes_version) {
      rows.push_back({"kubernetes-version", fmt::format("1.{}", *shown_.selection.kubernetes_version),
                      from_command("--kubernetes-version")});
    } else if (config_.kubernetes_version) {
      rows.push_back(
          {"kubernetes-version", fmt::format("1.{}", *config_.kubernetes_version), from_config("kubernetes-version")});
    }
    if (shown_.selection.require_reason) {
      rows.push_back({"require-reason", "true", from_command("--require-reason")});
    } else if (config_.require_reason) {
      rows.push_back({"require-reason", *config_.require_reason ? "true" : "false", from_config("require-reason")});
    }
    if (config_.trusted_registries) {
      rows.push_back({"trusted-registries", in_words(*config_.trusted_registries), from_config("trusted-registries")});
    }
    for (const auto& [name, value] : config_.build_args) {
      const bool replaced = std::any_of(shown_.build_args.begin(), shown_.build_args.end(),
                                        [&name = name](const auto& given) { return given.first == name; });
      if (!replaced) rows.push_back({"build-args/" + name, value, from_config("build-args/" + name)});
    }
    for (const auto& [name, value] : shown_.build_args) {
      rows.push_back({"build-args/" + name, value, from_command("--build-arg")});
    }
    for (const auto& [image, path] : config_.dockerfiles) {
      rows.push_back({"dockerfiles/" + image, path, from_config("dockerfiles/" + image)});
    }
    for (const PodTemplate& home : config_.pod_templates) {
      rows.push_back(
          {"pod-templates", fmt::format("{} {} {}", home.group, home.kind, home.path), from_config("pod-templates")});
    }
    for (const ExemptionField& field : kExemptionFields) {
      if (const auto& patterns = config_.exempt.*field.patterns) {
        rows.push_back({fmt::format("exempt/{}", field.name), in_words(*patterns), from_config("exempt")});
      }
    }
  }

  void add_overrides() {
    for (const Override* each : overrides_) {
      if (!each->is_for_objects()) continue;
      std::vector<std::string> conditions;
      for (const ExemptionField& field : kExemptionFields) {
        if (const auto& patterns = each->objects.*field.patterns) {
          conditions.push_back(fmt::format("{} {}", field.name, in_words(*patterns)));
        }
      }
      std::vector<std::string> rules;
      for (const auto& [rule, setting] : each->rules)
        rules.push_back(fmt::format("{}: {}", rule->name, level(setting)));
      for (const auto& [code, setting] : each->codes) rules.push_back(fmt::format("{}: {}", code, level(setting)));
      answer_.overrides.push_back({fmt::format("{}", fmt::join(conditions, ", ")),
                                   fmt::format("{}", fmt::join(rules, ", ")), in_words(each->origin)});
    }
  }

  static std::string level(const RuleSetting& setting) {
    if (setting.off) return "off";
    return setting.severity ? std::string(name_of(*setting.severity)) : "on";
  }

  bool is_shown(const RegisteredRule& rule) const {
    switch (kind_by_name(shown_.file)) {
      case FileKind::dockerfile:
        return rule.language == "dockerfile" || rule.language == "project";
      case FileKind::manifest:
        return rule.language == "kubernetes" || rule.language == "project";
      case FileKind::build_script:
        return false;
      case FileKind::unknown:
        break;
    }
    return true;
  }

  // The last setting of a rule that `sets` accepts: in the overrides for all of the file, else in the configuration.
  template <class Sets>
  std::string origin_of(const RegisteredRule& rule, const std::string& key, Sets sets) const {
    for (auto each = overrides_.rbegin(); each != overrides_.rend(); ++each) {
      if ((*each)->is_for_objects() || !(*each)->paths) continue;
      const auto setting = (*each)->rules.find(&rule);
      if (setting != (*each)->rules.end() && sets(setting->second)) return in_words((*each)->origin);
    }
    const auto setting = config_.rules.find(&rule);
    if (setting != config_.rules.end() && sets(setting->second)) return from_config(key);
    return "profile " + profile_;
  }

  void add_rules() {
    const RuleSet set(config_, shown_.selection, overrides_);
    const auto listed = [&](const std::vector<const RegisteredRule*>& list, const RegisteredRule& rule) {
      return std::find(list.begin(), list.end(), &rule) != list.end();
    };
    for (const RegisteredRule& rule : all_rules()) {
      if (!is_shown(rule)) continue;
      const std::string key = fmt::format("rules/{}", rule.name);
      const std::string from = origin_of(rule, key, [](const RuleSetting&) { return true; });
      const ActiveRule* active = set.active(&rule);
      if (listed(shown_.selection.ignore, rule)) {
        answer_.rules.push_back({{std::string(rule.name), "off", from_command("--ignore")}, {}});
      } else if (!active && shown_.selection.select.empty() && !from.starts_with("profile ")) {
        answer_.rules.push_back({{std::string(rule.name), "off", from}, {}});
      } else if (active) {
        const bool selected = listed(shown_.selection.select, rule);
        ShownRule shown{{std::string(rule.name), std::string(name_of(active->severity)),
                         selected ? from_command("--select") : from},
                        {}};
        std::vector<const OptionBase*> told;
        for (const auto& [option, value] : active->options) {
          if (std::find(told.begin(), told.end(), option) != told.end()) continue;  // the first one counts
          told.push_back(option);
          shown.options.push_back({std::string(option->name), in_words(value), origin_of_option(rule, *option, key)});
        }
        answer_.rules.push_back(std::move(shown));
      }
    }
  }

  std::string origin_of_option(const RegisteredRule& rule, const OptionBase& option, const std::string& key) const {
    const std::string from = origin_of(rule, fmt::format("{}/{}", key, option.name), [&](const RuleSetting& setting) {
      return std::any_of(setting.options.begin(), setting.options.end(),
                         [&](const auto& set) { return set.first == &option; });
    });
    const bool by_profile = from.starts_with("profile ");
    return by_profile && option.name == "registries" && config_.trusted_registries ? from_config("trusted-registries")
                                                                                   : from;
  }

  const ShownConfig& shown_;
  const Config& config_;
  const std::vector<const Override*> overrides_;
  std::string profile_;
  Answer answer_;
};

void write_rows(const std::vector<Row>& rows, std::string_view indent, size_t width, const Write& write) {
  for (const Row& row : rows) {
    const std::string left = fmt::format("{}{}: {}", indent, row.name, row.value);
    write(printable(fmt::format("{:<{}}  # {}", left, width, row.from)) + "\n");
  }
}

void write_json(const Row& row, JsonWriter& json) {
  json.new_line().begin_object().field("name", row.name).field("value", row.value).field("from", row.from);
}

}  // namespace

void show_text(const ShownConfig& shown, const Write& write) {
  const Answer answer = Explorer(shown).answer();
  constexpr size_t kWidth = 50;
  write(printable(fmt::format("# {}", shown.file)) + "\n");
  for (const std::string& file : shown.config.files) write(printable(fmt::format("# read: {}", file)) + "\n");
  if (shown.config.files.empty()) write("# no configuration was found\n");
  write_rows(answer.settings, "", kWidth, write);
  if (!answer.overrides.empty()) write("overrides for objects:\n");
  for (const Row& row : answer.overrides) {
    write(printable(fmt::format("  {}  # {}", row.name, row.from)) + "\n" + printable("    " + row.value) + "\n");
  }
  write("rules:\n");
  for (const ShownRule& rule : answer.rules) {
    write_rows({rule.row}, "  ", kWidth, write);
    write_rows(rule.options, "    ", kWidth, write);
  }
}

void show_json(const ShownConfig& shown, const Write& write) {
  const Answer answer = Explorer(shown).answer();
  JsonWriter json(write);
  json.begin_object().field("file", shown.file).key("read").begin_array();
  for (const std::string& file : shown.config.files) json.value(file);
  json.end_array().new_line().key("settings").begin_array();
  for (const Row& row : answer.settings) {
    write_json(row, json);
    json.end_object();
  }
  json.end_array().new_line().key("overrides").begin_array();
  for (const Row& row : answer.overrides) {
    json.new_line().begin_object().field("objects", row.name).field("rules", row.value).field("from", row.from);
    json.end_object();
  }
  json.end_array().new_line().key("rules").begin_array();
  for (const ShownRule& rule : answer.rules) {
    write_json(rule.row, json);
    json.key("options").begin_array();
    for (const Row& option : rule.options) {
      write_json(option, json);
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().end_object();
  json.new_line();
}

}  // namespace plimsoll
