#pragma once

#include "ui/exchange/exportdialog.h"
#include "ui/exchange/importjob.h"

#include <QObject>
#include <QPointer>

namespace sendscope::engine {
class Engine;
}

namespace sendscope::ui {

class ExchangeBar;

/// Imports and exports of one window, one at a time: asks what and where, and tells how it goes.
class ExchangeFlow : public QObject
{
    Q_OBJECT

public:
    /// All outlive it.
    ExchangeFlow(const Theme &theme, engine::Engine &engine, ExchangeBar &bar, QWidget &window);

    bool isRunning() const { return m_import || m_export; }

    void askForFiles();
    void askForExport(ExportChoices choices);

    /// Captures are to be opened, all else is imported: into what this window records into, or into
    /// a capture that is asked for.
    void take(const QStringList &paths);

    /// Does as chosen.
    void importInto(const QString &capture, const QStringList &files);
    void exportAs(ExportPlan plan);

signals:
    void runningChanged(bool isRunning);

    /// A capture is to be opened: it was dropped here, or an import has made it.
    void captureGiven(const QString &path);

private:
    void importFiles(const QStringList &files);
    void askForPath(ExportPlan plan);
    void start(ImportJob *job, const QStringList &files);
    void onImported(const exchange::ImportSummary &summary);
    void onExported(const base::Result<exchange::ExportSummary> &summary);

    const Theme &m_theme;
    engine::Engine &m_engine;
    ExchangeBar &m_bar;
    QWidget &m_window;
    ImportJob *m_import = nullptr; ///< Null: none is under way.
    ExportJob *m_export = nullptr; ///< As above.
};

} // namespace sendscope::ui
