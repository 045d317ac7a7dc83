#include "ui/replay/bodycheck.h"

#include "app/event/jsontext.h"
#include "ui/body/bodytext.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/valueformat.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace sendscope::ui {

BodyCheck::BodyCheck(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_words(new Label(theme, Label::Voice::Small))
    , m_go(new Button(theme, ButtonKind::Quiet))
{
    m_words->setWordWrap(true);
    m_go->setText(tr("&Go there"));
    m_go->setVisible(false);
    QSizePolicy policy = m_go->sizePolicy();
    policy.setRetainSizeWhenHidden(true); // else the text jumps as it becomes right and wrong
    m_go->setSizePolicy(policy);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(metrics::kSpace2);
    row->addWidget(m_words, 1);
    row->addWidget(m_go);
    connect(m_go, &QPushButton::clicked, this, [this] { emit placeAsked(wrongByte()); });
}

void BodyCheck::check(const QByteArray &body)
{
    const auto json = event::JsonText::scan(body);
    m_error = json ? std::nullopt : std::optional(json.error());
    m_go->setVisible(wrongByte() >= 0);
    if (!m_error) {
        m_words->setText(tr("JSON, %1 bytes").arg(countText(body.size())));
        m_words->setHue(Hue::Delivered);
        return;
    }
    QString words = tr("Not JSON: %1").arg(m_error->args.value(0));
    if (wrongByte() >= 0) {
        const BodyPlace place = placeOf(body, wrongByte());
        words += tr(" (line %1, column %2)").arg(countText(place.line), countText(place.column));
    }
    m_words->setText(words + u". "_s + tr("It can be sent all the same."));
    m_words->setHue(Hue::Failed);
}

} // namespace sendscope::ui

#include "moc_bodycheck.cpp"
