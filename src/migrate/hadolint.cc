// .hadolint.yaml, whose keys are the long options of the program.
#include <algorithm>

#include "migrate/reader.h"
#include "migrate/tools.h"

namespace plimsoll::migrate {
namespace {

using kubernetes::Value;

const std::vector<Reason> kReasons{
    {"failure-threshold", "what fails is for the command line: --fail-on"},
    {"no-fail", "what fails is for the command line: --fail-on never"},
    {"format", "how findings are shown is for the command line: --format"},
    {"formats", "how findings are shown is for the command line: --format"},
    {"no-color", "how findings are shown is for the command line: --color never"},
    {"disable-ignore-pragma", "whether comments count is for the command line: --no-inline"},
};

// The types of labels, by the rule that judges them.
constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
    {"text", ""},
    {"url", "label-not-url"},
    {"rfc3339", "label-not-rfc3339"},
    {"spdx", "label-not-spdx"},
    {"hash", "label-not-git-hash"},
    {"semver", "label-not-semver"},
    {"email", "label-not-email"},
};

class Labels {
 public:
  explicit Labels(Reader& reader) : reader_(reader) {}

  void read(Value schema) {
    if (!schema.is_map())
      return reader_.lose(schema.span(), "label-schema", "a mapping from label to type is expected");
    for (const auto& [label, type] : reader_.entries(schema)) {
      const auto known = std::find_if(std::begin(kTypes), std::end(kTypes),
                                      [&type = type](const auto& each) { return type.is(each.first); });
      if (known == std::end(kTypes)) {
        reader_.lose(type.span(), std::string("label-schema.").append(label.string()),
                     "no such type of labels is known");
        continue;
      }
      entries_.push_back(std::string(label.string()).append(":").append(known->first));
      if (!known->second.empty()) rules_.push_back(known->second);
    }
    set("missing-required-label", schema.span());
    for (std::string_view rule : rules_) set(rule, schema.span());
  }

  void read_strict(Value strict) {
    if (!strict.is(true)) return;
    if (entries_.empty())
      return reader_.lose(strict.span(), "strict-labels", "it means nothing without a label-schema");
    set("superfluous-label", strict.span());
  }

 private:
  void set(std::string_view rule, Span span) {
    if (entries_.empty() || !done_.insert(rule).second) return;
    reader_.set_option(rule, "label-schema", entries_, {"", span}, "label-schema");
  }

  Reader& reader_;
  std::vector<std::string> entries_;  // "version:semver"
  std::vector<std::string_view> rules_;
  std::set<std::string_view> done_;
};

void read_overrides(Reader& reader, Value override) {
  for (const auto& [level, rules] : reader.entries(override)) {
    const std::string key = std::string("override.").append(level.string());
    const auto severity = level.is("style") ? Severity::info : severity_named(level.string());
    if (!severity) {
      reader.lose(level.span(), key, "no such severity is known");
      continue;
    }
    for (const Item& id : reader.items(rules, key)) reader.set_severity(id, key, severity);
  }
}

}  // namespace

Migration read_hadolint(const std::string& path, std::string text) {
  Reader reader("hadolint", path, std::move(text));
  reader.migration().profile = "hadolint";
  const Value root = reader.root();
  Labels labels(reader);
  if (root["label-schema"].present()) labels.read(root["label-schema"]);
  for (const auto& [key, value] : reader.entries(root)) {
    if (key.is("label-schema") || key.is("ignored")) {
      continue;
    } else if (key.is("override")) {
      read_overrides(reader, value);
    } else if (key.is("strict-labels")) {
      labels.read_strict(value);
    } else if (key.is("trustedRegistries")) {
      for (const Item& registry : reader.items(value, key.string())) {
        reader.migration().trusted_registries.push_back({registry.text, reader.origin(registry.span, key.string())});
      }
    } else if (!value.is(false)) {
      reader.lose_key(key, kReasons);
    }
  }
  // What is ignored is so whatever its severity.
  for (const Item& id : reader.items(root["ignored"], "ignored")) reader.switch_off(id, "ignored");
  return reader.take();
}

}  // namespace plimsoll::migrate
