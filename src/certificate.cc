#include "certificate.h"

#include <charconv>
#include <cstdint>

#include "secrets.h"

namespace plimsoll {
namespace {

constexpr uint8_t kInteger = 0x02, kObjectIdentifier = 0x06, kUtcTime = 0x17, kTime = 0x18, kSequence = 0x30,
                  kSet = 0x31, kExplicitVersion = 0xA0;

// Reads DER: one element behind the other. Everything is empty once something is not as expected.
class Der {
 public:
  explicit Der(std::string_view bytes) : rest_(bytes) {}

  bool done() const { return rest_.empty(); }
  bool is_at(uint8_t tag) const { return !rest_.empty() && static_cast<uint8_t>(rest_[0]) == tag; }
  // The content of the next element.
  std::string_view take() {
    if (rest_.size() < 2) return fail();
    size_t size = static_cast<uint8_t>(rest_[1]), head = 2;
    if (size >= 0x80) {
      const size_t digits = size - 0x80;
      if (digits == 0 || digits > 3 || rest_.size() < head + digits) return fail();
      size = 0;
      for (size_t i = 0; i < digits; ++i) size = size << 8 | static_cast<uint8_t>(rest_[head++]);
    }
    if (size > rest_.size() - head) return fail();
    const std::string_view content = rest_.substr(head, size);
    rest_.remove_prefix(head + size);
    return content;
  }
  std::string_view take(uint8_t tag) { return is_at(tag) ? take() : fail(); }

 private:
  std::string_view fail() { return rest_ = {}; }
  std::string_view rest_;
};

struct PemBlock {
  std::string_view label;
  std::string_view body;
};

// The first one whose label ends like this.
std::optional<PemBlock> pem_block(std::string_view text, std::string_view label) {
  constexpr std::string_view begin = "-----BEGIN ", end = "-----END ", dashes = "-----";
  for (size_t at = text.find(begin); at != text.npos; at = text.find(begin, at + 1)) {
    const size_t name = at + begin.size(), name_end = text.find(dashes, name);
    if (name_end == text.npos) return std::nullopt;
    const std::string_view found = text.substr(name, name_end - name);
    const size_t body = name_end + dashes.size(), body_end = text.find(end, body);
    if (body_end == text.npos) return std::nullopt;
    if (found == label || (found.ends_with(label) && found[found.size() - label.size() - 1] == ' '))
      return PemBlock{found, text.substr(body, body_end - body)};
  }
  return std::nullopt;
}

CertificateSubject read_name(std::string_view name) {
  CertificateSubject subject;
  for (Der parts(name); !parts.done();) {
    Der part(Der(parts.take(kSet)).take(kSequence));
    const std::string_view type = part.take(kObjectIdentifier), value = part.take();
    if (type == "\x55\x04\x03") subject.common_name = value;
    if (type == "\x55\x04\x0A") subject.organizations.emplace_back(value);
  }
  return subject;
}

// "261122104301Z", or with all four digits of the year.
std::optional<std::chrono::sys_days> read_day(std::string_view text, bool short_year) {
  const size_t digits = short_year ? 2 : 4;
  if (text.size() < digits + 4) return std::nullopt;
  const auto number = [&](size_t at, size_t size) {
    unsigned value = 0;
    std::from_chars(text.data() + at, text.data() + at + size, value);
    return value;
  };
  int year = static_cast<int>(number(0, digits));
  if (short_year) year += year < 50 ? 2000 : 1900;
  const std::chrono::year_month_day day{std::chrono::year(year), std::chrono::month(number(digits, 2)),
                                        std::chrono::day(number(digits + 2, 2))};
  if (!day.ok()) return std::nullopt;
  return std::chrono::sys_days(day);
}

}  // namespace

bool holds_pem(std::string_view text, std::string_view label) { return pem_block(text, label).has_value(); }

std::optional<CertificateSubject> subject_of_request(std::string_view pem) {
  const auto block = pem_block(pem, "CERTIFICATE REQUEST");
  const auto bytes = block ? decode_base64(block->body) : std::nullopt;
  if (!bytes) return std::nullopt;
  Der info(Der(Der(*bytes).take(kSequence)).take(kSequence));
  info.take(kInteger);
  if (!info.is_at(kSequence)) return std::nullopt;
  return read_name(info.take());
}

std::optional<std::chrono::sys_days> expiry_of_certificate(std::string_view pem) {
  const auto block = pem_block(pem, "CERTIFICATE");
  const auto bytes = block ? decode_base64(block->body) : std::nullopt;
  if (!bytes) return std::nullopt;
  Der content(Der(Der(*bytes).take(kSequence)).take(kSequence));
  if (content.is_at(kExplicitVersion)) content.take();
  content.take(kInteger);
  content.take(kSequence);  // how it is signed
  content.take(kSequence);  // by whom
  Der validity(content.take(kSequence));
  validity.take();
  const bool short_year = validity.is_at(kUtcTime);
  if (!short_year && !validity.is_at(kTime)) return std::nullopt;
  return read_day(validity.take(), short_year);
}

}  // namespace plimsoll
