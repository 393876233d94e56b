// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The spokes to everything at once: thousands of lines take longer than a frame, so a thread draws them, at half the
// resolution, and the picture comes in when it is ready. A newer request makes an older one stop.

#include "ui/map/mapview.h"

#include <QColor>
#include <QImage>
#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <memory>
#include <vector>

namespace mesh44 {

struct SpokesRequest
{
    MapView view;
    QPointF from; // on the screen, as all that follows
    std::vector<QPointF> to;
    QColor colour;
    qreal ratio = 1;
    bool operator==(const SpokesRequest &) const = default;
};

QImage drawSpokes(const SpokesRequest &request, const std::atomic<bool> &stop);

class SpokesLayer : public QObject
{
    Q_OBJECT

public:
    explicit SpokesLayer(QObject *parent = nullptr);
    ~SpokesLayer() override;

    // Does nothing where this is what is drawn, or being drawn.
    void request(SpokesRequest request);
    void clear();
    // Null: none that fits this view.
    const QImage *imageFor(const MapView &view) const;

Q_SIGNALS:
    void ready();

private:
    void take(uint64_t number, const QImage &image);

    QThreadPool m_pool;
    std::shared_ptr<std::atomic<bool>> m_stop;
    SpokesRequest m_wanted;
    uint64_t m_number = 0;
    bool m_isWanted = false;
    QImage m_image;
    MapView m_imageView;
};

} // namespace mesh44
