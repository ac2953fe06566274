// Scalars that YAML takes for something else than the text that was meant.
#pragma once

#include <string>

#include "context.h"
#include "kubernetes/value.h"

namespace plimsoll::kubernetes {

// A scalar of a plain style that is no string.
bool lacks_quotes(const Value& value);
// Puts the scalar in quotes as it is written.
void quote(Report& report, const Value& value, const Source& source);
// What YAML makes of it, where that is more than meets the eye: "YAML reads 0123 as the number 83". Empty if it is not.
std::string reading_of(const Value& value);

}  // namespace plimsoll::kubernetes
