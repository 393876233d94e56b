// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The settings as a helper tells them, made by the helper's own loader.

#include "core/config/settings.h"

#include <string>
#include <vector>

namespace mesh44::test {

inline constexpr const char *kOwnConfig = "/var/lib/mesh44/conf.d/50-set.conf";
inline constexpr const char *kOperatorConfig = "/etc/mesh44/gateway.conf";

inline std::vector<SettingView> makeSettings(const std::string &operatorText = {}, const std::string &ownText = {})
{
    const ConfigFile layers[] = {{kOperatorConfig, operatorText}, {kOwnConfig, ownText}};
    return loadSettings(layers).values;
}

} // namespace mesh44::test
