#pragma once

#include "app/filter/filter.h"
#include "app/filter/names.h"

#include <QObject>

namespace sendscope::settings {
class Settings;
}

namespace sendscope::ui {

class Actions;
class DetailPane;
class EventTableView;
class FilterWiring;
class MessagesWiring;
class Theme;

/// The parts of a window that names have to do with. All outlive it.
struct NamePlaces
{
    const Theme &theme;
    settings::Settings &settings;
    const Actions &actions;
    EventTableView &table;
    MessagesWiring &messages;
    DetailPane &detail;
    FilterWiring &filters;
};

/// Names of numbers and application ids in a window: kept in the settings, so that all captures
/// share them; shown in its panes, and asked for by its filters. They are no part of a capture, so
/// that nothing of them is ever exported.
class NamesWiring : public QObject
{
    Q_OBJECT

public:
    NamesWiring(const NamePlaces &places, QWidget &window);
    ~NamesWiring() override;

    void setFilter(const filter::Filter &filter); ///< As it is typed.

signals:
    void filterChanged(const sendscope::filter::Filter &filter); ///< What it means, names and all.
    void said(const QString &sentence);                          ///< What could not be done.

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void readSettings();
    void show();
    void keep(const filter::Names &names);
    void openName(const QByteArray &value);
    void openAll();

    const NamePlaces m_places;
    QWidget &m_window;
    filter::Names m_names;
    filter::Filter m_filter; ///< As it was typed,
    filter::Filter m_meant;  ///< and what it means.
    QString m_text;          ///< As the settings had it.
};

} // namespace sendscope::ui
