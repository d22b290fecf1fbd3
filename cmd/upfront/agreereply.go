package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"upfront/generator/agenda"
	"upfront/generator/agreed"
	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/reply"
	"upfront/generator/syntax"
)

// maxReply is how many bytes a reply may have: a mail with pictures in it has fewer.
const maxReply = 32 << 20

// read finds out what was answered by whom: in a reply, in a talk, or in the notes of the agreement.
func (g *agreeing) read(name string) error {
	switch o := g.options; {
	case name != "" && o.lines != "":
		return usageError("--lines says what was agreed in a talk, and "+name+" is a reply.", "Take one of the two: a reply says itself which lines it is about.")
	case name != "" && len(o.remarks) > 0:
		return usageError("--remark says what was said in a talk, and "+name+" is a reply.", "Take one of the two: a reply says itself what they want otherwise.")
	case name != "":
		return g.readReply(name)
	case o.lines != "" || len(o.remarks) > 0:
		return g.readTalk()
	case o.by+o.on+o.how != "":
		return usageError("--by, --on and --how say who agreed, when and how, and nothing says to what.", "Add --lines all, or such as --lines e1,p2, or the file of the reply.")
	}
	return g.readNotes()
}

// decider returns the person of the customer's who agreed, or why their yes does not count.
func (g *agreeing) decider(is func(syntax.CustomerPerson) bool, called string) (syntax.CustomerPerson, error) {
	a := g.agreement
	customer, file := a.Customer.Name.V, displayPath(g.site.onDisk(a.At.File))
	deciders := a.Deciders()
	names := func(people []syntax.CustomerPerson) (all []string) {
		for _, p := range people {
			all = append(all, p.Name.V)
		}
		return all
	}
	i := slices.IndexFunc(a.People, is)
	switch {
	case len(a.People) == 0:
		return syntax.CustomerPerson{}, siteError(fmt.Sprintf("Nobody is listed for %s, so nobody can say yes.", customer), fmt.Sprintf("List whoever decides in %s: people: [{name: …, role: decides, email: …}]", file))
	case i < 0 && g.isOurs(called):
		return syntax.CustomerPerson{}, siteError(fmt.Sprintf("%s is one of your own people, and cannot say yes for %s.", called, customer), "Name whoever agreed there: "+listed(names(deciders))+".")
	case i < 0:
		return syntax.CustomerPerson{}, siteError(fmt.Sprintf("%s is not among the people of %s.", called, customer), fmt.Sprintf("There are: %s. If they can say yes, add them with role: decides in %s.", strings.Join(names(a.People), ", "), file))
	case len(deciders) == 0:
		return syntax.CustomerPerson{}, siteError(fmt.Sprintf("%s are listed for %s, and nobody says who of them decides.", listed(names(a.People)), customer), fmt.Sprintf("Ask them, and write role: decides behind that name in %s.", file))
	case !slices.Contains(names(deciders), a.People[i].Name.V):
		return syntax.CustomerPerson{}, siteError(fmt.Sprintf("%s does not decide for %s, so nothing is agreed yet.", a.People[i].Name.V, customer), fmt.Sprintf("Ask %s. If %s decides too, write role: decides in %s.", listed(names(deciders)), a.People[i].Name.V, file))
	}
	return a.People[i], nil
}

func named(name string) func(syntax.CustomerPerson) bool {
	folded := strings.Join(strings.Fields(name), " ")
	return func(p syntax.CustomerPerson) bool { return strings.EqualFold(p.Name.V, folded) }
}

// isOurs reports whether a name or an address is that of one of our own people.
func (g *agreeing) isOurs(called string) bool {
	who := g.loaded.Offer.Who(called)
	if who.Person != nil || who.Leader != nil {
		return true
	}
	for _, e := range g.loaded.Offer.Site.People {
		if called != "" && strings.EqualFold(e.V.Email.V, called) {
			return true
		}
	}
	return slices.ContainsFunc(g.loaded.Offer.Channels, func(c *catalog.Channel) bool { return called != "" && strings.EqualFold(c.To.V, called) })
}

