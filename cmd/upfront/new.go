package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"upfront/generator/build"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/lazy"
	"upfront/generator/redact"
	"upfront/generator/syntax"
	"upfront/generator/talk"
)

// newKinds are the kinds of files that can be written, each with its folder and ending.
var newKinds = map[string]struct{ folder, ending string }{
	"capability": {"content/capabilities", ".yaml"},
	"policy":     {"content/policies", ".md"},
	"notice":     {"content/notices", ".md"},
	"agreement":  {redact.Agreements, ".yaml"},
}

var newNames = []string{"capability", "policy", "notice", "agreement"}

func (p *program) newCommand() *cobra.Command {
	capabilities := ""
	c := &cobra.Command{
		Use:   "new capability|policy|notice|agreement ID",
		Short: "Write a new file, filled in, for you to change",
		Long: `Write a new file that builds, with comments that explain each part. It stays off
the site until you write visibility: public in it; an agreement, which has no
visibility, has a page, and no link until its words are yours. The checks warn
where you have not replaced what the file began with. ID becomes the name of the
file and the address of its page: small letters a to z, digits and hyphens. The
ID of a policy may have folders, such as money/refunds.

With --capabilities, an agreement is written for a first conversation: each
question is a comment where its answer goes, those of the capabilities among
them. upfront ask prints the questions, and upfront check says in one line what
is still open.`,
		Example: `upfront new capability night-run       content/capabilities/night-run.yaml
upfront new policy money/refunds       content/policies/money/refunds.md
upfront new notice 2026-03-20-snow     content/notices/2026-03-20-snow.md
upfront new agreement fenwick-tiles    content/agreements/fenwick-tiles.yaml, private
upfront new agreement fenwick-tiles --capabilities standard-delivery,care-desk`,
		Args:        arguments("a KIND", "an ID"),
		ValidArgs:   newNames,
		Annotations: accepting("dir agreements records now quiet"),
		RunE:        func(_ *cobra.Command, args []string) error { return p.new(args[0], args[1], capabilities) },
	}
	c.Flags().StringVar(&capabilities, "capabilities", "", "write an agreement with the questions about the capabilities `A,B`")
	return c
}

func (p *program) new(kind, id, capabilities string) error {
	if err := checkWord("kind", kind, newNames); err != nil {
		return err
	}
	if err := checkID(kind, id); err != nil {
		return err
	}
	if kind != "agreement" && capabilities != "" {
		return usageError("Only an agreement has questions about capabilities.", "Leave --capabilities out, or write: upfront new agreement "+id+" --capabilities "+capabilities)
	}
	s, loaded, err := p.loadSite()
	if err != nil {
		return err
	}
	text := startingText(kind, id, loaded)
	if capabilities != "" {
		if text, err = questionFile(id, capabilities, loaded); err != nil {
			return err
		}
	}
	at := s.onDisk(newKinds[kind].folder + "/" + id + newKinds[kind].ending)
	if err := writeOne(at, []byte(text), "Change that one, or choose another name."); err != nil {
		return err
	}
	next := "Change it into what is true, then run: upfront check"
	if capabilities != "" {
		next = "Ask, and write the answers in their places. To have the questions on paper: upfront ask " + map[bool]string{true: "CUSTOMER", false: id}[p.inCI()] + " --html"
	}
	p.printf("%s", next)
	if kind == "agreement" && p.inCI() {
		at = filepath.Dir(at) // its name is the customer's
	}
	_, err = fmt.Fprintln(p.out, displayPath(at))
	return err
}

// checkID refuses a word that cannot be a file's name and an address, and suggests one that can.
func checkID(kind, id string) error {
	parts := []string{id}
	if kind == "policy" {
		parts = strings.Split(id, "/")
	}
	bad := func(part string) bool { return !syntax.IsID(part) }
	if !slices.ContainsFunc(parts, bad) {
		return nil
	}
	help := "Use small letters a to z, digits and hyphens"
	for i, part := range parts {
		parts[i] = syntax.IDOf(strings.TrimSuffix(strings.TrimSuffix(part, ".yaml"), ".md"))
	}
	if slices.ContainsFunc(parts, bad) {
		help += "."
	} else {
		help += ", such as: upfront new " + kind + " " + strings.Join(parts, "/")
	}
	return usageError(fmt.Sprintf("%q cannot be an ID.", id), help)
}

func startingText(kind, id string, loaded *build.Site) string {
	offer := loaded.Offer
	today := offer.Today()
	next := clock.Date{Year: today.Year + 1, Month: today.Month, Day: min(today.Day, 28)}
	capability := ""
	if i := slices.IndexFunc(offer.Capabilities, func(c *catalog.Capability) bool { return c.Status.V != "retired" }); i >= 0 {
		capability = offer.Capabilities[i].ID
	}
	hours := append(offer.Site.Hours.Keys(), "always")[0]
	owner := cmp.Or(offer.Site.Leader.Name.V, "You")
	return syntax.StartFile(kind, map[string]string{
		"title": titleOf(id, kind == "agreement"), "capability": capability, "hours": hours, "owner": owner, "moment": offer.Now.Format("2006-01-02 15:04"),
		"today": today.String(), "next year": next.String(), "in a month": today.AddDays(30).String(),
	})
}

// questionFile returns the text of an agreement for a first conversation about some capabilities.
func questionFile(id, capabilities string, loaded *build.Site) (string, error) {
	named, err := namedCapabilities(loaded, capabilities)
	if err != nil {
		return "", err
	}
	offer := loaded.Offer
	return loaded.Questions().File(talk.Start{Customer: titleOf(id, true), Owner: cmp.Or(offer.Site.Leader.Name.V, "You"), Today: offer.Today(), Capabilities: named}), nil
}

var datePrefix = lazy.Pattern(`^\d{4}-\d{2}-\d{2}-`)

// titleOf returns a title for an id; in a name each word begins with a capital.
func titleOf(id string, name bool) string {
	words := strings.Split(datePrefix().ReplaceAllString(id[strings.LastIndexByte(id, '/')+1:], ""), "-")
	for i, w := range words {
		if w != "" && (name || i == 0) {
			words[i] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	return strings.Join(words, " ")
}
