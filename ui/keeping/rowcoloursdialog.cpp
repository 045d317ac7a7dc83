#include "ui/keeping/rowcoloursdialog.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/judgedfield.h"
#include "ui/widgets/label.h"
#include "ui/widgets/valueformat.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace sendscope::ui {
namespace {

constexpr QSize kUsualSize{640, 480};
constexpr int kListHeight = 170;

} // namespace

RowColoursDialog::RowColoursDialog(const Theme &theme, const RowRules &rules, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_rules(rules)
    , m_list(new QListWidget)
    , m_name(new QLineEdit)
    , m_filter(new JudgedField(theme))
    , m_hue(new QComboBox)
    , m_states(new QCheckBox(tr("Colour the other rows by &state and issue")))
    , m_sentence(new Label(theme, Label::Voice::Small))
    , m_remove(new Button(theme, ButtonKind::Plain))
    , m_up(new Button(theme, ButtonKind::Plain))
    , m_down(new Button(theme, ButtonKind::Plain))
    , m_keep(new Button(theme, ButtonKind::Primary))
{
    setWindowTitle(tr("Row colours"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_sentence->setWordWrap(true);
    m_states->setChecked(rules.areStatesOn);
    m_keep->setText(tr("&Keep"));
    m_keep->setDefault(true);
    auto *leave = new Button(theme, ButtonKind::Plain);
    leave->setText(tr("Cancel"));
    leave->setAutoDefault(false);

    auto *states = new Label(theme, Label::Voice::Small,
                             tr("Failed red; overdue, conflicting and without a receipt amber; "
                                "malformed and refused pink."));
    states->setWordWrap(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::kSpace2);
    buttons->addWidget(m_sentence, 1);
    buttons->addWidget(leave);
    buttons->addWidget(m_keep);
    m_editor = makeEditor();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kSpace5, metrics::kSpace5, metrics::kSpace5,
                               metrics::kSpace4);
    column->setSpacing(metrics::kSpace3);
    column->addWidget(new Label(theme, Label::Voice::Body,
                                tr("The first rule that an event passes colours its row.")));
    column->addWidget(makeList());
    column->addWidget(m_editor);
    column->addWidget(m_states);
    column->addWidget(states);
    column->addStretch();
    column->addLayout(buttons);
    resize(kUsualSize);

    connectEditor();
    connect(m_keep, &QAbstractButton::clicked, this, &RowColoursDialog::accept);
    connect(leave, &QAbstractButton::clicked, this, &QDialog::reject);
    fillList();
    m_list->setCurrentRow(m_rules.rules.empty() ? -1 : 0);
    showRule();
}

QWidget *RowColoursDialog::makeList()
{
    m_list->setAccessibleName(tr("Rules"));
    m_list->setFixedHeight(kListHeight);
    auto *add = new Button(m_theme, ButtonKind::Plain);
    add->setText(tr("&Add a rule"));
    m_remove->setText(tr("&Remove"));
    m_up->setText(tr("&Up"));
    m_down->setText(tr("Do&wn"));
    auto *row = new QWidget;
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins({});
    line->setSpacing(metrics::kSpace3);
    auto *buttons = new QVBoxLayout;
    buttons->setSpacing(metrics::kSpace2);
    for (Button *button : {add, m_remove, m_up, m_down}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch();
    line->addWidget(m_list, 1);
    line->addLayout(buttons);
    connect(add, &QAbstractButton::clicked, this, &RowColoursDialog::add);
    connect(m_remove, &QAbstractButton::clicked, this, &RowColoursDialog::remove);
    connect(m_up, &QAbstractButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QAbstractButton::clicked, this, [this] { move(1); });
    return row;
}

QWidget *RowColoursDialog::makeEditor()
{
    m_name->setAccessibleName(tr("Name of the rule"));
    m_filter->setAccessibleName(tr("Filter of the rule"));
    m_filter->setHint(tr("Which events: a word, or message.tag == load-test"));
    m_hue->setAccessibleName(tr("Colour of the rule"));
    for (const QByteArray &hue : ruleHues())
        m_hue->addItem(swatch(hue), ruleHueName(hue), hue);
    for (QWidget *field : std::initializer_list<QWidget *>{m_name, m_hue})
        field->setFixedHeight(metrics::fieldHeight(QFontMetrics(m_theme.fonts().body())));

    auto *editor = new QWidget;
    auto *grid = new QGridLayout(editor);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(metrics::kSpace3);
    grid->setVerticalSpacing(metrics::kSpace1);
    const auto label = [this](const QString &text, QWidget *buddy) {
        auto *made = new Label(m_theme, Label::Voice::Body, text);
        made->setBuddy(buddy);
        return made;
    };
    grid->addWidget(label(tr("&Name"), m_name), 0, 0);
    grid->addWidget(label(tr("&Colour"), m_hue), 0, 1);
    grid->addWidget(m_name, 1, 0);
    grid->addWidget(m_hue, 1, 1);
    grid->addWidget(label(tr("&Filter"), m_filter), 2, 0, 1, 2);
    grid->addWidget(m_filter, 3, 0, 1, 2);
    grid->setColumnStretch(0, 1);
    return editor;
}

void RowColoursDialog::connectEditor()
{
    connect(m_list, &QListWidget::currentRowChanged, this, &RowColoursDialog::showRule);
    connect(m_list, &QListWidget::itemChanged, this, [this](QListWidgetItem *item) {
        m_rules.rules[size_t(m_list->row(item))].isOn = item->checkState() == Qt::Checked;
        judge();
    });
    const auto onEdit = [this](auto &&change) {
        return [this, change] {
            if (m_isShowing || current() < 0)
                return;
            change(m_rules.rules[size_t(current())]);
            const int row = current();
            const QSignalBlocker quiet(m_list);
            fillList();
            m_list->setCurrentRow(row);
            judge();
        };
    };
    connect(m_name, &QLineEdit::textChanged, this,
            onEdit([this](RowRule &rule) { rule.name = m_name->text(); }));
    connect(m_filter, &QLineEdit::textChanged, this,
            onEdit([this](RowRule &rule) { rule.filter = m_filter->text(); }));
    connect(m_hue, &QComboBox::currentIndexChanged, this,
            onEdit([this](RowRule &rule) { rule.hue = m_hue->currentData().toByteArray(); }));
    connect(m_states, &QCheckBox::toggled, this, [this](bool isOn) { m_rules.areStatesOn = isOn; });
}

void RowColoursDialog::add()
{
    m_rules.rules.push_back({tr("Rule %1").arg(m_rules.rules.size() + 1), {}, "blue", true});
    fillList();
    m_list->setCurrentRow(m_list->count() - 1);
    showRule();
    m_filter->setFocus();
}

void RowColoursDialog::remove()
{
    const int row = current();
    if (row < 0)
        return;
    m_rules.rules.erase(m_rules.rules.begin() + row);
    fillList();
    m_list->setCurrentRow(std::min(row, m_list->count() - 1));
    showRule();
}

void RowColoursDialog::move(int by)
{
    const int row = current();
    const int to = row + by;
    if (row < 0 || to < 0 || to >= m_list->count())
        return;
    std::swap(m_rules.rules[size_t(row)], m_rules.rules[size_t(to)]);
    fillList();
    m_list->setCurrentRow(to);
    showRule();
}

void RowColoursDialog::accept()
{
    if (!m_keep->isEnabled())
        return;
    emit chosen(m_rules);
    QDialog::accept();
}

void RowColoursDialog::fillList()
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const RowRule &rule : m_rules.rules) {
        auto *item = new QListWidgetItem(swatch(rule.hue), onOneLine(rule.name), m_list);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(rule.isOn ? Qt::Checked : Qt::Unchecked);
        item->setToolTip(plainToolTip(rule.filter));
    }
}

void RowColoursDialog::showRule()
{
    const int row = current();
    m_editor->setEnabled(row >= 0);
    m_isShowing = true;
    const RowRule rule = row < 0 ? RowRule() : m_rules.rules[size_t(row)];
    m_name->setText(rule.name);
    m_filter->setText(rule.filter);
    m_hue->setCurrentIndex(m_hue->findData(rule.hue));
    m_isShowing = false;
    judge();
}

/// A rule that is on has a filter that is fine.
void RowColoursDialog::judge()
{
    const auto isBad = [](const RowRule &rule) {
        const filter::Parsed parsed = filter::parse(rule.filter);
        return rule.isOn
            && (parsed.judgement != filter::Judgement::Fine || parsed.filter.isEverything());
    };
    const auto bad = std::find_if(m_rules.rules.begin(), m_rules.rules.end(), isBad);
    m_keep->setEnabled(bad == m_rules.rules.end());
    m_sentence->setText(bad == m_rules.rules.end()
                            ? QString()
                            : tr("The filter of %1 is not finished.").arg(onOneLine(bad->name)));
    const int row = current();
    m_remove->setEnabled(row >= 0);
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row + 1 < m_list->count());
}

int RowColoursDialog::current() const
{
    return m_list->currentRow();
}

QIcon RowColoursDialog::swatch(QByteArrayView hue) const
{
    QPixmap pixmap(metrics::kIcon, metrics::kIcon);
    pixmap.fill(Qt::transparent);
    if (const auto known = ruleHue(hue)) {
        QPainter painter(&pixmap);
        QRect box(0, 0, metrics::kSwatch, metrics::kSwatch);
        box.moveCenter(pixmap.rect().center());
        painter.fillRect(box, m_theme.tokens().hue(*known));
    }
    return QIcon(pixmap);
}

} // namespace sendscope::ui

#include "moc_rowcoloursdialog.cpp"
