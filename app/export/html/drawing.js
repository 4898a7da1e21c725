// The picture: an element for each track, brought up to date for a step.

const kPlaces = new Set(['x', 'y', 'width', 'height', 'rx', 'x1', 'y1', 'x2', 'y2', 'points', 'd', 'transform']);
const kMoving = new Set(['window', 'connectors']);  // groups whose elements slide to the next step

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

    /** Of cells of the grid that is stepped through, and their numbers: the cell. A mere look does not change them. */
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
        return this.changing.filter(({there, group, element}) => there && group.moving && element.classList.contains(ring));
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
