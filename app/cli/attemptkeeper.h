#pragma once

#include "app/base/error.h"
#include "app/replay/played.h"
#include "app/store/writerthread.h"

#include <QHash>
#include <QObject>

#include <memory>
#include <vector>

namespace sendscope::cli {

/// Keeps what was played in a capture: in the one it came from, or in another, with the requests it
/// was played from.
///
/// One lot is written at a time; what comes meanwhile gathers, see isBehind().
class AttemptKeeper : public QObject
{
    Q_OBJECT

public:
    enum class Kind {
        Own, ///< The requests are in it.
        Copy,
    };

    AttemptKeeper(const QString &capture, Kind kind);
    ~AttemptKeeper() override;

    void keep(const replay::PlayedPtr &played);

    /// Comes what may be gathered: no more is to be played until caughtUp().
    bool isBehind() const;

    /// All is written, or could not be.
    bool isIdle() const { return !m_isWriting && m_waiting.empty(); }

signals:
    /// Open for writing, or why not. Comes once, before anything else.
    void opened();
    void openFailed(const sendscope::base::Error &error);

    void caughtUp(); ///< It was behind, and is no longer.
    void idle();     ///< All that was given is written, or could not be.

    /// Some could not be written. Said once.
    void notKept(const sendscope::base::Error &error);

private:
    void writeNext();
    void writeAttempts();
    void onCommitted(const event::StoredBatchPtr &batch);
    void onFailed(const base::Error &error);
    void done();
    void noteCopies(const std::vector<event::StoredRequest> &copies);
    std::vector<event::DraftRequest> takeCopies();
    event::RequestId placeOf(event::RequestId request) const;

    const Kind m_kind;
    std::unique_ptr<store::WriterThread> m_writer;

    std::vector<replay::PlayedPtr> m_waiting;
    size_t m_waitingCount = 0;
    qint64 m_waitingBytes = 0;
    bool m_wasBehind = false;
    bool m_hasTold = false;

    bool m_isWriting = false;
    std::vector<replay::PlayedPtr> m_lot;               ///< That is written now.
    std::vector<event::StoredRequest> m_copying;        ///< Requests of it that are written first.
    QHash<event::RequestId, event::RequestId> m_places; ///< Of requests that were copied.
    std::vector<event::Outcome> m_outcomes; ///< Of requests that were copied with this lot.
};

} // namespace sendscope::cli
