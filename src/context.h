// What a rule may ask of the engine while it looks at a node: report, and read its options.
#pragma once

#include <fmt/core.h>

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "finding.h"
#include "message.h"
#include "option.h"
#include "source.h"

namespace plimsoll {

// A rule as configured for one file.
struct ActiveRule {
  const RegisteredRule* registered = nullptr;
  Severity severity = Severity::warning;
  std::vector<std::pair<const OptionBase*, OptionValue>> options;  // those that were set
  bool severity_set = false;                                       // by the configuration
  bool unasked = false;                                            // it runs because the default profile has it
};

// The finding is filed; the rule may add to it as long as it holds this.
class Report {
 public:
  // Of the finding that stands at the end of `sink`.
  Report(std::vector<Finding>& sink, const ActiveRule& rule) : sink_(sink), index_(sink.size() - 1), rule_(rule) {}
  Report(const Report&) = delete;
  Report& operator=(const Report&) = delete;

  // An edit that keeps the meaning: --fix applies it.
  Report& fix(std::string title, std::vector<Edit> edits);
  Report& fix(std::string title, Edit edit);
  // An edit that may change the meaning: shown, applied on request.
  Report& suggest(std::string title, std::vector<Edit> edits);
  Report& suggest(std::string title, Edit edit);
  // This one is not as bad as the rule says, or worse. A severity from the configuration stays.
  Report& severity(Severity severity);
  // Another place of the same file that belongs to the finding.
  Report& note(Span span, std::string message);
  // The same for a place that outlives its file (project.h).
  Report& note(const Location& location, std::string message);
  // Says all that the replaced rules say in here, not only at the finding's own place.
  Report& covers(Span span);
  // Void if any file of the run states this fact (project.h).
  Report& unless(std::string fact);
  // Void if no file of the run states one of these facts; the place of the first that is stated becomes a note.
  Report& given(std::vector<std::string> facts, std::string message);
  // The part of the rule that speaks (finding.h).
  Report& code(std::string code);
  // A secret: shown as asterisks wherever the lines of the file are printed.
  Report& hide(Span span);

 private:
  Finding& finding() { return sink_[index_]; }

  std::vector<Finding>& sink_;
  size_t index_;  // others may follow before this one is whole
  const ActiveRule& rule_;
};

class Context {
 public:
  Context(const Source& source, const ActiveRule& rule, std::vector<Finding>& sink)
      : source_(source), rule_(rule), sink_(sink) {}

  // Reports `message` at `span`. It says what is wrong in one clause, starts with a small letter and has no full stop.
  template <class... Args>
  Report report(Span span, MessageText<is_number_arg<Args>...> message, const Args&... args) {
    return make(span, nullptr, message, {args...});
  }
  // The same for a place that outlives its file, in rules over the project.
  template <class... Args>
  Report report(const Location& location, MessageText<is_number_arg<Args>...> message, const Args&... args) {
    return make({}, &location, message, {args...});
  }

  template <class T>
  T operator[](const Option<T>& option) const {
    for (const auto& [set, value] : rule_.options) {
      if (set == &option) return option.get(&value);
    }
    return option.get(nullptr);
  }

  const Source& source() const { return source_; }

  // Nobody has named the rule or a profile that has it: what may be as it should be goes without saying.
  bool unasked() const { return rule_.unasked; }

 private:
  Report make(Span span, const Location* elsewhere, std::string_view message, std::initializer_list<MessageArg> args);

  const Source& source_;
  const ActiveRule& rule_;
  std::vector<Finding>& sink_;
};

}  // namespace plimsoll
