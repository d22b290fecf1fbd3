package diag

// agreementRules are the checks of this area; PRODUCT's list of ids, with those that reading needs.
var agreementRules = []Rule{
	{
		ID: "fit-tighter", Area: "fit", Severity: Error,
		Title: "a need tighter than the promise that answers it",
		Why:   "You said yes to something the promise does not give.",
	},
	{
		ID: "choose-unoffered", Area: "fit", Severity: Error,
		Title: "a choice that is not on offer",
		Why:   "The customer would be promised what you never priced.",
	},
	{
		ID: "said-missing", Area: "agreement", Severity: Error,
		Title: "a line without the customer's own words",
		Why:   "Without their words nobody can check that you understood.",
	},
	{
		ID: "understood-same", Area: "agreement", Severity: Error,
		Title: "understood repeats said",
		Why:   "Repeating words back does not show what they mean to you.",
	},
	{
		ID: "understood-uncheckable", Area: "agreement", Severity: Warning,
		Title: "an understanding nobody could check",
		Why:   "Neither side could tell later whether it was kept.",
	},
	{
		ID: "answer-missing", Area: "agreement", Severity: Error,
		Title: "a line without an answer",
		Why:   "A request left open is heard as a yes.",
	},
	{
		ID: "list-empty", Area: "agreement", Severity: Warning,
		Title: "an agreement with an empty list",
		Why:   "How you work together and what the service must do are two lists; a missing one is filled by guesses.",
	},
	{
		ID: "agreed-incomplete", Area: "agreement", Severity: Error,
		Title: "agreed without who, when or how",
		Why:   "An agreement nobody can trace is none.",
	},
	{
		ID: "price-missing", Area: "agreement", Severity: Warning,
		Title: "an agreement without a price",
		Why:   "The price is the line customers look for first.",
	},
	{
		ID: "updates-missing", Area: "agreement", Severity: Warning,
		Title: "nothing said about keeping the customer told",
		Why:   "Silence is what customers complain of most.",
	},
	{
		ID: "role-decides-missing", Area: "agreement", Severity: Error,
		Title: "nobody who decides",
		Why:   "Nobody could agree to it, or change it.",
	},
	{
		ID: "ended-no-reason", Area: "after the sale", Severity: Error,
		Title: "an agreement that ended without a word why",
		Why:   "What was learned is lost, and the page cannot say why it closed.",
	},
	{
		ID: "referral-unknown-line", Area: "after the sale", Severity: Error,
		Title: "a referral that depends on a line that is not there",
		Why:   "You would ask for a favour on terms nobody can find.",
	},
}
