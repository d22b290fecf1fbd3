package letter

import (
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/view"
)

// The page in short, on its cover, and the links to its sections.

// Short is one sentence of the page in short, behind a word that says what kind of thing it is.
type Short struct {
	Tag  view.Tag
	Says string
	Note string    // "Agreed."; may be empty
	Link view.Link // to where the page says more; may be empty
}

// mostCounts is how many counts of kept promises the cover has.
const mostCounts = 3

// short says what the page comes to. Of what is proposed, that is each line with its answer; afterwards, what is open, wrong
// or next, and how the promises were kept for this customer.
func (l letter) short(v *Agreement) {
	status := l.status()
	_, agreed, _ := l.a.Counts()
	for k := range l.a.Lines() {
		switch {
		case status == "ended", status == "draft", l.a.Held != nil, status == "agreed" && k.Agreed():
		case k.Agreed():
			v.Short = append(v.Short, Short{Tag: l.answerTag(k), Says: l.inShort(k), Note: l.Words.Word("agreement.short.agreed")})
		default:
			line := Short{Tag: l.answerTag(k), Says: l.inShort(k)}
			if l.answerable() && agreed > 0 {
				line.Link = view.Link{Text: l.Words.Word("agreement.short.answer"), Href: "#line-" + k.ID.V}
			}
			v.Short = append(v.Short, line)
		}
	}
	switch status {
	case "ended":
		l.turnedOut(v)
	case "agreed":
		l.lifeInShort(v)
		v.InForce, v.Settled = true, v.Open.Heading == ""
	}
	if says := l.differing(v); says != "" && !(v.InForce && len(v.drifts) > 0) { // else what is new leads there
		v.Short = append(v.Short, Short{Tag: view.Tag{Kind: "info", Text: l.Words.Word("agreement.short.differs")}, Says: says,
			Link: view.Link{Text: l.Words.Word("agreement.short.see"), Href: "#differs"}})
	}
}

// inShort returns a line with its answer in one sentence, or two.
func (l letter) inShort(k *agreement.Line) string {
	what := quoted(k)
	switch {
	case k.Answer.V == "no" && k.Instead.IsSet():
		return view.Sentence(what) + " " + l.Words.Word("cannot.instead_short", "text", view.Sentence(k.Instead.V))
	case k.Answer.V != "no" && k.If.IsSet() && !k.ConditionMet():
		return l.Words.Word("agreement.short.if", "what", view.Sentence(what), "if", l.within(view.Sentence(k.If.V)))
	}
	return view.Sentence(what)
}

// lifeInShort says of an agreement in force what is wrong now, agreed, open, changed and next, and how the promises were kept so far.
func (l letter) lifeInShort(v *Agreement) {
	lines, agreed, _ := l.a.Counts()
	counts := 0
	for i, n := range l.a.Notices {
		if n.State(l.Offer.Now) == catalog.Open && view.WentWrong(n) && i < len(v.Notices) {
			v.Short = append(v.Short, Short{Tag: view.Tag{Kind: "bad", Text: l.Words.Word("notice.open")}, Says: view.Sentence(n.Title.V),
				Link: view.Link{Text: l.Words.Word("agreement.short.read_notice"), Href: "#notices"}})
		}
	}
	if agreed > 0 && (agreed < lines || l.a.Held == nil) { // else the cover has said so
		says := l.Words.Count("agreement.short.all_lines", agreed)
		if agreed < lines {
			says = l.Words.Count("agreement.short.some_lines", agreed, "lines", l.Words.Int(lines))
		}
		v.Short = append(v.Short, Short{Tag: view.Tag{Kind: "ok", Text: l.Words.Word("agreement.status.agreed")}, Says: says, Link: view.Link{Text: l.Words.Word("agreement.short.read_lines"), Href: "#agreed"}})
	}
	l.stillOpen(v)
	l.changedInShort(v)
	for _, d := range v.Dates {
		if !d.Past {
			v.Short = append(v.Short, Short{Tag: view.Tag{Kind: "plain", Text: l.Words.Word("agreement.short.next")}, Says: l.Words.Word("agreement.short.on", "date", d.On.Text, "what", view.Sentence(d.What))})
			break
		}
	}
	for _, s := range v.Services {
		for _, p := range s.Promises {
			if p.Done != "" && counts < mostCounts {
				counts++
				v.Short = append(v.Short, Short{Tag: view.Tag{Kind: "plain", Text: l.Words.Word("agreement.for_you")}, Says: view.Sentence(p.Card.Says) + " " + p.Done})
			}
		}
	}
}

