// What the program says in words, at the foot of the side panel or of a narrow canvas: it covers nothing, and what stands
// beside it gives way.

#include "app/ui/panels.h"
#include "app/ui/widgets/widgets.h"

#include <algorithm>

namespace stridelens::ui {
namespace {

constexpr float kEdge = 18.0F, kSpace = 12.0F;  // beside the words, above and below them
constexpr float kType = 13.0F, kLine = 18.0F, kTitle = 14.0F, kTitleLine = 24.0F;
constexpr float kClose = 22.0F;     // room for the cross …
constexpr float kCross = 4.0F;      // … and how far it reaches
constexpr float kMostShare = 0.5F;  // of the side panel

struct Words {
    std::vector<std::string> title, note, sentence;
};

Words words_of(const Pen& pen, const Saying& told, float width) {
    Words words;
    if (!told.lesson.empty())
        words.title = wrap(pen, told.lesson.title, Face::words_bold, kTitle, width - 2 * kEdge - kClose);
    if (!told.lesson.empty() && !told.lesson.folded)
        words.note = wrap(pen, told.lesson.note, Face::words, kType, width - 2 * kEdge);
    if (!told.sentence.empty())
        words.sentence = wrap(pen, told.sentence, Face::words, kType, width - 2 * kEdge - kClose);
    return words;
}

float title_height(const Words& words) {
    return kTitleLine + kLine * static_cast<float>(std::max<std::size_t>(words.title.size(), 1) - 1);
}

float height_of(const Saying& told, const Words& words) {
    const auto lines = [](const std::vector<std::string>& of) { return kLine * static_cast<float>(of.size()); };
    const float lesson = told.lesson.empty() ? 0.0F : title_height(words) + lines(words.note);
    const float sentence = lines(words.sentence);
    if (lesson + sentence <= 0.0F) return 0.0F;
    return lesson + sentence + 2 * kSpace + (lesson > 0.0F && sentence > 0.0F ? kSpace : 0.0F);
}

void write(Pen& pen, const std::vector<std::string>& lines, Paint ink) {
    for (const std::string& line : lines) {
        pen.text({pen.x, pen.y + kLine / 2}, line, Face::words, kType, Align::start, ink);
        pen.y += kLine;
    }
}

/// The title, which folds the note away and brings it back; the note.
void lesson(Pen& pen, const Saying& told, const Words& words) {
    const Box row{pen.x - 6.0F, pen.y, pen.width + 12.0F, title_height(words) - 2.0F};
    const float first = pen.y + (kTitleLine - 2.0F) / 2;
    const Hit hit = pen.button("lesson-note", row);
    if (hit.hovered) pen.box(row, 6.0F, {Role::chip});
    for (std::size_t i = 0; i < words.title.size(); ++i)
        pen.text({pen.x, first + kLine * static_cast<float>(i)}, words.title[i], Face::words_bold, kTitle, Align::start,
                 {Role::ink});
    if (told.lesson.folded)
        pen.text({pen.x + pen.width, first}, "…", Face::words, kTitle, Align::end, {Role::dim_ink});
    else
        cross(pen, {pen.x + pen.width - 6.0F, first}, kCross, {hit.hovered ? Role::ink : Role::dim_ink});
    if (hit.clicked) pen.actions.push_back(FoldLesson{});
    pen.y += title_height(words);
    write(pen, words.note, {Role::ink});
}

void sentence(Pen& pen, const Saying& told, const Words& words) {
    const Box area{pen.x - 6.0F, pen.y - 2.0F, pen.width + 12.0F,
                   kLine * static_cast<float>(words.sentence.size()) + 4.0F};
    const Hit hit = pen.button("notice", area);
    if (hit.hovered) pen.box(area, 6.0F, {Role::chip});
    cross(pen, {pen.x + pen.width - 6.0F, pen.y + kLine / 2}, kCross, {hit.hovered ? Role::ink : Role::dim_ink});
    write(pen, words.sentence, {told.failed ? Role::warning : Role::ink});
    if (hit.clicked) pen.actions.push_back(Notify{});
}

}  // namespace

float foot_height(const Frame& frame, float width, float of) {
    Actions none;
    const Saying told = saying_of(frame.state);
    const float needed = height_of(told, words_of({frame, none, 0.0F, 0.0F, width}, told, width));
    return std::min(needed, kMostShare * of);
}

void foot(Pen pen, const Box& area) {
    const Saying told = saying_of(pen.frame.state);
    const Words words = words_of(pen, told, area.w);
    if (pen.frame.placed != nullptr) pen.frame.placed->push_back({"foot", area});
    pen.paint(Line{{area.x, area.y + 0.5F}, {area.right(), area.y + 0.5F}, {Role::line}, 1.0F, false});
    pen.x = area.x + kEdge;
    pen.width = area.w - 2 * kEdge;
    pen.y = area.y + std::min(kSpace, std::max((area.h - kLine) / 2, 0.0F));
    const bool both = !told.lesson.empty() && !words.sentence.empty();
    const bool low = height_of(told, words) > area.h + 0.5F;  // then the newest comes first
    if (!words.sentence.empty()) sentence(pen, told, words);
    if (both) pen.y += kSpace;
    if (!told.lesson.empty() && !(low && !words.sentence.empty())) lesson(pen, told, words);
}

}  // namespace stridelens::ui
