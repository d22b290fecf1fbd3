package letter_test

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	agree "upfront/generator/agreement"
	"upfront/generator/seal"
	"upfront/generator/syntax"
)

// What a letter must never hold, and what it must be whatever an agreement says.

func TestLetterKeepsStaffWordsOut(t *testing.T) {
	got := letterOf(t, fenwick)
	if !strings.Contains(got, "Tiles go straight to fitters.") {
		t.Fatal("this is not the letter")
	}
	for _, word := range []string{"STAFFONLY", "Ring Pete", "Thursdays", "Fingerprint"} {
		if strings.Contains(got, word) {
			t.Errorf("the letter holds %q", word)
		}
	}
}

func TestLettersAreTheSameEachTime(t *testing.T) {
	files := map[string]string{}
	for i := range 6 {
		files[fmt.Sprintf("content/agreements/c%d.yaml", i)] = strings.Replace(fenwick, "Fenwick Tiles", fmt.Sprintf("Customer %d", i), 1)
	}
	r := read(t, files)
	var all []*agree.Agreement
	want := make([]string, len(files))
	for i := range want {
		all = append(all, r.agreement(t, fmt.Sprintf("c%d", i)))
		want[i] = letterOf(t, files[fmt.Sprintf("content/agreements/c%d.yaml", i)])
	}
	var both sync.WaitGroup
	for _, step := range []int{1, 5} { // forwards and backwards at once
		both.Go(func() {
			for i := range all {
				n := i * step % len(all)
				l, err := r.letters.Letter(all[n])
				if err != nil {
					t.Error(err)
					continue
				}
				// The names of events come from the agreement's id, and so differ from those of "fenwick".
				if got := withoutNames(opened(t, l)); got != withoutNames(want[n]) {
					t.Errorf("letter %d differs from the one printed alone", n)
				}
				if _, err := r.letters.Shell(nil, seal.Terms{Passphrase: step == 1}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	both.Wait()
}

// withoutNames takes the names of calendar events away.
func withoutNames(s string) string { return eventName.ReplaceAllString(s, "") }

var eventName = regexp.MustCompile(`(data-ics="[0-9a-f]{24}|\n[0-9a-f]{8}) `)

// TestLetterOfLittle holds that a page of hardly anything has no holes: no element without words, no date that was
// never written.
func TestLetterOfLittle(t *testing.T) {
	for _, status := range []string{"draft", "proposed", "agreed", "ended"} {
		for _, more := range []string{"", "\nexpectations: [{id: e1, said: a}]", "\ncapabilities: [desk]", "\noutcome: all is well", "\ncontract: [{name: Ours}]\nexceptions: [{policy: returns, instead: b}]\nupdates: {cadence: weekly}\npeople: [{name: Don}]"} {
			got := letterOf(t, "customer: F\nstatus: "+status+more)
			root, err := html.Parse(strings.NewReader(got))
			if err != nil {
				t.Fatal(err)
			}
			for n := range root.Descendants() {
				if hollow(n) {
					t.Errorf("%s%s: <%s class=%q> holds nothing", status, more, n.Data, attr(n, "class"))
				}
			}
			if strings.Contains(got, "0001") || strings.Contains(got, "January 1<") || strings.Contains(got, "%!") {
				t.Errorf("%s%s: the letter says a date or a value that nobody wrote", status, more)
			}
		}
	}
}

// hollow reports an element that should hold words and does not. The lines to sign on are empty on purpose.
func hollow(n *html.Node) bool {
	holders := []string{"p", "li", "dt", "dd", "h1", "h2", "h3", "a", "time", "q", "span", "strong", "b", "ul", "ol", "dl", "section", "title", "table", "tbody"}
	if n.Type != html.ElementNode || !slices.Contains(holders, n.Data) || attr(n, "class") == "sign" {
		return false
	}
	for c := range n.Descendants() {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" || c.Data == "input" || c.Data == "output" {
			return false
		}
	}
	return true
}

var hostile = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onmouseover='alert(1)' x='`, "` onfocus=alert(1) autofocus `", `</textarea></p></td></table><svg onload=alert(1)>`,
	`javascript:alert(1)`, `--><iframe srcdoc="<script>alert(1)</script>"></iframe>`, `</title><base href=//evil.example>`, `{{.Frame}}<style>*{display:none}</style>`,
	`<form action=//evil.example><input name=e1></form>`, "\u202e<a href=\"jav\tascript:alert(1)\">x</a>", `</body></html><meta http-equiv=refresh content="0;url=//evil.example">`,
	`<!--<math><mtext></table></math><object data=x>`, `[x](javascript:alert(1)) ![y](//evil.example/z.png)`, `&lt;script&gt;alert(1)&#60;/script>`,
}

// kept are the fields that name something or are one of a few words: they are checked when they are read.
var kept = []string{"ID", "Status", "Mode", "Answer", "BackedBy", "BlockedBy", "Refer", "Level", "Visibility", "Result", "URL", "SHA256", "Kind"}

// infest puts a text into every text of what was written, and counts them.
func infest(v reflect.Value, payload string) int {
	if text, ok := v.Addr().Interface().(*syntax.Text); ok {
		text.At.File, text.At.Line = "content/agreements/fenwick.yaml", 1
		text.V = payload
		return 1
	}
	n := 0
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && !slices.Contains(kept, f.Name) && f.Name != "Capabilities" && f.Name != "Choose" && f.Name != "Needs" && f.Name != "EarnedIf" {
				n += infest(v.Field(i), payload)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			n += infest(v.Index(i), payload)
		}
	}
	return n
}

// straight undoes how a page sets quotation marks.
var straight = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'")

func TestLetterOfHostileWords(t *testing.T) {
	r := read(t, map[string]string{"content/agreements/fenwick.yaml": fenwick})
	for _, payload := range hostile {
		written, _ := syntax.ReadAgreement(r.Tree, "content/agreements/fenwick.yaml", r.Offer.Zone)
		if n := infest(reflect.ValueOf(&written).Elem(), payload); n < 60 {
			t.Fatalf("only %d fields were filled", n)
		}
		a, _ := agree.Resolve(r.Offer, written) // policies that are not there, and links that lead nowhere, are problems
		l, err := r.letters.Letter(a)
		if err != nil {
			t.Errorf("%q: %v", payload, err)
			continue
		}
		letter := opened(t, l)
		a.Access.Mode.V = "public"
		for _, o := range r.letters.Public(a)[:1] {
			public, err := o.Print()
			if err != nil {
				t.Errorf("%q: %v", payload, err)
			}
			harmless(t, payload, string(public))
		}
		harmless(t, payload, letter)
		root, _ := html.Parse(strings.NewReader(letter))
		said := 0
		for n := range root.Descendants() {
			if n.Data == "q" && straight.Replace(words(n)) == payload {
				said++
			}
		}
		if said != 3 {
			t.Errorf("%d of 3 lines say %q", said, payload)
		}
	}
}

func words(n *html.Node) string {
	var out strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			out.WriteString(c.Data)
		}
	}
	return out.String()
}

