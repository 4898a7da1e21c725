'use strict';
// Plays the steps of one page. Everything that is shown was worked out when the page was written: the picture of each
// step, its arithmetic, its sentences. These scripts only look things up; what they know of is said in html.cpp,
// html_tracks.h and html_told.h. There is no index arithmetic here but one: which cell of a bitmap is under the mouse.

// First: columns, numbers and colours. Then drawing.js, telling.js and player.js, in one script.

const kSvg = 'http://www.w3.org/2000/svg';

const find = id => document.getElementById(id);
const dark = matchMedia('screen and (prefers-color-scheme: dark)');
const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** What a column says at a step (html_columns.h). */
function at(column, step) {
    if (!Array.isArray(column)) return column;
    if (!Array.isArray(column[0])) return column[step];
    const [starts, values] = column;
    let low = 0, high = starts.length;  // the last start that is not after the step
    while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (starts[middle] <= step) low = middle;
        else high = middle;
    }
    return values[low];
}

/** An element of the page with children: nodes, or texts. */
function make(tag, className, ...children) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...children);
    return made;
}

// --- numbers ---------------------------------------------------------------------------------------------------------

const kNames = {nan: 'NaN', inf: '∞', '-inf': '−∞', '-0': '0'};
const kValues = {nan: NaN, inf: Infinity, '-inf': -Infinity, '-0': -0};

/** A number of the page, which is a text where JSON has no number for it. */
const numberOf = raw => typeof raw === 'string' ? kValues[raw] : raw;

/** A double as the page would hold it. */
function rawOf(value) {
    if (Number.isFinite(value)) return Object.is(value, -0) ? '-0' : value;
    return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
}

/** As people write it. */
const written = raw => kNames[raw] ?? String(raw).replaceAll('-', '−');

/** As few digits as tell the nearest float32 from all others: the noise of doubles says nothing to people. */
function rounded(raw) {
    if (typeof raw === 'string') return raw;
    const single = Math.fround(raw);
    for (let digits = 1; digits < 9; ++digits) {
        const text = Number(single.toPrecision(digits));
        if (Math.fround(text) === single) return text;
    }
    return rawOf(Number(single.toPrecision(9)));
}

/** A number to be read; its element has the exact one. `sum`: it was worked out in double precision. */
function datum(raw, sum = false) {
    const made = make('data', '', written(sum ? rounded(raw) : raw));
    made.value = String(raw);
    return made;
}

// --- colours ---------------------------------------------------------------------------------------------------------

/** Rules for the picture's colours and the page's, light and dark. */
function styleSheet(page) {
    const rules = side => {
        const colour = number => page.colours[number][side], opacity = number => page.colours[number][side + 1];
        const names = Object.entries(page.theme).map(([name, number]) => `--${name}:${colour(number)}`);
        const lines = [`:root{${names.join(';')}}`];
        page.colours.forEach((_, i) => {
            lines.push(`#drawing .f${i}{fill:${colour(i)};fill-opacity:${opacity(i)}}`);
            lines.push(`.s${i}{stroke:${colour(i)};stroke-opacity:${opacity(i)}}`);
        });
        page.hues.forEach((number, channel) => lines.push(`.hue${channel}{--hue:${colour(number)}}`));
        return lines.join('\n');
    };
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`${rules(0)}\n@media screen and (prefers-color-scheme: dark){${rules(2)}}`);
    return sheet;
}

// --- cells -----------------------------------------------------------------------------------------------------------

/** The step, from 0 in this page, that makes a cell; null if none of this page's does. */
function stepOf(page, cell) {
    const flat = cell.lastIndexOf('-');
    if (cell.slice(0, flat) !== page.stepped) return null;
    page.places ??= new Map(page.steps.map((number, step) => [number, step]));
    return page.places.get(Number(cell.slice(flat + 1))) ?? null;
}
