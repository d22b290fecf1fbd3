package diag

// wordingRules are about how a promise is put.
var wordingRules = []Rule{
	{
		ID: "starting-text", Area: "promise wording", Severity: Warning,
		Title: "a text that a new file began with",
		Why:   "Whoever reads a sentence that was written for nobody trusts the others less.",
		Explain: `
Fires where a text that upfront new wrote is still there, in a file that
somebody is going to read: a capability, a policy or a notice that is public,
or an agreement. It only says what should stand in its place.

Write your own in its place. A part that you don't need can be taken out.

Wrong:

  summary: One sentence that a customer could repeat to somebody else.

Right:

  summary: We fetch your pallets before noon and bring them the next day.
`,
	},
	{
		ID: "promise-vague", Area: "promise wording", Severity: Error,
		Title: "a word that each reader measures differently",
		Why:   "Each customer reads a different number into it, and most are disappointed.",
		Explain: `
Fires where a promise says fast, soon, promptly, ASAP, reasonable or the like,
without a number. To you "promptly" may be tomorrow; to the one who waits it is
within the hour.

Look at what you really do, and give the time you keep even on a bad day. If you
cannot give a number, leave the promise out and say what you do first.

Wrong:

  says: We answer promptly.

Right:

  says: We answer within 4 working hours.
  within: 4h
  clock: business
`,
	},
	{
		ID: "promise-best-effort-number", Area: "promise wording", Severity: Error,
		Title: "a best effort with a number",
		Why:   "A number reads as a promise, whatever stands beside it.",
		Explain: `
Fires for a promise whose commitment is best-effort and which has a limit or a
target, or a number in its sentence. Customers remember the number and forget
the small print: "we try to come within 2 hours" is heard as 2 hours.

Take the number out and say what you do. Or stand by it: make it a target, which
is published with how often you keep it, or a guarantee with a remedy.

Wrong:

  says: We try to come within 2 hours.
  commitment: best-effort
  within: 2h

Right:

  says: We come between two other visits and ring before we set off.
  commitment: best-effort
`,
	},
	{
		ID: "guarantee-no-remedy", Area: "promise wording", Severity: Error,
		Title: "a guarantee without a remedy",
		Why:   "A guarantee that costs you nothing when it is broken is only a wish.",
		Explain: `
Fires for a promise whose commitment is guarantee and which has no remedy under
on_miss. What makes a promise a guarantee is that the customer knows beforehand
what they get if we miss it, without having to argue.

Add the remedy: money back, a credit, the work done again. If there is to be
none, call the promise a target; that is honest and still worth something.

Wrong:

  commitment: guarantee

Right:

  commitment: guarantee
  on_miss:
    notify_within: 1h
    remedy:
      kind: service_credit
      amount: 20% of that delivery's charge
      automatic: true
`,
	},
	{
		ID: "empty-promise", Area: "promise wording", Severity: Error,
		Title: "a promise that says nothing that could be kept or broken",
		Why:   "A sentence that nobody could check only raises expectations.",
		Explain: `
Fires for a promise made of praise alone: quality, passion, "your satisfaction
is our priority", "we go the extra mile". Nobody could say on a given day
whether it was kept, so it tells the customer nothing and you nothing.

Ask what a customer would see when it is kept, and promise that. If nothing
comes to mind, take the sentence out.

Wrong:

  says: We are committed to excellent service.

Right:

  says: If your delivery will be late, you hear it from us first.
  within: 1h
`,
	},
	{
		ID: "promise-limit", Area: "promise wording", Severity: Error,
		Title: "a promise whose sentence and data disagree, or that lacks its limit or clock",
		Why:   "Customers read the sentence, while you are measured by the data.",
		Explain: `
Fires where the number in says differs from within, at_least or at_most; where a
promise that is measured has no limit; where it has a time and no clock; and
where up_to bounds an exclusion of a promise that counts cases. Four hours on
the calendar are over by midnight, four working hours may end tomorrow, so each
time needs its clock: calendar or business.

Make the sentence and the data say the same.

Wrong:

  says: We deliver within 24 hours of collection.
  within: 48h

Right:

  says: We deliver within 48 hours of collection.
  within: 48h
  clock: calendar
`,
	},
	{
		ID: "measure-unusable", Area: "promise wording", Severity: Error,
		Title: "a promise that its record cannot be held against",
		Why:   "A limit that nothing is held against looks kept, or missed, however you do.",
		Explain: `
Fires where a limit is of another kind than the column it is held against: a
time beside a column of numbers, a share beside the length of a delivery, words
beside either. Fires too where a promise with a record has no limit, where its
record names no file or other columns than it needs, where every number keeps a
limit or none does, and where the window is shorter than a day. Nothing is
counted until it is put right.

Write the limit as the column has it. Times of single cases want the columns
from and to, and a limit in within; numbers want total, and a bare number.

Wrong, where the column waited holds 12, 7 and 31:

  at_most: 15 minutes
  record: {file: records/calls.csv, from: day, total: waited}

Right:

  at_most: 15
  record: {file: records/calls.csv, from: day, total: waited}
`,
	},
	{
		ID: "remedy-gap", Area: "promise wording", Severity: Error,
		Title: "a remedy with a gap in it",
		Why:   "A customer whom you failed would get nothing, or less than the page says.",
		Explain: `
Fires where the first tier of a guarantee is below its target: between 99.9% and
99% you break it and nobody gets anything. Fires too where a worse result earns
less than a better one, where a credit is more than the cap, and where the time
to ask for it is over before the customer hears of the miss. Amounts in words
cannot be compared and are left alone.

Begin at the target and go down, and let the credit grow.

Wrong:

  target: 99.9%
  on_miss:
    remedy:
      tiers:
        - {below: 99%, credit: 10%}

Right:

  target: 99.9%
  on_miss:
    remedy:
      tiers:
        - {below: 99.9%, credit: 5%}
        - {below: 99%, credit: 10%}
`,
	},
}
