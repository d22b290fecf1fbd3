package e2e

import (
	"compress/flate"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"maps"
	"net/url"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"upfront/generator/internal/figure"
	"upfront/generator/seal"
)

// planted is a site with a word of its own in every private place, and where each word may stand.
type planted struct {
	site  files
	ids   []string          // of the customers
	owner map[string]string // by word: the customer in whose letter it may stand; "" for a word that may stand nowhere
	where map[string]string // by word: its place in the site
}

var (
	wordPattern  = regexp.MustCompile(`zqx[a-z]{4}xq`)
	phonePattern = regexp.MustCompile(`7700[^0-9a-z]{0,3}9([0-9]{5})`)
)

// word returns a new word, and notes its place.
func (p *planted) word(owner, place string) string {
	n := len(p.where)
	word := fmt.Sprintf("zqx%c%c%c%cxq", 'a'+n/17576%26, 'a'+n/676%26, 'a'+n/26%26, 'a'+n%26)
	p.owner[word], p.where[word] = owner, place
	return word
}

// fill puts words in place of the signs in a text.
func (p *planted) fill(id, name, text string) string {
	var out strings.Builder
	for n, line := range strings.SplitAfter(text, "\n") {
		for _, r := range line {
			place := fmt.Sprintf("%s:%d", name, n+1)
			switch r {
			case '§':
				out.WriteString(p.word(id, place))
			case '¤':
				out.WriteString(p.word("", place))
			default:
				out.WriteRune(r)
			}
		}
	}
	return strings.NewReplacer("ID", id, "NUMBER", fmt.Sprintf("%05d", 10_000+7*len(p.where))).Replace(out.String())
}

func plant(t *testing.T, customers int) *planted {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/private.txtar")
	if err != nil {
		t.Fatal(err)
	}
	p := &planted{site: files{}, owner: map[string]string{}, where: map[string]string{}}
	for range customers {
		id := p.word("", "the file name of an agreement")
		p.ids = append(p.ids, id)
		for _, f := range archive.Files {
			if strings.Contains(f.Name, "ID") {
				name := strings.ReplaceAll(f.Name, "ID", id)
				p.site[name] = p.fill(id, f.Name, string(f.Data))
			}
		}
	}
	for _, f := range archive.Files {
		if !strings.Contains(f.Name, "ID") {
			p.site[f.Name] = p.fill(p.ids[0], f.Name, string(f.Data))
		}
	}
	return p
}

// TestNothingPrivateLeavesItsBox plants words into every private place of a site and looks for them in all files of the
// output, in their names, and in all that the program prints. It knows nothing of how the program looks for words.
func TestNothingPrivateLeavesItsBox(t *testing.T) {
	p := plant(t, max(3, figure.Of(200)))
	dir := t.TempDir()
	p.site.write(t, dir)
	p.commands(t, dir)
	outputs := output(t, dir)
	keys := p.letters(t, dir, outputs)
	for path, text := range outputs {
		name, found := decoded(path), decoded(text)
		p.nothingAmong(t, "the name of a file", name, "")
		p.nothingAmong(t, path, found, "")
		for owner, key := range keys {
			if slices.ContainsFunc(append(name, found...), func(text string) bool { return strings.Contains(text, key) }) {
				t.Errorf("%s has the key of %s", path, owner)
			}
		}
	}
	p.edition(t, dir)
	p.nothingIn(t, seal.LedgerFile, read(t, dir, seal.LedgerFile), "")

	// Another customer changes nothing that is public: no count, no size, no order.
	another := p.word("", "the file name of another agreement")
	files{"content/agreements/" + another + ".yaml": p.fill(another, "another agreement", "customer: {name: § Hats}\nowner: Ida Moss\nstatus: draft\ncapabilities: [vans]\nupdates: {cadence: weekly}\n")}.write(t, dir)
	must(t, dir, "build", "-q")
	private := func(path, _ string) bool { return strings.HasPrefix(path, "a/") }
	public, more := maps.Clone(outputs), output(t, dir)
	maps.DeleteFunc(public, private)
	maps.DeleteFunc(more, private)
	if !maps.Equal(public, more) {
		t.Error("with another customer the public files are others")
	}
}

