#include "ui/exchange/exchangewords.h"

#include "ui/widgets/valueformat.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

struct ExchangeWords
{
    Q_DECLARE_TR_FUNCTIONS(Exchange)
};

QString fileName(const QString &path)
{
    return onOneLine(QFileInfo(path).fileName());
}

QString requests(qint64 count)
{
    return count == 1 ? ExchangeWords::tr("1 request")
                      : ExchangeWords::tr("%1 requests").arg(countText(count));
}

QString events(qint64 count)
{
    return count == 1 ? ExchangeWords::tr("1 event")
                      : ExchangeWords::tr("%1 events").arg(countText(count));
}

QString parts(FileFormat format, qint64 count)
{
    if (format == FileFormat::Json)
        return events(count);
    if (format == FileFormat::Curl)
        return count == 1 ? ExchangeWords::tr("1 command")
                          : ExchangeWords::tr("%1 commands").arg(countText(count));
    return requests(count);
}

} // namespace

QString importSentence(const QStringList &files, const exchange::ImportProgress &progress)
{
    const QString what = files.size() == 1
        ? fileName(files.front())
        : ExchangeWords::tr("%1 files").arg(countText(files.size()));
    if (progress.requests == 0)
        return ExchangeWords::tr("Importing %1").arg(what);
    return ExchangeWords::tr("Importing %1: %2").arg(what, requests(progress.requests));
}

QString importedSentence(const exchange::ImportSummary &summary)
{
    const QString imported = ExchangeWords::tr("%1 with %2 imported.")
                                 .arg(requests(summary.requests), events(summary.events));
    if (!summary.error)
        return imported;
    if (summary.error->code == base::Error::Code::Cancelled)
        return ExchangeWords::tr("Cancelled. %1").arg(imported);
    const QString why = onOneLine(base::sentence(*summary.error));
    const QString reason = why.endsWith(u'.') ? why : why + u'.';
    if (summary.requests == 0)
        return ExchangeWords::tr("Nothing was imported. %1").arg(reason);
    return ExchangeWords::tr("%1 Then: %2").arg(imported, reason);
}

QString exportSentence(const ExportPlan &plan)
{
    return ExchangeWords::tr("Exporting to %1").arg(fileName(plan.path));
}

QString exportedSentence(const ExportPlan &plan, const exchange::ExportSummary &summary)
{
    if (plan.format == FileFormat::Capture)
        return ExchangeWords::tr("Copied to %1.").arg(fileName(plan.path));
    const QString exported = ExchangeWords::tr("%1 exported to %2.")
                                 .arg(parts(plan.format, summary.parts), fileName(plan.path));
    if (summary.leftOut == 0)
        return exported;
    const QString leftOut = plan.format == FileFormat::Curl
        ? ExchangeWords::tr("%1 left out: curl cannot send them.").arg(requests(summary.leftOut))
        : ExchangeWords::tr("%1 rows left out: they are no JSON.").arg(countText(summary.leftOut));
    return exported + u' ' + leftOut;
}

QString endingOf(FileFormat format)
{
    switch (format) {
    case FileFormat::Ndjson:
        return u"ndjson"_s;
    case FileFormat::Json:
        return u"json"_s;
    case FileFormat::Curl:
        return u"sh"_s;
    case FileFormat::Capture:
        return u"sendscope"_s;
    }
    Q_UNREACHABLE();
}

} // namespace sendscope::ui
