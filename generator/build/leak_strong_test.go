package build

import (
	"fmt"
	"html"
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"upfront/generator/diag"
	"upfront/generator/internal/figure"
)

// Strong words of customers are planted in public files, in every form that people write them in. A judge of the test's own
// says whether public pages show a word; where they do, the build has to be stopped at the agreement.

// strongCustomer is a customer with names of no language.
type strongCustomer struct {
	id, firm, person, mail, domain, phone string
	sentence                              string // a part of one field, whose name is field
	field                                 string
}

// draw returns the nth of 200 customers.
func draw(n int) strongCustomer {
	word := func(vowels string) string {
		syllables := []string{"zor", "vex", "quil", "drap", "plix", "mund", "threl", "brask", "yort", "skev"}
		v := []rune(vowels)
		s := syllables[n%10] + string(v[n/100]) + syllables[n/10%10]
		return strings.ToUpper(s[:1]) + s[1:]
	}
	first, last := word("ao"), word("éö")
	c := strongCustomer{firm: first + " " + []string{"Tiles", "Press", "& Sons", "Dental Ltd"}[n%4], person: []string{"Ann", "Don", "Zoë", "Priya"}[n/7%4] + " " + last}
	c.id = strings.Trim(strings.ToLower(strings.NewReplacer(" & ", "-and-", " Ltd", "", " ", "-").Replace(c.firm)), "-")
	c.domain = strings.ToLower(first) + "-" + []string{"works", "shop"}[n%2] + ".example"
	c.mail = "orders" + fmt.Sprint(n) + "@" + c.domain
	c.phone = fmt.Sprintf("+44 1632 96%04d", 1000+n*37%9000)
	c.sentence = fmt.Sprintf("The %s of our %s can’t be left where number %d is – not even for an hour", strings.ToLower(word("ui")), strings.ToLower(word("iu")), 20+n)
	c.field = sentenceFields[n%len(sentenceFields)]
	return c
}

// sentenceFields are the places of a sentence in an agreement, with SENTENCE in each.
var sentenceFields = []string{
	`expectations: [{id: e1, said: "We told you before. SENTENCE. Is that clear?", understood: We ring., answer: yes}]`,
	`observed: [{learned: "Tea at three. SENTENCE! The dog is old."}]`,
	`expectations: [{id: e1, said: No., understood: "Nobody waits. SENTENCE.", answer: yes}]`,
	`expectations: [{id: e1, said: No., understood: We ring., answer: no, because: "SENTENCE.", instead: Later.}]`,
	`expectations: [{id: e1, said: No., understood: We ring., answer: no, because: It is late., instead: "Soon. SENTENCE"}]`,
	`expectations: [{id: e1, said: No., understood: We ring., answer: yes-if, if: "SENTENCE"}]`,
	`expectations: [{id: e1, said: "SENTENCE", visibility: internal}]`,
	`how_they_use_it: "By Mr. Hale. SENTENCE. So it is."`,
	`outcome: {what: "SENTENCE"}`,
	`price: {kind: fixed, amount: "£40 a month. SENTENCE"}`,
	`exceptions: [{policy: late, instead: "SENTENCE", because: It is far., decides: Ida Moss}]`,
	`exceptions: [{policy: late, instead: A day more., because: "SENTENCE", decides: Ida Moss}]`,
	`check_ins: [{on: 2026-05-01, what: "SENTENCE"}]`,
	`referral: {means: "SENTENCE", when: later}`,
	"body: |\n  Well.\n\n  Yes, **and** so on. SENTENCE.\n",
}

func (c strongCustomer) file() string { return "content/agreements/" + c.id + ".yaml" }

func (c strongCustomer) agreement() string {
	return fmt.Sprintf("customer: {name: %q}\npeople: [{name: %q, role: decides, email: %q, phone: %q}]\nowner: Ida Moss\nstatus: draft\ncapabilities: [vans]\n%s\n",
		c.firm, c.person, c.mail, c.phone, strings.Replace(c.field, "SENTENCE", c.sentence, 1))
}

// plantedWord is a text for a public file, and what a reader would see of it in letters and digits.
type plantedWord struct{ what, text, shows string }

