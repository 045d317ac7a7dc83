#include "ui/theme/tokens.h"

#include <algorithm>
#include <cmath>

namespace sendscope::ui {
namespace {

/// Relative luminance, 0 .. 1.
double luminance(const QColor &color)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(double(color.redF())) + 0.7152 * linear(double(color.greenF()))
        + 0.0722 * linear(double(color.blueF()));
}

} // namespace

const Tokens &lightTokens()
{
    static const Tokens tokens{
        .isDark = false,
        .bg = QColor(0xF5F6F8),
        .surface = QColor(0xFFFFFF),
        .raised = QColor(0xFFFFFF),
        .sel = QColor(0xE3ECFD),
        .selAway = QColor(0xECEEF2),
        .hover = QColor(0xF3F5F8),
        .line = QColor(0xE2E5EA),
        .soft = QColor(0xEFF1F4),
        .control = QColor(0x808999),
        .text = QColor(0x1A1E26),
        .text2 = QColor(0x525B6B),
        .text3 = QColor(0x687182),
        .accent = QColor(0x2459DB),
        .onAccent = QColor(0xFFFFFF),
        .fineBg = QColor(0xF1FAF6),
        .wrongBg = QColor(0xFEF4F3),
        .hues =
            {
                QColor(0x4A66A0),
                QColor(0x0B7491),
                QColor(0x0B7A55),
                QColor(0x4C7318),
                QColor(0xC5302C),
                QColor(0x7446C2),
                QColor(0x975A00),
                QColor(0xAD2F76),
                QColor(0x687182),
            },
    };
    return tokens;
}

const Tokens &darkTokens()
{
    static const Tokens tokens{
        .isDark = true,
        .bg = QColor(0x14171C),
        .surface = QColor(0x191D23),
        .raised = QColor(0x20252D),
        .sel = QColor(0x23385F),
        .selAway = QColor(0x2A303A),
        .hover = QColor(0x20252D),
        .line = QColor(0x2C323C),
        .soft = QColor(0x232830),
        .control = QColor(0x6E798B),
        .text = QColor(0xDDE1E8),
        .text2 = QColor(0xAEB6C3),
        .text3 = QColor(0x929CAC),
        .accent = QColor(0x7FA6FF),
        .onAccent = QColor(0x0E1420),
        .fineBg = QColor(0x15251F),
        .wrongBg = QColor(0x2C1B1C),
        .hues =
            {
                QColor(0x8FA2D6),
                QColor(0x63D3EC),
                QColor(0x4CC79C),
                QColor(0xA3CB5C),
                QColor(0xFF8A80),
                QColor(0xBFA5F7),
                QColor(0xE8AE4A),
                QColor(0xF291C4),
                QColor(0x929CAC),
            },
    };
    return tokens;
}

QPalette paletteOf(const Tokens &tokens)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, const QColor &color) {
        palette.setColor(QPalette::All, role, color);
    };
    set(QPalette::Window, tokens.bg);
    set(QPalette::WindowText, tokens.text);
    set(QPalette::Base, tokens.surface);
    set(QPalette::AlternateBase, tokens.surface);
    set(QPalette::Text, tokens.text);
    set(QPalette::Button, tokens.raised);
    set(QPalette::ButtonText, tokens.text);
    set(QPalette::BrightText, tokens.onAccent);
    set(QPalette::Highlight, tokens.sel);
    set(QPalette::HighlightedText, tokens.text);
    set(QPalette::Link, tokens.accent);
    set(QPalette::LinkVisited, tokens.accent);
    set(QPalette::ToolTipBase, tokens.raised);
    set(QPalette::ToolTipText, tokens.text);
    set(QPalette::PlaceholderText, tokens.text3);
    set(QPalette::Light, tokens.raised);
    set(QPalette::Midlight, tokens.hover);
    set(QPalette::Mid, tokens.line);
    set(QPalette::Dark, tokens.control);
    set(QPalette::Shadow, tokens.line);

    palette.setColor(QPalette::Inactive, QPalette::Highlight, tokens.selAway);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, tokens.selAway);
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText,
          QPalette::ToolTipText})
        palette.setColor(QPalette::Disabled, role, tokens.text3);
    return palette;
}

double contrast(const QColor &one, const QColor &other)
{
    const auto [darker, lighter] = std::minmax({luminance(one), luminance(other)});
    return (lighter + 0.05) / (darker + 0.05);
}

} // namespace sendscope::ui
