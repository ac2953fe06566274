#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/secret_places.h"
#include "dockerfile/transfers.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {
namespace {

constexpr size_t kMostPointers = 64;

struct Pointer {
  const KeyValue* pair;
  std::string path;
};

bool is_pointer(std::string_view variable) {
  const Fact names = facts::table("credential-variables");
  return names["files"].has(variable) || names["mixed"].has(variable);
}

// "/" where nobody knows better.
std::string from_root(std::string_view text) {
  constexpr std::string_view unknown = "${WORKDIR}";
  if (text.starts_with(unknown)) text.remove_prefix(unknown.size());
  return text.find('$') == text.npos ? clean_path(text) : "";
}

std::optional<std::string> path_of(const Instruction& instruction, const KeyValue& pair) {
  if (!pair.value || !is_pointer(pair.key.text)) return std::nullopt;
  const Text value = instruction.model->expand(pair.value->text, instruction);
  if (!value.known || value.value.empty() || value.value.find("://") != std::string::npos) return std::nullopt;
  if (value.value.starts_with('/')) return clean_path(value.value);
  return from_root(instruction.model->workdir_at(instruction).text.value + "/" + value.value);
}

// One of the files may be that one: a file named otherwise, which is no archive, cannot.
bool may_bring(const Transfer& transfer, const std::string& path) {
  const std::string target = from_root(destination_of(transfer).value);
  if (target.empty() || !is_below(path, target)) return false;
  if (target == path) return true;
  return std::any_of(transfer.sources.begin(), transfer.sources.end(), [&](const Word& source) {
    const std::string name = base_name(source.text);
    const bool file = name.find('.', 1) != name.npos && !has_wildcard(name) && !may_be_tar(name);
    return !file || name == base_name(path);
  });
}

}  // namespace

extern constinit const Rule secret_file_env_with_copied_file = {
    .severity = Severity::error,
    .group = Group::secrets,
    .aliases = {"trivy:DS-0031", "trivy:AVD-DS-0031", "trivy:DS031", "trivy:do-not-pass-secrets",
                "trivy:docker-do-not-pass-secrets"},
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.final) return;
          std::vector<Pointer> pointers;
          const auto chain = chain_of(stage);
          for (const Stage* each : chain) {
            for (const Instruction* instruction : each->instructions) {
              const bool env = instruction->keyword == Keyword::env;
              if (!env && instruction->keyword != Keyword::arg) continue;
              const auto& pairs =
                  env ? static_cast<const Env&>(*instruction).pairs : static_cast<const Arg&>(*instruction).pairs;
              for (const KeyValue& pair : pairs) {
                if (pointers.size() == kMostPointers) continue;
                if (auto path = path_of(*instruction, pair)) pointers.push_back({&pair, std::move(*path)});
              }
            }
          }
          for (const Stage* each : chain) {
            for (const Instruction* instruction : each->instructions) {
              const Transfer* transfer = transfer_of(*instruction);
              if (!transfer || !transfer->destination) continue;
              std::string_view variable = unquoted(transfer->destination->text);
              const bool braces = variable.starts_with("${") && variable.ends_with('}');
              variable = braces ? variable.substr(2, variable.size() - 3) : variable.substr(variable.starts_with('$'));
              if (transfer->sources.size() == 1 && transfer->destination->text.find('$') != std::string_view::npos &&
                  is_pointer(variable)) {
                ctx.report(transfer->destination->span, "the credentials that '{}' points to are in the image",
                           variable);
                continue;
              }
              for (const Pointer& pointer : pointers) {
                if (!may_bring(*transfer, pointer.path)) continue;
                const bool grave = facts::table("credential-variables")["files"].has(pointer.pair->key.text);
                ctx.report(transfer->sources.front().span,
                           "this may bring the credentials that '{}' points to into the image", pointer.pair->key.text)
                    .note(pointer.pair->span, "they are expected here")
                    .severity(grave ? Severity::error : Severity::warning);
                break;
              }
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
