package diag

// fileRules are about files, their names, and what they call each other.
var fileRules = []Rule{
	{
		ID: "ref-unknown", Area: "form", Severity: Error,
		Title: "a name that leads nowhere",
		Why:   "A customer would be sent to something that is not there.",
		Explain: `
Fires where a file names a capability, promise, policy, person, channel or
customer that does not exist. Names come from file names and from id fields; a
promise is written as its capability, a dot, and its id. Most often one of the
two was renamed and the other was not.

Correct the name (the message gives the nearest one), or add what it names.

Wrong:

  affects:
    - standard-delivery.ontime

Right:

  affects:
    - standard-delivery.on-time
`,
	},
	{
		ID: "id-duplicate", Area: "form", Severity: Error,
		Title: "the same id twice",
		Why:   "A link to it could lead a customer to either.",
		Explain: `
Fires at the second of two things with the same id where ids must differ: two
promises of one capability, two lines of one agreement, two ways to reach you.
Ids that differ only in upper and lower case count as the same, since some disks
and hosts cannot tell them apart.

Give one of them an id of its own. When you rename one that customers have seen,
look for other files that name it; ref-unknown points at those you miss.

Wrong:

  promises:
    - id: on-time
    - id: on-time

Right:

  promises:
    - id: on-time
    - id: told-early
`,
	},
	{
		ID: "id-form", Area: "form", Severity: Error,
		Title: "a file name or id of the wrong form",
		Why:   "Ids become web addresses, which must work for every customer.",
		Explain: `
An id is made of lower-case letters a to z, digits and hyphens, at most 64 of
them, and starts and ends with a letter or digit. The name of a capability,
policy, notice or agreement file, without its ending, is its id. Some names are
reserved, because the site or some computers use them for something else. Fires
for any other.

Rename the file or the id, and put the name people should read into title.

Wrong:

  content/capabilities/Standard Delivery.yaml

Right:

  content/capabilities/standard-delivery.yaml
`,
	},
	{
		ID: "text-encoding", Area: "form", Severity: Error,
		Title: "a character that is not UTF-8",
		Why:   "Customers would see a black box where a letter should be.",
		Explain: `
Fires at the first character of a text that is not written in UTF-8, the way the
web writes letters. It happens to files from older editors and to exports of
spreadsheets, and shows in accents, in £ and €, and in curly quotes.

Open the file in your editor and save it again as UTF-8, then look whether the
letters are right. The message says what the character is in Windows-1252, the
usual culprit.

Wrong, as other programs then show it:

  Redeliver free, up to \xa3120

Right:

  Redeliver free, up to £120
`,
	},
	{
		ID: "front-matter", Area: "form", Severity: Error,
		Title: "front matter that is missing or not ended",
		Why:   "Without it the page has no title, no date and nobody who answers for it.",
		Explain: `
Front matter is the YAML between two lines of three hyphens at the very top of a
Markdown file. Fires for a policy, notice or page without it, and where the
second line of hyphens is missing, so that the text would be read as YAML.

Start the file with the first line of hyphens, with no text before it. End it
with the second.

Wrong:

  title: Returns
  We try once more the next working day.

Right:

  ---
  title: Returns
  ---
  We try once more the next working day.
`,
	},
	{
		ID: "front-matter-foreign", Area: "form", Severity: Warning,
		Title: "front matter of another tool",
		Why:   "Nothing uses this field, so no customer will ever see what it says.",
		Explain: `
Fires for a field that other site generators know and Upfront does not, such as
layout, permalink or tags. It is a warning and no error, so that you can bring
pages with you and tidy them later. What hides a document there, such as
draft: true, hides it here too, and is told by every build.

Take the field out. Instead of layout nothing is needed: the folder decides what
a page is. Instead of permalink, name the file as the address should read; old
addresses go into aliases.

Wrong:

  title: Returns
  layout: post
  permalink: /returns.html

Right:

  title: Returns
  aliases:
    - /returns.html
`,
	},
	{
		ID: "file-refused", Area: "form", Severity: Error,
		Title: "a file that is not read",
		Why:   "Only plain files inside the site are read, so that nothing else can reach a public page by accident.",
		Explain: `
Fires for a link that leads out of the site, nowhere, to a folder or to a hidden
file; for pipes, sockets and devices; for files that you may not read; for names
that hold control characters or are not UTF-8; for two names that differ only
in upper and lower case, which would be one file on many computers; and for an
SVG with a script in it, which would run for whoever opens it.

Copy what the link leads to into the site. Move anything that is not a plain
file out of it. Rename the others.

Wrong:

  content/policies/returns.md -> /home/ama/returns.md

Right:

  content/policies/returns.md (a copy of the file)
`,
	},
	{
		ID: "file-stray", Area: "form", Severity: Warning,
		Title: "a file in a place where nothing is read",
		Why:   "What it says is on no page, though you may believe that customers can read it.",
		Explain: `
Fires for a file in content that belongs to no kind: a Markdown file among the
capabilities, a folder nobody knows, a text file among the agreements. Often a
folder is misspelt, or the ending of the file is wrong.

Move it to the folder of its kind, or correct its ending: .yaml for capabilities
and agreements, .md for policies, pages and notices, .csv for records. Notes for
yourself live outside content.

Wrong:

  content/policy/returns.md

Right:

  content/policies/returns.md
`,
	},
}
