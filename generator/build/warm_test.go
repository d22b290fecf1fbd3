package build

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"upfront/generator/diag"
	"upfront/generator/internal/figure"
	"upfront/generator/leak"
	"upfront/generator/tree"
)

// A build with a memory has exactly the result of a build without: the same bytes and the same problems.

// result is what a build came to, as somebody sees who keeps what an output was as long as its key stays.
type compiled struct {
	problems []diag.Problem
	pages    map[string]held
	printed  []string // paths, sorted
	memory   Memory
	proofs   []byte
	hidden   []Hidden
}

// after makes a build that remembers what another one found out.
func (r compiled) after(in Input) Input {
	in.Memory, in.Proofs = r.memory, &Proofs{Known: bytes.NewReader(r.proofs)}
	return in
}

type held struct {
	key  [32]byte
	data []byte
}

// compile takes a build to its end. A page whose key is that of the page before is not printed.
func compile(t testing.TB, in Input, before map[string]held) compiled {
	t.Helper()
	out := compiled{pages: map[string]held{}}
	if in.Proofs != nil {
		out.proofs, _ = io.ReadAll(in.Proofs.Known)
	}
	var next bytes.Buffer
	in.Proofs = &Proofs{bytes.NewReader(out.proofs), &next}
	r := Open(in, nil).run(false)
	out.hidden = r.Hidden()
	for o, err := range r.outputs() {
		if err == errRefused {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if was, ok := before[o.Path]; ok && was.key == o.Key && o.Key != [32]byte{} {
			out.pages[o.Path] = was
			continue
		}
		data, err := drawn(o)
		if err != nil {
			t.Fatalf("%s: %v", o.Path, err)
		}
		out.pages[o.Path] = held{o.Key, bytes.Clone(data)}
		out.printed = append(out.printed, o.Path)
	}
	out.problems = diag.Sort(r.problems)
	out.memory = ReadMemory(r.remember().Bytes(), in.Version)
	if r.endProofs() {
		out.proofs = next.Bytes()
	}
	slices.Sort(out.printed)
	return out
}

// same reports in which way two results differ; empty where they do not.
func same(warm, cold compiled) string {
	if len(warm.problems)+len(cold.problems) > 0 && !reflect.DeepEqual(tidy(warm.problems), tidy(cold.problems)) {
		return fmt.Sprintf("problems\nwarm %+v\ncold %+v", warm.problems, cold.problems)
	}
	if !slices.Equal(warm.hidden, cold.hidden) {
		return fmt.Sprintf("hidden\nwarm %v\ncold %v", warm.hidden, cold.hidden)
	}
	if diag.Count(cold.problems, diag.Error) > 0 {
		return ""
	}
	for _, path := range slices.Sorted(maps.Keys(cold.pages)) {
		if !bytes.Equal(warm.pages[path].data, cold.pages[path].data) {
			return fmt.Sprintf("%s\nwarm %d bytes\ncold %d bytes", path, len(warm.pages[path].data), len(cold.pages[path].data))
		}
	}
	if len(warm.pages) != len(cold.pages) {
		return fmt.Sprintf("%d pages, and %d", len(warm.pages), len(cold.pages))
	}
	return ""
}

// tidy returns problems without the difference between none and nothing.
func tidy(problems []diag.Problem) (out []diag.Problem) {
	for _, p := range problems {
		p.Related = slices.Clone(p.Related)
		if len(p.Related) == 0 {
			p.Related = nil
		}
		out = append(out, p)
	}
	return out
}

// wider is the small site with more customers, a second capability, records, a notice with a picture for one customer,
// hidden documents, and a theme.
func wider() map[string]string {
	files := small()
	files["content/capabilities/boats.yaml"] = strings.ReplaceAll(files["content/capabilities/vans.yaml"], "Bring a parcel across town", "Bring a parcel over the river")
	files["content/records/boats.csv"] = "id\n1\n"
	files["content/records/exceptions.csv"] = "on,policy,customer,by\n2026-03-02,late,fenn,Ida Moss\n"
	files["content/notices/2026-03-01-ice.md"] = "---\ntitle: Ice on the river\nkind: delay\naffects: [boats]\nnoticed: 2026-03-01T07:00:00Z\ntold: 2026-03-01T08:00:00Z\nresolved: 2026-03-02T08:00:00Z\n---\nThe river was frozen.\n"
	files["content/notices/2026-03-05-key.md"] = "---\ntitle: A key left behind\nkind: delay\ncustomers: [second]\nvisibility: customer\nnoticed: 2026-03-05T07:00:00Z\ntold: 2026-03-05T08:00:00Z\n---\nWe left the key.\n\n![Key](key.gif)\n"
	files["content/notices/key.gif"] = "GIF89a\nkey\n"
	files["content/notices/2026-03-08-work.md"] = "---\ntitle: The ramp is painted\nkind: maintenance\naffects: [vans]\nfrom: 2026-03-20 14:00\nuntil: 2026-03-20 16:00\n---\nCome to the back.\n"
	files["content/policies/soon.md"] = "---\ntitle: What is to come\npublishDate: 2026-03-20 15:30\nexceptions: [{when: Snow, do: We wait, decides: Ida}]\n---\nFrom the spring on we bring parcels in the evening too.\n"
	files["content/pages/past.md"] = "---\ntitle: What was\nexpiryDate: 2026-03-02 09:30\n---\nUntil the thaw we leave parcels with the lock keeper.\n"
	files["content/pages/_idea.md"] = "Somebody should paint the blue van green before summer.\n"
	files["themes/own/templates/partials/tag.html"] = `<b class="tag">{{.Text}}</b>`
	files["themes/own/i18n/en.yaml"] = "agreement: {standard: As for everybody}\n"
	files["site.yaml"] += "theme: own\n"
	fenn := files["content/agreements/fenn.yaml"]
	files["content/agreements/second.yaml"] = strings.ReplaceAll(ofAnother(fenn, "Haddock"), "[vans]", "[boats]")
	files["content/agreements/third.yaml"] = ofAnother(fenn, "Quillfeather")
	return files
}

// ofAnother is the agreement of Fenn Pottery, as it would be with a customer of another name.
func ofAnother(fenn, name string) string {
	return strings.NewReplacer("Fenn", name, "fennpots", strings.ToLower(name)).Replace(fenn)
}

// edits returns each way to drop a line of a file, or to alter it, every n-th.
func edits(files map[string]string, every int) func(yield func(what string, edited map[string]string) bool) {
	return func(yield func(string, map[string]string) bool) {
		n := 0
		for _, name := range slices.Sorted(maps.Keys(files)) {
			lines := strings.SplitAfter(files[name], "\n")
			for i, line := range lines {
				for how, instead := range map[string]string{"drop": "", "alter": altered(line)} {
					if n++; n%every != 0 || instead == line {
						continue
					}
					edited := maps.Clone(files)
					edited[name] = strings.Join(slices.Concat(lines[:i], []string{instead}, lines[i+1:]), "")
					if !yield(fmt.Sprintf("%s line %d of %s", how, i+1, name), edited) {
						return
					}
				}
			}
		}
	}
}

// altered changes the last letter or digit of a line.
func altered(line string) string {
	b := []byte(line)
	for i := len(b) - 1; i >= 0; i-- {
		switch c := b[i]; {
		case c == '9' || c == 'z':
			b[i]--
			return string(b)
		case c >= '0' && c < '9' || c >= 'a' && c < 'z':
			b[i]++
			return string(b)
		}
	}
	return line
}

// TestWarmIsCold drops and alters lines of every input and theme file of all sites that there are, one at a time, and goes
// back each time.
func TestWarmIsCold(t *testing.T) {
	type sweep struct {
		files map[string]string
		every int // one edit in so many, in a quick look
	}
	sites := map[string]sweep{
		"small":   {wider(), 62},
		"agreed":  {agreedTo(t, agreedTo(t, small(), "fenn", "Wilma Fenn", "e1", "rest"), "fenn", "Wilma Fenn", "p1"), 60},
		"example": {onDisk(t, "../.."), 3601},
		"courier": {onDisk(t, "../../cmd/upfront/starters/courier"), 1401},
		"agency":  {onDisk(t, "../../cmd/upfront/starters/agency"), 4001},
		"msp":     {onDisk(t, "../../cmd/upfront/starters/msp"), 5603},
	}
	golden, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range golden {
		_, files := goldenSite(t, file)
		sites[file] = sweep{files, 58}
	}
	for name, c := range sites {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			base := compile(t, inputWith(c.files), nil)
			if diag.Count(base.problems, diag.Error) > 0 || len(base.memory.Bytes()) == 0 {
				t.Fatalf("%+v", base.problems)
			}
			for what, edited := range edits(c.files, figure.Every(c.every)) {
				cold := compile(t, inputWith(edited), nil)
				warm := compile(t, base.after(inputWith(edited)), base.pages)
				if diff := same(warm, cold); diff != "" {
					t.Errorf("%s: %s", what, diff)
				}
				if diff := same(compile(t, warm.after(inputWith(c.files)), maps.Clone(merged(base.pages, warm.pages))), base); diff != "" {
					t.Errorf("%s and back: %s", what, diff)
				}
			}
		})
	}
}

