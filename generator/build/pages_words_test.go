package build

import (
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// What pages say, where code puts sentences together: over the sites of the program, and over sites with next to
// nothing in them.

// pagesOf builds a site and returns its pages as their readers see them, the letters opened.
func pagesOf(t *testing.T, in Input) map[string]*html.Node {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "public")
	publishTo(t, in, dir)
	files := read(t, dir)
	for _, id := range Load(in, nil).Customers() {
		keys := secret.Keys(id, 1)
		path := privatePath(keys.Path().String())
		files[path] = unseal(t, files[path], keys)
	}
	out := map[string]*html.Node{}
	for path, text := range files {
		if !strings.HasSuffix(path, ".html") || strings.Contains(text, `http-equiv="refresh"`) {
			continue
		}
		doc, err := html.Parse(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		out[path] = doc
	}
	return out
}

func tiny() map[string]string {
	return map[string]string{
		"site.yaml": "business: {name: Tiny, what_we_do: Parcels.}\ntimezone: Europe/London\nchannels: [{id: desk, by: phone, at: \"+44 1632 960000\"}]\nas_of: 2026-03-20\n",
		"content/capabilities/vans.yaml": `title: Bring a parcel
summary: We bring a parcel.
scope: {included: [A parcel], excluded: [{id: night, what: Parcels at night, because: Our drivers sleep., instead: A parcel at eight}]}
promises: [{id: kind, says: The driver says hello., commitment: best-effort, indicator: {kind: statement, of: a greeting, evidence: your ears}}]
`,
	}
}

// blocks are elements that stand on lines of their own.
var blocks = []string{"p", "ul", "ol", "li", "dl", "dt", "dd", "div", "section", "article", "table", "tr", "td", "th", "h1", "h2", "h3", "h4", "br", "blockquote", "figure", "fieldset", "legend", "label"}

// text returns the words of an element, with one space wherever the page has any, and a mark before each block in it.
func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && d.Parent.Data != "script" && d.Parent.Data != "style" && d.Parent.Data != "noscript" {
			b.WriteString(d.Data)
		}
		if d.Type == html.ElementNode && slices.Contains(blocks, d.Data) {
			b.WriteString(" ¶ ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

var (
	// Elements that hold a sentence or a label of their own; an empty one is a label without its matter.
	spoken = []string{"h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "th", "caption", "legend", "figcaption", "a", "button", "time", "title"}
	// A space before a mark, two marks, a bracket with nothing in it, and what a template leaves behind.
	stray = regexp.MustCompile(` [,.;:!?)]|[,;:][,.;:]|[^.]\.\.[^.]|\( |\(\)|^[,.;:·]|\{[a-z]|%!|<nil>|\bmap\[`)
	word  = regexp.MustCompile(`[\p{L}\p{N}]+(-[\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]`)
	// A number run into a word, as in "14 daysafter".
	joined = regexp.MustCompile(`\b(days|hours|minutes|weeks|months|years)[a-z]`)
)

// doubled returns a word that is said twice in a row; empty where none is.
func doubled(s string) string {
	last := ""
	for _, w := range word.FindAllString(s, -1) {
		if len(w) > 1 && w != "¶" && strings.EqualFold(w, last) && w[0] > '9' {
			return w + " " + w
		}
		last = w
	}
	return ""
}

func TestPagesReadAsSentences(t *testing.T) {
	t.Parallel()
	inputs := map[string]Input{"small": inputWith(small()), "tiny": inputWith(tiny())}
	for name, dir := range sites {
		inputs[name] = inputOf(t, dir)
	}
	for name, in := range inputs {
		t.Run(name, func(t *testing.T) {
			pages := pagesOf(t, in)
			for _, path := range slices.Sorted(maps.Keys(pages)) {
				for n := range pages[path].Descendants() {
					if n.Type == html.ElementNode && slices.Contains(spoken, n.Data) {
						reads(t, path, n)
					}
				}
			}
		})
	}
}

func TestNoServiceIsNotCounted(t *testing.T) {
	files := tiny()
	delete(files, "content/capabilities/vans.yaml")
	files["content/policies/late.md"] = "# Late?\n\nWe ring.\n"
	pages := pagesOf(t, inputWith(files))
	if got, want := text(pages["index.html"]), "What to expect from Tiny ¶ Parcels."; !strings.Contains(got, want) || strings.Contains(got, "What we do") {
		t.Errorf("the home page says %q, want %q", got, want)
	}
	if pages["capabilities/index.html"] != nil {
		t.Error("there is a page of no service")
	}
}

func TestNoPromiseIsNotCounted(t *testing.T) {
	files := tiny()
	files["content/capabilities/vans.yaml"], _, _ = strings.Cut(files["content/capabilities/vans.yaml"], "promises:")
	files["content/capabilities/boats.yaml"] = strings.Replace(files["content/capabilities/vans.yaml"], "Bring a parcel", "Take a parcel over the river", 1) // a list of one is not made
	pages := pagesOf(t, inputWith(files))
	for path, want := range map[string]string{
		"index.html":              "Parcels. ¶",
		"capabilities/index.html": "What we do ¶ Parcels. ¶",
	} {
		if pages[path] == nil {
			t.Fatalf("there is no %s", path)
		}
		if got := text(pages[path]); !strings.Contains(got, want) || strings.Contains(got, "0 promises") || strings.Contains(got, "No promise yet") {
			t.Errorf("%s says %q, want %q", path, got, want)
		}
		if pages["promises/index.html"] != nil {
			t.Error("there is a page of no promise")
		}
	}
}

// reads fails the test where an element holds no words, or words that went wrong on their way together.
func reads(t *testing.T, path string, n *html.Node) {
	t.Helper()
	s := text(n)
	if strings.Trim(s, "¶ ") == "" && !hidden(n) && !pictured(n) {
		t.Errorf("%s: an empty <%s> in <%s>", path, n.Data, n.Parent.Data)
	}
	if w := doubled(s); w != "" {
		t.Errorf("%s: %q twice in %q", path, w, s)
	}
	if m := stray.FindString(s); m != "" {
		t.Errorf("%s: %q in %q", path, m, s)
	}
	if m := joined.FindString(s); m != "" {
		t.Errorf("%s: %q in %q", path, m, s)
	}
}

// hidden says whether an element shows itself only later.
func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "hidden" || a.Key == "class" && strings.Contains(a.Val, "sign") {
			return true
		}
	}
	return false
}

// pictured says whether an element holds something to look at or to press in place of words.
func pictured(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && slices.Contains([]string{"img", "svg", "output", "input"}, d.Data) {
			return true
		}
	}
	return false
}

// TestWordsOfOneSentence holds sentences that the code puts together, where each half is right and the whole was not.
func TestWordsOfOneSentence(t *testing.T) {
	leader := tiny()
	leader["site.yaml"] = "business: {name: Tiny, what_we_do: Parcels.}\ntimezone: Europe/London\nleader: {name: Jo Tiny, role: Owner, reach: [{by: mobile, at: \"+44 7700 900123\"}]}\nas_of: 2026-03-20\n"
	assumed := tiny()
	assumed["content/capabilities/vans.yaml"] = strings.Replace(assumed["content/capabilities/vans.yaml"], "instead: A parcel at eight", "instead: A parcel at eight, often_assumed: Vans go at night", 1)
	levels := tiny()
	levels["site.yaml"] += "hours: {day: {days: Mon-Fri, from: \"09:00\", to: \"17:00\"}}\nlevels: [{id: p1, name: Urgent, when: All stand still}, {id: p2, name: Later, when: A question}]\n"
	levels["content/capabilities/vans.yaml"] = strings.Replace(levels["content/capabilities/vans.yaml"], "promises: [", "promises: [{id: mend, says: We mend it., commitment: target, indicator: {kind: resolution, from: you ask, to: it works}, by: level, within: {p1: {within: 4h, hours: always}, p2: {within: 3d, hours: day}}, clock: business, target: 90%, window: 90d}, ", 1)
	for name, c := range map[string]struct {
		files      map[string]string
		page, says string
	}{
		"what is done instead":            {tiny(), "index.html", "Parcels at night ¶ Instead: A parcel at eight."},
		"the reason against a belief":     {assumed, "capabilities/vans/index.html", "Our drivers sleep. ¶ Often assumed: “Vans go at night” ¶ Instead: ¶ A parcel at eight"},
		"a level at all hours":            {levels, "capabilities/vans/index.html", "Within 4 hours to 3 working days, by how urgent it is"},
		"the leader, where nobody else":   {leader, "if-we-get-it-wrong/index.html", "Jo Tiny, Owner ¶ Start here ¶ +44 7700 900123"},
		"the leader at the foot of pages": {leader, "capabilities/vans/index.html", "Talk to a person ¶ +44 7700 900123"},
	} {
		words := strings.NewReplacer("\u00a0", " ", " ¶ ¶ ¶ ", " ¶ ", " ¶ ¶ ", " ¶ ").Replace(text(pagesOf(t, inputWith(c.files))[c.page]))
		if !strings.Contains(words, c.says) {
			t.Errorf("%s: %s does not say %q:\n%s", name, c.page, c.says, words)
		}
	}
}
