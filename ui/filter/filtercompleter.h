#pragma once

#include "app/engine/valuecount.h"
#include "app/filter/names.h"
#include "app/filter/offers.h"

#include <QObject>

#include <functional>

class QKeyEvent;

namespace sendscope::ui {

class CompletionPopup;
class FilterBar;
class JudgedField;
class Theme;

/// Offers what can stand at the cursor of a filter bar, below its field: fields, operators, and
/// values that rows have. What is marked is previewed in the table; Tab takes it.
///
/// A value that is only the beginning of ones that rows have counts as unfinished while the cursor
/// is in it.
class FilterCompleter : public QObject
{
    Q_OBJECT

public:
    /// \p clock and \p bar outlive it.
    FilterCompleter(const Theme &theme, const base::Clock &clock, FilterBar &bar,
                    QObject *parent = nullptr);

    /// Whose values are counted.
    void setSnapshot(const index::SnapshotPtr &snapshot) { m_snapshot = snapshot; }
    void setShowsAside(bool shows) { m_showsAside = shows; }

    /// Of numbers and application ids: said beside them, and what is typed may be one.
    void setNames(const filter::Names &names) { m_names = names; }

    /// What rows have to meet where the filter says that: names, and what is cleared.
    void setMeaning(std::function<filter::Filter(const filter::Filter &)> meaning)
    {
        m_meaning = std::move(meaning);
    }

    void open(); ///< Whatever can stand there, also where nothing was typed.
    void close();

    CompletionPopup *popup() const { return m_popup; }
    const std::vector<filter::Offer> &offers() const { return m_offers; } ///< While it is open.

signals:
    /// The values of this path or header are wanted.
    void fieldAsked(const sendscope::event::FieldRef &field);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void onEdited();
    void onCursorMoved();
    void look(bool isAsked);
    void showCounted();
    void onCounted(const index::ValueCounts &counts);
    void judgeValue(const index::ValueCounts &counts);
    void show(std::vector<filter::SeenValue> values);
    std::vector<filter::SeenValue> namedValues() const;
    std::vector<filter::SeenValue> described(std::vector<filter::SeenValue> values) const;
    bool opensByItself() const;
    QString heading(bool hasValues) const;
    bool pressKey(const QKeyEvent &key);
    void onMarked(int row);
    void take(int row, bool runs);
    void hide();

    FilterBar &m_bar;
    JudgedField &m_field;
    CompletionPopup *m_popup = nullptr;
    engine::ValueCount m_counting;
    index::SnapshotPtr m_snapshot;
    bool m_showsAside = false;
    filter::Names m_names;
    std::function<filter::Filter(const filter::Filter &)> m_meaning;
    filter::CompletionPlace m_place;
    filter::CompletionPlace m_counted; ///< Of the last answer.
    std::vector<filter::SeenValue> m_values;
    std::vector<filter::Offer> m_offers;
    bool m_isAsked = false;  ///< By a key: it opens also where it would not by itself.
    bool m_isTaking = false; ///< The change of the text under way is ours.
};

} // namespace sendscope::ui
