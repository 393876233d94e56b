// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window under hard facts, page by page: a gateway that goes, comes back or speaks another contract, no
// routes and ten thousand, texts from anywhere, settings from another version. It keeps its size, says what is so, and
// the chosen peer stays chosen while there is one.
#include "tests/ui/settingviews.h"
#include "tests/ui/windowfixture.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDateTime>
#include <QHeaderView>
#include <QLabel>
#include <QScreen>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <limits>
#include <random>

using namespace mesh44;
using namespace mesh44::test;
using Kind = ConnectionState::Kind;

namespace {

constexpr QSize kSmallest(800, 480);
constexpr size_t kMany = 10'000;

std::vector<std::string> hardTexts()
{
    std::string words;
    std::string marks; // all on one letter
    for (int i = 0; i < 400; ++i) {
        words += "word ";
        marks += "\u0301";
    }
    return {
        std::string(2000, 'W'),
        words,
        "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 \u202eN0CALL\u202c \u2067\u05d0\u2069",
        "\U0001F4E1\U0001F468\u200D\U0001F469\u200D\U0001F467\U0001F3F4\U000E0067\U000E0062\U000E007F",
        "a\nb\r\nc\td\x1b[31me\x01\x7f\u0085\u2028f\u2029g\vh",
        "<h1 style='font-size:200pt'>big</h1><img src='x.png' width=4000><a href='x'>&amp; %1 %n &Alt</a>",
        "Z" + marks,
    };
}

GatewayStatus told(GatewayStatus status, const std::string &words)
{
    for (std::string *text : {&status.version, &status.reason, &status.callsign, &status.mode, &status.plane,
                              &status.device, &status.underlayDevice, &status.heldChange, &status.forwardFormat,
                              &status.forwardInterface, &status.trial.by})
        *text = words;
    status.trial.keys = {words, words};
    status.trial.secondsLeft = 60;
    status.problems = {{words, 3, words, words}, {words, 0, {}, words}};
    status.state = GatewayState::Degraded;
    return status;
}

QVariant anything(std::mt19937 &random)
{
    constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
    constexpr double kInfinite = std::numeric_limits<double>::infinity();
    constexpr int kLeast = std::numeric_limits<int>::min();
    constexpr int kMost = std::numeric_limits<int>::max();
    static const QVariant kValues[] = {
        {},
        kLeast,
        kMost,
        -1,
        7,
        kNaN,
        -kInfinite,
        1e300,
        true,
        QString(5000, u'x'),
        QStringLiteral("peers"),
        QStringLiteral("nan"),
        QByteArray("\0\0\0\xff\0\0\0\1\xff\xff", 10),
        QByteArray(200, '\xff'),
        QStringList{{}, QStringLiteral("-oProxyCommand=x"), QStringLiteral("a b"), QString(4000, u'h')},
        QVariantList{1, QStringLiteral("x"), QVariantMap{{QStringLiteral("k"), kNaN}}},
        QVariantMap{{QStringLiteral("x"), 1}},
        QPointF(kNaN, 1e300),
        QPointF(-1e300, kInfinite),
        QSize(0, 0),
        QSize(kMost, kMost),
        QSize(-1, kLeast),
        QSize(60'000, 60'000),
        QDateTime::fromMSecsSinceEpoch(0),
    };
    return kValues[random() % std::size(kValues)];
}

} // namespace

class HardFactsTest : public QObject, private WindowFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_window.reset(); }

    void notThere_data();
    void notThere();
    void restarted_data() { pages(); }
    void restarted();
    void olderContract_data() { pages(); }
    void olderContract();
    void newerContract_data() { pages(); }
    void newerContract();
    void noRoutes_data() { pages(); }
    void noRoutes();
    void manyRoutesExpire_data();
    void manyRoutesExpire();
    void textsFromAnywhere_data() { pages(); }
    void textsFromAnywhere();
    void firstStart_data() { pages(); }
    void firstStart();
    void settingsFromTheFuture();

private:
    static void pages();
    void showFetchedPage();
    void tell(const std::string &words);
    bool says(const QString &words) const;
    QString widest() const;
    QString trouble() const; // empty: the window is as it should be
    void pass(int seconds);

    std::optional<Ipv4Prefix> m_chosen;
};

void HardFactsTest::pages()
{
    QTest::addColumn<QByteArray>("page");
    for (const char *page : {"overview", "peers", "map", "history", "settings"})
        QTest::newRow(page) << QByteArray(page);
}

