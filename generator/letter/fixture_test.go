package letter_test

import (
	"fmt"
	"html/template"
	"strings"

	"upfront/generator/letter"
	"upfront/generator/seal"
	"upfront/generator/site"
	"upfront/generator/view"
)

// The fixtures are one courier's site, written out as views: rich, as a finished site has them. Nearly empty ones
// are made from their types in view_test.go.

func frame(kind, title, root string) site.Frame {
	home := root
	if root == "" {
		home = "./"
	}
	nav := []site.NavItem{
		{Text: "What we do", Href: root + "capabilities/"}, {Text: "Right for you?", Href: root + "right-for-you/"},
		{Text: "Our policies", Href: root + "policies/"}, {Text: "Notices", Href: root + "notices/"},
		{Text: "If we get it wrong", Href: root + "if-we-get-it-wrong/"}, {Text: "Reach us", Href: root + "reach-us/"},
	}
	for i := range nav {
		nav[i].Within = strings.HasSuffix(nav[i].Href, map[string]string{"capability": "capabilities/", "policy": "policies/", "notice": "notices/"}[kind]) && kind != "home" &&
			strings.Contains("capability policy notice", kind)
		nav[i].Current = strings.HasSuffix(nav[i].Href, map[string]string{"capabilities": "capabilities/", "fit": "right-for-you/", "policies": "policies/",
			"notices": "notices/", "wrong": "if-we-get-it-wrong/", "reach": "reach-us/"}[kind]) && strings.Contains("capabilities fit policies notices wrong reach", kind)
	}
	return site.Frame{Language: "en-GB", Dir: "ltr", Title: title + " – Northlane Couriers", Description: "What to expect from Northlane Couriers: " + title + ".",
		Canonical: "https://northlane.example/expect/" + kind + "/", Root: root, Home: home, Kind: kind, Business: "Northlane Couriers", Legal: "Northlane Couriers Ltd",
		Print: "Northlane Couriers · " + title, Nav: nav,
		Feeds: []view.Link{{Text: "Notices", Href: root + "notices/feed.xml"}}, JSONLD: []byte(`{"@context":"https://schema.org","@type":"Organization","name":"Northlane </script> Couriers"}`),
		Footer: site.Footer{What: "Pallet and parcel delivery across the north of England.",
			Contact: []view.Link{{Text: "+44 1632 960001", Href: "tel:+441632960001"}, {Text: "help@northlane.example", Href: "mailto:help@northlane.example"}},
			Links:   []view.Link{{Text: "All promises", Href: root + "promises/"}, {Text: "What has changed", Href: root + "changes/"}, {Text: "How we count", Href: root + "how-we-count/"}},
			Counted: day("20 March 2026", "2026-03-20")}}
}

func day(text, iso string) view.Time { return view.Time{Text: text, ISO: iso} }

func onTime() view.Promise {
	return view.Promise{Anchor: "on-time", Href: "../standard-delivery/#on-time", Says: "We deliver within 48 hours of collection.",
		Commitment: view.Tag{Kind: "info", Text: "Guarantee"}, Means: "Of 20 pallets, expect 19 to arrive within two days. The twentieth comes later, and you get money back for it.",
		Limit: "48 hours", Starts: "We collect the goods from your dock", Stops: "We hand them over, with a photo and a name", Hours: view.Link{Text: "every hour of every day", Href: "../../how-we-count/#always"},
		Target: "95 of 100", Window: "over the last 90 days",
		Excluded: []string{"A motorway or ferry closure announced by the highways agency", "Nobody could sign at the address"},
		Tell:     "1 hour", Remedy: []string{"20% of that delivery’s charge back, at most the whole charge."}, Claim: "You need do nothing; it is done for you.",
		DependsOn: []string{"You: the goods are wrapped, labelled and on the dock at the agreed time."},
		Record:    &view.Record{State: view.Tag{Kind: "plain", Text: "New"}, Says: "No record yet", Since: day("1 June 2026", "2026-06-01")}}
}

func toldFirst() view.Promise {
	return view.Promise{Anchor: "told-before-you-ask", Href: "../standard-delivery/#told-before-you-ask", Says: "If your delivery will be late, you hear it from us first.",
		Commitment: view.Tag{Kind: "info", Text: "Guarantee"}, Limit: "1 hour", Starts: "We notice that it will be late", Stops: "We have told you",
		Hours: view.Link{Text: "every hour of every day", Href: "../../how-we-count/#always"}, Target: "95 of 100", Window: "over the last 90 days"}
}

