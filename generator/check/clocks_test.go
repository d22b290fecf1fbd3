package check

import "testing"

// levelled is a capability with a promise by level, whose times stand on line 9.
func levelled(times string) string {
	return "title: Delivery\nsummary: Pallets.\npromises:\n  - id: put-right\n    says: It is put right in the time for its level.\n    commitment: target\n" +
		"    indicator: {kind: resolution}\n    by: level\n    within: {" + times + "}\n    clock: business\n    hours: office\n"
}

const twoLevels = "levels:\n  - {id: p1, name: Stopped, when: Nobody can work}\n  - {id: p2, name: Slowed, when: Somebody cannot work}\n"

func TestLevelUnused(t *testing.T) {
	hold(t, "level-unused", []ruling{
		{name: "by no promise", site: site{site: twoLevels, capability: levelled("p1: 4h")},
			want: []string{`site.yaml:8:10+2 warning: no promise has a time for the level "p2" | Give a promise a time for it, such as within: {p2: 8h}, or remove it.`}},
		{name: "used", site: site{site: twoLevels, capability: levelled("p1: 4h, p2: 8h")}},
	})
}

func TestLevelDuplicate(t *testing.T) {
	hold(t, "level-duplicate", []ruling{
		{name: "the same case", site: site{site: "levels:\n  - {id: p1, name: Stopped, when: Nobody can work}\n  - {id: p2, name: Slowed, when: nobody can work.}\n", capability: levelled("p1: 4h, p2: 8h")},
			want: []string{`site.yaml:8:34+16 error: the levels "p1" and "p2" apply in the same case (site.yaml:7:35+15 the other one is here) | Say what a customer would see that sets it apart, or remove it.`}},
		{name: "the same name", site: site{site: "levels:\n  - {id: p1, name: Stopped, when: Nobody can work}\n  - {id: p2, name: Stopped, when: One cannot work}\n", capability: levelled("p1: 4h, p2: 8h")},
			want: []string{`site.yaml:8:20+7 error: the levels "p1" and "p2" have the same name (site.yaml:7:20+7 the other one is here) | Give one of them another name, or remove it.`}},
		{name: "the same times", site: site{site: twoLevels, capability: levelled("p1: 4h, p2: {within: 4h, hours: office}")},
			want: []string{`site.yaml:8:10+2 warning: the levels "p1" and "p2" have the same time everywhere: delivery.put-right (site.yaml:7:10+2 the other one is here) | Give the more urgent one a shorter time, or keep one of the two.`}},
		{name: "the same times in other hours", site: site{site: twoLevels, capability: levelled("p1: {within: 4h, hours: always}, p2: 4h")}},
		{name: "one promise tells them apart", site: site{site: twoLevels, capability: levelled("p1: 4h, p2: 8h"),
			more: map[string]string{"content/capabilities/other.yaml": levelled("p1: 4h, p2: 4h")}}},
		{name: "one has no time", site: site{site: twoLevels, capability: levelled("p1: 4h")}},
		{name: "neither has a time", site: site{site: twoLevels}},
	})
}
