package workload

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// line is one expectation or priority of an agreement.
type line struct {
	quote, meaning, answer               string
	because, instead, condition, refer   string
	backedBy, blockedBy, measured, limit string
}

// lines writes one of the two lists, and returns the ids of the lines that are answered yes or yes-if.
func (a *agreement) lines(y *yaml, key, prefix string, makers []func(*agreement) line) (granted []string) {
	y.add("%s:\n", key)
	count, rank := 4+[]int{0, 0, 0, 0, 1, 2}[a.r.below(6)], 0
	for _, m := range a.r.sample(len(makers), len(makers)) {
		l := makers[m](a)
		if l.quote == "" {
			continue // no capability of this customer has a promise for it
		}
		rank++
		id := prefix + strconv.Itoa(rank)
		y.add("  - id: %s\n    rank: %d\n    said: %s\n    understood: %s\n    answer: %q\n", id, rank, quote(l.quote), text(l.meaning), l.answer)
		for _, field := range [][2]string{{"because", l.because}, {"instead", l.instead}, {"if", l.condition}, {"refer", l.refer},
			{"backed_by", l.backedBy}, {"blocked_by", l.blockedBy}} {
			if field[1] != "" {
				y.add("    %s: %s\n", field[0], text(field[1]))
			}
		}
		if l.measured != "" {
			y.add("    measure: {indicator: %s, at_most: %s, window: 90d}\n", l.measured, l.limit)
		}
		if l.answer != "no" {
			granted = append(granted, id)
		}
		if rank == count {
			break
		}
	}
	return granted
}

// plainLine returns a maker of lines that need no capability.
func plainLine(answer, said, understood string, rest ...string) func(*agreement) line {
	return func(a *agreement) line {
		l := line{answer: answer, quote: a.fill(a.r.pick(strings.Split(said, "|")...)), meaning: a.fill(understood)}
		switch answer {
		case "yes-if":
			l.condition = a.fill(rest[0])
		case "no":
			l.because, l.instead = a.fill(rest[0]), a.fill(rest[1])
		}
		return l
	}
}

// promiseLine returns a maker of lines that a promise of one of the customer's capabilities backs. %s stands for its time.
func promiseLine(id, level, said, understood string) func(*agreement) line {
	return func(a *agreement) line {
		for _, i := range a.r.sample(len(a.capabilities), len(a.capabilities)) {
			c := a.capabilities[i]
			p, ok := c.promise(id)
			if !ok {
				continue
			}
			within := cmp.Or(a.chosen[c.id+"."+id+level], p.within)
			l := line{answer: "yes", quote: a.fill(a.r.pick(strings.Split(said, "|")...)), meaning: a.fill(understood), backedBy: c.id + "." + id}
			if strings.Contains(understood, "%s") {
				l.meaning = fmt.Sprintf(l.meaning, durationWords(within, p.clock))
			}
			l.meaning = strings.ReplaceAll(l.meaning, "~", lower(c.title))
			return l
		}
		return line{}
	}
}

// exclusionLine returns a maker of lines for a request that a capability excludes.
func exclusionLine(which int) func(*agreement) line {
	return func(a *agreement) line {
		c := a.capabilities[a.r.below(len(a.capabilities))]
		x := c.excluded[which]
		return line{answer: "no", quote: x.request, meaning: a.fill(x.meaning), blockedBy: c.id + "." + x.id, refer: x.refer,
			because: a.fill(a.r.pick(phrases["privateBecause"]...)), instead: a.fill(a.r.pick(phrases["privateInstead"]...))}
	}
}

// measuredLine returns a maker of lines that are measured by a number.
func measuredLine(answer, said, understood, condition, indicator string) func(*agreement) line {
	return func(a *agreement) line {
		n := a.r.between(1, 4)
		l := plainLine(answer, said, fmt.Sprintf(understood, n+1), condition)(a)
		l.measured, l.limit = indicator, fmt.Sprintf("%d%%", n)
		return l
	}
}

var expectations = []func(*agreement) line{
	promiseLine("first-answer", "", "I don't want to chase anyone.|If I write, somebody writes back.|Silence is the worst thing.",
		"$f hears from a person within %s about ~."),
	promiseLine("first-answer", "", "Pick up and tell me your name.|I need a person, not a number.", "A person answers $f within %s on ~."),
	promiseLine("plain-note", "", "No computer words in the notes, please.|Write it as for my mother.", "$f gets a plain note after a change to ~."),
	promiseLine("told-first", "", "Tell me before my own staff.|I must not hear it last.", "If work on ~ is late, $f hears it within %s."),
	plainLine("yes", "I want one name, not a queue.|Who do I call? One person.", "$O is the one to call."),
	plainLine("yes", "One meeting a month is plenty.|Keep the meetings short.", "One meeting a month, first on $X."),
	plainLine("yes-if", "Nothing changes during our stocktake.|Leave us alone when we count.", "No planned change in the $M days from $X.", "$f confirms the dates $K weeks before."),
	plainLine("no", "Ring me on Sunday if it breaks.|We work weekends, so should you.", "You would like a call on Sunday if $N people stop.",
		"Our $M engineers work Monday to Friday.", "$f has a mobile number, answered from 07:00 on weekdays."),
	plainLine("yes", "One bill, and one I understand.|Your last bill had four pages.", "One bill a month for $p, with $M rows at most."),
	plainLine("yes-if", "Come and see us now and then.|You should know the place.", "$o visits $K times a year, first on $X.", "$f keeps one parking space free."),
	plainLine("no", "The others gave us money off.|What do we get for signing today?", "You would like $M% off for 12 months.",
		"The price leaves us $M%.", "The price stands for 12 months, with $K hours of training."),
	plainLine("yes", "Say it back to me.|I have explained this three times.", "$o sends $d what was decided, first on $X."),
}

var priorities = []func(*agreement) line{
	promiseLine("done-in", "", "I order it, it comes that week.|Two months for a laptop? No.", "$f has what was ordered from ~ within %s."),
	promiseLine("finished", "", "Finish things.|Half done is not done.", "Work on ~ is finished within %s."),
	promiseLine("put-right", ".p1", "When the tills stop, we stop.|An hour down costs me real money.", "A level 1 fault with ~ is put right within %s."),
	exclusionLine(0),
	exclusionLine(1),
	measuredLine("yes-if", "Don't mend the same thing twice.|It broke again, the same way.", "Fewer than %d faults in 100 come back in 30 days.", "A part that failed $K times may be replaced.", "faults that came back / faults closed"),
	measuredLine("yes", "New laptops that don't start, no thanks.|Half of the last lot came faulty.", "Fewer than %d new laptops in 100 have a fault.", "", "faulty laptops / laptops delivered"),
	plainLine("yes", "Only I say who gets in.|Nobody gets a key without me.", "No new sign-in without a yes from $D."),
	plainLine("yes-if", "We are opening a second site.|There is a new building next year.", "$N more people at $U from $X, on these terms.", "We see the building $K weeks before."),
	plainLine("yes", "Our files stay in this country.|I don't want our data abroad.", "All $M folders stay on disks in the United Kingdom."),
	plainLine("no", "Keep the old server going.|It works, so leave it.", "You would like the $Y server kept for $N weeks.", "Its maker has sold no parts since $Y.", "We copy its $M programs to a new one by $X."),
	plainLine("yes", "No restarts while we work.|Last time it restarted at noon.", "Restarts at $T happen between 18:00 and 20:00."),
	plainLine("yes", "I want a spare on the shelf.|One breaks, the next one is there.", "$K spare laptops stand at $T."),
}
