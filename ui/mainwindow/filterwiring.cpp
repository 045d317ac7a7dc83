#include "ui/mainwindow/filterwiring.h"

#include "app/engine/engine.h"
#include "app/settings/settings.h"
#include "ui/actions/actions.h"
#include "ui/filter/filterbar.h"
#include "ui/filter/filtercompleter.h"
#include "ui/filter/namedialog.h"
#include "ui/filter/savedrow.h"
#include "ui/widgets/judgedfield.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

/// The settings' text before a person changed anything.
constexpr QStringView kDefault = u"default";

std::vector<filter::SavedFilter> firstFilters()
{
    const auto saved = [](const QString &name, const QString &text) {
        return filter::SavedFilter{name, filter::parse(text).filter};
    };
    return {saved(FilterWiring::tr("Last 15 min"), u"received > -15m"_s),
            saved(FilterWiring::tr("Failed"), u"state == failed"_s),
            saved(FilterWiring::tr("Overdue"), u"issues == overdue"_s),
            saved(FilterWiring::tr("Issues"), u"exists issues"_s),
            saved(FilterWiring::tr("Marked"), u"exists mark"_s)};
}

std::vector<filter::SavedFilter> savedIn(const QString &text)
{
    return text == kDefault ? firstFilters()
                            : filter::readSaved(text, QTimeZone::systemTimeZone()).filters;
}

} // namespace

FilterWiring::FilterWiring(const FilterPlaces &places, QWidget &window)
    : QObject(&window)
    , m_places(places)
    , m_window(window)
    , m_completer(new FilterCompleter(places.theme, places.engine.clock(), places.bar, this))
    , m_row(new SavedRow(places.theme, &window))
    , m_counts(places.engine.clock())
{
    connect(&places.engine, &engine::Engine::snapshotPublished, &m_counts,
            &engine::FilterCounts::setSnapshot);
    m_counts.setSnapshot(places.engine.snapshot());
    connect(&m_counts, &engine::FilterCounts::countsChanged, this, &FilterWiring::showCounts);
    m_completer->setMeaning([this](const filter::Filter &filter) { return meant(filter); });
    connect(m_completer, &FilterCompleter::fieldAsked, this, [this](const event::FieldRef &field) {
        m_fieldsAsked = {field};
        emit fieldsAskedChanged();
    });
    connect(&places.bar, &FilterBar::filterChanged, this, [this] { showCurrent(); });
    connect(&places.bar, &FilterBar::saveClicked, this, &FilterWiring::openSave);
    connect(places.actions.action(ActionId::SaveFilter), &QAction::triggered, this,
            &FilterWiring::openSave);
    connect(places.actions.action(ActionId::CompleteFilter), &QAction::triggered, m_completer,
            &FilterCompleter::open);
    connectRow();
    readSettings();
    // Another window may have changed what is saved.
    window.installEventFilter(this);
}

FilterWiring::~FilterWiring() = default;

void FilterWiring::connectRow()
{
    connect(m_row, &SavedRow::chosen, this, [this](const filter::Filter &filter) {
        m_places.bar.setText(filter::print(filter));
        m_places.bar.enter();
    });
    connect(m_row, &SavedRow::saveAsked, this, &FilterWiring::openSave);
    connect(m_row, &SavedRow::renameAsked, this, &FilterWiring::openRename);
    connect(m_row, &SavedRow::filtersChanged, this, &FilterWiring::keep);
    connect(m_row, &SavedRow::copied, this, [this](const QString &text) {
        QGuiApplication::clipboard()->setText(text);
        emit said(tr("Copied as text: a line each, name = filter"));
    });
    connect(m_row, &SavedRow::pasteAsked, this,
            [this] { addText(QGuiApplication::clipboard()->text()); });
    connect(m_row, &SavedRow::defaultsAsked, this,
            [this] { addText(filter::printSaved(firstFilters())); });
}

void FilterWiring::setResult(const engine::QueryResult &result)
{
    m_completer->setSnapshot(result.snapshot);
    m_completer->setShowsAside(m_places.query.showsAside());
    m_counts.setShowsAside(m_places.query.showsAside());
}

void FilterWiring::setEmpty(bool isEmpty)
{
    m_row->setEmpty(isEmpty);
}

void FilterWiring::setByMessage(bool isByMessage)
{
    m_counts.setByMessage(isByMessage);
}

