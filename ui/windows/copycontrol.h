#pragma once

#include "app/engine/copyjob.h"

#include <QObject>

class QProgressDialog;
class QWidget;

namespace sendscope::engine {
class Engine;
}

namespace sendscope::ui {

/// Saves a copy of a window's capture: asks where to, shows that it goes on, lets it be cancelled,
/// and says how it went.
class CopyControl : public QObject
{
    Q_OBJECT

public:
    /// \p window is the dialogs' parent; it and the engine outlive this.
    CopyControl(QWidget &window, const engine::Engine &engine, QObject *parent);

    void ask();

signals:
    /// How it went, in a sentence.
    void said(const QString &sentence);

private:
    void start(const QString &target);
    void onFinished(const base::Result<void> &result);

    QWidget &m_window;
    const engine::Engine &m_engine;
    QString m_target;
    engine::CopyJob m_job;
    QProgressDialog *m_progress = nullptr; ///< Null while nothing runs.
};

} // namespace sendscope::ui
