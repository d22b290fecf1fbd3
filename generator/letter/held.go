package letter

import (
	"slices"
	"strconv"
	"strings"

	"upfront/generator/agreed"
	"upfront/generator/agreement"
	"upfront/generator/syntax"
	"upfront/generator/view"
)

// What was agreed, where the agreement or the offer reads otherwise by now: what was agreed holds, and the page says so.

// heldVersion names the record that holds: its number and print, who agreed, when and how, and the version before it.
func (l letter) heldVersion(v *Agreement) {
	h := l.a.Held
	if h == nil {
		return
	}
	newest := h.Newest()
	v.Version = AgreementVersion{Version: strconv.Itoa(newest.Version.V), On: l.Date(newest.Frozen.V), Fingerprint: newest.Print.V}
	if names, day, how := l.whoAgreed(newest.Agreed, newest.Version.V); len(names) > 0 {
		v.Version.On = day
		v.Version.By = l.Words.Word("page.letter.agreed_with", "names", l.Words.List(names)) + how
	}
	if n := len(h.Records); n > 1 {
		before := h.Records[n-2]
		_, day, _ := l.whoAgreed(before.Agreed, before.Version.V)
		v.Version.Previous = l.Words.Word("agreement.previous", "version", strconv.Itoa(before.Version.V), "date", day.Text)
	}
}

// whoAgreed returns who agreed to anything in a version, on which day last, and how, where that was one way for all.
func (l letter) whoAgreed(all syntax.Map[syntax.Yes], version int) (names []string, day view.Time, how string) {
	var last syntax.Yes
	var ways []string
	for _, e := range all {
		if y := e.V; y.By.IsSet() && (!y.Since.IsSet() || y.Since.V == version) {
			if !slices.Contains(names, y.By.V) {
				names = append(names, y.By.V)
			}
			if way := l.meetingWords(y.How.V); !slices.Contains(ways, way) {
				ways = append(ways, way)
			}
			if !last.Day.IsSet() || last.Day.V.Before(y.Day.V) {
				last = y
			}
		}
	}
	if len(ways) == 1 {
		how = ", " + ways[0]
	}
	return names, l.Day(last.Day), how
}

// heldLine says what was agreed to in place of what a line says by now; nil where they are the same.
func (l letter) heldLine(k *agreement.Line) *Difference {
	if k.Was == nil {
		return nil
	}
	was := *k
	was.Line = k.Was
	said := l.lineReply(&was, "").Answer
	return &Difference{Tag: view.Tag{Kind: "warn", Text: l.Words.Word("agreement.held.changed")}, What: view.Link{Text: l.agreedOn(syntax.Agreed{On: k.WasYes.Day, By: k.WasYes.By, How: k.WasYes.How})},
		Says: l.Words.Word("agreement.held.line", "was", join(view.Sentence(l.inShort(&was)), said))}
}

// before says how a line read that was agreed to, where it was agreed anew since: each wording with our answer, and who agreed to it.
func (l letter) before(k *agreement.Line) (all []string) {
	if len(l.a.HeldRecords()) < 2 {
		return nil // and the terms of the only one need not be read
	}
	versions := l.a.History(k)
	for _, v := range versions {
		if last := &versions[len(versions)-1].Line; !v.Yes.By.IsSet() || agreed.SameLine(&v.Line, last) {
			continue
		}
		was := *k
		was.Line = &v.Line
		said := join(view.Sentence(v.Line.Understood.V), l.lineReply(&was, "").Answer)
		said = join(said, view.Sentence(v.Line.If.V))
		if instead := v.Line.Instead.V; instead != "" {
			said = join(said, l.Words.Word("cannot.instead_short", "text", view.Sentence(instead)))
		}
		all = append(all, l.Words.Word("agreement.line_before", "version", strconv.Itoa(v.Record.Version.V), "says", said,
			"agreed", l.agreedOn(syntax.Agreed{On: v.Yes.Day, By: v.Yes.By, How: v.Yes.How})))
	}
	return all
}

// heldRest says for each part of the agreement that reads otherwise by now what was agreed, and what it would be.
func (l letter) heldRest() (all []Difference) {
	h := l.a.Held
	if h == nil {
		return nil
	}
	for _, part := range h.Changed {
		was, now := l.partWords(part, h.Newest().Terms()), l.partWords(part, h.Today())
		if was == "" {
			was = l.Words.Word("agreement.held.nothing")
		}
		if now == "" {
			now = l.Words.Word("agreement.held.nothing")
		}
		all = append(all, Difference{Tag: view.Tag{Kind: "warn", Text: l.Words.Word("agreement.held.changed")}, What: view.Link{Text: l.Words.Word("agreement.held.part." + part)},
			Says: l.Words.Word("agreement.held.rest", "was", view.Sentence(was), "now", view.Sentence(now))})
	}
	return all
}

