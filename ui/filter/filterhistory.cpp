#include "ui/filter/filterhistory.h"

#include "app/filter/filter.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace sendscope::ui {

FilterHistory FilterHistory::fromJson(const QByteArray &json)
{
    FilterHistory history;
    const QJsonArray texts = QJsonDocument::fromJson(json).array();
    for (const QJsonValue &value : texts) {
        const filter::Parsed parsed = filter::parse(value.toString());
        const QString text = filter::print(parsed.filter); // empty for what is not fine
        if (!text.isEmpty() && !history.m_texts.contains(text) && history.m_texts.size() < kMost)
            history.m_texts << text;
    }
    return history;
}

QByteArray FilterHistory::toJson() const
{
    return QJsonDocument(QJsonArray::fromStringList(m_texts)).toJson(QJsonDocument::Compact);
}

QStringList FilterHistory::matching(const QString &words) const
{
    const QStringList wanted = words.split(u' ', Qt::SkipEmptyParts);
    QStringList found;
    std::copy_if(m_texts.begin(), m_texts.end(), std::back_inserter(found),
                 [&wanted](const QString &text) {
                     return std::all_of(wanted.begin(), wanted.end(), [&text](const QString &word) {
                         return text.contains(word, Qt::CaseInsensitive);
                     });
                 });
    return found;
}

void FilterHistory::add(const QString &text)
{
    if (text.isEmpty())
        return;
    m_texts.removeOne(text);
    m_texts.prepend(text);
    if (m_texts.size() > kMost)
        m_texts.removeLast();
}

void FilterHistory::remove(const QString &text)
{
    m_texts.removeOne(text);
}

} // namespace sendscope::ui
