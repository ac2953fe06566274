#include "dockerfile/copied_files.h"

#include <algorithm>

#include "glob.h"

namespace plimsoll::dockerfile {
namespace {

// The instructions before one that are looked at; a stage with more of them is taken to have everything.
constexpr int kReach = 200;

std::string_view file_name(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  return path.substr(path.rfind('/') + 1);
}

std::string_view without_quotes(std::string_view text) {
  if (text.size() > 1 && (text[0] == '"' || text[0] == '\'') && text.back() == text[0])
    text = text.substr(1, text.size() - 2);
  return text;
}

// Calls visit(transfer) for the local copies of the chain before `at` until it returns true.
template <class Visit>
bool any_before(const Instruction& at, Visit visit) {
  int left = kReach;
  for (const Stage* stage = at.stage; stage; stage = stage->parent) {
    for (const Instruction* instruction : stage->instructions) {
      if (instruction->order >= at.order) break;
      if (--left == 0) return true;
      const Transfer* transfer = local_copy(*instruction);
      if (transfer && visit(*transfer)) return true;
    }
  }
  return false;
}

}  // namespace

const Transfer* local_copy(const Instruction& instruction) {
  if (instruction.keyword != Keyword::copy && instruction.keyword != Keyword::add) return nullptr;
  const auto& transfer = static_cast<const Transfer&>(instruction);
  if (transfer.flag("from") || !transfer.heredocs.empty() || transfer.sources.empty()) return nullptr;
  // A variable of ADD may well be an address.
  const bool remote = std::any_of(transfer.sources.begin(), transfer.sources.end(), [&](const Word& source) {
    if (source.text.find('$') == source.text.npos)
      return source.text.find("://") != source.text.npos || source.text.starts_with("git@");
    const Text value = instruction.model->expand(source.text, instruction);
    return value.value.find("://") != std::string::npos || (!value.known && instruction.keyword == Keyword::add);
  });
  return remote ? nullptr : &transfer;
}

bool is_whole_context(std::string_view source) {
  source = without_quotes(source);
  return source == "." || source == "./" || source == "*" || source == "./*" || source == "/" || source == "./.";
}

bool may_bring(std::string_view source, std::string_view file) {
  source = without_quotes(source);
  if (is_whole_context(source) || source.find('$') != source.npos) return true;
  const std::string_view name = file_name(source);
  if (name == file || source.ends_with('/')) return true;
  if (name.find_first_of("*?[") == name.npos) {
    // A name without an ending may be that of a folder.
    return name.find('.') == name.npos && name.find("file") == name.npos && name.find("File") == name.npos;
  }
  return fits_glob(name, file) || name.find_first_of("?[") != name.npos;
}

bool may_have(const Instruction& at, std::initializer_list<std::string_view> files) {
  if (at.keyword == Keyword::run) {
    for (const Mount& mount : static_cast<const Run&>(at).mounts) {
      if (mount.type() != "bind") continue;
      const Mount::Field* source = mount.field("source");
      if (!source || !source->value) return true;
      for (std::string_view file : files) {
        if (may_bring(source->value->text, file)) return true;
      }
    }
  }
  return any_before(at, [&](const Transfer& transfer) {
    return std::any_of(transfer.sources.begin(), transfer.sources.end(), [&](const Word& source) {
      return std::any_of(files.begin(), files.end(),
                         [&](std::string_view file) { return may_bring(source.text, file); });
    });
  });
}

bool has_local_files(const Instruction& at) {
  return any_before(at, [](const Transfer&) { return true; });
}

}  // namespace plimsoll::dockerfile
