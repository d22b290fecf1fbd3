package build

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"upfront/generator/diag"
	"upfront/generator/leak"
	"upfront/generator/publish"
)

// withHidden is the small site with a document of each kind that is hidden, each with a sentence to search for.
func withHidden() (files map[string]string, sentences []string) {
	files = small()
	for name, front := range map[string]string{
		"policies/draft.md": "title: A policy about evenings\nsummary: This summary of evenings is for nobody to read.\ndraft: true\n", "policies/later.md": "title: Later\npublishDate: 2062-03-20\n",
		"pages/gone.md": "title: Gone\nexpiryDate: 2024-03-20\naliases: [/was/]\n", "notices/quiet.md": "title: A quiet notice\nkind: letter\nunlisted: true\n", "pages/_half.md": "title: Half\n",
	} {
		sentence := "Nobody outside may read this sentence of " + strings.NewReplacer("/", " ", ".md", "").Replace(name) + "."
		files["content/"+name] = "---\n" + front + "---\n" + sentence + "\n"
		sentences = append(sentences, sentence)
	}
	files["content/capabilities/_night.yaml"] = "title: Parcels at night\nsummary: We bring parcels in the dark to whoever is still awake.\n"
	files["content/capabilities/evening.yaml"] = "title: Parcels in the evening\nsummary: We bring parcels after supper to whoever is back by then.\nvisibility: internal\n"
	return files, append(sentences, "We bring parcels after supper to whoever is back by then.", "This summary of evenings is for nobody to read.", "We bring parcels in the dark to whoever is still awake.")
}

// TestHiddenDocumentsAreOnNoPage looks through every output, and holds what is said of hidden files.
func TestHiddenDocumentsAreOnNoPage(t *testing.T) {
	files, sentences := withHidden()
	dir := filepath.Join(t.TempDir(), "public")
	publishTo(t, inputWith(files), dir)
	for path, text := range read(t, dir) {
		for _, s := range append(sentences, "evenings", "Later", "A quiet notice", "was/") {
			if strings.Contains(text, s) && !strings.Contains(path, "/faces/") {
				t.Errorf("%s says %q", path, s)
			}
		}
		for _, name := range []string{"draft", "later", "gone", "quiet", "half", "night", "evening", "was"} {
			if strings.Contains("/"+path, "/"+name+"/") {
				t.Errorf("%s is published", path)
			}
		}
	}
	var lines []string
	for _, h := range Open(inputWith(files), nil).Hidden() {
		lines = append(lines, h.String())
	}
	want := []string{"capabilities/_night.yaml: its name begins with _", "capabilities/evening.yaml: visibility: internal", "notices/quiet.md: unlisted: true", "pages/_half.md: its name begins with _",
		"pages/gone.md: expiryDate 2024-03-20, 2 years ago", "policies/draft.md: draft: true", "policies/later.md: publishDate 2062-03-20, in 36 years"}
	if !slices.Equal(lines, want) {
		t.Errorf("hidden: %q", lines)
	}
}

// TestWordsOfHiddenDocumentsArePrivate holds that a public page which repeats one stops the build.
func TestWordsOfHiddenDocumentsArePrivate(t *testing.T) {
	all, sentences := withHidden()
	for _, s := range sentences {
		files := maps.Clone(all)
		files["content/policies/late.md"] += "\n" + s + "\n"
		out, _, err := Open(inputWith(files), nil).Publish(filepath.Join(t.TempDir(), "public"), false, publish.Options{})
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(out.Problems, func(p diag.Problem) bool { return p.Rule == leak.RuleInternal })
		if !out.Refused || i < 0 || !strings.Contains(files[out.Problems[i].At.File], s) || out.Problems[i].At.File == "content/policies/late.md" {
			t.Errorf("%s: refused %v\n%s", s, out.Refused, said(out.Problems))
		}
	}
}

