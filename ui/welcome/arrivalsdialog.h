#pragma once

#include "app/base/throttle.h"
#include "app/engine/engine.h"
#include "app/engine/recentarrivals.h"

#include <QDialog>
#include <QTimer>

class QVBoxLayout;

namespace sendscope::ui {

class AddressTest;
class Button;
class CheckList;
class Label;
class Theme;

/// "Nothing arrives?": what can be checked here, what has to be looked up at Bandwidth, and, while
/// it is open, what arrives.
class ArrivalsDialog : public QDialog
{
    Q_OBJECT

public:
    /// Both outlive this.
    ArrivalsDialog(const Theme &theme, engine::Engine &engine, QWidget *parent = nullptr);

private:
    QWidget *makePage();
    QWidget *makeButtons();
    void addSection(QVBoxLayout *column, const QString &title, CheckList *&list);
    void look();
    void showArrival(const engine::RecentArrivals &arrivals);
    void startTest();
    void showTestResult(const QString &text, bool isFine);

    const Theme &m_theme;
    engine::Engine &m_engine;
    const event::EventId m_before; ///< The newest event when it was opened.
    AddressTest *m_test;
    Label *m_arrival = nullptr;
    Label *m_testResult = nullptr;
    Button *m_testButton = nullptr;
    CheckList *m_here = nullptr;
    CheckList *m_atBandwidth = nullptr;
    base::Throttle m_throttle;
    QTimer m_ageTimer; ///< What is told to be so long ago grows older.
};

/// Shows the page of that window: the one that is open, or a new one. It stands beside the window
/// and closes nothing off.
void showArrivals(const Theme &theme, engine::Engine &engine, QWidget *window);

} // namespace sendscope::ui
