#pragma once

#include <QWidget>

namespace sendscope::ui {

class Label;
class Theme;

/// Stands in the middle of the table when a filter hides every row, and offers the way back.
class EmptyNote : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyNote(const Theme &theme, QWidget *parent = nullptr);

    void setHiddenEvents(qint64 events);

signals:
    void clearClicked();

private:
    Label *m_sentence = nullptr;
};

} // namespace sendscope::ui
