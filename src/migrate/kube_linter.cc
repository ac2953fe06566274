// .kube-linter.yaml: which of the built-in checks run, and checks of one's own made of templates.
#include "migrate/kube_linter_templates.h"
#include "migrate/patterns.h"
#include "migrate/reader.h"
#include "migrate/tools.h"

namespace plimsoll::migrate {
namespace {

using kubernetes::Value;

void read_paths(Reader& reader, Value paths) {
  for (const Item& path : reader.items(paths, "checks.ignorePaths")) {
    const std::vector<std::string> patterns = from_glob(path.text);
    for (const std::string& pattern : patterns) {
      reader.migration().exclude.push_back({pattern, reader.origin(path.span, "checks.ignorePaths")});
    }
    if (patterns.empty()) reader.lose(path.span, path.text, "paths are relative to the configuration, and below it");
  }
}

// `custom`: the names of checks of one's own, which are no aliases.
void read_checks(Reader& reader, Value checks, const std::set<std::string>& custom) {
  constexpr auto kEach = Severity::error;  // it knows no other
  Migration& migration = reader.migration();
  const Value all = checks["addAllBuiltIn"];
  if (all.is(true)) {
    for (const RegisteredRule* rule : rules_of("kube-linter")) {
      migration.wishes.push_back(
          {.rule = rule, .severity = kEach, .origin = reader.origin(all.span(), "checks.addAllBuiltIn")});
    }
  }
  for (const Item& id : reader.items(checks["include"], "checks.include")) {
    if (!custom.contains(id.text)) reader.set_severity(id, "checks.include", kEach);
  }
  const Value none = checks["doNotAutoAddDefaults"];
  if (none.is(true) && !all.is(true)) {
    std::set<const RegisteredRule*> kept;
    for (const Wish& wish : migration.wishes) kept.insert(wish.rule);
    reader.keep_only(kept, none.span(), "checks.doNotAutoAddDefaults");
  }
  for (const Item& id : reader.items(checks["exclude"], "checks.exclude")) {
    if (!custom.contains(id.text)) reader.switch_off(id, "checks.exclude");
  }
  read_paths(reader, checks["ignorePaths"]);
  for (const auto& [key, value] : reader.entries(checks)) {
    if (!key.is("addAllBuiltIn") && !key.is("doNotAutoAddDefaults") && !key.is("include") && !key.is("exclude") &&
        !key.is("ignorePaths")) {
      reader.lose_key(key, {}, "checks.");
    }
  }
}

}  // namespace

Migration read_kube_linter(const std::string& path, std::string text) {
  Reader reader("kube-linter", path, std::move(text));
  reader.migration().profile = "kube-linter";
  const Value root = reader.root();
  std::set<std::string> excluded, custom;
  for (const Item& id : reader.items(root["checks"]["exclude"], "checks.exclude")) excluded.insert(id.text);
  const std::vector<Value> own = reader.values(root["customChecks"]);
  for (const Value& check : own) custom.emplace(check["name"].string());
  read_checks(reader, root["checks"], custom);
  for (const Value& check : own) {
    if (!excluded.contains(std::string(check["name"].string()))) read_custom_check(reader, check);
  }
  for (const auto& [key, value] : reader.entries(root)) {
    if (!key.is("checks") && !key.is("customChecks")) reader.lose_key(key, {});
  }
  return reader.take();
}

}  // namespace plimsoll::migrate
