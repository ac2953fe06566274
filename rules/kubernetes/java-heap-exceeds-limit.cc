#include "context.h"
#include "kubernetes/resources.h"

namespace plimsoll::kubernetes {
namespace {

// A flag that says how much memory the heap of a runtime may take.
struct Flag {
  std::string_view text;
  std::string_view unit;  // of a number without one: "" for bytes
};
constexpr Flag kFlags[] = {
    {"-Xmx", ""}, {"-XX:MaxHeapSize=", ""}, {"--max-old-space-size=", "Mi"}, {"--max_old_space_size=", "Mi"}};
constexpr std::string_view kPercentage = "-XX:MaxRAMPercentage=";

// The last one wins, and it begins a word.
size_t find_flag(std::string_view text, std::string_view flag) {
  size_t at = text.rfind(flag);
  while (at != text.npos && at > 0 && std::string_view(" \t\n\"'=,").find(text[at - 1]) == text.npos) {
    at = at == 0 ? text.npos : text.rfind(flag, at - 1);
  }
  return at;
}

std::string_view value_at(std::string_view text, size_t begin) {
  return text.substr(begin, text.find_first_of(" \t\n\r\"',;", begin) - begin);
}

// "512m" of Java and Node, in binary units whatever the letter.
std::optional<Quantity> size_of(std::string_view text, std::string_view unit) {
  const size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  std::string quantity(text.substr(0, digits));
  const std::string_view letter = text.substr(digits);
  if (letter.empty()) return parse_quantity(quantity.append(unit)).value;
  const size_t known = std::string_view("kmgtKMGT").find(letter);
  if (digits == 0 || letter.size() != 1 || known == std::string_view::npos) return {};
  return parse_quantity(quantity.append(1, "KMGTKMGT"[known]).append("i")).value;
}

// "512MiB" of Go.
std::optional<Quantity> go_size_of(std::string_view text) {
  if (text.ends_with("iB"))
    text.remove_suffix(1);
  else if (text.ends_with('B'))
    text.remove_suffix(1);
  if (text.find_first_not_of("0123456789KMGTi") != text.npos) return {};
  return parse_quantity(text).value;
}

void check(const Value& value, const Container& container, const Value& limit, Context& ctx) {
  const MappedText mapped = value.mapped(ctx.source());
  const std::string_view text = mapped.text();
  const auto most = parse_quantity(limit.string()).value;
  for (const Flag& flag : kFlags) {
    const size_t at = find_flag(text, flag.text);
    if (at == text.npos || !most) continue;
    const std::string_view size = value_at(text, at + flag.text.size());
    const auto heap = size_of(size, flag.unit);
    if (!heap || *heap < *most) continue;
    ctx.report(mapped.span(at, at + flag.text.size() + size.size()),
               "the heap of container '{}' may grow to '{}', but its memory limit is '{}'", container.name(), size,
               limit.string())
        .note(limit.span(), "the limit");
  }
  const size_t at = find_flag(text, kPercentage);
  if (at == text.npos) return;
  const std::string_view percentage = value_at(text, at + kPercentage.size());
  const auto share = parse_quantity(percentage).value;
  if (percentage.find_first_not_of("0123456789.") != percentage.npos || !share ||
      share->nanos < Quantity::Nanos{95'000'000'000})
    return;
  ctx.report(mapped.span(at, at + kPercentage.size() + percentage.size()),
             "the heap of container '{}' may take {} % of its memory, which leaves too little for the rest of the JVM",
             container.name(), percentage);
}

}  // namespace

extern constinit const Rule java_heap_exceeds_limit = {
    .severity = Severity::warning,
    .group = Group::resources,
    .check =
        [](const Container& container, Context& ctx) {
          if (container.role == Container::Role::ephemeral) return;
          const Amount own = amount_of(container, "limits", "memory");
          if (own.unknown) return;
          const Value limit = own.missing() ? container.workload->pod_spec["resources"]["limits"]["memory"] : own.value;
          if (limit.templated()) return;
          for (const char* list : {"command", "args"}) {
            for (const Value& word : container[list].items()) check(word, container, limit, ctx);
          }
          const auto most = parse_quantity(limit.string()).value;
          for (const Value& variable : container["env"].items()) {
            const Value value = variable["value"];
            check(value, container, limit, ctx);
            const auto size = variable["name"].is("GOMEMLIMIT") ? go_size_of(value.string()) : std::nullopt;
            if (!size || !most || *size < *most) continue;
            ctx.report(value.span(), "GOMEMLIMIT of container '{}' is '{}', but its memory limit is '{}'",
                       container.name(), value.string(), limit.string())
                .note(limit.span(), "the limit");
          }
        },
};

}  // namespace plimsoll::kubernetes
