#pragma once

#include "app/engine/engine.h"
#include "app/engine/recentarrivals.h"

#include <QString>

#include <vector>

namespace sendscope::engine {

/// What one has to know to say why nothing arrives.
///
/// A plain value.
struct Situation
{
    base::UtcTime now;

    /// None: whether somebody listens is not ours to say.
    std::optional<EngineStatus::Listening> listening;
    std::optional<base::Error> listenError;  ///< While Failed.
    std::vector<listen::Endpoint> endpoints; ///< Real ones while On, else those that are set.
    bool isRecordedByOthers = false;         ///< Another Sendscope has this capture.

    bool demandsCredentials = false;
    QByteArray path; ///< Only this one is taken; empty: any.
    std::optional<base::Error> storeError;
    qint64 notKept = 0; ///< Refused ones that were counted only, since start.
    RecentArrivals arrivals;
};

/// That of an engine now. Costs a few milliseconds: see kMostArrivals.
Situation situationOf(const Engine &engine);

/// One thing that may be why nothing arrives, and how it stands. In the user's language.
///
/// A plain value; plain text.
struct Check
{
    enum class State {
        Fine,
        Note,    ///< Worth knowing.
        Wrong,   ///< Asks for something.
        Unknown, ///< Cannot be seen from here: a person has to look.
    };

    State state = State::Fine;
    QString subject; ///< One or a few words: "Listening".
    QString finding; ///< How it stands: a sentence, or several.
    QString remedy;  ///< What to do about it; empty where nothing has to be.

    friend bool operator==(const Check &, const Check &) = default;
};

/// What can be seen from here, in the order in which a request passes it.
std::vector<Check> diagnose(const Situation &situation);

/// What cannot be seen from here: how things are set at Bandwidth.
std::vector<Check> checksAtBandwidth(const Situation &situation);

} // namespace sendscope::engine
