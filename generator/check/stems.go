package check

import "strings"

// Most sentences say nothing that a check of words looks for. One look at how their words begin tells which may, so that the
// others are not searched; it is many times faster than an expression.

// kinds is what a text may say, as bits.
type kinds uint32

// The first bits are those of vagueForms, in their order.
const (
	sayVague     kinds = 1<<8 - 1
	sayUnwritten kinds = 1 << (iota + 7)
	sayAllHours
	sayOutside
	sayMeasure
	sayTime
	sayLevel
	sayPraise
	sayShare
	sayGuarantee
	sayMoment
	sayTone
	sayInitials
	sayExcept
	sayNow
	sayOpen
	sayDay
)

// textStems holds how words begin, with what they may say.
var textStems = func() (all stems) {
	for i, f := range vagueForms {
		all.add(f.stems, 1<<i)
	}
	all.add("todo|tbd|tbc|fixme|edit|xx|lorem|your-|yourd|yourc|yourb", sayUnwritten)
	all.add("24|round the|round-the|around the|day and night|day or night|night and day|anytime|any time|at any hour|at all hours|at all times|"+
		"always open|always there|never clos|every hour of|every day of|seven days|7 days|365 days|open 24|open every|open daily|available 24|staffed 24|manned 24|reachable 24|answered 24", sayAllHours)
	all.add("out of|outside|after", sayOutside)
	all.add("two|twelve|twenty|twice|three|thirty|four|forty|fif|five|six|seven|eight|nine|ten|eleven|hundred|dozen|half", sayMeasure)
	all.add("minute|hour|day|morning|afternoon|evening|night|week|month|quarter|year", sayMeasure)
	all.add("mon|tues|wednes|thurs|fri|satur|sun|today|tomorrow|tonight|overnight|noon|midnight|lunchtime", sayMeasure)
	all.add("min|hour|hr|day|week|fortnight|month|year", sayTime)
	all.add("p |p-|p0|p1|p2|p3|p4|p5|l |l-|l0|l1|l2|l3|l4|l5|s0|s1|s2|s3|s4|s5|sev|prio|level|critical|urgent|emergency|high|medium|low|major|minor|moderate|normal", sayLevel)
	all.add("commit|passion|pride|striv|extra|above|exceed|priority|satisf|excellen|quality|service|standard|care|experience|"+
		"focus|centric|first|dedicat|second|peace|matter|value|world|work", sayPraise)
	all.add("percent|per cent|half|out of|of every|of each|of ten|of twenty|of 1|of 2|of 3|of 4|of 5|of 6|of 7|of 8|of 9", sayShare)
	for _, day := range []string{"same ", "next ", "following "} {
		all.add(day+"day|"+day+"working|"+day+"business|"+day+"morning|"+day+"afternoon|"+day+"evening", sayMoment)
	}
	all.add("by the end|by mon|by tue|by wed|by thu|by fri|by sat|by sun|by noon|by midnight|by tomorrow|by 0|by 1|by 2|by 3|by 4|by 5|by 6|by 7|by 8|by 9|seconds|three-quarter|three quarter", sayMoment)
	all.add("immediate|instant|straight away|right away|at once|on the spot|while you wait", sayNow)
	all.add("open|hours|staffed|manned|available|reach|answer|here|there|on duty|take|pick|call|ring|phone|telephone|speak|talk|get hold|our|times", sayOpen)
	all.add("mon|tue|wed|thu|fri|sat|sun|weekday|weekend|every day|daily|noon|midday|midnight", sayDay)
	all.add("unless|except|other than|apart from|but not|if not", sayExcept)
	all.add("guarantee|satisfaction|result|delivery|money", sayGuarantee)
	all.add("simpl|obvious|just|as you|clearly|of course|needless|goes without|everyone|everybody|surely|merely|trivial|as we|even a|bothered|know", sayTone)
	return all
}()

// kindsIn returns what a text may say.
func kindsIn(text string) kinds {
	says := textStems.in(text)
	if strings.ContainsAny(text, "0123456789") {
		says |= sayMeasure | sayTime // "48h"
	}
	if hasInitials(text) {
		says |= sayInitials
	}
	if strings.IndexByte(text, '%') >= 0 {
		says |= sayShare
	}
	if strings.ContainsAny(text, "[{") || strings.Contains(text, "__") || strings.Contains(text, "??") {
		says |= sayUnwritten
	}
	return says
}

// stems finds words by how they begin, many times faster than an expression does.
type stems [1 << 10][]stem // by the first two letters, as stemKey has them

// stem is the begin of a word, in small letters, with the kinds that have it as bits.
type stem struct {
	text  string
	kinds kinds
}

// add adds stems, parted by |, of kinds.
func (all *stems) add(texts string, kinds kinds) {
	for text := range strings.SplitSeq(texts, "|") {
		key := stemKey(text)
		all[key] = append(all[key], stem{text, kinds})
	}
}

// in returns the kinds of the words that a text may hold.
func (all *stems) in(text string) (kinds kinds) {
	inWord := false
	for i := range max(0, len(text)-1) {
		if !inWord {
			for _, s := range all[stemKey(text[i:])] {
				if beginsWith(text[i:], s.text) {
					kinds |= s.kinds
				}
			}
		}
		inWord = isLetter(text[i])
	}
	return kinds
}

// stemKey returns what the first two letters of a text have in common in small letters and capitals; other texts may have the
// same. Every stem has two.
func stemKey(text string) int { return int(text[0]&31)<<5 | int(text[1]&31) }

// beginsWith reports whether a text may begin with a stem, in small letters or capitals.
func beginsWith(text, stem string) bool {
	if len(text) < len(stem) {
		return false
	}
	for i := range len(stem) {
		if text[i]|0x20 != stem[i] {
			return false
		}
	}
	return true
}

// hasInitials reports whether two capitals stand beside each other.
func hasInitials(text string) bool {
	for i := 1; i < len(text); i++ {
		if 'A' <= text[i] && text[i] <= 'Z' && 'A' <= text[i-1] && text[i-1] <= 'Z' {
			return true
		}
	}
	return false
}
