package check

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/record"
	"upfront/generator/syntax"
)

const (
	recordBelow         diag.RuleID = "record-below"
	recordThin          diag.RuleID = "record-thin"
	recordStale         diag.RuleID = "record-stale"
	recordOpenLate      diag.RuleID = "record-open-late"
	recordExcludedShare diag.RuleID = "record-excluded-share"
	wordAlways          diag.RuleID = "word-always"
	recordNone          diag.RuleID = "record-none"
	remedyUnpaid        diag.RuleID = "remedy-unpaid"
)

// recordRules hold a promise against what was counted of its record.
var recordRules = []rule{
	{id: recordBelow, check: checkKept},
	{id: recordBelow, check: checkKeptAgain},
	{id: recordThin, check: checkThin},
	{id: recordStale, check: checkFutureRows},
	{id: recordStale, check: checkStale},
	{id: recordOpenLate, check: checkOpenLate},
	{id: recordExcludedShare, check: checkExcludedShare},
	{id: wordAlways, check: checkStrongWords, english: true},
	{id: remedyUnpaid, check: checkPaid},
	{id: recordNone, check: checkRecorded, unrecorded: true},
}

// recordedPromise is a promise with its record; the result is nil where it has none that can be read.
type recordedPromise struct {
	*catalog.Promise
	*record.Result
}

func (c recordedPromise) recordPlace() diag.Place {
	return cmp.Or(c.Record.File.At, c.Record.Notices.At, c.Promise.At)
}

// Records judges what the promises of an offer say against what their records show. found holds the problems of counting:
// a record with errors is not judged.
func Records(o *catalog.Offer, b *record.Book, found []diag.Problem) []diag.Problem {
	r := &report{Offer: o}
	unread := map[string]bool{}
	for _, p := range diag.Adjust(found, o.Site.Checks.Severity) {
		if p.Level() == diag.Error {
			unread[p.At.File] = true
		}
	}
	for _, p := range o.Promises {
		c := recordedPromise{p, b.Result(p)}
		if unread["content/"+p.Record.File.V] {
			c.Result = nil
		}
		for _, rule := range allRules {
			if check, ok := rule.check.(func(*report, recordedPromise)); ok && (c.Result != nil || rule.unrecorded) && (!rule.english || r.readsEnglish()) {
				r.problems.Default.Rule = rule.id
				check(r, c)
			}
		}
	}
	return diag.Sort(r.problems.Problems)
}

// checkRecorded reports a number that nothing stands behind. Where it has been promised for more than a year, it is a
// warning: a page that calls such a promise new is not believed. No minutes without service, and no notices of
// delays, are a record too.
func checkRecorded(r *report, c recordedPromise) {
	number := cmp.Or(c.Target.At, c.Promise.Within.At, c.AtLeast.At, c.AtMost.At)
	if isBestEffort(c.Promise) || !c.Commitment.IsSet() || number.IsZero() || c.Promise.Visibility.V == "internal" || !isOnOffer(c.Capability) {
		return
	}
	since := c.Capability.Effective
	switch {
	case c.Promise.Record.At.IsZero():
		unrecorded := diag.Problem{At: number, Message: fmt.Sprintf("%q has a number, and nothing shows how often it is kept", c.ID.V), Help: recordHelp(c.Promise)}
		if since.IsSet() && since.V.Add(clock.Duration{N: 1, Unit: clock.Year}).Before(r.Today()) {
			unrecorded.Message = fmt.Sprintf("%q has been promised since %v, and nothing shows how often it is kept", c.ID.V, since.V)
			unrecorded.Severity = diag.Warning
		}
		r.problems.Add(unrecorded)
	case c.Result == nil || !c.Record.File.IsSet() || c.Kind == record.Availability:
	case c.Rows == 0:
		r.problems.Add(diag.Problem{At: c.Record.File.At, Message: fmt.Sprintf("the record of %q has no row", c.ID.V),
			Help: "Look into the file: below the names of the columns there has to be a line for each case. Until something has happened, leave record: out.", Severity: diag.Warning})
	case c.Newest.IsZero():
		r.problems.Add(diag.Problem{At: c.Record.File.At, Message: fmt.Sprintf("the record of %q has no row yet that counts", c.ID.V),
			Help: "Export into it what has happened since."})
	}
}

