#include "app/event/fieldcatalogue.h"
#include "app/filter/filter.h"
#include "tests/testregistry.h"
#include "ui/filter/filterlanguage.h"
#include "ui/filter/languagedialog.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QTest>

using namespace sendscope;
using namespace sendscope::ui;
using namespace Qt::StringLiterals;

class FilterLanguageTest : public QObject
{
    Q_OBJECT

private slots:
    void isInSections();
    void everyExampleIsAFilter();
    void namesEveryFieldAndEveryOperator();
    void showsAllOfIt();
};

void FilterLanguageTest::isInSections()
{
    QStringList titles;
    for (const LanguageSection &section : filterLanguage())
        titles << section.title;

    QCOMPARE(titles,
             (QStringList{u"Words, phrases, numbers"_s, u"Comparing a field"_s, u"Joining"_s,
                          u"Fields"_s}));
}

void FilterLanguageTest::everyExampleIsAFilter()
{
    for (const LanguageSection &section : filterLanguage()) {
        QVERIFY(!section.title.isEmpty());
        for (const LanguageRow &row : section.rows) {
            QCOMPARE(filter::parse(row.example).judgement, filter::Judgement::Fine);
            QVERIFY2(!row.meaning.isEmpty(), qPrintable(row.example));
        }
    }
}

void FilterLanguageTest::namesEveryFieldAndEveryOperator()
{
    QStringList examples;
    for (const LanguageSection &section : filterLanguage()) {
        for (const LanguageRow &row : section.rows)
            examples << row.example;
    }

    for (const event::FieldInfo &info : event::fields()) {
        const QString name = QString::fromUtf8(info.name.toByteArray()) + u' ';
        QVERIFY2(std::any_of(examples.begin(), examples.end(),
                             [&name](const QString &text) { return text.startsWith(name); }),
                 qPrintable(name));
    }
    const QString all = examples.join(u'\n');
    for (const QString &word :
         {u"=="_s, u"!="_s, u">"_s, u">="_s, u"contains"_s, u"matches"_s, u"in {"_s, u"exists"_s,
          u"after marker"_s, u"not "_s, u" and "_s, u" or "_s, u"json."_s, u"header."_s})
        QVERIFY2(all.contains(word), qPrintable(word));
}

void FilterLanguageTest::showsAllOfIt()
{
    const Theme theme;
    const LanguageDialog dialog(theme);

    QStringList shown;
    for (const QLabel *label : dialog.findChildren<QLabel *>()) {
        QCOMPARE(label->textFormat(), Qt::PlainText);
        shown << label->text();
    }
    for (const LanguageSection &section : filterLanguage()) {
        for (const LanguageRow &row : section.rows)
            QVERIFY(shown.contains(row.example) && shown.contains(row.meaning));
    }
}

SENDSCOPE_TEST(FilterLanguageTest, filterlanguage)
#include "tst_filterlanguage.moc"
