package theme_test

import (
	"strings"
	"testing"
	"time"

	"upfront/generator/theme"
	"upfront/themes"
)

func locale(t *testing.T, language string, own string) theme.Locale {
	t.Helper()
	site := theme.Site{Name: "acme", Language: language}
	if own != "" {
		site.Files = map[string][]byte{"i18n/" + language + ".yaml": []byte(own)}
	}
	th, problems := theme.Load(themes.Default(), site)
	if th == nil {
		t.Fatalf("%+v", problems)
	}
	return th.Locale()
}

func TestLocaleWrites(t *testing.T) {
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 3, 11, 19, 5, 0, 0, london)
	gb, us := locale(t, "en-GB", ""), locale(t, "en-US", "")
	latin := locale(t, "en-AU", "locale: {decimal: \",\", group: \".\", group_from: \"5\", money: \"{n} {sign}\", percent: \"{n} %\"}")
	for _, c := range []struct{ got, want string }{
		{gb.Date(at), "11 March 2026"},
		{us.Date(at), "March 11, 2026"},
		{gb.Moment(at), "11 March 2026, 19:05 GMT"},
		{gb.Moment(at.AddDate(0, 1, 0)), "11 April 2026, 19:05 BST"},
		{us.Time(at), "7:05 pm"},
		{gb.On(at), "Wednesday 11 March 2026"},
		{us.On(at), "Wednesday, March 11, 2026"},
		{gb.At(at), "Wednesday 11 March 2026, 19:05 GMT"},
		{gb.Span(at, at.Add(time.Hour)), "Wednesday 11 March 2026, 19:05 to 20:05 GMT"},
		{gb.Span(at, at.Add(8*time.Hour)), "Wednesday 11 March 2026, 19:05 to Thursday 12 March 2026, 03:05 GMT"},
		{gb.Span(at, at.AddDate(0, 1, 0)), "Wednesday 11 March 2026, 19:05 GMT to Saturday 11 April 2026, 19:05 BST"},
		{gb.Days(time.Monday, time.Friday), "Monday to Friday"},
		{gb.Days(time.Sunday, time.Sunday), "Sunday"},
		{gb.Hours("08:00", "18:00"), "08:00–18:00"},
		{gb.Int(999), "999"},
		{gb.Int(1250), "1,250"},
		{gb.Int(-1234567), "−1,234,567"},
		{gb.Number("1250.50"), "1,250.50"},
		{latin.Number("1250.50"), "1250,50"},
		{latin.Number("12500.5"), "12.500,5"},
		{latin.Money("1250.50", "EUR"), "1250,50 €"},
		{latin.Percent("99.5"), "99,5 %"},
		{gb.Percent("99.95"), "99.95%"},
		{gb.Money("38", "GBP"), "£38"},
		{gb.Money("1200", "CHF"), "CHF 1,200"},
		{gb.Duration(1, "h", false), "1 hour"},
		{gb.Duration(48, "h", false), "48 hours"},
		{gb.Duration(2, "d", true), "2 working days"},
		{gb.Duration(3, "mo", true), "3 months"},
		{gb.Duration(15, "m", true), "15 minutes"},
		{gb.Elapsed(8*time.Hour + 55*time.Minute), "8 hours 55 minutes"},
		{gb.Elapsed(32*time.Minute + 59*time.Second), "32 minutes 59 seconds"},
		{gb.Elapsed(25*time.Hour + 59*time.Second), "1 day 1 hour"},
		{gb.Elapsed(24*time.Hour + 5*time.Minute), "1 day"},
		{gb.Elapsed(0), "0 minutes"},
		{gb.List([]string{"a"}), "a"},
		{gb.List([]string{"a", "b", "c"}), "a, b and c"},
		{gb.Count("how_many.times", 1), "once"},
		{gb.Count("how_many.times", 1200), "1,200 times"},
		{gb.Word("home.heading", "business", "A {b} & co"), "What to expect from A {b} & co"},
		{gb.Language() + gb.Direction(), "en-GBltr"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

func TestLanguageWithoutWords(t *testing.T) {
	for _, c := range []struct{ language, own, at, message string }{
		{"de", "", "themes/acme/i18n/de.yaml", `there are no words for the language "de": pages come in English`},
		{"de-AT", "locale: {direction: ltr}\nnav: {home: Start}", "themes/acme/i18n/de.yaml", "words are missing"},
	} {
		site := theme.Site{Name: "acme", Language: c.language}
		if c.own != "" {
			site.Files = map[string][]byte{"i18n/de.yaml": []byte(c.own)}
		}
		th, problems := theme.Load(themes.Default(), site)
		if th != nil || len(problems) != 1 || problems[0].At.String() != c.at || !strings.Contains(problems[0].Message, c.message) {
			t.Errorf("%s: %+v", c.language, problems)
		}
	}
}