// recordHelp says which columns a promise needs.
func recordHelp(p *catalog.Promise) string {
	columns := "from: day, ok: kept, total: all"
	switch {
	case p.Promise.Within.IsSet():
		columns = "from: began_at, to: done_at"
	case p.Indicator.Kind.V == "availability":
		columns = "from: down_at, to: up_at"
	}
	return fmt.Sprintf("Export two columns or three of what you write down anyway, and name them: record: {file: records/%s.csv, %s}.", p.ID.V, columns)
}

// checkKept reports a promise that was kept less often than it says: an error for a guarantee, a warning for a target, a
// notice once it is acknowledged.
func checkKept(r *report, c recordedPromise) {
	switch c.Verdict() {
	case record.Kept, record.Thin, record.New, record.Bare:
		return
	}
	below := diag.Problem{At: cmp.Or(c.Target.At, c.AtLeast.At, c.AtMost.At, c.Commitment.At, c.Promise.At)}
	if c.Commitment.V != "guarantee" {
		below.Severity = diag.Warning
	}
	if until := c.Acknowledge.Until; until.IsSet() && !until.V.Before(r.Today()) && !isBlank(c.Acknowledge.Because) {
		below.Severity = diag.Notice
	}
	add := func(help, message string, args ...any) {
		below.Message, below.Help = fmt.Sprintf(message, args...), help
		r.problems.Add(below)
	}
	missed, all := c.MissedLevels(), &c.Window.Tally
	switch {
	case c.Kind == record.Availability && c.SoFar:
		add(availableHelp(r, c), "%q promises %s, which allows %s without service, and since %s %s were lost already",
			c.ID.V, c.Limits.Target, withoutZeros(time.Duration(c.Allowed(&c.Window))*time.Second), c.Window.From.In(r.Zone).Format(time.DateOnly), withoutZeros(time.Duration(all.Missed())*time.Second))
	case c.Kind == record.Availability:
		add(availableHelp(r, c), "%q promises %s, and %s without service %s leave %s",
			c.ID.V, c.Limits.Target, withoutZeros(time.Duration(all.Missed())*time.Second), windowWords(r, c), availableShare(c))
	case c.Whole() == record.Below:
		atLevels := ""
		for _, l := range missed {
			atLevels += fmt.Sprintf("; at level %s it was kept in %d of %d", l.ID, l.Since().Kept, l.Since().Counted)
		}
		add(insteadHelp(r, c), "%q was kept in %s, and %s%s", c.ID.V, keptWords(c, all), targetWords(c), atLevels)
	default:
		for _, l := range missed {
			add(insteadHelp(r, c), "%q at level %s was kept in %s, and %s", c.ID.V, l.ID, keptWords(c, &l.Tally), targetWords(c))
		}
	}
}

// checkKeptAgain reports an acknowledgement of what is over.
func checkKeptAgain(r *report, c recordedPromise) {
	if v := c.Verdict(); (v == record.Kept || v == record.Thin) && c.Acknowledge.Until.IsSet() && c.Kind != record.Availability {
		r.problems.Add(diag.Problem{At: c.Acknowledge.At, Message: fmt.Sprintf("%q is kept again: %d of %d, and the promise is %s", c.ID.V, c.Window.Since().Kept, c.Window.Since().Counted, c.Limits.Target),
			Help: "Remove acknowledge. The page no longer shows it.", Severity: diag.Notice})
	}
}

// windowWords returns the counted time in words: on the first of a month, the month before.
func windowWords(r *report, c recordedPromise) string {
	if c.Limits.Window.Months == 0 {
		return "in the last " + c.Limits.Window.String()
	}
	return fmt.Sprintf("from %s to %s", c.Window.From.In(r.Zone).Format(time.DateOnly), c.Window.To.Add(-time.Second).In(r.Zone).Format(time.DateOnly))
}

// keptWords says how many were kept of those that are judged, and from a hundred on the share, as pages do.
func keptWords(c recordedPromise, t *record.Tally) string {
	s := t.Since()
	out := fmt.Sprintf("%d of %d", s.Kept, s.Counted)
	if t.Before.Counted > 0 {
		out += fmt.Sprintf(" since %v", c.Promise.Since.V)
	}
	if s.Counted >= 100 {
		out += ", which is " + c.Limits.Target.Floor(int64(s.Kept), int64(s.Counted)) + "%"
	}
	return out
}

// availableHelp says which availability could be promised, where one can.
func availableHelp(r *report, c recordedPromise) string {
	if c.Bears == nil || c.Bears.Share == "" {
		return acknowledgeHelp(r, c)
	}
	return "Promise what the record bears, such as " + c.Bears.Share + ". " + acknowledgeHelp(r, c)
}

