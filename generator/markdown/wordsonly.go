package markdown

import (
	"fmt"
	"regexp"
	"strings"

	"upfront/generator/diag"
	"upfront/generator/lazy"
)

// inlineMarks are what Markdown would make something else of than its words, by the names for it.
var inlineMarks = []struct {
	name   string
	is     func() *regexp.Regexp
	advice string
}{
	{"a picture", lazy.Pattern(`!\[[^\[\]]*\]\([^()\s][^()]*\)|(?i:<img\b[^<>]*>)`), "Put it into the text below."},
	{"a link", lazy.Pattern(`\[[^\[\]]+\]\([^()\s][^()]*\)|(?i:<a\s[^<>]*>)`), "Write its words alone, and put the link into the text below."},
	{"emphasis", lazy.Pattern(`\*\*[^*\s][^*]*\*\*|(?i:</?(?:b|i|em|strong)>)`), "Write the words alone."},
}

// WordsProblems reports the first thing in a field of words that is written in Markdown: no page reads it as that.
func WordsProblems(field, text string, at diag.Place) []diag.Problem {
	if !strings.ContainsAny(text, "[<*") {
		return nil
	}
	for _, m := range inlineMarks {
		if found := m.is().FindString(text); found != "" {
			return []diag.Problem{{Rule: htmlDropped, At: at, Severity: diag.Warning, Why: "Customers would read the signs, and not what you meant by them.",
				Message: fmt.Sprintf("%s in the %s is printed as it is written: %s", m.name, field, short(found)), Help: m.advice}}
		}
	}
	return nil
}
