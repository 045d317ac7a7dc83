#include "ui/windows/capturedialog.h"

#include "ui/widgets/filedialog.h"

#include <QCoreApplication>
#include <QFileDialog>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

struct DialogWords
{
    Q_DECLARE_TR_FUNCTIONS(CaptureDialog)
};

QString titleOf(CaptureQuestion question)
{
    switch (question) {
    case CaptureQuestion::Open:
        return DialogWords::tr("Open a capture");
    case CaptureQuestion::New:
        return DialogWords::tr("New capture");
    case CaptureQuestion::RecordInto:
        return DialogWords::tr("Record into a capture");
    case CaptureQuestion::SaveCopy:
        return DialogWords::tr("Save a copy of this capture");
    }
    return {};
}

QString acceptOf(CaptureQuestion question)
{
    switch (question) {
    case CaptureQuestion::Open:
        return DialogWords::tr("Open");
    case CaptureQuestion::SaveCopy:
        return DialogWords::tr("Save");
    case CaptureQuestion::New:
    case CaptureQuestion::RecordInto:
        break;
    }
    return DialogWords::tr("Record");
}

} // namespace

void askForCapture(QWidget *parent, CaptureQuestion question, const QString &suggested,
                   std::function<void(const QString &)> answer)
{
    QFileDialog *dialog = makeFileDialog(titleOf(question), parent);
    dialog->setOption(QFileDialog::DontConfirmOverwrite, question == CaptureQuestion::RecordInto);
    dialog->setNameFilters(
        {DialogWords::tr("Captures (*.sendscope)"), DialogWords::tr("All files (*)")});
    dialog->setDefaultSuffix(u"sendscope"_s);
    const bool isOpen = question == CaptureQuestion::Open;
    dialog->setAcceptMode(isOpen ? QFileDialog::AcceptOpen : QFileDialog::AcceptSave);
    dialog->setFileMode(isOpen ? QFileDialog::ExistingFile : QFileDialog::AnyFile);
    dialog->setLabelText(QFileDialog::Accept, acceptOf(question));
    const QFileInfo info(suggested);
    dialog->setDirectory(info.isDir() ? suggested : info.path());
    if (!info.isDir())
        dialog->selectFile(info.fileName());
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, std::move(answer));
    dialog->open();
}

} // namespace sendscope::ui
