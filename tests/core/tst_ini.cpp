// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/ini.h"
#include "tests/core/support.h"

using namespace mesh44;
using namespace std::string_literals;

namespace {

// "section.key=value@line" of all entries, separated by blanks.
std::string entriesOf(const IniFile &file)
{
    std::string text;
    for (const IniEntry &entry : file.entries)
        text += (text.empty() ? "" : " ") + entry.section + '.' + entry.key + '=' + entry.value + '@'
                + std::to_string(entry.line);
    return text;
}

} // namespace

class TestIni : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepted_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("entries");
        QTest::newRow("no text") << ""s
                                 << ""s;
        QTest::newRow("simple") << "[a]\nk = v\n"s
                                << "a.k=v@2"s;
        QTest::newRow("no line end") << "[a]\nk=v"s
                                     << "a.k=v@2"s;
        QTest::newRow("CRLF") << "[a]\r\nk = v\r\n"s
                              << "a.k=v@2"s;
        QTest::newRow("byte order mark") << "\xef\xbb\xbf[a]\nk = v\n"s
                                         << "a.k=v@2"s;
        QTest::newRow("blanks and tabs") << "  [ a ] \n\t k \t=\t v w \t\n"s
                                         << "a.k=v w@2"s;
        QTest::newRow("comment lines") << "; x\n# y\n[a]\n  ; [b]\n  # k = w\nk = v\n"s
                                       << "a.k=v@6"s;
        QTest::newRow("UTF-8 in a comment") << "; Zürich\n[a]\nk = v"s
                                            << "a.k=v@3"s;
        QTest::newRow("inline comment") << "[a] ; x\nk = v ; x\nl = w\t; x"s
                                        << "a.k=v@2 a.l=w@3"s;
        QTest::newRow("semicolon without a blank") << "[a]\nk = v;w ; x"s
                                                   << "a.k=v;w@2"s;
        QTest::newRow("inline # is no comment") << "[a]\nk = v # x"s
                                                << "a.k=v # x@2"s;
        QTest::newRow("value is a comment") << "[a]\nk = ; x"s
                                            << "a.k=@2"s;
        QTest::newRow("empty value") << "[a]\nk =\n"s
                                     << "a.k=@2"s;
        QTest::newRow("quotes mean nothing") << "[a]\nk = \"v ; w\""s
                                             << "a.k=\"v@2"s;
        QTest::newRow("equals in the value") << "[a]\nk = v = w"s
                                             << "a.k=v = w@2"s;
        QTest::newRow("section twice") << "[a]\nk = v\n[b]\n[a]\nl = w"s
                                       << "a.k=v@2 a.l=w@5"s;
        QTest::newRow("same key, other section") << "[a]\nk = v\n[b]\nk = w"s
                                                 << "a.k=v@2 b.k=w@4"s;
        QTest::newRow("dots are no separators") << "[a.b]\nc = v\n[a]\nb.c = w"s
                                                << "a.b.c=v@2 a.b.c=w@4"s;
    }
    void accepted()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, entries);
        const IniFile file = readIni("test.conf", text);
        QVERIFY2(file.errors.empty(), file.errors.empty() ? "" : file.errors.front().message.c_str());
        QVERIFY(file.warnings.empty());
        QCOMPARE(entriesOf(file), entries);
    }

    void invalid_data()
    {
        QTest::addColumn<std::string>("line");
        QTest::addColumn<std::string>("mentions");
        QTest::newRow("no equals sign") << "key"s
                                        << "expected [section] or key = value"s;
        QTest::newRow("no key") << "= v"s
                                << "expected [section] or key = value"s;
        QTest::newRow("blank in the key") << "k l = v"s
                                          << "expected [section] or key = value"s;
        QTest::newRow("comment in the key") << "k ; x = v"s
                                            << "expected [section] or key = value"s;
        QTest::newRow("high bytes in the key") << "k\xc3\xa9 = v"s
                                               << "expected [section] or key = value"s;
        QTest::newRow("section without end") << "[a"s
                                             << "no ']'"s;
        QTest::newRow("text behind a section") << "[a] k = v"s
                                               << "no ']'"s;
        QTest::newRow("empty section") << "[]"s
                                       << "section's name"s;
        QTest::newRow("bracket alone") << "["s
                                       << "no ']'"s;
        QTest::newRow("blank in a section") << "[a b]"s
                                            << "section's name"s;
        QTest::newRow("NUL") << "k = v\0w"s
                             << "control character"s;
        QTest::newRow("NUL in a comment") << "; \0"s
                                          << "control character"s;
        QTest::newRow("escape") << "k = \x1b[31m"s
                                << "control character"s;
        QTest::newRow("DEL") << "k = \x7f"s
                             << "control character"s;
        QTest::newRow("carriage return inside") << "k = v\rl = w"s
                                                << "control character"s;
        QTest::newRow("long line") << "k = " + std::string(kMaxConfigLine, 'v') << "longer than 1024"s;
    }
    void invalid()
    {
        QFETCH(std::string, line);
        QFETCH(std::string, mentions);
        const IniFile file = readIni("test.conf", "[s]\na = 1\n" + line + "\nb = 2\n");
        QCOMPARE(file.errors.size(), size_t{1});
        QCOMPARE(file.errors.front().file, "test.conf"s);
        QCOMPARE(file.errors.front().line, 3u);
        QVERIFY2(file.errors.front().message.find(mentions) != std::string::npos, file.errors.front().message.c_str());
        QCOMPARE(entriesOf(file), "s.a=1@2 s.b=2@4"s);
    }

    void keyBeforeTheFirstSection()
    {
        const IniFile file = readIni("test.conf", "k = v\n[a]\n");
        QCOMPARE(file.errors.size(), size_t{1});
        QCOMPARE(file.errors.front().line, 1u);
        QVERIFY(file.entries.empty());
    }

    void lastOfTwoWins()
    {
        const IniFile file = readIni("test.conf", "[a]\nk = 1\nl = 2\nk = 3\n");
        QCOMPARE(entriesOf(file), "a.k=3@4 a.l=2@3"s);
        QCOMPARE(file.warnings.size(), size_t{1});
        QCOMPARE(file.warnings.front().line, 4u);
        QCOMPARE(file.warnings.front().key, "a.k"s);
        QVERIFY(file.warnings.front().message.find("line 2") != std::string::npos);
    }

    void sizeIsBounded()
    {
        const std::string largest = "[a]\n" + std::string(kMaxConfigSize - 4, '\n');
        QVERIFY(readIni("test.conf", largest).errors.empty());
        const IniFile file = readIni("test.conf", largest + "\n");
        QCOMPARE(file.errors.size(), size_t{1});
        QCOMPARE(file.errors.front().line, 0u);
        QVERIFY(file.entries.empty());
    }

    void problemsAreBounded()
    {
        std::string errors = "[a]\n";
        std::string doubles = "[a]\n";
        for (int i = 0; i < 5000; ++i) {
            errors += "x\n";
            doubles += "k = v\n";
        }
        QCOMPARE(readIni("test.conf", errors).errors.size(), kMaxConfigProblems);
        QCOMPARE(readIni("test.conf", doubles).warnings.size(), kMaxConfigProblems);
    }

    void splitLinesLosesNothing()
    {
        const std::string text = "a\n\nb\r\nc";
        std::string joined;
        for (const std::string_view part : splitLines(text))
            joined += part;
        QCOMPARE(joined, text);
        QCOMPARE(splitLines(text).size(), size_t{4});
        QVERIFY(splitLines("").empty());
    }
};

QTEST_APPLESS_MAIN(TestIni)
#include "tst_ini.moc"
