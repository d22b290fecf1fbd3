package letter_test

import (
	"upfront/generator/letter"
	"upfront/generator/view"
)

// agreement is the courier's page for one customer, with everything that such a page can have.
func agreement(root string) letter.Agreement {
	f := frame("agreement", "Our proposal for Fenwick Tiles", root)
	f.Nav, f.Feeds, f.JSONLD, f.Canonical, f.Description, f.NoIndex = nil, nil, nil, "", "", true
	f.Print = "Northlane Couriers · Fenwick Tiles · version 2 · a1f0 4c2e"
	standard, told := onTime(), toldFirst()
	standard.Record, told.Record = nil, nil
	standard.Hours.Href, told.Hours.Href = "../how-we-count/#always", "../how-we-count/#always"
	info := func(text string) view.Tag { return view.Tag{Kind: "info", Text: text} }
	drift := letter.Difference{Tag: view.Tag{Kind: "brand", Text: "Ours changes, yours does not"}, What: view.Link{Text: standard.Says, Href: "#" + standard.Anchor},
		Says: "From 1 May 2026 we promise everybody 72 hours. Yours stays 48 hours.", Note: "We tell you at least 30 days before anything gets weaker."}
	ama := &letter.Contact{Name: "Ama Boateng", Role: "Owner", Initials: "AB", Ways: []view.Link{{Text: "+44 7700 900123", Href: "tel:+447700900123"}}}
	return letter.Agreement{Frame: f, Heading: "Our proposal for Fenwick Tiles", Status: view.Tag{Kind: "brand", Text: "Proposed"},
		Jumps:   []view.Link{{Text: "Your answer", Href: "#open"}, {Text: "Promises", Href: "#promises"}},
		Intro:   "How we understood you, and what we can promise. Tell us where we are not quite right.",
		Between: []letter.AgreementPerson{{Name: "Don Fenwick", Role: "decides"}, {Name: "Priya Shah", Role: "day to day"}},
		Owner:   ama, Signed: ama,
		From: day("9 March 2026", "2026-03-09"), FromName: "Starts", Term: "For 12 months, then renewed. Either of us can end it by giving notice 30 days ahead.", ReplyBy: day("27 March 2026", "2026-03-27"),
		Short:   []letter.Short{{Tag: view.Tag{Kind: "bad", Text: "No"}, Says: "Delivery the morning after. Instead: within 48 hours.", Note: "Agreed."}, {Tag: info("Differs"), Says: "1 policy is bent for you.", Link: view.Link{Text: "See how", Href: "#differs"}}},
		Sign:    &letter.Signature{Customer: "Fenwick Tiles: Don Fenwick", Business: "Northlane Couriers: Ama Boateng", SendTo: "Ama Boateng"},
		Secret:  "Anyone who has the whole link can read this page.",
		Outcome: &letter.Outcome{What: "Your fitters start on the day they were booked for.", Measure: "No more than one idle day a month.", By: day("30 September 2026", "2026-09-30")},
		Uses:    "Tiles go straight to fitters on site. A late pallet means two people stand idle.",
		Body:    "<p>Don, you told us about the Harrogate job.</p>",
		Open: letter.Lines{Heading: "2 lines need your answer", Groups: []letter.LineGroup{{Name: "What the service must do", Lines: []letter.Line{
			{ID: "p1", Said: "Corners can't be chipped, I eat the cost every time.", Understood: "Fewer than 1 pallet in 100 arrives with damaged goods.", Answer: view.Tag{Kind: "warn", Text: "Yes, if"}, If: "Pallets are corner-boarded before we collect.",
				IfMet: "Met on 10 March 2026", Measure: "damaged pallets / pallets, at most 1% over the last 90 days", Reply: &letter.LineReply{Answer: "We said yes, on this condition:", Agree: "Yes, agreed, on that condition"}},
			{ID: "p2", Said: "Somebody has to pick up when the forklift is waiting.", Answer: view.Tag{Kind: "ok", Text: "Yes"}, Level: "as Slowed", IfName: "Yes, if:", If: "You ring.", Changed: &drift,
				Reply: &letter.LineReply{Answer: "We said yes.", Agree: "Yes, agreed"}}}}}},
		Agreed: letter.Lines{Heading: "2 lines are agreed", Groups: []letter.LineGroup{{Name: "How we work with you", Lines: []letter.Line{
			{ID: "e1", Said: "Just don't leave me finding out from my fitter.", Understood: "If a delivery will be late we phone Priya within one hour of knowing, before anyone else.", Sight: letter.Sight{Understood: true}, More: true,
				Answer: view.Tag{Kind: "ok", Text: "Yes"}, BackedBy: view.Link{Text: told.Says, Href: "#told-before-you-ask"}, Agreed: "Agreed with Don Fenwick on 2 March 2026, in a meeting.", On: day("2 March 2026", "2026-03-02"), Reply: &letter.LineReply{Answer: "We said yes."},
				Result: &view.Tag{Kind: "ok", Text: "Exceeded"}, ResultOn: day("18 March 2026", "2026-03-18"), ResultNote: "Four calls in four"},
			{ID: "e2", Said: "I want it next morning.", Understood: "You would like delivery the morning after collection.", Answer: view.Tag{Kind: "bad", Text: "No"}, Sight: letter.Sight{Instead: true}, More: true,
				Because: "We managed overnight on 2 of our last 200 deliveries, so it would be a promise we break.", Instead: "Delivery within 48 hours, with a 20% credit on any delivery that misses.", Refer: cannots()[0].Refer,
				Blocked: "Not possible because we don’t do this:", BlockedBy: view.Link{Text: "Overnight (next-morning) delivery", Href: "#overnight"}, Agreed: "Agreed with Don Fenwick on 2 March 2026, in a meeting.", On: day("2 March 2026", "2026-03-02"), Reply: &letter.LineReply{Answer: "We said no."}}}}}},
		Differs: []letter.Difference{
			{Tag: info("Better for you"), What: view.Link{Text: "When something is wrong, a person answers.", Href: "#answered"}, Was: "Slowed: 2 working hours", Now: "Slowed: 30 minutes", Note: "You chose this, for £180 a month."},
			{Tag: info("Bent for you"), What: view.Link{Text: "What happens when nobody can sign?", Href: "../policies/returns/"}, Now: "The site manager may sign by phone.", Note: "The sites have no reception. Decided by Ama Boateng."}, drift},
		YourPart: capability().YourPart, Counted: true, Cannot: true,
		Services: []letter.Service{{Link: view.Link{Text: "Standard delivery", Href: "../standard-delivery/"}, Promises: []letter.AgreedPromise{
			{Card: &letter.Card{Promise: standard, Row: "<tr><th scope=row>We deliver within 48 hours of collection.</th><td>95 of 100</td><td>20% back.</td>"}, Done: "Kept 12 of 12 since 9 March 2026."},
			{Card: &letter.Card{Promise: told, Row: "<tr><th scope=row>You hear it from us first.</th><td>95 of 100</td><td>Nothing is owed.</td>"}}}}},
		HowCounted: []letter.CountedAlike{{Says: []string{standard.Says, told.Says}, How: "<p><b>What does not count:</b> Closed motorways</p>"}},
		Notices:    []view.NoticeItem{over()}, MoreNotices: view.Link{Text: "1 earlier notice that affected you", Href: "../notices/"},
		Dates:    []letter.Date{{On: day("2 March 2026", "2026-03-02"), What: "First talk", Who: "Ama, Don", Past: true}, {On: day("9 March 2026", "2026-03-09"), What: "In force", Past: true}, {On: day("23 March 2026", "2026-03-23"), What: "How did the first two weeks go?", Who: "Ama calls Priya"}, {On: day("9 September 2026", "2026-09-09"), What: "We read this page again together", Who: "Ama, Don"}},
		Calendar: letter.Calendaring{ICS: "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", Name: "northlane.ics"},
		People:   []letter.AgreementPerson{{Name: "Don Fenwick", Role: "decides", Ways: []view.Link{{Text: "don@fenwicktiles.example", Href: "mailto:don@fenwicktiles.example"}}}, {Name: "Priya Shah", Role: "day to day", Prefers: "phone, short and direct"}},
		Ladders: []letter.Ladder{{Rungs: []letter.Rung{{Step: steps()[0], Tap: view.Link{Text: "+44 7700 900123", Href: "tel:+447700900123"}}}},
			{Name: "If you want to complain", Rungs: []letter.Rung{{Step: steps()[1]}}}},
		Updates: &letter.Updates{Cadence: "Every Monday, by email.", AtOnce: "At once, whatever the day: delays and damage."}, Price: &view.Price{Kind: "Fixed price", Amount: "£64 a pallet", HoldsFor: "12 months"}, Options: []view.Option{{Change: "Slowed", From: "2 working hours", To: "30 minutes", Price: "£180 a month"}},
		Referral: &letter.ReferralAsk{Says: "If all that holds for the first 90 days, you will introduce us by name to three businesses that ship 5 or more pallets a week in our area.", EarnedIf: []string{"You hear of a late pallet from us first.", "Fewer than 1 pallet in 100 arrives with damaged goods."}, State: &view.Tag{Kind: "plain", Text: "Not yet"}},
		Terms:    []letter.Terms{{Link: view.Link{Text: "Conditions of carriage", Href: "https://northlane.example/terms.pdf"}, Version: "7", Fingerprint: "9f86 d081"}},
		Contract: "The contract is our Conditions of carriage, version 7. This page records what we told each other.",
		Reply: &letter.Reply{To: "ama@northlane.example", Mail: "mailto:ama@northlane.example?subject=What%20we%20agreed", Subject: "Fenwick Tiles, version 2: our answer", Intro: "Ama, this is my answer to version 2.", AgreeAs: "Yes, agreed", NotAs: "Not quite right", Long: "Too long; it is copied.",
			Phone: view.Link{Text: "+44 7700 900123", Href: "tel:+447700900123"}, Missing: true, Waiting: true,
			Bar: &letter.ReplyBar{Says: "2 lines need your answer", By: day("27 March 2026", "2026-03-27"), Read: view.Link{Text: "Read the lines", Href: "#open"}, Agree: "Yes to all"}},
		Version: letter.AgreementVersion{Version: "2", On: day("20 March 2026", "2026-03-20"), Fingerprint: "a1f0 4c2e 77b3 09d5", Previous: "Version 1 was agreed on 13 May 2024."}}
}
