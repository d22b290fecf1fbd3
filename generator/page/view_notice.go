package page

// NoticeItem is a notice in a list, or at the top of a page.
type NoticeItem struct {
	Title, Href string
	Kind        string // "Delay", "Planned maintenance", "Letter" …
	State       Tag    // "Open", "Resolved", "Planned"
	Severity    Tag    // the word for how bad it is; empty Text leaves it out
	When        Time   // when it happens or was told: "28 March 2026, 16:00 to 18:00 GMT", "until 28 March 2026, 18:00 GMT"
	Summary     string // one line; may be empty
	ToldAfter   string // "We told you 32 minutes after we noticed."; may be empty
	Body        Prose  // where the list shows it whole; may be empty
}

// Notices is the list of notices.
type Notices struct {
	Frame   Frame
	Lead    string // "Nothing is wrong that we know of." where none is open
	Open    []NoticeItem
	Years   []NoticeYear
	Promise string // how soon we tell of a delay: "within 1 hour"; may be empty
}

// NoticeYear holds the past notices of one year, newest first.
type NoticeYear struct {
	Year  string
	Items []NoticeItem
}

// Notice is one notice.
type Notice struct {
	Frame     Frame
	Title     string
	Kind      string
	State     Tag
	Severity  Tag
	Noticed   Time
	Told      Time
	Resolved  Time
	Until     Time   // or from when to when: "28 March 2026, 16:00 to 18:00 GMT"
	UntilName string // what Until is: "Takes place", "Expected to last until", "Counts from"
	ToldAfter string // "32 minutes after we noticed"
	Lasted    string // "8 hours 55 minutes"; empty while open
	Affects   []Link
	Body      Prose
}
