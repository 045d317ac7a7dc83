#pragma once

#include "ui/detail/detailfield.h"
#include "ui/detail/findpage.h"

#include <QAbstractScrollArea>
#include <QTextLayout>

#include <memory>
#include <vector>

namespace sendscope::ui {

class Theme;

/// Labels and values under one another, the meaning of a value as a paragraph beneath it. One of
/// them is current; text in it can be selected. Only the fields in sight are laid out: the others'
/// height is a guess until they come into sight.
class FieldView : public QAbstractScrollArea, public FindPage
{
    Q_OBJECT

public:
    explicit FieldView(const Theme &theme, QWidget *parent = nullptr);
    ~FieldView() override;

    /// The same fields again, as when an answer has left meanwhile, keep place and current one.
    void setFields(const DetailFields &fields);
    const DetailFields &fields() const { return m_fields; }

    int current() const { return m_current; } ///< -1: none.
    const DetailField *currentField() const;
    void setCurrent(int index);

    /// What is selected by mouse in the current value; else that value as it is copied.
    QByteArray copied() const;

    /// As high as its fields, up to \p most; else it takes what it gets.
    void setFittedHeight(int most);

    FindText findText() const override;
    void setHits(const FindHitsPtr &hits) override;
    void showHit(const FindHit &hit) override;

    /// Since setFields(): for the test that it stays small.
    int fieldsLaidOut() const { return m_fieldsLaidOut; }

signals:
    void currentChanged(int index);
    void menuAsked(int index, const QPoint &globalPosition);
    void activated(int index); ///< By Enter, or a double click.

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    /// A field ready to be drawn at the width that there is.
    struct Laid
    {
        QTextLayout label;
        QTextLayout value;
        QTextLayout note;
        double labelTop = 0;
        double valueTop = 0;
        double noteTop = 0;
        int height = 0;
    };

    /// Where a field's texts are in what find looks through.
    struct Place
    {
        qint64 label = 0;
        qint64 value = 0;
        qint64 note = 0;
        qint64 end = 0;
    };

    void onThemeChanged();
    void relayOut();
    int guessedHeight(const DetailField &field) const;
    Laid &laid(int index);
    void makeFindText();
    void updateScrollBar();
    int fieldAt(int y) const; ///< Of the content; -1 beneath the last.
    void ensureVisible(int index);
    void drawField(QPainter &painter, int index, int top);
    QList<QTextLayout::FormatRange> grounds(int index, qint64 begin, qint64 end,
                                            const QString &text) const;
    int labelWidth() const;
    int valueLeft() const;
    int valueWidth() const;
    int valueLeftOf(const DetailField &field) const; ///< Behind the mark, where there is one.
    void drawMark(QPainter &painter, int index, int top);
    int unitAt(int index, QPoint position);
    void step(int direction);

    const Theme &m_theme;
    DetailFields m_fields;
    std::vector<std::unique_ptr<Laid>> m_laid; ///< Null until a field came into sight.
    std::vector<int> m_tops;                   ///< One more, for the end.
    QByteArray m_findBytes;
    std::vector<Place> m_places;
    FindHitsPtr m_hits;
    int m_current = -1;
    int m_textAnchor = 0; ///< In the current value, in UTF-16 units.
    int m_textCursor = 0;
    int m_mostHeight = 0; ///< 0: not fitted.
    int m_fieldsLaidOut = 0;
};

/// What is copied of a field: the exact value, else what is shown.
QByteArray exactOf(const DetailField &field);

} // namespace sendscope::ui
