// SPDX-License-Identifier: GPL-3.0-or-later
// The least that a program with a window of Qt can be: what startbench compares ours with.
#include "tests/bench/startclock.h"

#include <QMainWindow>
#include <QTimer>

int main(int argc, char **argv)
{
    using namespace mesh44::test;
    noteMoment("main");
    PaintedApplication application(argc, argv);
    noteMoment("qt");
    QMainWindow window;
    window.resize(1280, 800);
    application.whenPainted([&](const QObject *) {
        noteMoment("painted");
        application.whenPainted({});
        QTimer::singleShot(0, &application, [] {
            noteMemory();
            QCoreApplication::exit(0);
        });
    });
    window.show();
    return QApplication::exec();
}
