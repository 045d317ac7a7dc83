#pragma once

#include "app/index/row.h"

#include <QDialog>

namespace sendscope::ui {

class Button;
class TextField;
class Theme;

/// What a person writes beside one or several events. Ctrl+Enter keeps it, Escape leaves.
///
/// Not modal: the events can be looked at meanwhile.
class NoteDialog : public QDialog
{
    Q_OBJECT

public:
    static constexpr qsizetype kMostCharacters = 10'000;

    /// \p note: what they all have now; \p differs: they have several, which the new one replaces.
    NoteDialog(const Theme &theme, index::RowList events, const QString &note, bool differs,
               QWidget *parent = nullptr);

    const index::RowList &events() const { return m_events; }
    TextField *field() const { return m_text; }

signals:
    void kept(const sendscope::index::RowList &events, const QString &note); ///< Empty: none.

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void keep(const QString &note);

    const index::RowList m_events;
    TextField *m_text;
    Button *m_keep;
};

} // namespace sendscope::ui
