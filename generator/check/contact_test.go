package check

import "testing"

func TestLeaderMissing(t *testing.T) {
	expectRule(t, "leader-missing", []ruleCase{
		{name: "no leader", site: site{},
			want: []string{`site.yaml:1:1 warning: the site names nobody at the top whom a customer can reach | Add leader: with name:, role: and reach: [{by: email, at: their address}].`}},
		{name: "out of reach", site: site{site: "leader: {name: Ama Boateng}\n"},
			want: []string{`site.yaml:6:16+11 warning: Ama Boateng is the leader, and nothing says how to reach them | Add reach: [{by: email, at: their address}] below the name.`}},
		{name: "reachable", site: site{site: "leader: {name: Ama Boateng, reach: [{by: email, at: ama@northlane.example}]}\n"}},
	})
}

func TestLeaderShared(t *testing.T) {
	leader := func(reach string) site { return site{site: "leader: {name: Ama Boateng, reach: [" + reach + "]}\n"} }
	const help = " | Write an address of their own, or their number. Few will ever use it; that they could is what counts."
	expectRule(t, "leader-shared", []ruleCase{
		{name: "info", site: leader("{by: email, at: info@northlane.example}"),
			want: []string{`site.yaml:6:53+22 warning: "info@northlane.example" is read by whoever is there, and is no address of Ama Boateng` + help}},
		{name: "beside a number", site: leader("{by: mobile, at: \"+44 7700 900123\"}, {by: email, at: Office.Leeds@northlane.example}"),
			want: []string{`site.yaml:6:90+30 warning: "Office.Leeds@northlane.example" is read by whoever is there, and is no address of Ama Boateng` + help}},
		{name: "customers' service", site: leader("{by: email, at: customer-service@northlane.example}"),
			want: []string{`site.yaml:6:53+34 warning: "customer-service@northlane.example" is read by whoever is there, and is no address of Ama Boateng` + help}},
		{name: "their own", site: leader("{by: email, at: ama@northlane.example}")},
		{name: "a name that begins so", site: leader("{by: email, at: allison@northlane.example}, {by: email, at: deskin@northlane.example}")},
		{name: "a form", site: leader("{by: form, at: https://northlane.example/info@ama}")},
	})
}

func TestChannelNoAnswerTime(t *testing.T) {
	expectRule(t, "channel-no-answer-time", []ruleCase{
		{name: "none", site: site{site: "channels:\n  - {id: help, by: email, at: help@northlane.example}\n"},
			want: []string{`site.yaml:7:10+4 warning: nothing says when somebody answers at "help" | Add the time you keep on a busy day, such as respond_within: 4h.`}},
		{name: "one", site: site{site: "channels:\n  - {id: help, by: email, at: help@northlane.example, respond_within: 4h}\n"}},
	})
}

func TestPhoneNoFallback(t *testing.T) {
	const phone = "channels:\n  - {id: dispatch, by: phone, at: \"+44 1632 960001\", hours: office}\n"
	expectRule(t, "phone-no-fallback", []ruleCase{
		{name: "alone", site: site{site: phone},
			want: []string{`site.yaml:7:10+8 warning: nothing says where to turn when nobody answers the phone "dispatch" | Add a second channel, such as a mobile or an address that is read all day, and name it here with fallback:.`}},
		{name: "another is there", site: site{site: phone + "  - {id: help, by: email, at: help@northlane.example}\n"},
			want: []string{`site.yaml:7:10+8 warning: nothing says where to turn when nobody answers the phone "dispatch" | Name another channel, such as fallback: help.`}},
		{name: "one is always answered", site: site{site: phone + "  - {id: help, by: email, at: help@northlane.example}\n  - {id: night, by: mobile, at: \"+44 7700 900124\", hours: always}\n"},
			want: []string{`site.yaml:7:10+8 warning: nothing says where to turn when nobody answers the phone "dispatch" | Name another channel, such as fallback: night.`}},
		{name: "always answered", site: site{site: "channels:\n  - {id: dispatch, by: phone, at: \"+44 1632 960001\", hours: always}\n"}},
		{name: "a fallback", site: site{site: "channels:\n  - {id: dispatch, by: phone, at: \"+44 1632 960001\", fallback: help}\n  - {id: help, by: email, at: help@northlane.example}\n"}},
		{name: "an address", site: site{site: "channels:\n  - {id: help, by: email, at: help@northlane.example}\n"}},
	})
}

func TestContactUnusable(t *testing.T) {
	channel := func(by, at string) site {
		return site{site: "channels:\n  - {id: a, by: " + by + ", at: \"" + at + "\", respond_within: 4h, hours: always}\n"}
	}
	const mail, number = "Write the address alone, such as help@northlane.example.", "Write the number in digits, such as +44 1632 960001."
	expectRule(t, "contact-unusable", []ruleCase{
		{name: "no at sign", site: channel("email", "help at northlane"), want: []string{`site.yaml:7:28+19 error: "help at northlane" is no mail address | ` + mail}},
		{name: "a name beside it", site: channel("email", "Ama <ama@n.example>"), want: []string{`site.yaml:7:28+21 error: "Ama <ama@n.example>" is no mail address | ` + mail}},
		{name: "no domain", site: channel("email", "ama@northlane"), want: []string{`site.yaml:7:28+15 error: "ama@northlane" is no mail address | ` + mail}},
		{name: "a form without a dot", site: channel("form", "https://northlane/book/"), want: []string{`site.yaml:7:27+25 error: "https://northlane/book/" is no address of a form | Write where it is on the web, such as https://example.com/book/.`}},
		{name: "words", site: channel("phone", "ring us"), want: []string{`site.yaml:7:28+9 error: "ring us" is no telephone number | ` + number}},
		{name: "a person", site: site{site: "people: {ama: {name: Ama, email: tbc, phone: \"?\"}}\n"},
			want: []string{`site.yaml:6:34+3 error: "tbc" is no mail address | ` + mail, `site.yaml:6:46+3 error: "?" is no telephone number | ` + number}},
		{name: "the leader", site: site{site: "leader: {name: Ama, reach: [{by: mobile, at: soon}]}\n"},
			want: []string{`site.yaml:6:46+4 error: "soon" is no telephone number | ` + number}},
		{name: "a customer", site: site{agreement: "customer: Fenwick\nstatus: agreed\npeople: [{name: Don, email: don}]\n"},
			want: []string{`fenwick.yaml:3:29+3 error: "don" is no mail address | ` + mail}},
		{name: "a customer of a draft", site: site{agreement: "customer: Fenwick\nstatus: draft\npeople: [{name: Don, email: don}]\n"},
			want: []string{`fenwick.yaml:3:29+3 warning: "don" is no mail address | ` + mail}},
		{name: "an address", site: channel("email", "help+vans@mail.northlane.example")},
		{name: "a short number", site: channel("phone", "112")},
		{name: "a number with words", site: channel("mobile", "07700 900124, after six")},
		{name: "a place", site: channel("visit", "the yard")},
		{name: "a form", site: channel("form", "https://northlane.example/ask")},
	})
}
