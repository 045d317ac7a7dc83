#include "tests/testregistry.h"
#include "ui/body/differenceview.h"
#include "ui/theme/theme.h"

#include <QScrollBar>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sendscope;

using RowKind = ui::DifferenceRow::Kind;

namespace {

QByteArray numbers(int from, int to)
{
    QByteArray text;
    for (int i = from; i <= to; ++i)
        text += QByteArray::number(i) + '\n';
    return text;
}

ui::DifferencePtr difference(const QByteArray &before, const QByteArray &after)
{
    return std::make_shared<const event::LineDifference>(event::lineDifference(before, after));
}

/// One sign a row: "=-+", and "(17)" for a fold of so many lines.
QByteArray told(const std::vector<ui::DifferenceRow> &rows)
{
    QByteArray out;
    for (const ui::DifferenceRow &row : rows) {
        if (row.kind == RowKind::Fold)
            out += '(' + QByteArray::number(row.count) + ')';
        else
            out += row.kind == RowKind::Removed ? '-' : row.kind == RowKind::Added ? '+' : '=';
    }
    return out;
}

} // namespace

class DifferenceViewTest : public QObject
{
    Q_OBJECT

private slots:
    void foldsWhatDidNotChange_data();
    void foldsWhatDidNotChange();
    void marksOnlyWhatDiffersInALine_data();
    void marksOnlyWhatDiffersInALine();
    void enterOpensAFold();
    void clickOpensAFold();
    void saysItForThoseWhoCannotSee();
    void drawsLongLines();

private:
    const ui::Theme m_theme;
};

void DifferenceViewTest::foldsWhatDidNotChange_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("rows");

    QTest::newRow("nothing") << ""_ba
                             << ""_ba
                             << ""_ba;
    QTest::newRow("all the same") << numbers(1, 9) << numbers(1, 9) << "(9)"_ba;
    QTest::newRow("in the middle")
        << numbers(1, 20) << numbers(1, 9) + "x\n" + numbers(11, 20) << "(6)===-+===(7)"_ba;
    QTest::newRow("no fold of one line")
        << numbers(1, 9) << numbers(1, 4) + "x\n" + numbers(6, 9) << "====-+===="_ba;
    QTest::newRow("at both ends") << numbers(1, 20) << "x\n" + numbers(2, 19) + "y\n"
                                  << "-+===(12)===-+"_ba;
}

void DifferenceViewTest::foldsWhatDidNotChange()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    QFETCH(const QByteArray, rows);

    QCOMPARE(told(ui::differenceRows(*difference(before, after))), rows);
}

void DifferenceViewTest::marksOnlyWhatDiffersInALine_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("partner");
    QTest::addColumn<QByteArray>("changed");

    QTest::newRow("a value") << "\"a\": 12,"_ba
                             << "\"a\": 34,"_ba
                             << "12"_ba;
    QTest::newRow("put in") << "abxc"_ba
                            << "abc"_ba
                            << "x"_ba;
    QTest::newRow("taken out") << "abc"_ba
                               << "abxc"_ba
                               << ""_ba;
    QTest::newRow("the same at both ends") << "aa"_ba
                                           << "aaa"_ba
                                           << ""_ba;
    QTest::newRow("letters that share a byte") << "x\xC3\xA4y"_ba
                                               << "x\xC3\xB6y"_ba
                                               << "\xC3\xA4"_ba;
    QTest::newRow("that share the last byte") << "\xC3\xA4"_ba
                                              << "\xCE\xA4"_ba
                                              << "\xC3\xA4"_ba;
}

void DifferenceViewTest::marksOnlyWhatDiffersInALine()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QByteArray, partner);
    QFETCH(const QByteArray, changed);

    const ui::ChangedPart part = ui::changedPart(line, partner);

    QCOMPARE(line.mid(part.begin, part.end - part.begin), changed);
}

void DifferenceViewTest::enterOpensAFold()
{
    ui::DifferenceView view(m_theme);
    view.setDifference(difference(numbers(1, 20), numbers(1, 19) + "x\n"));
    QCOMPARE(told(view.rows()), "(16)===-+"_ba);

    QTest::keyClick(&view, Qt::Key_Return);

    QCOMPARE(told(view.rows()), QByteArray(19, '=') + "-+");
}

void DifferenceViewTest::clickOpensAFold()
{
    ui::DifferenceView view(m_theme);
    view.resize(400, 300);
    view.show();
    view.setDifference(difference(numbers(1, 20), "x\n" + numbers(2, 20)));
    QCOMPARE(told(view.rows()), "-+===(16)"_ba);

    const int rowHeight = QFontMetrics(m_theme.fonts().fixed()).height() + 4;
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, {60, 4 + 5 * rowHeight + 2});

    QCOMPARE(told(view.rows()), "-+"_ba + QByteArray(19, '='));
}

void DifferenceViewTest::saysItForThoseWhoCannotSee()
{
    ui::DifferenceView view(m_theme);

    view.setDifference(difference("a\nb\n", "a\nc\n"));

    QCOMPARE(view.accessibleDescription(), u"out: b\nin: c"_s);
}

/// A line of a megabyte is laid out only where it changed.
void DifferenceViewTest::drawsLongLines()
{
    ui::DifferenceView view(m_theme);
    view.resize(400, 300);
    QByteArray before(1'000'000, 'a');
    QByteArray after = before;
    after[700'000] = 'b';

    view.setDifference(difference(before, after));
    view.show();
    const QImage drawn = view.grab().toImage();

    QVERIFY(!drawn.isNull());
    QVERIFY(view.horizontalScrollBar()->maximum() < 100'000);
    QVERIFY(view.accessibleDescription().contains(u'b'));
    QVERIFY(view.accessibleDescription().size() < 10'000);
}

SENDSCOPE_TEST(DifferenceViewTest, differenceview)
#include "tst_differenceview.moc"
