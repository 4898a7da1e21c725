// Files of numbers on the command line: exact indices, pictures and tables, and what is said of them.

#include "app/files/array/npy.h"
#include "core/words/utf8.h"
#include "tests/app/cli/command_line.h"
#include "tests/app/files/load.h"
#include "tests/app/files/picture_bytes.h"
#include "tests/scratch_folder.h"

#include <algorithm>
#include <fstream>

namespace stridelens {
namespace {

class CommandLineNumbers : public ::testing::Test {
protected:
    std::string path(const std::string& name) const { return (folder_ / name).string(); }
    /// An .npy of one axis, then 1x1x…: `type` and the numbers' bytes, little-endian.
    template <class T>
    std::string npy(const std::string& name, const std::string& type, const std::string& shape,
                    const std::vector<T>& numbers) {
        const std::string dict = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
        std::ofstream file(folder_ / name, std::ios::binary);
        file << std::string("\x93NUMPY\x01\x00", 8) << static_cast<char>(dict.size()) << '\0' << dict;
        file.write(reinterpret_cast<const char*>(numbers.data()),
                   static_cast<std::streamsize>(numbers.size() * sizeof(T)));
        return path(name);
    }
    ScratchFolder folder_;
};

TEST_F(CommandLineNumbers, IndicesBeyondTwoToThe24StayExact) {
    const std::string line = "maxunpool1d 1x1x2 k1 s20000000 values=5,7";
    const std::vector<std::vector<std::string>> ways{
        {"--indices", npy<std::int64_t>("i8.npy", "<i8", "(1, 1, 2)", {16777217, 0})},
        {"--indices", npy<std::uint64_t>("u8.npy", "<u8", "(1, 1, 2)", {16777217, 0})},
        {"--indices", npy<std::int32_t>("i4.npy", "<i4", "(1, 1, 2)", {16777217, 0})},
        {"--indices", npy<double>("f8.npy", "<f8", "(1, 1, 2)", {16777217, 0})}};
    for (const auto& way : ways) {
        std::vector<std::string> arguments{"eval", line, "-o", path("y.npy")};
        arguments.insert(arguments.end(), way.begin(), way.end());
        const CommandRun done = run(arguments);
        EXPECT_EQ(done.result.exit_code, 0) << done.err;
        EXPECT_EQ(done.err, "") << "nothing was rounded";
        const auto output = load_npy(path("y.npy"));
        ASSERT_TRUE(output) << way[1];
        EXPECT_EQ((*output)[16777217], 5.0F) << way[1];
        EXPECT_EQ((*output)[16777216], 0.0F) << way[1];
        EXPECT_EQ((*output)[0], 7.0F) << way[1];
    }
}

TEST_F(CommandLineNumbers, WholeNumbersThatAreRoundedAreTold) {
    const std::string file = npy<std::int64_t>("x.npy", "<i8", "(1, 1, 4)", {16777217, 16777216, -16777219, 7});
    const CommandRun done = run({"eval", "maxpool1d 1x1x4 k1", "--input", file});
    EXPECT_EQ(done.result.exit_code, 0) << done.err;
    EXPECT_EQ(done.out, "[16777216,16777216,-16777220,7]\n");
    EXPECT_NE(done.err.find("16777217 became 16777216 (2 in all)"), std::string::npos) << done.err;
    EXPECT_NE(run({"eval", file}).err.find("2 in all"), std::string::npos);
    EXPECT_EQ(run({"eval", npy<std::uint64_t>("u.npy", "<u8", "(2,)", {std::uint64_t{1} << 63, 16777218})}).err, "")
        << "float32 holds these";
    EXPECT_NE(run({"eval", npy<std::uint64_t>("v.npy", "<u8", "(2,)", {~std::uint64_t{0}, 1})})
                  .err.find("18446744073709551615 became 18446744073709551616"),
              std::string::npos);
}

TEST_F(CommandLineNumbers, AFloat64BeyondFloat32IsRefused) {
    expect_refused({"eval", npy<double>("x.npy", "<f8", "(1, 1, 2)", {1.0, -1e300})},
                   "[0, 0, 1] is -1e+300; expected a number within float32, ±3.4e38 (inf is allowed, as inf)");
    const CommandRun infinite = run({"eval", npy<double>("y.npy", "<f8", "(1, 1, 2)", {1.0, HUGE_VAL})});
    EXPECT_EQ(infinite.out, "[inf]\n") << infinite.err;
    const CommandRun largest = run({"eval", npy<double>("z.npy", "<f8", "(1, 1, 2)", {1.0, 3.4028235e38})});
    EXPECT_EQ(largest.out, "[3.4028235e+38]\n") << largest.err;
}

TEST_F(CommandLineNumbers, DoublesOf128BitsAreToldAsWhatTheyAre) {
    expect_refused({"eval", npy<std::uint64_t>("x.npy", "<f16", "(1,)", {0, 0})}, "wider than float64");
}

TEST_F(CommandLineNumbers, InputMayBeAPicture) {
    std::ofstream(folder_ / "photo.png", std::ios::binary) << test::png_bytes({2, 2, 8, 0, {0, 51, 102, 255}});
    EXPECT_EQ(run({"eval", "maxpool2d 1x1x9x9 k1", "--input", path("photo.png"), "--resize", "original"}).out,
              "[[0,0.2],\n [0.4,1]]\n");
    std::ofstream(folder_ / "photo.jpg", std::ios::binary) << test::jpeg_bytes({8, 8, 3, test::Samples(192, 102)});
    EXPECT_EQ(run({"eval", "globalmaxpool2d 1x1x9x9", "--input", path("photo.jpg"), "--grey"}).out, "[0.4]\n");
}

TEST_F(CommandLineNumbers, APictureMayBeAPartOfOne) {
    std::ofstream(folder_ / "photo.png", std::ios::binary) << test::png_bytes({3, 2, 8, 0, {0, 51, 102, 255, 0, 204}});
    const std::string photo = path("photo.png");
    const auto part = [&](const std::string& region) {
        return run({"eval", "maxpool2d 1x1x9x9 k1", "--input", photo, "--resize", "original", "--region", region});
    };
    EXPECT_EQ(part("2x1+1+0").out, "[0.2,0.4]\n") << "width × height + left + top";
    EXPECT_EQ(part("1x2+2+0").out, "[[0.4],\n [0.8]]\n");
    EXPECT_NE(part("2x1+2+0").err.find("the region of 1 × 2 pixels (height × width) from row 0 and column 2"),
              std::string::npos);
    for (const char* wrong : {"2x1", "2x1+1", "0x1+0+0", "2x1+-1+0", "2x1+1+0+0", "2x1+1+", "+1+0", "x"})
        EXPECT_EQ(part(wrong).result.exit_code, 2) << wrong;
}

TEST_F(CommandLineNumbers, WeightMayBeATable) {
    std::ofstream(folder_ / "kernel.csv") << "1,10\n100,1000\n";
    std::ofstream(folder_ / "bias.csv") << "0.5\n";
    std::ofstream(folder_ / "input.csv") << "1,2,3\n4,5,6\n";
    const CommandRun done = run({"eval", "conv2d 1x1x9x9 out1 k2", "--input", path("input.csv"), "--weight",
                                 path("kernel.csv"), "--bias", path("bias.csv")});
    EXPECT_EQ(done.out, "[5421.5,6532.5]\n") << done.err;
    expect_refused({"eval", "conv2d 1x1x9x9 out1 k3", "--weight", path("kernel.csv")}, "weight");
    std::ofstream(folder_ / "notes.txt") << "hello";
    expect_refused({"eval", "conv2d 1x1x9x9 out1 k3", "--weight", path("notes.txt")}, "no numbers can be read");
}

TEST_F(CommandLineNumbers, HowAnArrayIsReadIsToldAndCanBeChosen) {
    Tensor picture(Shape{5, 4, 3});
    for (std::int64_t i = 0; i < 60; ++i) picture[i] = static_cast<float>(i);
    ASSERT_TRUE(save_npy(path("hwc.npy"), picture));
    const CommandRun guessed = run({"eval", "globalmaxpool2d 1x1x9x9", "--input", path("hwc.npy")});
    EXPECT_EQ(guessed.out, "[[[57]],\n\n [[58]],\n\n [[59]]]\n") << guessed.err;
    EXPECT_NE(guessed.err.find("hwc.npy: the array 5x4x3 is read as 5 × 4 cells with 3 channels last"),
              std::string::npos)
        << guessed.err;
    const CommandRun first =
        run({"eval", "globalmaxpool2d 1x1x9x9", "--input", path("hwc.npy"), "--channels", "first"});
    EXPECT_EQ(first.err, "");
    EXPECT_EQ(json_of({"eval", "globalmaxpool2d 1x1x9x9", "--input", path("hwc.npy"), "--channels", "first",
                       "--json"})["shape"],
              (std::vector<int>{5, 1, 1}));
    EXPECT_NE(run({path("hwc.npy")}).result.remark.find("--channels first"), std::string::npos) << "for the window";
}

bool harmless(const std::string& text) {
    const std::u32string letters = text::characters(text);
    return std::all_of(letters.begin(), letters.end(), [](char32_t code) {
        return code == '\n' || (code >= 0x20 && code != 0x7F && !(code >= 0x80 && code < 0xA0));
    });
}

TEST(CommandLineEcho, HasNoControlCharactersAndIsShort) {
    const std::string wild = "\x1b[31m\u009b\x07\xff";
    const std::string longest(5000, 'x');
    for (const std::string& word : {wild, longest + wild, wild + longest})
        for (const std::vector<std::string>& arguments :
             {std::vector<std::string>{"eval", word + " 1x1x4x4"},
              {"eval", "maxpool2d 1x1x4x4 k2 " + word},
              {"eval", "maxpool2d 1x1x4x4 k2 values=" + word},
              {"eval", "./" + word},
              {"eval", word + ".png"},
              {"eval", "maxpool2d 1x1x4x4 k2", "--" + word},
              {"eval", "maxpool2d 1x1x4x4 k2", "--input", word},
              {"eval", "maxpool2d 1x1x4x4 k2", "--show", word},
              {"explain", "maxpool2d 1x1x4x4 k2", "--at", word},
              {"render", "maxpool2d 1x1x4x4 k2", "-o", "/nowhere/" + word + ".png"},
              {"render", "maxpool2d 1x1x4x4 k2", "-o", "/nowhere/x.png", "--steps", word},
              {"render", "maxpool2d 1x1x4x4 k2", "-o", "/nowhere/x.png", "--parts", word},
              {"render", "maxpool2d 1x1x4x4 k2", "-o", "/nowhere/x.png", "--step", word},
              {"render", "maxpool2d 1x1x4x4 k2", "-o", "/nowhere/x.png", "--size", word},
              {"render", "maxpool2d 1x1x4x4 k2", "-o", "/nowhere/x." + word},
              {"render", "maxpool2d 1x1x4x4 k2", "-o", "/nowhere/x.png", "--theme", word}}) {
            const CommandRun refused = run(arguments);
            EXPECT_NE(refused.result.exit_code, 0) << arguments[0] << " " << arguments.back().substr(0, 20);
            EXPECT_TRUE(harmless(refused.err)) << refused.err.substr(0, 500);
            EXPECT_LT(refused.err.size(), 1500U) << refused.err.substr(0, 500);
        }
}

TEST(CommandLineEcho, TheCaretStandsBelowTheWordOfALongLine) {
    std::string line = "maxpool2d 1x1x4x4 k2 values=1";
    for (int i = 0; i < 1000; ++i) line += ",1";
    line += " q3 s1";
    const CommandRun refused = run({"eval", line});
    const std::size_t shown = refused.err.find('\n') + 1, caret = refused.err.find('\n', shown) + 1;
    const auto column = refused.err.find('^', caret) - caret;
    const std::u32string letters = text::characters(refused.err.substr(shown, caret - shown));
    EXPECT_EQ(letters.substr(column, 2), U"q3") << refused.err;
}

}  // namespace
}  // namespace stridelens
