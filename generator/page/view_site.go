package page

import "html/template"

// Count is "How we count": definitions, exclusions, calendars, priority levels and the glossary.
type Count struct {
	Frame       Frame
	Lead        string
	Rules       []Note // how kept and counted are worked out, a rule each
	Promises    []CountedPromise
	Calendars   []Calendar
	ZoneNote    string
	Levels      []LevelTerm // name and meaning; no limits
	Terms       []Term
	PromisesURL string // the machine-readable promises.json, from this page; empty where there is none
}

// CountedPromise says how one promise is counted.
type CountedPromise struct {
	Promise  Link
	From     string // the capability
	Counts   string // from what to what: "from collection to delivery"
	Limit    string // "Within 48 hours"
	Hours    Link   // the hours that its clock runs in
	Pauses   string // while what it stands still
	Target   string
	Window   string
	Excluded []string
	Record   *Record // its sentence alone; nil where there is nothing to tell
}

// Term is a word with its meaning.
type Term struct {
	Anchor, Term, Meaning string
}

// Free is a page in the business's own words.
type Free struct {
	Frame    Frame
	Title    string
	Summary  string
	Body     Prose
	Contents []Heading
	Updated  Time
}

// NotFound is the page for an address that leads nowhere. Its links are absolute paths, as it is shown at any depth.
type NotFound struct {
	Frame Frame
	Links []Card // where to go instead
	Reach []Link // how to ask a person
}

// Redirect sends an old address to the new one, without script.
type Redirect struct {
	Language, Dir string
	Title         string
	To            string // the new address, from the old page
	Canonical     string // the same, absolute; empty leaves the tag out
}

// Sealed is the page that a private link opens: the box and the loader, and nothing about the customer.
type Sealed struct {
	Frame    Frame             // generic title, no description, no feeds, no breadcrumb; NoIndex set
	Policy   template.HTMLAttr // content="…": the Content-Security-Policy, with the hashes of both scripts
	Loader   template.JS       // the script that opens the box, byte for byte as hashed
	Box      string            // standard base64
	Expires  Time              // the last day it can be read; zero where it has none
	Passkey  bool              // the link alone does not open it: a passphrase is asked for
	AskPaper Link              // how to ask for a printed copy
	Reach    []Link            // whom to ask when the link does not work
}

// Tombstone stands where a private page was.
type Tombstone struct {
	Frame Frame
	Ended bool // the link is past its last day; otherwise it was replaced by another
	Reach []Link
}
