package amount_test

import (
	"testing"
	"time"

	"upfront/generator/amount"
	"upfront/generator/parse"
)

// parseCase is a text, and its canonical form or the whole message.
type parseCase struct{ in, want string }

// check holds that each row is parsed as wanted; a message starts at column offset.
func check[T interface{ String() string }](t *testing.T, parse func(string) (T, error), rows []parseCase) {
	t.Helper()
	for _, r := range rows {
		v, err := parse(r.in)
		got := v.String()
		if err != nil {
			got = err.Error()
		}
		if got != r.want {
			t.Errorf("%q:\n got %s\nwant %s", r.in, got, r.want)
		}
	}
}

func TestParsePercent(t *testing.T) {
	check(t, amount.ParsePercent, []parseCase{
		{"95%", "95%"},
		{"99.95 %", "99.95%"},
		{" 0.5% ", "0.5%"},
		{"99.9999%", "99.9999%"},
		{"099.50%", "99.5%"},
		{"0%", "0%"},
		{"100%", "100%"},
		{"120%", "120%"},
		{"1,000%", "1000%"},
		{"95", `"95" has no percent sign; write 95%`},
		{"0.95", `"0.95" has no percent sign; write 95%, or 0.95% if you mean less than one in a hundred`},
		{"1", `"1" has no percent sign; write 100%, or 1% if you mean one in a hundred`},
		{"9 in 10", `"9 in 10" has no percent sign; write 90%`},
		{"19 out of 20", `"19 out of 20" has no percent sign; write 95%`},
		{"9/10", `"9/10" has no percent sign; write 90%`},
		{"9 of every 10", `"9 of every 10" has no percent sign; write 90%`},
		{"9,999 in 10,000", `"9,999 in 10,000" has no percent sign; write 99.99%`},
		{"2 of 3", `"2 of 3" has no percent sign; write 66.6%`},
		{"11 in 10", `"11 in 10" has no percent sign; write it as a percentage, such as 95%`},
		{"95-99%", `"95-99%" has no percent sign; write one share, the one you keep on a bad day, such as 95%`},
		{"nine in ten", `"nine in ten" does not start with a number; write it as a percentage, such as 95%`},
		{"95 percent", `"95 percent" has no percent sign; write 95%`},
		{"95% of orders", `"95% of orders" has something after the percent sign; write 95% alone`},
		{"99,5%", `"99,5%" has a decimal comma; write 99.5%, with a point`},
		{"99.99999%", `"99.99999" has more decimals than can be counted; write at most 4 decimals`},
		{"-5%", `"-5%" is negative; write it without the minus, such as 5%`},
		{".5%", `".5%" has no digit before the point; write 0.5%`},
		{"5.%", `"5.%" has no digit after the point; write 5%`},
		{"%", `"%" does not start with a number; write it as a percentage, such as 95%`},
		{"", `the number is missing; write it as a percentage, such as 95%`},
		{"9999999999999%", `"9999999999999" is too large; write a number below a million million`},
	})
}

func TestPercentIsPartsPerMillion(t *testing.T) {
	for in, want := range map[string]amount.Percent{"95%": 950_000, "99.9999%": 999_999, "0.0001%": 1, "100%": amount.Whole} {
		if got, err := amount.ParsePercent(in); err != nil || got != want {
			t.Errorf("%s is %d, %v; want %d", in, got, err, want)
		}
	}
	if got := amount.Percent(950_000).Share(); got != 0.95 {
		t.Errorf("95%% as a share is %v", got)
	}
}

func TestCutPercent(t *testing.T) {
	for _, r := range []struct{ in, percent, rest string }{
		{"20% of that delivery's charge", "20%", "of that delivery's charge"},
		{"100 %  of the delivery charge ", "100%", "of the delivery charge"},
		{"10%", "10%", ""},
	} {
		p, rest, ok := amount.CutPercent(r.in)
		if !ok || p.String() != r.percent || rest != r.rest {
			t.Errorf("%q: %s, %q, %v", r.in, p, rest, ok)
		}
	}
}

// 190 of 200 is 95 % exactly, 190 of 201 is 94.53 %.
func TestPercentMet(t *testing.T) {
	for _, r := range []struct {
		percent     string
		part, whole int64
		want        bool
	}{
		{"95%", 190, 200, true},
		{"95%", 190, 201, false},
		{"95%", 189, 200, false},
		{"99.9999%", 999_999, 1_000_000, true},
		{"99.9999%", 999_998, 1_000_000, false},
		{"95%", 0, 0, true},
		{"0%", 0, 5, true},
		{"100%", 1 << 62, 1<<62 + 1, false},
		{"100%", 1 << 62, 1 << 62, true},
		{"100%", 1 << 62, 1<<61 + 1, true},
	} {
		p, err := amount.ParsePercent(r.percent)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Met(r.part, r.whole); got != r.want {
			t.Errorf("%d of %d meets %s: %v", r.part, r.whole, r.percent, got)
		}
	}
}

