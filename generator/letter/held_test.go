package letter_test

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"upfront/generator/agreed"
	agree "upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/internal/sample"
	"upfront/generator/letter"
	"upfront/generator/syntax"
	"upfront/generator/tree"
)

const held = `customer: {name: Fenwick Tiles, since: 2024-05-13}
people: [{name: Don Fenwick, role: decides}]
status: proposed
effective: 2026-04-07
capabilities: [delivery]
choose: {delivery.on-time: 24h}
updates: {cadence: weekly, by: email, on: Mon}
price: {kind: fixed, amount: £46 a pallet, holds_for: 12mo}
expectations:
  - {id: e1, said: Ring me., understood: We ring Don within 1 hour., answer: yes}
  - {id: e2, said: By night., understood: You would like a delivery by night., answer: no, because: We sleep., instead: The van at 07:00.}
priorities:
  - {id: p1, said: No chips., understood: Fewer than 1 in 100., answer: yes-if, if: Boards are on.}
`

// resolved resolves an agreement of the courier's with records, after changes of the offer.
func resolved(t *testing.T, text string, records []*agreed.Record, changes ...string) (*letter.Printer, *agree.Agreement) {
	t.Helper()
	files := maps.Clone(sample.Files)
	for name := range files {
		if strings.HasPrefix(name, "content/capabilities/") {
			files[name] = strings.NewReplacer(changes...).Replace(files[name])
		}
	}
	made := tree.Of(files)
	read, _ := syntax.Read(made)
	offer, _ := catalog.Resolve(read, time.Time{})
	written, problems := syntax.ParseAgreement("content/agreements/fenwick.yaml", []byte(text), offer.Zone)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	a, problems := agree.Resolve(offer, written, records...)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return letter.New(offer, sample.Theme(t), made.Read, nil), a
}

// freeze returns the record of what was agreed, as it is read again.
func freeze(t *testing.T, letters *letter.Printer, a *agree.Agreement, day int, said map[string]string) *agreed.Record {
	t.Helper()
	on := clock.Date{Year: 2026, Month: 3, Day: day}
	var answers []agree.Answer
	for line, words := range said {
		answers = append(answers, agree.Answer{Line: line, Yes: words == "", Words: words, By: "Don Fenwick", How: "phone", Day: on})
	}
	record, settled := a.Settle(letters.Freeze(a), letters.Offers(a), answers, on)
	if record == nil {
		t.Fatalf("nothing was agreed to: %+v", settled)
	}
	read, problems := syntax.ParseAgreedRecord("v.yaml", agreed.Bytes(record))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for i := range read.Terms.Lines {
		read.Terms.Lines[i].V.ID = read.Terms.Lines[i].Key
	}
	return &agreed.Record{AgreedRecord: read, File: "v.yaml"}
}

var all = map[string]string{"e1": "", "e2": "", "p1": "", "rest": ""}

// open returns the ids of the lines that wait for an answer.
func open(v letter.Agreement) (ids []string) {
	for _, g := range v.Open.Groups {
		for _, l := range g.Lines {
			ids = append(ids, l.ID)
		}
	}
	if v.Rest != nil {
		ids = append(ids, v.Rest.ID)
	}
	return ids
}

func TestHeldAll(t *testing.T) {
	letters, a := resolved(t, held, nil)
	record := freeze(t, letters, a, 12, all)
	letters, a = resolved(t, held, []*agreed.Record{record})
	v := letters.View(a)
	same(t, "state", []any{v.Status.Text, v.Heading, v.Intro == "Agreed on 12 March 2026 with Don Fenwick.", open(v), v.Agreed.Heading, v.Reply.Bar},
		[]any{"Agreed", "Our agreement with Fenwick Tiles", true, []string(nil), "3 lines are agreed", (*letter.ReplyBar)(nil)})
	same(t, "version", v.Version, letter.AgreementVersion{Version: "1", On: day("12 March 2026", "2026-03-12"), By: "agreed with Don Fenwick, by phone", Fingerprint: record.Print.V})
}

