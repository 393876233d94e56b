// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44/setupfinder.h"

#include "core/formats/amprripd.h"
#include "core/formats/meshlist.h"
#include "ui/models/words.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <optional>

namespace mesh44 {

namespace {

constexpr const char *kRipdName = "ampr-ripd";
// What starts it, as the field has it: units, what their variables are set in, old ways.
constexpr const char *kStarters[] = {
    "/etc/systemd/system/ampr-ripd.service",
    "/run/systemd/system/ampr-ripd.service",
    "/usr/local/lib/systemd/system/ampr-ripd.service",
    "/lib/systemd/system/ampr-ripd.service",
    "/usr/lib/systemd/system/ampr-ripd.service",
    "/etc/default/ampr-ripd",
    "/etc/init.d/ampr-ripd",
    "/etc/rc.local",
};

// The beginning of a regular file: a pipe that somebody put there would hold us up.
QByteArray contentOf(const QString &path, qint64 most)
{
    QFile file(path);
    return QFileInfo(path).isFile() && file.open(QIODevice::ReadOnly) ? file.read(most) : QByteArray();
}

// Of the first ampr-ripd that runs with root's rights, as it must; nothing: none does, or we may not see it. Others may
// call a program so: theirs is not what was set up here, and reading their memory may never end.
std::optional<std::vector<std::string>> runningArguments(const QString &root)
{
    const QDir processes(root + QStringLiteral("/proc"));
    const uint system = QFileInfo(processes.path()).ownerId();
    for (const QString &name : processes.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString folder = processes.filePath(name);
        if (!name.front().isDigit() || QFileInfo(folder).ownerId() != system
            || contentOf(folder + QStringLiteral("/comm"), 64).trimmed() != kRipdName)
            continue;
        QByteArray line = contentOf(folder + QStringLiteral("/cmdline"), kMaxAmprRipdText);
        if (line.endsWith('\0'))
            line.chop(1);
        std::vector<std::string> words;
        for (const QByteArray &word : line.split('\0'))
            words.push_back(word.toStdString());
        words.erase(words.begin());
        return words;
    }
    return std::nullopt;
}

FoundSetup setupFrom(const Result<AmprRipdImport> &import, const QString &root)
{
    FoundSetup setup{.program = QString::fromLatin1(kRipdName)};
    if (!import) {
        setup.notes << text(import.error().message);
        return setup;
    }
    setup.assignments = import->assignments;
    for (const std::string &note : import->notes)
        setup.notes << text(note);
    const QByteArray routes = contentOf(root + QString::fromLatin1(kAmprRipdEncap), kMaxMeshListBytes + 1);
    if (routes.size() <= static_cast<qint64>(kMaxMeshListBytes))
        setup.routes = routes;
    return setup;
}

} // namespace

std::optional<FoundSetup> findSetup(const QString &root)
{
    if (const auto arguments = runningArguments(root))
        return setupFrom(readAmprRipdArguments(*arguments), root);
    // What names the program and none of its options, as a unit does that has them elsewhere: if nothing is better.
    std::optional<Result<AmprRipdImport>> bare;
    for (const char *starter : kStarters) {
        const QByteArray script = contentOf(root + QString::fromLatin1(starter), kMaxAmprRipdText);
        auto import = readAmprRipd(script.toStdString());
        if (import && *import != AmprRipdImport())
            return setupFrom(import, root);
        if (!bare && (import || (!script.isEmpty() && QByteArray(starter).contains(kRipdName))))
            bare = std::move(import);
    }
    return bare ? std::optional(setupFrom(*bare, root)) : std::nullopt;
}

SetupFinder::~SetupFinder()
{
    if (m_thread.joinable())
        m_thread.join();
}

void SetupFinder::find()
{
    if (m_searching)
        return; // its answer is on the way
    if (m_thread.joinable())
        m_thread.join(); // the one before, which has told
    m_searching = true;
    m_thread = std::thread([this] {
        QMetaObject::invokeMethod(
            this,
            [this, setup = findSetup(m_root)] {
                m_searching = false;
                Q_EMIT found(setup);
            },
            Qt::QueuedConnection);
    });
}

} // namespace mesh44
