package letter

import (
	"net/url"
	"slices"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/syntax"
	"upfront/generator/view"
)

// What was said, what the business understood, and the answer: the two lists of a letter, and what was declined in them.

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

func (l letter) lines(v *Agreement) {
	v.Working, v.Service = l.list(l.a.Working), l.list(l.a.Service)
	for k := range l.a.Lines() {
		if k.Answer.V == "no" {
			no := view.Cannot{What: view.Sentence(quoted(k)), Because: k.Because.V, Instead: k.Instead.V, If: k.If.V, Refer: view.NewReferral(k.Refer)}
			if k.Excluded != nil {
				no.What = view.Sentence(k.Excluded.What.V)
			}
			v.Cannot = append(v.Cannot, no)
		}
	}
	for _, c := range l.a.Capabilities {
		if len(c.Excluded) > 0 {
			v.CannotMore = append(v.CannotMore, l.CapabilityLink(c))
		}
	}
}

func (l letter) list(in []*agreement.Line) AgreementLines {
	out := AgreementLines{Empty: l.Words.Word("agreement.nothing_asked")}
	for _, k := range in {
		if !k.Internal() {
			out.Lines = append(slices.Grow(out.Lines, len(in)-len(out.Lines)), l.line(k))
		}
	}
	return out
}

func (l letter) line(k *agreement.Line) Line {
	out := Line{
		ID: k.ID.V, Said: k.Said.V, Understood: k.Understood.V, Source: k.Source.V, Because: k.Because.V, Instead: k.Instead.V,
		If: k.If.V, BlockedBy: l.blockedBy(k), Refer: view.NewReferral(k.Refer),
		Measure: l.measureWords(k.Measure), Agreed: l.agreedOn(k.Line.Agreed), ResultOn: l.Day(k.Outcome.On), ResultNote: k.Outcome.Note.V,
	}
	if level, ok := l.Offer.Level(k.Level.V); ok && k.Level.IsSet() {
		out.Level = l.Words.Word("page.letter.as_level", "level", level.Name.V)
	}
	out.Answer = view.Tag{Kind: "plain", Text: l.Words.Word("page.letter.unanswered")}
	if kind, ok := map[string]string{"yes": "ok", "yes-if": "warn", "no": "bad"}[k.Answer.V]; ok {
		out.Answer = view.Tag{Kind: kind, Text: l.Words.Word("line." + strings.ReplaceAll(k.Answer.V, "-", "_"))}
	}
	switch date := l.Day(k.IfMet.On).Text; {
	case k.IfMet.On.IsSet() && k.IfMet.By.IsSet():
		out.IfMet = l.Words.Word("page.letter.met_by", "date", date, "name", k.IfMet.By.V)
	case k.IfMet.On.IsSet():
		out.IfMet = l.Words.Word("page.letter.met", "date", date)
	}
	if k.BackedBy != nil {
		out.BackedBy = l.promiseLink(k.BackedBy.Promise)
	}
	if kind, ok := map[string]string{"met": "ok", "exceeded": "ok", "missed": "bad"}[k.Outcome.Result.V]; ok {
		out.Result = &view.Tag{Kind: kind, Text: l.Words.Word("line." + k.Outcome.Result.V)}
	}
	if k.Answer.V != "yes-if" && k.If.IsSet() {
		out.IfName = l.Words.Word("cannot.if")
	}
	if l.answerable() {
		out.Reply = l.lineReply(k, out.Level)
	}
	return out
}

// lineReply returns the wording of the reply to a line: the beginning of our answer, so that a yes says what it is a yes
// to, and the words for agreeing, so that nobody agrees to the opposite of the answer. After the beginning, the reply has
// what the page marks as part of the answer: the condition, what is done instead, and who does it.
func (l letter) lineReply(k *agreement.Line, level string) *LineReply {
	answer, agree := "page.letter.said_yes", "reply.agree"
	if k.Answer.V == "yes-if" || k.If.IsSet() {
		agree = "reply.agree_if"
	}
	switch {
	case k.Answer.V == "":
		answer, agree = "page.letter.said_nothing", "reply.agree_unanswered"
	case k.Answer.V == "no" && k.Instead.IsSet():
		answer, agree = "page.letter.said_no", "reply.agree_instead"
	case k.Answer.V == "no":
		answer, agree = "page.letter.said_no", "reply.agree_no"
	case k.If.IsSet() && level != "":
		answer = "page.letter.said_yes_level_if"
	case k.If.IsSet():
		answer = "page.letter.said_yes_if"
	case level != "":
		answer = "page.letter.said_yes_level"
	}
	return &LineReply{Text: quoted(k), Answer: l.Words.Word(answer, "level", level), Agree: l.Words.Word(agree)}
}

