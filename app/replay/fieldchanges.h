#pragma once

#include "app/replay/changes.h"

#include <QByteArray>
#include <QSet>

#include <utility>
#include <vector>

namespace sendscope::replay {

/// Header fields as they are sent, in their order.
using Fields = std::vector<std::pair<QByteArray, QByteArray>>;

/// What is changed about the fields of every request, made ready once.
class FieldChanges
{
public:
    explicit FieldChanges(const std::vector<FieldChange> &changes);

    /// In lower case: what is sent as it came, though it would stay behind.
    const QSet<QByteArray> &kept() const { return m_kept; }

    /// Whether a field of that name, in lower case, has a value of its own.
    bool isSet(const QByteArray &name) const;

    void apply(Fields &fields) const;

private:
    struct Named
    {
        QByteArray name; ///< In lower case.
        Fields values;   ///< None: it is removed.
    };

    const Named *find(const QByteArray &name) const;

    std::vector<Named> m_named; ///< In order of their first mention.
    QSet<QByteArray> m_kept;
};

} // namespace sendscope::replay
