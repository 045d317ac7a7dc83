#pragma once

#include "ui/detail/detailcontent.h"
#include "ui/detail/findpage.h"
#include "ui/detail/foldmemory.h"
#include "ui/detail/valuemenu.h"

#include <QWidget>

class QSplitter;

namespace sendscope::ui {

class BodySelection;
class BodyView;
class Button;
class Label;
class JsonTree;
class Theme;

/// The body twice: as a tree, and beneath it the exact text, as it came or, where it is compact, in
/// rows by its structure. What is selected in one is selected in the other.
class JsonPage : public QWidget, public FindPage
{
    Q_OBJECT

public:
    /// The selection outlives it.
    JsonPage(const Theme &theme, BodySelection &selection, QWidget *parent = nullptr);

    void setContent(const DetailContentPtr &content);

    /// What the tree's current row is; none where there is no row. Copies the value.
    std::optional<ChosenValue> currentValue() const;

    /// What a filter calls it.
    std::optional<event::FieldRef> currentField() const;

    FindText findText() const override;
    void setHits(const FindHitsPtr &hits) override;
    void showHit(const FindHit &hit) override;

signals:
    void currentChanged();
    void menuAsked(const QPoint &globalPosition);

private:
    QByteArray currentPath() const;
    void showBody();
    void showSelection(const QObject *from);
    void rememberFold(qint32 container, bool isFolded);
    QString caption() const;

    BodySelection &m_selection;
    DetailContentPtr m_content;
    FoldMemory m_folds;
    bool m_isByStructure = false;
    QSplitter *m_splitter;
    JsonTree *m_tree;
    Label *m_caption;
    Button *m_other;
    BodyView *m_view;
};

} // namespace sendscope::ui