void FilterWiring::setNames(const filter::Names &names)
{
    m_names = names;
    m_completer->setNames(names);
    countAgain();
}

void FilterWiring::setCleared(std::function<filter::Filter(const filter::Filter &)> applied)
{
    m_cleared = std::move(applied);
    countAgain();
}

/// What the rows have to meet that are shown while this holds.
filter::Filter FilterWiring::meant(const filter::Filter &filter) const
{
    const filter::Filter named = filter::withNames(filter, m_names);
    return m_cleared ? m_cleared(named) : named;
}

void FilterWiring::readSettings()
{
    const QString text = m_places.settings.text(settings::Key::SavedFilters);
    if (text == m_savedText)
        return;
    m_savedText = text;
    m_row->setFilters(savedIn(text));
    countAgain();
}

void FilterWiring::keep()
{
    // An empty list is one that a person made, not the first one.
    const QString text = u"# name = filter\n"_s + filter::printSaved(m_row->filters());
    m_savedText = text;
    const auto kept = m_places.settings.keep(settings::Key::SavedFilters, text);
    if (!kept)
        emit said(base::sentence(kept.error()));
    countAgain();
}

void FilterWiring::countAgain()
{
    std::vector<filter::Filter> filters{meant({})};
    for (const filter::SavedFilter &saved : m_row->filters())
        filters.push_back(meant(saved.filter));
    m_counts.setFilters(filters);
    showCounts();
    showCurrent();
}

void FilterWiring::showCounts()
{
    m_row->setCounts(m_counts.counts(), m_counts.isByMessage());
}

void FilterWiring::showCurrent()
{
    m_row->setShown(m_places.bar.filter());
}

void FilterWiring::openSave()
{
    const filter::Filter filter = m_places.bar.filter();
    if (filter.isEverything()) {
        emit said(tr("There is no filter to save: everything is shown."));
        return;
    }
    auto *dialog = new NameDialog(m_places.theme, tr("Save this filter"), filter::print(filter), {},
                                  &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &NameDialog::named, this, [this, filter](const QString &name) {
        std::vector<filter::SavedFilter> filters = m_row->filters();
        const QString saved = filter::savedName(name);
        if (saved.isEmpty())
            return;
        filter::putSaved(filters, {saved, filter});
        m_row->setFilters(filters);
        keep();
    });
    dialog->open();
}

void FilterWiring::openRename(int at)
{
    const filter::SavedFilter saved = m_row->filters()[size_t(at)];
    auto *dialog = new NameDialog(m_places.theme, tr("Rename the saved filter"),
                                  filter::print(saved.filter), saved.name, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &NameDialog::named, this, [this, saved](const QString &name) {
        std::vector<filter::SavedFilter> filters = m_row->filters();
        const auto same = std::find(filters.begin(), filters.end(), saved);
        const QString renamed = filter::savedName(name);
        if (same == filters.end() || renamed.isEmpty())
            return;
        const auto isTaken = [&](const filter::SavedFilter &other) {
            return &other != &*same && other.name.compare(renamed, Qt::CaseInsensitive) == 0;
        };
        if (std::any_of(filters.begin(), filters.end(), isTaken)) {
            emit said(tr("Another saved filter has this name."));
            return;
        }
        same->name = renamed;
        m_row->setFilters(filters);
        keep();
    });
    dialog->open();
}

/// Adds filters that somebody shared; those of a name that is there already take its place.
void FilterWiring::addText(const QString &text)
{
    const filter::SavedRead read = filter::readSaved(text, QTimeZone::systemTimeZone());
    std::vector<filter::SavedFilter> filters = m_row->filters();
    for (const filter::SavedFilter &saved : read.filters)
        filter::putSaved(filters, saved);
    QString sentence = read.filters.size() == 1 ? tr("1 filter added.")
                                                : tr("%1 filters added.").arg(read.filters.size());
    if (!read.problems.empty()) {
        const base::Error &first = read.problems.front();
        sentence += u' '
            + tr("Line %1 is no saved filter: %2 was expected.")
                  .arg(QString::number(first.offset + 1), first.args.value(1));
    }
    emit said(sentence);
    if (read.filters.empty())
        return;
    m_row->setFilters(filters);
    keep();
}

bool FilterWiring::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::WindowActivate)
        readSettings();
    return QObject::eventFilter(watched, event);
}

} // namespace sendscope::ui
