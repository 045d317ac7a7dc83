#include "app/media/vcard.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using media::Contact;
using media::readContacts;

class VcardTest : public QObject
{
    Q_OBJECT

private slots:
    void readsACard();
    void readsOldCards();
    void namesByPartsWhereThereIsNoWhole();
    void putsFoldedLinesTogether();
    void takesEscapesOff();
    void leavesPicturesOut();
    void readsSeveral();
    void takesWhatThereIs_data();
    void takesWhatThereIs();
    void hasBounds();
};

void VcardTest::readsACard()
{
    const auto cards =
        readContacts("BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lovelace;Ada;;Dr.;\r\n"
                     "FN:Ada Lovelace\r\nORG:Example Inc.;Support\r\nTITLE:Engineer\r\n"
                     "item1.TEL;TYPE=CELL,VOICE;TYPE=pref:+1 919 555 0142\r\n"
                     "TEL;VALUE=uri;TYPE=\"work,home\":tel:+19845550117\r\n"
                     "EMAIL;TYPE=INTERNET:ada@example.com\r\n"
                     "URL:https://example.com/\r\n"
                     "ADR;TYPE=work:;;1 Main St;Raleigh;NC;27606;USA\r\n"
                     "BDAY:1815-12-10\r\nNOTE:First\r\nEND:VCARD\r\n");

    QCOMPARE(cards.size(), size_t(1));
    Contact ada;
    ada.name = u"Ada Lovelace"_s;
    ada.organisation = u"Example Inc., Support"_s;
    ada.title = u"Engineer"_s;
    ada.phones = {{u"cell"_s, u"+1 919 555 0142"_s}, {u"work, home"_s, u"+19845550117"_s}};
    ada.mails = {{QString(), u"ada@example.com"_s}};
    ada.links = {{QString(), u"https://example.com/"_s}};
    ada.addresses = {{u"work"_s, u"1 Main St, Raleigh, NC, 27606, USA"_s}};
    ada.birthday = u"1815-12-10"_s;
    ada.note = u"First"_s;
    QCOMPARE(cards.front(), ada);
}

void VcardTest::readsOldCards()
{
    const auto cards = readContacts("begin:vcard\nVERSION:2.1\nFN;CHARSET=ISO-8859-1;ENCODING="
                                    "QUOTED-PRINTABLE:J=F6rg M=\n=FCller\nTEL;HOME:1234567\n"
                                    "end:vcard\n");

    QCOMPARE(cards.size(), size_t(1));
    QCOMPARE(cards.front().name, u"Jörg Müller"_s);
    QCOMPARE(cards.front().phones, (std::vector<Contact::Entry>{{u"home"_s, u"1234567"_s}}));
}

void VcardTest::namesByPartsWhereThereIsNoWhole()
{
    QCOMPARE(readContacts("BEGIN:VCARD\nN:Lovelace;Ada;King;Dr.;PhD\nEND:VCARD").at(0).name,
             u"Dr. Ada King Lovelace PhD"_s);
    QCOMPARE(readContacts("BEGIN:VCARD\nFN:Ada\nN:Lovelace;Ada\nEND:VCARD").at(0).name, u"Ada"_s);
}

void VcardTest::putsFoldedLinesTogether()
{
    QCOMPARE(readContacts("BEGIN:VCARD\r\nFN:Ada\r\n  Love\r\n\tlace\r\nEND:VCARD").at(0).name,
             u"Ada Lovelace"_s);
}

void VcardTest::takesEscapesOff()
{
    const Contact card =
        readContacts("BEGIN:VCARD\nFN:a\\;b\\,c\\\\d\\ne\nORG:x\\;y;z\nEND:VCARD").at(0);

    QCOMPARE(card.name, u"a;b,c\\d e"_s);
    QCOMPARE(card.organisation, u"x;y, z"_s);
}

void VcardTest::leavesPicturesOut()
{
    const auto cards =
        readContacts("BEGIN:VCARD\nFN:Ada\nPHOTO;ENCODING=b;TYPE=JPEG:" + QByteArray(100'000, 'A')
                     + "\n AAAA\nNOTE;ENCODING=BASE64:"
                       "AAAA\nEND:VCARD");

    Contact ada;
    ada.name = u"Ada"_s;
    QCOMPARE(cards, std::vector<Contact>{ada});
}

void VcardTest::readsSeveral()
{
    const auto cards = readContacts("BEGIN:VCARD\nFN:A\nEND:VCARD\nBEGIN:VCARD\nFN:B\nEND:VCARD\n");

    QCOMPARE(cards.size(), size_t(2));
    QCOMPARE(cards[1].name, u"B"_s);
}

void VcardTest::takesWhatThereIs_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<qsizetype>("count");

    QTest::newRow("nothing") << QByteArray() << qsizetype(0);
    QTest::newRow("no card") << "FN:Ada\n"_ba << qsizetype(0);
    QTest::newRow("an empty card") << "BEGIN:VCARD\nEND:VCARD\n"_ba << qsizetype(0);
    QTest::newRow("cut short") << "BEGIN:VCARD\nFN:Ada\nTE"_ba << qsizetype(1);
    QTest::newRow("cut in a fold") << "BEGIN:VCARD\nFN:Ada\n "_ba << qsizetype(1);
    QTest::newRow("cut in a soft break")
        << "BEGIN:VCARD\nFN;QUOTED-PRINTABLE:A=\n"_ba << qsizetype(1);
    QTest::newRow("a mark of byte order") << "\xef\xbb\xbf"
                                             "BEGIN:VCARD\nFN:Ada\nEND:VCARD"_ba
                                          << qsizetype(1);
    QTest::newRow("one begun within another")
        << "BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nEND:VCARD"_ba << qsizetype(2);
    QTest::newRow("binary") << "BEGIN:VCARD\nFN:\xff\xfe\0x\n;;;:::\n=:=\nEND:VCARD"_ba
                            << qsizetype(1);
    QTest::newRow("empty lines") << "BEGIN:VCARD\n\n\r\n \nFN:A\n:\n;\nEND:VCARD"_ba
                                 << qsizetype(1);
}

void VcardTest::takesWhatThereIs()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const qsizetype, count);

    QCOMPARE(qsizetype(readContacts(bytes).size()), count);
}

void VcardTest::hasBounds()
{
    QByteArray many;
    for (int i = 0; i < 1'000; ++i)
        many += "BEGIN:VCARD\nFN:A\nEND:VCARD\n";
    QCOMPARE(readContacts(many).size(), media::kMaxContacts);

    QByteArray large = "BEGIN:VCARD\nFN:" + QByteArray(1'000'000, 'a');
    for (int i = 0; i < 1'000; ++i)
        large += "\n " + QByteArray(1'000, 'b');
    for (int i = 0; i < 10'000; ++i)
        large += "\nTEL:1";
    const auto cards = readContacts(large);

    QCOMPARE(cards.size(), size_t(1));
    QVERIFY(cards.front().name.size() <= 4'096);
    QVERIFY(cards.front().phones.size() <= 50);
}

SENDSCOPE_TEST(VcardTest, vcard)
#include "tst_vcard.moc"
