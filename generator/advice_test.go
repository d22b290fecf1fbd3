package generator

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"upfront/generator/check/rules"
	"upfront/generator/diag"
	"upfront/generator/internal/figure"
)

// advice counts what helps said to write, and what came of it.
type advice struct {
	t       *testing.T
	wrong   []string       // helps that did not work
	applied map[string]int // by form
	prose   map[string]int // helps that say nothing that can be written as it stands, by rule
}

// TestAdviceWorks follows each help that says in a fixed form what to write, at the place of its problem and nothing else,
// compiles again, and holds that the problem is gone and no error has come: for the wrong examples of all rules and the
// broken texts of package syntax each time, and where a line was spoilt at random, 999 times in a thousand: with other seeds
// it was none or one.
func TestAdviceWorks(t *testing.T) {
	written := followed(t)
	for _, d := range rules.All() {
		written.follow(brokenExample(t, d))
	}
	written.texts()
	written.reported()
	written.report("written", 270, 0)

	spoilt := followed(t)
	spoilt.site(min(figure.Of(20_000), 1600)) // two minutes at the full figure
	spoilt.files(min(figure.Of(200_000), 16_000))
	spoilt.report("spoilt", min(figure.Of(60_000), 4800), 1)
}

func followed(t *testing.T) *advice {
	return &advice{t: t, applied: map[string]int{}, prose: map[string]int{}}
}

// report holds that enough helps were followed, and at most so many in a thousand did not work.
func (a *advice) report(what string, least, mostWrong int) {
	sum, prose := total(a.applied), total(a.prose)
	a.t.Logf("%s: %d helps followed, %d did not work, %d are prose (%d kinds); by form %v", what, sum, len(a.wrong), prose, len(a.prose), a.applied)
	if sum < least {
		a.t.Errorf("%s: %d helps were followed, want at least %d", what, sum, least)
	}
	if len(a.wrong)*1000 > sum*mostWrong {
		a.t.Errorf("%s: %d of %d helps did not work:\n%s", what, len(a.wrong), sum, strings.Join(a.wrong, "\n"))
	}
}

func total(counts map[string]int) (sum int) {
	for _, n := range counts {
		sum += n
	}
	return sum
}

// follow follows each help for a site.
func (a *advice) follow(b broken) {
	problems := b.compile(b.texts)
	for _, p := range problems {
		known := false
		for _, f := range forms {
			for _, said := range f.says.FindAllStringSubmatch(p.Help, -1) {
				if p.At.Line == 0 || b.texts[p.At.File] == "" {
					continue
				}
				for _, ways := range f.follow(spotOf(b.texts[p.At.File], p.At), said) {
					known = true
					a.applied[f.name]++
					a.hold(b, f, p, problems, ways)
				}
			}
		}
		if !known {
			a.prose[string(p.Rule)]++
		}
	}
}

// hold holds that in one of the ways to follow a help its problem is gone from a site, and that no other has come.
func (a *advice) hold(b broken, f form, p diag.Problem, before []diag.Problem, ways []string) {
	var wrong []string
	for i, text := range ways {
		if i > 0 && text == ways[0] {
			continue
		}
		texts := maps.Clone(b.texts)
		texts[p.At.File] = text
		found := brought(b, f, p, before, b.compile(texts))
		if len(found) == 0 {
			return
		}
		lines := strings.Split(text, "\n")
		from := min(max(0, p.At.Line-3), len(lines))
		wrong = append(wrong, strings.Join(found, "\n  ")+fmt.Sprintf("\n%q", lines[from:min(len(lines), p.At.Line+3)]))
	}
	a.wrong = append(a.wrong, fmt.Sprintf("%s: %s %s: %s | %q\n  followed as %q: %s\n  was\n    %s", b.name, p.At, p.Rule, p.Message, p.Help, f.name,
		strings.Join(wrong, "\n  or: "), spotOf(b.texts[p.At.File], p.At).line()))
}

