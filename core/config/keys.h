// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The one table of configuration keys. What is not in it does not exist.

#include "core/config/settings.h"

#include <span>
#include <string>
#include <string_view>

namespace mesh44 {

struct SettingKey
{
    std::string_view name;      // "section.key"
    std::string_view permitted; // for people
    // Puts the value in, or leaves the settings as they are and says what is wrong with it.
    Status (*parse)(std::string_view value, Settings &settings);
    std::string (*print)(const Settings &settings);

    std::string_view section() const { return name.substr(0, name.find('.')); }
    std::string_view key() const { return name.substr(name.find('.') + 1); }
};

// In the order of the documentation. The defaults are those of a Settings{}.
std::span<const SettingKey> settingKeys();
const SettingKey *findSettingKey(std::string_view name);
// The known key that is spelt most like this one, or that has its name in another section; nothing when
// none is near.
const SettingKey *nearestSettingKey(std::string_view name);
// "unknown key; did you mean gateway.mode?"
std::string unknownKeyMessage(std::string_view name);

} // namespace mesh44
