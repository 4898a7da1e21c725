#include "app/ui/widgets/widgets.h"

#include "app/figure/facts/facts.h"
#include "app/ui/widgets/imgui_compat.h"
#include "core/words/printable.h"
#include "core/words/prose.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

namespace stridelens::ui {
namespace {

constexpr float kTextMiddle = kRow / 2;

/// A path through one point of a tick mark or a chain, in the ink of the widget.
void line(const Pen& pen, Point a, Point b, Paint ink, float width) {
    pen.paint(Line{a, b, ink, width, false});
}

}  // namespace

void Pen::text(Point at, const std::string& words, Face face, float size, Align align, Paint ink) const {
    paint(Text{at, words, face, legible(size), align, ink});
}

void Pen::box(const Box& area, float radius, Paint fill, Paint stroke, float stroke_width) const {
    paint(Rect{area, radius, fill, stroke, stroke_width, false, Pattern::none, {}, {}});
}

Hit Pen::hit(const std::string& id, const Box& area) const {
    if (frame.placed != nullptr) frame.placed->push_back({id, area});
    ImGui::SetCursorScreenPos({area.x, area.y});
    Hit hit;
    hit.clicked = ImGui::InvisibleButton(id.c_str(), {std::max(area.w, 1.0F), std::max(area.h, 1.0F)});
    hit.hovered = ImGui::IsItemHovered();
    hit.held = ImGui::IsItemActive();
    hit.pressed = ImGui::IsItemActivated();
    hit.released = ImGui::IsItemDeactivated();
    return hit;
}

Hit Pen::button(const std::string& id, const Box& area) const {
    Hit hit = this->hit(id, area);
    if (focused(id, area) && compat::click_pressed()) hit.clicked = true;
    return hit;
}

bool Pen::focused(const std::string& id, const Box& area) const {
    WidgetMemory& memory = frame.memory;
    if (memory.focus_next && memory.field.empty()) {
        memory.field = id;
        memory.focus_next = false;
        ImGui::SetCursorScreenPos({area.x, area.y});
        ImGui::SetScrollHereY(0.5F);
    } else if (memory.field == id) {
        const bool keys = !memory.list_open, tab = keys && compat::key_pressed(ImGuiKey_Tab, false);
        if (tab || ImGui::IsMouseClicked(ImGuiMouseButton_Left) ||
            (keys && compat::key_pressed(ImGuiKey_Escape, false))) {
            memory.field.clear();
            memory.focus_next = tab;
        }
    }
    if (memory.field != id) return false;
    memory.field_seen = true;
    box({area.x - 4.0F, area.y, area.w + 8.0F, area.h}, 8.0F, {}, {Role::control}, 1.5F);
    return !memory.list_open;
}

void open_list(const Pen& pen, const std::string& name) {
    if (ImGui::GetID(name.c_str()) != pen.frame.memory.closed_list) ImGui::OpenPopup(name.c_str());
}

bool list_entry(const std::string& label, bool on, float width) {
    if (ImGui::Selectable(label.c_str(), on, 0, {width, 0.0F})) return true;
    if (!ImGui::IsItemFocused() || !compat::enter_pressed()) return false;
    ImGui::CloseCurrentPopup();
    return true;
}

void begin_lists(WidgetMemory& memory) {
    memory.list_open = memory.list_left_open || compat::popup_open();  // Escape has closed it before the frame began
    if (const unsigned closed = compat::close_popup_beside("##canvas"); closed != 0)
        memory.closed_list = closed;
    else if (!ImGui::IsMouseDown(ImGuiMouseButton_Left) && !ImGui::IsMouseReleased(ImGuiMouseButton_Left))
        memory.closed_list = 0;
}

void end_lists(WidgetMemory& memory) {
    memory.list_left_open = compat::popup_open();
    compat::give_keyboard_to_popups();
}

void caption(const Pen& pen, Point at, const std::string& words) {
    constexpr float size = 12.0F, spacing = 0.7F;
    for (const char letter : words) {
        const std::string one(1, letter);
        pen.text(at, one, Face::words_bold, size, Align::start, {Role::dim_ink});
        at.x += pen.measure(one, Face::words_bold, size) + spacing;
    }
}

float section(Pen& pen, const std::string& words, bool first) {
    if (!first) {
        pen.y += 10.0F;
        pen.paint(Line{{pen.x, pen.y}, {pen.x + pen.width, pen.y}, {Role::line}, 1.0F, false});
        pen.y += 6.0F;
    }
    const float middle = pen.y + 15.0F;
    caption(pen, {pen.x, middle}, words);
    pen.y += 29.0F;
    return middle;
}

namespace {
/// Room for the longest number of the track, and for this one, that the knob does not reach.
float value_column(const Pen& pen, const SliderRow& row) {
    constexpr float apart = 21.0F;  // of the track's end and the number
    float widest = 0.0F;
    for (const std::int64_t number : {row.value, row.shown.low, row.shown.high})
        widest = std::max(widest, pen.measure(prose(number), Face::numbers, 14.0F));
    return std::max(kValueColumn, widest + apart);
}
}  // namespace

void say(const Pen& pen, const std::string& sentence) {
    if (!sentence.empty() && sentence != pen.frame.state.notice) pen.actions.push_back(Notify{sentence});
}

namespace {

/// Why dragging towards `wanted` has stopped at `value`; empty: it has not.
std::string why_stopped(const SliderRow& row, std::int64_t wanted, std::int64_t value) {
    if (wanted == value) return "";
    const std::int64_t next = wanted > value ? value + 1 : value - 1;
    if (row.why)
        if (const std::string why = row.why(next); !why.empty()) return why;
    if (next > row.shown.high && row.typed.high > row.shown.high)
        return fmt::format("The slider of “{}” ends at {}; up to {} can be typed.", row.label, prose(row.shown.high),
                           prose(row.typed.high));
    if (next < row.shown.low && row.typed.low < row.shown.low)
        return fmt::format("The slider of “{}” ends at {}; down to {} can be typed.", row.label, prose(row.shown.low),
                           prose(row.typed.low));
    return "";
}

/// What was typed, as far as it can be taken; what is not taken is said.
std::optional<std::int64_t> taken_of(const Pen& pen, const SliderRow& row, const std::string& typed) {
    const std::optional<std::int64_t> value = whole_number(typed);
    if (!value) {
        say(pen, fmt::format("“{}” is not taken: “{}” stays {}. It can be a whole number from {} to {}.",
                             text::printable(typed), row.label, prose(row.value), prose(row.typed.low),
                             prose(row.typed.high)));
        return std::nullopt;
    }
    const std::int64_t taken = std::clamp(*value, row.typed.low, row.typed.high);
    if (taken != *value)
        say(pen, fmt::format("“{}” can be {} to {}; {} became {}.", row.label, prose(row.typed.low),
                             prose(row.typed.high), prose(*value), prose(taken)));
    return taken;
}

}  // namespace

namespace {

/// While the size formula is shown, its symbol stands at the slider; pointing at the row points at the symbol.
void badge(const Pen& pen, const SliderRow& row, float middle, float track) {
    if (row.symbol.empty() || !pen.frame.state.export_panel.settings.page.parts.formula) return;
    const CellId cell{Grid::setting, static_cast<std::int64_t>(row.field)};
    const bool pointed = pen.frame.state.display.hover == cell;
    const Paint paint = symbol_paint(row.field);
    const float width = std::max(pen.measure(row.symbol, Face::numbers_bold, 13.0F) + 8.0F, 20.0F);
    const float wanted = pen.x + pen.measure(row.label, Face::words, 14.0F) + 8.0F;
    const Box box{std::min(wanted, track - 12.0F - width), middle - 10.0F, width, 20.0F};
    pen.box(box, 5.0F, {pointed ? Role::chip : Role::background}, paint, 1.5F);
    pen.text(box.centre(), row.symbol, Face::numbers_bold, 13.0F, Align::middle, paint);
    const ImVec2 low{pen.x, middle - kRow / 2}, high{pen.x + pen.width, middle + kRow / 2};
    if (ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(low, high)) pen.frame.memory.setting = row.field;
}

}  // namespace

std::optional<std::int64_t> slider(Pen& pen, const SliderRow& row) {
    const float middle = pen.y + kTextMiddle;
    const float left = pen.x + kLabelColumn, right = pen.x + pen.width - value_column(pen, row) + 8.0F;
    pen.text({pen.x, middle}, row.label, Face::words, 14.0F, Align::start, {Role::ink});
    badge(pen, row, middle, left);

    const Hit hit = pen.hit(row.id, {left - 8.0F, pen.y, right - left + 16.0F, kRow});
    if (hit.pressed) pen.actions.push_back(BeginEdit{});
    const std::int64_t low = row.shown.low, high = std::max(row.shown.high, row.shown.low + 1);
    std::optional<std::int64_t> changed;
    if (hit.held) {
        const float share = std::clamp((ImGui::GetIO().MousePos.x - left) / (right - left), 0.0F, 1.0F);
        const auto wanted = low + std::llround(share * static_cast<float>(high - low));
        std::int64_t value = std::max(std::min<std::int64_t>(wanted, row.legal.high), row.legal.low);
        if (!row.stops.empty())
            value = *std::min_element(row.stops.begin(), row.stops.end(), [&](std::int64_t a, std::int64_t b) {
                return std::abs(a - wanted) < std::abs(b - wanted);
            });
        if (value != row.value) changed = value;
        say(pen, why_stopped(row,
                             low + std::llround((ImGui::GetIO().MousePos.x - left) / (right - left) *
                                                static_cast<float>(high - low)),
                             value));
    }
    if (hit.released) pen.actions.push_back(CommitEdit{});

    const auto place = [&](std::int64_t value) {
        const float share = static_cast<float>(value - low) / static_cast<float>(high - low);
        return left + std::clamp(share, 0.0F, 1.0F) * (right - left);
    };
    const float knob = place(row.value);
    const float start = low < 0 ? place(0) : left;  // the fill grows from zero
    const float faint = row.quiet ? 0.35F : 1.0F;
    pen.box({left, middle - 2.0F, right - left, 4.0F}, 2.0F, {Role::chip});
    pen.box({std::min(start, knob), middle - 2.0F, std::abs(knob - start), 4.0F}, 2.0F, {Role::control, 0.0F, faint});
    if (hit.hovered || hit.held)
        pen.box({knob - 11.0F, middle - 11.0F, 22.0F, 22.0F}, 11.0F, {Role::control, 0.0F, hit.held ? 0.3F : 0.16F});
    pen.box({knob - 7.0F, middle - 7.0F, 14.0F, 14.0F}, 7.0F, {row.quiet ? Role::dim_ink : Role::ink});

    const TypeField field{row.id + "-value",
                          {right + 9.0F, pen.y + 1.0F, pen.x + pen.width - right - 9.0F, kRow - 2.0F},
                          prose(row.value),
                          Align::end,
                          {row.quiet ? Role::dim_ink : Role::ink}};
    if (const std::optional<std::string> typed = type_field(pen, field))
        if (const std::optional<std::int64_t> taken = taken_of(pen, row, *typed); taken && *taken != row.value)
            changed = taken;
    pen.y += kRow;
    return changed;
}

std::optional<std::int64_t> whole_number(std::string_view typed) {
    std::string text = text::plain(typed);
    std::erase_if(text, [](unsigned char c) { return std::isspace(c) != 0; });
    if (text.empty() || text.size() > 9) return std::nullopt;
    const std::size_t digits = text[0] == '-' || text[0] == '+' ? 1 : 0;
    if (digits == text.size() || text.find_first_not_of("0123456789", digits) != std::string::npos) return std::nullopt;
    return std::stoll(text);
}

namespace {
constexpr float kArrow = 15.0F;  // room for the arrow of a menu

float segment_width(const Pen& pen, const std::string& label, float size, bool arrow) {
    return pen.measure(label, Face::words_bold, size) + 2 * (size - 1.0F) + (arrow ? kArrow : 0.0F);
}
}  // namespace

float segmented_width(const Pen& pen, const std::vector<std::string>& labels, float size, bool menu) {
    float width = 6.0F;
    for (std::size_t i = 0; i < labels.size(); ++i)
        width += segment_width(pen, labels[i], size, menu && i + 1 == labels.size());
    return width;
}

std::optional<std::size_t> segmented(const Pen& pen, const std::string& id, const Box& area,
                                     const std::vector<std::string>& labels, std::size_t current, float size,
                                     bool menu) {
    pen.box(area, 8.0F, {Role::chip});
    const float spare = (area.w - segmented_width(pen, labels, size, menu)) / static_cast<float>(labels.size());
    float x = area.x + 3.0F;
    std::optional<std::size_t> chosen;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const bool arrow = menu && i + 1 == labels.size();
        const float width = segment_width(pen, labels[i], size, arrow) + spare;
        const Box segment{x, area.y + 3.0F, width, area.h - 6.0F};
        const Hit hit = pen.hit(fmt::format("{}-{}", id, i), segment);
        if (i == current) pen.box(segment, 6.0F, {Role::background}, {Role::line}, 1.0F);
        const Paint ink{i == current || hit.hovered ? Role::ink : Role::dim_ink};
        const float shift = arrow ? kArrow / 2 : 0.0F;
        pen.text({segment.centre().x - shift, segment.centre().y}, labels[i],
                 i == current ? Face::words_bold : Face::words, size, Align::middle, ink);
        if (arrow) down_arrow(pen, {segment.right() - kArrow - 1.0F, segment.centre().y}, ink);
        if (hit.clicked && (i != current || arrow)) chosen = i;
        x += width;
    }
    if (!pen.focused(id, area)) return chosen;
    if (compat::key_pressed(ImGuiKey_LeftArrow) && current > 0) chosen = std::min(current, labels.size()) - 1;
    if (compat::key_pressed(ImGuiKey_RightArrow) && current + 1 < labels.size()) chosen = current + 1;
    if (menu && compat::click_pressed()) chosen = labels.size() - 1;
    return chosen;
}

