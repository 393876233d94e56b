// SPDX-License-Identifier: GPL-3.0-or-later
//
// The fetcher and the whole session against an HTTPS server on loopback, whose certificate comes from an authority
// that the test makes.
#include "app/mesh44/portalfetcher.h"
#include "app/mesh44/portalsession.h"
#include "tests/ui/meshmaker.h"
#include "ui/models/gatewaymodel.h"
#include "ui/widgets/portaldialog.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QMap>
#include <QProcess>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <memory>

using namespace mesh44;
using namespace mesh44::test;

namespace {

constexpr const char *kListPath = "/api/v2/encap/routes";
constexpr const char *kSerialPath = "/api/v2/encap/serial";
const QByteArray kAnswer = R"({"serial": 7, "encap": [
    {"gatewayIP": "198.51.100.7", "network": "44.4.8.0", "maskLength": 24},
    {"gatewayIP": "203.0.113.9", "network": "44.128.10.0", "maskLength": 24}]})";

// A keyring of the test's own.
class Tokens : public TokenStore
{
public:
    void load(const QString &host) override { Q_EMIT loaded(host, kept.value(host)); }
    void keep(const QString &host, const QString &token) override { kept[host] = token; }
    void forget(const QString &host) override { kept.remove(host); }

    QMap<QString, QString> kept;
};

// Keys and certificates, made once.
class Certificates
{
public:
    bool make()
    {
        const bool authority = openssl({"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                                        "-nodes", "-days", "2", "-subj", "/CN=An authority of this test", "-keyout",
                                        "ca.key", "-out", "ca.pem"});
        return authority && makeServer("good", "DNS:localhost") && makeServer("other", "DNS:elsewhere.example");
    }
    QSslConfiguration server(const QString &name) const
    {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setLocalCertificate(certificate(name));
        QFile file(m_folder.filePath(name + QStringLiteral(".key")));
        if (file.open(QIODevice::ReadOnly))
            tls.setPrivateKey(QSslKey(&file, QSsl::Ec));
        return tls;
    }
    // Trusts the test's authority only.
    QSslConfiguration client() const
    {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setCaCertificates({certificate(QStringLiteral("ca"))});
        return tls;
    }

private:
    QSslCertificate certificate(const QString &name) const
    {
        return QSslCertificate::fromPath(m_folder.filePath(name + QStringLiteral(".pem"))).value(0);
    }
    bool makeServer(const QByteArray &name, const QByteArray &alternative)
    {
        QFile extensions(m_folder.filePath(QStringLiteral("extensions")));
        if (!extensions.open(QIODevice::WriteOnly) || extensions.write("subjectAltName=" + alternative + "\n") < 0)
            return false;
        extensions.close();
        const bool asked = openssl({"req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                                    "-subj", "/CN=server", "-keyout", name + ".key", "-out", "request"});
        return asked
               && openssl({"x509", "-req", "-in", "request", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
                           "-days", "2", "-extfile", "extensions", "-out", name + ".pem"});
    }
    bool openssl(const QByteArrayList &words)
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        QStringList arguments;
        for (const QByteArray &word : words)
            arguments.append(QString::fromLatin1(word));
        process.start(QStringLiteral("openssl"), arguments);
        return process.waitForFinished() && process.exitCode() == 0;
    }

    QTemporaryDir m_folder;
};

// Answers by path; "" stands for every other one.
class Portal : public QObject
{
    Q_OBJECT

public:
    explicit Portal(const QSslConfiguration &tls)
    {
        m_server.setSslConfiguration(tls);
        connect(&m_server, &QTcpServer::pendingConnectionAvailable, this, &Portal::serve);
        isReady = m_server.listen(QHostAddress::LocalHost);
    }
    QUrl url(const char *path = kListPath) const
    {
        return QUrl(QStringLiteral("https://localhost:%1%2").arg(m_server.serverPort()).arg(QString::fromLatin1(path)));
    }
    void answer(const QByteArray &path, const QByteArray &status, const QByteArray &body,
                const QByteArray &headers = {})
    {
        m_answers[path] = "HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size())
                          + "\r\nConnection: close\r\n" + headers + "\r\n" + body;
    }