func answered() view.Promise {
	return view.Promise{Anchor: "answered", Href: "../standard-delivery/#answered", Says: "When something is wrong, a person answers and stays with it.",
		Commitment: view.Tag{Kind: "plain", Text: "Target"}, Means: "How fast depends on how much stands still at your side.",
		Starts: "You call or write", Stops: "A named person has started on it",
		Levels: []view.LevelTerm{
			{Name: "Stopped", When: "Nobody at a site can work", Within: "15 minutes", Hours: view.Link{Text: "every hour", Href: "../../how-we-count/#always"}},
			{Name: "Slowed", When: "One person cannot work", Within: "2 working hours", Hours: view.Link{Text: "office hours", Href: "../../how-we-count/#office"}},
			{Name: "Asked", When: "A question or a wish", Within: "1 working day", Hours: view.Link{Text: "office hours", Href: "../../how-we-count/#office"}}},
		Target: "90 of 100", Window: "in a calendar month",
		Tiers: []view.Tier{{Below: "below 90 of 100", Credit: "5% of the month’s fee"}, {Below: "below 75 of 100", Credit: "15% of the month’s fee"}},
		Claim: "Ask for it within 30 days.", Tell: "1 working day",
		Options:      []view.Option{{Level: "Slowed", Change: "Slowed", From: "2 working hours", To: "30 minutes", Price: "£180 a month", Needs: "a direct line to your dispatcher"}},
		Acknowledged: &view.Acknowledged{Because: "Two of our five dispatchers are on leave.", Until: day("1 May 2026", "2026-05-01")}}
}

func cannots() []view.Cannot {
	return []view.Cannot{
		{Anchor: "overnight", What: "Overnight (next-morning) delivery", Because: "One van covers each route, and it collects until 18:00. We managed overnight on 2 of our last 200 deliveries.",
			Instead: "Delivery within 48 hours of collection.", If: "Collected before 09:00 and inside Leeds or Bradford, we can deliver the same evening for £38.",
			Refer: &view.Referral{Name: "Rapid Riders", Href: "https://rapidriders.example", For: "Overnight and same-day", Why: "They run two drivers per route and do this every night."}},
		{Anchor: "chilled", What: "Chilled or frozen goods", Because: "Our vans are not refrigerated.",
			Refer: &view.Referral{Name: "Coldchain North", Href: "https://coldchain.example", Why: "Their fleet is refrigerated."}},
	}
}

func channels(root string) []site.Channel {
	office := view.Link{Text: "office hours", Href: root + "reach-us/#office"}
	return []site.Channel{
		{Anchor: "dispatch", Name: "Dispatch", By: "Phone", At: view.Link{Text: "+44 1632 960001", Href: "tel:+441632960001"}, Hours: office, Answer: "5 minutes",
			Fallback: view.Link{Text: "dispatch mobile", Href: root + "reach-us/#dispatch-mobile"}},
		{Anchor: "dispatch-mobile", Name: "Dispatch mobile", By: "Mobile", At: view.Link{Text: "+44 7700 900124", Href: "tel:+447700900124"}, Hours: view.Link{Text: "any hour"}, Answer: "15 minutes"},
		{Anchor: "help", Name: "Help", By: "Email", At: view.Link{Text: "help@northlane.example", Href: "mailto:help@northlane.example"}, Hours: office, Answer: "4 hours", Clock: "in working hours"},
	}
}

func ama() *view.Person {
	return &view.Person{Name: "Ama Boateng", Role: "Owner", Ways: []view.Way{
		{By: "Email", At: view.Link{Text: "ama@northlane.example", Href: "mailto:ama@northlane.example"}},
		{By: "Mobile", At: view.Link{Text: "+44 7700 900123", Href: "tel:+447700900123"}, Hours: view.Link{Text: "office hours", Href: "#office"}}}}
}

func calendars() []site.Calendar {
	return []site.Calendar{
		{Anchor: "office", Name: "Office hours", Rows: []site.CalendarRow{{Days: "Monday to Friday", Times: "08:00–18:00"}, {Days: "Saturday and Sunday", Times: "closed"}},
			Closed: []view.Time{day("3 April 2026", "2026-04-03"), day("6 April 2026", "2026-04-06"), day("4 May 2026", "2026-05-04")}},
		{Anchor: "always", Name: "Any hour", Always: true},
	}
}

