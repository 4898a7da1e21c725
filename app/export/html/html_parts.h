#pragma once
// The files of this folder as they stand, built into the program (see embed.cmake).

namespace stridelens::html {

extern const char* const page;    // page.html: what is in {{double braces}} is filled in
extern const char* const style;   // player.css
extern const char* const script;  // all scripts, one after the other

// Of their bytes, hexadecimal.
extern const char* const style_sha256;
extern const char* const script_sha256;

}  // namespace stridelens::html
