// Package generator is the description of the architecture; it has no code but tests. Upfront is a function from one set of
// files to another:
//
//	site.yaml content/ themes/                                                    public/
//	       │                                                                        ▲
//	    tree.Read                                                             publish.Write
//	       ▼                                                                        │
//	    [tree] ──syntax──▶ as written ──catalog──▶ what it means ──agreement──▶ per customer
//	                                      check ◀──────┴──────────────┘             │
//	                                         public pages │ letters ──seal──▶ outputs
//
// # Where to add
//
//   - A field: the row in the table of its type in generator/syntax; the view in generator/view, site or letter, and what
//     fills it; the template in themes/default/templates; the word in themes/default/i18n. A text of an agreement
//     that its page prints stands in the method Printed beside the table.
//   - A check: one function in generator/check, and one document generator/check/rules/<id>.md.
//   - A page: the row in the table of pages in generator/site, its view, its template, its word.
//   - A command: one file in cmd/upfront, and its line in root.go.
//   - A language: themes/default/i18n/<lang>.yaml.
//
// # Phases
//
// A phase is a plain function from value to value. Each has its own types; nothing is changed after it is handed on; no
// method has to be called before another. Package build runs them, and is where to begin to read. Its calls are
//
//	build.Load               reads a site and checks it, without its agreements
//	build.Open … .Check      the problems of the whole site
//	build.Open … .Publish    the site in a folder
//	build.Open … .Preview    one page at a time, for serve
//
// # Packages
//
// A package imports only packages of lower layers, and a module from outside only where its row names it. The tests in
// law_test.go read this table, and compare it with the imports:
//
//	0  check/rules       a document for each check: what it looks for and why, wrong and right
//	0  lazy              makes what not every run needs when it is first asked for
//	0  parse             a mistake in a written value, and what to write instead
//	0  cmd/bench/workload  writes a site with any number of customers, to measure with
//	0  gitindex          reports whether git tracks a file
//	0  internal/browser  a real browser, for tests                                       chromedp, cdproto
//	0  internal/figure   how many cases a large test tries
//	0  internal/mails    a text as mail programs send it, for tests
//	0  internal/parallel  how many goroutines share the work of a build
//	0  internal/spoil   changes texts as people, editors and disks do, for tests
//	0  internal/webdriver  pages in Firefox and WebKit, for tests
//	0  themes            the embedded default theme
//	0  theme/stencil     prints views as html/template does, byte for byte, in less time
//	1  card              draws the pictures by which a site is known elsewhere: preview cards, icons    x/image, fyne-io/oksvg, srwiley/rasterx
//	1  borrowed            knows the facts of the starters, of the example and of new files, by their fingerprints
//	1  paper             prints pages that people write on, or send by post
//	1  reply             finds a customer's answers in pasted text or a mail                    x/net, x/text
//	1  draft             writes a mail that mail programs open as a draft
//	1  clock             durations, business calendars, windows, time zones
//	1  amount            shares, money and quantities, exactly
//	1  diag              a problem: where a file is wrong, what is wrong, why it matters, and what to write instead
//	2  tree              a set of input files with their digests; reads one from disk    x/sys
//	2  yamltext          YAML with the place of every value; what is wrong with a text that is not YAML   yaml.v3, x/text
//	2  markdown          parses Markdown, lists its links and headings, prints safe HTML    goldmark, bluemonday, x/net, x/text
//	2  ical              writes days for calendar programs
//	2  seal              the secret, links and boxes of a site; which pages were given out   compress, x/text
//	2  publish           makes public/ hold exactly the outputs, whole or not at all     x/sys
//	2  leak/search       finds words in outputs and texts, however they are written      x/text
//	3  watch             reports that files may have changed, never which                fsnotify
//	3  redact            what may stand in a log that others read: no words of agreements, no customer's id
//	3  syntax            the kinds of files people write: types, one table of fields each    x/text
//	4  agreed            the records of what was agreed: their form, their marks, and whether they are as they were written    x/text
//	4  catalog           resolves references and holds the offer    x/text
//	4  handbook          turns a folder of Markdown of another tool into policies
//	4  openslo           turns service level objectives of another tool into capability files to start from
//	5  drift             which way terms move: whether a promise is stronger or weaker than another, and in what
//	5  record            reads what happened; says what was kept, and what could be promised    x/text
//	5  theme             loads templates and assets, prints a view                       minify
//	6  agreement         what one customer may expect
//	7  agenda            what is due, for whom, and who does it
//	7  check             the rules, one small function each
//	7  leak              which words are private, and whether an output has one that it should not
//	7  view              the parts of pages: what a promise, a notice, a person or a price says, in words
//	7  internal/sample   a small courier's site, for tests of what pages say
//	8  note              composes what a person of the business writes to a customer
//	8  site              the public pages, and what machines read
//	8  staff             composes the edition for the business's own people
//	9  talk              prepares the first conversation: what to ask, and what to read back
//	9  letter            the page for one customer, sealed or public
//	10  build            takes a site from files to outputs, and does again only what its inputs changed
//	11  internal/example  the example site, for tests of what its readers get
//	11  serve            shows the latest pages, or the latest problems, in a browser
//	12  generator        this text, and the tests of what holds for all packages
//	12  cmd/bench        measures the speed of builds and of the preview, beside Hugo; runs on Linux
//	12  cmd/manual       writes docs/ and the checks as a site that Upfront builds
//	12  cmd/moving       puts frames together to the moving picture of the README
//	12  cmd/notices      writes the licences of what others made and the program carries
//	12  cmd/upfront      flags, signals, exit codes and wiring                           cobra, pflag, hujson, go-internal
//
// # Promises the code keeps
//
//  1. Compiling reads no clock, no environment, no network, and no disk but through tree. Same inputs, same bytes.
//  2. Only publish writes the output.
//  3. A private page is in the clear only inside package letter, which passes it on as a seal.Letter: that can only be
//     sealed. Before anything is published, public pages are searched for every private word, each letter for words that
//     identify other customers, and all of them for the secret of the site.
//  4. Templates receive plain-data views, so what a page depends on is what its view was made of.
//  5. There is one build path.
//  6. A problem has a place. Problems are collected, and shown all at once, in the author's words.
//  7. A build with a memory has exactly the result of a build without. build/warm_test.go drops and alters lines of every input
//     to see whether it has.
//
// # Scale
//
// The catalogue is small and is held in memory. Agreements are many and stream: a few workers read, check, print and
// seal each of them, in the order of their paths, and drop it.
//
// Between builds, package build remembers what was made of which inputs, and reads and prints only what its inputs changed: a
// build without a change looks at the stamps of files only. Its comment says what is remembered under which key, when that
// is not believed, and how to add an input. Package publish remembers which files are its own, and nothing else may be
// removed from the output.
package generator
