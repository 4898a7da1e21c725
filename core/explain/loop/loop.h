#pragma once
// Internal to explain/: the hand-written loop of each operation, statement by statement. Every statement knows what it is
// about and which of its words have a number at a step; live.cpp gives them.

#include "core/explain/program/program.h"
#include "core/operation/geometry.h"

#include <string>
#include <string_view>
#include <vector>

namespace stridelens {

/// What a variable of the loop is.
enum class Quantity : std::uint8_t {
    input_extent,  // of axis `axis` of the windowed ones; leading axes: leading_extent
    output_extent,
    usual_extent,  // … before anything is added to its end
    kernel_extent,
    leading_extent,  // of axis `axis` of the output
    channels,        // input channels that one output channel reads
    step_leading,    // index along axis `axis` of the output, before the windowed ones
    step_along,      // … and along the windowed ones
    start,           // first position of the window
    stop,            // and one beyond its last …
    counted_stop,    // … as far as it counts
    count,           // of the cells that count
    slice,           // what the window reads; no number
    tap_along,       // place within the window
    first_channel,   // of the group
    channel,         // within the group …
    input_channel,   // … and of all
    weight_row,      // output channel within the group
    value,           // of the tap …
    real_value,      // … where it reads a cell; otherwise it is None
    weight,
    power,
    product,
    partial,         // of this channel
    total,           // of all so far
    source_leading,  // unpooling: index of the input cell whose value this is …
    source_along,
    target,  // … and the index that it names the output cell by
    result,
};

struct LoopVariable {
    std::string name;
    Quantity quantity = Quantity::result;
    std::size_t axis = 0;
};

/// How a statement's numbers are written.
enum class LiveStyle : std::uint8_t {
    bare,     // "6, 6"
    named,    // "i = 1"
    slice,    // "x[1:4, 5:6]"
    product,  // "4 * 0.5 = 2"
    result,   // "-1 / 6 = -0.17"
};

/// When a statement runs.
enum class LivePhase : std::uint8_t {
    never,    // outside of the loop, or without a number
    window,   // before the window is read
    skip,     // … and lights up at a tap that is not read
    tap,      // once for each tap
    taken,    // … and lights up at it
    channel,  // once for each channel, after its taps
    done,     // when the result is there; lights up at a step
    nothing,  // lights up at a step that nothing is written for (unpooling)
};

struct LiveRule {
    std::size_t line = 0;
    std::size_t lines = 1;
    LivePhase phase = LivePhase::never;
    LiveStyle style = LiveStyle::bare;
    std::vector<LoopVariable> variables;
    bool always = false;  // tap: runs for taps that are not read, too
};

namespace loop {

/// Names of one axis in the code: "H": size H, output OH, index i, tap a, position h, start h0, stop h1.
struct AxisNames {
    std::string size, out, index, tap, position, start, stop;
    std::size_t axis = 0;  // of the output, for those before the windows
};

/// The names of axis `position` of a tensor with `axes` axes of which the last `spatial` are spatial.
AxisNames names_at(std::size_t position, std::size_t axes, std::size_t spatial);

/// What stands around the input: constant where a crop leaves nothing that could be repeated.
PaddingMode repeated_by(const Geometry& geometry);

/// A parameter with a number for each axis: one name where all are equal, a tuple and a name each otherwise.
struct LoopSetting {
    std::string letter;  // "k"
    std::vector<std::int64_t> values;
    std::vector<std::string> names;  // for each axis: "k", "k" or "kH", "kW"
    bool used = true;

    bool equal() const;
    std::string argument() const;  // "k=3", "k=(3, 2)"
};

/// The statements of a program as they are written. Lines longer than kCodeWidth are broken inside their brackets.
class LoopWriter {
public:
    explicit LoopWriter(const Geometry& geometry);

    void blank() { lines.push_back({"", CodeSubject::none, {}, lines.size()}); }
    /// A statement without numbers.
    void say(int indent, const std::string& text, CodeSubject subject = CodeSubject::none);
    /// A statement with numbers.
    void show(int indent, const std::string& text, CodeSubject subject, LivePhase phase, LiveStyle style,
              std::vector<LoopVariable> variables);

    const Geometry& geometry;
    std::vector<AxisNames> axes;     // the windowed axes
    std::vector<AxisNames> leading;  // the axes before them that are written: none where there is only one plane
    LoopSetting k, s, p, q, d;
    bool ceil = false;
    bool padded = false;
    bool crops = false;   // circular, and less than the input is left
    bool valued = false;  // Pad: the cells around have a value other than 0
    Shape x, w, y;        // without the axes of one that the loop leaves out; w: no axes where there is none
    std::vector<CodeLine> lines;
    std::vector<LiveRule> rules;
};

/// "H, W": one piece for each windowed axis.
template <class Piece>
std::string each(const LoopWriter& code, Piece piece, const char* between = ", ") {
    std::string text;
    for (std::size_t a = 0; a < code.axes.size(); ++a) text += (a == 0 ? "" : between) + piece(a);
    return text;
}

/// "n, c, i, j", those of the leading axes that are written, and the rest as given.
std::string after_leading(const LoopWriter& code, const std::string& rest);

/// The signature, and the lines that take tuples apart. `first`: "x", or "x, w, bias"; `last`: further arguments.
void write_signature(LoopWriter& code, const std::string& name, const std::string& first,
                     const std::vector<LoopSetting*>& settings, const std::vector<std::string>& last = {});

/// The function of the output's size, of windows or (transposed) of stamps.
void write_size(LoopWriter& code);
/// "H, W = x.shape".
void write_sizes(LoopWriter& code);
/// "OH = size(H, k, s, p)" …, or where nothing slides "OH = H + 2*p".
/// `extra`: what is added to the end.
void write_output_sizes(LoopWriter& code, bool sized = true, const LoopSetting* extra = nullptr);
/// "y = np.zeros((OH, OW), np.float32)".
void write_zeros(LoopWriter& code, LivePhase phase = LivePhase::never);
/// "for n, c, i, j in np.ndindex(y.shape):", in two lines where it is long.
void write_loop_over(LoopWriter& code, const std::string& names, const std::string& array, CodeSubject subject,
                     LivePhase phase, const std::vector<LoopVariable>& variables);
/// "for i in range(OH):" …; returns the indent of what is inside.
int write_loops(LoopWriter& code);
/// "h0, w0 = i*s - p, j*s - p", in one line where it fits.
void write_starts(LoopWriter& code, int indent);
/// "i*s - p" of one axis.
std::string start_of(const LoopWriter& code, std::size_t axis);
/// "y[n, c, i, j]".
std::string output_name(const LoopWriter& code);
/// The name of the function: "max_pool2d".
std::string function_name(const char* base, const Geometry& geometry);

/// The cell of the padded input at a position: "def at(x, h, w):".
void write_at(LoopWriter& code);
/// "at(x[n, c], h0 + a*d, w0 + b*d)", or without padding "x[n, c, h0 + a*d, w0 + b*d]". `plane`: "n, c", or nothing.
std::string cell_read(const LoopWriter& code, const std::string& plane, bool around);

void write_pool(LoopWriter& code);         // max, min, average, norm, and adaptive
void write_copy(LoopWriter& code);         // Pad, Unfold
void write_convolution(LoopWriter& code);  // plain and transposed
void write_fold(LoopWriter& code);
void write_unpool(LoopWriter& code);

}  // namespace loop
}  // namespace stridelens