// day returns the day that --on names, or another.
func (g *agreeing) day(or clock.Date) (clock.Date, error) {
	day := or
	if g.options.on != "" {
		var err error
		if day, err = clock.ParseDate(g.options.on); err != nil {
			return day, usageError("--on: "+sentence(err), "Write the day as in 2026-03-12.")
		}
	}
	if today := g.loaded.Offer.Today(); today.Before(day) {
		return day, usageError(fmt.Sprintf("%s is still to come: today is %s.", agenda.Date(day), agenda.Date(today)), "Write the day on which they agreed.")
	}
	return day, nil
}

func (g *agreeing) readReply(name string) error {
	data, err := g.replyBytes(name)
	if err != nil {
		return err
	}
	m, err := reply.Read(data)
	if err != nil {
		return siteError(sentence(err), "Copy its text into a file, and name who wrote it: --by NAME")
	}
	found := reply.Answers(m.Text)
	if len(found) == 0 {
		return siteError("No answer is in this reply: no line such as [e1 M8RA] with an arrow => below it.",
			"Save the whole mail, or copy the whole reply. If they wrote it in their own words, read it back to them, and write: --lines … --by … --on … --how email")
	}
	who, day, how, err := g.sender(m)
	if err != nil {
		return err
	}
	g.evidence, g.extension = data, ".txt"
	if m.Mail {
		g.extension = ".eml"
	}
	for _, f := range found {
		g.answer(f, agreement.Answer{Line: f.Line, Mark: f.Mark, By: who.Name.V, How: how, Day: day})
	}
	g.keepNotes()
	return nil
}

func (g *agreeing) replyBytes(name string) ([]byte, error) {
	in := g.in
	if name == "-" {
		g.fromInput = true
	} else {
		f, err := os.Open(name)
		if err != nil {
			return nil, ioError(err)
		}
		defer f.Close()
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, maxReply+1))
	switch {
	case err != nil:
		return nil, ioError(err)
	case len(data) > maxReply:
		return nil, siteError(filepath.Base(name)+" has more than 32 MB, and is no reply.", "Save the mail without its attachments.")
	}
	return data, nil
}

// sender returns who wrote a reply, on which day and how it came.
func (g *agreeing) sender(m reply.Message) (who syntax.CustomerPerson, day clock.Date, how string, err error) {
	by, how := g.options.by, g.options.how
	if !m.Mail {
		if by == "" {
			return who, day, how, usageError("A text does not say who wrote it.", `Add --by NAME, such as --by "`+g.firstDecider()+`".`)
		}
		if who, err = g.decider(named(by), by); err != nil {
			return who, day, how, err
		}
		if how == "" {
			how = "email"
		}
		day, err = g.day(g.loaded.Offer.Today())
		g.source = fmt.Sprintf("From %s (decides), %s", who.Name.V, agenda.Date(day))
		return who, day, how, err
	}
	if how != "" && how != "email" {
		return who, day, how, usageError("This reply is a mail, so --how "+how+" contradicts it.", "Leave --how out.")
	}
	from := func(p syntax.CustomerPerson) bool { return m.From != "" && strings.EqualFold(p.Email.V, m.From) }
	if who, err = g.decider(from, m.From); err != nil {
		return who, day, how, err
	}
	if by != "" && !named(by)(who) {
		return who, day, how, siteError(fmt.Sprintf("This mail is from %s (%s), and --by names %s.", who.Name.V, m.From, by), "Leave --by out, or freeze what "+by+" said from their own mail.")
	}
	if m.Date.IsZero() && g.options.on == "" {
		return who, day, how, usageError("This mail does not say when it was sent.", "Add --on DAY, such as --on 2026-03-12.")
	}
	if !m.Date.IsZero() && g.options.on != "" {
		return who, day, how, usageError("This mail says itself when it was sent.", "Leave --on out.")
	}
	day = g.loaded.Offer.Today()
	if !m.Date.IsZero() {
		day = clock.DateOf(m.Date, g.loaded.Offer.Zone)
	}
	if day, err = g.day(day); err != nil {
		return who, day, how, err
	}
	g.source = fmt.Sprintf("From %s (%s, decides), %s", m.From, who.Name.V, agenda.Date(day))
	return who, day, "email", nil
}

