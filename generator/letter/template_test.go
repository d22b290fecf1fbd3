package letter_test

import (
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"upfront/generator/internal/sample"
	"upfront/generator/letter"
	"upfront/generator/site"
	"upfront/generator/theme"
	"upfront/generator/view"
	"upfront/themes"
)

var (
	look  = flag.String("look", "", "also write the printed pages into this folder, to be looked at")
	color = flag.String("color", "", "with -look, the brand colour")
)

func defaultTheme(t testing.TB, site theme.Site) *theme.Theme {
	t.Helper()
	if site.Language == "" {
		site.Language = "en-GB"
	}
	th, problems := theme.Load(themes.Default(), site)
	for _, p := range problems {
		t.Errorf("%s: %s: %s", p.At, p.Message, p.Help)
	}
	if th == nil {
		t.FailNow()
	}
	return th
}

// TestEveryViewPrints holds that each template fits the struct it is given, with every field filled and with none.
func TestEveryViewPrints(t *testing.T) {
	th := defaultTheme(t, theme.Site{Color: *color})
	all := views()
	long := home()
	long.Frame = frame("home", "What to expect", "../")
	long.Heading = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
	long.CountOn[0].Promise.Text = strings.Repeat("Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz ", 3)
	long.Reach[0].At.Text = strings.Repeat("very-long-address", 8) + "@example.com"
	all["long/index.html"] = printed{"home", long}
	for path, p := range views() {
		all["empty/"+path] = printed{p.name, empty(p.view, strings.Repeat("../", strings.Count(path, "/")+1))}
	}
	full := agreement("../")
	all["letter.html"] = printed{"letter", full}
	card := &letter.Card{Promise: answered(), Tag: &view.Tag{Kind: "info", Text: "Better for you"}}
	card.Levels[1].Was = "2 working hours"
	all["letter-promise.html"], all["letter-counted.html"] = printed{"letter-promise", card}, printed{"letter-counted", card}
	all["empty/letter.html"] = printed{"letter", letter.Agreement{}}
	seen := map[string]bool{}
	for path, p := range all {
		seen[p.name] = true
		data, err := th.Print(p.name, p.view)
		if err != nil {
			t.Errorf("%s: %v", path, err)
		}
		write(t, path, data)
	}
	for _, name := range []string{"agreement", "letter", "letter-promise", "letter-counted", "sealed", "tombstone"} {
		if !seen[name] {
			t.Errorf("no view for the page %q", name)
		}
	}
	for _, a := range th.Assets() {
		write(t, a.Path, a.Data)
	}
}

// empty returns a view of the same type with nothing but what every page has.
func empty(view any, root string) any {
	v := reflect.New(reflect.TypeOf(view)).Elem()
	if f := v.FieldByName("Frame"); f.IsValid() {
		f.Set(reflect.ValueOf(site.Frame{Language: "en", Dir: "ltr", Title: "Northlane", Root: root, Home: root, Business: "Northlane"}))
	}
	for _, name := range []string{"Title", "Heading"} {
		if f := v.FieldByName(name); f.IsValid() {
			f.SetString("A title")
		}
	}
	return v.Interface()
}

func write(t *testing.T, path string, data []byte) {
	if *look == "" {
		return
	}
	path = filepath.Join(*look, path)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestLettersArePrintedByStencil holds that nothing in the letter's templates has to be left to html/template, which
// makes some thousands of objects for each.
func TestLettersArePrintedByStencil(t *testing.T) {
	th, view := sample.Theme(t), agreement("../../")
	made := testing.AllocsPerRun(10, func() {
		if _, err := th.Print("letter", view); err != nil {
			t.Fatal(err)
		}
	})
	if made > 100 {
		t.Errorf("printing a letter made %.0f objects", made)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if th, problems := theme.Load(themes.Default(), theme.Site{Language: "en-GB", Color: "#1a6b5c"}); th == nil {
			b.Fatal(problems)
		}
	}
}

func BenchmarkLetter(b *testing.B) {
	th, view := defaultTheme(b, theme.Site{}), agreement("../../")
	for b.Loop() {
		if _, err := th.Print("letter", view); err != nil {
			b.Fatal(err)
		}
	}
}
