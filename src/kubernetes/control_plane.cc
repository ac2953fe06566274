#include "kubernetes/control_plane.h"

#include <algorithm>
#include <charconv>

#include "image.h"
#include "kubernetes/edit.h"
#include "memo.h"

namespace plimsoll::kubernetes {
namespace {

constexpr std::string_view kComponents[] = {
    "kube-apiserver", "kube-controller-manager", "kube-scheduler", "etcd", "kubelet", "kube-proxy"};

std::string_view base_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string_view without_quotes(std::string_view text) {
  const bool quoted = text.size() > 1 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front();
  return quoted ? text.substr(1, text.size() - 2) : text;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// Which of them the container starts; empty if none.
std::string_view component_name(const Container& container) {
  const auto named = [](std::string_view program) -> std::string_view {
    const auto found = std::find(std::begin(kComponents), std::end(kComponents), program);
    return found == std::end(kComponents) ? std::string_view() : *found;
  };
  const Value command = container["command"], args = container["args"];
  if (command.size() > 0) return named(base_of(without_quotes(command[0].string())));
  if (!command.missing() && !command.is_list()) return {};
  const std::string_view first = without_quotes(args[0].string());
  if (args.size() > 0 && !first.starts_with('-')) return named(base_of(first));
  return named(base_of(split_image(container["image"].string()).repository));
}

// The components take an underscore for a dash.
std::string flag_name(std::string_view word) {
  std::string name(word.substr(std::min(word.find_first_not_of('-'), word.size())));
  std::replace(name.begin(), name.end(), '_', '-');
  return name;
}

void add_words(const Value& list, std::vector<Value>& words, Component& component) {
  component.complete &= list.is_list() || list.missing();
  for (const Value& word : list.items()) {
    component.complete &= word.is_scalar();
    words.push_back(word);
  }
}

void read_flags(const std::vector<Value>& words, Component& component) {
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string_view text = without_quotes(words[i].string());
    const size_t equals = std::min(text.find('='), text.size());
    if (text.find_first_not_of('-') == text.npos || !text.starts_with('-')) {
      component.complete &= !words[i].templated();
      continue;
    }
    Flag flag{.name = flag_name(text.substr(0, equals)), .word = words[i], .value_word = words[i]};
    const bool next_is_value = i + 1 < words.size() && !without_quotes(words[i + 1].string()).starts_with('-');
    if (equals < text.size()) {
      flag.value = without_quotes(text.substr(equals + 1));
    } else if (next_is_value) {
      flag.value_word = words[++i];
      flag.value = without_quotes(flag.value_word.string());
    } else {
      flag.bare = true;
    }
    flag.templated = flag.value_word.templated();
    // A template in the name may stand for any.
    component.complete &= flag.name.find_first_of("{$<") == std::string::npos;
    component.flags.push_back(std::move(flag));
  }
}

// Flags win over variables, so these come first.
void read_etcd_variables(const Container& container, Component& component) {
  constexpr std::string_view prefix = "ETCD_";
  const Value variables = container["env"];
  component.complete &= container["envFrom"].size() == 0 && (variables.is_list() || variables.missing());
  for (const Value& variable : variables.items()) {
    const std::string_view name = variable["name"].string();
    component.complete &= variable.is_map() && !variable["name"].templated();
    if (!name.starts_with(prefix)) continue;
    Flag flag{
        .name = flag_name(name.substr(prefix.size())), .word = variable["value"], .value_word = variable["value"]};
    std::transform(flag.name.begin(), flag.name.end(), flag.name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    flag.value = flag.word.string();
    flag.templated = flag.word.templated() || variable["valueFrom"].present();
    component.flags.push_back(std::move(flag));
  }
}

std::shared_ptr<const Component> read_component(const Container& container) {
  Component component{.name = component_name(container)};
  if (component.name.empty()) return nullptr;
  if (component.name == "etcd") read_etcd_variables(container, component);
  std::vector<Value> words;
  for (const char* list : {"command", "args"}) {
    add_words(container[list], words, component);
    if (container[list].size() > 0) component.list = container[list];
  }
  read_flags(words, component);
  // With a file of its own etcd looks at nothing else.
  component.complete &= component.name != "etcd" || !component.find("config-file");
  const Value& home = container["command"].present() ? container["command"] : container["args"];
  component.place = home.present()                 ? home.key_span()
                    : container["image"].present() ? container["image"].span()
                                                   : container.place();
  return std::make_shared<const Component>(std::move(component));
}

// As Go reads them.
std::optional<bool> switch_of(std::string_view text) {
  for (const char* yes : {"true", "True", "TRUE", "t", "T", "1"})
    if (text == yes) return true;
  for (const char* no : {"false", "False", "FALSE", "f", "F", "0"})
    if (text == no) return false;
  return std::nullopt;
}

}  // namespace

const Flag* Component::find(std::string_view flag) const {
  const auto found = std::find_if(flags.rbegin(), flags.rend(), [&](const Flag& each) { return each.name == flag; });
  return found == flags.rend() ? nullptr : &*found;
}

Span Component::place_of(std::string_view flag) const {
  const Flag* const found = find(flag);
  return found ? found->word.span() : place;
}

bool Component::is_unknown(std::string_view flag) const {
  const Flag* const found = find(flag);
  return found ? found->templated : !complete;
}

std::optional<bool> Component::is_on(std::string_view flag, bool absent) const {
  const Flag* const found = find(flag);
  if (is_unknown(flag)) return std::nullopt;
  if (!found) return absent;
  return found->bare ? true : switch_of(found->value).value_or(absent);
}

std::optional<bool> Component::is_given(std::string_view flag) const {
  const Flag* const found = find(flag);
  if (!found && !complete) return std::nullopt;
  return found && (found->templated || !found->value.empty());
}

std::optional<int64_t> Component::number(std::string_view flag) const {
  const Flag* const found = find(flag);
  if (!found || found->templated) return std::nullopt;
  int64_t number = 0;
  const char* const end = found->value.data() + found->value.size();
  const auto [rest, error] = std::from_chars(found->value.data(), end, number);
  return error == std::errc() && rest == end ? std::optional(number) : std::nullopt;
}

std::optional<bool> Component::lists(std::string_view flag, std::string_view part) const {
  const Flag* const found = find(flag);
  if (!found) return complete ? std::optional(false) : std::nullopt;
  const auto parts = parts_of(found->value);
  if (std::find(parts.begin(), parts.end(), part) != parts.end()) return true;
  return found->templated ? std::nullopt : std::optional(false);
}

std::optional<bool> Component::gate(std::string_view name) const {
  const Flag* const found = find("feature-gates");
  std::optional<bool> state;
  for (const std::string_view part : parts_of(found ? found->value : std::string_view())) {
    const size_t equals = part.find('=');
    if (equals != part.npos && trimmed(part.substr(0, equals)) == name)
      state = switch_of(trimmed(part.substr(equals + 1)));
  }
  return state;
}

std::shared_ptr<const Component> component_of(const Container& container, std::string_view name) {
  thread_local Memo<std::shared_ptr<const Component>> memo;
  auto component = memo.get(container.value.node(), [&] { return read_component(container); });
  return component && component->name == name ? component : nullptr;
}

bool is_loopback(std::string_view address) {
  return address == "::1" ||
         (address.starts_with("127.") && address.find_first_not_of("0123456789.") == std::string_view::npos);
}

std::vector<std::string_view> parts_of(std::string_view list) {
  std::vector<std::string_view> parts;
  for (size_t at = 0; at <= list.size();) {
    const size_t end = std::min(list.find(',', at), list.size());
    if (const auto part = trimmed(list.substr(at, end - at)); !part.empty()) parts.push_back(part);
    at = end + 1;
  }
  return parts;
}

std::optional<Edit> set_flag(const Component& component, std::string_view flag, std::string_view value,
                             const Source& source) {
  const std::string text = fmt::format("--{}={}", flag, value);
  const Flag* const found = component.find(flag);
  if (!found) return append_item(component.list, text, source);
  if (!found->word.string().starts_with('-')) return std::nullopt;
  return set_text(found->value_word, found->word == found->value_word ? text : std::string(value));
}

std::optional<Edit> erase_flag(const Component& component, std::string_view flag, const Container& container,
                               const Source& source) {
  const Flag* const found = component.find(flag);
  if (!found || found->word != found->value_word) return std::nullopt;
  for (const char* list : {"command", "args"}) {
    const auto words = container[list].items();
    if (std::find(words.begin(), words.end(), found->word) != words.end())
      return erase_item(container.value, {list}, found->word, source);
  }
  return std::nullopt;
}

bool judge(const Container& container, const FlagRule& rule, Context& ctx) {
  const auto component = component_of(container, rule.component);
  if (!component) return false;
  const auto meets = [&]() -> std::optional<bool> {
    switch (rule.want) {
      case Want::given:
      case Want::not_given:
        return component->is_given(rule.flag);
      case Want::on:
      case Want::not_on:
        return component->is_on(rule.flag, false);
      case Want::off:
      case Want::not_off:
        return component->is_on(rule.flag, true);
      case Want::listed:
      case Want::not_listed:
        return component->lists(rule.flag, rule.part);
    }
    return std::nullopt;
  }();
  const bool wanted =
      rule.want == Want::given || rule.want == Want::on || rule.want == Want::not_off || rule.want == Want::listed;
  if (!meets || *meets == wanted) return false;
  Report report = ctx.report(component->place_of(rule.flag), "{}", rule.message);
  const bool is_switch = rule.want >= Want::on && rule.want <= Want::not_off;
  const Flag* const found = component->find(rule.flag);
  // Some components read a switch and its value only from one word.
  if (!is_switch || (found && found->word != found->value_word)) return true;
  const char* const value = wanted ? "true" : "false";
  if (const auto edit = set_flag(*component, rule.flag, value, ctx.source()))
    report.suggest(fmt::format("set --{}={}", rule.flag, value), *edit);
  return true;
}

}  // namespace plimsoll::kubernetes
