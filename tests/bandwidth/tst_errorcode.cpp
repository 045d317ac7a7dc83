#include "app/bandwidth/errorcode.h"
#include "tests/testregistry.h"

#include <QFile>
#include <QSet>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using bandwidth::ErrorCode;

class ErrorCodeTest : public QObject
{
    Q_OBJECT

private slots:
    void knowsEveryPublishedCode();
    void explainsEveryCode_data();
    void explainsEveryCode();
    void saysNothingTwice();
    void namesTheCodesPeopleAskAbout_data();
    void namesTheCodesPeopleAskAbout();
    void doesNotCallAMissingReceiptAFailure();
    void explainsUnknownCodesByTheirDigits_data();
    void explainsUnknownCodesByTheirDigits();
};

void ErrorCodeTest::knowsEveryPublishedCode()
{
    QFile file(QStringLiteral(SENDSCOPE_TESTS "/bandwidth/data/bandwidth-error-codes.tsv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArrayList lines = file.readAll().trimmed().split('\n');
    lines.removeFirst(); // the head
    QCOMPARE(lines.size(), 83);
    QCOMPARE(bandwidth::errorCodes().size(), size_t(83));

    for (const QByteArray &line : lines) {
        const QByteArrayList cells = line.split('\t');
        const ErrorCode code = bandwidth::explain(cells[0].toInt());
        QVERIFY2(code.isDocumented, line.constData());
        QCOMPARE(code.code, cells[0].toInt());
        QCOMPARE(code.slug.toLatin1(), cells[1] == "?" ? ""_ba : cells[1]);
        const auto reporter = cells[2].startsWith("bandwidth-") ? ErrorCode::Reporter::Bandwidth
            : cells[2].startsWith("carrier-")                   ? ErrorCode::Reporter::Carrier
                                                                : ErrorCode::Reporter::Unknown;
        QCOMPARE(code.reporter, reporter);
        const auto errorClass = cells[2].endsWith("-client") ? ErrorCode::Class::Client
            : cells[2].endsWith("-service")                  ? ErrorCode::Class::Service
                                                             : ErrorCode::Class::Ambiguous;
        QCOMPARE(code.errorClass, errorClass);
        QCOMPARE(code.isBillable,
                 cells[4] == "?" ? std::nullopt : std::optional(cells[4] == "yes"));
    }
}

void ErrorCodeTest::explainsEveryCode_data()
{
    QTest::addColumn<int>("code");

    for (const ErrorCode &code : bandwidth::errorCodes())
        QTest::addRow("%d", code.code) << code.code;
    for (const int unknown : {4599, 4799, 5299, 5699, 9100, 995, 12345, -1})
        QTest::addRow("%d, unknown", unknown) << unknown;
}

void ErrorCodeTest::explainsEveryCode()
{
    QFETCH(const int, code);

    const ErrorCode explained = bandwidth::explain(code);

    // The brief has to fit a cell of the table, the rest two lines of the detail.
    QVERIFY(!explained.brief.isEmpty() && explained.brief.size() <= 22);
    QVERIFY(!explained.brief.endsWith(u'.'));
    QVERIFY(explained.meaning.size() >= 25 && explained.meaning.size() <= 130);
    QVERIFY(explained.meaning.endsWith(u'.'));
    QVERIFY(explained.whatToDo.size() >= 40 && explained.whatToDo.size() <= 165);
    QVERIFY(explained.whatToDo.endsWith(u'.'));
    QVERIFY(!explained.whoCanFix.isEmpty() && explained.whoCanFix.size() <= 40);
}

void ErrorCodeTest::saysNothingTwice()
{
    QSet<QString> orders;
    QSet<QString> meanings;
    for (const ErrorCode &code : bandwidth::errorCodes()) {
        orders << code.whatToDo;
        meanings << code.meaning;
    }

    QCOMPARE(orders.size(), 83);
    QCOMPARE(meanings.size(), 83);
}

void ErrorCodeTest::namesTheCodesPeopleAskAbout_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("brief");

    QTest::newRow("4720") << 4720 << u"invalid number"_s;
    QTest::newRow("9902") << 9902 << u"no receipt"_s;
    QTest::newRow("4432") << 4432 << u"country not allowed"_s;
    QTest::newRow("4476") << 4476 << u"no campaign"_s;
    QTest::newRow("4770") << 4770 << u"carrier spam"_s;
    QTest::newRow("4775") << 4775 << u"opted out"_s;
    QTest::newRow("4750") << 4750 << u"carrier rejected"_s;
    QTest::newRow("4412") << 4412 << u"media type"_s;
    QTest::newRow("4360") << 4360 << u"expired"_s;
}

void ErrorCodeTest::namesTheCodesPeopleAskAbout()
{
    QFETCH(const int, code);
    QFETCH(const QString, brief);

    QCOMPARE(bandwidth::explain(code).brief, brief);
}

void ErrorCodeTest::doesNotCallAMissingReceiptAFailure()
{
    const ErrorCode code = bandwidth::explain(9902);

    QCOMPARE(code.errorClass, ErrorCode::Class::Ambiguous);
    QVERIFY(code.meaning.contains(u"does not mean"));
    QVERIFY(code.whatToDo.startsWith(u"Do not send it again"));
}

void ErrorCodeTest::explainsUnknownCodesByTheirDigits_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<ErrorCode::Class>("errorClass");
    QTest::addColumn<ErrorCode::Reporter>("reporter");
    QTest::addColumn<QString>("brief");

    using Class = ErrorCode::Class;
    using Reporter = ErrorCode::Reporter;
    QTest::newRow("4599") << 4599 << Class::Client << Reporter::Bandwidth << u"refused"_s;
    QTest::newRow("4699") << 4699 << Class::Client << Reporter::Carrier << u"carrier refused"_s;
    QTest::newRow("4799") << 4799 << Class::Client << Reporter::Carrier << u"carrier refused"_s;
    QTest::newRow("5299") << 5299 << Class::Service << Reporter::Bandwidth
                          << u"Bandwidth trouble"_s;
    QTest::newRow("5799") << 5799 << Class::Service << Reporter::Carrier << u"carrier trouble"_s;
    QTest::newRow("9100") << 9100 << Class::Ambiguous << Reporter::Unknown << u"unclear"_s;
    QTest::newRow("995") << 995 << Class::Ambiguous << Reporter::Unknown << u"unknown code"_s;
    QTest::newRow("0") << 0 << Class::Ambiguous << Reporter::Unknown << u"unknown code"_s;
    QTest::newRow("47200") << 47200 << Class::Ambiguous << Reporter::Unknown << u"unknown code"_s;
    QTest::newRow("-4720") << -4720 << Class::Ambiguous << Reporter::Unknown << u"unknown code"_s;
}

void ErrorCodeTest::explainsUnknownCodesByTheirDigits()
{
    QFETCH(const int, code);
    QFETCH(const ErrorCode::Class, errorClass);
    QFETCH(const ErrorCode::Reporter, reporter);
    QFETCH(const QString, brief);

    const ErrorCode explained = bandwidth::explain(code);

    QVERIFY(!explained.isDocumented);
    QCOMPARE(explained.code, code);
    QCOMPARE(explained.errorClass, errorClass);
    QCOMPARE(explained.reporter, reporter);
    QCOMPARE(explained.brief, brief);
    QCOMPARE(explained.isBillable, std::nullopt);
}

SENDSCOPE_TEST(ErrorCodeTest, errorcode)
#include "tst_errorcode.moc"
