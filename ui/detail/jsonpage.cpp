#include "ui/detail/jsonpage.h"

#include "ui/body/bodyselection.h"
#include "ui/body/bodyview.h"
#include "ui/body/jsontree.h"
#include "ui/detail/fieldpath.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/valueformat.h"

#include <QHBoxLayout>
#include <QSplitter>

namespace sendscope::ui {
namespace {

constexpr int kTreeHeight = 260;
constexpr int kTextHeight = 200;

} // namespace

JsonPage::JsonPage(const Theme &theme, BodySelection &selection, QWidget *parent)
    : QWidget(parent)
    , m_selection(selection)
    , m_splitter(new QSplitter(Qt::Vertical))
    , m_tree(new JsonTree(theme))
    , m_caption(new Label(theme, Label::Voice::Small))
    , m_other(new Button(theme, ButtonKind::Quiet))
    , m_view(new BodyView(theme))
{
    m_tree->setAccessibleName(tr("JSON tree"));
    m_view->setAccessibleName(tr("JSON"));
    m_caption->setWordWrap(true); // why a body is malformed is to be read to its end
    m_caption->setContentsMargins(0, metrics::kSpace2, 0, metrics::kSpace2);

    auto *below = new QWidget;
    auto *top = new QHBoxLayout;
    top->setContentsMargins(metrics::kPaneInset, 0, metrics::kSpace2, 0);
    top->addWidget(m_caption, 1);
    top->addWidget(m_other);
    auto *column = new QVBoxLayout(below);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_view, 1);

    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_tree);
    m_splitter->addWidget(below);
    m_splitter->setSizes({kTreeHeight, kTextHeight});
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins({});
    whole->addWidget(m_splitter);

    setTabOrder(m_tree, m_other);
    setTabOrder(m_other, m_view);
    connect(m_other, &QPushButton::clicked, this, [this] {
        m_isByStructure = !m_isByStructure;
        showBody();
        m_view->showSpan(m_selection.begin(), m_selection.end());
    });
    connect(m_tree, &JsonTree::chosen, this,
            [this](qint64 begin, qint64 end) { m_selection.set(begin, end, m_tree); });
    connect(m_view, &BodyView::chosen, this,
            [this](qint64 begin, qint64 end) { m_selection.set(begin, end, m_view); });
    connect(&m_selection, &BodySelection::changed, this, &JsonPage::showSelection);
    connect(m_tree, &JsonTree::currentChanged, this, &JsonPage::currentChanged);
    connect(m_tree, &JsonTree::foldChanged, this, &JsonPage::rememberFold);
    connect(m_tree, &JsonTree::menuAsked, this,
            [this](qint32, const QPoint &place) { emit menuAsked(place); });
    connect(m_tree, &JsonTree::copyAsked, this, [this] {
        if (const auto value = currentValue())
            copyBytes(value->exact);
    });
}

void JsonPage::setContent(const DetailContentPtr &content)
{
    // A second answer for the same request, such as a new attempt, keeps place and selection.
    const bool isSame = m_content && content->detail.event == m_content->detail.event
        && content->request().id == m_content->request().id;
    if (isSame)
        return; // the views go on with the bytes they have
    m_content = content;
    m_isByStructure = content->isCompact;
    JsonRows rows = content->rows ? *content->rows : JsonRows();
    m_folds.apply(rows, content->element);
    m_tree->setRows(rows, content->element);
    m_tree->setVisible(content->rows != nullptr);
    setFocusProxy(content->rows ? static_cast<QWidget *>(m_tree) : m_view);
    showBody();
}

/// From the event that the row stands in: each one of a batch is a row of its own.
QByteArray JsonPage::currentPath() const
{
    const JsonOutline &outline = *m_content->outline;
    const qint32 value = outline.valueOf(m_tree->current());
    const bool isBatch = outline.top() != m_content->element
        && outline.json().span(0).type == event::JsonSpan::Type::Array;
    if (!isBatch)
        return outline.path(outline.top(), value);
    qint32 element = value;
    while (outline.parentOf(outline.holderOf(element)) > 0)
        element = outline.parentOf(outline.holderOf(element));
    return outline.path(element, value);
}

