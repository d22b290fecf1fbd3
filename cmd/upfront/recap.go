package main

import (
	"bytes"
	"cmp"
	"fmt"
	"net/mail"
	"os"

	"github.com/spf13/cobra"

	"upfront/generator/agreement"
	"upfront/generator/build"
	"upfront/generator/diag"
	"upfront/generator/draft"
	"upfront/generator/note"
)

// recapOptions are the flags of recap.
type recapOptions struct{ mail, html bool }

func (p *program) recapCommand() *cobra.Command {
	var o recapOptions
	c := &cobra.Command{
		Use:   "recap CUSTOMER",
		Short: "Print the note to send after a talk, or once it is agreed",
		Long: `Print the short note that a person sends after a talk: how you understood them,
what matters most first, with your answer to each. It is put together from the
agreement, in order of rank, and signed by its owner. Read it aloud, and send it
as it is.

Once something was agreed, it is the second note: what was agreed, what is still
open, the link to the page, and the print of the record. Of an agreement that
has ended it says how each line turned out.

With --eml it is a mail to whoever decides. Keep it in a file whose name ends in
.eml and open that: your mail program shows it as a draft. With --html it is a
letter to print, for those without mail.

With CI set in the environment, nothing is printed, because others may read it.`,
		Example: `upfront recap fenwick-tiles                        to read, or to copy
upfront recap fenwick-tiles --eml > fenwick.eml    a draft for your mail program
upfront recap fenwick-tiles --html > fenwick.html  a letter to print`,
		Args:              arguments("CUSTOMER"),
		Annotations:       accepting("dir out agreements records state now quiet"),
		ValidArgsFunction: completeFirst(p.completeCustomers),
		RunE:              func(_ *cobra.Command, args []string) error { return p.recap(args[0], o) },
	}
	c.Flags().BoolVar(&o.mail, "eml", false, "print it as a mail, for your mail program")
	c.Flags().BoolVar(&o.html, "html", false, "print it as a letter on paper")
	return c
}

func (p *program) recap(customer string, o recapOptions) error {
	if o.mail && o.html {
		return usageError("--eml and --html contradict each other.", "Leave one of them out.")
	}
	s, loaded, err := p.loadPrivately("recap", "this would say what a customer told you")
	if err != nil {
		return err
	}
	a, err := p.writtenAgreement(s, loaded, customer)
	if err != nil {
		return err
	}
	if len(loaded.Notes().Lines(a, func(*agreement.Line) bool { return true })) == 0 {
		return siteError(fmt.Sprintf("The agreement with %s does not say yet what they told you, so there is nothing to read back.", a.Customer.Name.V), "What to ask: upfront ask "+customer)
	}
	if a.Held == nil || a.Status.V == "ended" {
		return p.printNote(a, loaded, loaded.Notes().Recap(a), o)
	}
	s, loaded, share, err := p.openShare(customer)
	if err != nil {
		return err
	}
	link, first, err := p.giveLink(s, loaded, share)
	if err != nil {
		return err
	}
	if err := p.printNote(share.Agreement, loaded, loaded.Notes().Agreed(share.Agreement, note.Link{URL: link, Passphrase: share.Passphrase != ""}), o); err != nil {
		return err
	}
	p.printGiven(first)
	return nil
}

// loadPrivately loads the site for a command that prints private words, which it does not where others may read them.
func (p *program) loadPrivately(command, says string) (*site, *build.Site, error) {
	if p.inCI() {
		return nil, nil, siteError("CI is set, so others may read what is printed here, and "+says+".", "Run upfront "+command+" on your own computer.")
	}
	return p.loadSite()
}

// writtenAgreement returns the agreement of a customer whose words may be sent to them.
func (p *program) writtenAgreement(s *site, loaded *build.Site, customer string) (*agreement.Agreement, error) {
	if err := checkCustomer(customer, loaded.Customers()); err != nil {
		return nil, err
	}
	a, problems := loaded.ToSend(customer)
	if a == nil || diag.Count(problems, diag.Error) > 0 {
		return nil, p.refuse(s, problems, "The agreement has errors, so there is nothing to send.", "Mend them first.")
	}
	return a, nil
}

// noteWidth is how many characters a line of a note has on a terminal.
const noteWidth = 78

func (p *program) printNote(a *agreement.Agreement, loaded *build.Site, n note.Note, o recapOptions) error {
	switch {
	case o.mail:
		return p.printMail(a, n)
	case o.html:
		return p.printPage(loaded.Notes().HTML(n))
	}
	width := 0
	if out, ok := p.out.(*os.File); ok && isTerminal(out) {
		width = noteWidth
	}
	_, err := fmt.Fprint(p.out, n.Text(width))
	return err
}

// printMail prints a note as a draft to everybody to whom it goes and who has an address.
func (p *program) printMail(a *agreement.Agreement, n note.Note) error {
	m := draft.Mail{Subject: n.Subject, Text: n.Text(0)}
	for _, person := range n.To {
		if person.Email.IsSet() {
			m.To = append(m.To, mail.Address{Name: person.Name.V, Address: person.Email.V})
		}
	}
	if len(m.To) == 0 {
		who := "whoever decides at " + a.Customer.Name.V
		if len(n.To) > 0 {
			who = cmp.Or(n.To[0].Name.V, who)
		}
		p.printf("No address of %s is listed, so the draft goes to nobody yet.", who)
	}
	_, err := bytes.NewReader(m.Bytes()).WriteTo(p.out)
	return err
}
