#pragma once

#include "app/base/canceltoken.h"
#include "app/base/result.h"
#include "app/exchange/exporter.h"
#include "app/index/rows.h"

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <optional>

namespace sendscope::ui {

/// How a file is written.
enum class FileFormat {
    Ndjson,  ///< Whole requests, a line each.
    Json,    ///< The elements of the bodies.
    Curl,    ///< Commands for a shell.
    Capture, ///< A copy of the whole capture.
};

/// What is written where.
struct ExportPlan
{
    FileFormat format = FileFormat::Ndjson;
    QString capture;
    std::optional<index::Rows> rows; ///< Only these, in any order; none: all.
    index::RowList without;          ///< Ascending; a copy of the capture does not get them.
    bool withSecrets = false;
    QString path;
};

/// Writes a file on a thread of its own.
class ExportJob : public QObject
{
    Q_OBJECT

public:
    explicit ExportJob(ExportPlan plan, QObject *parent = nullptr);

    /// Ends it. Without finished() there is no file.
    ~ExportJob() override;

    void start();
    void cancel(); ///< finished() follows.

    const ExportPlan &plan() const { return m_plan; }

signals:
    void progressed(qint64 done, qint64 all);
    void finished(const sendscope::base::Result<sendscope::exchange::ExportSummary> &summary);

private:
    base::Result<exchange::ExportSummary> run();

    const ExportPlan m_plan;
    const base::CancelToken m_cancel;
    QThreadPool m_pool; ///< One thread. The last member: it uses the others.
};

} // namespace sendscope::ui