// merged is what lies in the output once the second has been published over the first.
func merged(before, after map[string]held) map[string]held {
	if len(after) == 0 {
		return before
	}
	return after
}

// TestWarmIsColdOverTime goes on from each edit to the next, at random, with time passing.
func TestWarmIsColdOverTime(t *testing.T) {
	t.Parallel()
	files := wider()
	files["site.yaml"] = strings.ReplaceAll(files["site.yaml"], "as_of: 2026-03-20T12:00:00Z\n", "")
	random := rand.New(rand.NewPCG(1, 2))
	now := time.Date(2026, 3, 1, 6, 30, 0, 0, time.UTC)
	var last compiled
	var before map[string]held
	for range figure.Of(8000) {
		name := slices.Sorted(maps.Keys(files))[random.IntN(len(files))]
		lines := strings.SplitAfter(files[name], "\n")
		next := maps.Clone(files)
		switch i := random.IntN(len(lines)); random.IntN(4) {
		case 0:
			lines[i] = altered(lines[i])
			next[name] = strings.Join(lines, "")
		case 1:
			lines[i] = ""
			next[name] = strings.Join(lines, "")
		case 2:
			delete(next, name)
		case 3:
			next = wider()
			next["site.yaml"] = strings.ReplaceAll(next["site.yaml"], "as_of: 2026-03-20T12:00:00Z\n", "")
		}
		now = now.Add(time.Duration(random.IntN(30)) * time.Hour / 4)
		cold, warm := inputWith(next), last.after(inputWith(next))
		cold.Fallback, warm.Fallback = now, now
		was := compile(t, warm, before)
		if diff := same(was, compile(t, cold, nil)); diff != "" {
			t.Fatalf("at %v, after a change of %s: %s", now, name, diff)
		}
		last = was
		if diag.Count(was.problems, diag.Error) == 0 {
			files, before = next, was.pages
		}
	}
}

