// kube-score has no configuration file; teams keep its options in one of their own, called .kube-score: as arguments
// (--ignore-test pod-probes), one or more a line, or as YAML with the options for keys.
#include <map>

#include "migrate/reader.h"
#include "migrate/tools.h"

namespace plimsoll::migrate {
namespace {

using kubernetes::Value;

const std::vector<Reason> kReasons{
    {"exit-one-on-warning", "what fails is for the command line: --fail-on warning"},
    {"output-format", "how findings are shown is for the command line: --format"},
    {"color", "how findings are shown is for the command line: --color"},
    {"disable-ignore-checks-annotations", "whether annotations count is for the command line: --no-inline"},
};

struct Flag {
  std::string name;
  Span span;
  std::vector<Item> values;  // none for a switch that is on
};

std::vector<Flag> flags_of_yaml(Reader& reader) {
  std::vector<Flag> flags;
  for (const auto& [key, value] : reader.entries(reader.root())) {
    if (value.is(false)) continue;
    flags.push_back({std::string(key.string()), key.span(), {}});
    if (!value.is(true)) flags.back().values = reader.items(value, key.string());
  }
  return flags;
}

bool has_value(std::string_view flag) {
  return !flag.starts_with("ignore-container-") && flag != "all-default-optional" && flag != "exit-one-on-warning" &&
         flag != "verbose" && flag != "disable-ignore-checks-annotations";
}

std::vector<Flag> flags_of_arguments(Reader& reader) {
  std::vector<Flag> flags;
  std::vector<Item> words;
  for (uint32_t line = 1; line <= reader.source().line_count(); ++line) {
    const Span span = reader.source().line(line);
    std::string_view text = reader.source().text(span);
    text = text.substr(0, text.find('#'));
    for (Item& word : split(text, " \t\r", span.begin)) words.push_back(std::move(word));
    if (words.size() > kMostValues) break;
  }
  for (size_t i = 0; i < words.size(); ++i) {
    const auto& [word, span] = words[i];
    if (!word.starts_with("--")) {
      if (word != "score" && word != "kube-score") reader.lose(span, word, "paths are for the command line");
      continue;
    }
    const size_t equals = word.find('=');
    Flag& flag = flags.emplace_back(Flag{word.substr(2, equals == word.npos ? word.npos : equals - 2), span, {}});
    if (equals != word.npos) {
      flag.values =
          split(std::string_view(word).substr(equals + 1), ",", span.begin + static_cast<uint32_t>(equals + 1));
    } else if (has_value(flag.name) && i + 1 < words.size() && !words[i + 1].text.starts_with("--")) {
      ++i;
      flag.values = split(words[i].text, ",", words[i].span.begin);
    }
  }
  return flags;
}

void set_minimum(Reader& reader, const Flag& flag, std::string_view rule) {
  for (const Item& value : flag.values) {
    const bool digits = !value.text.empty() && value.text.size() < 10 &&
                        value.text.find_first_not_of("0123456789") == std::string::npos;
    if (!digits) {
      reader.lose(value.span, flag.name, "a number is expected");
    } else {
      reader.set_option(rule, "minimum", std::stoll(value.text), {flag.name, flag.span}, flag.name);
    }
  }
}

void apply(Reader& reader, const Flag& flag) {
  Migration& migration = reader.migration();
  if (flag.name == "ignore-test") {
    for (const Item& test : flag.values) reader.switch_off(test, flag.name);
  } else if (flag.name == "enable-optional-test") {
    for (const Item& test : flag.values) reader.set_severity(test, flag.name, std::nullopt);
  } else if (flag.name == "all-default-optional") {
    for (const RegisteredRule* rule : rules_of("kube-score")) {
      Wish& wish = migration.wishes.emplace_back();
      wish.rule = rule;
      wish.origin = reader.origin(flag.span, flag.name);
    }
  } else if (flag.name == "ignore-container-cpu-limit" || flag.name == "ignore-container-memory-limit") {
    Wish& wish = migration.wishes.emplace_back();
    wish.rule = find_rule(flag.name == "ignore-container-cpu-limit" ? "missing-cpu-limit" : "missing-memory-limit");
    wish.off = true;
    wish.origin = reader.origin(flag.span, flag.name);
  } else if (flag.name == "min-replicas-deployment") {
    set_minimum(reader, flag, "minimum-replicas");
  } else if (flag.name == "min-replicas-hpa") {
    set_minimum(reader, flag, "hpa-minimum-replicas");
  } else if (flag.name == "kubernetes-version") {
    for (const Item& version : flag.values) reader.set_version(version, flag.name);
  } else {
    std::string_view why = "there is no such setting here";
    for (const Reason& reason : kReasons) {
      if (reason.key == flag.name) why = reason.why;
    }
    reader.lose(flag.span, flag.name, why);
  }
}

}  // namespace

Migration read_kube_score(const std::string& path, std::string text) {
  Reader reader("kube-score", path, std::move(text));
  reader.migration().profile = "kube-score";
  const std::string_view whole = reader.source().text();
  const size_t first = whole.find_first_not_of(" \t\r\n");
  const bool arguments = whole.find("\n--") != whole.npos ||
                         whole.substr(std::min(first, whole.size())).starts_with("--") ||
                         whole.substr(std::min(first, whole.size())).starts_with("kube-score");
  std::vector<Flag> flags = arguments ? flags_of_arguments(reader) : flags_of_yaml(reader);
  // What is ignored is so, whatever enables it.
  std::stable_sort(flags.begin(), flags.end(), [](const Flag& a, const Flag& b) {
    return !a.name.starts_with("ignore-") && b.name.starts_with("ignore-");
  });
  for (const Flag& flag : flags) apply(reader, flag);
  return reader.take();
}

}  // namespace plimsoll::migrate