// The allowances were computed with another tool.
func TestAllowance(t *testing.T) {
	const hour = time.Hour
	for _, r := range []struct {
		percent string
		minutes int
		planned time.Duration
		h, m, s int
	}{
		{"99.75%", 44_640, 0, 1, 51, 36},
		{"99.90%", 44_640, 0, 0, 44, 38},
		{"99.95%", 44_640, 0, 0, 22, 19},
		{"99.75%", 43_200, 0, 1, 48, 0},
		{"99.90%", 43_200, 0, 0, 43, 12},
		{"99.95%", 43_200, 0, 0, 21, 36},
		{"99.75%", 40_320, 0, 1, 40, 48},
		{"99.90%", 40_320, 0, 0, 40, 19},
		{"99.95%", 40_320, 0, 0, 20, 9},
		{"99.75%", 44_580, 0, 1, 51, 27},
		{"99.90%", 44_580, 0, 0, 44, 34},
		{"99.95%", 44_580, 0, 0, 22, 17},
		{"99.75%", 44_700, 0, 1, 51, 45},
		{"99.90%", 44_700, 0, 0, 44, 42},
		{"99.95%", 44_700, 0, 0, 22, 21},
		{"99.9%", 43_200, 8 * hour, 8, 42, 43},
		{"100%", 43_200, 0, 0, 0, 0},
		{"100%", 43_200, 8 * hour, 8, 0, 0},
		{"0%", 60, 0, 1, 0, 0},
		{"99%", 60, 2 * hour, 1, 0, 0},
	} {
		p, err := amount.ParsePercent(r.percent)
		if err != nil {
			t.Fatal(err)
		}
		want := time.Duration(r.h)*hour + time.Duration(r.m)*time.Minute + time.Duration(r.s)*time.Second
		if got := p.Allowance(time.Duration(r.minutes)*time.Minute, r.planned); got != want {
			t.Errorf("%s of %d minutes with %s planned: %s, want %s", r.percent, r.minutes, r.planned, got, want)
		}
	}
}

const refused = "refused; write something else"

func TestParseMoney(t *testing.T) {
	check(t, orRefused(func(s string) (amount.Money, bool) { return amount.ParseMoney(s, "GBP") }), []parseCase{
		{"£38", "£38"},
		{"£1,250.00", "£1250"},
		{"£ 38.5", "£38.50"},
		{"38.50", "£38.50"},
		{"EUR 120", "€120"},
		{"120 EUR", "€120"},
		{"120EUR/month", "€120/month"},
		{"120 €", "€120"},
		{"€0.05", "€0.05"},
		{"£0", "£0"},
		{"38 GBP per pallet", "£38 per pallet"},
		{"£38  per  pallet", "£38 per pallet"},
		{"£95/month", "£95/month"},
		{"£95 /month", "£95/month"},
		{"£95 a month", "£95 a month"},
		{"£95 (once)", "£95 (once)"},
		{"USD 120", "USD 120"},
		{"CHF 12.5", "CHF 12.50"},
		{"JPY 5000", "JPY 5000"},
		{"KWD 1.25", "KWD 1.250"},
		{"249 zł", "PLN 249"},
		{"£38 GBP", "£38"},
		{"$38", refused},
		{"38 kr", refused},
		{"£38 EUR", refused},
		{"£38 GBP EUR", refused},
		{"38 GPB", refused},
		{"GPB 38", refused},
		{"about £38", refused},
		{"", refused},
		{"£", refused},
		{"£38-£50", refused},
		{"£38 – £50", refused},
		{"£38 to £50", refused},
		{"£5k", refused},
		{"£38 + £5", refused},
		{"£1 250", refused},
		{"£38.505", refused},
		{"JPY 5000.50", refused},
		{"1.250,00 EUR", refused},
		{"1.250.000 EUR", refused},
		{"€12,50", refused},
		{"£1250,000", refused},
		{"£-38", refused},
		{"-£38", refused},
	})
	check(t, orRefused(func(s string) (amount.Money, bool) { return amount.ParseMoney(s, "CAD") }), []parseCase{
		{"$38", "CAD 38"},
		{"38 $", "CAD 38"},
		{"38.50 an hour", "CAD 38.50 an hour"},
		{"£38", "£38"},
	})
	check(t, orRefused(func(s string) (amount.Money, bool) { return amount.ParseMoney(s, "") }), []parseCase{
		{"£38", "£38"},
		{"38", refused},
	})
}