// TestPrintsWhatChanged counts what is printed after each kind of edit.
func TestPrintsWhatChanged(t *testing.T) {
	files := wider()
	base := compile(t, inputWith(files), nil)
	private := func(paths []string) (n int) {
		for _, p := range paths {
			if strings.HasPrefix(p, privateFolder) {
				n++
			}
		}
		return n
	}
	for _, c := range []struct {
		what          string
		file, old, to string
		public        bool
		private       int
	}{
		{"nothing", "site.yaml", "", "", false, 0},
		{"an agreement", "content/agreements/second.yaml", "first name", "second name", false, 1},
		{"a capability that two customers have", "content/capabilities/vans.yaml", "within 4 hours", "within 4 hours or so", true, 2},
		{"a capability that one has", "content/capabilities/boats.yaml", "within 4 hours", "within 4 hours or so", true, 1},
		{"a notice of a capability that one has", "content/notices/2026-03-01-ice.md", "frozen", "frozen over", true, 1},
		{"a notice for one customer", "content/notices/2026-03-05-key.md", "left the key", "left it", true, 1},
		{"a picture in a notice for one customer", "content/notices/key.gif", "key", "lock", true, 3},
		{"a hidden policy", "content/policies/soon.md", "evening", "morning", true, 0},
		{"the text of a policy", "content/policies/late.md", "\n---\n", "\n---\nAnd this.\n\n", true, 0},
		{"a record", "content/records/boats.csv", "1", "2", true, 0},
		{"the settings", "site.yaml", "role: Owner", "role: Founder", true, 3},
		{"the theme", "themes/own/templates/partials/tag.html", "<b", "<b title=\"a\"", true, 3},
	} {
		edited := maps.Clone(files)
		if c.what == "an agreement" {
			edited[c.file] += "how_they_use_it: They send hats on Mondays.\n"
		} else {
			edited[c.file] = strings.Replace(edited[c.file], c.old, c.to, 1)
		}
		if c.what != "nothing" && edited[c.file] == files[c.file] {
			t.Fatalf("%s: the edit changes nothing", c.what)
		}
		got := compile(t, base.after(inputWith(edited)), base.pages)
		if diag.Count(got.problems, diag.Error) > 0 {
			t.Fatalf("%s: %+v", c.what, got.problems)
		}
		if n := private(got.printed); n != c.private || len(got.printed) > n != c.public {
			t.Errorf("%s: printed %d private pages of %q, want %d", c.what, n, got.printed, c.private)
		}
	}
}

