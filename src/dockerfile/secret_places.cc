#include "dockerfile/secret_places.h"

#include <algorithm>
#include <functional>
#include <map>

#include "dockerfile/predefined.h"
#include "facts/facts.h"
#include "memo.h"
#include "shell/credentials.h"
#include "shell/script.h"

namespace plimsoll::dockerfile {
namespace {

class Search {
 public:
  explicit Search(const Instruction& instruction) : instruction_(instruction) {}

  std::vector<PlacedSecret> run() {
    switch (instruction_.keyword) {
      case Keyword::onbuild:
        return {};
      case Keyword::env:
        pairs(static_cast<const Env&>(instruction_).pairs);
        break;
      case Keyword::arg:
        pairs(static_cast<const Arg&>(instruction_).pairs);
        break;
      case Keyword::label:
        pairs(static_cast<const Label&>(instruction_).pairs);
        break;
      default:
        text(instruction_.line);
        scripts();
        heredocs();
    }
    return std::move(found_);
  }

 private:
  void pairs(const std::vector<KeyValue>& pairs) {
    for (const KeyValue& pair : pairs) {
      if (!pair.value) continue;
      const std::string_view value = unquoted(pair.value->text);
      const std::string_view name = unquoted(pair.key.text);
      std::vector<Secret> secrets = secrets_in_text(value);
      const bool fixed = references(pair.value->text, instruction_.model->file().escape).empty();
      if (secrets.empty() && fixed && instruction_.keyword != Keyword::label) {
        if (const auto secret = secret_in_assignment(name, value)) secrets.push_back(*secret);
      }
      for (const Secret& secret : secrets) {
        add(secret, value, [&](std::string_view part) { return place_of(instruction_, *pair.value, part); });
        found_.back().assignment = pair.span;
        found_.back().name = name;
      }
    }
  }

  void text(const MappedText& text) {
    for (const Secret& secret : secrets_in_text(text.text())) {
      add(secret, text.text(), [&](std::string_view part) { return text.span(part); });
    }
  }

  // NAME=VALUE, alone, before a command or behind export.
  void scripts() {
    for (const shell::Script* script : instruction_.scripts) {
      if (script->heredoc) continue;
      for (const shell::Command& command : script->commands) {
        for (const shell::Assignment& assignment : command.assignments)
          named(assignment.name.text, assignment.value, 0);
        if (instruction_.keyword != Keyword::run) flags(command);
        if (command.base != "export" && command.base != "env" && command.base != "setx") continue;
        for (const shell::Word& word : command.arguments) {
          const size_t equals = word.text.find('=');
          if (equals != std::string::npos) named(word.text.substr(0, equals), word, equals + 1);
        }
      }
    }
  }

  // What a RUN passes has a rule of its own; a CMD is in the configuration of the image like an ENV.
  void flags(const shell::Command& command) {
    for (const shell::CredentialPlace& place : shell::credential_places(command)) {
      if (place.assignment || !place.word->literal) continue;
      // "--aes-pwd proxy-secret" may name a file.
      const auto secret = secret_in_assignment(place.name, place.value());
      if (!secret || (!place.known && secret->evidence == Secret::Evidence::weak)) continue;
      named(place.name, *place.word, place.begin);
    }
  }

  void named(std::string_view name, const shell::Word& word, size_t begin) {
    if (!word.literal) return;
    const auto secret = secret_in_assignment(name, std::string_view(word.text).substr(begin));
    if (!secret || secret->evidence == Secret::Evidence::format || secret->evidence == Secret::Evidence::url) return;
    found_.push_back({*secret, value_span(word, begin), {}, {}, word.span, std::string(name)});
  }

  // Without the name, and without quotes where they are around all of the value.
  Span value_span(const shell::Word& word, size_t begin) const {
    const std::string_view written = instruction_.model->file().source->text(word.span);
    const std::string_view value = std::string_view(word.text).substr(begin);
    const size_t at = written.find(value, begin);
    if (at == written.npos || value.empty()) return word.span;
    const uint32_t from = word.span.begin + static_cast<uint32_t>(at);
    return {from, from + static_cast<uint32_t>(value.size())};
  }

  void heredocs() {
    for (const Heredoc& heredoc : instruction_.heredocs) {
      const std::string_view body = instruction_.model->file().source->text(heredoc.body);
      for (const Secret& secret : secrets_in_configuration(body)) {
        add(secret, body, [&](std::string_view part) {
          const auto begin = heredoc.body.begin + static_cast<uint32_t>(part.data() - body.data());
          return Span{begin, begin + static_cast<uint32_t>(part.size())};
        });
      }
    }
  }

