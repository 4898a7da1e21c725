// The program beside the picture: its tabs, its lines with the live values in their margin, and what is known of it.

#include "app/figure/facts/facts.h"
#include "app/figure/theme/theme.h"
#include "app/ui/panels.h"
#include "app/ui/widgets/imgui_compat.h"
#include "core/words/table.h"

#include <algorithm>
#include <cmath>

namespace stridelens::ui {
namespace {

constexpr float kHead = 48.0F, kSecondRow = 36.0F;  // heights: the tabs; copy and save below them
constexpr float kTabType = 14.0F, kEdge = 18.0F, kMostGap = 22.0F, kLeastGap = 10.0F;
constexpr float kClose = 26.0F, kCross = 5.0F;
constexpr float kCodeType = 13.0F, kLine = 24.0F;
constexpr float kNumber = 24.0F, kCode = 34.0F;  // right edge of a line's number, left edge of its text
constexpr float kRight = 16.0F, kApart = 8.0F;   // of the margin: from the edge, and from the text
constexpr float kNoteType = 13.0F, kNoteLine = 18.0F, kNoteSpace = 12.0F, kMostNotes = 0.4F;
constexpr float kTint = 0.11F, kBar = 3.0F;  // of the line at work

Paint paint_of(CodeRole role) {
    switch (role) {
        case CodeRole::comment:
            return {Role::dim_ink};
        case CodeRole::size:
            return symbol_paint(Field::input);
        case CodeRole::kernel:
            return symbol_paint(Field::kernel_size);
        case CodeRole::stride:
            return symbol_paint(Field::stride);
        case CodeRole::padding:
            return symbol_paint(Field::padding);
        case CodeRole::dilation:
            return symbol_paint(Field::dilation);
        case CodeRole::string:
            return {Role::control};
        case CodeRole::keyword:
        case CodeRole::number:
            break;
    }
    return {Role::ink};
}

/// The accent, where it can be read at this size; the light theme's is for lines.
Paint lit_paint(ThemeName theme) {
    return {theme == ThemeName::light ? Role::ink : Role::window};
}

/// Tabs, copy, save and ×; where they do not stand in one row, copy and save have a second one.
class Head {
public:
    Head(const Pen& pen, const CodePage& page, const Box& area) : pen_(pen), page_(page), area_(area) {
        for (const ProgramForm form : kAllOf<ProgramForm>) tabs_ += width_of(form);
        const float chips = has_program() ? chips_width() + kApart : 0.0F;
        const float room = area.w - kEdge - kClose - kEdge / 2;
        const auto gap_in = [&](float space) {
            return (space - tabs_) / static_cast<float>(kAllOf<ProgramForm>.size());
        };
        second_row_ = has_program() && gap_in(room - chips) < kLeastGap;
        gap_ = std::clamp(gap_in(second_row_ ? room : room - chips), 2.0F, kMostGap);
    }

    float height() const { return kHead + (second_row_ ? kSecondRow : 0.0F); }

    void draw() const {
        const float middle = area_.y + kHead / 2;
        float x = area_.x + kEdge;
        for (const ProgramForm form : kAllOf<ProgramForm>) {
            tab(form, x, middle);
            x += width_of(form) + gap_;
        }
        const float right = area_.right() - kEdge / 2;
        const Box close{right - kClose, middle - 15.0F, kClose, 30.0F};
        const Hit hit = pen_.button("close-code", close);
        if (hit.hovered) pen_.box(close, 8.0F, {Role::chip});
        cross(pen_, close.centre(), kCross, {hit.hovered ? Role::ink : Role::dim_ink});
        if (hit.clicked) pen_.actions.push_back(ToggleCode{});
        if (has_program())
            chips(second_row_ ? area_.right() - kEdge : close.x - 6.0F,
                  second_row_ ? area_.y + kHead + kSecondRow / 2 - 2.0F : middle);
        const float edge = area_.y + height() - 0.5F;
        pen_.paint(Line{{area_.x, edge}, {area_.right(), edge}, {Role::line}, 1.0F, false});
    }

private:
    bool has_program() const { return page_.listing.program != nullptr; }
    float width_of(ProgramForm form) const { return pen_.measure(title_of(form), Face::words_medium, kTabType); }
    bool copied() const { return has_program() && pen_.frame.memory.copied == page_.listing.program->text(); }
    float chips_width() const { return chip_width(pen_, "copied", false) + 6.0F + chip_width(pen_, "save", false); }

