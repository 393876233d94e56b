// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mesh/view.h"

#include <QPushButton>

#include <functional>
#include <vector>

namespace mesh44 {

// Saves events as a file: what is shown just now.
class EventsExport : public QPushButton
{
    Q_OBJECT

public:
    enum class Format { Csv, Json };
    using Source = std::function<std::vector<EventView>()>;

    explicit EventsExport(Source source, QWidget *parent = nullptr);

    static QByteArray bytes(const std::vector<EventView> &events, Format format);
    // Tells whether it worked.
    void save(const QString &path, Format format);

Q_SIGNALS:
    void failed(const QString &reason); // empty: it worked

private:
    void askWhere(Format format);

    Source m_source;
};

} // namespace mesh44
