#include <optional>
#include <string>

#include "context.h"
#include "dockerfile/build_context.h"
#include "dockerfile/transfers.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<int64_t> max_size{"max-size", "MiB up to which a file is fine, where its size is known", 100};

bool is_data(std::string_view path) {
  const std::string name = base_name(path);
  for (std::string_view end : {".pt", ".pth", ".ckpt", ".safetensors", ".gguf", ".ggml", ".onnx", ".h5", ".parquet",
                               ".pb", ".tflite", ".npz"}) {
    if (name.ends_with(end)) return true;
  }
  return false;
}

void check(const Transfer& transfer, Context& ctx) {
  if (!shipped(transfer) || !transfer.model) return;
  for (const Word& source : transfer.sources) {
    const Text path = transfer.model->expand(source.text, transfer);
    if (!is_data(path.value)) continue;
    const auto size = transfer.flag("from") || transfer.trigger_of
                          ? std::nullopt
                          : transfer.model->context().size(clean_source(path.value));
    if (size && static_cast<int64_t>(*size >> 20) < ctx[max_size]) continue;
    ctx.report(source.span, "'{}' makes every pull of the image longer; a volume can hold it", path.value);
  }
}

// git lfs pull, huggingface-cli download, hf download
bool fetches_data(const shell::Command& command) {
  if (command.base == "git") return command.is("git", {"lfs", "pull"}) || command.is("git", {"lfs", "fetch"});
  return command.is(command.base, {"download"});
}

}  // namespace

extern constinit const Rule model_or_data_in_image = {
    .severity = Severity::info,
    .group = Group::image_size,
    .profile = Profile::all,
    .options = {&max_size},
    .check = {[](const Copy& copy, Context& ctx) { check(copy, ctx); },
              [](const Add& add, Context& ctx) { check(add, ctx); },
              [](const shell::Script& script, Context& ctx) {
                if (!script.instruction || script.instruction->keyword != Keyword::run || !shipped(*script.instruction))
                  return;
                for (const shell::Command& command : script.commands) {
                  const bool known = command.base == "git" || command.base == "huggingface-cli" || command.base == "hf";
                  if (known && fetches_data(command))
                    ctx.report(command.span, "large data is fetched into the image; a volume can hold it");
                }
              }},
};

}  // namespace plimsoll::dockerfile
