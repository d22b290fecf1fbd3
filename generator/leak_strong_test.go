package generator

import (
	"fmt"
	"html"
	"maps"
	"math/rand/v2"
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

// strongCustomer is a customer with names of no language, drawn at random.
type strongCustomer struct {
	id, firm, person, mail, domain, phone string
	sentence                              string // a part of one field, whose name is field
	field                                 string
}

// draw returns the nth customer.
func draw(n int) strongCustomer {
	random := rand.New(rand.NewPCG(14, uint64(n)))
	word := func(accents ...string) string {
		syllables := []string{"zor", "vex", "quil", "drap", "plix", "mund", "threl", "brask", "yort", "skev"}
		s := syllables[random.IntN(10)] + accents[random.IntN(len(accents))] + syllables[random.IntN(10)]
		return strings.ToUpper(s[:1]) + s[1:]
	}
	first, last := word("a", "o", "e"), word("é", "ö", "ñ")
	c := strongCustomer{firm: first + " " + []string{"Tiles", "Press", "& Sons", "Dental Ltd"}[n%4], person: []string{"Ann", "Don", "Zoë", "Priya"}[random.IntN(4)] + " " + last}
	c.id = strings.Trim(strings.ToLower(strings.NewReplacer(" & ", "-and-", " Ltd", "", " ", "-").Replace(c.firm)), "-")
	c.domain = strings.ToLower(first) + "-" + []string{"works", "shop"}[n%2] + ".example"
	c.mail = "orders" + fmt.Sprint(n) + "@" + c.domain
	c.phone = fmt.Sprintf("+44 1632 96%04d", 1000+n*37%9000)
	c.sentence = fmt.Sprintf("The %s of our %s can’t be left where number %d is – not even for an hour", strings.ToLower(word("u")), strings.ToLower(word("i")), 20+n)
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
func inPublic(files map[string]string, n int, text string) map[string]string {
	out := maps.Clone(files)
	line := "We say: " + text + " .\n"
	switch n % 4 {
	case 0:
		out["content/policies/late.md"] += "\n" + line
	case 1:
		out["content/pages/about.md"] = "---\ntitle: About\n---\n" + line
	case 2:
		out["content/notices/road.md"] = "---\ntitle: A road was closed\nkind: delay\naffects: [vans]\nnoticed: 2026-03-04T09:00:00Z\ntold: 2026-03-04T09:20:00Z\nresolved: 2026-03-04T12:00:00Z\n---\n" + line
	default:
		out["content/pages/index.md"] = line
	}
	return out
}

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

func TestStrongWordsOnPublicPagesStopTheBuild(t *testing.T) {
	t.Parallel()
	drawn, tried, missed := 0, 0, 0
	for n := range 200 {
		c := draw(n)
		file := "content/agreements/" + c.id + ".yaml"
		site := small()
		delete(site, "content/agreements/fenn.yaml")
		site[file] = c.agreement()
		for i, w := range c.planted() {
			if drawn++; drawn%figure.Every(300) != 0 {
				continue
			}
			b := Open(inputWith(inPublic(site, n+i, w.text)), nil)
			problems := b.Check().Problems
			if !strings.Contains(judge(t, b), bareLetters(w.shows)) && !strings.HasSuffix(w.what, "in an address") {
				t.Fatalf("%s of %s: no page shows %q", w.what, c.firm, w.text)
			}
			if tried++; len(errorsIn(problems, file)) != 1 {
				missed++
				t.Errorf("%s of %s: %d errors for %q of\n%s\n%v", w.what, c.firm, len(errorsIn(problems, file)), w.text, site[file], problems)
			}
		}
		if n%figure.Every(50) == 0 {
			checkPaths(t, site, c, file)
		}
	}
	t.Logf("%d of %d words are missed", missed, tried)
}

// checkPaths holds that the id of a customer may not be the name of a public file, and that nothing is wrong without it.
func checkPaths(t *testing.T, site map[string]string, c strongCustomer, file string) {
	t.Helper()
	const notice = "---\ntitle: A road was closed\nkind: delay\naffects: [vans]\nnoticed: 2026-03-04T09:00:00Z\ntold: 2026-03-04T09:20:00Z\nresolved: 2026-03-04T12:00:00Z\n---\nIt is open.\n"
	for path, want := range map[string]int{
		"": 0, "content/notices/2026-03-04-road.md": 0, "content/notices/" + c.id + ".md": 1, "content/policies/" + c.id + "/index.md": 1, "content/pages/" + c.id + ".md": 1, "content/notices/NAME.md": 1,
	} {
		other := strongCustomer{id: "xq-17", firm: "Vexomund " + c.firm, person: c.person, mail: c.mail, phone: c.phone, sentence: c.sentence, field: c.field}
		files := maps.Clone(site)
		own := file
		if strings.Contains(path, "NAME") { // an id that has nothing of the name
			delete(files, file)
			own, path = "content/agreements/xq-17.yaml", strings.Replace(path, "NAME", "xq-17", 1)
			files[own] = other.agreement()
		}
		switch {
		case strings.Contains(path, "notices/"):
			files[path] = notice
		case strings.Contains(path, "pages/"):
			files[path] = "---\ntitle: Well\n---\nWell.\n"
		case path != "":
			files[path] = "---\ntitle: Well\nsummary: Well.\neffective: 2026-01-05\nreview_by: 2027-01-05\n---\nWell.\n"
		}
		if errors := errorsIn(Open(inputWith(files), nil).Check().Problems, own); len(errors) != want {
			t.Errorf("%s for %s: %d errors, want %d: %v", path, c.id, len(errors), want, errors)
		}
	}
}