var (
	nfc        = norm.NFC.String
	unaccented = func(w string) string { return ascii.Replace(nfc(w)) }
	ascii      = strings.NewReplacer("é", "e", "ö", "o", "ñ", "n", "ë", "e")
	noSpace    = func(w string) string { return strings.NewReplacer(" & ", "and", " ", "").Replace(w) }
	halfBold   = func(w string) string { return w[:1] + "**" + w[1:2] + "**" + w[2:] }
)

// nameForms are the ways to write a name or a sentence, and the others those of addresses and numbers.
var nameForms = map[string]func(string) string{
	"as it is": func(w string) string { return w }, "decomposed": norm.NFD.String, "unaccented": unaccented, "in capitals": strings.ToUpper, "in small": strings.ToLower,
	"with no break":  func(w string) string { return strings.ReplaceAll(w, " ", "\u00a0") },
	"soft":           func(w string) string { return w[:4] + "\u00ad" + w[4:] },
	"half bold":      halfBold,
	"as a link":      func(w string) string { return "[" + w + "](https://x.example/)" },
	"in an address":  func(w string) string { return "[here](https://x.example/?q=" + url.QueryEscape(w) + ")" },
	"with entities":  func(w string) string { return strings.ReplaceAll(html.EscapeString(w), "e", "&#101;") },
	"quoted":         func(w string) string { return "“" + strings.ReplaceAll(w, "’", "'") + "”" },
	"with dashes":    func(w string) string { return strings.NewReplacer(" – ", " -- ", " ", " ").Replace(w) },
	"as a heading":   func(w string) string { return "\n\n## " + w + "\n\n" },
	"in a cell":      func(w string) string { return "\n\n| a | b |\n|---|---|\n| 1 | " + w + " |\n\n" },
	"as code":        func(w string) string { return "`" + w + "`" },
	"over two lines": func(w string) string { return strings.Replace(w, " ", "\n", 1) },
}

func (c strongCustomer) planted() (all []plantedWord) {
	add := func(what, text, shows string) { all = append(all, plantedWord{what, text, shows}) }
	for _, name := range slices.Sorted(maps.Keys(nameForms)) {
		form := nameForms[name]
		add("the firm, "+name, form(c.firm), c.firm)
		add("the person, "+name, form(c.person), c.person)
		add("a sentence, "+name, form(c.sentence), c.sentence)
	}
	firm := strings.TrimSuffix(c.firm, " Ltd")
	add("the firm, without Ltd", firm, firm)
	add("the firm, joined", noSpace(firm), noSpace(firm))
	add("the firm, as a tag", "#"+strings.ToLower(noSpace(firm)), noSpace(firm))
	add("the person, joined", noSpace(c.person), c.person)
	add("the person, with hyphens", strings.ReplaceAll(c.person, " ", "-"), c.person)
	add("the person, possessive", c.person+"’s", c.person)
	add("the address", c.mail, c.mail)
	add("the address, in capitals", strings.ToUpper(c.mail), c.mail)
	add("the address, as a link", "[us](mailto:"+c.mail+")", c.mail)
	add("the address, escaped", "[us](mailto:"+strings.ReplaceAll(c.mail, "@", "%40")+")", strings.ReplaceAll(c.mail, "@", "40"))
	add("the domain", c.domain, c.domain)
	add("the domain, as a link", "[see](https://www."+c.domain+"/about)", c.domain)
	national := strings.Replace(c.phone, "+44 ", "0", 1)
	digits := strings.NewReplacer("+", "", " ", "").Replace(c.phone)[2:]
	for _, number := range []string{c.phone, national, strings.ReplaceAll(national, " ", ""), strings.ReplaceAll(national, " ", "-"), strings.Replace(c.phone, "+44 ", "+44 (0)", 1),
		strings.Replace(c.phone, "+", "00", 1), national[:4] + " " + national[4:8] + "." + national[8:], "[ring](tel:" + strings.ReplaceAll(c.phone, " ", "") + ")", national[:3] + "**" + national[3:] + "**"} {
		add("the number "+number, number, digits)
	}
	return all
}

// inPublic puts a text into one of several public files.
func inPublic(files map[string]string, n int, text string) {
	path := []string{"content/policies/late.md", "content/pages/about.md", "content/notices/road.md", "content/pages/index.md"}[n%4]
	if files[path] == "" {
		files[path] = map[string]string{"content/pages/about.md": "---\ntitle: About\n---\n", "content/notices/road.md": openRoad}[path]
	}
	files[path] += "\n\nWe say: " + text + " .\n"
}

