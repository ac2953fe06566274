#include "migrate/reader.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>

#include "kubernetes/parse.h"
#include "profile.h"

namespace plimsoll::migrate {

using kubernetes::Value;

Reader::Reader(std::string_view tool, const std::string& path, std::string text)
    : tool_(tool), source_(path, std::move(text)) {
  migration_.path = path;
}

Value Reader::root() {
  documents_ = kubernetes::parse(source_);
  if (documents_.empty()) return {};
  const kubernetes::Document& first = *documents_.front();
  if (first.problem) {
    fail(first.problem->span, first.problem->message);
    return {};
  }
  for (size_t i = 1; i < documents_.size(); ++i) {
    if (documents_[i]->root) lose(documents_[i]->span, "another document", "a configuration is one document");
  }
  const Value root = first.value();
  if (root.is_map() || root.missing()) return root;
  fail(root.span(), "a mapping of settings is expected");
  return {};
}

bool Reader::spend(size_t values, Span span) {
  if (values <= left_) {
    left_ -= values;
    return true;
  }
  if (left_ > 0) lose(span, "the rest of the file", fmt::format("it has more than {} values", kMostValues));
  left_ = 0;
  return false;
}

std::vector<Value> Reader::values(Value list) {
  return spend(list.size(), list.span()) ? list.items() : std::vector<Value>();
}

std::vector<std::pair<Value, Value>> Reader::entries(Value map) {
  if (!spend(map.size(), map.span())) return {};
  return map.entries();
}

std::vector<Item> Reader::items(Value value, std::string_view key) {
  std::vector<Item> result;
  if (value.missing()) return result;
  if (value.is_scalar()) {
    constexpr size_t kWord = 16;
    if (!spend(1 + value.string().size() / kWord, value.span())) return result;
    // Where the words of a text stand is known only if it stands there as it is.
    const size_t at = source_.text(value.span()).find(value.string());
    const auto begin = value.span().begin + static_cast<uint32_t>(at == std::string_view::npos ? 0 : at);
    return split(value.string(), ",", begin);
  }
  if (!value.is_list()) lose(value.span(), key, "a list of strings is expected");
  for (const Value& each : values(value)) {
    if (each.is_scalar()) {
      result.push_back(item(each));
    } else if (!each.missing()) {
      lose(each.span(), key, "a string is expected");
    }
  }
  return result;
}

void Reader::lose(Span span, std::string_view what, std::string_view why) {
  migration_.losses.push_back({source_.path(), source_.code_points(span.begin), std::string(what), std::string(why)});
}

void Reader::fail(Span span, std::string_view why) {
  migration_.errors.push_back({source_.path(), source_.code_points(span.begin), "", std::string(why)});
}

void Reader::lose_key(Value key, const std::vector<Reason>& reasons, std::string_view prefix) {
  const auto known = std::find_if(reasons.begin(), reasons.end(), [&](const Reason& each) { return key.is(each.key); });
  lose(key.span(), fmt::format("{}{}", prefix, key.string()),
       known != reasons.end() ? known->why : "there is no such setting here");
}

std::vector<Wish> Reader::wishes(const Item& id, std::string_view key) {
  std::vector<Wish> result;
  const std::string name = fmt::format("{}:{}", tool_, id.text);
  const std::string code = shellcheck_code(name);
  for (const RegisteredRule* rule : find_rules(name)) {
    Wish& wish = result.emplace_back();
    wish.rule = rule;
    if (has_codes(*rule)) wish.code = code;
    wish.id = id.text;
    wish.origin = origin(id.span, key);
  }
  if (id.text.starts_with("CVE-") || id.text.starts_with("GHSA-")) {
    lose(id.span, id.text, "packages are not searched for vulnerabilities");
  } else if (result.empty()) {
    lose(id.span, id.text, fmt::format("no rule here stands for that of {}", tool_));
  }
  return result;
}

void Reader::switch_off(const Item& id, std::string_view key) {
  for (Wish& wish : wishes(id, key)) {
    wish.off = true;
    migration_.wishes.push_back(std::move(wish));
  }
}

void Reader::set_severity(const Item& id, std::string_view key, std::optional<Severity> severity) {
  for (Wish& wish : wishes(id, key)) {
    wish.severity = severity;
    migration_.wishes.push_back(std::move(wish));
  }
}

void Reader::keep_only(const std::set<const RegisteredRule*>& kept, Span span, std::string_view key) {
  for (const RegisteredRule& rule : all_rules()) {
    if (kept.contains(&rule) || !joins(rule, migration_.profile)) continue;
    Wish& wish = migration_.wishes.emplace_back();
    wish.rule = &rule;
    wish.off = true;
    wish.origin = origin(span, key);
  }
}

void Reader::set_option(std::string_view rule, std::string_view option, OwnedValue value, const Item& id,
                        std::string_view key) {
  Wish& wish = migration_.wishes.emplace_back();
  wish.rule = find_rule(rule);
  for (const OptionBase* each : wish.rule->rule->options) {
    if (each->name == option) wish.options.emplace_back(each, std::move(value));
  }
  wish.id = id.text;
  wish.origin = origin(id.span, key);
}

void Reader::set_version(const Item& version, std::string_view key) {
  static const RE2 kForm("v?(1\\.[0-9]{1,2})(\\..*)?");
  std::string number;
  if (!RE2::FullMatch(version.text, kForm, &number))
    return lose(version.span, key, "a version such as 1.31 is expected");
  migration_.kubernetes_version = Entry{number, origin(version.span, key)};
}

std::set<const RegisteredRule*> rules_of(std::string_view tool) {
  std::set<const RegisteredRule*> rules;
  for (const RegisteredRule& rule : all_rules()) {
    for (std::string_view alias : rule.aliases()) {
      if (alias.substr(0, alias.find(':')) == tool) rules.insert(&rule);
    }
  }
  return rules;
}

std::vector<Item> split(std::string_view text, std::string_view separators, uint32_t begin) {
  std::vector<Item> items;
  constexpr std::string_view kBlanks = " \t\r\n";
  for (size_t at = 0; at <= text.size();) {
    const size_t end = std::min(text.find_first_of(separators, at), text.size());
    const size_t first = std::min(text.find_first_not_of(kBlanks, at), end);
    const size_t last = first == end ? end : text.find_last_not_of(kBlanks, end - 1) + 1;
    const auto offset = begin + static_cast<uint32_t>(first);
    if (first < last) {
      items.push_back(
          {std::string(text.substr(first, last - first)), {offset, offset + static_cast<uint32_t>(last - first)}});
    }
    at = end + 1;
  }
  return items;
}

}  // namespace plimsoll::migrate
