#include <string>

#include "context.h"
#include "dockerfile/secret_places.h"
#include "dockerfile/transfers.h"
#include "dockerfile/users.h"

namespace plimsoll::dockerfile {
namespace {

void check(const Instruction& instruction, const Word& word, Context& ctx) {
  const std::string_view path = unquoted(word.text);
  if (path != "~" && !path.starts_with("~/")) return;
  Report report = ctx.report(word.span, "'~' means nothing to the builder: this is a folder with that name");
  if (!instruction.model || word.text != path) return;
  const Setting& user = instruction.model->user_at(instruction);
  const bool root = user.set_by && user.text.known && is_root(split_user(user.text.value).user);
  if (root && ctx.source().text(word.span) == path)
    report.suggest("write /root", replace(word.span, "/root" + std::string(path.substr(1))));
}

void check_transfer(const Transfer& transfer, Context& ctx) {
  if (transfer.destination) check(transfer, *transfer.destination, ctx);
}

}  // namespace

extern constinit const Rule copy_tilde_destination = {
    .severity = Severity::error,
    .group = Group::correctness,
    .replaces = {"relative-workdir", "copy-relative-destination-without-workdir"},
    .check = {[](const Copy& copy, Context& ctx) { check_transfer(copy, ctx); },
              [](const Add& add, Context& ctx) { check_transfer(add, ctx); },
              [](const Workdir& workdir, Context& ctx) {
                if (workdir.path) check(workdir, *workdir.path, ctx);
              },
              [](const Volume& volume, Context& ctx) {
                for (const Word& path : volume.paths) check(volume, path, ctx);
              }},
};

}  // namespace plimsoll::dockerfile