void cross(const Pen& pen, Point c, float reach, Paint ink) {
    pen.paint(Line{{c.x - reach, c.y - reach}, {c.x + reach, c.y + reach}, ink, 1.5F, false});
    pen.paint(Line{{c.x - reach, c.y + reach}, {c.x + reach, c.y - reach}, ink, 1.5F, false});
}

void down_arrow(const Pen& pen, Point left, Paint ink) {
    pen.paint(Polygon{
        {{left.x, left.y - 2.5F}, {left.x + 10.0F, left.y - 2.5F}, {left.x + 5.0F, left.y + 3.0F}}, ink, {}, 0.0F});
}

std::optional<std::size_t> segmented_row(Pen& pen, const std::string& id, const std::vector<std::string>& labels,
                                         std::size_t current) {
    const float size = segmented_width(pen, labels, 13.0F) <= pen.width ? 13.0F : 12.0F;
    const Box area{pen.x, pen.y, pen.width, 28.0F};
    const auto chosen = segmented(pen, id, area, labels, current, size);
    pen.y += 34.0F;
    return chosen;
}

float combo_width(const Pen& pen, const std::string& shown) {
    return pen.measure(shown, Face::numbers, 13.0F) + 31.0F;
}

namespace {

/// A list hangs below its row; where the window ends too soon for so many lines, it stands on the window's edge.
void place_list(const Box& row, std::size_t lines) {
    constexpr float kGap = 4.0F;
    const float most = static_cast<float>(lines + 1) * 1.5F * ImGui::GetFontSize();  // with what is about a line
    const float edge = ImGui::GetIO().DisplaySize.y;
    if (row.bottom() + kGap + most <= edge)
        ImGui::SetNextWindowPos({row.x, row.bottom() + kGap});
    else
        ImGui::SetNextWindowPos({row.x, edge - kGap}, ImGuiCond_Always, {0.0F, 1.0F});
}

}  // namespace

