package diag

// linkRules are about links, images and addresses.
var linkRules = []Rule{
	{
		ID: "link-broken", Area: "links", Severity: Error,
		Title: "a link that leads nowhere",
		Why:   "The customer lands on an error page.",
		Explain: `
Fires for a link to a page of this site that does not exist. Links are followed
from the file they stand in: to another Markdown file by its path, or to a page
by its address. Links to other sites are not fetched.

Correct the path; the message gives the nearest page. Has the page moved? Then
list its old address under aliases there, for links that others keep.

Wrong:

  See [how returns work](refunds.md).

Right:

  See [how returns work](returns.md).
`,
	},
	{
		ID: "anchor-broken", Area: "links", Severity: Error,
		Title: "a link to a heading that is not there",
		Why:   "The customer lands at the top of the page and has to search.",
		Explain: `
Fires where the page exists, and what stands after # is the id of no heading on
it. Ids of headings are made from their words, in lower case with hyphens, so a
heading that is reworded takes its id with it.

Use the heading's id as it is now; the message gives the nearest. To keep an id
for good, put a span with that id before the heading.

Wrong:

  [When nobody is in](returns.md#nobody-home)

Right:

  [When nobody is in](returns.md#when-nobody-is-in)
`,
	},
	{
		ID: "asset-missing", Area: "links", Severity: Error,
		Title: "an image or document that is not there",
		Why:   "The customer sees a broken picture, or cannot open the document.",
		Explain: `
Fires where a page shows an image, or links to a PDF or other file, that is not
beside it. Capital letters count: Map.PNG and map.png are two names, even where
your own computer treats them as one.

Put the file next to the Markdown file, or correct its name. An image that
nobody would miss is best left out.

Wrong:

  ![Our area](Map.PNG)

Right, with content/policies/map.png beside the text:

  ![Our area](map.png)
`,
	},
	{
		ID: "slug-collision", Area: "links", Severity: Error,
		Title: "two things with the same address",
		Why:   "Customers would find only one of the two, and not always the one you sent them to.",
		Explain: `
Fires where two files would be written to the same address: a page returns.md
and a folder returns with an index.md, an alias that is another page's address,
or two names that differ only in capitals.

Rename one of them. If both say the same, keep the better one and list the other
address under its aliases.

Wrong:

  content/policies/returns.md
  content/policies/returns/index.md

Right:

  content/policies/returns.md
  content/policies/returns-abroad.md
`,
	},
	{
		ID: "link-refused", Area: "links", Severity: Error,
		Title: "a link of a kind that is not allowed",
		Why:   "Such a link could run something on the customer's computer, or tell strangers what they read.",
		Explain: `
Fires for a link that starts with anything but https, http, mailto, tel, # or a
path within the site, such as javascript, data or file; and for an image from
another site in an agreement, since fetching it would tell that site who reads.

Link with https. Put images and documents beside the text and link to them by
name.

Wrong:

  [Price list](file:///C:/prices.pdf)

Right:

  [Price list](prices.pdf)
`,
	},
}
