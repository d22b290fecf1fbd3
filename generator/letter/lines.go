package letter

import (
	"slices"
	"strings"
	"time"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/syntax"
	"upfront/generator/view"
)

// What was said, what the business understood, and the answer: the lines of a letter, open ones apart from agreed ones.

// Lines are the lines that are open, or those that are agreed: of working together, and of the service itself.
type Lines struct {
	Heading string // "2 lines need your answer"; empty where there are none
	Groups  []LineGroup
}

// LineGroup is the lines of one of the two lists.
type LineGroup struct {
	Name  string // "How we work with you"; empty where the page has lines of one list alone
	Lines []Line
}

// Line is one expectation: what was said, what we understood, and the answer.
type Line struct {
	ID                   string // "e1"; unique in the page
	Said                 string // the customer's own words, unchanged
	Understood           string
	Answer               view.Tag // "Yes", "Yes, if", "No"
	Because, Instead, If string
	IfName               string    // "Yes, if", where the answer itself does not say so; or since when the condition is met
	IfMet                string    // "Met on 1 May 2026, confirmed by Don Fenwick"; may be empty
	Blocked              string    // "Not possible because we don’t do this:"; empty where BlockedBy is
	BlockedBy            view.Link // what stands in the way
	Refer                *view.Referral
	BackedBy             view.Link   // the promise that stands behind it
	Level                string      // "as “Urgent”", inside a sentence
	LevelSays            string      // the same as a sentence
	Measure              string      // "Damaged pallets: at most 1% in 90 days"
	Agreed               string      // "Agreed with Don Fenwick on 2 March 2026, in a meeting."; empty while open
	On                   view.Time   // the day of that
	Changed              *Difference // the line's own words changed after it was agreed
	Remark               string      // what they said of it, where they did not agree; may be empty
	Result               *view.Tag   // met, exceeded or missed
	ResultOn             view.Time
	Source               string     // "You had it so from an earlier supplier"; empty where it is not shown
	Before               []string   // how it read in earlier versions that were agreed to, oldest first
	ResultNote           string     // what happened, in one sentence; may be empty
	Reply                *LineReply // nil where the line cannot be answered
	Sight                Sight      // of an agreed line
	More                 bool       // of an agreed line: there is more to say than is in sight
}

// Sight says which words of an agreed line are in sight while the rest is folded: our answer in a sentence. At most one is set.
type Sight struct{ Understood, If, Instead, Because bool }

func (l letter) lines(v *Agreement) {
	lines, agreed, _ := l.a.Counts()
	ended, both := l.status() == "ended", false
	for _, list := range []struct {
		name string
		all  []*agreement.Line
	}{{"agreement.working", l.a.Working}, {"agreement.service", l.a.Service}} {
		open, settled := LineGroup{Name: l.Words.Word(list.name)}, LineGroup{Name: l.Words.Word(list.name)}
		for _, k := range list.all {
			switch {
			case k.Internal():
			case ended || k.Agreed():
				line := l.line(k)
				line.Sight = sight(k)
				line.More = line.IfMet+line.Source+line.BackedBy.Text+line.Blocked+line.Measure+line.ResultNote != "" || len(line.Before) > 0 || line.Refer != nil || line.Because != "" && !line.Sight.Because
				settled.Lines = append(slices.Grow(settled.Lines, len(list.all)-len(settled.Lines)), line)
			default:
				open.Lines = append(slices.Grow(open.Lines, len(list.all)-len(open.Lines)), l.line(k))
			}
		}
		both = both || len(open.Lines)+len(settled.Lines) > 0 && len(open.Lines)+len(settled.Lines) < lines
		v.Open.add(open)
		v.Agreed.add(settled)
	}
	for _, groups := range [][]LineGroup{v.Open.Groups, v.Agreed.Groups} {
		for i := range groups {
			if !both {
				groups[i].Name = ""
			}
		}
	}
	v.Open.Heading, v.Agreed.Heading = l.openHeading(lines-agreed), l.agreedHeading(agreed)
}

func (g *Lines) add(group LineGroup) {
	if len(group.Lines) > 0 {
		g.Groups = append(g.Groups, group)
	}
}

// openHeading names the lines that nobody agreed to yet: what the customer is asked to do with them.
func (l letter) openHeading(n int) string {
	switch {
	case n == 0 || l.status() == "ended":
		return ""
	case l.status() == "draft":
		return l.Words.Count("agreement.to_check", n)
	case !l.answerable():
		return l.Words.Count("agreement.not_agreed", n)
	}
	if l.restWaits() {
		return l.Words.Count("agreement.to_answer_rest", n)
	}
	return l.Words.Count("agreement.to_answer", n)
}

func (l letter) agreedHeading(n int) string {
	switch lines, _, _ := l.a.Counts(); {
	case l.status() == "ended" && lines > 0:
		return l.Words.Word("agreement.turned_out")
	case n == 0:
		return ""
	}
	return l.Words.Count("agreement.lines_agreed", n)
}

