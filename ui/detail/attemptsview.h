#pragma once

#include "app/event/request.h"
#include "ui/detail/findpage.h"

#include <QWidget>

#include <vector>

class QStackedLayout;
class QTableView;

namespace sendscope::ui {

class AttemptModel;
class BodyView;
class FieldView;
class Theme;

/// What was sent on of one request: a list, and beneath it what the target answered to the current
/// one.
class AttemptsView : public QWidget, public FindPage
{
    Q_OBJECT

public:
    explicit AttemptsView(const Theme &theme, QWidget *parent = nullptr);

    /// The newest becomes the current one.
    void setAttempts(const std::vector<event::Attempt> &attempts);

    /// What is said of the current attempt, and its response after it.
    FindText findText() const override;
    void setHits(const FindHitsPtr &hits) override;
    void showHit(const FindHit &hit) override;

signals:
    void attemptChanged(); ///< Another one is current: find has to look again.

private:
    void showAttempt(int row);
    void fitColumns();

    const Theme &m_theme;
    QStackedLayout *m_pages;
    AttemptModel *m_model;
    QTableView *m_table;
    FieldView *m_fields;
    BodyView *m_response;
    QByteArray m_findBytes; ///< Kept, so that the same text is known as the same.
};

} // namespace sendscope::ui
