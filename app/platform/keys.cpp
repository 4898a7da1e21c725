#include "app/platform/keys.h"

#include <GLFW/glfw3.h>

namespace stridelens {

namespace {

/// Letters follow the keyboard's layout: Ctrl+Z is where Z is written.
ui::Key written_key(int code) {
    using ui::Key;
    const char* name = glfwGetKeyName(code, 0);
    if (name == nullptr || name[0] == '\0' || name[1] != '\0') return Key::other;
    switch (name[0]) {
        case 'z':
            return Key::z;
        case 't':
            return Key::t;
        case 'q':
            return Key::q;
        case 'f':
            return Key::f;
        case 'b':
            return Key::b;
        case 'v':
            return Key::v;
        case 'e':
            return Key::e;
        case 'c':
            return Key::c;
        case '+':
            return Key::plus;
        default:
            return Key::other;
    }
}

}  // namespace

ui::Key key_of(int code) {
    using ui::Key;
    switch (code) {
        case GLFW_KEY_LEFT:
            return Key::left;
        case GLFW_KEY_RIGHT:
            return Key::right;
        case GLFW_KEY_HOME:
            return Key::home;
        case GLFW_KEY_END:
            return Key::end;
        case GLFW_KEY_PAGE_UP:
            return Key::page_up;
        case GLFW_KEY_PAGE_DOWN:
            return Key::page_down;
        case GLFW_KEY_SPACE:
            return Key::space;
        case GLFW_KEY_ESCAPE:
            return Key::escape;
        case GLFW_KEY_LEFT_BRACKET:
            return Key::left_bracket;
        case GLFW_KEY_RIGHT_BRACKET:
            return Key::right_bracket;
        case GLFW_KEY_F4:
            return Key::f4;
        case GLFW_KEY_0:
        case GLFW_KEY_KP_0:
            return Key::zero;
        case GLFW_KEY_EQUAL:
        case GLFW_KEY_KP_ADD:
            return Key::plus;
        case GLFW_KEY_MINUS:
        case GLFW_KEY_KP_SUBTRACT:
            return Key::minus;
        default:
            return written_key(code);
    }
}

}  // namespace stridelens
