package theme

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestWhatAFileWasMadeFrom holds what is known of a file that replaces another: copied with its mark or by hand, changed or not,
// before or after the original changed.
func TestWhatAFileWasMadeFrom(t *testing.T) {
	const base, page = "<!doctype html>\n{{template \"main\" .}}\n", "templates/base.html"
	former := Mark(page, []byte("<!doctype html>\n"))
	today := Mark(page, []byte(base))
	files := fstest.MapFS{page: {Data: []byte(base)}, "assets/mark.svg": {Data: []byte("<svg/>")}, "assets/style.css": {Data: []byte("a{}")}}
	for _, c := range []struct {
		name, own string
		want      Origin
	}{
		{page, base, OriginSame}, {page, today + base, OriginSame}, {page, strings.ReplaceAll(today+base, "\n", "\r\n"), OriginSame},
		{page, today + "<!doctype html>", OriginCurrent}, {page, "<!doctype html>\n" + today + "<p>", OriginCurrent},
		{page, former + "<!doctype html>\n<p>", OriginChanged}, {page, former + base, OriginSame},
		{page, "<!doctype html>\n<p>", OriginUnknown}, {page, strings.Replace(today, "made from", "like", 1) + "<p>", OriginUnknown},
		{page, Mark("templates/other.html", []byte(base)) + "<p>", OriginUnknown},
		{"templates/partials/mine.html", "<p>", OriginOwn}, {"templates/partials/mine.html", today + base, OriginOwn},
		{"templates/partials/old.html", Mark("templates/partials/old.html", nil) + "<p>", OriginGone},
		{"assets/mark.svg", "<svg><path/></svg>", OriginOwn}, {"assets/style.css", Mark("assets/style.css", []byte("a{}")) + "b{}", OriginCurrent},
	} {
		got := Overrides(files, map[string][]byte{c.name: []byte(c.own)})
		if len(got) != 1 || got[0].Origin != c.want || strings.Contains(string(got[0].Own), "made from the built-in") {
			t.Errorf("%s with %q: %+v, want %s", c.name, c.own, got, c.want)
		}
	}
	if o := Overrides(files, map[string][]byte{page: []byte(former)})[0]; o.Mark != today || string(o.Original) != base {
		t.Errorf("today's mark is %q, the original %q", o.Mark, o.Original)
	}
}
