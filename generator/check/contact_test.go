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