const openRoad = "---\ntitle: A road was closed\nkind: delay\naffects: [vans]\nnoticed: 2026-03-04T09:00:00Z\ntold: 2026-03-04T09:20:00Z\nresolved: 2026-03-04T12:00:00Z\n---\nIt is open.\n"

// judge returns the public pages as letters and digits, each with its path.
func judge(t *testing.T, b *Build) string {
	t.Helper()
	pages, err := b.publicPages()
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for path, page := range pages.pages {
		text := html.UnescapeString(string(page))
		for _, reading := range []string{path, text, tags.ReplaceAllString(text, "")} {
			all.WriteString(bareLetters(reading) + "\n")
		}
	}
	return all.String()
}

func bareLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(norm.NFD.String(s)))
}

// errorsIn returns the errors of a file.
func errorsIn(problems []diag.Problem, file string) (errors []diag.Problem) {
	for _, p := range problems {
		if p.Level() == diag.Error && p.At.File == file {
			errors = append(errors, p)
		}
	}
	return errors
}

// TestStrongWordsOnPublicPagesStopTheBuild plants a word of each of 200 customers in a public file, one form after the other.
func TestStrongWordsOnPublicPagesStopTheBuild(t *testing.T) {
	t.Parallel()
	site := small()
	delete(site, "content/agreements/fenn.yaml")
	var customers []strongCustomer
	for n := range 200 {
		c := draw(n)
		customers = append(customers, c)
		site[c.file()] = c.agreement()
	}
	if problems := Open(inputWith(site), nil).Check().Problems; diag.Count(problems, diag.Error) > 0 {
		t.Fatal(said(problems))
	}
	tried, missed := 0, 0
	for form := figure.Every(16) / 2; form < len(customers[0].planted()); form += figure.Every(16) {
		files := maps.Clone(site)
		for n, c := range customers {
			inPublic(files, n, c.planted()[form].text)
		}
		b := Open(inputWith(files), nil)
		problems, shown := b.Check().Problems, judge(t, b)
		for _, c := range customers {
			w := c.planted()[form]
			if !strings.Contains(shown, bareLetters(w.shows)) && !strings.HasSuffix(w.what, "in an address") {
				t.Fatalf("%s of %s: no page shows %q", w.what, c.firm, w.text)
			}
			if tried++; len(errorsIn(problems, c.file())) != 1 {
				missed++
				t.Errorf("%s of %s: %d errors for %q of\n%s\n%v", w.what, c.firm, len(errorsIn(problems, c.file())), w.text, c.agreement(), errorsIn(problems, c.file()))
			}
		}
	}
	t.Logf("%d of %d words are missed", missed, tried)
}

// TestIDsInPublicPathsStopTheBuild names public files after customers, whose ids say their names or not.
func TestIDsInPublicPathsStopTheBuild(t *testing.T) {
	t.Parallel()
	site := small()
	delete(site, "content/agreements/fenn.yaml")
	for n := 0; n < 200; n += figure.Every(50) {
		checkPaths(t, site, draw(n))
	}
}

// checkPaths holds that the id of a customer may not be the name of a public file, and that nothing is wrong without it.
func checkPaths(t *testing.T, site map[string]string, c strongCustomer) {
	t.Helper()
	numbered := c
	numbered.id = "xq-17" // which has nothing of the name
	for _, c := range []strongCustomer{c, numbered} {
		for path, text := range map[string]string{
			"content/notices/2026-03-04-road.md":     openRoad,
			"content/notices/" + c.id + ".md":        openRoad,
			"content/policies/" + c.id + "/index.md": "---\ntitle: Well\nsummary: Well.\nwhy: Well.\neffective: 2026-01-05\nreview_by: 2027-01-05\n---\nWell.\n",
			"content/pages/" + c.id + ".md":          "---\ntitle: Well\n---\nWell.\n",
			"content/pages/well.md":                  "---\ntitle: Well\naliases: [/" + strings.ToUpper(c.id) + "/]\n---\nWell.\n",
		} {
			files := maps.Clone(site)
			files[c.file()], files[path] = c.agreement(), text
			want := 1
			if strings.HasSuffix(path, "-road.md") {
				want = 0
			}
			if errors := errorsIn(Open(inputWith(files), nil).Check().Problems, c.file()); len(errors) != want {
				t.Errorf("%s for %s: %d errors, want %d: %v", path, c.id, len(errors), want, errors)
			}
		}
	}
}
