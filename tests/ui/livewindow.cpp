#include "tests/ui/livewindow.h"

#include "ui/events/eventtablemodel.h"

#include <QTcpSocket>
#include <QTest>

namespace sendscope::tests {

LiveWindow::LiveWindow()
    : m_engine(m_home.recording())
{
    open();
}

bool LiveWindow::start()
{
    m_engine.start();
    return QTest::qWaitFor(
        [this] { return m_engine.status().listening == engine::EngineStatus::Listening::On; });
}

void LiveWindow::reopen()
{
    m_window->close();
    m_window.reset();
    open();
}

void LiveWindow::open()
{
    m_window =
        std::make_unique<ui::MainWindow>(m_engine, m_theme, m_home.settings(), m_home.paths());
    m_window->show();
    m_window->setWindowState(Qt::WindowNoState); // The offscreen screen is small.
    m_window->resize(1440, 900);
}

bool LiveWindow::post(const QByteArray &body)
{
    const qint64 before = m_engine.snapshot() ? m_engine.snapshot()->count() : 0;
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, m_engine.status().endpoints.front().port);
    socket.write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                 + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    const auto &rows = *m_window->findChild<ui::EventTableModel *>();
    return QTest::qWaitFor(
        [&] { return rows.snapshot() && rows.snapshot()->count() == before + 1; });
}

} // namespace sendscope::tests
