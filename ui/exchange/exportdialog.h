#pragma once

#include "ui/exchange/exportjob.h"

#include <QDialog>

class QButtonGroup;
class QCheckBox;
class QRadioButton;

namespace sendscope::ui {

class Button;
class Label;
class Theme;

/// What a person can choose to export.
struct ExportChoices
{
    QString capture;
    std::vector<event::EventId> selected; ///< Rows that are selected; may be none.
    index::Rows filtered;                 ///< Rows that the filter lets through.
    bool isFiltered = false;              ///< A filter holds, and all of its rows are known.
    qint64 rows = 0;                      ///< Of the whole capture.
    index::RowList removed;               ///< Still on disk, and not exported; ascending.
    std::optional<index::Rows> left;      ///< All but them; none: nothing was removed.
};

/// Asks what is to be exported, and as what.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    ExportDialog(const Theme &theme, ExportChoices choices, QWidget *parent = nullptr);

    /// As it is chosen now; without a path.
    ExportPlan plan() const;

signals:
    void planMade(const sendscope::ui::ExportPlan &plan);

private:
    enum Scope { Selected, Filtered, Everything };

    void build();
    QRadioButton *addChoice(QButtonGroup &group, int id, const QString &text);
    void judge();
    Scope scope() const;
    FileFormat format() const;

    const Theme &m_theme;
    const ExportChoices m_choices;
    QButtonGroup *m_scopes;
    QButtonGroup *m_formats;
    QCheckBox *m_secrets = nullptr;
    Label *m_notice = nullptr;
    Button *m_export = nullptr;
};

} // namespace sendscope::ui
