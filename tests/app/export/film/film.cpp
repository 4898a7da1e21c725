#include "tests/app/export/film/film.h"

namespace stridelens {

namespace {

/// Lays one image of the GIF over the picture so far.
void lay_over(const GifFileType& gif, const SavedImage& image, int transparent, std::vector<Rgb>& picture) {
    const ColorMapObject* map = image.ImageDesc.ColorMap != nullptr ? image.ImageDesc.ColorMap : gif.SColorMap;
    for (int y = 0; y < image.ImageDesc.Height; ++y)
        for (int x = 0; x < image.ImageDesc.Width; ++x) {
            const int index = image.RasterBits[y * image.ImageDesc.Width + x];
            if (index == transparent) continue;
            const GifColorType c = map->Colors[index];
            const int at = (image.ImageDesc.Top + y) * gif.SWidth + image.ImageDesc.Left + x;
            picture.at(static_cast<std::size_t>(at)) = 0xff000000U | Rgb{c.Red} << 16U | Rgb{c.Green} << 8U | c.Blue;
        }
}

/// Netscape's extension: how often the film is shown; 0: for ever.
int loops_of(const SavedImage& first) {
    for (int i = 0; i + 1 < first.ExtensionBlockCount; ++i) {
        const ExtensionBlock& name = first.ExtensionBlocks[i];
        const ExtensionBlock& count = first.ExtensionBlocks[i + 1];
        if (name.Function == APPLICATION_EXT_FUNC_CODE && count.ByteCount == 3 && count.Bytes[0] == 1 &&
            std::string(reinterpret_cast<const char*>(name.Bytes), 11) == "NETSCAPE2.0")
            return count.Bytes[1] + 256 * count.Bytes[2];
    }
    return -1;
}

}  // namespace

ReadGif read_gif(const std::filesystem::path& file) {
    ReadGif read;
    int error = 0;
    GifFileType* gif = DGifOpenFileName(file.c_str(), &error);
    if (gif == nullptr || DGifSlurp(gif) != GIF_OK || gif->ImageCount == 0) {
        ADD_FAILURE() << file << ": " << GifErrorString(gif == nullptr ? error : gif->Error);
        return read;
    }
    ShownFrame& shown = read.shown;
    shown.width = gif->SWidth;
    shown.height = gif->SHeight;
    shown.loops = loops_of(gif->SavedImages[0]);
    read.colours = gif->SColorMap == nullptr ? 0 : gif->SColorMap->ColorCount;
    std::vector<Rgb> picture(static_cast<std::size_t>(gif->SWidth) * static_cast<std::size_t>(gif->SHeight));
    for (int i = 0; i < gif->ImageCount; ++i) {
        const SavedImage& image = gif->SavedImages[i];
        GraphicsControlBlock control{DISPOSAL_UNSPECIFIED, false, 0, NO_TRANSPARENT_COLOR};
        DGifSavedExtensionToGCB(gif, i, &control);
        read.local_palettes += image.ImageDesc.ColorMap != nullptr ? 1 : 0;
        read.boxes.push_back(
            {image.ImageDesc.Left, image.ImageDesc.Top, image.ImageDesc.Width, image.ImageDesc.Height});
        read.disposals.push_back(control.DisposalMode);
        lay_over(*gif, image, control.TransparentColor, picture);
        shown.pictures.push_back(picture);
        shown.milliseconds.push_back(10 * control.DelayTime);
    }
    DGifCloseFile(gif, &error);
    return read;
}

ShownFrame read_webp(const std::filesystem::path& file) {
    ShownFrame shown;
    const std::string bytes = bytes_of(file);
    const WebPData data{reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
    const std::unique_ptr<WebPAnimDecoder, void (*)(WebPAnimDecoder*)> decoder(WebPAnimDecoderNew(&data, nullptr),
                                                                               &WebPAnimDecoderDelete);
    WebPAnimInfo info;
    if (decoder == nullptr || WebPAnimDecoderGetInfo(decoder.get(), &info) == 0) {
        ADD_FAILURE() << file << " is no WebP";
        return shown;
    }
    shown.width = static_cast<int>(info.canvas_width);
    shown.height = static_cast<int>(info.canvas_height);
    shown.loops = static_cast<int>(info.loop_count);
    int before = 0, end = 0;
    std::uint8_t* rgba = nullptr;
    while (WebPAnimDecoderGetNext(decoder.get(), &rgba, &end) != 0) {
        std::vector<Rgb> picture;
        for (std::size_t i = 0; i < std::size_t{4} * info.canvas_width * info.canvas_height; i += 4)
            picture.push_back(Rgb{rgba[i + 3]} << 24U | Rgb{rgba[i]} << 16U | Rgb{rgba[i + 1]} << 8U | rgba[i + 2]);
        shown.pictures.push_back(std::move(picture));
        shown.milliseconds.push_back(end - before);
        before = end;
    }
    return shown;
}

}  // namespace stridelens
