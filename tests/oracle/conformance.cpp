// conformance DIR: every case of DIR/cases.json whose operation exists, against core's reference and its kernels.
// Prints each failing case with the reason, the skipped ones by operation, and last "N passed, N failed, N skipped".

#include "core/kernels/kernels.h"
#include "core/reference/reference.h"
#include "tests/oracle/attributes.h"
#include "tests/oracle/records.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <optional>

namespace stridelens::oracle {
namespace {

using nlohmann::json;

constexpr int kSkipped = 77;  // ctest's SKIP_RETURN_CODE

struct Case {
    json recorded;
    Record x;
    std::optional<Record> w, b;
};

std::optional<Record> find(const std::vector<Record>& records, const std::string& role) {
    for (const Record& record : records)
        if (record.role == role) return record;
    return std::nullopt;
}

std::vector<Record> read_all(Folder& folder, const json& records) {
    std::vector<Record> result;
    for (const json& record : records) result.push_back(folder.read(record));
    return result;
}

/// Why two lists of numbers differ; nothing if they agree. Integers must be equal; NaN matches NaN, ∞ only itself.
std::optional<std::string> difference(const std::vector<double>& got, const Record& expected, double rtol,
                                      double atol) {
    const auto agree = [&](double a, double b) {
        if (a == b || (std::isnan(a) && std::isnan(b))) return true;
        if (!expected.is_float() || !std::isfinite(a) || !std::isfinite(b)) return false;
        return std::fabs(a - b) <= atol + rtol * std::fabs(b);
    };
    if (got.size() != expected.numbers.size())
        return fmt::format("{} has {} numbers, expected {}", expected.role, got.size(), expected.numbers.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
        if (!agree(got[i], expected.numbers[i]))
            return fmt::format("{}[{}] is {}, expected {}", expected.role, i, got[i], expected.numbers[i]);
    }
    return std::nullopt;
}

std::optional<std::string> compare(const Evaluation& evaluation, const std::vector<Record>& outputs, double rtol,
                                   double atol) {
    for (const Record& expected : outputs) {
        if (expected.role != "Y" && expected.role != "Indices")
            throw Damaged(fmt::format("output role {} is not known", expected.role));
        if (!expected.has_numbers) throw Damaged(fmt::format("{} has no numbers", expected.role));
        if (!(expected.shape == evaluation.output.shape))
            return fmt::format("{} is {}, expected {}", expected.role, to_string(evaluation.output.shape),
                               to_string(expected.shape));
        const std::vector<double> got =
            expected.role == "Y" ? std::vector<double>(evaluation.output.values.begin(), evaluation.output.values.end())
                                 : std::vector<double>(evaluation.indices.begin(), evaluation.indices.end());
        if (auto why = difference(got, expected, rtol, atol)) return why;
    }
    return std::nullopt;
}

/// What core says to the call: a geometry, or the refusal.
Result<Geometry> resolve_case(const Case& c) {
    const Shape* weight = c.w ? &c.w->shape : nullptr;
    const Shape* bias = c.b ? &c.b->shape : nullptr;
    const auto operation = operation_of(c.recorded, c.x.shape, weight, c.b.has_value());
    if (!operation) return tl::unexpected(operation.error());
    auto geometry = resolve(*operation, c.x.shape);
    if (!geometry) return geometry;
    if (const auto error = check_weights(*geometry, weight, bias)) return tl::unexpected(*error);
    return geometry;
}

std::optional<std::string> check_values(const Case& c, const Geometry& geometry, const std::vector<Record>& outputs) {
    const json& tolerance = c.recorded.contains("tolerance") ? c.recorded.at("tolerance") : json();
    const double rtol = number_at(tolerance, "rtol");
    const double atol = number_at(tolerance, "atol");
    const Tensor x = to_tensor(c.x);
    const Tensor w = c.w ? to_tensor(*c.w) : Tensor();
    const Tensor b = c.b ? to_tensor(*c.b) : Tensor(Shape{0});
    if (auto why = compare(evaluate_reference(geometry, x, w, b), outputs, rtol, atol)) return "reference: " + *why;
    if (auto why = compare(evaluate(geometry, x, w, b), outputs, rtol, atol)) return "kernels: " + *why;
    return std::nullopt;
}

/// Why a case fails; nothing if it passes. Throws Damaged.
std::optional<std::string> failure(Folder& folder, const json& recorded) {
    const std::vector<Record> inputs = read_all(folder, array_at(recorded, "inputs"));
    const auto x = find(inputs, "X");
    if (!x) throw Damaged("there is no input X");
    const Case c{recorded, *x, find(inputs, "W"), find(inputs, "B")};
    const Result<Geometry> geometry = resolve_case(c);
    const std::string expect = string_at(recorded, "expect");
    if (expect == "error")
        return geometry ? std::optional("was accepted, but must be refused; output " + to_string(geometry->output))
                        : std::nullopt;
    if (expect != "ok") throw Damaged(fmt::format(R"("expect" is "{}")", expect));
    if (!geometry)
        return fmt::format("was refused: {}: {}", to_string(geometry.error().field), geometry.error().message);
    const std::vector<Record> outputs = read_all(folder, array_at(recorded, "outputs"));
    const auto y = find(outputs, "Y");
    if (!y) throw Damaged("there is no output Y");
    if (!(y->shape == geometry->output))
        return fmt::format("Y is {}, expected {}", to_string(geometry->output), to_string(y->shape));
    if (recorded.value("shape_only", false)) return std::nullopt;
    return check_values(c, *geometry, outputs);
}

struct Tally {
    int passed = 0;
    int failed = 0;
    std::map<std::string, int> skipped;
};

/// Cases with more data than everyone keeps: their file may be left out.
bool is_left_out(const Folder& folder, const json& recorded) {
    if (!recorded.contains("tags") || !recorded.at("tags").is_array()) return false;
    const json& tags = recorded.at("tags");
    return std::find(tags.begin(), tags.end(), "large") != tags.end() && !exists(folder.path() / "large.bin");
}

void run_case(Folder& folder, const json& recorded, std::size_t number, Tally& tally) {
    std::string name = fmt::format("case {}", number);
    std::optional<std::string> why;
    try {
        name = string_at(recorded, "name");
        const std::string op = string_at(recorded, "op");
        if (!is_known(op)) return void(++tally.skipped[op]);
        if (is_left_out(folder, recorded)) return void(++tally.skipped[op + ", large.bin is not there"]);
        why = failure(folder, recorded);
    } catch (const Damaged& damage) {
        why = fmt::format("damaged: {}", damage.what());
    } catch (const std::exception& error) {
        why = fmt::format("cannot be read: {}", error.what());
    }
    if (!why) return void(++tally.passed);
    ++tally.failed;
    fmt::print("FAILED {}: {}\n", name, *why);
}

int run(const std::filesystem::path& path) {
    std::ifstream stream(path / "cases.json");
    if (!stream) {
        fmt::print("skipped: there is no cases.json in {}\n", path.string());
        return kSkipped;
    }
    const json cases = json::parse(stream, nullptr, false);
    Folder folder(path);
    Tally tally;
    if (!cases.is_array()) {
        fmt::print("FAILED cases.json: it is not a JSON list of cases\n");
        ++tally.failed;
    } else {
        for (std::size_t i = 0; i < cases.size(); ++i) run_case(folder, cases[i], i, tally);
    }
    int skipped = 0;
    for (const auto& [op, count] : tally.skipped) {
        fmt::print("skipped {}: {}\n", op, count);
        skipped += count;
    }
    fmt::print("{} passed, {} failed, {} skipped\n", tally.passed, tally.failed, skipped);
    return tally.failed == 0 ? 0 : 1;
}

std::filesystem::path default_folder() {
    const char* folder = std::getenv("STRIDELENS_ORACLE");
    if (folder != nullptr && *folder != '\0') return folder;
    return std::filesystem::path(STRIDELENS_SOURCE_DIR) / ".." / "shared" / "oracle";
}

}  // namespace
}  // namespace stridelens::oracle

int main(int argc, char** argv) try {
    if (argc > 2 || (argc == 2 && std::string_view(argv[1]).starts_with("-"))) {
        std::fputs("usage: conformance [DIR]   DIR holds cases.json and its .bin files\n", stderr);
        return 2;
    }
    return stridelens::oracle::run(argc == 2 ? std::filesystem::path(argv[1]) : stridelens::oracle::default_folder());
} catch (const std::exception& error) {
    std::fputs(error.what(), stderr);
    return 1;
}
