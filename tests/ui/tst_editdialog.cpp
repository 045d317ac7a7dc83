#include "tests/testregistry.h"
#include "tests/ui/looking.h"
#include "ui/body/bodyeditor.h"
#include "ui/body/differenceview.h"
#include "ui/replay/bodycomparison.h"
#include "ui/replay/editdialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"

#include <QComboBox>
#include <QLabel>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace sendscope;
using tests::button;
using tests::isSaidIn;

namespace {

ui::BodyDraft draftOf(const QByteArray &body)
{
    return {{7}, body, body};
}

/// What a dialog was told to send.
struct Sent
{
    std::optional<ui::ReplayChoice> choice;
    QByteArray body;

    explicit Sent(ui::EditDialog &dialog)
    {
        QObject::connect(&dialog, &ui::EditDialog::chosen, &dialog,
                         [this](const ui::ReplayChoice &chosen, const QByteArray &bytes) {
                             choice = chosen;
                             body = bytes;
                         });
    }
};

} // namespace

class EditDialogTest : public QObject
{
    Q_OBJECT

private slots:
    void sendsWhatIsSeen();
    void checksAtEachChange();
    void sendsWhatIsNoJsonOnPurpose();
    void goesToTheWrongPlace();
    void showsTheDifference();
    void laysOutAndTakesBack();
    void saysWhyABodyCannotBeEdited_data();
    void saysWhyABodyCannotBeEdited();
    void keepsCredentialsForTheirTarget();
    void controlEnterSends();
    void comparesLongLinesByStructure();
    void saysThatOnlySpaceIsChanged();

private:
    const ui::Theme m_theme;
};

void EditDialogTest::sendsWhatIsSeen()
{
    ui::EditDialog dialog(m_theme, {}, draftOf("[\r\n1\r\n]"));
    Sent sent(dialog);
    QVERIFY(!button(dialog, u"Send"_s)->isEnabled());

    dialog.findChild<QComboBox *>()->setCurrentText(u"localhost:3000"_s);
    QTest::keyClicks(dialog.findChild<ui::BodyEditor *>(), u" "_s);
    button(dialog, u"Send"_s)->click();

    QCOMPARE(sent.body, " [\r\n1\r\n]"_ba);
    QVERIFY(sent.choice);
    QCOMPARE(sent.choice->target, QUrl(u"http://localhost:3000"_s));
    QVERIFY(!sent.choice->options.hasFreshIds);
}

void EditDialogTest::checksAtEachChange()
{
    ui::EditDialog dialog(m_theme, {}, draftOf("[1]"));
    QVERIFY(isSaidIn(dialog, u"JSON, 3 bytes"_s));

    QTest::keyClicks(dialog.findChild<ui::BodyEditor *>(), u"}"_s);

    QTRY_VERIFY(isSaidIn(dialog, u"Not JSON"_s));
    QVERIFY(isSaidIn(dialog, u"(line 1, column 1)"_s));
    QVERIFY(isSaidIn(dialog, u"It can be sent all the same."_s));
    QCOMPARE(dialog.findChild<ui::BodyEditor *>()->extraSelections().size(), 1);

    QTest::keyClick(dialog.findChild<ui::BodyEditor *>(), Qt::Key_Backspace);

    QTRY_VERIFY(isSaidIn(dialog, u"JSON, 3 bytes"_s));
    QVERIFY(dialog.findChild<ui::BodyEditor *>()->extraSelections().isEmpty());
}

void EditDialogTest::sendsWhatIsNoJsonOnPurpose()
{
    ui::EditDialog dialog(m_theme, {}, draftOf("[1"));
    Sent sent(dialog);
    dialog.findChild<QComboBox *>()->setCurrentText(u"localhost:3000"_s);

    button(dialog, u"Send all the same"_s)->click();

    QCOMPARE(sent.body, "[1"_ba);
}

void EditDialogTest::goesToTheWrongPlace()
{
    ui::EditDialog dialog(m_theme, {}, draftOf("[\n  1,\n  x\n]"));
    dialog.show();

    button(dialog, u"Go there"_s)->click();

    QCOMPARE(dialog.findChild<ui::BodyEditor *>()->textCursor().position(), 9);
}

