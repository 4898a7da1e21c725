'use strict';
// Plays the steps of one page. Everything that is shown was worked out when the page was written: the picture of each
// step, its arithmetic, its sentences. This only looks things up; what it knows of is said in html.cpp, html_tracks.h and
// html_told.h. There is no index arithmetic here but one: which cell of a bitmap is under the mouse.

const kSvg = 'http://www.w3.org/2000/svg';
const kPlaces = new Set(['x', 'y', 'width', 'height', 'rx', 'x1', 'y1', 'x2', 'y2', 'points', 'd', 'transform']);
const kMoving = new Set(['window', 'connectors']);  // groups whose elements slide to the next step
const kMostOutlines = 512;
const kMostChips = 24;  // beyond, nobody reads them one by one
const kMostRows = 4096;  // beyond, a browser takes seconds for a table
const kFewProducts = 12;  // of one channel: shown at once instead of their sum

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

// --- numbers -----------------------------------------------------------------------------------------------------------

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

// --- colours -----------------------------------------------------------------------------------------------------------

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

// --- the picture -------------------------------------------------------------------------------------------------------

/** A number, or a text with numbers in it, between two others. */
function between(from, to, share) {
    if (typeof from === 'number') return from + (to - from) * share;
    const ends = String(to).match(/-?\d+(\.\d+)?/g);
    let i = 0;
    return String(from).replace(/-?\d+(\.\d+)?/g, start => +start + (ends[i++] - start) * share);
}

/** Whether two texts differ in their numbers alone. */
function alike(from, to) {
    if (typeof from === 'number') return typeof to === 'number';
    const bare = text => String(text).replace(/-?\d+(\.\d+)?/g, '#');
    return bare(from) === bare(to);
}

class Drawing {
    constructor(page, svg, root) {
        this.page = page;
        this.tracks = [];      // of elements
        this.changing = [];    // those that are not the same at all steps
        this.cells = new Map();  // cell → its tracks, of those that stay one cell
        this.passing = [];     // tracks that are one cell and then another
        this.images = [];
        this.trackOf = new WeakMap();
        this.slide = null;
        svg.setAttribute('viewBox', page.view.join(' '));
        root.append(this.clips());
        const groups = [];
        page.tracks.forEach((row, i) => {
            if (row[0] === 'g') groups[i] = this.group(row, groups, root);
            else this.track(row, groups[row[1]]);
        });
    }

    clips() {
        const defs = document.createElementNS(kSvg, 'defs');
        this.page.clips.forEach(([x, y, width, height, rx = 0], i) => {
            const clip = document.createElementNS(kSvg, 'clipPath'), box = document.createElementNS(kSvg, 'rect');
            clip.id = `c${i}`;
            for (const [name, value] of Object.entries({x, y, width, height, rx})) box.setAttribute(name, value);
            clip.append(box);
            defs.append(clip);
        });
        return defs;
    }

    group([, outer, name, clip], groups, root) {
        const above = groups[outer], element = above ? document.createElementNS(kSvg, 'g') : root;
        if (clip) element.setAttribute('clip-path', clip);
        if (name) element.dataset.group = name;
        if (above) above.element.append(element);
        return {element, moving: kMoving.has(name) || !!above?.moving, strip: name === 'arithmetic' || !!above?.strip};
    }

    track(row, group) {
        const [tag, names] = this.page.kinds[row[0]];
        const element = document.createElementNS(kSvg, tag);
        const columns = names.map((name, i) => [name, row[3 + i]]);
        const track = {element, columns, life: row[2], group, now: {}, there: true};
        if (tag === 'text') element.setAttribute('lengthAdjust', 'spacingAndGlyphs');
        if (tag === 'image') {
            columns.push(['picture', row[3 + names.length]], ['filled', row[4 + names.length]]);
            element.setAttribute('preserveAspectRatio', 'none');
            this.images.push(track);
        }
        const changing = columns.filter(([, column]) => Array.isArray(column));
        for (const [name, column] of columns) this.set(track, name, at(column, 0));
        if (tag === 'image') this.paint(track);
        track.columns = changing;
        this.tracks.push(track);
        if (changing.length > 0 || Array.isArray(track.life)) this.changing.push(track);
        this.trackOf.set(element, track);
        const cell = names.includes('cell'), passing = changing.some(([name]) => name === 'cell');
        if (passing) this.passing.push(track);
        else if (cell) this.cells.set(track.now.cell, [...this.cells.get(track.now.cell) ?? [], track]);
        track.kept = group.strip || passing ? undefined : this.keptAs(track.now);
        group.element.append(element);
    }

