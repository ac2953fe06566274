#include "dockerfile/syntax.h"

#include <algorithm>
#include <charconv>
#include <functional>

#include "dockerfile/model.h"

namespace plimsoll::dockerfile {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
// How many characters of a variable's name stand at the head of `text`.
size_t name_size(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), [](char c) {
    return c == '_' || is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
  return static_cast<size_t>(end - text.begin());
}

bool is_blank(char c) { return c == ' ' || c == '\t'; }

std::string_view without_blanks(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::optional<uint32_t> port_number(std::string_view text) {
  uint32_t number = 0;
  const char* end = text.data() + text.size();
  if (text.empty() || !is_digit(text.front()) || std::from_chars(text.data(), end, number).ptr != end)
    return std::nullopt;
  if (text.find_first_not_of("0123456789") != text.npos || number > 65535) return std::nullopt;
  return number;
}

std::string_view range_problem(std::string_view text) {
  constexpr std::string_view out_of_range = "is not a number up to 65535";
  const size_t dash = text.find('-');
  const std::optional<uint32_t> first = port_number(text.substr(0, dash));
  const std::optional<uint32_t> last = dash == text.npos ? first : port_number(text.substr(dash + 1));
  if (!first || !last) return out_of_range;
  if (*last < *first) return "is a range whose end is below its start";
  return *first == 0 ? port_zero : std::string_view();
}

// Typographic ones too: editors and web pages put them in.
struct Quote {
  std::string_view open, close;
};
constexpr Quote kQuotes[] = {{"\"", "\""},         {"'", "'"},           {"\u201C", "\u201D"},
                             {"\u201D", "\u201D"}, {"\u2018", "\u2019"}, {"\u2019", "\u2019"}};

}  // namespace

const std::vector<std::string_view>& instruction_names() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> all;
    for (int i = 0; i < static_cast<int>(Keyword::unknown); ++i) all.push_back(name_of(static_cast<Keyword>(i)));
    return all;
  }();
  return names;
}

std::string value_of(const Flag& flag) {
  std::string value;
  if (!flag.value) return value;
  const std::string_view text = flag.value->text;
  char quote = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) {
      value += text[++i];
    } else if (quote ? text[i] == quote : text[i] == '"' || text[i] == '\'') {
      quote = quote ? 0 : text[i];
    } else {
      value += text[i];
    }
  }
  return value;
}

bool is_boolean(std::string_view text) {
  constexpr std::string_view words[] = {"1", "t", "T", "true",  "TRUE",  "True",
                                        "0", "f", "F", "false", "FALSE", "False"};
  return std::find(std::begin(words), std::end(words), text) != std::end(words);
}

std::optional<double> duration(std::string_view text) {
  static constexpr std::pair<std::string_view, double> units[] = {
      {"ns", 1}, {"us", 1e3}, {"\u00B5s", 1e3}, {"\u03BCs", 1e3}, {"ms", 1e6}, {"s", 1e9}, {"m", 6e10}, {"h", 3.6e12}};
  double sign = 1;
  if (text.starts_with('-') || text.starts_with('+')) {
    sign = text[0] == '-' ? -1 : 1;
    text.remove_prefix(1);
  }
  if (text == "0") return 0;
  if (text.empty()) return std::nullopt;
  double sum = 0;
  while (!text.empty()) {
    double number = 0, scale = 1;
    size_t at = 0, digits = 0;
    for (; at < text.size() && is_digit(text[at]); ++at, ++digits) number = number * 10 + (text[at] - '0');
    if (at < text.size() && text[at] == '.') {
      for (++at; at < text.size() && is_digit(text[at]); ++at, ++digits) number += (text[at] - '0') * (scale /= 10);
    }
    if (digits == 0) return std::nullopt;
    text.remove_prefix(at);
    const auto unit = std::find_if(std::begin(units), std::end(units), [&](const auto& u) {
      const std::string_view rest = text.substr(std::min(u.first.size(), text.size()));
      return text.starts_with(u.first) && (rest.empty() || is_digit(rest[0]) || rest[0] == '.');
    });
    if (unit == std::end(units)) return std::nullopt;
    sum += number * unit->second;
    text.remove_prefix(unit->first.size());
  }
  return sign * sum;
}

bool is_file_mode(std::string_view text) {
  if (!text.empty() && is_digit(text[0])) {
    uint32_t mode = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), mode, 8);
    return error == std::errc() && end == text.data() + text.size() && mode <= 07777;
  }
  while (true) {
    const size_t comma = text.find(',');
    std::string_view clause = text.substr(0, comma);
    clause.remove_prefix(std::min(clause.find_first_not_of("ugoa"), clause.size()));
    if (clause.empty()) return false;
    while (!clause.empty()) {
      if (std::string_view("+-=").find(clause[0]) == std::string_view::npos) return false;
      clause.remove_prefix(1);
      clause.remove_prefix(std::min(clause.find_first_not_of("rwxXstugo"), clause.size()));
    }
    if (comma == text.npos) return true;
    text.remove_prefix(comma + 1);
  }
}

