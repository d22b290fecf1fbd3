package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// A backing is what the data of the site promise, with all words that say what it is about.
type backing struct {
	name    string           // in a message
	promise *catalog.Promise // nil for what site.yaml says
	does    actions
	words   map[string]bool
	subject string // words of which a claim has one; empty for a promise
	limits  []backedLimit
	choices []backedLimit  // that customers may have in place of these
	share   amount.Percent // zero where there is none
	at      diag.Place
	isNext  bool // it holds from a day on that is to come
}

// backedLimit is a time of a backing, for a level or, with an empty one, for all.
type backedLimit struct {
	time  clock.Duration
	level syntax.Level
	hours *catalog.Calendar // nil on the calendar clock
}

// backings returns what claims are compared with, made once for all documents.
func (r *report) backings() []backing {
	if r.backed != nil {
		return r.backed
	}
	r.backed = []backing{}
	for _, p := range withNext(r.Promises) {
		if p.Visibility.V != "internal" && !p.Unread {
			r.backed = append(r.backed, r.backingOf(p))
		}
	}
	add := func(name, words, subject string, limit syntax.Written[clock.Duration], hours *catalog.Calendar) {
		if limit.IsSet() {
			b := backing{name: name, words: map[string]bool{}, subject: subject, limits: []backedLimit{{time: limit.V, hours: hours}}, at: limit.At}
			b.read(words + " " + subject)
			r.backed = append(r.backed, b)
		}
	}
	add("complaints: in site.yaml", "answer", "complaint complain", r.Site.Complaints.AnswerWithin, nil)
	add("notify: in site.yaml", "tell hear", "delay late", r.Site.Notify.DelayToldWithin, nil)
	add("notify: in site.yaml", "tell announce", "change weaker", r.Site.Notify.ChangeNotice, nil)
	for _, c := range r.Channels {
		add(fmt.Sprintf("the channel %q", c.ID.V), "answer "+c.Channel.Name.V+" "+c.ID.V, channelWords[c.By.V], c.RespondWithin, c.Hours)
	}
	return r.backed
}

var channelWords = map[string]string{"phone": "phone telephone call", "mobile": "phone mobile telephone call text", "chat": "chat", "email": "email mail", "form": "form"}

func (r *report) backingOf(p *catalog.Promise) backing {
	b := backing{name: fmt.Sprintf("%q", p.Ref), promise: p, words: map[string]bool{}, at: cmp.Or(p.Promise.Within.At, p.Target.At, p.AtLeast.At, p.AtMost.At, p.At)}
	b.read(p.Says.V + " " + p.Short.V + " " + p.Indicator.From.V + " " + p.Indicator.To.V + " " + strings.ReplaceAll(p.ID.V, "-", " "))
	b.does |= map[string]actions{"response": doAnswer, "resolution": doFix | doRestore, "availability": doBeUp, "on-time": doDeliver}[p.Indicator.Kind.V]
	does := b.does
	b.read(p.Capability.Title.V)
	b.does = does
	b.isNext = !slices.Contains(r.Promises, p)
	for _, l := range limitTimesOf(p) {
		level, _ := catalog.Find(r.Site.Levels, func(s syntax.Level) bool { return s.ID.V == l.level })
		b.limits = append(b.limits, backedLimit{l.V, level, l.hours})
	}
	for _, o := range p.Options {
		for _, t := range measuredTimes(o.To) {
			b.choices = append(b.choices, backedLimit{time: t.V, hours: businessHours(p, p.Hours)})
		}
	}
	if p.Target.IsSet() {
		b.share = p.Target.V
	} else if p.AtLeast.Kind == syntax.InShare {
		b.share = p.AtLeast.Share
	}
	return b
}

// read adds the words of a text, and what it says is done.
func (b *backing) read(text string) {
	var room [96]word
	for _, w := range appendWords(room[:0], text) {
		b.does |= verbs[w.text] | nouns[w.text]
		b.words[rootOf(w.text)] = true
	}
	for _, m := range manyWords().FindAllString(text, -1) {
		b.does |= manyWordsAction(m)
	}
}

// rootOf returns a word without its common endings, so that forms of one word are the same.
func rootOf(word string) string {
	word = strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "’s")
	for _, end := range []string{"ing", "ed", "es", "s", "e"} {
		if root, ok := strings.CutSuffix(word, end); ok && len(root) > 2 {
			return root
		}
	}
	return word
}

// plainWords are those that say nothing of what a sentence is about: a claim made of them and of an action alone is about all
// that is done so.
var plainWords = func() map[string]bool {
	all := map[string]bool{}
	for word := range wordSet(`a an the this that these those it its we us our ours you your yours they them their everybody everyone anybody anyone somebody someone people person customer customers client clients
		and or but so as at by for from in into of off on onto out over to up with within under inside after before per about around than then there here now again back
		is are be been being am was were will would shall can may do does did has have had get gets got make makes take takes
		always usually normally generally mostly often also all any each every both either whole only just even still already ever never not no more most less least later longer latest maximum max
		promise promises promised guarantee guarantees guaranteed aim aims try tries strive commit committed ensure sure assure expect intend target
		minute minutes hour hours day days week weeks month months year years working business calendar time times fortnight couple half
		nineteen seventy eighty one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty ninety hundred next same first following
		team staff office report reports reported writing if it ll
		request requests question questions query queries enquiry enquiries inquiry inquiries message messages email emails e-mail mail e ticket tickets issue issues thing things case cases write writes written ask asks asked send sends sent
		receive received reach us contact contacts how what when where who why long soon fast quick quickly response answer answers percent cent`) {
		all[rootOf(word)] = true
	}
	return all
}()

