// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/spokeslayer.h"

#include <QPainter>

#include <algorithm>
#include <utility>

namespace mesh44 {

QImage drawSpokes(const SpokesRequest &request, const std::atomic<bool> &stop)
{
    const double scale = request.ratio / 2;
    QImage image((request.view.size() * scale).toSize().expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(scale, scale);
    QColor faint = request.colour;
    // Many lines over each other are dense enough.
    faint.setAlphaF(request.to.size() > 1000 ? 0.12F : 0.25F);
    painter.setPen(QPen(faint, 2));
    size_t drawn = 0;
    for (const QPointF &to : request.to) {
        if (++drawn % 64 == 0 && stop)
            return {};
        painter.drawLine(request.from, to);
    }
    return image;
}

SpokesLayer::SpokesLayer(QObject *parent) : QObject(parent), m_stop(std::make_shared<std::atomic<bool>>(false))
{
    m_pool.setMaxThreadCount(1);
}

SpokesLayer::~SpokesLayer()
{
    *m_stop = true;
    m_pool.clear();
    m_pool.waitForDone();
}

void SpokesLayer::request(SpokesRequest request)
{
    if (m_isWanted && request == m_wanted)
        return;
    *m_stop = true;
    m_pool.clear();
    m_stop = std::make_shared<std::atomic<bool>>(false);
    m_wanted = std::move(request);
    m_isWanted = true;
    // The destructor waits for the thread: `this` is there for as long as it runs.
    m_pool.start([this, number = ++m_number, wanted = m_wanted, stop = m_stop] {
        const QImage image = drawSpokes(wanted, *stop);
        if (!*stop)
            QMetaObject::invokeMethod(this, [this, number, image] { take(number, image); }, Qt::QueuedConnection);
    });
}

void SpokesLayer::clear()
{
    *m_stop = true;
    m_isWanted = false;
    ++m_number;
    m_image = {};
}

const QImage *SpokesLayer::imageFor(const MapView &view) const
{
    return !m_image.isNull() && m_imageView == view ? &m_image : nullptr;
}

void SpokesLayer::take(uint64_t number, const QImage &image)
{
    if (number != m_number)
        return;
    m_image = image;
    m_imageView = m_wanted.view;
    Q_EMIT ready();
}

} // namespace mesh44