    /** Of cells of the grid that is stepped through, and their numbers: the cell. They do not change for a mere look. */
    keptAs(now) {
        const cell = now.cell ?? now.of ?? (now.grid === undefined ? undefined : `${now.grid}-`);
        return cell?.startsWith(`${this.page.stepped}-`) ? cell : undefined;
    }

    set(track, name, value) {
        track.now[name] = value;
        const element = track.element;
        if (name === 'text') element.textContent = value;
        else if (name === 'cell') {
            element.dataset.cell = value;
            if (stepOf(this.page, value) !== null) element.dataset.step = '';
        } else if (name === 'grid') {
            if (value !== '') element.dataset.grid = value;
            if (value === this.page.stepped) element.dataset.step = '';
        } else if (!['of', 'columns', 'rows', 'first', 'picture', 'filled'].includes(name))
            element.setAttribute(name, value);
    }

    /** Shows a step. Cells of the grid that is stepped through stay as they are at step `kept`, but for `pointed`. */
    show(step, kept, pointed, slides) {
        this.rest();
        const moves = [];
        for (const track of this.changing) {
            const now = track.kept !== undefined && track.kept !== pointed ? kept : step;
            const there = at(track.life, now) === 1, was = track.there;
            if (there !== was) {
                track.there = there;
                if (there) track.element.removeAttribute('display');
                else track.element.setAttribute('display', 'none');
            }
            if (!there) continue;
            let repaint = false;
            for (const [name, column] of track.columns) {
                const value = at(column, now), before = track.now[name];
                if (value === before) continue;
                this.set(track, name, value);
                repaint ||= name === 'picture' || name === 'filled';
                if (slides && was && track.group.moving && kPlaces.has(name) && alike(before, value))
                    moves.push([track.element, name, before, value]);
            }
            if (repaint) this.paint(track);
        }
        if (moves.length > 0) this.start(moves);
    }

    /** Rings around winners: there is no winner while the window is between two places. */
    rings() {
        const ring = `s${this.page.theme.winner}`;
        return this.changing.filter(track => track.there && track.group.moving && track.element.classList.contains(ring));
    }

    /** Lets elements slide from place to place: fast first, then gently to rest, as in the window. */
    start(moves) {
        const begin = performance.now(), length = 1000 * this.page.slide, rings = this.rings();
        for (const ring of rings) ring.element.setAttribute('display', 'none');
        const frame = now => {
            const left = 1 - Math.min(Math.max(now - begin, 0) / length, 1), share = 1 - left * left * left;
            for (const [element, name, from, to] of moves) element.setAttribute(name, between(from, to, share));
            if (left > 0) this.slide.request = requestAnimationFrame(frame);
            else this.rest();
        };
        this.slide = {moves, rings, request: 0};
        frame(begin);
    }

    /** Whatever slides is where it was to go. */
    rest() {
        if (!this.slide) return;
        cancelAnimationFrame(this.slide.request);
        for (const [element, name, , to] of this.slide.moves) element.setAttribute(name, to);
        for (const ring of this.slide.rings) ring.element.removeAttribute('display');
        this.slide = null;
    }

    /** A grid as a bitmap, a pixel a cell. It is swapped in when it is ready: the old one shows until then. */
    paint(track) {
        const {columns, rows, picture, filled} = track.now;
        const canvas = document.createElement('canvas');
        canvas.width = columns;
        canvas.height = rows;
        const context = canvas.getContext('2d'), bitmap = context.createImageData(columns, rows);
        const side = dark.matches ? 2 : 0, cells = this.page.pictures[picture];
        for (let i = 0; i < filled; ++i) {
            if (cells[i] < 0) continue;
            const rgb = parseInt(this.page.colours[cells[i]][side].slice(1), 16);
            bitmap.data.set([rgb >> 16, rgb >> 8 & 255, rgb & 255, 255], 4 * i);
        }
        context.putImageData(bitmap, 0, 0);
        const url = canvas.toDataURL(), ready = new Image();
        const swap = () => {
            if (track.url === url) track.element.setAttribute('href', url);
        };
        track.url = url;
        ready.src = url;
        ready.decode().then(swap, swap);
    }

    repaint() {
        for (const track of this.images) this.paint(track);
    }