func notice() view.NoticeItem {
	return view.NoticeItem{Title: "M62 closed, Leeds route late", Href: "notices/2026-03-11-m62/", Kind: "Delay", State: view.Tag{Kind: "warn", Text: "Open"}, Severity: view.Tag{Kind: "warn", Text: "disrupted"},
		When: day("11 March 2026, 07:42 GMT", "2026-03-11T07:42:00Z"), Summary: "Leeds deliveries due before noon will arrive by 16:00.", ToldAfter: "We told you 32 minutes after we noticed."}
}

func changes() []site.Change {
	return []site.Change{
		{On: day("1 March 2026", "2026-03-01"), What: view.Link{Text: "Failed and returned deliveries", Href: "../policies/returns/"}, Version: "4", Effect: view.Tag{Kind: "ok", Text: "Stronger"}, Note: "The first redelivery is now free."},
		{On: day("12 January 2026", "2026-01-12"), What: view.Link{Text: "Standard delivery", Href: "../capabilities/standard-delivery/"}, Version: "3", Effect: view.Tag{Kind: "warn", Text: "Weaker"}, Note: "Collection ends at 18:00 rather than 19:00."},
	}
}

func policyCards() []site.Card {
	return []site.Card{
		{Title: "What happens when nobody can sign?", Href: "policies/returns/", Summary: "We try once more the next working day, free of charge."},
		{Title: "What if goods arrive damaged?", Href: "policies/damage/", Summary: "Send a photo within two days and we settle it within five."},
	}
}

func capabilityCards(n int) []site.ServiceItem {
	cards := []site.ServiceItem{
		{Title: "Standard delivery", Href: "capabilities/standard-delivery/", Summary: "We collect from your dock and deliver within 48 hours, across the north of England."},
		{Title: "Parcels", Href: "capabilities/parcels/", Summary: "Up to 25 kg, the next working day.", Status: &view.Tag{Kind: "warn", Text: "Limited"}},
		{Title: "Storage", Href: "capabilities/storage/", Summary: "Dry floor space in Leeds, by the pallet and the week."},
	}
	for i := len(cards); i < n; i++ {
		cards = append(cards, site.ServiceItem{Title: fmt.Sprintf("Route %d to the coast", i), Href: "capabilities/x/", Summary: "One van, one driver, one promise."})
	}
	return cards[:n]
}

