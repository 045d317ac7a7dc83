#include "app/replay/changes.h"

#include "app/net/fieldlines.h"
#include "app/replay/sendablehead.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::replay {
namespace {

base::Error unusable(const QString &text, const QString &right, qint64 offset)
{
    return {base::Error::Code::InvalidInput, {text, right}, offset};
}

} // namespace

base::Result<FieldChange> readFieldChange(const QString &text)
{
    const qsizetype colon = text.indexOf(u':');
    const QString name = colon < 0 ? text : text.first(colon);
    FieldChange change;
    change.name = name.toUtf8();
    if (!net::isToken(change.name))
        return unusable(text, u"a header such as 'X-Build: 412', or 'X-Build:' to leave it out"_s,
                        0);
    if (isConnectionsOwn(change.name))
        return unusable(text, u"another header: this one belongs to the connection"_s, 0);
    if (colon < 0) {
        change.what = FieldChange::What::Keep;
        return change;
    }
    const QString value = text.sliced(colon + 1);
    const auto isLineEnd = [](QChar c) { return c == u'\r' || c == u'\n' || c.isNull(); };
    const auto end = std::find_if(value.begin(), value.end(), isLineEnd);
    if (end != value.end())
        return unusable(text, u"a value of one line without NUL"_s,
                        colon + 1 + (end - value.begin()));
    change.value = value.trimmed().toUtf8();
    change.what = change.value.isEmpty() ? FieldChange::What::Remove : FieldChange::What::Set;
    return change;
}

} // namespace sendscope::replay
