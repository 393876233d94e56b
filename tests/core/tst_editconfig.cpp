// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/ini.h"
#include "core/config/keys.h"
#include "core/config/settings.h"
#include "tests/core/support.h"

#include <algorithm>

using namespace mesh44;
using namespace std::string_literals;

namespace {

using Assignments = std::vector<std::pair<std::string, std::string>>;

Result<std::string> edit(const std::string &text, const Assignments &assignments)
{
    return editConfig({"test.conf", text}, assignments);
}

} // namespace

class TestEditConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void edited_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("key");
        QTest::addColumn<std::string>("value");
        QTest::addColumn<std::string>("expected");
        const std::string mode = "gateway.mode";
        QTest::newRow("empty file") << ""s << mode << "mesh"s
                                    << "[gateway]\nmode = mesh\n"s;
        QTest::newRow("in place") << "; a\n[gateway]\nmode = full\n# b\n"s << mode << "mesh"s
                                  << "; a\n[gateway]\nmode = mesh\n# b\n"s;
        QTest::newRow("inline comment stays") << "[gateway]\nmode=full   ; why\n"s << mode << "mesh"s
                                              << "[gateway]\nmode=mesh   ; why\n"s;
        QTest::newRow("empty value") << "[gateway]\ncallsign =\n"s
                                     << "gateway.callsign"s
                                     << "N0CALL"s
                                     << "[gateway]\ncallsign = N0CALL\n"s;
        QTest::newRow("empty value and comment") << "[gateway]\ncallsign = ; mine\n"s
                                                 << "gateway.callsign"s
                                                 << "N0CALL"s
                                                 << "[gateway]\ncallsign = N0CALL ; mine\n"s;
        QTest::newRow("end of the section")
            << "[gateway]\ncallsign = N0CALL\n\n; tunnel\n[tunnel]\ndevice = a\n"s << mode << "mesh"s
            << "[gateway]\ncallsign = N0CALL\nmode = mesh\n\n; tunnel\n[tunnel]\n"
               "device = a\n"s;
        QTest::newRow("empty section") << "[gateway]\n[tunnel]\n"s << mode << "mesh"s
                                       << "[gateway]\nmode = mesh\n[tunnel]\n"s;
        QTest::newRow("new section") << "[tunnel]\ndevice = a"s << mode << "mesh"s
                                     << "[tunnel]\ndevice = a\n\n[gateway]\nmode = mesh\n"s;
        QTest::newRow("same key elsewhere") << "[x]\nmode = 1\n[gateway]\nmode = full\n"s << mode << "mesh"s
                                            << "[x]\nmode = 1\n[gateway]\nmode = mesh\n"s;
        QTest::newRow("last of two") << "[gateway]\nmode = full\nmode = full\n"s << mode << "mesh"s
                                     << "[gateway]\nmode = full\nmode = mesh\n"s;
        QTest::newRow("CRLF") << "[gateway]\r\nmode = full\r\n"s
                              << "gateway.callsign"s
                              << "N0CALL"s
                              << "[gateway]\r\nmode = full\r\ncallsign = N0CALL\r\n"s;
        QTest::newRow("CRLF in place") << "[gateway]\r\nmode = full\r\n"s << mode << "mesh"s
                                       << "[gateway]\r\nmode = mesh\r\n"s;
        QTest::newRow("byte order mark") << "\xef\xbb\xbf[gateway]\nmode = full\n"s << mode << "mesh"s
                                         << "\xef\xbb\xbf[gateway]\nmode = mesh\n"s;
        QTest::newRow("blanks around the value") << "[gateway]\n"s << mode << "  mesh "s
                                                 << "[gateway]\nmode = mesh\n"s;
        QTest::newRow("remove") << "[gateway]\nmode = full ; why\n; stays\n"s << mode << ""s
                                << "[gateway]\n; stays\n"s;
        QTest::newRow("remove both") << "[gateway]\nmode = full\n[gateway]\nmode = mesh\n"s << mode << ""s
                                     << "[gateway]\n[gateway]\n"s;
        QTest::newRow("remove what is not there") << "; x\n"s << mode << ""s
                                                  << "; x\n"s;
        QTest::newRow("semicolon in the value") << "[rip44]\n"s
                                                << "rip44.password"s
                                                << "a;b"s
                                                << "[rip44]\npassword = a;b\n"s;
        QTest::newRow("hash first") << "[rip44]\n"s
                                    << "rip44.password"s
                                    << "#1"s
                                    << "[rip44]\npassword = #1\n"s;
    }
    void edited()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, key);
        QFETCH(std::string, value);
        QFETCH(std::string, expected);
        const auto result = edit(text, {{key, value}});
        QVERIFY2(result, result ? "" : result.error().message.c_str());
        QCOMPARE(*result, expected);
        const auto again = edit(*result, {{key, value}});
        QCOMPARE(*again, expected);
    }

    void invalid_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("key");
        QTest::addColumn<std::string>("value");
        QTest::addColumn<std::string>("mentions");
        QTest::newRow("value") << ""s
                               << "gateway.mode"s
                               << "internet"s
                               << "gateway.mode: 'internet' is not permitted; permitted: full | mesh"s;
        QTest::newRow("unknown key") << ""s
                                     << "gateway.mod"s
                                     << "mesh"s
                                     << "did you mean gateway.mode?"s;
        QTest::newRow("key with a line end") << ""s
                                             << "gateway.mode\n"s
                                             << "mesh"s
                                             << "'gateway.mode?'"s;
        QTest::newRow("empty key") << ""s
                                   << ""s
                                   << "mesh"s
                                   << "unknown key"s;
        QTest::newRow("second line") << ""s
                                     << "rip44.password"s
                                     << "a\n[x]"s
                                     << "cannot be written"s;
        QTest::newRow("carriage return") << ""s
                                         << "rip44.password"s
                                         << "a\rb"s
                                         << "cannot be written"s;
        QTest::newRow("line end at the end") << ""s
                                             << "gateway.mode"s
                                             << "mesh\n"s
                                             << "cannot be written"s;
        QTest::newRow("NUL") << ""s
                             << "gateway.mode"s
                             << "mesh\0"s
                             << "cannot be written"s;
        QTest::newRow("comment") << ""s
                                 << "rip44.password"s
                                 << "a ;b"s
                                 << "cannot be written"s;
        QTest::newRow("comment first") << ""s
                                       << "rip44.password"s
                                       << ";b"s
                                       << "cannot be written"s;
        QTest::newRow("long") << ""s
                              << "gateway.subnets"s << std::string(2000, '4') << "cannot be written"s;
        QTest::newRow("broken file") << "[gateway\n"s
                                     << "gateway.mode"s
                                     << "mesh"s
                                     << "test.conf:1: "s;
    }
    void invalid()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, key);
        QFETCH(std::string, value);
        QFETCH(std::string, mentions);
        const auto result = edit(text, {{key, value}});
        QVERIFY(!result);
        QVERIFY(result.error().code == ErrorCode::InvalidConfig);
        QVERIFY2(result.error().message.find(mentions) != std::string::npos, result.error().message.c_str());
    }

    void allOrNone()
    {
        QVERIFY(!edit("", {{"gateway.mode", "mesh"}, {"start.enabled", "maybe"}}));
        QCOMPARE(*edit("", {{"gateway.mode", "full"}, {"start.enabled", "no"}, {"gateway.mode", "mesh"}}),
                 "[gateway]\nmode = mesh\n\n[start]\nenabled = no\n"s);
    }

    void limits()
    {
        const Assignments many(kMaxAssignments + 1, {"gateway.mode", "mesh"});
        QVERIFY(edit("", many).error().code == ErrorCode::LimitExceeded);
        const std::string full = "; " + std::string(1000, 'x') + "\n" + std::string(kMaxConfigSize - 1003, '\n');
        QVERIFY(edit(full, {{"gateway.mode", ""}}));
        QVERIFY(edit(full, {{"gateway.mode", "mesh"}}).error().code == ErrorCode::LimitExceeded);
        QVERIFY(edit(full + "\n", {{"gateway.mode", ""}}).error().code == ErrorCode::InvalidConfig);
    }

    // Any order of changes, starting from a file with comments: what was set last is what is loaded.
    void editsThenLoads()
    {
        std::mt19937 random = test::seededGenerator();
        const Assignments choices = {{"gateway.mode", "mesh"},
                                     {"gateway.mode", "full"},
                                     {"gateway.callsign", "N0CALL"},
                                     {"gateway.callsign", ""},
                                     {"gateway.subnets", "44.128.10.0/24"},
                                     {"tunnel.device", "ampr0"},
                                     {"tunnel.device", ""},
                                     {"rip44.password", "a;b=c#[d]"},
                                     {"routing.priority", "1000"},
                                     {"routing.local", "none"},
                                     {"start.enabled", "no"},
                                     {"start.enabled", ""}};
        ConfigFile file{"test.conf", "# ours\n[gateway] ; first\nmode = full ; for now\n\n[start]\n"};
        std::map<std::string, std::string> expected{{"gateway.mode", "full"}};
        for (int step = 0; step < 500; ++step) {
            const auto &[key, value] = choices[random() % choices.size()];
            const auto text = edit(file.text, {{key, value}});
            QVERIFY(text);
            file.text = *text;
            expected[key] = value;
            verifyLoaded(file, expected);
            QVERIFY(file.text.starts_with("# ours\n[gateway] ; first\n"));
        }
    }

private:
    static void verifyLoaded(const ConfigFile &file, const std::map<std::string, std::string> &expected)
    {
        const LoadedSettings loaded = loadSettings(std::span(&file, 1));
        QVERIFY(loaded.errors.empty());
        for (const auto &[key, value] : expected) {
            const auto view = std::ranges::find(loaded.values, key, &SettingView::key);
            QCOMPARE(view->value, value.empty() ? view->defaultValue : value);
            QCOMPARE(view->file.empty(), value.empty());
        }
    }
};

QTEST_APPLESS_MAIN(TestEditConfig)
#include "tst_editconfig.moc"
