package record

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// The limit of a suggestion is the shortest one that can be said in a sentence and was kept as often as the target.

// Limits above inHours are rounded up to hours, those above inDays, on the calendar, to days, others to quarters of an hour.
const (
	inHours = 4 * time.Hour
	inDays  = 7 * 24 * time.Hour
)

// mostDays is how many days are tried beyond the first.
const mostDays = 1000

// boundless returns a limit that nothing can miss. It stands in for a limit that is not known yet: without one, no times are
// counted.
func boundless(at diag.Place) syntax.Written[clock.Duration] {
	return syntax.Written[clock.Duration]{V: clock.Duration{N: 100, Unit: clock.Year}, At: at}
}

// suggestLimit fills in the times, and a limit where one was kept often enough.
func (s subject) suggestLimit(out *Suggestion, w *Period, target amount.Percent) {
	out.Target = target.String()
	if w.Finished > 0 {
		quantile := func(percent amount.Percent) int { return int(w.Quantile(percent*amount.Whole/100) / time.Second) }
		out.Times = &Quantiles{quantile(50), quantile(90), quantile(95), quantile(99)}
	}
	present, hours, _ := s.promise.WithinFor(s.level)
	if s.unlimited {
		present = clock.Duration{}
	} else {
		out.Present = limitText(present)
		share := shareOf(w.Tally)
		if kept, ok := highestOf(share.meets); ok && out.Enough {
			out.AtLimit = kept.String()
			if !share.meets(target) {
				out.Or = "within: " + s.inLevel(out.Present) + "\n" + s.targetLine(kept)
			}
		}
	}
	tightest, ok := w.Tightest(target)
	if !ok || !out.Enough {
		return
	}
	seconds := int(tightest / time.Second)
	out.Tightest = &seconds
	out.limit = sayableLimit(tightest, present, hours != nil && (s.promise.Clock.V == "business" || present.Business))
	sums := s.recount(out.limit)
	for more := 0; !shareOf(sums[w.From]).meets(target); more++ { // days are of many lengths
		if more == mostDays {
			return
		}
		out.limit.N++
		sums = s.recount(out.limit)
	}
	out.Within, out.Share = limitText(out.limit), target.String()
	for i := range out.Windows {
		share := shareOf(sums[out.Windows[i].From])
		out.Windows[i].Suggested = &share
		if i > 0 && share.Counted >= out.Needed && !share.meets(target) {
			out.Missed++
		}
	}
	now := sums[w.From]
	if s.unlimited {
		out.Kept, out.Counted, out.Late = now.Kept, now.Counted(), now.Late
	}
	out.Thin = now.Wilson() < target.Share()
	out.Write = "within: " + s.inLevel(out.Within) + "\ntarget: " + out.Share + "\n"
}

// recount counts the rows with another limit and returns the sums of each period by its beginning.
func (s subject) recount(limit clock.Duration) map[time.Time]Tally {
	p := *s.promise
	if s.level != "" {
		term := p.Levels[0]
		term.Within = limit
		p.Levels = []catalog.LevelTerm{term}
	} else {
		p.Within.All = syntax.Written[clock.Duration]{V: limit, At: p.Record.At}
	}
	o := *s.offer
	o.Site.Checks.MinSample = syntax.Written[int]{V: 0, At: diag.Place{File: syntax.SiteFile}} // so that no window is skipped
	r := CountEach(&o, []*catalog.Promise{&p}, s.files)[0].Result
	sums := map[time.Time]Tally{r.Window.From: r.Window.Tally}
	for _, e := range r.Earlier {
		sums[e.From] = e.Tally
	}
	return sums
}

// inLevel returns a limit as it stands below within:.
func (s subject) inLevel(limit string) string {
	if s.level == "" {
		return limit
	}
	if hours := s.promise.Levels[0].Hours; hours != nil {
		limit = "{within: " + limit + ", hours: " + hours.Name + "}"
	}
	return "{" + s.level + ": " + limit + "}   # beside those of the other levels"
}

// sayableLimit returns the shortest limit that can be said in a sentence and is no shorter than the tightest. It is in days
// where the promise has days. Of working days it returns the fewest that may suffice, and the caller tries more.
func sayableLimit(tightest time.Duration, present clock.Duration, working bool) clock.Duration {
	ceil := func(unit time.Duration) int64 { return max(int64((tightest+unit-1)/unit), 1) }
	switch {
	case working && present.Unit >= clock.Day:
		return clock.Duration{N: max(int64(tightest/(24*time.Hour)), 1), Unit: clock.Day, Business: present.Business}
	case !working && (present.Unit >= clock.Day || tightest > inDays):
		return clock.Duration{N: ceil(24 * time.Hour), Unit: clock.Day}
	case tightest > inHours || ceil(15*time.Minute)%4 == 0:
		return clock.Duration{N: ceil(time.Hour), Unit: clock.Hour, Business: present.Business}
	}
	return clock.Duration{N: 15 * ceil(15*time.Minute), Unit: clock.Minute, Business: present.Business}
}