    void tab(ProgramForm form, float x, float middle) const {
        const float width = width_of(form);
        const bool current = pen_.frame.state.code.form == form;
        const Box box{x - gap_ / 2, middle - 17.0F, width + gap_, 34.0F};
        const Hit hit = pen_.button(std::string("code-") + to_string(form), box);
        pen_.text({x, middle}, title_of(form), current ? Face::words_medium : Face::words, kTabType, Align::start,
                  {current || hit.hovered ? Role::ink : Role::dim_ink});
        if (current) pen_.box({x - 4.0F, area_.y + kHead - 3.0F, width + 8.0F, 2.0F}, 1.0F, {Role::control});
        if (hit.clicked && !current) pen_.actions.push_back(ShowCode{form});
    }

    void chips(float right, float middle) const {
        const Program& program = *page_.listing.program;
        if (chip(pen_, "save-code", {right, middle}, "save", false)) pen_.actions.push_back(SaveCode{});
        right -= chip_width(pen_, "save", false) + 6.0F;
        if (!chip(pen_, "copy-code", {right, middle}, copied() ? "copied" : "copy", copied())) return;
        if (pen_.frame.copy_text) pen_.frame.copy_text(program.text());
        pen_.frame.memory.copied = program.text();
    }

    const Pen& pen_;
    const CodePage& page_;
    const Box area_;
    float tabs_ = 0.0F, gap_ = kMostGap;
    bool second_row_ = false;
};

/// What is known of the program, at the drawer's foot.
std::vector<std::string> notes_of(const Pen& pen, const CodePage& page, float width) {
    std::vector<std::string> lines = wrap(pen, page.note, Face::words, kNoteType, width - 2 * kEdge);
    for (std::string& line : wrap(pen, page.result, Face::words, kNoteType, width - 2 * kEdge))
        lines.push_back(std::move(line));
    return lines;
}

void draw_notes(const Pen& pen, const std::vector<std::string>& lines, const Box& area) {
    if (lines.empty()) return;
    pen.paint(Line{{area.x, area.y + 0.5F}, {area.right(), area.y + 0.5F}, {Role::line}, 1.0F, false});
    float y = area.y + kNoteSpace + kNoteLine / 2;
    for (const std::string& line : lines) {
        if (y + kNoteLine / 2 > area.bottom()) return;
        pen.text({area.x + kEdge, y}, line, Face::words, kNoteType, Align::start, {Role::dim_ink});
        y += kNoteLine;
    }
}

/// The lines of the program in an area that scrolls.
class Lines {
public:
    Lines(const Pen& pen, const CodePage& page, const Box& area)
        : pen_(pen), page_(page), program_(*page.listing.program), area_(area) {
        character_ = pen.measure("0", Face::numbers, kCodeType);
        line_ = std::max(kLine, std::ceil(1.5F * pen.legible(kCodeType)));
        if (!page.live) return;
        lit_ = page.live->lit;
        for (std::size_t i = 0; i < program_.lines.size(); ++i) place_value(i);
    }

    void draw() {
        follow();
        top_ = ImGui::GetCursorScreenPos().y + 6.0F;  // moves with the scroll
        const float bottom = area_.bottom();
        for (std::size_t i = 0; i < program_.lines.size(); ++i) {
            const Box row = row_of(i);
            if (row.bottom() < area_.y || row.y > bottom) continue;
            draw_line(i, row);
        }
        ImGui::SetCursorScreenPos({area_.x, top_ + line_ * static_cast<float>(program_.lines.size()) + 6.0F});
        ImGui::Dummy({1.0F, 1.0F});
    }

private:
    struct Value {
        std::string text;  // as it stands there
        bool cut = false;  // it says less than all of it
        std::string whole;
    };

