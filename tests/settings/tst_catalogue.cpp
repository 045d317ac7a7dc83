#include "app/settings/catalogue.h"
#include "app/settings/settings.h"
#include "tests/testregistry.h"

#include <QSet>
#include <QTest>

using namespace sendscope;

class CatalogueTest : public QObject
{
    Q_OBJECT

private slots:
    void namesOccurOnce();
    void everyDefaultIsUsable();
    void everyEntryHasASentence();
};

void CatalogueTest::namesOccurOnce()
{
    QSet<QByteArray> names;
    QSet<QByteArray> variables;
    for (const settings::Entry &entry : settings::catalogue()) {
        QVERIFY2(!names.contains(entry.name), entry.name);
        QVERIFY2(!variables.contains(entry.environment), entry.environment);
        names.insert(entry.name);
        variables.insert(entry.environment);
    }
}

void CatalogueTest::everyDefaultIsUsable()
{
    for (const settings::Entry &entry : settings::catalogue())
        QVERIFY2(settings::check(entry, QLatin1StringView(entry.defaultText)), entry.name);
}

void CatalogueTest::everyEntryHasASentence()
{
    for (const settings::Entry &entry : settings::catalogue()) {
        QVERIFY2(QByteArrayView(entry.sentence).endsWith('.'), entry.name);
        QVERIFY2(QByteArrayView(entry.environment).startsWith("SENDSCOPE_"), entry.name);
    }
}

SENDSCOPE_TEST(CatalogueTest, catalogue)
#include "tst_catalogue.moc"
