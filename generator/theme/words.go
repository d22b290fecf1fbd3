package theme

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/syntax"
)

// The words of a language are merged key by key, each file over those before it: the default theme's for the language and
// for its region ("en", then "en-GB"), then the site's own for both. The English words are the list of keys that a
// language has to have.

const themeWords diag.RuleID = "theme-words"

const englishFile = "default/i18n/en.yaml"

// locale reads the words of the site's language.
func (s fileSet) locale(site Site) (Locale, []diag.Problem) {
	var problems []diag.Problem
	var english map[string]syntax.Text
	words := map[string]syntax.Text{}
	parts := strings.Split(site.Language, "-")
	for _, origin := range []string{"default/", "own/"} {
		for i := range parts {
			name := origin + "i18n/" + strings.Join(parts[:i+1], "-") + ".yaml"
			f, ok := s[name]
			if !ok {
				continue
			}
			more, bad := syntax.Words(f.path, f.data)
			if name == englishFile {
				english = more
			}
			maps.Copy(words, more)
			problems = append(problems, bad...)
		}
	}
	if len(problems) > 0 {
		return Locale{}, problems
	}
	if english == nil {
		english, problems = syntax.Words(s[englishFile].path, s[englishFile].data)
	}
	problems = slices.Concat(problems, unfilled(words, english), missing(words, english, site))
	l := Locale{language: site.Language, words: map[string]string{}}
	if marks, ok := words["locale.quotes"]; ok {
		if l.quotes, ok = readQuotes(marks.V); !ok {
			problems = append(problems, diag.Problem{Rule: themeWords, At: marks.At, Message: fmt.Sprintf("%q are not the four marks of quotations", marks.V),
				Help: "Write those around a quotation, and those around one inside it, with a space between each: quotes: “ ” ‘ ’"})
		}
	}
	for key, text := range words {
		l.words[key] = text.V
	}
	return l, problems
}

// missing returns a problem that names the words that the language lacks.
func missing(words, english map[string]syntax.Text, site Site) []diag.Problem {
	keys := slices.DeleteFunc(slices.Sorted(maps.Keys(english)), func(key string) bool { _, ok := words[key]; return ok })
	if len(keys) == 0 {
		return nil
	}
	base, _, _ := strings.Cut(site.Language, "-")
	file := fmt.Sprintf("themes/%s/i18n/%s.yaml", site.Name, base)
	p := diag.Problem{Rule: themeWords, At: diag.Place{File: file},
		Message: fmt.Sprintf("%d words are missing in %q: %s", len(keys), site.Language, strings.Join(keys[:min(len(keys), 5)], ", ")),
		Help:    "Add them. To see them in English: upfront theme export i18n/en.yaml"}
	if len(keys) > 5 {
		p.Message += " …"
	}
	if len(words) == 0 {
		p.Message = fmt.Sprintf("there are no words for the language %q: pages come in English", site.Language)
		p.Help = "Set language: en in site.yaml. Or translate them: upfront theme export i18n/en.yaml copies the English ones; save yours as " + file + "."
	}
	return []diag.Problem{p}
}

var placeholder = lazy.Pattern(`\{[a-z0-9_]+\}`)

// unfilled returns the problems of words with places that nothing fills.
func unfilled(words, english map[string]syntax.Text) (problems []diag.Problem) {
	for _, key := range slices.Sorted(maps.Keys(words)) {
		original, ok := english[key]
		if !ok || original == words[key] {
			continue
		}
		stem := strings.TrimSuffix(strings.TrimSuffix(key, ".one"), ".other") // plural forms may have each other's places
		offered := placeholder().FindAllString(original.V+english[stem+".one"].V+english[stem+".other"].V, -1)
		if strings.HasPrefix(key, "locale.time") {
			offered = []string{"{hour}", "{hour12}", "{minute}", "{half}"}
		}
		slices.Sort(offered)
		help := "This text may have " + strings.Join(slices.Compact(offered), ", ") + "."
		if len(offered) == 0 {
			help = "Write it without braces."
		}
		for _, place := range placeholder().FindAllString(words[key].V, -1) {
			if !slices.Contains(offered, place) {
				problems = append(problems, diag.Problem{Rule: themeWords, At: words[key].At,
					Message: fmt.Sprintf("nothing fills %s in %q", place, key), Help: help})
			}
		}
	}
	return problems
}
