package diag

// formRules are the checks of this area; PRODUCT's list of ids, with those that reading needs.
var formRules = []Rule{
	{
		ID: "yaml-syntax", Area: "form", Severity: Error,
		Title: "a file that cannot be read as YAML",
		Why:   "Nothing in this file can be published until it can be read.",
	},
	{
		ID: "yaml-trap", Area: "form", Severity: Error,
		Title: "a value that YAML reads as something else",
		Why:   "The page would show something other than what you wrote.",
	},
	{
		ID: "yaml-limits", Area: "form", Severity: Error,
		Title: "a file too large, or with YAML features that are refused",
		Why:   "Anchors, tags and huge files hide what a page will say.",
	},
	{
		ID: "schema-unknown-key", Area: "form", Severity: Error,
		Title: "a field that does not exist",
		Why:   "A misspelt field is silently missing from the page.",
	},
	{
		ID: "schema-duplicate-key", Area: "form", Severity: Error,
		Title: "a field given twice",
		Why:   "Only one of the two could be shown, and nobody could say which.",
	},
	{
		ID: "schema-type", Area: "form", Severity: Error,
		Title: "a value of the wrong form",
		Why:   "A value that cannot be read cannot be promised.",
	},
	{
		ID: "schema-missing", Area: "form", Severity: Error,
		Title: "a field that must be there",
		Why:   "The page would have a hole where a customer looks.",
	},
	{
		ID: "schema-value", Area: "form", Severity: Error,
		Title: "a word or number that is not among those allowed",
		Why:   "A value with no meaning cannot be promised.",
	},
	{
		ID: "ref-unknown", Area: "form", Severity: Error,
		Title: "a name that leads nowhere",
		Why:   "A customer would be sent to something that is not there.",
	},
	{
		ID: "id-duplicate", Area: "form", Severity: Error,
		Title: "the same id twice",
		Why:   "A link to it could lead to either.",
	},
	{
		ID: "id-form", Area: "form", Severity: Error,
		Title: "a file name or id of the wrong form",
		Why:   "Ids become web addresses, which must work everywhere.",
	},
	{
		ID: "front-matter", Area: "form", Severity: Error,
		Title: "front matter that is missing or not ended",
		Why:   "Without it a page has no title, no date and no owner.",
	},
	{
		ID: "front-matter-foreign", Area: "form", Severity: Warning,
		Title: "front matter of another tool",
		Why:   "Upfront does not use this field; nobody will see it.",
	},
	{
		ID: "file-refused", Area: "form", Severity: Error,
		Title: "a file that is not read",
		Why:   "Only plain files inside the site are read, so that nothing else can be published by accident.",
	},
	{
		ID: "file-stray", Area: "form", Severity: Warning,
		Title: "a file in a place where nothing is read",
		Why:   "What it says is on no page.",
	},
}
