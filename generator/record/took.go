package record

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"upfront/generator/lazy"
)

// How long something took, as exports write it: 0:46:00, 1 day 02:30, 1h 3m, 46 min, PT46M, or a number of what took_in names.

// mostMinutes is the longest time that something may have taken, a thousand years.
const mostMinutes = 1000 * 366 * 24 * 60

// tookMinutes returns the minutes that a text says, with a part of one as a whole. Where it says none, help is what to write.
func tookMinutes(text, unit string) (minutes int64, help string) {
	if m := clockText().FindStringSubmatch(dottedDays().ReplaceAllString(text, "$1 d $2")); m != nil {
		return clockMinutes(m, unit)
	}
	seconds, ok := partsSeconds(text)
	if !ok {
		number, isNumber := pointNumber(text)
		switch {
		case strings.HasPrefix(text, "-") || strings.HasPrefix(text, "−"):
			return 0, "Nothing takes less than no time: correct the row."
		case isNumber && unit == "":
			return 0, "A number alone has no unit: write below record: took_in: minutes, or seconds, hours or days."
		case thousandsText().MatchString(text):
			return 0, fmt.Sprintf("It may be %s, or %s: write it with a point before the decimals, and without a sign between the thousands.", strings.Replace(text, ",", "", 1), strings.Replace(text, ",", ".", 1))
		case unit == "":
			return 0, "Write it like 0:46:00 or 1h 3m, or as a number, with took_in: minutes below record:."
		}
		if seconds = number * secondsIn[unit]; !isNumber {
			return 0, fmt.Sprintf("Write it like 0:46:00 or 1h 3m, or as a number of %s.", unit)
		}
	}
	if minutes = int64(math.Ceil(min(seconds/60, 2*mostMinutes) - 1e-9)); minutes > mostMinutes {
		return 0, "It is more than a thousand years: correct the row."
	}
	return minutes, ""
}

var secondsIn = map[string]float64{"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}

// thousandsText matches a number whose comma may stand before its decimals, or after its thousands.
var thousandsText = lazy.Pattern(`^[1-9]\d{0,2},\d{3}$`)

// pointNumber parses a number with a point or a comma before its decimals.
func pointNumber(text string) (n float64, ok bool) {
	if strings.Count(text, ",") == 1 && !thousandsText().MatchString(text) {
		text = strings.Replace(text, ",", ".", 1)
	}
	n, err := strconv.ParseFloat(text, 64)
	return n, err == nil && n >= 0 && n < math.Inf(1)
}

var (
	// lengthPart matches a number with its unit, and what stands between it and the next.
	lengthPart = lazy.Pattern(`^(\d+(?:[.,]\d+)?) ?(w|wks?|weeks?|d|days?|h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?)\b\.?(?:,| and\b)? *`)
	// packedPart is the same without anything between them: 1h3m.
	packedPart = lazy.Pattern(`^(\d+(?:[.,]\d+)?)([wdhms])`)
	// isoLength matches a duration of ISO 8601 in small letters. Months and years have no fixed length.
	isoLength = lazy.Pattern(`^p(?:\d+w)?(?:\d+d)?(?:t(?:\d+h)?(?:\d+m)?(?:\d+(?:[.,]\d+)?s)?)?$`)
)

var secondsOf = map[byte]float64{'s': 1, 'm': 60, 'h': 3600, 'd': 86400, 'w': 7 * 86400}

// partsSeconds returns the seconds of a length of time in parts with their units, the longest first: 1 hour 5 minutes, or P1DT2H.
func partsSeconds(text string) (seconds float64, ok bool) {
	rest := strings.ToLower(text)
	if strings.Trim(text, "0123456789 ") == "M" { // it could be months
		return 0, false
	}
	if isoLength().MatchString(rest) {
		rest = strings.NewReplacer("p", "", "t", "").Replace(rest)
	}
	for longest := math.Inf(1); rest != ""; {
		m := lengthPart().FindStringSubmatch(rest)
		if m == nil {
			m = packedPart().FindStringSubmatch(rest)
		}
		if m == nil || secondsOf[m[2][0]] >= longest {
			return 0, false
		}
		longest = secondsOf[m[2][0]]
		n, _ := pointNumber(m[1])
		if thousandsText().MatchString(m[1]) {
			return 0, false
		}
		seconds, ok, rest = seconds+n*longest, true, rest[len(m[0]):]
	}
	return seconds, ok
}

// clockText matches days, and a time as a clock shows it.
var clockText = lazy.Pattern(`^(?:(\d+) ?(?:d|days?),? )?(\d+):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?$`)

// dottedDays matches days before a time, as .NET writes them: 1.02:30:00.
var dottedDays = lazy.Pattern(`^(\d+)\.(\d\d:\d\d:\d\d)`)

// clockMinutes returns the minutes of a match. Two numbers are hours and minutes, or minutes and seconds: took_in says which.
func clockMinutes(m []string, unit string) (minutes int64, help string) {
	number := func(i int) int64 { n, _ := strconv.ParseInt("0"+m[i], 10, 64); return min(n, mostMinutes) }
	days, first, second, third := number(1), number(2), number(3), number(4)
	if strings.Trim(m[5], "0") != "" { // a part of a second as a whole
		third++
	}
	switch {
	case m[4] != "", m[1] != "", unit == "hours":
		minutes = (days*86400 + first*3600 + second*60 + third + 59) / 60
	case unit == "minutes":
		minutes = (first*60 + second + 59) / 60
	default:
		return 0, "It may be hours and minutes, or minutes and seconds: write below record: took_in: hours, or took_in: minutes."
	}
	if minutes > mostMinutes {
		return 0, "It is more than a thousand years: correct the row."
	}
	return minutes, ""
}
