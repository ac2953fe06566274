// Paths that a tool leaves out, in the syntax of .gitignore that `exclude` and `paths` have.
//
// Patterns are relative to the folder of the file that they stand in. What lies outside of it, or cannot be said,
// is nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::migrate {

// A glob that has to fit the whole path, in which "**" stands for any folders and {a,b} for either:
// "./docs/*.yaml" -> "/docs/*.yaml", "charts/{a,b}" -> "/charts/a" and "/charts/b".
std::vector<std::string> from_glob(std::string_view glob);

// A regular expression that is found anywhere in the path: "dir1" -> "*dir1*", "^docs/" -> "/docs/". Only such as say
// no more than a glob can.
std::vector<std::string> from_regex(std::string_view regex);

}  // namespace plimsoll::migrate
