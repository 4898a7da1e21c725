// Chromium without a window, pages in it, and what the program says of their steps.

import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

/** Ends the test as skipped. */
function skip(reason) {
    console.log(`skipped: ${reason}`);
    process.exit(77);
}

const program = process.env.STRIDELENS_PAGES;
if (!program) skip('STRIDELENS_PAGES does not name the program tests/html/html_pages');

function chromiumPath() {
    if (process.env.CHROMIUM) return process.env.CHROMIUM;
    try {
        return execFileSync('which', ['chromium'], {encoding: 'utf8'}).trim();
    } catch {
        return skip('there is no chromium, and $CHROMIUM does not name one');
    }
}

async function launch() {
    const executablePath = chromiumPath();
    let playwright;
    try {
        playwright = await import('playwright-core');
    } catch {
        skip('playwright-core is missing: run "npm ci" in tests/html');
    }
    return playwright.chromium.launch({
        executablePath,
        args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
            '--disable-component-update', '--disable-sync'],
    });
}

export const browser = await launch();
export const folder = mkdtempSync(join(tmpdir(), 'stridelens-html-'));

export async function close() {
    await browser.close();
    rmSync(folder, {recursive: true});
}

let files = 0;

/** Writes the page of a problem; `rest`: the view, the steps, a part that is left out, the theme. Returns its address. */
export function written(spec, ...rest) {
    const file = join(folder, `${++files}.html`);
    execFileSync(program, ['write', file, spec, ...rest.map(String)]);
    return pathToFileURL(file).href;
}

/** `explain --json` of every step. */
export function explained(spec, ...rest) {
    const options = {encoding: 'utf8', maxBuffer: 1 << 30};
    return JSON.parse(execFileSync(program, ['explain', spec, ...rest.map(String)], options));
}

/**
 * Opens a page. `context`: options of the browser's context. Whatever it complains of or asks the network for is in
 * `faults`; there is to be nothing.
 */
export async function opened(address, context = {}, prepare = async () => {}) {
    const owner = await browser.newContext({viewport: {width: 1280, height: 900}, ...context});
    const page = await owner.newPage();
    const faults = [];
    page.on('console', message => faults.push(`console: ${message.text()}`));
    page.on('pageerror', error => faults.push(`error: ${error.message}`));
    page.on('request', request => {
        if (request.url() !== address && !request.url().startsWith('data:')) faults.push(`request: ${request.url()}`);
    });
    await prepare(page);
    await page.goto(address);
    return {page, faults, close: () => owner.close()};
}

/** The same, ready to be played. */
export async function played(address, context = {}, prepare = async () => {}) {
    const open = await opened(address, context, prepare);
    await open.page.waitForSelector('#player:not([hidden])');
    return open;
}

/** Goes to a step as dragging the slider does. */
export async function scrubTo(page, step) {
    await page.evaluate(number => {
        const scrub = document.getElementById('scrub');
        scrub.value = number;
        scrub.dispatchEvent(new Event('input'));
    }, step);
}

/** "step 7 of 16" → 7. */
export async function stepNow(page) {
    return Number((await page.textContent('#count')).match(/^step (\d+) of \d+$/)[1]);
}
