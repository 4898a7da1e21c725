// The page as a reader uses it: buttons, keys, slider, mouse, voice, light and dark.

import assert from 'node:assert/strict';
import {after, test} from 'node:test';

import {close, explained, opened, played, scrubTo, stepNow, written} from './browser.mjs';

after(close);

const kPool = 'maxpool2d 1x1x5x5 k2 s1';           // 16 steps, numbers in the cells
const kConv = 'conv2d 1x3x28x28 out1 k3 p1';       // 784 steps, bitmaps
const pool = written(kPool), conv = written(kConv);

/** Runs `act` on an open page, and holds the page to be without faults. */
async function on(address, act, context = {}) {
    const {page, faults, close: leave} = await played(address, context);
    await act(page);
    assert.deepEqual(faults, []);
    await leave();
}

/** The same where time stands still but for clock.runFor(). */
async function onTime(address, act, context = {}) {
    const {page, faults, close: leave} = await played(address, context, one => one.clock.install({time: 0}));
    await page.clock.pauseAt(60000);
    await act(page);
    assert.deepEqual(faults, []);
    await leave();
}

/** The outline of the window in the input: [x, y, width, height]. */
const windowBox = page => page.evaluate(() => {
    const outline = document.querySelectorAll('[data-group="window"] rect')[1];
    return ['x', 'y', 'width', 'height'].map(name => Number(outline.getAttribute(name)));
});

/** Everything that is seen of the picture, as text. */
const seen = page => page.evaluate(() => {
    const drawing = document.getElementById('drawing').cloneNode(true);
    for (const hidden of drawing.querySelectorAll('[display=none]')) hidden.remove();
    return drawing.innerHTML;
});

async function centre(page, selector) {
    const box = await page.locator(`${selector}:not([display=none])`).first().boundingBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
}
async function pointAt(page, selector) {
    await page.mouse.move(...await centre(page, selector));
}

// --- stepping ----------------------------------------------------------------------------------------------------------

test('buttons step, and rest at the ends', () => on(pool, async page => {
    assert.equal(await stepNow(page), 1);
    for (const [button, step] of [['forward', 2], ['forward', 3], ['back', 2], ['last', 16], ['forward', 16], ['last', 16],
        ['back', 15], ['first', 1], ['back', 1], ['first', 1]]) {
        await page.click(`#${button}`, {force: true});  // also where it says that it is disabled
        assert.equal(await stepNow(page), step, button);
        assert.equal(await page.getAttribute('#back', 'aria-disabled'), String(step === 1));
        assert.equal(await page.getAttribute('#forward', 'aria-disabled'), String(step === 16));
    }
}));

test('arrows, a clicker, Home and End step, whatever has the focus', () => on(pool, async page => {
    const press = async (key, step) => {
        await page.keyboard.press(key);
        assert.equal(await stepNow(page), step, key);
    };
    const all = async () => {
        for (const [key, step] of [['ArrowRight', 2], ['PageDown', 3], ['PageUp', 2], ['ArrowLeft', 1], ['End', 16],
            ['ArrowLeft', 15], ['Home', 1]]) await press(key, step);
    };
    await all();
    for (const focus of ['#forward', '#play', '#terms summary', '#about summary']) {
        await page.focus(focus);
        const top = await page.evaluate(() => scrollY);
        await all();
        assert.equal(await page.evaluate(() => scrollY), top, 'the page itself stays where it is');
    }
}));

test('a focused slider keeps its own keys, and the mouse leaves none behind', () => on(pool, async page => {
    await page.focus('#scrub');
    for (const [key, step] of [['ArrowRight', 2], ['ArrowUp', 3], ['ArrowLeft', 2], ['End', 16], ['Home', 1]]) {
        await page.keyboard.press(key);
        assert.equal(await stepNow(page), step, key);
    }
    await page.keyboard.press('PageUp');  // by a tenth of the range; a clicker would go back
    assert.ok(await stepNow(page) > 1);
    const box = await page.locator('#scrub').boundingBox();
    await page.mouse.click(box.x + box.width - 2, box.y + box.height / 2);
    assert.equal(await stepNow(page), 16);
    await page.keyboard.press('PageUp');  // a slider would go back by a tenth
    assert.equal(await stepNow(page), 15);
}));

