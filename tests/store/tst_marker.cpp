#include "app/store/marker.h"
#include "app/store/reader.h"
#include "tests/store/recorder.h"
#include "tests/testregistry.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

class MarkerTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void standsAfterTheNewestEvent();
    void standsInACaptureThatIsRecorded();
    void makesTheCaptureItBegins();
    void refusesWhatIsNoCapture();

private:
    QString path() const { return m_folder->filePath(u"test.sendscope"_s); }

    std::vector<store::RecordingMark> marks() const
    {
        const auto reader = store::Reader::open(path());
        if (!reader)
            return {};
        return (*reader)->recordingMarks().value_or({});
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void MarkerTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void MarkerTest::standsAfterTheNewestEvent()
{
    {
        tests::Recorder recorder(path());
        QVERIFY(recorder.write("{}"_ba));
        recorder.close();
    }

    const auto after = store::addMarker(path(), u"build 412 \u2028 \u4e16"_s);

    QVERIFY(after);
    QCOMPARE(after->value, 1);
    const auto found = marks();
    QCOMPARE(found.size(), size_t(1));
    QCOMPARE(found[0].what, u"marker"_s);
    QCOMPARE(found[0].text, u"build 412 \u2028 \u4e16"_s);
    QCOMPARE(found[0].after.value, 1);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"test.sendscope"_s});
}

void MarkerTest::standsInACaptureThatIsRecorded()
{
    tests::Recorder recorder(path());
    QVERIFY(recorder.write("[1, 2]"_ba));

    const auto first = store::addMarker(path(), u"one"_s);
    QVERIFY(recorder.write("{}"_ba)); // The recorder goes on as if nothing had been.
    const auto second = store::addMarker(path(), u"two"_s);

    QVERIFY(first && second);
    QCOMPARE(first->value, 1);
    QCOMPARE(second->value, 2);
    QCOMPARE(marks().size(), size_t(2));
}

void MarkerTest::makesTheCaptureItBegins()
{
    const auto after = store::addMarker(path(), u"begin"_s);

    QVERIFY(after);
    QVERIFY(after->isNull());
    const auto reader = store::Reader::open(path());
    QVERIFY(reader);
    QVERIFY(!(*reader)->info().wasUnclean);
    QCOMPARE(marks().size(), size_t(1));
}

void MarkerTest::refusesWhatIsNoCapture()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("not a capture, though long enough to be read as one");
    file.close();

    const auto done = store::addMarker(path(), u"x"_s);

    QVERIFY(!done);
    QCOMPARE(done.error().code, base::Error::Code::NotACapture);
}

SENDSCOPE_TEST(MarkerTest, marker)
#include "tst_marker.moc"
