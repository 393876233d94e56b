// SPDX-License-Identifier: GPL-3.0-or-later
//
// The service as clients meet it: helper (on the fake kernel) and client on a bus of their own. Callers are
// root here; who may not is tested with the real polkitd in the lab.

#include "core/bus/client.h"
#include "core/bus/names.h"
#include "core/checkup/checks.h"
#include "tests/bus/privatebus.h"
#include "tests/helper/helperthread.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <optional>

using namespace mesh44;

namespace {

// "method GetHistory: in u limit, out a(tsss) events", a line per member, sorted.
QStringList members(const QString &xml)
{
    static const QRegularExpression comment(QStringLiteral("<!--.*?-->"),
                                            QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression member(
        QStringLiteral("<(method|signal|property) name=\"(\\w+)\"([^>]*?)(?:/>|>(.*?)</\\1>)"),
        QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression argument(QStringLiteral("<arg ([^>]*?)/>"));
    const auto attribute = [](const QString &text, const char *name) {
        const QRegularExpression one(QLatin1StringView(name) + QStringLiteral("=\"([^\"]*)\""));
        return one.match(text).captured(1);
    };
    QString text = xml;
    const QString interface = text.remove(comment)
                                  .section(QStringLiteral("<interface name=\"org.mesh44.Gateway1\">"), 1)
                                  .section(QStringLiteral("</interface>"), 0, 0);
    QStringList lines;
    for (auto it = member.globalMatch(interface); it.hasNext();) {
        const auto match = it.next();
        QString line = match.captured(1) + u' ' + match.captured(2) + u' ' + attribute(match.captured(3), "type");
        for (auto arg = argument.globalMatch(match.captured(4)); arg.hasNext();) {
            const QString attributes = arg.next().captured(1);
            const QString direction = attribute(attributes, "direction");
            line += QStringLiteral(", ") + (direction.isEmpty() ? QStringLiteral("out") : direction) + u' '
                    + attribute(attributes, "type") + u' ' + attribute(attributes, "name");
        }
        lines << line;
    }
    lines.sort();
    return lines;
}

} // namespace

class ServiceTest : public QObject
{
    Q_OBJECT

    test::PrivateBus m_bus;
    std::optional<QTemporaryDir> m_folder;
    std::optional<test::HelperThread> m_helper;
    std::vector<Delta> m_deltas;
    std::unique_ptr<bus::Client> m_client;

    // ask<Unit>([](bus::Client &client, auto reply) { client.up(reply); })
    template <class T, class Call> Result<T> ask(Call call)
    {
        return m_client->await<T>([&](bus::Client::Reply<T> reply) { call(*m_client, std::move(reply)); });
    }
    Snapshot snapshot()
    {
        return *ask<Snapshot>([](auto &client, auto reply) { client.getSnapshot(reply); });
    }
    Result<GatewayStatus> status()
    {
        return ask<GatewayStatus>([](auto &client, auto reply) { client.getStatus(reply); });
    }
    Status up()
    {
        return ask<Unit>([](auto &client, auto reply) { client.up(reply); });
    }
    Status down()
    {
        return ask<Unit>([](auto &client, auto reply) { client.down(reply); });
    }
    Status suppress(Ipv4Address a)
    {
        return ask<Unit>([&](auto &client, auto reply) { client.suppressEndpoint(a, false, reply); });
    }
    Status allow(Ipv4Address a)
    {
        return ask<Unit>([&](auto &client, auto reply) { client.allowEndpoint(a, reply); });
    }
    Status set(uint64_t revision, const std::string &key, const std::string &value)
    {
        return ask<Unit>([&](auto &client, auto reply) { client.set(revision, {{key, value}}, reply); });
    }
    Result<std::vector<EventView>> events(uint32_t limit)
    {
        return ask<std::vector<EventView>>([&](auto &client, auto reply) { client.getHistory(limit, reply); });
    }
    Result<bus::ImportOutcome> importDescriptor(int fd)
    {
        return ask<bus::ImportOutcome>([&](auto &client, auto reply) { client.importFile(fd, reply); });
    }
    Result<bus::ImportOutcome> importText(const QByteArray &text)
    {
        QTemporaryFile file;
        if (!file.open() || file.write(text) != text.size() || !file.flush())
            return Error{ErrorCode::IoFailed, "no temporary file"};
        return importDescriptor(file.handle());
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_bus.start(), qPrintable(m_bus.error())); }
    void init()
    {
        m_folder.emplace();
        m_helper.emplace(m_folder->path().toStdString());
        auto client = bus::Client::connect("", {.changed = [this](const Delta &delta) { m_deltas.push_back(delta); }});
        QVERIFY(client);
        m_client = std::move(*client);
        QVERIFY(QTest::qWaitFor([this] { return static_cast<bool>(status()); }));
        m_deltas.clear();
    }
    void cleanup()
    {
        m_client.reset();
        m_helper.reset();
    }

    void introspectionIsTheContract()
    {
        QFile contract(qEnvironmentVariable("MESH44_SOURCE_DIR") + QStringLiteral("/core/bus/org.mesh44.Gateway1.xml"));
        QVERIFY(contract.open(QIODevice::ReadOnly));
        sd_bus *raw = nullptr;
        QVERIFY(sd_bus_open_system(&raw) >= 0);
        const bus::Bus connection(raw);
        sd_bus_message *reply = nullptr;
        QVERIFY(sd_bus_call_method(raw, bus::kService, bus::kPath, "org.freedesktop.DBus.Introspectable", "Introspect",
                                   nullptr, &reply, "")
                >= 0);
        const bus::Message owner(reply);
        const char *xml = nullptr;
        QVERIFY(sd_bus_message_read(reply, "s", &xml) > 0);
        const QStringList live = members(QString::fromUtf8(xml));
        QVERIFY(live.size() > 10);
        QCOMPARE(live, members(QString::fromUtf8(contract.readAll())));
    }

    void importSuppressAllow()
    {
        const auto outcome = importText(
            "route addprivate 44.4.1/24 encap 198.51.100.1\nroute addprivate 44.224/15 encap 198.51.100.1\n");
        QVERIFY2(outcome, outcome ? "" : outcome.error().message.c_str());
        QCOMPARE(outcome->added, 1U);
        QCOMPARE(outcome->refused.size(), size_t{1});
        QCOMPARE(snapshot().status.routesInstalled, 1U);

        const Ipv4Address endpoint(198, 51, 100, 1);
        QVERIFY(suppress(endpoint));
        QVERIFY(snapshot().routes[0].state == RouteState::Suppressed);
        QVERIFY(allow(endpoint));
        QVERIFY(allow(endpoint).error().code == ErrorCode::NotFound);
        QVERIFY(snapshot().routes[0].installed);
    }

    void downAndUp()
    {
        QVERIFY(down());
        QVERIFY(snapshot().status.state == GatewayState::Down);
        QVERIFY(up());
        QVERIFY(snapshot().status.state != GatewayState::Down);
    }

    void setAndConfig()
    {
        QVERIFY(set(0, "gateway.mode", "sideways").error().code == ErrorCode::InvalidConfig);
        QVERIFY(set(0, "gateway.nonsense", "1").error().code == ErrorCode::InvalidConfig);
        QVERIFY(set(0, "gateway.mode", "mesh"));
        const auto settings = *ask<std::vector<SettingView>>([](auto &client, auto reply) { client.getConfig(reply); });
        const auto mode = std::ranges::find(settings, "gateway.mode", &SettingView::key);
        QVERIFY(mode != settings.end());
        QCOMPARE(mode->value, std::string("mesh"));
        QVERIFY(mode->file.ends_with("50-set.conf"));
        QCOMPARE(snapshot().status.mode, std::string("mesh"));
        QVERIFY(set(1, "gateway.mode", "full").error().code == ErrorCode::Conflict);
    }

    void previewChangesNothing()
    {
        const uint64_t revision = snapshot().revision;
        const auto preview = ask<PreviewView>(
            [](auto &client, auto reply) { client.preview(0, {{"gateway.mode", "mesh"}}, reply); });
        QVERIFY2(preview, preview ? "" : preview.error().message.c_str());
        QVERIFY(!preview->kernel.empty() && !preview->firewall.empty());
        QCOMPARE(snapshot().status.mode, std::string("full"));
        QCOMPARE(snapshot().revision, revision);
        const auto refused = [this] {
            return ask<PreviewView>(
                [](auto &client, auto reply) { client.preview(0, {{"gateway.mode", "sideways"}}, reply); });
        };
        QVERIFY(QTest::qWaitFor([&] { return refused().error().code == ErrorCode::InvalidConfig; }));
        // However often somebody asks who needs no right for that.
        size_t busy = 0;
        for (int i = 0; i < 50; ++i) {
            const auto again = refused();
            busy += again.error().code == ErrorCode::Busy;
        }
        QVERIFY(busy > 25);
    }

    void defaultIsSwitched()
    {
        QVERIFY(snapshot().status.hasDefault && !snapshot().status.defaultSuppressed);
        QVERIFY(ask<Unit>([](auto &client, auto reply) { client.suppressDefault(reply); }));
        QVERIFY(snapshot().status.defaultSuppressed);
        QVERIFY(ask<Unit>([](auto &client, auto reply) { client.allowDefault(reply); }));
        const Status again = ask<Unit>([](auto &client, auto reply) { client.allowDefault(reply); });
        QCOMPARE(again.error().code, ErrorCode::NotFound);
    }

    void checkUpLooksAndSends()
    {
        const auto checks = [this](bool active) {
            return ask<std::vector<Check>>([=](auto &client, auto reply) { client.checkUp(active, reply); });
        };
        const auto looked = checks(false);
        QVERIFY(looked && looked->size() == checkDescriptions().size());
        QCOMPARE(looked->front().id, std::string("gateway.configured"));
        QVERIFY(looked->front().outcome == CheckOutcome::Pass);
        const auto ping = [](const std::vector<Check> &all) {
            return *std::ranges::find(all, "ping.announcer", &Check::id);
        };
        QVERIFY(ping(*looked).outcome == CheckOutcome::NotTested);
        QCOMPARE(checks(false)->size(), looked->size()); // what was found a moment ago
    }

    void timelineHasLimits()
    {
        const auto points = [this](uint32_t limit) {
            return ask<std::vector<TimelineView>>([&](auto &client, auto reply) { client.getTimeline(limit, reply); });
        };
        QCOMPARE(points(1)->size(), size_t{1});
        QCOMPARE(points(2016)->size(), size_t{2}); // the start, and the present
        QCOMPARE(points(0).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(points(2017).error().code, ErrorCode::InvalidArgument);
        QVERIFY(events(1000)->size() > 0);
        QCOMPARE(events(1001).error().code, ErrorCode::InvalidArgument);
    }

    // What was missed while nobody looked is in the snapshot; what comes after it is in deltas.
    void deltasFollowTheSnapshot()
    {
        Snapshot followed = snapshot();
        m_deltas.clear();
        QVERIFY(importText("route addprivate 44.4.1/24 encap 198.51.100.1\n"));
        const auto heard = [this] { return m_client->wait(std::chrono::milliseconds(50)) && !m_deltas.empty(); };
        QVERIFY(QTest::qWaitFor(heard));
        for (const Delta &delta : m_deltas)
            QVERIFY(apply(followed, delta));
        Snapshot now = snapshot();
        now.status.counters = followed.status.counters;
        QVERIFY(followed == now);
    }

    void badArguments_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("argument");
        QTest::newRow("address") << QByteArray("AllowEndpoint") << QByteArray("198.51.100.999");
        QTest::newRow("address with blanks") << QByteArray("AllowEndpoint") << QByteArray(" 198.51.100.9");
        QTest::newRow("empty address") << QByteArray("AllowEndpoint") << QByteArray("");
        QTest::newRow("host bits") << QByteArray("AllowPrefix") << QByteArray("44.4.1.1/24");
        QTest::newRow("length") << QByteArray("AllowPrefix") << QByteArray("44.4.1.0/33");
        QTest::newRow("words") << QByteArray("AllowPrefix") << QByteArray("the whole mesh");
    }
    void badArguments()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, argument);
        sd_bus *raw = nullptr;
        QVERIFY(sd_bus_open_system(&raw) >= 0);
        const bus::Bus connection(raw);
        bus::BusError error;
        QVERIFY(sd_bus_call_method(raw, bus::kService, bus::kPath, bus::kInterface, method.constData(), error.get(),
                                   nullptr, "s", argument.constData())
                < 0);
        QCOMPARE(error.get()->name, bus::errorName(ErrorCode::InvalidArgument));
    }

    // What a stranger sends is kept while a password is asked for: refused before that, where it is too much.
    void longArguments_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<ErrorCode>("expected");
        QTest::newRow("values") << QByteArray("Set") << ErrorCode::LimitExceeded;
        QTest::newRow("values on trial") << QByteArray("Apply") << ErrorCode::LimitExceeded;
        QTest::newRow("token to keep") << QByteArray("Confirm") << ErrorCode::InvalidArgument;
        QTest::newRow("token to take back") << QByteArray("Rollback") << ErrorCode::InvalidArgument;
        QTest::newRow("token to extend") << QByteArray("Extend") << ErrorCode::InvalidArgument;
    }
    void longArguments()
    {
        QFETCH(QByteArray, method);
        QFETCH(ErrorCode, expected);
        sd_bus *raw = nullptr;
        QVERIFY(sd_bus_open_system(&raw) >= 0);
        const bus::Bus connection(raw);
        sd_bus_message *call = nullptr;
        QVERIFY(
            sd_bus_message_new_method_call(raw, &call, bus::kService, bus::kPath, bus::kInterface, method.constData())
            >= 0);
        const bus::Message owner(call);
        const std::string longText(64L * 1024, 'x');
        int r = 0;
        if (method == "Set" || method == "Apply")
            r = sd_bus_message_append(call, "ta(ss)", uint64_t{0}, 1, "gateway.callsign", longText.c_str());
        else
            r = sd_bus_message_append(call, "s", longText.c_str());
        if (r >= 0 && (method == "Apply" || method == "Extend"))
            r = sd_bus_message_append(call, "u", 60U);
        QVERIFY(r >= 0);
        bus::BusError error;
        QVERIFY(sd_bus_call(raw, call, 0, error.get(), nullptr) < 0);
        QCOMPARE(error.get()->name, bus::errorName(expected));
    }

    // The bus cuts whoever sends text that is no UTF-8; file names and imported lines can be anything.
    void strangeBytesInAnswers()
    {
        const std::string strange = m_folder->path().toStdString() + "/etc/caf\xe9.conf";
        std::ofstream(strange) << "nonsense\n";
        const Status refused = set(0, "gateway.mode", "mesh");
        QVERIFY(!refused);
        QVERIFY2(refused.error().code == ErrorCode::InvalidConfig, refused.error().message.c_str());
        QVERIFY(refused.error().message.find("/etc/caf\xef\xbf\xbd.conf") != std::string::npos);
        std::filesystem::remove(strange);
        const auto outcome = importText(
            "route addprivate 44.4.1/24 encap 198.51.100.1\nroute addprivate 44.\xe9/24 encap 198.51.100.1\n");
        QVERIFY2(outcome, outcome ? "" : outcome.error().message.c_str());
        QCOMPARE(outcome->refused.size(), size_t{1});
        QVERIFY(set(0, "gateway.mode", "mesh"));
    }

    void importTakesOnlyRegularFiles()
    {
        int ends[2];
        QVERIFY(::pipe(ends) == 0);
        const auto refused = importDescriptor(ends[0]);
        QVERIFY(!refused && refused.error().code == ErrorCode::InvalidArgument);
        ::close(ends[0]);
        ::close(ends[1]);
        QVERIFY(!importText("nothing of ours\n"));
    }

    // The portal's JSON, in both ways that it may be handed over.
    void importsThePortalsList_data()
    {
        QTest::addColumn<bool>("asText");
        QTest::newRow("file") << false;
        QTest::newRow("text") << true;
    }
    void importsThePortalsList()
    {
        QFETCH(bool, asText);
        const QByteArray json = R"({"serial": 7, "encap": [
            {"gatewayIP": "198.51.100.1", "network": "44.4.1.0", "maskLength": 24},
            {"gatewayIP": "198.51.100.1", "network": "44.224.0.0", "maskLength": 15}, {"gatewayIP": 1}]})";
        const auto outcome = asText ? ask<bus::ImportOutcome>([&](auto &client, auto reply) {
            client.importText(json.toStdString(), reply);
        })
                                    : importText(json);
        QVERIFY2(outcome, outcome ? "" : outcome.error().message.c_str());
        QCOMPARE(outcome->added, 1U);
        QCOMPARE(outcome->refused.size(), size_t{2});
        QCOMPARE(outcome->refused[0], std::string("encap[2]: it names no network"));
        QCOMPARE(snapshot().routes[0].prefix.toString(), std::string("44.4.1.0/24"));
        QVERIFY(events(5)->at(0).text.ends_with("(serial 7 of the portal)"));
    }

    void importTextHasItsBounds()
    {
        const std::string large(4 * 1024 * 1024 + 1, '#');
        const auto refused = ask<bus::ImportOutcome>(
            [&](auto &client, auto reply) { client.importText(large, reply); });
        QVERIFY(!refused && refused.error().code == ErrorCode::LimitExceeded);
    }

    void history()
    {
        QVERIFY(down());
        const auto lines = *events(5);
        QVERIFY(!lines.empty());
        QCOMPARE(lines[0].kind, std::string("gateway"));
        QVERIFY(!events(0));
    }
};

QTEST_GUILESS_MAIN(ServiceTest)
#include "service.moc"
