#include "ui/detail/jsonpage.h"

#include "ui/detail/bodyview.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/valueformat.h"

#include <QHBoxLayout>

namespace sendscope::ui {

JsonPage::JsonPage(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_caption(new ElidedLabel(theme, Label::Voice::Small))
    , m_other(new Button(theme, ButtonKind::Quiet))
    , m_view(new BodyView(theme))
{
    m_view->setAccessibleName(tr("JSON"));

    auto *top = new QHBoxLayout;
    top->setContentsMargins(metrics::kPaneInset, 0, metrics::kSpace2, 0);
    top->addWidget(m_caption, 1);
    top->addWidget(m_other);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_view, 1);

    connect(m_other, &QPushButton::clicked, this, [this] {
        m_isFolded = !m_isFolded;
        showBody();
    });
}

void JsonPage::setContent(const DetailContentPtr &content)
{
    // A second answer for the same request, such as a new attempt, keeps place and selection.
    const bool isSame = m_content && content->detail.event == m_content->detail.event
        && content->request().id == m_content->request().id;
    m_content = content;
    if (isSame)
        return;
    m_isFolded = content->isCompact;
    showBody();
}

void JsonPage::showBody()
{
    m_view->setText(m_isFolded ? m_content->byStructure : m_content->asItCame);
    if (m_content->request().draft.events.size() > 1)
        m_view->setMark(m_content->place.begin, m_content->place.begin + m_content->place.length);
    m_caption->setWhole(caption());
    m_caption->setVisible(true);
    m_other->setText(m_isFolded ? tr("As it came") : tr("By structure"));
    m_other->setVisible(m_content->byStructure != nullptr);
}

QString JsonPage::caption() const
{
    if (m_content->unreadable)
        return base::sentence(*m_content->unreadable);
    const auto &refusal = m_content->request().draft.request.refusal;
    if (m_content->kind == event::Kind::Malformed && refusal && refusal->offset >= 0) {
        const BodyPlace place = placeOf(m_content->body, refusal->offset);
        return tr("Line %1, column %2: %3")
            .arg(QString::number(place.line), QString::number(place.column),
                 event::sentence(*refusal));
    }
    if (m_content->body.isEmpty())
        return tr("The body is empty.");
    return m_isFolded ? tr("%1, a member a row").arg(sizeText(m_content->body.size()))
                      : tr("%1, as it came").arg(sizeText(m_content->body.size()));
}

} // namespace sendscope::ui

#include "moc_jsonpage.cpp"