test('keys with Control, Alt or Meta are the browser\'s', () => on(pool, async page => {
    for (const key of ['Control', 'Alt', 'Meta']) {
        await page.evaluate(name => document.body.dispatchEvent(
            new KeyboardEvent('keydown', {key: 'End', bubbles: true, [`${name === 'Control' ? 'ctrl' : name.toLowerCase()}Key`]: true})), key);
        assert.equal(await stepNow(page), 1, key);
    }
}));

test('space and Enter press a focused button or open a section, and nothing else', () => on(pool, async page => {
    await page.focus('#forward');
    await page.keyboard.press('Space');
    assert.equal(await stepNow(page), 2);
    assert.equal(await page.getAttribute('#play', 'aria-label'), 'Play');
    await page.focus('#terms summary');
    await page.keyboard.press('Space');
    assert.equal(await page.evaluate(() => document.getElementById('terms').open), true);
    assert.equal(await page.getAttribute('#play', 'aria-label'), 'Play');
}));

test('the slider goes to any step at once, and says which it is', () => on(conv, async page => {
    for (const step of [784, 1, 400, 399, 401]) {
        await scrubTo(page, step);
        assert.equal(await stepNow(page), step);
        assert.equal(await page.getAttribute('#scrub', 'aria-valuetext'), `step ${step} of 784`);
    }
}));

test('however one gets to a step, the picture is the same', async () => {
    const ways = [[pool, 16, [16, 3, 9, 1, 12, 2]], [written('conv2d 1x2x6x6 out1 k3 p1'), 36, [36, 1, 20, 7, 35]],
        [written('maxpool2d 1x1x4x4 k2 s1', 'grad-input'), 16, [16, 2, 9, 1]],
        [written('convtranspose2d 1x1x3x3 out1 k3 s2', 'scatter'), 9, [9, 4, 1, 7]]];
    for (const [address, steps, jumps] of ways)
        await on(address, async page => {
            const pictures = [await seen(page)];
            for (let step = 2; step <= steps; ++step) {
                await page.keyboard.press('ArrowRight');
                await page.waitForTimeout(step < 4 ? 200 : 0);  // some slide to their end, most are cut off
                await scrubTo(page, step);
                pictures.push(await seen(page));
            }
            assert.equal(new Set(pictures).size, steps, 'each step has a picture of its own');
            for (const step of jumps) {
                await scrubTo(page, step);
                assert.equal(await seen(page), pictures[step - 1], `${address}, step ${step}`);
            }
        });
});

// --- playing -----------------------------------------------------------------------------------------------------------

test('space plays two steps a second to the last, and from the first again', () => onTime(pool, async page => {
    await page.keyboard.press('Space');
    assert.equal(await page.getAttribute('#play', 'aria-label'), 'Pause');
    await page.clock.runFor(400);
    assert.equal(await stepNow(page), 1);
    await page.clock.runFor(200);
    assert.equal(await stepNow(page), 2);
    await page.clock.runFor(1000);
    assert.equal(await stepNow(page), 4);
    await page.keyboard.press('Space');
    assert.equal(await page.getAttribute('#play', 'aria-label'), 'Play');
    await page.clock.runFor(5000);
    assert.equal(await stepNow(page), 4, 'paused');
    await page.click('#play');
    await page.clock.runFor(60000);
    assert.equal(await stepNow(page), 16);
    assert.equal(await page.getAttribute('#play', 'aria-label'), 'Play', 'at the end it rests');
    await page.click('#play');
    assert.equal(await stepNow(page), 1);
    await page.clock.runFor(600);
    assert.equal(await stepNow(page), 2);
    await page.keyboard.press('ArrowRight');
    await page.clock.runFor(5000);
    assert.equal(await stepNow(page), 3, 'stepping by hand pauses');
}));

test('the window slides to the next step and comes to rest where it belongs', () => onTime(pool, async page => {
    const from = await windowBox(page);
    await scrubTo(page, 2);
    const to = await windowBox(page);
    assert.notDeepEqual(to, from);
    await scrubTo(page, 1);
    assert.deepEqual(await windowBox(page), from, 'the slider does not slide');
    const rings = page.locator('[data-group="window"] rect[stroke-width="2"]:not([display=none])');  // around the winner
    assert.equal(await rings.count(), 1);
    await page.keyboard.press('ArrowRight');
    await page.clock.runFor(48);
    assert.equal(await rings.count(), 0, 'between two steps there is no winner');
    const [x, ...rest] = await windowBox(page);
    assert.ok(x > from[0] && x < to[0], `${from[0]} < ${x} < ${to[0]}`);
    assert.deepEqual(rest, from.slice(1));
    await page.clock.runFor(120);
    assert.deepEqual(await windowBox(page), to);
    assert.equal(await rings.count(), 1);
}));