// brought returns what is wrong once a help was followed.
func brought(b broken, f form, p diag.Problem, before, after []diag.Problem) (wrong []string) {
	was, is := counted(before), counted(after)
	if is[sentenceOf(p)] >= was[sentenceOf(p)] {
		wrong = append(wrong, "it is still there")
	}
	for _, q := range after {
		if is[sentenceOf(q)] <= was[sentenceOf(q)] || q.Level() < diag.Warning || cameToLight(b.texts[p.At.File], p, q) {
			continue
		}
		if !slices.ContainsFunc(mayCome, func(m reason) bool {
			return strings.Contains(f.name, m.form) && m.says.MatchString(fmt.Sprintf("%s: %s", q.Rule, q.Message))
		}) {
			wrong = append(wrong, fmt.Sprintf("%s came: %s %s: %s", q.Level(), q.At, q.Rule, q.Message))
		}
	}
	return wrong
}

// reason is why a problem may come when a help of a form is followed.
type reason struct {
	form string
	says *regexp.Regexp
	why  string
}

// mayCome are the only problems that may come.
var mayCome = []reason{
	{"such as", regexp.MustCompile(`before it begins|before you noticed it|before it was noticed|^review-overdue|^id-duplicate|^told-late|^served-before-agreed`), "an example of a time or an id is not the author's own"},
	{"one of", regexp.MustCompile(`^(promise|guarantee|clock|price|no|if|phone|contact)-|^agreed-incomplete|^ended-no-reason`), "each of the words is right here, and says another thing"},
	{`Write "X"`, regexp.MustCompile(`^(ref|partner|level|hours)-un`), "what cannot be a name is looked up only when it can be one"},
	{"the line as it shall be", regexp.MustCompile(`the quote that opens here is not closed`), "a quote that closed it further down opens once it is closed where it should be"},
	{"Write a value", regexp.MustCompile(`^record-(stale|thin)`), "which of several units was meant is for the author to say"},
	{"Write a value", regexp.MustCompile(`before you noticed it`), "what is left of a time is what its author wrote"},
}

var quoted = regexp.MustCompile(`"([^"]+)"`)

// cameToLight reports whether a problem was there before, and could not be seen: a line that is no YAML is not read, and
// where a line of a file is not read, nothing in it is missed.
func cameToLight(text string, p, q diag.Problem) bool {
	if !strings.HasPrefix(string(p.Rule), "yaml-") && p.Rule != "front-matter" {
		return false
	}
	if q.At.File != p.At.File && refersElsewhere.MatchString(string(q.Rule)) {
		return true
	}
	line := spotOf(text, p.At).line()
	for _, m := range quoted.FindAllStringSubmatch(q.Message, -1) {
		switch {
		case q.Rule == "schema-missing":
			return !isQuoted(p.Help, m[1]+":")
		case q.At.File == p.At.File && strings.Contains(line, m[1]):
			return true
		}
	}
	return false
}

// isQuoted reports whether a name stands in the quotes of a line that a help shows.
func isQuoted(help, name string) bool {
	for line := range strings.SplitSeq(help, "\n") {
		open := rune(0)
		for i, c := range line {
			switch {
			case open == 0 && (c == '"' || c == '\''):
				open = c
			case c == open:
				open = 0
			case open != 0 && strings.HasPrefix(line[i:], name):
				return true
			}
		}
	}
	return false
}

// refersElsewhere matches the rules of references to what another file holds.
var refersElsewhere = regexp.MustCompile(`^(ref|partner|level)-un`)

var lineNumber = regexp.MustCompile(`line \d+|\b\d+ more\b`)

// sentenceOf returns what a problem says, wherever its file says it now.
func sentenceOf(p diag.Problem) string {
	return fmt.Sprint(p.At.File, " ", p.Rule, " ", lineNumber.ReplaceAllString(p.Message, "line"))
}

func counted(problems []diag.Problem) map[string]int {
	n := map[string]int{}
	for _, p := range problems {
		n[sentenceOf(p)]++
	}
	return n
}
