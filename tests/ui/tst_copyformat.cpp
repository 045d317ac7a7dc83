#include "tests/testregistry.h"
#include "tests/ui/somecapture.h"
#include "ui/events/copyformat.h"
#include "ui/events/copyjob.h"

#include <QRegularExpression>
#include <QTest>
#include <QUrl>

using namespace sendscope;
using namespace sendscope::ui;
using namespace Qt::StringLiterals;
using event::Field;

class CopyFormatTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void alignsText();
    void writesTitlesAndTabs();
    void keepsAValueInItsCell();
    void writesMessageIds();
    void refusesWhatIsTooLarge();
    void copiesElementsToTheByte();
    void leavesOutRowsWithoutJson();
    void writesACommandForEachRequest();
    void asksStretchByStretch();

private:
    CopySource source(std::vector<event::FieldRef> fields)
    {
        const engine::QueryResult result = m_capture->result();
        return {.snapshot = result.snapshot,
                .chosen = qint64(result.rows.size()),
                .events = {result.rows.begin(), result.rows.end()},
                .fields = std::move(fields)};
    }
    /// All of the job's requests in one go, as a reader would give them.
    QString done(CopyJob &job) const
    {
        while (!job.next().empty())
            job.take(m_capture->requests());
        return job.text();
    }

    std::unique_ptr<tests::SomeCapture> m_capture;
};

void CopyFormatTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_capture = std::make_unique<tests::SomeCapture>();
}

void CopyFormatTest::alignsText()
{
    m_capture->add("message-sending"_ba);
    m_capture->add("message-failed"_ba, 4720);

    const auto text = rowText(
        CopyFormat::Text, source({Field::Type, Field::ErrorCode, Field::EventTime, Field::Theirs}));

    QCOMPARE(*text,
             u"message-sending        +19845550110\n"
             "message-failed   4720  +19845550111"_s);
}

void CopyFormatTest::writesTitlesAndTabs()
{
    m_capture->add("message-sending"_ba);
    m_capture->add("message-failed"_ba, 4720);

    const auto text = rowText(
        CopyFormat::Tsv, source({Field::Event, Field::ErrorCode, *event::findFieldRef("json.c")}));

    QCOMPARE(*text, u"#\tError code\tc\n1\t\t\n2\t4720\t"_s);
}

void CopyFormatTest::keepsAValueInItsCell()
{
    m_capture->addText("a\\tb\\r\\nc\\u0000d\\u2028e"_ba);

    const auto text = rowText(CopyFormat::Tsv, source({Field::MessageText, Field::Event}));

    QCOMPARE(text->split(u'\n').at(1), u"a b  c d e\t1"_s);
}

void CopyFormatTest::writesMessageIds()
{
    m_capture->add(2);

    QCOMPARE(*rowText(CopyFormat::MessageIds, source({Field::Event})),
             u"1795442855875xo7watq5px6rbe0d\n1795442855875xo7watq5px6rbe1d"_s);
}

void CopyFormatTest::refusesWhatIsTooLarge()
{
    const QByteArray large(8 * 1024 * 1024, 'x');
    for (int i = 0; i < 5; ++i)
        m_capture->addText(large);

    QVERIFY(!rowText(CopyFormat::Text, source({Field::MessageText})));
    QVERIFY(rowText(CopyFormat::Text, source({Field::Event})));

    CopyJob job(CopyFormat::Json, source({}), {});
    done(job);
    QVERIFY(job.isTooLarge());
    QVERIFY(job.next().empty());
}

void CopyFormatTest::copiesElementsToTheByte()
{
    m_capture->addText("caf\xc3\xa9 \\u00e9 {[,"_ba);
    m_capture->add("message-sent"_ba);
    CopyJob job(CopyFormat::Json, source({}), {});

    const QByteArray text = done(job).toUtf8();

    QByteArray expected = "[\n";
    for (size_t i = 0; i < 2; ++i) {
        const QByteArray body = m_capture->requests()[i].draft.request.body;
        expected += body.sliced(1).chopped(1) + (i == 0 ? ",\n" : "\n]");
    }
    QCOMPARE(text, expected);
    QCOMPARE(job.sentence(), u"2 events copied as JSON"_s);
}

void CopyFormatTest::leavesOutRowsWithoutJson()
{
    m_capture->addMalformed();
    m_capture->add(1);
    CopyJob job(CopyFormat::Json, source({}), {});

    QVERIFY(done(job).contains(u"message-sending"_s));
    QCOMPARE(job.sentence(), u"1 event copied as JSON; 1 row has none"_s);
}

void CopyFormatTest::writesACommandForEachRequest()
{
    m_capture->add(2);
    CopyJob job(CopyFormat::Curl, source({}), QUrl(u"http://127.0.0.1:8667/"_s));

    const QString text = done(job);

    QCOMPARE(text.count(u"curl -X POST 'http://127.0.0.1:8667/'"_s), 2);
    QVERIFY(text.contains(u"\n\ncurl "_s));
    QVERIFY(text.contains(QString::fromUtf8(m_capture->requests()[1].draft.request.body)));
    QCOMPARE(job.sentence(), u"2 requests copied as cURL"_s);
}

void CopyFormatTest::asksStretchByStretch()
{
    m_capture->add(100);
    CopyJob job(CopyFormat::Json, source({}), {});

    QVERIFY(job.next().size() < 100);
    QCOMPARE(job.next().front(), event::EventId{1});
    QCOMPARE(done(job).count(u"message-sending"_s), 100);
}

SENDSCOPE_TEST(CopyFormatTest, copyformat)
#include "tst_copyformat.moc"
