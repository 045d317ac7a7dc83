#pragma once

#include "app/engine/engine.h"

#include <QWidget>

class QVBoxLayout;

namespace sendscope::ui {

class Button;
class Label;
class SampleSender;
class Theme;

/// What stands in place of the panes while a recorded capture is empty: the address, and three ways
/// to have something arrive there.
class WelcomePane : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive this. \p authorization is what our own listener asks for; empty: nothing.
    WelcomePane(const Theme &theme, engine::Engine &engine, QByteArray authorization,
                QWidget *parent = nullptr);

signals:
    void nothingArrivesClicked(); ///< What may be wrong is asked for.

private:
    void build();
    QWidget *makeAddress();
    QWidget *makeTerminal();
    void addSection(QVBoxLayout *column, const QString &title, const QString &sentence);
    void applyTheme();
    void onStatusChanged();
    void sendSample();
    void copyCommand();
    QString targetUrl() const;

    const Theme &m_theme;
    engine::Engine &m_engine;
    const QByteArray m_authorization;
    SampleSender *m_sender;
    Label *m_address = nullptr;
    QWidget *m_terminal = nullptr;
    Label *m_command = nullptr;
    Label *m_sampleResult = nullptr;
    Button *m_copyAddress = nullptr;
    Button *m_copyCommand = nullptr;
    Button *m_send = nullptr;
    QString m_shownUrl;
};

} // namespace sendscope::ui
