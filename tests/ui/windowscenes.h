// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the window may have to show, for pictures.

#include "ui/mainwindow.h"

#include <functional>
#include <vector>

namespace mesh44::test {

// A window with a clock of its own.
struct WindowStage
{
    WindowStage();

    int64_t now;
    MainWindow window;
};

struct WindowScene
{
    const char *name;
    std::function<void(WindowStage &)> play;
    bool everyPage = false; // not the peers alone
};

std::vector<WindowScene> windowScenes();
// A gateway that has been up for a while: traffic, events, a week of history, settings.
void playLive(WindowStage &stage);
int pageNamed(const MainWindow &window, const QString &name);

} // namespace mesh44::test
