#include "app/replay/composer.h"
#include "tests/testregistry.h"

#include <QRegularExpression>
#include <QTest>
#include <QUrl>

using namespace sendscope;
using namespace Qt::StringLiterals;

using What = replay::FieldChange::What;

class ComposerTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void readsFieldChanges_data();
    void readsFieldChanges();
    void refusesFieldsThatNobodyMayChange_data();
    void refusesFieldsThatNobodyMayChange();
    void changesFieldsInTheirPlaces_data();
    void changesFieldsInTheirPlaces();
    void sendsCredentialsOnlyWhereAskedByName();
    void sendsTheAuthorizationOfThePlan();
    void sendsAnEditedBody();
    void takesTheCodingOffWhatChanges();
    void leavesCodedBodiesCoded();

private:
    static event::StoredRequest stored(const QByteArray &fields, const QByteArray &body = "x")
    {
        event::StoredRequest request;
        request.id = event::RequestId{7};
        request.draft.request.head = "POST / HTTP/1.1\r\n" + fields + "\r\n";
        request.draft.request.body = body;
        return request;
    }

    /// "A: b|C: d" of what is sent, without the mark.
    static QByteArray fieldsOf(const replay::Composed &composed)
    {
        QByteArrayList lines;
        for (const auto &[name, value] : composed.outgoing->fields)
            lines.append(name + ": " + value);
        lines.removeLast();
        return lines.join('|');
    }

    static replay::PlayPlan planWith(const QStringList &changes)
    {
        replay::PlayPlan plan;
        plan.target = QUrl(u"http://localhost/"_s);
        for (const QString &change : changes)
            plan.changes.fields.push_back(*replay::readFieldChange(change));
        return plan;
    }
};

void ComposerTest::readsFieldChanges_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("what");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");

    const auto row = [](const char *text, What what, const QByteArray &name,
                        const QByteArray &value) {
        QTest::newRow(text) << QString::fromUtf8(text) << int(what) << name << value;
    };
    row("X-Build: 412", What::Set, "X-Build", "412");
    row("x:a: b", What::Set, "x", "a: b");
    row("X: caf\xc3\xa9", What::Set, "X", "caf\xc3\xa9");
    row("X-Build:", What::Remove, "X-Build", "");
    row("X-Build:  ", What::Remove, "X-Build", "");
    row("Cookie", What::Keep, "Cookie", "");
}

void ComposerTest::readsFieldChanges()
{
    QFETCH(const QString, text);
    QFETCH(const int, what);
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);

    const auto change = replay::readFieldChange(text);

    QVERIFY(change);
    QCOMPARE(*change, (replay::FieldChange{What(what), name, value}));
}

void ComposerTest::refusesFieldsThatNobodyMayChange_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("offset");

    QTest::newRow("nothing") << QString() << qint64(0);
    QTest::newRow("no name") << u": value"_s << qint64(0);
    QTest::newRow("a name with a space") << u"X Y: value"_s << qint64(0);
    QTest::newRow("a line end") << u"X: a\r\nY: b"_s << qint64(4);
    QTest::newRow("NUL") << u"X:"_s + QChar(0) << qint64(2);
    QTest::newRow("Host") << u"host: a"_s << qint64(0);
    QTest::newRow("the length") << u"Content-Length:"_s << qint64(0);
    QTest::newRow("the framing") << u"Transfer-Encoding: chunked"_s << qint64(0);
    QTest::newRow("the connection") << u"Connection: close"_s << qint64(0);
    QTest::newRow("our mark") << u"Sendscope-Replay: a/1"_s << qint64(0);
}

void ComposerTest::refusesFieldsThatNobodyMayChange()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, offset);

    const auto change = replay::readFieldChange(text);

    QVERIFY(!change);
    QCOMPARE(change.error().code, base::Error::Code::InvalidInput);
    QCOMPARE(change.error().offset, offset);
}

void ComposerTest::changesFieldsInTheirPlaces_data()
{
    QTest::addColumn<QStringList>("changes");
    QTest::addColumn<QByteArray>("fields");

    QTest::newRow("none") << QStringList() << "A: 1|b: 2|A: 3|C: 4"_ba;
    QTest::newRow("a new one") << QStringList{u"D: 5"_s} << "A: 1|b: 2|A: 3|C: 4|D: 5"_ba;
    QTest::newRow("another value") << QStringList{u"B: 5"_s} << "A: 1|B: 5|A: 3|C: 4"_ba;
    QTest::newRow("for a repeated one") << QStringList{u"a: 5"_s} << "a: 5|b: 2|C: 4"_ba;
    QTest::newRow("several") << QStringList{u"a: 5"_s, u"C: 7"_s, u"a: 6"_s}
                             << "a: 5|a: 6|b: 2|C: 7"_ba;
    QTest::newRow("away") << QStringList{u"A:"_s, u"x:"_s} << "b: 2|C: 4"_ba;
    QTest::newRow("the last word counts")
        << QStringList{u"A: 5"_s, u"A:"_s, u"b:"_s, u"b: 6"_s} << "b: 6|C: 4"_ba;
}

