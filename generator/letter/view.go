package letter

import (
	"html/template"

	"upfront/generator/site"
	"upfront/generator/view"
)

// Agreement is the private page for one customer. The template "letter" prints what goes into the box, "agreement" a
// whole page, for an agreement that its customer has made public.
type Agreement struct {
	Frame    site.Frame  // for "letter", only Language, Dir, Title, Print, Root and Home are used
	Heading  string      // "What we agreed, Fenwick Tiles"; "What we propose, …" before it is agreed
	Status   view.Tag    // "Proposed", "Agreed", "Draft", "Ended"
	Progress string      // "3 of 5 lines agreed"; empty on a draft
	Open     []view.Link // the lines still open, where others are agreed
	Agreed   int         // lines agreed, of Lines
	Lines    int
	Intro    string // one sentence on what this page is for
	Between  []AgreementPerson
	Owner    *view.Person // who looks after this customer here
	From     view.Time    // in force from
	Term     string       // "12 months, then renewed"; may be empty
	Review   view.Time
	ReplyBy  view.Time // zero where nothing waits for an answer
	Secret   string    // "Anyone who has this link can read this page."
	Ended    *Ended

	Deviation string // "2 of 7 promises differ from our standard. 1 request declined."; empty where all is standard
	Drift     []Drift

	Outcome  *Outcome
	Uses     string // how they use it, their words or ours about them
	Observed []Observed
	Body     view.Prose

	Working AgreementLines // how we work with you: the expectations
	Service AgreementLines // what the service must do: the priorities

	Cannot      []view.Cannot // what we cannot do, and instead: the requests declined
	CannotMore  []view.Link   // the capabilities' own pages, where all else stands that we don't do
	YourPart    []view.Part
	Promises    []*AgreedPromise  // a promise that keeps to the standard is the same for all letters
	Notices     []view.NoticeItem // notices that touched them
	MoreNotices view.Link         // to the earlier ones that Notices has no room for; may be empty
	NoticeNote  string            // "None of our notices touched you since 9 March 2026."; printed where Notices is empty

	Dates    []Date
	Calendar Calendaring
	People   []AgreementPerson
	Steps    []view.Step // who to call, in order
	Updates  *Updates
	Price    *view.Price
	Options  []view.Option // paid options that this customer has

	Referral   *ReferralAsk
	Terms      []Terms
	Contract   string // "This page records what we told each other; the contract is …"
	Exceptions []Granted

	Reply   *Reply // nil where nothing can be answered: a draft, an ended or a public agreement
	Version AgreementVersion
	Replier template.JS // for "letter" where something can be answered or saved: the script for that, byte for byte as hashed
}

// AgreementPerson is somebody on the customer's side, or ours.
type AgreementPerson struct {
	Name    string
	Role    string // "decides", "day to day"
	Ways    []view.Link
	Prefers string // "phone, short and direct"; may be empty
}

// Ended says that an agreement is over.
type Ended struct {
	On  view.Time
	Why string
}

// Drift is something that differs from what was agreed: the offer or a line changed afterwards.
type Drift struct {
	What     string // the promise or the line
	Href     string // where it stands on this page; may be empty
	Was, Now string
	On       view.Time
	Note     string // "We will ask you before it counts."; may be empty
}

// Outcome is what a good outcome is for this customer.
type Outcome struct {
	What, Measure string
	By            view.Time
}

// Observed is what we learned of a customer, when and from whom.
type Observed struct {
	On          view.Time
	By, Learned string
}

// AgreementLines is one of the two lists. An empty list says so in Empty.
type AgreementLines struct {
	Lines []Line
	Empty string
}

// Line is one expectation: what was said, what we understood, and the answer.
type Line struct {
	ID                   string // "e1"; unique in the page
	Said                 string // the customer's own words, unchanged
	Understood           string
	Source               string   // where it comes from: "past supplier"; may be empty
	Answer               view.Tag // "Yes", "Yes, if", "No"
	Because, Instead, If string
	IfName               string    // "Yes, if:", where the answer itself does not say so
	IfMet                string    // "Met on 1 May 2026, says Don Fenwick"; may be empty
	BlockedBy            view.Link // the exclusion that stands in the way
	Refer                *view.Referral
	BackedBy             view.Link // the promise that stands behind it
	Level                string
	Measure              string    // "Damaged pallets: at most 1% in 90 days"
	Agreed               string    // "Agreed 2 March 2026 with Don Fenwick, in a meeting"; empty while open
	Changed              string    // the line changed since it was agreed: how; the tick is gone
	Result               *view.Tag // met, exceeded or missed
	ResultOn             view.Time
	ResultNote           string     // what happened, in one sentence; may be empty
	Reply                *LineReply // nil where the line cannot be answered
}

// LineReply is the pair of answers under a line.
type LineReply struct {
	Text   string // the line as it is quoted in the reply
	Answer string // how our answer begins that is quoted below it: "We said no."
	Agree  string // the choice to agree: "Yes, agreed", "Agreed: what you do instead"
}

// AgreedPromise is a promise as it applies to this customer.
type AgreedPromise struct {
	view.Promise
	Tag  *view.Tag // "Different for you", "Standard"
	Was  string    // the standard sentence or term, where it differs
	Now  string    // theirs
	Why  string    // why it differs: the option chosen and its price
	Done string    // how we have done for this customer; may be empty

	Printed view.Prose // the promise as every letter has it, printed before by "letter-promise"; empty where it is still to be printed
}

// Date is an entry of the timeline, first to last, the review always last.
type Date struct {
	On        view.Time
	What, Who string
	Past      bool
}

// Calendaring is the .ics file of the dates. Empty leaves the link out.
type Calendaring struct {
	ICS  string // the file's text, RFC 5545, handed out by the page's script
	Name string // "what-we-agreed.ics"
	Href string // in place of ICS on a public agreement, which has no script: the published file
}

// Updates is how we keep the customer informed.
type Updates struct {
	Cadence string   // "Every Monday, by email"
	AtOnce  []string // what they hear at once: "delays", "damage"
}

// ReferralAsk is the sentence about introductions that both sides agreed on.
type ReferralAsk struct {
	Says     string    // the whole sentence
	EarnedIf []string  // what has to be kept first, in words
	Agreed   string    // "Agreed 2 March 2026 …"; empty while open
	State    *view.Tag // "Earned", "Not yet"
}

// Terms is a contract document that this page refers to.
type Terms struct {
	view.Link
	Version     string
	Fingerprint string // shortened SHA-256; may be empty
}

// Granted is a policy exception for this customer.
type Granted struct {
	Policy                    view.Link
	Instead, Because, Decides string
}

// Reply gathers the answers into one message. Nothing is sent by the page itself.
type Reply struct {
	To       string // mail address
	Mail     string // "mailto:" with address and subject, for a reader whose browser runs nothing
	Subject  string
	Intro    string    // the message's first line
	AgreeAs  string    // the word for "agree" in the message
	NotAs    string    // the word for "not quite right"
	AllText  string    // the question, "Is this what we agreed?"
	Phone    view.Link // to say it in person; may be empty
	SignedBy string    // whose signature the paper copy asks for; may be empty
}

// AgreementVersion is the small print that names exactly this page.
type AgreementVersion struct {
	Version     string    // "2"
	On          view.Time // when this version was frozen, or made where it is not agreed
	By          string    // "agreed with Don Fenwick in a meeting"; may be empty
	Fingerprint string    // grouped for reading: "a1f0 4c2e …"; empty before it is agreed
	Previous    string    // "Version 1 was agreed on 13 May 2024."; may be empty
}
