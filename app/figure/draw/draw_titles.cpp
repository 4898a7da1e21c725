// Titles and captions: above their grids, left of strips, on one line above volumes.

#include "app/figure/draw/draw.h"
#include "core/words/prose.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace stridelens {

namespace {

constexpr float kPlaneTitle = 16.0F;

std::string hidden_text(const GridBlock& block) {
    const auto more = [](std::int64_t count, const char* what) {
        return count <= 0 ? std::string() : fmt::format("… {} more {}{}", count, what, count == 1 ? "" : "s");
    };
    const std::string channels = more(block.hidden, "channel"), slices = more(block.hidden_slices, "slice");
    return channels + (channels.empty() || slices.empty() ? "" : ", ") + slices;
}

/// The kernel's title may stand on a wedge: clears its ground. `foot`: middle of the last line's lower edge.
void clear_below_title(const Page& page, const GridBlock& block, Point foot) {
    const float type = page.layout.type;
    float width = text_width(block.title, Face::words_bold, kTitleType);
    for (const std::string& line : block.captions)
        width = std::max(width, text_width(line, Face::numbers, kCaptionType));
    const float height = (kTitleHeight + kCaptionHeight * static_cast<float>(block.captions.size())) * type;
    Rect ground;
    ground.box = {foot.x - width * type / 2 - 8.0F, foot.y - height, width * type + 16.0F, height + 2.0F};
    ground.radius = 6.0F;
    ground.fill = {Role::background};
    page.sketch.add(std::move(ground));
}

/// `foot`: middle of the last line's lower edge.
void write_above(const Page& page, Point foot, const std::string& title, const std::vector<std::string>& captions) {
    const float type = page.layout.type;
    for (auto line = captions.rbegin(); line != captions.rend(); ++line) {
        foot.y -= kCaptionHeight * type / 2;
        page.sketch.text(foot, *line, Face::numbers, kCaptionType * type, {Role::dim_ink});
        foot.y -= kCaptionHeight * type / 2;
    }
    page.sketch.text({foot.x, foot.y - kTitleHeight * type / 2}, title, Face::words_bold, kTitleType * type,
                     {Role::ink});
}

float under(const Page& page, const std::vector<std::string>& captions) {
    return kCaptionHeight * page.layout.type * static_cast<float>(captions.size());
}

/// Where what stands between a grid and its title begins: its indices, or thumbnails.
float foot_above(const Page& page, const GridBlock& block) {
    return block.box().y - (block.head > 0.0F ? block.head : kIndexHeight * page.layout.type);
}

/// The foot of all titles of a convolution's rows: on one line, with room for what stands below each.
float title_line_of_rows(const Page& page) {
    const Layout& layout = page.layout;
    const float type = layout.type;
    float line = layout.kernel.box().y - (8.0F + 2 * kCaptionHeight) * type;
    for (const GridBlock* block : {&layout.left, &layout.right})
        if (!block->planes.empty()) line = std::min(line, foot_above(page, *block) - under(page, block->captions));
    return line;
}

/// Where what is written above a grid ends.
float foot_of_title(const Page& page, const GridBlock& block, bool indices) {
    const float type = page.layout.type;
    const Box box = block.box();
    const float own = box.y - (indices ? kIndexHeight : 8.0F) * type;
    if (page.layout.rows) return title_line_of_rows(page) + under(page, block.captions);
    if (&block != &page.layout.kernel || block.planes.size() <= 1) return own;
    // Beside the stacked inputs: titles on one line.
    const auto lines = [](const GridBlock& b) { return kCaptionHeight * static_cast<float>(b.captions.size()); };
    const GridBlock& many = page.layout.many(page.facts);
    return std::min(box.y - 8.0F * type, many.box().y - (kIndexHeight + lines(many) - lines(block)) * type);
}

void title_above(const Page& page, const GridBlock& block, bool indices) {
    const Box box = block.box();
    const float y = foot_of_title(page, block, indices);
    if (&block == &page.layout.kernel && page.facts.view != View::matrix)
        clear_below_title(page, block, {box.centre().x, y});
    write_above(page, {box.centre().x, y}, block.title, block.captions);
}

void title_left(const Page& page, const GridBlock& block) {
    const float type = page.layout.type;
    const Box box = block.box();
    const float x = page.facts.scene.pan.x + 24.0F * page.facts.scene.zoom;
    const std::size_t lines = block.captions.size() + (hidden_text(block).empty() ? 0 : 1);
    const float height = (kTitleHeight + kCaptionHeight * static_cast<float>(lines)) * type;
    float y = box.centre().y - height / 2;
    page.sketch.text({x, y + kTitleHeight * type / 2}, block.title, Face::words_bold, kTitleType * type, {Role::ink},
                     Align::start);
    y += kTitleHeight * type;
    for (const std::string& line : block.captions) {
        page.sketch.text({x, y + kCaptionHeight * type / 2}, line, Face::numbers, kCaptionType * type, {Role::dim_ink},
                         Align::start);
        y += kCaptionHeight * type;
    }
    if (!hidden_text(block).empty())
        page.sketch.text({x, y + kCaptionHeight * type / 2}, hidden_text(block), Face::words, kSmallType * type,
                         {Role::dim_ink}, Align::start);
}

/// Volumes: the title and its captions on one line above the slices' names, clear of the connectors below it.
void title_line(const Page& page, const GridBlock& block) {
    const float type = page.layout.type;
    const Box box = block.box();
    std::string words;
    for (const std::string& line : block.captions) words += (words.empty() ? "" : ", ") + line;
    const std::string hidden = hidden_text(block);
    if (!hidden.empty()) words += "  " + hidden;
    const float title = text_width(block.title, Face::words_bold, kTitleType * type), gap = 14.0F * type;
    const bool narrow = page.facts.scene.half.has_value();
    if (narrow && title + gap + text_width(words, Face::numbers, kCaptionType * type) > page.layout.area.w - 32.0F)
        words.clear();
    const float rest = text_width(words, Face::numbers, kCaptionType * type);
    const bool indexed = &block == &page.layout.left || &block == &page.layout.right;
    const float y = box.y - (33.0F + (indexed ? page.layout.above_slices : 0.0F)) * type;
    float x = box.centre().x - (title + gap + rest) / 2;
    if (narrow) x = std::clamp(x, 16.0F, std::max(page.layout.area.w - 16.0F - title - gap - rest, 16.0F));
    Rect ground;
    ground.box = {x - 8.0F, y - 12.0F * type, title + gap + rest + 16.0F, 22.0F * type};
    ground.radius = 6.0F;
    ground.fill = {Role::background};
    page.sketch.add(std::move(ground));
    page.sketch.text({x, y}, block.title, Face::words_bold, kTitleType * type, {Role::ink}, Align::start);
    page.sketch.text({x + title + gap, y}, words, Face::numbers, kCaptionType * type, {Role::dim_ink}, Align::start);
}

/// The kernel's gradient right of the lenses: above the slices' names, no wider than it must be.
void title_beside_lenses(const Page& page, const GridBlock& block) {
    const Box box = block.box();
    const Point foot{box.centre().x, box.y - kIndexHeight * page.layout.type};
    std::vector<std::string> captions = block.captions;
    if (const std::string hidden = hidden_text(block); !hidden.empty()) captions.back() += "  " + hidden;
    clear_below_title(page, block, foot);
    write_above(page, foot, block.title, captions);
}

/// One side of a comparison: one line above the input, and below what else there is.
void title_of_half(const Page& page, const GridBlock& block) {
    constexpr float gap = 10.0F, margin = 8.0F;
    const float type = page.layout.type, size = kCaptionType * type;
    const Box box = block.box(), &area = page.layout.area;
    const bool input = &block == &page.layout.left, kernel = &block == &page.layout.kernel;
    std::string title = block.title, words;
    if (kernel)
        title = page.facts.kernel.flipped ? "Kernel, flipped" : "Kernel";
    else if (block.sheet->channels > 1)
        title += fmt::format(", c{}", input ? page.facts.left_channel : page.facts.right_channel);
    for (const std::string& line : block.captions) words += (words.empty() ? "" : ", ") + line;
    const float head = text_width(title, Face::words_bold, size);
    const float rest = gap + text_width(words, Face::numbers, kSmallType * type);
    const float room = area.right() - margin - (input ? std::max(area.right() - margin - head - rest, area.x) : box.x);
    if (kernel || head + rest > room) words.clear();
    const float width = head + (words.empty() ? 0.0F : rest), least = area.x + margin;
    float x = std::clamp(box.x, least, std::max(area.right() - margin - width, least));
    if (kernel)  // clear of the output's name
        x = std::max(std::min(box.centre().x - width / 2, page.layout.right.box().x - 12.0F - width), least);
    const float below = box.bottom() + ((kernel ? 6.0F : kIndexHeight) + kCaptionHeight / 2) * type;
    const float y = input ? box.y - (kIndexHeight + kCaptionHeight / 2) * type : below;
    page.sketch.text({x, y}, title, Face::words_bold, size, {Role::ink}, Align::start);
    if (!words.empty())
        page.sketch.text({x + head + gap, y}, words, Face::numbers, kSmallType * type, {Role::dim_ink}, Align::start);
}

std::string range(const char* one, const char* many, std::int64_t first, std::int64_t last) {
    return first == last ? fmt::format("{} {}", one, prose(first))
                         : fmt::format("{} {}–{}", many, prose(first), prose(last));
}

}  // namespace

