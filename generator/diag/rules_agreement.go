package diag

// agreementRules are about what was said and agreed with one customer.
var agreementRules = []Rule{
	{
		ID: "said-missing", Area: "agreement", Severity: Error,
		Title: "a line without the customer's own words",
		Why:   "Without their own words customers cannot check that you understood them.",
		Explain: `
Fires for a line of an agreement without said. The page shows "you said" beside
"we understood", so that a customer sees at a glance whether the second follows
from the first. Your summary alone can only be believed.

Write what they said, word for word, as it fell; grammar does not matter. If
they wrote it, copy the sentence. If nobody said it, it belongs in the offer.

Wrong:

  - id: e1
    understood: We phone Priya within one hour of knowing.

Right:

  - id: e1
    said: "Just don't leave me finding out from my fitter."
    understood: We phone Priya within one hour of knowing.
`,
	},
	{
		ID: "understood-same", Area: "agreement", Severity: Error,
		Title: "understood repeats said",
		Why:   "Words repeated back don't show the customer what you take them to mean.",
		Explain: `
Fires where understood is missing, or is the same as said but for capitals and
punctuation. Saying it back in other words is how both sides find out that they
meant different things, while it is still cheap.

Say what you will do, or what will be true, in words that both can check later:
who, what, by when, how many.

Wrong:

  said: "Corners can't be chipped."
  understood: Corners can't be chipped.

Right:

  said: "Corners can't be chipped."
  understood: Fewer than 1 pallet in 100 arrives with damaged goods.
`,
	},
	{
		ID: "understood-uncheckable", Area: "agreement", Severity: Warning,
		Title: "an understanding nobody could check",
		Why:   "Neither the customer nor you could tell later whether it was kept.",
		Explain: `
Fires where understood holds only words that everybody measures differently,
such as quickly, good, regularly or as needed: no number, no time, no person and
no event by which to tell a yes from a no.

Ask "how would we both know?" and write the answer down.

Wrong:

  understood: You want to be kept well informed.

Right:

  understood: Every Monday by 10:00 you get a mail with all open deliveries.
`,
	},
	{
		ID: "answer-missing", Area: "agreement", Severity: Error,
		Title: "a line without an answer",
		Why:   "A request left open is heard as a yes.",
		Explain: `
Fires for a line of an agreement without answer. It was said, you understood it,
and now the customer waits for one of three words: yes, yes-if with its
condition, or no with its reason and what you do instead.

Give the answer you can stand by. An honest no today is kinder than a yes that
breaks in June.

Wrong:

  said: "I want it next morning."
  understood: You would like delivery the morning after collection.

Right:

  said: "I want it next morning."
  understood: You would like delivery the morning after collection.
  answer: no
  because: We managed that on 2 of our last 200 deliveries.
  instead: Delivery within 48 hours.
`,
	},
	{
		ID: "list-empty", Area: "agreement", Severity: Warning,
		Title: "an agreement with an empty list",
		Why:   "How you work together and what the service must do are two things, and each customer has both in mind.",
		Explain: `
Fires for an agreement without a line under expectations, or without one under
priorities. Expectations are about working together: who rings whom, how soon.
Priorities are about the service itself: what has to arrive, in which state. A
talk easily stays with one of them, and the other is filled by guesses.

Ask for what is missing; the questions under ask: of a capability help.

Wrong:

  priorities: []

Right:

  priorities:
    - id: p1
      said: "Corners can't be chipped."
      understood: Fewer than 1 pallet in 100 arrives damaged.
      answer: yes
`,
	},
	{
		ID: "agreed-incomplete", Area: "agreement", Severity: Error,
		Title: "agreed without who, when or how",
		Why:   "When memories differ, the customer can only trust an agreement that can be traced.",
		Explain: `
Fires where agreed lacks on, by or how, and where status is agreed and no line
has agreed at all. The page prints "agreed on 2 March by
Don Fenwick, in a meeting" under the line, and that sentence is what both sides
go back to.

Where status is agreed and some lines are still open, it warns of each of these;
the page names them too.

Fill in the day, the name of the person who agreed (somebody whose role is
decides), and how: meeting, phone, mail. Not agreed yet? Then leave agreed out.

Wrong:

  agreed:
    on: 2026-03-02

Right:

  agreed:
    on: 2026-03-02
    by: Don Fenwick
    how: meeting
`,
	},
	{
		ID: "agreed-by-unknown", Area: "agreement", Severity: Error,
		Title: "agreed by somebody who could not",
		Why:   "A yes counts only from somebody whom the customer has given the say.",
		Explain: `
Fires where by below agreed names somebody who is not among the people of the
agreement, or one of your own people, who cannot say yes for a customer.

List whoever said yes below people. Somebody who has left may stay on the list.

Wrong, where Ama Boateng is one of your own:

  agreed: {on: 2026-03-02, by: Ama Boateng, how: meeting}

Right:

  people:
    - {name: Don Fenwick, role: decides}
  expectations:
    - id: e1
      agreed: {on: 2026-03-02, by: Don Fenwick, how: meeting}
`,
	},
	{
		ID: "agreed-in-future", Area: "agreement", Severity: Error,
		Title: "a yes on a day that is still to come",
		Why:   "What has not happened yet was not agreed, and the page would say that it was.",
		Explain: `
Fires where the day below agreed lies after today, and likewise the day on which
a condition was met (if_met) or a line turned out (outcome). "Today" is as_of in
site.yaml where it stands there, or the day after --now.

Correct the day, or take the lines away until it has happened.

Wrong, on 20 March 2026:

  agreed: {on: 2029-03-02, by: Don Fenwick, how: meeting}

Right:

  agreed: {on: 2026-03-02, by: Don Fenwick, how: meeting}
`,
	},
	{
		ID: "price-missing", Area: "agreement", Severity: Warning,
		Title: "an agreement without a price",
		Why:   "The price is the line customers look for first.",
		Explain: `
Fires for an agreement that is proposed or agreed, where neither it nor the
capabilities it names say what they cost. The first surprise on a bill undoes
much of what the rest of the page has built.

Say the price as the customer will see it on the bill. If it depends, say on
what, and where it ends: an estimate with a ceiling is a price too.

Wrong:

  capabilities:
    - standard-delivery

Right:

  capabilities:
    - standard-delivery
  price: £42 a pallet, billed monthly
`,
	},
	{
		ID: "updates-missing", Area: "agreement", Severity: Warning,
		Title: "nothing said about keeping the customer told",
		Why:   "Silence is what customers complain of most.",
		Explain: `
Fires for an agreement without updates. People forgive a delay that they were
told of; they rarely forgive having to ask. So agree how often they hear from
you, which way, on which day, and what they hear at once.

Ask what they would like, and write down what you can keep up.

Wrong:

  how_they_use_it: Tiles go straight to fitters on site.

Right:

  how_they_use_it: Tiles go straight to fitters on site.
  updates:
    cadence: weekly
    by: email
    on: Mon
    also_at_once:
      - delay
      - damage
`,
	},
	{
		ID: "role-decides-missing", Area: "agreement", Severity: Error,
		Title: "nobody who decides",
		Why:   "Nobody on the customer's side could agree to it, or change it.",
		Explain: `
Fires for an agreement none of whose people has the role decides. The person you
talk to every day is often not the one who can say yes, and an agreement made
with the wrong one comes undone when the right one reads the bill.

Ask who has the last word, and list them. One person may decide and be your
daily contact: list them with decides.

Wrong:

  people:
    - name: Priya Shah
      role: day to day

Right:

  people:
    - name: Don Fenwick
      role: decides
    - name: Priya Shah
      role: day to day
`,
	},
	{
		ID: "served-before-agreed", Area: "agreement", Severity: Warning,
		Title: "work that began before it was agreed",
		Why:   "Where nothing was agreed, a customer judges you by what they expected.",
		Explain: `
Fires for a first agreement whose effective day has passed while its status is
draft or proposed, and, as a notice, for one whose first line was agreed after
that day. Both sides are then in the middle of it, each with terms of their own,
and the talk that should have come first comes when something is wrong. A later
version, such as version: 2, renews what goes on meanwhile and is left alone.

Get the yes, write it down, and set the status. If the work has not begun, move
the day.

Wrong, on 20 March:

  status: proposed
  effective: 2026-03-09

Right:

  status: agreed
  effective: 2026-03-09
`,
	},
}
