// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/eventsexport.h"

#include "core/formats/csv.h"
#include "core/formats/json.h"

#include <QFileDialog>
#include <QMenu>
#include <QSaveFile>

#include <utility>

namespace mesh44 {

EventsExport::EventsExport(Source source, QWidget *parent) : QPushButton(parent), m_source(std::move(source))
{
    auto *menu = new QMenu(this);
    connect(menu->addAction(tr("As CSV…")), &QAction::triggered, this, [this] { askWhere(Format::Csv); });
    connect(menu->addAction(tr("As JSON…")), &QAction::triggered, this, [this] { askWhere(Format::Json); });
    setText(tr("Export"));
    setMenu(menu);
    setToolTip(tr("Save the events that are shown"));
}

QByteArray EventsExport::bytes(const std::vector<EventView> &events, Format format)
{
    return QByteArray::fromStdString(format == Format::Csv ? eventsToCsv(events) : eventsToJson(events) + '\n');
}

void EventsExport::save(const QString &path, Format format)
{
    QSaveFile file(path);
    const QByteArray content = bytes(m_source(), format);
    const bool saved = file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit();
    Q_EMIT failed(saved ? QString() : tr("%1 was not saved: %2").arg(path, file.errorString()));
}

void EventsExport::askWhere(Format format)
{
    const bool csv = format == Format::Csv;
    const QString name = csv ? QStringLiteral("mesh44-events.csv") : QStringLiteral("mesh44-events.json");
    const QString path = QFileDialog::getSaveFileName(this, tr("Export the events"), name,
                                                      csv ? tr("CSV (*.csv)") : tr("JSON (*.json)"));
    if (!path.isEmpty())
        save(path, format);
}

} // namespace mesh44
