#include "kubernetes/quotes.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>

namespace plimsoll::kubernetes {

bool lacks_quotes(const Value& value) {
  return value.is_scalar() && !value.is_string() && (value.boolean() || value.is_number());
}

void quote(Report& report, const Value& value, const Source& source) {
  const std::string_view written = source.text().substr(value.span().begin, value.span().size());
  if (written == value.string()) report.fix("put it in quotes", replace(value.span(), fmt::format("\"{}\"", written)));
}

std::string reading_of(const Value& value) {
  const std::string_view text = value.string();
  if (const auto boolean = value.boolean()) {
    const std::string_view word = *boolean ? "true" : "false";
    return text == word ? std::string() : fmt::format("YAML reads {} as {}", text, word);
  }
  const auto integer = value.integer();
  if (!integer && !value.is_number()) return {};
  const std::string plain =
      integer ? std::to_string(*integer) : fmt::format("{}", std::strtod(std::string(text).c_str(), nullptr));
  return plain == text ? std::string() : fmt::format("YAML reads {} as the number {}", text, plain);
}

}  // namespace plimsoll::kubernetes
