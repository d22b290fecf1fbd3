package borrowed

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"upfront/generator/markdown"
	"upfront/generator/yamltext"
)

// What counts as a fact: this file collects those of a version of a starter, of the example or of a new file.

// version is one version of a file.
type version struct {
	path string
	data []byte
}

// fact is a fact with its words, for whoever reads what is added.
type fact struct {
	kind Kind
	text string
}

// collection is the facts of versions of files.
type collection struct {
	facts  map[fingerprint]fact
	short  map[string]bool // short forms of names, and of towns, in small letters
	common map[string]bool
}

func newCollection(t *testing.T) *collection {
	data, err := os.ReadFile("../leak/search/common/en.txt")
	if err != nil {
		t.Fatal(err)
	}
	c := &collection{map[fingerprint]fact{}, map[string]bool{}, map[string]bool{}}
	for word := range strings.FieldsSeq(string(data)) {
		c.common[word] = true
	}
	return c
}

// of returns the facts of versions of files.
func (c *collection) of(versions []version) {
	for _, names := range []bool{true, false} { // all names first: sentences that have one are facts
		for _, v := range versions {
			switch ext := path.Ext(v.path); {
			case strings.HasSuffix(v.path, "content/agreed/keys.yaml"): // which a build of the example writes
			case strings.Contains(v.path, "content/agreed/"):
				digest := sha256.Sum256(v.data)
				c.facts[agreedHash(hex.EncodeToString(digest[:]))] = fact{Agreed, v.path}
			case ext == ".csv" && !names:
				c.rows(v.data)
			case slices.Contains([]string{".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif"}, ext):
				c.facts[pictureHash(v.data)] = fact{Picture, path.Base(v.path)}
			case ext == ".yaml":
				c.yaml(v.path, v.data, names)
			case ext == ".md":
				f, _ := markdown.SplitFrontMatter(v.path, v.data)
				c.yaml(v.path, f.YAML, names)
				if !names {
					c.text(string(f.Body))
				}
			}
		}
	}
}

// placeMarks are the marks of new files: «today», formerly {{.Today}}, and ‹a text to be replaced›.
var (
	placeMarks  = strings.NewReplacer("‹", "", "›", "")
	formerMarks = regexp.MustCompile(`\{\{ ?\.[^}]*\}\}`)
)

func (c *collection) yaml(file string, data []byte, names bool) {
	values, _ := yamltext.Documents(file, []byte(formerMarks.ReplaceAllString(placeMarks.Replace(string(data)), "«»")))
	for _, v := range values {
		c.value(file, nil, v, names)
	}
}

func (c *collection) value(file string, keys []string, v yamltext.Value, names bool) {
	for _, item := range v.Items {
		c.value(file, keys, item, names)
	}
	for _, f := range v.Fields {
		c.value(file, append(slices.Clip(keys), f.Name), f.Value, names)
	}
	if v.Kind != yamltext.Scalar || strings.Contains(v.Text, "«") {
		return
	}
	if names {
		c.name(file, keys, v.Text)
	} else {
		c.field(file, keys, v.Text)
	}
}

// nameKeys are the fields that name somebody, where the value has two words or more that begin with a capital letter.
var nameKeys = regexp.MustCompile(`(^|\.)(business|legal_name|owner|decides|by|who|customer|people\.\w+)$|(^|\.)(business|leader|people|people\.\w+|customer)\.name$|^[\w-]+\.name$`)

func (c *collection) name(file string, keys []string, text string) {
	key := strings.Join(keys, ".")
	switch {
	case key == "channels.at" && !strings.ContainsAny(text, "@/+"): // the address of a shop
		c.add(Address, text)
		for part := range strings.SplitSeq(text, ", ") {
			c.addShort(strings.Fields(part)[0])
		}
	case nameKeys.MatchString(key) && (strings.Contains(file, "partners") || !strings.HasSuffix(key, "s.name") || len(keys) > 1):
		words := strings.Fields(text)
		if isName(words) && text != "National Highways" { // which is nobody's invention
			c.add(Name, text)
			if firm, _, town := strings.Cut(text, ", "); town && len(strings.Fields(firm)) > 1 {
				c.add(Name, firm)
			}
			c.shortNames(words, strings.HasPrefix(key, "business"))
		}
	}
}

// isName reports whether words are a name: two and more, all but small ones with a capital letter.
func isName(words []string) bool {
	for _, w := range words {
		first := []rune(w)[0]
		if !unicode.IsUpper(first) && !slices.Contains([]string{"and", "&", "of", "the"}, w) {
			return false
		}
	}
	return len(words) > 1
}

