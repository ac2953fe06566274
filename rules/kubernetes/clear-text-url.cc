#include <algorithm>

#include "context.h"
#include "facts/facts.h"
#include "glob.h"
#include "kubernetes/object.h"
#include "shell/remote_code.h"

namespace plimsoll::kubernetes {
namespace {

bool begins_with_scheme(std::string_view text, std::string_view scheme) {
  return text.size() > scheme.size() && std::equal(scheme.begin(), scheme.end(), text.begin(), [](char a, char b) {
           return a == (b >= 'A' && b <= 'Z' ? b | 0x20 : b);
         });
}

// The host in small letters, without a port; empty if it holds a variable.
std::string host_in(std::string_view text) {
  text.remove_prefix(text.find("://") + 3);
  text = text.substr(0, text.find_first_of("/?# \t\r\n"));
  text.remove_prefix(text.rfind('@') == text.npos ? 0 : text.rfind('@') + 1);
  if (text.find_first_of("${<>%") != text.npos) return {};
  std::string host(text.starts_with('[') ? text.substr(0, text.find(']') + 1) : text.substr(0, text.find(':')));
  for (char& c : host) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return host;
}

// 10/8, 172.16/12, 192.168/16 and the link's own 169.254/16.
bool is_private_address(std::string_view host) {
  if (host.find_first_not_of("0123456789.") != host.npos) return false;
  if (host.starts_with("10.") || host.starts_with("192.168.") || host.starts_with("169.254.")) return true;
  if (!host.starts_with("172.") || host.size() < 7) return false;
  const int second = (host[4] - '0') * 10 + (host[5] - '0');
  return host[6] == '.' && second >= 16 && second <= 31;
}

// A Service and its namespace: "prometheus.monitoring".
bool is_service(std::string_view host) {
  const size_t dot = host.find('.');
  const std::string_view end = host.substr(dot + 1);
  return end.size() > 2 && end.find('.') == end.npos && !facts::table("plaintext")["top-level"].has(end);
}

bool is_harmless(std::string_view host) {
  if (host.find('.') == host.npos || is_service(host) || is_private_address(host)) return true;
  return fits_any(facts::table("plaintext")["cluster-hosts"], host) ||
         fits_any(facts::table("plaintext")["names-only"], host);
}

}  // namespace

extern constinit const Rule clear_text_url = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"sonar:S5332"},
    .check =
        [](const Document& document, Context& ctx) {
          std::vector<const Node*> found;
          for (const Node& node : document.nodes) {
            if (node.kind != Node::Kind::scalar || node.text.size() < 8) continue;
            if (!begins_with_scheme(node.text, "http://") && !begins_with_scheme(node.text, "ftp://")) continue;
            if (!is_harmless(host_in(node.text))) found.push_back(&node);
          }
          if (found.empty() || objects_of(document).empty()) return;
          for (const Node* node : found) {
            const MappedText text = Value(node).mapped(ctx.source());
            const std::string_view url = text.text().substr(0, text.text().find_first_of(" \t\r\n"));
            ctx.report(text.span(url), "what goes to and from '{}' can be read and changed on the way; use TLS",
                       host_in(node->text));
          }
        },
};

}  // namespace plimsoll::kubernetes
