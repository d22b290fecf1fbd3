package syntax

import (
	"fmt"

	"upfront/generator/diag"
	"upfront/generator/yamltext"
)

// What is compared pair by pair, or has a page of its own, takes as long as a list makes it. So a list is read up to a length
// that nobody writes by hand.
const (
	maxTexts  = 10_000 // entries of one value each: the customers of a notice, the words of a glossary
	maxGroups = 2_000  // entries with fields: promises, people, channels
	maxLevels = 100    // priority levels, each of which is compared with all others
	maxFields = 1_000  // fields of one thing, most of which there are not
)

// limit returns how many entries of a list, or of a group whose keys the author chooses, are read, and reports one that has more.
func (d *decoder) limit(n *yamltext.Node) int {
	if len(n.Items) > 0 && n.Items[0].Kind == yamltext.Scalar {
		return d.limitTo(maxTexts, n)
	}
	return d.limitTo(maxGroups, n)
}

// atMost returns the form of a list of which only so many entries are read.
func atMost[V any](most int, list form[*[]V]) form[*[]V] {
	read := list.read
	list.read = func(d *decoder, n *yamltext.Node, into *[]V) {
		if len(n.Items) > most {
			cut := *n
			cut.Items = n.Items[:d.limitTo(most, n)]
			n = &cut
		}
		read(d, n, into)
	}
	return list
}

func (d *decoder) limitTo(most int, n *yamltext.Node) int {
	if len(n.Items) <= most {
		return len(n.Items)
	}
	first := n.Items[most]
	if n.Kind == yamltext.Group {
		first = n.Keys[most]
	}
	d.problems.Add(diag.Problem{Rule: yamltext.Limits, At: d.at(first), Message: fmt.Sprintf("this is entry no. %d of %d, and at most %d are read", most+1, len(n.Items), most),
		Help: "Divide the entries among several files, or take out those that nobody needs."})
	return most
}
