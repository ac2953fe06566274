// Credentials in the words of a command: --password=…, mysql -p…, curl -u user:…, PGPASSWORD=… psql.
//
// Tokens of known form are found in any text by secrets.h; this is about the words that say by their place what they
// are.
#pragma once

#include <string_view>
#include <vector>

#include "shell/script.h"

namespace plimsoll::shell {

struct Credential {
  std::string_view what;  // "a password"
  Span span;              // the secret; the whole word where escapes stand in the way
};
// In order of the words. The flags that programs have are rules/data/credential-flags.yaml.
std::vector<Credential> credentials_in(const Command& command);

}  // namespace plimsoll::shell