// edition builds the edition for the business's own people beside the site, and holds that it says what is for them alone: so what was
// not found in the output was there to be found.
func (p *planted) edition(t *testing.T, dir string) {
	t.Helper()
	must(t, dir, "build", "-q", "--edition", "staff", "--out", "../staff-"+p.ids[0])
	page := read(t, dir, "../staff-"+p.ids[0]+"/index.html")
	told := 0
	for word, place := range p.where {
		if !regexp.MustCompile(`^content/records/exceptions\.csv:|^content/capabilities/vans\.yaml:(23|32|34)$|^content/policies/late\.md:8$`).MatchString(place) {
			continue
		}
		if told++; !strings.Contains(page, word) {
			t.Errorf("the edition for staff does not have %s of %s", word, place)
		}
	}
	if told != 12 || !strings.Contains(page, "Change the policy: it was bent 3 times in March 2026, and its limit is 2 times a month.") {
		t.Errorf("%d words for staff were looked for", told)
	}
}

// commands runs all commands that tell of a site, as a person and as a machine whose log others may read.
func (p *planted) commands(t *testing.T, dir string) {
	t.Helper()
	for _, args := range [][]string{{"build"}, {"build", "-v"}, {"build", "--json"}, {"check"}, {"check", "-v"}, {"check", "--json"}, {"check", "--format", "sarif"},
		{"check", "--format", "github"}, {"suggest"}, {"suggest", "--json"}, {"share", p.ids[0]}} {
		for _, ci := range []string{"", "true"} {
			if ci == "true" && p.owner["secret"] == "" {
				p.owner["secret"] = read(t, dir, secretFile)
			}
			c := exec.Command(upfront, args...)
			c.Dir, c.Env = dir, environment("CI="+ci, "UPFRONT_SECRET="+p.owner["secret"])
			r := finish(t, c)
			if r.code != 0 && !(args[0] == "share" && ci == "true") { // where links may not be printed
				t.Errorf("%v, CI=%s: %s", args, ci, r)
			}
			p.nothingIn(t, fmt.Sprintf("what %v prints, CI=%s", args, ci), r.out+r.err, "")
		}
	}
}

// nothingIn holds that a text has no planted word but those that may stand in the letter of one customer, however it is
// encoded.
func (p *planted) nothingIn(t *testing.T, name, text, reader string) {
	t.Helper()
	p.nothingAmong(t, name, decoded(text), reader)
}

// nothingAmong holds the same of a text that is decoded.
func (p *planted) nothingAmong(t *testing.T, name string, texts []string, reader string) {
	t.Helper()
	told := map[string]bool{}
	for _, found := range texts {
		for _, word := range wordPattern.FindAllString(found, -1) {
			if owner := p.owner[word]; (owner == "" || owner != reader) && !told[word] {
				told[word] = true
				t.Errorf("%s has %s of %s", name, word, p.where[word])
			}
		}
		for _, number := range phonePattern.FindAllStringSubmatch(found, -1) {
			if reader == "" || !strings.Contains(p.site["content/agreements/"+reader+".yaml"], number[1]) {
				t.Errorf("%s has the number %s", name, number[0])
			}
		}
	}
}

var boxPattern = regexp.MustCompile(`<pre[^>]*id="?b"?[^>]*>([^<]*)</pre>`)

// letters opens the letter of each customer and holds that it has words of theirs, and of nobody else. It returns the
// key of each customer, and the secret of the site.
func (p *planted) letters(t *testing.T, dir string, outputs files) map[string]string {
	t.Helper()
	secret, err := seal.ParseSecret(read(t, dir, secretFile))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{"the site": secret.Text()}
	for _, id := range p.ids {
		keys := secret.Keys(id, 1)
		found[id] = keys.LinkKey().Text()
		box := boxPattern.FindStringSubmatch(outputs[keys.Path().Folder()+"index.html"])
		if box == nil {
			t.Fatalf("%s has no box", id)
		}
		sealed, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(box[1]), ""))
		if err != nil {
			t.Fatal(err)
		}
		letter, err := seal.Open(sealed, keys.Path(), keys.LinkKey(), "", 0)
		if err != nil {
			t.Fatal(err)
		}
		p.nothingIn(t, "the letter of "+id, string(letter), id)
		own := map[string]bool{}
		for _, word := range wordPattern.FindAllString(string(letter), -1) {
			own[word] = true
		}
		if len(own) < 40 {
			t.Errorf("the letter of %s has only %d of its words", id, len(own))
		}
	}
	return found
}

