package check

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

const hourOfTelling = "notify: {delay_told_within: 1h, change_notice: 30d}\n"

// told is a notice about delivery, with the moments from line 5 on.
func told(kind, moments string) map[string]string {
	return map[string]string{"content/notices/late.md": "---\ntitle: Late\nkind: " + kind + "\naffects: [delivery.on-time]\n" + moments + "---\nWe are late.\n"}
}

// Now is 20 March 2026, 12:00.
func TestToldLate(t *testing.T) {
	late := func(kind, moments string) site {
		return site{site: hourOfTelling, capability: timedSaying("We come.", "48h", "calendar"), more: told(kind, moments)}
	}
	promised := func(more string) site {
		s := late("delay", "noticed: 2026-03-11T07:10:00Z\ntold: 2026-03-11T07:55:00Z\n")
		s.capability += more
		return s
	}
	const wrongTimes = " | Correct the times if they are wrong. If they are right, leave them: the page says how long it took."
	expectRule(t, "told-late", []ruleCase{
		{name: "late", site: late("delay", "noticed: 2026-03-11T07:10:00Z\ntold: 2026-03-11T11:45:00Z\n"),
			want: []string{`late.md:6:7+20 warning: customers were told 4h35m after it was noticed, and are to hear of it within 1h (site.yaml:6:29+2 the time is here)` + wrongTimes}},
		{name: "late, and over", site: late("outage", "noticed: 2026-03-11T07:10:00Z\ntold: 2026-03-14T07:10:00Z\nresolved: 2026-03-15T07:10:00Z\n"),
			want: []string{`late.md:6:7+20 notice: customers were told 3 days after it was noticed, and are to hear of it within 1h (site.yaml:6:29+2 the time is here)` + wrongTimes}},
		{name: "not told", site: late("delay", "noticed: 2026-03-20T10:00:00Z\n"),
			want: []string{`late.md:5:10+20 warning: this was noticed 2h ago, and customers are to hear of it within 1h; nothing says that they did (site.yaml:6:29+2 the time is here) | Tell them now, and write told: with the moment. If they were told, write when.`}},
		{name: "not told yet", site: late("delay", "noticed: 2026-03-20T11:00:00Z\n")},
		{name: "in time", site: late("delay", "noticed: 2026-03-11T07:10:00Z\ntold: 2026-03-11T08:10:00Z\n")},
		{name: "before it was noticed", site: late("delay", "noticed: 2026-03-11T07:10:00Z\ntold: 2026-03-11\n"),
			want: []string{`late.md:6:7+10 warning: customers were told before it was noticed, so the page would say that they were told at once (late.md:5:10+20 it was noticed here) | Correct one of the two. Of a day alone the first minute counts: write the time with it, such as 2026-03-11 07:10.`}},
		{name: "on the same day", site: late("delay", "noticed: 2026-03-11\ntold: 2026-03-11\n")},
		{name: "maintenance", site: late("maintenance", "noticed: 2026-03-11T07:10:00Z\ntold: 2026-03-11T11:45:00Z\n")},
		{name: "for staff alone", site: late("delay", "noticed: 2026-03-11T07:10:00Z\nvisibility: internal\n")},
		{name: "long ago", site: late("delay", "noticed: 2025-12-20T11:59:00Z\ntold: 2025-12-20T15:00:00Z\n")},
		{name: "nobody says how soon", site: site{capability: timedSaying("We come.", "48h", "calendar"), more: told("delay", "noticed: 2026-03-11T07:10:00Z\n")}},

		{name: "the promise says sooner", site: promised("    on_miss: {notify_within: 30m}\n"),
			want: []string{`late.md:6:7+20 warning: customers were told 45m after it was noticed, and are to hear of it within 30m (delivery.yaml:10:30+3 the time is here)` + wrongTimes}},
		{name: "the promise says later", site: promised("    on_miss: {notify_within: 1d}\n")},
		{name: "a promise about telling", site: promised("  - {id: told, says: You hear of it., commitment: target, indicator: {kind: duration}, within: 40m, clock: calendar, record: {notices: delay}}\n"),
			want: []string{`late.md:6:7+20 warning: customers were told 45m after it was noticed, and are to hear of it within 40m (delivery.yaml:10:96+3 the time is here)` + wrongTimes}},
		// 07:10 is before the office opens: half an hour of it ends at 08:30.
		{name: "in working hours", site: promised("  - {id: told, says: You hear of it., commitment: target, indicator: {kind: duration}, within: 30m, clock: business, hours: office, record: {notices: delay}}\n")},
	})
}