std::optional<event::FieldRef> JsonPage::currentField() const
{
    if (!m_content || !m_content->outline || m_tree->current() < 0)
        return std::nullopt;
    return fieldAtPath(currentPath());
}

std::optional<ChosenValue> JsonPage::currentValue() const
{
    if (!m_content || !m_content->outline || m_tree->current() < 0)
        return std::nullopt;
    const JsonOutline &outline = *m_content->outline;
    const qint32 value = outline.valueOf(m_tree->current());
    const QByteArray path = currentPath();
    ChosenValue chosen;
    chosen.exact = outline.json().text(value);
    chosen.json = outline.json().raw(value).toByteArray();
    chosen.path = nameOfPath(path);
    if (!outline.isContainer(value))
        chosen.field = fieldAtPath(path);
    return chosen;
}

FindText JsonPage::findText() const
{
    if (!m_content)
        return {};
    return {m_content->body, m_content->json, false};
}

void JsonPage::setHits(const FindHitsPtr &hits)
{
    m_tree->setHits(hits);
    m_view->setHits(hits);
}

void JsonPage::showHit(const FindHit &hit)
{
    m_selection.set(hit.begin, hit.end);
}

void JsonPage::showBody()
{
    m_view->setText(m_isByStructure ? m_content->byStructure : m_content->asItCame);
    if (m_content->wrongByte >= 0) {
        // The end of the body has no byte of its own: the last one shows it.
        const qint64 size = m_content->body.size();
        const qint64 at =
            std::clamp<qint64>(m_content->wrongByte, 0, std::max<qint64>(0, size - 1));
        m_view->setMark(at, std::min(at + 1, size), true);
        m_view->showSpan(at, at);
    } else if (m_content->request().draft.events.size() > 1) {
        m_view->setMark(m_content->place.begin, m_content->place.begin + m_content->place.length);
    } else {
        m_view->setMark(0, 0);
    }
    m_caption->setText(caption());
    if (m_content->wrongPlace || m_content->unreadable)
        m_caption->setHue(Hue::Rejected);
    else
        m_caption->clearHue();
    m_other->setText(m_isByStructure ? tr("As it came") : tr("By structure"));
    m_other->setVisible(m_content->byStructure != nullptr);
}

void JsonPage::showSelection(const QObject *from)
{
    if (!m_content)
        return;
    if (from != m_tree)
        m_tree->showSpan(m_selection.begin(), m_selection.end());
    if (from != m_view)
        m_view->showSpan(m_selection.begin(), m_selection.end());
}

void JsonPage::rememberFold(qint32 container, bool isFolded)
{
    const qint32 element = m_content->element;
    const event::JsonText &json = *m_content->json;
    const bool isInEvent = element >= 0 && json.span(container).begin >= json.span(element).begin
        && json.span(container).end <= json.span(element).end;
    if (isInEvent)
        m_folds.remember(m_content->outline->path(element, container), isFolded);
}

QString JsonPage::caption() const
{
    if (m_content->unreadable)
        return base::sentence(*m_content->unreadable);
    const auto &refusal = m_content->request().draft.request.refusal;
    if (m_content->wrongPlace && refusal) {
        return tr("Line %1, column %2: %3")
            .arg(QString::number(m_content->wrongPlace->line),
                 QString::number(m_content->wrongPlace->column), event::sentence(*refusal));
    }
    if (m_content->body.isEmpty())
        return tr("The body is empty.");
    const QString size = sizeText(m_content->body.size());
    if (m_content->json && !m_content->outline)
        return tr("%1, as it came: too many values for a tree").arg(size);
    return m_isByStructure ? tr("%1, a member a row").arg(size) : tr("%1, as it came").arg(size);
}

} // namespace sendscope::ui

#include "moc_jsonpage.cpp"
