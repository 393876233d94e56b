// SPDX-License-Identifier: GPL-3.0-or-later
// What the page of peers writes: files for the operator, and its own settings.
#include "ui/pages/peerspage.h"

#include "core/formats/csv.h"
#include "core/formats/encap.h"
#include "core/formats/iproute.h"
#include "core/formats/json.h"
#include "ui/models/gatewaymodel.h"
#include "ui/widgets/peerstable.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QMessageBox>
#include <QSaveFile>
#include <QSettings>

namespace mesh44 {

namespace {

std::string toEncap(const std::vector<RouteView> &routes)
{
    std::vector<EncapEntry> entries;
    for (const RouteView &route : routes) {
        if (route.state != RouteState::Refused)
            entries.push_back({route.prefix, route.endpoint});
    }
    return writeEncap(entries);
}

// The columns' own order is a number of theirs: another number of columns makes another state.
QString headerKey()
{
    return QStringLiteral("header/%1").arg(PeersModel::ColumnCount);
}

void choose(QComboBox &box, const QVariant &wanted)
{
    if (const int index = box.findData(wanted); index >= 0)
        box.setCurrentIndex(index);
}

} // namespace

QByteArray PeersPage::exported(const QString &format) const
{
    std::vector<RouteView> routes;
    for (int row = 0; row < m_filter->rowCount(); ++row)
        routes.push_back(m_filter->routeAt(m_filter->index(row, 0)));
    const GatewayStatus *status = m_gateway.status();
    std::string text;
    if (format == u"csv")
        text = routesToCsv(routes);
    else if (format == u"json")
        text = routesToJson({.revision = status ? status->revision : 0, .status = {}, .routes = std::move(routes)})
               + '\n';
    else if (format == u"encap")
        text = toEncap(routes);
    else
        text = routesToCommands(routes, status ? status->device : std::string(), meshTableOf(m_gateway.settings()));
    return QByteArray::fromStdString(text);
}

void PeersPage::exportTo(const QString &format, const QString &name)
{
    const QString file = QFileDialog::getSaveFileName(this, tr("Export the routes that are shown"), name);
    if (file.isEmpty())
        return;
    QSaveFile out(file);
    const QByteArray text = exported(format);
    if (out.open(QIODevice::WriteOnly) && out.write(text) == text.size() && out.commit())
        return;
    QMessageBox box(QMessageBox::Warning, tr("Export"), tr("%1 cannot be written: %2").arg(file, out.errorString()),
                    QMessageBox::Ok, this);
    box.setTextFormat(Qt::PlainText);
    box.exec();
}

void PeersPage::saveTo(QSettings &settings) const
{
    settings.setValue(headerKey(), m_table->header()->saveState());
    settings.setValue(QStringLiteral("filter"), m_search->text());
    settings.setValue(QStringLiteral("shown"), m_shown->currentData());
    settings.setValue(QStringLiteral("grouping"), m_grouping->currentData());
}

void PeersPage::restoreFrom(QSettings &settings)
{
    m_table->header()->restoreState(settings.value(headerKey()).toByteArray());
    setFilterText(settings.value(QStringLiteral("filter")).toString());
    choose(*m_shown, settings.value(QStringLiteral("shown")));
    choose(*m_grouping, settings.value(QStringLiteral("grouping")));
}

} // namespace mesh44
