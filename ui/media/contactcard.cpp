#include "ui/media/contactcard.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/valueformat.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace sendscope::ui {
namespace {

constexpr int kLabelWidth = 84;

} // namespace

ContactCard::ContactCard(const Theme &theme, QWidget *parent)
    : QScrollArea(parent)
    , m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Business card"));
    setBackgroundRole(QPalette::Window);
    viewport()->setBackgroundRole(QPalette::Window);
}

void ContactCard::setContacts(const std::vector<media::Contact> &contacts)
{
    if (contacts == m_contacts && widget())
        return;
    m_contacts = contacts;
    auto *page = new QWidget;
    page->setBackgroundRole(QPalette::Window);
    m_column = new QVBoxLayout(page);
    m_column->setContentsMargins(metrics::kSpace4, metrics::kSpace3, metrics::kSpace4,
                                 metrics::kSpace3);
    m_column->setSpacing(metrics::kSpace1);
    const size_t shown = std::min(contacts.size(), kMaxShown);
    for (size_t i = 0; i < shown; ++i) {
        if (i > 0)
            m_column->addSpacing(metrics::kSpace4);
        addContact(contacts[i]);
    }
    if (contacts.size() > shown)
        m_column->addWidget(new Label(m_theme, Label::Voice::Hint,
                                      tr("and %L1 more cards").arg(contacts.size() - shown)));
    m_column->addStretch();
    setWidget(page);
}

void ContactCard::addContact(const media::Contact &contact)
{
    const QString name = contact.name.isEmpty() ? tr("Without a name") : contact.name;
    auto *title = new Label(m_theme, Label::Voice::Strong, onOneLine(name));
    title->setWordWrap(true);
    title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_column->addWidget(title);
    QStringList work;
    for (const QString &part : {contact.title, contact.organisation}) {
        if (!part.isEmpty())
            work += onOneLine(part);
    }
    if (!work.isEmpty()) {
        auto *line = new Label(m_theme, Label::Voice::Secondary, work.join(QLatin1String(", ")));
        line->setWordWrap(true);
        m_column->addWidget(line);
    }
    m_column->addSpacing(metrics::kSpace1);
    addEntries(tr("phone"), contact.phones);
    addEntries(tr("mail"), contact.mails);
    addEntries(tr("address"), contact.addresses);
    addEntries(tr("link"), contact.links);
    addLine(tr("birthday"), contact.birthday);
    addLine(tr("note"), contact.note);
}

void ContactCard::addEntries(const QString &label,
                             const std::vector<media::Contact::Entry> &entries)
{
    for (const media::Contact::Entry &entry : entries)
        addLine(entry.label.isEmpty() ? label : entry.label, entry.value);
}

void ContactCard::addLine(const QString &label, const QString &value)
{
    if (value.isEmpty())
        return;
    auto *name = new ElidedLabel(m_theme, Label::Voice::Small);
    name->setFixedWidth(kLabelWidth);
    name->setWhole(label);
    auto *text = new Label(m_theme, Label::Voice::Body, onOneLine(value));
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::kSpace2);
    row->addWidget(name, 0, Qt::AlignTop);
    row->addWidget(text, 1);
    m_column->addLayout(row);
}

} // namespace sendscope::ui

#include "moc_contactcard.cpp"
