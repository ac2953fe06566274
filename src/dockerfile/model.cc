#include "dockerfile/model.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "dockerfile/build_context.h"
#include "dockerfile/predefined.h"

namespace plimsoll::dockerfile {
namespace {

// FROM sees the global arguments, and so does whatever stands before the first one.
bool sees_globals(const Instruction& at) { return at.keyword == Keyword::from || !at.stage; }

}  // namespace

Model::Model(File& file, ModelOptions options) : file_(&file), options_(std::move(options)) { build(); }

const BuildContext& Model::context() const {
  static const BuildContext unknown;
  return options_.context ? *options_.context : unknown;
}

const Model::Definition* Model::find(std::string_view name, PersistentArray::Version variables,
                                     const Instruction& at) const {
  auto id = name_ids_.find(name);
  if (id == name_ids_.end()) return nullptr;
  uint32_t index = variables_->get(variables, id->second);
  // A trigger runs in another build, which has the environment of this stage but not its arguments.
  if (at.trigger_of && !definitions_[index].trigger) index = definitions_[index].env_below;
  return index == 0 ? nullptr : &definitions_[index];
}

Variable Model::undeclared(std::string_view name, const Instruction& at) const {
  if (sees_globals(at)) {
    if (!is_platform_argument(name)) return {};
    auto given = options_.build_args.find(name);
    if (given == options_.build_args.end()) return {.state = Variable::State::unknown, .value = {}, .unknown = {}};
    return {.state = Variable::State::known, .value = given->second, .unknown = {}};
  }
  if (at.stage->on_unknown_environment()) return {.state = Variable::State::unknown, .value = {}, .unknown = {}};
  if (name != "PATH") return {};
  return {.state = Variable::State::known, .value = std::string(default_path), .unknown = {}};
}

Lookup Model::lookup(PersistentArray::Version variables, const Instruction& at) const {
  return [this, variables, &at](std::string_view name) {
    const Definition* found = find(name, variables, at);
    return found ? found->variable : undeclared(name, at);
  };
}

Text Model::expand(std::string_view word, const Instruction& at) const {
  if (is_all_plain(word, file_->escape)) return Text{.value = std::string(word), .unknown = {}};
  return dockerfile::expand(word, file_->escape, lookup(scope(at).variables, at));
}

std::vector<Text> Model::expand_words(std::string_view word, const Instruction& at) const {
  return dockerfile::expand_words(word, file_->escape, lookup(scope(at).variables, at));
}

Binding Model::variable(std::string_view name, const Instruction& at) const {
  using Origin = Binding::Origin;
  if (const Definition* found = find(name, scope(at).variables, at)) {
    return {found->env ? Origin::env : Origin::arg, found->variable, found->by, found->pair};
  }
  Binding binding{Origin::undeclared, undeclared(name, at), nullptr, nullptr};
  if (sees_globals(at) && is_platform_argument(name)) binding.origin = Origin::platform;
  if (at.keyword == Keyword::run && is_proxy_argument(name)) {
    binding.origin = Origin::proxy;
    binding.variable.state = Variable::State::ungiven;
  }
  return binding;
}

const Instruction* Model::global_argument(std::string_view name) const {
  auto id = name_ids_.find(name);
  return id == name_ids_.end() ? nullptr : definitions_[variables_->get(globals_, id->second)].by;
}

bool Model::may_mention(std::string_view word) const {
  if (!trigrams_) {
    trigrams_.emplace();
    trigrams_->add(file_->source->text());
    // Words that go on behind a line continuation.
    for (const auto& instruction : file_->instructions) {
      const MappedText& line = instruction->line;
      for (size_t seam : line.seams()) {
        const size_t begin = seam - std::min<size_t>(seam, 2);
        trigrams_->add(line.text().substr(begin, seam + 2 - begin));
      }
    }
  }
  return trigrams_->may_hold(word);
}

const Instruction* Model::mention(std::string_view word, const Instruction& at) const {
  return mention_in(mentions_, false, word, at);
}

const Instruction* Model::copied(std::string_view word, const Instruction& at) const {
  return mention_in(copied_, true, word, at);
}

const Instruction* Model::mention_in(Mentions& mentions, bool copied, std::string_view word,
                                     const Instruction& at) const {
  if (!at.stage) return nullptr;
  if (!may_mention(word)) return nullptr;
  auto known = mentions.find(word);
  if (known == mentions.end()) {
    std::vector<const Instruction*> first(stages_.size());
    for (const auto& stage : stages_) {
      const Instruction*& found = first[stage->index];
      if (stage->parent) found = first[stage->parent->index];
      if (found) continue;
      for (const Instruction* each : stage->instructions) {
        const bool transfers = each->keyword == Keyword::copy || each->keyword == Keyword::add;
        if (copied && !transfers) continue;
        if (file_->source->text(each->whole).find(word) == std::string_view::npos) continue;
        found = each;
        break;
      }
    }
    known = mentions.emplace(word, std::move(first)).first;
  }
  const Instruction* found = known->second[at.stage->index];
  return found && found->order <= at.order ? found : nullptr;
}

const Stage* Model::stage_named(std::string_view name) const {
  auto found = stage_by_name_.find(lower(name));
  return found == stage_by_name_.end() ? nullptr : found->second;
}

StageReference Model::stage_reference(std::string_view value, const Instruction& at) const {
  using Kind = StageReference::Kind;
  StageReference result;
  if (!references(value, file_->escape).empty()) {
    result.kind = Kind::variable;
    result.text = value;
    return result;
  }
  result.text = dockerfile::expand(value, file_->escape, [](std::string_view) { return Variable(); }).value;
  std::string_view digits = result.text;
  bool negative = digits.starts_with('-');
  if (negative || digits.starts_with('+')) digits.remove_prefix(1);
  if (at.keyword == Keyword::copy && !digits.empty() &&
      std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    result.by_index = true;
    size_t index = 0;
    bool fits = std::from_chars(digits.data(), digits.data() + digits.size(), index).ec == std::errc();
    if (!fits || (negative && index > 0) || index >= stages_.size() || !stages_[index]->from) {
      result.kind = Kind::no_such_index;
      return result;
    }
    result.stage = stages_[index].get();
  } else {
    result.stage = stage_named(result.text);
  }
  if (!result.stage) return result;
  if (result.stage == at.stage) {
    result.kind = Kind::self;
  } else {
    result.kind = at.stage && result.stage->index < at.stage->index ? Kind::earlier : Kind::later;
  }
  return result;
}

bool shipped(const Instruction& instruction) {
  return instruction.trigger_of || (instruction.stage && instruction.stage->shipped);
}

std::string home_at(const Instruction& run) {
  const Binding home = run.model->variable("HOME", run);
  if (home.declared() && home.variable.state == Variable::State::known) return home.variable.value;
  const Setting& user = run.model->user_at(run);
  const std::string_view name = std::string_view(user.text.value).substr(0, user.text.value.find(':'));
  if (!user.set_by || name == "root" || name == "0") return "/root";
  return "/home/" + std::string(name);
}

const Instruction* Stage::last(Keyword keyword) const {
  for (const Stage* stage = this; stage; stage = stage->parent) {
    for (auto at = stage->instructions.rbegin(); at != stage->instructions.rend(); ++at) {
      if ((*at)->keyword == keyword) return *at;
    }
  }
  return nullptr;
}

Span Stage::place_of(std::string_view part) const {
  const Word& word = *from->image;
  if (word.text != image_text.value) return word.span;
  const auto offset = static_cast<size_t>(part.data() - image_text.value.data());
  return from->line.span(word.text.substr(offset, part.size()));
}

}  // namespace plimsoll::dockerfile
