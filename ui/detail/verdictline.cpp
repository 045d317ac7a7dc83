#include "ui/detail/verdictline.h"

#include "ui/body/visibletext.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/valueformat.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

constexpr int kRoomForBothEnds = 400;

QString number(const QByteArray &text)
{
    return phoneNumber(onOneLine(visibleText(text).text));
}

/// "+1 919 555 0142 › +1 984 555 0117"; for rows without numbers, whom the request came from.
QString partiesOf(const DetailContent &content)
{
    const auto &facts = content.facts;
    if (facts && !(facts->from.isEmpty() && facts->to.isEmpty()))
        return number(facts->from) + u"  ›  "_s + number(facts->to);
    return content.request().draft.request.peer;
}

} // namespace

VerdictLine::VerdictLine(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_image(new QLabel)
    , m_word(new ElidedLabel(theme, Label::Voice::Verdict))
    , m_parties(new ElidedLabel(theme, Label::Voice::Secondary))
    , m_id(new Label(theme, Label::Voice::Fixed))
    , m_copy(new Button(theme, ButtonKind::Quiet))
{
    m_copy->setGlyph(Icon::Copy);
    m_copy->setHint(tr("Copy the message id"));
    m_id->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(metrics::kPaneInset, metrics::kSpace3, metrics::kSpace2,
                             metrics::kSpace3);
    grid->setHorizontalSpacing(metrics::kSpace2);
    grid->setVerticalSpacing(metrics::kSpace1);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_image, 0, 0);
    grid->addWidget(m_word, 0, 1);
    grid->addWidget(m_id, 0, 2);
    grid->addWidget(m_copy, 0, 3);
    grid->addWidget(m_parties, 1, 1, 1, 3);

    connect(m_copy, &QPushButton::clicked, this, &VerdictLine::copyId);
    connect(&theme, &Theme::changed, this, &VerdictLine::paintIcon);
}

void VerdictLine::setContent(const DetailContent &content)
{
    const auto &facts = content.facts;
    m_look = eventLook(content.kind, facts ? facts->type : QByteArray(),
                       facts ? facts->errorCode : std::nullopt);
    m_messageId = facts ? facts->messageId : QByteArray();

    m_word->setWhole(m_look.prefix + m_look.word);
    m_parties->setWhole(partiesOf(content));
    m_id->setToolTip(plainToolTip(visibleText(m_messageId).text));
    m_id->setVisible(!m_messageId.isEmpty());
    showId();
    m_copy->setVisible(!m_messageId.isEmpty());
    paintIcon();
}

void VerdictLine::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    showId();
}

/// The type is never cut for the sake of the id.
void VerdictLine::showId()
{
    const QString id = onOneLine(visibleText(m_messageId).text);
    m_id->setText(width() < kRoomForBothEnds ? idTail(id) : idEnds(id));
}

void VerdictLine::paintIcon()
{
    const Tokens &tokens = m_theme.tokens();
    m_image->setPixmap(m_theme.icons().pixmap(m_look.icon, tokens.hue(m_look.hue), tokens.surface,
                                              metrics::kIconVerdict, devicePixelRatioF()));
    m_image->setAccessibleName(m_look.word);
}

void VerdictLine::copyId() const
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(m_messageId).remove(QChar(u'\0')));
}

} // namespace sendscope::ui

#include "moc_verdictline.cpp"
