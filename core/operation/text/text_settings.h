#pragma once
// Internal to operation/: the values that follow a word of the one-line form.

#include "core/operation/operation.h"
#include "core/operation/text/text_pieces.h"
#include "core/operation/text/text_words.h"

#include <optional>

namespace stridelens {

/// PyTorch's names of the modes; Conv calls constant zeros.
std::optional<PaddingMode> mode_named(std::string_view name);

/// "mode=circular" for "wrap", for a slip of the pen too; empty if nothing is near.
std::string meant_mode(std::string_view name);

/// What should have followed the word.
Error unreadable(const Word& word, const Piece& token, const std::string& meant = "");

/// As many entries as axes; rank 0: as many as a tensor may have axes.
Error wrong_count(const Word& word, const Piece& token, std::size_t rank);

/// "3x2" as entries, each read by `take_entry` from the front of the rest of `token`; one entry stands for all axes.
/// Errors: what take_entry refuses; neither one entry nor `rank` of them (any number if rank is 0).
template <class T, class TakeEntry>
Result<PerAxis<T>> read_entries(const Word& word, const Piece& token, std::size_t rank, TakeEntry&& take_entry) {
    PerAxis<T> entries;
    for (Piece rest = token.after(word.name.size());;) {
        Result<T> entry = take_entry(rest);
        if (!entry) return tl::unexpected(std::move(entry.error()));
        if (entries.size() == kMaxAxes) return tl::unexpected(wrong_count(word, token, rank));
        entries.push_back(*entry);
        if (rest.empty()) break;
        if (rest.text[0] != 'x') return tl::unexpected(unreadable(word, token));
        rest = rest.after(1);
    }
    if (rank != 0 && entries.size() != 1 && entries.size() != rank)
        return tl::unexpected(wrong_count(word, token, rank));
    return entries;
}

}  // namespace stridelens
