#include "migrate/merge.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "profile.h"

namespace plimsoll::migrate {
namespace {

// A rule, or those of its findings that have the code.
using Key = std::pair<const RegisteredRule*, std::string>;

// What one tool asks for, in all its files.
struct Tool {
  std::string profile;
  std::string path;  // of its first file
  std::map<Key, Wish> wishes;
};

void add_text(std::string& list, const std::string& text) {
  if (text.empty() || (", " + list + ", ").find(", " + text + ", ") != std::string::npos) return;
  list.append(list.empty() ? "" : ", ").append(text);
}

// Lists grow, other values are replaced.
void add_option(Wish& wish, const OptionBase* option, OwnedValue value) {
  for (auto& [known, old] : wish.options) {
    if (known != option) continue;
    auto* list = std::get_if<std::vector<std::string>>(&old);
    const auto* more = std::get_if<std::vector<std::string>>(&value);
    if (list == nullptr || more == nullptr) {
      old = std::move(value);
      return;
    }
    for (const std::string& each : *more) {
      if (std::find(list->begin(), list->end(), each) == list->end()) list->push_back(each);
    }
    return;
  }
  wish.options.emplace_back(option, std::move(value));
}

void add_options(Wish& wish, const Wish& other) {
  for (const auto& [option, value] : other.options) add_option(wish, option, value);
}

// The later wish of one tool for the same rule.
void add(Tool& tool, Wish wish) {
  const auto [found, is_new] = tool.wishes.try_emplace({wish.rule, wish.code}, wish);
  if (is_new) return;
  Wish& known = found->second;
  if (known.off != wish.off) {
    add_options(wish, known);
    known = std::move(wish);
    return;
  }
  if (wish.severity) known.severity = wish.severity;
  add_text(known.id, wish.id);
  add_options(known, wish);
}

std::vector<Tool> tools_of(const std::vector<Migration>& migrations) {
  std::vector<Tool> tools;
  for (const Migration& migration : migrations) {
    if (migration.profile.empty()) continue;
    auto tool =
        std::find_if(tools.begin(), tools.end(), [&](const Tool& each) { return each.profile == migration.profile; });
    if (tool == tools.end()) tool = tools.insert(tool, Tool{migration.profile, migration.path, {}});
    for (const Wish& wish : migration.wishes) add(*tool, wish);
  }
  return tools;
}

std::string widest_profile(const std::vector<Tool>& tools) {
  std::string widest;
  ptrdiff_t most = -1;
  for (const Tool& tool : tools) {
    const RegisteredRules rules = all_rules();
    const ptrdiff_t count = std::count_if(rules.begin(), rules.end(),
                                          [&](const RegisteredRule& rule) { return joins(rule, tool.profile); });
    if (count > most) widest = tool.profile;
    most = std::max(most, count);
  }
  return widest;
}

OwnedValue owned(const OptionValue& value) {
  if (const auto* text = std::get_if<std::string_view>(&value)) return std::string(*text);
  if (const auto* names = std::get_if<std::vector<std::string_view>>(&value)) {
    return std::vector<std::string>(names->begin(), names->end());
  }
  if (const auto* number = std::get_if<int64_t>(&value)) return *number;
  return std::get<bool>(value);
}

// What a tool does with a rule that it runs and that the chosen profile does not.
Wish by_default(const RegisteredRule& rule, const Tool& tool) {
  const ProfileSettings settings = settings_of(tool.profile);
  Wish wish{.rule = &rule, .severity = rule.rule->severity, .origin = {tool.path, {}, "what it runs by default"}};
  if (settings.severity) wish.severity = settings.severity;
  if (const auto own = settings.rules.find(&rule); own != settings.rules.end()) {
    if (own->second.severity) wish.severity = own->second.severity;
    for (const auto& [option, value] : own->second.options) add_option(wish, option, owned(value));
  }
  return wish;
}

class Merger {
 public:
  Merger(const std::vector<Tool>& tools, Plan& plan) : tools_(tools), plan_(plan) {}

  void merge_rule(const Key& key) {
    const RegisteredRule& rule = *key.first;
    const bool in_profile = joins(rule, plan_.profile);
    std::optional<Wish> on, off;
    bool asked = !in_profile;  // on, and not as the profile has it
    for (const Tool& tool : tools_) {
      const auto found = tool.wishes.find(key);
      const bool joined = joins(rule, tool.profile);
      if (found != tool.wishes.end() && found->second.off) {
        off = found->second;
      } else if (found != tool.wishes.end()) {
        add_wish(on, found->second);
        if (!in_profile && joined) add_defaults(*on, rule, tool);
        asked = true;
      } else if (joined && key.second.empty()) {
        if (!in_profile) {
          add_wish(on, by_default(rule, tool));
        } else if (!on) {
          on = Wish{.rule = &rule, .origin = {tool.path, {}, tool.profile}};
        }
      }
    }
    // What a tool leaves out without a word about it contradicts nobody.
    if (on && off && !off->id.empty()) tell_conflict(*on, *off);
    if (on && asked) put(std::move(*on));
    if (!on && off && in_profile) put(std::move(*off));
  }

