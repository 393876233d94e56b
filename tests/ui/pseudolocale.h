// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>
#include <QTranslator>

namespace mesh44::test {

// A language that nobody speaks: every text of ours stands in ⟦brackets⟧, with accents, and is longer by two fifths,
// as some languages are. What is shown without brackets never went through tr(); what does not fit will not in German.
class PseudoLocale : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *source, const char *, int) const override
    {
        if (!QByteArrayView(context).startsWith("mesh44::"))
            return {};
        return u"⟦" % accented(QString::fromUtf8(source)) % u"⟧";
    }

    // Without what stands in brackets, which may stand in one another.
    static QString outsideBrackets(const QString &shown)
    {
        QString outside;
        int depth = 0;
        for (const QChar letter : shown) {
            depth += letter == u'⟦';
            if (depth == 0)
                outside.append(letter);
            depth -= letter == u'⟧';
        }
        return outside;
    }

private:
    static QString accented(const QString &source)
    {
        static const QString kPlain = QStringLiteral("aeiouAEIOU");
        static const QString kAccented = QStringLiteral("áëîöüÀÉÏÓÛ");
        QString result;
        for (qsizetype i = 0; i < source.size(); ++i) {
            const qsizetype vowel = kPlain.indexOf(source[i]);
            const bool isPlace = i > 0 && source[i - 1] == u'%';
            result.append(vowel < 0 || isPlace ? source[i] : kAccented[vowel]);
        }
        for (qsizetype i = 0; i < source.size() * 2 / 5; ++i)
            result.append(i % 8 == 4 ? u' ' : u'~'); // words, as lines are broken between them
        return result;
    }
};

} // namespace mesh44::test