    /** The cell under the mouse, or null. */
    cellUnder(event) {
        const track = this.trackOf.get(event.target);
        if (!track) return null;
        if (track.now.cell !== undefined) return track.now.cell;
        const {grid, columns, rows, first} = track.now;
        if (!grid) return null;
        const box = track.element.getBoundingClientRect();
        const place = (offset, length, count) => Math.min(Math.max(Math.floor(offset / length * count), 0), count - 1);
        const column = place(event.clientX - box.left, box.width, columns);
        const row = place(event.clientY - box.top, box.height, rows);
        return `${grid}-${first + row * columns + column}`;
    }

    /** Where a cell is drawn now: [x, y, width, height] of each place. */
    boxes(cell) {
        const boxes = [];
        for (const track of [...this.cells.get(cell) ?? [], ...this.passing]) {
            const {x, y, width, height} = track.now;
            if (track.there && track.now.cell === cell) boxes.push([x, y, width, height]);
        }
        const flat = Number(cell.slice(cell.lastIndexOf('-') + 1)), grid = cell.slice(0, cell.lastIndexOf('-'));
        for (const {now, there} of this.images) {
            const offset = flat - now.first, w = now.width / now.columns, h = now.height / now.rows;
            if (!there || now.grid !== grid || offset < 0 || offset >= now.columns * now.rows) continue;
            const row = Math.floor(offset / now.columns);
            boxes.push([now.x + (offset - row * now.columns) * w, now.y + row * h, w, h]);
        }
        return boxes;
    }
}

/** The step, from 0 in this page, that makes a cell; null if none of this page's does. */
function stepOf(page, cell) {
    const flat = cell.lastIndexOf('-');
    if (cell.slice(0, flat) !== page.stepped) return null;
    const step = Number(cell.slice(flat + 1)) - page.first;
    return step >= 0 && step < page.steps ? step : null;
}

// --- the arithmetic ----------------------------------------------------------------------------------------------------

class Telling {
    constructor(page) {
        this.page = page;
        this.told = page.told;
        this.wording = page.wording;
        find('terms').addEventListener('toggle', () => this.table());
    }

    text(number) {
        return number === null ? '' : this.told.texts[number];
    }
    name(grid, flat) {
        return this.page.grids[grid]?.names[flat] ?? '';
    }
    cellOf(step) {
        return `${this.page.stepped}-${this.page.first + step}`;
    }
    nameOf(step) {
        return this.name(this.page.stepped, this.page.first + step);
    }
    count(step) {
        return at(this.told.count, step);
    }

    term(step, i) {
        const [value, weight, product, counted, tied, kind, source, output, cell, channel, kernel, place] =
            this.told.terms[i].map(column => at(column, step));
        return {
            value, weight, kind, source, output, cell, channel, kernel: this.text(kernel), place: this.text(place),
            product: product ?? rawOf(Math.fround(numberOf(value)) * Math.fround(numberOf(weight))),
            counted: counted === 1, tied: tied === 1, winner: at(this.told.winner, step) === i,
        };
    }

    terms(step, most = Infinity) {
        return Array.from({length: Math.min(this.count(step), most)}, (_, i) => this.term(step, i));
    }

    /** Cells by id that this step's terms with a weight read. */
    cellsOfWeight(step, flat) {
        const cells = this.terms(step).filter(term => term.cell === flat);
        return cells.flatMap(term => [
            ...term.source >= 0 ? [`input-${term.source}`] : [],
            ...term.output >= 0 ? [`${this.wording.outputs}-${term.output}`] : [],
        ]);
    }

    /** Which steps use a cell: cell → steps, turned round from the terms once it is asked for. */
    usedBy(cell) {
        this.users ??= this.turnRound();
        return this.users.get(cell) ?? [];
    }
    turnRound() {
        const users = new Map();
        const add = (cell, step) => {
            const steps = users.get(cell);
            if (!steps) users.set(cell, [step]);
            else if (steps.at(-1) !== step) steps.push(step);
        };
        for (let step = 0; step < this.page.steps; ++step)
            for (let i = 0; i < this.count(step); ++i) {
                const source = at(this.told.terms[i][6], step), output = at(this.told.terms[i][7], step);
                if (source >= 0) add(`input-${source}`, step);
                if (output >= 0) add(`${this.wording.outputs}-${output}`, step);
            }
        return users;
    }

