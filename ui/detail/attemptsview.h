#pragma once

#include "app/event/request.h"
#include "ui/detail/findpage.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QStackedLayout;
class QTableView;

namespace sendscope::ui {

class AttemptModel;
class BodyView;
class ElidedLabel;
class FieldView;
class Theme;

/// What was sent on of one request: a list, and beneath it what the target answered to the current
/// one, or what it was sent.
class AttemptsView : public QWidget, public FindPage
{
    Q_OBJECT

public:
    explicit AttemptsView(const Theme &theme, QWidget *parent = nullptr);

    /// The newest becomes the current one.
    void setAttempts(const std::vector<event::Attempt> &attempts);

    /// What is said of the current attempt, and the bytes beneath it after that.
    FindText findText() const override;
    void setHits(const FindHitsPtr &hits) override;
    void showHit(const FindHit &hit) override;

signals:
    void attemptChanged(); ///< Other text is shown: find has to look again.

private:
    enum Part { Answer, Sent };

    QWidget *makeBelow();
    void makeTable();
    void showAttempt(int row);
    void showBytes(const event::Attempt *attempt);
    void fitColumns();

    const Theme &m_theme;
    QStackedLayout *m_pages;
    AttemptModel *m_model;
    QTableView *m_table;
    FieldView *m_fields;
    QComboBox *m_part; ///< Which of its bytes are shown.
    ElidedLabel *m_caption;
    BodyView *m_bytes;
    QByteArray m_findBytes; ///< Kept, so that the same text is known as the same.
};

} // namespace sendscope::ui
