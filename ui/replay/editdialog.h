#pragma once

#include "app/event/ids.h"
#include "ui/replay/replaycontext.h"

#include <QDialog>
#include <QTimer>

namespace sendscope::ui {

class BodyCheck;
class BodyComparison;
class BodyEditor;
class Button;
class DifferenceView;
class Label;
class TargetField;
class Theme;

/// One request's body on its way to be changed.
///
/// A plain value.
struct BodyDraft
{
    event::EventId event; ///< By which the request is known in the table.
    QByteArray original;  ///< As it came, its content coding taken off.
    QByteArray edited;
};

/// Edits the body of one request by hand, with a check of its JSON and the difference to what came
/// beneath it, and asks where to send it. What is sent is what is seen.
class EditDialog : public QDialog
{
    Q_OBJECT

public:
    EditDialog(const Theme &theme, const ReplayContext &context, const BodyDraft &draft,
               QWidget *parent = nullptr);
    ~EditDialog() override;

    QByteArray body() const;

signals:
    void chosen(const sendscope::ui::ReplayChoice &choice, const QByteArray &body);

private:
    QWidget *makeEditing();
    QWidget *makeDifference();
    QLayout *makeButtons();
    void connectAll();
    void look();
    void judge();
    void layOut();
    void send();
    QString obstacleWords() const;
    bool isLikeLast() const;

    const Theme &m_theme;
    const ReplayContext m_context;
    const BodyDraft m_draft;
    const bool m_isEditable;
    TargetField *m_target;
    BodyEditor *m_editor;
    BodyCheck *m_check;
    BodyComparison *m_comparison;
    Label *m_difference;
    DifferenceView *m_view;
    Label *m_notice;
    Button *m_layOut = nullptr;
    Button *m_revert = nullptr;
    Button *m_cancel = nullptr;
    Button *m_send = nullptr;
    QTimer m_later;
};

} // namespace sendscope::ui
