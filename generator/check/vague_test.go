package check

import (
	"strings"
	"testing"
)

// promising is a capability with one promise; its fields begin on line 4 with the id, in column 5.
func promising(fields string) string {
	return "title: Delivery\nsummary: Pallets.\npromises:\n  - id: on-time\n" + fields
}

// says is a best effort that says a sentence, on line 5 from column 11.
func says(sentence string) string {
	return promising("    says: " + sentence + "\n    commitment: best-effort\n")
}

func TestPromiseVagueSays(t *testing.T) {
	expectRule(t, "promise-vague", []ruleCase{
		{name: "at the end", site: site{capability: says("We reply ASAP.")},
			want: []string{`delivery.yaml:5:20+4 error: "ASAP" is a different time to each reader | Say when: "We reply within 4 working hours." Then write within: 4h below it.`}},
		{name: "alone", site: site{capability: says("As soon as possible.")},
			want: []string{`delivery.yaml:5:11+19 error: "As soon as possible" is a different time to each reader | Say when, in numbers, such as "within 4 working hours". Then write within: 4h below it.`}},
		{name: "in quotes", site: site{capability: says(`"We reply: promptly, always."`)},
			want: []string{`delivery.yaml:5:22+8 error: "promptly" is a different time to each reader | Say when, in numbers, such as "within 4 working hours". Then write within: 4h below it.`}},
		{name: "after letters of two bytes", site: site{capability: says("À Zürich we reply fast")},
			want: []string{`delivery.yaml:5:29+4 error: "fast" is a different time to each reader | Say when: "À Zürich we reply within 4 working hours." Then write within: 4h below it.`}},
		{name: "the second sentence", site: site{capability: says("We reply within 4 hours. Then we act as soon as possible.")},
			want: []string{`delivery.yaml:5:48+19 error: "as soon as possible" is a different time to each reader | Say when: "Then we act within 4 working hours." Then write within: 4h below it.`}},
		{name: "its own limit", site: site{capability: promising("    says: We deliver quickly.\n    commitment: target\n    indicator: {kind: duration}\n    within: 3d\n    clock: business\n    hours: office\n")},
			want: []string{`delivery.yaml:5:22+7 error: "quickly" is a different time to each reader | Say when: "We deliver within 3 working days."`}},
		{name: "its own limit of one", site: site{capability: promising("    says: We deliver quickly.\n    commitment: target\n    indicator: {kind: duration}\n    within: 1h\n    clock: calendar\n")},
			want: []string{`delivery.yaml:5:22+7 error: "quickly" is a different time to each reader | Say when: "We deliver within 1 hour."`}},
		{name: "rhythm", site: site{capability: says("We call you regularly.")},
			want: []string{`delivery.yaml:5:23+9 error: "regularly" is a different rhythm to each reader | Say how often, such as "every Monday by 10:00" or "on the first of each month".`}},
		{name: "effort", site: site{capability: says("We use our best endeavours to find it.")},
			want: []string{`delivery.yaml:5:22+15 error: "best endeavours" says how hard you try, and not what the customer gets | Say what you do, as a fact that somebody could see, or leave it out.`}},
		{name: "condition", site: site{capability: says("The same driver comes, where possible.")},
			want: []string{`delivery.yaml:5:34+14 error: "where possible" lets each reader decide when it holds | Name the case, such as "when the bridge is open" or "on working days", or leave the condition out.`}},
		{name: "quality", site: site{capability: says("We charge a reasonable price.")},
			want: []string{`delivery.yaml:5:23+10 error: "reasonable" means something else to each reader | Say what the customer would see or count, or leave the word out.`}},
		{name: "behind an escape", site: site{capability: says(`"We say \"yes\" and come soon."`)},
			want: []string{`delivery.yaml:5:11+31 error: "soon" is a different time to each reader | Say when: "We say \"yes\" and come within 4 working hours." Then write within: 4h below it.`}},
		{name: "over two lines", site: site{capability: says("\"We come\n      soon.\"")},
			want: []string{`delivery.yaml:5:11+8 error: "soon" is a different time to each reader | Say when: "We come within 4 working hours." Then write within: 4h below it.`}},
		{name: "below the first line", site: site{capability: promising("    says: |\n      We come.\n      And soon.\n    commitment: best-effort\n")},
			want: []string{`delivery.yaml:6:7+8 error: "soon" is a different time to each reader | Say when: "And within 4 working hours." Then write within: 4h below it.`}},
		{name: "with a number", site: site{capability: says("We reply promptly, within 4 working hours.")}},
		{name: "with a number in words", site: site{capability: says("We reply promptly, within two hours.")}},
		{name: "with a day", site: site{capability: says("We reply promptly, on the next working day.")}},
		{name: "denied", site: site{capability: says("We do not promise to be quick.")}},
		{name: "quoted", site: site{capability: says("We name an hour and never say 'soon' or “as soon as possible”.")}},
		{name: "an event", site: site{capability: says("You hear it as soon as we know.")}},
		{name: "within a word", site: site{capability: says("We bring breakfast, and no steadfast rule.")}},
		{name: "for staff alone", site: site{capability: says("We reply ASAP.") + "    visibility: internal\n"}},
	})
}

