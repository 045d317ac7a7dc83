#pragma once

#include "app/engine/engine.h"
#include "app/event/fieldref.h"

#include <QWidget>

#include <optional>

namespace sendscope::ui {

class Button;
class Label;
class StatusDot;
class Theme;

/// The lowest row: whether and where we listen, what came, and where it is kept. Always the truth
/// of now.
class StatusRow : public QWidget
{
    Q_OBJECT

public:
    explicit StatusRow(const Theme &theme, QWidget *parent = nullptr);

    /// \p captureName: how the capture is called, "Live".
    void setStatus(const engine::EngineStatus &status, bool isRecording,
                   const QString &captureName);

    /// What was just done, until something else is; empty hides it.
    void setNotice(const QString &sentence);
    /// What is under way, as long as it is; empty hides it.
    void setWork(const QString &words);

    /// How a filter calls what is selected, and its value there; none where nothing is.
    void setSelectedField(const std::optional<event::FieldRef> &field,
                          const QByteArray &value = {});

signals:
    void fieldClicked(const sendscope::event::FieldRef &field); ///< It has no value there.
    void valueClicked(const sendscope::event::FieldRef &field, const QByteArray &value);
    void copyAddressClicked();
    void listenOnClicked(quint16 port); ///< The free port that the button names.

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showListening(const engine::EngineStatus &status);
    void showPassOn(const replay::PassOnStatus &status);
    void showCounts(const engine::EngineStatus &status);
    void showCapture(const engine::EngineStatus &status, bool isRecording, const QString &name);

    const Theme &m_theme;
    StatusDot *m_dot;
    Label *m_listening;
    Label *m_address;
    Button *m_copy;
    Button *m_listenOn;
    Label *m_passOn;
    Button *m_field;
    Label *m_notice;
    Label *m_work;
    Label *m_loading;
    Label *m_received;
    Label *m_refused;
    Label *m_waiting;
    Label *m_passedOn;
    Label *m_rate;
    Label *m_capture;
    quint16 m_freePort = 0;
    std::optional<event::FieldRef> m_selected;
    QByteArray m_value; ///< Of m_selected; null: none.
};

} // namespace sendscope::ui
