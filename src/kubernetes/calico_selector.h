// The selectors of Calico: `app == 'web' && (has(tier) || env in {'test', 'stage'})`.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "kubernetes/selector.h"

namespace plimsoll::kubernetes {

// As selectors of which one must match; none: it picks nothing. Nothing where the text is not understood, or says too
// much.
std::optional<std::vector<Selector>> calico_selector(std::string_view text);

}  // namespace plimsoll::kubernetes
