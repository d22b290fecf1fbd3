package check

import "testing"

// answering is a capability with promises of an answer, a repair and a share of time.
const answering = `title: Help with computers
summary: A person for every fault.
promises:
  - id: answered
    says: We answer within 4 working hours.
    commitment: target
    indicator: {kind: response, from: you ask, to: we answer}
    within: 4h
    clock: business
    hours: office
    target: 95%
    window: 90d
  - id: up
    says: "Your mail is available 99.5% of the time."
    commitment: target
    indicator: {kind: availability, of: mail}
    target: 99.5%
    window: month
  - id: delivered
    says: We deliver parts within 2 weeks.
    commitment: guarantee
    indicator: {kind: duration, from: you order, to: they are there}
    within: 2w
    clock: calendar
    target: 95%
    window: 90d
`

func TestContradictsPromise(t *testing.T) {
	const help = ` | Write {{ promise "delivery.answered" }} in place of the number, which always says what the promise does. Or change the promise, if this is what you keep.`
	const aim = " | Say the promise beside it, or leave the aim out: a customer counts on the better of the two."
	answer := site{capability: answering}
	with := func(words string) site { s := answer; s.policy = saying(words); return s }
	expectRule(t, "contradicts-promise", []ruleCase{
		{name: "days for hours", site: with("We answer within 2 working days."),
			want: []string{`returns.md:8:11+21 error: this says "within 2 working days", and "delivery.answered" says 4 working hours (delivery.yaml:8:13+2 the promise is here)` + help}},
		{name: "in words", site: with("You get an answer in half an hour."),
			want: []string{`returns.md:8:19+15 error: this says "in half an hour", and "delivery.answered" says 4 working hours (delivery.yaml:8:13+2 the promise is here)` + help}},
		{name: "a fortnight is two weeks", site: with("We deliver parts within a fortnight.")},
		{name: "a fortnight is not three weeks", site: with("Parts are delivered within three weeks."),
			want: []string{`returns.md:8:21+18 error: this says "within three weeks", and "delivery.delivered" says 2 weeks (delivery.yaml:23:13+2 the promise is here) | Write {{ promise "delivery.delivered" }} in place of the number, which always says what the promise does. Or change the promise, if this is what you keep.`}},
		{name: "a share", site: with("Your mail is available 99.9 per cent of the time."),
			want: []string{`returns.md:8:24+13 error: this says "99.9 per cent", and "delivery.up" says 99.5% (delivery.yaml:17:13+5 the promise is here) | Write {{ promise "delivery.up" }} in place of the number, which always says what the promise does. Or change the promise, if this is what you keep.`}},
		{name: "a working day of ten hours", site: with("We answer within one working day."),
			want: []string{`returns.md:8:11+22 error: this says "within one working day", and "delivery.answered" says 4 working hours (delivery.yaml:8:13+2 the promise is here)` + help}},
		{name: "an aim", site: with("We aim to answer within 2 hours."),
			want: []string{`returns.md:8:18+14 warning: this aims at "within 2 hours", and "delivery.answered" says 4 working hours (delivery.yaml:8:13+2 the promise is here)` + aim}},
		{name: "what we do our best for", site: with("We do our best to answer within 2 hours."),
			want: []string{`returns.md:8:26+14 warning: this aims at "within 2 hours", and "delivery.answered" says 4 working hours (delivery.yaml:8:13+2 the promise is here)` + aim}},
		{name: "a share that we aim at", site: with("We aim to have your mail available 99.9% of the time."),
			want: []string{`returns.md:8:36+5 warning: this aims at "99.9%", and "delivery.up" says 99.5% (delivery.yaml:17:13+5 the promise is here)` + aim}},
		{name: "an aim beside the promise", site: with("We aim to answer within 2 hours, and promise 4 working hours.")},
		{name: "an aim before the promise", site: with("We aim to answer within 2 hours. What we promise is {{ promise \"delivery.answered\" }}.")},
		{name: "a share beside the promise", site: with("We aim to have your mail available 99.9% of the time. We promise 99.5%.")},
		{name: "no aim, though beside the promise", site: with("Your mail is available 99.9% of the time. We promise 99.5%."),
			want: []string{`returns.md:8:24+5 error: this says "99.9%", and "delivery.up" says 99.5% (delivery.yaml:17:13+5 the promise is here) | Write {{ promise "delivery.up" }} in place of the number, which always says what the promise does. Or change the promise, if this is what you keep.`}},
		{name: "an aim beside another time", site: with("We aim to answer within 2 hours.\n\n## After 4 working hours\n\nNobody waits for so long."),
			want: []string{`returns.md:8:18+14 warning: this aims at "within 2 hours", and "delivery.answered" says 4 working hours (delivery.yaml:8:13+2 the promise is here)` + aim}},
		{name: "the same", site: with("We answer within four working hours.")},
		{name: "the same in minutes", site: with("We answer within 240 minutes.")},
		{name: "a day may be a working day", site: with("We deliver parts within 10 working days.")},
		{name: "another subject", site: with("We answer complaints within 2 working days.")},
		{name: "another subject in the heading", site: with("## Invoices\n\nWe answer within 2 working days.")},
		{name: "at another time", site: with("We answer within 2 days outside office hours.")},
		{name: "when it is otherwise", site: with("On Saturdays we answer within 2 days. Out of hours we answer within 12 hours. We usually answer within an hour. This week we answer within 2 days.")},
		{name: "from Monday to Friday", site: with("We answer within 2 working days, Monday to Friday."),
			want: []string{`returns.md:8:11+21 error: this says "within 2 working days", and "delivery.answered" says 4 working hours (delivery.yaml:8:13+2 the promise is here)` + help}},
		{name: "a choice", site: site{capability: answering + "options: [{change: answered, to: 2h, price: £90 a month}]\n", policy: saying("For £90 a month, we answer within 2 hours.")}},
		{name: "in a notice, which passes", site: site{capability: answering, more: map[string]string{"content/notices/2026-03-19-ill.md": "---\ntitle: Half of us are ill\nkind: delay\naffects: [delivery]\nnoticed: 2026-03-19T08:00:00Z\ntold: 2026-03-19T09:00:00Z\n---\nWe answer within 2 working days.\n"}}},
		{name: "from a day on", site: with("From May 2027 we answer within 2 working days.")},
		{name: "what others do", site: with("You answer us within 2 working days.")},
		{name: "by name", site: with("We answer {{ promise \"delivery.answered\" }}.")},
		{name: "for staff", site: site{capability: answering, policy: "---\nvisibility: internal\ntitle: Returns\n---\nWe answer within 2 working days.\n"}},
		{name: "of another capability", site: site{capability: answering, more: map[string]string{"content/capabilities/boxes.yaml": "title: Boxes\nsummary: Boxes.\nbody: |\n  We answer within 2 working days.\n"}}},
		{name: "to one customer", site: site{capability: answering, agreement: "customer: Fenwick\nstatus: proposed\ncapabilities: [delivery]\nbody: We answer within 2 working days.\n"},
			want: []string{`fenwick.yaml:4:17+21 error: this says "within 2 working days", and "delivery.answered" says 4 working hours (delivery.yaml:8:13+2 the promise is here)` + help}},
		{name: "to one who chose it", site: site{capability: answering + "options: [{change: answered, to: 2d, price: £5 less}]\n", agreement: "customer: Fenwick\nstatus: proposed\ncapabilities: [delivery]\nchoose: {delivery.answered: 2d}\nbody: We answer within 2 working days.\n"}},
		{name: "what site.yaml says of complaints", site: site{site: "complaints: {first: help, answer_within: 5d, clock: business}\nchannels: [{id: help, by: email, at: a@b.example, hours: office, respond_within: 4h, clock: business}]\n", policy: saying("We answer complaints within 10 working days.")},
			want: []string{`returns.md:8:22+22 error: this says "within 10 working days", and complaints: in site.yaml says 5 days (site.yaml:6:42+2 the promise is here) | Make the two the same: the one you keep on a bad day.`}},
	})
}

