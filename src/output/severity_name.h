// How formats that shout call the severities.
#pragma once

#include <string_view>

#include "rule.h"

namespace plimsoll {

inline std::string_view capital_name(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "ERROR";
    case Severity::warning:
      return "WARNING";
    case Severity::info:
      return "INFO";
  }
  return {};
}

}  // namespace plimsoll