func TestHeldSome(t *testing.T) {
	letters, a := resolved(t, held, nil)
	first := freeze(t, letters, a, 2, map[string]string{"e1": "", "p1": "Only the porcelain"})
	letters, a = resolved(t, held, []*agreed.Record{first})
	second := freeze(t, letters, a, 12, map[string]string{"e2": ""})
	letters, a = resolved(t, held, []*agreed.Record{first, second})
	v := letters.View(a)
	same(t, "state", []any{v.Status.Text, open(v), v.Agreed.Heading, v.Open.Groups[0].Lines[0].Remark}, []any{"Agreed in part", []string{"p1", "rest"}, "2 lines are agreed", "Only the porcelain"})
	same(t, "intro", []any{v.Intro, v.InForce, v.Settled}, []any{"Agreed in part on 12 March 2026 with Don Fenwick; what is still open is below.", true, false})
	same(t, "e1", v.Agreed.Groups[0].Lines[0].Agreed, "Agreed with Don Fenwick on 2 March 2026, by phone.")
	same(t, "previous", v.Version.Previous, "Version 1 was agreed on 2 March 2026.")
	var short []string
	for _, s := range v.Short {
		short = append(short, s.Tag.Text+": "+s.Says)
	}
	same(t, "in short", short[:3], []string{"Agreed: 2 of 3 lines are agreed.", "Still open: Fewer than 1 in 100. This holds if boards are on.", "Still open: The price, your part, the promises and the dates."})
}

// What they said of the rest stands there until they agree to it, or until it reads otherwise; a change of the offer is none of their
// words. Where they had agreed to it before, it stands beside what was agreed.
func TestHeldRestRemark(t *testing.T) {
	said := map[string]string{"e1": "", "rest": "The price is per quarter"}
	letters, a := resolved(t, held, nil)
	first := freeze(t, letters, a, 2, said)
	remark := func(text string, records []*agreed.Record, changes ...string) string {
		letters, a := resolved(t, text, records, changes...)
		if rest := letters.View(a).Rest; rest != nil {
			return rest.Remark
		}
		return "no rest"
	}
	dearer := strings.Replace(held, "amount: £46", "amount: £52", 1)
	records := []*agreed.Record{first}
	same(t, "not agreed", []string{remark(held, nil), remark(held, records), remark(held, records, "within: 48h", "within: 72h"), remark(dearer, records)},
		[]string{"", "The price is per quarter", "The price is per quarter", ""})
	letters, a = resolved(t, held, records)
	records = append(records, freeze(t, letters, a, 12, map[string]string{"rest": ""}))
	same(t, "agreed", []string{remark(held, records), remark(dearer, records)}, []string{"no rest", ""})
	letters, a = resolved(t, dearer, records)
	records = append(records, freeze(t, letters, a, 14, map[string]string{"p1": "", "rest": "Too much"}))
	same(t, "not agreed to the new price", []string{remark(dearer, records), remark(held, records)}, []string{"Too much", "no rest"})
}

// A line that was agreed anew says how it read before, with our answer and who agreed to that; one that is as it was says nothing.
func TestHeldBefore(t *testing.T) {
	letters, a := resolved(t, held, nil)
	first := freeze(t, letters, a, 2, all)
	second := strings.NewReplacer("answer: no, because: We sleep., instead: The van at 07:00.", "answer: yes").Replace(held)
	letters, a = resolved(t, second, []*agreed.Record{first})
	then := freeze(t, letters, a, 9, map[string]string{"e2": ""})
	third := strings.Replace(second, "Fewer than 1 in 100.", "Fewer than 1 in 200.", 1)
	letters, a = resolved(t, third, []*agreed.Record{first, then})
	now := freeze(t, letters, a, 12, map[string]string{"p1": "", "e2": ""})
	letters, a = resolved(t, third, []*agreed.Record{first, then, now})
	before := map[string][]string{}
	for _, g := range letters.View(a).Agreed.Groups {
		for _, l := range g.Lines {
			before[l.ID] = l.Before
		}
	}
	same(t, "before", before, map[string][]string{"e1": nil,
		"e2": {"In version 1 it read: You would like a delivery by night. We said no. Instead: The van at 07:00. Agreed with Don Fenwick on 2 March 2026, by phone."},
		"p1": {"In version 1 it read: Fewer than 1 in 100. We said yes, on this condition: Boards are on. Agreed with Don Fenwick on 2 March 2026, by phone."}})
	page, err := letters.Letter(a)
	if err != nil || !strings.Contains(opened(t, page), "In version 1 it read: Fewer than 1 in 100.") {
		t.Errorf("the page does not say it (%v)", err)
	}
	// As it reads today it is not agreed to, and what was agreed before stands there all the same.
	letters, a = resolved(t, strings.Replace(third, "Fewer than 1 in 200.", "Fewer than 1 in 300.", 1), []*agreed.Record{first, then, now})
	same(t, "open", len(letters.View(a).Open.Groups[0].Lines[0].Before), 1)
}

