#include <charconv>

#include "context.h"
#include "kubernetes/workload.h"
#include "shell/parse.h"

namespace plimsoll::kubernetes {
namespace {

struct Sleep {
  double seconds = 0;
  Span span;
};

// "30", "0.5", "1m".
double seconds_of(std::string_view text) {
  double number = 0;
  const char* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, number);
  if (error != std::errc() || last - end > 1) return 0;
  const char unit = end == last ? 's' : *end;
  return unit == 's' ? number : unit == 'm' ? number * 60 : unit == 'h' ? number * 3600 : 0;
}

// How long the preStop hook sleeps for certain.
Sleep sleep_of(const Value& hook, const Source& source) {
  const Value native = hook["sleep"]["seconds"];
  if (const auto seconds = native.integer()) return {static_cast<double>(*seconds), native.span()};
  std::vector<MappedText> words;
  for (const Value& word : hook["exec"]["command"].items()) words.push_back(word.mapped(source));
  Sleep all;
  if (words.empty()) return all;
  const auto script = shell::parse_exec(words);
  for (const shell::Command& command : script->commands) {
    if (command.base != "sleep" || command.conditional || command.in_substitution) continue;
    for (const shell::Word* word : command.operands()) {
      if (!word->literal) continue;
      all.seconds += seconds_of(word->text);
      all.span = all.span.empty() ? word->span : all.span;
    }
  }
  return all;
}

}  // namespace

extern constinit const Rule termination_grace_too_short = {
    .severity = Severity::warning,
    .group = Group::reliability,
    .check =
        [](const Workload& workload, Context& ctx) {
          const Value grace = workload["terminationGracePeriodSeconds"];
          const auto seconds = grace.missing() ? 30 : grace.integer();
          if (!seconds) return;
          if (*seconds < 0) {
            ctx.report(grace.span(), "a negative grace period is taken for one second");
            return;
          }
          for (const Container& container : workload.containers) {
            const Value hook = container["lifecycle"]["preStop"];
            if (!hook.is_map() || hook.size() == 0) continue;
            if (*seconds == 0) {
              ctx.report(grace.span(), "the pod is killed at once, so the preStop hook of container '{}' never runs",
                         container.name())
                  .note(hook.key_span(), "the hook");
              return;
            }
            const Sleep sleep = sleep_of(hook, ctx.source());
            if (sleep.seconds < static_cast<double>(*seconds)) continue;
            Report report = ctx.report(grace.missing() ? sleep.span : grace.span(),
                                       "the grace period of {} seconds is over when preStop of '{}' has slept",
                                       *seconds, container.name());
            if (grace.present()) report.note(sleep.span, "the hook sleeps so long");
            if (grace.present()) return;
          }
        },
};

}  // namespace plimsoll::kubernetes