void HardFactsTest::init()
{
    open();
    m_window->resize(kSmallest);
    live(m_mesh);
    m_window->setHistory(makeEvents());
    m_window->gateway().setSettings(makeSettings());
    m_window->setAccess(Access::Granted);
    m_chosen = m_mesh.routes[30].prefix;
    m_window->selection().choose(m_chosen);
}

void HardFactsTest::showFetchedPage()
{
    QFETCH(QByteArray, page);
    m_window->showPage(pageOf(page.constData()));
    QApplication::processEvents();
    QCOMPARE(trouble(), QString());
}

void HardFactsTest::pass(int seconds)
{
    m_now += seconds * kSecond;
    m_window->gateway().secondPassed();
    QApplication::processEvents();
}

bool HardFactsTest::says(const QString &words) const
{
    const auto isSaid = [&words](const QWidget *widget) {
        const auto *label = qobject_cast<const QLabel *>(widget);
        return widget->isVisible()
               && ((label && label->text().contains(words)) || widget->accessibleDescription().contains(words));
    };
    return std::ranges::any_of(m_window->currentPage()->findChildren<QWidget *>(), isSaid);
}

// Who asks for the most room, of those without parts of their own.
QString HardFactsTest::widest() const
{
    const QWidget *most = m_window.get();
    int width = 0;
    for (const QWidget *widget : m_window->centralWidget()->findChildren<QWidget *>()) {
        const int wanted = widget->minimumWidth() > 0 ? widget->minimumWidth() : widget->minimumSizeHint().width();
        if (widget->isVisible() && !widget->layout() && wanted > width) {
            width = wanted;
            most = widget;
        }
    }
    return QStringLiteral("%1 %2 '%3' %4")
        .arg(QString::fromLatin1(most->metaObject()->className()), most->objectName(), most->accessibleName())
        .arg(width);
}

QString HardFactsTest::trouble() const
{
    const QSize least = m_window->minimumSizeHint();
    if (m_window->size() != kSmallest || least.expandedTo(kSmallest) != kSmallest)
        return QStringLiteral("%1x%2, wants %3x%4; of that %5")
            .arg(m_window->width())
            .arg(m_window->height())
            .arg(least.width())
            .arg(least.height())
            .arg(widest());
    for (const QLabel *label : m_window->findChildren<QLabel *>()) {
        if (label->textFormat() != Qt::PlainText && Qt::mightBeRichText(label->text()))
            return QStringLiteral("%1 takes its text for marked up").arg(label->accessibleName());
    }
    for (const QWidget *widget : m_window->findChildren<QWidget *>()) {
        if (widget->toolTip().contains(QStringLiteral("<h1")))
            return QStringLiteral("the tip of %1 is taken for marked up").arg(widget->accessibleName());
    }
    for (const QAbstractItemView *view : m_window->findChildren<QAbstractItemView *>()) {
        const QAbstractItemModel *model = view->model();
        for (int column = 0; model && model->rowCount() > 0 && column < model->columnCount(); ++column) {
            if (model->index(0, column).data(Qt::ToolTipRole).toString().contains(QStringLiteral("<h1")))
                return QStringLiteral("the tips of %1 are taken for marked up").arg(view->accessibleName());
        }
    }
    m_window->grab(); // all of it can be drawn
    return {};
}

void HardFactsTest::notThere_data()
{
    QTest::addColumn<QByteArray>("page");
    QTest::addColumn<ConnectionState>("connection");
    QTest::addColumn<QString>("words");
    const std::tuple<const char *, ConnectionState, const char *> cases[] = {
        {"helper gone", {.kind = Kind::Absent, .host = {}, .detail = {}, .since = kNow}, "service is not running"},
        {"bus gone", {.kind = Kind::Unreachable, .host = {}, .detail = {}, .since = kNow}, "No system bus"},
        {"host unreachable",
         {.kind = Kind::Unreachable,
          .host = QStringLiteral("op@gate.example"),
          .detail = QStringLiteral("ssh: connect to host gate.example port 22: No route to host"),
          .since = kNow},
         "No connection to op@gate.example"},
        {"a host with a long name",
         {.kind = Kind::Unreachable, .host = QString(250, u'h'), .detail = QString(3000, u'd'), .since = kNow},
         "No connection to hhhh"},
        {"host without Mesh44",
         {.kind = Kind::Absent, .host = QStringLiteral("op@gate.example"), .detail = {}, .since = kNow},
         "service is not running"},
        {"not let in",
         {.kind = Kind::Refused, .host = {}, .detail = QStringLiteral("Access denied"), .since = kNow},
         "Access refused"},
        {"not understood",
         {.kind = Kind::Failed, .host = {}, .detail = QStringLiteral("<b>x</b>") + QString(3000, u'x'), .since = kNow},
         "cannot be understood"},
    };
    for (const char *page : {"overview", "peers", "map", "history", "settings"}) {
        for (const auto &[name, connection, words] : cases)
            QTest::addRow("%s, %s", page, name) << QByteArray(page) << connection << QString::fromLatin1(words);
    }
}

