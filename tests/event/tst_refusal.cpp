#include "app/event/refusal.h"
#include "tests/testregistry.h"

#include <QSet>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using event::RefusalReason;

class RefusalTest : public QObject
{
    Q_OBJECT

private slots:
    void everyReasonHasItsOwnNameAndSentence();
    void namesAreReadBack();
    void knowsNoLaterNames();
    void speaks_data();
    void speaks();
};

void RefusalTest::everyReasonHasItsOwnNameAndSentence()
{
    const int count = int(RefusalReason::Ambiguous) + 1;

    QSet<QByteArray> names;
    QSet<QString> sentences;
    for (int reason = 0; reason < count; ++reason) {
        names.insert(event::name(RefusalReason(reason)));
        sentences.insert(event::sentence({RefusalReason(reason)}));
    }

    QCOMPARE(names.size(), count);
    QCOMPARE(sentences.size(), count);
}

void RefusalTest::namesAreReadBack()
{
    for (int reason = 0; reason <= int(RefusalReason::Ambiguous); ++reason)
        QCOMPARE(event::refusalReason(event::name(RefusalReason(reason))), RefusalReason(reason));
}

void RefusalTest::knowsNoLaterNames()
{
    QVERIFY(!event::refusalReason("bad-weather"));
    QVERIFY(!event::refusalReason(""));
}

void RefusalTest::speaks_data()
{
    QTest::addColumn<event::Refusal>("refusal");
    QTest::addColumn<QString>("sentence");

    QTest::newRow("no place, no detail")
        << event::Refusal{RefusalReason::EmptyBody} << u"The body is empty"_s;
    QTest::newRow("the first byte needs no mention")
        << event::Refusal{RefusalReason::TlsOnPlainPort, 0}
        << u"This is TLS; the listener speaks plain HTTP"_s;
    QTest::newRow("a place") << event::Refusal{RefusalReason::BadContentLength, 75}
                             << u"Malformed or repeated Content-Length at byte 75"_s;
    QTest::newRow("a detail and a place")
        << event::Refusal{RefusalReason::BadHeader, 20, u"a space before the colon"_s}
        << u"Malformed header field: a space before the colon at byte 20"_s;
    QTest::newRow("expected and found")
        << event::Refusal{RefusalReason::NotJson, 412, u"a comma or ] was expected, } was found"_s}
        << u"Not JSON: a comma or ] was expected at byte 412, } was found"_s;
    QTest::newRow("the place is named already")
        << event::Refusal{RefusalReason::NotJson, 412,
                          u"a comma or ] was expected at byte 412, } was found"_s}
        << u"Not JSON: a comma or ] was expected at byte 412, } was found"_s;
    QTest::newRow("a limit has no place")
        << event::Refusal{RefusalReason::BodyTooLarge, 61, u"9 bytes are announced"_s}
        << u"The body is too large: 9 bytes are announced"_s;
    QTest::newRow("a deadline has no place")
        << event::Refusal{RefusalReason::HeadTimeout, 30} << u"The header did not arrive in time"_s;
    QTest::newRow("another path") << event::Refusal{RefusalReason::WrongPath, 5}
                                  << u"Wrong path; nothing listens there"_s;
    QTest::newRow("a percent sign in the detail")
        << event::Refusal{RefusalReason::NotJson, 3, u"%1 was found"_s}
        << u"Not JSON: %1 was found at byte 3"_s;
}

void RefusalTest::speaks()
{
    QFETCH(const event::Refusal, refusal);
    QFETCH(const QString, sentence);

    QCOMPARE(event::sentence(refusal), sentence);
}

SENDSCOPE_TEST(RefusalTest, refusal)
#include "tst_refusal.moc"
