// Takes the frames of the moving picture: an edit that the preview shows as soon as it is saved, one that is refused, and its
// repair.
//
//   node live.mjs SITE PREVIEW OUT
//
// SITE is a copy of the example, which is edited; PREVIEW is the address of "upfront serve" in it. OUT gets 01.png, … and
// frames.txt: a line each, with how long it is shown, in hundredths of a second.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
const puppeteer = createRequire(new URL('../../.ci/pages/', import.meta.url))('puppeteer-core');

const [site, preview, out] = process.argv.slice(2);
const shown = 'content/capabilities/standard-delivery.yaml', file = path.join(site, shown);
const width = 940, height = 500, left = 400;
const browser = await puppeteer.launch({ executablePath: process.env.CHROME_PATH || '/usr/bin/chromium', headless: true, args: ['--no-sandbox', '--disable-gpu', '--hide-scrollbars'] });
const desk = await browser.newPage(), page = await browser.newPage();
await page.setViewport({ width: width - left, height: height - 34 });
await desk.setViewport({ width, height });
await page.goto(`${preview}capabilities/standard-delivery/`, { waitUntil: 'load' });
const frames = [];

// lines are those of the file around what is edited, and at is the one with the cursor.
const original = fs.readFileSync(file, 'utf8');
const first = original.split('\n').findIndex(l => l.includes('id: chilled')) - 9;

async function take(text, hundredths, saved, cursor) {
  const lines = text.split('\n').slice(first, first + 21);
  await page.bringToFront();
  const picture = await page.screenshot({ encoding: 'base64' });
  const escape = s => s.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const colour = l => escape(l).replace(/^(\s*(?:- )?)([a-z_]+:)/, '$1<b>$2</b>');
  await desk.setContent(`<!doctype html><meta charset=utf-8><style>
    body{margin:0;background:#e9e6e0;font:13px/1.55 system-ui;display:flex;height:${height}px;color:#1d1b18}
    .pane{display:flex;flex-direction:column} .bar{height:34px;line-height:34px;padding:0 12px;color:#58524a;white-space:nowrap}
    .text{flex:1;width:${left}px;background:#fff;overflow:hidden} pre{margin:8px 0 0;font:12px/21px "DejaVu Sans Mono",monospace;tab-size:2}
    pre span{display:block;padding:0 12px;min-height:21px} .on{background:#f1efe9} b{font-weight:400;color:#1f5d3a} i{border-left:2px solid #1d1b18;margin-right:-2px}
    img{display:block;border-left:1px solid #cfcac1}</style>
    <div class=pane><div class=bar>${path.basename(shown)}${saved ? '' : ' •'}</div><div class=text><pre>${lines.map((l, i) => `<span class="${first + i === cursor ? 'on' : ''}">${colour(l)}${first + i === cursor ? '<i></i>' : ''}</span>`).join('')}</pre></div></div>
    <div class=pane><div class=bar>localhost:1414</div><img width=${width - left} height=${height - 34} src="data:image/png;base64,${picture}"></div>`);
  await desk.bringToFront();
  const name = String(frames.length + 1).padStart(2, '0') + '.png';
  await desk.screenshot({ path: path.join(out, name) });
  frames.push(hundredths);
}

// save writes the file, and waits until the page shows it.
async function save(text, until, ...args) {
  fs.writeFileSync(file, text);
  await page.bringToFront();
  await page.waitForFunction(until, { timeout: 20000 }, ...args);
  await page.evaluate(() => document.fonts.ready.then(() => true));
  await place();
}

// place shows the part of the page that the edit changes.
const place = () => page.evaluate(() => { scrollTo(0, [...document.querySelectorAll('h3, dt, p')].find(e => e.textContent.includes('Chilled'))?.getBoundingClientRect().top + scrollY - 190); });

const at = original.split('\n').findIndex((l, i, all) => l.includes('because:') && all[i - 1].includes('Chilled'));
const replaced = line => original.split('\n').map((l, i) => i === at ? line : l).join('\n');
const says = text => document.querySelector('main')?.textContent.includes(text) && document.readyState === 'complete';
const indent = original.split('\n')[at].match(/^\s*/)[0];

await place();
await take(original, 160, true, at);
const better = 'Our vans have no fridge.';
for (const n of [0, 9, 18]) await take(replaced(`${indent}because: ${better.slice(0, n)}`), 30, false, at);
await take(replaced(`${indent}because: ${better}`), 60, false, at);
await save(replaced(`${indent}because: ${better}`), says, better);
await take(replaced(`${indent}because: ${better}`), 240, true, at);
const without = original.split('\n').filter((_, i) => i !== at).join('\n');
await take(without, 70, false, at - 1);
await save(without, () => [...document.querySelectorAll('*')].some(e => e.shadowRoot?.querySelector('[data-errors]:not([hidden])')));
await take(without, 380, true, at - 1);
await save(replaced(`${indent}because: ${better}`), text => ![...document.querySelectorAll('*')].some(e => e.shadowRoot?.querySelector('[data-errors]:not([hidden])')) && document.querySelector('main')?.textContent.includes(text), better);
await take(replaced(`${indent}because: ${better}`), 260, true, at);
fs.writeFileSync(path.join(out, 'frames.txt'), frames.join('\n') + '\n');
await browser.close();
