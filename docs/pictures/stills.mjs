// Takes the still pictures of the README.
//
//   node stills.mjs PUBLIC LETTER AGREED OUT
//
// PUBLIC is the built example, without url:, so that its links lead to files; LETTER is the link of a private page in it, and
// AGREED of one that is agreed.
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
const puppeteer = createRequire(new URL('../../.ci/pages/', import.meta.url))('puppeteer-core');

const [dir, letter, agreed, out] = process.argv.slice(2);
const browser = await puppeteer.launch({ executablePath: process.env.CHROME_PATH || '/usr/bin/chromium', headless: true, args: ['--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--allow-file-access-from-files'] });

// take opens a page in a window, waits for what it has to show, and takes all of the window or one element.
async function take(name, address, width, height, { until = () => true, element } = {}) {
  const page = await browser.newPage();
  await page.setViewport({ width, height });
  await page.goto(address.startsWith('file:') ? address : pathToFileURL(path.join(dir, address)).href, { waitUntil: 'load' });
  await page.waitForFunction(until);
  await page.evaluate(() => document.fonts.ready.then(() => true));
  const options = { path: path.join(out, name + '.png') }, air = 28;
  if (element) {
    const { x, y, width, height } = await (await page.$(element)).boundingBox();
    options.clip = { x: x - air, y: y - 3, width: width + 2 * air, height: height + 3 };
  }
  await page.screenshot(options);
  await page.close();
}

await take('home', 'index.html', 1280, 760);
await take('phone', 'index.html', 390, 844);
await take('capability', 'capabilities/standard-delivery/index.html', 1280, 1330);
await take('record', 'capabilities/standard-delivery/index.html', 1280, 900, { element: '.promise' });
await take('agreement', letter, 1280, 1500, { until: () => !document.getElementById('s') }); // the line that says how the opening goes
await take('agreed', agreed, 390, 900, { until: () => !document.getElementById('s') });
await browser.close();
