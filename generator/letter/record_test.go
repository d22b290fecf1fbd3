package letter_test

import (
	"strings"
	"testing"

	"upfront/generator/agreed"
	agree "upfront/generator/agreement"
	"upfront/generator/internal/sample"
	"upfront/generator/letter"
	"upfront/generator/record"
	"upfront/generator/syntax"
)

func TestALetterSaysWhatIsMissedNow(t *testing.T) {
	for _, late := range []bool{true, false} {
		text := "began,ended\n" + strings.Repeat("2026-03-01 00:00,2026-03-01 20:00\n", 30)
		if late {
			text += strings.Repeat("2026-03-01 00:00,2026-03-09 00:00\n", 10)
		}
		r := read(t, map[string]string{"content/records/d.csv": text, "content/agreements/fenwick.yaml": fenwick,
			"content/capabilities/delivery.yaml": strings.Replace(sample.Files["content/capabilities/delivery.yaml"], "    window: 90d\n",
				"    window: 90d\n    record: {file: records/d.csv, from: began, to: ended}\n    acknowledge: {until: 2026-05-01, because: A van burned}\n", 1)})
		book, _ := record.Count(r.Offer, r.Tree.Open)
		letters := letter.New(r.Offer, sample.Theme(t), nil, func() *record.Book { return book })
		l, err := letters.Letter(r.agreement(t, "fenwick"))
		if err != nil {
			t.Fatal(err)
		}
		html := opened(t, l)
		if strings.Contains(html, "A van burned.") != late {
			t.Errorf("late %v: it says %v", late, !late)
		}
		if strings.Contains(html, "Kept 30 of") {
			t.Errorf("late %v: a letter tells of all customers", late)
		}
	}
}

func TestDoneForACustomer(t *testing.T) {
	files := map[string]string{"content/records/d.csv": "customer,began,ended\n" +
		"fenwick,2026-03-01 00:00,2026-03-01 20:00\nfenwick,2026-03-02 00:00,2026-03-03 20:00\nFENWICK TILES,2026-03-02 00:00,2026-03-02 10:00\nFenwick Tilers,2026-03-02 00:00,2026-03-02 10:00\n" +
		"other,2026-03-01 00:00,2026-03-09 00:00\nfenwick,2026-03-04 00:00,2026-03-09 00:00\nfenwick,2026-03-19 00:00,\n",
		"content/capabilities/delivery.yaml": strings.Replace(sample.Files["content/capabilities/delivery.yaml"], "    window: 90d\n", "    window: 90d\n    record: {file: records/d.csv, from: began, to: ended}\n", 1)}
	for _, c := range []struct{ choose, effective, want string }{
		{"choose: {delivery.on-time: 24h, desk.put-right.p1: 2h}", "2026-02-01", "Kept 2 of 5 over the last 90 days."},                        // 44 hours are too many, and the open one has waited for 36
		{"choose: {delivery.on-time: 24h, desk.put-right.p1: 2h}", "2026-03-04", "Kept 3 of 5 over the last 90 days."},                        // of what began before, 44 hours are not
		{"choose: {delivery.on-time: 24h, desk.put-right.p1: 2h}", "2026-04-07", "Kept 3 of 4 over the last 90 days. 1 more is not due yet."}, // the open one is not due under 48 hours
		{"choose: {desk.put-right.p1: 2h}", "2026-02-01", "Kept 3 of 4 over the last 90 days. 1 more is not due yet."},
	} {
		files["content/agreements/fenwick.yaml"] = strings.NewReplacer("choose: {delivery.on-time: 24h, desk.put-right.p1: 2h}", c.choose, "effective: 2026-04-07", "effective: "+c.effective).Replace(fenwick)
		r := read(t, files)
		book, problems := record.Count(r.Offer, r.Tree.Open)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		letters := letter.New(r.Offer, sample.Theme(t), nil, func() *record.Book { return book })
		l, err := letters.Letter(r.agreement(t, "fenwick"))
		if err != nil {
			t.Fatal(err)
		}
		if text := opened(t, l); !strings.Contains(text, `<td data-label="For you so far"><b>`+c.want) || strings.Count(text, `data-label="For you so far"`) != 1 || strings.Count(text, "we count for all customers together") != 1 {
			t.Errorf("%s, %s: %q is not in %s", c.choose, c.effective, c.want, text)
		}
	}
}

