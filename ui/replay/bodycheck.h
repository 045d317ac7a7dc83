#pragma once

#include "app/base/error.h"

#include <QWidget>

#include <optional>

namespace sendscope::ui {

class Button;
class Label;
class Theme;

/// What is wrong with a body that is being typed, told below it: whether it is JSON, and if not
/// where and why.
class BodyCheck : public QWidget
{
    Q_OBJECT

public:
    explicit BodyCheck(const Theme &theme, QWidget *parent = nullptr);

    void check(const QByteArray &body);

    bool isJson() const { return !m_error; }
    qint64 wrongByte() const { return m_error ? m_error->offset : -1; } ///< -1: nowhere.

signals:
    void placeAsked(qint64 byte); ///< A person wants to see where it is wrong.

private:
    Label *m_words;
    Button *m_go;
    std::optional<base::Error> m_error;
};

} // namespace sendscope::ui
