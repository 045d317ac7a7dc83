#pragma once

#include "app/cli/eventwriter.h"
#include "app/cli/output.h"
#include "app/index/snapshot.h"
#include "app/index/verdict.h"

#include <QStringList>

#include <vector>

namespace sendscope::cli {

/// Writes messages, one after another: for people as lines of aligned words, for programs as JSON
/// with each recipient, all events, and why the sender repeated itself.
class MessageWriter
{
public:
    /// Borrows the output. \p now: up to when waits are counted.
    MessageWriter(Output &output, EventFormat format, index::SnapshotPtr snapshot,
                  base::UtcTime now);

    void write(const index::Message &message);

    /// What still waits for its column's width; and closes the array of EventFormat::Json.
    void finish();

private:
    QByteArray objectFor(const index::Message &message) const;
    QByteArray recipientFor(const index::Message &message, const index::Recipient &one) const;
    QByteArray repeatsOf(const index::Message &message) const;
    QStringList lineFor(const index::Message &message) const;
    QByteArrayView textOf(const index::Message &message, event::Field field) const;
    base::UtcTime momentOf(const index::Message &message) const;

    Output &m_output;
    const EventFormat m_format;
    const index::SnapshotPtr m_snapshot;
    const index::Waits m_waits;
    const base::UtcTime m_now;
    std::vector<QStringList> m_lines;
    bool m_isFirst = true;
};

} // namespace sendscope::cli