    bool isReady = false;
    QByteArrayList requests; // whole heads

private:
    void serve()
    {
        while (QTcpSocket *socket = m_server.nextPendingConnection()) {
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
            read(socket);
        }
    }
    void read(QTcpSocket *socket)
    {
        QByteArray head = socket->property("head").toByteArray() + socket->readAll();
        socket->setProperty("head", head);
        if (!head.contains("\r\n\r\n"))
            return;
        requests.append(head);
        const QByteArray path = head.split(' ').value(1);
        const auto found = m_answers.find(path);
        socket->write(found != m_answers.end() ? found->second : m_answers[""]);
        socket->disconnectFromHost();
    }

    QSslServer m_server;
    std::map<QByteArray, QByteArray> m_answers;
};

// Of a whole head; null where there is none. Newer Qt writes the names small.
QByteArray field(const QByteArray &head, const QByteArray &name)
{
    for (const QByteArray &line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.first(colon).toLower() == name)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

struct Outcome
{
    QByteArray fetched;
    QString failed;
    int unchanged = 0;
};

} // namespace

class PortalTest : public QObject
{
    Q_OBJECT

    // Exactly one end, or nothing.
    Outcome fetch(const PortalFetcher::Request &request)
    {
        PortalFetcher fetcher(m_certificates.client());
        QSignalSpy fetched(&fetcher, &PortalFetcher::fetched);
        QSignalSpy failed(&fetcher, &PortalFetcher::failed);
        QSignalSpy unchanged(&fetcher, &PortalFetcher::unchanged);
        fetcher.fetch(request);
        const bool ended = QTest::qWaitFor([&] { return fetched.size() + failed.size() + unchanged.size() > 0; },
                                           10000);
        if (!ended || fetched.size() + failed.size() + unchanged.size() != 1 || fetcher.isRunning())
            return {};
        return {fetched.isEmpty() ? QByteArray() : fetched[0][0].toByteArray(),
                failed.isEmpty() ? QString() : failed[0][0].toString(), static_cast<int>(unchanged.size())};
    }

    Certificates m_certificates;
    std::unique_ptr<Portal> m_portal;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(QSslSocket::supportsSsl());
        QVERIFY(m_certificates.make());
    }
    void init()
    {
        m_portal = std::make_unique<Portal>(m_certificates.server(QStringLiteral("good")));
        QVERIFY(m_portal->isReady);
        m_portal->answer("", "404 Not Found", "");
        m_portal->answer(kListPath, "200 OK", kAnswer);
    }

    void fetchesWithTheToken()
    {
        const Outcome outcome = fetch({m_portal->url(), QStringLiteral(" secret\n"), {}});
        QCOMPARE(outcome.failed, QString());
        QCOMPARE(outcome.fetched, kAnswer);
        QCOMPARE(m_portal->requests.size(), 1);
        QVERIFY(m_portal->requests[0].startsWith("GET /api/v2/encap/routes HTTP/1.1\r\n"));
        QCOMPARE(field(m_portal->requests[0], "authorization"), QByteArray("Bearer secret"));
        QCOMPARE(field(m_portal->requests[0], "accept"), QByteArray("application/json"));
    }