std::string_view port_problem(std::string_view spec) {
  std::string_view port = spec.substr(spec.rfind(':') + 1);
  std::string_view host =
      port.size() < spec.size() ? spec.substr(0, spec.size() - port.size() - 1) : std::string_view();
  const size_t slash = port.find('/');
  std::string protocol(slash == port.npos ? std::string_view() : port.substr(slash + 1));
  for (char& c : protocol) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  port = port.substr(0, slash);
  if (port.empty()) return "has no port";
  if (std::string_view problem = range_problem(port); !problem.empty()) return problem;
  if (!protocol.empty() && protocol != "tcp" && protocol != "udp" && protocol != "sctp") {
    return "has a protocol other than tcp, udp and sctp";
  }
  host = host.substr(host.rfind(':') + 1);
  return host.empty() ? host : range_problem(host);
}

bool is_stage_name(std::string_view lower_case) {
  return !lower_case.empty() && lower_case[0] >= 'a' && lower_case[0] <= 'z' &&
         std::all_of(lower_case.begin(), lower_case.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '_' || c == '.'; });
}

bool is_shell_test(std::string_view text) {
  if (text.starts_with("[[")) return true;
  if (text.size() < 2 || !is_blank(text[1])) return false;
  // The words up to the "]": a test has an operator among the first three, or a command behind it.
  std::string_view rest = text.substr(1);
  char quote = 0;
  size_t words = 0, begin = 0;
  for (size_t i = 0; i <= rest.size(); ++i) {
    const char c = i < rest.size() ? rest[i] : ' ';
    if (quote) {
      if (c == quote) quote = 0;
      continue;
    }
    if (c == '"' || c == '\'') quote = c;
    if (!is_blank(c)) continue;
    const std::string_view word = rest.substr(begin, i - begin);
    begin = i + 1;
    if (word.empty()) continue;
    if (word == "]" || word == "];") {
      const std::string_view behind = without_blanks(rest.substr(std::min(i, rest.size())));
      return words > 0 &&
             (word == "];" || behind.starts_with("&&") || behind.starts_with("|") || behind.starts_with(";"));
    }
    if (word.back() == ',') return false;
    ++words;
    if (words == 1 && (word == "!" || (word.size() == 2 && word[0] == '-'))) return true;
    if (words <= 3 && (word == "=" || word == "==" || word == "!=" || word == "=~")) return true;
    if (words == 2 && word.size() == 3 && word[0] == '-') return true;
  }
  return false;
}

std::optional<std::string> repaired_array(std::string_view text) {
  std::string array = "[";
  size_t at = 1;
  auto skip = [&](std::string_view characters) { at = std::min(text.find_first_not_of(characters, at), text.size()); };
  for (skip(" \t,"); at < text.size() && text[at] != ']'; skip(" \t,")) {
    const std::string_view rest = text.substr(at);
    const auto quote =
        std::find_if(std::begin(kQuotes), std::end(kQuotes), [&](const Quote& q) { return rest.starts_with(q.open); });
    std::string_view word;
    if (quote != std::end(kQuotes)) {
      const size_t end = rest.find(quote->close, quote->open.size());
      if (end == rest.npos) return std::nullopt;
      word = rest.substr(quote->open.size(), end - quote->open.size());
      at += end + quote->close.size();
      if (at < text.size() && std::string_view(" \t,]").find(text[at]) == std::string_view::npos) return std::nullopt;
    } else {
      word = rest.substr(0, rest.find_first_of(" \t,]"));
      at += word.size();
    }
    if (word.find_first_of("\"'\\[{$") != word.npos) return std::nullopt;
    if (array.size() > 1) array += ", ";
    ((array += '"') += word) += '"';
  }
  if (at < text.size() && at + 1 != text.size()) return std::nullopt;
  if (array.size() == 1) return std::nullopt;
  return array + "]";
}

