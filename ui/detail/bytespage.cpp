#include "ui/detail/bytespage.h"

#include "ui/body/bodyselection.h"
#include "ui/body/hexview.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/valueformat.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>

namespace sendscope::ui {

BytesPage::BytesPage(const Theme &theme, BodySelection &selection, QWidget *parent)
    : QWidget(parent)
    , m_selection(selection)
    , m_choice(new QComboBox)
    , m_caption(new ElidedLabel(theme, Label::Voice::Small))
    , m_view(new HexView(theme))
{
    m_choice->setAccessibleName(tr("Which bytes"));
    m_view->setAccessibleName(tr("Bytes"));
    m_caption->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);

    auto *top = new QHBoxLayout;
    top->setContentsMargins(metrics::kPaneInset, metrics::kSpace2, metrics::kPaneInset,
                            metrics::kSpace1);
    top->setSpacing(metrics::kSpace2);
    top->addWidget(m_choice);
    top->addWidget(m_caption, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_view, 1);

    setTabOrder(m_choice, m_view);
    setFocusProxy(m_view);
    connect(m_choice, &QComboBox::activated, this,
            [this](int index) { setPart(Part(m_choice->itemData(index).toInt())); });
    connect(m_view, &HexView::chosen, this, [this](qint64 begin, qint64 end) {
        if (isShared())
            m_selection.set(begin, end, m_view);
    });
    connect(&m_selection, &BodySelection::changed, this, &BytesPage::showSelection);
}

void BytesPage::setContent(const DetailContentPtr &content)
{
    const bool isSame = m_content && content->detail.event == m_content->detail.event
        && content->request().id == m_content->request().id;
    if (isSame)
        return; // it goes on with the bytes it has
    m_content = content;
    fillChoice();
    m_part = has(m_wanted) ? m_wanted : Part::Body;
    showPart();
}

void BytesPage::setPart(Part part)
{
    m_wanted = part;
    if (!m_content || part == m_part || !has(part))
        return;
    m_part = part;
    showPart();
    if (isShared())
        m_view->showSpan(m_selection.begin(), m_selection.end());
    emit partChanged();
}

FindText BytesPage::findText() const
{
    if (!m_content)
        return {};
    return {bytesOf(m_part), nullptr, true};
}

void BytesPage::setHits(const FindHitsPtr &hits)
{
    m_view->setHits(hits);
}

void BytesPage::showHit(const FindHit &hit)
{
    m_view->showSpan(hit.begin, hit.end);
    if (isShared())
        m_selection.set(hit.begin, hit.end, m_view);
}

QByteArray BytesPage::bytesOf(Part part) const
{
    const event::Request &request = m_content->request().draft.request;
    switch (part) {
    case Part::Head:
        return request.head;
    case Part::Trailers:
        return request.trailers;
    case Part::Body:
        return request.body;
    case Part::Decoded:
        return m_content->body;
    }
    return {};
}

bool BytesPage::has(Part part) const
{
    switch (part) {
    case Part::Trailers:
        return !bytesOf(part).isEmpty();
    case Part::Decoded:
        return m_content->isCoded;
    case Part::Head:
    case Part::Body:
        break;
    }
    return true;
}

bool BytesPage::isShared() const
{
    return m_content && (m_part == Part::Decoded || (m_part == Part::Body && !m_content->isCoded));
}

void BytesPage::fillChoice()
{
    const QSignalBlocker blocker(m_choice);
    m_choice->clear();
    const std::array<QString, kParts> names{tr("Head"), tr("Trailers"),
                                            m_content->isCoded ? tr("Body as it came") : tr("Body"),
                                            tr("Decoded body")};
    for (int i = 0; i < kParts; ++i) {
        if (has(Part(i)))
            m_choice->addItem(names[size_t(i)], i);
    }
}

void BytesPage::showPart()
{
    const QByteArray bytes = bytesOf(m_part);
    const QSignalBlocker blocker(m_choice);
    m_choice->setCurrentIndex(m_choice->findData(int(m_part)));
    m_view->setBytes(bytes);
    m_caption->setWhole(bytes.isEmpty() ? tr("Empty")
                                        : tr("%1 bytes").arg(countText(bytes.size())));
    const qint64 wrong = m_content->wrongByte;
    if (isShared() && wrong >= 0 && !bytes.isEmpty()) {
        // The end of the body has no byte of its own: the last one shows it.
        const qint64 at = std::clamp<qint64>(wrong, 0, bytes.size() - 1);
        m_view->setMark(at, at + 1);
    }
}

void BytesPage::showSelection(const QObject *from)
{
    if (from != m_view && isShared())
        m_view->showSpan(m_selection.begin(), m_selection.end());
}

} // namespace sendscope::ui

#include "moc_bytespage.cpp"
