package workload

import "cmp"

// offer holds what the business offers and how it behaves.
type offer struct {
	capabilities []*capability
	documents    []document // policies and notices
}

type document struct{ path, yaml, body string }

func (s Site) offer() *offer {
	o := &offer{}
	for i := range cmp.Or(s.Capabilities, 24) {
		o.capabilities = append(o.capabilities, makeCapability(i))
	}
	policies := cmp.Or(s.Policies, 8)
	for i := range policies {
		o.documents = append(o.documents, o.policy(i, policies))
	}
	o.documents = append(o.documents, o.notices()...)
	return o
}

// capabilityAt returns capability i, counted round and round.
func (o *offer) capabilityAt(i int) *capability { return o.capabilities[i%len(o.capabilities)] }

func (o *offer) notices() []document {
	first := o.agreement(0).id
	return []document{
		{"content/notices/2026-09-14-desk-phones.md", "title: The desk phones were down\nkind: outage\nseverity: down\naffects: [" + o.capabilityAt(0).id + ".first-answer]\n" +
			"noticed: 2026-09-14T08:10:00Z\ntold: 2026-09-14T08:31:00Z\nresolved: 2026-09-14T09:45:00Z\nvisibility: public\n",
			"Calls did not reach the desk. E-mail and the mobile number worked, and the desk called back the 14 people who had rung.\n"},
		{"content/notices/2026-10-04-core-switch.md", "title: The core switch was replaced\nkind: maintenance\nseverity: notice\naffects: [" + o.capabilityAt(8).id + "]\n" +
			"noticed: 2026-09-18T09:00:00Z\ntold: 2026-09-18T09:20:00Z\nresolved: 2026-10-04T16:30:00Z\nvisibility: public\n",
			"Planned work on a Sunday. The line at 3 sites was away for 40 minutes.\n"},
		{"content/notices/2026-10-12-parts-late.md", "title: A box of parts came a day late\nkind: delay\nseverity: disrupted\naffects: [" + o.capabilityAt(2).id + ".told-first]\ncustomers: [" + first + "]\n" +
			"noticed: 2026-10-12T07:40:00Z\ntold: 2026-10-12T08:05:00Z\nresolved: 2026-10-13T11:00:00Z\nvisibility: public\n",
			"The carrier held a box overnight. The 6 people who waited for a part were called, and had it on Tuesday by noon.\n"},
	}
}
