package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"upfront/generator/build"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/talk"
)

// askOptions are the flags of ask.
type askOptions struct {
	capabilities string
	html         bool
}

func (p *program) askCommand() *cobra.Command {
	var o askOptions
	c := &cobra.Command{
		Use:   "ask [CUSTOMER]",
		Short: "Print what to ask in the first conversation, and to read back",
		Long: `Print the questions of a first conversation: those that every customer is
asked, those below ask: in the capabilities, and what the agreement does not say
yet. What the agreement of CUSTOMER answers already is not asked again. At the
end stands what to read back to them, line by line, each with your answer: a yes
has to say what it is a yes to. Once something is agreed, what is left is what
is still open.

Without an agreement, name what they may want after --capabilities.

With --html it is a page to print, with room to write.

With CI set in the environment, nothing is printed of an agreement, because
others may read it.`,
		Example: `upfront ask fenwick-tiles
upfront ask --capabilities standard-delivery,care-desk
upfront ask fenwick-tiles --html > questions.html`,
		Args:              arguments("[CUSTOMER]"),
		Annotations:       accepting("dir agreements records now quiet"),
		ValidArgsFunction: completeFirst(p.completeCustomers),
		RunE:              func(_ *cobra.Command, args []string) error { return p.ask(strings.Join(args, ""), o) },
	}
	c.Flags().StringVar(&o.capabilities, "capabilities", "", "ask about the capabilities `A,B`, by the names of their files")
	c.Flags().BoolVar(&o.html, "html", false, "print a page with room to write")
	return c
}

func (p *program) ask(customer string, o askOptions) error {
	if customer == "" == (o.capabilities == "") {
		return usageError("Name a customer who has an agreement, or else the capabilities to ask about.",
			"For example: upfront ask fenwick-tiles, or upfront ask --capabilities standard-delivery")
	}
	var sheet talk.Sheet
	var loaded *build.Site
	var err error
	if customer != "" {
		sheet, loaded, err = p.sheetFor(customer)
	} else {
		sheet, loaded, err = p.sheetOf(o.capabilities)
	}
	if err != nil {
		return err
	}
	if !o.html {
		_, err = fmt.Fprint(p.out, sheet.Text())
		return err
	}
	return p.printPage(loaded.Questions().HTML(sheet))
}

// printPage prints a page that was made.
func (p *program) printPage(page []byte, err error) error {
	if err == nil {
		_, err = p.out.Write(page)
	}
	return err
}

func (p *program) sheetFor(customer string) (sheet talk.Sheet, loaded *build.Site, err error) {
	s, loaded, err := p.loadPrivately("ask", "this would say what a customer told you")
	if err != nil {
		return sheet, nil, err
	}
	if err := checkCustomer(customer, loaded.Customers()); err != nil {
		return sheet, nil, err
	}
	a, problems, _ := loaded.Agreement(customer)
	if a == nil {
		return sheet, nil, p.refuse(s, problems, "The agreement cannot be read, so nobody can tell what it does not say yet.", "Mend it first.")
	}
	if a.Status.V == "ended" {
		return sheet, nil, siteError(fmt.Sprintf("The agreement with %s has ended, so there is nothing to ask for it.", a.Customer.Name.V),
			"For a new one, name what they may want: upfront ask --capabilities "+strings.Join(capabilityIDs(a.Capabilities), ","))
	}
	return loaded.Questions().For(a), loaded, nil
}

func (p *program) sheetOf(names string) (sheet talk.Sheet, loaded *build.Site, err error) {
	if _, loaded, err = p.loadSite(); err != nil {
		return sheet, nil, err
	}
	capabilities, err := namedCapabilities(loaded, names)
	if err != nil {
		return sheet, nil, err
	}
	return loaded.Questions().Of(capabilities), loaded, nil
}

// namedCapabilities returns the capabilities that a list of ids names: "a,b".
func namedCapabilities(loaded *build.Site, names string) (all []*catalog.Capability, err error) {
	ids := capabilityIDs(loaded.Offer.Capabilities)
	for id := range strings.SplitSeq(names, ",") {
		if id = strings.TrimSpace(id); id == "" {
			continue
		}
		if err := checkWord("capability", id, ids); err != nil {
			return nil, err
		}
		all = append(all, loaded.Offer.Capability(id))
	}
	if len(all) == 0 {
		return nil, usageError("No capability is named.", "Name one or more after --capabilities, with commas between them.")
	}
	return all, nil
}

func capabilityIDs(all []*catalog.Capability) []string {
	return diag.Names(all, func(c *catalog.Capability) string { return c.ID })
}
