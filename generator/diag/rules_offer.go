package diag

// offerRules are the checks of this area; PRODUCT's list of ids, with those that reading needs.
var offerRules = []Rule{
	{
		ID: "cannot-missing", Area: "can / cannot", Severity: Warning,
		Title: "a capability that says nothing it cannot do",
		Why:   "Customers fill the gap with their own expectations.",
	},
	{
		ID: "no-reason", Area: "can / cannot", Severity: Error,
		Title: "a no without a reason",
		Why:   "A no without a reason reads as unwillingness.",
	},
	{
		ID: "no-alternative", Area: "can / cannot", Severity: Error,
		Title: "a no that leads nowhere",
		Why:   "A good no says what you do instead, on which condition, or who does it better.",
	},
	{
		ID: "if-missing", Area: "can / cannot", Severity: Error,
		Title: "a yes-if without its condition",
		Why:   "The customer cannot know what to do to get it.",
	},
	{
		ID: "partner-unknown", Area: "can / cannot", Severity: Error,
		Title: "a referral to a partner who is not listed",
		Why:   "A customer sent on must be told to whom.",
	},
	{
		ID: "fit-limit", Area: "fit", Severity: Error,
		Title: "a limit that cannot be met",
		Why:   "Nobody could tell whether the service suits them.",
	},
	{
		ID: "promise-vague", Area: "promise wording", Severity: Error,
		Title: "a word that each reader measures differently",
		Why:   "Each customer reads a different number into it, and most are disappointed.",
	},
	{
		ID: "promise-best-effort-number", Area: "promise wording", Severity: Error,
		Title: "a best effort with a number",
		Why:   "A number reads as a promise whatever stands beside it.",
	},
	{
		ID: "guarantee-no-remedy", Area: "promise wording", Severity: Error,
		Title: "a guarantee without a remedy",
		Why:   "A guarantee that costs you nothing when broken is only a wish.",
	},
	{
		ID: "empty-promise", Area: "promise wording", Severity: Error,
		Title: "a promise that says nothing that could be kept or broken",
		Why:   "A sentence nobody could check only raises expectations.",
	},
	{
		ID: "promise-limit", Area: "promise wording", Severity: Error,
		Title: "a promise whose sentence and data disagree, or that lacks its limit or clock",
		Why:   "The customer reads the sentence, you are measured by the data.",
	},
	{
		ID: "hours-unknown", Area: "clocks", Severity: Error,
		Title: "working hours that are not defined",
		Why:   "Working hours that nobody can look up cannot be kept.",
	},
	{
		ID: "level-undefined", Area: "clocks", Severity: Error,
		Title: "a priority level that is not defined",
		Why:   "A customer cannot know which time holds for their case.",
	},
	{
		ID: "level-unused", Area: "clocks", Severity: Warning,
		Title: "a priority level that no promise uses",
		Why:   "Customers would ask for a level that changes nothing.",
	},
	{
		ID: "level-duplicate", Area: "clocks", Severity: Error,
		Title: "two priority levels that mean the same",
		Why:   "A customer could not tell which of the two applies.",
	},
	{
		ID: "aftercare-none", Area: "after the sale", Severity: Warning,
		Title: "a capability with nothing after the sale",
		Why:   "Customers leave most often in the silence after they bought.",
	},
}
