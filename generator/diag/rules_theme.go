package diag

// themeRules are about how pages look.
var themeRules = []Rule{
	{
		ID: "theme-template", Area: "theme", Severity: Error,
		Title: "a template of the theme that cannot be printed",
		Why:   "The page it is for could not be printed, so no customer would get it.",
		Explain: `
Fires for a template of your theme with a mistake in it: a tag that is not
closed, a call of a template that is not there, or a field that its page is not
given. It also fires, as a warning, for a file that nothing uses, mostly because
its name or its folder is wrong.

Mend the file, or delete it: then the built-in one of that name serves again.

Wrong:

  {{ if .Summary }}<p>{{ .Sumary }}</p>

Right:

  {{ if .Summary }}<p>{{ .Summary }}</p>{{ end }}
`,
	},
	{
		ID: "theme-words", Area: "theme", Severity: Error,
		Title: "words of the theme that are missing or do not fit",
		Why:   "The customer would see gaps between the sentences, or a name in braces.",
		Explain: `
The fixed words of the pages stand in i18n, in one file for each language. Fires
where the language of the site lacks some, where a template asks for words that
are in no file, and where words have a place in braces that nothing fills.

Add the words to the file of your language in your theme. Keep the places in
braces as the English words have them; their order is free.

Wrong:

  kept: "{ok} of {total} kept"

Right, where the English words have kept and counted:

  kept: "{kept} of {counted} kept"
`,
	},
	{
		ID: "theme-color", Area: "theme", Severity: Error,
		Title: "a colour that cannot be read",
		Why:   "The pages would not look like yours to the customers who know you.",
		Explain: `
Fires where brand.color in site.yaml is not a colour. Write it as your logo's
maker gave it: a number sign and six digits from 0 to f, two each for red, green
and blue. The number sign begins a comment in YAML, so the value needs quotes;
without them it reads as nothing at all.

Shades for the light and the dark look are made from this one colour.

Wrong:

  brand:
    color: dark green

Right:

  brand:
    color: "#1a6b5c"
`,
	},
	{
		ID: "brand-contrast", Area: "theme", Severity: Notice,
		Title: "a brand colour that had to be adjusted",
		Why:   "In this colour some customers could not read the text.",
		Explain: `
Fires when text in the colour of brand would stand out too little from the page,
in the light or the dark look, by the contrast that the Web Content
Accessibility Guidelines ask for. The page then uses the nearest shade of your
colour that can be read; your logo stays as it is.

Nothing needs to be done. To choose the shade yourself, give a darker colour.

Wrong:

  brand:
    color: "#ffe066"

Right:

  brand:
    color: "#7a5c00"
`,
	},
}
