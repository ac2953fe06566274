#include "config/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <unordered_set>

#include "date.h"
#include "kubernetes/version.h"
#include "profile.h"
#include "suggest.h"
#include "utf8.h"

namespace plimsoll {
namespace {

using kubernetes::Node;
using kubernetes::Value;

// More than anybody writes; through aliases a small file can say very much.
constexpr size_t kMostSettings = 100'000;

Value resolved(const Node* node) {
  while (node && node->kind == Node::Kind::alias) node = node->target;
  return Value(node);
}

std::vector<std::string_view> names_of(std::span<const Key> keys) {
  std::vector<std::string_view> names;
  for (const Key& key : keys) names.push_back(key.name);
  return names;
}

const OptionBase* option_named(const RegisteredRule& rule, std::string_view name) {
  for (const OptionBase* option : rule.rule->options) {
    if (option->name == name) return option;
  }
  return nullptr;
}

}  // namespace

void ConfigReader::problem(Span span, std::string message, bool warning) {
  const Place place = source_.code_points(span.begin);
  config_.problems.push_back({config_.path, place.line, place.column, std::move(message), warning});
}

void ConfigReader::unknown(Value word, std::string_view what, const std::vector<std::string_view>& known) {
  unknown(word, what, closest(word.string(), known));
}

void ConfigReader::unknown(Value word, std::string_view what, std::optional<std::string_view> hint) {
  problem(word.span(),
          fmt::format("{} '{}'{}", what, word.string(), hint ? fmt::format("; did you mean '{}'?", *hint) : ""));
}

bool ConfigReader::spend(size_t settings, Value at) {
  const bool told = settings_ > kMostSettings;
  settings_ += settings;
  if (settings_ > kMostSettings && !told) {
    problem(at.span(), fmt::format("more than {} settings; from here on they are not read", kMostSettings));
  }
  return settings_ <= kMostSettings;
}

std::vector<ConfigReader::Entry> ConfigReader::entries(Value map) {
  const auto& written = map.node()->entries;
  if (!spend(written.size(), map)) return {};
  std::vector<Entry> entries;
  std::unordered_set<std::string_view> seen;
  for (auto entry = written.rbegin(); entry != written.rend(); ++entry) {
    const Value key = resolved(entry->key);
    if (key.is_merge_key()) {
      problem(key.span(), "merge keys are not read in a configuration; 'extends' and 'overrides' do the same");
    } else if (!seen.insert(key.string()).second) {
      problem(key.span(), fmt::format("'{}' is set again further down, and that holds", key.string()));
    } else {
      entries.push_back({key, resolved(entry->value)});
    }
  }
  std::reverse(entries.begin(), entries.end());
  return entries;
}

std::vector<Value> ConfigReader::items(Value value) {
  if (!value.is_list()) return {value};
  std::vector<Value> items;
  if (!spend(value.node()->items.size(), value)) return items;
  for (const Node* item : value.node()->items) items.push_back(resolved(item));
  return items;
}

bool ConfigReader::has_type(const Key& key, Value value) {
  const auto all = [&](auto fits) {
    const std::vector<Value> all = items(value);
    return std::all_of(all.begin(), all.end(), fits);
  };
  switch (key.type) {
    case KeyType::flag:
      return value.boolean().has_value();
    case KeyType::text:
      return value.is_scalar();
    case KeyType::names:
      return all([](const Value& item) { return item.is_scalar() && !item.string().empty(); });
    case KeyType::strings:
      return value.is_map() && std::all_of(value.node()->entries.begin(), value.node()->entries.end(),
                                           [](const auto& entry) { return resolved(entry.value).is_scalar(); });
    case KeyType::profile:
      return value.is_scalar();
    case KeyType::minor_version:
      return value.is_scalar();
    case KeyType::date:
      return parse_date(value.string()).has_value();
    case KeyType::rules:
    case KeyType::section:
      return value.is_map();
    case KeyType::sections:
      return value.is_list() && all([](const Value& item) { return item.is_map(); });
  }
  return false;
}

void ConfigReader::read(Value map, std::span<const Key> keys) {
  for (const auto& [name, value] : entries(map)) {
    const auto key =
        std::find_if(keys.begin(), keys.end(), [&name = name](const Key& each) { return name.is(each.name); });
    if (key == keys.end()) {
      unknown(name, "unknown key", names_of(keys));
    } else if (value.missing()) {
      continue;  // a key of which all lines are comments
    } else if (!has_type(*key, value)) {
      problem(value.span(), fmt::format("{} is {}", key->name, in_words(key->type)));
    } else if (key->type == KeyType::profile && !is_profile(value.string())) {
      unknown(value, "unknown profile", profile_names());
    } else {
      if (!override_ && !pod_template_) record(std::string(key->name), name);
      key->read(*this, value);
    }
  }
}

void ConfigReader::extends(Value value) {
  for (const Value& item : items(value)) {
    const auto tell = [&](std::string message) { problem(item.span(), std::move(message)); };
    if (!extend_) continue;
    if (const auto other = extend_(std::string(item.string()), tell)) beneath_.merge(*other);
  }
}

std::vector<std::string_view> ConfigReader::names(Value value) {
  std::vector<std::string_view> names;
  for (const Value& item : items(value)) names.push_back(keep(item.string()));
  return names;
}

std::shared_ptr<PathPatterns> ConfigReader::patterns(Value value) {
  auto patterns = std::make_shared<PathPatterns>();
  patterns->folder = config_.folder;
  patterns->origin = origin_of(value);
  for (const Value& item : items(value)) patterns->patterns.add(item.string(), "");
  return patterns;
}

void ConfigReader::exclude(Value value) { config_.exclude.push_back(patterns(value)); }

void ConfigReader::exempt(Value value) {
  for (const Key& key : config_keys()) {
    if (key.name == "exempt") read(value, key.keys);
  }
}

void ConfigReader::exempt_field(std::string_view name, Value value) {
  for (const ExemptionField& field : kExemptionFields) {
    if (field.name != name) continue;
    (override_ ? override_->objects : config_.exempt).*field.patterns = names(value);
  }
}

void ConfigReader::expires(Value value) {
  expired_ = *parse_date(value.string()) < today();
  if (expired_) {
    problem(value.span(),
            fmt::format("this override expired on {}, so it no longer holds; look at it again, and remove it or set "
                        "another day",
                        value.string()),
            true);
  }
}

void ConfigReader::overrides(Value value) {
  const auto key = std::find_if(config_keys().begin(), config_keys().end(),
                                [](const Key& each) { return each.name == "overrides"; });
  for (const Value& item : items(value)) {
    auto read_now = std::make_shared<Override>();
    override_ = read_now.get();
    override_->origin = origin_of(item);
    expired_ = false;
    read(item, key->keys);
    override_ = nullptr;
    if (!read_now->paths && !read_now->is_for_objects()) {
      problem(item.span(),
              "an override is for some paths, kinds, names or namespaces; what is for all stands in rules");
    } else if (!expired_) {
      config_.overrides.push_back(std::move(read_now));
    }
  }
}

void ConfigReader::pod_templates(Value value) {
  const auto key = std::find_if(config_keys().begin(), config_keys().end(),
                                [](const Key& each) { return each.name == "pod-templates"; });
  for (const Value& item : items(value)) {
    PodTemplate read_now;
    pod_template_ = &read_now;
    read(item, key->keys);
    pod_template_ = nullptr;
    if (read_now.kind.empty() || read_now.group.empty() || read_now.path.empty()) {
      problem(item.span(), "a pod template has a group, a kind and a path");
    } else {
      config_.pod_templates.push_back(std::move(read_now));
    }
  }
}

void ConfigReader::build_args(Value value) {
  for (const auto& [name, argument] : entries(value)) {
    config_.build_args[std::string(name.string())] = argument.string();
    record(fmt::format("build-args/{}", name.string()), name);
  }
}

void ConfigReader::dockerfiles(Value value) {
  for (const auto& [image, path] : entries(value)) {
    const std::filesystem::path file = std::filesystem::path(config_.folder) / path.string();
    config_.dockerfiles[std::string(image.string())] = file.lexically_normal().generic_string();
    record(fmt::format("dockerfiles/{}", image.string()), image);
  }
}

void ConfigReader::kubernetes_version(Value value) {
  config_.kubernetes_version = kubernetes::parse_version(value.string());
  if (!config_.kubernetes_version) problem(value.span(), kubernetes::unknown_version_message(value.string()));
}

void ConfigReader::rules(Value value) {
  for (const auto& [name, setting] : entries(value)) {
    const auto rules = find_rules(name.string());
    if (rules.empty()) unknown(name, "unknown rule", closest_rule(name.string()));
    const std::string code = shellcheck_code(name.string());
    for (const RegisteredRule* each : rules) {
      if (!code.empty() && has_codes(*each)) {
        level((override_ ? override_->codes : config_.codes)[code], setting);
      } else {
        if (!override_) record(fmt::format("rules/{}", each->name), name);
        rule(*each, (override_ ? override_->rules : config_.rules)[each], setting);
      }
    }
  }
}

void ConfigReader::rule(const RegisteredRule& rule, RuleSetting& setting, Value value) {
  if (value.is_scalar()) return level(setting, value);
  if (!value.is_map()) return problem(value.span(), "off, on, info, warning, error or a mapping is expected");
  for (const auto& [key, item] : entries(value)) {
    if (key.is("severity")) {
      level(setting, item);
    } else if (const OptionBase* known = option_named(rule, key.string())) {
      if (!override_) record(fmt::format("rules/{}/{}", rule.name, known->name), key);
      option(rule, setting, *known, item);
    } else {
      std::vector<std::string_view> names{"severity"};
      for (const OptionBase* each : rule.rule->options) names.push_back(each->name);
      unknown(key, fmt::format("rule {} has no option", rule.name), names);
    }
  }
}

void ConfigReader::level(RuleSetting& setting, Value value) {
  RuleSetting wanted;
  if (value.is("off") || value.is(false)) {
    wanted.off = true;
  } else if (value.is("on") || value.is(true)) {
    wanted.on = true;
  } else if (!(wanted.severity = severity_named(value.string()))) {
    return unknown(value, "unknown severity", {rule_levels().begin(), rule_levels().end()});
  }
  setting.merge(wanted);
}

void ConfigReader::option(const RegisteredRule& rule, RuleSetting& setting, const OptionBase& option, Value value) {
  const auto wrong = [&](std::string_view expected) {
    problem(value.span(), fmt::format("option {} of rule {} is {}", option.name, rule.name, expected));
  };
  switch (option.type) {
    case OptionType::boolean:
      if (auto boolean = value.boolean()) return setting.set(option, *boolean);
      return wrong("true or false");
    case OptionType::integer:
      if (auto integer = value.integer()) return setting.set(option, *integer);
      return wrong("a whole number");
    case OptionType::string:
      if (!value.is_scalar()) return wrong("a string");
      if (can_be_read(rule, option, value)) setting.set(option, keep(value.string()));
      return;
    case OptionType::names: {
      if (!has_type({option.name, KeyType::names, {}}, value)) return wrong("a list of strings");
      std::vector<std::string_view> read;
      for (const Value& item : items(value)) {
        if (can_be_read(rule, option, item)) read.push_back(keep(item.string()));
      }
      if (!read.empty() || items(value).empty()) setting.set(option, std::move(read));
      return;
    }
  }
}

bool ConfigReader::can_be_read(const RegisteredRule& rule, const OptionBase& option, Value text) {
  // An alias is told of once, however often it stands there.
  if (!option.problem_of || !checked_.emplace(&option, text.node()).second) return true;
  const std::string told = option.problem_of(text.string());
  if (told.empty()) return true;
  problem(text.span(),
          fmt::format("option {} of rule {}: '{}' {}", option.name, rule.name, beginning_of(text.string(), 60), told));
  return false;
}

std::string_view ConfigReader::keep(std::string_view text) {
  return *config_.strings.emplace_back(std::make_shared<std::string>(text));
}

Origin ConfigReader::origin_of(Value value) const {
  return {config_.path, source_.code_points(value.span().begin).line};
}

void ConfigReader::record(std::string key, Value value) { config_.origins[std::move(key)] = origin_of(value); }

}  // namespace plimsoll
