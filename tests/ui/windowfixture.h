// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/meshmaker.h"
#include "ui/mainwindow.h"
#include "ui/pages/page.h"
#include "ui/widgets/peerstable.h"

#include <algorithm>
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
        m_window->showPage(pageOf("peers"));
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
    // Of the page that is shown, else of the window around it.
    template <class T> T *part(const QString &name = {}) const
    {
        T *found = m_window->currentPage()->findChild<T *>(name);
        if (!found)
            found = m_window->centralWidget()->findChild<T *>(name);
        return found ? found : m_window->findChild<T *>(name);
    }
    int pageOf(const char *name) const
    {
        const auto &pages = m_window->pages();
        const auto found = std::ranges::find(pages, QString::fromUtf8(name), &Page::objectName);
        return static_cast<int>(found - pages.begin());
    }

    int64_t m_now = kNow;
    std::unique_ptr<MainWindow> m_window;
    Snapshot m_mesh;
};

} // namespace mesh44::test
