#include "ui/windows/recentcaptures.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

namespace sendscope::ui {
namespace {

constexpr qsizetype kMost = 10;

} // namespace

RecentCaptures RecentCaptures::fromBytes(const QByteArray &bytes)
{
    RecentCaptures recent;
    const QJsonArray array = QJsonDocument::fromJson(bytes).array();
    for (const QJsonValue &value : array) {
        if (recent.m_paths.size() < kMost && QFileInfo(value.toString()).isAbsolute())
            recent.m_paths += value.toString();
    }
    return recent;
}

QByteArray RecentCaptures::toBytes() const
{
    return QJsonDocument(QJsonArray::fromStringList(m_paths)).toJson(QJsonDocument::Compact);
}

void RecentCaptures::add(const QString &path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    m_paths.removeAll(absolute);
    m_paths.prepend(absolute);
    if (m_paths.size() > kMost)
        m_paths.resize(kMost);
}

} // namespace sendscope::ui
