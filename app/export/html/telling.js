// The arithmetic of a step: the line, the sentence, the table.

const kMostChips = 24;  // beyond, nobody reads them one by one
const kMostRows = 4096;  // beyond, a browser takes seconds for a table
const kFewProducts = 12;  // of one channel: shown at once instead of their sum
const kWins = 1;  // the verdict of a term that won

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
        return `${this.page.stepped}-${this.page.steps[step]}`;
    }
    nameOf(step) {
        return this.name(this.page.stepped, this.page.steps[step]);
    }
    count(step) {
        return at(this.told.count, step);
    }
    rest(step) {
        return at(this.told.rest, step);
    }

    term(step, i) {
        const [value, weight, product, counted, verdict, kind, source, output, cell, channel, kernel, place] =
            this.told.terms[i].map(column => at(column, step));
        return {
            value, weight, kind, source, output, cell, channel, kernel: this.text(kernel), place: this.text(place),
            product: product ?? rawOf(Math.fround(numberOf(value)) * Math.fround(numberOf(weight))),
            counted: counted === 1, verdict, winner: verdict === kWins,
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
        for (let step = 0; step < this.page.steps.length; ++step)
            for (let i = 0; i < this.count(step); ++i) {
                const source = at(this.told.terms[i][6], step), output = at(this.told.terms[i][7], step);
                if (source >= 0) add(`input-${source}`, step);
                if (output >= 0) add(`${this.wording.outputs}-${output}`, step);
            }
        return users;
    }

    /** This step in one sentence, for those who listen; nothing where the page does not tell it to anyone. */
    spoken(step) {
        if (find('arithmetic').hidden) return '';
        const sentence = this.text(at(this.told.sentence, step)), result = written(at(this.told.result, step));
        return `${this.nameOf(step)} = ${result}` + (sentence ? `: ${sentence}` : '');
    }

    show(step) {
        this.step = step;
        find('formula').replaceChildren(...this.formula(step));
        find('sentence').textContent = this.text(at(this.told.sentence, step));
        const notes = this.told.notes.map(note => at(note, step)).filter(note => note !== null);
        find('notes').replaceChildren(...notes.map(note => make('li', '', this.text(note))));
        const listed = Math.min(this.count(step), kMostRows), count = this.count(step) + this.rest(step);
        find('terms').hidden = count === 0;
        find('terms-summary').textContent = count === 1 ? 'The term, exactly' :
            count === listed ? `All ${count} terms, exactly` : `The first ${listed} of ${count} terms, exactly`;
        this.table();
    }

    /** Pieces, none of which breaks: a line never begins with a comma, or ends with a sign. */
    formula(step) {
        const {form} = this.wording, count = this.count(step);
        const result = make('span', 'chip result', datum(at(this.told.result, step)));
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
        const taken = at(this.told.taken, step);
        if (taken === null) return [];
        const from = this.term(step, taken);
        return [from.source >= 0 ? this.name('input', from.source) : from.kind];
    }

    /** What one input cell adds to the output. */
    stamp(step) {
        const terms = this.terms(step), weighted = terms[0].cell >= 0;
        const chips = terms.slice(0, kMostChips).map(term =>
            make('span', 'chip', weighted ? datum(term.product, true) : this.name(this.wording.outputs, term.output)));
        return [make('span', 'sign', weighted ? '· kernel adds' : 'goes to'), ...this.joined(chips),
            ...this.more(terms.length - chips.length + this.rest(step), 'output cell')];
    }

    /** What is left out. */
    more(count, what) {
        return count > 0 ? [make('span', 'sign', `… ${count} more ${what}${count > 1 ? 's' : ''}`)] : [];
    }
    moreTerms(left, rest) {
        const count = left.length + rest, {between, form} = this.wording;
        if (count === 0) return [];
        if (!between.startsWith(' ')) return [make('span', 'sign', `… ${count} more of the window`)];
        const products = form === 'products', nothing = rest === 0 && left.every(term => numberOf(term.product) === 0);
        if (products && nothing) return [make('span', 'sign', `… ${count} product${count > 1 ? 's' : ''} with 0`)];
        return this.more(count, products ? 'product' : 'value');
    }

    sum(step) {
        const {open, close, form} = this.wording, sign = text => make('span', 'sign', text);
        const sums = this.sums(step);
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

    /** [channel, its sum] of each that has one. */
    sums(step) {
        return this.told.channels.map(pair => pair.map(column => at(column, step))).filter(([channel]) => channel !== null);
    }

    channelChips(sums) {
        const shown = sums.length <= kMostChips ? sums : sums.slice(0, kMostChips / 2);
        return [...this.joined(shown.map(pair => this.channelChip(pair))), ...this.more(sums.length - shown.length, 'channel')];
    }

    channelChip([channel, sum]) {
        const chip = make('span', `chip channel hue${channel}`, datum(sum, true));
        chip.title = `sum of channel ${channel}`;
        chip.append(make('span', 'unseen', ` sum of channel ${channel}`));
        return chip;
    }

    /** How much a term matters: the winner, what equals it, then what brings most in; padding and zeros matter least. */
    weight(term) {
        if (term.winner) return Infinity;
        if (term.verdict > 0) return Number.MAX_VALUE;
        if (!term.counted) return -2;
        const size = Math.abs(numberOf(this.wording.form === 'products' ? term.product : term.value));
        if (term.kind !== 'inside' && !(size > 0 && size < Infinity)) return -1;
        return Number.isNaN(size) ? Number.MAX_VALUE : size;
    }

    /** A chip for each term; of many those that matter most, in their order. */
    chips(step) {
        const terms = this.terms(step), plain = at(this.told.plain, step) === 1;
        const most = terms.length <= kMostChips ? terms.length : kMostChips / 2;
        const kept = new Set([...terms].sort((a, b) => this.weight(b) - this.weight(a) || 0).slice(0, most));
        const shown = terms.filter(term => kept.has(term)), left = terms.filter(term => !kept.has(term));
        return [...this.joined(shown.map(term => this.chip(term, plain))), ...this.moreTerms(left, this.rest(step))];
    }

    chip(term, plain) {
        const {before, after, form} = this.wording;
        const kind = term.winner ? ' winner' : term.kind !== 'inside' ? ' outside' : '';
        const chip = make('span', `chip${kind}${term.counted ? '' : ' apart'}`, before, datum(term.value));
        if (form === 'products' && !plain) {
            const negative = numberOf(term.weight) < 0;
            chip.append(negative ? ' · (' : ' · ', datum(term.weight), negative ? ')' : '');
        }
        chip.append(after);
        const facts = [term.kind === 'inside' ? '' : term.kind, term.counted ? '' : this.wording.apart];
        const said = facts.filter(Boolean).join(', ');
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
        return this.wording.verdicts[term.verdict] || (term.counted ? '' : this.wording.apart);
    }

    table() {
        if (!find('terms').open) return;
        const step = this.step, terms = this.terms(step, kMostRows), columns = this.columns(terms);
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
        for (const [channel, sum] of this.sums(step)) add(`channel-${channel}`, `sum of channel ${channel}`, sum, true);
        add('bias', 'bias', at(this.told.bias, step), false);
        add('sum', this.wording.sum, at(this.told.sum, step), true);
        add('divisor', 'divided by', at(this.told.divisor, step), false);
        add('result', `${this.nameOf(step)}`, at(this.told.result, step), false);
        find('table').replaceChildren(make('thead', '', head), body, make('tfoot', '', ...foot));
    }
}
