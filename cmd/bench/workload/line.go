package workload

import (
	"fmt"
	"strings"
)

// line is one expectation or priority.
type line struct {
	said, understood, answer             string
	because, instead, condition, refer   string
	backedBy, blockedBy, measured, limit string
}

// lines prints one of the two lists and gives the ids that were answered yes or yes-if.
func (a *agreement) lines(y *yaml, key, prefix string, makers []func(*agreement) line) (granted []string) {
	y.add("%s:\n", key)
	count, rank := 4+[]int{0, 0, 0, 0, 1, 2}[a.r.below(6)], 0
	for _, m := range a.r.sample(len(makers), len(makers)) {
		l := makers[m](a)
		if l.said == "" {
			continue // no capability of this customer bears such a line
		}
		rank++
		id := fmt.Sprintf("%s%d", prefix, rank)
		y.add("  - id: %s\n    rank: %d\n    said: %s\n    understood: %s\n    answer: %q\n", id, rank, quote(l.said), text(l.understood), l.answer)
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

// plainLine makes lines that need no capability.
func plainLine(answer, said, understood string, rest ...string) func(*agreement) line {
	return func(a *agreement) line {
		l := line{answer: answer, said: a.fill(a.r.pick(strings.Split(said, "|")...)), understood: a.fill(understood)}
		switch answer {
		case "yes-if":
			l.condition = a.fill(rest[0])
		case "no":
			l.because, l.instead = a.fill(rest[0]), a.fill(rest[1])
		}
		return l
	}
}

// promiseLine makes lines that one of the customer's capabilities backs. %s stands for the time that holds for this
// customer, the chosen option where there is one.
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
			l := line{answer: "yes", said: a.fill(a.r.pick(strings.Split(said, "|")...)), backedBy: c.id + "." + id}
			l.understood = a.fill(understood)
			if strings.Contains(understood, "%s") {
				l.understood = fmt.Sprintf(l.understood, words(within, p.clock))
			}
			l.understood = strings.ReplaceAll(l.understood, "~", lower(c.title))
			return l
		}
		return line{}
	}
}

// exclusionLine makes a request that a capability shuts out.
func exclusionLine(which int) func(*agreement) line {
	return func(a *agreement) line {
		c := a.capabilities[a.r.below(len(a.capabilities))]
		x := c.excluded[which]
		l := line{answer: "no", said: x.said, understood: a.fill(x.wish), blockedBy: c.id + "." + x.id, refer: x.refer}
		l.because = a.fill(a.r.pick(privateBecause...))
		l.instead = a.fill(a.r.pick(privateInstead...))
		return l
	}
}

func measuredLine(answer, said, understood, condition, indicator string) func(*agreement) line {
	return func(a *agreement) line {
		n := a.r.between(1, 4)
		l := line{answer: answer, said: a.r.pick(strings.Split(said, "|")...), understood: a.fill(fmt.Sprintf(understood, n+1)), measured: indicator, limit: fmt.Sprintf("%d%%", n)}
		if answer == "yes-if" {
			l.condition = a.fill(condition)
		}
		return l
	}
}
