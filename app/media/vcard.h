#pragma once

#include <QByteArrayView>
#include <QString>

#include <vector>

namespace sendscope::media {

/// What a business card says, as plain text.
///
/// A plain value. Everything in it is a stranger's text.
struct Contact
{
    /// One number, address or link.
    struct Entry
    {
        QString label; ///< "cell", "work"; empty where the card says none.
        QString value;

        friend bool operator==(const Entry &, const Entry &) = default;
    };

    QString name;
    QString organisation; ///< "Example Inc., Support".
    QString title;
    std::vector<Entry> phones;
    std::vector<Entry> mails;
    std::vector<Entry> links;
    std::vector<Entry> addresses;
    QString birthday;
    QString note;

    bool isEmpty() const { return *this == Contact(); }

    friend bool operator==(const Contact &, const Contact &) = default;
};

constexpr size_t kMaxContacts = 50;

/// Reads cards of versions 2.1, 3.0 and 4.0, at most kMaxContacts. Lenient: what cannot be read is
/// left out, pictures and keys always are; a card without an end ends with the bytes. Takes up to a
/// second for 16 MiB of short lines.
std::vector<Contact> readContacts(QByteArrayView bytes);

} // namespace sendscope::media
