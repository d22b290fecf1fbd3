package check

import "testing"

// front is the front matter of a policy whose text begins on line 4.
const front = "---\nversion: 1\n---\n"

func TestExceptionsNone(t *testing.T) {
	expectRule(t, "exceptions-none", []ruleCase{
		{name: "none", site: site{policy: "---\ntitle: Returns\n---\nSend it back.\n"},
			want: []string{`returns.md:2:8+7 warning: "Returns" never bends | Add exceptions: with when: you bend it, do: what you do then, and decides: who may.`}},
		{name: "titled by its heading", site: site{policy: front + "# How to return\n\nSend it back.\n"},
			want: []string{`returns.md:4:3+13 warning: "How to return" never bends | Add exceptions: with when: you bend it, do: what you do then, and decides: who may.`}},
		{name: "titled by its file", site: site{policy: front + "Send it back.\n\n## How\n\nBy post.\n"},
			want: []string{`returns.md:1:1 warning: "Returns" never bends | Add exceptions: with when: you bend it, do: what you do then, and decides: who may.`}},
		{name: "for staff", site: site{policy: "---\ntitle: Returns\nvisibility: internal\n---\nSend it back.\n"}},
		{name: "one", site: site{policy: "---\nexceptions: [{when: A funeral, do: Fetch it free}]\n---\nSend it back.\n"}},
		{name: "no front matter, which is reported once", site: site{policy: "# Returns\n\nSend it back.\n", excused: "front-matter"}},
	})
}

func TestExceptionNoDecider(t *testing.T) {
	expectRule(t, "exception-no-decider", []ruleCase{
		{name: "a policy", site: site{policy: "---\nexceptions:\n  - when: A funeral\n    do: Fetch it free\n---\nSend it back.\n"},
			want: []string{`returns.md:3:11+9 error: nobody is named who may decide "A funeral" | Add who may decide it on the spot, such as decides: any driver.`}},
		{name: "a policy with one", site: site{policy: "---\nexceptions: [{when: A funeral, do: Fetch it free, decides: any driver}]\n---\nSend it back.\n"}},
		{name: "an agreement", site: site{policy: front + "Send it back.\n", agreement: "customer: Fenwick\nstatus: agreed\nexceptions: [{policy: returns, instead: Three tries are free}]\n"},
			want: []string{`fenwick.yaml:3:41+20 error: nobody is named who decided "Three tries are free" | Add who may decide it on the spot, such as decides: any driver.`}},
		{name: "a draft", site: site{policy: front + "Send it back.\n", agreement: "customer: Fenwick\nstatus: draft\nexceptions: [{policy: returns, instead: Three tries are free}]\n"},
			want: []string{`fenwick.yaml:3:41+20 warning: nobody is named who decided "Three tries are free" | Add who may decide it on the spot, such as decides: any driver.`}},
		{name: "an agreement with one", site: site{policy: front + "Send it back.\n", agreement: "customer: Fenwick\nstatus: agreed\nexceptions: [{policy: returns, instead: Three tries are free, decides: Ama}]\n"}},
	})
}

// Today is 20 March 2026 in every case.
func TestReviewOverdue(t *testing.T) {
	expectRule(t, "review-overdue", []ruleCase{
		{name: "a policy", site: site{policy: "---\ntitle: Returns\nreview_by: 2026-02-20\n---\nSend it back.\n"},
			want: []string{`returns.md:3:12+10 warning: this was to be read again by 2026-02-20, which was 28 days ago | Read "Returns" again. Where it still holds, set last_reviewed: 2026-03-20 and a new review_by.`}},
		{name: "a capability", site: site{capability: "title: Delivery\nsummary: Pallets.\nreview_by: 2026-03-19\n"},
			want: []string{`delivery.yaml:3:12+10 warning: this was to be read again by 2026-03-19, which was yesterday | Read "Delivery" again as a customer would. Where it still holds, give it a new review_by.`}},
		{name: "an agreement", site: site{agreement: "customer: Fenwick\nstatus: agreed\nreview_by: 2025-03-20\n"},
			want: []string{`fenwick.yaml:3:12+10 warning: this was to be read again by 2025-03-20, which was 365 days ago | Read it again with Fenwick, and agree on a new review_by.`}},
		{name: "today", site: site{capability: "title: Delivery\nsummary: Pallets.\nreview_by: 2026-03-20\n"}},
		{name: "retired", site: site{capability: "title: Delivery\nsummary: Pallets.\nstatus: retired\nreview_by: 2025-03-20\n"}},
		{name: "ended", site: site{agreement: "customer: Fenwick\nstatus: ended\nreview_by: 2025-03-20\n"}},
	})
}

func TestReviewMissing(t *testing.T) {
	expectRule(t, "review-missing", []ruleCase{
		{name: "a policy", site: site{policy: "---\ntitle: Returns\n---\nSend it back.\n"},
			want: []string{`returns.md:2:8+7 notice: nothing says when "Returns" is read again | Add review_by: 2027-03-20.`}},
		{name: "a policy titled by its file", site: site{policy: front + "Send it back.\n"},
			want: []string{`returns.md:1:1 notice: nothing says when "Returns" is read again | Add review_by: 2027-03-20.`}},
		{name: "a capability", site: site{capability: "title: Delivery\nsummary: Pallets.\n"},
			want: []string{`delivery.yaml:1:8+8 notice: nothing says when "Delivery" is read again | Add review_by: 2027-03-20.`}},
		{name: "an agreement", site: site{agreement: "customer: Fenwick\nstatus: agreed\n"},
			want: []string{`fenwick.yaml:1:11+7 notice: nothing says when "Fenwick" is read again | Add review_by: 2027-03-20.`}},
		{name: "a draft", site: site{agreement: "customer: Fenwick\nstatus: draft\n"}},
		{name: "retired", site: site{capability: "title: Delivery\nsummary: Pallets.\nstatus: retired\n"}},
		{name: "one", site: site{capability: "title: Delivery\nsummary: Pallets.\nreview_by: 2026-09-20\n"}},
	})
}
