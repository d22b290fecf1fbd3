package syntax

import (
	"testing"
	"time"
)

func TestSources(t *testing.T) {
	for written, want := range map[string]string{
		"past supplier":            "",
		`"other: a first night"`:   "",
		"Past supplier":            `"Past supplier" is no source that can be counted | Did you mean "past supplier"?`,
		"a first night in October": `"a first night in October" is no source that can be counted | Write:` + "\n  " + `source: "other: a first night in October"`,
		`"other: "`:                `"other:" is no source that can be counted | Write:` + "\n  " + `source: "other: what it was"`,
	} {
		const list = "\nThe sources are: past experience, past supplier, referral, our marketing, competitor, assumption."
		a, problems := ParseAgreement("f", []byte("customer: F\nstatus: draft\nexpectations: [{id: e1, source: "+written+"}]\n"), time.UTC)
		if want == "" {
			if len(problems) > 0 {
				t.Errorf("%s: %s", written, problems[0].Message)
			}
			continue
		}
		if len(problems) != 1 || problems[0].Message+" | "+problems[0].Help != want+list || a.Expectations[0].Source.V == "" || a.Expectations[0].IsPartial() {
			t.Errorf("%s: %+v", written, problems)
		}
	}
}
