// Package hostiletest opens the pages of the example site in a real browser with hostile words in every field.
package hostiletest

import (
	"context"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"upfront/generator/agreement"
	"upfront/generator/build"
	"upfront/generator/catalog"
	"upfront/generator/internal/browser"
	"upfront/generator/internal/example"
	"upfront/generator/internal/figure"
	"upfront/generator/letter"
	"upfront/generator/seal"
	"upfront/generator/site"
	"upfront/generator/syntax"
	"upfront/generator/theme"
)

// Whatever is written into the fields of a site, its pages run nothing, ask nobody and lead nowhere by themselves. The
// words are put in behind the readers, which would refuse some of them, and opened in a real browser. What Markdown and
// sealed letters do with such words is held in packages markdown, page and seal, too.

// kept are the fields, and the fields of one type, that name something or are one of a few words or an address: they
// are checked when they are read, and with other words in them the rest of the site would not be printed.
var kept = []string{"ID", "Status", "Kind", "Commitment", "Visibility", "Clock", "Hours", "Level", "Refer", "Fallback", "First",
	"EscalateTo", "Change", "Effect", "Severity", "Affects", "Customers", "AppliesTo", "Aliases", "URL", "Language", "Currency",
	"Theme", "Color", "Logo", "Email", "Letters", "Record", "SHA256", "Mode", "Answer", "BackedBy", "BlockedBy", "Result",
	"Capabilities", "Choose", "EarnedIf", "Policy", "Agreements", "Assets", "Promise.By", "Channel.By", "Channel.To", "Reach.By",
	"Reach.To", "Escalation.To", "MenuItem.To", "Agreement.Needs"}

// keyed are the tables whose keys are words of their own.
var keyed = []string{"Glossary", "Limits"}

// infest puts a text into every text of what was written, the next for each, and counts them.
func infest(v reflect.Value, next func() string) int {
	switch was := v.Addr().Interface().(type) {
	case *syntax.Text:
		was.At.File, was.At.Line, was.V = syntax.SiteFile, 1, next()
		return 1
	case *syntax.Source:
		was.Text = append(slices.Clone(was.Text), "\n\n"+next()+"\n"...)
		return 1
	}
	n := 0
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			f, of := v.Type().Field(i), v.Type().Name()
			own := slices.Contains(kept, f.Name) && of != "Files" || slices.Contains(kept, of+"."+f.Name)
			if own || !f.IsExported() || f.Name == "Key" {
				continue
			}
			n += infest(v.Field(i), next)
			for j := 0; slices.Contains(keyed, f.Name) && j < v.Field(i).Len(); j++ {
				n += infest(v.Field(i).Index(j).FieldByName("Key"), next)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			n += infest(v.Index(i), next)
		}
	}
	return n
}

// infested prints the pages of a site with the next text in every field, by their paths, and returns how many fields there
// are. Each agreement is printed twice: for everybody, and sealed.
func infested(t *testing.T, in build.Input, next func() string) (map[string]string, int) {
	t.Helper()
	files, _ := syntax.Read(in.Tree)
	brand := files.Site.Brand
	look, _ := theme.Load(in.Theme, theme.Site{Name: "default", Language: files.Site.Language.Or("en"), Color: brand.Color.V, Font: brand.Font.V})
	sealable := func() string { return strings.ToValidUTF8(next(), "?") } // nothing else is sealed
	everywhere, fields := infestedOffer(in, next)
	offer, _ := infestedOffer(in, sealable)
	outputs, out := site.Outputs(everywhere, look, in.Tree.Read, nil), map[string]string{}
	for _, path := range files.Agreements {
		written, _ := syntax.ReadAgreement(in.Tree, path, offer.Zone)
		fields += infest(reflect.ValueOf(&written).Elem(), sealable)
		printer := letter.New(offer, look, nil, nil)
		written.Access = syntax.Access{} // no words are asked for, and it is open on any day
		written.Access.Mode.V = "link"
		resolved, _ := agreement.Resolve(offer, written)
		keys := example.Secret.Keys(resolved.ID, 1)
		sealed, err := printer.Sealed(resolved, keys)
		if err != nil {
			t.Error(err)
		}
		out[keys.Path().Folder()+"index.html#k="+keys.LinkKey().Text()] = string(sealed)
		written.Access.Mode.V = "public"
		resolved, _ = agreement.Resolve(offer, written)
		outputs = append(outputs, printer.Public(resolved)...)
	}
	for _, o := range outputs {
		data, err := o.Print()
		if err != nil {
			t.Errorf("%s is not printed: %v", o.Path, err)
		}
		out[o.Path] = string(data)
	}
	return out, fields
}

