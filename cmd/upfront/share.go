package main

import (
	"fmt"
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"upfront/generator/build"
	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/note"
	"upfront/generator/seal"
)

// shareOptions are the flags of share.
type shareOptions struct{ passphrase, mail bool }

func (p *program) shareCommand() *cobra.Command {
	var o shareOptions
	c := &cobra.Command{
		Use:   "share CUSTOMER",
		Short: "Print the private link of a customer, or a mail with it",
		Long: `Print the link that opens a customer's page. CUSTOMER is the name of the
agreement's file without .yaml. Only the link goes to standard output. Anyone
who has it can read the page: it is a secret that you share with the customer.

Once a link has been shown, builds stop where its page would disappear. It is
recorded in content/agreed/keys.yaml, without names; commit that file.

Where the agreement asks for a passphrase, the link alone opens nothing. Print
the passphrase with --passphrase, and send it another way, such as by reading it
out on the phone.

With --eml, a mail with the link goes to standard output, addressed to whoever
decides. Keep it in a file whose name ends in .eml and open that: your mail
program shows it as a draft. Its subject says what it brings, so that they find
it again.

With CI set in the environment, nothing is printed, because others may read it.`,
		Example: `upfront share fenwick-tiles                      the link
upfront share fenwick-tiles --eml > fenwick.eml  a draft to send it with
upfront share fenwick-tiles --passphrase         the six words, to send another way`,
		Args:              arguments("CUSTOMER"),
		Annotations:       accepting("dir out agreements records state now quiet"),
		ValidArgsFunction: completeFirst(p.completeCustomers),
		RunE:              func(_ *cobra.Command, args []string) error { return p.share(args[0], o) },
	}
	c.Flags().BoolVar(&o.passphrase, "passphrase", false, "print the passphrase in place of the link")
	c.Flags().BoolVar(&o.mail, "eml", false, "print a mail with the link, for your mail program")
	return c
}

func (p *program) share(customer string, o shareOptions) error {
	if o.mail && o.passphrase {
		return usageError("--eml and --passphrase contradict each other: the words go another way than the link.", "Leave one of them out.")
	}
	s, loaded, share, err := p.openShare(customer)
	if err != nil {
		return err
	}
	switch {
	case !o.passphrase:
		return p.printLink(s, loaded, share, o.mail)
	case share.Passphrase == "":
		return siteError("This page has no passphrase: its link alone opens it.", "To ask for one, write access: {mode: passphrase} in the agreement and build.")
	}
	p.printf("Send these words by another way than the link, such as on the phone:")
	_, err = fmt.Fprintln(p.out, share.Passphrase)
	return err
}

// openShare returns what opens the page of a customer, where its agreement may be shared.
func (p *program) openShare(customer string) (s *site, loaded *build.Site, share build.Share, err error) {
	if p.inCI() {
		return nil, nil, share, siteError("CI is set, so others may read what is printed here, and a link opens its page for whoever has it.",
			"Run upfront share on your own computer.")
	}
	if s, err = p.openSite(); err != nil {
		return nil, nil, share, err
	}
	if len(s.customers()) == 0 {
		return nil, nil, share, siteError("This site has no agreements, so there is nothing to share.", "Write one with: upfront new agreement CUSTOMER")
	}
	secret, fresh, err := p.siteSecret(s)
	if err != nil {
		return nil, nil, share, err
	}
	if loaded, err = p.load(s, secret); err != nil {
		return nil, nil, share, err
	}
	if err := checkCustomer(customer, loaded.Customers()); err != nil {
		return nil, nil, share, err
	}
	if fresh || s.ledger.Check == "" {
		return nil, nil, share, siteError("This site was never built with a secret, so it has no links yet.", "Build it first with: upfront build")
	}
	share, problems, ok := loaded.Share(customer)
	if !ok || diag.Count(problems, diag.Error) > 0 {
		return nil, nil, share, p.refuse(s, problems, "The agreement has errors, so there is nothing to share.", "Mend them and build.")
	}
	return s, loaded, share, nil
}

// refuse prints problems, and returns the error that names what cannot be done because of them.
func (p *program) refuse(s *site, problems []diag.Problem, why, help string) error {
	if err := p.printProblems(p.err, s, problems); err != nil {
		return ioError(err)
	}
	return siteError(why, help)
}