std::vector<Word> expanded_words(const Instruction& instruction) {
  std::vector<Word> words;
  auto add = [&](const std::optional<Word>& word) {
    if (word) words.push_back(*word);
  };
  auto add_pairs = [&](const std::vector<KeyValue>& pairs) {
    for (const KeyValue& pair : pairs) {
      words.push_back(pair.key);
      add(pair.value);
    }
  };
  auto add_all = [&](const std::vector<Word>& all) { words.insert(words.end(), all.begin(), all.end()); };
  switch (instruction.keyword) {
    case Keyword::from:
      for (const Flag& flag : instruction.flags) add(flag.value);
      add(static_cast<const From&>(instruction).image);
      break;
    case Keyword::run:
      for (const Mount& mount : static_cast<const Run&>(instruction).mounts) {
        for (const Mount::Field& field : mount.fields) add(field.value);
      }
      break;
    case Keyword::copy:
    case Keyword::add: {
      const auto& transfer = static_cast<const Transfer&>(instruction);
      for (const Flag& flag : transfer.flags) {
        if (flag.name.text != "from") add(flag.value);
      }
      for (const Word& source : transfer.sources) {
        if (source.text.find("<<") == source.text.npos) words.push_back(source);
      }
      add(transfer.destination);
      break;
    }
    case Keyword::env:
      add_pairs(static_cast<const Env&>(instruction).pairs);
      break;
    case Keyword::label:
      add_pairs(static_cast<const Label&>(instruction).pairs);
      break;
    case Keyword::arg:
      add_pairs(static_cast<const Arg&>(instruction).pairs);
      break;
    case Keyword::expose:
      add_all(static_cast<const Expose&>(instruction).ports);
      break;
    case Keyword::volume:
      add_all(static_cast<const Volume&>(instruction).paths);
      break;
    case Keyword::user:
      add(static_cast<const User&>(instruction).user);
      break;
    case Keyword::workdir:
      add(static_cast<const Workdir&>(instruction).path);
      break;
    case Keyword::stopsignal:
      add(static_cast<const Stopsignal&>(instruction).signal);
      break;
    default:
      break;
  }
  return words;
}

std::string_view healthcheck_flag_problem(std::string_view name, std::string_view value) {
  const auto known = flags_of(Keyword::healthcheck);
  if (value.empty() || std::find(known.begin(), known.end(), name) == known.end()) return {};
  if (value.find('$') != value.npos) return "stays as it is, since no variable is replaced in these flags";
  if (name == "retries") {
    int32_t number = 0;
    if (value.starts_with('+')) value.remove_prefix(1);
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    const bool valid = error == std::errc() && end == value.data() + value.size() && number >= 0;
    return valid ? std::string_view() : "is no number of retries";
  }
  const std::optional<double> time = duration(value);
  if (!time) return "is no duration such as 30s or 1m30s";
  return *time != 0 && *time < 1e6 ? "is less than a millisecond" : std::string_view();
}

bool is_check_option(std::string_view option) {
  const size_t equals = option.find('=');
  if (equals == option.npos) return false;
  const std::string_view key = without_blanks(option.substr(0, equals)),
                         value = without_blanks(option.substr(equals + 1));
  if (key == "error") return is_boolean(value);
  return key == "skip" || key == "experimental";
}

bool needs_argument(Keyword keyword) {
  switch (keyword) {
    case Keyword::from:
    case Keyword::run:
    case Keyword::cmd:
    case Keyword::entrypoint:
    case Keyword::unknown:
      return false;
    default:
      return true;
  }
}

bool may_repeat_flag(std::string_view name) { return name == "mount" || name == "exclude" || name == "device"; }

bool is_boolean_flag(std::string_view name) {
  return name == "link" || name == "parents" || name == "keep-git-dir" || name == "unpack";
}

std::optional<Span> open_quote(const Instruction& instruction, const Word& word) {
  const auto problem = malformed(word.text, instruction.model->file().escape);
  if (!problem || (problem->reason != "missing '" && problem->reason != "missing \"")) return std::nullopt;
  return place_in(instruction, word, problem->offset, 1);
}

bool may_be_argument(std::string_view word, const std::set<std::string_view>& used) {
  if (word.empty() || is_digit(word[0]) || name_size(word) != word.size()) return false;
  return std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; }) || used.contains(word);
}

std::set<std::string_view> names_behind_dollar(std::string_view text) {
  std::set<std::string_view> names;
  for (size_t at = text.find('$'); at != text.npos; at = text.find('$', at)) {
    ++at;
    if (at < text.size() && text[at] == '{') ++at;
    const std::string_view rest = text.substr(at);
    names.insert(rest.substr(0, name_size(rest)));
  }
  return names;
}

Span place_in(const Instruction& instruction, const Word& word, size_t begin, size_t size) {
  const std::string_view line = instruction.line.text();
  const std::less_equal<const char*> not_behind;
  const bool inside = not_behind(line.data(), word.text.data()) &&
                      not_behind(word.text.data() + word.text.size(), line.data() + line.size());
  return inside ? instruction.line.span(word.text.substr(begin, size)) : word.span;
}

}  // namespace plimsoll::dockerfile
