#include "kubernetes/quotes.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

namespace plimsoll::kubernetes {

bool lacks_quotes(const Value& value) {
  return value.is_scalar() && !value.is_string() && (value.boolean() || value.is_number());
}

void quote(Report& report, const Value& value, const Source& source) {
  const std::string_view written = source.text().substr(value.span().begin, value.span().size());
  // Those who use its anchor may want the number.
  if (written == value.string() && value.node()->anchor.empty())
    report.fix("put it in quotes", replace(value.span(), fmt::format("\"{}\"", written)));
}

std::string reading_of(const Value& value) {
  const std::string_view text = value.string();
  if (const auto boolean = value.boolean()) {
    const std::string_view word = *boolean ? "true" : "false";
    return text == word ? std::string() : fmt::format("YAML reads {} as {}", text, word);
  }
  const auto integer = value.integer();
  if (!integer && !value.is_number()) return {};
  const double number = integer ? 0 : std::strtod(std::string(text).c_str(), nullptr);
  // Neither ".inf" and ".nan", which strtod() does not know, nor what is too large for it.
  if (!integer && (!std::isfinite(number) || text.find_first_of("0123456789") == text.npos)) return {};
  const std::string plain = integer ? std::to_string(*integer) : fmt::format("{}", number);
  return plain == text ? std::string() : fmt::format("YAML reads {} as the number {}", text, plain);
}

}  // namespace plimsoll::kubernetes