  template <class Place>
  void add(const Secret& secret, std::string_view text, Place place) {
    PlacedSecret& placed = found_.emplace_back();
    placed.secret = secret;
    placed.span = place(text.substr(secret.begin, secret.end - secret.begin));
    if (secret.end >= text.size() || text[secret.end] != '@') return;
    const std::string_view before = text.substr(secret.begin - std::min<size_t>(secret.begin, 512));
    const size_t sign = before.rfind("://", std::min<size_t>(secret.begin, 512));
    if (sign == before.npos) return;
    const size_t begin = static_cast<size_t>(before.data() - text.data()) + sign + 3;
    placed.login = place(text.substr(begin, secret.end - begin));
    const std::string_view rest = text.substr(secret.end + 1);
    placed.host = rest.substr(0, rest.find_first_of(":/?#\"' \n"));
  }

  const Instruction& instruction_;
  std::vector<PlacedSecret> found_;
};

// Says that the secret is elsewhere, or that there is none.
bool harmless(std::string_view value) {
  for (std::string_view start : {"/", "./", "../", "~", "\\"}) {
    if (value.starts_with(start)) return true;
  }
  if (value.find('$') != value.npos || value == "true" || value == "false") return true;
  return !value.empty() && value.size() < 4 && value.find_first_not_of("0123456789") == value.npos;
}

// SECRET_KEY_BASE=dummy, for a step that only wants the variable to be set.
bool is_dummy(std::string_view value) {
  static const Fact dummies = facts::table("secret-patterns")["dummies"];
  const std::string text = lower(value);
  const auto all = dummies.items();
  return std::any_of(all.begin(), all.end(), [&](Fact part) { return text.find(part.string()) != text.npos; });
}

// The identifier of a public key, as in GPG_KEY, or a checksum of one.
bool is_fingerprint(std::string_view name, std::string_view value) {
  return secret_name(name).certainty == SecretName::Certainty::vague && value.size() >= 8 && value.size() <= 40 &&
         value.find_first_not_of("0123456789abcdefABCDEF") == value.npos;
}

}  // namespace

const std::vector<PlacedSecret>& literal_secrets(const Instruction& instruction) {
  thread_local Memo<std::vector<PlacedSecret>> memo;
  return memo.get(&instruction, [&] { return Search(instruction).run(); });
}

const std::vector<PlacedSecret>& secrets_in_comments(const File& file) {
  thread_local Memo<std::vector<PlacedSecret>> memo;
  return memo.get(&file, [&] {
    std::vector<PlacedSecret> found;
    for (const Comment& comment : file.comments) {
      for (const Secret& secret : secrets_in_configuration(comment.text)) {
        const auto begin = comment.span.begin + static_cast<uint32_t>(secret.begin);
        const Span span{begin, begin + static_cast<uint32_t>(secret.end - secret.begin)};
        found.push_back({secret, span, {}, {}, comment.span, {}});
      }
    }
    return found;
  });
}

Span place_of(const Instruction& instruction, const Word& word, std::string_view part) {
  const std::string_view line = instruction.line.text();
  const std::less_equal<const char*> not_after;
  if (not_after(line.data(), part.data()) && not_after(part.data() + part.size(), line.data() + line.size()))
    return instruction.line.span(part);
  if (word.span.size() != word.text.size()) return word.span;
  const uint32_t begin = word.span.begin + static_cast<uint32_t>(part.data() - word.text.data());
  return {begin, begin + static_cast<uint32_t>(part.size())};
}

std::string_view secret_pair(const KeyValue& pair, bool argument) {
  const std::string_view name = unquoted(pair.key.text);
  const std::string_view value = pair.value ? unquoted(pair.value->text) : std::string_view();
  if ((value.empty() && !argument) || harmless(value) || is_fingerprint(name, value)) return {};
  const std::string_view what = secret_variable(name);
  return what.empty() || is_dummy(value) ? std::string_view() : what;
}

std::string_view unquoted(std::string_view text) {
  if (text.size() > 1 && text.front() == text.back() && (text[0] == '"' || text[0] == '\''))
    return text.substr(1, text.size() - 2);
  return text;
}

std::vector<SecretMount> secret_mounts(const Run& run) {
  std::vector<SecretMount> mounts;
  for (const Mount& mount : run.mounts) {
    if (mount.type() != "secret") continue;
    auto value = [&](std::string_view key) {
      const Mount::Field* field = mount.field(key);
      return field && field->value ? run.model->expand(field->value->text, run).value : std::string();
    };
    SecretMount& secret = mounts.emplace_back();
    secret.id = value("id");
    secret.target = value("target");
    secret.variable = value("env");
    if (secret.id.empty()) secret.id = secret.target.substr(secret.target.rfind('/') + 1);
    if (secret.target.empty() && secret.variable.empty()) secret.target = "/run/secrets/" + secret.id;
  }
  return mounts;
}

RunVariables::RunVariables(const Instruction& run) : run_(run) {
  if (run.keyword == Keyword::run) {
    for (SecretMount& mount : secret_mounts(static_cast<const Run&>(run))) own_.insert(std::move(mount.variable));
  }
  for (const shell::Script* script : run.scripts) {
    for (const shell::Command& command : script->commands) {
      if (command.name.text.empty()) {
        for (const shell::Assignment& assignment : command.assignments) own_.insert(assignment.name.text);
      }
      if (command.base != "export" && command.base != "read" && command.base != "local") continue;
      for (const shell::Word& word : command.arguments) own_.insert(word.text.substr(0, word.text.find('=')));
    }
  }
}

Binding RunVariables::find(std::string_view name) const {
  return own_.contains(name) ? Binding{} : run_.model->variable(name, run_);
}

namespace {

class ArgumentSearch {
 public:
  std::vector<ArgumentUse> run(const Stage& stage) {
    if (std::none_of(stage.instructions.begin(), stage.instructions.end(), declares_secret)) return {};
    for (const Instruction* instruction : stage.instructions) {
      if (instruction->keyword == Keyword::onbuild)
        instruction = static_cast<const Onbuild*>(instruction)->trigger.get();
      if (!instruction) continue;
      if (instruction->keyword == Keyword::arg) {
        for (const KeyValue& pair : static_cast<const Arg*>(instruction)->pairs) {
          if (!secret_pair(pair, true).empty()) waiting_.emplace(&pair, instruction->trigger_of != nullptr);
        }
      } else if (instruction->keyword == Keyword::run) {
        look_at(*instruction);
      }
    }
    return std::move(uses_);
  }

