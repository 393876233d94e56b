// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>

namespace mesh44 {

class MainWindow;

// Saves one picture of the window, once it shows a live table or a state that will not change by itself
// and has been quiet for a moment, and then ends the program: 0; 1 when the picture cannot be saved or
// the time was over before.
class Screenshot : public QObject
{
    Q_OBJECT

public:
    Screenshot(MainWindow &window, QString file, std::chrono::seconds longest, QObject *parent = nullptr);

private:
    bool isDefinite() const;
    void look();
    void save(int code);

    MainWindow &m_window;
    const QString m_file;
    QTimer m_quiet;
    QTimer m_longest;
};

} // namespace mesh44
