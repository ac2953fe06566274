// Code that a script downloads and runs unseen: curl … | sh, sh -c "$(curl …)", bash <(curl …), wget -O x url && sh x.
//
// Verifying in between makes it seen: sha256sum, gpg --verify, cosign and the like. An interpreter counts only if it
// takes its program from there: "| python3 -m json.tool" and "| tar x" run nothing of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shell/script.h"

namespace plimsoll::shell {

struct RemoteCode {
  const Command* download = nullptr;
  const Command* runner = nullptr;  // bash, eval, ./install.sh, chmod
  std::string url;                  // as far as it is known
};
// In scripts that run one after another and see the same files. Linear but for the commands that run what was
// downloaded to a file.
std::vector<RemoteCode> remote_code(const std::vector<const Script*>& scripts);

// The word that downloads in a PowerShell script, or a call of one, that runs what it gets: iex (iwr …).
std::optional<Span> remote_code_in_powershell(const Script& script);

// The command compares a checksum or checks a signature.
bool verifies(const Command& command);

// The host in a URL, empty if it holds a variable.
std::string_view host_of(std::string_view url);

}  // namespace plimsoll::shell
