#include "app/media/archive.h"

#include "app/event/headerlist.h"

namespace sendscope::media {

Fetched toFetched(const KeptFile &file)
{
    Fetched fetched;
    fetched.state = Fetched::State::Ready;
    fetched.url = file.url;
    fetched.bytes = file.body;
    fetched.head = file.head;
    fetched.contentType =
        event::HeaderList::fromHead(file.head).first("Content-Type").value_or(QByteArray());
    fetched.type = sniff(file.body);
    fetched.status = 200;
    return fetched;
}

KeptFile toKeptFile(const Fetched &fetched, base::UtcTime now)
{
    Q_ASSERT(fetched.state == Fetched::State::Ready);
    const QByteArray found = mimeType(fetched.type);
    return {fetched.url, now, QString::fromLatin1(found.isEmpty() ? fetched.contentType : found),
            fetched.head, fetched.bytes};
}

} // namespace sendscope::media

#include "moc_archive.cpp"
