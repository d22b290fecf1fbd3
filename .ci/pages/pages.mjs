// Looks at built sites in Chromium, and holds the bars below: accessibility (axe), HTML (the W3C's checker), width, weight,
// requests and, with --lighthouse, Lighthouse.
//
//   node pages.mjs [--every] [--lighthouse] DIR [a/…/#k=…]… [DIR …]
//
// DIR is a folder that "upfront build" wrote; what begins with a/ is a private page in it with its key, which is opened. One
// page of each type is looked at, the longest; with --every, all, and at more widths, but for Lighthouse, which takes one of
// each type all the same. Exit status 1 where a bar is missed.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import puppeteer from 'puppeteer-core';

// In bytes as on disk, which is more than goes over the wire. Pictures that a text shows come on top.
const most = { requests: 5, page: 120 << 10, html: 60 << 10, css: 40 << 10 };
const least = { accessibility: 100, 'best-practices': 100, seo: 100, performance: 98 };
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const flags = process.argv.slice(2).filter(a => a.startsWith('--'));
const sites = [];
for (const a of process.argv.slice(2).filter(a => !a.startsWith('--'))) {
  if (a.startsWith('a/')) sites.at(-1).opened.push(a);
  else sites.push({ dir: a, opened: [] });
}
const every = flags.includes('--every');
const looks = every ? [320, 390, 768, 1280, 1920].flatMap(width => ['light', 'dark'].map(scheme => ({ width, scheme }))) : [{ width: 320, scheme: 'light' }, { width: 1280, scheme: 'dark' }];

const require = createRequire(import.meta.url);
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'pages-'));
const browser = await puppeteer.launch({ executablePath: process.env.CHROME_PATH || '/usr/bin/chromium', headless: true, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
const html = []; // what the W3C's checker reads: {file, name}
let missed = 0, looked = 0;
const miss = (...what) => { missed++; console.log('missed:', ...what); };

for (const site of sites) await lookAt(site);
checkHTML();
await browser.close();
fs.rmSync(work, { recursive: true });
console.log(`${looked} pages of ${sites.length} ${sites.length == 1 ? "site" : "sites"}, ${missed} bars missed`);
process.exit(missed ? 1 : 0);

async function lookAt({ dir, opened }) {
  const root = rootOf(dir), server = await serve(dir, root);
  const base = `http://127.0.0.1:${server.address().port}${root}`;
  const { files, longest } = pagesOf(dir), pages = [...files, ...opened];
  if (fs.statSync(path.join(dir, 'assets/style.css')).size > most.css) miss(dir, 'the stylesheet is larger than', most.css);
  const now = Date.parse(JSON.parse(fs.readFileSync(path.join(dir, 'promises.json'))).as_of); // of the site: a last day to read may be past by today
  const left = [...pages];
  await Promise.all(os.cpus().map(async () => { for (let p; p = left.shift();) await lookAtPage(dir, base, p, now); }));
  if (flags.includes('--lighthouse')) for (const p of [...longest, ...opened]) await lighthouse(dir, base, p);
  server.close();
}

// rootOf returns the path that a site is made for, by its page for wrong addresses, which names it.
function rootOf(dir) {
  const root = fs.readFileSync(path.join(dir, '404.html'), 'utf8').match(/rel="?stylesheet"? href="?([^"> ]*)assets\/style\.css/)[1];
  return root.startsWith('/') ? root : '/';
}

// pagesOf returns the files of a site's pages to look at, and the longest of each type. A page that leads on at once is only read.
function pagesOf(dir) {
  const all = [], longest = new Map();
  for (const file of fs.readdirSync(dir, { recursive: true }).map(f => f.split(path.sep).join('/')).filter(f => f.endsWith('.html')).sort()) {
    const text = fs.readFileSync(path.join(dir, file), 'utf8');
    const type = /http-equiv="?refresh/.test(text) ? 'redirect' : text.match(/<body class="?page-([a-z0-9]+)/)[1];
    all.push({ file, text, type });
    if (text.length > (longest.get(type)?.text.length ?? 0)) longest.set(type, all.at(-1));
  }
  const chosen = every ? all : [...longest.values()];
  for (const { file, text } of chosen) {
    html.push({ file: path.join(dir, file), name: `${dir}/${file}` });
    if (Buffer.byteLength(text) > most.html) miss(`${dir}/${file}`, 'has', Buffer.byteLength(text), 'bytes');
  }
  const shown = list => list.filter(p => p.type !== 'redirect').map(p => p.file);
  return { files: shown(chosen), longest: shown([...longest.values()]) };
}