// harmless walks a page as a browser reads it: there is nothing in it that runs, fetches, sends or leads astray.
func harmless(t *testing.T, payload, page string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "script":
			if n.Parent.Data != "body" || n.NextSibling != nil || n.FirstChild.Data != seal.Reply() {
				t.Errorf("%q: there is a script of another", payload)
			}
		case "svg": // the theme's own: how missed marks are hatched, and charts
			if class := attr(n, "class"); class != "sr" && !strings.HasPrefix(class, "chart") {
				t.Errorf("%q: there is a <svg>", payload)
			}
		case "style", "iframe", "object", "embed", "form", "base", "math", "template":
			t.Errorf("%q: there is a <%s>", payload, n.Data)
		case "img":
			if attr(n, "src") != "../../files/logo.svg" {
				t.Errorf("%q: there is a picture of %q", payload, attr(n, "src"))
			}
		case "meta":
			if attr(n, "http-equiv") != "" {
				t.Errorf("%q: there is a <meta http-equiv>", payload)
			}
		}
		for _, a := range n.Attr {
			value := strings.ToLower(strings.Map(func(r rune) rune {
				if r <= ' ' {
					return -1
				}
				return r
			}, a.Val))
			script := strings.HasPrefix(value, "javascript:") || strings.HasPrefix(value, "data:text") || strings.HasPrefix(value, "vbscript:")
			address := slices.Contains([]string{"href", "src", "action", "formaction", "xlink:href", "srcset", "ping"}, a.Key)
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" || a.Key == "autofocus" || address && (script || strings.HasPrefix(value, "//")) {
				t.Errorf("%q: <%s %s=%q>", payload, n.Data, a.Key, a.Val)
			}
		}
	}
}

// An address that does not lead to the web is no link, even if it came past the reader: nothing is printed at all.
func TestLetterRefusesAddresses(t *testing.T) {
	letters, a := one(t, fenwick)
	a.Agreement.Terms[0].URL.V = "javascript:alert(1)"
	if l, err := letters.Letter(a); err == nil {
		t.Errorf("printed: %q", opened(t, l))
	}
}
