// The animation as a GIF, by giflib: one palette, and of each frame only the box that changes, with the pixels inside it
// that stay left transparent where that is shorter.

#include "app/export/film/animation_frames.h"
#include "app/export/film/gif_runs.h"
#include "app/export/film/palette.h"
#include "app/files/failure.h"
#include "app/files/new_file.h"
#include "core/tensor/stop.h"

#include <gif_lib.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace stridelens {

namespace {

constexpr int kLongest = 30000;                // pixels a side: Cairo's images end at 32767, GIF's at 65535
constexpr std::int64_t kLongestDelay = 65535;  // 1/100 s
constexpr std::int64_t kLeastDelay = 2;        // browsers take less for a mistake and wait for 10

struct MapFree {
    void operator()(ColorMapObject* map) const { GifFreeMapObject(map); }
};

/// Counts the colours of all frames, about as often as they are written.
Outcome<Palette> find_palette(const Animation& animation, const std::filesystem::path& file,
                              const AnimationOptions& options, const Progress& progress) {
    const std::size_t frames = animation.seconds.size();
    ColourCounts counts;
    Frames film(animation, options);
    for (; film.next(); counts.add(film))
        if (progress && !progress(film.index(), 2 * frames)) return cancelled(file);
    if (!film.painted()) return tl::unexpected(film.painted().error());
    return Palette(counts);
}

/// What is written of a frame: the box that changes, and how long it shows.
struct Piece {
    PixelBox box;
    std::vector<std::uint8_t> pixels;
    std::string codes;  // of the pixels, if they have been worked out
    std::int64_t delay = 0;
};

/// giflib's encoder over a new file. Every step may fail, for the file's reasons only.
class GifFile {
public:
    GifFile(NewFile file, const Palette& palette) : file_(std::move(file)), palette_(palette) {
        int error = 0;
        gif_ = EGifOpen(this, &GifFile::append, &error);
        colours_ =
            1 << std::max(GifBitSize(static_cast<int>(palette.colours().size()) + (palette.transparent() ? 1 : 0)), 1);
    }
    GifFile(const GifFile&) = delete;
    GifFile& operator=(const GifFile&) = delete;
    ~GifFile() {
        int error = 0;
        if (gif_ != nullptr) EGifCloseFile(gif_, &error);
    }

    Outcome<void> begin(int width, int height, bool loop) {
        std::vector<GifColorType> colours(static_cast<std::size_t>(colours_));
        for (std::size_t i = 0; i < palette_.colours().size(); ++i) {
            const Rgb c = palette_.colours()[i];
            colours[i] = {static_cast<GifByteType>(c >> 16U & 255U), static_cast<GifByteType>(c >> 8U & 255U),
                          static_cast<GifByteType>(c & 255U)};
        }
        const std::unique_ptr<ColorMapObject, MapFree> map(GifMakeMapObject(colours_, colours.data()));
        EGifSetGifVersion(gif_, true);
        EGifPutScreenDesc(gif_, width, height, 8, 0, map.get());
        if (loop) {  // Netscape's extension; 0 times: for ever
            EGifPutExtensionLeader(gif_, APPLICATION_EXT_FUNC_CODE);
            EGifPutExtensionBlock(gif_, 11, "NETSCAPE2.0");
            EGifPutExtensionBlock(gif_, 3, "\x01\x00\x00");
            EGifPutExtensionTrailer(gif_);
        }
        return flush();
    }
    Outcome<void> add(Piece& piece) {
        const std::optional<std::uint8_t> transparent = palette_.transparent();
        const GraphicsControlBlock control{DISPOSE_DO_NOT, false, static_cast<int>(piece.delay),
                                           transparent ? *transparent : NO_TRANSPARENT_COLOR};
        GifByteType extension[4];
        const auto length = EGifGCBToExtension(&control, extension);
        EGifPutExtension(gif_, GRAPHICS_EXT_FUNC_CODE, static_cast<int>(length), extension);
        const PixelBox& box = piece.box;
        EGifPutImageDesc(gif_, box.left, box.top, box.width, box.height, false, nullptr);
        if (piece.codes.empty())
            for (int y = 0; y < box.height; ++y) {
                stop_if_asked();
                EGifPutLine(gif_, piece.pixels.data() + std::ptrdiff_t{y} * box.width, box.width);
            }
        else
            put_codes(piece.codes);
        return flush();
    }
    Outcome<void> finish() {
        int error = 0;
        EGifCloseFile(std::exchange(gif_, nullptr), &error);
        if (auto written = flush(); !written) return written;
        return file_.finish();
    }
    int colours() const { return colours_; }

private:
    void put_codes(const std::string& codes) {
        GifByteType block[256];  // its length, and up to 255 bytes
        for (std::size_t at = 0; at < codes.size(); at += block[0]) {
            const std::size_t length = std::min<std::size_t>(codes.size() - at, 255);
            block[0] = static_cast<GifByteType>(length);
            std::copy_n(codes.begin() + static_cast<std::ptrdiff_t>(at), length, block + 1);
            EGifPutCodeNext(gif_, block);
        }
        EGifPutCodeNext(gif_, nullptr);  // the end of the picture
    }
    /// The bytes wait in memory until a frame is complete: giflib could not say why a disk is full.
    static int append(GifFileType* gif, const GifByteType* bytes, int count) {
        static_cast<GifFile*>(gif->UserData)
            ->bytes_.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(count));
        return count;
    }
    Outcome<void> flush() {
        auto written = file_.write(bytes_);
        bytes_.clear();
        return written;
    }

