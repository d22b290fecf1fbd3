package build

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"upfront/generator/diag"
	"upfront/generator/internal/figure"
	"upfront/generator/leak"
	"upfront/generator/tree"
)

// names returns the ordinary names in testdata/names.txt.
func names(t *testing.T) (all []string) {
	t.Helper()
	text, err := os.ReadFile("testdata/names.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			all = append(all, line)
		}
	}
	if len(all) != 200 {
		t.Fatalf("%d names", len(all))
	}
	return all
}

// named returns the agreement of a customer with a name, whose one contact has the same name.
func named(name string) string {
	slug := strings.ToLower(strings.ReplaceAll(name, " ", "-"))
	return fmt.Sprintf("customer: {name: %[1]q}\npeople: [{name: %[1]q, role: decides, email: %[2]s@%[2]s.example, phone: \"+44 161 496 0873\"}]\n"+
		"status: draft\nupdates: {cadence: weekly, by: email}\nprice: {kind: fixed, amount: £40 a month}\nexpectations: [{id: e1, said: Overnight, understood: We bring it in one night., answer: yes}]\n"+
		"priorities: [{id: p1, said: Ring me, understood: We ring within 1 hour., answer: yes}]\ncheck_ins: [{on: 2027-01-04, what: Review}]\n", name, slug)
}

// withNamed returns a site with one more agreement, in the file of an id.
func withNamed(site map[string]string, id, name string) map[string]string {
	files := maps.Clone(site)
	files["content/agreements/"+id+".yaml"] = named(name)
	return files
}

const nobody = "Qwxlby Zzorn"

// errorsAt returns the errors of a site at a moment.
func errorsAt(files map[string]string, now time.Time) (errors []diag.Problem) {
	in := inputWith(files)
	in.Now = now
	for _, p := range Open(in, nil).Check().Problems {
		if p.Level() == diag.Error {
			errors = append(errors, p)
		}
	}
	return errors
}

// withoutErrors returns a site without its agreements, which says of each error that it has at a moment that this is none:
// records end some day, and nothing is searched for in pages that are not printed.
func withoutErrors(t *testing.T, site map[string]string, now time.Time) map[string]string {
	t.Helper()
	files := maps.Clone(site)
	maps.DeleteFunc(files, func(path, _ string) bool { return strings.HasPrefix(path, "content/agreements/") })
	set := map[diag.RuleID]bool{}
	for _, p := range errorsAt(withNamed(files, "named", nobody), now) {
		if !set[p.Rule] {
			set[p.Rule] = true
			files["site.yaml"] = strings.Replace(files["site.yaml"], "\nchecks:\n", "\nchecks:\n  "+string(p.Rule)+": off\n", 1)
		}
	}
	if errors := errorsAt(withNamed(files, "named", nobody), now); len(errors) > 0 {
		t.Fatalf("in %s: %v", now.Month(), errors)
	}
	return files
}

// TestOrdinaryNamesStopNothing builds sites whose customer and contact have each of 200 ordinary names, in each site of the program and in
// twelve months, since pages name these: at most one build in a hundred has an error, and each has one warning at most. In
// one of the months the name is the customer's id too.
func TestOrdinaryNamesStopNothing(t *testing.T) {
	t.Parallel()
	all := names(t)
	built, stopped, warned := 0, 0, 0
	step := figure.Every(16)
	for pair := 0; pair < 12*len(sites); pair += min(figure.Every(40), 13) { // no divisor of twelve, so that months take turns
		site := slices.Sorted(maps.Keys(sites))[pair/12]
		now := time.Date(2026, time.Month(1+pair%12), 15, 12, 0, 0, 0, time.UTC)
		files := withoutErrors(t, onDisk(t, sites[site]), now)
		in := inputWith(withNamed(files, "named", nobody))
		in.Now = now
		in.Memory = Open(in, nil).Check().Memory
		for n := pair % step; n < len(all); n += step {
			next := in
			next.Tree = tree.Of(withNamed(files, "named", all[n]))
			if n%12 == pair%12 {
				next.Tree = tree.Of(withNamed(files, strings.ToLower(strings.ReplaceAll(all[n], " ", "-")), all[n]))
			}
			var errors, warnings []string
			for _, p := range Open(next, nil).Check().Problems {
				said := fmt.Sprintf("%s %s: %s", p.At, p.Rule, p.Message)
				switch {
				case p.Level() == diag.Error:
					errors = append(errors, said)
				case p.Rule == leak.RuleDoubtful:
					warnings = append(warnings, said)
				}
			}
			if built++; len(errors) > 0 {
				stopped++
				t.Logf("%s in %s, in %s: %q", all[n], site, now.Month(), errors)
			}
			if len(warnings) > 0 {
				warned++
			}
			if len(warnings) > 1 {
				t.Errorf("%s in %s, in %s: %q", all[n], site, now.Month(), warnings)
			}
		}
	}
	t.Logf("%d of %d builds are stopped, and %d have a warning", stopped, built, warned)
	if stopped*100 > built {
		t.Errorf("%d of %d builds are stopped", stopped, built)
	}
}