std::optional<std::size_t> combo(Pen& pen, const std::string& id, const std::string& label,
                                 const std::vector<std::string>& choices, const std::string& shown) {
    const float middle = pen.y + kTextMiddle;
    pen.text({pen.x, middle}, label, Face::words, 14.0F, Align::start, {Role::ink});
    const float width = std::min(combo_width(pen, shown), pen.width - kLabelColumn + 10.0F);
    const Box area{pen.x + kLabelColumn - 10.0F, pen.y + 1.0F, width, kRow - 2.0F};
    const Hit hit = pen.hit(id, area);
    const std::string list = id + "-list";
    const bool has_keyboard = pen.focused(id, area);
    if (hit.clicked || (has_keyboard && compat::click_pressed())) open_list(pen, list);
    const bool open = ImGui::IsPopupOpen(list.c_str());
    if (hit.hovered || open) pen.box(area, 6.0F, {Role::chip});
    const Paint ink{hit.hovered || open ? Role::ink : Role::dim_ink};
    pen.text({area.x + 10.0F, middle}, shown, Face::numbers, 13.0F, Align::start, ink);
    const float tip = area.right() - 13.0F;
    pen.paint(Polygon{{{tip - 3.5F, middle - 2.0F}, {tip + 3.5F, middle - 2.0F}, {tip, middle + 2.5F}}, ink, {}, 0.0F});

    std::optional<std::size_t> chosen;
    place_list(area, choices.size());
    if (ImGui::BeginPopup(list.c_str())) {
        for (std::size_t i = 0; i < choices.size(); ++i) {
            if (list_entry(choices[i], choices[i] == shown, std::max(area.w, 150.0F))) chosen = i;
            if (pen.frame.placed != nullptr) {
                const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
                pen.frame.placed->push_back(
                    {fmt::format("{}:{}", id, i), {low.x, low.y, high.x - low.x, high.y - low.y}});
            }
        }
        ImGui::EndPopup();
    }
    if (has_keyboard) {
        const auto at = static_cast<std::size_t>(std::find(choices.begin(), choices.end(), shown) - choices.begin());
        if (compat::key_pressed(ImGuiKey_UpArrow) && at > 0) chosen = std::min(at, choices.size()) - 1;
        if (compat::key_pressed(ImGuiKey_DownArrow) && at + 1 < choices.size()) chosen = at + 1;
    }
    pen.y += kRow;
    return chosen;
}

