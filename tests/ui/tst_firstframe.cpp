#include "tests/testregistry.h"
#include "ui/watch/firstframe.h"

#include <QCoreApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace sendscope;

namespace {

/// Knows whether it was painted.
class Painted : public QWidget
{
public:
    bool isPainted() const { return m_isPainted; }

protected:
    void paintEvent(QPaintEvent *) override { m_isPainted = true; }

private:
    bool m_isPainted = false;
};

} // namespace

class FirstFrameTest : public QObject
{
    Q_OBJECT

private slots:
    void comesOnceAfterTheWholeWindow();
};

void FirstFrameTest::comesOnceAfterTheWholeWindow()
{
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *child = new Painted;
    column->addWidget(child);
    window.resize(200, 100);
    const ui::FirstFrame frame(window);
    QSignalSpy painted(&frame, &ui::FirstFrame::painted);
    bool wasChildPainted = false;
    connect(&frame, &ui::FirstFrame::painted, this, [&] { wasChildPainted = child->isPainted(); });

    window.show();

    QTRY_COMPARE(painted.count(), 1);
    QVERIFY(wasChildPainted);
    window.repaint();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(painted.count(), 1);
}

SENDSCOPE_TEST(FirstFrameTest, firstframe)
#include "tst_firstframe.moc"