func TestPromiseVagueWords(t *testing.T) {
	for _, phrase := range strings.Split(`fast|quick|quickly|very quickly|ASAP|A.S.A.P.|as soon as possible|as quickly as we can|as fast as reasonably possible|as early as possible|prompt|promptly|`+
		`timely|in a timely manner|in due course|in good time|in no time|soon|shortly|without delay|without undue delay|at our earliest convenience|rapid|rapidly|swift|swiftly|speedily|`+
		`regularly|on a regular basis|periodically|frequently|from time to time|best effort|best efforts|best-effort|best endeavours|do our best|doing our utmost|every effort|whatever it takes|`+
		`where possible|if possible|whenever it is possible|as far as practicable|when feasible|as needed|as and when required|if necessary|as appropriate|`+
		`reasonable|reasonably|world-class|world class|best-in-class|state-of-the-art|industry-leading|cutting-edge|second to none|top quality|highest-quality|exceptional|excellent|excellence|seamless|`+
		`immediately|instantly|instantaneously|straight away|straightaway|at once|then and there|there and then|immediate help|instant replies|immediate refund`, "|") {
		found := vagueWords("We act " + phrase + " for you.")
		if len(found) != 1 {
			t.Errorf("%q: found %v", phrase, found)
			continue
		}
		text := "We act " + phrase + " for you."
		if got := text[found[0].from:found[0].to]; got != strings.TrimSuffix(phrase, ".") && got != phrase {
			t.Errorf("%q: found %q", phrase, got)
		}
	}
	for _, plain := range []string{"sooner", "fasten", "promptness", "quicksand", "standard", "the goods", "as soon as you ring", "how quickly", "too fast",
		"immediately after it", "all at once", "several of them at once", "multiple voices at once", "instantiated", "by instant message", "beside your immediate neighbour", "what is valid immediately", "and you can stop immediately"} {
		if found := vagueWords("We act " + plain + " for you."); len(found) != 0 {
			t.Errorf("%q: found %v", plain, found)
		}
	}
}

func TestPromiseVagueElsewhere(t *testing.T) {
	const plain = "    says: We come.\n    commitment: best-effort\n"
	expectRule(t, "promise-vague", []ruleCase{
		{name: "means", site: site{capability: promising(plain + "    means: You hear soon.\n")},
			want: []string{`delivery.yaml:7:21+4 error: "soon" is a different time to each reader | Say when: "You hear within 4 working hours."`}},
		{name: "a remedy", site: site{capability: promising(plain + "    on_miss: {remedy: {kind: credit, amount: a reasonable part}}\n")},
			want: []string{`delivery.yaml:7:48+10 error: "reasonable" means something else to each reader | Say what the customer would see or count, or leave the word out.`}},
		{name: "a tier", site: site{capability: promising(plain + "    on_miss: {remedy: {tiers: [{below: 99%, credit: paid promptly}]}}\n")},
			want: []string{`delivery.yaml:7:58+8 error: "promptly" is a different time to each reader | Say when: "paid within 4 working hours."`}},
		{name: "options", site: site{capability: promising(plain) + "options: [{change: on-time, to: faster and soon, needs: prompt access}]\n"},
			want: []string{
				`delivery.yaml:7:44+4 error: "soon" is a different time to each reader | Say when: "faster and within 4 working hours."`,
				`delivery.yaml:7:57+6 error: "prompt" is a different time to each reader | Say when, in numbers, such as "within 4 working hours".`}},
		{name: "an article before it", site: site{capability: promising("    says: You get an instant answer.\n    commitment: best-effort\n")},
			want: []string{`delivery.yaml:5:22+14 error: "instant answer" is a different time to each reader | Say when, in numbers, such as "within 4 working hours". Then write within: 4h below it.`}},
		{name: "what happens instead", site: site{capability: excluding("{what: Ice, because: No cold van., instead: We come ASAP}")},
			want: []string{`delivery.yaml:5:59+4 error: "ASAP" is a different time to each reader | Say when: "We come within 4 working hours."`}},
		{name: "none of it", site: site{capability: promising(plain + "    means: You hear by noon.\n")}},
	})
}