bool check(Pen& pen, const std::string& id, const std::string& label, bool on) {
    const float middle = pen.y + kTextMiddle;
    const float width = 26.0F + pen.measure(label, Face::words, 14.0F);
    const Hit hit = pen.button(id, {pen.x, pen.y, width, kRow});
    const Box tick{pen.x, middle - 8.0F, 16.0F, 16.0F};
    if (on)
        pen.box(tick, 4.0F, {Role::control});
    else
        pen.box(tick, 4.0F, {}, {hit.hovered ? Role::ink : Role::dim_ink}, 1.0F);
    if (on) {
        line(pen, {tick.x + 3.5F, middle + 0.5F}, {tick.x + 6.8F, middle + 3.8F}, {Role::background}, 2.0F);
        line(pen, {tick.x + 6.3F, middle + 3.8F}, {tick.x + 12.5F, middle - 3.6F}, {Role::background}, 2.0F);
    }
    pen.text({pen.x + 26.0F, middle}, label, Face::words, 14.0F, Align::start, {Role::ink});
    pen.y += kRow;
    return hit.clicked;
}

float chip_width(const Pen& pen, const std::string& label, bool chain) {
    return pen.measure(label, Face::words_medium, 12.0F) + 16.0F + (chain ? 23.0F : 0.0F);
}