// TestFollowsReferences changes the vans, which one customer does not have but refers to in each of the ways that there are.
func TestFollowsReferences(t *testing.T) {
	const vans, second, key = "content/capabilities/vans.yaml", "content/agreements/second.yaml", "content/notices/2026-03-05-key.md"
	line := func(reference string) func(string) string {
		return func(text string) string {
			return strings.Replace(text, "priorities:\n", "priorities:\n  - {id: p2, said: At night., understood: They come at night., answer: no, because: We sleep., instead: The first round., "+reference+"}\n", 1)
		}
	}
	add := func(more string) func(string) string { return func(text string) string { return text + more } }
	within := strings.NewReplacer("within: 4h", "within: 5h", "within 4 hours", "within 5 hours")
	for what, c := range map[string]struct {
		file  string
		refer func(text string) string
		edit  *strings.Replacer // of the vans
	}{
		"blocked_by, an exclusion": {second, line("blocked_by: vans.night"), strings.NewReplacer("Parcels at night", "Parcels by night")},
		"blocked_by, a promise":    {second, line("blocked_by: vans.on-time"), strings.NewReplacer("within 4 hours", "in under 4 hours")},
		"a tag in its text":        {second, add("body: |\n  It is there {{ promise \"vans.on-time\" }}.\n"), within},
		"a tag in a notice":        {key, add("\nIt is there {{ promise \"vans.on-time\" }}.\n"), within},
		"a link to a heading":      {second, add("body: |\n  As [here](../capabilities/vans.yaml#loading).\n"), strings.NewReplacer("## Loading", "## Unloading")},
		"the name of an event": {second, func(text string) string {
			return strings.Replace(text, "by: email}", "by: email, also_at_once: [fog]}", 1)
		}, strings.NewReplacer("id: fog", "id: mist")},
	} {
		files := wider()
		files[vans] = strings.Replace(files[vans], "    window: 90d\n", "    window: 90d\n    exclusions: [{id: fog, what: Fog in the streets}]\n", 1) + "body: |\n  ## Loading\n\n  At the back.\n"
		files[c.file] = c.refer(files[c.file])
		base := compile(t, inputWith(files), nil)
		if diag.Count(base.problems, diag.Error) > 0 {
			t.Fatalf("%s: %+v", what, base.problems)
		}
		edited := maps.Clone(files)
		edited[vans] = c.edit.Replace(edited[vans])
		warm, cold := compile(t, base.after(inputWith(edited)), base.pages), compile(t, inputWith(edited), nil)
		ours := func(r compiled) compiled { // what is of the customer
			r.pages = maps.Clone(r.pages)
			maps.DeleteFunc(r.pages, func(path string, _ held) bool { return !base.isOf(path, second) })
			r.problems = slices.DeleteFunc(slices.Clone(r.problems), func(p diag.Problem) bool { return p.At.File != second })
			return r
		}
		if same(ours(cold), ours(base)) == "" {
			t.Errorf("%s: the edit changes nothing for the customer", what)
		}
		if diff := same(warm, cold); diff != "" {
			t.Errorf("%s: %s", what, diff)
		}
	}
}

