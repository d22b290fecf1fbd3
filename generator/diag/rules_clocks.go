package diag

// clockRules are about working hours and priority levels.
var clockRules = []Rule{
	{
		ID: "hours-unknown", Area: "clocks", Severity: Error,
		Title: "working hours that are not defined",
		Why:   "A customer cannot count on working hours that nobody can look up.",
		Explain: `
Fires where hours names a calendar that site.yaml does not define. Every time on
a business clock is counted along such a calendar, and the page prints its days
and hours beside the promise. The calendar always is built in.

Correct the name, or define the calendar under hours in site.yaml, with its
holidays.

Wrong:

  hours: ofice

Right:

  hours: office

and in site.yaml:

  hours:
    office:
      days: Mon-Fri
      from: "08:00"
      to: "18:00"
`,
	},
	{
		ID: "level-undefined", Area: "clocks", Severity: Error,
		Title: "a priority level that is not defined",
		Why:   "A customer cannot know which time holds for their case.",
		Explain: `
Fires where a promise or an agreement names a priority level that site.yaml does
not define under levels. A level is only as good as its when: the sentence by
which a customer can tell, at three in the morning, which one is theirs.

Correct the id, or define the level.

Wrong:

  by: level
  within:
    critical:
      within: 1h

Right, with the level in site.yaml:

  levels:
    - id: critical
      name: Critical
      when: Nobody in your office can work.
`,
	},
	{
		ID: "level-unused", Area: "clocks", Severity: Warning,
		Title: "a priority level that no promise uses",
		Why:   "Customers would ask for a level that changes nothing.",
		Explain: `
Fires for a level in site.yaml that no promise of any capability names. It would
stand in the list of levels, and a customer who asks for it would get the same
as without it.

Give a promise a time for this level, or take the level out.

Wrong, where no promise speaks of low:

  levels:
    - id: low
      name: Low
      when: It can wait a week.

Right, in a promise:

  by: level
  within:
    low:
      within: 5d
      hours: office
`,
	},
	{
		ID: "level-duplicate", Area: "clocks", Severity: Error,
		Title: "two priority levels that mean the same",
		Why:   "A customer could not tell which of the two applies.",
		Explain: `
Fires for two levels in site.yaml with the same name, or with the same sentence
in when. Two people would then choose two levels for the same trouble, and be
promised two times. It warns where every promise gives both the same time.

Say in each when what sets it apart from the others, as something the customer
can see for themselves. Where nothing does, one level is enough.

Wrong:

  levels:
    - id: high
      name: High
      when: Something important is broken.
    - id: urgent
      name: Urgent
      when: Something important is broken.

Right:

  levels:
    - id: high
      name: High
      when: Some of you cannot work.
    - id: urgent
      name: Urgent
      when: None of you can work.
`,
	},
	{
		ID: "clock-conflict", Area: "clocks", Severity: Error,
		Title: "two clocks for one promise",
		Why:   "A customer and you would come to two different moments at which it is due.",
		Explain: `
Fires where a time is written as working time, or a level has hours of its own,
and the promise is on the calendar clock. Fires too where the window is as short
as the limit, so that nothing could ever be late in it. It warns where two
promises of a capability measure the same thing on two clocks.

Choose one. On the calendar clock nights and weekends count; on the business
clock only the hours do that you name.

Wrong:

  within: 2 business days
  clock: calendar

Right:

  within: 2d
  clock: business
  hours: office
`,
	},
}
