// Text for XML and HTML.
#pragma once

#include <string>
#include <string_view>

namespace plimsoll {

// Fit for text and for attributes in either kind of quotes. Tabs and line breaks are references, so that attributes
// keep them; what XML cannot hold at all, such as other control characters, is U+FFFD.
std::string xml_escaped(std::string_view text);

}  // namespace plimsoll
