// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mesh/meshalarms.h"
#include "tests/core/meshmaker.h"

#include <QTest>

using namespace mesh44;
using namespace mesh44::test;

namespace {

// "subject: text", a line each.
QString lines(const std::vector<MeshAlarms::Line> &lines)
{
    QString all;
    for (const MeshAlarms::Line &line : lines)
        all += QString::fromStdString(line.subject + ": " + line.text + '\n');
    return all;
}

} // namespace

class MeshAlarmsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void silenceIsSaidOnceAndTakenBack()
    {
        MeshTable mesh;
        MeshAlarms alarms;
        QVERIFY(alarms.update(mesh, Silence::None).empty());
        QVERIFY(alarms.complaint().empty());
        QVERIFY(lines(alarms.update(mesh, Silence::Stale)).contains(QStringLiteral("silence: no announcement")));
        QVERIFY(alarms.update(mesh, Silence::Stale).empty());
        QVERIFY(alarms.complaint().find("15 minutes") != std::string::npos);
        QVERIFY(lines(alarms.update(mesh, Silence::Long)).contains(QStringLiteral("warning")));
        QVERIFY(alarms.complaint().find("a day") != std::string::npos);
        QCOMPARE(lines(alarms.update(mesh, Silence::None)), QStringLiteral("silence: the announcer is heard again\n"));
        QVERIFY(alarms.complaint().empty());
    }

    void fullTable()
    {
        MeshTable mesh(1);
        MeshAlarms alarms;
        hear(mesh, entries(0, 5, kA), true, 1);
        const QString said = lines(alarms.update(mesh, Silence::None));
        QCOMPARE(said.count(u'\n'), 1); // four prefixes, one event
        QVERIFY(said.contains(QStringLiteral("rip44.max_routes = 1")));
        hear(mesh, entries(0, 5, kA), true, 2);
        QVERIFY(alarms.update(mesh, Silence::None).empty());
        QVERIFY(!alarms.complaint().empty());
        hear(mesh, entries(0, 1, kA), true, 3);
        QCOMPARE(lines(alarms.update(mesh, Silence::None)), QStringLiteral("limit: the table has room again\n"));
    }

    void heldChangeGoesFirst()
    {
        MeshTable mesh;
        MeshAlarms alarms;
        hear(mesh, entries(0, 50, kA), true, 1);
        hear(mesh, entries(0, 20, kB) + entries(20, 48, kA), true, 2);
        const std::string what = "2 of 50 routes gone and 20 re-pointed at once: held until ";
        QCOMPARE(lines(alarms.update(mesh, Silence::Stale)).count(u'\n'), 2);
        QVERIFY(alarms.complaint().starts_with(what + "two more complete bursts say"));
        hear(mesh, entries(0, 20, kB) + entries(20, 48, kA), true, 3);
        QCOMPARE(lines(alarms.update(mesh, Silence::Stale)).count(u'\n'), 1);
        QVERIFY(alarms.complaint().starts_with(what + "one more complete burst says"));
        mesh.rejectHeld();
        QCOMPARE(lines(alarms.update(mesh, Silence::Stale)), QStringLiteral("held: no mass change is held any more\n"));
        QVERIFY(alarms.complaint().find("15 minutes") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(MeshAlarmsTest)
#include "meshalarms.moc"