test('a jump, or a reader who prefers less motion, sees no slide', async () => {
    const jumps = async (page, keys) => {
        await scrubTo(page, 16);
        const last = await windowBox(page);
        await scrubTo(page, 15);
        for (const key of keys) await page.keyboard.press(key);
        assert.deepEqual(await windowBox(page), last);
    };
    await onTime(pool, page => jumps(page, ['Home', 'End']));
    await onTime(pool, page => jumps(page, ['ArrowRight']), {reducedMotion: 'reduce'});
});

// --- pointing ----------------------------------------------------------------------------------------------------------

test('an output cell shows its window while it is under the mouse; a click goes there', () => on(pool, async page => {
    await scrubTo(page, 12);
    const twelfth = await seen(page);
    await scrubTo(page, 3);
    const third = await seen(page), box = await windowBox(page), line = await page.textContent('#formula');
    await pointAt(page, '[data-cell="output-11"]');
    assert.equal(await stepNow(page), 3);
    assert.notDeepEqual(await windowBox(page), box);
    assert.match(await page.textContent('#formula'), /^output\[0, 0, 2, 3\]/);
    assert.match(await page.textContent('#readout'), /^output\[0, 0, 2, 3\] = .*, step 12 of 16$/);
    const placeholders = await page.locator('[data-group="output"] rect.dashed:not([display=none])').count();
    assert.equal(placeholders, 16 - 3 - 1, 'the output stays filled up to the step; only the cell itself shows its number');
    await page.mouse.move(2, 2);
    assert.equal(await seen(page), third);
    assert.equal(await page.textContent('#formula'), line);
    await page.mouse.click(...await centre(page, '[data-cell="output-11"]'));
    assert.equal(await stepNow(page), 12);
    await page.mouse.move(2, 2);
    assert.equal(await seen(page), twelfth);
}));

test('stepping by key tells the step until the mouse reaches another cell', () => on(pool, async page => {
    await pointAt(page, '[data-cell="output-9"]');
    assert.match(await page.textContent('#formula'), /^output\[0, 0, 2, 1\]/);
    await page.keyboard.press('ArrowRight');
    assert.match(await page.textContent('#formula'), /^output\[0, 0, 0, 1\]/);
    await pointAt(page, '[data-cell="output-10"]');
    assert.match(await page.textContent('#formula'), /^output\[0, 0, 2, 2\]/);
}));

/** Cells whose box is outlined as related, found by the outlines' centres. */
const related = page => page.evaluate(() => [...document.querySelectorAll('#overlay .related')].map(outline => {
    const middle = name => Number(outline.getAttribute(name));
    const x = middle('x') + middle('width') / 2, y = middle('y') + middle('height') / 2;
    return [...document.querySelectorAll('[data-group="output"] [data-cell]:not([display=none])')].find(cell => {
        const value = name => Number(cell.getAttribute(name));
        return x > value('x') && x < value('x') + value('width') && y > value('y') && y < value('y') + value('height');
    })?.dataset.cell;
}));

test('an input cell outlines the output cells that read it, and says its number', () => on(pool, async page => {
    const told = explained(kPool);
    for (const [cell, row, column] of [[0, 0, 0], [7, 1, 2], [24, 4, 4]]) {
        await pointAt(page, `[data-cell="input-${cell}"]`);
        const reads = step => step.terms.find(({input}) => input && input[2] === row && input[3] === column);
        const readers = told.flatMap((step, i) => reads(step) ? [`output-${i}`] : []);
        assert.deepEqual(await related(page), readers);
        const {value} = told.map(reads).find(Boolean);
        assert.equal(await page.textContent('#readout'),
            `input[0, 0, ${row}, ${column}] = ${String(value).replace('-', '−')}, used in ${readers.length} of 16 steps`);
        assert.equal(await page.getAttribute('#readout data', 'value'), String(value));
    }
    await page.mouse.move(2, 2);
    assert.equal(await page.locator('#overlay *').count(), 0);
}));

