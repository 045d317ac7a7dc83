#include "ui/mainwindow/aboutbox.h"

#include <QCoreApplication>
#include <QMessageBox>

namespace sendscope::ui {
namespace {

struct AboutWords
{
    Q_DECLARE_TR_FUNCTIONS(AboutBox)
};

} // namespace

void openAbout(QWidget *parent)
{
    auto *box = new QMessageBox(parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setWindowTitle(AboutWords::tr("About Sendscope"));
    box->setText(AboutWords::tr("Sendscope %1").arg(QCoreApplication::applicationVersion()));
    box->setInformativeText(
        AboutWords::tr("Captures, shows and replays Bandwidth messaging events on this machine.\n"
                       "Licensed under Apache-2.0. Uses Qt %1 under LGPL-3.0.")
            .arg(QLatin1StringView(qVersion())));
    box->open();
}

} // namespace sendscope::ui
