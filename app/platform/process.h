#pragma once
// What a program owes the system that runs it: signals and the three streams that it begins with.

namespace stridelens {

/// To be called first of all. A stream that was closed stays so: no file that is opened later takes its number, and with it
/// what is printed. A file beyond its limit is an error with a sentence, like a full disk; a signal that ends the program
/// leaves no temporaries.
void prepare_process();

}  // namespace stridelens
