// SPDX-License-Identifier: GPL-3.0-or-later
//
// The layer that we write: whatever fails, the old one is still in force with the next start.

#include "helper/configfiles.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>

#include <unistd.h>

using namespace mesh44;

namespace {

constexpr uid_t kNobody = 65534;

} // namespace

class ConfigFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // A folder that can be written and not read: the file gets there, and the folder cannot be synced.
    void aFolderThatCannotBeSynced_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::newRow("the first") << QByteArray();
        QTest::newRow("another") << QByteArray("[gateway]\nmode = bgp\n");
    }
    void aFolderThatCannotBeSynced()
    {
        QFETCH(QByteArray, before);
        QTemporaryDir base;
        const std::string state = base.path().toStdString();
        const std::string own = state + "/conf.d/50-set.conf";
        std::filesystem::create_directory(state + "/conf.d");
        if (!before.isEmpty())
            std::ofstream(own) << before.toStdString();
        const ConfigFiles files(
            {.vendor = state + "/vendor", .configuration = state + "/etc", .state = state, .runtime = state + "/run"});
        namespace fs = std::filesystem;
        fs::permissions(state, fs::perms(0755));
        fs::permissions(state + "/conf.d", fs::perms(0300));
        const bool isRoot = ::geteuid() == 0; // to whom a mode says nothing
        if (isRoot) {
            QCOMPARE(::chown((state + "/conf.d").c_str(), kNobody, kNobody), 0);
            QVERIFY(before.isEmpty() || ::chown(own.c_str(), kNobody, kNobody) == 0);
            QCOMPARE(::seteuid(kNobody), 0);
        }
        const Status put = files.put("[gateway]\nmode = mesh\n");
        const auto left = files.ownText();
        if (isRoot)
            QCOMPARE(::seteuid(0), 0);
        fs::permissions(state + "/conf.d", fs::perms(0700));
        QVERIFY(!put);
        QVERIFY(left);
        QCOMPARE(left->value_or(""), before.toStdString());
    }
};

QTEST_GUILESS_MAIN(ConfigFilesTest)
#include "configfiles.moc"