 private:
  static bool declares_secret(const Instruction* instruction) {
    if (instruction->keyword == Keyword::onbuild) instruction = static_cast<const Onbuild*>(instruction)->trigger.get();
    if (!instruction || instruction->keyword != Keyword::arg) return false;
    const auto& pairs = static_cast<const Arg*>(instruction)->pairs;
    return std::any_of(pairs.begin(), pairs.end(), [](const auto& pair) { return !secret_pair(pair, true).empty(); });
  }

  void look_at(const Instruction& run) {
    const RunVariables variables(run);
    auto use = [&](const shell::Word& word) {
      for (const std::string& name : word.variables) add(variables.find(name), run, word.span);
    };
    for (const shell::Script* script : run.scripts) {
      for (const shell::Command& command : script->commands) {
        for (const shell::Assignment& assignment : command.assignments) use(assignment.value);
        for (const shell::Word& word : command.arguments) use(word);
        for (const shell::Redirect& redirect : command.redirects) use(redirect.target);
      }
    }
    const std::string_view text = run.model->file().source->text();
    for (const Heredoc& heredoc : run.heredocs) {
      if (!heredoc.expand) continue;
      const std::string_view body = text.substr(heredoc.body.begin, heredoc.body.size());
      for (const Reference& reference : references(body, '\\')) {
        const auto begin = heredoc.body.begin + static_cast<uint32_t>(reference.begin);
        add(variables.find(reference.name), run,
            {begin, begin + static_cast<uint32_t>(reference.end - reference.begin)});
      }
    }
    // What is left of those above is in the environment of this step at least, unless an ENV or a mount hides it.
    for (const auto& [pair, trigger] : waiting_) {
      if (trigger != (run.trigger_of != nullptr) || used_.contains(pair)) continue;
      if (variables.find(unquoted(pair->key.text)).pair == pair && first_.insert(pair).second)
        uses_.push_back({pair, &run, std::nullopt});
    }
    if (!run.trigger_of) std::erase_if(waiting_, [](const auto& waiting) { return !waiting.second; });
  }

  void add(const Binding& binding, const Instruction& run, Span word) {
    if (binding.origin != Binding::Origin::arg || !binding.pair || used_.contains(binding.pair)) return;
    if (secret_pair(*binding.pair, true).empty()) return;
    used_.insert(binding.pair);
    if (first_.insert(binding.pair).second) {
      uses_.push_back({binding.pair, &run, word});
      return;
    }
    for (ArgumentUse& other : uses_) {
      if (other.pair == binding.pair) other = {binding.pair, &run, word};
    }
  }

  std::map<const KeyValue*, bool> waiting_;  // of the stage, or of a trigger
  std::set<const KeyValue*> used_, first_;
  std::vector<ArgumentUse> uses_;
};

}  // namespace

std::vector<ArgumentUse> secret_arguments_used(const Stage& stage) { return ArgumentSearch().run(stage); }

}  // namespace plimsoll::dockerfile
