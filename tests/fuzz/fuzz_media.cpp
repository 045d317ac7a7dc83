#include "app/media/filetype.h"
#include "app/media/vcard.h"

#include <QUrl>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace sendscope;

namespace {

constexpr qsizetype kMaxNameBytes = 120;
constexpr qsizetype kMaxValueLength = 4'096 + 64;

void check(bool isSo, const char *what)
{
    if (isSo)
        return;
    std::fputs(what, stderr);
    std::abort();
}

void checkName(const QString &url, media::FileType type)
{
    const QString name = media::safeFileName(url, type);
    check(!name.isEmpty() && name.toUtf8().size() <= kMaxNameBytes, "a name without bounds");
    check(!name.startsWith(u'.') && !name.startsWith(u'-'), "a name that hides, or is an option");
    for (const QChar c : name)
        check(c != u'/' && c != u'\\' && c.unicode() >= 0x20, "a name that is a path");
}

void checkContacts(QByteArrayView bytes)
{
    const std::vector<media::Contact> contacts = media::readContacts(bytes);
    check(contacts.size() <= media::kMaxContacts, "more contacts than are read");
    for (const media::Contact &contact : contacts) {
        check(!contact.isEmpty(), "a contact without anything");
        for (const auto *entries :
             {&contact.phones, &contact.mails, &contact.links, &contact.addresses}) {
            for (const media::Contact::Entry &entry : *entries)
                check(!entry.value.isEmpty() && entry.value.size() <= kMaxValueLength,
                      "a value without bounds");
        }
    }
}

} // namespace

/// Any bytes: they have a type, a business card in them is read within its bounds, and as a URL
/// they make a harmless name.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const media::FileType type = media::sniff(bytes);
    checkContacts(bytes);
    checkName(QString::fromUtf8(bytes), type);
    return 0;
}
