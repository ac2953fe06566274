#include "suppress/comment.h"

#include <algorithm>

#include "suppress/text.h"

namespace plimsoll {
namespace {

constexpr int kMostHints = 200;  // in one file

void fail(Suppression& result, Span where, std::string why) {
  result.names.clear();
  result.malformed = std::move(why);
  result.malformed_span = where;
}

// Takes " until DATE" off the end of the list.
bool take_date(std::string_view& list, const Locate& place, Suppression& result) {
  constexpr std::string_view kUntil = " until ";
  const size_t at = list.find(kUntil);
  if (at == list.npos) return true;
  const std::string_view date = trim(list.substr(at + kUntil.size()));
  result.until = parse_date(date);
  result.until_span = place(date);
  if (!result.until) {
    fail(result, place(list.substr(at + 1)), "a date such as 2027-01-31 is expected behind 'until'");
    return false;
  }
  list = trim(list.substr(0, at));
  return true;
}

// Reads a comment that is addressed to us; false if it is not.
bool read_own(std::string_view comment, const Locate& place, std::vector<Suppression>& found) {
  std::string_view rest = trim(behind_hashes(comment));
  constexpr std::string_view kTool = "plimsoll:";
  if (!rest.starts_with(kTool)) return false;
  Suppression& result = found.emplace_back();
  result.tool = Suppression::kOurs;
  result.span = place(trim(comment));
  rest = trim(rest.substr(kTool.size()));
  constexpr std::string_view kAllow = "allow";
  const std::string_view verb = first_word(rest);
  if (verb != kAllow) {
    fail(result, verb.empty() ? result.span : place(verb), "'allow' is expected behind 'plimsoll:'");
    return true;
  }
  rest = trim(rest.substr(kAllow.size()));
  if (rest.empty() || rest.starts_with("--")) {
    fail(result, result.span, "no rule is named behind 'allow'");
  } else {
    read_allowance(rest, place, result);
  }
  return true;
}

}  // namespace

void read_allowance(std::string_view text, const Locate& place, Suppression& result) {
  std::string_view rest = trim(text);
  if (const size_t dashes = rest.find(" --"); dashes != rest.npos) {
    result.reason = trim(rest.substr(dashes + 3));
    rest = trim(rest.substr(0, dashes));
  }
  if (rest.empty()) return fail(result, result.span, "no rule is named");
  if (!take_date(rest, place, result)) return;
  while (true) {
    const size_t comma = rest.find(',');
    const std::string_view name = trim(rest.substr(0, comma));
    if (name.empty()) return fail(result, place(rest.substr(0, 1)), "a rule is missing beside the comma");
    if (name.find_first_of(kBlank) != name.npos) {
      return fail(result, place(name), "commas stand between rules, and '--' before the reason");
    }
    result.names.push_back({name, place(name), find_rules(name), shellcheck_code(name)});
    if (comma == rest.npos) return;
    rest = trim(rest.substr(comma + 1));
    if (rest.empty()) return fail(result, place(name), "a rule is missing beside the comma");
  }
}

void add_name(Suppression& result, std::string_view prefix, std::string_view id, const Locate& place) {
  std::string name(prefix);
  name += ':';
  name += id;
  result.names.push_back({id, place(id), find_rules(name), shellcheck_code(name)});
}

void read_comment(std::string_view comment, uint32_t offset, std::vector<Suppression>& found) {
  const Locate place = [comment, offset](std::string_view part) {
    const auto begin = offset + static_cast<uint32_t>(part.data() - comment.data());
    return Span{begin, begin + static_cast<uint32_t>(part.size())};
  };
  if (!read_own(comment, place, found)) read_rival_comment(comment, place, found);
}

void finish_suppressions(std::vector<Suppression>& found, Date today) {
  std::stable_sort(found.begin(), found.end(),
                   [](const Suppression& a, const Suppression& b) { return a.span.begin < b.span.begin; });
  int hints = kMostHints;
  for (Suppression& each : found) {
    each.expired = each.until && *each.until < today;
    if (!each.ours()) continue;
    for (Suppression::Name& name : each.names) name.hint = name.rules.empty() && hints-- > 0;
  }
}

}  // namespace plimsoll
