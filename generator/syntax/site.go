package syntax

import (
	"time"

	"upfront/generator/clock"
)

// Site is site.yaml: who we are, hours, channels, leader, levels, check settings.
type Site struct {
	Located
	Business        Business
	Home            Home
	URL, Language   Text
	Timezone        Written[*time.Location]
	Currency, Theme Text
	Folders         Folders
	Brand           Brand
	Leader          Leader
	People          Map[Person]
	Hours           Map[Hours]
	Channels        []Channel
	Complaints      Complaints
	Notify          Notify
	Levels          []Level
	AsOf            Written[time.Time]
	Checks          Checks
	Vars            Map[Text]
	Menu            []MenuItem

	Unread bool // a value that decides how records are counted was refused, so none may be
}

// Business is the firm itself.
type Business struct{ Name, LegalName, WhatWeDo, Headline, Logo Text }

// Home is what the first screen of the home page shows, in the owner's order.
type Home struct {
	Located
	CountOn, DoNotExpect []Text // references: capability.promise, and capability.id of what is not done
	Action               Action
}

// Action is the first thing that a reader may want to do.
type Action struct {
	Located
	Label, To Text
}

// Brand is what the site's look takes from the firm.
type Brand struct{ Color, Font Text }

// Notify is how early customers hear of things.
type Notify struct{ DelayToldWithin, ChangeNotice Written[clock.Duration] }

// Level is one priority level.
type Level struct {
	Located
	ID, Name, When Text
	Formerly       []Text
}

// MenuItem is one entry of the site's navigation.
type MenuItem struct {
	Located
	Title, To Text
}

var siteTable = tableOf("site.yaml",
	required("business", func(s *Site) *Business { return &s.Business }, businessTable.form(), "Who you are: name, legal_name, what_we_do, headline, logo"),
	optional("home", func(s *Site) *Home { return &s.Home }, homeTable.form(), "What the first screen shows: three to count on, three not to expect, one thing to do"),
	optional("url", func(s *Site) *Text { return &s.URL }, webAddress(), "Where the site will be published; may have a path"),
	optional("language", func(s *Site) *Text { return &s.Language }, language(), "The language of the pages, such as en-GB").otherwise("en"),
	forRecords(required("timezone", func(s *Site) *Written[*time.Location] { return &s.Timezone }, timezone, "The time zone of your hours, such as Europe/London")),
	optional("currency", func(s *Site) *Text { return &s.Currency }, currency, "The currency of sums in records, and of a sign that several share, such as GBP"),
	optional("theme", func(s *Site) *Text { return &s.Theme }, id(), "The folder below themes/ that is laid over the built-in theme").such("ours").otherwise("default"),
	optional("folders", func(s *Site) *Folders { return &s.Folders }, foldersTable.form(), "Where agreements, records and themes lie, if not in the site"),
	optional("brand", func(s *Site) *Brand { return &s.Brand }, brandTable.form(), "Your colour and typeface"),
	optional("leader", func(s *Site) *Leader { return &s.Leader }, leaderTable.form(), "The person responsible, whom customers can reach"),
	optional("people", func(s *Site) *Map[Person] { return &s.People }, mapOf("people by id", "ama: {name: Ama Boateng, role: Owner}", id(), personTable.form()), "Your people, each under a short id"),
	forRecords(optional("hours", func(s *Site) *Map[Hours] { return &s.Hours }, mapOf("calendars by name", `office: {days: Mon-Fri, from: "09:00", to: "17:00"}`, id(), hoursTable.form()), `Calendars of working hours by name; "always" is built in`)),
	optional("channels", func(s *Site) *[]Channel { return &s.Channels }, listOf(channelTable.form()), "The ways to reach you, each with its answer time"),
	optional("complaints", func(s *Site) *Complaints { return &s.Complaints }, complaintsTable.form(), "Where a complaint goes, and when it is answered"),
	optional("notify", func(s *Site) *Notify { return &s.Notify }, notifyTable.form(), "How early customers hear of delays and changes"),
	optional("levels", func(s *Site) *[]Level { return &s.Levels }, atMost(maxLevels, listOf(levelTable.form())), "Priority levels that promises may depend on, the most urgent one first"),
	forRecords(optional("as_of", func(s *Site) *Written[time.Time] { return &s.AsOf }, moment(), `The moment that counts as "now" in a build`)),
	forRecords(optional("checks", func(s *Site) *Checks { return &s.Checks }, checksForm(), "Settings of the checks")),
	optional("vars", func(s *Site) *Map[Text] { return &s.Vars }, mapOf("texts by name", "desk_phone: 0117 496 0120", name(), text()), "Texts for {{ site.name }} in policies and pages"),
	optional("menu", func(s *Site) *[]MenuItem { return &s.Menu }, listOf(menuTable.form()), "The site's navigation; empty for the usual one"),
)

