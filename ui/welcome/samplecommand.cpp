#include "ui/welcome/samplecommand.h"

#include "app/bandwidth/scenario.h"

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

constexpr qsizetype kShownBody = 56; ///< A row of the well.
constexpr int kShownRows = 2;
constexpr int kMostTries = 100;

QString quoted(const QString &text)
{
    return u'\'' + QString(text).replace(u"'"_s, u"'\\''"_s) + u'\'';
}

QString commandFor(const QString &url, const QString &data, bool needsCredentials)
{
    const QString credentials = needsCredentials ? u"-u \"$SENDSCOPE_AUTH\" "_s : QString();
    return u"curl %1-H 'Content-Type: application/json' %2 \\\n  --data-raw %3"_s.arg(credentials,
                                                                                      url, data);
}

} // namespace

std::vector<QByteArray> sampleBodies(base::UtcTime end)
{
    auto generator =
        bandwidth::ScenarioGenerator::make(u"delivered"_s, quint64(end.time_since_epoch().count()));
    if (!generator)
        return {};

    // Some of the messages are SMS, for which Bandwidth has no message-sending: the next one, then.
    for (int tries = 0; tries < kMostTries; ++tries) {
        // Rehearsed, because how long a message takes is only known when it is made, and no event
        // comes from the future.
        auto rehearsal = *generator;
        std::vector<QByteArray> bodies;
        for (const bandwidth::Callback &callback :
             generator->next(end - rehearsal.next(end).back().after))
            bodies.push_back(callback.body);
        if (bodies.front().contains("\"media\":[\""))
            return bodies;
    }
    return {};
}

QString sampleCommand(const QString &url, const QByteArray &body, bool needsCredentials)
{
    return commandFor(url, quoted(QString::fromUtf8(body)), needsCredentials);
}

QString shownCommand(const QString &url, const QByteArray &body, bool needsCredentials)
{
    QString data = quoted(QString::fromUtf8(body));
    if (data.size() > kShownBody * kShownRows)
        data = data.first(kShownBody * kShownRows - 5) + u" … }]'"_s;
    if (data.size() > kShownBody)
        data.insert(kShownBody, u"\n    "_s);
    return commandFor(url, data, needsCredentials);
}

} // namespace sendscope::ui