// views returns a rich view of every page, by the path it is printed to.
func views() map[string]printed {
	return map[string]printed{
		"index.html":                                {"home", home()},
		"capabilities/index.html":                   {"capabilities", site.Capabilities{Frame: frame("capabilities", "What we do", "../"), Lead: "3 services, 9 promises, and 7 things we don’t do.", Groups: []site.CapabilityGroup{{Cards: capabilityCards(3)}}}},
		"capabilities-60/index.html":                {"capabilities", site.Capabilities{Frame: frame("capabilities", "What we do", "../"), Lead: "60 services.", Groups: []site.CapabilityGroup{{Name: "Delivery", Anchor: "delivery", Cards: capabilityCards(40)}, {Name: "Storage and everything that goes with it", Anchor: "storage", Cards: capabilityCards(20)}}}},
		"capabilities/standard-delivery/index.html": {"capability", capability()},
		"promises/index.html":                       {"promises", promises()},
		"right-for-you/index.html":                  {"fit", fit()},
		"reach-us/index.html":                       {"reach", site.Reach{Frame: frame("reach", "Reach us", "../"), Lead: "A person answers. Here is who, where and how soon.", Leader: ama(), FeedHref: "https://northlane.example/blog/feed.xml", Channels: channels("../"), AnyHour: channels("../")[1:2], People: []view.Person{*ama(), {Name: "Tom Okafor", Role: "Dispatch", Ways: ama().Ways[:1]}}, Calendars: calendars(), Closed: calendars()[0].Closed, ZoneNote: "All times are London time."}},
		"if-we-get-it-wrong/index.html":             {"wrong", wrong()},
		"policies/index.html":                       {"policies", site.Policies{Frame: frame("policies", "Our policies", "../"), Lead: "2 policies, each with the person who may bend it.", Groups: []site.PolicyGroup{{Cards: policyCards()}}}},
		"policies/returns/index.html":               {"policy", policy()},
		"notices/index.html":                        {"notices", site.Notices{Frame: frame("notices", "Notices", "../"), Lead: "1 notice is open.", Promise: "1 hour", Open: []view.NoticeItem{notice()}, Years: []site.NoticeYear{{Year: "2026", Items: []view.NoticeItem{over(), over()}}}}},
		"notices/2026-03-11-m62/index.html":         {"notice", site.Notice{Frame: frame("notice", "M62 closed, Leeds route late", "../../"), Title: "M62 closed, Leeds route late", Kind: "Delay", State: view.Tag{Kind: "ok", Text: "Over"}, Severity: view.Tag{Text: "disrupted"}, Noticed: day("11 March 2026, 07:10 GMT", "2026-03-11T07:10:00Z"), Told: day("11 March 2026, 07:42 GMT", "2026-03-11T07:42:00Z"), Resolved: day("11 March 2026, 16:05 GMT", "2026-03-11T16:05:00Z"), ToldAfter: "32 minutes after we noticed", Lasted: "8 hours 55 minutes", Affects: []view.Link{{Text: "We deliver within 48 hours of collection.", Href: "../../capabilities/standard-delivery/#on-time"}}, Body: "<p>The M62 is closed westbound. Leeds deliveries due before noon will arrive by 16:00.</p>"}},
		"changes/index.html":                        {"changes", site.Changes{Frame: frame("changes", "What has changed", "../"), Lead: "Every change of a promise or a policy, newest first.", Notice: "30 days", Pending: []site.Change{{On: day("1 May 2026", "2026-05-01"), What: view.Link{Text: "Parcels", Href: "../capabilities/parcels/"}, Effect: view.Tag{Kind: "warn", Text: "Weaker"}, Note: "Saturday deliveries end."}}, Years: []site.ChangeYear{{Year: "2026", Changes: changes()}}}},
		"how-we-count/index.html":                   {"count", count()},
		"about/index.html":                          {"free", site.Free{Frame: frame("free", "About us", "../"), Title: "About us", Summary: "Nine vans, fourteen people, one yard in Leeds.", Body: prose, Contents: contents, Updated: day("2 February 2026", "2026-02-02")}},
		"404.html":                                  {"404", site.NotFound{Frame: frame("404", "Not here", "/sub/path/"), Links: policyCards(), Reach: []view.Link{{Text: "+44 1632 960001", Href: "tel:+441632960001"}}}},
		"old/index.html":                            {"redirect", site.Redirect{Language: "en-GB", Dir: "ltr", Title: "Failed and returned deliveries", Root: "../", To: "../policies/returns/", Page: view.Link{Text: "policies/returns", Href: "../policies/returns/"}, Canonical: "https://northlane.example/expect/policies/returns/"}},
		"gone/index.html":                           {"tombstone", letter.Tombstone{Frame: frame("tombstone", "A private page", "../"), Reach: []view.Link{{Text: "help@northlane.example", Href: "mailto:help@northlane.example"}}}},
		"sealed/index.html":                         {"sealed", sealed()},
		"agreement/index.html":                      {"agreement", agreement("../")},
	}
}

type printed struct {
	name string
	view any
}

