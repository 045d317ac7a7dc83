#include "ui/mainwindow/nameswiring.h"

#include "app/settings/settings.h"
#include "ui/actions/actions.h"
#include "ui/detail/detailpane.h"
#include "ui/events/eventtableview.h"
#include "ui/filter/namedialog.h"
#include "ui/filter/namesdialog.h"
#include "ui/mainwindow/filterwiring.h"
#include "ui/mainwindow/messageswiring.h"

#include <QEvent>

namespace sendscope::ui {

NamesWiring::NamesWiring(const NamePlaces &places, QWidget &window)
    : QObject(&window)
    , m_places(places)
    , m_window(window)
{
    connect(&places.table, &EventTableView::nameAsked, this, &NamesWiring::openName);
    connect(&places.detail, &DetailPane::nameAsked, this, &NamesWiring::openName);
    connect(places.actions.action(ActionId::Names), &QAction::triggered, this,
            &NamesWiring::openAll);
    readSettings();
    // Another window may have given names.
    window.installEventFilter(this);
}

NamesWiring::~NamesWiring() = default;

void NamesWiring::setFilter(const filter::Filter &filter)
{
    m_filter = filter;
    m_meant = filter::withNames(filter, m_names);
    emit filterChanged(m_meant);
}

void NamesWiring::readSettings()
{
    const QString text = m_places.settings.text(settings::Key::Names);
    if (text == m_text)
        return;
    m_text = text;
    m_names = filter::Names::read(text);
    show();
}

void NamesWiring::show()
{
    m_places.table.setNames(m_names);
    m_places.messages.setNames(m_names);
    m_places.detail.setNames(m_names);
    m_places.filters.setNames(m_names);
    if (filter::withNames(m_filter, m_names) != m_meant)
        setFilter(m_filter);
}

void NamesWiring::keep(const filter::Names &names)
{
    if (names == m_names)
        return;
    m_names = names;
    m_text = names.print();
    if (const auto kept = m_places.settings.keep(settings::Key::Names, m_text); !kept)
        emit said(base::sentence(kept.error()));
    show();
}

void NamesWiring::openName(const QByteArray &value)
{
    auto *dialog = new NameDialog(m_places.theme, tr("Name this number"), QString::fromUtf8(value),
                                  m_names.nameOf(value), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setMayBeEmpty(true);
    connect(dialog, &NameDialog::named, this, [this, value](const QString &name) {
        filter::Names names = m_names;
        names.set(value, name);
        keep(names);
    });
    dialog->open();
}

void NamesWiring::openAll()
{
    auto *dialog = new NamesDialog(m_places.theme, m_names, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &NamesDialog::named, this, &NamesWiring::keep);
    dialog->open();
}

bool NamesWiring::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::WindowActivate)
        readSettings();
    return QObject::eventFilter(watched, event);
}

} // namespace sendscope::ui
