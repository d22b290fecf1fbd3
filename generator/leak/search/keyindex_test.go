package search

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

func newIndex(keys ...[]Key) *KeyIndex { return NewKeyIndex(slices.All(keys), nil) }

// heldIn returns the words of a text that are found, with their owners.
func heldIn(b *KeyIndex, text string) string {
	var out []string
	b.Find([]byte(text), nil, func(h Hit) { out = append(out, fmt.Sprintf(`%d "%s"`, h.Owner, text[h.From:h.To])) })
	slices.Sort(out)
	return strings.Join(slices.Compact(out), ", ")
}

// nameKeys returns the keys of a name as it is written; none where it is weak.
func nameKeys(name string) []Key { return nameOf([][]string{foldedWords(name)}).StrongKeys() }

// Words of a customer are found however they are written.
func TestBearersFindWordsHoweverTheyAreWritten(t *testing.T) {
	b := newIndex(slices.Concat(nameKeys("Fenwick Tiles"), nameKeys("Zoë O'Hara"), MailKeys("don@fenwicktiles.example"), PhoneKeys("+44 7700 900318")),
		slices.Concat(nameKeys("Müßig & Søn"), PhoneKeys("0113 496 0000 ext 12"), PhoneKeys("555-0142"), nameKeys("Kortrijkse")))
	for text, want := range map[string]string{
		"as at Fenwick Tiles, or":                    `0 "Fenwick Tiles"`,
		"FENWICK\n  tiles.":                          "0 \"FENWICK\n  tiles\"",
		"Fenwick-Tiles’s van":                        `0 "Fenwick-Tiles"`,
		"fenwicktiles":                               `0 "fenwicktiles"`,
		"#FenwickTiles":                              `0 "FenwickTiles"`,
		"Fen\u00adwick Ti\u200bles":                  `0 "Fen` + "\u00ad" + `wick Ti` + "\u200b" + `les"`,
		"Zoe O’Hara":                                 `0 "Zoe O’Hara"`,
		"Zoe\u0308 O'HARA":                           `0 "Zoe` + "\u0308" + ` O'HARA"`,
		"mail Don@FenwickTiles.example now":          `0 "Don@FenwickTiles.example", 0 "FenwickTiles"`,
		"ring 07700 900318":                          `0 "07700 900318"`,
		"ring +44 (0)7700-900-318.":                  `0 "+44 (0)7700-900-318"`,
		"tel:+447700900318":                          `0 "447700900318"`,
		"0044 7700\u00a0900318 or 12":                `0 "0044 7700` + "\u00a0" + `900318"`,
		"Mussig and more; MUESSIG; Müssig Son":       `1 "Müssig Son"`,
		"+44 113 496 0000":                           `1 "44 113 496 0000"`,
		"call 555 0142 today":                        `1 "555 0142"`,
		"a kortrijkse tapestry":                      `1 "kortrijkse"`,
		"Fenwick has tiles; Zoe and O’Hara":          "",
		"Fenwick Tilesmith":                          "",
		"Zoe O’Haran":                                "",
		"07700 900319, 1555 0142, 555 01421, 113496": "",
		"": "",
	} {
		want = strings.Replace(want, `0 "+44 (`, `0 "44 (`, 1)
		if got := heldIn(b, text); got != want {
			t.Errorf("in %q\n got %s\nwant %s", text, got, want)
		}
	}
}

// Common words, given names and places alone have no keys.
func TestNamesThatAreAnybodys(t *testing.T) {
	for _, name := range []string{"", "May", "The Print Room", "Leeds", "Grace", "Rose Field", "Accounts", "North Wales Ltd", "Head Office", "Don", "Priya", "A", "BP", "&"} {
		if keys := nameKeys(name); keys != nil {
			t.Errorf("%q has keys", name)
		}
	}
	for _, name := range []string{"Fenwick", "Fenwick Tiles", "Cobbold Street Press", "Priya Shah", "IBM", "3M Fenwick", "Łódź"} {
		if name != "Łódź" && nameKeys(name) == nil {
			t.Errorf("%q has no keys", name)
		}
	}
	for _, text := range []string{"", "ring me", "at home @ ten", "12 345"} {
		if PhoneKeys(text) != nil || MailKeys(text) != nil && !strings.Contains(text, "@") {
			t.Errorf("%q is taken for a number or an address", text)
		}
	}
}

