#pragma once

#include <QObject>

namespace sendscope::ui {

/// The one selection that several views of the same bytes show. Each of them sets it and follows
/// it; none knows another.
class BodySelection : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    qint64 begin() const { return m_begin; }
    qint64 end() const { return m_end; } ///< As begin(): only a place, nothing selected.

    /// Tells whoever is not \p from, which shows it already.
    void set(qint64 begin, qint64 end, const QObject *from = nullptr)
    {
        if (begin == m_begin && end == m_end)
            return;
        m_begin = begin;
        m_end = end;
        emit changed(from);
    }

signals:
    void changed(const QObject *from);

private:
    qint64 m_begin = 0;
    qint64 m_end = 0;
};

} // namespace sendscope::ui
