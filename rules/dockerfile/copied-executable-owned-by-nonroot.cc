#include <string>

#include "context.h"
#include "dockerfile/syntax.h"
#include "dockerfile/transfers.h"
#include "dockerfile/users.h"

namespace plimsoll::dockerfile {
namespace {

bool is_program(std::string_view source) {
  const std::string name = base_name(source);
  for (std::string_view end :
       {".sh", ".bash", ".py", ".rb", ".pl", ".js", ".php", ".jar", ".war", ".bin", ".exe", ".so", ".run"}) {
    if (name.ends_with(end)) return true;
  }
  return false;
}

bool is_system_folder(std::string_view path) {
  for (std::string_view folder : {"/bin", "/sbin", "/lib", "/lib64", "/etc", "/usr", "/boot"}) {
    if (is_below(path, folder)) return true;
  }
  return false;
}

// The mode lets the owner write.
bool writable(const Transfer& transfer) {
  const Flag* chmod = transfer.flag("chmod");
  if (!chmod) return true;
  const std::string mode = value_of(*chmod);
  if (mode.size() < 3 || mode.find_first_not_of("01234567") != mode.npos) return true;
  return ((mode[mode.size() - 3] - '0') & 2) != 0;
}

void check(const Transfer& transfer, Context& ctx) {
  const Flag* chown = transfer.flag("chown");
  if (!chown || !chown->value || !transfer.model || !shipped(transfer) || !writable(transfer)) return;
  const Text owner = transfer.model->expand(chown->value->text, transfer);
  if (!owner.known || owner.value.empty() || is_root(split_user(owner.value).user)) return;
  const std::string destination = destination_of(transfer).value;
  bool program = is_system_folder(destination) || is_program(destination);
  for (const Word& source : transfer.sources)
    program = program || is_program(transfer.model->expand(source.text, transfer).value);
  if (program)
    ctx.report(chown->word.span, "programs that belong to '{}' can be changed by whoever breaks in as that user",
               owner.value);
}

}  // namespace

extern constinit const Rule copied_executable_owned_by_nonroot = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"sonar:S6504"},
    .check = {[](const Copy& copy, Context& ctx) { check(copy, ctx); },
              [](const Add& add, Context& ctx) { check(add, ctx); }},
};

}  // namespace plimsoll::dockerfile