// How the lines turned out is said of each service, and of none that no line is about.
func TestOutcomesOfServices(t *testing.T) {
	letters, a := one(t, "customer: F\nstatus: ended\ncapabilities: [delivery, desk]\nexpectations: [{id: e1, said: a, understood: b, backed_by: delivery.on-time, outcome: met}, {id: e2, said: c, understood: d, backed_by: delivery.on-time, outcome: missed}, {id: e3, said: e, understood: f, backed_by: delivery.on-time, outcome: exceeded}, {id: e4, said: g, understood: h, outcome: met}]")
	var got []string
	for _, s := range letters.View(a).Services {
		got = append(got, s.Text+": "+s.Outcome)
	}
	same(t, "outcomes", got, []string{"Deliver within 48 hours: 2 of 3 lines turned out as we agreed", "Answer you: "})
}

// What was agreed holds, whatever the author writes since: the page says both, and asks.
func TestHeldOtherWords(t *testing.T) {
	letters, a := resolved(t, held, nil)
	record := freeze(t, letters, a, 12, all)
	changed := strings.NewReplacer("answer: no, because: We sleep., instead: The van at 07:00.", "answer: yes", "£46", "£52", "on: Mon", "on: Tue",
		"  - {id: p1, said: No chips., understood: Fewer than 1 in 100., answer: yes-if, if: Boards are on.}\n", "  - {id: p2, said: New., understood: It is new., answer: yes}\n").Replace(held)
	letters, a = resolved(t, changed, []*agreed.Record{record})
	v := letters.View(a)
	same(t, "state", []any{v.Status.Text, open(v), v.Price.Amount, v.Updates.Cadence}, []any{"Agreed in part", []string{"e2", "p2", "rest"}, "£46 a pallet", "Every Monday, by email."})
	same(t, "e2", v.Open.Groups[0].Lines[0].Changed.Says, "You agreed to: You would like a delivery by night. Instead: The van at 07:00. We said no. That holds until you say yes to how it reads now.")
	same(t, "changes", []string{v.Rest.Changes[0].What.Text, v.Rest.Changes[0].Says, v.Rest.Changes[1].Says}, []string{"How we’ll keep you informed",
		"You agreed to: Every Monday, by email. It would now be: Every Tuesday, by email. The first holds until you say yes.",
		"You agreed to: £46 a pallet. Held for 12 months. It would now be: £52 a pallet. Held for 12 months. The first holds until you say yes."})
	gone := v.Agreed.Groups[0].Lines[1]
	same(t, "p1, which is written nowhere any more", []any{gone.ID, gone.If, gone.Reply}, []any{"p1", "boards are on.", (*letter.LineReply)(nil)})
	// A yes to all of it makes it so; what was agreed of the line that is gone goes on.
	next := freeze(t, letters, a, 20, map[string]string{"e2": "", "p2": "", "rest": ""})
	letters, a = resolved(t, changed, []*agreed.Record{record, next})
	v = letters.View(a)
	same(t, "after the yes", []any{v.Status.Text, open(v), v.Price.Amount, v.Agreed.Heading}, []any{"Agreed", []string(nil), "£52 a pallet", "4 lines are agreed"})
}