func TestMoneyFields(t *testing.T) {
	for in, want := range map[string]amount.Money{
		"£1,250.05 per pallet": {Currency: "GBP", Minor: 125_005, Per: "per pallet"},
		"JPY 5000":             {Currency: "JPY", Minor: 5000},
		"KWD 1.25":             {Currency: "KWD", Minor: 1250},
	} {
		if got, ok := amount.ParseMoney(in, "EUR"); !ok || got != want {
			t.Errorf("%q is %+v, %v; want %+v", in, got, ok, want)
		}
	}
}

type code string

func (c code) String() string { return string(c) }

func TestParseCurrency(t *testing.T) {
	parse := func(s string) (code, error) {
		c, err := amount.ParseCurrency(s)
		return code(c), err
	}
	check(t, parse, []parseCase{
		{"GBP", "GBP"},
		{" EUR ", "EUR"},
		{"gbp", `the currency "gbp" is not in capitals; write GBP`},
		{"£", `"£" is a sign and no currency code; write GBP`},
		{"$", `"$" is a sign and no currency code; write USD or AUD or CAD`},
		{"BP E", `"BP E" is no currency code; write the three letters of the currency, such as GBP, EUR or USD`},
		{"P E", `"P E" is no currency code; write the three letters of the currency, such as GBP, EUR or USD`},
		{"pounds", `"pounds" is no currency code; write the three letters of the currency, such as GBP, EUR or USD`},
		{"", `"" is no currency code; write the three letters of the currency, such as GBP, EUR or USD`},
	})
}

func TestParseQuantity(t *testing.T) {
	check(t, orRefused(amount.ParseQuantity), []parseCase{
		{"750 kg", "750 kg"},
		{"750kg", "750 kg"},
		{"5  pallets", "5 pallets"},
		{"1,500 parcels a day", "1500 parcels a day"},
		{"0.000001 g", "0.000001 g"},
		{"3", "3"},
		{"3.50 t", "3.5 t"},
		{"20 €", refused},
		{"5-10 pallets", refused},
		{"five pallets", refused},
		{"0.0000001 g", refused},
	})
}

func TestParseNumber(t *testing.T) {
	check(t, amount.ParseNumber, []parseCase{
		{"0", "0"},
		{"1,250", "1250"},
		{"12,345,678.5", "12345678.5"},
		{"007", "7"},
		{"999999999999", "999999999999"},
		{"9999999999999", `"9999999999999" is too large; write a number below a million million`},
		{"1,50", `"1,50" has a decimal comma; write 1.50, with a point`},
		{"1,250,00", `"1,250,00" has a decimal comma; write 1250.00, with a point`},
		{"38 kg", `"38 kg" has something after the number; write 38 alone`},
	})
	if amount.Int(12) != 12_000_000 {
		t.Error("12 is not 12,000,000 millionths")
	}
}

func TestQuantityCompare(t *testing.T) {
	for _, r := range []struct {
		a, b  string
		order int
		ok    bool
	}{
		{"750 kg", "750 kg", 0, true},
		{"749.5 kg", "750 kg", -1, true},
		{"1 pallet", "5 Pallets", -1, true},
		{"6", "5 pallets", 1, true},
		{"1 t", "750 kg", 0, false},
	} {
		a, _ := amount.ParseQuantity(r.a)
		b, _ := amount.ParseQuantity(r.b)
		if order, ok := a.Compare(b); order != r.order || ok != r.ok {
			t.Errorf("%s beside %s: %d, %v", a, b, order, ok)
		}
	}
}

func TestErrorOffset(t *testing.T) {
	percent := func(s string) error { _, err := amount.ParsePercent(s); return err }
	number := func(s string) error { _, err := amount.ParseNumber(s); return err }
	for _, r := range []struct {
		parse func(string) error
		in    string
		want  int
	}{
		{percent, "  95", 4},
		{percent, "95% of it", 4},
		{percent, " 99,5%", 3},
		{percent, "99.99999%", 7},
		{number, " 12,50", 3},
		{number, "38 kg", 2},
	} {
		err, ok := r.parse(r.in).(*parse.Error)
		if !ok || err.Offset != r.want {
			t.Errorf("%q: %+v, want offset %d", r.in, err, r.want)
		}
	}
}