    Box row_of(std::size_t line) const { return {area_.x, top_ + line_ * static_cast<float>(line), area_.w, line_}; }
    float scrollbar() const {
        const float all = line_ * static_cast<float>(program_.lines.size()) + 12.0F;
        return all > area_.h ? ImGui::GetStyle().ScrollbarSize : 0.0F;
    }
    float right() const { return area_.right() - std::max(kRight, scrollbar() + 6.0F); }
    bool is_lit(std::size_t line) const { return page_.live && program_.lines[line].statement == lit_; }

    /// Characters beside a line's text.
    std::size_t room_of(std::size_t line) const {
        const float text = kCode + character_ * static_cast<float>(program_.lines[line].text.size()) + kApart;
        const float room = right() - area_.x - text;
        return room <= 0.0F ? 0 : static_cast<std::size_t>(room / character_);
    }

    /// A statement's live value stands beside the first of its lines that has the room for it; where none has, what it comes
    /// to, or its beginning, beside the one with the most.
    void place_value(std::size_t line) {
        const std::string& text = page_.live->lines[line].text;
        if (values_.size() < program_.lines.size()) values_.resize(program_.lines.size());
        if (text.empty()) return;
        std::size_t best = line;
        for (std::size_t i = line;
             i < program_.lines.size() && program_.lines[i].statement == program_.lines[line].statement; ++i) {
            if (room_of(i) >= text.size()) {
                values_[i] = {text, false, text};
                return;
            }
            if (room_of(i) > room_of(best)) best = i;
        }
        const std::size_t equals = text.rfind(" = ");
        const std::string end = equals == std::string::npos ? "" : text.substr(equals + 1);
        const std::size_t room = room_of(best);
        if (!end.empty() && end.size() <= room)
            values_[best] = {end, true, text};
        else if (end.size() > 2 && end.size() - 2 <= room)
            values_[best] = {end.substr(2), true, text};
        else if (room >= 4)
            values_[best] = {text.substr(0, room - 1) + "…", true, text};
        else
            values_[best] = {"", true, text};
    }

    /// The line at work is scrolled into view when it becomes another.
    void follow() {
        WidgetMemory& memory = pen_.frame.memory;
        const bool same = memory.code_seen == &program_ && memory.code_lit == lit_;
        memory.code_seen = &program_;
        memory.code_lit = lit_;
        if (same || !page_.live) return;
        const float top = 6.0F + line_ * static_cast<float>(lit_), scroll = ImGui::GetScrollY();
        const bool hidden = top < scroll || top + line_ > scroll + area_.h;
        if (hidden) ImGui::SetScrollY(std::max(top - (area_.h - line_) / 2, 0.0F));
    }

    void draw_line(std::size_t line, const Box& row) {
        const CodeLine& code = program_.lines[line];
        const bool lit = is_lit(line);
        if (lit) pen_.box(row, 0.0F, {Role::window, 0.0F, kTint});
        if (lit) pen_.box({row.x, row.y, kBar, row.h}, 0.0F, {Role::window});
        const ImVec2 low{row.x, std::max(row.y, area_.y)},
            high{row.right() - scrollbar(), std::min(row.bottom(), area_.bottom())};
        const bool over = ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(low, high);
        if (over && code.subject != CodeSubject::none) {
            pen_.frame.memory.code = code.subject;
            if (!lit) pen_.box(row, 0.0F, {Role::ink, 0.0F, 0.06F});
        }
        if (pen_.frame.placed != nullptr)
            pen_.frame.placed->push_back(
                {"code-line-" + std::to_string(line + 1), {low.x, low.y, high.x - low.x, high.y - low.y}});
        const float middle = row.centre().y;
        pen_.text({row.x + kNumber, middle}, std::to_string(line + 1), Face::numbers, 12.0F, Align::end,
                  {lit ? Role::ink : Role::dim_ink});
        const bool cut = write(code, middle);
        const Value* value = values_.empty() ? nullptr : &values_[line];
        if (value != nullptr && !value->text.empty())
            pen_.text({right(), middle}, value->text, lit ? Face::numbers_bold : Face::numbers, kCodeType, Align::end,
                      lit ? lit_paint(pen_.frame.state.display.theme) : Paint{Role::ink});
        if (!over) return;
        if (value != nullptr && value->cut)
            ImGui::SetTooltip("%s", value->whole.c_str());
        else if (cut)
            ImGui::SetTooltip("%s", code.text.c_str());
    }

