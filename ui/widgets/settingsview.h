// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QListWidget;
class QScrollArea;
class QVBoxLayout;

namespace mesh44 {

class LookPanel;
class SettingRow;
class SettingsModel;

// All settings by section, one below the other, and the look of the window as the last section. The list of sections
// stands beside them where there is room.
class SettingsView : public QWidget
{
    Q_OBJECT

public:
    explicit SettingsView(SettingsModel &model, QWidget *parent = nullptr); // the model must live longer

    QStringList titles() const;
    int section() const; // the one at the top
    LookPanel &look() { return *m_look; }

    void setFilter(const QString &words);
    void setEditable(bool editable);
    void goTo(int section);
    // With the keyboard in its editor.
    void openKey(const QString &key);

Q_SIGNALS:
    void rebuilt();      // other sections than before
    void sectionMoved(); // another one is at the top
    void listShown(bool shown);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Section
    {
        QString name;
        QWidget *box = nullptr;
        std::vector<SettingRow *> rows; // none: the look
    };
    void rebuild();
    void fillList();
    QVBoxLayout *newBox(const QString &name, const QString &title);
    void addSection(const QString &name);
    void addLook();
    bool fits(const Section &section) const;
    void filter();
    void noteScroll();
    void arrange();

    SettingsModel &m_model;
    QListWidget *m_list;
    QScrollArea *m_scroll;
    QWidget *m_content;
    QWidget *m_nothingFits;
    LookPanel *m_look;
    std::vector<Section> m_sections;
    QString m_words;
    bool m_editable = true;
    bool m_wide = true;
    bool m_going = false; // the list moves the page, not the other way round
};

} // namespace mesh44
