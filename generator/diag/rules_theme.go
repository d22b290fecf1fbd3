package diag

// themeRules are about how pages look.
var themeRules = []Rule{
	{
		ID: "theme-broken", Area: "theme", Severity: Error,
		Title: "a template, style or word of the theme that does not work",
		Why:   "The page it is for could not be printed, so no customer would get it.",
		Explain: `
Fires when a file of your own theme cannot be used: a template with a mistake, a
template that asks for something its page is not given, or a word that has no
text in the language of the site. The files of a theme in themes lie over those
of the built-in one, each by its name; the place names the file.

Correct the file, or delete it: then the built-in one serves again.

Wrong:

  <h1>{{ .Titel }}</h1>

Right:

  <h1>{{ .Title }}</h1>
`,
	},
	{
		ID: "brand-contrast", Area: "theme", Severity: Notice,
		Title: "a brand colour that had to be adjusted",
		Why:   "In this colour some customers could not read the text.",
		Explain: `
Fires when text in the colour of brand would stand out too little from the page,
in the light or the dark look: less than 4.5 to 1, as the Web Content
Accessibility Guidelines count it. The page then uses the nearest shade of your
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