// isOf reports whether an output was made from a file.
func (r compiled) isOf(output, file string) bool {
	made, _ := r.memory.fileOf(output)
	return made == file
}

// TestWordsAreLookedForAgain holds that after a public page changed all is still said that was said of an agreement, and
// that a leak is found, and is gone when it is mended.
func TestWordsAreLookedForAgain(t *testing.T) {
	files := wider()
	files["content/agreements/third.yaml"] = strings.Replace(files["content/agreements/third.yaml"], "updates: {cadence: weekly, by: email}\n", "", 1)
	var last compiled
	for _, c := range []struct {
		words         string
		leaks, others int
	}{{"All is well.", 0, 1}, {"Ring twice and wait, since the old dog is deaf.", 1, 1}, {"All is well again.", 0, 1}} {
		edited := maps.Clone(files)
		edited["content/policies/late.md"] += "\n" + c.words + "\n"
		got := compile(t, last.after(inputWith(edited)), nil)
		leaks, others := 0, 0
		for _, p := range got.problems {
			switch {
			case p.At.File == "content/agreements/third.yaml" && p.Rule == leak.RulePrivate:
				leaks++
			case p.At.File == "content/agreements/third.yaml":
				others++
			}
		}
		if leaks != c.leaks || others != c.others {
			t.Errorf("%q: %d leaks and %d other problems, want %d and %d:\n%+v", c.words, leaks, others, c.leaks, c.others, got.problems)
		}
		if why := same(got, compile(t, inputWith(edited), nil)); why != "" {
			t.Errorf("%q: %s", c.words, why)
		}
		last = got
	}
}

// TestOf holds that builds of the same are known by their digest, and those of anything else, wrong or not, by another.
func TestOf(t *testing.T) {
	digest := func(edit func(files map[string]string), now time.Time) [32]byte {
		files := wider()
		files["site.yaml"] = strings.ReplaceAll(files["site.yaml"], "as_of: 2026-03-20T12:00:00Z\n", "")
		edit(files)
		in := inputWith(files)
		in.Fallback = now
		return Open(in, nil).Check().Digest
	}
	add := func(name, text string) func(map[string]string) {
		return func(files map[string]string) { files[name] += text }
	}
	nothing, broken := add("site.yaml", ""), add("site.yaml", "nonsense: 1\n")
	noon := time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC)
	base := digest(nothing, noon)
	if digest(nothing, noon.Add(time.Minute)) != base {
		t.Error("a minute later on the same day it is another")
	}
	seen := map[[32]byte]string{base: "nothing"}
	for what, got := range map[string][32]byte{
		"the next day":   digest(nothing, noon.Add(24*time.Hour)),
		"a policy":       digest(add("content/policies/late.md", "\nMore.\n"), noon),
		"an agreement":   digest(add("content/agreements/third.yaml", "# more\n"), noon),
		"an error":       digest(broken, noon),
		"an error, more": digest(func(files map[string]string) { broken(files); add("content/agreements/third.yaml", "# more\n")(files) }, noon),
		"one more":       digest(add("content/agreements/fourth.yaml", "status: draft\n"), noon),
	} {
		if other, ok := seen[got]; ok {
			t.Errorf("%s is the same as %s", what, other)
		}
		seen[got] = what
	}
}

// TestNothingChangedReadsNothing holds that a build with nothing to do reads neither the offer nor an agreement.
func TestNothingChangedReadsNothing(t *testing.T) {
	dir := t.TempDir()
	for name, text := range small() {
		put(t, filepath.Join(dir, filepath.FromSlash(name)), text)
	}
	in := inputOf(t, dir)
	base := compile(t, in, nil)
	in = inputOf(t, dir)
	in.Memory = base.memory
	b := Open(in, nil)
	r := b.run(false)
	for o, err := range r.outputs() {
		if err != nil || base.pages[o.Path].key != o.Key {
			t.Errorf("%s: %v", o.Path, err)
		}
	}
	if b.loaded.Load() != nil {
		t.Error("the offer was read")
	}
}

