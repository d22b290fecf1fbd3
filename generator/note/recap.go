package note

import (
	"slices"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/clock"
	"upfront/generator/view"
)

// The notes themselves.

// recap says how they were understood.
func (c *composing) recap() {
	c.subject("recap")
	thanks := c.word("thanks")
	if day := c.talked(); !day.IsZero() {
		thanks = c.word("thanks_on", "day", c.day(day))
	}
	c.add(thanks, c.word("lead"))
	c.lines("most", c.line)
	c.add(c.referral())
	c.add(c.word("close"))
}

// talked returns the last day on which somebody to whom the note goes said yes in a talk; zero where none did.
func (c *composing) talked() (day clock.Date) {
	for l := range c.a.Lines() {
		said, how := l.Line.Agreed, strings.ToLower(strings.ReplaceAll(l.Line.Agreed.How.V, "-", ""))
		if slices.Contains([]string{"email", "mail", "letter", "chat"}, how) || !c.isTo(said.By.V) {
			continue
		}
		if on := said.On.V; day.Before(on) && !c.Offer.Today().Before(on) {
			day = on
		}
	}
	return day
}

func (c *composing) isTo(name string) bool {
	for _, p := range c.result.To {
		if p.Name.V == name {
			return true
		}
	}
	return false
}

// day returns a day as people write it to each other: its name within the last week, and the year where it is another.
func (c *composing) day(d clock.Date) string {
	today, start := c.Offer.Today(), d.Start(c.Offer.Zone)
	switch {
	case today.AddDays(-7).Before(d) && d.Before(today):
		return c.Words.Weekday(start.Weekday())
	case d.Year == today.Year:
		return c.word("day", "day", c.Words.Int(d.Day), "month", c.Words.Month(start.Month()))
	}
	return c.Words.Date(start)
}

// referral says what we ask for if we keep our word; empty where nothing is asked for.
func (c *composing) referral() string {
	r := c.a.Referral
	if !r.Means.IsSet() {
		return ""
	}
	means := strings.TrimSuffix(c.within(r.Means), ".")
	if n := r.Count.V; n > 1 {
		means = c.Words.Word("note.means_times", "means", means, "times", c.WordOr("note.times."+c.Words.Int(n), c.Words.Count("how_many.times", n)))
	}
	key := "referral"
	if !r.When.IsSet() {
		key = "referral_any"
	}
	return c.word(key, "when", strings.TrimSuffix(r.When.V, "."), "means", view.Sentence(means))
}

// agreed says what was agreed, what is still open, and where all of it stands.
func (c *composing) agreed(link Link) {
	c.subject("agreed")
	newest := c.a.Held.Newest()
	var day clock.Date
	for _, e := range newest.Agreed {
		if on := e.V.Day.V; e.V.By.IsSet() && day.Before(on) {
			day = on
		}
	}
	c.add(c.word("agreed_on", "day", c.Date(day).Text), c.word("keep"))
	c.lines("most", c.agreedLine)
	c.add(c.money())
	if c.a.Held.Rest.By.IsSet() {
		c.add(c.referral())
	}
	c.open()
	c.opens("whole", link)
	c.add(c.word("print", "print", newest.Print.V))
	c.add(c.word("close"))
}

// agreedLine returns what the note says of a line in the words that were agreed, and nothing of one that nobody agreed to.
func (c *composing) agreedLine(l *agreement.Line, opening string) string {
	switch {
	case l.Was != nil:
		was := *l
		was.Line, was.Refer = l.Was, nil
		return c.line(&was, opening)
	case l.Agreed():
		return c.line(l, opening)
	}
	return ""
}

// open says what nobody agreed to as it reads: the lines with our answer, so that a yes says what it says yes to, and the rest.
func (c *composing) open() {
	var open []string
	for l := range c.a.Lines() {
		if !l.Agreed() && l.Was == nil {
			open = append(open, c.line(l, ""))
		}
	}
	rest := !c.a.Held.RestAgreed()
	switch {
	case len(open) > 0 && rest:
		c.add(c.word("open_both"))
	case len(open) > 0:
		c.add(c.word("open"))
	case rest:
		c.add(c.word("open_rest"))
	}
	c.addLines(open)
}

// money says what was agreed that they pay, and from when; empty where nobody agreed to it.
func (c *composing) money() string {
	if !c.a.Held.Rest.By.IsSet() {
		return ""
	}
	var out []string
	if p := c.Price(c.a.Price); p != nil {
		out = append(out, c.word("price", "price", view.Sentence(p.Amount)))
		if p.Ceiling != "" {
			out = append(out, c.Words.Word("sum.ceiling", "amount", p.Ceiling))
		}
		if p.HoldsFor != "" {
			out = append(out, c.word("stands", "duration", p.HoldsFor))
		}
	}
	if c.a.Effective.IsSet() {
		key := "since"
		if c.Offer.Today().Before(c.a.Effective.V) {
			key = "from"
		}
		out = append(out, c.word(key, "day", c.Day(c.a.Effective).Text))
	}
	return join(out...)
}

// opens adds the link to the page, alone in its paragraph so that mail programs find it, and what else it takes to open it.
func (c *composing) opens(key string, link Link) {
	c.add(c.word(key))
	c.add(link.URL)
	secret, until := c.word("secret"), ""
	if link.Passphrase {
		secret = c.word("secret_words")
	}
	if c.a.Access.Until.IsSet() {
		until = c.word("until", "day", c.Day(c.a.Access.Until).Text)
	}
	if !c.a.Public() {
		c.add(secret, until)
	}
}

// shared brings the link.
func (c *composing) shared(link Link) {
	status := c.a.Status.Or("draft")
	c.subject("page_" + status)
	c.opens("page_"+status, link)
	if status == "ended" {
		c.add(c.word("ended_close"))
		return
	}
	close := c.word("answer")
	if c.a.Contact != nil && c.a.Contact.Phone.IsSet() {
		close = c.word("answer_ring", "phone", c.a.Contact.Phone.V)
	}
	if c.a.Public() {
		close = c.word("close")
	}
	c.add(close)
}

// farewell says how what was agreed turned out.
func (c *composing) farewell() {
	c.subject("ended")
	thanks := c.word("ended_thanks_any")
	if since := c.a.Since(); since.IsSet() {
		thanks = c.word("ended_thanks", "day", c.Words.Date(since.V.Start(c.Offer.Zone)))
	}
	c.add(thanks, c.word("ended_lead"))
	c.lines("mattered", c.turnedOut)
	c.add(view.Sentence(c.a.Ended.Why.V))
	c.add(c.word("ended_close"))
}

// turnedOut returns how a line turned out.
func (c *composing) turnedOut(l *agreement.Line, opening string) string {
	result := l.Outcome.Get()
	if l.Answer.V == "no" || !result.Result.IsSet() {
		return c.line(l, opening)
	}
	return join(c.said(l, opening), c.turn("promised", "understood", c.within(l.Understood)), c.word("result."+result.Result.V), view.Sentence(result.Note.V))
}
