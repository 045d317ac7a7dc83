#pragma once

#include "app/event/fieldref.h"
#include "app/event/jsontext.h"
#include "app/event/request.h"
#include "app/index/row.h"
#include "app/index/snapshot.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace sendscope::cli {

/// What the fields of the catalogue are for one row. Documented ones are read from the element, so
/// that they are whole and spelled as they came; derived ones from the row and its request.
///
/// Borrows all it is made from. Thread: one at a time.
class FieldValues
{
public:
    /// \p payload: the element's bytes; empty for rows without one.
    /// \p snapshot: has the row, for what has become of its message; null: unknown.
    FieldValues(const index::Row &row, const event::StoredRequest &request, QByteArrayView payload,
                const index::Snapshot *snapshot = nullptr);

    /// The value as JSON on one line; empty where the row has none.
    QByteArray json(const event::FieldRef &field) const;

    /// The value for people, with all the control characters it came with; empty without one.
    QString text(const event::FieldRef &field) const;

private:
    QByteArray catalogued(event::Field field) const;
    QString cataloguedText(event::Field field) const;
    QByteArrayList headers(const QByteArray &name) const;
    std::vector<qint32> spansAt(const QByteArray &path) const;
    QByteArray derived(event::Field field) const;
    QByteArrayList brokenRules() const; ///< Their names.
    index::CellValue cell(event::Field field) const;
    QByteArray ofMessage(event::Field field) const;
    QString ofMessageText(event::Field field) const;
    const event::JsonText *element() const;
    std::vector<qint32> find(QByteArrayView path) const;
    void collect(qint32 span, QByteArrayView path, std::vector<qint32> &found) const;

    const index::Row &m_row;
    const event::StoredRequest &m_request;
    const QByteArrayView m_payload;
    const index::Snapshot *const m_snapshot;
    mutable std::optional<event::JsonText> m_element; ///< Read when first asked for.
};

/// JSON without line ends: they stand between its tokens only.
QByteArray onOneLine(QByteArrayView json);

} // namespace sendscope::cli