// A change of the offer takes no yes away, and no yes to something else lets it in.
func TestHeldOffer(t *testing.T) {
	letters, a := resolved(t, held, nil)
	record := freeze(t, letters, a, 12, all)
	mark := a.RestMark((*agree.Term).Digest, agree.DutyDigests)
	weaker := []string{"within: 48h", "within: 72h", "We deliver within 48 hours.", "We deliver within 72 hours."}
	letters, a = resolved(t, held, []*agreed.Record{record}, weaker...)
	v := letters.View(a)
	same(t, "state", []any{v.Status.Text, open(v), a.RestMark((*agree.Term).Digest, agree.DutyDigests)}, []any{"Agreed", []string(nil), mark})
	card := v.Services[0].Promises[0].Card
	same(t, "card", []any{card.Says, card.Limit, card.Tag.Text}, []any{"We deliver within 48 hours.", "24 hours", "As you agreed"})
	same(t, "differs", []string{v.Differs[0].Tag.Text, v.Differs[0].What.Text, v.Differs[0].Says}, []string{"Yours stays", "We deliver within 48 hours.",
		"We now promise everybody this: We deliver within 72 hours. You agreed to 24 hours. Yours stays as you agreed it."})
	// A yes to another price keeps the promise.
	dearer := strings.Replace(held, "£46", "£52", 1)
	letters, a = resolved(t, dearer, []*agreed.Record{record}, weaker...)
	next := freeze(t, letters, a, 20, map[string]string{"rest": ""})
	letters, a = resolved(t, dearer, []*agreed.Record{record, next}, weaker...)
	v = letters.View(a)
	same(t, "after the yes", []any{v.Price.Amount, v.Services[0].Promises[0].Card.Limit, open(v)}, []any{"£52 a pallet", "24 hours", []string(nil)})
	// Another option is for the customer to choose.
	chosen := strings.Replace(held, "choose: {delivery.on-time: 24h}\n", "", 1)
	letters, a = resolved(t, chosen, []*agreed.Record{record})
	v = letters.View(a)
	same(t, "another option", []any{open(v), v.Rest.Changes[0].Says}, []any{[]string{"rest"}, "You agreed to: We deliver within 48 hours. 24 hours, £9 a delivery. It would now be: nothing. The first holds until you say yes."})
}

// A promise that the agreement names no more holds until they say yes to that; one that is gone from the offer is told.
func TestHeldDropped(t *testing.T) {
	letters, a := resolved(t, held, nil)
	record := freeze(t, letters, a, 12, all)
	without := strings.Replace(strings.Replace(held, "capabilities: [delivery]", "capabilities: [desk]", 1), "choose: {delivery.on-time: 24h}\n", "", 1)
	letters, a = resolved(t, without, []*agreed.Record{record})
	v := letters.View(a)
	services := func(v letter.Agreement) (names []string) {
		for _, s := range v.Services {
			names = append(names, s.Text)
		}
		return names
	}
	same(t, "it holds", []any{services(v), open(v), v.Rest.Changes[0].What.Text, strings.HasSuffix(v.Rest.Changes[0].Says, "It would now be: nothing. The first holds until you say yes.")},
		[]any{[]string{"Answer you", "Deliver within 48 hours"}, []string{"rest"}, "Promises that are yours", true})
	next := freeze(t, letters, a, 20, map[string]string{"rest": ""})
	letters, a = resolved(t, without, []*agreed.Record{record, next})
	v = letters.View(a)
	same(t, "after the yes", []any{services(v), open(v)}, []any{[]string{"Answer you"}, []string(nil)})
	_, a = resolved(t, held, []*agreed.Record{record}, "visibility: customer", "visibility: internal")
	same(t, "gone", a.Held.Missing, []string{"delivery.for-you"})
}

