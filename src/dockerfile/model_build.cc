// Building the Model: one pass over the instructions with what is in force (a Scope) carried along.
#include <algorithm>
#include <utility>

#include "dockerfile/model.h"
#include "dockerfile/predefined.h"

namespace plimsoll::dockerfile {
namespace {

constexpr size_t max_value = 16 * 1024;
constexpr size_t max_path = 4096;

// The first of users_ and workdirs_ are those of an unknown image, the second those of scratch.
constexpr uint32_t of_unknown_image = 0;
constexpr uint32_t of_scratch = 1;

Text unknown_text(std::string name) { return {.value = "${" + name + "}", .known = false, .unknown = {name}}; }

Variable to_variable(Text text) {
  using State = Variable::State;
  State state = text.known ? State::known : text.partly ? State::partly : State::unknown;
  if (state == State::unknown) return {.state = state, .value = {}, .unknown = {}, .from_default = text.from_default};
  return {state, std::move(text.value), std::move(text.unknown), text.from_default};
}

size_t weight(const Variable& variable) {
  size_t size = variable.value.size();
  for (const std::string& name : variable.unknown) size += name.size() + sizeof(std::string);
  return size;
}

// The name in "# hadolint shell=NAME", empty if the comment is another one.
std::string_view shell_of_comment(std::string_view comment) {
  auto skip_blanks = [&] {
    while (!comment.empty() && (comment[0] == ' ' || comment[0] == '\t')) comment.remove_prefix(1);
  };
  auto skip = [&](std::string_view text) {
    skip_blanks();
    if (!comment.starts_with(text)) return false;
    comment.remove_prefix(text.size());
    return true;
  };
  if (!skip("#") || !skip("hadolint") || comment.find_first_of(" \t") != 0) return {};
  if (!skip("shell") || !skip("=")) return {};
  skip_blanks();
  return comment.substr(0, comment.find_first_of(" \t\r\n"));
}

}  // namespace

void Model::build() {
  file_->model = this;
  size_t pairs = 0;
  auto count = [&](const Instruction& instruction) {
    if (instruction.keyword == Keyword::env) pairs += static_cast<const Env&>(instruction).pairs.size();
    if (instruction.keyword == Keyword::arg) pairs += static_cast<const Arg&>(instruction).pairs.size();
  };
  for (const auto& instruction : file_->instructions) {
    const Instruction* inner = instruction.get();
    for (; inner;
         inner = inner->keyword == Keyword::onbuild ? static_cast<const Onbuild*>(inner)->trigger.get() : nullptr) {
      count(*inner);
    }
  }
  variables_ = std::make_unique<PersistentArray>(pairs);
  definitions_.emplace_back();
  users_ = {{unknown_text("USER"), nullptr}, {{.value = "root", .unknown = {}}, nullptr}};
  workdirs_ = {{unknown_text("WORKDIR"), nullptr}, {{.value = "/", .unknown = {}}, nullptr}};
  shells_.emplace_back();
  bytes_left_ = (size_t{8} << 20) + 8 * (file_->source ? file_->source->text().size() : 0);

  bool fragment = std::none_of(file_->instructions.begin(), file_->instructions.end(),
                               [](const auto& instruction) { return instruction->keyword == Keyword::from; });
  Scope now;
  if (fragment && !file_->instructions.empty()) now = begin_stage(nullptr);
  for (const auto& instruction : file_->instructions) {
    if (instruction->keyword == Keyword::from) {
      std::optional<shell::Dialect> dialect = comment_dialect(instruction->span.begin);
      if (stages_.empty()) {
        globals_ = now.variables;
        file_dialect_ = dialect;
      } else {
        end_stage(now);
      }
      now = begin_stage(static_cast<From*>(instruction.get()));
      continue;
    }
    const Stage* stage = stages_.empty() ? nullptr : stages_.back().get();
    number(*instruction, stage);
    if (stage) {
      stages_.back()->instructions.push_back(instruction.get());
      if (std::optional<shell::Dialect> dialect = comment_dialect(instruction->span.begin)) {
        shells_.push_back({*dialect, nullptr, true});
        now.shell = static_cast<uint32_t>(shells_.size() - 1);
      }
    }
    scopes_[instruction->order] = now;
    apply(*instruction, now);
  }
  if (!stages_.empty()) end_stage(now);
  mark_final();
  mark_reachable();
}

void Model::number(Instruction& instruction, const Stage* stage) {
  Instruction* inner = &instruction;
  for (; inner; inner = inner->keyword == Keyword::onbuild ? static_cast<Onbuild*>(inner)->trigger.get() : nullptr) {
    inner->model = this;
    inner->stage = stage;
    inner->order = static_cast<uint32_t>(scopes_.size());
    scopes_.emplace_back();
  }
}

Model::Scope Model::begin_stage(From* from) {
  Stage& stage = *stages_.emplace_back(std::make_unique<Stage>());
  stage.index = stages_.size() - 1;
  stage.from = from;
  stage.image_text.known = from != nullptr;
  if (from) {
    number(*from, &stage);
    scopes_[from->order].variables = globals_;
    if (from->image) stage.image_text = expand(from->image->text, *from);
    if (const Flag* flag = from->flag("platform"); flag && flag->value) {
      stage.platform = expand(flag->value->text, *from);
    }
    stage.image_known = from->image && stage.image_text.known;
    if (stage.image_known) stage.parent = stage_named(stage.image_text.value);
    // Only now, for "FROM base AS base" means an earlier one.
    if (from->stage_name) {
      stage.name = lower(from->stage_name->text);
      stage_by_name_[stage.name] = &stage;
    }
  }

  stage.root = stage.parent ? stage.parent->root : &stage;
  if (stage.parent) {
    stage.windows = stage.parent->windows;
    return ends_[stage.parent->index];
  }
  stage.scratch = stage.image_known && stage.image_text.value == "scratch";
  stage.image = split_image(stage.image_text.value);
  std::string_view platform = stage.platform.value;
  std::string os = lower(platform.substr(0, platform.find_first_of("/(")));
  stage.windows = os == "windows" || (os != "linux" && is_windows_image(stage.image));

  ActiveShell& shell = shells_.emplace_back();
  if (file_dialect_) {
    shell.dialect = *file_dialect_;
    shell.by_comment = true;
  } else if (stage.windows) {
    shell.dialect = shell::Dialect::cmd;
  } else if (is_busybox_image(stage.image)) {
    shell.dialect = shell::Dialect::ash;
  }
  uint32_t base = stage.scratch ? of_scratch : of_unknown_image;
  return {0, base, base, static_cast<uint32_t>(shells_.size() - 1)};
}

void Model::end_stage(Scope now) {
  Stage& stage = *stages_.back();
  ends_.push_back(now);
  stage.user = users_[now.user];
  stage.workdir = workdirs_[now.workdir];
  stage.shell = shells_[now.shell];
  // Triggers run one after the other on what the finished image has.
  for (const Instruction* instruction : stage.instructions) {
    while (instruction->keyword == Keyword::onbuild) {
      instruction = static_cast<const Onbuild*>(instruction)->trigger.get();
      if (!instruction) break;
      scopes_[instruction->order] = now;
      apply(*instruction, now);
    }
  }
}

std::optional<shell::Dialect> Model::comment_dialect(uint32_t before) {
  std::optional<shell::Dialect> dialect;
  const std::vector<Comment>& comments = file_->comments;
  for (; next_comment_ < comments.size() && comments[next_comment_].span.begin < before; ++next_comment_) {
    std::string_view name = shell_of_comment(comments[next_comment_].text);
    if (!name.empty()) dialect = dialect_of(name);
  }
  return dialect;
}

void Model::apply(const Instruction& instruction, Scope& now) {
  switch (instruction.keyword) {
    case Keyword::env:
      return apply_env(static_cast<const Env&>(instruction), now);
    case Keyword::arg:
      return apply_arg(static_cast<const Arg&>(instruction), now);
    case Keyword::user:
      return apply_user(static_cast<const User&>(instruction), now);
    case Keyword::workdir:
      return apply_workdir(static_cast<const Workdir&>(instruction), now);
    case Keyword::shell:
      return apply_shell(static_cast<const Shell&>(instruction), now);
    default:
      return;
  }
}

void Model::apply_env(const Env& env, Scope& now) {
  // Before the first FROM it is an error and sets nothing.
  if (!env.stage) return;
  Lookup before = lookup(now.variables, env);
  for (const KeyValue& pair : env.pairs) {
    Text key = dockerfile::expand(pair.key.text, file_->escape, before);
    if (!key.known || key.value.empty()) continue;
    Definition definition{.by = &env, .pair = &pair, .variable = {}, .env = true};
    definition.variable.state = Variable::State::known;
    if (pair.value) definition.variable = to_variable(dockerfile::expand(pair.value->text, file_->escape, before));
    define(key.value, std::move(definition), now);
  }
}

void Model::apply_arg(const Arg& arg, Scope& now) {
  using State = Variable::State;
  for (const KeyValue& pair : arg.pairs) {
    std::string_view name = pair.key.text;
    if (name.empty()) continue;
    const Definition* previous = find(name, now.variables, arg);
    Definition definition{.by = &arg, .pair = &pair, .variable = argument_value(arg, pair, previous, now)};
    if (previous && previous->env_below != 0) {
      definition.env_below = previous->env_below;
      const Variable& env = definitions_[previous->env_below].variable;
      // Here builders differ: the classic one keeps the ENV, BuildKit takes the later ARG.
      if (env.state != State::known || definition.variable.state != State::known ||
          env.value != definition.variable.value) {
        definition.variable = {.state = State::unknown, .value = {}, .unknown = {}};
      }
    }
    define(name, std::move(definition), now);
  }
}

// Given on the command line, or the default, or the global ARG of that name, or what it was before.
Variable Model::argument_value(const Arg& arg, const KeyValue& pair, const Definition* previous,
                               const Scope& now) const {
  using State = Variable::State;
  std::string_view name = pair.key.text;
  if (auto given = options_.build_args.find(name); given != options_.build_args.end()) {
    return {.state = State::known, .value = given->second, .unknown = {}};
  }
  if (pair.value) {
    Text text = dockerfile::expand(pair.value->text, file_->escape, lookup(now.variables, arg));
    text.from_default = true;
    return to_variable(std::move(text));
  }
  // A trigger runs in a build with global arguments of its own.
  if (arg.stage && !arg.trigger_of) {
    if (auto id = name_ids_.find(name); id != name_ids_.end()) {
      if (uint32_t global = variables_->get(globals_, id->second)) return definitions_[global].variable;
    }
  }
  if (previous && previous->variable.state != State::unset) return previous->variable;
  State state = is_platform_argument(name) ? State::unknown : State::ungiven;
  return {.state = state, .value = {}, .unknown = {}};
}

void Model::define(std::string_view name, Definition definition, Scope& now) {
  if (!afford(weight(definition.variable))) {
    // An assignment would keep the memory of the string.
    Variable unknown{.state = Variable::State::unknown, .value = {}, .unknown = {}};
    std::swap(definition.variable, unknown);
  }
  definition.trigger = definition.by->trigger_of != nullptr;
  auto index = static_cast<uint32_t>(definitions_.size());
  if (definition.env) definition.env_below = index;
  definitions_.push_back(std::move(definition));
  now.variables = variables_->set(now.variables, name_id(name), index);
}

uint32_t Model::name_id(std::string_view name) {
  if (auto found = name_ids_.find(name); found != name_ids_.end()) return found->second;
  auto id = static_cast<uint32_t>(names_.size());
  name_ids_.emplace(names_.emplace_back(name), id);
  return id;
}

bool Model::afford(size_t bytes) {
  if (bytes > max_value || bytes > bytes_left_) return false;
  bytes_left_ -= bytes;
  return true;
}

void Model::apply_user(const User& user, Scope& now) {
  if (!user.user) return;
  Text text = dockerfile::expand(user.user->text, file_->escape, lookup(now.variables, user));
  users_.push_back({afford(text.value.size()) ? std::move(text) : unknown_text("USER"), &user});
  now.user = static_cast<uint32_t>(users_.size() - 1);
}

void Model::apply_workdir(const Workdir& workdir, Scope& now) {
  if (!workdir.path) return;
  Text text = dockerfile::expand(workdir.path->text, file_->escape, lookup(now.variables, workdir));
  if (text.value.size() <= max_path) {
    text = join_workdir(workdirs_[now.workdir].text, text, workdir.stage && workdir.stage->windows);
  }
  bool kept = text.value.size() <= max_path && afford(text.value.size());
  workdirs_.push_back({kept ? std::move(text) : unknown_text("WORKDIR"), &workdir});
  now.workdir = static_cast<uint32_t>(workdirs_.size() - 1);
}

void Model::apply_shell(const Shell& shell, Scope& now) {
  // In shell form it is an error, and the shell stays.
  if (!shell.command.exec_form) return;
  const std::vector<MappedText>& words = shell.command.exec;
  size_t program = 0;
  // ["/usr/bin/env", "-S", "bash", "-c"]
  if (!words.empty() && (words[0].text() == "env" || words[0].text().ends_with("/env"))) {
    ++program;
    while (program < words.size() && words[program].text().starts_with('-')) ++program;
  }
  shell::Dialect dialect = program < words.size() ? dialect_of(words[program].text()) : shell::Dialect::unknown;
  shells_.push_back({dialect, &shell, false});
  now.shell = static_cast<uint32_t>(shells_.size() - 1);
}

}  // namespace plimsoll::dockerfile
