// Pictures as pixels, compared with approved ones as an eye would: small differences of smoothing are none.

#include "app/figure/page/page.h"
#include "tests/agreement/pictures.h"
#include "tests/app/figure/figure_scene.h"
#include "tests/app/figure/golden_scenes.h"
#include "tests/scratch_folder.h"

#include <fmt/format.h>

#include <cstdlib>

namespace stridelens {
namespace {

namespace fs = std::filesystem;

// Another version of FreeType or Cairo may put an edge a fraction of a pixel elsewhere (of 255).
constexpr double kMean = 0.5, kMost = 24.0;

struct GoldenPicture {
    const char* scene;
    ThemeName theme;

    friend void PrintTo(const GoldenPicture& picture, std::ostream* out) { *out << picture.scene; }
};

constexpr GoldenPicture kPictures[] = {
    {"maxpool2d", ThemeName::dark},
    {"maxpool2d-dilated", ThemeName::print},
    {"maxpool2d-image", ThemeName::light},
    {"avgpool2d-ceil", ThemeName::light},
    {"conv2d", ThemeName::dark},
    {"conv2d-lens", ThemeName::print},
    {"conv2d-matrix", ThemeName::projector},
    {"convtranspose2d-scatter", ThemeName::colour_blind},
    {"maxpool1d", ThemeName::light},
    {"maxpool3d", ThemeName::projector},
    {"maxunpool2d", ThemeName::light},
    {"pad2d-crop", ThemeName::colour_blind},
};

const GoldenScene& scene_named(std::string_view name) {
    for (const GoldenScene& scene : kGoldenScenes)
        if (name == scene.name) return scene;
    ADD_FAILURE() << "there is no scene " << name;
    return kGoldenScenes[0];
}

Smooth painted(const GoldenPicture& golden) {
    const GoldenScene& scene = scene_named(golden.scene);
    const Picture picture(scene.line, scene.step, scene.view);
    PageOptions options;
    options.width = 640;
    options.height = 420;
    return smooth(render_pixels(build_page(picture.shown.derived, options, scene.step),
                                {.theme = golden.theme, .scale = kOversampling}));
}

class GoldenPng : public testing::TestWithParam<GoldenPicture> {};

TEST_P(GoldenPng, ThePictureIsAsApproved) {
    const GoldenPicture& golden = GetParam();
    const std::string name = fmt::format("{}-{}", golden.scene, to_string(golden.theme));
    const fs::path file = fs::path(STRIDELENS_SOURCE_DIR) / "tests" / "golden" / (name + ".png");
    const Smooth now = painted(golden);
    if (std::getenv("STRIDELENS_APPROVE") != nullptr) write_picture(now, file);
    const Smooth approved = as_it_is(read_png(file));
    const ScratchFolder folder;
    const auto explain = [&](const std::string& what) {
        write_picture(now, folder / (name + ".png"));
        return fmt::format(
            "{}: {}. Now: {}. Approved: {}. If the new picture is right: STRIDELENS_APPROVE=1 agreement_tests "
            "--gtest_filter='*GoldenPng*', then look at the change.",
            name, what, (folder / (name + ".png")).string(), file.string());
    };
    if (approved.width != now.width || approved.height != now.height) {
        ADD_FAILURE() << explain(
            fmt::format("{}x{} pixels instead of {}x{}", now.width, now.height, approved.width, approved.height));
        return;
    }
    const PictureDifference far = difference(approved, now);
    if (far.mean <= kMean && far.most <= kMost) return;
    const fs::path picture = folder / (name + "-difference.png");
    write_difference(approved, now, picture);
    ADD_FAILURE() << explain(fmt::format("mean {:.3f}, most {:.1f} at {},{}, amplified in {}", far.mean, far.most,
                                         far.x, far.y, picture.string()));
}

INSTANTIATE_TEST_SUITE_P(Pictures, GoldenPng, testing::ValuesIn(kPictures), [](const auto& chosen) {
    std::string name = fmt::format("{}_{}", chosen.param.scene, to_string(chosen.param.theme));
    for (char& c : name)
        if (c == '-') c = '_';
    return name;
});

}  // namespace
}  // namespace stridelens