// A change that is announced is not that of whoever agreed to the promise. Everybody else reads what it will be.
func TestAnnounced(t *testing.T) {
	term := strings.Replace(strings.Replace(held, "effective: 2026-04-07\n", "effective: 2026-04-07\nterm: 12mo\nnotice_to_end: 30d\n", 1), "choose: {delivery.on-time: 24h}\n", "", 1)
	next := func(from, within string) []string {
		return []string{"    within: 48h\n", "    within: 48h\n    next: {from: " + from + ", says: We deliver within " + within + " hours., within: " + within + "h, because: The road is dug up.}\n"}
	}
	letters, a := resolved(t, term, nil)
	record := freeze(t, letters, a, 12, all)
	letters, a = resolved(t, term, []*agreed.Record{record}, next("2026-05-01", "72")...)
	v := letters.View(a)
	same(t, "announced", []string{v.Differs[0].Tag.Text, v.Differs[0].What.Text, v.Differs[0].Says}, []string{"Yours stays", "We deliver within 48 hours.",
		"We change this for everybody on 1 May 2026. We deliver within 72 hours. Within: 72 hours instead of 48 hours. The road is dug up. " +
			"Yours stays as you agreed it. We will ask you before 8 March 2027; your term ends on 7 April 2027."})
	letters, a = resolved(t, term, []*agreed.Record{record}, next("2026-03-20", "72")...) // which is today
	v = letters.View(a)
	same(t, "come", []string{v.Services[0].Promises[0].Card.Limit, v.Differs[0].Tag.Text, v.Differs[0].Says}, []string{"48 hours", "Yours stays",
		"We now promise everybody this: We deliver within 72 hours. You agreed to 48 hours. Yours stays as you agreed it. We will ask you before 8 March 2027; your term ends on 7 April 2027."})
	letters, a = resolved(t, term, []*agreed.Record{record}, next("2026-03-20", "24")...)
	v = letters.View(a)
	same(t, "on the cover", []string{v.Short[0].Tag.Text, v.Short[0].Says, v.Short[0].Link.Href}, []string{"Better on offer", "We deliver within 48 hours.", "#differs"})
	same(t, "stronger", v.Differs[0].Says, "We now promise everybody this: We deliver within 24 hours. You agreed to 48 hours. It is better than what you agreed to. Say yes and it is yours.")
	letters, a = resolved(t, term, nil, next("2026-05-01", "72")...)
	v = letters.View(a)
	same(t, "without a record", []string{v.Differs[0].Tag.Text, v.Differs[0].Says}, []string{"Weaker", "This changes on 1 May 2026. We deliver within 72 hours. Within: 72 hours instead of 48 hours. The road is dug up."})
	const value = "    within: 48h\n    next: {from: 2026-05-01, within: 72h, because: The road is dug up.}\n"
	letters, a = resolved(t, term, nil, "    within: 48h\n", value)
	same(t, "a value alone", letters.View(a).Differs[0].Says, "This changes on 1 May 2026. Within: 72 hours instead of 48 hours. The road is dug up.")
}

