#include "tests/testregistry.h"
#include "tests/ui/somecapture.h"
#include "ui/events/rowcolours.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using ui::Hue;

Q_DECLARE_METATYPE(std::optional<sendscope::ui::Hue>)

/// The hue that lies over a row, and that everything on it can be read.
class RowColoursTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void coloursByStateAndIssue_data();
    void coloursByStateAndIssue();
    void theFirstRuleWins();
    void whatIsOffOrNotFineColoursNothing();
    void seesWhatChanged();
    void readsThePathsOfItsRules();
    void everyTextCanBeReadOnEveryHue();
    void rulesSurviveTheSettings();

private:
    std::optional<Hue> hueOf(event::EventId event)
    {
        return m_colours.hueOf(m_capture->result().snapshot, event, {});
    }

    std::unique_ptr<tests::SomeCapture> m_capture;
    ui::RowColours m_colours;
};

void RowColoursTest::init()
{
    m_capture = std::make_unique<tests::SomeCapture>();
    m_colours = {};
}

void RowColoursTest::coloursByStateAndIssue_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("errorCode");
    QTest::addColumn<std::optional<Hue>>("hue");
    const auto row = [](const char *name, const QByteArray &type, int errorCode,
                        std::optional<Hue> hue) {
        QTest::newRow(name) << type << errorCode << hue;
    };

    row("sending", "message-sending", 0, std::nullopt);
    row("sent", "message-sent", 0, std::nullopt);
    row("delivered", "message-delivered", 0, std::nullopt);
    row("received", "message-received", 0, std::nullopt);
    row("read", "message-read", 0, std::nullopt);
    row("failed", "message-failed", 4720, Hue::Failed);
    row("failed, without a reason", "message-failed", 0, Hue::Failed);
    row("without a receipt", "message-failed", 9902, Hue::Owed);
    row("another type", "something-else", 0, std::nullopt);
    row("malformed", "", 0, Hue::Rejected);
}

void RowColoursTest::coloursByStateAndIssue()
{
    QFETCH(const QByteArray, type);
    QFETCH(const int, errorCode);
    QFETCH(const std::optional<Hue>, hue);
    const event::EventId event =
        type.isEmpty() ? m_capture->addMalformed() : m_capture->add(type, errorCode);

    QCOMPARE(hueOf(event), hue);
    m_colours.setRules({{}, false});
    QCOMPARE(hueOf(event), std::nullopt);
}

void RowColoursTest::theFirstRuleWins()
{
    const event::EventId sent = m_capture->add("message-sent");
    const event::EventId failed = m_capture->add("message-failed", 4720);
    const event::EventId sending = m_capture->add("message-sending");

    m_colours.setRules(
        {{{u"one"_s, u"type == message-sent"_s, "green", true},
          {u"two"_s, u"\"v2 lab\" and not type == message-sending"_s, "violet", true}},
         true});

    QCOMPARE(hueOf(sent), Hue::Delivered);
    QCOMPARE(hueOf(failed), Hue::Received); // Before what its state says.
    QCOMPARE(hueOf(sending), std::nullopt);
    m_colours.setRules({{{u"two"_s, u"v2"_s, "violet", true},
                         {u"one"_s, u"type == message-sent"_s, "green", true}},
                        true});
    QCOMPARE(hueOf(sent), Hue::Received);
}

void RowColoursTest::whatIsOffOrNotFineColoursNothing()
{
    const event::EventId sent = m_capture->add("message-sent");

    m_colours.setRules({{{u"off"_s, u"type == message-sent"_s, "red", false},
                         {u"unfinished"_s, u"type =="_s, "red", true},
                         {u"wrong"_s, u"typ == message-sent"_s, "red", true},
                         {u"empty"_s, {}, "red", true},
                         {u"no hue"_s, u"type == message-sent"_s, "plaid", true}},
                        true});

    QCOMPARE(hueOf(sent), std::nullopt);
}

void RowColoursTest::seesWhatChanged()
{
    const event::EventId sent = m_capture->add("message-sent");
    m_colours.setRules({{{u"sent on"_s, u"attempts > 0"_s, "blue", true}}, true});
    QCOMPARE(hueOf(sent), std::nullopt);

    m_capture->attempt(sent.value, 200);

    QCOMPARE(hueOf(sent), Hue::Sending);
}

void RowColoursTest::readsThePathsOfItsRules()
{
    m_colours.setRules({{{u"path"_s, u"json.message.carrier == x"_s, "blue", true},
                         {u"off"_s, u"json.other == x"_s, "blue", false}},
                        true});

    QCOMPARE(m_colours.onDemandFields().size(), size_t(1));
    QCOMPARE(event::nameOf(m_colours.onDemandFields().front()), "json.message.carrier");
}

void RowColoursTest::everyTextCanBeReadOnEveryHue()
{
    for (const ui::Tokens *tokens : {&ui::lightTokens(), &ui::darkTokens()}) {
        for (const QByteArray &word : ui::ruleHues()) {
            const QColor ground = ui::tinted(tokens->surface, *ui::ruleHue(word), *tokens);

            QVERIFY(ground != tokens->surface);
            QVERIFY(ui::contrast(tokens->text, ground) >= 4.5);
            QVERIFY(ui::contrast(tokens->text2, ground) >= 4.5);
            for (int hue = 0; hue < int(Hue::Quiet); ++hue)
                QVERIFY(ui::contrast(tokens->hues[size_t(hue)], ground) >= 4.5);
        }
    }
}

void RowColoursTest::rulesSurviveTheSettings()
{
    const std::vector<ui::RowRule> rules{
        {u"one, \"two\""_s, u"message.tag matches /^v2,\"x\"/i"_s, "pink", true},
        {u"\u00e9"_s, u"odd"_s, "amber", false}};

    QCOMPARE(ui::rulesFromText(ui::rulesToText(rules)), rules);
    QVERIFY(ui::rulesFromText(u"[{\"hue\":\"plaid\"}, 7"_s).empty());
    QVERIFY(ui::rulesFromText(u"nonsense"_s).empty());
    QVERIFY(ui::rulesFromText({}).empty());
}

SENDSCOPE_TEST(RowColoursTest, rowcolours)

#include "tst_rowcolours.moc"