// limitText returns a limit as a person would write it: 1h 45m for 105m.
func limitText(d clock.Duration) string {
	if d.Unit != clock.Minute || d.N <= 60 || d.N%60 == 0 || d.Business {
		return d.String()
	}
	return fmt.Sprintf("%dh %dm", d.N/60, d.N%60)
}

// Unnamed is a CSV file that no promise names yet, with what is known of its columns.
type Unnamed struct {
	File     string // with slashes; an absolute path is shortened to the name
	From, To string // columns
	Format   string // of its times; empty: the one that fits, where there is exactly one
}

// longerWindows are tried in turn where too little happened in the usual window: a small firm has few jobs in 90 days.
var longerWindows = []clock.Window{{Last: clock.Duration{N: 180, Unit: clock.Day}}, {Last: clock.Duration{N: 1, Unit: clock.Year}}}

// Suggest returns a first promise for the file, counted in the zone and at the moment of the offer. A problem without a
// line is one of the file as a whole, or of a column; with one that is an error, nothing is suggested.
func (f Unnamed) Suggest(o catalog.Offer, files Files, target amount.Percent) (Suggestion, []diag.Problem) {
	onlyFormat := ""
	if f.Format == "" {
		onlyFormat = formatOf(f.promise(), files)
		f.Format = onlyFormat
	}
	promise := f.promise()
	o.Promises = []*catalog.Promise{promise}
	if _, problems := Count(&o, files); diag.Count(problems, diag.Error) > 0 {
		return Suggestion{}, problems
	}
	s := subject{offer: &o, promise: promise, files: files, unlimited: true}
	out := s.suggestion(target)
	for _, longer := range longerWindows {
		if out.Enough {
			break
		}
		promise.Window = syntax.Written[clock.Window]{V: longer, At: promise.Record.At}
		out = s.suggestion(target)
	}
	out.Format = onlyFormat
	if out.Write != "" {
		out.Write, out.CopyTo = f.lines(out), f.recordFile()
	}
	return out, nil
}

// promise returns the promise as far as it is known before it has a limit.
func (f Unnamed) promise() *catalog.Promise {
	at := diag.Place{File: f.File}
	text := func(v string) (t syntax.Text) {
		if v != "" {
			t = syntax.Text{V: v, At: at}
		}
		return t
	}
	p := &catalog.Promise{}
	p.ID, p.Record = text(f.id()), syntax.Record{Located: syntax.Located{At: at}, File: text("../" + f.File), From: text(f.From), To: text(f.To), Format: text(f.Format)}
	p.Within.All = boundless(at)
	return p
}

var notInID = regexp.MustCompile(`[^a-z0-9]+`)

// id returns an id for the promise, made of the file's name.
func (f Unnamed) id() string {
	base := path.Base(f.File)
	id := strings.Trim(notInID.ReplaceAllString(strings.ToLower(strings.TrimSuffix(base, path.Ext(base))), "-"), "-")
	if id == "" || id[0] <= '9' {
		return strings.TrimSuffix("done-"+id, "-")
	}
	return id
}

// recordFile returns where the file has to lie below content/.
func (f Unnamed) recordFile() string { return "records/" + path.Base(f.File) }

// lines returns the whole promise in YAML.
func (f Unnamed) lines(s Suggestion) string {
	format, n := "", int(s.limit.N)
	if f.Format != "" {
		format = ", format: " + strconv.Quote(f.Format)
	}
	within := diag.Plural(n, map[clock.Unit]string{clock.Minute: "minute", clock.Hour: "hour", clock.Day: "day"}[s.limit.Unit])
	if s.limit.Unit == clock.Minute && n >= 60 {
		within = diag.Plural(n/60, "hour") + " " + diag.Plural(n%60, "minute")
	}
	return fmt.Sprintf(`promises:
  - id: %s
    says: It is done within %s.
    commitment: target
    indicator: {kind: duration, from: %s, to: %s}
    within: %s
    clock: calendar
    target: %s
    window: %s
    record: {file: %s, from: %s, to: %s%s}
`, f.id(), within, columnWords(f.From), columnWords(f.To), s.Within, s.Share, s.Window, flowText(f.recordFile()), flowText(f.From), flowText(f.To), format)
}

// columnWords returns a column's name as a person would say it, as it can stand within { }.
func columnWords(column string) string {
	return flowText(strings.ToLower(strings.Join(strings.FieldsFunc(column, func(r rune) bool { return strings.ContainsRune("_- ", r) }), " ")))
}

var plainInFlow = regexp.MustCompile(`^[a-z][a-z0-9_./ -]*$`)

// flowText returns a text as it can stand within { }.
func flowText(text string) string {
	if plainInFlow.MatchString(text) && !slices.Contains([]string{"yes", "no", "on", "off", "true", "false", "null"}, text) {
		return text
	}
	return strconv.Quote(text)
}
