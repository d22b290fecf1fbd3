package talk

import (
	"fmt"
	"strconv"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/view"
)

// Start is what is known of an agreement before the first conversation.
type Start struct {
	Customer, Owner string
	Today           clock.Date
	Capabilities    []*catalog.Capability
}

// File returns the text of a new agreement in which each question is a comment where its answer goes.
func (w Writer) File(s Start) string {
	f := &file{Writer: w}
	f.comment(strings.Split(strings.TrimSpace(w.word("file.head")), "\n")...)
	f.line("customer: {name: %s}", quoted(s.Customer))
	f.line("owner: %s", quoted(s.Owner))
	f.line("status: draft")
	f.field("people", w.ask(agreement.WhoDecides), "[{name: …, role: decides, email: …, phone: …}]")
	f.field("effective", w.word("lack.beginning"), s.Today.AddDays(30).String())
	f.field("how_they_use_it", w.ask(agreement.Use), "")
	f.field("updates", w.ask(agreement.Telling), `{cadence: weekly, by: phone, "on": Fri, also_at_once: [delay]}`)
	f.field("outcome", w.ask(agreement.Success)+" "+w.word("lack.measure"), fmt.Sprintf("{what: …, measure: …, by: %s}", s.Today.AddDays(180)))
	f.line("")
	f.line("capabilities: [%s]", strings.Join(ids(s.Capabilities), ", "))
	f.needs(s.Capabilities)
	f.lines("expectations", "working", "e", []Part{{"", w.first(func(q question) bool { return q.standing })}})
	var parts Sheet
	for _, c := range s.Capabilities {
		parts.add(c.Title.V, view.Texts(c.Ask))
	}
	if len(parts.Parts) == 0 {
		parts.add("", []string{w.word("lack.service")})
	}
	f.lines("priorities", "service", "p", parts.Parts)
	f.field("price", w.word("lack.costs"), "{kind: fixed, amount: …}, {kind: estimate, amount: …, ceiling: …}")
	return f.String()
}

// ask returns the question of every first conversation about a subject.
func (w Writer) ask(s agreement.Subject) string {
	return w.first(func(q question) bool { return !q.standing && q.subject == s })[0]
}

func ids(capabilities []*catalog.Capability) (all []string) {
	for _, c := range capabilities {
		all = append(all, c.ID)
	}
	return all
}

// file is the text of an agreement in the making.
type file struct {
	strings.Builder
	Writer
}

func (f *file) line(format string, values ...any) { fmt.Fprintf(f, format+"\n", values...) }

func (f *file) comment(lines ...string) {
	for _, l := range lines {
		f.line("# %s", l)
	}
}

// field writes a question, an example of its answer where there is one, and the field that waits for it.
func (f *file) field(name, question, example string) {
	f.line("")
	f.comment(question)
	if example != "" {
		f.comment(f.word("file.like", "example", example))
	}
	f.line("%s:", name)
}

// needs writes the limits of capabilities, each a comment until somebody knows the number.
func (f *file) needs(capabilities []*catalog.Capability) {
	known := map[string]bool{}
	for _, c := range capabilities {
		for _, e := range c.Fit.Limits {
			limits := f.Range(e.V)
			if limits == "" || known[e.Key.V] {
				continue
			}
			if len(known) == 0 {
				f.line("needs:")
			}
			known[e.Key.V] = true
			f.line("  # %s", f.word("size", "what", view.LimitName(e), "limits", limits))
			f.line("  # %s:", e.Key.V)
		}
	}
}

// lines writes a list of lines, one below each question.
func (f *file) lines(name, of, letter string, parts []Part) {
	f.line("")
	f.comment(f.word("file." + of))
	f.line("%s:", name)
	n := 0
	for _, p := range parts {
		if p.Heading != "" {
			f.line("  # %s:", p.Heading)
		}
		for _, q := range p.Questions {
			n++
			f.line("  # %s", q)
			f.line("  - id: %s", letter+strconv.Itoa(n))
			f.line("    rank: %d\n    said:\n    understood:\n    answer:", n)
		}
	}
}

// quoted returns a text as YAML has it.
func quoted(text string) string { return strconv.Quote(text) }