func TestPromiseVagueLine(t *testing.T) {
	expectRule(t, "promise-vague", []ruleCase{
		{name: "understood", site: site{agreement: withLine("    said: Be quick!\n    understood: We ring Priya promptly.\n    answer: yes\n")},
			want: []string{`fenwick.yaml:6:31+8 error: "promptly" is a different time to each reader | Say when: "We ring Priya within 4 working hours."`}},
		{name: "instead and if", site: site{agreement: withLine("    said: Be quick!\n    answer: no\n    instead: A call soon.\n    if: You tell us in good time.\n")},
			want: []string{
				`fenwick.yaml:7:21+4 error: "soon" is a different time to each reader | Say when: "A call within 4 working hours."`,
				`fenwick.yaml:8:21+12 error: "in good time" is a different time to each reader | Say when: "You tell us within 4 working hours."`}},
		{name: "what backs it has a time", site: site{
			capability: promising("    says: We ring within 1 hour.\n    commitment: target\n    indicator: {kind: response}\n    within: 1h\n    clock: calendar\n"),
			agreement:  withLine("    understood: We ring Priya promptly.\n    answer: yes\n    backed_by: delivery.on-time\n") + "capabilities: [delivery]\n"},
			want: []string{`fenwick.yaml:5:31+8 error: "promptly" is a different time to each reader | Say when: "We ring Priya within 1 hour."`}},
		{name: "a wish answered no", site: site{agreement: withLine("    understood: You would like a fast van.\n    answer: no\n")}},
		{name: "for staff alone", site: site{agreement: withLine("    understood: We ring promptly.\n    visibility: internal\n")}},
		{name: "a draft", site: site{agreement: inStatus("draft", "    understood: We ring promptly.\n")},
			want: []string{`fenwick.yaml:5:25+8 warning: "promptly" is a different time to each reader | Say when: "We ring within 4 working hours."`}},
		{name: "ended", site: site{agreement: inStatus("ended", "    understood: We ring promptly.\n")}},
		{name: "updates and exceptions", site: site{policy: front + "Send it back.\n",
			agreement: "customer: Fenwick\nstatus: agreed\nupdates: {cadence: as needed}\nexceptions: [{policy: returns, instead: We fetch it quickly}]\n"},
			want: []string{
				`fenwick.yaml:3:20+9 error: "as needed" lets each reader decide when it holds | Name the case, such as "when the bridge is open" or "on working days", or leave the condition out.`,
				`fenwick.yaml:4:53+7 error: "quickly" is a different time to each reader | Say when: "We fetch it within 4 working hours."`}},
		{name: "updates that come at once", site: site{agreement: "customer: Fenwick\nstatus: agreed\nupdates: {cadence: weekly and at once when it is late}\n"}},
		{name: "their own words", site: site{agreement: withLine("    said: ASAP, as soon as possible, fast!\n")}},
	})
}

