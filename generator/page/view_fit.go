package page

// Fit is "Right for you?": who we suit, who is better served elsewhere, and where.
type Fit struct {
	Frame    Frame
	Lead     string
	Check    []FitStatement // three to seven statements to tick; empty leaves the check out
	Groups   []FitGroup     // by capability
	Partners []Referral
	Talk     []Link // how to ask us
}

// FitStatement is one box of the fit check. Nothing of it leaves the page.
type FitStatement struct {
	ID   string // unique in the page
	Text string
	Poor bool // ticking it speaks against us
}

// FitGroup says who one capability suits.
type FitGroup struct {
	Capability Link
	Anchor     string
	Good, Poor []string
	Limits     []Limit
}

// Reach is "Reach us": people, channels, hours and answer times.
type Reach struct {
	Frame     Frame
	Lead      string
	Leader    *Person
	People    []Person
	Channels  []Channel
	AnyHour   []Channel // those that answer at all hours
	Calendars []Calendar
	ZoneNote  string // "All times are London time."
	FeedHref  string // where the leader's letters can be followed; may be empty
}

// Person is somebody who can be reached.
type Person struct {
	Name, Role string
	Ways       []Way
}

// Way is one way to reach a person.
type Way struct {
	By    string // "Phone", "Email"
	At    Link   // the number or address, with tel: or mailto:
	Hours Link   // empty: at any hour
}

// Channel is one way to reach us, with its own promise.
type Channel struct {
	Anchor   string
	Name     string // "Dispatch"
	By       string // "Phone"; empty where the name says it
	At       Link
	Hours    Link   // leads to the calendar
	Answer   string // "5 minutes"
	Clock    string // "in working hours"; empty where hours play no part
	Example  string // "Sent on Friday 17:30, answered by Monday 11:30."; may be empty
	Today    string // when it is open on the day of the build, which it names; on its own page alone
	Fallback Link   // where to turn when it fails; empty where there is none
}

// Calendar is a set of hours by name: what "working hours" means here.
type Calendar struct {
	Anchor string
	Name   string
	Always bool
	Rows   []CalendarRow
	Closed []Time // holidays still to come
}

// CalendarRow is the hours of some days.
type CalendarRow struct {
	Days  string // "Monday to Friday"
	Times string // "08:00–18:00", "Closed"
}

// Wrong is "If we get it wrong": complaints, escalation, remedies, and where we fell short.
type Wrong struct {
	Frame     Frame
	Lead      string
	Answer    string // "5 working days"
	Steps     []Step
	Misses    []MissGroup
	FellShort []Shortfall
	Policies  []Card
}

// MissGroup holds the remedies of one capability.
type MissGroup struct {
	Capability Link
	Misses     []Miss
}

// Shortfall is a promise that we are missing or have missed, and what we do about it.
type Shortfall struct {
	Promise Link
	From    string // the capability
	Says    string // what fell short, in counts
	Because string
	Until   Time   // when we expect to keep it again
	Told    []Link // the notices in which we told of it, and of what we did
}
