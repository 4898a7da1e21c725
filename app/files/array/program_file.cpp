#include "app/files/array/program_file.h"

#include "app/files/array/npy.h"
#include "app/files/new_file.h"

#include <algorithm>

namespace stridelens {
namespace {

Outcome<void> save_grid(const std::filesystem::path& file, ProgramGrid grid, const Operands& operands,
                        const Tensor& output) {
    switch (grid) {
        case ProgramGrid::input:
            return save_npy(file, operands.input);
        case ProgramGrid::weight:
            return save_npy(file, operands.weight);
        case ProgramGrid::bias:
            return save_npy(file, operands.bias);
        case ProgramGrid::indices:
            return save_npy(file, operands.input.shape, operands.indices);
        case ProgramGrid::output:
            break;
    }
    return save_npy(file, output);
}

}  // namespace

std::string program_stem(const std::filesystem::path& file) {
    std::string stem = file.stem().string();
    const auto stays = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    std::replace_if(
        stem.begin(), stem.end(), [&](char c) { return !stays(c); }, '_');
    return stem;
}

std::vector<std::filesystem::path> program_files(const std::filesystem::path& file, const Program& program) {
    std::vector<std::filesystem::path> files;
    for (const ProgramFile& array : program.files) files.push_back(file.parent_path() / array.name);
    files.push_back(file);
    return files;
}

Outcome<void> save_program(const std::filesystem::path& file, const Program& program, const Operands& operands,
                           const Tensor& output) {
    for (const ProgramFile& array : program.files)
        if (auto saved = save_grid(file.parent_path() / array.name, array.grid, operands, output); !saved) return saved;
    return write_whole_file(file, program.text());
}

}  // namespace stridelens