func TestPromiseVaguePolicy(t *testing.T) {
	const help = ` | Say when, in numbers, or name the promise that says it: {{ promise "capability.promise" }}.`
	expectRule(t, "promise-vague", []ruleCase{
		{name: "what we do", site: site{policy: front + "# Returns\n\nSend it back. We refund you *promptly*.\n"},
			want: []string{`returns.md:6:30+8 warning: "promptly" is a different time to each reader` + help}},
		{name: "ours", site: site{policy: front + "Our drivers return as soon as possible.\n"},
			want: []string{`returns.md:4:20+19 warning: "as soon as possible" is a different time to each reader` + help}},
		{name: "after a clause", site: site{policy: front + "When it breaks, we come quickly.\n"},
			want: []string{`returns.md:4:25+7 warning: "quickly" is a different time to each reader` + help}},
		{name: "a condition without a comma", site: site{policy: front + "When it breaks we come quickly.\n"},
			want: []string{`returns.md:4:24+7 warning: "quickly" is a different time to each reader` + help}},
		{name: "what we promise of goods", site: site{policy: front + "We make sure that refunds arrive promptly.\n"},
			want: []string{`returns.md:4:34+8 warning: "promptly" is a different time to each reader` + help}},
		{name: "an aim", site: site{policy: front + "We aim to give a fast answer.\n"},
			want: []string{`returns.md:4:18+4 warning: "fast" is a different time to each reader` + help}},
		{name: "at once", site: site{policy: front + "We tell you at once. Refunds are sent immediately.\n"},
			want: []string{`returns.md:4:13+7 warning: "at once" is a different time to each reader` + help, `returns.md:4:39+11 warning: "immediately" is a different time to each reader` + help}},
		{name: "a link to another promise", site: site{capability: answering, policy: front + "We [refund you promptly](../capabilities/delivery.yaml), so ask.\n"},
			want: []string{`returns.md:4:16+8 warning: "promptly" is a different time to each reader` + help}},
		{name: "a link in another sentence", site: site{capability: answering, policy: front + "[Here](../capabilities/delivery.yaml) is what we do. We answer promptly.\nIt is [here](../capabilities/delivery.yaml), too.\n"},
			want: []string{`returns.md:4:64+8 warning: "promptly" is a different time to each reader` + help}},
		{name: "a link to the promise", site: site{capability: answering, policy: front + "Write to us. We\n[answer promptly](../capabilities/delivery.yaml)\nwhen you write.\n"}},
		{name: "told", site: site{policy: front + "We opened in Hull and quickly realized that nobody came. We quickly found out why. We have quickly grown.\n"}},
		{name: "wished, allowed or needed", site: site{policy: front + "We hope to see you soon. We may disclose it without delay. We want to know that ASAP. We will need to act fast.\n"}},
		{name: "compared", site: site{policy: front + "We can help you more quickly if you ring.\n"}},
		{name: "others act", site: site{policy: front + "We ask customers to unload promptly. We would encourage them to do this as soon as possible. We have a button, letting you quickly order.\n"}},
		{name: "what others do", site: site{policy: front + "We know that goods can quickly spoil. We carry pallets which quickly lean. We succeed if we rapidly hire.\n"}},
		{name: "another word", site: site{policy: front + "We refuse get-rich-quick goods. We have fast-moving stock. We give a quick tour. We prompt you to sign. We do our best work early.\n"}},
		{name: "not we", site: site{policy: front + "Listen to our customers and answer as early as possible.\n"}},
		{name: "advice", site: site{policy: front + "Tell us as soon as possible.\n"}},
		{name: "theirs", site: site{policy: front + "We come when you ring quickly.\n"}},
		{name: "a question", site: site{policy: front + "Do we refund promptly?\n"}},
		{name: "a heading", site: site{policy: front + "# We refund promptly\n"}},
		{name: "a quotation", site: site{policy: front + "> We refund promptly.\n"}},
		{name: "quality", site: site{policy: front + "We ask for reasonable care.\n"}},
		{name: "a number", site: site{policy: front + "We refund promptly, within 5 days.\n"}},
		{name: "internal", site: site{policy: "---\nvisibility: internal\n---\nWe refund promptly.\n"}},
	})
}

// A sentence without end is looked at for so many words, and a word is denied by what stands near it.
func TestALongSentenceHasOnlySoManyVagueWords(t *testing.T) {
	if found := vagueWords(strings.Repeat("promptly ", 100_000) + "."); len(found) != maxVague {
		t.Errorf("%d words are found, want %d", len(found), maxVague)
	}
	long := strings.Repeat("words ", 10_000)
	if found := vagueWords("Not " + long + "promptly."); len(found) != 1 {
		t.Errorf("%d words are found behind a far denial, want 1", len(found))
	}
	if found := vagueWords(long + "not promptly."); len(found) != 0 {
		t.Errorf("%d words are found behind a near denial, want none", len(found))
	}
}
