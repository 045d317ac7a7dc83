#pragma once

#include "app/exchange/importer.h"
#include "ui/exchange/exportjob.h"

#include <QString>

namespace sendscope::ui {

// What is said about imports and exports. Names of files are shown as text, whatever they hold.

/// "Importing events.ndjson: 12,404 requests".
QString importSentence(const QStringList &files, const exchange::ImportProgress &progress);

/// "12,404 requests with 12,410 events imported.", and why it ended early.
QString importedSentence(const exchange::ImportSummary &summary);

/// "Exporting to events.ndjson".
QString exportSentence(const ExportPlan &plan);

/// "12,404 requests exported to events.ndjson."
QString exportedSentence(const ExportPlan &plan, const exchange::ExportSummary &summary);

/// The ending of files in that format, without its dot.
QString endingOf(FileFormat format);

} // namespace sendscope::ui