test('a cell of a bitmap is found by its place', () => on(conv, async page => {
    const image = page.locator('[data-group="input-c1"] image'), box = await image.boundingBox();
    await page.mouse.move(box.x + box.width * 25.5 / 28, box.y + box.height * 3.5 / 28);
    const told = explained(kConv, 'output', '1-150');
    const reads = step => step.terms.find(({input}) => String(input) === '0,1,3,25');
    const {value} = told.map(reads).find(Boolean);
    assert.equal(await page.textContent('#readout'), `input[0, 1, 3, 25] = ${String(value).replace('-', '−')}, used in 9 of 784 steps`);
    const places = await page.evaluate(() => {
        const grid = document.querySelector('[data-group="output-c0"] image').getBBox();
        return [...document.querySelectorAll('#overlay .related')].map(outline => {
            const {x, y, width, height} = outline.getBBox();
            return [y + height / 2 - grid.y, x + width / 2 - grid.x].map(offset => Math.floor(offset / grid.width * 28));
        });
    });
    assert.deepEqual(places, told.filter(reads).map(({output}) => output.slice(2)));
    const output = await page.locator('[data-group="output-c0"] image').boundingBox();
    await page.mouse.click(output.x + output.width * 9.5 / 28, output.y + output.height * 2.5 / 28);
    assert.equal(await stepNow(page), 2 * 28 + 9 + 1);
}));

test('a weight outlines the input cell that it meets', () => on(written('conv2d 1x1x4x4 out1 k2'), async page => {
    await scrubTo(page, 5);
    await pointAt(page, '[data-cell="kernel-3"]');
    const outlines = await page.locator('#overlay rect:not(.related)').evaluateAll(all => all.map(({x, y}) => [x.baseVal.value - 1, y.baseVal.value - 1]));
    const place = cell => page.locator(`[data-cell="${cell}"]`).first().evaluate(({x, y}) => [x.baseVal.value, y.baseVal.value]);
    assert.deepEqual(outlines, [await place('kernel-3'), await place('input-10')]);
}));

test('a touch keeps its cell, and a touch elsewhere lets it go', () => on(pool, async page => {
    await page.touchscreen.tap(...await centre(page, '[data-cell="input-6"]'));
    assert.match(await page.textContent('#readout'), /^input\[0, 0, 1, 1\]/);
    await page.touchscreen.tap(...await centre(page, '#formula'));
    assert.doesNotMatch(await page.textContent('#readout'), /input/);
}, {hasTouch: true}));

// --- the voice ---------------------------------------------------------------------------------------------------------

test('the step\'s sentence is live text, and waits while it plays', () => onTime(pool, async page => {
    const [, second, third] = explained(kPool);
    const spoken = (step, json) => `Step ${step} of 16. output[${json.output.join(', ')}] = ${String(json.result).replace('-', '−')}: ${json.sentence}`;
    assert.equal(await page.getAttribute('#live', 'aria-live'), 'polite');
    assert.equal(await page.getAttribute('#live', 'role'), 'status');
    await page.keyboard.press('ArrowRight');
    await page.clock.runFor(300);
    assert.equal(await page.textContent('#live'), spoken(2, second));
    await page.evaluate(() => {
        window.said = 0;
        new MutationObserver(() => { window.said += 1; }).observe(document.getElementById('live'), {childList: true});
    });
    await page.keyboard.press('Space');
    await page.clock.runFor(600);
    assert.equal(await stepNow(page), 3);
    assert.equal(await page.textContent('#live'), spoken(2, second));
    await page.keyboard.press('Space');
    await page.clock.runFor(2000);
    assert.equal(await page.textContent('#live'), spoken(3, third));
    await page.keyboard.press('Space');
    await page.clock.runFor(60000);
    assert.equal(await page.evaluate(() => window.said), 2, 'thirteen steps, and one sentence at the end');
    assert.match(await page.textContent('#live'), /^Step 16 of 16\. output\[0, 0, 3, 3\] = /);
}));

