// Any bytes as an export of a text: SVG, TikZ, HTML, Markdown, CSV, NumPy, LaTeX, a scenario. Refused with a sentence, or
// text without control characters in which words that others chose are words alone, and every number can be read.

#include "app/files/scenario_json.h"
#include "tests/fuzz/hostile_job.h"
#include "tests/fuzz/markup.h"
#include "tests/fuzz/scratch.h"
#include "tests/fuzz/tex.h"
#include "tests/packed.h"

#include <nlohmann/json.hpp>

#include <sstream>

using namespace stridelens;

namespace {

constexpr Format kTexts[] = {Format::svg, Format::tikz,  Format::html,  Format::markdown,
                             Format::csv, Format::numpy, Format::latex, Format::scenario};

Outcome<std::string> exported(ExportJob job) {
    job.output = (fuzz::scratch() / "x").string();
    const auto done = run_export(job);
    if (!done) return tl::unexpected(done.error());
    return fuzz::bytes_of(job.output);
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

/// The words at the head of what is exported; empty: the problem in one line.
std::string heading_of(const ExportJob& job) {
    return text::one_line(job.page.title.empty() ? job.scenario.title : job.page.title);
}

void check_svg(const ExportJob& job, const std::string& text) {
    const fuzz::ReadXml read = fuzz::read_drawing(text);
    fuzz::stop_if(read.broken, text);
    if (const std::string heading = heading_of(job); !heading.empty())
        fuzz::stop_unless(read.title == heading, "another title: " + read.title, heading);
}

void check_html(const ExportJob& job, const std::string& page) {
    const std::string heading = heading_of(job);
    for (const auto& [open, close] : {std::pair{"<title>", "</title>"}, std::pair{"<h1>", "</h1>"}}) {
        const auto words = fuzz::unescaped(fuzz::between(page, open, close));
        fuzz::stop_unless(words && (heading.empty() || *words == heading), "another heading", page);
    }
    if (job.page.parts.caption && !job.page.caption.empty()) {
        const auto words = fuzz::unescaped(fuzz::between(page, "<figcaption>", "</figcaption>"));
        fuzz::stop_unless(words && *words == text::lines(job.page.caption), "another caption", page);
    }
    fuzz::stop_unless(fuzz::unescaped(fuzz::between(page, "<pre><code>", "</code></pre>")).has_value(), "code", page);
    const std::string packed = test::from_base64(fuzz::between(page, "id=\"steps\">", "</script>"));
    constexpr std::size_t most = std::size_t{1} << 24;
    fuzz::stop_unless(nlohmann::json::accept(test::inflated(packed, most)), "steps that are no JSON", page);
}

void check_scenario(const ExportJob& job, const std::string& text) {
    const auto scenario = scenario_from_json(text);
    if (!scenario) fuzz::stop("the scenario is refused: " + scenario.error().sentence, text);
    fuzz::stop_unless(print(scenario->problem) == print(job.scenario.problem), "another problem", text);
    const std::string& title = job.page.title.empty() ? job.scenario.title : job.page.title;
    fuzz::stop_unless(scenario->title == text::lines(title), "another title", text);
}

/// Lines that are code, data or markup of ours, and not the words of others.
std::vector<std::string> own_lines(Format format, const std::string& text) {
    std::vector<std::string> lines = lines_of(text), own;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const bool words = format == Format::numpy      ? lines[i].starts_with("# ")
                           : format == Format::latex    ? lines[i].starts_with("% ")
                           : format == Format::markdown ? i == 0
                                                        : false;
        if (!words) own.push_back(lines[i]);
    }
    return own;
}

/// The heading as a reader of Markdown sees it: without the backslashes, entities as what they stand for.
std::string seen_in_markdown(std::string_view heading) {
    std::string plain;
    for (std::size_t i = 0; i < heading.size(); ++i) {
        const bool hides = heading[i] == '\\' && i + 1 < heading.size();
        if (!hides && std::string_view("`*_{}[]|~^$#").find(heading[i]) != std::string_view::npos) return "(markup)";
        plain += heading[hides ? ++i : i];
    }
    return fuzz::unescaped(plain, "<>").value_or("(markup)");
}

/// Words of others change nothing but the lines that are theirs.
void check_lines(const ExportJob& job, const std::string& text) {
    const Format format = *job.file.format;
    ExportJob tame = job;
    tame.page.title = tame.page.caption = tame.scenario.title = "Words";
    const auto usual = exported(tame);
    fuzz::stop_unless(usual && own_lines(format, *usual) == own_lines(format, text), "words become lines", text);
    const std::string first = text.substr(0, text.find('\n'));
    const std::string title = text::one_line(job.page.title);
    if (format == Format::numpy && title.find("coding") != std::string::npos)
        fuzz::stop_unless(first == "# coding: utf-8", "an encoding by a title", text);
    if (format == Format::latex) fuzz::stop_unless(!first.starts_with("% !"), "an order to an editor", text);
    if (format == Format::markdown && !title.empty())
        fuzz::stop_unless(first.starts_with("# ") && seen_in_markdown(first.substr(2)) == title, "another title", text);
}

void check_text(const ExportJob& job, const std::string& text) {
    fuzz::stop_unless(text == text::lines(text), "control characters, or no UTF-8", text);
    fuzz::stop_unless(text.ends_with('\n'), "it does not end with a line", text);
    switch (*job.file.format) {
        case Format::svg:
            return check_svg(job, text);
        case Format::html:
            return check_html(job, text);
        case Format::scenario:
            return check_scenario(job, text);
        case Format::tikz:
            return fuzz::stop_if(fuzz::broken_tex(text), text);
        case Format::latex:
            fuzz::stop_if(fuzz::broken_tex(text), text);
            return check_lines(job, text);
        default:
            return check_lines(job, text);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Bytes bytes(data, size);
    const Format format = kTexts[bytes.byte() % std::size(kTexts)];
    std::optional<ExportJob> job = fuzz::hostile_job(bytes);
    if (!job) return 0;
    job->file.format = format;
    fuzz::tell(*job);
    const auto text = exported(*job);
    if (text)
        check_text(*job, *text);
    else
        fuzz::stop_if(fuzz::broken_refusal(text.error()), print(job->scenario.problem));
    return 0;
}
