package main

import (
	"fmt"
	"slices"
	"strings"

	"upfront/generator/agenda"
	"upfront/generator/agreed"
	"upfront/generator/agreement"
)

// What was said in a talk: --lines names the lines that somebody agreed to, and each --remark what they want otherwise.

// remark is what somebody said of a line that they did not agree to.
type remark struct{ line, words string }

// readTalk takes what was said in a talk from the flags.
func (g *agreeing) readTalk() error {
	o := g.options
	if err := g.checkTold(); err != nil {
		return err
	}
	who, err := g.decider(named(o.by), o.by)
	if err != nil {
		return err
	}
	day, err := g.day(g.loaded.Offer.Today())
	if err != nil {
		return err
	}
	remarks, err := g.remarks()
	if err != nil {
		return err
	}
	lines, err := g.agreedLines(remarks)
	if err != nil {
		return err
	}
	said := agreement.Answer{By: who.Name.V, How: o.how, Day: day}
	for _, id := range lines {
		said.Line, said.Yes = id, true
		g.answers = append(g.answers, said)
	}
	for _, r := range remarks {
		said.Line, said.Yes, said.Words = r.line, false, r.words
		g.answers = append(g.answers, said)
	}
	g.source = fmt.Sprintf("Said by %s (decides), %s, %s", who.Name.V, o.how, agenda.Date(day))
	g.keepNotes()
	return nil
}

// checkTold refuses what was said in a talk without who, when or how.
func (g *agreeing) checkTold() error {
	o := g.options
	typed := "upfront agree " + g.agreement.ID
	if o.lines != "" {
		typed += " --lines " + shellQuote(o.lines)
	}
	for _, r := range o.remarks {
		typed += " --remark " + shellQuote(r)
	}
	for _, missing := range []struct{ value, flag, what string }{{o.by, "--by", "who it was"}, {o.on, "--on", "when"}, {o.how, "--how", "how"}} {
		if missing.value == "" {
			return usageError("An answer in a talk says who, when and how, and nothing says "+missing.what+".",
				"Add "+missing.flag+": "+typed+` --by "`+g.firstDecider()+`" --on `+g.loaded.Offer.Today().String()+` --how phone`)
		}
	}
	return nil
}

// remarks returns what they want otherwise, at most once a line.
func (g *agreeing) remarks() (all []remark, err error) {
	for _, text := range g.options.remarks {
		r, err := g.remark(text)
		if err != nil {
			return nil, err
		}
		if i := slices.IndexFunc(all, func(other remark) bool { return other.line == r.line }); i >= 0 {
			return nil, usageError("There are two remarks on "+r.line+".", "Write both as one: --remark "+shellQuote(r.line+": "+all[i].words+"; "+r.words))
		}
		all = append(all, r)
	}
	return all, nil
}

// remark returns what a --remark says.
func (g *agreeing) remark(text string) (r remark, err error) {
	line, words, found := strings.Cut(text+" ", ": ")
	r = remark{strings.TrimSpace(line), strings.Join(strings.Fields(words), " ")}
	if !found {
		return r, g.noColon(r.line)
	}
	if err := checkWord("line", r.line, g.answerable()); err != nil {
		return r, err
	}
	switch {
	case r.words == "":
		return r, usageError("The remark on "+r.line+" has no words.", "Write what they said: --remark "+shellQuote(r.line+": not before nine"))
	case isYes(r.words, g.loaded.Word("reply.agree")):
		return r, usageError(fmt.Sprintf("%q is no remark on %s: it is a yes.", r.words, r.line), "Name "+r.line+" in --lines.")
	}
	return r, nil
}

// noColon refuses a remark without a colon and a space.
func (g *agreeing) noColon(text string) error {
	known := g.answerable()
	for _, id := range known {
		if words, ok := strings.CutPrefix(text, id); ok && words != strings.TrimLeft(words, ": ,") {
			return usageError(fmt.Sprintf("--remark %q has no colon with a space behind it between the line and their words.", text), "Write --remark "+shellQuote(id+": "+strings.TrimLeft(words, ": ,")))
		}
	}
	return usageError(fmt.Sprintf("--remark %q has to say which line it is about, and what they said of it.", text),
		"Write it as in --remark "+shellQuote(known[0]+": not before nine")+". There are: "+strings.Join(known, ", ")+".")
}

// agreedLines returns the lines that they agreed to.
func (g *agreeing) agreedLines(remarks []remark) ([]string, error) {
	lines := strings.FieldsFunc(g.options.lines, func(r rune) bool { return r == ',' || r == ' ' })
	if g.options.lines == "all" {
		return g.lineIDs(), g.checkAll(remarks)
	}
	for _, id := range lines {
		if err := checkWord("line", id, g.answerable()); err != nil {
			return nil, err
		}
		if slices.ContainsFunc(remarks, func(r remark) bool { return r.line == id }) {
			return nil, usageError(id+" stands in --lines, which is a yes, and has a --remark, which is none.", "Take it out of one of the two: a yes with a condition is no yes yet.")
		}
	}
	return lines, nil
}

// checkAll refuses a yes to all where a line has no answer of ours yet, or where they want one otherwise.
func (g *agreeing) checkAll(remarks []remark) error {
	missing := g.unanswered()
	if len(remarks) > 0 {
		var open []string
		for _, r := range remarks {
			open = append(open, r.line)
		}
		help := "Leave --lines out."
		if others := g.linesWithout(slices.Concat(open, missing)); others != "" {
			help = "Name the lines that they agreed to: --lines " + others
		}
		return usageError("--lines all is a yes to every line, and --remark says that they want "+listed(open)+" otherwise.", help)
	}
	if len(missing) > 0 {
		return siteError(fmt.Sprintf("%s %s no answer of yours yet, so nobody can have agreed to all.", listed(missing), map[bool]string{true: "has", false: "have"}[len(missing) == 1]),
			"Answer with answer: yes, yes-if or no, and read it back. Or name the lines that they agreed to: --lines "+g.linesWithout(missing))
	}
	return nil
}

// linesWithout returns the lines that are not among some, as --lines names them.
func (g *agreeing) linesWithout(some []string) string {
	return strings.Join(slices.DeleteFunc(g.lineIDs(), func(id string) bool { return slices.Contains(some, id) }), ",")
}

// lineIDs returns the ids of all lines that can be agreed to, the rest last.
func (g *agreeing) lineIDs() (ids []string) {
	for l := range g.agreement.Lines() {
		if g.agreement.Held == nil || !slices.Contains(g.agreement.Held.Gone, l) {
			ids = append(ids, l.ID.V)
		}
	}
	return append(ids, agreed.Rest)
}

// answerable returns what can be answered: all lines, and the promises that can be taken alone.
func (g *agreeing) answerable() []string {
	ids := g.lineIDs()
	for _, t := range g.agreement.Offered() {
		ids = append(ids, t.Promise.Ref)
	}
	return ids
}

// unanswered returns the lines to which we have not answered.
func (g *agreeing) unanswered() (ids []string) {
	for l := range g.agreement.Lines() {
		if !l.Answer.IsSet() {
			ids = append(ids, l.ID.V)
		}
	}
	return ids
}
