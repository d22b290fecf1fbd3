package build

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"upfront/generator/diag"
	"upfront/generator/internal/figure"
)

// What an edit of a field is to whoever agreed: nothing, where the field is life; else what has to be told. The rules are those
// of the design, and say nothing of how the program compares. The first that fits a field decides; what fits none is left
// alone. In what is told, $1 is the first part of the field that stands in brackets.
var termsAndLife = []struct{ file, field, told string }{
	{"agreements/fenwick", `(?:expectations|priorities)\[(\w+)\]\.(?:said|understood|because|instead|if|measure\.(?:indicator|at_most|window))`, "line $1"},
	{"agreements/fenwick", `(?:expectations|priorities)\[\w+\]\.(?:source|rank|agreed\.(?:on|how))`, ""},
	{"agreements/fenwick", `price\.(?:amount|holds_for)`, "price"},
	{"agreements/fenwick", `exceptions\[\d+\]\.(?:instead|because)`, "exceptions"},
	{"agreements/fenwick", `referral\.(?:count|means|when)`, "referral"},
	{"agreements/fenwick", `term|notice_to_end|effective|renews`, "term"},
	{"agreements/fenwick", `terms\[\d+\]\.(?:name|version)`, "contract"},
	{"agreements/fenwick", `terms\[\d+\]\.url`, ""},
	{"agreements/fenwick", `customer\..*|people\[1\]\..*|version|review_by|outcome\..*|how_they_use_it|observed\[.*|check_ins\[.*|body|needs\..*`, ""},
	{"capabilities/(?:standard|care)", `promises\[(?:plain-words|same-driver)\]\.says`, "promise"},
	{"capabilities/(?:standard|care)", `promises\[[\w-]+\]\.(?:says|short|means|record\..*|depends_on\[.*|indicator\.evidence|exclusions\[[\w-]+\]\.what|on_miss\.remedy\.short)`, ""},
	{"capabilities/(?:standard|care)", `promises\[[\w-]+\]\.(?:within|within\.p\d\.within|at_least|target|window|indicator\.(?:from|to|of)|on_miss\..*)`, "promise"},
	{"capabilities/care", `options\[1\]\.(?:price|needs)`, "promise care-desk.put-right"},
	{"capabilities/(?:standard|care)", `customer_does\[.*`, "your_part"},
	{"capabilities/", `title|summary|scope\.included\[.*|scope\.excluded\[[\w-]+\]\.(?:what|because|instead|short|often_assumed)|fit\.(?:good|poor)\[.*|stages\[.*|aftercare\[.*|escalation\[\d+\]\.when|assumptions\[.*|staff_note|body|ask\[.*|price\.amount`, ""},
	{"capabilities/(?:pallet|returns|storage|work|white)", `promises\[.*`, ""},
	{"site.yaml", `hours\.office\.(?:from|to)`, "promise care-desk.first-answer, promise care-desk.put-right"},
	{"site.yaml", `hours\.counter\..*|hours\.office\.holidays\[.*|business\.(?:what_we_do|headline|legal_name)|levels\[\w+\]\.(?:name|when)|people\.pete\..*|notify\.delay_told_within|home\.action\.label|menu\[\d+\]\.title`, ""},
}

// TestEachFieldAgainstARecord edits fields of an agreement and of the offer behind a record: no change of terms is missed, and
// nothing is told of life, of comments, of the order of keys or lines, of quotation marks, or of another language.
func TestEachFieldAgainstARecord(t *testing.T) {
	t.Parallel()
	files := map[string]string{}
	for path, text := range exampleTexts(t) {
		if !strings.HasPrefix(path, "content/agreed/") {
			files[path] = text
		}
	}
	files = agreedTo(t, files, "fenwick-tiles", "Don Fenwick", "e1", "e2", "p1", "rest")
	if got, errors := toldOf(files); got != "" || errors > 0 {
		t.Fatalf("without an edit: %q, %d errors", got, errors)
	}
	fields := fieldsToEdit(t, files)
	random := rand.New(rand.NewPCG(9, 17))
	counted := map[string]int{}
	for range figure.Of(1000) {
		next := maps.Clone(files)
		what, want := edit(t, random, next, fields)
		got, errors := toldOf(next)
		switch {
		case errors > 0:
			counted["refused"]++ // such as an end before the beginning
		case got != want:
			t.Errorf("%s: told is %q, want %q", what, got, want)
		case want == "":
			counted["life"]++
		default:
			counted["terms"]++
		}
	}
	t.Logf("%d fields: %v", len(fields), counted)
}

// editableField is a value of a file that may be edited.
type editableField struct {
	file, path, told string
}

// exampleTexts returns the files of the example site.
func exampleTexts(t testing.TB) map[string]string {
	t.Helper()
	in, files := inputOf(t, "../.."), map[string]string{}
	for _, path := range in.Tree.Paths() {
		data, err := in.Tree.Read(path)
		if err != nil {
			t.Fatal(err)
		}
		files[path] = string(data)
	}
	return files
}

// fieldsToEdit returns the fields for which the rules say what an edit is.
func fieldsToEdit(t testing.TB, files map[string]string) (all []editableField) {
	t.Helper()
	for _, file := range slices.Sorted(maps.Keys(files)) {
		if !strings.HasSuffix(file, ".yaml") || strings.HasPrefix(file, "content/agreed/") {
			continue
		}
		visitValues(parsed(t, files[file]), "", func(path string, _ *yaml.Node) {
			for _, rule := range termsAndLife {
				whole := regexp.MustCompile(`^(?:` + rule.field + `)$`)
				if regexp.MustCompile(rule.file).MatchString(file) && whole.MatchString(path) {
					all = append(all, editableField{file, path, toldBy(file, path, whole, rule.told)})
					return
				}
			}
		})
	}
	return all
}

