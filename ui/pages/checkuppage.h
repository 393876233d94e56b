// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/checkup/check.h"
#include "ui/models/interval.h"
#include "ui/pages/page.h"

class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

namespace mesh44 {

class CheckRow;
class EmptyState;
class GatewayModel;
class TextLabel;

// The check-up: the checks in the order in which packets depend on them, so that the first that failed is the one to
// mend. The quiet ones run by themselves while the page is there to be seen; those that send packets when asked.
class CheckupPage : public Page
{
    Q_OBJECT

public:
    static constexpr int64_t kInterval = 15'000'000; // µs, while it can be seen
    static constexpr int64_t kLetRead = 60'000'000;  // µs that the answer of a test stays before it looks again

    explicit CheckupPage(GatewayModel &gateway, QWidget *parent = nullptr);

    void afterChange() override { refresh(); }
    void takeFocus() override;
    // Of the checks that send packets; empty: none.
    void setFailure(const QString &reason);

Q_SIGNALS:
    void checksRequested();
    void activeChecksRequested();
    void settingsRequested(); // the report hides what they say
    void reportRequested();
    void fixRequested(const mesh44::CheckFix &fix);
    void retryRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeHead();
    void refresh();
    void showChecks();
    void showHeadline();
    void refreshButtons();
    void ask();

    GatewayModel &m_gateway;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    QScrollArea *m_scroll;
    QVBoxLayout *m_lines;
    TextLabel *m_headline;
    TextLabel *m_failure;
    QPushButton *m_active;
    QPushButton *m_copy;
    std::vector<CheckRow *> m_rows;
    Interval m_asked{kInterval};
    int64_t m_readUntil = 0;
};

} // namespace mesh44
