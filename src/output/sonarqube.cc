// SonarQube's generic issues, in the form that version 10.3 brought: rules, then what broke them. Lines are 1-based,
// columns 0-based in UTF-16 units. The import of a whole project fails on one range that its file does not have, or
// that is empty, so columns are left out where they say nothing.
#include <map>

#include "output/json_writer.h"
#include "output/report_paths.h"

namespace plimsoll {
namespace {

struct Kind {
  std::string_view quality, attribute, type;
};

Kind kind_of(Group group) {
  if (is_security(group)) return {"SECURITY", "TRUSTWORTHY", "VULNERABILITY"};
  switch (group) {
    case Group::correctness:
    case Group::references:
    case Group::shell:
      return {"RELIABILITY", "LOGICAL", "BUG"};
    case Group::reliability:
    case Group::resources:
    case Group::deprecated_api:
      return {"RELIABILITY", "COMPLETE", "BUG"};
    case Group::build_cache:
    case Group::image_size:
      return {"MAINTAINABILITY", "EFFICIENT", "CODE_SMELL"};
    default:
      return {"MAINTAINABILITY", "CONVENTIONAL", "CODE_SMELL"};
  }
}

// How bad, in the two scales that SonarQube has.
struct Badness {
  std::string_view impact, severity;
};

Badness badness_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return {"HIGH", "CRITICAL"};
    case Severity::warning:
      return {"MEDIUM", "MAJOR"};
    case Severity::info:
      return {"LOW", "INFO"};
  }
  return {};
}

void write_rule(JsonWriter& json, const RegisteredRule& rule) {
  const Kind kind = kind_of(rule.rule->group);
  const Badness badness = badness_of(rule.rule->severity);
  json.new_line().begin_object().field("id", rule.name).field("name", rule.name).field("description", rule.summary());
  json.field("engineId", "plimsoll").field("cleanCodeAttribute", kind.attribute).field("type", kind.type);
  json.field("severity", badness.severity).key("impacts").begin_array().begin_object();
  json.field("softwareQuality", kind.quality).field("severity", badness.impact);
  json.end_object().end_array().end_object();
}

void write_location(JsonWriter& json, std::string_view message, const std::string& path, const Region& region) {
  // A range that takes the line break with it ends where the next line begins, which the file may not have.
  const bool ends_with_break = region.end_line > region.line && region.utf16_end_column == 1;
  const bool empty = region.line == region.end_line && region.utf16_column == region.utf16_end_column;
  json.begin_object().field("message", message).field("filePath", path).key("textRange").begin_object();
  json.field("startLine", region.line).field("endLine", region.end_line - (ends_with_break ? 1 : 0));
  if (!empty && !ends_with_break) {
    json.field("startColumn", region.utf16_column - 1).field("endColumn", region.utf16_end_column - 1);
  }
  json.end_object().end_object();
}

void write_issue(JsonWriter& json, const Diagnostic& diagnostic, const ReportPaths& paths) {
  const std::string path = paths.shown(diagnostic.path);
  json.new_line().begin_object().field("ruleId", diagnostic.rule->name).key("primaryLocation");
  write_location(json, diagnostic.message, path, diagnostic.region);
  if (!diagnostic.notes.empty()) {
    json.key("secondaryLocations").begin_array();
    for (const Diagnostic::Note& note : diagnostic.notes) {
      write_location(json, note.message, note.path.empty() ? path : paths.shown(note.path), note.region);
    }
    json.end_array();
  }
  json.end_object();
}

}  // namespace

void write_sonarqube(const RunResult& result, const ReportPaths& paths, const Write& write) {
  std::map<std::string_view, const RegisteredRule*> rules;
  for (const FileResult& file : result.files) {
    for (const Diagnostic& diagnostic : file.diagnostics) rules.emplace(diagnostic.rule->name, diagnostic.rule);
  }
  {
    JsonWriter json(write);
    json.begin_object().key("rules").begin_array();
    for (const auto& [name, rule] : rules) write_rule(json, *rule);
    json.end_array().new_line().key("issues").begin_array();
    for (const FileResult& file : result.files) {
      for (const Diagnostic& diagnostic : file.diagnostics) write_issue(json, diagnostic, paths);
    }
    json.end_array().end_object();
  }
  write("\n");
}

}  // namespace plimsoll
