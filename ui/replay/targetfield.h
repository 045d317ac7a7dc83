#pragma once

#include "app/base/result.h"

#include <QUrl>
#include <QWidget>

#include <vector>

class QComboBox;

namespace sendscope::ui {

class Label;
class Theme;

/// Where to: a field with the targets of before in its list. It is empty at first, and says what is
/// wrong with an address, or what there is to know about it.
class TargetField : public QWidget
{
    Q_OBJECT

public:
    /// \p ownPorts: that our listener has.
    TargetField(const Theme &theme, const QStringList &recent, std::vector<quint16> ownPorts,
                QWidget *parent = nullptr);

    void setText(const QString &text);

    /// Errors: those of replay::parseTarget().
    base::Result<QUrl> target() const;

signals:
    void changed();

private:
    void judge();

    const std::vector<quint16> m_ownPorts;
    QComboBox *m_text;
    Label *m_notice;
};

} // namespace sendscope::ui
