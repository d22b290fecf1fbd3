package diag

// formRules are about the words and values inside a file.
var formRules = []Rule{
	{
		ID: "yaml-syntax", Area: "form", Severity: Error,
		Title: "a file that cannot be read as YAML",
		Why:   "Until this file can be read, nothing in it reaches a customer.",
		Explain: `
Fires at the first place in a file, or in the lines between the --- of a
Markdown file, where the writing stops being YAML. The usual causes are a text
with a colon in it, an opening quote or bracket without its end, a tab at the
start of a line, or lines that should stand under each other and do not.

Put a text that holds ": " or " #", or starts with a sign such as * or [, in
double quotes. Indent with spaces, two for each step.

Wrong:

  summary: Delivery: within 48 hours

Right:

  summary: "Delivery: within 48 hours"
`,
	},
	{
		ID: "yaml-trap", Area: "form", Severity: Error,
		Title: "a value that YAML reads as something else",
		Why:   "The page would show something other than what you wrote.",
		Explain: `
A few signs mean something to YAML wherever they stand: a text that begins with
{ or [ becomes a group or a list, ": " in its middle makes it a field, and
everything after " #" is a comment. So do a comma inside braces, a missing space
after a colon or a dash, and a list that begins further in than the text above
it. Fires where what was read is clearly not what was meant. Words and numbers
such as no, 1.10 and 08:00 need no care: they stay as you typed them.

Put the whole text in double quotes.

Wrong:

  because: #1 reason is that our vans are not refrigerated

Right:

  because: "#1 reason is that our vans are not refrigerated"
`,
	},
	{
		ID: "yaml-limits", Area: "form", Severity: Error,
		Title: "a file too large, or with YAML features that are refused",
		Why:   "What a customer will read must be plain to see in the file that says it.",
		Explain: `
Fires for a YAML file that is larger than 1 MiB, is not UTF-8, holds more than
one document (a second ---), or uses anchors (&), aliases (*), merge keys (<<)
or tags (!). They let one line stand for many others, so that nobody can see
from the file what the page will say.

Write the value where it is used, twice if need be, or split the file.

Wrong:

  first: &usual
    within: 48h
  second: *usual

Right:

  first:
    within: 48h
  second:
    within: 48h
`,
	},
	{
		ID: "schema-unknown-key", Area: "form", Severity: Error,
		Title: "a field that does not exist",
		Why:   "A misspelt field is silently missing from the page.",
		Explain: `
Fires for a field that this kind of file, or this part of it, does not have:
mostly a typing mistake, sometimes a field that is indented too far or not far
enough, and so belongs to something else.

Correct the name, or move the field to where it belongs. The message names the
field you most likely meant; upfront schema prints all of them for your editor.

Wrong:

  title: Standard delivery
  sumary: We collect from your dock.

Right:

  title: Standard delivery
  summary: We collect from your dock.
`,
	},
	{
		ID: "schema-duplicate-key", Area: "form", Severity: Error,
		Title: "a field given twice",
		Why:   "Only one of the two could be shown, and a customer could not know which one holds.",
		Explain: `
Fires at the second of two fields with the same name in the same place. Most
readers of YAML keep the last one and say nothing, so that a promise may change
without anyone having meant it.

Keep the one that is true. Where you meant two entries, make a list of them:
each starts with a hyphen.

Wrong:

  within: 48h
  clock: calendar
  within: 24h

Right:

  within: 48h
  clock: calendar
`,
	},
	{
		ID: "schema-type", Area: "form", Severity: Error,
		Title: "a value of the wrong form",
		Why:   "A value that cannot be read cannot be promised to anyone.",
		Explain: `
Fires where a field wants a list and gets a text, or wants a duration, a day, a
percentage, an amount or a web address and gets something that is none. The
message says which form the field wants.

Durations are a number and a unit: 15m, 48h, 3d, 2w, 6mo, 1y. Days are written
2026-03-20. A list has one line for each entry, with a hyphen before it.

Wrong:

  within: two days or so
  assumptions: Someone can sign

Right:

  within: 2d
  assumptions:
    - Someone can sign
`,
	},
	{
		ID: "schema-missing", Area: "form", Severity: Error,
		Title: "a field that must be there",
		Why:   "The page would have a hole where a customer looks for an answer.",
		Explain: `
Fires for a thing that lacks a field without which it says nothing: a capability
without a title, a promise without the sentence it promises, a customer without
a name. It points at the thing, since the field itself has no place yet.

Add the field. Where you don't know yet what to write, leave the whole thing out
until you do: a promise in draft does not belong on a public page.

Wrong:

  promises:
    - id: on-time
      within: 48h

Right:

  promises:
    - id: on-time
      says: We deliver within 48 hours of collection.
      within: 48h
`,
	},
	{
		ID: "schema-value", Area: "form", Severity: Error,
		Title: "a word or number that is not among those allowed",
		Why:   "A word with no agreed meaning tells a customer nothing.",
		Explain: `
Fires where a field takes one of a few words, or a number between two limits,
and holds another: a commitment that is none of guarantee, target and
best-effort, a target above 100%, a version below 1. The message lists what is
allowed.

Choose one of those words. None of them fits? Then say it in a text field, such
as summary or means, in your own words.

Wrong:

  commitment: sure

Right:

  commitment: target
`,
	},
}
