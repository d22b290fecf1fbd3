package diag

// afterRules are about what comes after the sale.
var afterRules = []Rule{
	{
		ID: "aftercare-none", Area: "after the sale", Severity: Warning,
		Title: "a capability with nothing after the sale",
		Why:   "Customers leave most often in the silence after they bought.",
		Explain: `
Fires for a capability on offer without aftercare. Most businesses talk a lot
until the contract is signed and then only when something is wrong. A call two
weeks in finds small troubles while they are small.

Write down one thing you do by itself, unasked, and when.

Wrong:

  title: Standard delivery

Right:

  title: Standard delivery
  aftercare:
    - when: 14d after first delivery
      do: Ama calls to ask how the first two weeks went
`,
	},
	{
		ID: "ended-no-reason", Area: "after the sale", Severity: Error,
		Title: "an agreement that ended without a word why",
		Why:   "The customer's page has to say why it closed, and what was learned is lost otherwise.",
		Explain: `
Fires for an agreement whose status is ended and which has no ended.on or no
ended.why. The private page stays as a short note that it is closed, since on
and why. A plain reason keeps the door open: people come back to those who
parted well.

Write the day and one fair sentence.

Wrong:

  status: ended

Right:

  status: ended
  ended:
    on: 2026-02-28
    why: Fenwick Tiles moved to Bristol, outside our area.
`,
	},
	{
		ID: "referral-unknown-line", Area: "after the sale", Severity: Error,
		Title: "a referral that depends on a line that is not there",
		Why:   "The customer would be asked for a favour on terms that nobody can find.",
		Explain: `
Fires where referral.earned_if names an id that is neither among the
expectations nor among the priorities of the same agreement. A referral is asked
for only when the lines that mattered most were kept; the customer's page says
which ones.

Correct the id, or take it out of the list.

Wrong, where there is no line e7:

  referral:
    count: 3
    earned_if:
      - e7

Right:

  referral:
    count: 3
    earned_if:
      - e1
      - p1
`,
	},
	{
		ID: "referral-unearned", Area: "after the sale", Severity: Warning,
		Title: "a referral that is not earned",
		Why:   "A customer who is asked for a favour after a broken word remembers both.",
		Explain: `
Fires where referral.earned_if names a line that was missed, by its outcome, or
one that you answered no and that can therefore never be kept. The customer's
page says that you ask for the referral only once these lines were kept.

Put right what was missed, say so to the customer, and record the next outcome.
Or take the line out of the list, if it counts no more.

Wrong, where the outcome of e1 is missed:

  referral:
    count: 3
    earned_if:
      - e1

Right, once it was put right:

  outcome: {result: met, on: 2026-06-30}
`,
	},
	{
		ID: "due-overdue", Area: "after the sale", Severity: Warning,
		Title: "an outcome whose day has passed without a word",
		Why:   "The customer counts the days to what you said would be true, and hears nothing.",
		Explain: `
Fires where the day under outcome.by has passed and no line of the agreement
says how it turned out since then. It is the day both sides looked forward to;
when it goes by in silence, the customer draws a conclusion of their own.

Sit down together, and write the outcome below the lines that bear on it. If
it takes longer, agree on a later day and say why.

Wrong, in July:

  outcome:
    what: No fitter waits for a pallet
    by: 2026-06-30

Right, below a line:

  outcome: {result: met, on: 2026-06-30}
`,
	},
}
