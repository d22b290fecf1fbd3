package diag

// cannotRules are about saying what you can and cannot do, and whom it suits.
var cannotRules = []Rule{
	{
		ID: "cannot-missing", Area: "can / cannot", Severity: Warning,
		Title: "a capability that says nothing it cannot do",
		Why:   "Customers fill the gap with their own expectations.",
		Explain: `
Fires for a capability on offer whose scope has no excluded entry. Every service
ends somewhere. Where you don't say where, each customer draws the line for
themselves, and finds out on a bad day.

Think of what people ask for and you turn down, or of what they often assume.
Say each in one line, with the reason and what they can have instead.

Wrong:

  scope:
    included:
      - Collection from a loading dock

Right:

  scope:
    included:
      - Collection from a loading dock
    excluded:
      - id: chilled
        what: Chilled or frozen goods
        because: Our vans are not refrigerated.
        refer: coldchain-north
`,
	},
	{
		ID: "no-reason", Area: "can / cannot", Severity: Error,
		Title: "a no without a reason",
		Why:   "A no without a reason reads as unwillingness.",
		Explain: `
Fires for an entry under excluded, or a line of an agreement answered no,
without because. People take a no well when they see where it comes from: then
it is about vans and hours and no longer about them.

Write one sentence with the true reason, in your own words. "Company policy" is
no reason; say what the policy protects.

Wrong:

  - id: overnight
    what: Overnight delivery
    refer: rapid-riders

Right:

  - id: overnight
    what: Overnight delivery
    because: One van covers each route, and it collects until 18:00.
    refer: rapid-riders
`,
	},
	{
		ID: "no-alternative", Area: "can / cannot", Severity: Error,
		Title: "a no that leads nowhere",
		Why:   "After a bare no the customer still has the problem, and you have said you won't help.",
		Explain: `
Fires for an entry under excluded, or a line of an agreement answered no, with
none of instead, if and refer. A good no goes on: with what you do instead, with
the condition on which it becomes a yes, or with somebody who does it better.

Add the one that is true; one is enough, and several may stand together.

Wrong:

  - id: chilled
    what: Chilled or frozen goods
    because: Our vans are not refrigerated.

Right:

  - id: chilled
    what: Chilled or frozen goods
    because: Our vans are not refrigerated.
    refer: coldchain-north
`,
	},
	{
		ID: "if-missing", Area: "can / cannot", Severity: Error,
		Title: "a yes-if without its condition",
		Why:   "The customer cannot know what to do to get it.",
		Explain: `
Fires for a line of an agreement answered yes-if that has no if. The customer
hears the yes and forgets the rest, so the condition has to stand in writing,
beside the answer, in words both sides can check.

Write what has to be true first, as something that somebody does or that can be
counted. Is there no condition after all? Then the answer is yes.

Wrong:

  answer: yes-if
  understood: Fewer than 1 pallet in 100 arrives damaged.

Right:

  answer: yes-if
  understood: Fewer than 1 pallet in 100 arrives damaged.
  if: Pallets are corner-boarded before we collect.
`,
	},
	{
		ID: "partner-unknown", Area: "can / cannot", Severity: Error,
		Title: "a referral to a partner who is not listed",
		Why:   "A customer who is sent on must be told to whom, and why them.",
		Explain: `
Fires where refer names somebody who is not in content/partners.yaml. The page
prints the partner's name, a link, and why they are the better choice, and takes
all three from that file.

Correct the name, or add the partner there. Send people to somebody you would go
to yourself; say in why what they do better.

Wrong:

  refer: cold-chain

Right:

  refer: coldchain-north

and in content/partners.yaml:

  coldchain-north:
    name: Coldchain North
    url: https://coldchain.example
    for: Chilled and frozen
    why: Their fleet is refrigerated.
`,
	},
}

// fitRules are about whether what one customer needs is what is offered.
var fitRules = []Rule{
	{
		ID: "fit-limit", Area: "fit", Severity: Error,
		Title: "a limit that cannot be met",
		Why:   "Customers could not tell whether the service suits them.",
		Explain: `
Fires for an entry under fit.limits that has neither at_least nor at_most, or
whose at_least is greater than its at_most, so that no customer could ever fit.
Often the two were swapped.

Give at least one of the two. Where the name does not say what is counted, add
a unit.

Wrong:

  limits:
    pallets_per_week:
      at_least: 60
      at_most: 5

Right:

  limits:
    pallets_per_week:
      at_least: 5
      at_most: 60
`,
	},
	{
		ID: "fit-tighter", Area: "fit", Severity: Error,
		Title: "a need tighter than the promise that answers it",
		Why:   "The customer hears a yes to something that the promise does not give.",
		Explain: `
Fires in an agreement where a line is answered yes, and what the customer needs
is tighter than the promise or limit behind it: they need 24 hours, you promise
48. The message shows both places.

Choose what is true: answer no, with a reason and what you do instead; answer
yes-if, with the condition on which you can; choose an option that gives it; or
tighten the promise for everybody, if your record bears it.

Wrong:

  needs:
    standard-delivery.on-time: 24h

Right, where the offer has that option:

  choose:
    standard-delivery.on-time: 24h
`,
	},
	{
		ID: "choose-unoffered", Area: "fit", Severity: Error,
		Title: "a choice that is not on offer",
		Why:   "The customer would be promised what you have never priced.",
		Explain: `
Fires where an agreement chooses a value for a promise, and the capability has
no option with that value. An agreement may pick among what is published, leave
parts out, or set a condition. It never makes a promise looser or tighter on the
quiet, or the public page would no longer be the offer.

Choose a value that is offered, or add an option to the capability, with its
price.

Wrong:

  choose:
    standard-delivery.on-time: 12h

Right, in the capability:

  options:
    - change: on-time
      to: 12h
      price: £38 a delivery
`,
	},
}
