// What a rule says about one place of one file, before suppression: spans, a message, and edits that would mend it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "diagnostic.h"
#include "rule.h"
#include "source.h"

namespace plimsoll {

// Replace the bytes of `span` by `text`; an empty span inserts, an empty text deletes.
struct Edit {
  Span span;
  std::string text;
  const Location* elsewhere = nullptr;  // instead of `span`, in rules over the project
};
inline Edit replace(const Location& place, std::string text) { return {{}, std::move(text), &place}; }
inline Edit replace(Span span, std::string text) { return {span, std::move(text)}; }
inline Edit insert_before(Span span, std::string text) { return {{span.begin, span.begin}, std::move(text)}; }
inline Edit insert_after(Span span, std::string text) { return {{span.end, span.end}, std::move(text)}; }
inline Edit remove(Span span) { return {span, {}}; }

struct Fix {
  bool safe = true;         // keeps the meaning; the others are shown, or applied on request
  std::string title;        // what the edits do, in the imperative: "add -y"
  std::vector<Edit> edits;  // do not overlap
};

struct Note {
  Span span;  // in the same file, unless `elsewhere` says where
  std::string message;
  const Location* elsewhere = nullptr;
};

struct Finding {
  const RegisteredRule* rule = nullptr;
  Severity severity = Severity::warning;
  Span span;     // the smallest token that is wrong; for what is missing, the deepest ancestor that exists
  Span covered;  // where the rules that it replaces are silent, if that is more than `span`
  const Location* elsewhere = nullptr;  // instead of `span`, for what only all files together show
  std::string message;
  std::string code;  // the part of the rule that speaks, by which it can be allowed alone: "SC2086"; mostly empty
  std::vector<Note> notes;
  std::vector<Fix> fixes;
  std::vector<Span> hidden;        // secrets: no finding of the file shows these bytes
  std::string unless;              // a fact that makes it void if any file of the run states it (project.h)
  std::vector<std::string> given;  // facts of which it needs one, if there are any
  std::string given_message;       // of the note at the place that states it
};

}  // namespace plimsoll
