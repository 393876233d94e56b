// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/settingsview.h"

#include "ui/models/settingsmodel.h"
#include "ui/models/settingwords.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/lookpanel.h"
#include "ui/widgets/settingrow.h"
#include "ui/widgets/signs.h"

#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QListWidget>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>

#include <algorithm>

namespace mesh44 {

namespace {

constexpr double kListEms = 50; // from here on the sections stand beside the rows
constexpr double kRowEms = 50;  // and the editors beside the words
constexpr double kWidestEms = 64;

QFrame *newLine(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setFrameShape(QFrame::HLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    return line;
}

} // namespace

SettingsView::SettingsView(SettingsModel &model, QWidget *parent)
    : QWidget(parent),
      m_model(model),
      m_list(new QListWidget(this)),
      m_scroll(new QScrollArea(this)),
      m_content(new QWidget),
      m_nothingFits(new TextLabel(tr("No setting fits the filter."), TextLabel::Tone::Quiet, 1.0, m_content)),
      m_look(new LookPanel(m_content))
{
    m_list->setObjectName(QStringLiteral("sections"));
    m_list->setAccessibleName(tr("Sections"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->viewport()->setAutoFillBackground(false);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_content->setMaximumWidth(em(this, kWidestEms));
    auto *rows = new QVBoxLayout(m_content);
    rows->setContentsMargins(0, 0, em(this, 0.5), 0);
    rows->addWidget(m_nothingFits);
    rows->addStretch(1);
    m_scroll->setWidget(m_content);
    auto *body = new QHBoxLayout(this);
    body->setContentsMargins({});
    body->setSpacing(em(this, 0.7));
    body->addWidget(m_list);
    body->addWidget(m_scroll, 1);
    connect(m_list, &QListWidget::currentRowChanged, this, &SettingsView::goTo);
    connect(m_scroll->verticalScrollBar(), &QScrollBar::valueChanged, this, &SettingsView::noteScroll);
    connect(&model, &QAbstractItemModel::modelReset, this, &SettingsView::rebuild);
    rebuild();
}

// Other keys than before: another helper, or the first answer of one.
void SettingsView::rebuild()
{
    m_look->setParent(nullptr);
    for (const Section &section : m_sections)
        delete section.box;
    m_sections.clear();
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const QString name = m_model.index(row).data(SettingsModel::SectionRole).toString();
        if (std::ranges::find(m_sections, name, &Section::name) == m_sections.end())
            addSection(name);
    }
    addLook();
    fillList();
    arrange();
    filter();
    Q_EMIT rebuilt();
}

void SettingsView::fillList()
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    int widest = 0;
    for (const QString &title : titles()) {
        auto *item = new QListWidgetItem(title, m_list);
        item->setSizeHint({1, em(this, 1.7)});
        widest = qMax(widest, m_list->fontMetrics().horizontalAdvance(title));
    }
    m_list->setFixedWidth(std::min(widest, em(this, 14)) + em(this, 1.2));
    m_list->setCurrentRow(0);
}

QStringList SettingsView::titles() const
{
    QStringList titles;
    for (const Section &section : m_sections)
        titles.append(section.rows.empty() ? tr("Look of this window") : sectionTitle(section.name));
    return titles;
}

QVBoxLayout *SettingsView::newBox(const QString &name, const QString &title)
{
    auto *box = new QWidget(m_content);
    auto *lines = new QVBoxLayout(box);
    lines->setContentsMargins(0, 0, 0, em(this, 0.9));
    lines->setSpacing(0);
    auto *heading = new TextLabel(title, TextLabel::Tone::Strong, 1.2, box);
    heading->setContentsMargins(em(this, 0.75), em(this, 0.2), 0, em(this, 0.3));
    lines->addWidget(heading);
    auto *rows = static_cast<QVBoxLayout *>(m_content->layout());
    rows->insertWidget(rows->count() - 1, box);
    m_sections.push_back({name, box, {}});
    return lines;
}

void SettingsView::addSection(const QString &name)
{
    QVBoxLayout *lines = newBox(name, sectionTitle(name));
    Section &section = m_sections.back();
    for (int i = 0; i < m_model.rowCount(); ++i) {
        const QModelIndex index = m_model.index(i);
        if (index.data(SettingsModel::SectionRole).toString() != name)
            continue;
        auto *row = new SettingRow(m_model, index.data(SettingsModel::KeyRole).toString(), section.box);
        row->setWide(m_wide);
        row->setEditable(m_editable);
        lines->addWidget(newLine(section.box));
        lines->addWidget(row);
        section.rows.push_back(row);
    }
}

void SettingsView::addLook()
{
    QVBoxLayout *lines = newBox({}, tr("Look of this window"));
    lines->addWidget(newLine(m_sections.back().box));
    lines->addWidget(m_look);
    m_look->show();
}

bool SettingsView::fits(const Section &section) const
{
    if (!section.rows.empty())
        return std::ranges::any_of(
            section.rows, [&](const SettingRow *row) { return m_model.fits(m_model.rowOf(row->key()), m_words); });
    const QString all = tr("look window size text colours theme light dark motion").toLower();
    const QStringList wanted = m_words.toLower().split(u' ', Qt::SkipEmptyParts);
    return std::ranges::all_of(wanted, [&](const QString &word) { return all.contains(word); });
}

void SettingsView::setFilter(const QString &words)
{
    m_words = words;
    filter();
}

void SettingsView::filter()
{
    bool any = false;
    for (size_t i = 0; i < m_sections.size(); ++i) {
        const Section &section = m_sections[i];
        const bool shown = fits(section);
        section.box->setVisible(shown);
        m_list->item(static_cast<int>(i))->setHidden(!shown);
        for (SettingRow *row : section.rows)
            row->setVisible(m_model.fits(m_model.rowOf(row->key()), m_words));
        any |= shown;
    }
    m_nothingFits->setVisible(!any);
}

void SettingsView::setEditable(bool editable)
{
    m_editable = editable;
    for (const Section &section : m_sections) {
        for (SettingRow *row : section.rows)
            row->setEditable(editable);
    }
}

int SettingsView::section() const
{
    return m_list->currentRow();
}

void SettingsView::goTo(int section)
{
    if (section < 0 || static_cast<size_t>(section) >= m_sections.size())
        return;
    const QScopedValueRollback going(m_going, true);
    m_content->layout()->activate();
    m_scroll->verticalScrollBar()->setValue(m_sections[static_cast<size_t>(section)].box->y());
    const QSignalBlocker quiet(m_list);
    m_list->setCurrentRow(section);
    Q_EMIT sectionMoved();
}

// The list shows where the page is.
void SettingsView::noteScroll()
{
    if (m_going)
        return;
    const int top = m_scroll->verticalScrollBar()->value() + em(this, 2);
    int current = 0;
    for (size_t i = 0; i < m_sections.size(); ++i) {
        if (!m_sections[i].box->isHidden() && m_sections[i].box->y() <= top)
            current = static_cast<int>(i);
    }
    const QSignalBlocker quiet(m_list);
    m_list->setCurrentRow(current);
    Q_EMIT sectionMoved();
}

void SettingsView::openKey(const QString &key)
{
    for (const Section &section : m_sections) {
        for (SettingRow *row : section.rows) {
            if (row->key() != key)
                continue;
            m_content->layout()->activate();
            m_scroll->ensureWidgetVisible(row, 0, em(this, 3));
            row->takeFocus();
        }
    }
}

void SettingsView::arrange()
{
    const bool sections = width() >= em(this, kListEms);
    m_list->setVisible(sections);
    setFocusProxy(sections ? m_list : nullptr);
    Q_EMIT listShown(sections);
    m_wide = width() - (sections ? m_list->width() : 0) >= em(this, kRowEms);
    for (const Section &section : m_sections) {
        for (SettingRow *row : section.rows)
            row->setWide(m_wide);
    }
}

void SettingsView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    for (int i = 0; event->type() == QEvent::FontChange && i < m_list->count(); ++i)
        m_list->item(i)->setSizeHint({1, em(this, 1.7)});
}

void SettingsView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace mesh44