// The whole of a long address or name counts.
func TestLongWords(t *testing.T) {
	one, two := MailKeys("ann.lee@beacon-bakers-of-ripon-2.example"), MailKeys("ann.lee@beacon-bakers-of-ripon-3.example")
	if len(one) != 2 || one[0] != two[0] || one[1] == two[1] || SameMail("ann@beacon-2.example", "ann@beacon-3.example") || !SameMail("Ann <ANN@beacon.example>", "ann@Beacon.example") {
		t.Errorf("keys %x and %x", one, two)
	}
	if got := heldIn(newIndex(one), "to Ann.Lee@beacon-bakers-of-ripon-2.example"); got != `0 "Ann.Lee@beacon-bakers-of-ripon"` {
		t.Errorf("found %s", got)
	}
}

// A name is found without its title or legal form, and an address or a number whatever stands around it.
func TestPartsOfNames(t *testing.T) {
	for _, c := range []struct {
		keys  []Key
		texts string
	}{
		{FirmName("Nimbus Tanglewood Ltd").StrongKeys(), "Nimbus Tanglewood|nimbus tanglewood ltd|NimbusTanglewood"},
		{FirmName("The Nimbus Tanglewood (Leeds)").StrongKeys(), "Nimbus Tanglewood"},
		{FirmName("Nimbus & Tanglewood GmbH").StrongKeys(), "Nimbus and Tanglewood|Nimbus & Tanglewood|Nimbus Tanglewood"},
		{PersonName("Mr Zebedee Quillfeather (MD)").StrongKeys(), "Zebedee Quillfeather|Mr Zebedee Quillfeather"},
		{PersonName("Quillfeather, Zebedee").StrongKeys(), "Zebedee Quillfeather"},
		{PersonName("Zebedee J. Quillfeather").StrongKeys(), "Zebedee Quillfeather|Zebedee J. Quillfeather"},
		{MailKeys("Zeb <zeb@nimbus.example>"), "zeb@nimbus.example"},
		{MailKeys("mailto:zeb@nimbus.example (mornings)"), "zeb@nimbus.example"},
		{MailKeys("ann@nimbus.example, zeb@nimbus.example"), "zeb@nimbus.example|ann@nimbus.example"},
		{PhoneKeys("Tel: 01632 960777"), "01632 960777|+44 1632 960777"},
		{PhoneKeys("(office) 01632\u00a0960\u2011777 ext 12"), "01632960777"},
		{PhoneKeys("\u202d01632 960777 / 960778"), "01632 960777"},
		{PhoneKeys("０１６３２ ９６０７７７"), "01632 960777"},
		{PhoneKeys("01632 960777"), "01632\n  960777|01632·960777|01632 – 960777|01632_960777"},
	} {
		for _, text := range strings.Split(c.texts, "|") {
			if heldIn(newIndex(c.keys), "as at "+text+" there") == "" {
				t.Errorf("%q is not found by %x", text, c.keys)
			}
		}
	}
	for _, keys := range [][]Key{FirmName("The Old Market Ltd").StrongKeys(), PersonName("Mr Grant").StrongKeys(), MailKeys("none"), PhoneKeys("12 34")} {
		if keys != nil {
			t.Errorf("keys %x of what is anybody's", keys)
		}
	}
}

func TestPassage(t *testing.T) {
	const said = "Just don't leave me finding out from my fitter."
	one, ok := PassageKey(said)
	two, also := PassageKey("just DON’T leave me — finding out — from my fitter")
	if !ok || !also || one != two {
		t.Error("the same words are two passages")
	}
	if _, ok := PassageKey("I want it next morning."); ok {
		t.Error("a few words are a passage")
	}
	if got := heldIn(newIndex([]Key{one}), said); got != "" {
		t.Errorf("a passage is found in a text: %s", got)
	}
}

