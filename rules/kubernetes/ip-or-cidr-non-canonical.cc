#include <algorithm>

#include "context.h"
#include "kubernetes/address.h"
#include "kubernetes/edit.h"
#include "kubernetes/network_policy.h"
#include "kubernetes/scaling.h"

namespace plimsoll::kubernetes {
namespace {

// "010.0.0.1" without the zeros that some programs take for octal; empty if there are none.
std::string without_zeros(std::string_view text) {
  std::string result;
  bool removed = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool first = i == 0 || text[i - 1] == '.';
    const bool more = i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9';
    if (text[i] == '0' && more && (first || result.empty() || result.back() == '.')) {
      removed = true;
    } else {
      result += text[i];
    }
  }
  return removed && parse_address(result) ? result : std::string();
}

// A problem of the address, and how it should be written.
struct Form {
  std::string_view problem;
  std::string text;
  bool mapped = false;  // IPv4 in the form of IPv6
};
std::optional<Form> better_form(std::string_view text) {
  if (text.find(':') == text.npos) {
    const std::string fixed = without_zeros(text);
    if (fixed.empty()) return std::nullopt;
    return Form{"has leading zeros, which some programs take for octal", fixed};
  }
  const auto address = parse_address(text);
  if (!address) return std::nullopt;
  const std::string canonical = text_of(*address);
  if (is_in(*address, "::ffff:0:0/96"))
    return Form{"is an IPv4 address in the form of IPv6", text_of(v4_in(*address)), true};
  if (canonical == text) return std::nullopt;
  return Form{"is not in its shortest form", canonical};
}

void report_form(const Value& value, std::string_view problem, const std::string& better, Context& ctx) {
  Report report = ctx.report(value.span(), "'{}' {}; write '{}'", value.string(), problem, better);
  if (auto edit = set_text(value, better)) report.suggest(fmt::format("write '{}'", better), *edit);
}

bool is_text(const Value& value) { return value.is_scalar() && !value.templated(); }

// Words stand for something that is filled in.
bool looks_like_address(std::string_view text) {
  if (text.find_first_not_of("0123456789abcdefABCDEF.:/") != text.npos) return false;
  return text.find(':') != text.npos || (text.find('.') != text.npos && text[0] >= '0' && text[0] <= '9');
}

void check_address(const Value& value, Context& ctx) {
  if (!is_text(value)) return;
  const std::string_view text = value.string();
  if (const auto form = better_form(text)) return report_form(value, form->problem, form->text, ctx);
  if (parse_address(text) || !looks_like_address(text)) return;
  ctx.report(value.span(), "'{}' is rejected: it is no IP address", text).severity(Severity::error);
}

void check_bare(const Value& value, Context& ctx) {
  const std::string_view text = value.string();
  if (!looks_like_address(text)) return;
  Report report = parse_address(text)
                      ? ctx.report(value.span(), "'{}' is rejected: a block of addresses has a prefix, such as '{}/{}'",
                                   text, text, text.find(':') == text.npos ? 32 : 128)
                      : ctx.report(value.span(), "'{}' is rejected: it is no block of addresses", text);
  report.severity(Severity::error);
}

// A block of IPv4 addresses in the form of IPv6: it has a shorter form if all of them are such.
void check_mapped(const Value& value, std::string_view bits, Context& ctx) {
  constexpr int kBitsBefore = 96;
  const std::string_view text = value.string();
  const auto block = parse_block(std::string(text.substr(0, text.find('/') + 1)).append(bits));
  if (!block) return;
  constexpr std::string_view kProblem = "is a block of IPv4 addresses in the form of IPv6";
  if (block->bits < kBitsBefore) {
    ctx.report(value.span(), "'{}' {}", text, kProblem);
  } else {
    const std::string network = text_of(v4_in(first_of(*block)));
    report_form(value, kProblem, fmt::format("{}/{}", network, block->bits - kBitsBefore), ctx);
  }
}

void check_block(const Value& value, Context& ctx) {
  if (!is_text(value)) return;
  const std::string_view text = value.string();
  const size_t slash = text.find('/');
  if (slash == text.npos || slash + 1 == text.size()) return check_bare(value, ctx);
  const std::string_view written = text.substr(slash + 1);
  const std::string bits(written.substr(std::min(written.find_first_not_of('0'), written.size() - 1)));
  const auto form = better_form(text.substr(0, slash));
  if (form && form->mapped) return check_mapped(value, bits, ctx);
  const auto block = parse_block((form ? form->text : std::string(text.substr(0, slash))) + "/" + bits);
  if (!block) return check_bare(value, ctx);
  const std::string network = text_of(first_of(*block));
  if (form) {
    report_form(value, form->problem, network + "/" + bits, ctx);
  } else if (network != text.substr(0, slash)) {
    report_form(value, "has bits set behind its prefix", network + "/" + bits, ctx);
  } else if (bits != written) {
    report_form(value, "has leading zeros", network + "/" + bits, ctx);
  }
}

void check_addresses(const Value& list, Context& ctx) {
  for (const Value& item : list.items()) check_address(item, ctx);
}

void check_policy(const Object& object, Context& ctx) {
  for (const PolicyRule& rule : rules_of(object)) {
    for (const Value& peer : rule.peers.items()) {
      const Value cidr = peer["ipBlock"]["cidr"];
      check_block(cidr, ctx);
      const auto whole = parse_block(cidr.string());
      for (const Value& except : peer["ipBlock"]["except"].items()) {
        check_block(except, ctx);
        const auto part = parse_block(except.string());
        if (!whole || !part || cidr.templated() || except.templated()) continue;
        if (whole->holds(part->address) && part->bits > whole->bits) continue;
        ctx.report(except.span(), "'{}' is rejected: it is no part of '{}'", except.string(), cidr.string())
            .severity(Severity::error)
            .note(cidr.span(), "the block that it is taken from");
      }
    }
  }
}

void check_service(const Value& spec, Context& ctx) {
  check_address(spec["clusterIP"], ctx);
  check_addresses(spec["clusterIPs"], ctx);
  check_addresses(spec["externalIPs"], ctx);
  check_address(spec["loadBalancerIP"], ctx);
  for (const Value& range : spec["loadBalancerSourceRanges"].items()) check_block(range, ctx);
}

}  // namespace

extern constinit const Rule ip_or_cidr_non_canonical = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .check = {[](const Object& object, Context& ctx) {
                if (is_one_of(object, {"Service"})) check_service(object["spec"], ctx);
                if (is_network_policy(object)) check_policy(object, ctx);
                if (is_one_of(object, {"Node"})) {
                  check_block(object["spec"]["podCIDR"], ctx);
                  for (const Value& range : object["spec"]["podCIDRs"].items()) check_block(range, ctx);
                }
                if (is_one_of(object, {"EndpointSlice"}) && !object["addressType"].is("FQDN"))
                  for (const Value& endpoint : object["endpoints"].items()) check_addresses(endpoint["addresses"], ctx);
                if (!is_one_of(object, {"Endpoints"})) return;
                for (const Value& subset : object["subsets"].items())
                  for (const char* list : {"addresses", "notReadyAddresses"})
                    for (const Value& address : subset[list].items()) check_address(address["ip"], ctx);
              },
              [](const Workload& workload, Context& ctx) {
                for (const Value& alias : workload["hostAliases"].items()) check_address(alias["ip"], ctx);
                check_addresses(workload["dnsConfig"]["nameservers"], ctx);
              }},
};

}  // namespace plimsoll::kubernetes
