package diag

// reachRules are about how customers reach you.
var reachRules = []Rule{
	{
		ID: "channel-no-answer-time", Area: "reachable", Severity: Warning,
		Title: "a way to reach you without an answer time",
		Why:   "A customer who does not know when to expect an answer chases.",
		Explain: `
Fires for an entry under channels in site.yaml without respond_within. An
address or number is half the answer; the other half is when somebody will have
read it. Who knows that it takes four hours waits four hours in peace.

Give the time you keep on a busy day. With clock: business it counts along the
hours of that channel.

Wrong:

  - id: help
    by: email
    at: help@northlane.example

Right:

  - id: help
    by: email
    at: help@northlane.example
    hours: office
    respond_within: 4h
    clock: business
`,
	},
	{
		ID: "phone-no-fallback", Area: "reachable", Severity: Warning,
		Title: "a phone without a fallback",
		Why:   "A phone that nobody answers leaves the customer worse off than none.",
		Explain: `
Fires for a channel by phone without fallback, unless it is answered always.
Every phone is engaged at times, or rings in an empty room. The caller has a
reason not to write, so tell them what to do next.

Name another channel by its id: a mobile, a colleague, an address that is read
all day.

Wrong:

  - id: dispatch
    by: phone
    at: "+44 1632 960001"
    hours: office

Right:

  - id: dispatch
    by: phone
    at: "+44 1632 960001"
    hours: office
    fallback: dispatch-mobile
`,
	},
	{
		ID: "leader-missing", Area: "reachable", Severity: Warning,
		Title: "nobody at the top whom a customer can reach",
		Why:   "Customers trust a business more when the person responsible has a name and an address.",
		Explain: `
Fires where site.yaml has no leader, or a leader without a way to reach them.
Few people will ever use it. That they could is what tells everybody that
somebody stands behind these pages.

Give a name, a role, and an address that this person reads. A mailbox of its own
is fine if they open it.

Wrong:

  business:
    name: Northlane Couriers

Right:

  business:
    name: Northlane Couriers
  leader:
    name: Ama Boateng
    role: Owner
    reach:
      - by: email
        at: ama@northlane.example
`,
	},
}
