package syntax

import "upfront/generator/clock"

// Leader is the person responsible, whom customers can reach.
type Leader struct {
	Located
	Name, Role Text
	Reach      []Reach
	Letters    Text // the address of the leader's letters or their feed
}

// Reach is one way to reach a person.
type Reach struct {
	Located
	By, To, Hours Text
}

// Person is somebody of ours.
type Person struct {
	Located
	Name, Role, Email, Phone, Photo Text
}

// Channel is one way to reach the business; each carries a promise of its own.
type Channel struct {
	Located
	ID, Name, By    Text
	To              Text // the number or address; the YAML field is "at"
	Hours           Text
	RespondWithin   Written[clock.Duration]
	Clock, Fallback Text
}

// Complaints says where a complaint goes.
type Complaints struct {
	Located
	First, EscalateTo Text
	AnswerWithin      Written[clock.Duration]
	Clock             Text
}

var leaderTable = tableOf("leader",
	required("name", func(l *Leader) *Text { return &l.Name }, text(), "The person's name"),
	optional("role", func(l *Leader) *Text { return &l.Role }, text(), "What they are, such as Owner"),
	optional("reach", func(l *Leader) *[]Reach { return &l.Reach }, listOf(reachTable.form()), "How a customer reaches them"),
	optional("letters", func(l *Leader) *Text { return &l.Letters }, webAddress(), "The address of the letters they write"),
)

// ways are the kinds of channel.
func ways() form[*Text] { return choice("phone", "mobile", "email", "chat", "form", "visit") }

var reachTable = tableOf("a way to reach the leader",
	required("by", func(r *Reach) *Text { return &r.By }, ways(), "phone, mobile, email, chat, form or visit"),
	required("at", func(r *Reach) *Text { return &r.To }, text(), "The number or address"),
	optional("hours", func(r *Reach) *Text { return &r.Hours }, id(), "A calendar under hours"),
)

var personTable = tableOf("a person",
	required("name", func(p *Person) *Text { return &p.Name }, text(), "The person's name"),
	optional("role", func(p *Person) *Text { return &p.Role }, text(), "What they do"),
	optional("email", func(p *Person) *Text { return &p.Email }, text(), "Their e-mail address"),
	optional("phone", func(p *Person) *Text { return &p.Phone }, text(), "Their number"),
	optional("photo", func(p *Person) *Text { return &p.Photo }, text(), "A picture of them, as a path below content/").such("people/ama.jpg"),
).orText(func(p *Person) *Text { return &p.Name })

var channelTable = tableOf("a channel",
	required("id", func(c *Channel) *Text { return &c.ID }, id(), "A short name for references"),
	optional("name", func(c *Channel) *Text { return &c.Name }, text(), "What customers call it, such as Dispatch desk").such("Dispatch desk"),
	required("by", func(c *Channel) *Text { return &c.By }, ways(), "phone, mobile, email, chat, form or visit"),
	required("at", func(c *Channel) *Text { return &c.To }, text(), "The number or address"),
	optional("hours", func(c *Channel) *Text { return &c.Hours }, id(), `A calendar under hours, or "always"`),
	optional("respond_within", func(c *Channel) *Written[clock.Duration] { return &c.RespondWithin }, duration, "When a person answers, such as 4h"),
	optional("clock", func(c *Channel) *Text { return &c.Clock }, clocks(), "calendar, or business to count working hours alone"),
	optional("fallback", func(c *Channel) *Text { return &c.Fallback }, id(), "The channel to use when nobody answers"),
)

func clocks() form[*Text] { return choice("calendar", "business") }

var complaintsTable = tableOf("complaints",
	optional("first", func(c *Complaints) *Text { return &c.First }, id(), "The channel where a complaint begins"),
	optional("escalate_to", func(c *Complaints) *Text { return &c.EscalateTo }, text(), `A person's id or name, a channel's id, or "leader"`),
	optional("answer_within", func(c *Complaints) *Written[clock.Duration] { return &c.AnswerWithin }, duration, "When a complaint is answered"),
	optional("clock", func(c *Complaints) *Text { return &c.Clock }, clocks(), "calendar or business"),
)

// Hours is one named calendar.
type Hours struct {
	Located
	Days     Written[clock.Days]
	From, To Written[clock.TimeOfDay]
	Windows  []HoursWindow
	Formerly []Text
	Holidays []Written[clock.Date]
}

// HoursWindow is one of several open times; without days of its own it holds for the calendar's days.
type HoursWindow struct {
	Located
	Days     Written[clock.Days]
	From, To Written[clock.TimeOfDay]
}

var hoursTable = tableOf("a calendar",
	optional("days", func(h *Hours) *Written[clock.Days] { return &h.Days }, days, "The days, such as Mon-Fri"),
	optional("from", func(h *Hours) *Written[clock.TimeOfDay] { return &h.From }, timeOfDay, "When you open, such as 09:00"),
	optional("to", func(h *Hours) *Written[clock.TimeOfDay] { return &h.To }, timeOfDay, "When you close, such as 17:00"),
	optional("windows", func(h *Hours) *[]HoursWindow { return &h.Windows }, listOf(windowTable.form()), "Several open times, in place of from and to"),
	optional("holidays", func(h *Hours) *[]Written[clock.Date] { return &h.Holidays }, dates(), "Days on which you are closed; a range such as 2026-12-24 to 2027-01-01 is one entry"),
	optional("formerly", func(h *Hours) *[]Text { return &h.Formerly }, oneOrMore(id()), "Its former names: what was agreed under them is still this").such("desk"),
)

var windowTable = tableOf("an open time",
	optional("days", func(w *HoursWindow) *Written[clock.Days] { return &w.Days }, days, "The days, where they differ from the calendar's"),
	required("from", func(w *HoursWindow) *Written[clock.TimeOfDay] { return &w.From }, timeOfDay, "When you open, such as 09:00"),
	required("to", func(w *HoursWindow) *Written[clock.TimeOfDay] { return &w.To }, timeOfDay, "When you close, such as 17:00"),
)
