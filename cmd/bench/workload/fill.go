package workload

import (
	"fmt"
	"regexp"
	"strings"
)

// fill puts the customer's own facts into a sentence. $D, $F, $P and $O are the names of the people who decide, do the daily
// work and pay, and of our owner; in small letters, their first names. $C is the firm, $T the town, $U another town; $N, $M
// and $K are numbers, $Y is a year and $X a date.
func (a *agreement) fill(s string) string {
	names := map[byte]string{'D': a.decides, 'F': a.day, 'P': a.pays, 'O': a.owner, 'C': a.name, 'T': a.town}
	return slot.ReplaceAllStringFunc(s, func(m string) string {
		switch letter := m[1]; letter {
		case 'd', 'f', 'p', 'o':
			return firstName(names[letter-'a'+'A'])
		case 'D', 'F', 'P', 'O', 'C', 'T':
			return names[letter]
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
