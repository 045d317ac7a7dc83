#pragma once

#include <QByteArray>
#include <QPlainTextEdit>

namespace sendscope::ui {

class BodyColours;
class LineNumbers;
class Theme;

/// Edits a body as text in the fixed font, with line numbers and the colours of JSON. What bytes()
/// gives is exactly what is seen, with the line ends the body came with.
class BodyEditor : public QPlainTextEdit
{
    Q_OBJECT

public:
    /// Why a body cannot be edited without changing bytes that nobody touched.
    enum class Obstacle {
        None,
        TooLarge, ///< Over kMostBytes.
        NoText,   ///< It is no UTF-8.
        Breaks,   ///< It mixes line ends, or parts lines by signs that an editor cannot keep.
    };
    static constexpr qint64 kMostBytes = 1024 * 1024;

    static Obstacle obstacleOf(const QByteArray &body);

    explicit BodyEditor(const Theme &theme, QWidget *parent = nullptr);
    ~BodyEditor() override;

    /// Of a body without an obstacle. What was undone before is forgotten.
    void setBytes(const QByteArray &body);

    /// The same as an edit of the user's, who can undo it.
    void replaceBytes(const QByteArray &body);

    QByteArray bytes() const;

    /// Underlines the character at that byte, and marks its line; -1: nowhere.
    void setWrongPlace(qint64 byte);

    /// Puts the cursor there and shows it.
    void goTo(qint64 byte);

protected:
    QMimeData *createMimeDataFromSelection() const override;
    void insertFromMimeData(const QMimeData *source) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    friend class LineNumbers;

    void applyTheme();
    void fitMargins();
    void paintLineNumbers(QPaintEvent *event);
    int lineNumbersWidth() const;
    int positionOf(qint64 byte) const;
    void markWrongPlace();

    const Theme &m_theme;
    BodyColours *m_colours;
    LineNumbers *m_numbers;
    QByteArray m_lineEnd = "\n";
    qint64 m_wrongByte = -1;
};

} // namespace sendscope::ui
