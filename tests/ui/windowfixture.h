// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/meshmaker.h"
#include "ui/mainwindow.h"
#include "ui/widgets/peerstable.h"

#include <memory>

namespace mesh44::test {

// A window with a clock of its own and a small mesh to show.
class WindowFixture
{
protected:
    void open()
    {
        m_now = kNow;
        m_window = std::make_unique<MainWindow>([this] { return m_now; });
        m_mesh = MeshMaker(5).make(60);
        m_window->show();
    }
    void live(const Snapshot &snapshot)
    {
        m_window->setSnapshot(snapshot);
        m_window->setConnection({.kind = ConnectionState::Kind::Live, .host = {}, .detail = {}, .since = kNow});
    }
    void choose(int row)
    {
        auto *table = part<PeersTable>();
        table->setCurrentIndex(table->model()->index(row, 0));
    }
    template <class T> T *part(const QString &name = {}) const { return m_window->findChild<T *>(name); }

    int64_t m_now = kNow;
    std::unique_ptr<MainWindow> m_window;
    Snapshot m_mesh;
};

} // namespace mesh44::test
