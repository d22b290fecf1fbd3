package check

import (
	"cmp"
	"fmt"
	"slices"

	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/markdown"
)

const headingEmpty diag.RuleID = "heading-empty"

// promisesTime finds a heading below which a reader looks for a time.
var promisesTime = lazy.Pattern(`(?i)\b(?:response|answer|reply|delivery|turn-?around|resolution|repair|fix|lead|processing|wait|waiting|shipping|handling|collection|call-?back) (?:times?|targets?|goals?|deadlines?|speeds?)\b|` +
	`^(?:\d+[.)] )?(?:our |your )?turn-?around\b|\btimes? to (?:respond|reply|answer|repair|fix|resol|deliver)|\bspeed of (?:response|reply|delivery)\b|` +
	`^(?:\d+[.)] )?(?:how (?:long|soon|quickly|fast|much time)|when (?:do|does|will|can|should|shall|would) (?:i|we|you|my|your|our|it|the|somebody|someone|an?)\b.*` +
	`\b(?:repl(?:y|ies)|respon(?:d|se)|answer|hear|deliver(?:ed|y)?|arrive|come|fixed|repaired|mended|refund(?:ed)?|money|ready|ship(?:ped)?|call(?:ed)? back))\b`)

// atOnce finds words for a time that needs no number.
var atOnce = lazy.Pattern(`(?i)\b(?:immediate(?:ly)?|instant(?:ly)?|straight away|right away|at once|on the spot|while you wait)\b`)

// checkHeadings reports a heading that promises a time with none below it, up to the next heading of its level or above.
func checkHeadings(r *report, _ *catalog.Offer) {
	for _, d := range r.documents() {
		var open []passage // headings that promise a time, of which none has come yet
		block := 0         // of the last heading
		end := func(level int, at diag.Place) {
			for len(open) > 0 && open[len(open)-1].spot.Level >= level {
				r.reportNoTime(open[len(open)-1], at, d.body)
				open = open[:len(open)-1]
			}
		}
		for _, s := range r.sentencesOf(d.body) {
			switch {
			case s.heading && s.spot.Block != block:
				block = s.spot.Block
				end(s.spot.Level, s.place(0, len(s.text)))
				if promisesTime().MatchString(s.text) && !isMeasured(s.text) {
					open = append(open, s)
				}
			case len(open) > 0 && (s.may(sayMeasure) && isMeasured(s.text) || s.may(sayNow) && atOnce().MatchString(s.text)):
				open = nil
			}
		}
		end(0, diag.Place{})
	}
}

// reportNoTime reports a heading of a section without a time, up to a place, unless it shows or leads to where one is.
func (r *report) reportNoTime(heading passage, end diag.Place, body *markdown.Document) {
	at := heading.place(0, len(heading.text))
	inSection := func(p diag.Place) bool { return isBefore(at, p) && (end.Line == 0 || isBefore(p, end)) }
	if slices.ContainsFunc(body.Tags, func(t markdown.Tag) bool { return t.Name == "promise" && inSection(t.At) }) ||
		slices.ContainsFunc(body.Links(r.PlainFill), func(l markdown.Link) bool { return inSection(l.At) && mayShowTime(l) }) {
		return
	}
	r.problems.Add(diag.Problem{At: at, Message: fmt.Sprintf("%q has no time below it", shorten(heading.text)),
		Help: `Write the time, or name the promise that says it, such as {{ promise "capability.promise" }}.`})
}

func isBefore(a, b diag.Place) bool { return cmp.Or(a.Line-b.Line, a.Column-b.Column) < 0 }

var namesTime = lazy.Pattern(`(?i)\b(?:promises?|service levels?|sla|times?|hours|levels?|how (?:long|soon|quickly|fast))\b|(?:^|/)capabilities/`)

// mayShowTime reports whether a link is a picture, or leads to where times stand.
func mayShowTime(l markdown.Link) bool {
	return l.Image || l.Anchor != "" || namesTime().MatchString(l.Text) || namesTime().MatchString(l.Path)
}
