// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/settingwords.h"

#include "core/config/keys.h"
#include "ui/models/words.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <limits>

namespace mesh44 {

namespace {

struct KeyWords
{
    const char *key;
    const char *label;
    const char *meaning;
};

struct ChoiceWords
{
    const char *key;
    const char *choice;
    const char *meaning;
};

constexpr const char *kContext = "mesh44::SettingWords";

constexpr std::array kSections{
    KeyWords{"gateway", QT_TRANSLATE_NOOP("mesh44::SettingWords", "Gateway"), ""},
    KeyWords{"tunnel", QT_TRANSLATE_NOOP("mesh44::SettingWords", "Tunnel"), ""},
    KeyWords{"rip44", QT_TRANSLATE_NOOP("mesh44::SettingWords", "Announcements (RIP44)"), ""},
    KeyWords{"routing", QT_TRANSLATE_NOOP("mesh44::SettingWords", "Routing"), ""},
    KeyWords{"firewall", QT_TRANSLATE_NOOP("mesh44::SettingWords", "Firewall"), ""},
    KeyWords{"forward", QT_TRANSLATE_NOOP("mesh44::SettingWords", "Forward to routers"), ""},
    KeyWords{"start", QT_TRANSLATE_NOOP("mesh44::SettingWords", "Start"), ""},
};

constexpr std::array kKeyWords{
    KeyWords{"gateway.callsign", QT_TRANSLATE_NOOP("mesh44::SettingWords", "Callsign"),
             QT_TRANSLATE_NOOP("mesh44::SettingWords", "Who runs this gateway. It is shown and exported, never sent.")},
    KeyWords{"gateway.subnets", QT_TRANSLATE_NOOP("mesh44::SettingWords", "Subnets"),
             QT_TRANSLATE_NOOP("mesh44::SettingWords",
                               "Your networks in 44, as the portal has them. What is in them is never sent away "
                               "unencapsulated.")},
    KeyWords{"gateway.address", QT_TRANSLATE_NOOP("mesh44::SettingWords", "Address in the mesh"),
             QT_TRANSLATE_NOOP("mesh44::SettingWords",
                               "The gateway's own address, which its tunnel carries. Automatic: the first of the first "
                               "subnet.")},
    KeyWords{"gateway.mode", QT_TRANSLATE_NOOP("mesh44::SettingWords", "Mode"),
             QT_TRANSLATE_NOOP("mesh44::SettingWords",
                               "Where packets of your subnets go that are not for the mesh. Other traffic of this "
                               "computer stays as it is.")},
    KeyWords{"gateway.external_address", QT_TRANSLATE_NOOP("mesh44::SettingWords", "Address on the Internet"),
             QT_TRANSLATE_NOOP("mesh44::SettingWords",
                               "Where other gateways reach this one: the address or DNS name in the portal. Automatic: "
                               "learned from the announcements.")},
    KeyWords{"tunnel.device", QT_TRANSLATE_NOOP("mesh44::SettingWords", "Device"),
             QT_TRANSLATE_NOOP("mesh44::SettingWords",
                               "The network device of the tunnel. Give it a name of its own where somebody else uses "
                               "tunl0.")},
    KeyWords{"tunnel.plane", QT_TRANSLATE_NOOP("mesh44::SettingWords", "Who carries packets"),
             QT_TRANSLATE_NOOP("mesh44::SettingWords",
                               "The kernel is quicker; the service carries packets itself where the kernel has no "
                               "IP-in-IP tunnels.")},
    KeyWords{"rip44.announcer", QT_TRANSLATE_NOOP("mesh44::SettingWords", "Announcer"),
             QT_TRANSLATE_NOOP("mesh44::SettingWords",
                               "The only sender whose announcements count, and the way to the Internet for your "
                               "subnets.")},
    KeyWords{"rip44.password", QT_TRANSLATE_NOOP("mesh44::SettingWords", "Password of announcements"),
             QT_TRANSLATE_NOOP("mesh44::SettingWords",
                               "The same for everybody, and public: it keeps mistakes away, not attackers.")},
    KeyWords{
        "rip44.max_routes", QT_TRANSLATE_NOOP("mesh44::SettingWords", "Most routes"),
        QT_TRANSLATE_NOOP("mesh44::SettingWords", "More announced routes than this are not taken, and it is said.")},
    KeyWords{"rip44.imports", QT_TRANSLATE_NOOP("mesh44::SettingWords", "Imported routes"),
             QT_TRANSLATE_NOOP("mesh44::SettingWords", "Which counts where a prefix is both imported and announced.")},
    KeyWords{"routing.mesh_table", QT_TRANSLATE_NOOP("mesh44::SettingWords", "Table of the mesh"),
             QT_TRANSLATE_NOOP("mesh44::SettingWords",
                               "The kernel's routing table for mesh routes. It must be nobody else's.")},
    KeyWords{"routing.source_table", QT_TRANSLATE_NOOP("mesh44::SettingWords", "Table of your own traffic"),
             QT_TRANSLATE_NOOP("mesh44::SettingWords",
                               "The routing table for packets that come from your subnets. It must be nobody else's.")},
    KeyWords{
        "routing.priority", QT_TRANSLATE_NOOP("mesh44::SettingWords", "Priority of our rules"),
        QT_TRANSLATE_NOOP("mesh44::SettingWords",
                          "The number of the first of our policy rules; the others follow it. A lower one is asked "
                          "earlier.")},
    KeyWords{"routing.local", QT_TRANSLATE_NOOP("mesh44::SettingWords", "Local networks"),
             QT_TRANSLATE_NOOP("mesh44::SettingWords",
                               "What your subnets reach directly and not by the tunnel. Automatic: what is connected, "
                               "but for the way to the Internet.")},
    KeyWords{"routing.clients", QT_TRANSLATE_NOOP("mesh44::SettingWords", "Private clients"),
             QT_TRANSLATE_NOOP("mesh44::SettingWords",
                               "Private networks whose hosts may reach the mesh under the gateway's own address.")},
    KeyWords{"firewall.mode", QT_TRANSLATE_NOOP("mesh44::SettingWords", "Firewall"),
             QT_TRANSLATE_NOOP("mesh44::SettingWords",
                               "Anybody in the mesh can send to your hosts: what is let in is said below.")},
    KeyWords{"firewall.open", QT_TRANSLATE_NOOP("mesh44::SettingWords", "Let in from the mesh"),
             QT_TRANSLATE_NOOP("mesh44::SettingWords",
                               "Services of your hosts that the mesh may open, such as icmp tcp/22 or "
                               "44.128.10.9:tcp/80. Answers always come in.")},
    KeyWords{"forward.format", QT_TRANSLATE_NOOP("mesh44::SettingWords", "Tell the routers"),
             QT_TRANSLATE_NOOP("mesh44::SettingWords",
                               "Whether routers on your network are told of the mesh, and in which language.")},
    KeyWords{"forward.interface", QT_TRANSLATE_NOOP("mesh44::SettingWords", "Interface to the routers"),
             QT_TRANSLATE_NOOP("mesh44::SettingWords", "The network device that leads to them.")},
    KeyWords{"forward.destination", QT_TRANSLATE_NOOP("mesh44::SettingWords", "Which router"),
             QT_TRANSLATE_NOOP("mesh44::SettingWords", "Automatic: all routers there (224.0.0.9).")},
    KeyWords{"start.enabled", QT_TRANSLATE_NOOP("mesh44::SettingWords", "Bring the gateway up at start"),
             QT_TRANSLATE_NOOP("mesh44::SettingWords", "When this computer, or the service, starts.")},
    KeyWords{"start.lockdown", QT_TRANSLATE_NOOP("mesh44::SettingWords", "Lockdown"),
             QT_TRANSLATE_NOOP("mesh44::SettingWords",
                               "Nothing of your subnets leaves this computer from early at boot, and after the service "
                               "stops.")},
};

constexpr std::array kChoiceWords{
    ChoiceWords{"gateway.mode", "full",
                QT_TRANSLATE_NOOP("mesh44::SettingWords", "the mesh, and the Internet by the tunnel")},
    ChoiceWords{"gateway.mode", "mesh", QT_TRANSLATE_NOOP("mesh44::SettingWords", "the mesh alone")},
    ChoiceWords{"gateway.mode", "bgp",
                QT_TRANSLATE_NOOP("mesh44::SettingWords", "your provider announces the subnets")},
    ChoiceWords{"gateway.mode", "hybrid",
                QT_TRANSLATE_NOOP("mesh44::SettingWords", "the mesh, and the Internet by your provider")},
    ChoiceWords{"tunnel.plane", "auto", QT_TRANSLATE_NOOP("mesh44::SettingWords", "the kernel where it can")},
    ChoiceWords{"tunnel.plane", "kernel", QT_TRANSLATE_NOOP("mesh44::SettingWords", "the kernel only")},
    ChoiceWords{"tunnel.plane", "userspace", QT_TRANSLATE_NOOP("mesh44::SettingWords", "the service itself")},
    ChoiceWords{"rip44.imports", "below", QT_TRANSLATE_NOOP("mesh44::SettingWords", "the announced one counts")},
    ChoiceWords{"rip44.imports", "above", QT_TRANSLATE_NOOP("mesh44::SettingWords", "the imported one counts")},
    ChoiceWords{"firewall.mode", "off", QT_TRANSLATE_NOOP("mesh44::SettingWords", "everything is let in")},
    ChoiceWords{"firewall.mode", "count", QT_TRANSLATE_NOOP("mesh44::SettingWords", "only counts what it would drop")},
    ChoiceWords{"firewall.mode", "enforce", QT_TRANSLATE_NOOP("mesh44::SettingWords", "drops what is not let in")},
    ChoiceWords{"forward.format", "off", QT_TRANSLATE_NOOP("mesh44::SettingWords", "nothing")},
    ChoiceWords{"forward.format", "rip2", QT_TRANSLATE_NOOP("mesh44::SettingWords", "plain RIP version 2")},
    ChoiceWords{"forward.format", "rip44",
                QT_TRANSLATE_NOOP("mesh44::SettingWords", "the announcer's packets as they are")},
};

QString say(const char *words)
{
    return *words ? QCoreApplication::translate(kContext, words) : QString();
}

template <class Table> const KeyWords *find(const Table &table, const QString &key)
{
    const auto found = std::ranges::find_if(table,
                                            [&](const KeyWords &each) { return key == QLatin1String(each.key); });
    return found == table.end() ? nullptr : &*found;
}

bool isWord(const QString &text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](QChar c) { return c.isLetterOrNumber(); });
}

} // namespace