// TestLinksToHiddenDocuments holds that they are broken, and say why.
func TestLinksToHiddenDocuments(t *testing.T) {
	files, _ := withHidden()
	files["content/policies/late.md"] += "\nSee [draft](draft.md), [half](../pages/_half.md#top) and ![a picture](_a.png).\n"
	files["content/policies/_a.png"] = "\x89PNG"
	files["site.yaml"] += "menu: [{to: pages/gone.md}]\n"
	files["content/agreements/fenn.yaml"] += "body: |\n  See [later](../policies/later.md).\n"
	want := []string{
		`content/agreements/fenn.yaml:15:15 link-broken the link "../policies/later.md" leads to content/policies/later.md, which is hidden (publishDate 2062-03-20)`,
		`content/policies/late.md:13:13 link-broken the link "draft.md" leads to content/policies/draft.md, which is hidden (draft: true)`,
		`content/policies/late.md:13:31 link-broken the link "../pages/_half.md#top" leads to content/pages/_half.md, which is hidden (its name begins with _)`,
		`content/policies/late.md:13:71 link-broken the link "_a.png" leads to content/policies/_a.png, which is hidden (its name begins with _)`,
		`site.yaml:12:13 link-broken the menu entry "pages/gone.md" leads to content/pages/gone.md, which is hidden (expiryDate 2024-03-20)`,
	}
	var got []string
	for _, p := range Open(inputWith(files), nil).Check().Problems {
		if p.Level() == diag.Error {
			got = append(got, p.At.String()+" "+string(p.Rule)+" "+p.Message)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

// TestADocumentAppearsWhenItsTimeComes builds on from memory, and once more from nothing.
func TestADocumentAppearsWhenItsTimeComes(t *testing.T) {
	files := small()
	files["site.yaml"] = strings.ReplaceAll(files["site.yaml"], "as_of: 2026-03-20T12:00:00Z\n", "")
	files["content/policies/soon.md"] = "---\ntitle: What is to come\npublishDate: 2026-03-20 15:30\nexpiryDate: 2026-03-20 18:00\nexceptions: [{when: Snow, do: We wait, decides: Ida}]\n---\nFrom the spring on.\n"
	const path = "policies/soon/index.html"
	var last compiled
	for _, c := range []struct {
		at, until string
		shown     bool
	}{{"12:00", "15:30", false}, {"15:29", "15:30", false}, {"15:30", "18:00", true}, {"17:59", "18:00", true}, {"18:00", "00:00", false}} {
		now, _ := time.Parse("2006-01-02 15:04", "2026-03-20 "+c.at)
		in := inputWith(files)
		in.Fallback = now
		warm := compile(t, last.after(in), nil)
		if diff := same(warm, compile(t, in, nil)); diff != "" {
			t.Fatalf("at %s: %s", c.at, diff)
		}
		if _, shown := warm.pages[path]; shown != c.shown {
			t.Errorf("at %s: shown %v", c.at, shown)
		}
		if until := Open(in, nil).Until().UTC().Format("15:04"); until != c.until {
			t.Errorf("at %s: holds until %s, want %s", c.at, until, c.until)
		}
		last = warm
	}
}

// TestANoticeBeginsOnTime holds that a build is good until what is planned begins, and then until it ends.
func TestANoticeBeginsOnTime(t *testing.T) {
	files := small()
	files["site.yaml"] = strings.ReplaceAll(files["site.yaml"], "as_of: 2026-03-20T12:00:00Z\n", "")
	files["content/notices/ramp.md"] = "---\ntitle: The ramp is painted\nkind: maintenance\naffects: [vans]\nfrom: 2026-03-20 14:00\nuntil: 2026-03-20 16:00\n---\nCome to the back.\n"
	for at, want := range map[string]string{"13:59": "14:00 Planned", "14:00": "16:00 Open", "15:59": "16:00 Open", "16:00": "00:00 Over"} {
		in := inputWith(files)
		in.Fallback, _ = time.Parse("2006-01-02 15:04", "2026-03-20 "+at)
		until, state, _ := strings.Cut(want, " ")
		page := string(compile(t, in, nil).pages["notices/ramp/index.html"].data)
		if got := Open(in, nil).Until().UTC().Format("15:04"); got != until || !strings.Contains(page, ">"+state+"<") {
			t.Errorf("at %s: holds until %s, want %s", at, got, want)
		}
	}
}

// TestALostFenceIsOneProblem holds that nothing is said of what is missing in front matter that could not be made out.
func TestALostFenceIsOneProblem(t *testing.T) {
	for _, text := range []string{"title: A\nvisibility: internal\n---\nText.\n", "---\ntitle: A\nvisibility: internal\n\nText.\n", "+++\ntitle = \"A\"\n+++\nText.\n"} {
		files := small()
		files["content/policies/a.md"] = text
		var got []string
		for _, p := range Open(inputWith(files), nil).Check().Problems {
			if p.At.File == "content/policies/a.md" {
				got = append(got, p.At.String()+" "+string(p.Rule))
			}
		}
		if !slices.Equal(got, []string{"content/policies/a.md:1:1 front-matter"}) {
			t.Errorf("%q: %q", text, got)
		}
	}
}

// A draft of a document that is published shares most of its sentences; only those of its own are private.
func TestADraftOfWhatIsPublished(t *testing.T) {
	const own = "Nobody may know yet that we are going to give up the night run."
	for _, c := range []struct {
		file, text, said string
		want             int
	}{
		{"_late.md", "", "", 0},
		{"_drafts/late.md", own, "", 0},
		{"_other.md", own, own, 1},
		{"_late.md", own, own, 1},
	} {
		files := small()
		files["content/policies/late.md"] += "\nWe bring parcels in the dark to whoever is still awake.\n"
		files["content/policies/"+c.file] = files["content/policies/late.md"] + "\n" + c.text + "\n"
		files["content/capabilities/vans.yaml"] += "body: Come and see us. " + c.said + "\n"
		if got := diag.Count(Open(inputWith(files), nil).Check().Problems, diag.Error); got != c.want {
			t.Errorf("%s, %q said: %d errors, want %d", c.file, c.said, got, c.want)
		}
	}
}

// TestWhatRefersToAHiddenCapability holds that each name of one is told, and why it leads nowhere.
func TestWhatRefersToAHiddenCapability(t *testing.T) {
	night := small()["content/capabilities/vans.yaml"] + "visibility: internal\n"
	for _, c := range []struct{ file, before, after, place, what string }{
		{"content/agreements/fenn.yaml", "capabilities: [vans]", "capabilities: [vans, night]", "content/agreements/fenn.yaml:6:22", `"night" is`},
		{"content/agreements/fenn.yaml", "capabilities: [vans]", "capabilities: [vans]\nchoose: {night.on-time: 2h}", "content/agreements/fenn.yaml:7:10", `"night.on-time" is in`},
		{"content/policies/late.md", "summary:", "applies_to: [night]\nsummary:", "content/policies/late.md:4:14", `"night" is`},
		{"content/notices/night.md", "", "---\ntitle: Snow\nkind: letter\naffects: [night.on-time]\n---\nSnow.\n", "content/notices/night.md:4:11", `"night.on-time" is in`},
		{"content/policies/more.md", "", "---\ntitle: More\n---\nIt comes {{ promise \"night.on-time\" }}.\n", "content/policies/more.md:4:10", `"night.on-time" is in`},
		{"content/policies/more.md", "", "---\ntitle: More\n---\nSee [the night](../capabilities/night.yaml).\n", "content/policies/more.md:4:17", `the link "../capabilities/night.yaml" leads to`},
		{"site.yaml", "as_of:", "menu: [{to: capabilities/night.yaml}]\nas_of:", "site.yaml:11:13", `the menu entry "capabilities/night.yaml" leads to`},
	} {
		files := small()
		files["content/capabilities/night.yaml"] = night
		files[c.file] = strings.Replace(files[c.file], c.before, c.after, 1)
		var got []string
		for _, p := range Open(inputWith(files), nil).Check().Problems {
			if p.Level() == diag.Error {
				got = append(got, p.At.String()+" "+p.Message)
			}
		}
		want := c.place + " " + c.what + " content/capabilities/night.yaml, which is hidden (visibility: internal)"
		if !slices.Equal(got, []string{want}) {
			t.Errorf("%s:\n got %q\nwant %q", c.after, got, want)
		}
	}
}

// TestACopiedCapabilityIsHidden holds that a capability which begins as a copy of another stops nothing, and that it appears,
// with a memory and without, once it is public.
func TestACopiedCapabilityIsHidden(t *testing.T) {
	const path = "capabilities/night/index.html"
	files := small()
	files["content/capabilities/vans.yaml"] += "body: We bring parcels in the dark to whoever is still awake then.\n"
	files["content/capabilities/night.yaml"] = files["content/capabilities/vans.yaml"] + "visibility: internal\n"
	first := compile(t, inputWith(files), nil)
	if _, shown := first.pages[path]; shown {
		t.Error("it is published")
	}
	files["content/capabilities/night.yaml"] = files["content/capabilities/vans.yaml"]
	in := inputWith(files)
	second := compile(t, first.after(in), nil)
	if diff := same(second, compile(t, in, nil)); diff != "" {
		t.Error(diff)
	}
	if _, shown := second.pages[path]; !shown {
		t.Error("it is not published")
	}
}

// TestASpoiltFileIsOneProblemWhereThereAreRecords holds that nothing which a customer agreed to is reported as gone or changed
// where it stands in a part of a file that was refused.
func TestASpoiltFileIsOneProblemWhereThereAreRecords(t *testing.T) {
	problems := func(files map[string]string) (all []string) {
		for _, p := range Open(inputWith(files), nil).Check().Problems {
			all = append(all, string(p.Rule)+" "+p.Message)
		}
		return all
	}
	before := problems(exampleTexts(t))
	for want, spoilt := range map[string][2]string{
		"yaml-syntax": {"within: 5d, clock", "within: 5d clock"},
		"schema-type": {"target: 95%", "target: 95%%"},
		"id-form":     {"id: plain-words", "id: Plain Words"},
	} {
		const file = "content/capabilities/care-desk.yaml"
		files := exampleTexts(t)
		text := files[file]
		if files[file] = strings.Replace(text, spoilt[0], spoilt[1], 1); files[file] == text {
			t.Fatalf("the example has no %q", spoilt[0])
		}
		got := slices.DeleteFunc(problems(files), func(p string) bool { return slices.Contains(before, p) })
		if len(got) != 1 || !strings.HasPrefix(got[0], want+" ") {
			t.Errorf("%s: %q", want, got)
		}
	}
}
