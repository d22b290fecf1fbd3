package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"upfront/generator/agenda"
	"upfront/generator/agreed"
	"upfront/generator/agreement"
	"upfront/generator/build"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// agreeOptions are the flags of agree.
type agreeOptions struct {
	lines, by, on, how string
	remarks            []string
	yes                bool
}

func (p *program) agreeCommand() *cobra.Command {
	var o agreeOptions
	c := &cobra.Command{
		Use:   "agree CUSTOMER [REPLY|-]",
		Short: "Keep what was agreed: from a reply, a talk or your notes",
		Long: `Freeze what a customer agreed to. REPLY is the mail as your mail program saves it
(.eml), or a file with the text of the reply, or - for standard input. Each line
counts by itself: what they said yes to is agreed, and what they want otherwise
stays open. The last line, rest, stands for the price, their part, the promises
and the dates.

After a conversation, say which lines they agreed to, who said so, when and how:
--lines all --by "Don Fenwick" --on 2026-03-12 --how phone. What they want
otherwise, you note in their words: --remark "p1: only the porcelain". Without
REPLY, --lines and --remark, the notes below agreed: in the agreement count.

You see what will be frozen before anything is written. The record goes to
content/agreed/CUSTOMER/, with the reply beside it. From then on the page says
what was agreed, by whom and how; what you change in the agreement afterwards is
open until they agree to it, and what was agreed holds.`,
		Example: `upfront agree fenwick-tiles reply.eml           from a mail
upfront agree fenwick-tiles - --by "Don Fenwick" --yes < reply.txt
upfront agree fenwick-tiles --lines all --by "Don Fenwick" --on 2026-03-12 --how phone
upfront agree fenwick-tiles --lines e1,rest --remark "p1: only the porcelain" --by "Don Fenwick" --on 2026-03-12 --how phone`,
		Args:              arguments("CUSTOMER", "[REPLY|-]"),
		Annotations:       accepting("dir agreements records now quiet"),
		ValidArgsFunction: completeFirst(p.completeCustomers),
		RunE: func(_ *cobra.Command, args []string) error {
			return p.agree(args[0], strings.Join(args[1:], ""), o)
		},
	}
	c.Flags().StringVar(&o.lines, "lines", "", "the `LINES` that they agreed to in a talk: all, or such as e1,p2,rest")
	c.Flags().StringArrayVar(&o.remarks, "remark", nil, "what they said in a talk of a line that they did not agree to, as `\"LINE: WORDS\"`; may be repeated")
	c.Flags().StringVar(&o.by, "by", "", "the `NAME` of whoever said so, as it stands below people")
	c.Flags().StringVar(&o.on, "on", "", "the `DAY` on which they said so, such as 2026-03-12")
	c.Flags().StringVar(&o.how, "how", "", "`HOW` they said so, such as phone or meeting")
	c.Flags().BoolVar(&o.yes, "yes", false, "write the record without asking")
	return c
}

func (p *program) agree(customer, reply string, o agreeOptions) error {
	if p.inCI() {
		return siteError("CI is set, so others may read what is printed here, and this would say what was agreed with whom.",
			"Run upfront agree on your own computer, and commit the record.")
	}
	s, loaded, err := p.loadSite()
	if err != nil {
		return err
	}
	if err := checkCustomer(customer, loaded.Customers()); err != nil {
		return err
	}
	a, problems, _ := loaded.Agreement(customer)
	if diag.Count(loaded.Problems, diag.Error)+diag.Count(problems, diag.Error) > 0 {
		if err := p.printProblems(p.err, s, append(problems, loaded.Problems...)); err != nil {
			return ioError(err)
		}
		return siteError("The site has errors, so nobody can tell what was agreed to.", "Mend them first; upfront check lists them.")
	}
	if a.Status.V == "ended" {
		return siteError(fmt.Sprintf("The agreement with %s has ended, so nothing can be agreed any more.", a.Customer.Name.V),
			"To begin again, set its status to proposed, and take ended: away.")
	}
	g := agreeing{program: p, site: s, loaded: loaded, agreement: a, options: o}
	if err := g.read(reply); err != nil {
		return err
	}
	return g.freeze()
}

// agreeing is one run of agree.
type agreeing struct {
	*program
	site      *site
	loaded    *build.Site
	agreement *agreement.Agreement
	options   agreeOptions
	source    string // the first line of what is printed: who said so, when and how
	answers   []agreement.Answer
	notes     []string // what of the reply does not count, and why
	evidence  []byte   // the reply; nil where it was a talk
	extension string   // of the file of the reply
	fromInput bool     // the reply is read from standard input, where nothing can be asked then
}

