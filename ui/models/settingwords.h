// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the window says about a configuration key: its name in words, what it means, and which editor its values want. A
// key that a newer helper brings has its own name, no explanation, and is a text.

#include "core/mesh/view.h"

#include <QString>
#include <QStringList>

namespace mesh44 {

struct SettingShape
{
    enum class Kind : uint8_t { Text, Number, Choice, YesNo };
    Kind kind = Kind::Text;
    QStringList choices; // of a Choice
    int least = 0;       // of a Number
    int most = 0;
    bool operator==(const SettingShape &) const = default;
};

// From what the helper permits: it may know more or fewer words than we do.
SettingShape shapeOf(const SettingView &setting);
bool isKnownSetting(const QString &key);

QString settingSection(const QString &key);                    // "gateway" of "gateway.mode"
QString sectionTitle(const QString &section);                  // "Gateway"; itself where it is new to us
QString settingLabel(const QString &key);                      // "Callsign"
QString settingMeaning(const QString &key);                    // a sentence or two; may be empty
QString settingUnset(const QString &key);                      // what to show in place of an empty value
QString choiceText(const QString &key, const QString &choice); // "full – the mesh, and the Internet by the tunnel"
// "built in", "set in /etc/mesh44/gateway.conf, line 4".
QString originText(const SettingView &setting);
// Written by window and command line, so that a reset takes it back; every other file is the operator's.
bool isOwnOrigin(const SettingView &setting);

} // namespace mesh44
