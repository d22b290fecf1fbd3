package amount_test

import (
	"testing"

	"upfront/generator/amount"
	"upfront/generator/parse"
)

// fuzz holds that read never panics, that each error has a message and a help, and a place within the
// text, and that the canonical form of a value is read as that value.
func fuzz[T interface {
	comparable
	String() string
}](f *testing.F, read func(string) (T, error), seeds ...string) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		v, err := read(in)
		if err != nil {
			e, ok := err.(*parse.Error)
			if !ok || e.What == "" || e.Help == "" || e.Offset < 0 || e.Offset > len(in) {
				t.Fatalf("%q: %#v", in, err)
			}
			return
		}
		again, err := read(v.String())
		if err != nil || again != v {
			t.Fatalf("%q is %+v, printed %q, which is %+v, %v", in, v, v.String(), again, err)
		}
	})
}

func FuzzPercent(f *testing.F) {
	fuzz(f, amount.ParsePercent, "95%", "99.95 %", "0.5%", "1,250.00%", "95", "-1%", "1.250,00%", "")
}

// orRefused returns a parser with an error, which is always the same, for one that only reports whether it could read a text.
func orRefused[T any](read func(string) (T, bool)) func(string) (T, error) {
	return func(s string) (T, error) {
		v, ok := read(s)
		if !ok {
			return v, &parse.Error{What: "refused", Help: "write something else"}
		}
		return v, nil
	}
}

func FuzzMoney(f *testing.F) {
	read := func(s string) (amount.Money, bool) { return amount.ParseMoney(s, "SEK") }
	fuzz(f, orRefused(read), "£38", "£1,250.00", "EUR 120", "120 EUR a month", "38 kr per pallet", "£95/month", "$5", "zł 3", "JPY 5", "KWD 1.125", "£ 1\u00a0per")
}

func FuzzQuantity(f *testing.F) {
	fuzz(f, orRefused(amount.ParseQuantity), "750 kg", "5 pallets", "1.5t", "3", "1,500 a day", "٣ kg")
}

func FuzzNumber(f *testing.F) {
	fuzz(f, amount.ParseNumber, "0", "1,250.5", "999999999999", "1.2.3", "1e5", "−3")
}