test('whatever can be used has a name, and the picture is one image', () => on(pool, async page => {
    const names = await page.locator('button, input, summary').evaluateAll(
        all => all.map(node => node.getAttribute('aria-label') ?? node.textContent));
    assert.deepEqual(names, ['First step', 'Previous step', 'Play', 'Next step', 'Last step', 'Step',
        'All 4 terms, exactly', 'Output size, and the same in code']);
    assert.equal(await page.getAttribute('#picture', 'role'), 'img');
    assert.equal(await page.getAttribute('#picture', 'aria-label'), `${kPool}, step 1 of 16`);
    for (let i = 0; i < 6; ++i) {
        await page.keyboard.press('Tab');
        assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), 'none', `Tab ${i + 1}`);
    }
}));

// --- the page ----------------------------------------------------------------------------------------------------------

test('light and dark follow the reader, also while the page is open; paper is light', () => on(conv, async page => {
    const colours = () => page.evaluate(() => [getComputedStyle(document.body).backgroundColor,
        getComputedStyle(document.querySelector('[data-cell="kernel-0"]')).fill,
        document.querySelector('image').getAttribute('href')]);
    const settled = async before => {
        await page.waitForFunction(href => document.querySelector('image').getAttribute('href') !== href, before);
        return colours();
    };
    await page.waitForFunction(() => document.querySelector('image').getAttribute('href'));
    const light = await colours();
    assert.equal(light[0], 'rgb(246, 247, 249)');
    await page.emulateMedia({colorScheme: 'dark'});
    const night = await settled(light[2]);
    assert.equal(night[0], 'rgb(20, 22, 27)');
    assert.notEqual(night[1], light[1]);
    await page.emulateMedia({media: 'print', colorScheme: 'dark'});
    assert.deepEqual(await settled(night[2]), ['rgba(0, 0, 0, 0)', ...light.slice(1)], 'as light, but the paper is its ground');
    assert.equal(await page.isVisible('#play'), false);
    assert.equal(await page.isVisible('#count'), true);
    assert.equal(await page.isVisible('#formula'), true);
}, {colorScheme: 'light'}));

test('a bitmap has the colours of its cells, and no others', () => on(conv, async page => {
    await scrubTo(page, 30);
    const drawn = () => page.evaluate(async () => {
        const picture = new Image();
        picture.src = document.querySelector('[data-group="output-c0"] image').getAttribute('href');
        await picture.decode();
        const canvas = document.createElement('canvas'), context = canvas.getContext('2d');
        canvas.width = picture.width;
        canvas.height = picture.height;
        context.drawImage(picture, 0, 0);
        const {data} = context.getImageData(0, 0, picture.width, picture.height);
        return [picture.width, picture.height, [...data].filter((byte, i) => i % 4 === 3 && byte === 255).length];
    });
    const end = Date.now() + 20000;  // the page draws its bitmaps when it comes to it
    let last = await drawn();
    while (last[2] !== 30 && Date.now() < end) last = await drawn();
    assert.deepEqual(last, [28, 28, 30]);
}));

test('the picture is as wide as the page lets it', async () => {
    for (const width of [800, 1280])
        await on(pool, async page => {
            const [frame, picture, drawn] = await page.evaluate(() => {
                const [outer, svg] = ['frame', 'picture'].map(id => document.getElementById(id));
                return [outer.clientWidth, svg.clientWidth, svg.viewBox.baseVal.width];
            });
            assert.equal(frame, Math.min(width, 1216) - 48);
            assert.equal(picture, Math.min(frame, Math.round(1.25 * drawn)));
            assert.equal(await page.getAttribute('#frame', 'tabindex'), null);
        }, {viewport: {width, height: 900}});
});

test('on a phone nothing sticks out, and numbers stay legible in a picture that scrolls', async () => {
    for (const address of [pool, conv])
        await on(address, async page => {
            const wide = await page.evaluate(() => document.documentElement.scrollWidth);
            assert.equal(wide, 360);
            const scale = await page.evaluate(() => {
                const picture = document.getElementById('picture');
                return picture.getBoundingClientRect().width / picture.viewBox.baseVal.width;
            });
            assert.ok(scale > 0.6, `${scale} of its size`);
            assert.equal(await page.getAttribute('#frame', 'tabindex'), '0', 'keys can scroll it');
            const [buttons, count] = await Promise.all(['#play', '#count'].map(id => page.locator(id).boundingBox()));
            assert.ok(count.y - buttons.y < 2 * buttons.height, 'the transport has two rows');
            const heights = await page.locator('#transport button').evaluateAll(all => all.map(button => button.offsetHeight));
            assert.ok(heights.every(height => height >= 44), 'large enough for a finger');
        }, {viewport: {width: 360, height: 740}});
});