    /// The text in its colours; returns whether it had to be cut.
    bool write(const CodeLine& code, float middle) const {
        const float left = area_.x + kCode;
        const auto room = static_cast<std::size_t>(std::max((right() - left) / character_, 1.0F));
        const bool cut = code.text.size() > room;
        const std::size_t end = cut ? room - 1 : code.text.size();
        const auto piece = [&](std::size_t first, std::size_t last, Face face, Paint paint) {
            last = std::min(last, end);
            if (first >= last) return;
            pen_.text({left + character_ * static_cast<float>(first), middle}, code.text.substr(first, last - first),
                      face, kCodeType, Align::start, paint);
        };
        std::size_t done = 0;
        for (const CodeSpan& span : code.spans) {
            piece(done, span.first, Face::numbers, {Role::ink});
            const Face face = span.role == CodeRole::keyword ? Face::numbers_bold : Face::numbers;
            piece(span.first, span.first + span.length, face, paint_of(span.role));
            done = span.first + span.length;
        }
        piece(done, end, Face::numbers, {Role::ink});
        if (cut)
            pen_.text({left + character_ * static_cast<float>(end), middle}, "…", Face::numbers, kCodeType,
                      Align::start, {Role::dim_ink});
        return cut;
    }

    const Pen& pen_;
    const CodePage& page_;
    const Program& program_;
    const Box area_;
    float character_ = 0.0F, line_ = kLine, top_ = 0.0F;
    std::size_t lit_ = 0;
    std::vector<Value> values_;
};

/// The drawer's left edge, in one of its parts.
void edge(const Pen& pen, const Box& part) {
    pen.paint(Line{{part.x + 0.5F, part.y}, {part.x + 0.5F, part.bottom()}, {Role::line}, 1.0F, false});
}

/// There is no program: why.
void draw_refusal(const Pen& pen, const std::string& sentence, const Box& area) {
    float y = area.y + 24.0F;
    for (const std::string& line : wrap(pen, sentence, Face::words, 14.0F, area.w - 2 * kEdge)) {
        pen.text({area.x + kEdge, y}, line, Face::words, 14.0F, Align::start, {Role::ink});
        y += 20.0F;
    }
}

}  // namespace

void code_drawer(const Pen& pen, const Box& area) {
    const CodePage& page = *pen.frame.code;
    const ThemeName theme = pen.frame.state.display.theme;
    constexpr ImGuiWindowFlags still = ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
    const Head head(pen, page, area);
    const std::vector<std::string> notes = notes_of(pen, page, area.w);
    const float wanted = notes.empty() ? 0.0F : kNoteLine * static_cast<float>(notes.size()) + 2 * kNoteSpace;
    const float foot = std::min(wanted, kMostNotes * area.h);
    const Box body{area.x, area.y + head.height(), area.w, std::max(area.h - head.height() - foot, 1.0F)};
    const Box top{area.x, area.y, area.w, head.height()}, below{area.x, body.bottom(), area.w, foot};
    begin_area("##code-head", top, Role::panel, theme, still);
    edge(pen, top);
    head.draw();
    ImGui::End();
    begin_area("##code", body, Role::panel, theme, 0);
    edge(pen, body);
    if (page.listing.program != nullptr)
        Lines(pen, page, body).draw();
    else
        draw_refusal(pen, page.listing.refusal, body);
    ImGui::End();
    if (foot > 0.0F) {
        begin_area("##code-foot", below, Role::panel, theme, still);
        edge(pen, below);
        draw_notes(pen, notes, below);
        ImGui::End();
    }
    if (pen.frame.placed != nullptr) pen.frame.placed->push_back({"code-drawer", area});
}

}  // namespace stridelens::ui
