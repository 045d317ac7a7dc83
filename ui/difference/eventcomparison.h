#pragma once

#include "app/base/canceltoken.h"
#include "ui/difference/alignedrows.h"
#include "ui/difference/comparedevent.h"

#include <QObject>
#include <QThreadPool>

#include <memory>
#include <set>

namespace sendscope::ui {

/// One entry of the list of what differs.
///
/// A plain value; texts are cut.
struct ListedDifference
{
    event::JsonPair::Kind kind = event::JsonPair::Kind::Changed;
    QByteArray path;     ///< "message.to[1]"
    QByteArray leaveOut; ///< The same as it is left out by: "message.to".
    QByteArray before;
    QByteArray after;
    qint64 row = 0; ///< Of the aligned texts.
};

/// How two events differ, ready to be shown.
///
/// A plain value; immutable once made.
struct EventDifference
{
    std::optional<ComparedEvent> before; ///< None: it is no JSON, and nothing is compared.
    std::optional<ComparedEvent> after;
    AlignedRows aligned;
    std::vector<ListedDifference> listed; ///< At most kMostListed.
    qint64 count = 0;                     ///< Of all differences.
    qint64 ignored = 0;                   ///< Values that were left out.
};
using EventDifferencePtr = std::shared_ptr<const EventDifference>;

constexpr size_t kMostListedDifferences = 1'000;

EventDifference compareEvents(const StoredEvent &before, const StoredEvent &after,
                              const std::set<QByteArray> &ignored);

/// Compares off the window's thread; only the newest comparison counts.
class EventComparison : public QObject
{
    Q_OBJECT

public:
    explicit EventComparison(QObject *parent = nullptr);
    ~EventComparison() override;

    void compare(const StoredEvent &before, const StoredEvent &after,
                 const std::set<QByteArray> &ignored);

signals:
    void compared(const sendscope::ui::EventDifferencePtr &difference);

private:
    QThreadPool m_pool;
    base::CancelToken m_cancel;
};

} // namespace sendscope::ui