 private:
  // Of several severities the highest counts.
  static void add_wish(std::optional<Wish>& on, const Wish& wish) {
    if (!on) {
      on = wish;
      return;
    }
    if (wish.severity) on->severity = on->severity ? std::max(*on->severity, *wish.severity) : wish.severity;
    add_text(on->id, wish.id);
    add_options(*on, wish);
  }

  static void add_defaults(Wish& wish, const RegisteredRule& rule, const Tool& tool) {
    Wish full = by_default(rule, tool);
    if (!wish.severity) wish.severity = full.severity;
    add_options(full, wish);
    wish.options = std::move(full.options);
  }

  void tell_conflict(const Wish& on, const Wish& off) {
    plan_.losses.push_back({off.origin.path, off.origin.place, off.id,
                            fmt::format("{} reports the same, so rule {} stays on", on.origin.path,
                                        off.code.empty() ? off.rule->name : off.code)});
  }

  void put(Wish wish) {
    // Outside of the profile it is the severity that switches a rule on.
    if (!wish.off && !wish.severity && !joins(*wish.rule, plan_.profile)) wish.severity = wish.rule->rule->severity;
    if (wish.off || wish.severity || !wish.options.empty()) plan_.rules.push_back(std::move(wish));
  }

  const std::vector<Tool>& tools_;
  Plan& plan_;
};

// Of the only tool, an exception from all rules for namespaces or for names alone is an exemption.
void add_exception(Plan& plan, Exception exception, std::string_view profile, bool only_tool) {
  const bool whole = only_tool && exception.rules.empty() && exception.paths.empty() && exception.expires.empty();
  if (whole && exception.namespaces.empty() != exception.names.empty()) {
    for (std::string& name : exception.namespaces) plan.namespaces.push_back({std::move(name), exception.origin});
    for (std::string& name : exception.names) plan.names.push_back({std::move(name), exception.origin});
    return;
  }
  if (exception.rules.empty()) {
    for (const RegisteredRule& rule : all_rules()) {
      if (joins(rule, profile)) exception.rules.push_back(&rule);
    }
  }
  plan.exceptions.push_back(std::move(exception));
}

// Two files may name two versions; the first one counts.
void set_version(Plan& plan, const std::optional<Entry>& version) {
  if (!version) return;
  if (!plan.kubernetes_version) {
    plan.kubernetes_version = version;
  } else if (plan.kubernetes_version->text != version->text) {
    plan.losses.push_back(
        {version->origin.path, version->origin.place, version->origin.key,
         fmt::format("{} is for version {}", plan.kubernetes_version->origin.path, plan.kubernetes_version->text)});
  }
}

}  // namespace

Plan merge(std::vector<Migration> migrations) {
  Plan plan;
  const std::vector<Tool> tools = tools_of(migrations);
  plan.profile = widest_profile(tools);
  std::set<Key> keys;
  for (const RegisteredRule& rule : all_rules()) keys.insert({&rule, ""});
  for (const Tool& tool : tools) {
    for (const auto& [key, wish] : tool.wishes) keys.insert(key);
  }
  Merger merger(tools, plan);
  for (const Key& key : keys) merger.merge_rule(key);
  std::map<std::string, size_t> order;
  for (Migration& migration : migrations) {
    order.emplace(migration.path, plan.files.size());
    plan.files.push_back(migration.path);
    const auto move_all = [](auto& from, auto& to) {
      to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    };
    move_all(migration.exclude, plan.exclude);
    move_all(migration.trusted_registries, plan.trusted_registries);
    set_version(plan, migration.kubernetes_version);
    for (Exception& exception : migration.exceptions)
      add_exception(plan, std::move(exception), migration.profile, tools.size() == 1);
    move_all(migration.losses, plan.losses);
    move_all(migration.errors, plan.errors);
  }
  const auto position = [&](const std::string& path, const Place& place) {
    return std::tuple(order[path], place.line, place.column);
  };
  std::stable_sort(plan.rules.begin(), plan.rules.end(), [&](const Wish& a, const Wish& b) {
    return position(a.origin.path, a.origin.place) < position(b.origin.path, b.origin.place);
  });
  std::stable_sort(plan.losses.begin(), plan.losses.end(),
                   [&](const Loss& a, const Loss& b) { return position(a.path, a.place) < position(b.path, b.place); });
  return plan;
}

}  // namespace plimsoll::migrate
