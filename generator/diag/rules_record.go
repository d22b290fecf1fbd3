package diag

// recordRules are about what happened: whether a promise stands on its record, and whether the record can be read.
var recordRules = []Rule{
	{
		ID: "record-below", Area: "record", Severity: Error,
		Title: "a promise that is kept less often than it says",
		Why:   "Customers plan on what you say, and you already know that it will not hold.",
		Explain: `
Fires where the record shows that a promise was kept less often than its target,
within its window. What is open and already late counts as missed. For a
guarantee it is an error and stops the build; for a target it is a warning. Too
few counted rows (checks: min_sample) say nothing yet.

Promise what you keep: the message says which limit you have kept, and how often
you kept this one. If you are mending it, say so: with acknowledge the guarantee
stands until that day, and its reason is printed beside it.

Wrong, where 190 of 201 were on time:

  within: 48h
  target: 95%

Right:

  within: 48h
  target: 95%
  acknowledge:
    until: 2026-06-30
    because: Two of our four vans are being repaired.
`,
	},
	{
		ID: "record-thin", Area: "record", Severity: Notice,
		Title: "a promise that is kept, with nothing to spare",
		Why:   "A few more misses, and a customer who relied on it was told too much.",
		Explain: `
Fires where the record reaches the target, and so few rows were counted that the
true share may well be lower: the lower end of its 95 % interval (Wilson's) is
below the target. With 190 of 200 that end is at 91 %.

Nothing has to be done. You may promise a little less and be safe, or wait until
there is more to count. Twice as many rows with the same share make the interval
narrower by about a third.

Wrong, where 190 of 200 were on time and you want to be sure:

  within: 48h
  target: 95%

Right:

  within: 48h
  target: 90%
`,
	},
	{
		ID: "record-none", Area: "record", Severity: Notice,
		Title: "a promise with a number and no record",
		Why:   "A customer cannot tell a promise that is kept from one that is hoped for.",
		Explain: `
Fires for a guarantee or a target that has no record, or whose record has no row
within its window. Its page says that it is new. That is honest, and for a new
promise it is right; a year later it looks as if nobody dared to count.

Two columns of any export are enough: when it began, and when it ended. Put the
file below content/records/ and name the columns.

Wrong, for a promise that is two years old:

  within: 48h
  target: 95%

Right:

  within: 48h
  target: 95%
  record:
    file: records/deliveries.csv
    from: collected_at
    to: delivered_at
`,
	},
	{
		ID: "record-stale", Area: "record", Severity: Warning,
		Title: "a record that has not been carried on",
		Why:   "The page would tell customers of a time that is long over.",
		Explain: `
Fires where the newest row of a record began more than two months before the
build's "now", or more than half of the window where that is longer. It fires
too where as_of in site.yaml is older than rows of the record, which are then
not counted: the page stands still while the record goes on.

Export the file again. Where as_of was written for an example, remove it, so
that today counts as today.

Wrong, in May, with a record up to the end of April:

  as_of: 2026-01-31T12:00:00Z

Right:

  as_of: 2026-05-01T00:00:00Z
`,
	},
	{
		ID: "record-open-late", Area: "record", Severity: Warning,
		Title: "work that is open and past its limit",
		Why:   "Somebody is still waiting for what you promised.",
		Explain: `
Fires where rows of a record have no end and their limit has passed. Each counts
as missed, or else only what was finished would be seen and the worst would be
missing.

Look at each of them. If it was done, write down when. If it was given up and a
declared exclusion says why, name that. If somebody is still waiting, this is
the one to ring today.

Wrong, where the pallet arrived long ago:

  id,collected_at,delivered_at
  D0207,2026-03-02 14:10,

Right:

  id,collected_at,delivered_at
  D0207,2026-03-02 14:10,2026-03-04 09:25
`,
	},
	{
		ID: "record-negative", Area: "record", Severity: Error,
		Title: "a row that ends before it starts",
		Why:   "A time below zero makes what customers read better than it was.",
		Explain: `
Fires for a row of a record, or a notice, whose end is before its beginning.
Most often two columns were exchanged, the day and the month were, or one of two
clocks is wrong. The row is not counted.

Correct the time. If whole columns are the wrong way round, exchange from and to
below record. If the two columns are of different zones, let each value say its
own, such as 2026-03-02T12:00+01:00.

Wrong:

  id,collected_at,delivered_at
  D0031,2026-03-02 14:10,2026-03-02 08:30

Right:

  id,collected_at,delivered_at
  D0031,2026-03-02 14:10,2026-03-03 08:30
`,
	},
	{
		ID: "record-excluded-share", Area: "record", Severity: Warning,
		Title: "a record of which much is left out",
		Why:   "To the customer whose delivery was late, it was late, whatever you call it.",
		Explain: `
Fires where exclusions take more than one row in ten out of a record within its
window, or of a service more than a tenth of its time. How many were left out,
and why, is published beside the share; a reader who sees many takes the share
for nothing.

Look at what you exclude. What comes up that often is part of the work: count
it, and promise what you then keep. Or name the condition in the promise itself.

Wrong, where one pallet in six met a closed door:

  exclusions:
    - {id: nobody-in, what: Nobody could sign at the address}

Right, in what the customer does:

  customer_does:
    - Somebody can sign between 08:00 and 18:00
`,
	},
	{
		ID: "record-format", Area: "record", Severity: Error,
		Title: "a record that cannot be read",
		Why:   "A row that is passed over in silence would make the count look better than it is.",
		Explain: `
Fires where a promise names a file or a column that is not there; where a value
of a record is no time, no number, no level, or no exclusion of the promise; and
where a time could be two: 03/04/2026 is in March or in April, and when the
clocks go back half past two comes twice. A row with a fault is not counted.

Say under format how times are written, in the way of Go (2 January 2006, 15:04)
or in letters (DD.MM.YYYY HH:mm). Write excel for the day numbers of a
spreadsheet. Without format, 2026-03-20 12:00 is read, and so is RFC 3339.

Wrong, for 03/04/2026 15:30:

  record:
    file: records/tickets.csv

Right, where the day stands first:

  record:
    file: records/tickets.csv
    format: "02/01/2006 15:04"
`,
	},
	{
		ID: "word-always", Area: "record", Severity: Error,
		Title: "always, never or usually, where the record says otherwise",
		Why:   "What you managed one time in a hundred is no promise.",
		Explain: `
Fires where a promise says always, never, every time, guaranteed or 24/7, or
usually or mostly, and the record was kept less often than such a word needs:
always 99 % of the time and usually 80 %, unless checks: words in site.yaml says
otherwise. A promise by such a word that has too few rows to tell gets a notice.

Say the number. "48 hours, 19 times in 20" is a stronger sentence than always,
because it is believed.

Wrong, where it was so on 2 of 202 days:

  says: We always deliver overnight.

Right:

  says: We deliver within 48 hours of collection.
`,
	},
}