func TestShared(t *testing.T) {
	a, b, c := nameKeys("Fenwick"), nameKeys("Cobbold"), MailKeys("x@fenwick.example")
	got := maps.Collect(NewKeyIndex(slices.All([][]Key{{a[0], c[0]}, {b[0], a[0], a[0]}, {c[0], a[0]}, {b[0]}}), c).Shared())
	if want := map[Key][]int{a[0]: {0, 1, 2}, b[0]: {1, 3}}; !maps.EqualFunc(got, want, slices.Equal) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestCommonWordsAreSorted(t *testing.T) {
	for _, list := range []string{english, german} {
		words := newWordList(list)
		lines := strings.Split(strings.TrimSuffix(list, "\n"), "\n")
		for i, line := range lines {
			if i > 0 && lines[i-1] >= line || !words.has(line) || !slices.Equal(foldedWords(line), []string{line}) {
				t.Fatalf("line %d, %q, cannot be found", i+1, line)
			}
			if _, there := slices.BinarySearch(lines, line+"q"); there != words.has(line+"q") {
				t.Fatalf("%qq is found", line)
			}
		}
	}
}

// TestNames holds which names are weak, and in which wordings they are searched for.
func TestNames(t *testing.T) {
	for _, c := range []struct {
		name     Name
		weak     bool
		wordings string
	}{
		{FirmName("Fenwick Tiles"), false, "fenwick tiles|fenwicktiles"},
		{FirmName("The Fenwick & Cobbold Co. Ltd"), false, "the fenwick cobbold co ltd|thefenwickcobboldcoltd|fenwick and cobbold|fenwickandcobbold|fenwick cobbold|fenwickcobbold"},
		{FirmName("North Wales Council"), true, "north wales council|northwalescouncil"},
		{FirmName("May"), true, "may"},
		{FirmName("Grout"), false, "grout"},
		{FirmName("Grout Ltd"), false, "grout ltd|groutltd|grout"},
		{FirmName("Bäckerei Schmidtke"), false, "backerei schmidtke|backereischmidtke"},
		{FirmName("Bäckerei am Markt"), true, "backerei am markt|backereiammarkt"},
		{FirmName("BP"), true, ""},
		{FirmName("Unit 7"), true, "unit 7"},
		{FirmName("0113 496"), false, "0113 496"},
		{PersonName("Dr Zebedee Quill (mornings)"), false, "dr zebedee quill mornings|drzebedeequillmornings|zebedee quill|zebedeequill"},
		{PersonName("Quill, Zebedee"), false, "quill zebedee|quillzebedee|zebedee quill|zebedeequill"},
		{PersonName("Zebedee Arthur Quill"), false, "zebedee arthur quill|zebedeearthurquill|zebedee quill|zebedeequill"},
		{PersonName("Rose Field"), true, "rose field|rosefield"},
	} {
		var wordings []string
		for i, w := range c.name.Wordings {
			if c.name.Counts(i) {
				wordings = append(wordings, strings.TrimSpace(string(w)))
			}
		}
		if got := strings.Join(wordings, "|"); got != c.wordings || c.name.IsWeak() != c.weak {
			t.Errorf("%q, weak %v; want %q", got, c.name.IsWeak(), c.wordings)
		}
	}
}

// TestOwnDomain holds whose domain an address has.
func TestOwnDomain(t *testing.T) {
	for _, c := range []struct{ address, customer, want string }{
		{"don@fenwicktiles.example", "Fenwick Tiles", " fenwicktiles example "},
		{"don@mail.fenwick-tiles.co.uk", "Fenwick & Co", " fenwick tiles co uk "},
		{"don@gmail.com", "Fenwick Tiles", ""},
		{"don@tile.example", "Tile Shop", ""},
		{"don@ärzte.example", "Die Ärzte", " arzte example "},
		{"don", "Fenwick", ""},
		{"don@fenwick", "Fenwick", ""},
	} {
		if got := string(OwnDomain(c.address, c.customer)); got != c.want {
			t.Errorf("%s of %s: %q, want %q", c.address, c.customer, got, c.want)
		}
	}
}

// Words are found whatever stands around them.
func FuzzBearersFind(f *testing.F) {
	for _, s := range []string{"", "a", "12", "+44 ", "é", "\xff", "Fenwick ", "don@"} {
		f.Add(s, s)
	}
	b := newIndex(slices.Concat(nameKeys("Fenwick Tiles"), MailKeys("don@fenwicktiles.example"), PhoneKeys("+44 7700 900318")))
	f.Fuzz(func(t *testing.T, before, after string) {
		for _, word := range []string{"Fenwick Tiles", "don@fenwicktiles.example", "07700 900318"} {
			text, found := before+" | "+word+" | "+after, false
			b.Find([]byte(text), nil, func(h Hit) {
				if h.From < 0 || h.To > len(text) || h.From >= h.To {
					t.Fatalf("a hit from %d to %d of %q", h.From, h.To, text)
				}
				found = found || strings.Contains(text[h.From:h.To], word)
			})
			if !found {
				t.Errorf("%q is not found in %q", word, text)
			}
		}
	})
}

func TestVocabulary(t *testing.T) {
	v := NewVocabulary(1000)
	v.AddText([]byte("Don, as at Fenwick-Tiles: ring 07700 900318 or mail Zoe@Fenwick.example"))
	back := ReadVocabulary(v.Bytes())
	for text, want := range map[string]bool{"Fenwick Tiles": true, "Zoë Fenwick": true, "don@fenwick.example": true, "+44 7700 900318": true, "Fenwick": true,
		"Cobbold": false, "Don Cobbold": false, "+44 7700 900319": false} {
		key := append(PhoneKeys(text), nameKeys(text)...)[0]
		if v.MayHold(key, text) != want || back.MayHold(key, text) != want {
			t.Errorf("%q may stand there: %v", text, !want)
		}
	}
	if joined := nameKeys("Fenwick Tiles")[1]; v.MayHold(joined, "Fenwick Tiles") || v.Full() {
		t.Error("a word that is not there may be, or there are too many")
	}
	if ReadVocabulary(v.Bytes()[8:]) != nil || ReadVocabulary(nil) != nil {
		t.Error("what is cut short is read")
	}
	other := v.NewEmpty()
	name := nameKeys("Fenwick")[0]
	if other.MayHold(name, "Fenwick") {
		t.Error("an empty one holds words")
	}
	if other.Merge(v); !other.MayHold(name, "Fenwick") {
		t.Error("it does not hold what it was joined with")
	}
}

func TestKeysIn(t *testing.T) {
	keys := map[Key]bool{}
	KeysIn([]byte("Don, as at Fenwick Tiles of Hull: 07700 900318"), keys)
	for _, k := range slices.Concat(nameKeys("Fenwick Tiles")[:1], PhoneKeys("+44 7700 900318"), nameKeys("Fenwick")) {
		if !keys[k] {
			t.Errorf("a key is not among %d", len(keys))
		}
	}
	if keys[nameKeys("Cobbold")[0]] {
		t.Error("a key is of nothing")
	}
}

func BenchmarkKeyIndexFind(b *testing.B) {
	var all [][]Key
	for i := range 10_000 {
		all = append(all, slices.Concat(nameKeys(fmt.Sprintf("Fenwick%d Tiles", i)), MailKeys(fmt.Sprintf("don@fenwick%d.example", i)), PhoneKeys(fmt.Sprintf("07700 %06d", i))))
	}
	index := newIndex(all...)
	text := []byte(strings.Repeat("Don, you told us about the Harrogate job in November: two fitters, a day's wages each, and 07700 000018.\n", 33))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		index.Find(text, nil, func(Hit) {})
	}
}
