package check

import "testing"

func TestTone(t *testing.T) {
	const says, help = ` says to whoever finds it hard that it is easy`, ` | Leave the word out: the sentence says the same without it.`
	expectRule(t, "tone-condescending", []ruleCase{
		{name: "simply", site: site{policy: saying("To cancel, simply ring the desk.")}, want: []string{`returns.md:8:12+11 notice: "simply ring"` + says + help}},
		{name: "obviously", site: site{policy: saying("Obviously, we need an address.")}, want: []string{`returns.md:8:1+9 notice: "Obviously"` + says + help}},
		{name: "as you should know", site: site{policy: saying("As you should know, vans are full in May.")}, want: []string{`returns.md:8:1+18 notice: "As you should know"` + says + help}},
		{name: "in a field", site: site{capability: "title: Boxes\nsummary: Just ring us and we come.\n"}, want: []string{`delivery.yaml:2:10+9 notice: "Just ring"` + says + help}},
		{name: "plain words", site: site{policy: saying("We have just left. It is just over an hour. A just price is fair. We simply cannot lift it. Not everybody knows the way.")}},
		{name: "theirs", site: site{policy: saying("> Simply ring the desk, they said.")}},
	})
}

func TestJargon(t *testing.T) {
	const help = ` | Say it in words, or add it to content/glossary.yaml, such as POD: what it is.`
	glossary := map[string]string{"content/glossary.yaml": "POD: The proof of delivery.\n"}
	expectRule(t, "jargon", []ruleCase{
		{name: "nowhere explained", site: site{policy: saying("You get the POD by mail. Keep the POD.")}, want: []string{`returns.md:8:13+3 notice: not every customer knows what "POD" is` + help}},
		{name: "several", site: site{policy: saying("We keep all PODs.")}, want: []string{`returns.md:8:13+4 notice: not every customer knows what "PODs" is` + help}},
		{name: "in the glossary", site: site{policy: saying("You get the POD by mail."), more: glossary}},
		{name: "in brackets", site: site{policy: saying("You get the POD by mail. The proof of delivery (POD) has a name on it.")}},
		{name: "explained in brackets", site: site{policy: saying("You get the POD (proof of delivery) by mail.")}},
		{name: "known, numbers and roads", site: site{policy: saying("In the UK, VAT is due. The A66 and the M62 are open, LS1 4AB too. Consignment NL-4471 is a PDF.")}},
		{name: "for emphasis", site: site{policy: saying("We NEVER leave it outside, and COULD do so rarely. It could rain.")}},
		{name: "explained in a list", site: site{policy: saying("- POD: proof of delivery\n- ETA – the expected time\n\nYou get the POD, and the ETA by mail.")}},
		{name: "a number behind a colon", site: site{policy: saying("POD: 5 in all")}, want: []string{`returns.md:8:1+3 notice: not every customer knows what "POD" is` + help}},
		{name: "a currency", site: site{policy: saying("You may pay in NOK or ISK.")}},
		{name: "in code", site: site{policy: saying("Write `POD` on the box.")}},
		{name: "plain words", site: site{policy: saying("Read it NOW. We come to [YOUR TOWN] at once.")}},
		{name: "all in capitals", site: site{policy: saying("PLEASE RING THE DESK FIRST.")}},
		{name: "for staff", site: site{policy: "---\nvisibility: internal\ntitle: Returns\n---\nKeep the POD.\n"}},
	})
}

func TestLanguageUnread(t *testing.T) {
	const want = `site.yaml:6:11+2 notice: the language is "de", and 14 checks know English words alone: they say nothing here | Let somebody who reads it look for what these would say: contradicts-promise, empty-promise, exclusion-unbounded, exclusion-vague, heading-empty, hours-word, jargon, level-word, promise-vague, tone-condescending, unbacked-promise, understood-uncheckable, updates-unclear, word-always.`
	expectRule(t, "language-unread", []ruleCase{
		{name: "German", site: site{site: "language: de\n"}, want: []string{want}},
		{name: "English", site: site{site: "language: en-GB\n"}},
		{name: "none", site: site{}},
	})
}
