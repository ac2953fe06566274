#include <algorithm>
#include <string>

#include "context.h"
#include "dockerfile/predefined.h"
#include "dockerfile/syntax.h"
#include "dockerfile/transfers.h"

namespace plimsoll::dockerfile {
namespace {

bool is_hex(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789abcdefABCDEF") == text.npos;
}

// Of a checksum in the form algorithm:hex.
bool is_digest(std::string_view value) {
  const size_t colon = value.find(':');
  if (colon == value.npos || !is_hex(value.substr(colon + 1))) return false;
  const std::string_view algorithm = value.substr(0, colon);
  const size_t digits = value.size() - colon - 1;
  if (algorithm == "sha256") return digits == 64;
  if (algorithm == "sha384") return digits == 96;
  return algorithm == "sha512" && digits == 128;
}

// checksum=… or commit=… behind the "?" of a repository.
std::string_view checksum_in(std::string_view url) {
  url.remove_prefix(std::min(url.find('?'), url.size()));
  for (std::string_view key : {"checksum=", "commit="}) {
    const size_t at = url.find(key);
    if (at != url.npos) return url.substr(at + key.size(), url.find_first_of("&#", at + key.size()) - at - key.size());
  }
  return {};
}

void check(const Transfer& transfer, Context& ctx) {
  const Flag* flag = transfer.flag("checksum");
  if (!flag || !transfer.model) return;
  const Span place = flag->value ? flag->value->span : flag->word.span;
  if (transfer.keyword == Keyword::copy) {
    ctx.report(flag->word.span, "COPY takes no checksum; only what ADD fetches has one");
    return;
  }
  if (transfer.sources.size() > 1) {
    ctx.report(flag->word.span, "'--checksum' is for one source, and here are {}", transfer.sources.size());
    return;
  }
  const std::string value = value_of(*flag);
  if (transfer.sources.empty()) return;
  const Text source = transfer.model->expand(transfer.sources[0].text, transfer);
  const SourceKind kind = source_kind(source.value);
  if (source.known && kind != SourceKind::url && kind != SourceKind::git) {
    ctx.report(flag->word.span, "'--checksum' is for what comes from the network, and '{}' is {}", source.value,
               kind == SourceKind::heredoc ? "text of this file" : "a local path");
  } else if (source.known && kind == SourceKind::url && value.find('$') == value.npos && !is_digest(value)) {
    ctx.report(place, "'{}' is no checksum: it must be sha256: and 64 hexadecimal digits", value);
  } else if (source.known && kind == SourceKind::git && value.find('$') == value.npos) {
    const std::string_view other = checksum_in(source.value);
    if (!other.empty() && !other.starts_with(lower(value)) && !lower(value).starts_with(other)) {
      ctx.report(place, "the checksum '{}' is not the one in the URL, '{}'", value, other);
    }
  }
}

}  // namespace

extern constinit const Rule invalid_add_checksum = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"buildkit-error:checksum can't be specified for COPY",
                "buildkit-error:checksum requires HTTP(S) or Git sources"},
    .replaces = {"invalid-instruction-flag"},
    .check = {[](const Copy& copy, Context& ctx) { check(copy, ctx); },
              [](const Add& add, Context& ctx) { check(add, ctx); }},
};

}  // namespace plimsoll::dockerfile