// infestedOffer returns the offer of a site with the next text in every field, and how many these are.
func infestedOffer(in build.Input, next func() string) (*catalog.Offer, int) {
	files, _ := syntax.Read(in.Tree)
	fields := infest(reflect.ValueOf(&files).Elem(), next)
	offer, _ := catalog.Resolve(files, files.Site.AsOf.V, site.FixedPages()...) // what leads nowhere now is a problem, and no matter here
	return offer, fields
}

var escape = regexp.MustCompile(`\\(?:[ntr]|x[0-9a-f]{2})`)

// payloads are the hostile texts of package markdown.
func payloads(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile("../markdown/testdata/hostile.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		out = append(out, escape.ReplaceAllStringFunc(line, func(s string) string {
			made, err := strconv.Unquote(`"` + s + `"`)
			if err != nil {
				t.Fatal(err)
			}
			return made
		}))
	}
	return out
}

// watched runs in every page before its own scripts, of which there are none but the loader and that of a reply.
const watched = `window.alert = window.print = window.confirm = window.prompt = () => { (top.hits ??= []).push(location.pathname + " ran a script") }`

// harm says what a page has that could do harm, or has done it; empty where there is none.
var harm = fmt.Sprintf(`(() => {
	const loader = %q
	const found = new Set(window.hits ?? [])
	for (const frame of document.querySelectorAll("iframe")) {
		const d = frame.contentDocument
		if (!d || d.location.href != frame.src) { found.add(frame.src + " went elsewhere"); continue }
		for (const e of d.querySelectorAll("*")) {
			const say = what => found.add(frame.src + ": " + what + " in " + e.outerHTML.slice(0, 200))
			if (e.closest("svg.sr, svg.chart")) { // the theme's own drawings: shapes that lead nowhere
				if (!e.matches("svg, defs, pattern, rect, path, circle, line") || e.getAttributeNames().some(name => /(^|:)href$/.test(name))) say("no shape")
			} else if (e.matches("iframe, object, embed, base, style, svg, math, form, frame, audio, video, template, [http-equiv=refresh]")) say("an element")
			if (e.matches("script:not([type='application/ld+json'])") && !e.hasAttribute("data-reply") && e.text != loader) say("a script")
			for (const a of e.attributes) if (/^on|^style$|^srcdoc$|^autofocus$|^formaction$|^ping$/.test(a.name)) say(a.name)
			if (typeof e.href == "string" && e.href && !/^(https?|mailto|tel|file|data):/.test(e.href)) say(e.href)
			e.dispatchEvent(new MouseEvent("mouseover", {bubbles: true}))
			e.dispatchEvent(new FocusEvent("focus"))
		}
	}
	return [...found].join("\n")
})()`, seal.Loader())

// letters reports whether each sealed page among the frames shows its letter.
const letters = `[...document.querySelectorAll("iframe[src*='#k=']")].every(f => f.contentDocument?.querySelector("#m h1") && !f.contentDocument.querySelector("#s"))`

