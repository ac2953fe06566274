#include "kubernetes/address.h"

#include <arpa/inet.h>

#include <algorithm>
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

std::string text_of(const Address& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(address.v6 ? AF_INET6 : AF_INET, address.bytes.data(), text.data(), text.size());
  return text.data();
}

Address v4_in(const Address& mapped) {
  constexpr size_t kPrefix = 12;
  Address address;
  std::copy(mapped.bytes.begin() + kPrefix, mapped.bytes.end(), address.bytes.begin());
  return address;
}

Address first_of(const Block& block) {
  Address address = block.address;
  for (size_t i = 0; i < address.bytes.size(); ++i) {
    const int left = block.bits - static_cast<int>(i) * 8;
    if (left < 8) address.bytes[i] &= left <= 0 ? 0 : static_cast<uint8_t>(0xFF << (8 - left));
  }
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