// A customer of whom nothing is counted yet has no column for it.
func TestNothingDoneForACustomer(t *testing.T) {
	r := read(t, map[string]string{"content/records/d.csv": "customer,began,ended\nother,2026-03-01 00:00,2026-03-09 00:00\n", "content/agreements/fenwick.yaml": fenwick,
		"content/capabilities/delivery.yaml": strings.Replace(sample.Files["content/capabilities/delivery.yaml"], "    window: 90d\n", "    window: 90d\n    record: {file: records/d.csv, from: began, to: ended}\n", 1)})
	book, _ := record.Count(r.Offer, r.Tree.Open)
	v := letter.New(r.Offer, sample.Theme(t), nil, func() *record.Book { return book }).View(r.agreement(t, "fenwick"))
	same(t, "done", []any{v.Services[0].Promises[0].Done, v.Counted}, []any{"", false})
}

// Where everybody has another limit by now, what began since the agreement is in force is held against the one that was agreed,
// and what began before against today's.
func TestDoneByTheTermsThatWereAgreed(t *testing.T) {
	csv := "customer,began,ended\n" +
		"fenwick,2026-03-01 00:00,2026-03-01 20:00\nfenwick,2026-03-02 00:00,2026-03-03 20:00\nFENWICK TILES,2026-03-02 00:00,2026-03-02 10:00\n" +
		"other,2026-03-01 00:00,2026-03-09 00:00\nfenwick,2026-03-04 00:00,2026-03-09 00:00\nfenwick,2026-03-19 00:00,\n"
	counted := []string{"    window: 90d\n", "    window: 90d\n    record: {file: records/d.csv, from: began, to: ended}\n"}
	for _, c := range []struct {
		name, effective, old, new, want string
	}{
		{"the same", "2026-02-01", "within: 48h", "within: 48h", "Kept 3 of 4 over the last 90 days. 1 more is not due yet."},
		{"24 hours for everybody", "2026-02-01", "within: 48h", "within: 24h", "Kept 3 of 4 over the last 90 days. 1 more is not due yet."}, // 44 hours are within 48
		{"24 hours, and the agreement began later", "2026-03-04", "within: 48h", "within: 24h", "Kept 2 of 4 over the last 90 days. 1 more is not due yet."},
		{"six days for everybody", "2026-02-01", "within: 48h", "within: 6d", "Kept 3 of 4 over the last 90 days. 1 more is not due yet."}, // 5 days are not
		{"six days, and the agreement began later", "2026-03-10", "within: 48h", "within: 6d", "Kept 4 of 4 over the last 90 days. 1 more is not due yet."},
		{"other money", "2026-02-01", "amount: £20", "amount: £10", "Kept 3 of 4 over the last 90 days. 1 more is not due yet."},
		{"another window", "2026-02-01", "window: 90d", "window: 10d", "Kept 3 of 4 over the last 90 days. 1 more is not due yet."},
	} {
		text := strings.NewReplacer("choose: {delivery.on-time: 24h}\n", "", "effective: 2026-04-07", "effective: "+c.effective).Replace(held)
		letters, a := resolved(t, text, nil, counted...)
		frozen := freeze(t, letters, a, 12, all)
		r := read(t, map[string]string{"content/records/d.csv": csv, "content/agreements/fenwick.yaml": text,
			"content/capabilities/delivery.yaml": strings.Replace(strings.Replace(sample.Files["content/capabilities/delivery.yaml"], counted[0], counted[1], 1), c.old, c.new, 1)})
		book, _ := record.Count(r.Offer, r.Tree.Open)
		book.OpenFor(r.Offer, r.Tree.Open)
		written, _ := syntax.ParseAgreement("content/agreements/fenwick.yaml", []byte(text), r.Offer.Zone)
		a, _ = agree.Resolve(r.Offer, written, frozen)
		v := letter.New(r.Offer, sample.Theme(t), nil, func() *record.Book { return book }).View(a)
		if got := v.Services[0].Promises[0].Done; got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// Where a customer agreed to one limit after the other, each row is held against the one that was theirs when it began.
func TestDoneByEachOfTheTermsThatWereAgreed(t *testing.T) {
	csv := "customer,began,ended\n" +
		"fenwick,2026-03-01 00:00,2026-03-01 20:00\nfenwick,2026-03-02 00:00,2026-03-03 20:00\nFENWICK TILES,2026-03-02 00:00,2026-03-02 10:00\n" +
		"other,2026-03-01 00:00,2026-03-09 00:00\nfenwick,2026-03-04 00:00,2026-03-09 00:00\nfenwick,2026-03-19 00:00,\n"
	for _, c := range []struct {
		name, effective string
		first, second   string // what was agreed on 1 March, and on the day of the second yes
		day             int
		today, want     string
	}{
		{"weaker", "2026-02-01", "48h", "6d", 3, "6d", "Kept 4 of 4 over the last 90 days. 1 more is not due yet."},
		{"weaker, agreed later", "2026-02-01", "48h", "6d", 5, "6d", "Kept 3 of 4 over the last 90 days. 1 more is not due yet."}, // 5 days were not within 48 hours
		{"stronger", "2026-02-01", "48h", "24h", 3, "24h", "Kept 3 of 5 over the last 90 days."},                                  // 44 hours were within 48
		{"stronger, before it is in force", "2026-03-04", "48h", "24h", 3, "24h", "Kept 2 of 5 over the last 90 days."},
		{"and everybody has another", "2026-02-01", "24h", "48h", 3, "6d", "Kept 2 of 4 over the last 90 days. 1 more is not due yet."},
		{"the same twice", "2026-02-01", "48h", "48h", 3, "48h", "Kept 3 of 4 over the last 90 days. 1 more is not due yet."},
		{"and it has another name", "2026-02-01", "48h", "6d", 5, "6d\n    formerly: on-time", "Kept 3 of 4 over the last 90 days. 1 more is not due yet."},
	} {
		text := strings.NewReplacer("choose: {delivery.on-time: 24h}\n", "", "effective: 2026-04-07", "effective: "+c.effective).Replace(held)
		within := func(limit string) []string {
			return []string{"    window: 90d\n", "    window: 90d\n    record: {file: records/d.csv, from: began, to: ended}\n", "within: 48h", "within: " + limit}
		}
		letters, a := resolved(t, text, nil, within(c.first)...)
		records := []*agreed.Record{freeze(t, letters, a, 1, map[string]string{"e1": "", "rest": ""})}
		letters, a = resolved(t, text, records, within(c.second)...)
		yes := map[string]string{"e2": ""}
		if c.first != c.second {
			yes["delivery.on-time"] = ""
		}
		records = append(records, freeze(t, letters, a, c.day, yes))
		today := strings.NewReplacer(within(c.today)...).Replace(sample.Files["content/capabilities/delivery.yaml"])
		if strings.Contains(today, "formerly") {
			today = strings.ReplaceAll(strings.ReplaceAll(today, "id: on-time", "id: in-time"), "change: on-time", "change: in-time")
		}
		r := read(t, map[string]string{"content/records/d.csv": csv, "content/agreements/fenwick.yaml": text, "content/capabilities/delivery.yaml": today})
		book, _ := record.Count(r.Offer, r.Tree.Open)
		book.OpenFor(r.Offer, r.Tree.Open)
		written, _ := syntax.ParseAgreement("content/agreements/fenwick.yaml", []byte(text), r.Offer.Zone)
		a, _ = agree.Resolve(r.Offer, written, records...)
		v := letter.New(r.Offer, sample.Theme(t), nil, func() *record.Book { return book }).View(a)
		if got := v.Services[0].Promises[0].Done; got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
