// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "helper/state.h"

#include <nlohmann/json_fwd.hpp>

namespace mesh44 {

// The state as JSON: what stands in a state file.
nlohmann::json toJson(const State &state);

// All of it or nothing; IoFailed says what of it is not as we write it.
Result<State> stateFrom(const nlohmann::json &json);

} // namespace mesh44
