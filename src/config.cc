#include "config.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "files.h"
#include "kubernetes/parse.h"
#include "profile.h"
#include "suggest.h"

namespace plimsoll {
namespace {

using kubernetes::Value;

constexpr std::string_view kFileNames[] = {".plimsoll.yaml", ".plimsoll.yml"};
constexpr std::string_view kKeys[] = {"profile", "rules", "exclude", "exempt"};

class Reader {
 public:
  Reader(Config& config, const Source& source) : config_(config), source_(source) {}

  void read(Value root) {
    if (root.missing()) return;
    if (!root.is_map())
      return problem(root.span(), "a mapping with the keys profile, rules, exclude and exempt is expected");
    for (const auto& [key, value] : root.entries()) {
      if (key.is("profile")) {
        read_profile(value);
      } else if (key.is("rules")) {
        read_rules(value);
      } else if (key.is("exclude")) {
        read_exclude(value);
      } else if (key.is("exempt")) {
        read_exempt(value);
      } else {
        unknown(key, "unknown key", Known(std::begin(kKeys), std::end(kKeys)));
      }
    }
  }

  void problem(Span span, std::string message) {
    const Place place = source_.code_points(span.begin);
    config_.problems.push_back({config_.path, place.line, place.column, std::move(message)});
  }

 private:
  using Known = std::vector<std::string_view>;

  void unknown(Value word, std::string_view what, const Known& known) {
    unknown(word, what, closest(word.string(), known));
  }

  void unknown(Value word, std::string_view what, std::optional<std::string_view> hint) {
    problem(word.span(),
            fmt::format("{} '{}'{}", what, word.string(), hint ? fmt::format("; did you mean '{}'?", *hint) : ""));
  }

  void read_profile(Value value) {
    if (!is_profile(value.string())) return unknown(value, "unknown profile", profile_names());
    config_.profile = value.string();
  }

  void read_exclude(Value value) {
    if (value.missing()) return;
    if (!value.is_list()) return problem(value.span(), "a list of patterns is expected");
    for (Value pattern : value.items()) {
      if (!pattern.is_scalar()) {
        problem(pattern.span(), "a pattern in gitignore syntax is expected");
      } else {
        config_.exclude.add(pattern.string(), "");
      }
    }
  }

  void read_exempt(Value value) {
    if (value.missing()) return;
    if (!value.is_map()) return problem(value.span(), "a mapping from namespaces, images and the like is expected");
    for (const auto& entry : value.entries()) {
      const Value key = entry.first, patterns = entry.second;
      const auto* field = std::find_if(std::begin(kExemptionFields), std::end(kExemptionFields),
                                       [&](const ExemptionField& each) { return key.is(each.name); });
      if (field == std::end(kExemptionFields)) {
        Known known;
        for (const ExemptionField& each : kExemptionFields) known.push_back(each.name);
        unknown(key, "unknown key", known);
      } else if (auto names = read_names(patterns)) {
        config_.exempt.*field->patterns = std::move(names);
      } else {
        problem(patterns.span(), fmt::format("{} is a list of strings", field->name));
      }
    }
  }

  void read_rules(Value value) {
    if (value.missing()) return;
    if (!value.is_map()) return problem(value.span(), "a mapping from rule to severity is expected");
    for (const auto& [name, setting] : value.entries()) {
      const auto rules = find_rules(name.string());
      if (rules.empty()) unknown(name, "unknown rule", closest_rule(name.string()));
      const std::string code = shellcheck_code(name.string());
      for (const RegisteredRule* rule : rules) {
        if (!code.empty() && has_codes(*rule)) {
          read_severity(config_.codes[code], setting);
        } else {
          read_setting(*rule, setting);
        }
      }
    }
  }

  void read_setting(const RegisteredRule& rule, Value value) {
    RuleSetting& setting = config_.rules[&rule];
    if (value.is_scalar()) return read_severity(setting, value);
    if (!value.is_map()) return problem(value.span(), "off, info, warning, error or a mapping is expected");
    for (const auto& [key, item] : value.entries()) {
      if (key.is("severity")) {
        read_severity(setting, item);
      } else if (const OptionBase* option = option_named(rule, key.string())) {
        read_option(setting, *option, item);
      } else {
        Known known{"severity"};
        for (const OptionBase* each : rule.rule->options) known.push_back(each->name);
        unknown(key, fmt::format("rule {} has no option", rule.name), known);
      }
    }
  }

  void read_severity(RuleSetting& setting, Value value) {
    setting.off = value.is("off");
    if (setting.off) return;
    setting.severity = severity_named(value.string());
    if (!setting.severity) unknown(value, "unknown severity", Known{"off", "info", "warning", "error"});
  }