    NewFile file_;
    const Palette& palette_;
    std::string bytes_;
    GifFileType* gif_ = nullptr;
    int colours_ = 2;
};

/// The pictures as indices, now and before; of the one before only what is in the box that changes.
struct IndexedFrames {
    std::vector<std::uint8_t> now, before;
};

void keep_before(const Frames& film, IndexedFrames& indexed) {
    indexed.before.resize(indexed.now.size());
    const PixelBox& box = film.changed();
    for (int y = box.top; y < box.top + box.height; ++y) {
        const std::ptrdiff_t at = std::ptrdiff_t{y} * film.width() + box.left;
        std::copy_n(indexed.now.begin() + at, box.width, indexed.before.begin() + at);
    }
}

/// What the box shows, and where it shows the same as before.
GifPixels part_of(const Frames& film, const IndexedFrames& indexed, const PixelBox& box) {
    GifPixels part;
    const std::size_t all = static_cast<std::size_t>(box.width) * static_cast<std::size_t>(box.height);
    part.indices.reserve(all);
    part.unchanged.reserve(all);
    for (int y = box.top; y < box.top + box.height; ++y) {
        stop_if_asked();
        const std::ptrdiff_t at = std::ptrdiff_t{y} * film.width() + box.left;
        const auto now = indexed.now.begin() + at, before = indexed.before.begin() + at;
        part.indices.insert(part.indices.end(), now, now + box.width);
        std::transform(now, now + box.width, before, std::back_inserter(part.unchanged),
                       [](std::uint8_t a, std::uint8_t b) { return static_cast<std::uint8_t>(a == b ? 1 : 0); });
    }
    return part;
}

Piece make_piece(const Frames& film, IndexedFrames& indexed, const Palette& palette, int colours) {
    const bool first = film.index() == 0;
    if (!first) keep_before(film, indexed);
    palette.follow(film, indexed.now);
    if (first) return {film.whole(), indexed.now, {}, 0};
    Piece piece;
    // Colours that share an index may change without a change of the index.
    piece.box = changed_box(indexed.before, indexed.now, film.width(), film.changed());
    GifPixels part = part_of(film, indexed, piece.box);
    if (palette.transparent() && !piece.box.empty())
        piece.codes = choose_transparent(part, *palette.transparent(), colours);
    piece.pixels = std::move(part.indices);
    return piece;
}

/// Writes all frames. A frame is written when it is known how long it shows: until something changes.
Outcome<void> write_frames(GifFile& gif, const Animation& animation, const std::filesystem::path& file,
                           const AnimationOptions& options, const Progress& progress, const Palette& palette) {
    const std::size_t frames = animation.seconds.size();
    const std::vector<std::int64_t> ends = frame_ends(animation, 100.0, kLeastDelay);
    IndexedFrames indexed;
    Piece waiting;
    Frames film(animation, options);
    while (film.next()) {
        const std::size_t i = film.index();
        if (progress && !progress(frames + i, 2 * frames)) return cancelled(file);
        if (i == 0)
            if (auto begun = gif.begin(film.width(), film.height(), animation.loop); !begun) return begun;
        Piece piece = make_piece(film, indexed, palette, gif.colours());
        piece.delay = ends[i] - (i == 0 ? 0 : ends[i - 1]);
        if (piece.box.empty() && waiting.delay + piece.delay <= kLongestDelay) {
            waiting.delay += piece.delay;
            continue;
        }
        if (i > 0)
            if (auto added = gif.add(waiting); !added) return added;
        if (piece.box.empty()) piece = {{0, 0, 1, 1}, {indexed.now.front()}, {}, piece.delay};
        waiting = std::move(piece);
    }
    if (!film.painted()) return film.painted();
    return gif.add(waiting);
}

}  // namespace

Outcome<void> write_gif(const Animation& animation, const std::filesystem::path& file, const AnimationOptions& options,
                        const Progress& progress) {
    if (auto fine = check_animation(animation, options, kLongest, "GIF"); !fine) return fine;
    auto created = NewFile::create(file);
    if (!created) return tl::unexpected(created.error());
    const auto palette = find_palette(animation, file, options, progress);
    if (!palette) return tl::unexpected(palette.error());
    GifFile gif(std::move(*created), *palette);
    if (auto written = write_frames(gif, animation, file, options, progress, *palette); !written) return written;
    if (auto finished = gif.finish(); !finished) return finished;
    if (progress) progress(2 * animation.seconds.size(), 2 * animation.seconds.size());
    return {};
}

}  // namespace stridelens
