// Words that somebody else chose must stay words, in every format: no line of code, no markup, no order to an editor.

#include "app/export/jobs/job.h"
#include "app/export/vector/svg_shapes.h"
#include "core/words/utf8.h"
#include "tests/app/cli/command_line.h"
#include "tests/app/export/jobs/job_fixture.h"
#include "tests/file_bytes.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace stridelens {
namespace {

/// Every way to end a line that some program knows, and what would come behind it.
std::vector<std::string> hostile_words() {
    std::vector<std::string> all;
    for (const char* end : {"\n", "\r", "\r\n", "\v", "\f", "\x1c", "\x1d", "\x1e", "\xC2\x85", "\u2028", "\u2029",
                            "\x85", "\x1b[2J", "\x7f", "\xff", "\xE2\x88", "\xC0\x8A", "^^M", "\\n"})
        all.push_back(std::string("x") + end + "print(1)" + end + "\\input{y}" + end + "#");
    all.push_back(std::string("x\0print(1)", 10));
    for (const char* words : {"coding: utf-7 +AAo-print(1)+AAo-",
                              "-*- coding: latin-1 -*-",
                              "vim: set fileencoding=utf-7 : +AAo-print(1)",
                              "!TEX program = sh",
                              "&latex",
                              "<script>alert(1)</script>",
                              "<b>x</b> &amp; &lt;i&gt;",
                              "]]></title><script>x</script>",
                              "\"><img src=x onerror=alert(1)>",
                              "x {onclick=alert(1)}",
                              "{{ x }} {% x %}",
                              "`x` *x* _x_ ~~x~~ $x$ | x | ^x^",
                              "[x](javascript:alert(1)) ![x](y)",
                              "\\end{verbatim}\\input{y}",
                              "}\\input{y}{",
                              "%\\input{y}",
                              "$\\input{y}$",
                              "'''; print(1); '''",
                              "\"\"\"\nprint(1)\n\"\"\"",
                              "=cmd|' /C calc'!A0",
                              "x #",
                              "# x",
                              "-x",
                              "--- x",
                              "1. x",
                              "\u202Exetni\u202C"})
        all.emplace_back(words);
    return all;
}

class HostileWords : public JobFixture {
protected:
    std::string exported(Format format, const std::string& title) const {
        ExportJob job = this->job("x", "maxpool1d 1x1x4 k2 values=nan,-inf,1e30,-0");
        job.file.format = format;
        job.page.title = job.page.caption = job.scenario.title = title;
        job.page.parts.code = job.page.parts.formula = true;
        const auto done = run_export(job);
        EXPECT_TRUE(done) << testing::PrintToString(title) << ": " << (done ? "" : done.error().sentence);
        return bytes_of(job.output);
    }
};

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

/// Whether a line is only words to the program that reads the format.
bool is_comment(Format format, const std::string& line) {
    return format == Format::numpy ? line.starts_with("# ") : format == Format::latex && line.starts_with("% ");
}

TEST_F(HostileWords, LeaveEveryLineOfCodeAsItIsWithoutThem) {
    for (const Format format : {Format::numpy, Format::latex, Format::csv}) {
        const auto code_of = [&](const std::string& title) {
            std::vector<std::string> code;
            for (const std::string& line : lines_of(exported(format, title)))
                if (!is_comment(format, line)) code.push_back(line);
            return code;
        };
        const std::vector<std::string> usual = code_of("Words");
        for (const std::string& title : hostile_words())
            EXPECT_EQ(code_of(title), usual) << to_string(format) << " with " << testing::PrintToString(title);
    }
}

TEST_F(HostileWords, HaveNoByteThatIsNoTextAndNoControlCharacterInAnyTextFormat) {
    for (const Format format : {Format::numpy, Format::latex, Format::markdown, Format::csv, Format::svg, Format::tikz,
                                Format::html, Format::scenario})
        for (const std::string& title : hostile_words()) {
            const std::string text = exported(format, title);
            EXPECT_EQ(text, text::lines(text)) << to_string(format) << " with " << testing::PrintToString(title);
        }
}

TEST_F(HostileWords, AreDrawnAndNeverABlankPicture) {
    for (const Format format : {Format::png, Format::pdf, Format::gif, Format::webp}) {
        const std::size_t usual = exported(format, "").size();
        for (const std::string& title : {std::string("\xff"), std::string("a\0b", 3), std::string("l\xe4tin"),
                                         std::string("\uFDD0"), std::string("\uFFFE"), std::string("\U0010FFFF")})
            EXPECT_GT(exported(format, title).size(), usual)
                << to_string(format) << " with " << testing::PrintToString(title);
    }
}

/// What Python makes of a file: its tree without places; fails where it cannot be read.
TEST_F(HostileWords, GivePythonTheSameTree) {
    if (std::system("python3 -c '' 2>/dev/null") != 0) GTEST_SKIP() << "python3 is not installed";
    int count = 0;
    std::vector<std::string> titles = hostile_words();
    titles.emplace_back("Words");
    for (const std::string& title : titles) {
        std::ofstream(folder_ / std::to_string(count++), std::ios::binary) << exported(Format::numpy, title);
    }
    std::ofstream(folder_ / "compare.py") << "import ast, sys\n"
                                             "folder, count = sys.argv[1], int(sys.argv[2])\n"
                                             "trees = [ast.dump(ast.parse(open(f'{folder}/{i}', 'rb').read()))\n"
                                             "         for i in range(count)]\n"
                                             "wrong = [i for i in range(count) if trees[i] != trees[-1]]\n"
                                             "print(wrong)\n"
                                             "sys.exit(bool(wrong))\n";
    const std::string command = "python3 '" + (folder_ / "compare.py").string() + "' '" + folder_.path().string() +
                                "' " + std::to_string(count);
    EXPECT_EQ(std::system(command.c_str()), 0) << command;
}

TEST_F(HostileWords, AreNoOrderToWhatReadsTheFirstLines) {
    EXPECT_TRUE(exported(Format::numpy, "coding: utf-7 +AAo-x").starts_with("# coding: utf-8\n# coding: utf-7"));
    EXPECT_TRUE(exported(Format::numpy, "Words").starts_with("# Words\nimport numpy as np\n"));
    EXPECT_TRUE(exported(Format::latex, "!TEX program = sh").starts_with("% Title: !TEX"));
    EXPECT_TRUE(exported(Format::latex, "Words").starts_with("% Words\n"));
}

TEST_F(HostileWords, AreNoMarkupInMarkdown) {
    const auto heading = [&](const std::string& title) { return lines_of(exported(Format::markdown, title)).at(0); };
    EXPECT_EQ(heading("Pooling, 2-D (k = 3.5)!"), "# Pooling, 2-D (k = 3.5)!");
    EXPECT_EQ(heading("<script>a & b</script>"), "# &lt;script&gt;a &amp; b&lt;/script&gt;");
    EXPECT_EQ(heading("x {onclick=a}"), "# x \\{onclick=a\\}");
    EXPECT_EQ(heading("`*_[]|~^$#\\"), "# \\`\\*\\_\\[\\]\\|\\~\\^\\$\\#\\\\");
    const std::vector<std::string> usual = lines_of(exported(Format::markdown, "Words"));
    for (const std::string& title : hostile_words()) {
        std::vector<std::string> lines = lines_of(exported(Format::markdown, title));
        EXPECT_EQ(lines.at(0).find('<'), std::string::npos) << lines.at(0);
        EXPECT_TRUE(lines.at(0).starts_with("# ")) << lines.at(0);
        lines.at(0) = usual.at(0);
        EXPECT_EQ(lines, usual) << testing::PrintToString(title);
    }
}

TEST_F(HostileWords, AreNoElementsInSvgAndHtml) {
    for (const Format format : {Format::svg, Format::html}) {
        const std::string usual = exported(format, "Words");
        for (const char* title :
             {"<script>alert(1)</script>", "</title></h1><script>alert(1)</script>", "\"><script>"}) {
            const std::string text = exported(format, title);
            const auto count = [](const std::string& in, std::string_view what) {
                std::size_t found = 0;
                for (std::size_t at = in.find(what); at != std::string::npos; at = in.find(what, at + 1)) ++found;
                return found;
            };
            EXPECT_EQ(count(text, "<script"), count(usual, "<script")) << to_string(format) << " with " << title;
            EXPECT_EQ(count(text, "</title>"), count(usual, "</title>")) << to_string(format) << " with " << title;
        }
    }
}

TEST_F(HostileWords, OfArgumentsAndFileNamesAreTextWhereTheyAreShown) {
    for (const char* wrong : {"no\x1b[31m.json", "no\xff.png", "no\r\nsuch.npy", "no\xC2\x9B.png"}) {
        const CommandRun refused = run({"render", wrong, "-o", (folder_ / "x.svg").string()});
        EXPECT_EQ(refused.result.exit_code, 1);
        EXPECT_EQ(refused.err, text::lines(refused.err)) << testing::PrintToString(wrong);
        EXPECT_EQ(std::count(refused.err.begin(), refused.err.end(), '\n'), 1) << refused.err;
    }
    const CommandRun line = run({"eval", "maxpool2d \x1b[31m\xff 1x1x4x4 k2"});
    EXPECT_EQ(line.err, text::lines(line.err)) << line.err;
}

}  // namespace
}  // namespace stridelens
