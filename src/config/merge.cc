// What holds where several configurations speak, and for which files.
#include <algorithm>
#include <filesystem>

#include "config.h"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

// A file as patterns see it, relative to their folder.
class Relative {
 public:
  explicit Relative(const std::string& file) {
    std::error_code error;
    absolute_ = fs::absolute(file, error).lexically_normal();
  }
  const std::string& to(const std::string& folder) {
    if (!folder_ || *folder_ != folder) {
      folder_ = folder;
      relative_ = absolute_.lexically_relative(folder).generic_string();
    }
    return relative_;
  }

 private:
  fs::path absolute_;
  std::optional<std::string> folder_;
  std::string relative_;
};

template <class Map>
void merge_settings(Map& into, const Map& later) {
  for (const auto& [key, setting] : later) into[key].merge(setting);
}

template <class T>
void append(std::vector<T>& into, const std::vector<T>& more) {
  into.insert(into.end(), more.begin(), more.end());
}

template <class T>
void replace(T& value, const T& later) {
  if (later) value = later;
}

}  // namespace

void RuleSetting::set(const OptionBase& option, OptionValue value) {
  for (auto& [known, old] : options) {
    if (known != &option) continue;
    old = std::move(value);
    return;
  }
  options.emplace_back(&option, std::move(value));
}

void RuleSetting::merge(const RuleSetting& later) {
  if (later.off || later.on || later.severity) {
    off = later.off;
    on = later.on;
    severity = later.severity;
  }
  for (const auto& [option, value] : later.options) set(*option, value);
}

void Config::merge(const Config& later) {
  if (!later.profile.empty()) profile = later.profile;
  // What a nearer file says of a rule wins over the overrides of one further off, too.
  if (!overrides.empty() && (!later.rules.empty() || !later.codes.empty())) {
    auto nearer = std::make_shared<Override>();
    nearer->rules = later.rules;
    nearer->codes = later.codes;
    nearer->origin.path = later.path;
    overrides.push_back(std::move(nearer));
  }
  merge_settings(rules, later.rules);
  merge_settings(codes, later.codes);
  append(exclude, later.exclude);
  append(overrides, later.overrides);
  append(pod_templates, later.pod_templates);
  for (const ExemptionField& field : kExemptionFields) replace(exempt.*field.patterns, later.exempt.*field.patterns);
  replace(kubernetes_version, later.kubernetes_version);
  replace(trusted_registries, later.trusted_registries);
  replace(require_reason, later.require_reason);
  for (const auto& [name, value] : later.build_args) build_args[name] = value;
  for (const auto& [image, path] : later.dockerfiles) dockerfiles[image] = path;
  for (const auto& [key, origin] : later.origins) origins[key] = origin;
  root = root || later.root;
  files.insert(files.begin(), later.files.begin(), later.files.end());
  append(strings, later.strings);
}

const Origin* Config::excludes(const std::string& file) const {
  if (exclude.empty()) return nullptr;
  Relative relative(file);
  const Origin* found = nullptr;
  for (const auto& each : exclude) {
    const std::string& path = relative.to(each->folder);
    if (each->patterns.ignored(path, false)) {
      found = &each->origin;
    } else if (each->patterns.match(path, false) == false) {
      found = nullptr;
    }
  }
  return found;
}

std::vector<const Override*> Config::overrides_for(const std::string& file) const {
  std::vector<const Override*> found;
  if (overrides.empty()) return found;
  Relative relative(file);
  for (const auto& each : overrides) {
    const auto& paths = each->paths;
    if (!paths || paths->patterns.ignored(relative.to(paths->folder), false)) found.push_back(each.get());
  }
  return found;
}

}  // namespace plimsoll
