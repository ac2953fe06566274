// A finding as a JSON object, the same in json and jsonl. Places have the byte offset, 0-based, the line, and columns
// in code points and in UTF-16 units, all 1-based; ends are exclusive.
#pragma once

#include "output/json_writer.h"

namespace plimsoll {

void write_finding(JsonWriter& json, const Diagnostic& diagnostic);

}  // namespace plimsoll
