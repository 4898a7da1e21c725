// The animation as a WebP, lossless, by libwebp. Of each frame only the box that changes is written, with the pixels
// inside it that stay transparent. (libwebp's own animation encoder finds much the same, but compares whole frames many
// times over: it takes several times as long.)

#include "app/export/film/animation_frames.h"
#include "app/files/failure.h"
#include "app/files/new_file.h"
#include "core/tensor/stop.h"

#include <fmt/format.h>
#include <webp/encode.h>
#include <webp/mux.h>

#include <memory>
#include <string>
#include <utility>

namespace stridelens {

namespace {

constexpr int kLongest = WEBP_MAX_DIMENSION;           // 16383 pixels a side
constexpr std::int64_t kLongestDuration = 16'777'215;  // 1/1000 s
constexpr const char* kNoMemory = "there is not enough memory";

struct PictureFree {
    void operator()(WebPPicture* picture) const {
        WebPPictureFree(picture);
        delete picture;
    }
};
struct MuxFree {
    void operator()(WebPMux* mux) const { WebPMuxDelete(mux); }
};
using Picture = std::unique_ptr<WebPPicture, PictureFree>;
using Mux = std::unique_ptr<WebPMux, MuxFree>;

tl::unexpected<Failure> cannot_write(const std::filesystem::path& file, const char* why) {
    return failed(fmt::format("cannot write {}: {}; choose fewer steps or a smaller scale", file.string(), why));
}

/// One frame, encoded, with its place and how long it shows.
struct Piece {
    PixelBox box;
    std::string bytes;
    std::int64_t duration = 0;
};

/// The pixels of the box; those that stay are transparent, which takes next to nothing.
Picture make_picture(const Frames& film, const PixelBox& box) {
    Picture picture(new WebPPicture);
    WebPPictureInit(picture.get());
    picture->use_argb = 1;
    picture->width = box.width;
    picture->height = box.height;
    if (WebPPictureAlloc(picture.get()) == 0) return nullptr;
    for (int y = 0; y < box.height; ++y) {
        const std::ptrdiff_t row = std::ptrdiff_t{box.top + y} * film.width() + box.left;
        const Rgb* now = film.now().data() + row;
        const Rgb* before = film.index() == 0 ? nullptr : film.before().data() + row;
        std::uint32_t* out = picture->argb + std::ptrdiff_t{y} * picture->argb_stride;
        for (int x = 0; x < box.width; ++x) out[x] = before != nullptr && before[x] == now[x] ? 0U : now[x];
    }
    return picture;
}

/// Pieces start at even pixels: the format holds half their place.
PixelBox even(PixelBox box) {
    box.width += box.left % 2;
    box.left -= box.left % 2;
    box.height += box.top % 2;
    box.top -= box.top % 2;
    return box;
}

bool encode(const Frames& film, Piece& piece) {
    const Picture picture = make_picture(film, piece.box);
    if (picture == nullptr) return false;
    picture->custom_ptr = &piece.bytes;
    picture->writer = [](const std::uint8_t* bytes, std::size_t size, const WebPPicture* of) {
        static_cast<std::string*>(of->custom_ptr)->append(reinterpret_cast<const char*>(bytes), size);
        return 1;
    };
    picture->progress_hook = [](int, const WebPPicture*) { return stop_asked() ? 0 : 1; };
    // More effort makes the file a few per cent smaller and takes many times as long.
    WebPConfig config;
    WebPConfigInit(&config);
    WebPConfigLosslessPreset(&config, 2);
    const bool encoded = WebPEncode(&config, picture.get()) != 0;
    stop_if_asked();
    return encoded;
}

/// Adds a frame; the file's bytes are kept by the mux.
bool push(WebPMux* mux, const Piece& piece) {
    WebPMuxFrameInfo info{};
    info.bitstream = {reinterpret_cast<const std::uint8_t*>(piece.bytes.data()), piece.bytes.size()};
    info.x_offset = piece.box.left;
    info.y_offset = piece.box.top;
    info.duration = static_cast<int>(piece.duration);
    info.id = WEBP_CHUNK_ANMF;
    info.dispose_method = WEBP_MUX_DISPOSE_NONE;
    info.blend_method = WEBP_MUX_BLEND;
    return WebPMuxPushFrame(mux, &info, 1) == WEBP_MUX_OK;
}

/// All frames. One is written when it is known how long it shows: until something changes.
Outcome<Mux> encode_frames(const Animation& animation, const std::filesystem::path& file,
                           const AnimationOptions& options, const Progress& progress) {
    Mux mux(WebPMuxNew());
    const std::vector<std::int64_t> ends = frame_ends(animation, 1000.0, 1);
    Piece waiting;
    Frames film(animation, options);
    while (film.next()) {
        const std::size_t i = film.index();
        if (progress && !progress(i, animation.seconds.size())) return cancelled(file);
        Piece piece{even(film.changed()), {}, ends[i] - (i == 0 ? 0 : ends[i - 1])};
        if (piece.box.empty() && waiting.duration + piece.duration <= kLongestDuration) {
            waiting.duration += piece.duration;
            continue;
        }
        if (piece.box.empty()) piece.box = {0, 0, 1, 1};
        if (!encode(film, piece)) return cannot_write(file, kNoMemory);
        if (i == 0) WebPMuxSetCanvasSize(mux.get(), film.width(), film.height());
        if (i > 0 && !push(mux.get(), waiting)) return cannot_write(file, kNoMemory);
        waiting = std::move(piece);
    }
    if (!film.painted()) return tl::unexpected(film.painted().error());
    const WebPMuxAnimParams params{0xffffffffU, animation.loop ? 0 : 1};
    if (!push(mux.get(), waiting) || WebPMuxSetAnimationParams(mux.get(), &params) != WEBP_MUX_OK)
        return cannot_write(file, kNoMemory);
    return mux;
}

}  // namespace

Outcome<void> write_webp(const Animation& animation, const std::filesystem::path& file, const AnimationOptions& options,
                         const Progress& progress) {
    if (auto fine = check_animation(animation, options, kLongest, "WebP"); !fine) return fine;
    auto created = NewFile::create(file);
    if (!created) return tl::unexpected(created.error());
    const auto mux = encode_frames(animation, file, options, progress);
    if (!mux) return tl::unexpected(mux.error());
    WebPData data;
    WebPDataInit(&data);
    const std::unique_ptr<WebPData, void (*)(WebPData*)> owner(&data, &WebPDataClear);
    if (WebPMuxAssemble(mux->get(), &data) != WEBP_MUX_OK) return cannot_write(file, kNoMemory);
    if (auto written = created->write({reinterpret_cast<const char*>(data.bytes), data.size}); !written) return written;
    if (auto finished = created->finish(); !finished) return finished;
    if (progress) progress(animation.seconds.size(), animation.seconds.size());
    return {};
}

}  // namespace stridelens
