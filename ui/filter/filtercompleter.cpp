#include "ui/filter/filtercompleter.h"

#include "ui/filter/completionpopup.h"
#include "ui/filter/filterbar.h"
#include "ui/filter/historypopup.h"
#include "ui/filter/valuewords.h"
#include "ui/widgets/judgedfield.h"

#include <QKeyEvent>
#include <QScopedValueRollback>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

using filter::CompletionPlace;
using filter::Judgement;
using filter::Offer;

constexpr size_t kMostValues = 10;

/// A bare word is looked for everywhere: its first letter does not open a list of fields yet.
constexpr qsizetype kLeastTyped = 2;

bool hasWord(const std::vector<filter::SeenValue> &values, const QByteArray &word)
{
    return std::any_of(values.begin(), values.end(), [&word](const filter::SeenValue &value) {
        return value.text.compare(word, Qt::CaseInsensitive) == 0;
    });
}

} // namespace

FilterCompleter::FilterCompleter(const Theme &theme, const base::Clock &clock, FilterBar &bar,
                                 QObject *parent)
    : QObject(parent)
    , m_bar(bar)
    , m_field(*bar.field())
    , m_popup(new CompletionPopup(theme, bar.field()))
    , m_counting(clock)
{
    m_field.installEventFilter(this); // before the bar's own, which was there first
    connect(&m_field, &QLineEdit::textEdited, this, &FilterCompleter::onEdited);
    connect(&m_field, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text != m_place.text && !m_isTaking)
            close(); // by somebody else
    });
    connect(&m_field, &QLineEdit::cursorPositionChanged, this, &FilterCompleter::onCursorMoved);
    connect(&m_bar, &FilterBar::historyOpened, this, &FilterCompleter::close);
    connect(&m_counting, &engine::ValueCount::counted, this, &FilterCompleter::onCounted);
    connect(m_popup, &CompletionPopup::taken, this, [this](int row) { take(row, false); });
    connect(m_popup, &Popup::pressedOutside, this, &FilterCompleter::close);
    connect(m_popup->list(), &CompletionList::markChanged, this, &FilterCompleter::onMarked);
}

void FilterCompleter::open()
{
    m_field.setFocus(Qt::PopupFocusReason);
    look(true);
}

void FilterCompleter::close()
{
    m_counting.cancel();
    m_place = {};
    hide();
}

void FilterCompleter::hide()
{
    m_offers.clear();
    m_bar.endPreview();
    if (!m_popup->isVisible())
        return;
    m_popup->hide();
    m_popup->list()->setRows({});
    m_field.setAccessibleDescription(m_field.note());
    if (!m_bar.historyPopup()->isVisible())
        m_field.setSentenceHeld(false);
}

void FilterCompleter::onEdited()
{
    if (m_bar.historyPopup()->isVisible())
        return; // what is typed narrows that
    look(false);
}

void FilterCompleter::onCursorMoved()
{
    if (m_isTaking || m_place.text != m_field.text())
        return;
    const CompletionPlace place = filter::completionPlace(m_field.text(), m_field.cursorPosition(),
                                                          QTimeZone::systemTimeZone());
    if (place == m_place)
        return;
    close();
    m_field.setAwaited({});
}

/// Finds what can stand at the cursor. Values are shown once they are counted.
void FilterCompleter::look(bool isAsked)
{
    m_isAsked = isAsked;
    m_counting.cancel();
    m_popup->list()->mark(-1);
    m_place = filter::completionPlace(m_field.text(), m_field.cursorPosition(),
                                      QTimeZone::systemTimeZone());
    if (!m_isAsked && !opensByItself()) {
        hide();
        return;
    }
    if (!filter::hasCountedValues(m_place) || !m_snapshot) {
        show(filter::knownValues(m_place));
        return;
    }
    if (m_place.field.isOnDemand())
        emit fieldAsked(m_place.field);
    m_bar.endPreview();
    showCounted();
    m_counting.ask({m_snapshot, m_place.field, m_place.typed,
                    m_meaning ? m_meaning(m_place.rest) : m_place.rest, m_showsAside, kMostValues});
}

