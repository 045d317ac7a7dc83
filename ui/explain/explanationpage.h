#pragma once

#include "app/bandwidth/explanation.h"

#include <QScrollArea>

class QVBoxLayout;

namespace sendscope::ui {

class Theme;

/// One explanation: the word, what it means, and beneath it what else there is to know.
class ExplanationPage : public QScrollArea
{
    Q_OBJECT

public:
    explicit ExplanationPage(const Theme &theme, QWidget *parent = nullptr);

    void setExplanation(const bandwidth::Explanation &explanation);

    /// In place of an explanation.
    void say(const QString &sentence);

    QString text() const { return m_text; } ///< All of it, for a screen reader.

private:
    QVBoxLayout *makeColumn();

    const Theme &m_theme;
    QString m_text;
};

} // namespace sendscope::ui