    /** This step in one sentence, for those who listen. */
    spoken(step) {
        const sentence = this.text(at(this.told.sentence, step)), result = written(at(this.told.result, step));
        return `${this.nameOf(step)} = ${result}` + (sentence ? `: ${sentence}` : '');
    }

    show(step) {
        this.step = step;
        find('formula').replaceChildren(...this.formula(step));
        find('sentence').textContent = this.text(at(this.told.sentence, step));
        const notes = this.told.notes.map(note => at(note, step)).filter(note => note !== null);
        find('notes').replaceChildren(...notes.map(note => make('li', '', this.text(note))));
        const count = this.count(step);
        find('terms').hidden = count === 0;
        find('terms-summary').textContent = count === 1 ? 'The term, exactly' :
            count <= kMostRows ? `All ${count} terms, exactly` : `The first ${kMostRows} of ${count} terms, exactly`;
        this.table();
    }

    /** Pieces, none of which breaks: a line never begins with a comma, or ends with a sign. */
    formula(step) {
        const {form} = this.wording, count = this.count(step), result = make('span', 'chip result', datum(at(this.told.result, step)));
        const name = make('span', 'piece', make('span', 'sign', this.nameOf(step)));
        const equals = chip => make('span', 'piece', make('span', 'sign', '= '), chip);
        let middle = [];
        if (form === 'stamp') return this.spaced([name, equals(result), ...count > 0 ? this.stamp(step) : []]);
        if (form === 'copy') middle = this.copied(step).map(equals);
        else if (count > 0) middle = [make('span', 'sign', '='), ...this.sum(step)];
        return this.spaced([name, ...middle, equals(result)]);
    }

    spaced(pieces) {
        return pieces.flatMap((piece, i) => i === 0 ? [piece] : [' ', piece]);
    }

    /** Chips, each with its sign: a comma stays with the chip before it, a plus with the one after it. */
    joined(chips) {
        const {between} = this.wording, sign = text => make('span', 'sign', text), leads = between.startsWith(' ');
        return chips.map((chip, i) => {
            if (leads) return make('span', 'piece', ...i > 0 ? [sign(between.trimStart())] : [], chip);
            return make('span', 'piece', chip, ...i + 1 < chips.length ? [sign(between.trimEnd())] : []);
        });
    }

    copied(step) {
        const terms = this.terms(step);
        const from = terms.find(term => term.winner) ?? (at(this.told.winner, step) === null && terms.length === 1 &&
            terms[0].counted ? terms[0] : undefined);
        if (!from) return [];
        return [from.source >= 0 ? this.name('input', from.source) : from.kind];
    }

    /** What one input cell adds to the output. */
    stamp(step) {
        const terms = this.terms(step), weighted = terms[0].cell >= 0;
        const chips = terms.slice(0, kMostChips).map(term =>
            make('span', 'chip', weighted ? datum(term.product, true) : this.name(this.wording.outputs, term.output)));
        return [make('span', 'sign', weighted ? '· kernel adds' : 'goes to'), ...this.joined(chips),
            ...this.more(terms.length - chips.length)];
    }

    more(count) {
        return count > 0 ? [make('span', 'sign', `… ${count} more`)] : [];
    }

    sum(step) {
        const {open, close, form} = this.wording, sign = text => make('span', 'sign', text);
        const sums = this.told.channels.map(pair => pair.map(column => at(column, step))).filter(pair => pair[0] !== null);
        const bias = at(this.told.bias, step), divisor = at(this.told.divisor, step), count = this.count(step);
        const whole = sums.length > 1 || sums.length === 1 && count > kFewProducts;
        const parts = whole ? this.channelChips(sums) : this.chips(step);
        if (open) parts[0].prepend(sign(open));
        if (close) parts.at(-1).append(sign(close));
        if (divisor !== null && form === 'values') parts.push(sign(`/ ${divisor}`));
        if (bias !== null) {
            const chip = make('span', 'chip', datum(bias), make('span', 'unseen', ' bias'));
            chip.title = 'bias';
            parts.push(make('span', 'piece', sign('+ '), chip));
        }
        return parts;
    }

    channelChips(sums) {
        const shown = sums.length <= kMostChips ? sums : sums.slice(0, kMostChips / 2);
        return [...this.joined(shown.map(pair => this.channelChip(pair))), ...this.more(sums.length - shown.length)];
    }

