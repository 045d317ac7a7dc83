#include "ui/widgets/filedialog.h"

#include <QApplication>
#include <QFileDialog>
#include <QFileIconProvider>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

struct FileWords
{
    Q_DECLARE_TR_FUNCTIONS(FileDialog)
};

/// Qt's own looks into files to find out what they are.
class IconsByName : public QFileIconProvider
{
public:
    QIcon icon(const QFileInfo &info) const override
    {
        return QApplication::style()->standardIcon(info.isDir() ? QStyle::SP_DirIcon
                                                                : QStyle::SP_FileIcon);
    }
    QString type(const QFileInfo &info) const override
    {
        return info.isDir()                 ? FileWords::tr("Folder")
            : info.suffix() == u"sendscope" ? FileWords::tr("Capture")
                                            : FileWords::tr("File");
    }
};

} // namespace

QFileDialog *makeFileDialog(const QString &title, QWidget *parent)
{
    static IconsByName icons; // The dialog does not own its own.

    auto *dialog = new QFileDialog(parent, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    // The system's own dialog may look into files, too.
    dialog->setOptions(QFileDialog::DontUseNativeDialog | QFileDialog::DontUseCustomDirectoryIcons);
    dialog->setIconProvider(&icons);
    return dialog;
}

} // namespace sendscope::ui
