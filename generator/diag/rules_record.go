package diag

// recordRules hold promises against what really happened.
var recordRules = []Rule{
	{
		ID: "record-format", Area: "record", Severity: Error,
		Title: "a record that cannot be read",
		Why:   "A customer reads how often you kept a promise, and a row left out may be the one that was missed.",
		Explain: `
Fires where the file or a column that a record names is not there, and for each
row that cannot be counted: a time in a form that is not known, an exclusion or
a level that the promise does not have, a word where a number should be, a
quotation mark that is not closed. Such a row is not counted, and nothing is
published until it is put right.

A row counts whose local time never was, since the clocks went forward; that is
a warning, for it may be of another zone. One that was there twice is a notice.

Correct the row, or say in format how times are written, or excel for the day
numbers of a spreadsheet.

Wrong, in a file with 03/04/2026 10:00:

  record: {file: r.csv, from: began, to: done}

Right:

  record: {file: r.csv, from: began, to: done, format: DD/MM/YYYY HH:mm}
`,
	},
	{
		ID: "record-negative", Area: "record", Severity: Error,
		Title: "a row that ends before it starts",
		Why:   "A time below zero would count as kept, and make the promise look better than it is.",
		Explain: `
Fires for a row of a record whose end lies before its beginning, and for a
notice that was told before it was noticed. Often the two columns were exchanged
below record, or one of the times was written in another zone, or somebody wrote
last year's date. The row is not counted, and nothing is published until it is
put right.

Look the two times up where they come from, and correct the wrong one in the
program that you export from, so that the next export is right too.

Wrong:

  D0104,2026-03-04 10:00,2026-03-03 16:00

Right:

  D0104,2026-03-04 10:00,2026-03-05 16:00
`,
	},
	{
		ID: "record-below", Area: "record", Severity: Error,
		Title: "a promise that the record does not bear",
		Why:   "A customer would be promised what you have not been able to do.",
		Explain: `
Fires where the share that was kept within the window is below the target, of
all rows or at one level. Open rows whose time has passed count as missed. Below
min_sample it fires only where so few kept are hardly chance (less than 2.5 %):
none of 29 at 95%, but not none of one. A broken guarantee stops the build; a
target is a warning, since it says what you aim at. A guarantee is held to
guarantee_floor in site.yaml too.

Promise what the record bears: the message says which time was kept often
enough, and how often this one was. Or stand by the promise for a while, and say
why: then it goes through until that day, and the page says so.

Wrong, where 190 of 201 were kept:

  target: 95%

Right, either of these:

  target: 94%

  acknowledge: {until: 2026-05-01, because: Two vans are being repaired}
`,
	},
	{
		ID: "record-thin", Area: "record", Severity: Notice,
		Title: "a promise that the record bears, but only just",
		Why:   "With so few cases, a customer's next one may well be missed.",
		Explain: `
Fires where the share that was kept reaches the target, but perhaps only by
luck: fewer than a hundred were counted, and the lower bound of the 95 %
interval (Wilson 1927) lies below the target. The true share may be a good deal
lower, and a few more misses would change the verdict. A target of
100% is never thin.

Nothing is wrong yet. Let the window be longer, so that more is counted, or
promise a little less than the share that you see.

Wrong, where 38 of 40 were kept:

  target: 95%
  window: 90d

Right:

  target: 90%
  window: 90d
`,
	},
	{
		ID: "record-stale", Area: "record", Severity: Warning,
		Title: "a record that ends long ago",
		Why:   "A customer takes what the page says for how things are now.",
		Explain: `
Fires where the newest row of a record began before the window that is counted,
so that nothing is left to judge the promise by: with a window of 90 days, a
record whose last row is half a year old. The page then says that there is no
record yet, which is not what your customers remember.

It is a notice where rows happened after the moment of the build, and so do not
count: as_of in site.yaml stands still while the record goes on, or the times of
these rows are wrong. What is booked for later is not meant.

Export the record again, and do so before each build. If the promise is about
something rare, count over a longer time.

Wrong, where the newest row is of last winter:

  window: 90d

Right:

  window: 1y
`,
	},
	{
		ID: "record-open-late", Area: "record", Severity: Notice,
		Title: "rows that are open beyond their time",
		Why:   "Somebody is waiting longer than you promised.",
		Explain: `
Fires where rows have no end, and the promise's time has passed for them. They
count as missed from that moment on: if only finished ones counted, the worst
would never be seen, and the promise would look better the longer they wait.

Look whether they are really open. If they are done, write their end into the
record; if not, tell the customers who wait.

Wrong, for one that was delivered:

  D0202,2026-03-17 14:00,

Right:

  D0202,2026-03-17 14:00,2026-03-18 11:20
`,
	},
	{
		ID: "record-excluded-share", Area: "record", Severity: Warning,
		Title: "many rows that do not count",
		Why:   "A promise with many exceptions is not the one that the customer read.",
		Explain: `
Fires where more than a tenth of the rows within the window name an exclusion. A
customer who is told that 95 of 100 were kept does not expect that twenty more
were left out. The page says how many there are and why, so everybody can see
it.

Look at the causes: what happens this often belongs to the work. Let it count,
and promise a time or a share that has room for it.

Wrong:

  exclusions: [{id: busy, what: A busy day}]
  target: 95%

Right:

  target: 85%
`,
	},
	{
		ID: "word-always", Area: "record", Severity: Error,
		Title: "a word that the record does not bear",
		Why:   "A customer takes always for always.",
		Explain: `
Fires where what a promise says holds always, never, guaranteed or 24/7, and the
record kept it less often than 99 in 100; or where it says usually, and the
record kept it less often than 80 in 100. In site.yaml you can set other shares
below checks: words.

Say how often you keep it, or promise a time that you do keep.

Wrong, where 2 of 202 arrived by the next morning:

  says: We always deliver overnight.

Right:

  says: We deliver within 48 hours, 95 times in 100.
`,
	},
	{
		ID: "record-none", Area: "record", Severity: Notice,
		Title: "a promise with a number and no record",
		Why:   "A customer cannot tell a promise that is kept from one that is hoped for.",
		Explain: `
Fires for a guarantee or a target with a number that has no record, or whose
record has no row yet. Its page says that the promise is new. For a young one
that is right, and this is only a notice. It is a warning once the capability
has been in effect for more than a year: by then it looks as if nobody dared to
count.

Most often the numbers are there already, in the program you book or bill with.
Export when it began and when it ended, put the file below content/records/, and
name the columns.

Wrong, for a promise that is two years old:

  within: 48h
  target: 95%

Right:

  within: 48h
  target: 95%
  record: {file: records/r.csv, from: began, to: done}
`,
	},
}
