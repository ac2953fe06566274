// IP addresses and blocks of them, as manifests write them: "10.1.2.3", "fe80::1", "10.0.0.0/8".
//
//   if (auto address = parse_address("127.0.0.1")) is_in(*address, "127.0.0.0/8");   // true
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace plimsoll::kubernetes {

struct Address {
  std::array<uint8_t, 16> bytes{};  // of IPv4 the first four
  bool v6 = false;
};
std::optional<Address> parse_address(std::string_view text);
// The shortest form: "2001:db8::1".
std::string text_of(const Address& address);
// The IPv4 address in "::ffff:192.0.2.1".
Address v4_in(const Address& mapped);

struct Block {
  Address address;
  int bits = 0;  // of the address that count

  bool holds(const Address& other) const;
};
// Nothing for what is no block, an address alone included.
std::optional<Block> parse_block(std::string_view text);

// Its address with all other bits 0.
Address first_of(const Block& block);

bool is_in(const Address& address, std::string_view block);

// 0.0.0.0/0 and ::/0.
bool is_everywhere(std::string_view block);

}  // namespace plimsoll::kubernetes
