// .checkov.yaml, whose keys are the long options of the program.
#include <algorithm>

#include "glob.h"
#include "migrate/patterns.h"
#include "migrate/reader.h"
#include "migrate/tools.h"

namespace plimsoll::migrate {
namespace {

using kubernetes::Value;

const std::vector<Reason> kReasons{
    {"soft-fail", "what fails is for the command line: --fail-on never"},
    {"directory", "paths are for the command line"},
    {"file", "paths are for the command line"},
    {"output", "how findings are shown is for the command line: --format"},
    {"output-file-path", "where findings go is for the command line: --output"},
    {"compact", "how findings are shown is for the command line: --format concise"},
    {"quiet", "rules that pass are never shown"},
    {"external-checks-dir", "checks of one's own in Python or YAML are not read"},
    {"external-checks-git", "checks of one's own in Python or YAML are not read"},
    {"skip-download", "nothing is ever fetched"},
    {"download-external-modules", "nothing is ever fetched"},
    {"bc-api-key", "there is no platform to speak to"},
    {"repo-id", "there is no platform to speak to"},
    {"branch", "there is no platform to speak to"},
};

bool is_severity(std::string_view text) {
  return text == "LOW" || text == "MEDIUM" || text == "HIGH" || text == "CRITICAL" || text == "INFO";
}

class Checks {
 public:
  explicit Checks(Reader& reader) : reader_(reader) {}

  // The wishes for ids, patterns of ids included.
  std::vector<Wish> find(const Item& id, std::string_view key) {
    if (is_severity(id.text)) {
      reader_.lose(id.span, key, "severities of single checks are known to its platform alone");
      return {};
    }
    if (id.text.find('*') == std::string::npos) return reader_.wishes(id, key);
    std::vector<Wish> found;
    for (const auto& [alias, rule] : names_) {
      if (!fits_glob(id.text, alias)) continue;
      Wish& wish = found.emplace_back();
      wish.rule = rule;
      wish.id = alias;
      wish.origin = reader_.origin(id.span, key);
    }
    if (found.empty()) reader_.lose(id.span, id.text, "no rule here stands for such of checkov");
    return found;
  }

  void each(Value list, std::string_view key, bool off, std::optional<Severity> severity) {
    for (const Item& id : reader_.items(list, key)) {
      for (Wish& wish : find(id, key)) {
        wish.off = off;
        wish.severity = severity;
        reader_.migration().wishes.push_back(std::move(wish));
      }
    }
  }

  void only(Value list) {
    std::set<const RegisteredRule*> kept;
    for (const Item& id : reader_.items(list, "check")) {
      for (const Wish& wish : find(id, "check")) kept.insert(wish.rule);
    }
    if (!kept.empty()) reader_.keep_only(kept, list.span(), "check");
  }

 private:
  static std::vector<std::pair<std::string, const RegisteredRule*>> names() {
    std::vector<std::pair<std::string, const RegisteredRule*>> names;
    for (const RegisteredRule* rule : rules_of("checkov")) {
      for (std::string_view alias : rule->aliases()) {
        if (alias.starts_with("checkov:")) names.emplace_back(alias.substr(alias.find(':') + 1), rule);
      }
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  Reader& reader_;
  std::vector<std::pair<std::string, const RegisteredRule*>> names_ = names();
};

// Rules for what it does not look at are off.
void choose_languages(Reader& reader, Value root) {
  std::set<std::string> wanted, skipped;
  for (const Item& name : reader.items(root["framework"], "framework")) wanted.insert(name.text);
  for (const Item& name : reader.items(root["skip-framework"], "skip-framework")) skipped.insert(name.text);
  const auto runs = [&](std::initializer_list<const char*> names) {
    return std::any_of(names.begin(), names.end(), [&](const char* name) {
      return (wanted.empty() || wanted.contains("all") || wanted.contains(name)) && !skipped.contains(name);
    });
  };
  const bool dockerfile = runs({"dockerfile"}), kubernetes = runs({"kubernetes", "helm", "kustomize"});
  if (dockerfile && kubernetes) return;
  std::set<const RegisteredRule*> kept;
  for (const RegisteredRule& rule : all_rules()) {
    if (rule.language == "dockerfile" ? dockerfile : kubernetes) kept.insert(&rule);
  }
  const char* key = root["framework"].present() ? "framework" : "skip-framework";
  reader.keep_only(kept, root[key].span(), key);
}

void read_paths(Reader& reader, Value paths) {
  for (const Item& path : reader.items(paths, "skip-path")) {
    const std::vector<std::string> patterns = from_regex(path.text);
    for (const std::string& pattern : patterns) {
      reader.migration().exclude.push_back({pattern, reader.origin(path.span, "skip-path")});
    }
    if (patterns.empty()) reader.lose(path.span, path.text, "this regular expression has no counterpart among globs");
  }
}

}  // namespace

Migration read_checkov(const std::string& path, std::string text) {
  Reader reader("checkov", path, std::move(text));
  reader.migration().profile = "checkov";
  const Value root = reader.root();
  Checks checks(reader);
  // Those that fail softly first: `check` and `skip-check` say which run at all.
  checks.each(root["soft-fail-on"], "soft-fail-on", false, Severity::info);
  checks.each(root["hard-fail-on"], "hard-fail-on", false, Severity::error);
  if (root["check"].present()) checks.only(root["check"]);
  choose_languages(reader, root);
  checks.each(root["skip-check"], "skip-check", true, std::nullopt);
  read_paths(reader, root["skip-path"]);
  for (const auto& [key, value] : reader.entries(root)) {
    constexpr std::string_view kRead[] = {"soft-fail-on", "hard-fail-on",   "check",    "framework",
                                          "skip-check",   "skip-framework", "skip-path"};
    const bool read = std::find(std::begin(kRead), std::end(kRead), key.string()) != std::end(kRead);
    if (!read && !value.is(false)) reader.lose_key(key, kReasons);
  }
  return reader.take();
}

}  // namespace plimsoll::migrate