void EditDialogTest::showsTheDifference()
{
    ui::EditDialog dialog(m_theme, {}, draftOf("[\n1\n]"));
    QTRY_VERIFY(isSaidIn(dialog, u"Nothing is changed yet"_s));

    auto *editor = dialog.findChild<ui::BodyEditor *>();
    editor->goTo(2);
    QTest::keyClicks(editor, u"2"_s);

    QTRY_VERIFY(isSaidIn(dialog, u"1 line out, 1 line in"_s));
    QCOMPARE(dialog.findChild<ui::DifferenceView *>()->accessibleDescription(),
             u"out: 1\nin: 21"_s);
}

void EditDialogTest::laysOutAndTakesBack()
{
    ui::EditDialog dialog(m_theme, {}, draftOf(R"([{"a":1.50}])"));

    button(dialog, u"Lay out"_s)->click();
    QCOMPARE(dialog.body(), "[\n  {\n    \"a\": 1.50\n  }\n]"_ba);
    QTRY_VERIFY(button(dialog, u"As it came"_s)->isEnabled());
    button(dialog, u"As it came"_s)->click();

    QCOMPARE(dialog.body(), R"([{"a":1.50}])"_ba);
    QTRY_VERIFY(!button(dialog, u"As it came"_s)->isEnabled());
}

void EditDialogTest::saysWhyABodyCannotBeEdited_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");

    QTest::newRow("too large") << QByteArray(2'000'000, ' ') << u"Up to 1 MiB"_s;
    QTest::newRow("no text") << "\xFF"_ba << u"no UTF-8 text"_s;
    QTest::newRow("line ends") << "\r\n\n"_ba << u"mixes line ends"_s;
}

void EditDialogTest::saysWhyABodyCannotBeEdited()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QString, words);

    ui::EditDialog dialog(m_theme, {}, draftOf(body));
    dialog.findChild<QComboBox *>()->setCurrentText(u"localhost:3000"_s);

    QVERIFY(isSaidIn(dialog, words));
    QVERIFY(!button(dialog, u"Send"_s)->isEnabled());
    QCOMPARE(dialog.body(), body);
}

void EditDialogTest::keepsCredentialsForTheirTarget()
{
    ui::ReplayContext context;
    context.last.target = QUrl(u"http://a/hook"_s);
    context.last.user = u"me"_s;
    context.last.options.headers = u"X-A: 1"_s;
    context.last.options.hasFreshIds = true;

    ui::EditDialog same(m_theme, context, draftOf("[]"));
    const Sent toSame(same);
    QVERIFY(isSaidIn(same, u"those of the last replay"_s));
    button(same, u"Send"_s)->click();
    ui::EditDialog other(m_theme, context, draftOf("[]"));
    const Sent toOther(other);
    other.findChild<QComboBox *>()->setCurrentText(u"http://b/hook"_s);
    button(other, u"Send"_s)->click();

    QCOMPARE(toSame.choice->user, u"me"_s);
    QCOMPARE(toSame.choice->options.headers, u"X-A: 1"_s);
    QVERIFY(!toSame.choice->options.hasFreshIds);
    QCOMPARE(toOther.choice->user, QString());
    QCOMPARE(toOther.choice->options.headers, QString());
}

void EditDialogTest::controlEnterSends()
{
    ui::EditDialog dialog(m_theme, {}, draftOf("[]"));
    Sent sent(dialog);
    dialog.findChild<QComboBox *>()->setCurrentText(u"http://a/"_s);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));

    QTest::keyClick(dialog.findChild<ui::BodyEditor *>(), Qt::Key_Return, Qt::ControlModifier);

    QTRY_COMPARE(sent.body, "[]"_ba);
}

void EditDialogTest::comparesLongLinesByStructure()
{
    const QByteArray padding = '"' + QByteArray(500, 'x') + '"';

    const ui::BodyDifference found =
        ui::compareBodies("[1," + padding + "]", "[2," + padding + "]");

    QVERIFY(found.isByStructure);
    QCOMPARE(ui::wordsOf(found), u"1 line out, 1 line in, compared by structure"_s);
}

void EditDialogTest::saysThatOnlySpaceIsChanged()
{
    const QByteArray padding = '"' + QByteArray(500, 'x') + '"';

    const ui::BodyDifference found =
        ui::compareBodies("[1," + padding + "]", "[1,\n" + padding + "]");

    QCOMPARE(ui::wordsOf(found), u"Only white space is changed"_s);
}

SENDSCOPE_TEST(EditDialogTest, editdialog)
#include "tst_editdialog.moc"