void ComposerTest::changesFieldsInTheirPlaces()
{
    QFETCH(const QStringList, changes);
    QFETCH(const QByteArray, fields);
    replay::Composer composer(planWith(changes), "run");

    const auto composed =
        composer.compose(stored("A: 1\r\nb: 2\r\nA: 3\r\nC: 4\r\nSendscope-Generate: a/1\r\n"));

    QVERIFY(composed.outgoing);
    QCOMPARE(fieldsOf(composed), fields);
    QCOMPARE(composed.outgoing->fields.back(),
             (std::pair<QByteArray, QByteArray>("Sendscope-Replay", "run/7")));
}

void ComposerTest::sendsCredentialsOnlyWhereAskedByName()
{
    const auto request =
        stored("Cookie: c\r\nAuthorization: a\r\nProxy-Authorization: p\r\nX: y\r\n");
    const auto masked = stored("Authorization: ********\r\nX: y\r\n");

    const auto sent = [](const QStringList &changes, const event::StoredRequest &of) {
        return fieldsOf(replay::Composer(planWith(changes), "run").compose(of));
    };

    QCOMPARE(sent({}, request), "X: y"_ba);
    QCOMPARE(sent({u"cookie"_s}, request), "Cookie: c|X: y"_ba);
    QCOMPARE(sent({u"Authorization"_s, u"X:"_s}, request), "Authorization: a"_ba);
    QCOMPARE(sent({u"Proxy-Authorization"_s}, request), "Proxy-Authorization: p|X: y"_ba);
    QCOMPARE(sent({u"Authorization: new"_s}, request), "Authorization: new|X: y"_ba);
    QCOMPARE(sent({u"Authorization"_s}, masked), "X: y"_ba);
}

void ComposerTest::sendsTheAuthorizationOfThePlan()
{
    replay::PlayPlan plan = planWith({});
    plan.authorization = "Basic new";
    replay::PlayPlan byName = planWith({u"Authorization: Bearer b"_s});
    byName.authorization = "Basic new";

    const auto composed =
        replay::Composer(plan, "run").compose(stored("authorization: a\r\nX: y\r\n"));
    const auto named = replay::Composer(byName, "run").compose(stored("X: y\r\n"));

    QCOMPARE(composed.outgoing->authorization, "Basic new"_ba);
    QCOMPARE(named.outgoing->authorization, QByteArray());
    QCOMPARE(fieldsOf(named), "X: y|Authorization: Bearer b"_ba);
}

void ComposerTest::sendsAnEditedBody()
{
    replay::PlayPlan plan = planWith({});
    plan.changes.bodies.insert(event::RequestId{7}, "edited");
    plan.changes.bodies.insert(event::RequestId{8}, "");
    replay::Composer composer(plan, "run");
    event::StoredRequest emptied = stored({});
    emptied.id = event::RequestId{8};
    event::StoredRequest other = stored({});
    other.id = event::RequestId{9};

    QCOMPARE(composer.compose(stored({})).outgoing->body, "edited"_ba);
    QCOMPARE(composer.compose(stored({})).changedBody, "edited"_ba);
    QCOMPARE(composer.compose(emptied).outgoing->body, QByteArray());
    QVERIFY(!composer.compose(emptied).changedBody.isNull());
    QCOMPARE(composer.compose(other).outgoing->body, "x"_ba);
    QVERIFY(composer.compose(other).changedBody.isNull());
}

void ComposerTest::takesTheCodingOffWhatChanges()
{
    // gzip of [{"message":{"id":"14762070468292kw2fuqty55yp2b2"}}]
    const QByteArray coded = QByteArray::fromHex(
        "1f8b08000000000002038bae56ca4d2d2e4e4c4f55b2aa56ca4c51b25232343137333230373031b3"
        "30b234ca2e374a2b2d2ca93435ad2c304a3252aaad8d0500b61a387b34000000");
    replay::PlayPlan plan = planWith({});
    plan.changes.hasFreshIds = true;
    replay::Composer composer(plan, "run");
    composer.beginRepetition({});

    const auto composed =
        composer.compose(stored("A: 1\r\nContent-Encoding: gzip\r\nB: 2\r\n", coded));

    QVERIFY(composed.outgoing);
    QCOMPARE(fieldsOf(composed), "A: 1|B: 2"_ba);
    QVERIFY(composed.outgoing->body.startsWith("[{\"message\":{\"id\":\""));
    QCOMPARE(composed.changedBody, composed.outgoing->body);
}

void ComposerTest::leavesCodedBodiesCoded()
{
    const QByteArray coded = QByteArray::fromHex("1f8b08000000000000038b8e0500eb7b6ad402000000");
    replay::PlayPlan plan = planWith({});
    plan.changes.hasFreshIds = true;
    plan.changes.hasShiftedTimes = true;
    replay::Composer composer(plan, "run");
    composer.beginRepetition({});

    const auto composed = composer.compose(stored("Content-Encoding: gzip\r\n", coded));
    const auto broken = composer.compose(stored("Content-Encoding: gzip\r\n", "not gzip"));

    QCOMPARE(fieldsOf(composed), "Content-Encoding: gzip"_ba);
    QCOMPARE(composed.outgoing->body, coded);
    QVERIFY(composed.changedBody.isNull());
    QCOMPARE(broken.outgoing->body, "not gzip"_ba);
}

SENDSCOPE_TEST(ComposerTest, composer)
#include "tst_composer.moc"
