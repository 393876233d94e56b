// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QCoreApplication;
class QLocale;

namespace mesh44 {

// From now on tr() speaks the locale's language: with our words, which are built in, and with Qt's for what Qt says
// itself, where they are installed. What has no translation stays English, with English plurals.
void installTranslations(QCoreApplication &application, const QLocale &locale);

} // namespace mesh44