    channelChip([channel, sum]) {
        const chip = make('span', `chip channel hue${channel}`, datum(sum, true));
        chip.title = `sum of channel ${channel}`;
        chip.append(make('span', 'unseen', ` sum of channel ${channel}`));
        return chip;
    }

    /** A chip for each term; of many the first ones, and the winner. */
    chips(step) {
        const terms = this.terms(step), plain = terms.every(term => term.weight === 1 || !term.counted);
        const shown = terms.filter((term, i) => terms.length <= kMostChips || i < kMostChips / 2 || term.winner);
        return [...this.joined(shown.map(term => this.chip(term, plain))), ...this.more(terms.length - shown.length)];
    }

    chip(term, plain) {
        const {before, after, form} = this.wording;
        const kind = term.winner ? ' winner' : term.kind !== 'inside' ? ' outside' : '';
        const chip = make('span', `chip${kind}${term.counted ? '' : ' apart'}`, before, datum(term.value));
        if (form === 'products' && !plain) chip.append(' · ', datum(term.weight));
        chip.append(after);
        const said = [term.kind === 'inside' ? '' : term.kind, term.counted ? '' : this.wording.apart].filter(Boolean).join(', ');
        if (said) {
            chip.title = said;
            chip.append(make('span', 'unseen', ` (${said})`));
        }
        return chip;
    }

    // The table: every number of every term.

    columns(terms) {
        const {form, product, outputs, value, weight} = this.wording;
        const weighted = form === 'products' || form === 'stamp';
        const cell = term => this.name('kernel', term.cell) || (term.kernel === '[]' ? '' : term.kernel);
        const columns = [
            ['output', 'cell', term => this.name(outputs, term.output), term => term.output >= 0],
            ['input', 'cell', term => this.source(term), term => term.source >= 0 || term.place !== '[]'],
            ['kernel', 'cell', cell, term => term.kernel !== '[]'],
            [value, 'number value', term => datum(term.value)],
            [weight, 'number weight', term => datum(term.weight), () => weighted],
            [product, 'number product', term => datum(term.product, true), () => product !== ''],
            ['', 'note', term => this.note(term)],
        ];
        return columns.filter(column => !column[3] || terms.some(column[3]));
    }

    source(term) {
        const name = this.name('input', term.source);
        if (term.kind === 'inside' || term.place === '[]') return name;
        return name ? `${name}, as ${term.kind} at ${term.place}` : `${term.kind} at ${term.place}`;
    }

    note(term) {
        if (term.winner) return this.wording.winner;
        if (term.tied) return this.wording.tied;
        return term.counted ? '' : this.wording.apart;
    }

    table() {
        if (!find('terms').open) return;
        const step = this.step, terms = this.terms(step, kMostRows), columns = this.columns(terms), sums = this.told.channels.length;
        const head = make('tr', '', ...columns.map(([name, kind]) => {
            const cell = make('th', kind, name);
            cell.scope = 'col';
            return cell;
        }));
        const body = make('tbody');
        for (const term of terms) {
            const kind = term.winner ? 'winner' : term.kind === 'inside' ? '' : 'outside';
            const row = make('tr', kind, ...columns.map(([, name, value]) => make('td', name, value(term))));
            Object.assign(row.dataset, {kind: term.kind, channel: term.channel, kernel: term.kernel, at: term.place});
            body.append(row);
        }
        const foot = [];
        const add = (id, name, raw, sum) => {
            if (raw === null) return;
            const label = make('td', 'cell', name), number = make('td', 'number', datum(raw, sum));
            label.colSpan = Math.max(columns.length - 2, 1);
            const row = make('tr', '', label, number);
            row.dataset.sum = id;
            foot.push(row);
        };
        for (let i = 0; i < sums; ++i) {
            const [channel, sum] = this.told.channels[i].map(column => at(column, step));
            if (channel !== null) add(`channel-${channel}`, `sum of channel ${channel}`, sum, true);
        }
        add('bias', 'bias', at(this.told.bias, step), false);
        add('sum', this.wording.sum, at(this.told.sum, step), true);
        add('divisor', 'divided by', at(this.told.divisor, step), false);
        add('result', `${this.nameOf(step)}`, at(this.told.result, step), false);
        find('table').replaceChildren(make('thead', '', head), body, make('tfoot', '', ...foot));
    }
}

// --- stepping ----------------------------------------------------------------------------------------------------------