// availableShare returns the share of the time with service, cut off: rounded up, it could look like what was promised.
func availableShare(c recordedPromise) string {
	return strconv.FormatFloat(math.Floor(100_000*c.Window.Share())/1000, 'f', 3, 64) + "%"
}

// targetWords says how often the promise is to be kept.
func targetWords(c recordedPromise) string {
	if c.Limits.Floor {
		return fmt.Sprintf("a guarantee has to reach %s here (guarantee_floor in site.yaml)", c.Limits.Target)
	}
	return fmt.Sprintf("the promise is %s", c.Limits.Target)
}

// insteadHelp says what could be promised: what upfront suggest offers, so that both say the same.
func insteadHelp(r *report, c recordedPromise) string {
	can := "What the record bears is shown by upfront suggest " + c.Ref
	switch b := c.Bears; {
	case b == nil:
	case len(b.Offers) == 0 && b.TooFew:
		can = fmt.Sprintf("The rows are too few to bear %s: what they bear is shown by upfront suggest %s", c.Limits.Target, c.Ref)
	case len(b.Offers) == 0:
		can = "The record bears no target of 80% or more, so promise it as commitment: best-effort, without a number"
	default:
		can = "You can promise " + strings.Join(b.Offers, ", or ")
		if len(b.Unknown) > 0 {
			can += "; the record bears nothing for " + strings.Join(b.Unknown, ", ")
		}
	}
	return can + ". " + acknowledgeHelp(r, c)
}

// acknowledgeHelp says how to stand by a promise all the same.
func acknowledgeHelp(r *report, c recordedPromise) string {
	if until := c.Acknowledge.Until; until.IsSet() && until.V.Before(r.Today()) {
		return fmt.Sprintf("What you acknowledge was over on %v. To stand by it for longer, write a later day, and a reason that is true now.", until.V)
	}
	return "To stand by it all the same, say why below acknowledge: {until, because}, which the page then shows."
}

func checkThin(r *report, c recordedPromise) {
	if c.Verdict() == record.Thin && !c.isUntestable() {
		r.problems.Add(diag.Problem{At: cmp.Or(c.Target.At, c.Promise.At), Message: fmt.Sprintf("%q was kept in %d of %d, which bears %s, but with so few the true share may be as low as %d%%", c.ID.V, c.Window.Since().Kept, c.Window.Since().Counted, c.Limits.Target, int(100*c.Window.Since().Wilson())),
			Help: "Count on a miss now and then: let the window be longer, or promise a little less."})
	}
}

// checkStale reports a record that was not carried on, so that nothing is left to judge the promise by. A record of notices may have
// nothing new for long, and one of a month that has only begun may be of the month before.
func checkStale(r *report, c recordedPromise) {
	if c.Kind == record.Availability || c.Record.Notices.IsSet() || c.Newest.IsZero() || c.Window.Counted()+c.Window.NotDue > 0 {
		return
	}
	from := c.Window.From
	if c.SoFar {
		from = c.Limits.Window.Previous(c.Window.Span, r.Zone).From
	}
	if !c.Newest.Before(from) {
		return
	}
	r.problems.Add(diag.Problem{At: cmp.Or(c.Record.File.At, c.Promise.At), Message: fmt.Sprintf("the newest row of the record of %q is of %s", c.ID.V, c.Newest.In(r.Zone).Format(time.DateOnly)),
		Help: "Export the record again."})
}

// checkFutureRows tells of rows that the build's "now" leaves out: as_of stands still, or the rows are wrong.
func checkFutureRows(r *report, c recordedPromise) {
	if c.Future == 0 {
		return
	}
	help, are := "Look whether their times are of another zone, or of the wrong year.", "are"
	if c.Future == 1 {
		help, are = "Look whether its times are of another zone, or of the wrong year.", "is"
	}
	if asOf := r.Site.AsOf; asOf.IsSet() && asOf.V.Equal(r.Now) {
		help = "Move as_of in site.yaml forward, or take it away, so that today counts as today."
	}
	r.problems.Add(diag.Problem{Severity: diag.Notice, At: c.recordPlace(), Help: help,
		Message: fmt.Sprintf("%s of the record of %q happened after %s, the moment of this build, and %s not counted", diag.Plural(c.Future, "row"), c.ID.V, r.Now.In(r.Zone).Format("2006-01-02 15:04"), are)})
}