// forRecords marks a field of site.yaml without which no record can be counted as it is meant.
func forRecords(f field[*Site]) field[*Site] {
	return f.flagging(func(s *Site) *bool { return &s.Unread })
}

var businessTable = tableOf("business",
	required("name", func(b *Business) *Text { return &b.Name }, text(), "The name that customers know"),
	optional("legal_name", func(b *Business) *Text { return &b.LegalName }, text(), "The registered name"),
	optional("what_we_do", func(b *Business) *Text { return &b.WhatWeDo }, text(), "One sentence that a customer would say"),
	optional("headline", func(b *Business) *Text { return &b.Headline }, brief(90), "The first line of the home page: what you do, in the words of a customer"),
	optional("logo", func(b *Business) *Text { return &b.Logo }, text(), "A picture, as a path below content/"),
).orText(func(b *Business) *Text { return &b.Name })

var homeTable = tableOf("home",
	optional("count_on", func(h *Home) *[]Text { return &h.CountOn }, listOf(reference()), "Up to three promises, as capability.promise, the most important first; without it, guarantees with the best record"),
	optional("do_not_expect", func(h *Home) *[]Text { return &h.DoNotExpect }, listOf(reference()), "Up to three things that you don't do, as capability.id, the commonest wrong idea first; without it, what people often assume"),
	optional("action", func(h *Home) *Action { return &h.Action }, actionTable.form(), "The main thing to do, as a button; without it, the first form among your channels"),
)

var actionTable = tableOf("an action",
	required("label", func(a *Action) *Text { return &a.Label }, brief(30), "The words on the button, such as Book a collection").such("Book a collection"),
	required("to", func(a *Action) *Text { return &a.To }, text(), "A channel's id, a page such as policies/returns.md, or a web address").such("booking"),
).withFormer(map[string]string{"title": "label", "text": "label", "target": "to", "url": "to", "href": "to", "channel": "to"})

var brandTable = tableOf("brand",
	optional("color", func(b *Brand) *Text { return &b.Color }, text(), `One colour, such as "#1a6b5c"`),
	optional("font", func(b *Brand) *Text { return &b.Font }, choice("source-serif", "inter", "system"), "The typeface: source-serif for headings and letters (the default), inter for everything, or system for your reader's own").otherwise("source-serif"),
).withFormer(map[string]string{"colour": "color"})

var notifyTable = tableOf("notify",
	optional("delay_told_within", func(n *Notify) *Written[clock.Duration] { return &n.DelayToldWithin }, duration, "How soon a customer hears of a delay you noticed"),
	optional("change_notice", func(n *Notify) *Written[clock.Duration] { return &n.ChangeNotice }, duration, "How long before it holds a weaker promise is announced"),
)

var levelTable = tableOf("a level",
	required("id", func(l *Level) *Text { return &l.ID }, levelID(), "A short name, such as p1"),
	required("name", func(l *Level) *Text { return &l.Name }, text(), "What customers call it, such as Stopped"),
	required("when", func(l *Level) *Text { return &l.When }, text(), "When a case has this level"),
	optional("formerly", func(l *Level) *[]Text { return &l.Formerly }, oneOrMore(levelID()), "Its former ids: what was agreed under them is still this").such("on-call"),
)

var menuTable = tableOf("a menu entry",
	optional("title", func(m *MenuItem) *Text { return &m.Title }, text(), "The words of the link"),
	required("to", func(m *MenuItem) *Text { return &m.To }, text(), "A page, such as policies or pages/about"),
).orText(func(m *MenuItem) *Text { return &m.To })
