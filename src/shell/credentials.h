// Credentials in the words of a command: --password=…, mysql -p…, curl -u user:…, PGPASSWORD=… psql, npm config set … _auth ….
//
// Tokens of known form are found in any text by secrets.h; this is about the words that say by their place what they
// are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shell/script.h"

namespace plimsoll::shell {

// A place where a credential stands, be it a literal or a variable.
struct CredentialPlace {
  std::string name;          // what says so: a flag, a variable, "password"
  const Word* word = nullptr;
  size_t begin = 0;          // of the value in the word's text
  size_t end = 0;
  bool assignment = false;   // NAME=value before the command
  bool known = false;        // the program takes a secret there, whatever the name sounds like
  std::string_view file;     // where the command keeps it, such as .npmrc; empty if nowhere
  std::string_view value() const { return std::string_view(word->text).substr(begin, end - begin); }
  Span span() const;         // the whole word where escapes stand in the way
  bool expands(std::string_view variable) const;
};
// In order of the words. The flags that programs have are rules/data/credential-flags.yaml.
std::vector<CredentialPlace> credential_places(const Command& command);

struct Credential {
  std::string_view what;  // "a password"
  Span span;
};
// The literals among them.
std::vector<Credential> credentials_in(const Command& command);

// The command reads a credential from its standard input: docker login --password-stdin.
bool reads_credential(const Command& command);
// The command logs in with a key file.
bool logs_in_by_file(const Command& command);

}  // namespace plimsoll::shell