SettingShape shapeOf(const SettingView &setting)
{
    using Kind = SettingShape::Kind;
    if (!findSettingKey(setting.key))
        return {};
    const QString permitted = text(setting.permitted);
    if (permitted == QStringLiteral("yes | no"))
        return {.kind = Kind::YesNo, .choices = {}};
    if (const QStringList words = permitted.split(QStringLiteral(" | ")); words.size() > 1)
        return std::ranges::all_of(words, isWord) ? SettingShape{.kind = Kind::Choice, .choices = words}
                                                  : SettingShape{};
    static const QRegularExpression range(QStringLiteral("^a number from (\\d+) to (\\d+)$"));
    const auto match = range.match(permitted);
    if (!match.hasMatch() || match.captured(2).toLongLong() > std::numeric_limits<int>::max())
        return {};
    return {.kind = Kind::Number, .choices = {}, .least = match.captured(1).toInt(), .most = match.captured(2).toInt()};
}

bool isKnownSetting(const QString &key)
{
    return findSettingKey(key.toStdString());
}

QString settingSection(const QString &key)
{
    return key.section(u'.', 0, 0);
}

QString sectionTitle(const QString &section)
{
    const KeyWords *words = find(kSections, section);
    return words ? say(words->label) : section;
}

QString settingLabel(const QString &key)
{
    const KeyWords *words = find(kKeyWords, key);
    return words ? say(words->label) : key;
}

QString settingMeaning(const QString &key)
{
    const KeyWords *words = find(kKeyWords, key);
    return words ? say(words->meaning) : QString();
}

QString settingUnset(const QString &key)
{
    if (key == QStringLiteral("gateway.subnets"))
        return QStringLiteral("44.128.10.0/24");
    if (key == QStringLiteral("gateway.callsign"))
        return QStringLiteral("N0CALL");
    return {};
}

QString choiceText(const QString &key, const QString &choice)
{
    const auto found = std::ranges::find_if(kChoiceWords, [&](const ChoiceWords &each) {
        return key == QLatin1String(each.key) && choice == QLatin1String(each.choice);
    });
    return found == kChoiceWords.end() ? choice : choice % u" – " % say(found->meaning);
}

QString originText(const SettingView &setting)
{
    if (setting.file.empty())
        return QCoreApplication::translate(kContext, "built in");
    const QString file = text(setting.file);
    return setting.line ? QCoreApplication::translate(kContext, "set in %1, line %2").arg(file).arg(setting.line)
                        : QCoreApplication::translate(kContext, "set in %1").arg(file);
}

bool isOwnOrigin(const SettingView &setting)
{
    return setting.file.ends_with("/conf.d/50-set.conf");
}

} // namespace mesh44