func TestLetterOld(t *testing.T) {
	letters := func(moments ...string) site {
		s := site{capability: timedSaying("We come.", "48h", "calendar"), more: map[string]string{}}
		for i, m := range moments {
			s.more["content/notices/"+strconv.Itoa(i)+".md"] = "---\ntitle: A letter\nkind: letter\n" + m + "---\nWe learned.\n"
		}
		return s
	}
	const help = " | Write what you learned since, what went wrong and what comes next:\nupfront new notice 2026-03-20-letter\nPut in it kind: letter and visibility: public."
	expectRule(t, "letter-old", []ruleCase{
		{name: "more than a year ago", site: letters("told: 2025-03-20T11:59:00Z\n"),
			want: []string{`0.md:4:7+20 notice: the last letter to customers is of 2025-03-20, more than a year ago` + help}},
		{name: "the newest of two", site: letters("told: 2023-01-02\n", "told: 2024-01-02\n"),
			want: []string{`1.md:4:7+10 notice: the last letter to customers is of 2024-01-02, more than a year ago` + help}},
		{name: "a newer one that nobody can read", site: letters("told: 2024-01-02\n", "told: 2026-01-02\nvisibility: internal\n"),
			want: []string{`0.md:4:7+10 notice: the last letter to customers is of 2024-01-02, more than a year ago` + help}},
		{name: "a year ago to the minute", site: letters("told: 2025-03-20T12:00:00Z\n")},
		{name: "a newer one", site: letters("told: 2024-01-02\n", "told: 2026-01-02\n")},
		{name: "another notice", site: site{capability: timedSaying("We come.", "48h", "calendar"), more: told("change", "told: 2024-01-02\n")}},
		{name: "none", site: letters()},
	})
}

func TestToldLateOfAChange(t *testing.T) {
	change := func(policy, until string) site {
		return site{site: hourOfTelling, capability: timedSaying("We come.", "48h", "calendar"), policy: policy, more: told("change", "told: 2026-03-02T09:30:00Z\nuntil: "+until+"\n")}
	}
	changes := func(effect string) string {
		return "---\ntitle: Returns\napplies_to: delivery\nchanges: [{on: 2026-03-31, effect: " + effect + ", note: It is another price.}]\n---\nSend it back.\n"
	}
	const text = `: this takes effect 29 days after customers are told, and changes for the worse are announced 30d before (site.yaml:6:48+3 the time is here) | Let it take effect on 2026-04-01 or later.`
	expectRule(t, "told-late", []ruleCase{
		{name: "for the worse, which weaker-too-soon judges", site: change(changes("weaker"), "2026-03-31T09:00:00Z")},
		{name: "nothing says", site: change("", "2026-03-31T09:00:00Z"), want: []string{"late.md:6:8+20 notice" + text + " If it is for the better, nothing needs to be done."}},
		{name: "for the worse on another day", site: change(strings.Replace(changes("weaker"), "03-31", "03-30", 1), "2026-03-31T09:00:00Z"),
			want: []string{"late.md:6:8+20 notice" + text + " If it is for the better, nothing needs to be done."}},
		{name: "for the worse, of something else", site: site{site: hourOfTelling, capability: timedSaying("We come.", "48h", "calendar"), policy: strings.Replace(changes("weaker"), "delivery", "storage", 1),
			more: map[string]string{"content/capabilities/storage.yaml": "title: Storage\nsummary: Pallets.\n", "content/notices/late.md": change("", "2026-03-31T09:00:00Z").more["content/notices/late.md"]}},
			want: []string{"late.md:6:8+20 notice" + text + " If it is for the better, nothing needs to be done."}},
		{name: "for the better", site: change(changes("stronger"), "2026-03-31T09:00:00Z")},
		{name: "long before", site: change(changes("weaker"), "2026-04-01T00:00:00+01:00")},
		{name: "it holds already", site: change(changes("weaker"), "2026-03-19T09:00:00Z")},
	})
}

