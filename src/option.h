// A setting of a rule: a typed constant with a help text and a default, read as ctx[option] and set in the
// configuration under the rule's name.
//
//   constinit const Option<Names> registries{"registries", "where images may come from", {}};
//   ... for (std::string_view registry : ctx[registries]) ...
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "rule.h"

namespace plimsoll {

// What a list option holds; the views stay valid for the run.
using Names = std::span<const std::string_view>;

// A value from the configuration, in the type of its option.
using OptionValue = std::variant<bool, int64_t, std::string_view, std::vector<std::string_view>>;

enum class OptionType : uint8_t { boolean, integer, string, names };

// What is wrong with a text that is given to an option, in one clause such as "lacks a ')'"; empty if nothing is.
using TextProblem = std::string (*)(std::string_view text);

struct OptionBase {
  std::string_view name;  // as written in the configuration, kebab-case
  std::string_view help;  // one clause
  OptionType type;
  TextProblem problem_of = nullptr;  // of a string, or of each item of a list; nullptr: any text will do
};

template <class T>
struct OptionTraits;
template <>
struct OptionTraits<bool> {
  using Default = bool;
  static constexpr OptionType type = OptionType::boolean;
};
template <>
struct OptionTraits<int64_t> {
  using Default = int64_t;
  static constexpr OptionType type = OptionType::integer;
};
template <>
struct OptionTraits<std::string_view> {
  using Default = std::string_view;
  static constexpr OptionType type = OptionType::string;
};
template <>
struct OptionTraits<Names> {
  using Default = List<std::string_view, 24>;
  static constexpr OptionType type = OptionType::names;
};

template <class T>
struct Option : OptionBase {
  typename OptionTraits<T>::Default fallback;

  constexpr Option(std::string_view name_, std::string_view help_, typename OptionTraits<T>::Default fallback_,
                   TextProblem problem_of_ = nullptr)
      : OptionBase{name_, help_, OptionTraits<T>::type, problem_of_}, fallback(fallback_) {}

  T get(const OptionValue* configured) const {
    if constexpr (std::is_same_v<T, Names>) {
      if (configured) return Names(std::get<std::vector<std::string_view>>(*configured));
      return Names(fallback.begin(), fallback.count);
    } else {
      return configured ? std::get<T>(*configured) : fallback;
    }
  }
};

}  // namespace plimsoll
