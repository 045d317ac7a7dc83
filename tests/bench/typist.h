#pragma once

#include <QObject>
#include <QTimer>

#include <vector>

class QWidget;

namespace sendscope::bench {

/// Types a text into a field, key by key, as a person does: with a rest now and then, in which the
/// field may act; takes all of it away again, and begins anew.
class Typist : public QObject
{
    Q_OBJECT

public:
    /// Types as soon as it is there. \p field outlives it.
    Typist(QWidget &field, const QString &text);

    /// Types on until the whole text stands in the field and has rested, and no further.
    void finish();
    bool isDone() const { return m_isDone; }

private:
    struct Stroke
    {
        int key;
        Qt::KeyboardModifiers modifiers;
        QString text;
        std::chrono::milliseconds rest; ///< After it.
    };

    void strike();

    QWidget &m_field;
    std::vector<Stroke> m_strokes; ///< The clearing, then the text.
    size_t m_next = 0;
    bool m_isFinishing = false;
    bool m_isDone = false;
    QTimer m_timer;
};

} // namespace sendscope::bench
