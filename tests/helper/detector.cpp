// SPDX-License-Identifier: GPL-3.0-or-later
// What the detector sees: of this kernel in a namespace of its own, and of files in a folder that stands for /.
#include "helper/detector.h"
#include "tests/helper/kernelnamespace.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace mesh44;

class DetectorTest : public QObject
{
    Q_OBJECT

    using Files = QList<QPair<QByteArray, QByteArray>>;

private Q_SLOTS:
    void init() { m_root = std::make_unique<QTemporaryDir>(); }

    void othersSocketsAreSeenAndOursAreNot()
    {
        const auto isThere = [](const std::vector<BoundSocket> &sockets, uint16_t number) {
            return std::ranges::find(sockets, number, &BoundSocket::number) != sockets.end();
        };
        const int udp = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        const int raw = ::socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_IPIP);
        QVERIFY(udp >= 0 && raw >= 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(520);
        QCOMPARE(::bind(udp, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
        QVERIFY(!isThere(Detector().look().udp, 520) && !isThere(Detector().look().raw, 4));
        // A child has them and we have not: then they are somebody else's.
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            char byte = 0;
            ::close(ends[1]);
            (void)!::read(ends[0], &byte, 1);
            ::_exit(0);
        }
        ::close(udp);
        ::close(raw);
        const Surroundings found = Detector().look();
        ::close(ends[1]);
        ::close(ends[0]);
        ::waitpid(child, nullptr, 0);
        QVERIFY(isThere(found.udp, 520) && isThere(found.raw, 4));
        QVERIFY(!isThere(Detector().look().udp, 520));
    }

    void chainsAreListedByFamilyTableAndName()
    {
        QVERIFY(firewallChains().empty());
        QProcess nft;
        nft.start(QStringLiteral("nft"),
                  {QStringLiteral("add table inet firewalld; add chain inet firewalld filter_INPUT; add table ip "
                                  "filter; add chain ip filter ufw-before-input; add chain ip filter DOCKER")});
        QVERIFY(nft.waitForFinished());
        QVERIFY2(nft.exitCode() == 0, nft.readAllStandardError().constData());
        const auto chains = firewallChains();
        QCOMPARE(chains.size(), size_t{3});
        for (const FirewallChain &wanted :
             {FirewallChain{"inet", "firewalld", "filter_INPUT"}, FirewallChain{"ip", "filter", "ufw-before-input"},
              FirewallChain{"ip", "filter", "DOCKER"}})
            QVERIFY2(std::ranges::find(chains, wanted) != chains.end(), wanted.chain.c_str());
    }

    void programsAreNamed()
    {
        write("proc/4711/comm", "ampr-ripd\n");
        write("proc/self/comm", "not-a-number\n");
        QCOMPARE(look().programs, std::set<std::string>{"ampr-ripd"});
    }

    void nothingIsNothing() { QVERIFY(look().programs.empty() && !look().networkd && look().udp.empty()); }

    void networkdsState()
    {
        write("run/systemd/netif/links/2", "# private data\nADMIN_STATE=configured\nOPER_STATE=routable\n");
        write("run/systemd/netif/links/5", "ADMIN_STATE=unmanaged\n");
        write("run/systemd/netif/links/7", "ADMIN_STATE=configuring\n");
        write("run/systemd/netif/links/x", "ADMIN_STATE=configured\n");
        const Surroundings found = look();
        QVERIFY(found.networkd && !found.networkdKeepsRules);
        QVERIFY((found.networkdLinks == std::set<int>{2, 7}));
    }

    void networkdsDropIns_data()
    {
        QTest::addColumn<Files>("files");
        QTest::addColumn<bool>("keeps");
        const QByteArray no = "[Network]\nManageForeignRoutingPolicyRules=no\nManageForeignRoutes=off\n";
        const QByteArray yes = "[Network]\nManageForeignRoutingPolicyRules=yes\n";
        const auto row = [](const char *name, bool keeps, const Files &files) {
            QTest::newRow(name) << files << keeps;
        };
        row("main file", true, {{"etc/systemd/networkd.conf", no}});
        row("drop-in", true, {{"etc/systemd/networkd.conf.d/50-mesh44.conf", no}});
        row("drop-in of a package", true, {{"usr/lib/systemd/networkd.conf.d/a.conf", no}});
        row("drop-in after main file", false,
            {{"etc/systemd/networkd.conf", no}, {"etc/systemd/networkd.conf.d/a.conf", yes}});
        row("later name wins", true,
            {{"etc/systemd/networkd.conf.d/a.conf", yes}, {"usr/lib/systemd/networkd.conf.d/b.conf", no}});
        row("etc hides the package's", false,
            {{"etc/systemd/networkd.conf.d/a.conf", yes}, {"usr/lib/systemd/networkd.conf.d/a.conf", no}});
        row("rules without routes", false,
            {{"etc/systemd/networkd.conf", "[Network]\nManageForeignRoutingPolicyRules=no\n"}});
        row("not a drop-in", false, {{"etc/systemd/networkd.conf.d/a.conf.orig", no}});
    }
    void networkdsDropIns()
    {
        QFETCH(const Files, files);
        QFETCH(bool, keeps);
        for (const auto &[path, text] : files)
            write(path.constData(), text.constData());
        QCOMPARE(look().networkdKeepsRules, keeps);
    }

    void networkManagersState()
    {
        write("run/NetworkManager/devices/2", "[device]\nmanaged=true\nconnection-uuid=1\n");
        write("run/NetworkManager/devices/5", "[device]\nmanaged=false\n");
        write("run/NetworkManager/devices/6", "[device]\nmanaged=unknown\n");
        QVERIFY(look().networkManagerLinks == std::set<int>{2});
    }

private:
    Surroundings look() const { return Detector(m_root->path().toStdString()).look(); }
    void write(const char *path, const char *text)
    {
        const QString file = m_root->filePath(QString::fromUtf8(path));
        QDir().mkpath(QFileInfo(file).path());
        QFile output(file);
        QVERIFY(output.open(QIODevice::WriteOnly));
        output.write(text);
    }

    std::unique_ptr<QTemporaryDir> m_root;
};

int main(int argc, char *argv[])
{
    if (const Status status = test::enterNamespace(); !status)
        return test::skip(status.error(), "MESH44_REQUIRE_LAB");
    DetectorTest detector;
    return QTest::qExec(&detector, argc, argv);
}

#include "detector.moc"
