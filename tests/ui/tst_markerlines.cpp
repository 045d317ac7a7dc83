#include "tests/testregistry.h"
#include "tests/ui/somecapture.h"
#include "ui/actions/actions.h"
#include "ui/events/eventtablemodel.h"
#include "ui/events/eventtableview.h"
#include "ui/events/markerlines.h"
#include "ui/theme/theme.h"

#include <QScrollBar>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

/// Where the lines of markers stand between the rows of a table.
class MarkerLinesTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void standBetweenRows_data();
    void standBetweenRows();
    void standWhereTheirRowsAreFiltered();
    void moveWithTheRows();
    void areNoneInAnotherOrder();
    void areFoundWhereTheyStand();

private:
    /// The text of the line above that row; of the last row plus one: below it.
    QString above(int row) const
    {
        for (const ui::MarkerLines::Line &line : m_lines->inSight()) {
            if (line.y == m_view->rowViewportPosition(0) + row * m_view->rowHeight(0))
                return line.text;
        }
        return {};
    }

    ui::Theme m_theme;
    ui::Actions m_actions;
    std::unique_ptr<tests::SomeCapture> m_capture;
    std::unique_ptr<ui::EventTableView> m_view;
    std::unique_ptr<ui::MarkerLines> m_lines;
};

void MarkerLinesTest::init()
{
    m_capture = std::make_unique<tests::SomeCapture>();
    m_capture->add(10);
    m_view = std::make_unique<ui::EventTableView>(m_theme, m_actions);
    m_lines = std::make_unique<ui::MarkerLines>(
        m_theme, *qobject_cast<ui::EventTableModel *>(m_view->model()), *m_view);
    m_view->resize(900, 600);
    m_view->show();
}

void MarkerLinesTest::standBetweenRows_data()
{
    QTest::addColumn<qint64>("after");
    QTest::addColumn<int>("row");

    QTest::newRow("before all") << qint64(0) << 0;
    QTest::newRow("after the first") << qint64(1) << 1;
    QTest::newRow("in the middle") << qint64(7) << 7;
    QTest::newRow("after the last") << qint64(10) << 10;
}

void MarkerLinesTest::standBetweenRows()
{
    QFETCH(const qint64, after);
    QFETCH(const int, row);
    m_capture->setMarkers({{{after}, "build <b>412</b>"}});
    m_view->setResult(m_capture->result());

    QCOMPARE(m_lines->inSight().size(), size_t(1));
    QCOMPARE(above(row), u"build <b>412</b>"_s);
    QCOMPARE(m_view->rowHeight(row == 10 ? 9 : row), m_view->rowHeight(3)); // As high as others.
}

void MarkerLinesTest::standWhereTheirRowsAreFiltered()
{
    m_capture->setMarkers({{{3}, "one"}, {{5}, "two"}, {{9}, "three"}});
    m_view->setResult(m_capture->resultOf({{2}, {6}, {7}}));

    QCOMPARE(m_lines->inSight().size(), size_t(2));
    QCOMPARE(above(1), u"one \u00b7 two"_s);
    QCOMPARE(above(3), u"three"_s);
    QCOMPARE(m_lines->inSight().front().newest, u"two"_s);
}

void MarkerLinesTest::moveWithTheRows()
{
    m_capture->add(1'000);
    m_capture->setMarkers({{{5}, "far above"}, {{500}, "here"}, {{1'000}, "far below"}});
    m_view->setResult(m_capture->result());
    m_view->verticalScrollBar()->setValue(495);

    QCOMPARE(m_lines->inSight().size(), size_t(1));
    QCOMPARE(m_lines->inSight().front().text, u"here"_s);
    QCOMPARE(m_lines->inSight().front().y, m_view->rowViewportPosition(500));
}

void MarkerLinesTest::areNoneInAnotherOrder()
{
    m_capture->setMarkers({{{3}, "one"}});

    m_view->setResult(m_capture->sorted({event::Field::Event, true}));

    QVERIFY(m_lines->inSight().empty());
    m_view->setResult(m_capture->resultOf({}));
    QVERIFY(m_lines->inSight().empty());
}

void MarkerLinesTest::areFoundWhereTheyStand()
{
    m_capture->setMarkers({{{3}, "one"}});
    m_view->setResult(m_capture->result());
    const ui::MarkerLines::Line line = m_lines->inSight().front();

    QVERIFY(m_lines->at(line.label.center()));
    QVERIFY(m_lines->at({5, line.y + 2}));
    QVERIFY(!m_lines->at({5, line.y + m_view->rowHeight(0) / 2}));
}

SENDSCOPE_TEST(MarkerLinesTest, markerlines)

#include "tst_markerlines.moc"
