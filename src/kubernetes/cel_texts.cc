#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "kubernetes/address.h"
#include "kubernetes/cel_functions.h"
#include "utf8.h"

namespace plimsoll::kubernetes {
namespace {

using Kind = CelValue::Kind;
using Args = const std::vector<CelValue>&;

CelValue too_much() { return cel_error("takes too many steps"); }

// What it costs to go through texts of so many bytes.
bool spend(CelBudget& budget, size_t bytes) { return budget.spend(static_cast<int64_t>(bytes / 256)); }
bool spend_search(CelBudget& budget, const std::string& text, const std::string& part) {
  return spend(budget, text.size()) && spend(budget, text.size() / 16 * std::min(part.size(), text.size()));
}

int64_t characters_in(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
}
// Where in the text the character of that number begins; nothing beyond its end.
std::optional<size_t> offset_of(std::string_view text, int64_t character) {
  if (character < 0) return std::nullopt;
  size_t at = 0;
  for (; character > 0 && at < text.size(); --character) at += decode(text.substr(at)).size;
  return character == 0 ? std::optional(at) : std::nullopt;
}

CelValue beyond_end() { return cel_error("a position is outside of the text"); }

CelValue substring(const std::string& text, int64_t first, std::optional<int64_t> last) {
  const auto begin = offset_of(text, first), end = last ? offset_of(text, *last) : text.size();
  if (!begin || !end || *end < *begin) return beyond_end();
  return cel_string(text.substr(*begin, *end - *begin));
}
CelValue char_at(Args args, CelBudget&) {
  const auto at = offset_of(args[0].text, args[1].integer);
  if (!at) return beyond_end();
  const std::string_view rest = std::string_view(args[0].text).substr(*at);
  return cel_string(std::string(rest.empty() ? rest : rest.substr(0, decode(rest).size)));
}

CelValue position(const std::string& text, size_t found) {
  if (found == text.npos) return cel_integer(-1);
  return cel_integer(characters_in(std::string_view(text).substr(0, found)));
}
CelValue index_of(Args args, CelBudget& budget) {
  const auto from = args.size() > 2 ? offset_of(args[0].text, args[2].integer) : 0;
  if (!from) return beyond_end();
  if (!spend_search(budget, args[0].text, args[1].text)) return too_much();
  return position(args[0].text, args[0].text.find(args[1].text, *from));
}
CelValue last_index_of(Args args, CelBudget& budget) {
  const auto from = args.size() > 2 ? offset_of(args[0].text, args[2].integer) : args[0].text.size();
  if (!from) return beyond_end();
  if (!spend_search(budget, args[0].text, args[1].text)) return too_much();
  return position(args[0].text, args[0].text.rfind(args[1].text, *from));
}

CelValue contains(Args args, CelBudget& budget) {
  if (!spend_search(budget, args[0].text, args[1].text)) return too_much();
  return cel_boolean(args[0].text.find(args[1].text) != std::string::npos);
}

// Where the next piece of the text ends: before the separator, or behind a character if there is none.
size_t end_of_piece(const std::string& text, size_t begin, const std::string& separator) {
  if (!separator.empty()) return text.find(separator, begin);
  const size_t end = begin < text.size() ? begin + decode(std::string_view(text).substr(begin)).size : text.npos;
  return end < text.size() ? end : text.npos;
}
// At most so many pieces; below 0 all.
CelValue split(Args args, CelBudget& budget) {
  const std::string &text = args[0].text, &separator = args[1].text;
  const int64_t most = args.size() > 2 ? args[2].integer : -1;
  std::vector<CelValue> pieces;
  if (most == 0 || (text.empty() && separator.empty())) return cel_list({});
  if (!spend_search(budget, text, separator)) return too_much();
  for (size_t begin = 0, end = 0; end != text.npos; begin = end + separator.size()) {
    if (!budget.spend(1)) return too_much();
    const bool last = static_cast<int64_t>(pieces.size()) + 1 == most;
    end = last ? text.npos : end_of_piece(text, begin, separator);
    pieces.push_back(cel_string(text.substr(begin, end - begin)));
  }
  return cel_list(std::move(pieces));
}

CelValue join(Args args, CelBudget& budget) {
  const auto items = items_of(args[0], budget);
  const std::string between = args.size() > 1 ? args[1].text : "";
  std::string joined;
  for (const CelValue& each : *items) {
    if (is(each, Kind::unknown)) return each;
    if (!is(each, Kind::string)) return cel_error("'join' needs a list of strings");
    if (!budget.spend(1) || !spend(budget, between.size() + each.text.size())) return too_much();
    if (&each != &items->front()) joined += between;
    joined += each.text;
  }
  return cel_string(std::move(joined));
}

// At most so many times; below 0 everywhere.
CelValue replace(Args args, CelBudget& budget) {
  const std::string &text = args[0].text, &old = args[1].text, &fresh = args[2].text;
  int64_t most = args.size() > 3 ? args[3].integer : -1;
  if (!spend_search(budget, text, old)) return too_much();
  std::string replaced;
  size_t at = 0;
  for (; most != 0 && at <= text.size(); --most) {
    const size_t found = text.find(old, at);
    if (found == text.npos) break;
    if (!budget.spend(1) || !spend(budget, fresh.size())) return too_much();
    const size_t kept = old.empty() && found < text.size() ? decode(std::string_view(text).substr(found)).size : 0;
    replaced.append(text, at, found - at).append(fresh).append(text, found, kept);
    at = std::max(found + old.size() + kept, old.empty() && found == text.size() ? found + 1 : 0);
  }
  if (at < text.size()) replaced.append(text, at);
  return cel_string(std::move(replaced));
}

CelValue changed_case(std::string text, char first) {
  for (char& c : text) c = static_cast<char>(c >= first && c < first + 26 ? c ^ ('a' ^ 'A') : c);
  return cel_string(std::move(text));
}
CelValue trim(Args args, CelBudget&) {
  constexpr const char* blank = " \t\r\n\v\f";
  const size_t begin = std::min(args[0].text.find_first_not_of(blank), args[0].text.size());
  return cel_string(args[0].text.substr(begin, args[0].text.find_last_not_of(blank) + 1 - begin));
}
CelValue reverse(Args args, CelBudget&) {
  std::string reversed;
  std::string_view rest = args[0].text;
  while (!rest.empty()) {
    size_t last = rest.size() - 1;
    while (last > 0 && (rest[last] & 0xC0) == 0x80) --last;
    reversed += rest.substr(last);
    rest = rest.substr(0, last);
  }
  return cel_string(std::move(reversed));
}

// Patterns may come from the file, so few are kept, and none may be large.
std::shared_ptr<const RE2> compiled(const std::string& pattern, CelBudget& budget) {
  constexpr size_t kMostKept = 32;
  thread_local std::map<std::string, std::shared_ptr<const RE2>> kept;
  const auto found = kept.find(pattern);
  if (found != kept.end()) return found->second;
  if (!budget.spend(500 + static_cast<int64_t>(pattern.size()))) return nullptr;
  if (kept.size() == kMostKept) kept.clear();
  RE2::Options options(RE2::Quiet);
  options.set_max_mem(1 << 20);
  return kept.emplace(pattern, std::make_shared<RE2>(pattern, options)).first->second;
}
CelValue with_pattern(Args args, CelBudget& budget, CelValue (*apply)(Args, const RE2&, CelBudget&)) {
  const auto pattern = compiled(args[1].text, budget);
  if (!pattern || !spend(budget, args[0].text.size() * 4)) return too_much();
  return pattern->ok() ? apply(args, *pattern, budget) : cel_error("a pattern cannot be read: " + pattern->error());
}
CelValue matches(Args args, CelBudget& budget) {
  return with_pattern(args, budget, [](Args args, const RE2& pattern, CelBudget&) {
    return cel_boolean(RE2::PartialMatch(args[0].text, pattern));
  });
}
CelValue find_all(Args args, CelBudget& budget) {
  return with_pattern(args, budget, [](Args args, const RE2& pattern, CelBudget& budget) {
    const std::string& text = args[0].text;
    int64_t most = args.size() > 2 ? args[2].integer : -1;
    std::vector<CelValue> all;
    re2::StringPiece found;
    for (size_t at = 0; most != 0 && at <= text.size(); --most) {
      if (!budget.spend(1) || !spend(budget, text.size() - at)) return too_much();
      if (!pattern.Match(text, at, text.size(), RE2::UNANCHORED, &found, 1)) break;
      all.push_back(cel_string(std::string(found.data(), found.size())));
      at = static_cast<size_t>(found.data() - text.data()) + std::max<size_t>(found.size(), 1);
    }
    return cel_list(std::move(all));
  });
}
CelValue find_first(Args args, CelBudget& budget) {
  CelValue all = find_all({args[0], args[1], cel_integer(1)}, budget);
  return is_void(all) ? all : all.items.empty() ? cel_string("") : all.items[0];
}

std::string written(const CelValue& value) {
  switch (value.kind) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return value.boolean ? "true" : "false";
    case Kind::integer:
      return std::to_string(value.integer);
    case Kind::number:
      return fmt::format("{}", value.number);
    case Kind::duration:
      return fmt::format("{}s", value.number / 1e9);
    default:
      return value.text;
  }
}
CelValue string_of(Args args, CelBudget&) {
  if (is_list(args[0]) || is_map(args[0]) || is(args[0], Kind::optional) || is(args[0], Kind::quantity))
    return cel_error("'string' does not fit a list or a mapping");
  return cel_string(written(args[0]));
}
// For "%s".
CelValue in_words(const CelValue& value, CelBudget& budget) {
  if (is_map(value)) return cel_error("'format' does not write mappings");
  if (!is_list(value)) return is_void(value) ? value : cel_string(written(value));
  const auto items = items_of(value, budget);
  std::string all;
  for (const CelValue& each : *items) {
    const CelValue text = in_words(each, budget);
    if (is_void(text)) return text;
    if (!spend(budget, text.text.size())) return too_much();
    all += (all.empty() ? "" : ", ") + text.text;
  }
  return cel_string("[" + all + "]");
}
CelValue with_verb(char verb, int precision, const CelValue& value, CelBudget& budget) {
  if (verb == 's') return in_words(value, budget);
  const bool whole = is(value, Kind::integer);
  if (verb == 'd' && is_numeric(value)) return cel_string(written(value));
  if (verb == 'f' && is_numeric(value)) return cel_string(fmt::format("{:.{}f}", number_of(value), precision));
  if (verb == 'e' && is_numeric(value)) return cel_string(fmt::format("{:.{}e}", number_of(value), precision));
  if (verb == 'b' && is(value, Kind::boolean)) return cel_string(value.boolean ? "1" : "0");
  if (verb == 'b' && whole) return cel_string(fmt::format("{:b}", value.integer));
  if (verb == 'o' && whole) return cel_string(fmt::format("{:o}", value.integer));
  if (verb == 'x' && whole) return cel_string(fmt::format("{:x}", value.integer));
  if (verb == 'X' && whole) return cel_string(fmt::format("{:X}", value.integer));
  return is_void(value) ? value : cel_error(fmt::format("'%{}' does not fit its value", verb));
}
CelValue format(Args args, CelBudget& budget) {
  const std::string& text = args[0].text;
  const auto values = items_of(args[1], budget);
  std::string made;
  size_t next = 0;
  for (size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%' || text.compare(at, 2, "%%") == 0) {
      made += text[at];
      at += text[at] == '%' ? 1 : 0;
      continue;
    }
    int precision = 6;
    if (at + 2 < text.size() && text[at + 1] == '.' && text[at + 2] >= '0' && text[at + 2] <= '9') {
      precision = text[at + 2] - '0';
      at += 2;
    }
    if (++at >= text.size() || next == values->size()) return cel_error("'format' has more places than values");
    const CelValue one = with_verb(text[at], precision, (*values)[next++], budget);
    if (is_void(one)) return one;
    if (!spend(budget, one.text.size())) return too_much();
    made += one.text;
  }
  return cel_string(std::move(made));
}

