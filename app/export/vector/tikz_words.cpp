#include "app/export/vector/tikz_words.h"

#include "core/words/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace stridelens {

namespace {

constexpr char32_t kLastLatin = 0x17F;  // the letters of which LaTeX knows how to set them without a package

enum class Fit : unsigned char {
    as_it_is,  // as wide as a digit of the typewriter face already, or not used among numbers
    centre,    // narrower: in the middle of a digit's width
    squeeze,   // wider: made as narrow as a digit, as high as it was
};

struct Sign {
    char32_t code;
    const char* tex;
    Fit fit = Fit::as_it_is;           // in the typewriter face
    const char* typewriter = nullptr;  // what stands there instead, if anything
};

// The commands \text… are of the text fonts (textcomp, part of LaTeX), so that they have the weight of the digits.
constexpr std::array kSigns = {
    Sign{'#', "\\#"},
    Sign{'$', "\\$"},
    Sign{'%', "\\%"},
    Sign{'&', "\\&"},
    Sign{'_', "\\_"},
    Sign{'{', "\\{"},
    Sign{'}', "\\}"},
    Sign{'~', "\\textasciitilde{}"},
    Sign{'^', "\\textasciicircum{}"},
    Sign{'\\', "\\textbackslash{}"},
    Sign{'<', "\\textless{}"},
    Sign{'>', "\\textgreater{}"},
    Sign{'|', "\\textbar{}"},
    Sign{'"', "\\char34{}"},
    Sign{'\'', "'{}", Fit::as_it_is, "\\textquotesingle{}"},
    Sign{'`', "\\textasciigrave{}"},
    Sign{'-', "-{}"},
    Sign{',', ",{}"},
    Sign{0x00A0, "~"},
    Sign{0x00AC, "\\textlnot{}"},
    Sign{0x00B0, "\\textdegree{}"},
    Sign{0x00B1, "\\textpm{}"},
    Sign{0x00B2, "\\texttwosuperior{}"},
    Sign{0x00B3, "\\textthreesuperior{}"},
    Sign{0x00B7, "\\textperiodcentered{}"},
    Sign{0x00D7, "\\texttimes{}"},
    Sign{0x00F7, "\\textdiv{}"},
    Sign{0x0394, "$\\Delta$", Fit::squeeze},
    Sign{0x03A3, "$\\Sigma$", Fit::squeeze},
    Sign{0x03B1, "$\\alpha$", Fit::squeeze},
    Sign{0x03B2, "$\\beta$", Fit::squeeze},
    Sign{0x03B3, "$\\gamma$", Fit::centre},
    Sign{0x03B4, "$\\delta$", Fit::centre},
    Sign{0x03B5, "$\\varepsilon$", Fit::centre},
    Sign{0x03BC, "$\\mu$", Fit::squeeze},
    Sign{0x03C3, "$\\sigma$", Fit::squeeze},
    Sign{0x2013, "--", Fit::as_it_is, "\\textendash{}"},
    Sign{0x2014, "---", Fit::as_it_is, "\\textemdash{}"},
    Sign{0x2018, "`{}"},
    Sign{0x2019, "'{}"},
    Sign{0x201C, "``"},
    Sign{0x201D, "''"},
    Sign{0x2022, "\\textbullet{}"},
    Sign{0x2026, "\\ldots{}", Fit::squeeze},
    Sign{0x2032, "$'$", Fit::centre},
    Sign{0x2190, "\\textleftarrow{}"},
    Sign{0x2191, "\\textuparrow{}"},
    Sign{0x2192, "\\textrightarrow{}"},
    Sign{0x2193, "\\textdownarrow{}"},
    Sign{0x2202, "$\\partial$", Fit::squeeze},
    Sign{0x2207, "$\\nabla$", Fit::squeeze},
    Sign{0x2208, "$\\in$", Fit::squeeze},
    Sign{0x2211, "$\\textstyle\\sum$", Fit::squeeze},
    Sign{0x2212, "\\textminus{}"},
    Sign{0x221A, "\\textsurd{}"},
    Sign{0x221E, "$\\infty$", Fit::as_it_is, "\\raisebox{.06em}{\\resizebox{.525em}{.33em}{$\\infty$}}"},
    Sign{0x2248, "$\\approx$", Fit::squeeze},
    Sign{0x2260, "$\\neq$", Fit::squeeze},
    Sign{0x2264, "$\\leq$", Fit::squeeze},
    Sign{0x2265, "$\\geq$", Fit::squeeze},
    Sign{0x2295, "$\\oplus$"},
    Sign{0x2297, "$\\otimes$"},
    Sign{0x2299, "$\\odot$"},
    Sign{0x22C5, "\\textperiodcentered{}"},
    Sign{0x2308, "$\\lceil$", Fit::centre},
    Sign{0x2309, "$\\rceil$", Fit::centre},
    Sign{0x230A, "$\\lfloor$", Fit::centre},
    Sign{0x230B, "$\\rfloor$", Fit::centre},
    Sign{0x25AC, "\\rule[.2ex]{.5em}{.6ex}"},
    Sign{0x25B8, "$\\triangleright$"},
    Sign{0x25BE, "$\\bigtriangledown$"},
    Sign{0xFFFD, "?"},
};

std::string in_monospace(const Sign& sign) {
    const std::string tex = sign.typewriter != nullptr ? sign.typewriter : sign.tex;
    switch (sign.fit) {
        case Fit::as_it_is:
            return tex;
        case Fit::centre:
            return "\\makebox[.525em]{" + tex + "}";
        case Fit::squeeze:
            return "\\resizebox{.525em}{\\height}{" + tex + "}";
    }
    return tex;
}

/// Comments do not count: a title stands there as it was written.
bool uses_sign(std::string_view tex) {
    for (std::size_t at = tex.find("\\slsign{"); at != std::string_view::npos; at = tex.find("\\slsign{", at + 1)) {
        const std::size_t before = tex.rfind('\n', at);
        if (tex[before == std::string_view::npos ? 0 : before + 1] != '%') return true;
    }
    return false;
}

}  // namespace

std::string tex_words(std::string_view given, bool monospace) {
    const std::string line = text::one_line(given);
    const std::string_view text = line;
    std::string tex;
    bool after_space = true;  // TeX swallows spaces at the start and after another one
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code = text::next_character(text, at);
        if (code == ' ') {
            tex += after_space || at == text.size() ? "\\ " : " ";
            after_space = true;
            continue;
        }
        after_space = false;
        const auto* const sign =
            std::find_if(kSigns.begin(), kSigns.end(), [&](const Sign& known) { return known.code == code; });
        if (sign != kSigns.end())
            tex += monospace ? in_monospace(*sign) : sign->tex;
        else if (code <= kLastLatin)
            tex += text::utf8(code);
        else
            tex += fmt::format("\\slsign{{{:04X}}}{{{}}}", static_cast<std::uint32_t>(code), text::utf8(code));
    }
    return tex;
}

std::string sign_definition(std::string_view tex) {
    if (!uses_sign(tex)) return "";
    return "% Signs that pdfLaTeX does not know are frames there. With their font (CJKutf8 …): "
           "\\renewcommand\\slsign[2]{#2}\n"
           "\\providecommand\\slframe{{\\fboxsep0pt\\framebox[.8em]{\\rule{0pt}{.7em}}}}\n"
           "\\providecommand\\slsign[2]{\\ifdefined\\Umathcode\\iffontchar\\font\"#1 "
           "#2\\else\\slframe\\fi\\else\\slframe\\fi}\n";
}

}  // namespace stridelens
