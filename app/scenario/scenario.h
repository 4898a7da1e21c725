#pragma once
// What is saved and opened: a problem (with its numbers), the step being shown, and a title.

#include "core/operation/problem.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace stridelens {

/// What of the problem is on screen, and so what a step is: one cell of the tensor in brackets.
enum class Show : std::uint8_t {
    output,       // forwards [output]; a transposed operation's is its gather view: zeros inserted, kernel flipped
    scatter,      // transposed operations: what each input cell stamps onto the output [input]
    matrix,       // Conv: weight matrix times unfolded input [output]
    grad_input,   // backwards [input]
    grad_weight,  // Conv, ConvTranspose [weight]
    grad_bias,    // … with bias [bias]
};

struct Scenario {
    std::string title;      // lesson heading or file name; may be empty
    Problem problem;        // edited or imported numbers are Values::Kind::list
    std::int64_t step = 0;  // cell being shown, flat in reading order; of which tensor, `show` says
    Show show = Show::output;
    bool operator==(const Scenario&) const = default;
};

/// JSON text of a scenario: {"stridelens": 1, "title": …, "problem": "<one-line form>", "step": …,
/// "show": "output" | "scatter" | "matrix" | "grad-input" | "grad-weight" | "grad-bias"} (left out: output).
std::string to_json(const Scenario& scenario);
Result<Scenario> scenario_from_json(std::string_view json);

/// How a picture or array becomes an input.
struct ImportOptions {
    bool grey = false;         // picture: one channel (Rec. 601 luma) instead of RGB
    std::int64_t height = 28;  // picture: resampled to this size by area averaging; 0 keeps the file's size
    std::int64_t width = 28;
};

/// Opens SPEC or FILE: an existing file (.json scenario, .png/.jpg/.jpeg, .npy) or else a one-line form.
/// A picture or array becomes the input of `onto` (its operation is kept; its rank follows the array's).
/// Errors: a sentence that names the file and what was expected; never throws.
Result<Scenario> open_scenario(const std::string& spec_or_file, const Scenario& onto,
                               const ImportOptions& options = {});

/// A picture as values in [0, 1], shape 1×C×H×W (C 1 or 3).
Result<Tensor> load_image(const std::filesystem::path& file, const ImportOptions& options);

/// NumPy .npy, versions 1 to 3: little- or big-endian floats, integers, bool; C or Fortran order; written as '<f4'.
Result<Tensor> load_npy(const std::filesystem::path& file);
Result<void> save_npy(const std::filesystem::path& file, const Tensor& tensor);

/// Replaces the numbers of `scenario`'s input by `tensor` (2 axes: H×W; 3: C×H×W; 4: as they are; for rank 1
/// operations L, C×L, N×C×L) and sets its input shape; clamps the step.
Result<Scenario> with_input(Scenario scenario, const Tensor& tensor);

/// A lesson of the Lessons menu; assets/lessons/*.json, in file-name order.
struct Lesson {
    std::string id;       // file name without number and extension, e.g. "2d-max-pooling"
    std::string chapter;  // the tutorial's section, e.g. "Pooling"
    std::string note;     // one or two sentences: what to look at
    Scenario scenario;    // scenario.title is the tutorial's heading
};
Result<std::vector<Lesson>> load_lessons(const std::filesystem::path& assets);

/// The state the program opens in: the tutorial's "2D Max Pooling" at step 7 of 16, as in the README's first picture.
/// Falls back to the same problem with generated values if the lessons cannot be read.
Scenario opening_scenario(const std::vector<Lesson>& lessons);

}  // namespace stridelens