// printLink prints the link of a page, or a mail with it.
func (p *program) printLink(s *site, loaded *build.Site, share build.Share, asMail bool) error {
	link, first, err := p.giveLink(s, loaded, share)
	if err != nil {
		return err
	}
	a := share.Agreement
	if asMail {
		err = p.printMail(a, loaded.Notes().Shared(a, note.Link{URL: link, Passphrase: share.Passphrase != ""}))
	} else {
		_, err = fmt.Fprintln(p.out, link)
	}
	if err != nil {
		return err
	}
	if a.Public() {
		p.printf("This agreement is public: anyone can find and read the page.")
		return nil
	}
	p.printf("Anyone who has this link can read this page%s.", map[bool]string{true: " once they have the passphrase too"}[share.Passphrase != ""])
	if share.Passphrase != "" {
		p.printf("Print the passphrase with: upfront share %s --passphrase\nSend it by another way, such as on the phone.", a.ID)
	}
	if a.Access.Until.IsSet() {
		p.printf("The link ends after %s.", a.Access.Until.V)
	}
	p.printGiven(first)
	return nil
}

// printGiven says that a link is recorded now as given out, where it was not before.
func (p *program) printGiven(first bool) {
	if first {
		p.printf("%s says now that it was given out, so that its page does not vanish by accident. Commit that file.", seal.LedgerFile)
	}
}

// giveLink returns the link of a page, after it recorded that the link is given out, and whether that is new.
func (p *program) giveLink(s *site, loaded *build.Site, share build.Share) (link string, first bool, err error) {
	a := share.Agreement
	if a.Expired(loaded.Offer.Today()) {
		return "", false, siteError("The link ended on "+a.Access.Until.V.String()+": the page says so to whoever opens it.",
			"To share it again, write a later day after until: in the agreement, or remove it, and build.")
	}
	if !a.Public() && !s.isBuilt(share) {
		return "", false, siteError("The page of "+a.ID+" is not built yet, so there is no link to send.", "Build and publish it first, with: upfront build")
	}
	switch address := loaded.Offer.Site.URL; {
	case !address.IsSet():
		p.printf("site.yaml has no url, so this opens the page on this computer alone:")
		return s.fileLink(share.Path, share.Link), false, nil
	case isExampleDomain(address.V):
		p.printf("The url in site.yaml is one for examples and leads nowhere. Change it to yours before you send this link:")
		return share.Link, false, nil
	}
	first, err = s.recordShare(share)
	return share.Link, first, err
}

// ledgerEntry returns the name of a page in the ledger, and its state.
func ledgerEntry(share build.Share) (page string, state seal.PageState) {
	state = seal.PageOpen
	if share.Agreement.Status.V == "ended" {
		state = seal.PageEnded
	}
	return path.Base(path.Dir(share.Path)), state
}

// isBuilt reports whether a build made the page as one that can be opened.
func (s *site) isBuilt(share build.Share) bool {
	page, want := ledgerEntry(share)
	state, ok := s.ledger.Pages[page]
	return ok && (state == seal.PageUnshared || state == seal.PageOpen || state == want)
}

// isExampleDomain reports whether an address is reserved for examples (RFC 2606): nobody can open a link there. One that ends
// in .test may lead somewhere on a network of one's own.
func isExampleDomain(address string) bool {
	u, err := url.Parse(address)
	return err == nil && exampleDomain().MatchString("."+u.Hostname())
}

var exampleDomain = lazy.Pattern(`\.example(\.com|\.net|\.org)?$`)

// recordShare records that a link is given out, so that its page may not vanish, and reports whether that is new.
func (s *site) recordShare(share build.Share) (first bool, err error) {
	page, state := ledgerEntry(share)
	if share.Agreement.Public() || s.ledger.HasGiven(page) {
		return false, nil
	}
	if _, err := s.writeLedger(s.ledger.Give(page, state)); err != nil {
		f := ioError(err)
		f.lines = append(f.lines, "The link is not shown, because it cannot be written down that it was given out.")
		return false, f
	}
	return true, nil
}

// fileLink returns a link to a page of the output on this computer, with the key of another link.
func (s *site) fileLink(page, link string) string {
	_, key, _ := strings.Cut(link, "#")
	at := filepath.ToSlash(filepath.Join(s.out, filepath.FromSlash(page)))
	if !strings.HasPrefix(at, "/") {
		at = "/" + at // a drive letter
	}
	u := url.URL{Scheme: "file", Path: at, Fragment: key}
	return u.String()
}

// completeCustomers returns the ids of all agreements, for the shell.
func (p *program) completeCustomers() []string {
	s, err := p.openSite()
	if err != nil || p.inCI() {
		return nil
	}
	return s.customers()
}
