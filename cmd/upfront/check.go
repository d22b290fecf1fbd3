package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"upfront/generator/build"
	"upfront/generator/diag"
)

var formats = []string{"text", "json", "sarif", "github"}

func (p *program) checkCommand() *cobra.Command {
	var format, explain string
	var list bool
	c := &cobra.Command{
		Use:   "check",
		Short: "Show every problem: where it is, why it matters, how to fix it",
		Long: `Show everything that is wrong with the site: where it is, why it matters to a
customer, and what to write instead. Nothing is written. Errors stop a build;
warnings stop it only with --strict; notices are shown with -v.

Errors come first. For each check, five problems are shown and the rest counted,
and a long list ends with a table of the checks. --all shows every problem; the
formats for other tools always have all of them.

With -q, text and github have those problems alone that stop a build. The
documents json and sarif stay whole, and nothing else is printed.

With --public, the agreements are left out, as on a machine that does not have
them, and so are records in a folder that site.yaml names and that is not there.
No secret is needed: for changes that others propose.

With CI set in the environment, as on machines whose logs others can read,
problems in agreements and records are shown without quoting them, and an
agreement is named by its place in the order of names: "agreement 3 of 12".`,
		Example: `upfront check                      every problem in the site here
upfront check --list               every check: its severity, its id, what it looks for
upfront check --explain no-reason  explain one check
upfront check --strict -q          for a script: errors and warnings, and an exit code
upfront check --all                every problem, however many there are of a kind
upfront check --public             what can be checked without agreements and records
upfront check --format github      beside the lines of a change; also sarif, json`,
		Args:        arguments(),
		Annotations: accepting("dir agreements records state now theme strict quiet verbose all json"),
		RunE: func(*cobra.Command, []string) error {
			switch {
			case explain != "":
				if rule, ok := diag.LookUp(diag.RuleID(explain)); ok {
					return diag.Explain(p.out, rule)
				}
				return checkWord("check", explain, ruleIDs())
			case list && (p.flags.json || format == "json"):
				return diag.ListJSON(p.out)
			case list:
				return diag.ListText(p.out)
			}
			if err := p.checkWhichAgreements(p.checksPublic); err != nil {
				return err
			}
			return p.check(format)
		},
	}
	c.Flags().StringVar(&format, "format", "text", "print as `FORMAT`: text, json, sarif or github")
	p.declarePart(c)
	c.Flags().BoolVar(&p.checksPublic, "public", false, "leave out the agreements, and records that are not here")
	c.Flags().BoolVar(&list, "list", false, "list every check: its severity, its id and what it looks for")
	c.Flags().StringVar(&explain, "explain", "", "explain the check `ID` at length")
	complete(c, "format", formats)
	complete(c, "explain", ruleIDs())
	return c
}

func (p *program) check(format string) error {
	if err := checkWord("format", format, formats); err != nil {
		return err
	}
	if p.flags.json {
		format = "json"
	}
	p.publicOnly = p.checksPublic
	s, err := p.openSite()
	if err != nil {
		return err
	}
	if s.recordsAway {
		p.printf("%s", recordsAwayNote)
	}
	secret, fresh, err := p.siteSecret(s)
	if fresh {
		secret = nil // without one, everything but the private links can be checked
	}
	if err != nil && !asFailure(err).noSecret {
		p.printf("%s\nUntil that is mended, nothing can be published.", strings.Join(asFailure(err).lines, "\n"))
	}
	p.progress = p.newProgress()
	compiled, err := p.compile(s, secret, s.readMemory(p.version().Program), nil)
	if err != nil {
		return err
	}
	problems := compiled.Check().Problems
	p.progress.end()
	if err := p.stopError(); err != nil {
		return err
	}
	p.printHidden(compiled.Hidden())
	if err := p.printFormat(format, s, compiled.Counts(), problems); err != nil {
		return ioError(err)
	}
	if build.Failed(problems, p.flags.strict) {
		return &failure{code: exitErrors}
	}
	return nil
}

func (p *program) printFormat(format string, s *site, there build.Counts, all []diag.Problem) error {
	redactor := p.redactor.Load()
	problems, lines := redactor.Problems(all), redactor.Lines(s.lines())
	switch format {
	case "json":
		return diag.JSON(p.out, problems, lines)
	case "sarif":
		problems, lines := renamePlaces(problems, lines, s.repositoryPath())
		var out strings.Builder // with the long forms of rules, whose examples may have the id of a customer
		if err := diag.SARIF(&out, problems, lines, p.version().Program); err != nil {
			return err
		}
		_, err := io.WriteString(p.out, redactor.Identifiers(out.String()))
		return err
	case "github":
		problems, _ := renamePlaces(p.unlessQuiet(problems), lines, s.repositoryPath())
		return diag.GitHub(p.out, problems)
	}
	if diag.Count(problems, diag.Error)+diag.Count(problems, diag.Warning) == 0 && !p.flags.quiet {
		fmt.Fprintf(p.out, "No problems in %s\n", countsText(there))
	}
	return p.printProblems(p.out, s, all)
}

func ruleIDs() []string {
	var ids []string
	for _, r := range diag.Rules() {
		ids = append(ids, string(r.ID))
	}
	return ids
}
