#include "tests/testregistry.h"
#include "ui/media/mediafiles.h"

#include <QDesktopServices>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>
#include <QWidget>

using namespace Qt::StringLiterals;
using namespace sendscope;

class MediaFilesTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { QDesktopServices::unsetUrlHandler(u"file"_s); }
    void savesWhereItIsTold();
    void neverMakesProgramsOfThem();
    void asksBeforeItReplaces();
    void saysWhyNothingWasSaved();
    void opensAPrivateCopyAfterAQuestion();
    void opensNothingWithoutAYes();
    void warnsOfWhatCanDoMore();

public slots:
    void onOpened(const QUrl &url) { m_opened = url.toLocalFile(); }

private:
    QFileDialog *saveDialog(const QString &name, const QByteArray &bytes);
    QMessageBox *question(bool isActive = false);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QWidget> m_window;
    ui::MediaFiles *m_files = nullptr;
    QString m_said;
    QString m_opened;
};

void MediaFilesTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_window = std::make_unique<QWidget>();
    m_files = new ui::MediaFiles(m_window.get());
    m_said.clear();
    m_opened.clear();
    connect(m_files, &ui::MediaFiles::said, this,
            [this](const QString &sentence) { m_said = sentence; });
    QDesktopServices::setUrlHandler(u"file"_s, this, "onOpened");
}

QFileDialog *MediaFilesTest::saveDialog(const QString &name, const QByteArray &bytes)
{
    m_files->saveAs(name, bytes);
    return m_window->findChild<QFileDialog *>();
}

QMessageBox *MediaFilesTest::question(bool isActive)
{
    m_files->openElsewhere(u"<b>evening<b>.png"_s, "bytes", isActive);
    return m_window->findChild<QMessageBox *>();
}

void MediaFilesTest::savesWhereItIsTold()
{
    const QString path = m_folder->filePath(u"evening.png"_s);

    emit saveDialog(u"evening.png"_s, "bytes")->fileSelected(path);

    QTRY_COMPARE(m_said, u"Saved as %1"_s.arg(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "bytes"_ba);
}

void MediaFilesTest::neverMakesProgramsOfThem()
{
    const QString path = m_folder->filePath(u"script"_s);
    QFile before(path);
    QVERIFY(before.open(QIODevice::WriteOnly));
    before.close();
    QVERIFY(before.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));

    emit saveDialog(u"script"_s, "#!/bin/sh\n")->fileSelected(path);

    QTRY_VERIFY(!m_said.isEmpty());
    QVERIFY(!(QFile::permissions(path) & (QFile::ExeOwner | QFile::ExeGroup | QFile::ExeOther)));
}

void MediaFilesTest::asksBeforeItReplaces()
{
    const QFileDialog *dialog = saveDialog(u"evening.png"_s, "bytes");

    QCOMPARE(dialog->acceptMode(), QFileDialog::AcceptSave);
    QVERIFY(!dialog->testOption(QFileDialog::DontConfirmOverwrite));
}

void MediaFilesTest::saysWhyNothingWasSaved()
{
    emit saveDialog(u"a"_s, "bytes")->fileSelected(m_folder->filePath(u"no/such/folder"_s));

    QTRY_VERIFY(m_said.startsWith(u"Not saved: "));
}

void MediaFilesTest::opensAPrivateCopyAfterAQuestion()
{
    QMessageBox *box = question();
    QVERIFY(box->isVisible());
    QCOMPARE(box->textFormat(), Qt::PlainText);
    QVERIFY(m_opened.isEmpty());

    for (QAbstractButton *choice : box->buttons()) {
        if (box->buttonRole(choice) == QMessageBox::AcceptRole)
            choice->click();
    }

    QTRY_VERIFY(!m_opened.isEmpty());
    const QFileInfo copy(m_opened);
    QCOMPARE(copy.fileName(), u"<b>evening<b>.png"_s);
    QVERIFY(!copy.isExecutable());
    const QFileInfo root(copy.absolutePath() + u"/.."_s);
    QVERIFY(!(QFile::permissions(root.canonicalFilePath())
              & (QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther)));
    m_window.reset();
    QVERIFY(!QFile::exists(m_opened));
}

void MediaFilesTest::opensNothingWithoutAYes()
{
    QMessageBox *box = question();

    QCOMPARE(box->buttonRole(box->defaultButton()), QMessageBox::RejectRole);
    box->defaultButton()->click();

    QTRY_VERIFY(!m_window->findChild<QMessageBox *>());
    QVERIFY(m_opened.isEmpty());
}

void MediaFilesTest::warnsOfWhatCanDoMore()
{
    QVERIFY(question(true)->informativeText().contains(u"run scripts"));
}

SENDSCOPE_TEST(MediaFilesTest, mediafiles)
#include "tst_mediafiles.moc"