func home() site.Home {
	f := frame("home", "What to expect", "")
	return site.Home{Frame: f, Heading: "Pallets across the north of England", Lead: "What to expect, and what not to.", Action: view.Link{Text: "Book a collection", Href: "https://northlane.example/book/"},
		Person:      &site.HomePerson{Name: "Ama Boateng", Role: "Owner", Initials: "AB", Way: view.Link{Text: "07700 900123", Href: "tel:+447700900123"}, Invites: "or ring"},
		CountOn:     []site.CountOn{{Promise: view.Link{Text: "Delivered within 48 hours", Href: "c#p"}, Kept: "190 of the last 200", Rest: ", or 20% back.", Chart: onTime().Record.Line}, {Promise: view.Link{Text: "You hear it from us first", Href: "c#q"}, Rest: "If not: £20 off."}},
		DoNotExpect: []site.CannotItem{{What: "Overnight (next-morning) delivery", Href: "c#overnight", Instead: "Ask Rapid Riders, who do this."}, {What: "Goods over 750 kg", Href: "c", Instead: "Instead: two pallets."}}, MoreCannot: view.Link{Text: "More", Href: "capabilities/"},
		Doing:    &site.Doing{Says: "Each was kept as often as we said.", Items: []site.DoingItem{{Promise: view.Link{Text: "We deliver within 48 hours.", Href: "c#p"}, Record: *onTime().Record.Brief()}}, Key: []view.ChartKey{{Kind: "kept", Text: "kept"}}, More: view.Link{Text: "Every promise", Href: "promises/"}},
		Services: []site.ServiceItem{{Title: "Standard delivery", Href: "c", Price: "£64 a pallet", Summary: "From your dock.", Status: &view.Tag{Kind: "warn", Text: "Limited"}, Opening: "Next opening: 1 May 2026"}}, MoreServices: view.Link{Text: "Everything that we do", Href: "capabilities/"},
		Fit:    &site.HomeFit{Service: view.Link{Text: "Standard delivery", Href: "c"}, Good: []string{"You can plan two days ahead"}, Poor: []view.Misfit{{What: "You need goods the next morning", Refer: &view.Referral{Name: "Rapid Riders"}}}, More: view.Link{Text: "Something else?", Href: "right-for-you/"}},
		Letter: "<p>We move pallets and parcels.</p>", LetterName: "A letter from Ama Boateng", Policies: policyCards(), PoliciesHref: "policies/",
		Leader: ama(), Reach: channels(""), ReachHref: "reach-us/", Updated: day("1 March 2026", "2026-03-01")}
}

func capability() site.Capability {
	f := frame("capability", "Standard delivery", "../../")
	f.Breadcrumb = []view.Link{{Text: "Home", Href: "../../"}, {Text: "What we do", Href: "../"}}
	n := notice()
	return site.Capability{Frame: f, Title: "Standard delivery", Summary: "We collect from your dock and deliver within 48 hours, across the north of England.", Notices: []view.NoticeItem{n},
		Can:     []string{"Collection from a loading dock or ground-floor door, Monday to Friday", "Any postcode in the north of England", "Photo and name at delivery"},
		Cannot:  cannots(),
		Sum:     []site.SumFact{{Name: "Price", Value: view.Link{Text: "£64 a pallet"}, Note: "Fixed price."}, {Name: "Time", Value: view.Link{Text: "Within 48 hours", Href: "#on-time"}}},
		Actions: []view.Link{{Text: "Book a collection", Href: "https://northlane.example/book/"}, {Text: "Call 01632 960001", Href: "tel:+441632960001"}}, Answered: "Answered within 5 minutes, in office hours.",
		Contents: []view.Link{{Text: "What we promise", Href: "#promises"}}, Options: answered().Options, Promises: []view.Promise{onTime(), toldFirst(), answered()},
		YourPart:    []view.Part{{What: "Goods are wrapped, labelled and on the dock by the agreed collection time", Else: "we collect the next working day."}, {What: "Someone can sign at the delivery address", Within: "10 minutes", Hours: view.Link{Text: "08:00–18:00", Href: "#"}}},
		Assumptions: []string{"A pallet is 1.2 by 1.0 metres and at most 1.8 metres high."}, Body: "<p>Orders placed by noon are collected the same day.</p>",
		Stages:     []site.Stage{{Name: "First talk", Lasts: "1 hour", Gets: []string{"A page with what we understood"}, Done: "You have agreed to each line."}, {Name: "Trial", Lasts: "2 weeks", Gets: []string{"Ten pallets at half price"}}},
		Escalation: steps(),
		Good:       []string{"You can plan two days ahead", "You ship 5 to 60 pallets a week"}, Poor: []view.Misfit{{What: "You need goods the next morning", Refer: &view.Referral{Name: "Rapid Riders"}}}, FitHref: "../../right-for-you/",
		Aftercare: []site.Moment{{When: "14 days after the first delivery", What: "Ama calls to ask how the first two weeks went."}, {When: "Every 6 months", What: "We review the promises on this page with you."}},
		Policies:  []view.Link{{Text: policyCards()[0].Title, Href: policyCards()[0].Href}}, Stamp: site.Stamp{Version: "3", Since: day("1 March 2026", "2026-03-01"), ReviewBy: day("1 September 2026", "2026-09-01"), Owner: view.Link{Text: "Looked after by Ama Boateng", Href: "../../reach-us/#leader"}}}
}

