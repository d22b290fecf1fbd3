package amount

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"upfront/generator/parse"
)

// codes holds the currencies in use, after ISO 4217 (without funds, metals and test codes).
const codes = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP " +
	"CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF " +
	"IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD " +
	"MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB " +
	"RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD " +
	"UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG"

// signs holds the currency signs that people write; longer ones come first. A sign of several currencies is read as that of
// the site if it is one of them.
var signs = []struct {
	sign  string
	codes []string
}{
	{"zł", []string{"PLN"}},
	{"Kč", []string{"CZK"}},
	{"kr", []string{"DKK", "NOK", "SEK", "ISK"}},
	{"£", []string{"GBP"}},
	{"€", []string{"EUR"}},
	{"₹", []string{"INR"}},
	{"₺", []string{"TRY"}},
	{"₩", []string{"KRW"}},
	{"₪", []string{"ILS"}},
	{"₴", []string{"UAH"}},
	{"¥", []string{"JPY", "CNY"}},
	{"$", []string{"USD", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP"}},
}

// ParseCurrency reads an ISO 4217 code such as "GBP", in capitals.
func ParseCurrency(s string) (string, error) { return parse.Trimmed(s, parseCurrency) }

func parseCurrency(text string) (string, *parse.Error) {
	switch {
	case isCode(text):
		return text, nil
	case isCode(strings.ToUpper(text)):
		return "", parse.Fail(0, "write "+strings.ToUpper(text), "the currency %q is not in capitals", text)
	}
	for _, sign := range signs {
		if sign.sign == text {
			return "", parse.Fail(0, "write "+strings.Join(sign.codes[:min(3, len(sign.codes))], " or "), "%q is a sign and no currency code", text)
		}
	}
	return "", parse.Fail(0, "write the three letters of the currency, such as GBP, EUR or USD", "%q is no currency code", text)
}

// minorDigits returns the number of decimals of a currency (ISO 4217, column "minor unit").
func minorDigits(code string) int {
	switch code {
	case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF":
		return 0
	case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND":
		return 3
	}
	return 2
}

func isCode(s string) bool {
	return len(s) == 3 && !strings.Contains(s, " ") && strings.Contains(codes, s)
}

// cutCurrency reads a sign or code at the start of text, and returns the rest without space; the rest is the whole text where
// it starts with neither. ok is false for a sign that could be one of several currencies.
func cutCurrency(text, site string) (code, rest string, ok bool) {
	for _, s := range signs {
		if after, found := strings.CutPrefix(text, s.sign); found && !wordGoesOn(s.sign, after) {
			if code = s.codes[0]; len(s.codes) > 1 {
				code = site
			}
			return code, strings.TrimSpace(after), slices.Contains(s.codes, code)
		}
	}
	if len(text) < 3 || !isCode(text[:3]) || wordGoesOn(text[:3], text[3:]) {
		return "", text, true
	}
	return text[:3], strings.TrimSpace(text[3:]), true
}

// wordGoesOn reports whether a sign made of letters is only the start of a longer word.
func wordGoesOn(sign, after string) bool {
	next, _ := utf8.DecodeRuneInString(after)
	last, _ := utf8.DecodeLastRuneInString(sign)
	return unicode.IsLetter(last) && unicode.IsLetter(next)
}