// stillOpen names by the records what nobody has agreed to as it reads.
func (l letter) stillOpen(v *Agreement) {
	if l.a.Held == nil {
		return
	}
	add := func(says, id string) {
		v.Short = append(v.Short, Short{Tag: view.Tag{Kind: "warn", Text: l.Words.Word("agreement.held.open")}, Says: says, Link: view.Link{Text: l.Words.Word("agreement.short.answer"), Href: "#line-" + id}})
	}
	for k := range l.a.Lines() {
		if !k.Agreed() {
			add(l.inShort(k), k.ID.V)
		}
	}
	if v.Rest != nil {
		add(view.Sentence(l.Words.Word("agreement.rest")), v.Rest.ID)
	}
}

// turnedOut counts how the lines of an agreement that is over turned out.
func (l letter) turnedOut(v *Agreement) {
	kept, missed := 0, 0
	for k := range l.a.Lines() {
		switch k.Outcome.Get().Result.V {
		case "met", "exceeded":
			kept++
		case "missed":
			missed++
		}
	}
	for _, c := range []struct {
		n    int
		kind string
		word string
	}{{kept, "ok", "met"}, {missed, "bad", "missed"}} {
		if c.n > 0 {
			v.Short = append(v.Short, Short{Tag: view.Tag{Kind: c.kind, Text: l.Words.Word("line." + c.word)}, Says: l.Words.Count("agreement.short.lines_"+c.word, c.n),
				Link: view.Link{Text: l.Words.Word("agreement.short.read_lines"), Href: "#agreed"}})
		}
	}
}

// differing says that something differs from what everybody gets; empty where nothing does.
func (l letter) differing(v *Agreement) string {
	var out []string
	switch n, all := l.a.Differing(), len(l.a.Terms); {
	case n == 0:
	case n == all:
		out = append(out, l.Words.Count("agreement.short.all_promises", n))
	default:
		out = append(out, l.Words.Count("agreement.short.promises", n))
	}
	if n := len(l.a.Exceptions); n > 0 {
		out = append(out, l.Words.Count("agreement.short.exceptions", n))
	}
	return strings.Join(out, " ")
}

// sections are the ids of a letter's sections, in its order.
var sections = [...]string{"told", "open", "agreed", "differs", "promises", "part", "notices", "dates", "call", "price", "referral", "about"}

// sectionLinks returns the links to all sections that a letter can have.
func (l *Printer) sectionLinks() (out [len(sections)]view.Link) {
	for i, id := range sections {
		out[i] = view.Link{Text: l.Words.Word("agreement.jump." + id), Href: "#" + id}
	}
	return out
}

// jumps links the sections that the page has.
func (l letter) jumps(v *Agreement) {
	v.Jumps = make([]view.Link, 0, len(sections))
	for i, is := range [len(sections)]bool{
		v.Body != "" || v.Uses != "" || v.Outcome != nil, v.Open.Heading != "", v.Agreed.Heading != "", len(v.Differs) > 0, len(v.Services) > 0, len(v.YourPart) > 0,
		len(v.Notices) > 0, len(v.Dates) > 0, len(v.Ladders) > 0, v.Price != nil || len(v.Options) > 0, v.Referral != nil, true,
	} {
		if !is {
			continue
		}
		v.Jumps = append(v.Jumps, l.sectionLink[i])
		switch {
		case sections[i] != "told":
		case v.Settled:
			v.Jumps[0].Text = l.Words.Word("agreement.began")
		case v.Body != "":
			v.Jumps[0].Text = l.Words.Word("agreement.letter")
		}
	}
}