    void asksForTheSerialFirst_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("isUnchanged");
        QTest::newRow("the same") << QByteArray("200 OK") << QByteArray(R"({"serial": 7})") << true;
        QTest::newRow("another") << QByteArray("200 OK") << QByteArray(R"({"serial": 8})") << false;
        QTest::newRow("no serial in it") << QByteArray("200 OK") << QByteArray("<html>") << false;
        QTest::newRow("no such thing") << QByteArray("404 Not Found") << QByteArray() << false;
    }
    void asksForTheSerialFirst()
    {
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, body);
        QFETCH(bool, isUnchanged);
        m_portal->answer(kSerialPath, status, body);
        const Outcome outcome = fetch({m_portal->url(), {}, QStringLiteral("7")});
        QCOMPARE(outcome.failed, QString());
        QCOMPARE(outcome.unchanged, isUnchanged ? 1 : 0);
        QCOMPARE(outcome.fetched, isUnchanged ? QByteArray() : kAnswer);
        QCOMPARE(m_portal->requests.size(), isUnchanged ? 1 : 2);
        QVERIFY(field(m_portal->requests[0], "authorization").isNull());
    }

    void failsInWords_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<QString>("mentions");
        const auto add = [](const char *status, const char *headers, const char *mentions) {
            QTest::newRow(status) << QByteArray(status) << QByteArray(headers) << QString::fromUtf8(mentions);
        };
        add("401 Unauthorized", "", "does not accept this token");
        add("403 Forbidden", "", "does not accept this token");
        add("404 Not Found", "", "localhost has nothing at this address");
        add("429 Too Many Requests", "", "left alone for a while");
        add("500 Internal Server Error", "", "the error 500");
        add("302 Found", "Location: https://elsewhere.example/list\r\n", "another place, where the token must not go");
        add("301 Moved", "Location: http://localhost/list\r\n", "another place, where the token must not go");
    }
    void failsInWords()
    {
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, headers);
        QFETCH(QString, mentions);
        m_portal->answer(kListPath, status, R"({"message": "no"})", headers);
        const Outcome outcome = fetch({m_portal->url(), QStringLiteral("secret"), {}});
        QVERIFY2(outcome.failed.contains(mentions), qPrintable(outcome.failed));
        QVERIFY(!outcome.failed.contains(QStringLiteral("secret")));
    }

    // Neither a stranger's certificate nor that of another host: and the token never leaves.
    void wrongCertificateIsRefused_data()
    {
        QTest::addColumn<QString>("server");
        QTest::addColumn<bool>("isTrusted");
        QTest::newRow("another host's") << QStringLiteral("other") << true;
        QTest::newRow("of an unknown authority") << QStringLiteral("good") << false;
    }
    void wrongCertificateIsRefused()
    {
        QFETCH(QString, server);
        QFETCH(bool, isTrusted);
        Portal portal(m_certificates.server(server));
        portal.answer(kListPath, "200 OK", kAnswer);
        PortalFetcher fetcher(isTrusted ? m_certificates.client() : QSslConfiguration::defaultConfiguration());
        QSignalSpy failed(&fetcher, &PortalFetcher::failed);
        QSignalSpy fetched(&fetcher, &PortalFetcher::fetched);
        fetcher.fetch({portal.url(), QStringLiteral("secret"), {}});
        QVERIFY(QTest::qWaitFor([&] { return failed.size() + fetched.size() > 0; }, 10000));
        QVERIFY(fetched.isEmpty());
        QVERIFY2(failed[0][0].toString().contains(QStringLiteral("certificate of localhost is not accepted")),
                 qPrintable(failed[0][0].toString()));
        QVERIFY(portal.requests.isEmpty());
    }

    void invalidAddresses_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("mentions");
        QTest::newRow("empty") << QString() << QStringLiteral("This is no address");
        QTest::newRow("words") << QStringLiteral("the portal") << QStringLiteral("This is no address");
        QTest::newRow("http") << QStringLiteral("http://localhost/") << QStringLiteral("Only https://");
        QTest::newRow("file") << QStringLiteral("file://localhost/etc/passwd") << QStringLiteral("Only https://");
        QTest::newRow("user") << QStringLiteral("https://n0call:x@localhost/")
                              << QStringLiteral("must not hold a name");
    }
    void invalidAddresses()
    {
        QFETCH(QString, url);
        QFETCH(QString, mentions);
        const Outcome outcome = fetch({QUrl(url), QStringLiteral("secret"), {}});
        QVERIFY2(outcome.failed.contains(mentions), qPrintable(outcome.failed));
    }

    void refusesWhatIsTooLarge()
    {
        m_portal->answer(kListPath, "200 OK", QByteArray(PortalFetcher::kLargestAnswer + 1, ' '));
        QVERIFY(fetch({m_portal->url(), {}, {}}).failed.contains(QStringLiteral("larger than 4 MiB")));
    }

    void nobodyListens()
    {
        const QUrl url = m_portal->url();
        m_portal.reset();
        QVERIFY(fetch({url, {}, {}}).failed.contains(QStringLiteral("localhost refuses the connection")));
    }

    // From the click to what the gateway is asked for; and not twice within the hour.
    void wholeSession()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        int64_t now = kNow;
        GatewayModel gateway([&now] { return now; });
        Snapshot snapshot = MeshMaker(5).make(60);
        snapshot.status.subnets = {*Ipv4Prefix::parse("44.128.10.0/24")};
        snapshot.status.externalAddress = Ipv4Address(203, 0, 113, 9);
        gateway.setSnapshot(snapshot);
        settings.setValue(QStringLiteral("portal/url"), m_portal->url().toString());
        Tokens tokens;
        PortalSession session(gateway, settings, tokens, [&now] { return now; }, m_certificates.client());
        QSignalSpy asked(&session, &PortalSession::importRequested);
        QWidget parent;
        session.open(&parent);
        auto *fetchButton = session.dialog()->findChild<QPushButton *>(QStringLiteral("fetch"));
        auto *importButton = session.dialog()->findChild<QPushButton *>(QStringLiteral("import"));
        auto *words = session.dialog()->findChild<QLabel *>(QStringLiteral("words"));
        session.dialog()->findChildren<QLineEdit *>().at(1)->setText(QStringLiteral("secret"));
        session.dialog()->findChildren<QCheckBox *>().at(0)->setChecked(true);
        fetchButton->click();
        QVERIFY(QTest::qWaitFor([&] { return importButton->isEnabled(); }, 10000));
        QCOMPARE(field(m_portal->requests.back(), "authorization"), QByteArray("Bearer secret"));
        QCOMPARE(tokens.kept.value(QStringLiteral("localhost")), QStringLiteral("secret"));
        QVERIFY(words->text().contains(QStringLiteral("Routes at the portal: 2. Serial 7.")));
        auto *findings = session.dialog()->findChild<QLabel *>(QStringLiteral("findings"));
        QVERIFY(findings->text().contains(QStringLiteral("registered at 203.0.113.9, our address")));
        importButton->click();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].toByteArray(), kAnswer);
        session.imported(1, 1);
        QVERIFY(words->text().startsWith(QStringLiteral("Routes new to the mesh: 1.")));
        QVERIFY(!fetchButton->isEnabled()); // within the hour
        QVERIFY(!settings.allKeys().isEmpty());
        for (const QString &key : settings.allKeys())
            QVERIFY(!settings.value(key).toString().contains(QStringLiteral("secret")));
        delete session.dialog();
        now += int64_t{3600} * 1'000'000;
        m_portal->answer(kSerialPath, "200 OK", "7");
        session.open(&parent);
        fetchButton = session.dialog()->findChild<QPushButton *>(QStringLiteral("fetch"));
        words = session.dialog()->findChild<QLabel *>(QStringLiteral("words"));
        QVERIFY(fetchButton->isEnabled());
        fetchButton->click();
        QVERIFY(QTest::qWaitFor([&] { return words->text().contains(QStringLiteral("nothing new")); }, 10000));
        // What it had is still there to look at and to give on.
        findings = session.dialog()->findChild<QLabel *>(QStringLiteral("findings"));
        QVERIFY(findings->text().contains(QStringLiteral("registered at 203.0.113.9, our address")));
        session.dialog()->findChild<QPushButton *>(QStringLiteral("import"))->click();
        QCOMPARE(asked.size(), 2);
        QCOMPARE(asked[1][0].toByteArray(), kAnswer);
    }

    // The token goes to the host that it is for, and is kept once that one has taken it.
    void tokenIsForOneHost()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        GatewayModel gateway([] { return kNow; });
        Tokens tokens;
        tokens.kept[QStringLiteral("portal.ampr.org")] = QStringLiteral("secret");
        PortalSession session(gateway, settings, tokens, [] { return kNow; }, m_certificates.client());
        QWidget parent;
        session.open(&parent);
        auto *field = session.dialog()->findChildren<QLineEdit *>().at(1);
        auto *keep = session.dialog()->findChildren<QCheckBox *>().at(0);
        auto *fetchButton = session.dialog()->findChild<QPushButton *>(QStringLiteral("fetch"));
        auto *words = session.dialog()->findChild<QLabel *>(QStringLiteral("words"));
        const auto fetchAndWait = [&](const QString &said) {
            fetchButton->click();
            return QTest::qWaitFor([&] { return words->text().contains(said); }, 10000);
        };
        QCOMPARE(field->text(), QStringLiteral("secret"));
        QVERIFY(keep->isChecked());

        session.dialog()->setUrl(m_portal->url().toString());
        QVERIFY(field->text().isEmpty() && !keep->isChecked());
        m_portal->answer(kListPath, "401 Unauthorized", "{}");
        field->setText(QStringLiteral("mistyped"));
        keep->setChecked(true);
        QVERIFY(fetchAndWait(QStringLiteral("does not accept this token")));
        QVERIFY(!m_portal->requests.back().contains("secret"));
        QVERIFY(!tokens.kept.contains(QStringLiteral("localhost")));

        m_portal->answer(kListPath, "200 OK", kAnswer);
        tokens.kept[QStringLiteral("localhost")] = QStringLiteral("old");
        keep->setChecked(false); // forget it
        QVERIFY(fetchAndWait(QStringLiteral("Routes at the portal")));
        QVERIFY(!tokens.kept.contains(QStringLiteral("localhost")));
        QCOMPARE(tokens.kept.value(QStringLiteral("portal.ampr.org")), QStringLiteral("secret"));
    }

    void anAnswerThatIsNoList()
    {
        m_portal->answer(kListPath, "200 OK", "<html>sign in</html>");
        QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        GatewayModel gateway([] { return kNow; });
        Tokens tokens;
        PortalSession session(gateway, settings, tokens, [] { return kNow; }, m_certificates.client());
        QWidget parent;
        session.open(&parent);
        session.dialog()->setUrl(m_portal->url().toString());
        session.dialog()->findChild<QPushButton *>(QStringLiteral("fetch"))->click();
        auto *words = session.dialog()->findChild<QLabel *>(QStringLiteral("words"));
        QVERIFY(QTest::qWaitFor([&] { return words->isVisible() && !words->text().isEmpty(); }, 10000));
        QVERIFY2(words->text().startsWith(QStringLiteral("The answer is not the list")), qPrintable(words->text()));
        QVERIFY(settings.value(QStringLiteral("portal/fetched")).toString().isEmpty());
    }

    // Whose answer may never come.
    void anotherGatewayEndsIt()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        GatewayModel gateway([] { return kNow; });
        Tokens tokens;
        PortalSession session(gateway, settings, tokens, [] { return kNow; }, m_certificates.client());
        QWidget parent;
        session.open(&parent);
        gateway.reset();
        QVERIFY(!session.dialog() || !session.dialog()->isVisible());
    }
};

QTEST_MAIN(PortalTest)
#include "portaltest.moc"
