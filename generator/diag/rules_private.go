package diag

// privateRules keep private and internal words off public pages, and readers unseen by strangers. No site can turn those
// off.
var privateRules = []Rule{
	{
		ID: "leak-private", Area: "private", Severity: Error, Fixed: true,
		Title: "private words in public output",
		Why:   "What one customer told you in confidence would be readable by others.",
		Explain: `
Before anything is published, every public file is searched for what agreements
hold: names, addresses, what customers said and what you understood, keys of
links; and for the single rows of records: their customers, ids, addresses and
moments. The secret of the site is searched for in every output, private pages
too: as it is, in hexadecimal, base32 and base64. Fires where one is found, in
whatever way it is written. Then nothing is published at all.

Take the words out of the public text. Tell a story without the name, and
without what would give it away.

Wrong, in a public notice:

  Fenwick Tiles had to wait until 16:00.

Right:

  Leeds deliveries due before noon will arrive by 16:00.
`,
	},
	{
		ID: "leak-internal", Area: "private", Severity: Error, Fixed: true,
		Title: "internal words in public output",
		Why:   "What is meant for your staff would be readable by any customer, and held against you.",
		Explain: `
Before anything is published, every public file is searched for texts whose
visibility is internal, and for staff notes. Fires where one is found. Then
nothing is published at all. Usually the same sentence stands a second time, in
a text that is public.

Reword the public text, or make the first one public, if customers may know it.

Wrong, in the public text of a policy:

  Any driver may spend up to £120 to put it right.

where the same sentence is under an exception:

  visibility: internal

Right, in the public text:

  Our drivers may put it right on the spot.
`,
	},
	{
		ID: "copied-agreement", Area: "private", Severity: Error, Fixed: true,
		Title: "the words of one customer in the agreement of another",
		Why:   "One customer would read who another is, and call the wrong person.",
		Explain: `
Fires where a customer's name, the name of somebody there, a mail address or a
telephone number stands in two agreements, as after copying a file. Names that
are also words, given names and places do not count, nor do your own people and
partners. Words of a customer in another's sentences are for leak-private.

It warns of two people with one name, each with an address or a number of their
own, and of eight words or more that two customers are said to have said.

Write those of this customer. Does somebody act for both, such as a bookkeeper?
Say so with them, in one of the two.

Wrong, in content/agreements/cobbold-street-press.yaml:

  people:
    - {name: Don Fenwick, role: decides, email: don@fenwicktiles.example}

Right, where Don Fenwick decides for both:

  people:
    - name: Don Fenwick
      role: decides
      email: don@fenwicktiles.example
      also: [fenwick-tiles]
`,
	},
	{
		ID: "link-revived", Area: "private", Severity: Error, Fixed: true,
		Title: "a link that was replaced would open again",
		Why:   "Whoever was not to read the page any more could read it again.",
		Explain: `
A higher generation gives an agreement a new link, and the page at the former
address says that it was replaced. Fires where the generation is taken back, or
a page that was public is private again: the former link would open it again,
and so would whoever it was kept from.

Give the agreement the generation that it had, or a higher one. Was the link
replaced by mistake, and nobody is to be kept out? Then write open in place of
replaced behind the page in content/agreed/keys.yaml.

Wrong, once generation 2 was published:

  access: {mode: link, generation: 1}

Right:

  access: {mode: link, generation: 2}
`,
	},
	{
		ID: "generation-jump", Area: "private", Severity: Error, Fixed: true,
		Title: "a generation that is no count of links",
		Why:   "Every number below it gets a page that says its link was replaced, though nobody ever had that link.",
		Explain: `
The generation of an agreement counts its links: 1 for the first, 2 for the one
that replaced it. Fires where it is more than 100 above the last one that
content/agreed/keys.yaml knows, as when a day was typed in its place. Without
the site's secret that file does not tell whose pages it names; then it fires
above 10,000.

Count up by one to replace a link. For a day after which the page does not open,
write until.

Wrong:

  access: {mode: link, generation: 20261129}

Right:

  access: {mode: link, generation: 2, until: 2026-11-29}
`,
	},
	{
		ID: "page-vanished", Area: "private", Severity: Error, Fixed: true,
		Title: "a private page that would disappear",
		Why:   "A customer's link would lead nowhere, and nothing would say why.",
		Explain: `
Upfront remembers the folder of every private page whose link it gave out with
upfront share, without names, in content/agreed/keys.yaml. Fires where no
agreement makes such a page any more, as when its file was renamed, moved or
deleted. The name of the file is what the link is made from, so a new name is a
new link. A page whose link was never given out may go at any time.

Give the file its former name back. To end an agreement, say so and build once;
then the file may go, and its page says that it is over.

Wrong, in the shell:

  rm content/agreements/fenwick-tiles.yaml

Right, in content/agreements/fenwick-tiles.yaml:

  status: ended
  ended: {on: 2026-03-20, why: They moved to Hull}
`,
	},
	{
		ID: "picture-remote", Area: "private", Severity: Error, Fixed: true,
		Title: "a picture that is loaded from elsewhere",
		Why:   "Every reader's browser would fetch it there, and tell strangers who reads this page, and when.",
		Explain: `
Fires for a picture from another site, or one written out in its address
(data:), in a text that is printed for the public or for a customer: in
Markdown, in HTML, in a theme, as the logo. A text that is internal or hidden
may have one.

Save the picture beside the file, and show it from there.

Wrong:

  ![Our van](https://pictures.example/van.png)

Right, with content/policies/van.png beside the text:

  ![Our van](van.png)
`,
	},
	{
		ID: "attachment-refused", Area: "private", Severity: Error, Fixed: true,
		Title: "a file that cannot go with a private text",
		Why:   "The customer's page is sealed and carries all that it shows: the link would lead nowhere.",
		Explain: `
Pictures in a notice for customers, or in the text of an agreement, go into the
sealed page: PNG, JPEG, GIF and WebP, at most 1 MB for a page in all. Fires for
any other file that such a text shows or links to, unless a public page links to
it too; for a picture that is none of these, whatever its name; and for pictures
that are too large.

Make the picture smaller, or save it in one of these forms. Send other documents
by mail, and say in the text that you did.

Wrong, in a notice for one customer:

  The [report](report.pdf) says why.

Right:

  Ama sent you the report on 9 March; it says why.
`,
	},
	{
		ID: "page-gone", Area: "private", Severity: Warning,
		Title: "a page that was published, and is gone",
		Why:   "Whoever kept its address, or printed it, finds nothing there.",
		Explain: `
A build remembers what it published. Fires, once, where a public page of the
last build is not there any more: its file was renamed, moved, removed or
hidden. With --strict nothing is published then.

Where another page replaces it, list the old address in the front matter of that
page; it then leads on. Where nobody needs it, nothing is to be done.

Wrong, after refunds.md was renamed to returns.md:

  title: Returns

Right:

  title: Returns
  aliases: [policies/refunds/]
`,
	},
}