// freeze says what becomes of each line, asks, and writes the record.
func (g *agreeing) freeze() error {
	a := g.agreement
	record, settled := a.Settle(g.loaded.Freeze(a), g.loaded.Offers(a), g.answers, g.loaded.Offer.Today())
	g.printf("%s", g.source)
	g.printSettled(settled)
	for _, note := range g.notes {
		g.printf("  %s", note)
	}
	if record == nil {
		return siteError("Nothing was agreed to that is not agreed already, so there is nothing to freeze.", g.nextStep(settled))
	}
	name := agreed.FileName(a.ID, record.Version.V)
	files := archiveFiles{}
	if g.evidence != nil {
		reply := fmt.Sprintf("v%d%s", record.Version.V, g.extension)
		digest := sha256.Sum256(g.evidence)
		record.Evidence = syntax.Evidence{File: syntax.Text{V: reply}, SHA256: syntax.Text{V: hex.EncodeToString(digest[:])}}
		files[a.ID+"/"+reply] = g.evidence
	}
	files[name] = agreed.Bytes(record)
	if err := g.ask(record, settled); err != nil {
		return err
	}
	dir := g.site.archiveFolder(g.loaded.Archive())
	if err := writeRecord(dir, files); err != nil {
		return ioError(err)
	}
	print, _ := agreed.PrintOf(files[name])
	if _, err := fmt.Fprintf(g.out, "Wrote %s · %s\n", displayPath(dir+"/"+name), print); err != nil {
		return err
	}
	g.printf("%s", g.nextStep(settled))
	return nil
}

// printSettled prints a line for each line of the agreement.
func (g *agreeing) printSettled(settled []agreement.Settled) {
	width := 0
	for _, one := range settled {
		width = max(width, len(one.Line))
	}
	for _, one := range settled {
		g.printf("  %-*s  %s", width, one.Line, settledWords(one))
	}
}

func settledWords(one agreement.Settled) string {
	switch one.Result {
	case agreement.AsBefore:
		return "as before"
	case agreement.Agreed:
		if one.Noted {
			return fmt.Sprintf("yes, as noted: %s, %s, %s", one.By, agenda.Date(one.Day), one.How)
		}
		return "yes"
	case agreement.NotRight:
		if one.Words == "" {
			return "not quite right"
		}
		return fmt.Sprintf("not quite right: %q", one.Words)
	case agreement.OtherWords:
		return fmt.Sprintf("not taken: it was answered when it read otherwise (%s, now %s); read it back", one.Mark, one.Now)
	case agreement.Unanswered:
		return "not taken: it has no answer of yours yet; write answer: yes, yes-if or no"
	case agreement.TooEarly:
		return fmt.Sprintf("not taken: it read otherwise on %s; read it back", agenda.Date(one.Day))
	case agreement.WithRest:
		return "not taken: it cannot be agreed to alone, since other promises change with it; ask about the rest"
	case agreement.NoSuchLine:
		return "not taken: the agreement has no such line"
	}
	return "open"
}

// ask asks whether to write the record. Where nobody can be asked, --yes has to say so.
func (g *agreeing) ask(record *syntax.AgreedRecord, settled []agreement.Settled) error {
	if g.options.yes {
		return nil
	}
	question := fmt.Sprintf("Freeze version %d, all agreed?", record.Version.V)
	if open := openLines(settled); len(open) > 0 {
		question = fmt.Sprintf("Freeze version %d with %s open?", record.Version.V, listed(open))
	}
	if in, ok := g.in.(*os.File); !ok || g.fromInput || !isTerminal(in) {
		return usageError("Nothing was written, because nobody can be asked here: "+question, "If it is right, run the same again with --yes.")
	}
	fmt.Fprint(g.err, question+" [y/N] ")
	answer, _ := bufio.NewReader(g.in).ReadString('\n') // without an answer, it is no
	if word := strings.ToLower(strings.TrimSpace(answer)); word != "y" && word != "yes" {
		return siteError("Nothing was written.")
	}
	return nil
}

// openLines returns the lines that nobody has agreed to as they read.
func openLines(settled []agreement.Settled) (open []string) {
	for _, one := range settled {
		if one.Result != agreement.AsBefore && one.Result != agreement.Agreed && one.Result != agreement.NoSuchLine {
			open = append(open, one.Line)
		}
	}
	return open
}

// nextStep says what to do once what was agreed is kept.
func (g *agreeing) nextStep(settled []agreement.Settled) string {
	var wrong, back []string
	for _, one := range settled {
		if agreed.IsPromise(one.Line) { // where they said no, what was agreed stays
			continue
		}
		switch one.Result {
		case agreement.NotRight, agreement.Unanswered:
			wrong = append(wrong, one.Line)
		case agreement.OtherWords, agreement.StillOpen, agreement.TooEarly:
			back = append(back, one.Line)
		}
	}
	customer, elsewhere := g.agreement.ID, ""
	if g.flags.agreements != "" {
		elsewhere = " --agreements " + g.flags.agreements
	}
	switch {
	case len(wrong) > 0:
		return fmt.Sprintf("Next: put %s right in %s, build, then: upfront recap %s%s", listed(wrong), displayPath(g.site.onDisk(g.agreement.At.File)), customer, elsewhere)
	case len(back) > 0:
		return fmt.Sprintf("Next: ask for an answer to %s", listed(back))
	}
	return fmt.Sprintf("Next: upfront build%s, so that the page says it, then: upfront recap %s%s", elsewhere, customer, elsewhere)
}

// listed returns words as they are listed: "e1, e2 and p1".
func listed(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
