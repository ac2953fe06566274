// Is this a secret? Names that secrets go by, forms that tokens have, values that only stand for one.
//
// Shared by the rules of both languages. The words and forms are rules/data/secret-patterns.yaml. Nothing here copies
// the secret: results hold its place in the text that was given, and say what kind it is, so that no message can print
// it.
//
//   secret_in_assignment("DB_PASSWORD", "tr0ub4dor&3x");    // a password, [0, 12)
//   secret_in_assignment("DB_PASSWORD", "${DB_PASSWORD}");   // nothing
//   secrets_in_text("curl https://bob:s3cret@host/");        // a password in a URL, the bytes of s3cret
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll {

struct Secret {
  enum class Evidence : uint8_t {
    format,  // has the form of a token or key that somebody issues
    url,     // stands as user information or as a parameter in a URL
    name,    // a literal value under a secret's name
    weak,    // the same, but short or known to everyone, such as "changeme"
  };
  std::string_view what;  // with its article: "an AWS access key ID", "a password"
  size_t begin = 0;       // its bytes in the value or text given
  size_t end = 0;
  Evidence evidence = Evidence::format;
};

// What a name says about its value.
struct SecretName {
  enum class Certainty : uint8_t {
    none,
    vague,    // KEY, AUTH: the value has to look like a secret too
    certain,  // DB_PASSWORD, api-key, githubToken
  };
  Certainty certainty = Certainty::none;
  std::string_view what;  // "a password"
};
// Of a variable, a key, a flag ("--api-key") or a label. PASSWORD_FILE, TOKEN_TTL and PUBLIC_KEY name no secret.
SecretName secret_name(std::string_view name);
inline bool is_secret_name(std::string_view name) { return secret_name(name).certainty != SecretName::Certainty::none; }

// What a variable of that name is for, judged without its value: as SecretName, and AUTH, X_KEY, DB_USR. Empty if
// nothing secret.
std::string_view secret_variable(std::string_view name);

// Empty, a variable or template, or words that ask for a value: "", "${TOKEN}", "{{ .token }}", "<your-token>", "xxx",
// "none".
bool is_placeholder(std::string_view value);

// The secret that `value` is or holds, given the name it is assigned to. The value has no quotes and escapes left.
std::optional<Secret> secret_in_assignment(std::string_view name, std::string_view value);

// The same for what a manifest sets: also any other literal under a name that is surely a secret's, however plain
// ("mytoken"). What may be the name of an object ("web-tls") is none.
std::optional<Secret> literal_secret(std::string_view name, std::string_view value);
// Whether the name says anything to that end.
bool may_name_literal(std::string_view name);

// One of the passwords that programs come with and everybody knows, such as "changeme".
bool is_default_password(std::string_view value);

// All tokens of known form and passwords in URLs, in order, not overlapping. Linear in the text.
std::vector<Secret> secrets_in_text(std::string_view text);

// The same, and the values that lines of the form NAME=VALUE, name: value or "name": "value" assign: for configuration
// files in heredocs and ConfigMaps, and for comments.
std::vector<Secret> secrets_in_configuration(std::string_view text);

// The same, and every other literal of literal_secret() that a line assigns, several in a line included: JSON, {a: b},
// A=b;C=d and options of commands.
std::vector<Secret> literal_secrets_in(std::string_view text);

// scheme://user:password@host or scheme://token@host, with variables as they are written.
struct UrlLogin {
  std::string_view user;
  std::string_view password;  // the token where there is no colon, then `user` is empty
  std::string_view host;
  size_t begin = 0;  // of the user information; behind its end stands the "@"
  size_t end = 0;
};
std::vector<UrlLogin> logins_in_urls(std::string_view text);

struct CredentialFile {
  std::string_view what;  // what it normally holds: "a private key", "npm credentials"
  bool certain = true;    // false: often without a secret, such as .gitconfig
};
// Judged by the last components of the path: .npmrc, .aws/credentials, deploy.key, and globs that mean such files
// ("*.pem").
std::optional<CredentialFile> credential_file(std::string_view path);
// The path, or its last component, fits the glob ("*" is any text).
bool fits_file(std::string_view glob, std::string_view path);

// The bytes that Base64 stands for; line breaks and blanks at the ends are skipped. Nothing if it is not Base64.
std::optional<std::string> decode_base64(std::string_view text);
std::string encode_base64(std::string_view bytes);

}  // namespace plimsoll
