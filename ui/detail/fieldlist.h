#pragma once

#include "ui/detail/detailfield.h"

#include <QScrollArea>

#include <vector>

class QGridLayout;

namespace sendscope::ui {

class ElidedLabel;
class Label;
class Theme;

/// Labels and values under one another, the meaning of a value as a paragraph beneath it. Values
/// can be selected and copied.
class FieldList : public QScrollArea
{
    Q_OBJECT

public:
    explicit FieldList(const Theme &theme, QWidget *parent = nullptr);

    void setFields(const std::vector<DetailField> &fields);

    /// As high as its fields, up to \p most; else it takes what it gets.
    void setFittedHeight(int most);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Row
    {
        Label *label;
        Label *value;
        ElidedLabel *fixed; ///< In the place of value where the field is in the fixed font.
        Label *note;
    };

    Row makeRow(int index);
    void applyTheme();
    void fit();

    const Theme &m_theme;
    QWidget *m_page;
    QGridLayout *m_grid;
    std::vector<Row> m_rows; ///< Kept and used again: a selection costs no new widgets.
    int m_mostHeight = 0;    ///< 0: not fitted.
};

} // namespace sendscope::ui
