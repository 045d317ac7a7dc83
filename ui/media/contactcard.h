#pragma once

#include "app/media/vcard.h"

#include <QScrollArea>

class QVBoxLayout;

namespace sendscope::ui {

class Theme;

/// Business cards as they would be read: name, organisation, then a line for each number, address
/// and link. Plain text that can be selected; nothing in it can be clicked.
class ContactCard : public QScrollArea
{
    Q_OBJECT

public:
    static constexpr size_t kMaxShown = 10; ///< Cards; of more it is said how many there are.

    explicit ContactCard(const Theme &theme, QWidget *parent = nullptr);

    /// The same ones again change nothing.
    void setContacts(const std::vector<media::Contact> &contacts);

private:
    void addContact(const media::Contact &contact);
    void addEntries(const QString &label, const std::vector<media::Contact::Entry> &entries);
    void addLine(const QString &label, const QString &value);

    const Theme &m_theme;
    std::vector<media::Contact> m_contacts;
    QVBoxLayout *m_column = nullptr; ///< Of what is shown; its widget is replaced as a whole.
};

} // namespace sendscope::ui
