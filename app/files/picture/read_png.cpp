// PNG by libpng.

#include "app/files/picture/picture.h"

#include <fmt/format.h>
#include <png.h>

#include <csetjmp>
#include <cstring>
#include <string>
#include <vector>

namespace stridelens {

namespace {

/// libpng leaves by longjmp() when it fails. The methods that call it therefore have no objects that need destructors.
class PngReader {
public:
    explicit PngReader(std::string_view bytes) : rest_(bytes) {}
    ~PngReader() { png_destroy_read_struct(&png_, &info_, nullptr); }
    PngReader(const PngReader&) = delete;
    PngReader& operator=(const PngReader&) = delete;

    bool read_header() {
        if (setjmp(back_) != 0) return false;
        png_ = png_create_read_struct(
            PNG_LIBPNG_VER_STRING, this,
            [](png_structp png, png_const_charp message) {
                static_cast<PngReader*>(png_get_error_ptr(png))->leave(message);
            },
            [](png_structp, png_const_charp) {});  // of what a reader may leave aside
        info_ = png_ == nullptr ? nullptr : png_create_info_struct(png_);
        if (info_ == nullptr) return false;
        png_set_read_fn(png_, this, [](png_structp png, png_bytep to, std::size_t count) {
            static_cast<PngReader*>(png_get_io_ptr(png))->take(png, to, count);
        });
        png_set_user_limits(png_, PNG_UINT_31_MAX, PNG_UINT_31_MAX);  // picture_of() looks at the whole
        png_read_info(png_, info_);
        png_set_expand(png_);  // palettes to colours, few bits to 8, a transparent colour to opacity
        png_set_interlace_handling(png_);
        const bool palette = png_get_color_type(png_, info_) == PNG_COLOR_TYPE_PALETTE;
        const bool clear = png_get_valid(png_, info_, PNG_INFO_tRNS) != 0 &&
                           (png_get_color_type(png_, info_) & PNG_COLOR_MASK_ALPHA) == 0;
        channels_ = (palette ? 3 : png_get_channels(png_, info_)) + (clear ? 1 : 0);
        wide_ = png_get_bit_depth(png_, info_) == 16;
        return true;
    }

    bool read_rows(png_bytepp rows, std::size_t stride) {
        if (setjmp(back_) != 0) return false;
        png_read_update_info(png_, info_);
        if (png_get_rowbytes(png_, info_) != stride) png_error(png_, "a row has another length than its header says");
        png_read_image(png_, rows);
        png_read_end(png_, info_);  // EXIF may stand behind the picture
        return true;
    }

    std::int64_t height() const { return png_get_image_height(png_, info_); }
    std::int64_t width() const { return png_get_image_width(png_, info_); }
    int channels() const { return channels_; }
    bool wide() const { return wide_; }

    int orientation() const {
        png_bytep exif = nullptr;
        png_uint_32 size = 0;
        if (png_get_eXIf_1(png_, info_, &size, &exif) == 0) return 1;
        return exif_orientation({reinterpret_cast<const char*>(exif), size});
    }

    std::string refusal() const {
        if (cut_off_) return "the PNG is cut off: the file ends before the picture does. Copy or download it once more";
        return fmt::format("the PNG is damaged ({})", message_);
    }

private:
    [[noreturn]] void leave(const char* message) {
        std::strncpy(message_, message, sizeof(message_) - 1);
        std::longjmp(back_, 1);
    }

    void take(png_structp png, png_bytep to, std::size_t count) {
        if (count > rest_.size()) {
            cut_off_ = true;
            png_error(png, "the file ends here");
        }
        std::memcpy(to, rest_.data(), count);
        rest_.remove_prefix(count);
    }

    std::string_view rest_;
    png_structp png_ = nullptr;
    png_infop info_ = nullptr;
    std::jmp_buf back_{};
    char message_[200] = "";
    int channels_ = 0;
    bool wide_ = false, cut_off_ = false;
};

}  // namespace

Outcome<DecodedPicture> read_png(std::string_view bytes) {
    PngReader reader(bytes);
    if (!reader.read_header()) return failed(reader.refusal());
    auto picture = picture_of(reader.height(), reader.width(), reader.channels(), reader.wide());
    if (!picture) return picture;
    const auto stride = picture->bytes.size() / static_cast<std::size_t>(picture->order.height);
    std::vector<png_bytep> rows(static_cast<std::size_t>(picture->order.height));
    for (std::size_t y = 0; y < rows.size(); ++y) rows[y] = picture->bytes.data() + y * stride;
    if (!reader.read_rows(rows.data(), stride)) return failed(reader.refusal());
    picture->order = upright(reader.height(), reader.width(), reader.orientation());
    return picture;
}

}  // namespace stridelens