// toldBy returns what is told of a field, by the rule for it.
func toldBy(file, path string, whole *regexp.Regexp, told string) string {
	if told == "promise" {
		capability := strings.TrimSuffix(strings.TrimPrefix(file, "content/capabilities/"), ".yaml")
		return "promise " + capability + "." + regexp.MustCompile(`^promises\[([\w-]+)\]`).FindStringSubmatch(path)[1]
	}
	return whole.ReplaceAllString(path, told)
}

func parsed(t testing.TB, text string) *yaml.Node {
	t.Helper()
	var document yaml.Node
	if err := yaml.Unmarshal([]byte(text), &document); err != nil {
		t.Fatal(err)
	}
	return document.Content[0]
}

// visitValues visits each value: entries of lists go by their id, or else by their number.
func visitValues(n *yaml.Node, path string, visit func(path string, n *yaml.Node)) {
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i < len(n.Content); i += 2 {
			visitValues(n.Content[i+1], strings.TrimPrefix(path+"."+n.Content[i].Value, "."), visit)
		}
	case yaml.SequenceNode:
		for i, entry := range n.Content {
			name := strconv.Itoa(i)
			for k := 0; k+1 < len(entry.Content); k += 2 {
				if entry.Kind == yaml.MappingNode && entry.Content[k].Value == "id" {
					name = entry.Content[k+1].Value
				}
			}
			visitValues(entry, path+"["+name+"]", visit)
		}
	case yaml.ScalarNode:
		visit(path, n)
	}
}

// edit does one thing to a file, and returns what, and what has to be told.
func edit(t testing.TB, random *rand.Rand, files map[string]string, fields []editableField) (what, want string) {
	t.Helper()
	f := fields[random.IntN(len(fields))]
	for random.IntN(3) > 0 && f.told == "" { // there are more fields of life than of terms
		f = fields[random.IntN(len(fields))]
	}
	root := parsed(t, files[f.file])
	switch random.IntN(10) {
	case 0:
		shuffle(random, root)
		files[f.file] = written(t, root)
		return "the order of keys in " + f.file, ""
	case 1:
		files[f.file] = "# Seen by Mara.\n" + strings.ReplaceAll(files[f.file], "\n", " # so\n")
		if strings.Contains(files[f.file], "|") { // a comment would be a part of the text
			files[f.file] = written(t, root)
		}
		return "comments in " + f.file, ""
	}
	was, is := "", ""
	visitValues(root, "", func(path string, n *yaml.Node) {
		if path == f.path {
			was = n.Value
			n.Value, n.Style = otherValue(n.Value), n.Style&^yaml.LiteralStyle
			is = n.Value
		}
	})
	files[f.file] = written(t, root)
	return fmt.Sprintf("%s %s: %q, now %q", f.file, f.path, was, is), f.told
}

// otherValue returns a value that says something else: its last number is one more, or it has one word more.
func otherValue(v string) string {
	switch v {
	case "true":
		return "false"
	case "false":
		return "true"
	}
	if at := regexp.MustCompile(`\d+`).FindAllStringIndex(v, -1); len(at) > 0 {
		last := at[len(at)-1]
		n, _ := strconv.Atoi(v[last[0]:last[1]])
		return v[:last[0]] + fmt.Sprintf("%0*d", last[1]-last[0], n+1) + v[last[1]:]
	}
	return v + " indeed"
}

// shuffle changes the order of the keys of all groups.
func shuffle(random *rand.Rand, n *yaml.Node) {
	if n.Kind == yaml.MappingNode {
		random.Shuffle(len(n.Content)/2, func(i, j int) {
			n.Content[2*i], n.Content[2*j] = n.Content[2*j], n.Content[2*i]
			n.Content[2*i+1], n.Content[2*j+1] = n.Content[2*j+1], n.Content[2*i+1]
		})
	}
	for _, c := range n.Content {
		shuffle(random, c)
	}
}

func written(t testing.TB, n *yaml.Node) string {
	t.Helper()
	text, err := yaml.Marshal(n)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// toldOf returns what the program tells of the agreement, in the words of the rules, and how many errors the site has.
func toldOf(files map[string]string) (told string, errors int) {
	s := Load(inputWith(files), nil)
	a, problems, _ := s.Agreement("fenwick-tiles")
	errors = diag.Count(problems, diag.Error) + diag.Count(s.Problems, diag.Error)
	if a == nil || a.Held == nil {
		return "no record", errors
	}
	var all []string
	for l := range a.Lines() {
		if l.Was != nil {
			all = append(all, "line "+l.ID.V)
		}
	}
	for _, l := range a.Held.Gone {
		all = append(all, "gone "+l.ID.V)
	}
	all = append(all, a.Held.Changed...)
	if told := len(all) > 0; told != hasRule(problems, "agreed-changed") {
		all = append(all, fmt.Sprintf("and the rule says %v", !told))
	}
	for _, term := range a.Terms {
		if term.Held != nil {
			all = append(all, "promise "+term.Promise.Ref)
		}
	}
	if a.Held.IsDrifted("your_part") {
		all = append(all, "your_part")
	}
	return strings.Join(all, ", "), errors
}