test('with other fonts no text is wider than its room', () => on(pool, async page => {
    await page.addStyleTag({content: '#drawing text { font-family: "DejaVu Sans", serif !important; letter-spacing: 3px; }'});
    const wider = await page.locator('#drawing text').evaluateAll(all => all.map(
        text => [text.textContent, text.getBBox().width, Number(text.getAttribute('textLength'))]).filter(([, width, room]) => width > room + 0.5));
    assert.deepEqual(wider, []);
}, {bypassCSP: true}));

test('the policy lets nothing in but the page\'s own script and style', async () => {
    const {page, faults, close: leave} = await played(pool);
    const stopped = [];
    page.on('requestfailed', request => stopped.push([request.url(), request.failure().errorText]));
    await page.evaluate(() => {
        const script = document.createElement('script');
        script.textContent = 'window.intruder = true;';
        document.body.append(script);
        const picture = new Image();
        picture.src = 'https://example.org/picture.png';
        document.body.append(picture);
        return fetch('https://example.org/data.json').catch(() => {});
    });
    await page.waitForTimeout(100);
    assert.equal(await page.evaluate(() => window.intruder), undefined);
    const asked = faults.filter(fault => fault.startsWith('request')).length;
    assert.ok(stopped.length === asked && stopped.every(([, reason]) => reason === 'csp'), String(stopped));
    const said = faults.filter(fault => !fault.startsWith('request') && !/Fetch API cannot load/.test(fault));
    assert.ok(said.length === 3 && said.every(fault => /Content Security Policy/.test(fault)), String(said));
    await leave();
});

test('without scripts, or in a browser that is too old, a sentence says so', async () => {
    const plain = await opened(pool, {javaScriptEnabled: false});
    assert.match(await plain.page.textContent('noscript'), /JavaScript/);
    assert.equal(await plain.page.isVisible('.trouble'), true);
    await plain.close();
    const old = await opened(pool, {}, page => page.addInitScript(() => { delete window.DecompressionStream; }));
    await old.page.waitForSelector('#trouble:not([hidden])');
    assert.match(await old.page.textContent('#trouble'), /too old/);
    assert.deepEqual(old.faults, []);
    await old.close();
});

test('an exercise tells no numbers: neither in text nor in the voice', () => on(written(kPool, 'output', 'all', 'arithmetic'),
    async page => {
        assert.equal(await page.isVisible('#arithmetic'), false);
        await page.keyboard.press('ArrowRight');
        await page.waitForFunction(() => document.getElementById('live').textContent === 'Step 2 of 16. ');
        assert.equal(await stepNow(page), 2);
    }));

test('some steps are played in their order, and go by their numbers', () => on(written(kPool, 'output', [9, 2, 16]), async page => {
    const seen = [await stepNow(page)];
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight']) {
        await page.keyboard.press(key);
        seen.push(await stepNow(page));
    }
    assert.deepEqual(seen, [9, 2, 16, 16]);
    await page.mouse.click(...await centre(page, '[data-cell="output-1"]'));
    assert.equal(await stepNow(page), 2);
    await page.mouse.click(...await centre(page, '[data-cell="output-4"]'));
    assert.equal(await stepNow(page), 2, 'a cell whose step is not there leads nowhere');
}));

test('a theme that the author chose holds by day and by night', async () => {
    const ground = page => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    for (const theme of ['projector', 'colour-blind'])
        await on(written(kPool, 'output', 'all', 'none', theme), async page => {
            const day = await ground(page);
            await page.emulateMedia({colorScheme: 'dark'});
            assert.equal(await ground(page), day, theme);
        }, {colorScheme: 'light'});
});

test('the page is standard HTML: no quirks, no id twice, a title and a language', () => on(pool, async page => {
    const facts = await page.evaluate(() => {
        const ids = [...document.querySelectorAll('[id]')].map(node => node.id);
        return [document.compatMode, ids.filter((id, i) => ids.indexOf(id) !== i), document.title, document.documentElement.lang];
    });
    assert.deepEqual(facts, ['CSS1Compat', [], kPool, 'en']);
}));