func checkOpenLate(r *report, c recordedPromise) {
	switch n := c.Window.Late - c.Window.LateBefore; {
	case n == 0 || c.Unlimited: // a best effort has no time to be open beyond
	case n == 1:
		r.problems.Add(diag.Problem{At: c.recordPlace(), Message: fmt.Sprintf("1 row of %q is open beyond its time", c.ID.V),
			Help: "Close it, or write its end into the record. Until then it counts as missed."})
	default:
		r.problems.Add(diag.Problem{At: c.recordPlace(), Message: fmt.Sprintf("%d rows of %q are open beyond their time", n, c.ID.V),
			Help: "Close them, or write their end into the record. Until then they count as missed."})
	}
}

func checkExcludedShare(r *report, c recordedPromise) {
	counted, out := c.Window.Since(), c.Window.ExcludedSince()
	excluded, all := out.Counted, out.Counted+counted.Counted
	if c.Kind == record.Availability || excluded*10 <= all || all < c.Limits.Least {
		return
	}
	do, let := "do", "some of them"
	if excluded == 1 {
		do, let = "does", "it"
	}
	r.problems.Add(diag.Problem{At: cmp.Or(c.Record.Excluded.At, c.Promise.At), Message: fmt.Sprintf("%d of %s of %q %s not count", excluded, diag.Plural(all, "row"), c.ID.V, do),
		Help: fmt.Sprintf("Promise less, or let %s count. The page tells both shares: %d of %d, and with what is excluded %d of %d.", let, counted.Kept, counted.Counted, counted.Kept+out.Kept, all)})
}

// checkPaid reports misses for which nothing was paid, where the promise says that it is paid without being asked for.
func checkPaid(r *report, c recordedPromise) {
	if n := c.Window.Unpaid; n > 0 && c.OnMiss.Remedy.Automatic.V {
		r.problems.Add(diag.Problem{At: cmp.Or(c.OnMiss.Remedy.Automatic.At, c.OnMiss.Remedy.At), Message: fmt.Sprintf("%q was missed %s for which the record names no credit, and its remedy is automatic", c.ID.V, diag.Plural(n, "time")),
			Help: fmt.Sprintf("Pay what is owed and write it into the column %q, or take automatic away: then a customer has to ask.", c.Record.Paid.V)})
	}
}

// strongWords are words for each time, and for most times, with the share that the record has to have.
var strongWords = []struct {
	setting string // in checks: words
	share   amount.Percent
	form    func() *regexp.Regexp
}{
	{"always", 99 * amount.Whole / 100, lazy.Pattern(`(?i)\b(?:always|never|guaranteed|24/7|every time|without (?:exception|fail)|each and every|every (?:single )?(?:delivery|order|parcel|pallet|drop|message|e-?mail|call|question|request|ticket|enquiry|inquiry|job|visit|booking|customer|invoice|complaint|claim|repair|fault|collection)\b)`)},
	{"usually", 80 * amount.Whole / 100, lazy.Pattern(`(?i)\b(?:usually|normally|typically|generally)\b`)},
}

// weakening matches what makes a word for each time one for most times.
var weakening = lazy.Pattern(`(?i)\b(?:almost|nearly|practically|virtually|hardly|not)\s+$`)

func checkStrongWords(r *report, c recordedPromise) {
	kept := c.Window.Since()
	if kept.Counted < c.Limits.Least || c.Kind == record.Availability {
		return
	}
	for _, says := range []syntax.Text{c.Says, c.Short} {
		checkStrongWordsOf(r, c, says, kept)
	}
}

func checkStrongWordsOf(r *report, c recordedPromise, says syntax.Text, kept record.KeptShare) {
	for i, w := range strongWords {
		m := w.form().FindStringIndex(says.V)
		if m == nil {
			continue
		}
		if before := weakening().FindStringIndex(says.V[:m[0]]); before != nil && i == 0 { // almost always is usually
			m[0], w = before[0], strongWords[1]
		}
		share := w.share
		if set, ok := r.Site.Checks.Words.Get(w.setting); ok && set.IsSet() {
			share = set.V
		}
		if share.Met(int64(kept.Kept), int64(kept.Counted)) {
			continue
		}
		r.problems.Add(diag.Problem{At: placeIn(says, m[0], m[1]), Message: fmt.Sprintf("%q says %q, and was kept in %d of %d", c.ID.V, says.V[m[0]:m[1]], kept.Kept, kept.Counted),
			Help: fmt.Sprintf("Say how often: the record bears %d of %d. Or promise a time that you do keep.", kept.Kept, kept.Counted)})
	}
}
