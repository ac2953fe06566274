#include "context.h"

namespace plimsoll {
namespace {

std::vector<Edit> one(Edit edit) {
  std::vector<Edit> edits;
  edits.push_back(std::move(edit));
  return edits;
}

}  // namespace

Report& Report::fix(std::string title, std::vector<Edit> edits) {
  finding().fixes.push_back({true, std::move(title), std::move(edits)});
  return *this;
}

Report& Report::fix(std::string title, Edit edit) { return fix(std::move(title), one(std::move(edit))); }

Report& Report::suggest(std::string title, std::vector<Edit> edits) {
  finding().fixes.push_back({false, std::move(title), std::move(edits)});
  return *this;
}

Report& Report::suggest(std::string title, Edit edit) { return suggest(std::move(title), one(std::move(edit))); }

Report& Report::severity(Severity severity) {
  if (!rule_.severity_set) finding().severity = severity;
  return *this;
}

Report& Report::note(Span span, std::string message) {
  finding().notes.push_back({span, std::move(message)});
  return *this;
}

Report& Report::note(const Location& location, std::string message) {
  finding().notes.push_back({{}, std::move(message), &location});
  return *this;
}

Report& Report::covers(Span span) {
  finding().covered = span;
  return *this;
}

Report& Report::unless(std::string fact) {
  finding().unless = std::move(fact);
  return *this;
}

Report& Report::given(std::vector<std::string> facts, std::string message) {
  finding().given = std::move(facts);
  finding().given_message = std::move(message);
  return *this;
}

Report& Report::code(std::string code) {
  finding().code = std::move(code);
  return *this;
}

Report& Report::hide(Span span) {
  finding().hidden.push_back(span);
  return *this;
}

Report Context::make(Span span, const Location* elsewhere, std::string_view message,
                     std::initializer_list<MessageArg> args) {
  Finding& finding = sink_.emplace_back();
  finding.rule = rule_.registered;
  finding.severity = rule_.severity;
  finding.span = span;
  finding.elsewhere = elsewhere;
  finding.message = format_message(message, args);
  return Report(sink_, rule_);
}

}  // namespace plimsoll
