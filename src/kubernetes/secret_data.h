// What a Secret keeps: the entries of data, decoded, and of stringData.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kubernetes/manifest.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

struct SecretEntry {
  Value key;
  Value value;
  std::string content;   // decoded
  bool encoded = false;  // stands in data
};
// Those that hold something: no placeholders, no references, nothing encrypted. Of other kinds than Secret none.
std::vector<SecretEntry> secret_entries_of(const Object& object);

// All that a manifest keeps secret, for hiding it wherever its lines are shown: what the rules of group secrets find,
// be they on or off, and what stands in a Secret where nothing belongs.
std::vector<Span> secrets_in(const Manifest& manifest);

// Certificates and public keys, which are for everyone.
bool is_public_material(std::string_view content);

// What the content lets somebody into, with its article, such as "a private key": a token of known form, or a file of
// credentials that Docker, kubectl, a web server or a cloud reads.
struct LiveCredential {
  std::string what;
  size_t begin = 0, end = 0;  // its bytes in the content
};
std::optional<LiveCredential> live_credential_in(std::string_view content);

}  // namespace plimsoll::kubernetes
