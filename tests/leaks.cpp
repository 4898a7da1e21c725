// What LeakSanitizer takes for a leak and is none: fontconfig keeps its configuration for the whole run and refers to parts
// of it by encoded pointers. It is as much after a thousand questions as after one, and FcFini() frees all of it.

extern "C" const char* __lsan_default_suppressions();

extern "C" const char* __lsan_default_suppressions() {
    return "leak:libfontconfig\n";
}
