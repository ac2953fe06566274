// trivy.yaml, of which only what is for misconfigurations has counterparts.
#include <fmt/format.h>

#include <algorithm>

#include "migrate/patterns.h"
#include "migrate/reader.h"
#include "migrate/tools.h"

namespace plimsoll::migrate {
namespace {

using kubernetes::Value;

const std::vector<Reason> kReasons{
    {"severity",
     "which findings are shown is for the command line: --min-severity; severities of rules differ a little"},
    {"exit-code", "what fails is for the command line: --fail-on"},
    {"format", "how findings are shown is for the command line: --format"},
    {"output", "where findings go is for the command line: --output"},
    {"ignorefile", "give that file as an argument of its own"},
    {"ignore-policy", "policies in Rego are not read"},
    {"rego", "policies in Rego are not read"},
    {"secret", "secrets are looked for by rules of our own"},
    {"vulnerability", "packages are not searched for vulnerabilities"},
    {"license", "licences of packages are not looked at"},
    {"db", "nothing is ever fetched"},
    {"registry", "nothing is ever fetched"},
    {"server", "there is no server"},
    {"cache", "there is no cache"},
    {"timeout", "a run needs no limit of time"},
};

void read_paths(Reader& reader, Value paths, std::string_view key, bool folders) {
  for (const Item& path : reader.items(paths, key)) {
    const std::vector<std::string> patterns = from_glob(path.text);
    for (std::string pattern : patterns) {
      if (folders && !pattern.ends_with('/') && !pattern.ends_with('*')) pattern += '/';
      reader.migration().exclude.push_back({pattern, reader.origin(path.span, key)});
    }
    if (patterns.empty()) reader.lose(path.span, path.text, "paths are relative to the configuration, and below it");
  }
}

void read_scan(Reader& reader, Value scan) {
  for (const auto& [key, value] : reader.entries(scan)) {
    const std::string name = fmt::format("scan.{}", key.string());
    if (key.is("skip-dirs") || key.is("skip-files")) {
      read_paths(reader, value, name, key.is("skip-dirs"));
    } else if (key.is("scanners")) {
      for (const Item& scanner : reader.items(value, name)) {
        if (scanner.text != "misconfig" && scanner.text != "secret") {
          reader.lose(scanner.span, fmt::format("{}: {}", name, scanner.text),
                      "only misconfigurations and secrets are looked for");
        }
      }
    } else if (!value.is(false)) {
      reader.lose_key(key, {}, "scan.");
    }
  }
}

void choose_languages(Reader& reader, Value scanners) {
  bool dockerfile = false, kubernetes = false;
  for (const Item& name : reader.items(scanners, "misconfiguration.scanners")) {
    dockerfile = dockerfile || name.text == "dockerfile";
    kubernetes = kubernetes || name.text == "kubernetes" || name.text == "helm";
  }
  if (scanners.missing() || (dockerfile && kubernetes)) return;
  std::set<const RegisteredRule*> kept;
  for (const RegisteredRule& rule : all_rules()) {
    if (rule.language == "dockerfile" ? dockerfile : kubernetes) kept.insert(&rule);
  }
  reader.keep_only(kept, scanners.span(), "misconfiguration.scanners");
}

void read_misconfiguration(Reader& reader, Value section) {
  choose_languages(reader, section["scanners"]);
  for (const auto& [key, value] : reader.entries(section)) {
    if (!key.is("scanners") && !value.is(false)) reader.lose_key(key, {}, "misconfiguration.");
  }
}

bool looks_for_misconfigurations(Reader& reader, Value scanners) {
  if (scanners.missing()) return true;
  const std::vector<Item> names = reader.items(scanners, "scan.scanners");
  return std::any_of(names.begin(), names.end(),
                     [](const Item& name) { return name.text == "misconfig" || name.text == "config"; });
}

}  // namespace

Migration read_trivy(const std::string& path, std::string text) {
  Reader reader("trivy", path, std::move(text));
  const Value root = reader.root();
  if (looks_for_misconfigurations(reader, root["scan"]["scanners"])) reader.migration().profile = "trivy";
  for (const auto& [key, value] : reader.entries(root)) {
    if (key.is("scan")) {
      read_scan(reader, value);
    } else if (key.is("misconfiguration")) {
      read_misconfiguration(reader, value);
    } else if (key.is("kubernetes") && value["k8s-version"].present()) {
      reader.set_version(reader.item(value["k8s-version"]), "kubernetes.k8s-version");
    } else if (!value.is(false)) {
      reader.lose_key(key, kReasons);
    }
  }
  return reader.take();
}

}  // namespace plimsoll::migrate