std::vector<std::string> window_place(const Facts& facts, float width) {
    const auto& marks = facts.made == Side::left ? facts.right_marks : facts.left_marks;
    if (marks.empty()) return {};
    const CellBlock& hull = marks.front().hull;
    std::vector<std::string> parts{range("row", "rows", hull.top, hull.bottom),
                                   range("column", "columns", hull.left, hull.right)};
    const std::string joined = parts[0] + ", " + parts[1];
    if (text_width(joined, Face::numbers, kCaptionType) <= width) return {joined};
    return parts;
}

void draw_title(const Page& page, const GridBlock& block, bool indices) {
    if (page.layout.half)
        title_of_half(page, block);
    else if (page.facts.volumes && page.layout.meeting && &block == &page.layout.kernel)
        title_beside_lenses(page, block);
    else if (page.facts.volumes)
        title_line(page, block);
    else if (page.facts.strips)
        title_left(page, block);
    else
        title_above(page, block, indices);
}

void draw_plane_title(const Page& page, const GridBlock& block) {
    if (block.plane_title.empty()) return;
    const float type = page.layout.type;
    const Box box = block.box();
    page.sketch.text({box.centre().x, box.y - (kIndexHeight + kTitleHeight / 2) * type}, block.plane_title,
                     Face::words_bold, kPlaneTitle * type, {Role::ink});
}

void draw_hidden_note(const Page& page, const GridBlock& block) {
    if (block.hidden + block.hidden_slices <= 0 || block.planes.empty() || page.layout.down) return;
    const float type = page.layout.type;
    const Box box = block.box();
    if (page.layout.sums_below)
        page.sketch.ground({box.centre().x, box.bottom() + 14.0F * type},
                           text_width(hidden_text(block), Face::words, kSmallType * type) + 8.0F, 16.0F * type,
                           {Role::background});
    page.sketch.text({box.centre().x, box.bottom() + 14.0F * type}, hidden_text(block), Face::words, kSmallType * type,
                     {Role::dim_ink});
}

void draw_row_titles(const Page& page) {
    const Layout& layout = page.layout;
    const float line = title_line_of_rows(page);
    const std::vector<std::string> place =
        window_place(page.facts, std::max(layout.lens.box().w / layout.type, place_width(page.facts)));
    if (!layout.lens.planes.empty())
        write_above(page, {layout.lens.box().centre().x, line + under(page, place)}, "Window", place);
    if (!layout.sums.empty()) write_above(page, {layout.sums.front().centre().x, line}, "Sum", {});
}

}  // namespace stridelens
