#pragma once

#include "app/engine/query.h"
#include "app/filter/filter.h"

#include <QTimer>
#include <QWidget>

namespace sendscope::ui {

class Actions;
class JudgedField;
class Theme;

/// The filter above the table. What is typed takes effect by itself as soon as it is fine and the
/// keys rest; while it is unfinished or wrong, the last good filter holds.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kRest{150}; ///< After the last key.

    FilterBar(const Theme &theme, const Actions &actions, QWidget *parent = nullptr);

    JudgedField *field() const { return m_field; }
    const filter::Filter &filter() const
    {
        return m_filter;
    } ///< The last good one: that which holds.

    /// Takes effect at once where it is fine.
    void setText(const QString &text);
    void clear();

    void setResult(const engine::QueryResult &result); ///< For the count.

signals:
    void filterChanged(const sendscope::filter::Filter &filter);
    void left(); ///< By Escape: the table is wanted.

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void onJudged(const filter::Parsed &parsed);
    void act();
    void escape();

    JudgedField *m_field = nullptr;
    QTimer m_rest;
    filter::Filter m_filter;
    QString m_goodText;
};

} // namespace sendscope::ui
