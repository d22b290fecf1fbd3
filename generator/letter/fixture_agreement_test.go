package letter_test

import (
	"upfront/generator/letter"
	"upfront/generator/view"
)

// agreement is the courier's page for one customer, with everything that such a page can have.
func agreement(root string) letter.Agreement {
	f := frame("agreement", "What we agreed, Fenwick Tiles", root)
	f.Nav, f.Feeds, f.JSONLD, f.Canonical, f.Description, f.NoIndex = nil, nil, nil, "", "", true
	f.Print = "Northlane Couriers · Fenwick Tiles · version 2 · a1f0 4c2e"
	standard, told := onTime(), toldFirst()
	standard.Record, told.Record = nil, nil
	standard.Hours.Href, told.Hours.Href = "../how-we-count/#always", "../how-we-count/#always"
	return letter.Agreement{Frame: f, Heading: "What we agreed, Fenwick Tiles", Status: view.Tag{Kind: "info", Text: "Proposed"}, Progress: "2 of 4 agreed", Agreed: 2, Lines: 4,
		Intro:   "Here is how we understood you, and what we can promise. Tell us where we are not quite right.",
		Between: []letter.AgreementPerson{{Name: "Don Fenwick", Role: "decides"}, {Name: "Priya Shah", Role: "day to day"}},
		Owner:   &view.Person{Name: "Ama Boateng", Role: "Owner"},
		From:    day("9 March 2026", "2026-03-09"), Term: "for 12 months, then renewed. Either of us can end it with 30 days notice.", Review: day("9 September 2026", "2026-09-09"), ReplyBy: day("27 March 2026", "2026-03-27"),
		Secret:    "Anyone who has this link can read this page.",
		Deviation: "1 of 3 promises differs from our standard. 1 request declined.",
		Drift:     []letter.Drift{{What: "When something is wrong, a person answers and stays with it.", Href: "#answered", Was: "30 minutes", Now: "2 working hours", On: day("16 March 2026", "2026-03-16"), Note: "This counts for you only once you agree to it."}},
		Outcome:   &letter.Outcome{What: "Your fitters start on the day they were booked for.", Measure: "No more than one idle day a month.", By: day("30 September 2026", "2026-09-30")},
		Uses:      "Tiles go straight to fitters on site. A late pallet means two people stand idle.",
		Observed:  []letter.Observed{{On: day("2 March 2026", "2026-03-02"), By: "Ama", Learned: "The dock is blocked by the skip on Thursdays."}},
		Working: letter.AgreementLines{Lines: []letter.Line{
			{ID: "e1", Said: "Just don't leave me finding out from my fitter.", Understood: "If a delivery will be late we phone Priya within one hour of knowing, before anyone else.", Source: "past supplier",
				Answer: view.Tag{Kind: "ok", Text: "Yes"}, BackedBy: view.Link{Text: told.Says, Href: "#told-before-you-ask"}, Agreed: "Agreed on 2 March 2026 with Don Fenwick, in a meeting", Reply: &letter.LineReply{Text: "If a delivery will be late we phone Priya within one hour."}},
			{ID: "e2", Said: "I want it next morning.", Understood: "You would like delivery the morning after collection.", Source: "competitor advertising", Answer: view.Tag{Kind: "bad", Text: "No"},
				Because: "We managed overnight on 2 of our last 200 deliveries, so it would be a promise we break.", Instead: "Delivery within 48 hours, with a 20% credit on any delivery that misses.", Refer: cannots()[0].Refer,
				BlockedBy: view.Link{Text: "Overnight (next-morning) delivery", Href: "#overnight"}, Agreed: "Agreed on 2 March 2026 with Don Fenwick, in a meeting", Changed: "This line has changed since it was agreed on 2 March 2026.", Reply: &letter.LineReply{Text: "Delivery within 48 hours, not the next morning."}},
		}},
		Service: letter.AgreementLines{Lines: []letter.Line{
			{ID: "p1", Said: "Corners can't be chipped, I eat the cost every time.", Understood: "Fewer than 1 pallet in 100 arrives with damaged goods.", Answer: view.Tag{Kind: "warn", Text: "Yes, if"}, If: "Pallets are corner-boarded before we collect.",
				Measure: "damaged pallets / pallets, at most 1% over the last 90 days", Reply: &letter.LineReply{Text: "Fewer than 1 pallet in 100 arrives with damaged goods."}},
			{ID: "p2", Said: "Somebody has to pick up when the forklift is waiting.", Understood: "A call from your dock is answered within 30 minutes.", Answer: view.Tag{Kind: "ok", Text: "Yes"}, Level: "as Slowed", Result: &view.Tag{Kind: "ok", Text: "Exceeded"}, ResultOn: day("18 March 2026", "2026-03-18"), Reply: &letter.LineReply{Text: "A call from your dock is answered within 30 minutes."}},
		}},
		Cannot: cannots()[:1], YourPart: capability().YourPart,
		Promises: []*letter.AgreedPromise{
			{Promise: forYou(), Tag: &view.Tag{Kind: "info", Text: "Different for you"}, Was: "2 working hours", Now: "30 minutes", Why: "You chose a direct line to our dispatcher for £180 a month.", Done: "kept 12 of 12 since 9 March 2026"},
			{Promise: standard, Tag: &view.Tag{Kind: "plain", Text: "Standard"}}, {Promise: told, Tag: &view.Tag{Kind: "plain", Text: "Standard"}}},
		Notices:  []view.NoticeItem{over()},
		Dates:    []letter.Date{{On: day("2 March 2026", "2026-03-02"), What: "First talk", Who: "Ama, Don", Past: true}, {On: day("9 March 2026", "2026-03-09"), What: "In force", Past: true}, {On: day("23 March 2026", "2026-03-23"), What: "How did the first two weeks go?", Who: "Ama calls Priya"}, {On: day("9 September 2026", "2026-09-09"), What: "We read this page again together", Who: "Ama, Don"}},
		Calendar: letter.Calendaring{ICS: "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", Name: "northlane.ics"},
		People:   []letter.AgreementPerson{{Name: "Don Fenwick", Role: "decides", Ways: []view.Link{{Text: "don@fenwicktiles.example", Href: "mailto:don@fenwicktiles.example"}}}, {Name: "Priya Shah", Role: "day to day", Prefers: "phone, short and direct"}}, Steps: steps(),
		Updates: &letter.Updates{Cadence: "Every Monday, by email.", AtOnce: []string{"delays", "damage"}}, Price: &view.Price{Kind: "Fixed price", Amount: "£64 a pallet", HoldsFor: "12 months"}, Options: []view.Option{{Change: "Slowed", From: "2 working hours", To: "30 minutes", Price: "£180 a month"}},
		Referral:   &letter.ReferralAsk{Says: "If all that holds for the first 90 days, you will introduce us by name to three businesses that ship 5 or more pallets a week in our area.", EarnedIf: []string{"You hear of a late pallet from us first.", "Fewer than 1 pallet in 100 arrives with damaged goods."}, State: &view.Tag{Kind: "plain", Text: "Not yet"}},
		Terms:      []letter.Terms{{Link: view.Link{Text: "Conditions of carriage", Href: "https://northlane.example/terms.pdf"}, Version: "7", Fingerprint: "9f86 d081"}},
		Contract:   "This page records what we told each other; the contract is our Conditions of carriage, version 7.",
		Exceptions: []letter.Granted{{Policy: view.Link{Text: "What happens when nobody can sign?", Href: "../policies/returns/"}, Instead: "The site manager may sign by phone.", Because: "The sites have no reception.", Decides: "Ama Boateng"}},
		Reply:      &letter.Reply{To: "ama@northlane.example", Mail: "mailto:ama@northlane.example?subject=What%20we%20agreed", Subject: "What we agreed: Fenwick Tiles", Intro: "Ama, this is my answer to version 2.", AgreeAs: "Yes, agreed", NotAs: "Not quite right", AllText: "Is this what we agreed?", Phone: view.Link{Text: "+44 7700 900123", Href: "tel:+447700900123"}, SignedBy: "Don Fenwick"},
		Version:    letter.AgreementVersion{Version: "2", On: day("20 March 2026", "2026-03-20"), Fingerprint: "a1f0 4c2e 77b3 09d5", Previous: "Version 1 was agreed on 13 May 2024."}}
}

func forYou() view.Promise {
	p := answered()
	p.Acknowledged, p.Options = nil, nil
	p.Levels[1].Was, p.Levels[1].Within = p.Levels[1].Within, "30 minutes"
	for i := range p.Levels {
		p.Levels[i].Hours.Href = "../how-we-count/"
	}
	return p
}
