// Every step of the page has the numbers of `explain --json`, to the last bit.

import assert from 'node:assert/strict';
import {after, test} from 'node:test';

import {close, explained, played, written} from './browser.mjs';
import {large, small} from './scenarios.mjs';

after(close);

/** What the page says at the given steps (from 1), read from its text. */
function read(page, steps) {
    return page.evaluate(all => all.map(number => {
        const find = id => document.getElementById(id), text = node => node?.textContent;
        const value = node => node?.querySelector('data')?.value;
        const scrub = find('scrub');
        scrub.value = number;
        scrub.dispatchEvent(new Event('input'));
        const rows = [...find('table').tBodies[0].rows].map(row => {
            const cells = [...row.querySelectorAll('.cell')].map(text);
            const number_ = name => value(row.querySelector(`.${name}`));
            return {...row.dataset, cells, className: row.className, note: text(row.querySelector('.note')),
                value: number_('value'), weight: number_('weight'), product: number_('product')};
        });
        const sums = [...find('table').tFoot.rows].map(row => [row.dataset.sum, value(row)]);
        const chips = [...find('formula').querySelectorAll('data')].map(datum => datum.value);
        return {name: text(find('formula').firstChild), sums: Object.fromEntries(sums), rows, chips,
            count: text(find('count')), sentence: text(find('sentence')), notes: [...find('notes').children].map(text)};
    }), steps);
}

const numberOf = text => typeof text === 'number' ? text : Number(text?.replace(/^(-?)inf$/, '$1Infinity'));
const same = (text, json, where) => assert.ok(Object.is(numberOf(text), numberOf(json)),
    `${where}: the page has ${text}, explain ${json}`);
const index = text => text.match(/\d+/g)?.map(Number) ?? [];
const bracketed = text => JSON.parse(text.replaceAll('−', '-'));

