package diag

// siteRules are the checks of this area; PRODUCT's list of ids, with those that reading needs.
var siteRules = []Rule{
	{
		ID: "channel-no-answer-time", Area: "reachable", Severity: Warning,
		Title: "a way to reach you without an answer time",
		Why:   "A customer who does not know when to expect an answer chases.",
	},
	{
		ID: "phone-no-fallback", Area: "reachable", Severity: Warning,
		Title: "a phone without a fallback",
		Why:   "A phone nobody answers is worse than none.",
	},
	{
		ID: "leader-missing", Area: "reachable", Severity: Warning,
		Title: "nobody at the top whom a customer can reach",
		Why:   "Customers trust a business more when the person responsible has a name.",
	},
	{
		ID: "exceptions-none", Area: "policies", Severity: Warning,
		Title: "a policy that never bends",
		Why:   "A rule without exceptions will be broken unfairly, by whoever is on duty.",
	},
	{
		ID: "exception-no-decider", Area: "policies", Severity: Error,
		Title: "an exception that nobody may decide",
		Why:   "Staff who may not decide will say no.",
	},
	{
		ID: "review-overdue", Area: "policies", Severity: Warning,
		Title: "a review date that has passed",
		Why:   "Nobody has checked that this is still true.",
	},
	{
		ID: "review-missing", Area: "policies", Severity: Notice,
		Title: "nothing says when this is looked at again",
		Why:   "A page without a review date grows old unseen.",
	},
	{
		ID: "liquid-unknown-tag", Area: "policies", Severity: Error,
		Title: "a template tag that means nothing here",
		Why:   "The customer would read program code.",
	},
	{
		ID: "html-dropped", Area: "policies", Severity: Warning,
		Title: "HTML that is not allowed on a page",
		Why:   "The page looks other than you wrote it.",
	},
	{
		ID: "link-broken", Area: "links", Severity: Error,
		Title: "a link that leads nowhere",
		Why:   "The customer lands on an error page.",
	},
	{
		ID: "anchor-broken", Area: "links", Severity: Error,
		Title: "a link to a heading that is not there",
		Why:   "The customer lands at the top and has to search.",
	},
	{
		ID: "asset-missing", Area: "links", Severity: Error,
		Title: "an image or document that is not there",
		Why:   "The customer sees a broken picture.",
	},
	{
		ID: "slug-collision", Area: "links", Severity: Error,
		Title: "two things with the same address",
		Why:   "One of the two would vanish.",
	},
	{
		ID: "link-refused", Area: "links", Severity: Error,
		Title: "a link of a kind that is not allowed",
		Why:   "Such a link could run something on the customer's machine or tell others who reads.",
	},
	{
		ID: "leak-private", Area: "private", Severity: Error, Fixed: true,
		Title: "private words in public output",
		Why:   "What one customer told you would be readable by anyone.",
	},
	{
		ID: "leak-internal", Area: "private", Severity: Error, Fixed: true,
		Title: "internal words in public output",
		Why:   "What is meant for staff would be readable by anyone.",
	},
	{
		ID: "brand-contrast", Area: "links", Severity: Notice,
		Title: "a brand colour that had to be adjusted",
		Why:   "Text in this colour could not be read by everyone.",
	},
	{
		ID: "theme-broken", Area: "form", Severity: Error,
		Title: "a template, style or word of the theme that does not work",
		Why:   "A page could not be printed.",
	},
}