// What an option or a price will be for everybody else is not that of whoever has it and agreed to it.
func TestAnnouncedOptionsAndPrices(t *testing.T) {
	option := []string{"price: £9 a delivery, needs: A dock}", "price: £9 a delivery, needs: A dock, next: {from: 2026-05-01, to: 30h, price: £11 a delivery, because: Fuel.}}",
		"staff_note: Ring", "price: {kind: fixed, amount: £50 a pallet, ceiling: £600 a month, next: {from: 2026-05-02, amount: £54 a pallet, ceiling: £650 a month}}\nstaff_note: Ring"}
	letters, a := resolved(t, held, nil)
	record := freeze(t, letters, a, 12, all)
	says := func(text string, records []*agreed.Record, changes ...string) (out []string) {
		letters, a = resolved(t, text, records, changes...)
		v := letters.View(a)
		for _, d := range v.Differs {
			out = append(out, d.Tag.Text+" | "+d.What.Text+" | "+d.Says)
		}
		for _, o := range v.Options {
			out = append(out, o.To+", "+o.Price)
		}
		return out
	}
	const mine, chosen = "Better for you | We deliver within 48 hours. | ", "24 hours, £9 a delivery"
	same(t, "agreed", says(held, []*agreed.Record{record}, option...), []string{
		"Yours stays | 24 hours: We deliver within 48 hours. | This changes on 1 May 2026 for everybody else. What you get: 30 hours, and 24 hours until then. Extra: £11 a delivery, and £9 a delivery until then. Fuel. Yours stays as you agreed it.",
		"Yours stays | Price: Deliver within 48 hours | This changes on 2 May 2026 for everybody else. Price: £54 a pallet, and £50 a pallet until then. The most it can come to: £650 a month, and £600 a month until then. Yours stays as you agreed it.",
		mine, chosen})
	same(t, "not agreed", says(held, nil, option...), []string{
		"Weaker | 24 hours: We deliver within 48 hours. | This changes on 1 May 2026. What you get: 30 hours, and 24 hours until then. Extra: £11 a delivery, and £9 a delivery until then. Fuel.",
		"Weaker | Price: Deliver within 48 hours | This changes on 2 May 2026. Price: £54 a pallet, and £50 a pallet until then. The most it can come to: £650 a month, and £600 a month until then.",
		mine, chosen})
	same(t, "for customers alone", says(held, nil, append(slices.Clip(option), "    within: 48h\n", "    within: 48h\n    visibility: customer\n")...)[0],
		"Weaker | 24 hours: We deliver within 48 hours. | This changes on 1 May 2026. What you get: 30 hours, and 24 hours until then. Extra: £11 a delivery, and £9 a delivery until then. Fuel.")
	standard := strings.Replace(held, "choose: {delivery.on-time: 24h}\n", "", 1)
	same(t, "not chosen", len(says(standard, nil, option...)), 1)

	// On the day, what they chose is on offer no more, and is theirs.
	come := strings.NewReplacer("2026-05-01", "2026-03-20", "2026-05-02", "2026-03-20").Replace
	now := []string{option[0], come(option[1]), option[2], come(option[3])}
	same(t, "come", says(held, []*agreed.Record{record}, now...), []string{
		"Yours stays | We deliver within 48 hours. | We now promise everybody this: We deliver within 48 hours. You agreed to 24 hours. Yours stays as you agreed it."})
	same(t, "counted", letters.View(a).Services[0].Promises[0].Card.Limit, "24 hours")
	same(t, "agreed still", []any{a.Held.RestAgreed(), a.Held.Changed}, []any{true, []string(nil)})
	same(t, "dearer", says(held, []*agreed.Record{record}, option[0], strings.Replace(come(option[1]), "to: 30h, ", "", 1))[0],
		"Yours stays | We deliver within 48 hours. | Whoever chooses it now has this: We deliver within 48 hours. Extra: £11 a delivery; you agreed to £9 a delivery. Yours stays as you agreed it.")
}

