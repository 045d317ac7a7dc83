#pragma once

#include "app/event/request.h"

#include <QWidget>

#include <optional>

namespace sendscope::ui {

class BodyView;
class Label;
class Theme;

/// What a target answered to one request: a line about it, then head and body as they came.
class AnswerView : public QWidget
{
    Q_OBJECT

public:
    explicit AnswerView(const Theme &theme, QWidget *parent = nullptr);

    /// \p text is told in place of an answer where there is none.
    void setAttempt(const std::optional<event::Attempt> &attempt, const QString &text = {});

private:
    Label *m_line;
    BodyView *m_body;
};

} // namespace sendscope::ui
