#pragma once
// Tensors of the oracle: a record in cases.json, its numbers in a .bin file beside it. Every range is checked.

#include "core/tensor/tensor.h"

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

namespace stridelens::oracle {

/// A case that cannot be read: the sentence says what is wrong with it.
struct Damaged : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct Record {
    std::string role;
    std::string dtype;
    Shape shape;
    bool has_numbers = false;     // false: only the shape is known
    std::vector<double> numbers;  // every dtype of the oracle fits exactly
    bool is_float() const { return dtype == "float32" || dtype == "float64"; }
};

/// The .bin files of one folder, each read once.
class Folder {
public:
    explicit Folder(std::filesystem::path path) : path_(std::move(path)) {}
    const std::filesystem::path& path() const { return path_; }

    /// Throws Damaged.
    Record read(const nlohmann::json& json);

private:
    const std::vector<char>& bytes(const std::string& file);

    std::filesystem::path path_;
    std::map<std::string, std::vector<char>> files_;
};

/// The record's numbers as float32: float64 rounded, everything else exact. Throws Damaged if an integer is no float32.
Tensor to_tensor(const Record& record);

/// The record's numbers, which must be integers. Throws Damaged.
std::vector<std::int64_t> to_integers(const Record& record);

/// A whole number at `key`. Throws Damaged.
std::int64_t integer_at(const nlohmann::json& object, const char* key);
std::int64_t to_integer(const nlohmann::json& value, const char* what);

/// A number at `key`; "nan", "inf" and "-inf" are strings. Throws Damaged.
double number_at(const nlohmann::json& object, const char* key);
std::string string_at(const nlohmann::json& object, const char* key);
const nlohmann::json& array_at(const nlohmann::json& object, const char* key);

}  // namespace stridelens::oracle