func (l letter) line(k *agreement.Line) Line {
	out := Line{
		ID: k.ID.V, Said: k.Said.V, Understood: k.Understood.V, Because: k.Because.V, Instead: k.Instead.V,
		If: l.within(k.If.V), Refer: view.NewReferral(k.Refer),
		Measure: l.measureWords(k.Measure.Get()), Agreed: l.agreedOn(k.Consent), ResultOn: l.Day(k.Outcome.Get().On), ResultNote: k.Outcome.Get().Note.V,
	}
	if out.Agreed != "" {
		out.On = l.Day(k.Consent.On)
	}
	out.Changed, out.Remark, out.Before = l.heldLine(k), k.Remark, l.before(k)
	out.Blocked, out.BlockedBy = l.blockedBy(k)
	if level, ok := l.Offer.Level(k.Level.V); ok && k.Level.IsSet() {
		out.Level = l.Words.Word("page.letter.as_level", "level", level.Name.V)
		out.LevelSays = l.Words.Word("line.level", "level", level.Name.V)
	}
	out.Answer = l.answerTag(k)
	met := k.IfMet.Get()
	switch date := l.Day(met.On).Text; {
	case met.On.IsSet() && met.By.IsSet():
		out.IfMet = l.Words.Word("page.letter.met_by", "date", date, "name", met.By.V)
	case met.On.IsSet():
		out.IfMet = l.Words.Word("page.letter.met", "date", date)
	}
	if k.BackedBy != nil {
		out.BackedBy = l.promiseLink(k.BackedBy.Promise)
	}
	out.Source = l.sourceWords(k)
	result := k.Outcome.Get().Result.V
	if kind, ok := resultKinds[result]; ok {
		out.Result = &view.Tag{Kind: kind, Text: l.Words.Word("line." + result)}
	}
	switch {
	case k.ConditionMet():
		out.IfName = l.Words.Word("page.letter.met_since", "date", l.Day(met.On).Text)
	case k.Answer.V != "yes-if" && k.Answer.V != "yes" && k.If.IsSet():
		out.IfName = l.Words.Word("line.if")
	}
	if l.answerable() && !l.isGone(k) {
		out.Reply = l.lineReply(k, out.Level)
	}
	return out
}

// sourceWords says where an expectation comes from, where its author lets the customer read it.
func (l letter) sourceWords(k *agreement.Line) string {
	if !k.SourceShown.V || !k.Source.IsSet() {
		return ""
	}
	source := strings.TrimSpace(strings.TrimPrefix(k.Source.V, syntax.OtherSource))
	return l.Words.Word("page.letter.source", "source", l.WordOr("page.source."+strings.ReplaceAll(source, " ", "_"), source))
}

// isGone reports whether a line holds that we have taken out of the agreement: there is nothing new to answer.
func (l letter) isGone(k *agreement.Line) bool {
	return l.a.Held != nil && slices.Contains(l.a.Held.Gone, k)
}

// The kinds of the tags of an answer, and of how a line turned out.
var (
	answerKinds = map[string]string{"yes": "ok", "yes-if": "warn", "no": "bad"}
	resultKinds = map[string]string{"met": "ok", "exceeded": "ok", "missed": "bad"}
)

func (l letter) answerTag(k *agreement.Line) view.Tag {
	if k.ConditionMet() {
		return view.Tag{Kind: answerKinds["yes"], Text: l.Words.Word("line.yes")}
	}
	if k.Answer.V == "yes" && k.If.IsSet() {
		return view.Tag{Kind: answerKinds["yes-if"], Text: l.Words.Word("line.yes_if")}
	}
	if kind, ok := answerKinds[k.Answer.V]; ok {
		return view.Tag{Kind: kind, Text: l.Words.Word("line." + strings.ReplaceAll(k.Answer.V, "-", "_"))}
	}
	return view.Tag{Kind: "plain", Text: l.Words.Word("page.letter.unanswered")}
}

func sight(k *agreement.Line) Sight {
	switch {
	case k.Answer.V == "no" && k.Instead.IsSet():
		return Sight{Instead: true}
	case k.Answer.V == "no" && k.Because.IsSet():
		return Sight{Because: true}
	case k.Answer.V != "no" && k.If.IsSet():
		return Sight{If: true}
	}
	return Sight{Understood: k.Understood.IsSet()}
}

// blockedBy returns the words for what stands in the way, and the link to it. What is for staff alone is not named.
func (l letter) blockedBy(k *agreement.Line) (string, view.Link) {
	switch {
	case k.Excluded != nil:
		return l.Words.Word("line.blocked"), view.Link{Text: k.Excluded.What.V, Href: l.To(k.BlockedIn.Address()) + "#" + view.ExclusionAnchor(k.Excluded)}
	case k.Blocked != nil && k.Blocked.Visibility.V != "internal":
		return l.Words.Word("line.blocked_promise"), l.promiseLink(k.Blocked)
	}
	return "", view.Link{}
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
	if strings.Trim(m.AtMost.Written, "0%") == "" && m.AtMost.IsSet() {
		limit = l.Words.Word("line.none")
	}
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

// within returns a text as it goes on inside a sentence: with a small letter, but for the names that the agreement and the site know.
func (l letter) within(text string) string {
	first, _, _ := strings.Cut(text, " ")
	first = strings.TrimSuffix(strings.ReplaceAll(strings.TrimRight(first, ",.;:"), "’", "'"), "'s")
	if l.names[first] || isIn(l.a.Customer.Name.V, first) || isIn(l.a.Owner.V, first) {
		return text
	}
	for i := range l.a.People {
		if isIn(l.a.People[i].Name.V, first) {
			return text
		}
	}
	return view.Uncapitalize(text)
}

// isIn reports whether a name holds a word.
func isIn(name, word string) bool {
	return strings.Contains(name, word) && slices.Contains(strings.Fields(name), word)
}

// siteNames returns the words that keep their capital wherever they stand.
func (l *Printer) siteNames() map[string]bool {
	names := append(strings.Fields(l.Words.Word("note.always")), strings.Fields(l.Offer.Site.Business.Name.V+" "+l.Offer.Site.Leader.Name.V)...)
	for _, p := range l.Offer.Site.People {
		names = append(names, strings.Fields(p.V.Name.V)...)
	}
	for day := time.Sunday; day <= time.Saturday; day++ {
		names = append(names, l.Words.Weekday(day))
	}
	all := map[string]bool{}
	for _, name := range names {
		all[name] = true
	}
	return all
}
