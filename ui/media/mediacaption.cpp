#include "ui/media/mediacaption.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"

#include <QGridLayout>
#include <QHBoxLayout>

namespace sendscope::ui {
namespace {

using Level = media::Verdict::Level;

Hue hueOf(Level level)
{
    return level == Level::Refused ? Hue::Failed
        : level == Level::Doubt    ? Hue::Owed
                                   : Hue::Delivered;
}

Icon iconOf(Level level)
{
    return level == Level::Refused ? Icon::Failed
        : level == Level::Doubt    ? Icon::Malformed
                                   : Icon::Tick;
}

} // namespace

MediaCaption::MediaCaption(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_name(new ElidedLabel(theme, Label::Voice::Body, Qt::ElideMiddle))
    , m_facts(new ElidedLabel(theme, Label::Voice::Small))
    , m_icon(new QLabel)
    , m_sentence(new ElidedLabel(theme, Label::Voice::Small))
{
    auto *first = new QHBoxLayout;
    first->setSpacing(metrics::kSpace3);
    first->addWidget(m_name);
    first->addWidget(m_facts, 1);
    auto *second = new QHBoxLayout;
    second->setSpacing(metrics::kSpace1);
    second->addWidget(m_icon);
    second->addWidget(m_sentence, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::kSpace1);
    column->addLayout(first);
    column->addLayout(second);
}

void MediaCaption::show(const QString &name, const QString &facts, const media::Verdict &verdict)
{
    m_name->setFont(m_theme.fonts().medium());
    m_name->setWhole(name);
    m_facts->setWhole(facts);
    m_verdict = verdict;
    showVerdict();
}

void MediaCaption::say(const QString &sentence)
{
    m_facts->setWhole(sentence);
}

void MediaCaption::showVerdict()
{
    const bool isSaid = m_verdict.level != Level::None;
    m_icon->setVisible(isSaid);
    m_sentence->setVisible(isSaid);
    if (!isSaid)
        return;
    const Tokens &tokens = m_theme.tokens();
    const Hue hue = hueOf(m_verdict.level);
    m_icon->setPixmap(m_theme.icons().pixmap(iconOf(m_verdict.level), tokens.hue(hue),
                                             tokens.surface, metrics::kIcon, devicePixelRatioF()));
    if (m_verdict.level == Level::Fine)
        m_sentence->clearHue();
    else
        m_sentence->setHue(hue);
    m_sentence->setWhole(m_verdict.sentence);
}

} // namespace sendscope::ui

#include "moc_mediacaption.cpp"
