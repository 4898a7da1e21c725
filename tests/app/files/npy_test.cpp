// NumPy's .npy, byte by byte.

#include "app/files/array/npy.h"
#include "tests/app/files/load.h"
#include "tests/scratch_folder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>

namespace stridelens {
namespace {

namespace fs = std::filesystem;

class Npy : public ::testing::Test {
protected:
    void write(const std::string& bytes) { std::ofstream(file_, std::ios::binary) << bytes; }
    std::string read() {
        std::ifstream stream(file_, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    /// A whole file around a dictionary and the bytes of the numbers.
    Outcome<Tensor> load(const std::string& dict, const std::string& numbers, char version = 1) {
        std::string bytes = std::string("\x93NUMPY") + version + '\0';
        bytes += static_cast<char>(dict.size());
        bytes.append(version == 1 ? 1 : 3, '\0');
        write(bytes + dict + numbers);
        return load_npy(file_);
    }
    Outcome<Tensor> load_type(const std::string& type, const std::string& shape, const std::string& numbers) {
        return load("{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }", numbers);
    }
    ScratchFolder folder_;
    fs::path file_ = folder_ / "array.npy";
};

std::string bytes(std::initializer_list<int> values) {
    std::string text;
    for (const int value : values) text += static_cast<char>(value);
    return text;
}

TEST_F(Npy, GoesBothWaysBitForBit) {
    Tensor tensor(Shape{1, 2, 3}, {0.1F, -0.0F, std::numeric_limits<float>::infinity(), 1e-40F, -3.0F, 16777217.0F});
    ASSERT_TRUE(save_npy(file_, tensor));
    const auto back = load_npy(file_);
    ASSERT_TRUE(back) << back.error().sentence;
    EXPECT_EQ(*back, tensor);
    EXPECT_TRUE(std::signbit(back->values[1]));
    for (const Shape& shape : {Shape{}, Shape{1}, Shape{0, 3}}) {
        ASSERT_TRUE(save_npy(file_, Tensor(shape, 2.0F)));
        const auto other = load_npy(file_);
        ASSERT_TRUE(other) << other.error().sentence;
        EXPECT_EQ(*other, Tensor(shape, 2.0F));
    }
}

TEST_F(Npy, WritesWhatNumPyWrites) {
    ASSERT_TRUE(save_npy(file_, Tensor(Shape{2}, {1.0F, -2.0F})));
    const std::string dict = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }";
    const std::string header = dict + std::string(128 - 10 - 1 - dict.size(), ' ') + "\n";
    EXPECT_EQ(read(), std::string("\x93NUMPY\x01\x00\x76\x00", 10) + header + bytes({0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0}));
}

TEST_F(Npy, ReadsEveryKindOfNumber) {
    const auto value = [this](const std::string& type, const std::string& numbers) {
        const auto tensor = load_type(type, "(1,)", numbers);
        EXPECT_TRUE(tensor) << type << ": " << (tensor ? "" : tensor.error().sentence);
        return tensor ? tensor->values.at(0) : std::nanf("");
    };
    EXPECT_EQ(value("<f2", bytes({0x00, 0xc0})), -2.0F);
    EXPECT_EQ(value("<f2", bytes({0x01, 0x00})), std::ldexp(1.0F, -24));
    EXPECT_EQ(value("<f2", bytes({0x00, 0x7c})), std::numeric_limits<float>::infinity());
    EXPECT_EQ(value("<f2", bytes({0xff, 0x7b})), 65504.0F);
    EXPECT_EQ(value("<f4", bytes({0, 0, 0xc0, 0x3f})), 1.5F);
    EXPECT_EQ(value(">f4", bytes({0x3f, 0xc0, 0, 0})), 1.5F);
    EXPECT_EQ(value("<f8", bytes({0, 0, 0, 0, 0, 0, 0xf8, 0x3f})), 1.5F);
    EXPECT_EQ(value(">f8", bytes({0x3f, 0xf8, 0, 0, 0, 0, 0, 0})), 1.5F);
    EXPECT_EQ(value("|i1", bytes({0xff})), -1.0F);
    EXPECT_EQ(value("|u1", bytes({0xff})), 255.0F);
    EXPECT_EQ(value("<i2", bytes({0xfe, 0xff})), -2.0F);
    EXPECT_EQ(value(">i2", bytes({0xff, 0xfe})), -2.0F);
    EXPECT_EQ(value("<u2", bytes({0xfe, 0xff})), 65534.0F);
    EXPECT_EQ(value("<i4", bytes({0xfd, 0xff, 0xff, 0xff})), -3.0F);
    EXPECT_EQ(value("<u4", bytes({0, 0, 0, 0x80})), 2147483648.0F);
    EXPECT_EQ(value("<i8", bytes({0xfc, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff})), -4.0F);
    EXPECT_EQ(value("<u8", bytes({0, 0, 0, 0, 0, 0, 0, 0x80})), 9223372036854775808.0F);
    EXPECT_EQ(value("|b1", bytes({1})), 1.0F);
}

TEST_F(Npy, TurnsFortranOrderIntoReadingOrder) {
    const auto tensor = load("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3), }", bytes({1, 4, 2, 5, 3, 6}));
    ASSERT_TRUE(tensor) << tensor.error().sentence;
    EXPECT_EQ(*tensor, Tensor(Shape{2, 3}, {1, 2, 3, 4, 5, 6}));
}

TEST_F(Npy, ReadsTheLongerHeadersToo) {
    for (const char version : {'\2', '\3'}) {
        const auto tensor = load("{\"shape\":(2L,),\"descr\":\"|u1\",\"fortran_order\":False}", bytes({7, 8}), version);
        ASSERT_TRUE(tensor) << tensor.error().sentence;
        EXPECT_EQ(*tensor, Tensor(Shape{2}, {7, 8}));
    }
}

TEST_F(Npy, RefusesWithASentence) {
    const auto refusal = [](const Outcome<Tensor>& tensor) {
        return tensor ? std::string{"read"} : tensor.error().sentence;
    };
    EXPECT_NE(refusal(load_type("<f4", "(2,)", bytes({0, 0, 0, 0}))).find("cut off"), std::string::npos);
    EXPECT_NE(refusal(load_type("|u1", "(2,)", bytes({0, 0, 0}))).find("longer"), std::string::npos);
    EXPECT_NE(refusal(load_type("<c8", "(1,)", bytes({0, 0, 0, 0, 0, 0, 0, 0}))).find("'<c8'"), std::string::npos);
    EXPECT_NE(refusal(load_type("|O", "(1,)", "x")).find("'|O'"), std::string::npos);
    EXPECT_NE(refusal(load_type("<f4", "(1000000,1000000)", "")).find("cells"), std::string::npos);
    EXPECT_NE(refusal(load_type("<f4", "(-1,)", "")).find("header cannot be read"), std::string::npos);
    EXPECT_NE(refusal(load_type("<f4", "(99999999999999999999,)", "")).find("header cannot"), std::string::npos);
    EXPECT_NE(refusal(load_type("<f4", "(1,1,1,1,1,1,1,1,1)", "abcd")).find("header cannot"), std::string::npos);
    EXPECT_NE(refusal(load("{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1,)}", "")).find("plain"),
              std::string::npos);
    EXPECT_NE(refusal(load("", "")).find("header cannot be read"), std::string::npos);
    EXPECT_NE(refusal(load("{}", "", 9)).find("version 9"), std::string::npos);
    EXPECT_NE(refusal(load_npy("/nowhere.npy")).find("no such file"), std::string::npos);
    EXPECT_FALSE(save_npy("/nowhere/at/all.npy", Tensor(Shape{1})));
}

TEST_F(Npy, ATypeOfAnyLengthIsRefusedByItsName) {
    for (const char* type : {"", "<", "f", "<f", "<f16", "f12"}) {
        const std::string header = std::string("{'descr': '") + type + "', 'fortran_order': False, 'shape': (1,)}";
        const auto refused = load(header, "");
        ASSERT_FALSE(refused) << type;
        EXPECT_NE(refused.error().sentence.find(std::string("type '") + type + "'"), std::string::npos)
            << refused.error().sentence;
    }
}

TEST_F(Npy, AnyTruncationIsRefusedNotRead) {
    ASSERT_TRUE(save_npy(file_, Tensor(Shape{3}, {1, 2, 3})));
    const std::string whole = read();
    for (std::size_t length = 0; length < whole.size(); ++length) {
        write(whole.substr(0, length));
        EXPECT_FALSE(load_npy(file_)) << "cut to " << length << " of " << whole.size() << " bytes";
    }
}

}  // namespace
}  // namespace stridelens
