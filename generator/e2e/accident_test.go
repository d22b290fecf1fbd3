package e2e

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"upfront/cmd/bench/workload"
	"upfront/generator/internal/figure"
)

// Names as firms and people have them; many are words that stand on any page. One customer is made of each firm.
var (
	firms = strings.Split(`North Road Dental, Green Lane Nursery, City Print, First Choice Blinds, Oak & Iron, Standard Glass, The Delivery Kitchen, Harbour Café, Day One Accounts, Best Price Tyres,
		Park Street Surgery, Market Square Books, The Corner Bakery, West End Flooring, Sharp Cuts, Prime Time Catering, Blue Van Hire, Office Plants Ltd, Clear Water Pools, Home & Garden Centre,
		Bishop & Sons, Baker Brothers, Mason Roofing, Carter Joinery, Cook Electrical, Hill Farm Dairy, Wood Green Motors, Banks & Field Solicitors, Brook House Care, Knight Security,
		King Street Vets, Price & Post Architects, Stone Floors Direct, Winter Gardens Hotel, Page Turners, Rivers Engineering, Small World Travel, Story House Films, Swift Couriers Union, Ward Pharmacy,
		Anderson Optics, Ashby Tools, Bellamy Furnishing, Castleford Timber, Derwent Crafts, Eastgate Shoes, Fairfax Wines, Goodall Pianos, Hartley Saddlery, Ingram Cycles`, ",")
	first = strings.Fields(`Grace Hope Mark Will Bill Rose May April June Art Pat Drew Faith Joy Rob Sue Jack Olive Penny Ray Dean Frank Guy Ivy Lily Sandy Terry Victor Daisy August
		Anna Ben Claire David Emma Fatima George Hannah Imran Julia`)
	last = strings.Fields(`Mason Carter Baker Cook Hill Wood Street Banks Brook Field Green Brown White Black Young Long Short Day Knight Bishop King Price Rich Stone Waters Winter Page
		Post Rivers Sharp Small Story Swift Town Ward Wells West Wise Best Cash March`)
)

// TestFindsNoAccidents adds customers with ordinary names to whole sites with ordinary texts, in several months, and holds
// that of a hundred builds at most one would be stopped for a word that stands on a page anyway.
func TestFindsNoAccidents(t *testing.T) {
	for _, name := range []string{"example", "courier", "agency", "msp", "workload"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			plain, dir := t.TempDir(), t.TempDir()
			ordinary(t, name, plain)
			ordinary(t, name, dir)
			addFirms(t, dir)
			tried, stopped := 0, 0
			for _, day := range days(t, plain)[:min(12, figure.Of(12*20))] {
				if len(errorsIn(t, plain, day)) > 0 {
					continue // what stops it is not about customers, such as a promise that was not kept in the month before
				}
				tried += len(firms)
				for _, e := range errorsIn(t, dir, day) {
					t.Logf("%s: %s: %s (%s)", day, e.Place.File, e.Message, *e.Place.Text)
					stopped++
				}
			}
			if tried == 0 || stopped*100 > tried {
				t.Errorf("%d of %d builds are stopped", stopped, tried)
			}
			files{"content/policies/praise.md": "---\ntitle: What if you are pleased?\n---\nTell us, as " + firms[0] + " did, and Zebulon Quarrie.\n",
				"content/agreements/named-00.yaml": "customer: {name: Quarrie Sheds}\npeople: [{name: Zebulon Quarrie, role: decides}]\nstatus: draft\n"}.write(t, dir)
			if e := errorsIn(t, dir, days(t, plain)[0]); !slices.ContainsFunc(e, func(p problem) bool { return p.Rule == "leak-private" }) {
				t.Errorf("nothing is found where somebody is named: %v", e)
			}
		})
	}
}

// days returns the day of a site and those a month, two months … later.
func days(t *testing.T, dir string) (days []string) {
	t.Helper()
	day := time.Now()
	if m := regexp.MustCompile(`(?m)^as_of: (\S+)`).FindStringSubmatch(read(t, dir, "site.yaml")); m != nil {
		day, _ = time.Parse(time.RFC3339, m[1])
	}
	for month := range 12 {
		days = append(days, day.AddDate(0, month, 0).Format(time.RFC3339))
	}
	return days
}

// ordinary writes a site into a folder.
func ordinary(t *testing.T, name, dir string) {
	t.Helper()
	site := files{}
	switch name {
	case "example":
		site = example(t)
	case "workload":
		if err := (workload.Site{Agreements: 100}).Upfront(dir); err != nil {
			t.Fatal(err)
		}
	default:
		must(t, dir, "init", "--starter", name)
	}
	site.write(t, dir)
}

// addFirms adds a customer for each firm to the site in a folder.
func addFirms(t *testing.T, dir string) {
	t.Helper()
	capabilities, err := filepath.Glob(filepath.Join(dir, "content/capabilities/*.yaml"))
	if err != nil || len(capabilities) == 0 {
		t.Fatal("there is no capability: ", err)
	}
	capability := strings.TrimSuffix(filepath.Base(slices.Min(capabilities)), ".yaml")
	for i, firm := range firms {
		person := func(n int) string { return first[(i*n+n)%len(first)] + " " + last[(i*(n+6)+n)%len(last)] }
		files{fmt.Sprintf("content/agreements/named-%02d.yaml", i): fmt.Sprintf(`customer: {name: %q}
people:
  - {name: %s, role: decides, email: %s@firm-%02d.co.uk}
  - {name: %s, role: pays}
  - {name: %s, role: told}
status: draft
capabilities: [%s]
updates: {cadence: weekly}
`, strings.TrimSpace(firm), person(1), strings.ToLower(strings.Fields(person(1))[0]), i, person(3), person(5), capability)}.write(t, dir)
	}
}

// problem is one that the program prints for other programs.
type problem struct {
	Rule, Severity, Message string
	Place                   struct {
		File string
		Text *string
	}
}

// errorsIn returns the errors that the program finds in a site on a day.
func errorsIn(t *testing.T, dir, day string) (found []problem) {
	t.Helper()
	r := run(t, dir, "check", "--json", "--now", day)
	var report struct{ Problems []problem }
	if err := json.Unmarshal([]byte(r.out), &report); err != nil || r.code > 1 {
		t.Fatalf("on %s: %s", day, r)
	}
	for _, p := range report.Problems {
		if p.Severity == "error" {
			found = append(found, p)
		}
	}
	return found
}
