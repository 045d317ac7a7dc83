#include "ui/welcome/checklist.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/welcome/checkmark.h"
#include "ui/widgets/label.h"

#include <QGridLayout>
#include <QVBoxLayout>

namespace sendscope::ui {

CheckList::CheckList(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_lines(new QVBoxLayout(this))
{
    m_lines->setContentsMargins({});
    m_lines->setSpacing(metrics::kSpace3);
}

void CheckList::setChecks(const std::vector<engine::Check> &checks)
{
    // Lines that stay as they are keep what is selected in them.
    for (size_t i = 0; i < std::max(checks.size(), m_checks.size()); ++i) {
        const bool isKept = i < checks.size() && i < m_checks.size() && checks[i] == m_checks[i];
        if (isKept)
            continue;
        if (i < m_checks.size())
            delete std::exchange(m_shown[i], nullptr);
        if (i >= checks.size())
            continue;
        QWidget *line = makeLine(checks[i]);
        m_lines->insertWidget(int(i), line);
        if (i < m_shown.size())
            m_shown[i] = line;
        else
            m_shown.push_back(line);
    }
    m_shown.resize(checks.size());
    m_checks = checks;
}

QWidget *CheckList::makeLine(const engine::Check &check)
{
    const auto say = [this](Label::Voice voice, const QString &text) {
        auto *label = new Label(m_theme, voice, text);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        return label;
    };
    auto *line = new QWidget;
    auto *grid = new QGridLayout(line);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(metrics::kSpace3);
    grid->setVerticalSpacing(metrics::kSpace1 / 2);
    grid->setColumnStretch(1, 1);
    grid->addWidget(new CheckMark(m_theme, check.state), 0, 0, Qt::AlignTop);
    grid->addWidget(say(Label::Voice::Strong, check.subject), 0, 1);
    grid->addWidget(say(Label::Voice::Body, check.finding), 1, 1);
    if (!check.remedy.isEmpty())
        grid->addWidget(say(Label::Voice::Secondary, check.remedy), 2, 1);
    return line;
}

} // namespace sendscope::ui

#include "moc_checklist.cpp"
