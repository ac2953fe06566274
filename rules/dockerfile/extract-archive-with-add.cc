#include <optional>
#include <string>

#include "context.h"
#include "dockerfile/casing.h"
#include "dockerfile/later_uses.h"
#include "dockerfile/transfers.h"

namespace plimsoll::dockerfile {
namespace {

struct Waiting {
  const Copy* copy;
  const Word* source;
};

// tar -x, tar xf, of all that is in the archive; ADD cannot leave anything out.
bool unpacks_all(const shell::Command& tar) {
  for (std::string_view program : {"gunzip", "bunzip2", "unxz", "unzstd", "zcat", "gzcat", "uncompress"}) {
    if (tar.base == program) return true;
  }
  if (tar.base != "tar" && tar.base != "bsdtar") return false;
  if (tar.arguments.empty() || tar.has_flag({"--strip-components", "--strip", "--transform", "--wildcards", "--exclude",
                                             "--to-stdout", "-O", "-T"}))
    return false;
  bool extracts = tar.has_flag({"-x", "--extract", "--get"});
  const std::string& first = tar.arguments[0].text;
  extracts = extracts || (!first.starts_with('-') && first.find('x') != first.npos && first.size() < 6);
  // A member is named behind the archive.
  size_t operands = 0;
  bool named_by_flag = false;
  for (size_t i = 0; i < tar.arguments.size(); ++i) {
    const std::string& text = tar.arguments[i].text;
    if (text == "-C" || text == "--directory") {
      ++i;
    } else if (text.starts_with("--file=")) {
      named_by_flag = true;
    } else if (!text.starts_with('-') && (i > 0 || first.find('x') == first.npos)) {
      ++operands;
    }
  }
  return extracts && operands == (named_by_flag ? 0 : 1);
}

// Where tar puts the files if that is all that the RUN is for: it may make the folder and delete the archive, too.
std::optional<std::string> only_unpacks_to(const shell::Command& tar) {
  for (const shell::Command& other : tar.script->commands) {
    const bool helps = other.base == "rm" || (other.base == "mkdir" && !other.has_flag({"-m", "--mode"}));
    if (&other != &tar && (!helps || other.operands().size() != 1)) return std::nullopt;
  }
  std::string folder = ".";
  const shell::Word* word = tar.flag_value({"-C", "--directory"}, &folder);
  if (tar.base != "tar" || tar.script->instruction->scripts.size() != 1 || (word && !word->literal))
    return std::nullopt;
  return folder + (folder.ends_with('/') ? "" : "/");
}

void suggest_add(const Waiting& found, const shell::Command& tar, Report& report, const Source& file) {
  const Copy& copy = *found.copy;
  const auto folder = only_unpacks_to(tar);
  if (!folder || !copy.destination || copy.sources.size() != 1 || copy.exec_form || !is_tar(found.source->text)) return;
  Span run = tar.script->instruction->whole;
  if (run.end < file.text().size() && file.text()[run.end] == '\n') ++run.end;
  report.suggest("unpack it with ADD", {replace(copy.name.span, spelled_like(copy, Keyword::add)),
                                        replace(copy.destination->span, *folder), remove(run)});
}

}  // namespace

extern constinit const Rule extract_archive_with_add = {
    .severity = Severity::info,
    .group = Group::image_size,
    .aliases = {"hadolint:DL3010", "dockerlinter:EC0003"},
    .check =
        [](const Stage& stage, Context& ctx) {
          LaterUses<Waiting> waiting;
          for (const Instruction* instruction : stage.instructions) {
            if (instruction->keyword == Keyword::copy && stage.shipped) {
              const auto& copy = static_cast<const Copy&>(*instruction);
              const std::string destination = copy.destination ? base_name(destination_of(copy).value) : "";
              for (const ContextSource& source : context_sources(copy)) {
                const std::string name = base_name(source.path);
                if (is_tar(destination)) {
                  waiting.add(destination, {&copy, source.word});
                } else if (is_tar(name)) {
                  waiting.add(name, {&copy, source.word});
                }
              }
            }
            waiting.visit(*instruction, [&](const shell::Command& command, const Waiting& found) {
              if (!unpacks_all(command)) return;
              Report report =
                  ctx.report(found.source->span,
                             "ADD would unpack '{}' at once, and the archive itself would not stay in the image",
                             found.source->text);
              report.note(command.span, "it is unpacked here");
              suggest_add(found, command, report, ctx.source());
            });
          }
        },
};

}  // namespace plimsoll::dockerfile