// covers reports whether everything that a text names beside the action is what the backing is about.
func (b *backing) covers(text string) bool {
	var room [96]word
	for _, w := range appendWords(room[:0], text) {
		root := rootOf(w.text)
		if !plainWords[root] && !b.words[root] && (verbs[w.text]|nouns[w.text])&b.does == 0 && !digit(w.text[0]) {
			return false
		}
	}
	return true
}

// candidates returns the backings that are about the action of a claim, of the promises that its document may speak of.
func (r *report) candidates(f foundClaim) (out []*backing) {
	all := r.backings()
	for i := range all {
		b := &all[i]
		if b.does&f.does != 0 && (b.isNext || b.promise == nil && b.isNamed(f.text+" "+f.heading) || slices.Contains(f.document.of, b.promise)) {
			out = append(out, b)
		}
	}
	return out
}

// isNamed reports whether a text has one of the words for the subject.
func (b *backing) isNamed(text string) bool {
	var room [96]word
	return slices.ContainsFunc(appendWords(room[:0], text), func(w word) bool {
		return slices.ContainsFunc(strings.Fields(b.subject), func(s string) bool { return rootOf(s) == rootOf(w.text) })
	})
}

// verdict is how a claim stands to a backing.
type verdict int

const (
	unlike    verdict = iota // the two cannot be compared
	agrees                   // the backing says the same number, or may
	offers                   // it is the number of a choice, or of an aim beside that of the backing
	disagrees                // it surely says another
)

// compare compares the number of a claim with that of a backing; limits are those of a level that the sentence names, else all.
func (b *backing) compare(f foundClaim) verdict {
	switch {
	case f.isGuarantee:
		if b.promise != nil && b.promise.Commitment.V == "guarantee" {
			return agrees
		}
		return unlike
	case f.isMoment, f.time == nil && b.share == 0, f.time != nil && len(b.limits) == 0:
		return unlike
	case f.time == nil && f.share == b.share:
		return agrees
	case f.time == nil && f.isAim && slices.ContainsFunc(saidShares(f.beside), func(s saidShare) bool { return s.share == b.share }):
		return offers
	case f.time == nil:
		return disagrees
	}
	for _, l := range b.levelsNamed(f.text) {
		if !l.surelyDiffers(f.time) {
			return agrees
		}
	}
	if slices.ContainsFunc(b.choices, func(l backedLimit) bool { return !l.surelyDiffers(f.time) }) || f.isAim && b.isSaid(f.beside) {
		return offers
	}
	return disagrees
}

// isSaid reports whether a text says the time of a backing.
func (b *backing) isSaid(text string) bool {
	return slices.ContainsFunc(saidTimes(text), func(t saidTime) bool {
		return slices.ContainsFunc(b.levelsNamed(text), func(l backedLimit) bool { return !l.surelyDiffers(&t) })
	})
}

func (b *backing) levelsNamed(text string) []backedLimit {
	named := slices.DeleteFunc(slices.Clone(b.limits), func(l backedLimit) bool { return l.level.ID.V == "" || !namesLevel(text, l.level) })
	if len(named) > 0 {
		return named
	}
	return b.limits
}

// namesLevel reports whether a text names a level by its id or name.
func namesLevel(text string, level syntax.Level) bool {
	said := " " + strings.ToLower(strings.Join(strings.FieldsFunc(text, func(c rune) bool { return c < 0x80 && !isWordByte(byte(c)) }), " ")) + " "
	for _, name := range []string{level.ID.V, level.Name.V} {
		if name != "" && strings.Contains(said, " "+strings.ToLower(strings.ReplaceAll(name, "-", " "))+" ") {
			return true
		}
	}
	return false
}

// surelyDiffers reports whether a time in a sentence is another than the limit, however long a working day is.
func (l backedLimit) surelyDiffers(said *saidTime) bool {
	limit, time := withoutHours(l.time), said.time
	if l.hours != nil && (said.working || time.Unit < clock.Day) {
		if order, ok := l.hours.Compare(time, limit); ok {
			return order != 0
		}
	}
	if limit.Unit == time.Unit {
		return limit.N != time.N
	}
	if limit.Unit >= clock.Day && time.Unit >= clock.Day {
		a, b := inDays(limit), inDays(time)
		return a.most < b.least || b.most < a.least
	}
	a, b := inHours(limit), inHours(time)
	return a.most < b.least || b.most < a.least
}

// numberRange is the fewest and the most that a length of time may be counted as.
type numberRange struct{ least, most float64 }

// inDays returns the days of a time: a week may have five working days.
func inDays(d clock.Duration) numberRange {
	unit := map[clock.Unit]numberRange{clock.Day: {1, 1}, clock.Week: {5, 7}, clock.Month: {20, 31}, clock.Year: {240, 366}}[d.Unit]
	return numberRange{unit.least * float64(d.N), unit.most * float64(d.N)}
}

// inHours returns the hours of a time: a day may be a working day.
func inHours(d clock.Duration) numberRange {
	if d.Unit < clock.Day {
		n := d.Least().Hours()
		return numberRange{n, n}
	}
	days := inDays(d)
	return numberRange{days.least * 4, days.most * 24}
}