// partWords returns what terms say of a part, as the page would.
func (l letter) partWords(part string, t *syntax.AgreedTerms) string {
	a := *l.a
	a.Updates, a.Price, a.Referral, a.Agreement.Terms = t.Updates, t.Price, t.Referral, t.Contract
	a.Effective, a.Term, a.Renews, a.NoticeToEnd = t.Term.From, t.Term.Lasts, t.Term.Renews, t.Term.Notice
	other := letter{l.Printer, &a}
	var out []string
	switch part {
	case "price":
		if p := l.Price(t.Price); p != nil {
			out = append(out, view.Sentence(p.Amount))
			if p.Ceiling != "" {
				out = append(out, l.Words.Word("sum.ceiling", "amount", p.Ceiling))
			}
			if p.HoldsFor != "" {
				out = append(out, l.Words.Word("sum.holds", "duration", p.HoldsFor))
			}
		}
	case "updates":
		if u := other.updates(); u != nil {
			out = []string{u.Cadence, u.AtOnce}
		}
	case "referral":
		if r := other.referral(); r != nil {
			out = []string{r.Says}
		}
	case "term":
		if from := l.Day(t.Term.From).Text; from != "" {
			out = append(out, view.Sentence(l.Words.Word("agreement.starts")+" "+from))
		}
		out = append(out, other.term())
	case "exceptions":
		for _, e := range t.Exceptions {
			out = append(out, view.Sentence(e.Instead.V))
		}
	case "chosen":
		for _, p := range t.Promises {
			for _, c := range p.V.Chosen {
				text := view.Sentence(p.V.Says.V) + " " + l.Measure(c.To, p.V.Clock.V == "business")
				if c.Price.IsSet() {
					text += ", " + c.Price.V
				}
				out = append(out, view.Sentence(text))
			}
		}
	case "dropped":
		for _, term := range l.a.Terms {
			if p, ok := t.Promises.Get(term.Promise.Ref); ok && term.Dropped {
				out = append(out, view.Sentence(p.Says.V))
			}
		}
	case "contract":
		for _, c := range t.Contract {
			out = append(out, view.Sentence(l.Words.Word("page.letter.contract_version", "name", c.Name.V, "version", c.Version.V)))
		}
	}
	return strings.TrimSpace(strings.Join(out, " "))
}

// heldPromise returns the card of a promise that this customer agreed to on other terms than everybody has by now.
func (l letter) heldPromise(t *agreement.Term) *Card {
	p, business := t.Held, t.Held.Clock.V == "business"
	out := &Card{Promise: l.inFull(t.Promise), Tag: &view.Tag{Kind: "info", Text: l.Words.Word("agreement.held.tag")}}
	out.Says, out.Means, out.Example, out.Limit, out.Measure, out.Href = p.Says.V, "", "", "", "", ""
	out.Target, out.Window = l.Often(p.Target), l.Window(p.Window.V)
	out.Miss, out.Excluded = view.Texts(p.IfMissed), nil
	for _, e := range p.Excluded {
		out.Excluded = append(out.Excluded, view.Capitalize(e.What.V))
	}
	switch {
	case p.Within.All.IsSet():
		out.Limit = l.Duration(p.Within.All.V, business)
	case p.AtLeast.IsSet() || p.AtMost.IsSet():
		out.Measure = view.Capitalize(l.Threshold(p.AtLeast, p.AtMost, business))
	}
	out.Levels = nil
	for _, w := range p.Within.Levels {
		name := w.Key.V
		if level, ok := l.Offer.Level(w.Key.V); ok {
			name = level.Name.V
		}
		out.Levels = append(out.Levels, view.LevelTerm{Name: name, Within: l.Duration(w.V.Within.V, business && w.V.Hours.V != "always")})
	}
	for _, c := range p.Chosen {
		l.choseThen(p, c, out)
	}
	out.DependsOn, out.Acknowledged = nil, nil
	l.print(out)
	return out
}

// choseThen puts an option that was chosen then into the terms of a promise.
func (l letter) choseThen(p *syntax.AgreedPromise, c syntax.AgreedChoice, out *Card) {
	chosen := l.Measure(c.To, p.Clock.V == "business")
	if c.Level.V == "" {
		if p.Within.All.IsSet() {
			out.Limit = chosen
		} else {
			out.Measure = view.Capitalize(chosen)
		}
		return
	}
	for i, w := range p.Within.Levels {
		if w.Key.V == c.Level.V {
			out.Levels[i].Was, out.Levels[i].Within = out.Levels[i].Within, chosen
		}
	}
}

// heldParts returns the customer's part as it was agreed.
func (l letter) heldParts() (parts []view.Part) {
	for _, d := range l.a.Held.Newest().Terms().YourPart {
		parts = append(parts, view.Part{What: d.What.V, Within: l.Duration(d.Within.V, d.Clock.V == "business"), Else: d.Else.V})
	}
	return parts
}
