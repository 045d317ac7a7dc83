#pragma once

#include <QWidget>

namespace sendscope::ui {

class Button;
class Label;
class Theme;

/// Why a table is empty.
///
/// A plain value.
struct EmptyResult
{
    qint64 events = 0;  ///< Of the capture.
    qint64 looked = 0;  ///< So many of them were looked at; fewer than all while a path is read.
    qint64 hidden = 0;  ///< Rows left out by default that would match.
    qint64 cleared = 0; ///< A person hid them all.
    bool isFiltered = false;
    bool isOfMessages = false; ///< Events that belong to no message are no rows.

    friend bool operator==(const EmptyResult &, const EmptyResult &) = default;
};

/// Stands in the middle of a table without rows, says why it has none, and offers the way back.
class EmptyNote : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyNote(const Theme &theme, QWidget *parent = nullptr);

    void setResult(const EmptyResult &result);
    QString sentence() const;

signals:
    void clearClicked();
    void showHiddenClicked();
    void showClearedClicked();

private:
    Label *m_sentence = nullptr;
    Button *m_show = nullptr;
    Button *m_clear = nullptr;
    Button *m_showCleared = nullptr;
};

} // namespace sendscope::ui
