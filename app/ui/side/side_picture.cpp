#include "app/figure/strip/spoken.h"
#include "app/ui/panels.h"

namespace stridelens::ui {
namespace {

/// A part of the picture, in the window and in every file alike.
void part(Pen& pen, const std::string& id, const std::string& label, bool PageParts::*member) {
    ExportSettings settings = pen.frame.state.export_panel.settings;
    bool& on = settings.page.parts.*member;
    if (!check(pen, id, label, on)) return;
    on = !on;
    pen.actions.push_back(SetExport{std::move(settings)});
}

}  // namespace

void side_picture(Pen& pen) {
    section(pen, "ON THE PICTURE");
    part(pen, "picture-formula", "size formula", &PageParts::formula);
    part(pen, "picture-coverage", "times read", &PageParts::coverage);
    part(pen, "picture-counts", "what it costs", &PageParts::counts);
}

/// The present step in one sentence, to be copied into notes or read aloud.
void side_words(Pen& pen) {
    const Box canvas = screen_layout(pen.frame).canvas;
    const std::string sentence = spoken(scene_of(pen.frame.state, pen.frame.shown, canvas.w, canvas.h));
    if (sentence.empty() || pen.frame.shown.refusal) return;
    const float middle = section(pen, "IN WORDS");
    copy_chip(pen, "copy-words", middle, sentence);
    remark(pen, sentence);
}

}  // namespace stridelens::ui