class Player {
    constructor(page) {
        this.page = page;
        this.step = page.start;
        this.pointed = null;  // the cell under the mouse
        this.muted = null;    // … that has been there since before the last step: the step tells
        this.timer = 0;       // not 0 while it plays
        this.shown = null;    // the step that is told and whose window is drawn
        this.drawing = new Drawing(page, find('picture'), find('drawing'));
        this.telling = new Telling(page);
        this.listen();
        this.fit();
        this.update(false);
        find('player').hidden = false;
        this.fit();
    }

    // What happens.

    listen() {
        const press = (id, act) => find(id).addEventListener('click', act);
        press('first', () => this.go(0));
        press('back', () => this.stepBy(-1));
        press('play', () => this.toggle());
        press('forward', () => this.stepBy(1));
        press('last', () => this.go(this.page.steps - 1));
        const scrub = find('scrub'), picture = find('picture');
        scrub.min = this.page.first + 1;
        scrub.max = this.page.first + this.page.steps;
        scrub.addEventListener('input', () => this.go(scrub.valueAsNumber - 1 - this.page.first, false));
        scrub.addEventListener('pointerup', () => scrub.blur());  // a clicker's keys are to step again, not to scrub
        picture.addEventListener('pointermove', event => this.point(this.drawing.cellUnder(event)));
        picture.addEventListener('pointerdown', event => this.point(this.drawing.cellUnder(event)));
        picture.addEventListener('pointerleave', event => event.pointerType === 'mouse' && this.point(null));
        picture.addEventListener('click', event => this.click(this.drawing.cellUnder(event)));
        document.addEventListener('keydown', event => this.key(event));
        document.addEventListener('pointerdown', event => picture.contains(event.target) || this.point(null));
        dark.addEventListener('change', () => this.drawing.repaint());
        addEventListener('resize', () => this.fit());
    }

    key(event) {
        const target = event.target;
        if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
        if (target.closest('input') || target.closest('.scroll, #frame, pre')) return;  // they have keys of their own
        const by = {ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1}[event.key];
        if (by) this.stepBy(by, !event.repeat);
        else if (event.key === 'Home') this.go(0);
        else if (event.key === 'End') this.go(this.page.steps - 1);
        else if (event.key === ' ' && !target.closest('button, summary, a')) this.toggle();
        else return;
        event.preventDefault();
    }

    stepBy(by, slides = true) {
        this.stop();
        this.go(this.step + by, slides);
    }

    go(step, slides = true) {
        const to = Math.min(Math.max(step, 0), this.page.steps - 1), near = Math.abs(to - this.step) === 1;
        this.muted = this.pointed;
        this.step = to;
        if (to === this.page.steps - 1) this.stop();
        this.update(slides && near);
    }

    toggle() {
        if (this.timer) this.stop();
        else if (this.page.steps > 1) {
            if (this.step === this.page.steps - 1) this.go(0, false);
            this.next();
        }
        this.update(false);
    }

    /** Goes on in a while, and again. */
    next() {
        const pause = 1000 / this.page.speed;
        this.timer = setTimeout(() => {
            this.next();
            this.go(this.step + 1, pause > 2000 * this.page.slide);
        }, pause);
    }

    stop() {
        clearTimeout(this.timer);
        this.timer = 0;
    }

    point(cell) {
        if (cell === this.pointed) return;
        this.pointed = cell;
        this.muted = null;
        this.update(false);
    }

    click(cell) {
        const step = cell === null ? null : stepOf(this.page, cell);
        if (step === null) return;
        this.stop();
        this.go(step, false);
    }

    // What is seen.

    update(slides) {
        const looks = this.pointed !== null && this.pointed !== this.muted ? stepOf(this.page, this.pointed) : null;
        const shown = looks ?? this.step;
        this.drawing.show(shown, this.step, this.pointed, slides && shown === this.step && !calm.matches);
        if (this.shown !== shown) this.telling.show(shown);
        this.shown = shown;
        this.transport();
        this.outline();
        this.readOut();
        this.speak();
    }

    transport() {
        const {first, total, steps} = this.page, number = first + this.step + 1;
        const scrub = find('scrub'), play = find('play');
        scrub.value = number;
        scrub.setAttribute('aria-valuetext', `step ${number} of ${total}`);
        scrub.style.setProperty('--done', `${100 * this.step / Math.max(steps - 1, 1)}%`);
        find('count').textContent = `step ${number} of ${total}`;
        play.toggleAttribute('data-playing', this.timer !== 0);
        play.setAttribute('aria-label', this.timer ? 'Pause' : 'Play');
        play.setAttribute('aria-disabled', steps === 1);
        for (const id of ['first', 'back']) find(id).setAttribute('aria-disabled', this.step === 0);
        for (const id of ['forward', 'last']) find(id).setAttribute('aria-disabled', this.step === steps - 1);
        find('picture').setAttribute('aria-label', `${document.title}, step ${number} of ${total}`);
    }