// It goes while it is looked at, comes back, and then was never there.
void HardFactsTest::notThere()
{
    QFETCH(ConnectionState, connection);
    QFETCH(QString, words);
    showFetchedPage();
    m_window->setConnection(connection);
    pass(95);
    QCOMPARE(trouble(), QString());
    QVERIFY(says(words));
    QCOMPARE(m_window->selection().current(), m_chosen);
    QVERIFY(!m_window->gateway().isLive());

    live(m_mesh);
    QApplication::processEvents();
    QCOMPARE(trouble(), QString());
    QVERIFY(!says(words));
    QCOMPARE(m_window->selection().current(), m_chosen);

    m_window->forget();
    m_window->setConnection(connection);
    QApplication::processEvents();
    QCOMPARE(trouble(), QString());
    QVERIFY(says(words));
}

// Its revisions start anew.
void HardFactsTest::restarted()
{
    showFetchedPage();
    QVERIFY(m_window->gateway().status()->revision > 1);
    m_window->setConnection({.kind = Kind::Absent, .host = {}, .detail = {}, .since = kNow});
    pass(3);
    Snapshot fresh = m_mesh;
    fresh.revision = fresh.status.revision = 1;
    fresh.routes.erase(fresh.routes.begin());
    recount(fresh);
    live(fresh);
    QApplication::processEvents();
    QCOMPARE(m_window->gateway().status()->revision, uint64_t{1});
    QCOMPARE(m_window->gateway().peers().rowCount(), 59);
    QCOMPARE(m_window->selection().current(), m_chosen);
    const Delta delta = MeshMaker(9).change(fresh, 0.05);
    m_window->applyDelta(delta);
    QCOMPARE(m_window->gateway().status()->revision, uint64_t{2});
    QCOMPARE(trouble(), QString());
}

void HardFactsTest::olderContract()
{
    showFetchedPage();
    Snapshot older = m_mesh;
    older.status.apiMinor = 0;
    older.status.version = "0.0.1";
    live(older);
    pass(1);
    QCOMPARE(trouble(), QString());
    QVERIFY(!m_window->gateway().isForeign());
    QCOMPARE(m_window->selection().current(), m_chosen);
}

void HardFactsTest::newerContract()
{
    QFETCH(QByteArray, page);
    showFetchedPage();
    Snapshot newer = m_mesh;
    newer.status.apiMajor = 2;
    newer.status.version = "7.0";
    live(newer);
    pass(1);
    QCOMPARE(trouble(), QString());
    QCOMPARE(m_window->selection().current(), m_chosen);
    if (page != "map" && page != "history") // what they show is whole, and they change nothing
        QVERIFY(says(QStringLiteral("another version")));
}

void HardFactsTest::noRoutes()
{
    QFETCH(QByteArray, page);
    showFetchedPage();
    Snapshot none{.revision = 8, .status = makeStatus(GatewayState::Up)};
    live(none);
    pass(1);
    QCOMPARE(trouble(), QString());
    if (page == "peers")
        QVERIFY(says(QStringLiteral("No peers")));
    if (page == "map")
        QTRY_VERIFY(says(QStringLiteral("No routes to show")));
    none.status = makeStatus(GatewayState::Waiting);
    live(none);
    pass(1);
    QCOMPARE(trouble(), QString());
    if (page == "peers" || page == "map" || page == "overview")
        QVERIFY(says(QStringLiteral("urst")));
}

void HardFactsTest::manyRoutesExpire_data()
{
    QTest::addColumn<QByteArray>("page");
    QTest::addColumn<bool>("byDelta");
    for (const char *page : {"overview", "peers", "map", "history", "settings"}) {
        QTest::addRow("%s, by delta", page) << QByteArray(page) << true;
        QTest::addRow("%s, by snapshot", page) << QByteArray(page) << false;
    }
}