func TestUnbackedPromise(t *testing.T) {
	alone := func(at, words, within string) []string {
		return []string{"returns.md:8:" + at + ` warning: "` + words + `" is a promise of this text alone: nobody counts whether it is kept | Add it to a capability, with ` + within + `, and write {{ promise "capability.promise" }} here. Or take the number out.`}
	}
	expectRule(t, "unbacked-promise", []ruleCase{
		{name: "we", site: site{policy: saying("We refund you within 10 days.")}, want: alone("15+14", "within 10 days", "within: 10d")},
		{name: "what is done", site: site{policy: saying("Every claim is settled in two weeks.")}, want: alone("24+12", "in two weeks", "within: 2w")},
		{name: "what the customer gets", site: site{policy: saying("You will have a quote within 72 hours.")}, want: alone("23+15", "within 72 hours", "within: 72h")},
		{name: "the limit first", site: site{policy: saying("Within two days, we collect the goods.")}, want: alone("1+15", "Within two days", "within: 2d")},
		{name: "never longer", site: site{policy: saying("We never answer later than 3 days after you wrote.")}, want: alone("17+17", "later than 3 days", "within: 3d")},
		{name: "a share", site: site{policy: saying("We deliver 98% of parcels on time.")}, want: alone("12+3", "98%", "target: 98%")},
		{name: "a guarantee", site: site{policy: saying("We guarantee that your goods stay dry.")},
			want: []string{`returns.md:8:1+12 warning: "We guarantee" is a promise of this text alone: nobody counts whether it is kept | Add it to a capability, with commitment: guarantee and what a customer gets for a miss, and name it here: {{ promise "capability.promise" }}.`}},
		{name: "a moment", site: site{policy: saying("We send the money back by noon.")},
			want: []string{`returns.md:8:24+7 warning: "by noon" is a promise of this text alone: nobody counts whether it is kept | Add it to a capability, with the time as its limit, and write {{ promise "capability.promise" }} here. Or leave the time out.`}},
		{name: "what a promise says", site: site{capability: answering, policy: saying("We answer within 4 working hours.")},
			want: []string{`returns.md:8:11+22 warning: "within 4 working hours" repeats a number of "delivery.answered", and stays when the promise changes | Write {{ promise "delivery.answered" }} in its place.`}},
		{name: "named", site: site{capability: answering, policy: saying("We answer {{ promise \"delivery.answered\" }}.")}},
		{name: "named, and another", site: site{capability: answering, policy: saying("We answer {{ promise \"delivery.answered\" }}, and we refund you within 10 days.")}, want: alone("64+14", "within 10 days", "within: 10d")},
		{name: "in the body of a capability", site: site{capability: "title: Boxes\nsummary: Boxes.\nbody: |\n  We repair them within 10 days.\n"},
			want: []string{`delivery.yaml:4:18+14 warning: "within 10 days" is a promise of this text alone: nobody counts whether it is kept | Add it to a capability, with within: 10d, and write {{ promise "capability.promise" }} here. Or take the number out.`}},
		{name: "a choice", site: site{capability: answering + "options: [{change: answered, to: 2h, price: £90 a month}]\n", policy: saying("For £90 a month, we answer within 2 hours.")}},
		{name: "an aim beside the promise", site: site{capability: answering, policy: saying("We aim to answer within 2 hours, and promise 4 working hours.")}},
		{name: "a share of a time", site: site{policy: saying("We fix half of all faults within 2 days.")}, want: alone("27+13", "within 2 days", "within: 2d")},
		{name: "to one customer", site: site{agreement: "customer: Fenwick\nstatus: proposed\nbody: We ring within 2 hours.\n"},
			want: []string{`fenwick.yaml:3:15+14 warning: "within 2 hours" is a promise of this text alone: nobody counts whether it is kept | Add it to a capability, with within: 2h, and write {{ promise "capability.promise" }} here. Or take the number out.`}},
		{name: "what the customer does", site: site{policy: saying("You can return it within 30 days. Tell us within 48 hours. Bills are payable within 30 days. Goods returned within 14 days are refunded.")}},
		{name: "a condition", site: site{policy: saying("If we do not answer within 4 hours, ring us. Where goods are returned within 14 days you pay nothing.")}},
		{name: "denied", site: site{policy: saying("We do not guarantee a time. We cannot deliver within an hour. No parcel is delivered within a day.")}},
		{name: "told", site: site{policy: saying("Last year we answered within 3 hours. The repair took us 4 days, and was done within a week.")}},
		{name: "bound by others", site: site{policy: saying("By law we must answer within one month.")}},
		{name: "not ours", site: site{policy: saying("The depot is within 30 minutes of Leeds. We give a discount of 10%. A clean takes about three hours.")}},
		{name: "a heading, a question, a quotation", site: site{policy: saying("## We answer within 4 hours\n\nDo we answer within 4 hours?\n\n> We answer within 4 hours.")}},
		{name: "in another language", site: site{site: "language: de\n", policy: saying("We refund you within 10 days.")}},
	})
}
