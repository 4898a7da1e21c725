#pragma once
// The pictures of all steps as one drawing whose elements change: each element is a track that is there at some of the
// steps, and each of its attributes is a column. What stays in its place keeps its track and changes its look; what moves
// keeps its look and changes its place, so that a page can let it slide.

#include "app/export/html/html_columns.h"
#include "app/export/html/html_elements.h"
#include "app/export/html/html_grids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stridelens {

class Tracks {
public:
    /// Texts that are the number of a cell of `stepped`, the grid whose cells are the steps, say so. `themes`: of bright
    /// pages and of dark ones.
    Tracks(Grid stepped, std::pair<ThemeName, ThemeName> themes);

    /// The next step's picture.
    void add(Figure figure);

    /// Members of a JSON object, without braces:
    /// "kinds":  [[tag, [attribute …]], …], see Element;
    /// "tracks": in painting order, a group before what is in it. A group: ["g", the group that it is in, id, clip path
    ///           or ""]; an element: [kind, group, is it there?, value …] and, of an image, which picture and how many of
    ///           its cells are there. From "is it there?" on each is a Column. Groups are named by their place in
    ///           "tracks"; the first is the whole drawing, in no group;
    /// "pictures": [[colour or -1 of each cell], …];
    /// "colours", "clips": as ElementMaker has them.
    std::string json() const;

    /// Number of a colour, see ElementMaker.
    int colour(const Paint& paint) { return maker_.colour(paint); }

    /// The grids whose cells are drawn at any step, with those of them that are drawn one by one.
    const GridCells& cells() const { return cells_; }

private:
    /// What a primitive became.
    struct Slot {
        std::size_t primitive = 0;
        CellId of;                        // text: the cell whose number it is
        std::vector<std::size_t> tracks;  // a group's own
    };
    struct Track {
        bool is_group = false;
        std::string key;  // group: its id and clip path
        Element now;      // as it was last
        bool alive = false;
        Column life;
        std::vector<Column> columns;
        Column picture, filled;             // image
        std::size_t picture_now = 0;        // its picture's number
        std::vector<std::size_t> children;  // group: tracks in painting order
        std::vector<Slot> slots;            // group: as it was last
    };
    /// Something that a group now holds: an element, or a group.
    struct Thing {
        Element element;
        std::string key;  // of a group; empty: an element
        std::size_t slot = 0;
    };
    /// The part of a group that changes: what is drawn there now, what was, and between which tracks it stands.
    struct Change {
        std::vector<Thing> things;
        std::vector<std::size_t> was;
        std::optional<std::size_t> after, before;
    };

    void follow(std::size_t group, const Figure& now, std::size_t begin, std::size_t end);
    std::vector<Slot> slots_of(const Figure& figure, std::size_t begin, std::size_t end) const;
    bool take_over(const Slot& before, Slot& slot, const Figure& now);
    Change change_of(const std::vector<Slot>& before, const std::vector<Slot>& slots, std::size_t head,
                     std::size_t tail, const Figure& now);
    bool same(int rule, const Track& track, const Thing& thing) const;
    std::vector<std::size_t> place(std::size_t group, const Change& change);
    std::size_t track_for(std::size_t group, const Thing& thing, std::size_t begin, std::size_t end);
    void update(Track& track, const Element& element);
    void set_cells(Track& track, const std::vector<int>& cells);
    void end(std::size_t track);
    std::string group_key(const Group& group);
    void write(std::size_t track, std::size_t group, std::vector<std::string>& lines) const;

    Grid stepped_;
    ElementMaker maker_;
    std::vector<Track> tracks_;
    std::vector<std::vector<int>> pictures_;
    GridCells cells_;
    Figure before_;
    std::int64_t step_ = -1;
};

}  // namespace stridelens
