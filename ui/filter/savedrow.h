#pragma once

#include "app/filter/savedfilters.h"

#include <QWidget>

#include <optional>

class QMenu;

namespace sendscope::ui {

class Button;
class SavedButton;
class Theme;

/// The saved filters below the tool row, as words with counts: first everything, then those that a
/// person named, in an order that can be dragged. Those that find no room stand behind "More";
/// those of one group behind its name.
class SavedRow : public QWidget
{
    Q_OBJECT

public:
    explicit SavedRow(const Theme &theme, QWidget *parent = nullptr);

    void setFilters(const std::vector<filter::SavedFilter> &filters);
    const std::vector<filter::SavedFilter> &filters() const { return m_filters; }

    /// Events, or messages, of everything, then of the filters in their order; -1: not counted yet.
    void setCounts(const std::vector<qint64> &counts, bool areOfMessages = false);

    /// What the field says: the one that says the same is current, and may be changed into it. None
    /// where it says nothing that could be kept.
    void setShown(const std::optional<filter::Filter> &filter);

    /// There is nothing to filter: the words are gone, the height stays.
    void setEmpty(bool isEmpty);

    /// The current one; -1: everything; none where none is.
    std::optional<int> current() const;

    /// What stands in the row, from left to right; and behind "More".
    QStringList shownNames() const;
    QMenu *makeMenu(int at); ///< The context menu of a filter; -1: of everything.

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void chosen(const sendscope::filter::Filter &filter);
    void saveAsked(); ///< The field's filter, under a name.
    void renameAsked(int at);
    void pasteAsked();
    void defaultsAsked();
    void filtersChanged(); ///< By a person, in this row.
    void copied(const QString &text);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    /// A word in the row: one filter, or a group of them.
    struct Item
    {
        SavedButton *button = nullptr;
        std::vector<int> filters; ///< -1: everything.
        QString group;            ///< Empty: it is one filter.
    };

    void build();
    void addItem(const QString &name, int filter);
    void arrange();
    void showCurrent();
    void showCounts();
    qint64 countOf(int filter) const;
    void click(const Item &item);
    void openList(const std::vector<int> &filters, QWidget *below);
    void move(int from, int to);
    int itemAt(const QWidget *button) const;
    int placeAt(int x) const;
    bool drag(int item, QEvent *event);
    void step(int item, int by);

    const Theme &m_theme;
    std::vector<filter::SavedFilter> m_filters;
    std::vector<qint64> m_counts;
    bool m_areOfMessages = false;
    std::optional<filter::Filter> m_shown = filter::Filter();
    std::vector<Item> m_items;
    SavedButton *m_more = nullptr;
    Button *m_add = nullptr;
    std::vector<int> m_hidden; ///< Filters behind "More".
    bool m_isEmpty = false;
    std::optional<QPoint> m_pressed;
    int m_dropPlace = -1; ///< Before this item, while one is dragged.
};

/// The name in a group without the group's.
QString nameInGroup(const QString &name);

} // namespace sendscope::ui
