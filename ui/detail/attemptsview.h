#pragma once

#include "app/event/request.h"

#include <QWidget>

#include <vector>

class QStackedLayout;
class QTableView;

namespace sendscope::ui {

class AttemptModel;
class BodyView;
class FieldList;
class Theme;

/// What was sent on of one request: a list, and beneath it what the target answered to the current
/// one.
class AttemptsView : public QWidget
{
    Q_OBJECT

public:
    explicit AttemptsView(const Theme &theme, QWidget *parent = nullptr);

    /// The newest becomes the current one.
    void setAttempts(const std::vector<event::Attempt> &attempts);

private:
    void showAttempt(int row);
    void fitColumns();

    const Theme &m_theme;
    QStackedLayout *m_pages;
    AttemptModel *m_model;
    QTableView *m_table;
    FieldList *m_fields;
    BodyView *m_response;
};

} // namespace sendscope::ui
