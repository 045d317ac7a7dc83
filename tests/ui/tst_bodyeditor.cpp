#include "tests/testregistry.h"
#include "ui/body/bodyeditor.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMimeData>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sendscope;

using Obstacle = ui::BodyEditor::Obstacle;

class BodyEditorTest : public QObject
{
    Q_OBJECT

private slots:
    void givesBackEveryByte_data();
    void givesBackEveryByte();
    void saysWhatItCannotEdit_data();
    void saysWhatItCannotEdit();
    void typingKeepsTheLineEnds();
    void aReplacedBodyCanBeUndone();
    void copiesWhatItShows();
    void underlinesTheWrongPlace_data();
    void underlinesTheWrongPlace();
    void letsTabGoOn();

private:
    const ui::Theme m_theme;
};

void BodyEditorTest::givesBackEveryByte_data()
{
    QTest::addColumn<QByteArray>("body");

    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("no line end at the end") << "[\n  1\n]"_ba;
    QTest::newRow("a line end at the end") << "[1]\n"_ba;
    QTest::newRow("carriage returns") << "[\r\n 1\r\n]\r\n"_ba;
    QTest::newRow("a space that does not break") << u"\"a\u00a0b\""_s.toUtf8();
    QTest::newRow("a line separator within a string") << u"\"a\u2028b\""_s.toUtf8();
    QTest::newRow("a byte order mark") << "\xEF\xBB\xBF[]"_ba;
    QTest::newRow("beyond the first plane") << "\"\xF0\x9F\x98\x80\""_ba;
    QTest::newRow("controls") << QByteArray("\"\0\x01\x7f\t\"", 6);
    QTest::newRow("what has no width") << u"\"\u200b\u202e\u2066\""_s.toUtf8();
}

void BodyEditorTest::givesBackEveryByte()
{
    QFETCH(const QByteArray, body);
    ui::BodyEditor editor(m_theme);

    QCOMPARE(ui::BodyEditor::obstacleOf(body), Obstacle::None);
    editor.setBytes(body);

    QCOMPARE(editor.bytes(), body);
}

void BodyEditorTest::saysWhatItCannotEdit_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Obstacle>("obstacle");

    QTest::newRow("as much as may be") << QByteArray(1024 * 1024, 'x') << Obstacle::None;
    QTest::newRow("one byte more") << QByteArray(1024 * 1024 + 1, 'x') << Obstacle::TooLarge;
    QTest::newRow("Latin 1") << "\"\xE4\""_ba << Obstacle::NoText;
    QTest::newRow("a character cut off") << "\"\xF0\x9F"_ba << Obstacle::NoText;
    QTest::newRow("both line ends") << "[\r\n1\n]"_ba << Obstacle::Breaks;
    QTest::newRow("a return by itself") << "[\r1]"_ba << Obstacle::Breaks;
    QTest::newRow("a paragraph separator") << u"\"a\u2029b\""_s.toUtf8() << Obstacle::Breaks;
    QTest::newRow("no character") << u"\"\ufdd0\""_s.toUtf8() << Obstacle::Breaks;
}

void BodyEditorTest::saysWhatItCannotEdit()
{
    QFETCH(const QByteArray, body);
    QFETCH(const Obstacle, obstacle);

    QCOMPARE(ui::BodyEditor::obstacleOf(body), obstacle);
}

void BodyEditorTest::typingKeepsTheLineEnds()
{
    ui::BodyEditor editor(m_theme);
    editor.setBytes("[\r\n]");

    QTest::keyClicks(&editor, u"1"_s);
    QTest::keyClick(&editor, Qt::Key_Return);

    QCOMPARE(editor.bytes(), "1\r\n[\r\n]"_ba);
}

void BodyEditorTest::aReplacedBodyCanBeUndone()
{
    ui::BodyEditor editor(m_theme);
    editor.setBytes("[1]");

    editor.replaceBytes("[\n  1\n]");
    QCOMPARE(editor.bytes(), "[\n  1\n]"_ba);
    editor.undo();

    QCOMPARE(editor.bytes(), "[1]"_ba);
}

void BodyEditorTest::copiesWhatItShows()
{
    ui::BodyEditor editor(m_theme);
    const QByteArray body = u"\"a\u00a0b\"\n1"_s.toUtf8();
    editor.setBytes(body);

    editor.selectAll();
    editor.copy();
    editor.setBytes("");
    editor.paste();

    QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), body);
    QCOMPARE(editor.bytes(), body);
}

void BodyEditorTest::underlinesTheWrongPlace_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<qint64>("byte");
    QTest::addColumn<QString>("marked");

    QTest::newRow("nowhere") << "[1]"_ba << qint64(-1) << QString();
    QTest::newRow("a letter") << "[a]"_ba << qint64(1) << u"a"_s;
    QTest::newRow("after other letters")
        << "[\"\xC3\xA4\xF0\x9F\x98\x80\" }"_ba << qint64(10) << u"}"_s;
    QTest::newRow("after carriage returns") << "[\r\n\r\n}"_ba << qint64(5) << u"}"_s;
    QTest::newRow("the end") << "[1"_ba << qint64(2) << u"1"_s;
}

void BodyEditorTest::underlinesTheWrongPlace()
{
    QFETCH(const QByteArray, body);
    QFETCH(const qint64, byte);
    QFETCH(const QString, marked);
    ui::BodyEditor editor(m_theme);
    editor.setBytes(body);

    editor.setWrongPlace(byte);

    const auto marks = editor.extraSelections();
    QCOMPARE(marks.isEmpty() ? QString() : marks.first().cursor.selectedText(), marked);
}

void BodyEditorTest::letsTabGoOn()
{
    QWidget window;
    QHBoxLayout row(&window);
    ui::BodyEditor editor(m_theme);
    QLineEdit next;
    row.addWidget(&editor);
    row.addWidget(&next);
    editor.setBytes("[]");
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    editor.setFocus();

    QTest::keyClick(&editor, Qt::Key_Tab);

    QCOMPARE(editor.bytes(), "[]"_ba);
    QVERIFY(next.hasFocus());
}

SENDSCOPE_TEST(BodyEditorTest, bodyeditor)
#include "tst_bodyeditor.moc"
