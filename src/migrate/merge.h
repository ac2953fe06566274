// Several configurations of other tools as one of ours.
//
// A rule is on if one of the tools reports it, so that together they say what they said before: what one of them
// ignores and another one reports stays, and is told as a conflict. The profile is that of the tool that runs the most
// rules; what the other ones run by default is spelled out.
#pragma once

#include <vector>

#include "migrate/migration.h"

namespace plimsoll::migrate {

struct Plan {
  std::vector<std::string> files;
  std::string profile;      // empty: none of the files asks for one
  std::vector<Wish> rules;  // each rule and code once, in the order of files and places
  std::optional<Entry> kubernetes_version;
  std::vector<Entry> exclude, trusted_registries;
  std::vector<Entry> namespaces, names;  // of objects that no rule judges
  std::vector<Exception> exceptions;
  std::vector<Loss> losses;  // conflicts included
  std::vector<Loss> errors;
};

Plan merge(std::vector<Migration> migrations);

}  // namespace plimsoll::migrate
