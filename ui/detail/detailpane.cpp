#include "ui/detail/detailpane.h"

#include "ui/body/bodyselection.h"
#include "ui/body/finder.h"
#include "ui/detail/attemptsview.h"
#include "ui/detail/bytespage.h"
#include "ui/detail/fieldcollector.h"
#include "ui/detail/fieldview.h"
#include "ui/detail/findbar.h"
#include "ui/detail/jsonpage.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/hairline.h"
#include "ui/widgets/label.h"
#include "ui/widgets/marklook.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QStackedLayout>
#include <QStackedWidget>
#include <QTabBar>

namespace sendscope::ui {
namespace {

QVBoxLayout *makeColumn(QWidget *page)
{
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(0);
    return column;
}

/// What takes the focus in a page: what it says itself, else the first that does so by Tab.
QWidget *focusTakerIn(QWidget *page)
{
    if (page->focusProxy())
        return page->focusProxy();
    if ((page->focusPolicy() & Qt::TabFocus) == Qt::TabFocus)
        return page;
    for (QWidget *widget : page->findChildren<QWidget *>()) {
        if (widget->isVisibleTo(page) && widget->isEnabled()
            && (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus)
            return widget;
    }
    return nullptr;
}

} // namespace

DetailPane::DetailPane(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_selection(new BodySelection(this))
    , m_finder(new Finder(this))
    , m_states(new QStackedLayout(this))
    , m_sentence(new Label(theme, Label::Voice::Secondary))
    , m_tabs(new QTabBar)
    , m_find(new FindBar(theme, *m_finder))
    , m_pages(new QStackedWidget)
    , m_event(makeFieldView(theme, tr("Event")))
    , m_json(new JsonPage(theme, *m_selection))
    , m_request(makeFieldView(theme, tr("Request")))
    , m_response(makeFieldView(theme, tr("Response")))
    , m_bytes(new BytesPage(theme, *m_selection))
    , m_attempts(new AttemptsView(theme))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    m_sentence->setContentsMargins(metrics::kPaneInset, 0, metrics::kPaneInset, 0);
    addPages();

    auto *content = new QWidget;
    QVBoxLayout *column = makeColumn(content);
    column->addWidget(makeTabRow(theme));
    column->addWidget(new Hairline(theme));
    column->addWidget(m_find);
    column->addWidget(m_pages, 1);
    setTabOrder(m_tabs, m_find);
    m_find->hide();
    m_states->addWidget(m_sentence);
    m_states->addWidget(content);
    connectPages();
    clear();
}

DetailPane::~DetailPane() = default;

FieldView *DetailPane::makeFieldView(const Theme &theme, const QString &name)
{
    auto *view = new FieldView(theme);
    view->setAccessibleName(name);
    connect(view, &FieldView::currentChanged, this, [this, view] { onFieldCurrent(view); });
    connect(view, &FieldView::menuAsked, this,
            [this](int, const QPoint &place) { showMenu(place); });
    connect(view, &FieldView::activated, this, [this, view] {
        if (const DetailField *field = view->currentField(); field->begin < field->end)
            enterPage(Json);
    });
    return view;
}

QWidget *DetailPane::makeTabRow(const Theme &theme)
{
    m_tabs->setAccessibleName(tr("Detail"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(true);
    auto *find = new Button(theme, ButtonKind::Quiet);
    find->setGlyph(Icon::Find);
    find->setHint(tr("Find in the detail (Ctrl+Shift+F)"));
    connect(find, &QPushButton::clicked, this, &DetailPane::openFind);

    auto *row = new QWidget;
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(metrics::kSpace1, 0, metrics::kSpace1, 0);
    line->setSpacing(0);
    line->addWidget(m_tabs, 1);
    line->addWidget(find);
    return row;
}

void DetailPane::addPages()
{
    const auto add = [this](const QString &title, QWidget *page) {
        m_tabs->addTab(title);
        m_pages->addWidget(page);
    };
    add(tr("Event"), m_event);
    add(tr("JSON"), m_json);
    add(tr("Request"), m_request);
    add(tr("Response"), m_response);
    add(tr("Bytes"), m_bytes);
    add(tr("Attempts"), m_attempts);
}

void DetailPane::connectPages()
{
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        m_pages->setCurrentIndex(index);
        look();
        tellField();
    });
    connect(m_json, &JsonPage::currentChanged, this, &DetailPane::tellField);
    connect(m_json, &JsonPage::menuAsked, this, &DetailPane::showMenu);
    connect(m_bytes, &BytesPage::partChanged, this, &DetailPane::look);
    connect(m_attempts, &AttemptsView::attemptChanged, this, &DetailPane::look);
    connect(m_find, &FindBar::textChanged, this, &DetailPane::look);
    connect(m_find, &FindBar::closed, this, &DetailPane::closeFind);
    connect(m_finder, &Finder::changed, this, &DetailPane::showHits);
}

void DetailPane::setContent(const DetailContentPtr &content)
{
    const bool isSame = m_content && content->detail.event == m_content->detail.event
        && content->request().id == m_content->request().id;
    m_content = content;
    if (!isSame)
        m_selection->set(0, 0);
    showEventFields();
    m_json->setContent(content);
    m_request->setFields(content->requestFields);
    m_response->setFields(content->responseFields);
    m_bytes->setContent(content);
    m_attempts->setAttempts(content->detail.attempts);
    const qsizetype attempts = qsizetype(content->detail.attempts.size());
    m_tabs->setTabText(Attempts, attempts > 0 ? tr("Attempts %L1").arg(attempts) : tr("Attempts"));
    m_states->setCurrentIndex(1);
    if (!isSame)
        tellField();
    look();
}

void DetailPane::setRemark(event::EventId event, const QByteArray &mark, const QByteArray &note)
{
    FieldCollector fields;
    DetailField &marked = fields.add(tr("Marked"), markName(mark));
    marked.exact = mark;
    marked.field = event::Field::Mark;
    DetailField &noted = fields.add(tr("Note"), shownText(note));
    noted.exact = note;
    noted.field = event::Field::Note;
    DetailFields remark = fields.take();
    if (m_remarked == event && m_remark == remark)
        return;
    m_remarked = event;
    m_remark = std::move(remark);
    showEventFields();
}

void DetailPane::setNames(const filter::Names &names)
{
    if (names == m_names)
        return;
    m_names = names;
    showEventFields();
}

/// What a person put beside the event, and then what it says itself, with the names of numbers and
/// ids beside them; what is copied stays the value.
void DetailPane::showEventFields()
{
    if (!m_content)
        return;
    DetailFields fields;
    if (m_content->detail.event == m_remarked)
        fields = m_remark;
    fields.insert(fields.end(), m_content->eventFields.begin(), m_content->eventFields.end());
    for (DetailField &field : fields) {
        if (!field.field || !filter::canHaveNames(*field.field))
            continue;
        const QByteArray value = exactOf(field);
        const QString name = m_names.nameOf(value);
        if (name.isEmpty())
            continue;
        field.exact = value;
        field.value = tr("%1 · %2").arg(field.value, name);
    }
    m_event->setFields(fields);
}

void DetailPane::clear()
{
    say(tr("Select an event to see it here."));
}

void DetailPane::showError(const base::Error &error)
{
    say(base::sentence(error));
}

int DetailPane::currentPage() const
{
    return m_tabs->currentIndex();
}

void DetailPane::setCurrentPage(int page)
{
    m_tabs->setCurrentIndex(page);
}

void DetailPane::enterPage(int page)
{
    if (page >= m_tabs->count())
        return;
    setCurrentPage(page);
    if (QWidget *taker = focusTakerIn(m_pages->currentWidget()))
        taker->setFocus(Qt::TabFocusReason);
}

void DetailPane::openFind()
{
    if (m_states->currentIndex() == 0)
        return;
    m_find->show();
    m_find->focusField();
    look();
}

void DetailPane::findNext()
{
    if (m_find->isVisible())
        m_finder->next();
    else
        openFind();
}

void DetailPane::findPrevious()
{
    if (m_find->isVisible())
        m_finder->previous();
    else
        openFind();
}

void DetailPane::addPage(QWidget *page, const QString &title)
{
    m_added = page;
    m_pages->addWidget(page);
    m_tabs->addTab(title);
}

QWidget *DetailPane::takePage()
{
    if (!m_added)
        return nullptr;
    m_tabs->removeTab(m_tabs->count() - 1);
    m_pages->removeWidget(m_added);
    return std::exchange(m_added, nullptr);
}

FieldView *DetailPane::currentFields() const
{
    return qobject_cast<FieldView *>(m_pages->currentWidget());
}

FindPage *DetailPane::currentFindPage() const
{
    return dynamic_cast<FindPage *>(m_pages->currentWidget());
}

std::optional<ChosenValue> DetailPane::currentValue() const
{
    if (m_pages->currentWidget() == m_json)
        return m_json->currentValue();
    const FieldView *view = currentFields();
    const DetailField *field = view ? view->currentField() : nullptr;
    if (!field)
        return std::nullopt;
    ChosenValue value{exactOf(*field), {}, field->path, field->field};
    if (field->begin < field->end && m_content->outline) {
        // A member's bytes begin with its name; its value is what is copied as JSON.
        const JsonOutline &outline = *m_content->outline;
        const qint32 span = outline.spanAround(field->begin, field->end);
        if (span >= 0)
            value.json = outline.json().raw(outline.valueOf(span)).toByteArray();
    }
    return value;
}

void DetailPane::onFieldCurrent(const FieldView *view)
{
    const DetailField *field = view->currentField();
    if (field && field->begin < field->end)
        m_selection->set(field->begin, field->end);
    tellField();
}

void DetailPane::tellField()
{
    std::optional<event::FieldRef> field;
    if (m_content && m_pages->currentWidget() == m_json)
        field = m_json->currentField();
    else if (const FieldView *view = currentFields(); m_content && view && view->currentField())
        field = view->currentField()->field;
    if (!field) {
        emit selectedFieldCleared();
        return;
    }
    const auto value = currentValue();
    const bool hasFilter = value && value->field == field && isFilterable(value->exact);
    emit selectedFieldChanged(*field, hasFilter ? value->exact : QByteArray());
}

void DetailPane::showMenu(const QPoint &globalPosition)
{
    const auto value = currentValue();
    if (!value)
        return;
    const auto ask = [this, value = *value](FilterJoin join, bool applies) {
        emit filterAsked(*value.field, value.exact, join, applies);
    };
    QMenu *menu = makeValueMenu(*value, ask, this);
    if (value->field && filter::canHaveNames(*value->field) && !value->exact.isEmpty()) {
        menu->addSeparator();
        menu->addAction(tr("&Name this number…"), this,
                        [this, number = value->exact] { emit nameAsked(number); });
    }
    menu->popup(globalPosition);
}

/// Looks in the current page for what is typed, while the row for it is open.
void DetailPane::look()
{
    const FindPage *page = currentFindPage();
    if (m_find->isHidden() || !page || !m_content) {
        m_finder->stop();
        return;
    }
    m_find->setHint(page->findText().isBinary ? tr("Find text, or bytes such as 0x0d0a")
                                              : tr("Find"));
    m_finder->look(page->findText(), m_find->text());
}

void DetailPane::showHits()
{
    FindPage *page = currentFindPage();
    if (m_marked && m_marked != page)
        m_marked->setHits(nullptr);
    m_marked = page;
    if (!page)
        return;
    page->setHits(m_finder->hits());
    if (const FindHit *hit = m_finder->current(); hit && !m_finder->isWorking())
        page->showHit(*hit);
}

void DetailPane::closeFind()
{
    m_find->hide();
    m_finder->stop();
    if (QWidget *taker = focusTakerIn(m_pages->currentWidget()))
        taker->setFocus(Qt::OtherFocusReason);
}

void DetailPane::say(const QString &sentence)
{
    m_content.reset();
    m_finder->stop();
    m_sentence->setText(sentence);
    m_states->setCurrentIndex(0);
    emit selectedFieldCleared();
}

} // namespace sendscope::ui

#include "moc_detailpane.cpp"
