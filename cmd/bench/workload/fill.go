package workload

import (
	"fmt"
	"regexp"
	"strings"
)

// fill puts the customer's own facts into a sentence: D, F, P and O are the people who decide, do the daily work
// and pay, and our owner (small letters: their first names); C is their firm, T the town, U another town; N, M and K are numbers;
// Y a year; X a date.
func (a *agreement) fill(s string) string {
	return slot.ReplaceAllStringFunc(s, func(m string) string {
		switch m[1] {
		case 'd':
			return firstName(a.decides)
		case 'f':
			return firstName(a.day)
		case 'p':
			return firstName(a.pays)
		case 'o':
			return firstName(a.owner)
		case 'D':
			return a.decides
		case 'F':
			return a.day
		case 'P':
			return a.pays
		case 'O':
			return a.owner
		case 'C':
			return a.name
		case 'T':
			return a.town
		case 'U':
			return a.r.pick(towns...)
		case 'N':
			return fmt.Sprint(a.r.between(12, 180))
		case 'M':
			return fmt.Sprint(a.r.between(3, 11))
		case 'K':
			return fmt.Sprint(a.r.between(2, 5))
		case 'Y':
			return fmt.Sprint(a.r.between(2014, 2018))
		}
		return long(a.r.day(a.effective, 20, 200))
	})
}

func firstName(name string) string { return name[:strings.IndexByte(name, ' ')] }

var slot = regexp.MustCompile(`\$[CDFPOdfpoTUNMKYX]`)
