#include "ui/replay/answerview.h"

#include "app/base/spantext.h"
#include "ui/body/bodyview.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"
#include "ui/widgets/valueformat.h"

#include <QVBoxLayout>

namespace sendscope::ui {
namespace {

/// "HTTP/1.1 500 Internal Server Error" without the version.
QString statusLine(const event::Attempt &attempt)
{
    const QByteArray line =
        attempt.responseHead.first(std::max<qsizetype>(0, attempt.responseHead.indexOf('\r')));
    const qsizetype status = line.indexOf(' ') + 1;
    return status > 0 ? onOneLine(QString::fromUtf8(line.sliced(status)))
                      : QString::number(attempt.status);
}

} // namespace

AnswerView::AnswerView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_line(new Label(theme, Label::Voice::Small))
    , m_body(new BodyView(theme))
{
    m_line->setWordWrap(true);
    m_line->setContentsMargins(metrics::kPaneInset, metrics::kSpace2, metrics::kPaneInset,
                               metrics::kSpace1);
    m_body->setAccessibleName(tr("Answer of the target"));
    m_body->setLineNumbersShown(false);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_line);
    column->addWidget(m_body, 1);
}

void AnswerView::setAttempt(const std::optional<event::Attempt> &attempt, const QString &text)
{
    const bool isFailed = attempt && !attempt->error.isEmpty();
    if (!attempt)
        m_line->setText(text);
    else if (isFailed)
        m_line->setText(attempt->error);
    else
        m_line->setText(tr("%1, in %2").arg(statusLine(*attempt), base::spanText(attempt->took)));
    if (isFailed)
        m_line->setHue(Hue::Failed);
    else
        m_line->clearHue();
    m_body->setText(attempt && !isFailed ? std::make_shared<const BodyText>(BodyText::asItCame(
                        attempt->responseHead + attempt->responseBody, BodyText::Look::Plain))
                                         : nullptr);
}

} // namespace sendscope::ui

#include "moc_answerview.cpp"
