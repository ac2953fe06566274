// What certificates and requests for them say, read from PEM as far as rules ask: names and dates, no signatures.
//
//   subject_of_request("-----BEGIN CERTIFICATE REQUEST-----…")->organizations      // {"system:masters"}
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll {

// The text holds a block of that label, complete with its end: "CERTIFICATE", "PRIVATE KEY"; also with words before
// it, as in "RSA PRIVATE KEY".
bool holds_pem(std::string_view text, std::string_view label);

struct CertificateSubject {
  std::string common_name;
  std::vector<std::string> organizations;
};
std::optional<CertificateSubject> subject_of_request(std::string_view pem);

// The last day of the first certificate in the text.
std::optional<std::chrono::sys_days> expiry_of_certificate(std::string_view pem);

}  // namespace plimsoll
