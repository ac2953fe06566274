// The configuration of Polaris: checks with their severities, and exemptions. Checks that it does not name do not run.
#include <fmt/format.h>

#include "migrate/reader.h"
#include "migrate/tools.h"

namespace plimsoll::migrate {
namespace {

using kubernetes::Value;

const std::vector<Reason> kReasons{
    {"customChecks", "checks of one's own in JSON Schema are not read"},
    {"mutations", "fixes are chosen on the command line: --fix"},
    {"disallowAnnotationExemptions", "whether annotations count is for the command line: --no-inline"},
};

void read_checks(Reader& reader, Value checks, Value custom_checks) {
  std::set<std::string_view> custom;
  for (const auto& [name, check] : reader.entries(custom_checks)) custom.insert(name.string());
  for (const auto& [name, severity] : reader.entries(checks)) {
    const Item id = reader.item(name);
    if (custom.contains(name.string())) {
      reader.lose(id.span, id.text, "checks of one's own in JSON Schema are not read");
    } else if (severity.is("ignore")) {
      reader.switch_off(id, "checks");
    } else if (severity.is("danger") || severity.is("warning")) {
      reader.set_severity(id, "checks", severity.is("danger") ? Severity::error : Severity::warning);
    } else {
      reader.lose(severity.span(), id.text, "danger, warning or ignore is expected");
    }
  }
  // With those that are off, which say so themselves.
  std::set<const RegisteredRule*> kept;
  for (const Wish& wish : reader.migration().wishes) kept.insert(wish.rule);
  reader.keep_only(kept, checks.span(), "not among the checks");
}

void read_exemption(Reader& reader, Value exemption) {
  Exception exception;
  exception.origin = reader.origin(exemption.span(), "exemptions");
  for (const auto& [key, value] : reader.entries(exemption)) {
    if (key.is("namespace")) {
      if (value.is_scalar() && !value.is("")) exception.namespaces.emplace_back(value.string());
    } else if (key.is("controllerNames")) {
      // Polaris compares beginnings.
      for (const Item& name : reader.items(value, "exemptions.controllerNames"))
        exception.names.push_back(name.text + "*");
    } else if (key.is("rules")) {
      for (const Item& id : reader.items(value, "exemptions.rules")) {
        for (const Wish& wish : reader.wishes(id, "exemptions")) exception.rules.push_back(wish.rule);
        exception.ids.append(exception.ids.empty() ? "" : ", ").append(id.text);
      }
      if (exception.rules.empty()) return;
    } else if (key.is("containerNames")) {
      return reader.lose(key.span(), "exemptions.containerNames",
                         "exceptions are for files and objects, not for containers");
    } else {
      reader.lose_key(key, {}, "exemptions.");
    }
  }
  reader.migration().exceptions.push_back(std::move(exception));
}

}  // namespace

Migration read_polaris(const std::string& path, std::string text) {
  Reader reader("polaris", path, std::move(text));
  reader.migration().profile = "polaris";
  const Value root = reader.root();
  const bool no_exemptions = root["disallowExemptions"].is(true) || root["disallowConfigExemptions"].is(true);
  for (const auto& [key, value] : reader.entries(root)) {
    if (key.is("checks")) {
      read_checks(reader, value, root["customChecks"]);
    } else if (key.is("exemptions") && no_exemptions) {
      reader.lose(key.span(), "exemptions", "the file itself disallows them");
    } else if (key.is("exemptions")) {
      for (const Value& exemption : reader.values(value)) read_exemption(reader, exemption);
    } else if (key.is("disallowExemptions") && value.is(true)) {
      reader.lose(key.span(), key.string(), "whether annotations count is for the command line: --no-inline");
    } else if (!value.is(false) && !key.is("disallowConfigExemptions") && !key.is("displayName")) {
      reader.lose_key(key, kReasons);
    }
  }
  return reader.take();
}

}  // namespace plimsoll::migrate
