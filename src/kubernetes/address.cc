#include "kubernetes/address.h"

#include <arpa/inet.h>

#include <charconv>
#include <string>

namespace plimsoll::kubernetes {

std::optional<Address> parse_address(std::string_view text) {
  constexpr size_t kLongest = 45;
  if (text.size() > kLongest) return std::nullopt;
  const std::string terminated(text);
  Address address;
  address.v6 = text.find(':') != text.npos;
  if (inet_pton(address.v6 ? AF_INET6 : AF_INET, terminated.c_str(), address.bytes.data()) != 1) return std::nullopt;
  return address;
}

bool Block::holds(const Address& other) const {
  if (other.v6 != address.v6) return false;
  for (int bit = 0; bit < bits; bit += 8) {
    const auto index = static_cast<size_t>(bit / 8);
    const int mask = bits - bit >= 8 ? 0xFF : 0xFF << (8 - (bits - bit)) & 0xFF;
    if ((address.bytes[index] & mask) != (other.bytes[index] & mask)) return false;
  }
  return true;
}

std::optional<Block> parse_block(std::string_view text) {
  const size_t slash = text.find('/');
  const auto address = parse_address(text.substr(0, slash));
  if (slash == text.npos || !address) return std::nullopt;
  Block block{*address, 0};
  const std::string_view bits = text.substr(slash + 1);
  const auto [end, error] = std::from_chars(bits.data(), bits.data() + bits.size(), block.bits);
  const bool valid = error == std::errc() && end == bits.data() + bits.size() && block.bits >= 0 &&
                     block.bits <= (address->v6 ? 128 : 32);
  return valid ? std::optional(block) : std::nullopt;
}

bool is_in(const Address& address, std::string_view block) {
  const auto parsed = parse_block(block);
  return parsed && parsed->holds(address);
}

bool is_everywhere(std::string_view block) {
  const auto parsed = parse_block(block);
  return parsed && parsed->bits == 0;
}

}  // namespace plimsoll::kubernetes
