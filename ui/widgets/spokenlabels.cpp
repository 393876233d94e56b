// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/spokenlabels.h"

#include <QAccessibleWidget>
#include <QCoreApplication>
#include <QLabel>
#include <QTextDocumentFragment>

namespace mesh44 {

namespace {

struct LabelWords
{
    Q_DECLARE_TR_FUNCTIONS(mesh44::SpokenLabel)
};

// As Qt's own, which is private to it, but for the name.
class SpokenLabel : public QAccessibleWidget
{
public:
    explicit SpokenLabel(QLabel *label) : QAccessibleWidget(label, QAccessible::StaticText) {}

    QString text(QAccessible::Text kind) const override
    {
        const QString name = QAccessibleWidget::text(kind);
        if (kind != QAccessible::Name)
            return name;
        const QString shown = plainText();
        if (name.isEmpty() || shown.isEmpty() || shown == name)
            return name.isEmpty() ? shown : name;
        return LabelWords::tr("%1: %2", "a name and its value, as a screen reader says them").arg(name, shown);
    }

    QList<std::pair<QAccessibleInterface *, QAccessible::Relation>> relations(
        QAccessible::Relation match) const override
    {
        auto found = QAccessibleWidget::relations(match);
        if (match & QAccessible::Labelled) {
            if (QAccessibleInterface *buddy = QAccessible::queryAccessibleInterface(label().buddy()))
                found.append({buddy, QAccessible::Labelled});
        }
        return found;
    }

private:
    const QLabel &label() const { return static_cast<const QLabel &>(*object()); }

    QString plainText() const
    {
        QString shown = label().text();
        if (label().textFormat() == Qt::RichText
            || (label().textFormat() == Qt::AutoText && Qt::mightBeRichText(shown)))
            shown = QTextDocumentFragment::fromHtml(shown).toPlainText();
        return label().buddy() ? shown.remove(u'&') : shown;
    }
};

// Also those that have no name yet: Qt asks once, when a label is new.
QAccessibleInterface *makeSpokenLabel(const QString &, QObject *object)
{
    auto *label = qobject_cast<QLabel *>(object);
    return label ? new SpokenLabel(label) : nullptr;
}

} // namespace

void speakLabels()
{
    QAccessible::installFactory(makeSpokenLabel); // which keeps one of each
}

} // namespace mesh44
