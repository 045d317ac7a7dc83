#include "tests/bench/typist.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QWidget>

using namespace std::chrono_literals;

namespace sendscope::bench {
namespace {

constexpr auto kBetweenKeys = 90ms;

/// Longer than the field waits before it acts.
constexpr auto kRest = 350ms;
constexpr int kKeysBeforeRest = 4;

} // namespace

Typist::Typist(QWidget &field, const QString &text)
    : m_field(field)
{
    m_strokes.push_back({Qt::Key_A, Qt::ControlModifier, QStringLiteral("\x01"), kBetweenKeys});
    m_strokes.push_back({Qt::Key_Delete, Qt::NoModifier, QStringLiteral("\x7f"), 2 * kRest});
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool rests = i % kKeysBeforeRest == kKeysBeforeRest - 1 || i + 1 == text.size();
        m_strokes.push_back({text[i].toUpper().unicode(), Qt::NoModifier, text.sliced(i, 1),
                             rests ? kRest : kBetweenKeys});
    }
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Typist::strike);
    m_timer.start(0ms);
}

void Typist::finish()
{
    m_isFinishing = true;
}

void Typist::strike()
{
    if (m_next == m_strokes.size()) {
        m_isDone = m_isFinishing;
        if (m_isDone)
            return;
        m_next = 0;
    }
    const Stroke &stroke = m_strokes[m_next++];
    for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QCoreApplication::postEvent(&m_field,
                                    new QKeyEvent(type, stroke.key, stroke.modifiers, stroke.text));
    }
    m_timer.start(stroke.rest);
}

} // namespace sendscope::bench

#include "moc_typist.cpp"
