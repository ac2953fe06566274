// Reads the mappings of one configuration file into a Config, and tells what is wrong at its place.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config.h"
#include "config/keys.h"
#include "kubernetes/value.h"
#include "source.h"

namespace plimsoll {

class ConfigReader {
 public:
  using Value = kubernetes::Value;

  ConfigReader(Config& config, const Source& source, const Extend& extend)
      : config_(config), source_(source), extend_(extend) {}

  // A mapping with these keys.
  void read(Value map, std::span<const Key> keys);
  void problem(Span span, std::string message, bool warning = false);

  // What the keys do; each is given a value of the right type.
  void extends(Value value);
  void exclude(Value value);
  void exempt(Value value);
  void overrides(Value value);
  void pod_templates(Value value);
  void build_args(Value value);
  void dockerfiles(Value value);
  void kubernetes_version(Value value);
  void rules(Value value);
  void exempt_field(std::string_view field, Value value);
  void expires(Value value);

  std::vector<std::string_view> names(Value value);
  std::shared_ptr<PathPatterns> patterns(Value value);
  Config& config() { return config_; }
  // What `extends` names, merged; it holds beneath the configuration.
  const Config& beneath() const { return beneath_; }
  Override& at_override() { return *override_; }
  PodTemplate& pod_template() { return *pod_template_; }

 private:
  struct Entry {
    Value key, value;
  };
  // Of a mapping, as they are written; the last one of duplicates alone. Told are duplicates, merge keys, and more than
  // a configuration may have.
  std::vector<Entry> entries(Value map);
  std::vector<Value> items(Value value);  // of a list, or the value itself
  bool spend(size_t settings, Value at);
  bool has_type(const Key& key, Value value);
  void unknown(Value word, std::string_view what, const std::vector<std::string_view>& known);
  void unknown(Value word, std::string_view what, std::optional<std::string_view> hint);
  void rule(const RegisteredRule& rule, RuleSetting& setting, Value value);
  void level(RuleSetting& setting, Value value);
  void option(const RegisteredRule& rule, RuleSetting& setting, const OptionBase& option, Value value);
  // Whether the option takes the text; if not, that is told.
  bool can_be_read(const RegisteredRule& rule, const OptionBase& option, Value text);
  std::string_view keep(std::string_view text);
  Origin origin_of(Value value) const;
  void record(std::string key, Value value);

  Config& config_;
  Config beneath_;
  const Source& source_;
  const Extend& extend_;
  Override* override_ = nullptr;  // the one at hand: its rules are not those of the configuration
  PodTemplate* pod_template_ = nullptr;
  bool expired_ = false;  // the override at hand
  size_t settings_ = 0;
  std::set<std::pair<const OptionBase*, const kubernetes::Node*>> checked_;  // texts of options
};

}  // namespace plimsoll