    /** The cell under the mouse and what belongs to it: the steps that use it, or what a weight is multiplied with. */
    outline() {
        const boxes = [];
        const add = (cell, name) => {
            for (const box of this.drawing.boxes(cell)) boxes.push([box, name]);
        };
        if (this.pointed !== null && stepOf(this.page, this.pointed) === null) {
            const {telling} = this, weight = this.pointed.match(/^kernel-(\d+)$/);
            add(this.pointed, '');
            for (const step of telling.usedBy(this.pointed).slice(0, kMostOutlines)) add(telling.cellOf(step), 'related');
            if (weight) for (const cell of telling.cellsOfWeight(this.shown, Number(weight[1]))) add(cell, '');
        }
        find('overlay').replaceChildren(...boxes.map(([[x, y, width, height], name]) => {
            const box = document.createElementNS(kSvg, 'rect'), roomy = Math.min(width, height) >= 16, inset = roomy ? 1 : 0;
            box.setAttribute('class', name);
            box.setAttribute('stroke-width', roomy ? 2 : 1);
            const places = {x: x + inset, y: y + inset, width: width - 2 * inset, height: height - 2 * inset, rx: roomy ? 4 : 0};
            for (const [attribute, value] of Object.entries(places)) box.setAttribute(attribute, value);
            return box;
        }));
    }

    /** The cell under the mouse by name, with its number. */
    readOut() {
        const line = find('readout'), cell = this.pointed;
        if (cell === null) return line.replaceChildren('Point at a cell to see its number.');
        const dash = cell.lastIndexOf('-'), grid = this.page.grids[cell.slice(0, dash)], flat = Number(cell.slice(dash + 1));
        if (!grid) return line.replaceChildren(...this.readSum(cell, flat));
        const steps = this.telling.usedBy(cell).length, step = stepOf(this.page, cell);
        const used = step !== null ? `, step ${this.page.first + step + 1} of ${this.page.total}` :
            steps > 0 ? `, used in ${steps} of ${this.page.steps} steps` : '';
        line.replaceChildren(`${grid.names[flat]} = `, datum(grid.values[flat]), used);
    }

    readSum(cell, channel) {
        const sums = this.telling.told.channels.map(pair => pair.map(column => at(column, this.shown)));
        const found = cell.startsWith('channel-sum-') && sums.find(pair => pair[0] === channel);
        return found ? [`sum of channel ${channel} = `, datum(found[1], true)] : [''];
    }

    /** Says the step once it rests: while it plays or is scrubbed, a voice could not follow. */
    speak() {
        const scrub = find('scrub');  // says the step's number by itself while it has the focus
        const number = document.activeElement === scrub ? '' : `Step ${scrub.value} of ${this.page.total}. `;
        const text = number + this.telling.spoken(this.step);
        if (text === this.saying) return;
        this.saying = text;
        clearTimeout(this.voice);
        this.voice = setTimeout(() => { find('live').textContent = text; }, this.timer ? 1200 : 200);
    }

    /** The picture's smallest and largest size on the page, and whether it has to scroll. */
    fit() {
        const frame = find('frame'), picture = find('picture'), width = this.page.view[2];
        picture.style.minWidth = `${Math.round(Math.min(width, 0.62 * width))}px`;
        picture.style.maxWidth = `${Math.round(1.25 * width)}px`;
        const scrolls = frame.scrollWidth > frame.clientWidth + 1;
        if (scrolls) frame.setAttribute('tabindex', '0');
        else frame.removeAttribute('tabindex');
    }
}

/** The data of the page, unpacked. */
async function unpack() {
    const bytes = Uint8Array.from(atob(find('steps').textContent), letter => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
    return JSON.parse(await new Response(stream).text());
}

async function main() {
    if (!('DecompressionStream' in window) || !('adoptedStyleSheets' in document)) {
        find('trouble').hidden = false;
        return;
    }
    const page = await unpack();
    document.adoptedStyleSheets = [styleSheet(page)];
    new Player(page);
}

main();
