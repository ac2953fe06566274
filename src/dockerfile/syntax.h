// What the builder accepts as a value of this and that: durations, modes, ports, names. For the rules about syntax.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dockerfile/ast.h"

namespace plimsoll::dockerfile {

// FROM, RUN, … in capitals.
const std::vector<std::string_view>& instruction_names();

// FROM does too, in a form that is checked apart.
bool needs_argument(Keyword keyword);
// --link, --parents …: true, false, or no value.
bool is_boolean_flag(std::string_view name);
bool may_repeat_flag(std::string_view name);
// What is wrong with a flag's value; empty if nothing.
std::string_view healthcheck_flag_problem(std::string_view name, std::string_view value);
// skip=…, error=… or experimental=… of the directive "check".
bool is_check_option(std::string_view option);
// The value of a flag as the builder takes it: without quotes and escapes. Empty if it has none.
std::string value_of(const Flag& flag);

// true, false and their short forms in Go.
bool is_boolean(std::string_view text);
// Nanoseconds of a duration in Go's form: 30s, 1m30s, 1.5h, 0.
std::optional<double> duration(std::string_view text);
// An octal number up to 07777, or a symbolic mode: u=rwX,go-w.
bool is_file_mode(std::string_view text);
// What is wrong with an expanded [ip:][hostport:]port[-port][/proto] of EXPOSE; empty if nothing.
std::string_view port_problem(std::string_view spec);
inline constexpr std::string_view port_zero = "is accepted by the builder, but nothing can listen there";
bool is_stage_name(std::string_view lower_case);

// "[ -f x ] && y": text that starts with "[" because it is a command of the shell.
bool is_shell_test(std::string_view text);
// A JSON array of the words that a broken one was meant to hold; nullopt where that would be a guess.
std::optional<std::string> repaired_array(std::string_view text);

// The words in which the builder replaces variables.
std::vector<Word> expanded_words(const Instruction& instruction);
// The quote of a word that no second one closes.
std::optional<Span> open_quote(const Instruction& instruction, const Word& word);
// Whether a further word of ARG is meant as a name. "1.2" is a value and "HTTPS_PROXY" a name; "bar" is one if `used`,
// the names behind a "$" in the file, has it.
bool may_be_argument(std::string_view word, const std::set<std::string_view>& used);
std::set<std::string_view> names_behind_dollar(std::string_view text);
// Where a part of a word stands; all of the word where its text is not that of the file.
Span place_in(const Instruction& instruction, const Word& word, size_t begin, size_t size);

}  // namespace plimsoll::dockerfile