function compareTerm(row, term, i, json, where) {
    assert.equal(row.kind, term.kind, where);
    assert.equal(Number(row.channel), term.channel, where);
    assert.deepEqual(bracketed(row.kernel), term.kernel, where);
    assert.deepEqual(bracketed(row.at), term.at, where);
    same(row.value, term.value, `${where} value`);
    same(row.weight ?? 1, term.weight, `${where} weight`);
    same(row.product ?? row.value, term.product, `${where} product`);
    const input = row.cells.find(cell => cell.startsWith('input['));
    assert.deepEqual(input ? index(input.slice(0, input.indexOf(']'))) : null, term.input, where);
    if (term.output) assert.deepEqual(index(row.cells.find(cell => /^(output|upstream)\[/.test(cell))), term.output, where);
    assert.equal(row.className === 'winner', json.winner === i, `${where}: the winner`);
    const tied = json.tied.includes(i), overruled = json.overruled?.includes(i) ?? false, said = row.note;
    assert.equal(tied, said === 'equal, but later', `${where}: ${said}`);
    assert.equal(overruled, ['NaN too, but earlier', 'points here, but earlier'].includes(said), `${where}: ${said}`);
    if (json.winner !== i && !tied && !overruled) assert.equal(said === '', term.counted, `${where}: ${said}`);
}

function compare(page, json, where) {
    assert.deepEqual(index(page.name), json.output ?? json.cell, where);
    assert.equal(page.rows.length, json.terms.length, where);
    json.terms.forEach((term, i) => compareTerm(page.rows[i], term, i, json, `${where}, term ${i}`));
    same(page.sums.result, json.result, `${where} result`);
    for (const name of ['sum', 'bias', 'divisor']) {
        if (json[name] === null) assert.equal(page.sums[name], undefined, `${where} ${name}`);
        else same(page.sums[name], json[name], `${where} ${name}`);
    }
    const channels = Object.keys(page.sums).filter(name => name.startsWith('channel-'));
    assert.deepEqual(channels, json.channel_sums.map(({channel}) => `channel-${channel}`), where);
    for (const {channel, sum} of json.channel_sums) same(page.sums[`channel-${channel}`], sum, `${where} channel ${channel}`);
    assert.equal(page.sentence, json.sentence, where);
    assert.deepEqual(page.notes, json.differences.map(difference => difference.sentence), where);
}

/** The numbers of the line above the table, from what explain says. */
function lineOf(json, view) {
    const {terms, channel_sums: sums, result, bias, winner} = json;
    if (view === 'scatter') return [result, ...json.operation === 'ConvTranspose' ? terms.map(term => term.product) : []];
    if (terms.length === 0 || view === 'output' && ['Pad', 'Unfold', 'MaxUnpool'].includes(json.operation)) return [result];
    const end = bias === null ? [result] : [bias, result];
    if (sums.length > 1 || sums.length === 1 && terms.length > 12)
        return [...sums.slice(0, sums.length > 24 ? 12 : 24).map(({sum}) => sum), ...end];
    const weighted = (sums.length > 0 || view.startsWith('grad')) && terms.some(({weight, counted}) => weight !== 1 && counted);
    const numbers = ({value, weight}) => weighted ? [value, weight] : [value];
    return terms.length > 24 ? {terms: terms.map(numbers), end, winner} : [...terms.flatMap(numbers), ...end];
}

/** A folded line: some of the terms in their order, the winner among them, and the end of the whole line. */
function compareFolded(chips, {terms, end, winner}, where) {
    const each = terms[0].length, shown = (chips.length - end.length) / each;
    assert.ok(Number.isInteger(shown) && shown >= 1 && shown < terms.length, `${where}: ${chips.length} numbers in the line`);
    const isTerm = (term, i) => term.every((number, k) => Object.is(numberOf(chips[i * each + k]), numberOf(number)));
    let at = -1;
    for (let i = 0; i < shown; ++i) {
        do ++at; while (at < terms.length && !isTerm(terms[at], i));
        assert.ok(at < terms.length, `${where}: term ${i} of the line, ${chips[i * each]}, is no further term`);
    }
    const won = winner === null || winner === undefined || Array.from({length: shown}, (_, i) => i).some(i => isTerm(terms[winner], i));
    assert.ok(won, `${where}: the winner is in the line`);
    end.forEach((number, i) => same(chips[shown * each + i], number, `${where}: the line's end`));
}

function compareLine(page, json, view, where) {
    const line = lineOf(json, view);
    if (!Array.isArray(line)) return compareFolded(page.chips, line, where);
    assert.equal(page.chips.length, line.length, `${where}: numbers in the line`);
    line.forEach((number, i) => same(page.chips[i], number, `${where}: number ${i} of the line`));
}

async function check([spec, view = 'output'], every) {
    const told = explained(spec, view), steps = told.map((_, i) => i + 1).filter(step => (step - 1) % every === 0 || step === told.length);
    const {page, faults, close: leave} = await played(written(spec, view));
    await page.evaluate(() => { document.getElementById('terms').open = true; });
    await page.waitForFunction(() => document.getElementById('table').rows.length > 0);
    const pages = await read(page, steps);
    steps.forEach((step, i) => {
        const where = `${spec} --show ${view}, step ${step}`;
        assert.equal(pages[i].count, `step ${step} of ${told.length}`, where);
        compare(pages[i], told[step - 1], where);
        compareLine(pages[i], told[step - 1], view, where);
    });
    assert.deepEqual(faults, [], spec);
    await leave();
}

for (const scenario of small) test(`all steps of ${scenario.join(' --show ')}`, () => check(scenario, 1));
for (const scenario of large) test(`some steps of ${scenario.join(' --show ')}`, () => check(scenario, 53));

test('a page of some of the steps has those', async () => {
    const spec = 'maxpool2d 1x1x5x5 k2 s1', steps = [3, 4, 5, 9, 16], told = explained(spec, 'output', steps);
    const {page, faults, close: leave} = await played(written(spec, 'output', steps));
    await page.evaluate(() => { document.getElementById('terms').open = true; });
    await page.waitForFunction(() => document.getElementById('table').rows.length > 0);
    const pages = await read(page, steps.map((_, i) => i + 1));
    pages.forEach((one, i) => {
        assert.equal(one.count, `step ${steps[i]} of 16`);
        compare(one, told[i], `step ${steps[i]}`);
    });
    assert.equal(await page.getAttribute('#scrub', 'min'), '1');
    assert.equal(await page.getAttribute('#scrub', 'max'), '5');
    assert.deepEqual(faults, []);
    await leave();
});
