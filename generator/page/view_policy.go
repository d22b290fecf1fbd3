package page

// Policies is the list of how we behave.
type Policies struct {
	Frame  Frame
	Lead   string
	Groups []PolicyGroup // by folder; one group with an empty name where there are no folders
}

// PolicyGroup holds the policies of one folder.
type PolicyGroup struct {
	Name, Anchor string
	Cards        []Card
}

// Policy is one policy: the answer first, then why, when we bend it, and the formal text.
type Policy struct {
	Frame     Frame
	Title     string
	Summary   string // the answer in a sentence
	Why       string
	Bend      []Bend // when we bend it, public exceptions only
	Body      Prose
	Contents  []Heading // table of contents; the page shows it from three entries on
	Changes   []Change
	AppliesTo []Link
	Version   string
	Since     Time
	Replaces  string // "version 3, in force until 28 February 2026"; may be empty
	Reviewed  Time
	ReviewBy  Time
	Owner     string
}

// Bend is one exception that a policy grants.
type Bend struct {
	When, Do string
	Decides  string // who decides
	Limit    string // up to what; may be empty
}

// Change is one change of a promise or a policy.
type Change struct {
	On      Time
	What    Link   // the promise or policy; empty on its own page
	Version string // "4"; may be empty
	Effect  Tag    // "Stronger", "Weaker", "Clearer", "New", "Ended"
	Note    string
}

// Changes is the page of what has changed, and what will.
type Changes struct {
	Frame   Frame
	Lead    string
	Pending []Change // announced, with the day they take effect; nearest first
	Years   []ChangeYear
	Notice  string // how long before it takes effect a weaker promise is announced: "30 days"
}

// ChangeYear holds the changes of one year, newest first.
type ChangeYear struct {
	Year    string
	Changes []Change
}
