#include "ui/filter/historypopup.h"

#include "ui/filter/filterhistory.h"
#include "ui/filter/historylist.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/hairline.h"
#include "ui/widgets/label.h"

#include <QVBoxLayout>

#include <utility>

namespace sendscope::ui {

HistoryPopup::HistoryPopup(const Theme &theme, QWidget *anchor)
    : Popup(theme, anchor)
    , m_list(new HistoryList(theme))
    , m_nothing(new Label(theme, Label::Voice::Secondary))
    , m_keys(new Label(theme, Label::Voice::Small,
                       tr("↑ ↓ marks, Enter takes, Delete removes, Esc closes. Typing narrows.")))
{
    m_nothing->setContentsMargins(metrics::kSpace2, metrics::kSpace2, metrics::kSpace2,
                                  metrics::kSpace2);
    m_keys->setContentsMargins(metrics::kSpace2, metrics::kSpace1, metrics::kSpace2,
                               metrics::kSpace1);
    auto *column = new QVBoxLayout(this);
    const int inset = kShadow + metrics::kSpace1 + 1;
    column->setContentsMargins(inset, inset, inset, inset);
    column->setSpacing(metrics::kSpace1);
    column->addWidget(m_list);
    column->addWidget(m_nothing);
    column->addWidget(new Hairline(theme));
    column->addWidget(m_keys);
    connect(m_list, &QAbstractItemView::clicked, this, [this] { emit taken(m_list->marked()); });
}

void HistoryPopup::open(const FilterHistory &history)
{
    m_words.clear();
    setTexts(history.texts());
    m_list->mark(0);
    showAt(0);
}

void HistoryPopup::narrow(const FilterHistory &history, const QString &words)
{
    m_words = words;
    setTexts(history.matching(words));
    m_list->mark(-1);
}

void HistoryPopup::showWithout(const FilterHistory &history, const QString &text)
{
    const QStringList before = history.matching(m_words);
    const qsizetype row = before.indexOf(text);
    FilterHistory left = history;
    left.remove(text);
    setTexts(left.matching(m_words));
    m_list->mark(int(qMin(row, qsizetype(m_list->count()) - 1)));
}

QString HistoryPopup::marked() const
{
    return m_list->marked();
}

void HistoryPopup::step(int rows)
{
    m_list->step(rows);
}

int HistoryPopup::usualWidth() const
{
    return qMax(m_list->widestText(), m_keys->sizeHint().width()) + 2 * metrics::kSpace1 + 2;
}

void HistoryPopup::setTexts(const QStringList &texts)
{
    m_list->setTexts(texts);
    m_list->setVisible(!texts.isEmpty());
    m_nothing->setVisible(texts.isEmpty());
    m_nothing->setText(m_words.trimmed().isEmpty()
                           ? tr("No filter was used yet. Enter in the filter field puts it here.")
                           : tr("No filter used before has this in it."));
    m_list->setFixedHeight(m_list->sizeHint().height());
    if (isVisible())
        fit();
}

} // namespace sendscope::ui
