package diag

// policyRules are about policies and other pages in Markdown.
var policyRules = []Rule{
	{
		ID: "exceptions-none", Area: "policies", Severity: Warning,
		Title: "a policy that never bends",
		Why:   "A rule without exceptions will be bent unfairly, by whoever is on duty when a customer pleads.",
		Explain: `
Fires for a policy without exceptions. Every rule meets a case it was not made
for. If you have not thought about it before, the answer depends on who picks up
the phone, and customers compare.

Write down when you bend it, what you do then, and who decides. Where it really
never bends, because the law or somebody's safety says so, say that in the text
and turn the check off in site.yaml.

Wrong:

  title: Failed deliveries

Right:

  title: Failed deliveries
  exceptions:
    - when: Hospital, hospice or funeral goods
      do: Never charge a redelivery
      decides: dispatch
`,
	},
	{
		ID: "exception-no-decider", Area: "policies", Severity: Error,
		Title: "an exception that nobody may decide",
		Why:   "Staff who may not decide will tell the customer no.",
		Explain: `
Fires for an exception, in a policy or an agreement, without decides. An
exception that needs a call to somebody unnamed is none: the one at the door
says no, and the customer tells others.

Name who may decide on the spot: a role such as any driver, or a person. A limit
in money lets you trust more people with it.

Wrong:

  - when: We came outside the agreed time
    do: Redeliver free the same day

Right:

  - when: We came outside the agreed time
    do: Redeliver free the same day
    decides: any driver
    limit: £120
`,
	},
	{
		ID: "review-overdue", Area: "policies", Severity: Warning,
		Title: "a review date that has passed",
		Why:   "Customers read as true what nobody has checked since.",
		Explain: `
Fires where review_by lies before today ("today" is as_of or --now, where you
set one). You said that you would look at this page by then. Prices, people and
routes change, and pages do not.

Read it as a customer would. If it still holds, set last_reviewed to today and
give it a new date. If it does not, change it, raise the version, and say under
changes whether it became stronger or weaker.

Wrong, in April 2026:

  review_by: 2026-02-20

Right:

  last_reviewed: 2026-04-02
  review_by: 2027-02-20
`,
	},
	{
		ID: "review-missing", Area: "policies", Severity: Notice,
		Title: "nothing says when this is looked at again",
		Why:   "A page without a review date grows old unseen, and customers rely on it all the same.",
		Explain: `
Fires for a policy, capability or agreement without review_by. It is only a
notice: nothing is wrong today. With a date, a check tells you when to look
again, and customers see that somebody does.

Half a year suits an offer that changes, a year suits most policies.

Wrong:

  title: Failed deliveries
  owner: Ama Boateng

Right:

  title: Failed deliveries
  owner: Ama Boateng
  review_by: 2027-02-20
`,
	},
	{
		ID: "liquid-unknown-tag", Area: "policies", Severity: Error,
		Title: "a template tag that means nothing here",
		Why:   "The customer would read program code.",
		Explain: `
Fires for text in double braces, or in braces with percent signs, that Upfront
does not know. Two kinds are known: promise, with the name of a promise, which
prints its limit, so that a text and the data never disagree; and site, with a
name from vars in site.yaml. Tags of other site generators do nothing here.

Replace the tag by one of these, or by plain words.

Wrong:

  We tell you within {{ page.hours }}.

Right:

  We tell you {{ promise "standard-delivery.told-before-you-ask" }}.
`,
	},
	{
		ID: "html-dropped", Area: "policies", Severity: Warning,
		Title: "HTML that is not allowed on a page",
		Why:   "Customers would see the page without it, and not as you wrote it.",
		Explain: `
Fires where Markdown holds HTML that is taken out: scripts, styles, frames,
forms, event handlers. Pages carry only what cannot run anything or call another
site. A short list stays: line breaks, tables, spans with an id and the like.

Write it in Markdown, or link to the thing instead of putting it in.

Wrong:

  <iframe src="https://maps.example/depot"></iframe>

Right:

  [Where our depot is](https://maps.example/depot)
`,
	},
}
