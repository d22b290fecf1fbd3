package drift_test

import (
	"strings"
	"testing"

	"upfront/generator/drift"
	"upfront/generator/syntax"
)

const head = `customer: fenwick
version: 1
frozen: 2026-03-20
print: 0000-0000-0000-0000
agreed: {}
terms:
  hours: {office: "Mon-Fri 08:00-18:00, Europe/London", counter: "Mon-Fri 08:00-12:00, Mon-Fri 13:00-17:00, Europe/London", late: "Mon-Fri 20:00-02:00, Europe/London", week: "Mon-Fri, Sun 08:00-18:00, Europe/London", berlin: "Mon-Fri 08:00-18:00, Europe/Berlin"}
  promises:
    d.p: `

// promise reads a promise as records have it, in the flow form of YAML.
func promise(t *testing.T, fields string) drift.Terms {
	t.Helper()
	r, problems := syntax.ParseAgreedRecord("v1.yaml", []byte(head+"{says: We come., "+fields+"}\n"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return drift.Terms{AgreedPromise: r.Terms.Promises[0].V, Hours: r.Terms.Hours}
}

func words(all []drift.Difference) string {
	var out []string
	for _, d := range all {
		out = append(out, d.Field+": "+d.Was+" → "+d.Is+" "+d.Effect.String())
	}
	return strings.Join(out, "; ")
}

func TestCompare(t *testing.T) {
	opposite := map[drift.Effect]drift.Effect{drift.Stronger: drift.Weaker, drift.Weaker: drift.Stronger, drift.Different: drift.Different, drift.Wording: drift.Wording}
	for _, c := range []struct {
		was, is, want string
		effect        drift.Effect
	}{
		{"within: 48h", "within: 48h", "", drift.Wording},
		{"within: 48h", "within: 2880m", "", drift.Wording},
		{"within: 48h", "within: 72h", "within: 48h → 72h weaker", drift.Weaker},
		{"within: {p1: 2h, p2: 8h}", "within: {p1: 1h, p2: 8h}", "within.p1: 2h → 1h stronger", drift.Stronger},
		{"within: {p1: 2h, p2: 8h}", "within: {p1: 2h}", "within.p2: 8h →  weaker", drift.Weaker},
		{"at_least: 99%", "at_least: 99.5%", "at_least: 99% → 99.5% stronger", drift.Stronger},
		{"at_most: 15 minutes", "at_most: 20 minutes", "at_most: 15m → 20m weaker", drift.Weaker},
		{"at_most: 15 minutes", "at_most: 15 seats", "at_most: 15m → 15 seats different", drift.Different},
		{"within: 48h, target: 95%", "within: 48h, target: 94.9%", "target: 95% → 94.9% weaker", drift.Weaker},
		{"within: 4h, commitment: guarantee", "within: 4h, commitment: target", "commitment: guarantee → target weaker", drift.Weaker},
		{"within: 4h, clock: calendar", "within: 4h, clock: business", "clock: calendar → business weaker", drift.Weaker},
		{"within: 4h, clock: business, hours: office", "within: 4h, clock: business, hours: counter", "hours: Mon-Fri 08:00-18:00, Europe/London → Mon-Fri 08:00-12:00, Mon-Fri 13:00-17:00, Europe/London weaker", drift.Weaker},
		{"within: 4h, clock: business, hours: office", "within: 4h, clock: business, hours: week", "hours: Mon-Fri 08:00-18:00, Europe/London → Mon-Fri, Sun 08:00-18:00, Europe/London stronger", drift.Stronger},
		{"within: 4h, clock: business, hours: office", "within: 4h, clock: business, hours: late", "hours: Mon-Fri 08:00-18:00, Europe/London → Mon-Fri 20:00-02:00, Europe/London different", drift.Different},
		{"within: 4h, clock: business, hours: office", "within: 4h, clock: business, hours: berlin", "hours: Mon-Fri 08:00-18:00, Europe/London → Mon-Fri 08:00-18:00, Europe/Berlin different", drift.Different},
		{"within: 4h, window: 90d", "within: 4h, window: quarter", "window: 90d → quarter different", drift.Different},
		{"within: 4h", "within: 4h, excluded: [{id: snow, what: Snow}]", "exclusions.snow:  → Snow weaker", drift.Weaker},
		{"within: 4h, excluded: [{id: snow, what: Snow}]", "within: 4h, excluded: [{id: snow, what: Snow and ice}]", "exclusions.snow.what: Snow → Snow and ice wording", drift.Wording},
		{"target: 99%, excluded: [{id: x, what: Work, up_to: 8h}]", "target: 99%, excluded: [{id: x, what: Work, up_to: 9h}]", "exclusions.x.up_to: 8h → 9h weaker", drift.Weaker},
		{"target: 99%, excluded: [{id: x, what: Work, up_to: 8h}]", "target: 99%, excluded: [{id: x, what: Work}]", "exclusions.x.up_to: 8h →  weaker", drift.Weaker},
		{"within: 4h, on_miss: {notify_within: 1h}", "within: 4h", "on_miss.notify_within: 1h →  weaker", drift.Weaker},
		{"within: 4h, on_miss: {remedy: {amount: 20% of the charge}}", "within: 4h, on_miss: {remedy: {amount: 10% of the charge}}", "on_miss.remedy.amount: 20% of the charge → 10% of the charge weaker", drift.Weaker},
		{"within: 4h, on_miss: {remedy: {amount: 20% of the charge}}", "within: 4h, on_miss: {remedy: {amount: Cake}}", "on_miss.remedy.amount: 20% of the charge → Cake different", drift.Different},
		{"within: 4h, on_miss: {remedy: {amount: £20}}", "within: 4h, on_miss: {remedy: {amount: £20, cap: £100}}", "on_miss.remedy.cap:  → £100 weaker", drift.Weaker},
		{"within: 4h, on_miss: {remedy: {amount: £20, automatic: true}}", "within: 4h, on_miss: {remedy: {amount: £20, claim_within: 30d}}", "on_miss.remedy.automatic: true → false weaker; on_miss.remedy.claim_within:  → 30d weaker", drift.Weaker},
		{"target: 99%, on_miss: {remedy: {tiers: [{below: 99%, credit: 2%}]}}", "target: 99%, on_miss: {remedy: {tiers: [{below: 99%, credit: 1%}]}}", "on_miss.remedy.tiers below 99%: 2% → 1% weaker", drift.Weaker},
		{"within: 48h, indicator: {from: collected}", "within: 48h, indicator: {from: booked}", "indicator.from: collected → booked different", drift.Different},
		{"within: 48h, target: 95%", "within: 24h, target: 90%", "within: 48h → 24h stronger; target: 95% → 90% weaker", drift.Weaker},
	} {
		was, is := promise(t, c.was), promise(t, c.is)
		all := drift.Compare(was, is)
		if got := words(all); got != c.want || drift.Of(all) != c.effect {
			t.Errorf("%s, then %s: %s, %v", c.was, c.is, got, drift.Of(all))
		}
		if back := drift.Compare(is, was); len(all) == 1 && drift.Of(back) != opposite[c.effect] { // the way back is the opposite
			t.Errorf("%s, then %s: %s", c.is, c.was, words(back))
		}
	}
}

// Of a time less is better, of a share more; a price that comes is for the worse, and one that goes for the better.
func TestOption(t *testing.T) {
	option := func(to, price string) *syntax.Option {
		p := promise(t, "chosen: [{to: "+to+", price: \""+price+"\"}]").Chosen[0]
		return &syntax.Option{To: p.To, Price: p.Price}
	}
	for _, c := range []struct {
		was, is *syntax.Option
		better  int
		want    string
	}{
		{option("9h", "£14 a run"), option("10h", "£12 a run"), -1, "to: 9h → 10h weaker; price: £14 a run → £12 a run stronger"},
		{option("99%", "£14"), option("99.5%", "£16"), 1, "to: 99% → 99.5% stronger; price: £14 → £16 weaker"},
		{option("9h", ""), option("540m", "£2 a run"), -1, "price:  → £2 a run weaker"},
		{option("9h", "£2 a run"), option("9h", ""), -1, "price: £2 a run →  stronger"},
		{option("9h", "£2 a run"), option("9h", "by arrangement"), -1, "price: £2 a run → by arrangement different"},
	} {
		if got := words(drift.Option(c.was, c.is, c.better)); got != c.want {
			t.Errorf("%s, not %s", got, c.want)
		}
	}
}

// A sentence without values is all that was promised; with values, another sentence is other words.
func TestSentences(t *testing.T) {
	was, is := promise(t, "commitment: target"), promise(t, "commitment: target")
	is.Says.V = "We come if we can."
	if got := drift.Of(drift.Compare(was, is)); got != drift.Different {
		t.Error(got)
	}
	was, is = promise(t, "within: 4h"), promise(t, "within: 4h")
	if is.Says.V = "We  come."; len(drift.Compare(was, is)) != 0 {
		t.Error("spaces say something")
	}
	if is.Says.V = "We are there."; drift.Of(drift.Compare(was, is)) != drift.Wording {
		t.Error("other words are more than that")
	}
}

func TestPricesAndDuties(t *testing.T) {
	text := func(v string) syntax.Text {
		w := syntax.Text{V: v}
		if v != "" {
			w.At.Line = 1
		}
		return w
	}
	for _, c := range []struct {
		was, is string
		want    drift.Effect
	}{
		{"£46 a pallet, and £90 a month", "£52 a pallet, and £90 a month", drift.Weaker}, {"£1,046 a month", "£1,040 a month", drift.Stronger},
		{"£46 a pallet, and £90 a month", "£52 a pallet, and £80 a month", drift.Different}, {"£46 a pallet", "£46 a parcel", drift.Different}, {"£46 a pallet", "£46  a pallet", drift.Wording},
	} {
		if got := drift.Of(drift.Price(&syntax.Price{Amount: text(c.was)}, &syntax.Price{Amount: text(c.is)})); got != c.want {
			t.Errorf("%s, then %s: %v", c.was, c.is, got)
		}
	}
	one, two := []syntax.Duty{{What: text("Wrap it")}}, []syntax.Duty{{What: text("Wrap it")}, {What: text("Weigh it")}}
	if more, less := words(drift.Duties(one, two)), words(drift.Duties(two, one)); more != "customer_does:  → Weigh it weaker" || less != "customer_does: Weigh it →  stronger" {
		t.Error(more, less)
	}
}
