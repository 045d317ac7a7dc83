#pragma once

#include "ui/timeline/timelinecontent.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QScrollArea;

namespace sendscope::ui {

class Button;
class ElidedLabel;
class Label;
class StepsView;
class Theme;
class VerdictText;
class WaitWords;

/// What became of the selected row's message: the verdict, from whom to whom, why nothing final
/// has come, and each step on a time axis. A row without a message: what it is.
///
/// While something is open and is being recorded, its times count on, once a second.
class TimelinePane : public QWidget
{
    Q_OBJECT

public:
    /// \p clock outlives it.
    TimelinePane(const Theme &theme, const base::Clock &clock, QWidget *parent = nullptr);
    ~TimelinePane() override;

    /// A null event: none is selected.
    void setEvent(event::EventId event);
    void setSnapshot(const index::SnapshotPtr &snapshot);

    void setNames(const filter::Names &names);

    /// In a low window the second line goes.
    void setLow(bool isLow);

    const TimelineContent &content() const { return m_content; }
    StepsView *steps() const { return m_steps; }
    QString sentence() const; ///< The one below the verdict; empty without.
    bool isCounting() const { return m_second.isActive(); }

signals:
    void eventChosen(sendscope::event::EventId event); ///< By a step.

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    bool isAsBefore(const index::Snapshot &snapshot) const;
    void refresh();
    void showContent();
    void showSentence(const QString &sentence, bool isAmber);
    void showId();
    void paintIcon();
    void fitHeight();
    void showLane();
    void copyId() const;

    const Theme &m_theme;
    const base::Clock &m_clock;
    index::SnapshotPtr m_snapshot; ///< Null before the first.
    index::SnapshotPtr m_shown;    ///< That which m_content is of.
    event::EventId m_event;
    TimelineContent m_content;
    filter::Names m_names;
    WaitWords *m_wait;
    QTimer m_second;
    bool m_isLow = false;

    QLabel *m_image;
    VerdictText *m_verdict;
    Label *m_id;
    Button *m_copy;
    QWidget *m_who;
    ElidedLabel *m_parties;
    Label *m_kind;
    Label *m_sentence;
    StepsView *m_steps;
    QScrollArea *m_lanes;
};

} // namespace sendscope::ui
