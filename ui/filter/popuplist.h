#pragma once

#include <QListView>

namespace sendscope::ui {

/// A list in a popup under the filter field, which keeps the focus: it is stepped through by the
/// field's keys.
class PopupList : public QListView
{
    Q_OBJECT

protected:
    explicit PopupList(QWidget *parent);
};

} // namespace sendscope::ui
