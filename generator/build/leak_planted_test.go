package build

import (
	"html"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"upfront/generator/diag"
	"upfront/generator/internal/figure"
	"upfront/generator/leak"
)

// Words of one customer are planted in every place of another's agreement that takes words, in every form that people
// write them in. A search of the test's own says whether the letter shows them; where it does, the build has to be stopped.

// strongWords are those of the customer in the file lamps.yaml.
var strongWords = []string{"Kestrel Lamps", "Ann Drinkwater", "Zoë Oyelaran", "ann@kestrel.example", "+44 7700 900411"}

// writtenAs are the forms of a word.
var writtenAs = map[string]func(string) string{
	"as it is":       func(w string) string { return w },
	"in capitals":    strings.ToUpper,
	"in small":       strings.ToLower,
	"decomposed":     norm.NFD.String,
	"unaccented":     func(w string) string { return strings.ReplaceAll(w, "ë", "e") },
	"with hyphens":   func(w string) string { return strings.ReplaceAll(w, " ", "-") },
	"with no break":  func(w string) string { return strings.ReplaceAll(w, " ", "\u00a0") },
	"joined":         func(w string) string { return strings.ReplaceAll(w, " ", "") },
	"national":       func(w string) string { return strings.ReplaceAll(w, "+44 ", "0") },
	"with its trunk": func(w string) string { return strings.ReplaceAll(w, "+44 ", "+44 (0)") },
	"dotted":         func(w string) string { return strings.ReplaceAll(w, " ", ".") },
	"possessive":     func(w string) string { return w + "’s" },
	"in brackets":    func(w string) string { return "(" + w + ")" },
}

// placesOfWords are lines of an agreement with WORDS in them. Only what has no answer of its own is left out.
var placesOfWords = []string{
	"how_they_use_it: As at WORDS", "outcome: {what: As at WORDS}", "outcome: {what: No wait, measure: As at WORDS}", "updates: {cadence: weekly, by: email, also_at_once: [as at WORDS]}",
	"priorities: [{id: p1, said: As at WORDS, understood: We ring, answer: yes}]", "priorities: [{id: p1, said: Ring, understood: As at WORDS, answer: yes}]",
	"priorities: [{id: p1, said: Ring, understood: We ring, answer: yes, source: WORDS}]", "priorities: [{id: p1, said: Ring, understood: We ring, answer: no, because: As at WORDS, instead: Later}]",
	"priorities: [{id: p1, said: Ring, understood: We ring, answer: no, because: It is late, instead: As at WORDS}]", "priorities: [{id: p1, said: Ring, understood: We ring, answer: yes-if, if: As at WORDS}]",
	"exceptions: [{policy: late, instead: As at WORDS, because: It is far, decides: Ida Moss}]", "exceptions: [{policy: late, instead: A day, because: As at WORDS, decides: Ida Moss}]",
	"check_ins: [{on: 2026-05-01, what: As at WORDS, who: Ida Moss}]", "price: {kind: fixed, amount: As at WORDS}", "contract: [{name: As at WORDS, version: \"7\"}]",
	"referral: {means: As at WORDS, when: later}", "body: As at WORDS", "body: |\n  See <b>WORDS</b> there.", "body: |\n  ```\n  WORDS\n  ```",
	"observed: [{learned: As at WORDS}]", "priorities: [{id: p1, said: As at WORDS, visibility: internal}]",
}

func TestPlantedWordsStopTheBuild(t *testing.T) {
	t.Parallel()
	forms := slices.Sorted(maps.Keys(writtenAs))
	tried := 0
	owner := strings.Replace(lamps, "Cy Oyelaran", "Zoë Oyelaran", 1)
	shows, hidden := 0, 0
	for _, place := range placesOfWords {
		for _, word := range strongWords {
			for _, name := range forms {
				if tried++; tried%figure.Every(48) != 0 {
					continue
				}
				form := writtenAs[name]
				files := twoCustomers()
				holder := strings.Replace(buoys, "body: |\n  Bo, we rang.\n\n  Ask Ida Moss.\n", "", 1)
				files["content/agreements/lamps.yaml"], files["content/agreements/wexcombe.yaml"] = owner, holder+strings.Replace(place, "WORDS", form(word), 1)+"\n"
				b := Open(inputWith(files), nil)
				a, problems := b.site().resolve("content/agreements/wexcombe.yaml", unparsed{})
				if a == nil || diag.Count(problems, diag.Error) > 0 {
					t.Fatalf("%s, %s: %v", place, name, problems)
				}
				keys := b.keys(a)
				page, err := b.site().letters.Sealed(a, *keys)
				if err != nil {
					t.Fatal(err)
				}
				told := slices.ContainsFunc(b.Check().Problems, func(p diag.Problem) bool {
					return p.At.File == "content/agreements/wexcombe.yaml" && p.Rule == leak.RulePrivate
				})
				if !pageShows(unseal(t, string(page), *keys), word) {
					hidden++
					if told {
						t.Errorf("%s, %s %s: told, and no letter shows it", place, word, name)
					}
					continue
				}
				if shows++; !told {
					t.Errorf("%s, %s %s: the letter shows it, and nothing is told", place, word, name)
				}
			}
		}
	}
	if shows < 1000/figure.Every(48) || hidden < 80/figure.Every(48) {
		t.Errorf("%d of the letters show the words, and %d do not", shows, hidden)
	}
}

var tags = regexp.MustCompile(`<[^>]*>`)

// pageShows reports whether a page shows a word, in letters and digits alone.
func pageShows(page, word string) bool {
	bare := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, strings.ToLower(norm.NFD.String(s)))
	}
	text := bare(html.UnescapeString(tags.ReplaceAllString(page, " ")))
	return strings.Contains(text, strings.TrimPrefix(bare(word), "44"))
}
