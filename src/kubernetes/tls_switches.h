// Switches that make programs accept any certificate: settings in objects and in texts, flags, variables.
//
//   is_skip_verify("insecureSkipTLSVerify")      // also insecure_skip_verify, --ssl-skip-verification, …
#pragma once

#include <string_view>
#include <vector>

#include "dockerfile/switches.h"
#include "kubernetes/value.h"

namespace plimsoll::kubernetes {

// A name that says so; whether it is switched on is another question.
bool is_skip_verify(std::string_view name);

// Those that are switched on in text such as `insecure_skip_verify: true` or `"skipTlsVerify"=true`, comments aside.
struct TextSwitch {
  size_t begin, end;
};
std::vector<TextSwitch> skip_verify_in(std::string_view text);

// The flags, settings and assignments of a command. None if it talks to localhost: nobody is in between.
std::vector<dockerfile::Switch> skip_verify_in(const shell::Command& command);
// "--insecure" of the other programs: some take any certificate then, and some do without TLS.
std::vector<dockerfile::Switch> insecure_in(const shell::Command& command);

// An environment variable with this value does so.
bool is_skip_verify_variable(std::string_view name, const Value& value);

}  // namespace plimsoll::kubernetes