struct Url {
  std::string_view scheme, host, path;  // host with its port
};
// What has a scheme and a host, or is an absolute path.
std::optional<Url> read_url(std::string_view text) {
  if (text.find_first_of(" \t\r\n") != text.npos) return std::nullopt;
  if (text.starts_with('/')) return Url{{}, {}, text.substr(0, text.find('?'))};
  const size_t colon = text.find("://");
  if (colon == text.npos || colon == 0) return std::nullopt;
  std::string_view rest = text.substr(colon + 3);
  const size_t path = std::min(rest.find_first_of("/?#"), rest.size());
  std::string_view host = rest.substr(0, path);
  host.remove_prefix(host.find('@') == host.npos ? 0 : host.find('@') + 1);
  rest = rest.substr(path);
  return Url{text.substr(0, colon), host, rest.substr(0, rest.find_first_of("?#"))};
}
CelValue url(Args args, CelBudget&) {
  if (!read_url(args[0].text)) return cel_error(fmt::format("'{}' is no URL", args[0].text));
  return {.kind = Kind::url, .text = args[0].text};
}
size_t end_of_hostname(std::string_view host) {
  const size_t colon = host.rfind(':');
  return colon == host.npos || host.find(']', colon) != host.npos ? host.size() : colon;
}
std::string hostname(std::string_view host) {
  std::string_view name = host.substr(0, end_of_hostname(host));
  if (name.starts_with('[') && name.ends_with(']')) name = name.substr(1, name.size() - 2);
  return std::string(name);
}

