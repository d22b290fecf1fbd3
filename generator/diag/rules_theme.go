package diag

// themeRules are the checks of a site's own theme files and colour.
var themeRules = []Rule{
	{
		ID: "theme-template", Area: "theme", Severity: Error,
		Title: "a template that cannot be used",
		Why:   "A page that cannot be printed leaves the customer with the old one.",
	},
	{
		ID: "theme-words", Area: "theme", Severity: Error,
		Title: "fixed words that are missing or do not fit",
		Why:   "A page in two languages, or with a gap in a sentence, reads as careless.",
	},
	{
		ID: "theme-color", Area: "theme", Severity: Error,
		Title: "a brand colour that cannot be read",
		Why:   "A guess would print the business in somebody else's colour.",
	},
}