func TestMissUntold(t *testing.T) {
	csv := func(kept, missed int) string {
		return "from,to\n" + strings.Repeat("2026-03-01 10:00,2026-03-02 10:00\n", kept) + strings.Repeat("2026-03-01 10:00,2026-03-04 10:00\n", missed)
	}
	promise := func(more string) string {
		return timedSaying("We come.", "48h", "calendar") + "    target: 95%\n    record: {file: records/r.csv, from: from, to: to}\n" + more
	}
	notice := func(kind, more string) map[string]string {
		return map[string]string{"content/notices/n.md": "---\ntitle: Late\nkind: " + kind + "\naffects: [delivery]\n" + more + "---\nWe were late.\n"}
	}
	const miss = "    on_miss: {notify_within: 1h}\n"
	const help = " | Write a notice of kind delay or outage, with affects: [delivery.on-time], when it was noticed, told and resolved, and what you did about it. If you have rung each of them, nothing needs to be done."
	const down = "title: Delivery\nsummary: Pallets.\npromises:\n  - {id: on-time, says: It is there., commitment: target, indicator: {kind: availability}, target: 99%, record: {file: records/r.csv, from: from, to: to}, on_miss: {notify_within: 1h}}\n"
	for _, c := range []struct {
		name, capability, csv string
		more                  map[string]string
		want                  []string
	}{
		{"broken", promise(miss), csv(94, 6), nil, []string{`12:30 warning miss-untold: "on-time" was missed in 6 of 100, customers are to hear of it, and no notice of that time says a word` + help}},
		{"kept", promise(miss), csv(95, 5), nil, []string{`12:30 notice miss-untold: "on-time" was missed in 5 of 100, customers are to hear of it, and no notice of that time says a word` + help}},
		{"a few", promise(miss), csv(95, 4), nil, nil},
		{"too few to say", promise(miss), csv(25, 4), nil, nil},
		{"not promised", promise(""), csv(94, 6), nil, nil},
		{"for staff alone", promise(miss + "    visibility: internal\n"), csv(94, 6), nil, nil},
		{"told", promise(miss), csv(94, 6), notice("delay", "noticed: 2026-03-03T10:00:00Z\ntold: 2026-03-03T10:20:00Z\n"), nil},
		{"told in a letter", promise(miss), csv(94, 6), notice("letter", "told: 2026-03-15T10:20:00Z\n"), nil},
		{"told of something else", promise(miss), csv(94, 6), notice("invitation", "told: 2026-03-15T10:20:00Z\n"), []string{`12:30 warning miss-untold: "on-time" was missed in 6 of 100, customers are to hear of it, and no notice of that time says a word` + help}},
		{"told to staff", promise(miss), csv(94, 6), notice("delay", "told: 2026-03-15T10:20:00Z\nvisibility: internal\n"), []string{`12:30 warning miss-untold: "on-time" was missed in 6 of 100, customers are to hear of it, and no notice of that time says a word` + help}},
		{"told before", promise(miss), csv(94, 6), notice("delay", "told: 2025-12-01T10:20:00Z\n"), []string{`12:30 warning miss-untold: "on-time" was missed in 6 of 100, customers are to hear of it, and no notice of that time says a word` + help}},
		{"without service", down, "from,to\n2025-10-01 10:00,2025-10-01 10:00\n2026-03-01 10:00,2026-03-01 10:17\n", nil, []string{`4:181 notice miss-untold: "on-time" was without service for 17m, customers are to hear of it, and no notice of that time says a word` + help}},
		{"never without service", down, "from,to\n", nil, nil},
	} {
		files := map[string]string{"content/records/r.csv": c.csv}
		for name, text := range c.more {
			files[name] = text
		}
		var got []string
		for _, p := range recordsOf(t, site{capability: c.capability, more: files}) {
			if strings.Contains(p, " miss-untold: ") {
				got = append(got, p)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

func TestHowLong(t *testing.T) {
	for minutes, want := range map[int]string{0: "0s", 1: "1m", 10: "10m", 60: "1h", 70: "1h10m", 600: "10h", 2820: "47h", 2880: "2 days", 4400: "3 days"} {
		if got := durationWords(time.Duration(minutes) * time.Minute); got != want {
			t.Errorf("%s: got %q, want %q", strconv.Itoa(minutes), got, want)
		}
	}
}

func TestWithoutZeros(t *testing.T) {
	for d, want := range map[time.Duration]string{0: "0s", 4 * time.Hour: "4h", 10 * time.Minute: "10m", 90 * time.Minute: "1h30m", 2675 * time.Second: "44m35s"} {
		if got := withoutZeros(d); got != want {
			t.Errorf("%v: got %q, want %q", d, got, want)
		}
	}
}
