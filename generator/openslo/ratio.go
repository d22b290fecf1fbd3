package openslo

import (
	"fmt"
	"slices"
	"strings"

	"upfront/generator/amount"
)

// countedThings are what people count, by the words for one and for several.
var countedThings = map[string]string{
	"request": "requests", "query": "queries", "order": "orders", "payment": "payments", "job": "jobs", "message": "messages", "email": "e-mails", "mail": "e-mails", "login": "logins",
	"page": "pages", "check": "checks", "call": "calls", "delivery": "deliveries", "ticket": "tickets", "build": "builds", "upload": "uploads", "transaction": "transactions", "event": "events", "backup": "backups", "search": "searches",
}

// anyCases are events of which no name tells what they are.
const anyCases = "cases"

// counted returns what the events of a ratio are called, as far as names and queries tell.
func (ind *indicator) counted() string {
	for _, text := range slices.Concat(ind.hints, ind.queries) {
		for _, word := range wordsOf(text) {
			for one, many := range countedThings {
				if word == one || word == many {
					return many
				}
			}
		}
	}
	return anyCases
}

// goodWords are what makes an event of a ratio a good one, by words in names and in queries. Words of time come first: a slow answer
// is no error.
var goodWords = []struct {
	names, queries, says string
	answers              bool // only of what is answered
}{
	{"latency duration slow fast response time quick", "le", "are answered in time", true},
	{"error errors failure failures failed code status availability available uptime success successful", "error errors failure failures failed code status success successful", "are answered without an error", true},
	{"error errors failure failures failed success successful", "error errors failure failures failed success successful", "go through without an error", false},
	{"late ontime punctual time", "", "are on time", false},
}

// ratioSentence says a ratio as one plain promise: "At least 98 of 100 requests are answered without an error".
func ratioSentence(target amount.Percent, ind *indicator) string {
	things := ind.counted()
	if target == amount.Whole {
		return fmt.Sprintf("All %s %s.", things, ind.good())
	}
	whole := amount.Percent(100)
	for unit := amount.Whole / 100; unit > 1 && target%unit != 0; unit /= 10 {
		whole *= 10
	}
	return fmt.Sprintf("At least %s of %s %s %s.", grouped(int64(target/(amount.Whole/whole))), grouped(int64(whole)), things, ind.good())
}

// good says of an event of a ratio that it is a good one.
func (ind *indicator) good() string {
	isAnswered := slices.Contains([]string{"requests", "queries", "calls", "searches", "pages"}, ind.counted())
	for _, g := range goodWords {
		if (isAnswered || !g.answers) && saysOne(ind.hints, g.names) {
			return g.says
		}
	}
	for _, g := range goodWords {
		if (isAnswered || !g.answers) && saysOne(ind.queries, g.queries) {
			return g.says
		}
	}
	return "are good"
}

// grouped writes a number with a comma between thousands.
func grouped(n int64) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return grouped(n/1000) + fmt.Sprintf(",%03d", n%1000)
}

// saysOne reports whether one of the texts has one of the words.
func saysOne(texts []string, words string) bool {
	return slices.ContainsFunc(wordsOf(strings.Join(texts, " ")), func(said string) bool { return slices.Contains(strings.Fields(words), said) })
}