  static const OptionBase* option_named(const RegisteredRule& rule, std::string_view name) {
    for (const OptionBase* option : rule.rule->options) {
      if (option->name == name) return option;
    }
    return nullptr;
  }

  void read_option(RuleSetting& setting, const OptionBase& option, Value value) {
    switch (option.type) {
      case OptionType::boolean:
        if (auto boolean = value.boolean()) return set(setting, option, *boolean);
        return problem(value.span(), fmt::format("option {} is true or false", option.name));
      case OptionType::integer:
        if (auto integer = value.integer()) return set(setting, option, *integer);
        return problem(value.span(), fmt::format("option {} is a whole number", option.name));
      case OptionType::string:
        if (value.is_scalar()) return set(setting, option, keep(value.string()));
        return problem(value.span(), fmt::format("option {} is a string", option.name));
      case OptionType::names: {
        if (auto names = read_names(value)) return set(setting, option, std::move(*names));
        return problem(value.span(), fmt::format("option {} is a list of strings", option.name));
      }
    }
  }

  std::optional<std::vector<std::string_view>> read_names(Value value) {
    std::vector<std::string_view> names;
    if (value.is_scalar()) names.push_back(keep(value.string()));
    for (Value item : value.items()) names.push_back(keep(item.string()));
    if (value.is_map() || std::count(names.begin(), names.end(), "")) return std::nullopt;
    return names;
  }

  static void set(RuleSetting& setting, const OptionBase& option, OptionValue value) {
    setting.options.emplace_back(&option, std::move(value));
  }

  std::string_view keep(std::string_view text) {
    return *config_.strings.emplace_back(std::make_unique<std::string>(text));
  }

  Config& config_;
  const Source& source_;
};

std::string absolute_folder(const std::string& path) {
  std::error_code error;
  const auto absolute = std::filesystem::absolute(path, error);
  return error ? std::string() : absolute.lexically_normal().parent_path().string();
}

}  // namespace

std::unique_ptr<Config> parse_config(const std::string& path, std::string text) {
  auto config = std::make_unique<Config>();
  config->path = path;
  config->folder = absolute_folder(path);
  const Source source(path, std::move(text));
  Reader reader(*config, source);
  const auto documents = kubernetes::parse(source);
  for (const auto& document : documents) {
    if (document->problem) reader.problem(document->problem->span, document->problem->message);
  }
  if (!documents.empty()) reader.read(documents.front()->value());
  if (documents.size() > 1) reader.problem(documents[1]->span, "a configuration is one document");
  return config;
}

bool Config::excludes(const std::string& file) const {
  if (exclude.size() == 0) return false;
  std::error_code error;
  const auto absolute = std::filesystem::absolute(file, error).lexically_normal();
  return !error && exclude.ignored(absolute.lexically_relative(folder).generic_string(), false);
}

Configs::Configs(std::optional<std::string> named, bool isolated) {
  if (named) {
    fixed_ = &read(*named);
  } else if (isolated) {
    fixed_ = &none_;
  }
}

const Config& Configs::for_file(const std::string& path) {
  if (fixed_) return *fixed_;
  return for_folder(absolute_folder(path));
}

const Config& Configs::for_folder(const std::string& folder) {
  if (auto known = by_folder_.find(folder); known != by_folder_.end()) return *known->second;
  const Config* found = &none_;
  const std::filesystem::path here(folder);
  for (std::string_view name : kFileNames) {
    const auto candidate = here / name;
    std::error_code error;
    if (std::filesystem::exists(candidate, error)) {
      found = &read(std::filesystem::proximate(candidate, error).string());
      break;
    }
  }
  if (found == &none_ && here.has_parent_path() && here != here.root_path()) {
    found = &for_folder(here.parent_path().string());
  }
  by_folder_.emplace(folder, found);
  return *found;
}

const Config& Configs::read(const std::string& path) {
  FileText file = read_file(path);
  if (file.error.empty()) {
    owned_.push_back(parse_config(path, std::move(file.text)));
  } else {
    owned_.push_back(std::make_unique<Config>());
    owned_.back()->path = path;
    owned_.back()->problems.push_back({path, 1, 1, "cannot read the configuration: " + file.error});
  }
  return *owned_.back();
}

std::vector<ConfigProblem> Configs::problems() const {
  std::vector<ConfigProblem> all;
  for (const auto& config : owned_) all.insert(all.end(), config->problems.begin(), config->problems.end());
  return all;
}

}  // namespace plimsoll
