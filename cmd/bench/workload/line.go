package workload

import (
	"fmt"
	"strings"
)

// line is one expectation or priority.
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
		id := fmt.Sprintf("%s%d", prefix, rank)
		y.add("  - id: %s\n    rank: %d\n    said: %s\n    understood: %s\n    answer: %q\n", id, rank, quote(l.quote), text(l.meaning), l.answer)
		optional := func(key, value string) {
			if value != "" {
				y.add("    %s: %s\n", key, text(value))
			}
		}
		optional("because", l.because)
		optional("instead", l.instead)
		optional("if", l.condition)
		optional("refer", l.refer)
		optional("backed_by", l.backedBy)
		optional("blocked_by", l.blockedBy)
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

// promiseLine returns a maker of lines that a promise of one of the customer's capabilities backs. %s stands for the time of
// the promise, or of the option that the customer chose.
func promiseLine(id, level, said, understood string) func(*agreement) line {
	return func(a *agreement) line {
		for _, i := range a.r.sample(len(a.capabilities), len(a.capabilities)) {
			c := a.capabilities[i]
			p, ok := c.promise(id)
			if !ok {
				continue
			}
			within := p.within
			if v := a.chosen[c.id+"."+id+level]; v != "" {
				within = v
			}
			l := line{answer: "yes", quote: a.fill(a.r.pick(strings.Split(said, "|")...)), backedBy: c.id + "." + id}
			l.meaning = a.fill(understood)
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
		l := line{answer: "no", quote: x.request, meaning: a.fill(x.meaning), blockedBy: c.id + "." + x.id, refer: x.refer}
		l.because = a.fill(a.r.pick(phrases["privateBecause"]...))
		l.instead = a.fill(a.r.pick(phrases["privateInstead"]...))
		return l
	}
}

// measuredLine returns a maker of lines that are measured by a number.
func measuredLine(answer, said, understood, condition, indicator string) func(*agreement) line {
	return func(a *agreement) line {
		n := a.r.between(1, 4)
		l := line{answer: answer, quote: a.r.pick(strings.Split(said, "|")...), meaning: a.fill(fmt.Sprintf(understood, n+1)), measured: indicator, limit: fmt.Sprintf("%d%%", n)}
		if answer == "yes-if" {
			l.condition = a.fill(condition)
		}
		return l
	}
}
