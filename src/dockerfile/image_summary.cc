#include "dockerfile/image_summary.h"

#include <algorithm>
#include <map>

#include "dockerfile/exec_form.h"
#include "dockerfile/model.h"
#include "dockerfile/platform.h"
#include "dockerfile/transfers.h"
#include "dockerfile/users.h"
#include "facts/facts.h"
#include "image_facts.h"

namespace plimsoll::dockerfile {
namespace {

class Summarizer {
 public:
  explicit Summarizer(const Stage& stage) : stage_(stage), root_(*stage.root) {}

  ImageSummary run() {
    add_user();
    for (const Stage* stage = &stage_; stage; stage = stage->parent) chain_.push_back(stage);
    std::reverse(chain_.begin(), chain_.end());
    std::map<std::string, Span> empty;  // variables
    for (const Stage* stage : chain_) {
      for (const Instruction* instruction : stage->instructions) look_at(*instruction, empty);
    }
    for (const auto& [name, place] : empty) image_.empty_env.push_back({name, place});
    add_start();
    add_base();
    return std::move(image_);
  }

 private:
  void add_user() {
    if (stage_.user.set_by) {
      const auto& word = static_cast<const User&>(*stage_.user.set_by).user;
      if (!word || !stage_.user.text.known) return;
      const std::string_view user = split_user(stage_.user.text.value).user;
      image_.user_text = user;
      image_.user_place = word->span;
      image_.user = is_root(user)     ? ImageSummary::User::root
                    : is_number(user) ? ImageSummary::User::number
                    : user.empty()    ? ImageSummary::User::unknown
                                      : ImageSummary::User::name;
    } else if (root_.scratch ||
               (root_.image_known && !root_.image.official_name().empty() && !is_unprivileged(root_.image))) {
      if (!stage_.from || !stage_.from->image) return;
      image_.user = ImageSummary::User::root;
      image_.user_text = "root";
      image_.user_place = stage_.from->image->span;
    }
  }

  void look_at(const Instruction& instruction, std::map<std::string, Span>& empty) {
    switch (instruction.keyword) {
      case Keyword::expose: {
        const auto& expose = static_cast<const Expose&>(instruction);
        const std::vector<ExposedPort> ports = exposed_ports(expose);
        if (ports.size() < expose.ports.size()) image_.ports_known = false;
        for (const ExposedPort& port : ports) image_.ports.push_back({port, port.protocol, port.word.span});
        break;
      }
      case Keyword::volume:
        for (const Word& path : static_cast<const Volume&>(instruction).paths) {
          const Text text = instruction.model->expand(path.text, instruction);
          if (text.known && text.value.starts_with('/')) image_.writes.push_back({text.value, path.span});
        }
        break;
      case Keyword::env:
        for (const KeyValue& pair : static_cast<const Env&>(instruction).pairs) {
          if (!pair.value) continue;
          const std::string_view value = pair.value->text;
          const std::string name(pair.key.text);
          empty.erase(name);
          if (value.empty() || value == "\"\"" || value == "''") empty.emplace(name, pair.key.span);
        }
        break;
      case Keyword::copy:
      case Keyword::add: {
        const Transfer& transfer = *transfer_of(instruction);
        const Text path = destination_of(transfer);
        if (path.known && transfer.destination) image_.copies.push_back({path.value, transfer.destination->span});
        break;
      }
      case Keyword::run:
        for (const shell::Script* script : instruction.scripts) {
          for (const shell::Command& command : script->commands) look_at(command);
        }
        break;
      default:
        break;
    }
  }

  // A directory for what changes that is given to the user of the image.
  void look_at(const shell::Command& command) {
    if (command.base != "chown" || image_.user_text.empty() || image_.user == ImageSummary::User::root) return;
    const auto operands = command.operands();
    if (operands.size() < 2 || split_user(operands[0]->text).user != image_.user_text) return;
    for (size_t i = 1; i < operands.size(); ++i) {
      const std::string_view path = operands[i]->text;
      const std::string_view name = path.substr(path.rfind('/') + 1);
      static constexpr std::string_view kNames[] = {"cache", "data", "log", "logs", "run", "spool", "tmp", "uploads"};
      if (!operands[i]->literal || !path.starts_with('/')) continue;
      if (path.starts_with("/var/") || std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames))
        image_.writes.push_back({std::string(path), operands[i]->span});
    }
  }

  void add_start() {
    if (const auto* check = static_cast<const Healthcheck*>(stage_.last(Keyword::healthcheck)); check && !check->none)
      image_.healthcheck = check->name.span;
    const auto* entrypoint = static_cast<const Entrypoint*>(stage_.last(Keyword::entrypoint));
    const auto* cmd = static_cast<const Cmd*>(stage_.last(Keyword::cmd));
    if (entrypoint && entrypoint->command.exec_form && !entrypoint->command.exec.empty()) {
      const MappedText& program = entrypoint->command.exec.front();
      image_.entrypoint = program.text().substr(program.text().rfind('/') + 1);
      image_.entrypoint_place = program.span(program.text());
    }
    const Instruction* start = entrypoint ? static_cast<const Instruction*>(entrypoint) : cmd;
    const CommandLine* command = entrypoint ? &entrypoint->command : cmd ? &cmd->command : nullptr;
    if (!command || command->exec_form || start->scripts.empty() || start->scripts.front()->commands.empty()) return;
    const auto& commands = start->scripts.front()->commands;
    // Most shells make way for a single command by themselves.
    if (commands.size() < 2) return;
    if (std::none_of(commands.begin(), commands.end(), [](const shell::Command& each) { return has_exec(each); }))
      image_.shell_form = start->arguments_span();
  }

  void add_base() {
    const bool image = root_.from && root_.from->image;
    if (root_.image_known && image) {
      image_.base = root_.image_text.value;
      image_.base_place = root_.from->image->span;
      static const Fact facts = facts::table("base-image-runtime");
      const std::string name = name_in_tables(root_.image);
      for (Fact path : facts["writes"][name].items())
        image_.writes.push_back({std::string(path.string()), image_.base_place});
      if (!facts["silent"].has(name)) image_.ports_known = false;
    } else if (!root_.scratch) {
      image_.ports_known = false;
    }
    if (stage_.windows) {
      image_.os = "windows";
      image_.platform_place = image ? root_.from->image->span : Span();
    }
    const Flag* flag = root_.from ? root_.from->flag("platform") : nullptr;
    if (!flag || !flag->value || !root_.platform.known) return;
    const auto platform = parse_platform(root_.platform.value);
    if (!platform) return;
    image_.os = platform->os;
    image_.architecture = platform->architecture;
    image_.platform_place = flag->value->span;
  }

  const Stage& stage_;
  const Stage& root_;
  std::vector<const Stage*> chain_;  // from the root
  ImageSummary image_;
};

}  // namespace

ImageSummary summarize(const Model& model) {
  const Stage* stage = model.final_stage();
  return stage ? Summarizer(*stage).run() : ImageSummary();
}

}  // namespace plimsoll::dockerfile
