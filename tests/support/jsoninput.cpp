#include "tests/support/jsoninput.h"

#include <QFile>

namespace sendscope::tests {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    return file.readAll();
}

event::JsonText scanned(const QByteArray &text)
{
    auto json = event::JsonText::scan(text);
    if (!json)
        qFatal("refused: %s", qPrintable(json.error().args.value(0)));
    return *json;
}

} // namespace sendscope::tests
