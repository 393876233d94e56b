// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/searchmodel.h"

#include <QLineEdit>

class QCompleter;

namespace mesh44 {

// The search over everything: results appear beneath while one types; Return takes the first, or the marked one.
class SearchBox : public QLineEdit
{
    Q_OBJECT

public:
    SearchBox(GatewayModel &gateway, QWidget *parent = nullptr);
    void addPage(const QString &title) { m_pages.append(title); }
    const SearchModel &results() const { return m_results; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(const mesh44::SearchResult &result);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void look();
    void take(int row);

    GatewayModel &m_gateway;
    QStringList m_pages;
    SearchModel m_results;
    QCompleter *m_completer;
};

} // namespace mesh44
