package view

import "upfront/generator/catalog"

// Action returns the link of the first thing to do: what the owner wrote, or else the first form among the channels. It is
// empty where there is neither.
func (p PageContext) Action(a *catalog.Action) Link {
	switch {
	case a == nil:
		if c := p.FirstChannel("form"); c != nil {
			return Link{p.ChannelName(c), ContactLink(c.By.V, c.To.V).Href}
		}
		return Link{}
	case a.Channel != nil && ContactLink(a.Channel.By.V, a.Channel.To.V).Href == "": // a place: how to find it
		return Link{a.Label, p.To(ReachFolder) + "#channel-" + a.Channel.ID.V}
	case a.Channel != nil:
		return Link{a.Label, ContactLink(a.Channel.By.V, a.Channel.To.V).Href}
	}
	return Link{a.Label, p.toTarget(a.Target)}
}
