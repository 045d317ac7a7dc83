#include "ui/body/finder.h"

#include <QLocale>

namespace sendscope::ui {

Finder::Finder(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

Finder::~Finder()
{
    m_cancel.cancel();
    m_pool.waitForDone();
}

void Finder::look(const FindText &text, const QString &typed)
{
    m_near = text.isSame(m_text) && current() ? current()->begin : 0;
    m_text = text;
    m_query = FindQuery::from(typed, text.isBinary);
    if (m_query.isEmpty()) {
        stop();
        return;
    }
    m_hits.reset();
    m_current = -1;
    m_starts = {0};
    start(0, Choose::Near);
}

void Finder::stop()
{
    m_cancel.cancel();
    m_hits.reset();
    m_current = -1;
    m_isWorking = false;
    emit changed();
}

void Finder::next()
{
    if (m_isWorking || !m_hits || m_hits->empty())
        return;
    const bool isLast = m_current + 1 >= qsizetype(m_hits->size());
    if (!isLast) {
        ++m_current;
    } else if (qsizetype(m_hits->size()) >= kMostHits) {
        m_starts.push_back(m_hits->back().end);
        return start(m_starts.back(), Choose::First);
    } else if (m_starts.size() > 1) {
        m_starts = {0};
        return start(0, Choose::First);
    } else {
        m_current = 0;
    }
    emit changed();
}

void Finder::previous()
{
    if (m_isWorking || !m_hits || m_hits->empty())
        return;
    if (m_current > 0) {
        --m_current;
    } else if (m_starts.size() > 1) {
        m_starts.pop_back();
        return start(m_starts.back(), Choose::Last);
    } else {
        m_current = qsizetype(m_hits->size()) - 1;
    }
    emit changed();
}

const FindHit *Finder::current() const
{
    return m_hits && m_current >= 0 ? &(*m_hits)[size_t(m_current)] : nullptr;
}

QString Finder::countText() const
{
    if (m_isWorking)
        return QStringLiteral("…");
    if (!m_hits)
        return {};
    if (m_hits->empty())
        return tr("none");
    const QLocale locale;
    const bool isCut = m_starts.size() > 1 || qsizetype(m_hits->size()) >= kMostHits;
    const qsizetype number = qsizetype(m_starts.size() - 1) * kMostHits + m_current + 1;
    const QString all =
        isCut ? locale.toString(kMostHits) + u'+' : locale.toString(qsizetype(m_hits->size()));
    return tr("%1 of %2").arg(locale.toString(number), all);
}

void Finder::start(qint64 from, Choose choose)
{
    m_cancel.cancel();
    m_cancel = {};
    m_isWorking = true;
    emit changed();
    m_pool.start([this, text = m_text, query = m_query, from, choose, cancel = m_cancel] {
        const auto hits = std::make_shared<const FindHits>(findHits(text, query, from, cancel));
        // The destructor waits for this thread, so the receiver is there.
        QMetaObject::invokeMethod(
            this,
            [this, hits, choose, cancel] {
                if (!cancel.isCancelled())
                    onFound(hits, choose);
            },
            Qt::QueuedConnection);
    });
}

void Finder::onFound(const FindHitsPtr &hits, Choose choose)
{
    m_isWorking = false;
    if (hits->empty() && m_starts.size() > 1) { // the last stretch ended with the last hit
        m_starts = {0};
        start(0, Choose::First);
        return;
    }
    m_hits = hits;
    m_current = hits->empty() ? -1 : 0;
    if (choose == Choose::Last)
        m_current = qsizetype(hits->size()) - 1;
    const auto near = firstHitAfter(*hits, m_near);
    if (choose == Choose::Near && near != hits->end())
        m_current = near - hits->begin();
    emit changed();
}

} // namespace sendscope::ui

#include "moc_finder.cpp"