constexpr CelFunction kFunctions[] = {
    {"size", false, "s", [](Args args, CelBudget&) { return cel_integer(characters_in(args[0].text)); }},
    {"size", true, "s", [](Args args, CelBudget&) { return cel_integer(characters_in(args[0].text)); }},
    {"string", false, ".", string_of},
    {"contains", true, "ss", contains},
    {"startsWith", true, "ss",
     [](Args args, CelBudget&) { return cel_boolean(args[0].text.starts_with(args[1].text)); }},
    {"endsWith", true, "ss", [](Args args, CelBudget&) { return cel_boolean(args[0].text.ends_with(args[1].text)); }},
    {"matches", true, "ss", matches},
    {"matches", false, "ss", matches},
    {"find", true, "ss", find_first},
    {"findAll", true, "ss", find_all},
    {"findAll", true, "ssi", find_all},
    {"lowerAscii", true, "s", [](Args args, CelBudget&) { return changed_case(args[0].text, 'A'); }},
    {"upperAscii", true, "s", [](Args args, CelBudget&) { return changed_case(args[0].text, 'a'); }},
    {"trim", true, "s", trim},
    {"reverse", true, "s", reverse},
    {"split", true, "ss", split},
    {"split", true, "ssi", split},
    {"join", true, "l", join},
    {"join", true, "ls", join},
    {"replace", true, "sss", replace},
    {"replace", true, "sssi", replace},
    {"substring", true, "si",
     [](Args args, CelBudget&) { return substring(args[0].text, args[1].integer, std::nullopt); }},
    {"substring", true, "sii",
     [](Args args, CelBudget&) { return substring(args[0].text, args[1].integer, args[2].integer); }},
    {"charAt", true, "si", char_at},
    {"indexOf", true, "ss", index_of},
    {"indexOf", true, "ssi", index_of},
    {"lastIndexOf", true, "ss", last_index_of},
    {"lastIndexOf", true, "ssi", last_index_of},
    {"format", true, "sl", format},
    {"isIP", false, "s", [](Args args, CelBudget&) { return cel_boolean(parse_address(args[0].text).has_value()); }},
    {"isCIDR", false, "s", [](Args args, CelBudget&) { return cel_boolean(parse_block(args[0].text).has_value()); }},
    {"isURL", false, "s", [](Args args, CelBudget&) { return cel_boolean(read_url(args[0].text).has_value()); }},
    {"url", false, "s", url},
    {"getScheme", true, "u",
     [](Args args, CelBudget&) { return cel_string(std::string(read_url(args[0].text)->scheme)); }},
    {"getHost", true, "u", [](Args args, CelBudget&) { return cel_string(std::string(read_url(args[0].text)->host)); }},
    {"getHostname", true, "u",
     [](Args args, CelBudget&) { return cel_string(hostname(read_url(args[0].text)->host)); }},
    {"getPort", true, "u",
     [](Args args, CelBudget&) {
       const std::string_view host = read_url(args[0].text)->host;
       const size_t end = end_of_hostname(host);
       return cel_string(std::string(host.substr(std::min(end + 1, host.size()))));
     }},
    {"getEscapedPath", true, "u",
     [](Args args, CelBudget&) { return cel_string(std::string(read_url(args[0].text)->path)); }},
};

}  // namespace

std::span<const CelFunction> cel_text_functions() { return kFunctions; }

}  // namespace plimsoll::kubernetes
