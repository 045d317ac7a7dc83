#include "tests/testregistry.h"
#include "ui/mainwindow/statusrow.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"

#include <QSignalSpy>
#include <QTest>

using namespace sendscope;
using namespace sendscope::ui;
using namespace Qt::StringLiterals;

class StatusRowTest : public QObject
{
    Q_OBJECT

private slots:
    void namesTheFieldThatIsSelected();
    void saysTheConditionThatIsSelected();
    void takesAPathForNothingButText();
};

namespace {

Button *fieldButton(const StatusRow &row)
{
    for (Button *button : row.findChildren<Button *>()) {
        if (button->accessibleName().startsWith(u"Begin a filter"_s) && !button->isHidden())
            return button;
    }
    return nullptr;
}

} // namespace

void StatusRowTest::namesTheFieldThatIsSelected()
{
    const Theme theme;
    StatusRow row(theme);
    QList<event::FieldRef> clicked;
    connect(&row, &StatusRow::fieldClicked, this,
            [&clicked](const event::FieldRef &field) { clicked << field; });
    QVERIFY(!fieldButton(row));

    row.setSelectedField(event::FieldRef(event::Field::MessageId));
    QVERIFY(fieldButton(row));
    QCOMPARE(fieldButton(row)->text(), u"message.id"_s);
    QCOMPARE(fieldButton(row)->font(), theme.fonts().fixed());
    fieldButton(row)->click();
    QCOMPARE(clicked, QList{event::FieldRef(event::Field::MessageId)});

    row.setSelectedField(std::nullopt);
    QVERIFY(!fieldButton(row));
}

void StatusRowTest::saysTheConditionThatIsSelected()
{
    const Theme theme;
    StatusRow row(theme);
    QByteArrayList clicked;
    connect(&row, &StatusRow::valueClicked, this,
            [&clicked](const event::FieldRef &field, const QByteArray &value) {
                clicked << event::nameOf(field) << value;
            });

    row.setSelectedField(event::FieldRef(event::Field::Type), "message-sending");
    QCOMPARE(fieldButton(row)->text(), u"type == message-sending"_s);
    fieldButton(row)->click();
    QCOMPARE(clicked, QByteArrayList({"type", "message-sending"}));

    row.setSelectedField(event::FieldRef(event::Field::MessageTag), "v2 lab");
    QCOMPARE(fieldButton(row)->text(), u"message.tag == \"v2 lab\""_s);
}

void StatusRowTest::takesAPathForNothingButText()
{
    const Theme theme;
    StatusRow row(theme);

    row.setSelectedField(event::findFieldRef("json.\"a&b\""));
    QCOMPARE(fieldButton(row)->text(), u"json.\"a&&b\""_s);

    row.setSelectedField(event::findFieldRef("json." + QByteArray(200, 'a')));
    QVERIFY(fieldButton(row)->sizeHint().width() < 400);
}

SENDSCOPE_TEST(StatusRowTest, statusrow)
#include "tst_statusrow.moc"