// tellingRules are about bad news.
var tellingRules = []Rule{
	{
		ID: "told-late", Area: "telling", Severity: Warning,
		Title: "bad news that was told later than you say",
		Why:   "Customers forgive a delay sooner than hearing of it too late to do something.",
		Explain: `
Fires for a notice of a delay or an outage that customers were told of later
than notify: delay_told_within in site.yaml allows, counted from the moment it
was noticed; and for one that they have not been told of when that time is over.

If the times are wrong, correct them. If they are right, leave them: the page
shows how long it took, and that is part of the truth. Then find out what held
you up, and change it or the number.

Wrong, with delay_told_within: 1h:

  noticed: 2026-03-11T07:10:00Z
  told: 2026-03-11T11:45:00Z

Right:

  noticed: 2026-03-11T07:10:00Z
  told: 2026-03-11T07:42:00Z
`,
	},
	{
		ID: "miss-untold", Area: "telling", Severity: Notice,
		Title: "misses in the record that no notice tells of",
		Why:   "A customer who finds out alone wonders what else they are not told.",
		Explain: `
Fires for a promise that says under on_miss how soon you tell the customer, and
whose record has misses within the window, where no notice of that time touches
the promise. It is only a notice, because you may have rung each of them.

If many customers met the same trouble, write a notice: what happened, whom it
touched, and what you changed. It stands on the page beside the promise.

Wrong, with eleven late deliveries and no notice:

  on_miss:
    notify_within: 1h

Right, in content/notices/2026-03-11-m62.md:

  title: M62 closed, Leeds route late
  kind: delay
  affects: [standard-delivery.on-time]
`,
	},
}
