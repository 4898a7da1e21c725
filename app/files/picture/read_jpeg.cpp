// JPEG by libjpeg-turbo. Whatever means that a part of the picture is not what it was is a refusal, not a warning.

#include "app/files/picture/picture.h"

#include <fmt/format.h>

#include <csetjmp>
#include <cstdio>  // before jpeglib.h, which does not include it
#include <string>

#include <jerror.h>
#include <jpeglib.h>

namespace stridelens {

namespace {

/// A progressive picture comes in scans, each of which costs a pass over all of it. Encoders make about ten.
constexpr int kMostScans = 100;

/// libjpeg leaves by longjmp() when it fails. The methods that call it therefore have no objects that need destructors.
class JpegReader {
public:
    explicit JpegReader(std::string_view bytes) : bytes_(bytes) {
        info_.err = jpeg_std_error(&errors_);
        info_.client_data = this;
        errors_.error_exit = [](j_common_ptr info) { of(info).leave(); };
        errors_.emit_message = [](j_common_ptr info, int level) { of(info).hear(level); };
        progress_.progress_monitor = [](j_common_ptr info) { of(info).count_scans(); };
    }
    ~JpegReader() {
        if (created_) jpeg_destroy_decompress(&info_);
    }
    JpegReader(const JpegReader&) = delete;
    JpegReader& operator=(const JpegReader&) = delete;

    bool read_header() {
        if (setjmp(back_) != 0) return false;
        jpeg_create_decompress(&info_);
        created_ = true;
        info_.progress = &progress_;
        jpeg_mem_src(&info_, reinterpret_cast<const unsigned char*>(bytes_.data()), bytes_.size());
        jpeg_save_markers(&info_, JPEG_APP0 + 1, 0xFFFF);
        jpeg_read_header(&info_, TRUE);
        return true;
    }

    bool read_rows(unsigned char* rows, std::size_t stride) {
        if (setjmp(back_) != 0) return false;
        info_.out_color_space = channels() == 1 ? JCS_GRAYSCALE : JCS_RGB;
        jpeg_start_decompress(&info_);
        while (info_.output_scanline < info_.output_height) {
            JSAMPROW row = rows + info_.output_scanline * stride;
            jpeg_read_scanlines(&info_, &row, 1);
        }
        jpeg_finish_decompress(&info_);
        return true;
    }

    std::int64_t height() const { return info_.image_height; }
    std::int64_t width() const { return info_.image_width; }
    int channels() const { return info_.jpeg_color_space == JCS_GRAYSCALE ? 1 : 3; }
    int components() const { return info_.num_components; }
    J_COLOR_SPACE colours() const { return info_.jpeg_color_space; }

    /// A table that the first scan needs and the file does not have; libjpeg would take its own in its place.
    bool lacks_tables() const {
        if (info_.arith_code) return false;
        const auto has = [](const JHUFF_TBL* const(&tables)[NUM_HUFF_TBLS], int number) {
            return number >= 0 && number < NUM_HUFF_TBLS && tables[number] != nullptr;  // the file says any number
        };
        for (int i = 0; i < info_.comps_in_scan; ++i) {
            const jpeg_component_info& component = *info_.cur_comp_info[i];
            if (!has(info_.dc_huff_tbl_ptrs, component.dc_tbl_no)) return true;
            if (!info_.progressive_mode && !has(info_.ac_huff_tbl_ptrs, component.ac_tbl_no)) return true;
        }
        return false;
    }

    /// Before the rows are read: libjpeg drops its markers with the last one.
    int orientation() const {
        for (jpeg_saved_marker_ptr marker = info_.marker_list; marker != nullptr; marker = marker->next) {
            const std::string_view data(reinterpret_cast<const char*>(marker->data), marker->data_length);
            if (data.starts_with("Exif")) return exif_orientation(data);
        }
        return 1;
    }

    std::string refusal() const {
        if (cut_off_)
            return "the JPEG is cut off: the file ends before the picture does. Copy or download it once more";
        if (too_many_scans_) return fmt::format("the JPEG has more than {} scans, as no picture needs", kMostScans);
        return fmt::format("the JPEG is damaged ({})", message_);
    }

private:
    static JpegReader& of(j_common_ptr info) { return *static_cast<JpegReader*>(info->client_data); }

    [[noreturn]] void leave() {
        if (errors_.msg_code == JERR_INPUT_EOF || errors_.msg_code == JERR_INPUT_EMPTY) cut_off_ = true;
        errors_.format_message(reinterpret_cast<j_common_ptr>(&info_), message_);
        std::longjmp(back_, 1);
    }

    void hear(int level) {
        if (level >= 0) return;
        switch (errors_.msg_code) {
            case JWRN_EXTRANEOUS_DATA:  // bytes that nothing asks for, as some cameras write them
            case JWRN_ADOBE_XFORM:
            case JWRN_BOGUS_ICC:
            case JWRN_JFIF_MAJOR:
                return;
            case JWRN_JPEG_EOF:
                cut_off_ = true;
                leave();
            default:
                leave();
        }
    }

    void count_scans() {
        if (info_.input_scan_number <= kMostScans) return;
        too_many_scans_ = true;
        std::longjmp(back_, 1);
    }

    std::string_view bytes_;
    jpeg_decompress_struct info_{};
    jpeg_error_mgr errors_{};
    jpeg_progress_mgr progress_{};
    std::jmp_buf back_{};
    char message_[JMSG_LENGTH_MAX] = "";
    bool created_ = false, cut_off_ = false, too_many_scans_ = false;
};

}  // namespace

Outcome<DecodedPicture> read_jpeg(std::string_view bytes) {
    JpegReader reader(bytes);
    if (!reader.read_header()) return failed(reader.refusal());
    if (reader.colours() == JCS_CMYK || reader.colours() == JCS_YCCK)
        return failed("the JPEG has the four inks of a press (CMYK), not red, green and blue; save it as RGB first");
    if (reader.channels() == 3 && reader.components() != 3)
        return failed(
            fmt::format("the JPEG has {} channels; grey or red, green and blue are read", reader.components()));
    if (reader.lacks_tables()) return failed("the JPEG is damaged (a table that its picture needs is missing)");
    auto picture = picture_of(reader.height(), reader.width(), reader.channels(), false);
    if (!picture) return picture;
    const auto stride = static_cast<std::size_t>(picture->order.width * picture->channels);
    picture->order = upright(reader.height(), reader.width(), reader.orientation());
    if (!reader.read_rows(picture->bytes.data(), stride)) return failed(reader.refusal());
    return picture;
}

}  // namespace stridelens
