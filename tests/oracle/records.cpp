#include "tests/oracle/records.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <limits>

namespace stridelens::oracle {
namespace {

const nlohmann::json& member(const nlohmann::json& object, const char* key) {
    if (!object.is_object() || !object.contains(key)) throw Damaged(fmt::format("\"{}\" is missing", key));
    return object.at(key);
}

std::int64_t item_size(const std::string& dtype) {
    if (dtype == "uint8") return 1;
    if (dtype == "float32" || dtype == "int32") return 4;
    if (dtype == "float64" || dtype == "int64") return 8;
    throw Damaged(fmt::format("dtype \"{}\" is not one of float32, float64, int64, int32, uint8", dtype));
}

template <class T>
void widen(const char* from, std::vector<double>& to) {
    for (double& number : to) {
        T value;
        std::memcpy(&value, from, sizeof value);
        number = static_cast<double>(value);
        from += sizeof value;
    }
}

void widen(const std::string& dtype, const char* from, std::vector<double>& to) {
    if (dtype == "float32") return widen<float>(from, to);
    if (dtype == "float64") return widen<double>(from, to);
    if (dtype == "int64") return widen<std::int64_t>(from, to);
    if (dtype == "int32") return widen<std::int32_t>(from, to);
    widen<std::uint8_t>(from, to);
}

Shape shape_of(const nlohmann::json& record) {
    const nlohmann::json& sizes = array_at(record, "shape");
    if (sizes.size() > kMaxAxes) throw Damaged(fmt::format("shape has {} axes, more than {}", sizes.size(), kMaxAxes));
    Shape shape;
    for (const auto& size : sizes) {
        shape.push_back(to_integer(size, "shape"));
        if (shape.back() < 0) throw Damaged(fmt::format("shape has a size of {}", shape.back()));
    }
    return shape;
}

}  // namespace

std::int64_t to_integer(const nlohmann::json& value, const char* what) {
    if (!value.is_number_integer()) throw Damaged(fmt::format("\"{}\": {} is not a whole number", what, value.dump()));
    return value.get<std::int64_t>();
}

std::int64_t integer_at(const nlohmann::json& object, const char* key) {
    return to_integer(member(object, key), key);
}

double number_at(const nlohmann::json& object, const char* key) {
    const nlohmann::json& value = member(object, key);
    if (value.is_number()) return value.get<double>();
    if (value == "inf") return std::numeric_limits<double>::infinity();
    if (value == "-inf") return -std::numeric_limits<double>::infinity();
    if (value == "nan") return std::numeric_limits<double>::quiet_NaN();
    throw Damaged(fmt::format("\"{}\": {} is not a number", key, value.dump()));
}

std::string string_at(const nlohmann::json& object, const char* key) {
    const nlohmann::json& value = member(object, key);
    if (!value.is_string()) throw Damaged(fmt::format("\"{}\": {} is not a string", key, value.dump()));
    return value.get<std::string>();
}

const nlohmann::json& array_at(const nlohmann::json& object, const char* key) {
    const nlohmann::json& value = member(object, key);
    if (!value.is_array()) throw Damaged(fmt::format("\"{}\" is not a list", key));
    return value;
}

const std::vector<char>& Folder::bytes(const std::string& file) {
    const auto known = files_.find(file);
    if (known != files_.end()) return known->second;
    std::ifstream stream(path_ / file, std::ios::binary);
    if (!stream) throw Damaged(fmt::format("file {} cannot be opened", file));
    return files_[file] = std::vector<char>(std::istreambuf_iterator<char>(stream), {});
}

Record Folder::read(const nlohmann::json& json) {
    Record record;
    record.role = string_at(json, "role");
    record.dtype = string_at(json, "dtype");
    record.shape = shape_of(json);
    const std::int64_t item = item_size(record.dtype);
    if (!json.contains("file")) return record;
    const std::string file = string_at(json, "file");
    const std::int64_t offset = integer_at(json, "offset");
    const std::int64_t size = integer_at(json, "nbytes");
    const std::int64_t count = element_count(record.shape);
    if (count > std::numeric_limits<std::int64_t>::max() / item || size != count * item)
        throw Damaged(fmt::format("{}: nbytes is {}, but {} of {} are {} cells of {} bytes", record.role, size,
                                  to_string(record.shape), record.dtype, count, item));
    const std::vector<char>& data = bytes(file);
    const auto available = static_cast<std::int64_t>(data.size());
    if (offset < 0 || offset > available || size > available - offset)
        throw Damaged(fmt::format("{}: bytes {} to {} + {} lie outside {}, which has {}", record.role, offset, offset,
                                  size, file, available));
    record.numbers.resize(static_cast<std::size_t>(count));
    widen(record.dtype, data.data() + offset, record.numbers);
    record.has_numbers = true;
    return record;
}

Tensor to_tensor(const Record& record) {
    if (!record.has_numbers) throw Damaged(fmt::format("{} has no numbers", record.role));
    Tensor tensor(record.shape);
    for (std::size_t i = 0; i < record.numbers.size(); ++i) {
        const double number = record.numbers[i];
        tensor.values[i] = static_cast<float>(number);
        if (!record.is_float() && static_cast<double>(tensor.values[i]) != number)
            throw Damaged(fmt::format("{}: {} is not a float32", record.role, number));
    }
    return tensor;
}

std::vector<std::int64_t> to_integers(const Record& record) {
    if (!record.has_numbers) throw Damaged(fmt::format("{} has no numbers", record.role));
    if (record.is_float()) throw Damaged(fmt::format("{} is {}, not integers", record.role, record.dtype));
    constexpr double far = 0x1p62;  // beyond any tensor, and inside int64
    std::vector<std::int64_t> result;
    for (const double number : record.numbers)
        result.push_back(static_cast<std::int64_t>(std::clamp(number, -far, far)));
    return result;
}

}  // namespace stridelens::oracle