var (
	escapes     = regexp.MustCompile(`\\u00[0-9a-f]{2}|\\x[0-9a-f]{2}`)
	base64Run   = regexp.MustCompile(`[A-Za-z0-9+/_-]{16,}`)
	hexRun      = regexp.MustCompile(`(?i)(?:[0-9a-f]{2}){8,}`)
	fromURLSafe = strings.NewReplacer("-", "+", "_", "/")
)

// decoded returns a text in small letters, and what it is in each encoding that it may be in.
func decoded(text string) []string {
	found := []string{text, html.UnescapeString(html.UnescapeString(text)), strings.ReplaceAll(text, "\x00", "")}
	found = append(found, escapes.ReplaceAllStringFunc(strings.ToLower(text), func(e string) string {
		n, _ := strconv.ParseUint(e[len(e)-2:], 16, 8)
		return string(rune(n))
	}))
	if plain, err := url.QueryUnescape(text); err == nil {
		found = append(found, plain)
	}
	found = append(found, inflated(text)...)
	for _, run := range hexRun.FindAllString(text, -1) {
		b, _ := hex.DecodeString(run)
		found = append(found, string(b))
	}
	for _, run := range base64Run.FindAllString(strings.Join(strings.Fields(text), ""), -1) {
		run = fromURLSafe.Replace(run)
		for shift := range 4 {
			whole := run[shift : shift+(len(run)-shift)/4*4]
			b, _ := base64.StdEncoding.DecodeString(whole)
			found = append(append(found, string(b)), inflated(string(b))...)
		}
	}
	for i := range found {
		found[i] = strings.ToLower(found[i])
	}
	return found
}

// inflated returns what a text begins with once it is decompressed, behind a head of up to 100 bytes.
func inflated(text string) (found []string) {
	reader := flate.NewReader(nil)
	for at := range min(100, len(text)) {
		reader.(flate.Resetter).Reset(strings.NewReader(text[at:]), nil)
		if b, _ := io.ReadAll(reader); len(b) > 100 {
			found = append(found, string(b))
		}
	}
	return found
}

// TestEveryFieldIsPlanted holds that the site of the test above has something in each field of an agreement that takes
// any text, so that a new field is not forgotten.
func TestEveryFieldIsPlanted(t *testing.T) {
	given := []string{"owner", "version", "term", "notice_to_end", "needs.*", "choose.*", "updates.cadence", "exceptions.policy", "check_ins.after", "price.holds_for"}
	text := regexp.MustCompile(`\s+`).ReplaceAllString(plant(t, 1).site["content/agreements/"+plant(t, 1).ids[0]+".yaml"], " ")
	var schema any
	if err := json.Unmarshal([]byte(must(t, t.TempDir(), "schema", "agreement").out), &schema); err != nil {
		t.Fatal(err)
	}
	fields := textFields(schema, nil)
	if len(fields) < 40 {
		t.Errorf("only the fields %v", fields)
	}
	for _, field := range fields {
		last := field[strings.LastIndex(field, ".")+1:]
		if measured := strings.Contains(field, ".measure.") && last != "indicator"; measured || slices.Contains(given, field) {
			continue // has a form of its own, or is ours
		}
		if !regexp.MustCompile(last + `: ?(\[[^\]]*|\| [^:]*|"?[^:,}]*|"[^"]*)(zqx|\+44 7700)`).MatchString(text) {
			t.Errorf("plant something in %s of an agreement, in testdata/private.txtar", field)
		}
	}
}

// textFields returns the fields of a JSON Schema that take any text and have no fields of their own, by their paths.
func textFields(schema any, path []string) (fields []string) {
	s, _ := schema.(map[string]any)
	if either, ok := s["anyOf"].([]any); ok {
		return textFields(either[len(either)-1], path)
	}
	if items, ok := s["items"]; ok {
		return textFields(items, path)
	}
	properties, _ := s["properties"].(map[string]any)
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		fields = append(fields, textFields(properties[name], append(slices.Clone(path), name))...)
	}
	types, ok := s["type"].([]any)
	if properties == nil && s["enum"] == nil && s["pattern"] == nil && s["format"] == nil && (ok && slices.Contains(types, any("string")) || s["type"] == "string") {
		fields = append(fields, strings.Join(path, "."))
	}
	return fields
}
