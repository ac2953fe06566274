#include "dockerfile/stage_names.h"

#include <algorithm>

#include "dockerfile/predefined.h"
#include "glob.h"

namespace plimsoll::dockerfile {

bool may_be_from_stage(const Stage& stage) {
  if (stage.image_known || !stage.from || !stage.from->model) return false;
  const std::string text = lower(stage.image_text.value);
  std::string pattern;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool variable = text.compare(i, 2, "${") == 0;
    pattern += variable ? '*' : text[i];
    if (variable) i = std::min(text.find('}', i), text.size());
  }
  if (pattern == "*" || pattern.find_first_of("/:@") != pattern.npos) return false;
  // So many stages are enough for real files, and keep the work linear.
  const auto& stages = stage.from->model->stages();
  const size_t end = std::min<size_t>(stage.index, 500);
  return std::any_of(stages.begin(), stages.begin() + static_cast<std::ptrdiff_t>(end),
                     [&](const auto& above) { return !above->name.empty() && fits_glob(pattern, above->name); });
}

}  // namespace plimsoll::dockerfile