// A promise that is better by now can be taken alone, and all else stays as it was agreed. One that is weaker is asked about once the
// term is nearly over, and not before.
func TestTaken(t *testing.T) {
	without := strings.Replace(strings.Replace(held, "choose: {delivery.on-time: 24h}\n", "", 1), "[delivery]", "[delivery, desk]", 1)
	letters, a := resolved(t, without, nil)
	record := freeze(t, letters, a, 12, all)
	moved := []string{"    within: 48h\n", "    within: 24h\n", "within 48 hours.", "within 24 hours.", "p2: {within: 3d", "p2: {within: 5d"}
	letters, a = resolved(t, without, []*agreed.Record{record}, moved...)
	v := letters.View(a)
	asks := func(v letter.Agreement) (all []string) {
		for _, d := range v.Differs {
			offer := "-"
			if d.Offer != nil {
				offer = d.Offer.Line + ": " + d.Offer.Reply.Answer
			}
			all = append(all, d.Tag.Text+" "+offer)
		}
		return all
	}
	better := "delivery.on-time: We now promise everybody this: We deliver within 24 hours. You agreed to 48 hours."
	same(t, "asks", asks(v), []string{"Better on offer " + better, "Yours stays -"})
	same(t, "waits", []any{open(v), v.Reply.Waiting, v.Status.Text}, []any{[]string(nil), false, "Agreed"})

	answers := []agree.Answer{{Line: "delivery.on-time", Mark: v.Differs[0].Offer.Reply.Mark, Yes: true, By: "Don Fenwick", How: "email", Day: clock.Date{Year: 2026, Month: 3, Day: 20}}}
	old := slices.Clone(answers)
	old[0].Mark = "0000"
	if next, settled := a.Settle(letters.Freeze(a), letters.Offers(a), old, answers[0].Day); next != nil || settled[len(settled)-1].Result != agree.OtherWords {
		t.Errorf("an answer to other words: %+v", settled)
	}
	taken := freeze(t, letters, a, 20, map[string]string{"delivery.on-time": ""})
	if next, _ := a.Settle(letters.Freeze(a), letters.Offers(a), answers, answers[0].Day); next == nil || !bytes.Equal(agreed.Bytes(next)[len("#"):], bytes.Replace(agreed.Bytes(&taken.AgreedRecord), []byte("how: phone}\nterms"), []byte("how: email}\nterms"), 1)[len("#"):]) {
		t.Errorf("a reply comes to another record than a talk:\n%s", agreed.Bytes(next))
	}
	letters, a = resolved(t, without, []*agreed.Record{record, taken}, moved...)
	v = letters.View(a)
	same(t, "taken", []any{asks(v), v.Services[0].Promises[0].Card.Says, v.Services[1].Promises[0].Card.Levels[1].Within, v.Version.By},
		[]any{[]string{"Yours stays -"}, "We deliver within 24 hours.", "3 working days", "agreed with Don Fenwick, by phone"})
	// Later it is carried on, until all of the rest is agreed anew.
	third := freeze(t, letters, a, 21, map[string]string{"desk.put-right": ""})
	same(t, "carried", third.Agreed.Keys(), []string{"e1", "e2", "p1", "rest", "delivery.on-time", "desk.put-right"})
	letters, a = resolved(t, without, []*agreed.Record{record, taken, third}, moved...)
	same(t, "all taken", asks(letters.View(a)), []string(nil))

	near := strings.Replace(without, "effective: 2026-04-07\n", "effective: 2025-04-07\nterm: 12mo\n", 1)
	letters, a = resolved(t, near, nil)
	record = freeze(t, letters, a, 12, all)
	letters, a = resolved(t, near, []*agreed.Record{record}, moved...)
	v = letters.View(a)
	same(t, "near", []string{asks(v)[1], v.Differs[1].Says}, []string{"Yours stays desk.put-right: We now promise everybody something different. Ordinary: 5 working days; you agreed to 3 working days.",
		"We now promise everybody something different. Ordinary: 5 working days; you agreed to 3 working days. Your term is nearly over, and we would like this to hold for you too. Without your yes, yours stays."})
}

// Silence renews what was agreed. In the last 60 days of a term the page says so, and by which day to say otherwise.
func TestRenewalOnThePage(t *testing.T) {
	for _, c := range []struct{ from, more, tag, says, term string }{
		{"2025-05-19", "notice_to_end: 30d\n", "Renews soon", "This renews on 19 May 2026 as it is. To change or end it, tell us by 19 April 2026.", "For 12 months, then renewed. Either of us can end it by giving notice 30 days ahead."},
		{"2023-04-02", "notice_to_end: 30d\n", "Renews soon", "This renews on 2 April 2026 as it is.", "For 12 months, then renewed. Either of us can end it by giving notice 30 days ahead."},
		{"2025-05-19", "renews: false\n", "Ends soon", "This ends on 19 May 2026. To go on, tell us before then.", "For 12 months."},
		{"2025-05-20", "", "", "", "For 12 months, then renewed."},
	} {
		text := strings.Replace(held, "effective: 2026-04-07\n", "effective: "+c.from+"\nterm: 12mo\n"+c.more, 1)
		letters, a := resolved(t, text, nil)
		record := freeze(t, letters, a, 12, all)
		letters, a = resolved(t, text, []*agreed.Record{record})
		v := letters.View(a)
		tag, says := "", ""
		for _, s := range v.Short {
			if strings.HasSuffix(s.Tag.Text, " soon") {
				tag, says = s.Tag.Text, s.Says
			}
		}
		same(t, c.from, []string{tag, says, v.Term}, []string{c.tag, c.says, c.term})
	}
	// One that does not renew has ended once its term is over, whatever its author has written since.
	text := strings.Replace(held, "effective: 2026-04-07\n", "effective: 2025-03-19\nterm: 12mo\nrenews: false\n", 1)
	letters, a := resolved(t, text, nil)
	record := freeze(t, letters, a, 12, all)
	letters, a = resolved(t, text, []*agreed.Record{record})
	v := letters.View(a)
	same(t, "over", []any{v.Status.Text, v.Ended.On.Text, v.Reply == nil}, []any{"Ended", "19 March 2026", true})
}