// TestUnreadableSettings holds that nothing is said of other files while site.yaml cannot be read, or only by a guess.
func TestUnreadableSettings(t *testing.T) {
	site := small()["site.yaml"]
	for _, text := range []string{
		"business: [\n",
		strings.Replace(site, "timezone: Europe/London", "timezone: [", 1),
		strings.Replace(strings.Replace(site, "timezone: ", "zone: ", 1), "{name: Small Vans", "[name: Small Vans", 1),
		"business: [\nurl: https://small.example/\n",
		"business: [\n" + site,
		site + "channels:\n  -= {id: desk}\n- x\n = y\n",
		strings.Replace(site, "\n", "\n- {\n", 1),
		"  " + site,
	} {
		files := small()
		files["site.yaml"] = text
		files["content/policies/late.md"] += "\nRing {{ site.desk }}.\n"
		in := inputWith(files)
		in.Memory = compile(t, inputWith(small()), nil).memory
		problems := Open(in, nil).Check().Problems
		if len(problems) == 0 {
			t.Errorf("%q: no problems", text)
		}
		for _, p := range problems {
			if p.At.File != "site.yaml" {
				t.Errorf("%q: %s: %s", text, p.At, p.Message)
			}
		}
	}
}

// TestAnUnreadDay holds that nothing is counted from today where the day of the build may stand in what was refused.
func TestAnUnreadDay(t *testing.T) {
	for old, c := range map[string]struct{ new, want string }{
		"nothing":               {"", ""}, // the day is pinned
		"as_of: 2026-03-20T1":   {"as_of: 20260320T1", "schema-type"},
		"as_of: 2026-03-20T12":  {"as_off: 2026-03-20T12", "schema-unknown-key"},
		"as_of: 2026-03-20T12:": {"as_of: [2026-03-20T12:", "yaml-syntax"},
		"as_of: 2026-03-20T":    {"checks: {schema-unknown-key: notice}\nas_off: 2026-03-20T", "review-overdue review-overdue review-overdue schema-unknown-key served-before-agreed"},
	} {
		files := small()
		files["site.yaml"] = strings.Replace(files["site.yaml"], old, c.new, 1)
		in := inputWith(files)
		in.Fallback = time.Date(2027, 6, 1, 12, 0, 0, 0, time.UTC) // after the days of review
		var got []string
		for _, p := range Open(in, nil).Check().Problems {
			if !slices.Contains([]diag.RuleID{"ask-none", "record-none"}, p.Rule) { // which the site has on any day
				got = append(got, string(p.Rule))
			}
		}
		slices.Sort(got)
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: got %v, want %s", c.new, got, c.want)
		}
	}
}

// put writes a file that was last changed long ago.
func put(t testing.TB, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	long := time.Now().Add(-time.Hour)
	if err := os.Chtimes(path, long, long); err != nil {
		t.Fatal(err)
	}
}

// onDisk returns the files of a site in a folder.
func onDisk(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	list, _, err := tree.Read(tree.Folder{Dir: dir, Only: []string{"site.yaml", "content", "themes"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range list.Paths() {
		if strings.HasPrefix(path, "themes/default/") || path == "themes/themes.go" || strings.HasPrefix(path, "content/agreed/") {
			continue
		}
		data, err := list.Read(path)
		if err != nil {
			t.Fatal(err)
		}
		files[path] = string(data)
	}
	return files
}

// TestMemoryThatIsNoGood holds that a memory which is damaged, cut short or another version's is an empty one.
func TestMemoryThatIsNoGood(t *testing.T) {
	in := inputWith(small())
	in.Version = "1"
	m := compile(t, in, nil).memory
	good := m.Bytes()
	if again := ReadMemory(good, "1"); !bytes.Equal(again.Bytes(), good) || len(again.files) == 0 {
		t.Fatal("it is not read back")
	}
	bad := map[string][]byte{"empty": nil, "short": good[:20], "without its end": good[:len(good)-1], "longer": append(bytes.Clone(good), 0)}
	for i := range 200 {
		b := bytes.Clone(good)
		b[i*len(b)/200] ^= 1
		bad[fmt.Sprintf("bit %d", i)] = b
	}
	for name, b := range bad {
		if got := ReadMemory(b, "1"); len(got.Bytes()) > 0 || len(got.files) > 0 {
			t.Errorf("%s: it is taken for a memory", name)
		}
	}
	if got := ReadMemory(good, "2"); len(got.Bytes()) > 0 {
		t.Error("that of another version is taken for a memory")
	}
}