// shortNames notes by which words a name is meant in a sentence. The first word of a firm is a fact by itself where it is rare.
func (c *collection) shortNames(words []string, firm bool) {
	for i, w := range words {
		w = strings.ToLower(strings.Trim(w, ".,'’"))
		if i == 0 || len(words) == 2 && !c.common[w] {
			c.addShort(w)
		}
		if i == 0 && firm && !c.common[w] {
			c.add(Name, words[0])
		}
	}
}

func (c *collection) addShort(word string) {
	if word = strings.ToLower(word); !fillers[word] {
		c.short[word] = true
	}
}

// moneyKeys are fields with amounts. One that stands alone, or is for a common unit, is anybody's.
var (
	moneyKeys = []string{"amount", "ceiling", "price", "credit"}
	money     = regexp.MustCompile(`\d`)
	anybodys  = regexp.MustCompile(`^(from )?\D?[\d,.]+( an? (hour|day|week|month|year|person))?$`)
)

// limitKeys are fields whose numbers are limits, or follow from them.
var limitKeys = []string{"says", "means", "within", "target", "unit", "evidence", "step", "version", "often_assumed", "format", "at_least", "at_most", "up_to", "cap"}

func (c *collection) field(file string, keys []string, text string) {
	last := ""
	if len(keys) > 0 {
		last = keys[len(keys)-1]
	}
	switch {
	case last == "said":
		c.facts[wholeHash(Said, text)] = fact{Said, text}
		for s := range sentences(text) {
			c.addRun(text, appendWords(nil, text, s), true)
		}
		return
	case last == "headline":
		c.addRun(text, appendWords(nil, text, span{0, len(text)}), true)
		return
	case slices.Contains(moneyKeys, last) && money.MatchString(text) && !strings.Contains(text, "%"):
		if anybodys.MatchString(text) {
			text = strings.TrimSuffix(path.Base(file), ".yaml") + " " + text
		}
		c.facts[wholeHash(Money, text)] = fact{Money, text}
		return
	}
	follows := slices.Contains(limitKeys, last) && !(last == "means" && happened.MatchString(text))
	if follows && !c.hasPlace(text) || len(strings.Fields(text)) < 2 {
		c.addresses(text)
		return
	}
	c.text(text)
}

// happened matches what tells of the past, and not what follows from a limit.
var happened = regexp.MustCompile(`\b(last|was|were|had)\b`)

// text adds the addresses of a text, and the runs of words around its numbers and names.
func (c *collection) text(text string) {
	c.addresses(text)
	var short []span // sentences and cells that have a fact, and too few words to be known by themselves
	for s := range sentences(text) {
		words := appendWords(nil, text, s)
		for i, w := range words {
			if !w.anchor || !c.isFact(text, words, i) {
				continue
			}
			c.addRun(text, words[i:min(len(words), i+mostWords)], false)
			c.addRun(text, words[max(0, i+1-mostWords):i+1], false)
			if !c.addRun(text, words, true) && (len(words) > 1 || isCell(text, s)) { // the number of an item is none
				short = append(short, s)
			}
		}
	}
	candidates(text, func(wide candidate) {
		if wide.wide && slices.ContainsFunc(short, func(s span) bool { return s.from < wide.to && wide.from < s.to }) {
			c.addRun(text, appendWords(nil, text, wide.span), true)
		}
	})
}

// isFact reports whether a word is a number that is neither a limit nor an hour, or the short form of a name.
func (c *collection) isFact(text string, words []word, i int) bool {
	w := strings.ToLower(text[words[i].from:words[i].to])
	if c.short[strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")] {
		return true
	}
	if c.isPlace(text, words, i) {
		return true
	}
	if !number.MatchString(w) && !numbers[wordHash(w)] || inPath(text, words[i].span) {
		return false
	}
	before, after := strings.ToLower(text[max(0, words[i].from-40):words[i].from]), strings.ToLower(text[words[i].to:min(len(text), words[i].to+40)])
	if lasted.MatchString(before) {
		return true
	}
	return !limitAfter.MatchString(after) && !limitBefore.MatchString(before) && !strings.Contains(w, ":")
}

// isPlace reports whether a word has a capital letter within a sentence, as towns and rivers have, and is none that has one
// wherever it stands.
func (c *collection) isPlace(text string, words []word, i int) bool {
	w := []rune(text[words[i].from:words[i].to])
	before := strings.TrimRight(text[:words[i].from], " *_")
	if i == 0 || len(w) < 3 || !unicode.IsUpper(w[0]) || !unicode.IsLower(w[1]) || inPath(text, words[i].span) || !strings.HasSuffix(text[:words[i].from], " ") {
		return false
	}
	lower := strings.TrimSuffix(strings.ToLower(string(w)), "'s")
	return before != "" && !strings.ContainsAny(before[len(before)-1:], `.!?:|]>"`) && !calendar[strings.TrimSuffix(lower, "s")] && !notPlaces[lower]
}