// quoted returns a line as a reply quotes it.
func quoted(k *agreement.Line) string { return k.Understood.Or(k.Said.V) }

// blockedBy returns the link to what stands in the way. What is for staff alone is not named.
func (l letter) blockedBy(k *agreement.Line) view.Link {
	switch {
	case k.Excluded != nil:
		return view.Link{Text: k.Excluded.What.V, Href: l.To(k.BlockedIn.Address()) + "#" + view.ExclusionAnchor(k.Excluded)}
	case k.Blocked != nil && k.Blocked.Visibility.V != "internal":
		return l.promiseLink(k.Blocked)
	}
	return view.Link{}
}

// promiseLink returns the link to a promise on this page, where it applies, or else to the published one.
func (l letter) promiseLink(w *catalog.Promise) view.Link {
	for _, t := range l.a.Terms {
		if t.Promise == w {
			return view.Link{Text: w.Says.V, Href: "#" + l.cards[w]().Anchor}
		}
	}
	return view.Link{Text: w.Says.V, Href: l.PromiseHref(w)}
}

// measureWords says how a line is checked: "damaged pallets out of all pallets, at most 1% over the last 90 days".
func (l letter) measureWords(m syntax.LineMeasure) string {
	what := m.Indicator.V
	if part, whole, ok := strings.Cut(what, " / "); ok {
		what = l.Words.Word("page.letter.share", "part", part, "whole", whole)
	}
	limit := l.Threshold(m.AtLeast, m.AtMost, false)
	if limit == "" && m.Within.IsSet() {
		limit = l.Words.Word("page.within", "time", l.Measure(m.Within, false))
	}
	limit = strings.TrimSpace(limit + " " + l.Window(m.Window.V))
	if what == "" || limit == "" {
		return what + limit
	}
	return l.Words.Word("page.letter.measure", "what", what, "limit", limit)
}

// agreedOn says who agreed, when and how; empty where one of them is not known, because then nothing is settled.
func (l letter) agreedOn(g syntax.Agreed) string {
	if !g.On.IsSet() || !g.By.IsSet() || !g.How.IsSet() {
		return ""
	}
	return l.Words.Word("agreement.line_agreed", "date", l.Day(g.On).Text, "name", g.By.V, "how", l.meetingWords(g.How.V))
}

// meetingWords returns a way of meeting in words: "meeting" is "in a meeting". Anything else stands as it was written.
func (l letter) meetingWords(written string) string {
	return l.WordOr("page.how."+strings.ReplaceAll(strings.ToLower(strings.TrimSpace(written)), "-", ""), written)
}

// answerable reports whether the customer can answer on the page. The script of the page composes the reply, so a public
// page has none; nor has a page before or after it counts.
func (l letter) answerable() bool {
	return !l.a.Public() && (l.status() == "proposed" || l.status() == "agreed")
}

// reply fills in the mail with the answers, to the person who looks after the customer, else to the first mail address.
func (l letter) reply(v *Agreement) {
	if !l.answerable() || v.Lines == 0 {
		return
	}
	var to string
	var phone view.Link
	if c := l.FirstChannel("email"); c != nil {
		to = c.To.V
	}
	if c := l.FirstChannel("phone", "mobile"); c != nil {
		phone = view.ContactLink(c.By.V, c.To.V)
	}
	if c := l.a.Contact; c != nil {
		to = c.Email.Or(to)
		if c.Phone.IsSet() {
			phone = view.ContactLink("phone", c.Phone.V)
		}
	}
	r := &Reply{
		To: to, Subject: l.Words.Word("reply.subject", "name", l.a.Customer.Name.V), Intro: l.Words.Word("page.letter.reply_plain", "business", l.business()),
		AgreeAs: l.Words.Word("reply.agree"), NotAs: l.Words.Word("reply.not_quite"), AllText: l.Words.Word("reply.heading"), Phone: phone,
	}
	if i := slices.IndexFunc(l.a.People, func(p syntax.CustomerPerson) bool { return p.Role.V == "decides" }); i >= 0 {
		r.SignedBy = l.a.People[i].Name.V
	}
	if l.a.Version.IsSet() {
		r.Intro = l.Words.Word("reply.intro", "business", l.business(), "version", l.a.Version.V)
	}
	r.Mail = "mailto:" + r.To + "?subject=" + url.PathEscape(r.Subject)
	v.Reply = r
}
