#include "app/store/reader.h"
#include "app/store/remarks.h"
#include "tests/store/recorder.h"
#include "tests/testregistry.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

store::Remark remark(qint64 event, const QString &text, std::chrono::microseconds at = 1us)
{
    return {{event}, base::UtcTime(at), text};
}

} // namespace

class RemarksOnDiskTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void theNewOneStaysAndAnEmptyOneGoes();
    void theStampChangesWithThem();
    void theWriterKeepsThemWhileItRecords();

private:
    QString path() const { return m_folder->filePath(u"test.sendscope"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void RemarksOnDiskTest::theNewOneStaysAndAnEmptyOneGoes()
{
    tests::Recorder recorder(path());
    QVERIFY(recorder.write("[1, 2, 3]"_ba));

    QVERIFY(store::addRemarks(
        path(), {{remark(1, u"one"_s)}, {remark(1, u"red"_s), remark(2, u"blue"_s)}}));
    QVERIFY(store::addRemarks(
        path(), {{remark(1, {}), remark(2, u"two"_s)}, {remark(2, u"green"_s), remark(3, {})}}));

    const auto reader = store::Reader::open(path());
    const auto remarks = (*reader)->remarks();
    QVERIFY(remarks);
    QCOMPARE(remarks->notes, std::vector{remark(2, u"two"_s)});
    QCOMPARE(remarks->marks, (std::vector{remark(1, u"red"_s), remark(2, u"green"_s)}));
}

void RemarksOnDiskTest::theStampChangesWithThem()
{
    tests::Recorder recorder(path());
    QVERIFY(recorder.write("[1, 2, 3]"_ba));
    const auto reader = store::Reader::open(path());
    std::vector<QString> stamps{*(*reader)->remarksStamp()};
    const auto change = [&](const store::Remarks &remarks) {
        QVERIFY(store::addRemarks(path(), remarks));
        stamps.push_back(*(*reader)->remarksStamp());
    };

    change({{remark(1, u"one"_s, 5us)}, {}});
    change({{}, {remark(2, u"red"_s, 6us)}});
    change({{}, {remark(2, u"blue"_s, 7us)}});
    change({{remark(1, {}, 8us)}, {}});
    change({{remark(1, u"one"_s, 9us)}, {}});

    std::sort(stamps.begin(), stamps.end());
    QVERIFY(std::adjacent_find(stamps.begin(), stamps.end()) == stamps.end());
}

void RemarksOnDiskTest::theWriterKeepsThemWhileItRecords()
{
    {
        tests::Recorder recorder(path());
        QVERIFY(recorder.write("[1]"_ba));
        recorder.close();
    }
    int kept = 0;
    {
        store::WriterThread writer(path(), event::Via::Listener);
        connect(&writer, &store::WriterThread::remarksKept, this, [&kept] { ++kept; });

        writer.keepRemarks({{}, {remark(1, u"red"_s)}});

        QTRY_COMPARE(kept, 1);
    }
    const auto reader = store::Reader::open(path());
    const auto remarks = (*reader)->remarks();
    QVERIFY(remarks);
    QCOMPARE(remarks->marks, (std::vector<store::Remark>{remark(1, u"red"_s)}));
    QCOMPARE((*reader)->runs()->size(), size_t(1)); // A mark is no recording.
}

SENDSCOPE_TEST(RemarksOnDiskTest, remarks)
#include "tst_remarks.moc"