func (c *collection) hasPlace(text string) bool {
	words := appendWords(nil, text, span{0, len(text)})
	for i := range words {
		if c.isPlace(text, words, i) {
			return true
		}
	}
	return false
}

// notPlaces are such words, and a level of a starter.
var notPlaces = wordSet("england great britain northern ireland english welsh europe european easter google facebook windows met office stopped")

func wordSet(words string) map[string]bool {
	all := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		all[w] = true
	}
	return all
}

// inPath reports whether a word stands in the path of a file or the address of a page: who-goes-first.md#the-three.
func inPath(text string, s span) bool {
	from, to := strings.LastIndexAny(text[:s.from], " \n([")+1, strings.IndexAny(text[s.to:], " \n)]")
	if to < 0 {
		to = len(text) - s.to
	}
	return strings.ContainsAny(text[from:s.to+to], "/#_") || strings.Contains(text[from:s.to+to], ".md")
}

var number = regexp.MustCompile(`^\d[\d.,]*$`)

var (
	limitAfter  = regexp.MustCompile(`^[\s–-]*((more|other|full|whole|working|business|calendar|clock|opening)\s+)*(minute|hour|day|week|month|night|second)s?\b|^\s*(%|per cent|o'clock|o’clock|am\b|pm\b|times? in|h\b|min\b|past\b|in the (morning|afternoon|evening))`)
	lasted      = regexp.MustCompile(`\b(took|lasted|spent|waited|(stopped|stopped you|away|down|late|moved|delayed|closed) (for|by))\s+$`) // not how long it may be
	limitBefore = regexp.MustCompile(`(up to|at most|at least|more than|fewer than|than|over|under|above|below|within|as big as|no more than|until|till|past|by|at|from|before|after|between)\s+(the\s+)?$`)
)

// fillers are words that say nothing by themselves.
var fillers = func() map[string]bool {
	all := map[string]bool{}
	for w := range strings.FieldsSeq("a an the of to in on at by for from with and or but is are was were be been it they we you he she us them our your their its this that these those as not no so do does did have has had will would can one if then than there here all each every up out off into more most who what which when where how") {
		all[w] = true
	}
	return all
}()

// calendar has the words of dates.
var calendar = func() map[string]bool {
	all := map[string]bool{}
	for i := range 7 {
		all[strings.ToLower(time.Weekday(i).String())] = true
	}
	for i := range 12 {
		all[strings.ToLower(time.Month(i+1).String())] = true
	}
	return all
}()

// addRun adds a run of words, and reports whether it is known, of which four say something, two of them without being numbers; of a whole sentence, three.
func (c *collection) addRun(text string, words []word, whole bool) (known bool) {
	telling, letters := 0, 0
	for _, w := range words {
		lower := strings.ToLower(text[w.from:w.to])
		if !fillers[lower] {
			telling++
			if !numbers[wordHash(lower)] && !isDigit(lower[0]) && !calendar[lower] {
				letters++
			}
		}
	}
	_, known = c.facts[hashRun(words)]
	if !known && letters >= 2 && (telling >= 4 || whole && telling == 3) {
		c.facts[hashRun(words)] = fact{Words, text[words[0].from:words[len(words)-1].to]}
		known = true
	}
	return known
}

// addresses adds the addresses in a text: of mail, telephone numbers, and the hosts that are nobody's.
func (c *collection) addresses(text string) {
	addresses(text, span{0, len(text)}, func(found candidate) {
		s := strings.ToLower(text[found.from:found.to])
		isHost := found.hash == hashText("host "+s[strings.IndexByte(s, '@')+1:])
		if (!isHost || strings.HasSuffix(s, ".example")) && !dateLike.MatchString(s) {
			c.facts[found.hash] = fact{Address, s}
		}
	})
}

var dateLike = regexp.MustCompile(`^\d{4}[-/]\d\d[-/]\d\d|^[\d.]+$`)

func (c *collection) add(kind Kind, text string) {
	if words := appendWords(nil, text, span{0, len(text)}); len(words) > 1 || kind == Name {
		if _, ok := c.facts[hashRun(words)]; !ok || kind != Words {
			c.facts[hashRun(words)] = fact{kind, text}
		}
	}
}

func (c *collection) rows(data []byte) {
	for i, h := range rowGroups(data) {
		if i < 3 || h%oneGroupIn == 0 {
			c.facts[h] = fact{Rows, "a row of a record"}
		}
	}
}