func steps() []view.Step {
	return []view.Step{{Who: "Dispatch", When: "Start here.", Ways: []view.Link{{Text: "+44 1632 960001", Href: "tel:+441632960001"}}}, {Who: "Ama Boateng", Role: "Owner", When: "No answer within 5 working days, or not satisfied.", Ways: []view.Link{{Text: "ama@northlane.example", Href: "mailto:ama@northlane.example"}}}}
}

func promises() site.Promises {
	listed := func(w view.Promise) site.ListedPromise {
		return site.ListedPromise{Promise: view.Link{Text: w.Says, Href: w.Href}, Commitment: w.Commitment, Often: "at least " + w.Target, Record: w.Record, Remedy: "or £10 back"}
	}
	out := site.Promises{Frame: frame("promises", "All our promises", "../"), Lead: "Each leads to the whole."}
	for _, l := range []string{"Damage", "Parcels", "Storage", "Standard delivery"} {
		g := site.PromiseGroup{Name: view.Link{Text: l, Href: "../capabilities/standard-delivery/"}, Anchor: "in-" + strings.ToLower(l[:5]), Promises: []site.ListedPromise{listed(onTime()), listed(toldFirst()), listed(answered())}}
		g.Promises[2].In = []site.Figure{{Service: g.Name, Record: onTime().Record}}
		out.Groups = append(out.Groups, g)
		out.Contents = append(out.Contents, view.Link{Text: l, Href: "#" + g.Anchor})
	}
	return out
}

func fit() site.Fit {
	return site.Fit{Frame: frame("fit", "Right for you?", "../"), Lead: "We are good at some work and poor at other work. Better to know before you ask.",
		Choose: "Choose one.", Groups: []site.FitGroup{{Name: "Deliveries", Services: []site.FitService{
			{Title: "Standard delivery", Summary: "We collect and deliver.", Anchor: "c-standard", More: view.Link{Text: "All about this service", Href: "../capabilities/standard-delivery/"},
				Good: []string{"You can plan two days ahead", "You ship 5 to 60 pallets a week"}, Poor: []view.Misfit{{What: "You need goods the next morning", Refer: &view.Referral{Name: "Rapid Riders"}}, {What: "You ship food that must stay cold", Instead: "The evening van."}},
				Limits: []site.Limit{{Name: "Weight", Text: "At most 750 kg"}}, Yes: []view.Link{{Text: "Book", Href: "https://northlane.example/book/"}}, Maybe: []view.Link{{Text: "+44 1632 960001", Href: "tel:+441632960001"}}, No: "Choose again above."},
			{Title: "Storage", Anchor: "c-storage", More: view.Link{Text: "Storage", Href: "../capabilities/storage/"}}}}, {Name: "More", Links: []view.Link{{Text: "Storage", Href: "../capabilities/storage/#fit"}}}},
		Partners: []view.Referral{{Name: "Rapid Riders", Href: "https://rapidriders.example", For: "Overnight and same-day", Why: "They run two drivers per route and do this every night."}, {Name: "Coldchain North", Href: "https://coldchain.example", For: "Chilled and frozen", Why: "Their fleet is refrigerated."}},
		Talk:     []view.Link{{Text: "+44 1632 960001", Href: "tel:+441632960001"}, {Text: "help@northlane.example", Href: "mailto:help@northlane.example"}}}
}

func wrong() site.Wrong {
	return site.Wrong{Frame: frame("wrong", "If we get it wrong", "../"), Lead: "Tell us. We would rather hear it than lose you over it.", Answer: "5 working days", Steps: steps(),
		Misses:    []site.MissGroup{{Capability: view.Link{Text: "Standard delivery", Href: "../capabilities/standard-delivery/"}, Misses: []site.Miss{{Promise: view.Link{Text: onTime().Says, Href: "#on-time"}, Amends: site.Amends{Tell: "1 hour", Remedy: onTime().Remedy, Claim: "You don’t need to ask."}, Missed: "10 of 200 fell short over the last 90 days."}}}},
		FellShort: []site.Shortfall{{Promise: view.Link{Text: answered().Says, Href: "../capabilities/standard-delivery/#answered"}, From: "Standard delivery", Because: "Two of our five dispatchers are on leave.", Until: day("1 May 2026", "2026-05-01")}},
		More:      []view.Link{{Text: "All our policies", Href: "../policies/"}}}
}

