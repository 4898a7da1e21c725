// Stepping: buttons, keys, mouse and time; and what follows from them.

const kMostOutlines = 512;

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
        press('last', () => this.go(this.last));
        const scrub = find('scrub'), picture = find('picture');
        scrub.min = 1;
        scrub.max = this.page.steps.length;
        scrub.addEventListener('input', () => this.go(scrub.valueAsNumber - 1, false));
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
        else if (event.key === 'End') this.go(this.last);
        else if (event.key === ' ' && !target.closest('button, summary, a')) this.toggle();
        else return;
        event.preventDefault();
    }

    stepBy(by, slides = true) {
        this.stop();
        this.go(this.step + by, slides);
    }

    go(step, slides = true) {
        const to = Math.min(Math.max(step, 0), this.last), near = Math.abs(to - this.step) === 1;
        this.muted = this.pointed;
        this.step = to;
        if (to === this.last) this.stop();
        this.update(slides && near);
    }

    toggle() {
        if (this.timer) this.stop();
        else if (this.last > 0) {
            if (this.step === this.last) this.go(0, false);
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

    get last() {
        return this.page.steps.length - 1;
    }

    // What is seen.

    /** A step by its number in the whole problem. */
    number(step) {
        return `step ${this.page.steps[step] + 1} of ${this.page.total}`;
    }

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
        const {last} = this, said = this.number(this.step);
        const scrub = find('scrub'), play = find('play');
        scrub.value = this.step + 1;
        scrub.setAttribute('aria-valuetext', said);
        scrub.style.setProperty('--done', `${100 * this.step / Math.max(last, 1)}%`);
        find('count').textContent = said;
        play.toggleAttribute('data-playing', this.timer !== 0);
        play.setAttribute('aria-label', this.timer ? 'Pause' : 'Play');
        play.setAttribute('aria-disabled', last === 0);
        for (const id of ['first', 'back']) find(id).setAttribute('aria-disabled', this.step === 0);
        for (const id of ['forward', 'last']) find(id).setAttribute('aria-disabled', this.step === last);
        find('picture').setAttribute('aria-label', `${document.title}, ${said}`);
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
            const steps = telling.usedBy(this.pointed).slice(0, kMostOutlines);
            for (const step of steps) add(telling.cellOf(step), 'related');
            if (weight) for (const cell of telling.cellsOfWeight(this.shown, Number(weight[1]))) add(cell, '');
        }
        find('overlay').replaceChildren(...boxes.map(([[x, y, width, height], name]) => {
            const box = document.createElementNS(kSvg, 'rect'), small = Math.min(width, height) < 16;
            const [inset, stroke, rx] = small ? [0, 1, 0] : [1, 2, 4];
            const attributes = {class: name, x: x + inset, y: y + inset, width: width - 2 * inset,
                height: height - 2 * inset, rx, 'stroke-width': stroke};
            for (const [attribute, value] of Object.entries(attributes)) box.setAttribute(attribute, value);
            return box;
        }));
    }

    /** The cell under the mouse by name, with its number. */
    readOut() {
        const line = find('readout'), cell = this.pointed;
        if (cell === null) return line.replaceChildren('Point at a cell to see its number.');
        const dash = cell.lastIndexOf('-'), flat = Number(cell.slice(dash + 1));
        const grid = this.page.grids[cell.slice(0, dash)];
        if (!(flat in (grid?.names ?? []))) return line.replaceChildren(...this.readSum(cell, flat));
        const steps = this.telling.usedBy(cell).length, step = stepOf(this.page, cell);
        const used = step !== null ? `, ${this.number(step)}` :
            steps > 0 ? `, used in ${steps} of ${this.last + 1} steps` : '';
        line.replaceChildren(`${grid.names[flat]} = `, datum(grid.values[flat]), used);
    }

    readSum(cell, channel) {
        const found = cell.startsWith('channel-sum-') && this.telling.sums(this.shown).find(pair => pair[0] === channel);
        return found ? [`sum of channel ${channel} = `, datum(found[1], true)] : [''];
    }

    /** Says the step once it rests: while it plays or is scrubbed, a voice could not follow. */
    speak() {
        const scrub = find('scrub');  // says the step's number by itself while it has the focus
        const number = document.activeElement === scrub ? '' : `${this.number(this.step)}. `.replace('s', 'S');
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
