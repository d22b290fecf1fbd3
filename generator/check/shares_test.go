package check

import (
	"fmt"
	"testing"
)

// TestSharesInWords holds that a share is found however it is written: each look that spares the expressions lets it pass.
func TestSharesInWords(t *testing.T) {
	for text, want := range map[string]string{
		"99.5% of them":                         "99.5%",
		"Ninety-nine Per Cent of them":          "99%",
		"95 percent":                            "95%",
		"Nine in ten":                           "90%",
		"we answer 4 in 5":                      "80%",
		"1,043 of 1,050 pallets":                "99.3333%",
		"Of every 100 pallets, at least 99":     "99%",
		"(9 out of 10)":                         "90%",
		"3 of the last 4":                       "75%",
		"of 20 calls we answer 19":              "95%",
		"They make 115 deliveries in a week":    "",
		"Osei moved from Whitby in 2015":        "",
		"a cent a piece, within 4 hours of one": "",
		"9":                                     "",
		"":                                      "",
	} {
		got := ""
		for _, s := range saidShares(text) {
			got += fmt.Sprint(s.share)
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
