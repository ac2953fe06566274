#include <string>

#include "context.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {
namespace {

// The number behind -u, through variables of the Dockerfile; 0 if nobody knows it.
uint64_t user_id(const shell::Command& useradd) {
  std::string text;
  const shell::Word* word = useradd.flag_value({"-u", "--uid"}, &text);
  const dockerfile::Instruction* run = useradd.script ? useradd.script->instruction : nullptr;
  if (!word || !run || !run->model) return 0;
  if (text.starts_with("${") && text.ends_with('}')) {
    const Binding binding = run->model->variable(std::string_view(text).substr(2, text.size() - 3), *run);
    if (binding.variable.state != Variable::State::known) return 0;
    text = binding.variable.value;
  }
  if (text.empty() || text.size() > 18 || text.find_first_not_of("0123456789") != text.npos) return 0;
  return std::stoull(text);
}

}  // namespace

extern constinit const Rule useradd_without_no_log_init = {
    .severity = Severity::info,
    .group = Group::image_size,
    .aliases = {"datadog-iac:use_recommended_flags_with_useradd", "datadog-iac:44fbf45c-87a6-3b95-64ef-07e1fef7395b",
                "hadolint:DL3046"},
    .programs = {"useradd"},
    .check =
        [](const shell::Command& useradd, Context& ctx) {
          if (useradd.has_flag({"-l", "--no-log-init"})) return;
          const uint64_t id = user_id(useradd);
          if (id < 100000) return;
          ctx.report(useradd.name.span,
                     "useradd without '--no-log-init' makes a log as large as the user id {} asks for", id)
              .fix("add --no-log-init", insert_after(useradd.name.span, " --no-log-init"));
        },
};

}  // namespace plimsoll::dockerfile
