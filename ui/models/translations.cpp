// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <memory>

namespace mesh44 {

namespace {

// The last one installed is asked first.
void install(QCoreApplication &application, const QLocale &locale, const QString &name, const QString &folder)
{
    auto translator = std::make_unique<QTranslator>(&application);
    if (translator->load(locale, name, QStringLiteral("_"), folder))
        QCoreApplication::installTranslator(translator.release()); // the application's child
}

} // namespace

void installTranslations(QCoreApplication &application, const QLocale &locale)
{
    const QString ours = QStringLiteral(":/mesh44/translations");
    install(application, QLocale(QLocale::English), QStringLiteral("mesh44"), ours);
    install(application, locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(application, locale, QStringLiteral("mesh44"), ours);
}

} // namespace mesh44