/// Until there is a new answer, what is still right of the one before. Offers for another text must
/// not stay: who took one would lose what was typed since.
void FilterCompleter::showCounted()
{
    const bool isSame = m_counted.field == m_place.field && m_counted.rest == m_place.rest
        && m_counted.wants == m_place.wants;
    std::vector<filter::SeenValue> values;
    const filter::TypedMatch match(m_place.typed, m_place.field);
    std::copy_if(m_values.begin(), m_values.end(), std::back_inserter(values),
                 [&match](const filter::SeenValue &value) {
                     return match.fit(value.text) != filter::TypedMatch::Fit::None;
                 });
    if (isSame && m_popup->isVisible() && !values.empty())
        show(std::move(values));
    else
        hide();
}

bool FilterCompleter::opensByItself() const
{
    const CompletionPlace::Wants wants = m_place.wants;
    if (wants & (CompletionPlace::Value | CompletionPlace::Comparing | CompletionPlace::Exists))
        return true;
    if (!(wants & CompletionPlace::Term))
        return false;
    if (m_place.typed.isEmpty())
        return m_field.parsed().judgement == Judgement::Unfinished;
    return m_place.typed.size() >= kLeastTyped;
}

void FilterCompleter::onCounted(const index::ValueCounts &counts)
{
    std::vector<filter::SeenValue> values = counts.values;
    for (const filter::SeenValue &word : filter::knownValues(m_place)) {
        if (!hasWord(values, word.text))
            values.push_back(word);
    }
    for (const filter::SeenValue &named : namedValues()) {
        if (!hasWord(values, named.text))
            values.push_back(named);
    }
    judgeValue(counts);
    m_counted = m_place;
    m_values = values;
    show(std::move(values));
}

/// What only begins like values that there are is not what somebody wants to find yet.
void FilterCompleter::judgeValue(const index::ValueCounts &counts)
{
    const bool isEqual =
        m_place.comparison == filter::Operator::Equal || m_place.comparison == filter::Operator::In;
    const bool isQuoted =
        m_place.length > 0 && m_field.text().at(m_place.begin) == u'"'; // done by the closing mark
    if (!counts.isComplete || !isEqual || m_place.typed.isEmpty() || isQuoted
        || m_place.text != m_field.text())
        return;
    const filter::TypedMatch match(m_place.typed, m_place.field);
    bool isWhole = counts.isWholeSeen;
    bool isBeginning = counts.isBeginningSeen;
    QByteArray example = counts.values.empty() ? QByteArray() : counts.values.front().text;
    for (const filter::SeenValue &word : filter::knownValues(m_place)) {
        const auto fit = match.fit(word.text);
        isWhole = isWhole || fit == filter::TypedMatch::Fit::Whole;
        isBeginning = isBeginning || fit == filter::TypedMatch::Fit::Beginning;
        if (example.isEmpty())
            example = word.text;
    }
    for (const filter::SeenValue &named : namedValues()) {
        const QString name = m_names.nameOf(named.text);
        isWhole = isWhole || name.compare(m_place.typed, Qt::CaseInsensitive) == 0;
        isBeginning = isBeginning || name.startsWith(m_place.typed, Qt::CaseInsensitive);
        if (example.isEmpty())
            example = name.toUtf8();
    }
    m_field.setAwaited(isBeginning && !isWhole
                           ? tr("the rest of a value, such as %1").arg(QString::fromUtf8(example))
                           : QString());
}

/// Those of which the name has in it what was typed.
std::vector<filter::SeenValue> FilterCompleter::namedValues() const
{
    std::vector<filter::SeenValue> values;
    if (!filter::canHaveNames(m_place.field) || !filter::hasCountedValues(m_place))
        return values;
    for (const QByteArray &value : m_names.valuesNamed(m_place.typed, false))
        values.push_back({value, -1});
    return values;
}

/// With a phrase on each.
std::vector<filter::SeenValue>
FilterCompleter::described(std::vector<filter::SeenValue> values) const
{
    for (filter::SeenValue &value : values) {
        if (filter::canHaveNames(m_place.field))
            value.phrase = m_names.nameOf(value.text);
        if (value.phrase.isEmpty())
            value.phrase = valueWords(m_place.field, value.text).phrase;
    }
    return values;
}

void FilterCompleter::show(std::vector<filter::SeenValue> values)
{
    values = described(std::move(values));
    m_offers = filter::offersAt(m_place, values);
    if (m_offers.empty() || !m_field.hasFocus()) {
        hide();
        return;
    }
    std::vector<CompletionRow> rows;
    for (const Offer &offer : m_offers) {
        CompletionRow row{Icon::None, Hue::Quiet, offer.text, offer.phrase, offer.count};
        if (offer.kind == Offer::Kind::Value) {
            const ValueWords words = valueWords(offer.field, offer.value);
            row.icon = words.icon;
            row.hue = words.hue;
        }
        rows.push_back(std::move(row));
    }
    m_field.setSentenceHeld(true);
    m_popup->open(heading(!values.empty()), std::move(rows),
                  qBound(0, m_field.placeOf(m_place.begin), m_field.width()));
}

