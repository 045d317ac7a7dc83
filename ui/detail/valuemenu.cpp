#include "ui/detail/valuemenu.h"

#include "ui/widgets/filterjoin.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QMenu>

namespace sendscope::ui {
namespace {

struct ValueMenuWords
{
    Q_DECLARE_TR_FUNCTIONS(ValueMenu)
};

void addCopy(QMenu *menu, const QString &text, const QByteArray &bytes)
{
    menu->addAction(text, menu, [bytes] { copyBytes(bytes); })->setEnabled(!bytes.isNull());
}

} // namespace

QMenu *makeValueMenu(const ChosenValue &value, const FilterChosen &filterChosen, QWidget *parent)
{
    auto *menu = new QMenu(parent);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addCopy(menu, ValueMenuWords::tr("&Copy value"), value.exact);
    addCopy(menu, ValueMenuWords::tr("Copy as &JSON"), value.json);
    addCopy(menu, ValueMenuWords::tr("Copy &path"),
            value.path.isEmpty() ? QByteArray() : value.path);
    menu->addSeparator();
    const bool hasFilter = value.field && isFilterable(value.exact);
    addFilterMenus(*menu, hasFilter ? filterChosen : nullptr);
    return menu;
}

void copyBytes(const QByteArray &bytes)
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(bytes).remove(QChar(u'\0')));
}

} // namespace sendscope::ui
