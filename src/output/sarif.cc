// SARIF 2.1.0 as GitHub, GitLab, Azure DevOps and editors read it: columns in UTF-16 units, addresses relative to the
// source root, no region without width, and only the rules that fired.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "output/json_writer.h"
#include "output/output.h"
#include "output/report_paths.h"
#include "utf8.h"

namespace plimsoll {
namespace {

constexpr size_t kLongestDescription = 1024;  // what GitHub takes

class SarifWriter {
 public:
  SarifWriter(const RunResult& result, const Summary& summary, const ReportPaths& paths, const Write& write)
      : result_(result), summary_(summary), paths_(paths), json_(write) {}
  void run();

 private:
  void driver();
  void rule(const RegisteredRule& rule);
  void invocation();
  void finding(const FileResult& file, const Diagnostic& diagnostic);
  void related(const std::string& path, const Diagnostic& diagnostic);
  void fixes(const std::string& path, const Diagnostic& diagnostic);
  void artifact_location(const std::string& path);
  void region(const Region& region, const Snippet& snippet);
  void context_region(const Region& region, const Snippet& snippet);
  void text(std::string_view key, std::string_view text) {
    json_.key(key).begin_object().field("text", text).end_object();
  }

  const RunResult& result_;
  const Summary& summary_;
  const ReportPaths& paths_;
  JsonWriter json_;
  std::map<std::string_view, const RegisteredRule*> rules_;  // that fired
  std::map<std::string_view, size_t> rule_index_;
};

std::string_view level_of(Severity severity) {
  constexpr std::array levels = std::to_array<std::string_view>({"note", "warning", "error"});
  return levels[static_cast<size_t>(severity)];
}

std::string sentence(std::string text) {
  if (!text.ends_with('.') && !text.ends_with('!') && !text.ends_with('?')) text += '.';
  return text;
}

std::string shortened(std::string text) {
  if (text.size() <= kLongestDescription) return text;
  size_t end = kLongestDescription - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

// "untagged-image" → "UntaggedImage".
std::string pascal_case(std::string_view name) {
  std::string result;
  bool upper = true;
  for (char c : name) {
    if (c == '-') {
      upper = true;
    } else {
      result += upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
      upper = false;
    }
  }
  return result;
}

// The prose of a page, from below its heading to its first example.
std::string_view prose(std::string_view page) {
  if (page.starts_with("# ")) page.remove_prefix(std::min(page.find('\n'), page.size()));
  page = page.substr(0, page.find("\n```"));
  page.remove_prefix(std::min(page.find_first_not_of('\n'), page.size()));
  return page.substr(0, page.find_last_not_of('\n') + 1);
}

// A link's text in a message.
std::string link(std::string_view text, size_t id) {
  std::string result = "[";
  for (char c : text) {
    if (c == '[' || c == ']' || c == '\\') result += '\\';
    result += c;
  }
  return result + fmt::format("]({})", id);
}

std::string message_of(const Diagnostic& diagnostic) {
  std::string message;
  for (char c : diagnostic.message) {
    if (c == '(' && message.ends_with(']')) message.insert(message.size() - 1, "\\");  // no link
    message += c;
  }
  message = sentence(message);
  if (diagnostic.notes.empty()) return message;
  message += " See: ";
  for (size_t i = 0; i < diagnostic.notes.size(); ++i) {
    if (i > 0) message += ", ";
    message += link(diagnostic.notes[i].message, i + 1);
  }
  return message + '.';
}

// The part of the text that a region holds, if the snippet has all of it.
std::optional<std::string> marked_text(const Snippet& snippet) {
  if (snippet.lines.empty() || snippet.lines_left_out) return std::nullopt;
  std::string text;
  for (const Snippet::Line& line : snippet.lines) {
    const bool long_mark =
        (line.cut_left && line.mark_begin == 0) || (line.cut_right && line.mark_end == line.text.size());
    if (long_mark) return std::nullopt;
    if (&line != snippet.lines.data()) text += '\n';
    text += line.text.substr(line.mark_begin, line.mark_end - line.mark_begin);
  }
  if (text.empty()) return std::nullopt;
  return text;
}

uint32_t utf16_width(CodePoint head) { return head.value > 0xFFFF ? 2 : 1; }

// Editors do not show a region without width: it takes the character behind it, or else the one before it.
struct Columns {
  uint32_t begin, end;  // both 0: the line has no characters
};

Columns widened(const Region& region, const Snippet& snippet) {
  Columns columns{region.utf16_column, region.utf16_end_column};
  if (region.line != region.end_line || columns.begin != columns.end) return columns;
  if (snippet.lines.empty()) return {0, 0};
  const Snippet::Line& line = snippet.lines.front();
  const std::string_view text = line.text;
  if (line.mark_begin < text.size()) {
    columns.end += utf16_width(decode(text.substr(line.mark_begin)));
  } else if (line.mark_begin > 0) {
    size_t before = line.mark_begin - 1;
    while (before > 0 && (static_cast<unsigned char>(text[before]) & 0xC0) == 0x80) --before;
    columns.begin -= std::min(utf16_width(decode(text.substr(before))), columns.begin - 1);
  } else {
    return {0, 0};
  }
  return columns;
}

void SarifWriter::artifact_location(const std::string& path) {
  const std::string shown = paths_.shown(path);
  json_.key("artifactLocation").begin_object();
  if (shown.starts_with('/')) {
    json_.field("uri", "file://" + percent_encoded(shown));
  } else {
    json_.field("uri", percent_encoded(shown)).field("uriBaseId", "%SRCROOT%");
  }
  json_.end_object();
}

void SarifWriter::region(const Region& region, const Snippet& snippet) {
  json_.key("region").begin_object().field("startLine", region.line);
  if (const Columns columns = widened(region, snippet); columns.begin > 0) {
    json_.field("startColumn", columns.begin).field("endLine", region.end_line).field("endColumn", columns.end);
  }
  if (auto marked = marked_text(snippet)) text("snippet", *marked);
  json_.end_object();
}

void SarifWriter::context_region(const Region& region, const Snippet& snippet) {
  if (snippet.lines.empty() || snippet.lines_left_out) return;
  std::string lines;
  for (const Snippet::Line& line : snippet.lines) {
    if (line.cut_left || line.cut_right) return;
    if (&line != snippet.lines.data()) lines += '\n';
    lines += line.text;
  }
  // It has to be more than the region, and not smaller.
  if (region.end_line != snippet.lines.back().number || lines.empty() || lines == marked_text(snippet)) return;
  json_.key("contextRegion").begin_object().field("startLine", region.line).field("endLine", region.end_line);
  text("snippet", lines);
  json_.end_object();
}

void SarifWriter::related(const std::string& path, const Diagnostic& diagnostic) {
  if (diagnostic.notes.empty()) return;
  json_.key("relatedLocations").begin_array();
  for (size_t i = 0; i < diagnostic.notes.size(); ++i) {
    const Diagnostic::Note& note = diagnostic.notes[i];
    json_.begin_object().field("id", i + 1).key("physicalLocation").begin_object();
    artifact_location(note.path.empty() ? path : note.path);
    region(note.region, note.snippet);
    json_.end_object();
    text("message", sentence(note.message));
    json_.end_object();
  }
  json_.end_array();
}

void SarifWriter::fixes(const std::string& path, const Diagnostic& diagnostic) {
  if (diagnostic.fixes.empty()) return;
  json_.key("fixes").begin_array();
  for (const Diagnostic::Fix& fix : diagnostic.fixes) {
    if (fix.edits.empty() || fix.title.empty()) continue;
    json_.begin_object();
    text("description", sentence(fix.title));
    json_.key("artifactChanges").begin_array().begin_object();
    artifact_location(path);
    json_.key("replacements").begin_array();
    for (const Diagnostic::Edit& edit : fix.edits) {
      json_.begin_object().key("deletedRegion").begin_object();
      json_.field("startLine", edit.region.line).field("startColumn", edit.region.utf16_column);
      json_.field("endLine", edit.region.end_line).field("endColumn", edit.region.utf16_end_column).end_object();
      if (!edit.text.empty()) text("insertedContent", edit.text);
      json_.end_object();
    }
    json_.end_array().end_object().end_array().end_object();
  }
  json_.end_array();
}

void SarifWriter::finding(const FileResult& file, const Diagnostic& diagnostic) {
  json_.new_line().begin_object().field("ruleId", diagnostic.rule->name);
  json_.field("ruleIndex", rule_index_.at(diagnostic.rule->name)).field("level", level_of(diagnostic.severity));
  text("message", message_of(diagnostic));
  json_.key("locations").begin_array().begin_object().key("physicalLocation").begin_object();
  artifact_location(file.path);
  region(diagnostic.region, diagnostic.snippet);
  context_region(diagnostic.region, diagnostic.snippet);
  json_.end_object().end_object().end_array();
  related(file.path, diagnostic);
  json_.key("partialFingerprints").begin_object();
  json_.field("primaryLocationLineHash", diagnostic.fingerprint).end_object();
  fixes(file.path, diagnostic);
  json_.end_object();
}

void SarifWriter::rule(const RegisteredRule& registered) {
  const Rule& rule = *registered.rule;
  const std::string summary = registered.summary();
  const std::string explanation(prose(registered.page));
  json_.new_line().begin_object().field("id", registered.name);
  // A name that is the identifier once more is none (SARIF1001).
  if (registered.name.find('-') != registered.name.npos) json_.field("name", pascal_case(registered.name));
  text("shortDescription", shortened(summary));
  text("fullDescription", shortened(explanation.empty() ? summary : explanation));
  json_.key("help").begin_object().field("text", explanation.empty() ? summary : explanation);
  json_.field("markdown", registered.page).end_object();
  if (const std::string address = rule_address(registered); !address.empty()) json_.field("helpUri", address);
  json_.key("defaultConfiguration").begin_object().field("level", level_of(rule.severity)).end_object();
  json_.key("properties").begin_object().key("tags").begin_array();
  json_.value(registered.language);
  if (is_security(rule.group) && rule.group != Group::security) json_.value("security");
  json_.value(name_of(rule.group)).end_array().field("precision", "high");
  if (is_security(rule.group)) {
    constexpr std::array scores = std::to_array<std::string_view>({"3.0", "5.5", "8.0"});
    json_.field("security-severity", scores[static_cast<size_t>(rule.severity)]);
  }
  constexpr std::array problems = std::to_array<std::string_view>({"recommendation", "warning", "error"});
  json_.field("problem.severity", problems[static_cast<size_t>(rule.severity)]).end_object().end_object();
}

void SarifWriter::driver() {
  for (const FileResult& file : result_.files) {
    for (const Diagnostic& diagnostic : file.diagnostics) rules_.emplace(diagnostic.rule->name, diagnostic.rule);
  }
  for (const auto& [name, rule] : rules_) rule_index_.emplace(name, rule_index_.size());
  json_.key("tool").begin_object().key("driver").begin_object();
  json_.field("name", "plimsoll").field("fullName", "plimsoll " PLIMSOLL_VERSION);
  json_.field("version", PLIMSOLL_VERSION).field("semanticVersion", PLIMSOLL_VERSION);
  if (!homepage().empty()) json_.field("informationUri", homepage());
  json_.key("rules").begin_array();
  for (const auto& [name, registered] : rules_) rule(*registered);
  json_.end_array().end_object().end_object();
}

void SarifWriter::invocation() {
  json_.new_line().key("invocations").begin_array().begin_object();
  json_.field("executionSuccessful", summary_.exit_code != 2).field("exitCode", summary_.exit_code);
  json_.key("toolExecutionNotifications").begin_array();
  for (const FileResult& file : result_.files) {
    const bool failed = file.status == FileResult::Status::failed;
    const bool unchecked = failed || file.status == FileResult::Status::skipped;
    if (!unchecked && file.incomplete.empty()) continue;
    json_.new_line().begin_object().field("level", failed ? "error" : unchecked ? "note" : "warning");
    text("message", sentence(unchecked ? fmt::format("'{}' was not checked: {}", file.path, file.reason)
                                       : fmt::format("'{}': {}", file.path, file.incomplete)));
    json_.key("locations").begin_array().begin_object().key("physicalLocation").begin_object();
    artifact_location(file.path);
    json_.end_object().end_object().end_array().end_object();
  }
  for (const std::string& note : result_.notes) {
    json_.new_line().begin_object().field("level", "note");
    text("message", sentence(note));
    json_.end_object();
  }
  json_.end_array();
  if (!result_.config_problems.empty()) {
    json_.key("toolConfigurationNotifications").begin_array();
    for (const ConfigProblem& problem : result_.config_problems) {
      json_.new_line().begin_object().field("level", problem.warning ? "warning" : "error");
      text("message", sentence(problem.message));
      json_.key("locations").begin_array().begin_object().key("physicalLocation").begin_object();
      artifact_location(problem.path);
      json_.key("region").begin_object().field("startLine", problem.line).end_object();
      json_.end_object().end_object().end_array().end_object();
    }
    json_.end_array();
  }
  json_.end_object().end_array();
}

void SarifWriter::run() {
  json_.begin_object().field("$schema", "https://json.schemastore.org/sarif-2.1.0.json").field("version", "2.1.0");
  json_.key("runs").begin_array().begin_object();
  driver();
  invocation();
  json_.new_line().key("originalUriBaseIds").begin_object().key("%SRCROOT%").begin_object();
  text("description", "The root of the sources: the folder that plimsoll was started in, or the checkout around it.");
  json_.end_object().end_object();
  json_.field("columnKind", "utf16CodeUnits").new_line().key("results").begin_array();
  for (const FileResult& file : result_.files) {
    for (const Diagnostic& diagnostic : file.diagnostics) finding(file, diagnostic);
  }
  json_.end_array().end_object().end_array().end_object().new_line();
}

}  // namespace

void write_sarif(const RunResult& result, const Summary& summary, const ReportPaths& paths, const Write& write) {
  SarifWriter(result, summary, paths, write).run();
  write("\n");
}

}  // namespace plimsoll
