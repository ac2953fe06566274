#include <fmt/format.h>

#include "output/output.h"

namespace plimsoll {

std::string_view homepage() { return PLIMSOLL_HOMEPAGE; }

std::string rule_address(const RegisteredRule& rule, std::string_view homepage) {
  if (homepage.empty()) return {};
  return fmt::format("{}/blob/main/rules/{}/{}.md", homepage, rule.language, rule.name);
}

}  // namespace plimsoll