QString FilterCompleter::heading(bool hasValues) const
{
    const CompletionPlace::Wants wants = m_place.wants;
    if (wants & CompletionPlace::Value) {
        if (!filter::hasCountedValues(m_place))
            return tr("A value comes next. Often asked for:");
        return !hasValues || m_offers.front().count == 0
            ? tr("A value comes next. No row has one yet; these are known:")
            : tr("A value comes next. These have been seen:");
    }
    if (wants & CompletionPlace::Separator)
        return tr("Another value, or the end of the list:");
    if (wants & CompletionPlace::Comparing)
        return tr("How is %1 compared?").arg(QString::fromUtf8(event::nameOf(m_place.field)));
    if (wants & (CompletionPlace::Exists | CompletionPlace::Term))
        return tr("Fields that can stand here:");
    return tr("How does it go on?");
}

void FilterCompleter::onMarked(int row)
{
    if (row < 0 || row >= int(m_offers.size())) {
        m_field.setAccessibleDescription(m_field.note());
        m_bar.endPreview();
        return;
    }
    m_field.setAccessibleDescription(
        m_popup->list()->model()->index(row, 0).data(Qt::AccessibleTextRole).toString());
    const filter::Parsed parsed =
        filter::parse(m_offers[size_t(row)].result, QTimeZone::systemTimeZone());
    // A field alone would be looked for as a word, which is not what it is offered as.
    const bool isWhole =
        parsed.judgement == Judgement::Fine && m_offers[size_t(row)].kind != Offer::Kind::Field;
    if (isWhole)
        m_bar.preview(parsed.filter);
    else
        m_bar.endPreview();
}

void FilterCompleter::take(int row, bool runs)
{
    if (row < 0 || row >= int(m_offers.size()))
        return;
    const Offer offer = m_offers[size_t(row)];
    const bool isName = offer.kind == Offer::Kind::Field
        && !(m_place.wants & CompletionPlace::Exists) && offer.cursor == offer.result.size();
    {
        const QScopedValueRollback taking(m_isTaking, true);
        // The text first: what was previewed is what then holds, without a look back between.
        m_bar.take(offer.result, offer.cursor,
                   isName ? tr("how %1 is compared").arg(offer.text) : QString());
    }
    close();
    if (runs && m_field.parsed().judgement == Judgement::Fine)
        m_bar.enter();
    else if (offer.kind != Offer::Kind::Value && m_field.hasFocus())
        look(false);
}

bool FilterCompleter::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride: {
        const auto &key = *static_cast<QKeyEvent *>(event);
        if (key.key() != Qt::Key_Space || key.modifiers() != Qt::ControlModifier)
            break;
        event->accept();
        return true;
    }
    case QEvent::KeyPress:
        if (!pressKey(*static_cast<QKeyEvent *>(event)))
            break;
        event->accept();
        return true;
    case QEvent::FocusOut:
        close();
        m_field.setAwaited({});
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

bool FilterCompleter::pressKey(const QKeyEvent &key)
{
    const bool isPlain = (key.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (key.key() == Qt::Key_Space && key.modifiers() == Qt::ControlModifier) {
        open();
        return true;
    }
    if (!isPlain)
        return false;
    if (!m_popup->isVisible()) {
        const bool opens = key.key() == Qt::Key_Down && !m_field.text().isEmpty()
            && m_field.parsed().judgement != Judgement::Wrong && !m_bar.historyPopup()->isVisible();
        if (opens)
            open();
        return opens;
    }
    const int marked = m_popup->list()->marked();
    switch (key.key()) {
    case Qt::Key_Tab:
        take(qMax(0, marked), false);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (marked < 0) {
            close();
            return false;
        }
        take(marked, true);
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_Up:
        m_popup->step(-1);
        return true;
    case Qt::Key_Down:
        m_popup->step(1);
        return true;
    case Qt::Key_PageUp:
        m_popup->step(-qMin(qMax(0, marked), CompletionList::kMostRows));
        return true;
    case Qt::Key_PageDown:
        m_popup->step(CompletionList::kMostRows);
        return true;
    default:
        return false;
    }
}

} // namespace sendscope::ui
