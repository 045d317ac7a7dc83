#include "app/bandwidth/messagefold.h"
#include "app/event/fieldcatalogue.h"
#include "tests/testregistry.h"

#include <QTest>

#include <algorithm>

using namespace sendscope;
using namespace std::chrono_literals;

namespace {

using bandwidth::Issue;
using bandwidth::Issues;
using bandwidth::MessageFold;
using bandwidth::RecipientState;
using bandwidth::Stage;
using bandwidth::State;
using bandwidth::Step;

constexpr base::UtcTime kStart{std::chrono::seconds(1'593'110'556)};

/// One of the steps that a message may take, so many seconds after its creation.
Step stepAt(Stage stage, std::chrono::seconds after, bandwidth::RecipientPlace recipient = 0)
{
    static const char *const kTypes[] = {"none",      "queued", "sending", "sent",    "failed",
                                         "delivered", "failed", "read",    "received"};
    Step step;
    step.stage = stage;
    step.type = kTypes[int(stage)];
    step.recipient = recipient;
    step.time = kStart + after;
    step.created = kStart;
    if (stage == Stage::NoReceipt)
        step.errorCode = bandwidth::kNoReceiptCode;
    if (stage == Stage::Failed)
        step.errorCode = 4720;
    return step;
}

/// In that order of arrival, a second apart.
MessageFold folded(std::vector<Step> steps)
{
    MessageFold fold;
    for (size_t i = 0; i < steps.size(); ++i) {
        steps[i].event = {qint64(i) + 1};
        steps[i].arrived = kStart + 1min + std::chrono::seconds(i);
        fold.add(steps[i]);
    }
    return fold;
}

RecipientState stateOf(const std::vector<Step> &steps, bool isTimeUp = false)
{
    return folded(steps).recipients(1, isTimeUp).front();
}

/// What does not depend on the order of arrival.
RecipientState withoutOrder(RecipientState state)
{
    state.decisive = {};
    state.issues = state.issues & ~(Issues(Issue::OutOfOrder) | Issue::Repeat);
    return state;
}

bool has(const std::vector<Step> &steps, Stage stage)
{
    return std::any_of(steps.begin(), steps.end(),
                       [stage](const Step &step) { return step.stage == stage; });
}

/// By the words of the design, one sentence after the other. Delivered comes before failed here.
State expected(const std::vector<Step> &steps)
{
    if (has(steps, Stage::Failed) && !has(steps, Stage::Read))
        return State::Failed;
    if (has(steps, Stage::Read))
        return State::Read;
    if (has(steps, Stage::Delivered))
        return State::Delivered;
    if (has(steps, Stage::Sent))
        return State::Sent;
    return has(steps, Stage::Sending) ? State::Sending : State::Waiting;
}

} // namespace

class MessageFoldTest : public QObject
{
    Q_OBJECT

private slots:
    void wordsAreTheCatalogues();
    void everyOrderOfEverySubsetTellsTheSame();
    void theLaterOfDeliveredAndFailedHolds();
    void nobodyKnowsAfter9902UntilSomebodyDoes();
    void aRepeatIsFoldedIntoTheFirst();
    void bytesTellEventsWithoutATimeApartForADay();
    void whatHappenedEarlierAndCameLaterIsOutOfOrder();
    void anEventThatNamesNobodyTellsOfAll();
    void latenciesAreFromTheStepBefore();
    void messagesToUsAreReceivedAndNeverOverdue();
    void whatBecomesNothingHasNoState();
};

void MessageFoldTest::wordsAreTheCatalogues()
{
    QByteArrayList states;
    for (size_t i = 1; i < bandwidth::kStates; ++i)
        states += bandwidth::name(State(i)).toByteArray();
    QByteArrayList issues;
    for (const Issue issue : bandwidth::kIssues)
        issues += bandwidth::name(issue).toByteArray();

    QCOMPARE(states, event::wordsOf(event::Field::State));
    QCOMPARE(issues, event::wordsOf(event::Field::Issues));
}

void MessageFoldTest::everyOrderOfEverySubsetTellsTheSame()
{
    const std::vector<Step> all = {stepAt(Stage::Sending, 1s),   stepAt(Stage::Sent, 2s),
                                   stepAt(Stage::Delivered, 4s), stepAt(Stage::Failed, 5s),
                                   stepAt(Stage::NoReceipt, 6s), stepAt(Stage::Read, 7s)};
    int orders = 0;
    for (unsigned subset = 0; subset < 1U << all.size(); ++subset) {
        std::vector<int> places;
        std::vector<Step> steps;
        for (size_t i = 0; i < all.size(); ++i) {
            if ((subset & 1U << i) == 0)
                continue;
            places.push_back(int(i));
            steps.push_back(all[i]);
        }
        if (steps.empty())
            continue;
        const RecipientState inOrder = stateOf(steps, true);
        const bool isFinal = bandwidth::isFinal(expected(steps));
        QCOMPARE(inOrder.state, expected(steps));
        QCOMPARE(inOrder.issues.has(Issue::Conflicting),
                 has(steps, Stage::Failed)
                     && (has(steps, Stage::Delivered) || has(steps, Stage::Read)));
        QCOMPARE(inOrder.issues.has(Issue::NoReceipt), has(steps, Stage::NoReceipt) && !isFinal);
        QCOMPARE(inOrder.issues.has(Issue::Overdue), !has(steps, Stage::NoReceipt) && !isFinal);
        QVERIFY(!inOrder.issues.has(Issue::OutOfOrder));

        do {
            std::vector<Step> ordered;
            for (const int place : places)
                ordered.push_back(all[size_t(place)]);
            const RecipientState state = stateOf(ordered, true);
            QCOMPARE(withoutOrder(state), withoutOrder(inOrder));
            QCOMPARE(state.issues.has(Issue::OutOfOrder),
                     !std::is_sorted(places.begin(), places.end()));
            // With everything sent again it is the same, but for that.
            ordered.insert(ordered.end(), ordered.begin(), ordered.end());
            QCOMPARE(withoutOrder(stateOf(ordered, true)), withoutOrder(inOrder));
            QCOMPARE(folded(ordered).oddEvents().size() >= 2 * places.size(), true);
            ++orders;
        } while (std::next_permutation(places.begin(), places.end()));
    }
    QCOMPARE(orders, 1956);
}

void MessageFoldTest::theLaterOfDeliveredAndFailedHolds()
{
    const auto state = [](std::chrono::seconds delivered, std::chrono::seconds failed) {
        const auto one =
            stateOf({stepAt(Stage::Delivered, delivered), stepAt(Stage::Failed, failed)});
        const auto other =
            stateOf({stepAt(Stage::Failed, failed), stepAt(Stage::Delivered, delivered)});
        return withoutOrder(one) == withoutOrder(other) ? one : RecipientState();
    };

    QCOMPARE(state(4s, 5s).state, State::Failed);
    QCOMPARE(state(4s, 5s).errorCode, 4720);
    QCOMPARE(state(4s, 5s).final, kStart + 5s);
    QCOMPARE(state(5s, 4s).state, State::Delivered);
    QCOMPARE(state(5s, 4s).errorCode, 0);
    QCOMPARE(state(4s, 4s).state, State::Failed);
    QCOMPARE(state(4s, 4s).issues, Issues(Issue::Conflicting));
}

void MessageFoldTest::nobodyKnowsAfter9902UntilSomebodyDoes()
{
    const RecipientState unknown =
        stateOf({stepAt(Stage::Sending, 1s), stepAt(Stage::NoReceipt, 2h)}, true);
    const RecipientState known = stateOf(
        {stepAt(Stage::Sending, 1s), stepAt(Stage::NoReceipt, 2h), stepAt(Stage::Delivered, 3h)});

    QCOMPARE(unknown.state, State::Sending);
    QCOMPARE(unknown.issues, Issues(Issue::NoReceipt));
    QCOMPARE(unknown.errorCode, 9902);
    QCOMPARE(unknown.final, kStart + 2h);
    QVERIFY(!bandwidth::latenciesOf(unknown, kStart).took);
    QCOMPARE(known.state, State::Delivered);
    QCOMPARE(known.issues, Issues());
    QCOMPARE(known.errorCode, 0);
}

void MessageFoldTest::aRepeatIsFoldedIntoTheFirst()
{
    const Step sending = stepAt(Stage::Sending, 1s);
    const Step delivered = stepAt(Stage::Delivered, 4s);
    Step other = stepAt(Stage::Delivered, 4s, 1);

    const auto odd = folded({sending, delivered, sending, other, sending, delivered}).oddEvents();

    QCOMPARE(odd.size(), size_t(5));
    QCOMPARE(odd[0], (bandwidth::OddEvent{{1}, {}, 2, false}));
    QCOMPARE(odd[1], (bandwidth::OddEvent{{2}, {}, 1, false}));
    QCOMPARE(odd[2], (bandwidth::OddEvent{{3}, {1}, 0, false}));
    QCOMPARE(odd[3], (bandwidth::OddEvent{{5}, {1}, 0, false}));
    QCOMPARE(odd[4], (bandwidth::OddEvent{{6}, {2}, 0, false}));
}

void MessageFoldTest::bytesTellEventsWithoutATimeApartForADay()
{
    Step step = stepAt(Stage::Sending, 1s);
    step.time.reset();
    step.digest = 17;
    MessageFold fold;
    for (const auto hour : {0h, 1h, 24h, 25h, 26h}) {
        step.event = {step.event.value + 1};
        step.arrived = kStart + hour;
        fold.add(step);
    }
    step.event = {6};
    step.digest = 18;
    fold.add(step);

    const auto odd = fold.oddEvents();

    QCOMPARE(odd.size(), size_t(5));
    QCOMPARE(odd[0], (bandwidth::OddEvent{{1}, {}, 2, false}));
    QCOMPARE(odd[1].repeatOf.value, 1);
    QCOMPARE(odd[2].repeatOf.value, 1);
    QCOMPARE(odd[3], (bandwidth::OddEvent{{4}, {}, 1, false}));
    QCOMPARE(odd[4].repeatOf.value, 4);
}

void MessageFoldTest::whatHappenedEarlierAndCameLaterIsOutOfOrder()
{
    const auto fold = folded({stepAt(Stage::Sending, 5s), stepAt(Stage::Delivered, 3s),
                              stepAt(Stage::Delivered, 1s, 1), stepAt(Stage::Delivered, 5s)});

    QCOMPARE(fold.oddEvents().size(), size_t(1));
    QCOMPARE(fold.oddEvents().front().event.value, 2);
    QVERIFY(fold.recipients(2, false)[0].issues.has(Issue::OutOfOrder));
    QVERIFY(!fold.recipients(2, false)[1].issues.has(Issue::OutOfOrder));
}

void MessageFoldTest::anEventThatNamesNobodyTellsOfAll()
{
    const auto states = folded({stepAt(Stage::Sending, 1s, bandwidth::kEveryRecipient),
                                stepAt(Stage::Delivered, 2s, 1)})
                            .recipients(3, false);

    QCOMPARE(states[0].state, State::Sending);
    QCOMPARE(states[1].state, State::Delivered);
    QCOMPARE(states[1].sending, kStart + 1s);
    QCOMPARE(states[2].state, State::Sending);
}

void MessageFoldTest::latenciesAreFromTheStepBefore()
{
    const auto whole =
        bandwidth::latenciesOf(stateOf({stepAt(Stage::Sending, 1s), stepAt(Stage::Sent, 3s),
                                        stepAt(Stage::Delivered, 7s)}),
                               kStart);
    const auto bare = bandwidth::latenciesOf(stateOf({stepAt(Stage::Delivered, 7s)}), kStart);
    const auto unknown = bandwidth::latenciesOf(stateOf({stepAt(Stage::Delivered, 7s)}), {});

    QCOMPARE(whole, (bandwidth::Latencies{7s, 1s, 2s, 4s}));
    QCOMPARE(bare, (bandwidth::Latencies{7s, std::nullopt, std::nullopt, 7s}));
    QCOMPARE(unknown, bandwidth::Latencies());
}

void MessageFoldTest::messagesToUsAreReceivedAndNeverOverdue()
{
    Step step = stepAt(Stage::Received, 1s);
    step.isInbound = true;

    const RecipientState state = stateOf({step}, true);

    QCOMPARE(state.state, State::Received);
    QCOMPARE(state.issues, Issues());
    QCOMPARE(state.final, kStart + 1s);
}

void MessageFoldTest::whatBecomesNothingHasNoState()
{
    Step step = stepAt(Stage::None, 1s);
    step.hasState = false;

    QCOMPARE(stateOf({step, step}, true).state, State::None);
    QCOMPARE(stateOf({step, step}, true).issues, Issues(Issue::Repeat));
}

SENDSCOPE_TEST(MessageFoldTest, messagefold)
#include "tst_messagefold.moc"
