package diag

// tellingRules are about bad news.
var tellingRules = []Rule{
	{
		ID: "told-late", Area: "telling", Severity: Warning,
		Title: "bad news that was told later than you say",
		Why:   "A customer who hears of a delay too late can do nothing about it.",
		Explain: `
Fires for a delay or an outage of the last 90 days that customers were told of
later than you say: by notify in site.yaml, by on_miss of a promise that it
affects, or by a promise about telling. The time runs from the moment you
noticed. Once the trouble is over it is only a notice. Fires too for a change
that takes effect sooner than change_notice allows, and where customers were
told before it was noticed, which cannot be.

Correct the times if they are wrong. If they are right, leave them: the page
shows how long it took. Then change what held you up, or the number.

Wrong, with delay_told_within: 1h:

  noticed: 2026-03-11T07:10:00Z
  told: 2026-03-11T11:45:00Z

Right:

  noticed: 2026-03-11T07:10:00Z
  told: 2026-03-11T07:42:00Z
`,
	},
	{
		ID: "miss-untold", Area: "telling", Severity: Warning,
		Title: "misses in the record that no notice speaks of",
		Why:   "A customer who sees the misses and no word about them wonders what else goes untold.",
		Explain: `
Fires where on_miss says how soon the customer hears of a miss, the record shows
five misses or more in its window, or time without service, and no delay,
outage or letter of that time touches the capability. It warns where the promise
is broken. As long as it is kept it is only a notice, since you may have rung
each of them, and nobody can tell from here.

Where many met the same trouble, write down what happened and what you did.

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
