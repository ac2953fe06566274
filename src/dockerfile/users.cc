#include "dockerfile/users.h"

#include <fmt/format.h>

#include <algorithm>

#include "dockerfile/build_tools.h"
#include "dockerfile/casing.h"
#include "dockerfile/transfers.h"
#include "facts/facts.h"
#include "glob.h"
#include "image_facts.h"
#include "memo.h"
#include "shell/install.h"

namespace plimsoll::dockerfile {
namespace {

// Each name is compared with all packages.
constexpr size_t kMostPackages = 2000;

Fact base_users() {
  static const Fact table = facts::table("base-users");
  return table;
}

// The operands of a command whose options take values: `letters` of short ones, names of long ones.
std::vector<const shell::Word*> operands_of(const shell::Command& command, std::string_view letters, Fact names) {
  std::vector<const shell::Word*> operands;
  for (size_t i = 0; i < command.arguments.size(); ++i) {
    const std::string_view text = command.arguments[i].text;
    if (text.starts_with("--")) {
      if (names.has(text)) ++i;
    } else if (text.starts_with('-') && text.size() > 1) {
      // -rmu 1000, but -u1000
      const size_t value = text.find_first_of(letters, 1);
      if (value == text.size() - 1) ++i;
    } else {
      operands.push_back(&command.arguments[i]);
    }
  }
  return operands;
}

// What runs may create users, for nobody sees into it: scripts, and programs that set up systems.
bool is_opaque(const shell::Command& command) {
  if (command.base.empty()) return true;
  const std::string_view name = command.name.text;
  if (base_users()["opaque"].has(command.base) || command.base.ends_with(".sh")) return true;
  if (name.find('/') != name.npos && !name.starts_with("/usr/") && !name.starts_with("/bin/") &&
      !name.starts_with("/sbin/")) {
    return true;
  }
  if (shell::dialect_of(command.base) == shell::Dialect::unknown) return false;
  return !command.has_flag({"-c"});
}

void add_all(std::vector<std::string>& list, Fact names) {
  for (Fact name : names.items()) list.emplace_back(name.string());
}

}  // namespace

std::optional<std::string> text_at(const shell::Word& word, const Instruction& run) {
  std::string_view text = word.text;
  if (word.literal) return std::string(text);
  std::string result;
  while (!text.empty()) {
    const size_t begin = text.find("${");
    result += text.substr(0, begin);
    if (begin == text.npos) break;
    const size_t close = text.find('}', begin);
    if (close == text.npos || !run.model) return std::nullopt;
    const Binding binding = run.model->variable(text.substr(begin + 2, close - begin - 2), run);
    if (binding.variable.state != Variable::State::known) return std::nullopt;
    result += binding.variable.value;
    text.remove_prefix(close + 1);
  }
  if (word.variables.empty() || result.find_first_of("$*?[`") != result.npos) return std::nullopt;
  return result;
}

std::optional<NewUser> new_user(const shell::Command& command) {
  const Fact facts = base_users()["commands"][command.base];
  if (!facts.exists() || (command.base == "useradd" && command.has_flag({"-D", "--defaults"}))) return std::nullopt;
  const auto operands = operands_of(command, facts["letters"].string(), facts["values"]);
  // With a second one a user joins a group.
  const dockerfile::Instruction* run = command.script ? command.script->instruction : nullptr;
  if (operands.size() != 1 || !run) return std::nullopt;
  NewUser user;
  user.command = &command;
  user.group = facts["group"].exists() || command.has_flag({"--group"});
  user.name = text_at(*operands[0], *run).value_or("");
  std::string id;
  const bool has_id = user.group ? command.flag_value({"-g", "--gid"}, &id) : command.flag_value({"-u", "--uid"}, &id);
  if (has_id) user.id = id;
  return user;
}

UserSpec split_user(std::string_view spec) {
  const size_t colon = spec.find(':');
  if (colon == spec.npos) return {spec, {}};
  return {spec.substr(0, colon), spec.substr(colon + 1)};
}

bool is_number(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == text.npos; }

bool is_root(std::string_view user) {
  return user == "root" || (!user.empty() && user.find_first_not_of('0') == user.npos);
}

Users::Users(const Stage& stage) : root_(stage.root) {
  const auto chain = chain_of(stage);
  if (root_->from && !root_->windows) {
    sure_ = root_->scratch;
    if (root_->external() && root_->image_known) {
      std::string name = root_->image.effective_repository();
      if (!root_->image.official_name().empty()) name = root_->image.official_name();
      if (root_->image.effective_registry() != "docker.io")
        name = std::string(root_->image.effective_registry()) + "/" + name;
      for (const auto& [glob, users] : base_users()["images"].entries()) {
        if (!fits_glob(glob, name)) continue;
        sure_ = true;
        add_all(base_users_, users);
        add_all(base_groups_, users);
      }
      const auto system = system_of(root_->image);
      const Fact known = system ? base_users()["systems"][system->distribution] : Fact();
      sure_ = sure_ && known.exists();
      add_all(base_users_, known["users"]);
      add_all(base_groups_, known["users"]);
      add_all(base_groups_, known["groups"]);
    }
  }
  for (auto at = chain.rbegin(); at != chain.rend(); ++at) {
    for (const Instruction* instruction : (*at)->instructions) {
      if (const Transfer* transfer = transfer_of(*instruction)) look_at(*transfer);
      if (instruction->keyword != Keyword::run) continue;
      const auto& run = static_cast<const Run&>(*instruction);
      if (run.command.exec_form && run.scripts.empty()) sure_ = false;
      for (const shell::Script* script : run.scripts) {
        if (!script->errors.empty()) sure_ = false;
        for (const shell::Command& command : script->commands) look_at(command);
      }
    }
  }
}

std::shared_ptr<const Users> users_of(const Stage& stage) {
  thread_local Memo<std::shared_ptr<const Users>> memo;
  return memo.get(&stage, [&] { return std::make_shared<const Users>(stage); });
}

// Who makes a user makes a group of that name, too.
void Users::add(NewUser user) {
  if (user.name.empty()) sure_ = false;
  if (!user.group) first_user_.emplace(user.name, created_.size());
  first_group_.emplace(user.name, created_.size());
  created_.push_back(std::move(user));
}

void Users::look_at(const shell::Command& command) {
  if (auto user = new_user(command)) return add(std::move(*user));
  if (command.base == "usermod" || command.base == "groupmod") {
    std::string name;
    if (!command.flag_value({"-l", "--login", "-n", "--new-name"}, &name)) return;
    if (name.find('$') != name.npos) sure_ = false;
    return add({&command, name, {}, command.base == "groupmod"});
  }
  for (const shell::Word& word : command.arguments) {
    if (word.text.find("/etc/passwd") != std::string::npos || word.text.find("/etc/group") != std::string::npos)
      sure_ = false;
  }
  for (const shell::Redirect& redirect : command.redirects) {
    if (redirect.op.starts_with('>') && redirect.target.text.starts_with("/etc/")) sure_ = false;
  }
  if (!sure_) return;
  if (is_opaque(command)) sure_ = false;
  const auto& install = command.install;
  if (!install) return;
  for (const shell::Package& package : install->packages) {
    if (package.from_variable || package.file || package.url) sure_ = false;
    if (packages_.size() == kMostPackages) sure_ = false;
    if (sure_) packages_.push_back(package.name);
  }
}

void Users::look_at(const Transfer& transfer) {
  const Text destination = destination_of(transfer);
  if (!destination.known && !destination.value.starts_with("${WORKDIR}")) {
    sure_ = false;
    return;
  }
  const std::string path = clean_path(destination.value);
  if (path != "/" && path != "/etc" && path != "/etc/passwd" && path != "/etc/group") return;
  for (const Word& source : transfer.sources) {
    const std::string name = base_name(source.text);
    if (name.rfind('.') == name.npos || name.rfind('.') == 0 || may_be_tar(name)) sure_ = false;
  }
}

const NewUser* Users::find(std::string_view name, bool group) const {
  const auto& index = group ? first_group_ : first_user_;
  const auto found = index.find(name);
  return found == index.end() ? nullptr : &created_[found->second];
}

bool Users::base_has(std::string_view name, bool group) const {
  const auto& list = group ? base_groups_ : base_users_;
  return std::find(list.begin(), list.end(), name) != list.end();
}

bool Users::lacks(std::string_view name, bool group, uint32_t before) const {
  if (!sure_ || name.empty() || is_number(name) || base_has(name, group)) return false;
  if (name == "root" && !root_->scratch) return false;
  if (const NewUser* user = find(name, group); user && user->command->span.begin < before) return false;
  // A package makes the user that it runs as, mostly by its own name.
  return std::none_of(packages_.begin(), packages_.end(), [&](const std::string& package) {
    if (package.find(name) != package.npos || name.find(package) != name.npos) return true;
    for (const auto& [glob, users] : base_users()["packages"].entries()) {
      if (fits_glob(glob, package) && users.has(name)) return true;
    }
    return false;
  });
}

std::optional<Edit> user_before_start(const Stage& stage, std::string_view user) {
  const Instruction* start = nullptr;
  for (const Instruction* instruction : stage.instructions) {
    switch (instruction->keyword) {
      case Keyword::cmd:
      case Keyword::entrypoint:
        if (!start) start = instruction;
        break;
      case Keyword::user:
        return std::nullopt;
      case Keyword::env:
      case Keyword::expose:
      case Keyword::healthcheck:
      case Keyword::label:
      case Keyword::maintainer:
      case Keyword::stopsignal:
        break;
      default:
        start = nullptr;  // it may need the rights of root
    }
  }
  if (!start) return std::nullopt;
  return insert_before(start->span, fmt::format("{} {}\n", spelled_like(*start, Keyword::user), user));
}

bool drops_rights(const Stage& stage) {
  for (std::string_view word :
       {"gosu", "su-exec", "setpriv", "s6-overlay", "s6-setuidgid", "with-contenv", "--userspec"}) {
    for (const Stage* each : chain_of(stage)) {
      for (const Instruction* instruction : each->instructions) {
        if (!instruction->model->may_mention(word)) break;
        if (instruction->arguments.find(word) != std::string_view::npos) return true;
      }
    }
  }
  const shell::Command* start = start_of(stage);
  return start && start->name.text == "/init";
}

}  // namespace plimsoll::dockerfile