bool chip(const Pen& pen, const std::string& id, Point right, const std::string& label, bool on) {
    const float width = chip_width(pen, label, false);
    const Box area{right.x - width, right.y - 10.0F, width, 20.0F};
    const Hit hit = pen.hit(id, area);
    pen.box(area, 6.0F, {Role::chip, 0.0F, hit.hovered || on ? 1.0F : 0.6F});
    pen.text(area.centre(), label, Face::words_medium, 12.0F, Align::middle,
             {hit.hovered || on ? Role::ink : Role::dim_ink});
    return hit.clicked;
}

bool link_chip(const Pen& pen, const std::string& id, Point right, const std::string& label, bool linked) {
    const float width = chip_width(pen, label, true);
    const Box area{right.x - width, right.y - 10.0F, width, 20.0F};
    const Hit hit = pen.hit(id, area);
    pen.box(area, 6.0F, {Role::chip, 0.0F, hit.hovered ? 1.0F : 0.6F});
    const Paint ink{linked ? Role::control : Role::dim_ink};
    // Two links; pulled apart when the values may differ.
    const float apart = linked ? 0.0F : 2.0F, y = right.y;
    pen.box({area.x + 7.0F - apart / 2, y - 3.0F, 9.0F, 6.0F}, 3.0F, {}, ink, 1.5F);
    pen.box({area.x + 13.0F + apart, y - 3.0F, 9.0F, 6.0F}, 3.0F, {}, ink, 1.5F);
    pen.text({area.right() - 8.0F, y}, label, Face::words_medium, 12.0F, Align::end,
             {hit.hovered ? Role::ink : Role::dim_ink});
    if (hit.hovered) ImGui::SetTooltip("%s", linked ? "linked: click to set each on its own" : "click to set together");
    return hit.clicked;
}

}  // namespace stridelens::ui