void HardFactsTest::manyRoutesExpire()
{
    QFETCH(bool, byDelta);
    showFetchedPage();
    Snapshot many = MeshMaker(6).make(kMany);
    const bool kept = std::ranges::find(many.routes, *m_chosen, &RouteView::prefix) != many.routes.end();
    if (!kept)
        many.routes.push_back(m_mesh.routes[30]);
    recount(many);
    live(many);
    pass(1);
    QCOMPARE(m_window->gateway().peers().rowCount(), int(many.routes.size()));
    QCOMPARE(m_window->selection().current(), m_chosen);
    QCOMPARE(trouble(), QString());

    Snapshot gone = many;
    gone.revision = gone.status.revision = many.revision + 1;
    gone.routes.clear();
    recount(gone);
    if (byDelta)
        m_window->applyDelta(difference(many, gone));
    else
        m_window->setSnapshot(gone);
    pass(1);
    QCOMPARE(m_window->gateway().peers().rowCount(), 0);
    QCOMPARE(trouble(), QString());
    live(many);
    pass(1);
    QCOMPARE(m_window->gateway().peers().rowCount(), int(many.routes.size()));
    QCOMPARE(trouble(), QString());
}

void HardFactsTest::tell(const std::string &words)
{
    Snapshot mesh = m_mesh;
    mesh.status = told(mesh.status, words);
    for (RouteView &route : mesh.routes)
        route.reason = words;
    mesh.routes[30].state = RouteState::Refused;
    live(mesh);
    std::vector<EventView> events;
    for (int i = 0; i < 30; ++i)
        events.push_back({kNow - i * kSecond, i % 3 == 0 ? words : "route", words, words});
    m_window->setHistory(events);
    m_window->addEvent({kNow, words, words, words});
    std::vector<SettingView> settings = makeSettings();
    for (SettingView &setting : settings) {
        setting.value = words;
        setting.file = words;
    }
    settings.push_back({.key = words, .value = words, .defaultValue = words, .file = words, .permitted = words});
    m_window->gateway().setSettings(settings);
    m_window->gateway().setFindings({{words, Severity::Error, words, words}, {"x", Severity::Warning, words, {}}});
    m_window->actionFailed({Action::Kind::Up, {}}, QString::fromStdString(words));
    m_window->actionFailed({Action::Kind::SuppressPrefix, *m_chosen}, QString::fromStdString(words));
}

void HardFactsTest::textsFromAnywhere()
{
    showFetchedPage();
    int number = 0;
    for (const std::string &words : hardTexts()) {
        tell(words);
        pass(1);
        QVERIFY2(trouble().isEmpty(), qPrintable(QStringLiteral("text %1: %2").arg(number).arg(trouble())));
        QCOMPARE(m_window->selection().current(), m_chosen);
        ++number;
    }
}

// Nothing was ever stored.
void HardFactsTest::firstStart()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("ui.conf")), QSettings::IniFormat);
    m_window->restoreFrom(settings);
    m_window->resize(kSmallest);
    showFetchedPage();
}

// Every key that this version writes, with whatever another one may have put there.
void HardFactsTest::settingsFromTheFuture()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("ui.conf")), QSettings::IniFormat);
    m_window->saveTo(settings);
    const QStringList keys = settings.allKeys();
    QVERIFY(keys.size() > 12);
    const uint32_t seed = std::random_device{}();
    qInfo("seed %u", seed);
    std::mt19937 random(seed);
    const QSize usual = MainWindow().size();
    for (int round = 0; round < 25; ++round) {
        for (const QString &key : keys)
            settings.setValue(key, anything(random));
        open();
        m_window->restoreFrom(settings);
        QApplication::processEvents();
        const QSize screen = m_window->screen()->availableSize().expandedTo(usual);
        QVERIFY2(m_window->width() <= screen.width() && m_window->height() <= screen.height(),
                 qPrintable(QStringLiteral("%1x%2").arg(m_window->width()).arg(m_window->height())));
        live(m_mesh);
        const auto &table = *m_window->findChild<PeersTable *>()->header();
        QVERIFY(table.count() - table.hiddenSectionCount() > 0);
        for (int page = 0; page < int(m_window->pages().size()); ++page) {
            m_window->showPage(page);
            m_window->resize(kSmallest);
            QApplication::processEvents();
            QVERIFY2(trouble().isEmpty(), qPrintable(trouble()));
        }
        m_window->saveTo(settings); // and what is kept is sound again
        QCOMPARE(settings.allKeys().size() >= keys.size() - 1, true);
    }
}

QTEST_MAIN(HardFactsTest)
#include "hardfactstest.moc"
