// Secrets in a Dockerfile, with their places: literals in instructions, and what a RUN gets by arguments and mounts.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dockerfile/ast.h"
#include "dockerfile/model.h"
#include "secrets.h"

namespace plimsoll::dockerfile {

struct PlacedSecret {
  Secret secret;
  Span span;              // of the bytes to hide
  Span login;             // of a password in a URL: the user information that it is part of
  std::string_view host;  // of that URL
  Span assignment;        // name and value, where it has a name; of one in a comment, the comment
  std::string name;       // of the variable or label; empty if it has none
};

// Literals in ENV, ARG and LABEL, in assignments of scripts, in heredoc bodies, and tokens of known form anywhere in
// the instruction. Nothing for ONBUILD itself, whose trigger is an instruction of its own.
const std::vector<PlacedSecret>& literal_secrets(const Instruction& instruction);
// Tokens of known form, passwords in URLs and values under a secret's name, in comments.
const std::vector<PlacedSecret>& secrets_in_comments(const File& file);
// The part of an instruction that stands for `part`, a view into `word`.
Span place_of(const Instruction& instruction, const Word& word, std::string_view part);
// What a pair of ENV or ARG is for, by its name: "a token". Empty if its value says that the secret is elsewhere: a
// path, a reference, nothing at all.
std::string_view secret_pair(const KeyValue& pair, bool argument);
// Without the quotes around it.
std::string_view unquoted(std::string_view text);

// RUN --mount=type=secret: where its content is seen.
struct SecretMount {
  std::string id;
  std::string target;    // a path; empty if only a variable has it
  std::string variable;  // empty if only a file has it
};
std::vector<SecretMount> secret_mounts(const Run& run);
// The variables of the file that the scripts of a RUN see, less those that they set themselves or a secret mount
// provides.
class RunVariables {
 public:
  explicit RunVariables(const Instruction& run);
  Binding find(std::string_view name) const;

 private:
  const Instruction& run_;
  std::set<std::string, std::less<>> own_;
};

// The first use of each secret build argument in the RUNs of a stage: the word that expands it, or just a step that
// runs with it in its environment.
struct ArgumentUse {
  const KeyValue* pair;
  const Instruction* run;
  std::optional<Span> word;
};
std::vector<ArgumentUse> secret_arguments_used(const Stage& stage);

}  // namespace plimsoll::dockerfile
