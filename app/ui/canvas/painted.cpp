// What was painted, as a number: whoever draws until nothing changes compares these.

#include "app/ui/ui.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cstring>

namespace stridelens::ui {
namespace {

class Fingerprint {
public:
    template <class T>
    void add(const ImVector<T>& items) {
        add(reinterpret_cast<const char*>(items.Data), static_cast<std::size_t>(items.size_in_bytes()));
    }
    void add(const char* bytes, std::size_t count) {
        for (; count >= sizeof(std::uint64_t); bytes += sizeof(std::uint64_t), count -= sizeof(std::uint64_t)) {
            std::uint64_t word = 0;
            std::memcpy(&word, bytes, sizeof word);
            mix(word);
        }
        std::uint64_t rest = count;
        std::memcpy(&rest, bytes, count);
        mix(rest);
    }
    std::uint64_t value() const { return value_; }

private:
    void mix(std::uint64_t word) {  // FNV-1a's, eight bytes at a time
        value_ = (value_ ^ word) * 0x9E3779B97F4A7C15U;
        value_ ^= value_ >> 29U;
    }
    std::uint64_t value_ = 0xCBF29CE484222325U;
};

}  // namespace

Painted painted() {
    Painted painted;
    Fingerprint fingerprint;
    if (const ImDrawData* data = ImGui::GetDrawData(); data != nullptr)
        for (int i = 0; i < data->CmdListsCount; ++i) {
            const ImDrawList& list = *data->CmdLists[i];
            fingerprint.add(list.VtxBuffer);
            fingerprint.add(list.IdxBuffer);
        }
    painted.fingerprint = fingerprint.value();
    for (const ImGuiWindow* window : ImGui::GetCurrentContext()->Windows)
        painted.unfinished |= window->Active && (window->HiddenFramesCanSkipItems > 0 ||
                                                 window->HiddenFramesCannotSkipItems > 0 || window->AutoFitFramesX > 0);
    return painted;
}

}  // namespace stridelens::ui
