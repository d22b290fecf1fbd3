package workload

import "cmp"

// offer holds what the business offers and how it behaves.
type offer struct {
	capabilities []*capability
	policies     []document
	notices      []document
}

type document struct{ id, yaml, body string }

func (s Site) offer() *offer {
	o := &offer{}
	for i := range cmp.Or(s.Capabilities, 24) {
		o.capabilities = append(o.capabilities, makeCapability(i))
	}
	policies := cmp.Or(s.Policies, 8)
	for i := range policies {
		o.policies = append(o.policies, o.policy(i, policies))
	}
	o.notices = o.makeNotices()
	return o
}

// capabilityAt returns capability i, counted round and round.
func (o *offer) capabilityAt(i int) *capability { return o.capabilities[i%len(o.capabilities)] }
