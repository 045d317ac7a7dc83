#include "ui/body/bodyeditor.h"

#include "ui/body/bodycolours.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QMimeData>
#include <QPainter>
#include <QStringDecoder>
#include <QTextBlock>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

constexpr QChar kParagraph(0x2029);
constexpr int kLeastDigits = 3;

/// A text document parts its blocks by these: a body that has one would come back with "\n".
bool isBlockBoundary(QChar c)
{
    return c == kParagraph || c == QChar(0xfdd0) || c == QChar(0xfdd1);
}

/// "\r\n" where every line ends so, "\n" where none does; else null.
QByteArray lineEndOf(const QByteArray &body)
{
    const qsizetype returns = body.count('\r');
    if (returns == 0)
        return "\n"_ba;
    const bool isUniform = returns == body.count("\r\n") && returns == body.count('\n');
    return isUniform ? "\r\n"_ba : QByteArray();
}

QString decoded(const QByteArray &body, bool *isText)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    QString text = decoder(body);
    // A character that is cut off at the end is no error of the decoder, but of the body.
    *isText = !decoder.hasError() && text.toUtf8() == body;
    return text;
}

QString documentText(const QByteArray &body)
{
    bool isText = false;
    return decoded(body, &isText).replace("\r\n"_L1, "\n"_L1);
}

} // namespace

/// The column of numbers left of the text.
class LineNumbers : public QWidget
{
public:
    explicit LineNumbers(BodyEditor &editor)
        : QWidget(&editor)
        , m_editor(editor)
    {
    }

protected:
    void paintEvent(QPaintEvent *event) override { m_editor.paintLineNumbers(event); }

private:
    BodyEditor &m_editor;
};

BodyEditor::Obstacle BodyEditor::obstacleOf(const QByteArray &body)
{
    if (body.size() > kMostBytes)
        return Obstacle::TooLarge;
    bool isText = false;
    const QString text = decoded(body, &isText);
    if (!isText)
        return Obstacle::NoText;
    const bool isParted = std::any_of(text.begin(), text.end(), isBlockBoundary);
    return isParted || lineEndOf(body).isNull() ? Obstacle::Breaks : Obstacle::None;
}

BodyEditor::BodyEditor(const Theme &theme, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_theme(theme)
    , m_colours(new BodyColours(theme, document()))
    , m_numbers(new LineNumbers(*this))
{
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true); // a body is seldom typed with tabs, and the keyboard has to get out
    setWordWrapMode(QTextOption::WrapAnywhere);
    setAccessibleName(tr("Body"));
    connect(this, &QPlainTextEdit::blockCountChanged, this, &BodyEditor::fitMargins);
    connect(this, &QPlainTextEdit::updateRequest, m_numbers, [this](const QRect &rect, int dy) {
        if (dy != 0)
            m_numbers->scroll(0, dy);
        else
            m_numbers->update(0, rect.y(), m_numbers->width(), rect.height());
    });
    connect(&theme, &Theme::changed, this, &BodyEditor::applyTheme);
    applyTheme();
}

BodyEditor::~BodyEditor() = default;

void BodyEditor::setBytes(const QByteArray &body)
{
    m_lineEnd = lineEndOf(body);
    setPlainText(documentText(body));
    setWrongPlace(-1);
}

void BodyEditor::replaceBytes(const QByteArray &body)
{
    QTextCursor cursor(document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(documentText(body));
    moveCursor(QTextCursor::Start);
}

QByteArray BodyEditor::bytes() const
{
    // Not toPlainText(), which makes a space of one that must not break.
    QByteArray body = document()->toRawText().replace(kParagraph, u'\n').toUtf8();
    if (m_lineEnd != "\n")
        body.replace('\n', m_lineEnd);
    return body;
}

void BodyEditor::setWrongPlace(qint64 byte)
{
    m_wrongByte = byte;
    markWrongPlace();
    m_numbers->update();
}

void BodyEditor::goTo(qint64 byte)
{
    QTextCursor cursor(document());
    cursor.setPosition(positionOf(byte));
    setTextCursor(cursor);
    ensureCursorVisible();
    setFocus(Qt::OtherFocusReason);
}

QMimeData *BodyEditor::createMimeDataFromSelection() const
{
    auto *mime = new QMimeData;
    mime->setText(textCursor().selectedText().replace(kParagraph, u'\n'));
    return mime;
}

void BodyEditor::insertFromMimeData(const QMimeData *source)
{
    QString text = source->text();
    text.replace("\r\n"_L1, "\n"_L1);
    if (qsizetype(text.size()) <= kMostBytes)
        textCursor().insertText(text);
    ensureCursorVisible();
}

void BodyEditor::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    const QRect room = contentsRect();
    m_numbers->setGeometry(room.left(), room.top(), lineNumbersWidth(), room.height());
}

void BodyEditor::applyTheme()
{
    setFont(m_theme.fonts().fixed());
    m_colours->rehighlight();
    fitMargins();
    markWrongPlace();
}

void BodyEditor::fitMargins()
{
    setViewportMargins(lineNumbersWidth(), 0, 0, 0);
    const QRect room = contentsRect();
    m_numbers->setGeometry(room.left(), room.top(), lineNumbersWidth(), room.height());
    m_numbers->update();
}

int BodyEditor::lineNumbersWidth() const
{
    const qsizetype digits =
        std::max<qsizetype>(kLeastDigits, QString::number(blockCount()).size());
    return metrics::kSpace2 + int(digits) * fontMetrics().horizontalAdvance(u'0')
        + metrics::kSpace2;
}

void BodyEditor::paintLineNumbers(QPaintEvent *event)
{
    const Tokens &tokens = m_theme.tokens();
    QPainter painter(m_numbers);
    painter.fillRect(event->rect(), tokens.surface);
    painter.setFont(m_theme.fonts().fixed());

    const int wrongBlock =
        m_wrongByte < 0 ? -1 : document()->findBlock(positionOf(m_wrongByte)).blockNumber();
    QTextBlock block = firstVisibleBlock();
    double top = blockBoundingGeometry(block).translated(contentOffset()).top();
    while (block.isValid() && top <= event->rect().bottom()) {
        const bool isWrong = block.blockNumber() == wrongBlock;
        const double height = blockBoundingRect(block).height();
        if (isWrong)
            painter.fillRect(QRectF(0, top, metrics::kFocusBar, height), tokens.hue(Hue::Failed));
        painter.setPen(isWrong ? tokens.hue(Hue::Failed) : tokens.text3);
        painter.drawText(
            QRectF(0, top, m_numbers->width() - metrics::kSpace2, fontMetrics().height()),
            Qt::AlignRight | Qt::AlignVCenter, QString::number(block.blockNumber() + 1));
        top += height;
        block = block.next();
    }
}

int BodyEditor::positionOf(qint64 byte) const
{
    const QByteArray before = bytes().first(std::clamp<qint64>(byte, 0, bytes().size()));
    return int(documentText(before).size());
}

void BodyEditor::markWrongPlace()
{
    QList<QTextEdit::ExtraSelection> marks;
    if (m_wrongByte >= 0) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(document());
        mark.cursor.setPosition(positionOf(m_wrongByte));
        // The end of the text has no character of its own: the last one shows it.
        if (!mark.cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor))
            mark.cursor.movePosition(QTextCursor::PreviousCharacter, QTextCursor::KeepAnchor);
        mark.format.setBackground(m_theme.tokens().wrongBg);
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(m_theme.tokens().hue(Hue::Failed));
        marks.append(mark);
    }
    setExtraSelections(marks);
}

} // namespace sendscope::ui

#include "moc_bodyeditor.cpp"
