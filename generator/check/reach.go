package check

import (
	"upfront/generator/catalog"
)

// reachRules judge whether a customer can get hold of somebody.
var reachRules = area{
	offer: []rule[*catalog.Offer]{
		{id: "leader-missing", judge: leaderMissing},
	},
	channel: []rule[*catalog.Channel]{
		{id: "channel-no-answer-time", judge: channelAnswerTime},
		{id: "phone-no-fallback", judge: phoneFallback},
	},
}

func leaderMissing(s *sheet, o *catalog.Offer) {
	leader := o.Site.Leader
	switch {
	case blank(leader.Name):
		s.say(first(o.Site.At, leader.At), "Add leader: with name:, role: and reach: [{by: email, at: their address}].", "the site names nobody at the top whom a customer can reach")
	case len(leader.Reach) == 0:
		s.say(leader.Name.At, "Add reach: [{by: email, at: their address}] below the name.", "%s is the leader, and nothing says how to reach them", leader.Name.V)
	}
}

func channelAnswerTime(s *sheet, c *catalog.Channel) {
	if c.ID.IsSet() && !c.RespondWithin.IsSet() {
		s.say(c.ID.At, "Add the time you keep on a busy day, such as respond_within: 4h.", "nothing says when somebody answers at %q", c.ID.V)
	}
}

func phoneFallback(s *sheet, c *catalog.Channel) {
	if c.ID.IsSet() && c.By.V == "phone" && !c.Channel.Fallback.IsSet() && c.Channel.Hours.V != "always" {
		s.say(first(c.Channel.At, c.ID.At), otherChannels(s, c), "nothing says where to turn when nobody answers the phone %q", c.ID.V)
	}
}

// otherChannels names a channel to fall back on: one that is answered always, else the first other one.
func otherChannels(s *sheet, phone *catalog.Channel) string {
	best := ""
	for _, c := range s.Channels {
		switch {
		case c == phone || !c.ID.IsSet():
		case c.Channel.Hours.V == "always":
			return "Name another channel, such as fallback: " + c.ID.V + "."
		case best == "":
			best = c.ID.V
		}
	}
	if best == "" {
		return "Add a second channel, such as a mobile or an address that is read all day, and name it here with fallback:."
	}
	return "Name another channel, such as fallback: " + best + "."
}