func policy() site.Policy {
	f := frame("policy", "What happens when nobody can sign?", "../../")
	f.Breadcrumb = []view.Link{{Text: "Home", Href: "../../"}, {Text: "Our policies", Href: "../"}}
	return site.Policy{Frame: f, Title: "What happens when nobody can sign?", Summary: "We try once more the next working day, free of charge.", Why: "Our drivers were paid by the drop, and some left goods in the rain. We would rather come twice.",
		Bend: []site.Bend{{When: "Hospital, hospice or funeral goods", Do: "We never charge a redelivery.", Decides: view.Link{Text: "dispatch decides"}, Limit: "£120"}, {When: "You waited in and we came outside the window", Do: "We redeliver free the same day.", Decides: view.Link{Text: "any driver decides"}}},
		Body: prose, Contents: contents, Changes: changes()[:1], AppliesTo: []view.Link{{Text: "Standard delivery", Href: "../../capabilities/standard-delivery/"}}, Stamp: site.Stamp{Version: "4", Since: day("1 March 2026", "2026-03-01"), Reviewed: day("20 February 2026", "2026-02-20"), ReviewBy: day("20 February 2027", "2027-02-20"), Owner: view.Link{Text: "Looked after by Ama Boateng"}}}
}

func over() view.NoticeItem {
	n := notice()
	n.State, n.Title, n.Href = view.Tag{Kind: "ok", Text: "Over"}, "Snow on the A66", "2026-03-11-m62/"
	return n
}

func count() site.Count {
	return site.Count{Frame: frame("count", "How we count", "../"), Lead: "What our words and numbers mean, so that you can check them.",
		Rules: []site.Note{{Text: "Kept"}, {Text: "Counted"}},
		Groups: []site.CountedGroup{{Name: view.Link{Text: "Standard delivery"}, Anchor: "in-standard", Promises: []site.CountedPromise{{Promise: view.Link{Text: onTime().Says, Href: "../capabilities/standard-delivery/#on-time"},
			Counts: "From “collection” to “delivery”.", Pauses: "The road is closed", Excluded: onTime().Excluded}}}},
		Calendars: calendars(), Closed: calendars()[0].Closed, ZoneNote: "All times are London time.", Levels: answered().Levels, Terms: []site.Term{{Anchor: "pallet", Term: "Pallet", Meaning: "A wooden base of 1.2 by 1.0 metres with what is strapped to it."}}, PromisesURL: "../promises.json"}
}

func sealed() letter.Sealed {
	f := frame("private", "A private page", "../")
	f.Nav, f.Feeds, f.JSONLD, f.Canonical, f.Description, f.NoIndex = nil, nil, nil, "", "", true
	return letter.Sealed{Frame: f, Policy: letter.PolicyAttr, Loader: template.JS(seal.Loader()), Box: "VVBGMQ+/=", Passkey: true, Expires: day("9 March 2027", "2027-03-09"),
		AskPaper: view.Link{Text: "Ask for a printed copy", Href: "mailto:help@northlane.example?subject=Please%20send%20me%20a%20printed%20copy"}, Reach: []view.Link{{Text: "+44 1632 960001", Href: "tel:+441632960001"}}}
}

var contents = []site.Heading{{Text: "When we come back", Anchor: "h-when", Level: 2}, {Text: "What it costs", Anchor: "h-costs", Level: 2}, {Text: "Waiting", Anchor: "h-waiting", Level: 3}}

const prose = template.HTML(`<p>We try once more the next working day. If something will hold your goods up we tell you <a href="#x" id="x">within 1 hour</a>.</p>
<h2 id="h-when">When we come back</h2><p>The driver leaves a card with a time, and rings <em>ten minutes before</em>. You choose:</p><ul><li>the next working day,</li><li>a neighbour who can sign,</li><li>our yard in Leeds.</li></ul>
<div class="callout info"><p><strong>Note</strong></p><p>A neighbour signs in your name.</p></div>
<h2 id="h-costs">What it costs</h2><table><thead><tr><th>Visit</th><th>Charge</th></tr></thead><tbody><tr><td>First redelivery</td><td>free</td></tr><tr><td>Each further one</td><td>£18</td></tr></tbody></table>
<h3 id="h-waiting">Waiting</h3><blockquote><p>Fifteen minutes are free.</p></blockquote>`)