async function lookAtPage(dir, base, page, now) {
  looked++;
  const opened = page.includes('#'), name = `${dir}/${page.replace(/#.*/, ' opened')}`;
  for (const { width, scheme } of looks) {
    const tab = await browser.newPage(), at = `at ${width} px, ${scheme}:`;
    let bytes = 0, requests = 0;
    tab.on('request', q => { if (!q.url().startsWith('data:') && !q.url().startsWith(base)) miss(name, 'asks elsewhere:', q.url()); });
    tab.on('requestfinished', q => { if (!q.url().startsWith('data:')) { requests++; bytes += size(dir, new URL(base).pathname, q.url()); } });
    tab.on('console', m => { if (m.type() === 'error') miss(name, 'says in the console:', m.text()); });
    tab.on('pageerror', e => miss(name, 'has a mistake in its script:', e.message));
    await tab.setViewport({ width, height: 900 });
    await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    if (opened) await tab.evaluateOnNewDocument(now => { Date.now = () => now; }, now);
    await tab.goto(base + page, { waitUntil: 'load' });
    if (opened) await tab.waitForFunction(() => !document.getElementById('s')); // the line that says how the opening goes
    await tab.evaluate(() => document.fonts.ready.then(() => true));
    await tab.evaluate(axe);
    const { violations } = await tab.evaluate(rules => window.axe.run({ runOnly: rules }), rules);
    for (const v of violations) miss(name, at, v.id, v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(' | '));
    const seen = await tab.evaluate(() => ({ wide: document.documentElement.scrollWidth > innerWidth, pictures: document.querySelectorAll('.prose img, .disc img, img.disc').length }));
    if (seen.wide) miss(name, at, 'scrolls sideways');
    if (requests - seen.pictures > most.requests) miss(name, at, requests, 'requests');
    if (!seen.pictures && bytes > most.page) miss(name, at, 'weighs', bytes, 'bytes');
    if (opened && width === looks[0].width && scheme === 'light') {
      html.push({ file: path.join(work, `${html.length}.html`), name });
      fs.writeFileSync(html.at(-1).file, await tab.content());
    }
    await tab.close();
  }
}

async function lighthouse(dir, base, page) {
  const run = (await import('lighthouse')).default, name = `${dir}/${page.replace(/#.*/, ' opened')}`, isPrivate = page.startsWith('a/');
  const judge = async () => (await run(base + page, { port: +new URL(browser.wsEndpoint()).port, logLevel: 'silent', output: 'json' })).lhr;
  let lhr = await judge();
  for (let again = 0; again < 2 && lhr.categories.performance.score * 100 < least.performance && !isPrivate; again++) lhr = await judge(); // other work slows a page
  if (isPrivate && lhr.audits['is-crawlable'].score !== 0) miss(name, 'may be found by search engines');
  for (const { id, score } of Object.values(lhr.categories)) {
    if (score * 100 < least[id] && !(isPrivate && ['seo', 'performance'].includes(id)) && !(page === '404.html' && id === 'seo')) miss(name, `Lighthouse gives ${Math.round(score * 100)} for ${id}:`, Object.values(lhr.audits).filter(a => a.score === 0).map(a => a.id).slice(0, 5).join(', '));
  }
}

// checkHTML has the W3C's checker read the pages, warnings and all.
function checkHTML() {
  // For a page that is read as a file it takes the policy's 'self' for nothing: browsers judge that one.
  const policy = '.*violates Content Security Policy.*';
  try {
    execFileSync('java', ['-jar', require.resolve('vnu-jar/build/dist/vnu.jar'), '--Werror', '--format', 'gnu', '--filterpattern', policy, ...html.map(h => h.file)], { stdio: ['ignore', 'ignore', 'pipe'], maxBuffer: 64 << 20 });
  } catch (e) {
    if (e.status !== 1) throw e;
    for (const line of String(e.stderr).trim().split('\n')) miss(line.replace(/"file:([^"]*)"/, (_, f) => html.find(h => path.resolve(h.file) === decodeURI(f))?.name ?? f));
  }
}

function serve(dir, root) {
  const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg', '.json': 'application/json', '.xml': 'application/xml', '.woff2': 'font/woff2', '.txt': 'text/plain' };
  const server = http.createServer((q, r) => {
    const file = fileOf(dir, root, q.url);
    if (!file) return r.writeHead(404).end();
    const type = types[path.extname(file)] ?? 'application/octet-stream', data = fs.readFileSync(file);
    if (!/text|svg|json|xml/.test(type)) return r.writeHead(200, { 'content-type': type }).end(data);
    r.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' }).end(zlib.gzipSync(data)); // as hosts do
  });
  return new Promise(ok => server.listen(0, '127.0.0.1', () => ok(server)));
}

// fileOf returns the file of an address below the root; nothing where there is none.
function fileOf(dir, root, url) {
  const name = decodeURIComponent(new URL(url, 'http://127.0.0.1').pathname);
  if (!name.startsWith(root) || name.includes('..')) return undefined;
  const file = path.join(dir, name.slice(root.length), name.endsWith('/') ? 'index.html' : '');
  return fs.existsSync(file) && fs.statSync(file).isFile() ? file : undefined;
}

function size(dir, root, url) {
  const file = fileOf(dir, root, url);
  return file ? fs.statSync(file).size : 0;
}
