// The JSON Schema of a configuration, for editors: made from the table of keys and from the rules with their options.
// Checked in as schemas/plimsoll.schema.json; `plimsoll config schema` prints it.
#pragma once

#include <string>

namespace plimsoll {

std::string config_schema();

}  // namespace plimsoll
