#include "tests/testregistry.h"
#include "ui/detail/fieldview.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QEvent>
#include <QGuiApplication>
#include <QPoint>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sendscope;
using ui::DetailField;
using ui::DetailFields;
using ui::FieldView;

namespace {

DetailField field(const QString &label, const QString &value, const QString &note = {})
{
    DetailField made;
    made.label = label;
    made.value = value;
    made.note = note;
    return made;
}

DetailFields manyFields(int count)
{
    DetailFields fields;
    for (int i = 0; i < count; ++i)
        fields.push_back(field(u"Field %1"_s.arg(i), u"value "_s + QString(i % 300, u'x')));
    return fields;
}

} // namespace

class FieldViewTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void laysOutOnlyWhatIsSeen();
    void stepsOverHeadings();
    void copiesTheExactValue();
    void copiesWhatIsSelectedWithTheMouse();
    void keepsPlaceWhenAFieldChanges();
    void findsInEveryTextOfAField();
    void saysTheCurrentFieldWithItsMeaning();
    void reachesTheLastField();
    void fitsItsHeight();
};

void FieldViewTest::laysOutOnlyWhatIsSeen()
{
    const ui::Theme theme;
    FieldView view(theme);
    view.resize(400, 300);

    view.setFields(manyFields(700));
    view.grab();

    QVERIFY(view.fieldsLaidOut() > 0);
    QVERIFY2(view.fieldsLaidOut() < 30, qPrintable(QString::number(view.fieldsLaidOut())));
}

void FieldViewTest::stepsOverHeadings()
{
    const ui::Theme theme;
    FieldView view(theme);
    DetailFields fields{field(u"A"_s, u"1"_s), field(u"Others"_s, {}), field(u"B"_s, u"2"_s)};
    fields[1].isHeading = true;
    view.setFields(fields);
    QSignalSpy changed(&view, &FieldView::currentChanged);

    QTest::keyClick(&view, Qt::Key_Down);
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(view.current(), 2);
    QTest::keyClick(&view, Qt::Key_Up);
    QCOMPARE(view.current(), 0);

    QCOMPARE(changed.count(), 3);
}

void FieldViewTest::copiesTheExactValue()
{
    const ui::Theme theme;
    FieldView view(theme);
    DetailField time = field(u"Created"_s, u"2026-11-23 14:07:36.979"_s);
    time.exact = "2026-11-23T13:07:36.979Z";
    DetailField huge = field(u"Text"_s, u"xxx… (8 MB in all)"_s);
    huge.exact = QByteArray(8 * 1024 * 1024, 'x');
    view.setFields({time, huge});

    QTest::keyClick(&view, Qt::Key_Down);
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"2026-11-23T13:07:36.979Z"_s);

    QTest::keyClick(&view, Qt::Key_Down);
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text().size(), 8 * 1024 * 1024);
}

void FieldViewTest::copiesWhatIsSelectedWithTheMouse()
{
    const ui::Theme theme;
    FieldView view(theme);
    view.resize(500, 300);
    view.setFields({field(u"Text"_s, u"some words"_s)});
    view.grab();
    const QPoint left(200, 18);
    const QPoint right(460, 18);

    QTest::mousePress(view.viewport(), Qt::LeftButton, {}, left);
    QMouseEvent move(QEvent::MouseMove, right, view.viewport()->mapToGlobal(right), Qt::LeftButton,
                     Qt::LeftButton, {});
    QCoreApplication::sendEvent(view.viewport(), &move);

    const QByteArray copied = view.copied();
    QVERIFY(!copied.isEmpty());
    QVERIFY(QByteArray("some words").endsWith(copied));
    QVERIFY(copied.size() < 10);
}

void FieldViewTest::keepsPlaceWhenAFieldChanges()
{
    const ui::Theme theme;
    FieldView view(theme);
    view.resize(400, 200);
    DetailFields fields = manyFields(50);
    view.setFields(fields);
    view.grab();
    QTest::keyClick(&view, Qt::Key_Down);
    view.verticalScrollBar()->setValue(100);

    fields[0].value = u"another"_s;
    view.setFields(fields);

    QCOMPARE(view.current(), 0);
    QCOMPARE(view.verticalScrollBar()->value(), 100);

    view.setFields(manyFields(3));
    QCOMPARE(view.current(), -1);
    QCOMPARE(view.verticalScrollBar()->value(), 0);
}

void FieldViewTest::findsInEveryTextOfAField()
{
    const ui::Theme theme;
    FieldView view(theme);
    view.setFields({field(u"Label"_s, u"välue"_s, u"a note"_s), field(u"Other"_s, u"wörds"_s)});

    const auto hitsOf = [&view](const QString &typed) {
        return ui::findHits(view.findText(), ui::FindQuery::from(typed, false));
    };

    QCOMPARE(hitsOf(u"LABEL"_s).size(), 1U);
    QCOMPARE(hitsOf(u"note"_s).size(), 1U);
    const ui::FindHits hits = hitsOf(u"RDS"_s);
    QCOMPARE(hits.size(), 1U);
    view.setHits(std::make_shared<const ui::FindHits>(hits));
    view.showHit(hits.front());
    view.grab();
    QCOMPARE(view.current(), 1);
    QCOMPARE(view.copied(), "rds"_ba);
}

void FieldViewTest::saysTheCurrentFieldWithItsMeaning()
{
    const ui::Theme theme;
    FieldView view(theme);
    DetailField tag = field(u"Tag"_s, u"v2 lab"_s);
    tag.meaning = u"What your application put there."_s;
    view.setFields({tag});

    QTest::keyClick(&view, Qt::Key_Down);

    QVERIFY(view.accessibleDescription().contains(u"Tag. v2 lab"_s));
    QVERIFY(view.accessibleDescription().contains(tag.meaning));
}

void FieldViewTest::reachesTheLastField()
{
    const ui::Theme theme;
    FieldView view(theme);
    view.resize(300, 200);
    view.setFields(manyFields(100));
    view.grab();

    QTest::keyClick(&view, Qt::Key_End);
    view.grab();

    QCOMPARE(view.current(), 99);
    QCOMPARE(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());
    QVERIFY2(view.fieldsLaidOut() < 40, qPrintable(QString::number(view.fieldsLaidOut())));
}

void FieldViewTest::fitsItsHeight()
{
    const ui::Theme theme;
    FieldView view(theme);
    view.setFittedHeight(200);

    view.setFields({field(u"A"_s, u"1"_s)});
    const int one = view.height();
    view.setFields(manyFields(100));

    QVERIFY(one > 0 && one < 60);
    QCOMPARE(view.height(), 200);
}

SENDSCOPE_TEST(FieldViewTest, fieldview)
#include "tst_fieldview.moc"
