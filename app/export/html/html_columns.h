#pragma once
// What changes from step to step, as JSON that is small when it is deflated: values of one thing stand side by side.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace stridelens {

/// A number with the digits of shortest(); strings for what JSON cannot hold: "nan", "inf", "-inf", "-0".
std::string json_number(float value);
std::string json_number(double value);

/// "[a,b,c]" of JSON texts.
std::string json_array(const std::vector<std::string>& items);

/// One value at each step, as JSON texts.
class Column {
public:
    /// From this step on; steps are given in order.
    void set(std::int64_t step, std::string json);

    /// What was set last; empty if nothing was.
    const std::string& last() const;

    /// Never changes: the value itself. Changes often: [value at step 0, at step 1, …], `steps` of them. Changes seldom:
    /// [[steps at which it changes], [values from there on]]. Values are no arrays.
    std::string json(std::int64_t steps) const;

private:
    std::vector<std::pair<std::int64_t, std::string>> changes_;
};

}  // namespace stridelens