func (g *agreeing) firstDecider() string {
	for _, p := range g.agreement.Deciders() {
		return p.Name.V
	}
	return "Don Fenwick"
}

// answer adds an answer of a reply. Only the words on the page, or a plain yes, are a yes: whatever has more to say is not
// agreed yet.
func (g *agreeing) answer(f reply.Answer, a agreement.Answer) {
	agree, notQuite, right := g.loaded.Word("reply.agree"), g.loaded.Word("reply.not_quite"), g.loaded.Word("reply.right")
	said := strings.TrimSpace(f.Text + " " + f.More)
	words, isNot := cutWord(said, notQuite)
	switch {
	case f.Twice:
		g.notes = append(g.notes, fmt.Sprintf("%s was answered twice, and not alike: ask which of the two they mean", f.Line))
		return
	case strings.EqualFold(plain(said), right):
		g.notes = append(g.notes, fmt.Sprintf("%s was answered when this was a draft, so that is no yes to a promise: share the page once its status is proposed", f.Line))
		return
	case isYes(said, agree):
		a.Yes = true
	case isNot:
		a.Words = words
	default:
		a.Words = said
	}
	g.answers = append(g.answers, a)
}

// isYes reports whether words are a plain yes, or the one on the page.
func isYes(said, agree string) bool {
	return strings.EqualFold(plain(said), agree) || slices.Contains([]string{"yes", "yes, agreed", "agreed", "yes agreed"}, strings.ToLower(plain(said)))
}

func plain(said string) string { return strings.Trim(said, " .!") }

// cutWord returns what stands behind a word and a colon, and whether a text begins with that word.
func cutWord(text, word string) (rest string, ok bool) {
	if len(text) < len(word) || !strings.EqualFold(text[:len(word)], word) {
		return text, false
	}
	return strings.TrimSpace(strings.TrimPrefix(text[len(word):], ":")), true
}

// keepNotes adds what the notes in the agreement say of lines that were not answered now. Without a record, the page has
// these lines as agreed, and asks nothing about them.
func (g *agreeing) keepNotes() {
	if g.agreement.Held != nil {
		return
	}
	for _, noted := range g.noted() {
		if !slices.ContainsFunc(g.answers, func(a agreement.Answer) bool { return a.Line == noted.Line }) {
			g.answers = append(g.answers, noted)
		}
	}
}

// readNotes takes what was agreed from the notes in the agreement.
func (g *agreeing) readNotes() error {
	if g.answers = g.noted(); len(g.answers) == 0 {
		for _, note := range g.notes {
			g.printf("%s", note)
		}
		which := "who"
		if len(g.notes) > 0 {
			which = "who of those who decide"
		}
		return siteError(fmt.Sprintf("No line of %s says %s agreed to it, when and how.", displayPath(g.site.onDisk(g.agreement.At.File)), which),
			"Name the file of their reply, or what they said: --lines all --by … --on … --how phone")
	}
	g.source = "From the notes in " + displayPath(g.site.onDisk(g.agreement.At.File))
	return nil
}

// noted returns the answers that the agreement notes. The rest counts where its status says that all is agreed.
func (g *agreeing) noted() (answers []agreement.Answer) {
	a := g.agreement
	var last agreement.Answer
	for l := range a.Lines() {
		n := l.Line.Agreed
		if !n.By.IsSet() || !n.On.IsSet() || !n.How.IsSet() {
			continue
		}
		who, err := g.decider(named(n.By.V), n.By.V)
		if err != nil {
			g.notes = append(g.notes, l.ID.V+" does not count. "+asFailure(err).lines[0])
			continue
		}
		answer := agreement.Answer{Line: l.ID.V, Yes: true, By: who.Name.V, How: n.How.V, Day: n.On.V, Noted: true}
		if answers = append(answers, answer); last.Day.Before(answer.Day) {
			last = answer
		}
	}
	if len(answers) > 0 && a.AuthorStatus() == "agreed" {
		last.Line = agreed.Rest
		answers = append(answers, last)
	}
	return answers
}
