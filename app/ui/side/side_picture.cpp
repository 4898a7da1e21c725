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
}

}  // namespace stridelens::ui
