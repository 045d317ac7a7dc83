#include "ui/media/mediaoffer.h"

#include "ui/media/medialook.h"
#include "ui/widgets/valueformat.h"

#include <QCoreApplication>

namespace sendscope::ui {
namespace {

using State = media::Fetched::State;
using Phase = MediaItem::Phase;
using Other = MediaOffer::Other;

struct OfferWords
{
    Q_DECLARE_TR_FUNCTIONS(Media)
};

bool canBeAskedAgain(State state)
{
    switch (state) {
    case State::NeedsSignIn:
    case State::SignInRejected:
    case State::Gone:
    case State::Redirected:
    case State::Failed:
    case State::Answered:
        return true;
    default:
        return false;
    }
}

QString fetchWord(const MediaItem &item, const QString &host)
{
    switch (item.phase) {
    case Phase::Untouched:
        return OfferWords::tr("Fetch from %1").arg(host);
    case Phase::Fetching:
        return OfferWords::tr("Cancel");
    case Phase::Looking:
    case Phase::Decoding:
        return {};
    case Phase::Done:
        break;
    }
    if (item.fetched.state == State::RefusedAddress)
        return OfferWords::tr("Fetch all the same");
    return canBeAskedAgain(item.fetched.state) ? OfferWords::tr("Fetch again") : QString();
}

QString sentenceFor(const MediaItem &item, const QString &host)
{
    switch (item.phase) {
    case Phase::Untouched:
    case Phase::Looking:
        return {};
    case Phase::Fetching:
        return OfferWords::tr("Fetching from %1").arg(host);
    case Phase::Decoding:
        return OfferWords::tr("Decoding");
    case Phase::Done:
        break;
    }
    return mediaSentence(item);
}

void addOther(MediaOffer &offer, const MediaItem &item, const MediaStanding &standing)
{
    if (item.phase == Phase::Untouched && standing.untouchedOfHost > 1) {
        offer.otherKind = Other::FetchAll;
        offer.other = OfferWords::tr("Fetch all %1").arg(standing.untouchedOfHost);
    } else if (asksForCredentials(item, standing)) {
        offer.otherKind = Other::EnterCredentials;
        offer.other = OfferWords::tr("Enter credentials…");
    } else if (item.phase == Phase::Done && item.fetched.state == State::Redirected) {
        offer.otherKind = Other::Follow;
        offer.other =
            OfferWords::tr("Fetch from %1").arg(onOneLine(media::hostOf(item.fetched.redirect)));
    }
}

} // namespace

bool asksForCredentials(const MediaItem &item, const MediaStanding &standing)
{
    const State state = item.fetched.state;
    return item.phase == Phase::Done && standing.isOnBandwidth
        && (state == State::NeedsSignIn || state == State::SignInRejected);
}

MediaOffer mediaOffer(const QString &url, const MediaItem &item, const MediaStanding &standing)
{
    const QString host = onOneLine(media::hostOf(url));
    MediaOffer offer;
    offer.sentence = sentenceFor(item, host);
    if (host.isEmpty())
        return offer;
    offer.fetch = fetchWord(item, host);
    const bool isRefused = item.phase == Phase::Done && item.fetched.state == State::RefusedAddress;
    if (isRefused || (item.phase == Phase::Untouched && !standing.isRemembered))
        offer.always = OfferWords::tr("Always from this host");
    addOther(offer, item, standing);
    return offer;
}

} // namespace sendscope::ui