// TestBrowserHostileWords opens every page of a site, and every sealed letter, with hostile texts in all fields.
func TestBrowserHostileWords(t *testing.T) {
	t.Parallel()
	in, all, f := example.With(t, nil), payloads(t), newFramed(t)
	if len(all) < 150 {
		t.Errorf("only %d payloads", len(all))
	}
	dir := filepath.Join(t.TempDir(), "public")
	example.Publish(t, in, dir)
	moved := example.Read(t, dir) // pages that lead on by themselves
	maps.DeleteFunc(moved, func(_, text string) bool { return !strings.Contains(text, `http-equiv="refresh"`) })
	if len(moved) != 5 {
		t.Errorf("%d pages have moved", len(moved))
	}
	for try := range figure.Of(150) {
		i := try * 37 // so that the payloads of a field are not of one kind
		made, fields := infested(t, in, func() string { i++; return all[i%len(all)] })
		if fields < 1000 {
			t.Errorf("only %d fields", fields)
		}
		for name := range moved {
			delete(made, name)
		}
		if got := f.open(made); got != "" {
			t.Error(got)
		}
	}
}

// The same texts do harm where they stand as they are, so that the test above would see it.
func TestBrowserHostileWordsUnguarded(t *testing.T) {
	t.Parallel()
	f, harmed := newFramed(t), 0
	raw := map[string]string{}
	for i, payload := range payloads(t)[:60] {
		raw[fmt.Sprintf("%d.html", i)] = "<!doctype html><body>" + payload
	}
	for _, line := range strings.Split(f.open(raw), "\n") {
		if strings.Contains(line, "ran a script") {
			harmed++
		}
	}
	if harmed < 20 {
		t.Errorf("only %d ran a script", harmed)
	}
	// What looks like a drawing of the theme's is looked at as well.
	for _, inside := range []string{`<path xlink:href="javascript:alert(1)"/>`, `<rect href="https://elsewhere.example"/>`, `<a xlink:href="#"><path/></a>`, `<use xlink:href="#a"/>`, `<image xlink:href="data:,"/>`} {
		for _, class := range []string{"sr", "chart"} {
			page := map[string]string{"drawing.html": `<!doctype html><body><svg class="` + class + `">` + inside + `</svg>`}
			if got := f.open(page); !strings.Contains(got, "no shape in <"+inside[1:strings.IndexByte(inside, ' ')]) {
				t.Errorf("%s in svg.%s: %q", inside, class, got)
			}
		}
	}
	if got := f.open(map[string]string{"drawing.html": `<!doctype html><body><svg class="chart"><path d="M0 0h1"/></svg>`}); strings.Contains(got, "no shape") {
		t.Errorf("a plain drawing: %q", got)
	}
}

// framed is a browser that opens many pages at once.
type framed struct {
	*browser.Page
	url string
	now atomic.Pointer[map[string]string]
}

func newFramed(t *testing.T) *framed {
	f := &framed{Page: browser.New(t)}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/")
		text, ok := (*f.now.Load())[name]
		for key, sealed := range *f.now.Load() {
			if path, _, _ := strings.Cut(key, "#"); path == name && !ok {
				text, ok = sealed, true
			}
		}
		if !ok {
			w.WriteHeader(http.StatusNotFound)
		}
		w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
		io.WriteString(w, text)
	}))
	t.Cleanup(server.Close)
	f.url = server.URL
	f.Do(func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watched})
		return chromedp.Void{}, err
	})
	return f
}

// open opens every page among the files, and says what harm was done, in lines.
func (f *framed) open(files map[string]string) string {
	var harmed []string
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(files)), func(name string) bool { return !strings.HasSuffix(name, ".html") && !strings.Contains(name, ".html#") })
	for group := range slices.Chunk(names, 12) {
		files["frames.html"] = frames(group)
		f.now.Store(&files)
		f.Do(chromedp.Navigate(f.url + "/frames.html?" + url.QueryEscape(group[0])))
		browser.Until[bool](f.Page, letters)
		if got := browser.Get(f.Page, chromedp.Evaluate[string](harm)); got != "" {
			harmed = append(harmed, got)
		}
		for _, url := range f.Foreign(f.url) {
			harmed = append(harmed, url+" was asked for")
		}
	}
	return strings.Join(harmed, "\n")
}

// frames is a page that shows others.
func frames(paths []string) string {
	var b strings.Builder
	b.WriteString("<!doctype html><title>frames</title>")
	for _, path := range paths {
		fmt.Fprintf(&b, "<iframe src=\"/%s\"></iframe>\n", path)
	}
	return b.String()
}
