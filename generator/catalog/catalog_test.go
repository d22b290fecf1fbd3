package catalog

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"upfront/generator/diag"
	"upfront/generator/syntax"
	"upfront/generator/tree"
)

// TestWhatTheFirstScreenShows holds that the owner's choice is resolved, in its order, and that actions lead to channels and pages.
func TestWhatTheFirstScreenShows(t *testing.T) {
	files := site()
	files["site.yaml"] += "home: {count_on: [vans.on-time], do_not_expect: [vans.night], action: {label: Ring the desk, to: desk}}\n"
	files["content/capabilities/vans.yaml"] = strings.Replace(files["content/capabilities/vans.yaml"], "summary:", "action: {label: Read first, to: pages/about.md}\nsummary:", 1)
	o, problems := resolve(files)
	if diag.Count(problems, diag.Error) > 0 {
		t.Fatal(problems)
	}
	if len(o.CountOn) != 1 || o.CountOn[0] != o.Promise("vans.on-time") || len(o.DoNotExpect) != 1 || o.DoNotExpect[0].What.V != "Nights" {
		t.Errorf("count on %v, do not expect %v", o.CountOn, o.DoNotExpect)
	}
	if a := o.Action; a == nil || a.Label != "Ring the desk" || a.Channel != o.Channel("desk") {
		t.Errorf("the action is %+v", a)
	}
	if a := o.Capability("vans").Action; a == nil || a.Channel != nil || a.Target.Kind != ToPage || a.Target.ID != "about" {
		t.Errorf("the service's action is %+v", a)
	}
}

// TestTheFirstScreenHasRoomForThree holds that a fourth entry is a problem where it stands.
func TestTheFirstScreenHasRoomForThree(t *testing.T) {
	files := site()
	files["site.yaml"] += "home: {do_not_expect: [vans.a, vans.b, vans.c, vans.night]}\n"
	files["content/capabilities/vans.yaml"] = strings.Replace(files["content/capabilities/vans.yaml"], "excluded: [", "excluded: [{id: a, what: A, because: So.}, {id: b, what: B, because: So.}, {id: c, what: C, because: So.}, ", 1)
	o, problems := resolve(files)
	p := problems[len(problems)-1]
	if got := p.At.String() + " " + string(p.Rule) + ": " + p.Message + " | " + p.Help; got != "site.yaml:12:48 schema-value: do_not_expect has 4 entries, and the first screen has room for 3 | Take out all but the 3 that matter most." {
		t.Errorf("%q", got)
	}
	if len(o.DoNotExpect) != 3 || o.DoNotExpect[2].What.V != "C" {
		t.Errorf("%d of them are shown", len(o.DoNotExpect))
	}
}

// site is a small offer, to be spoilt by the cases.
func site() map[string]string {
	return map[string]string{
		"site.yaml": `business: {name: Small Vans}
timezone: Europe/London
hours: {office: {days: Mon-Fri, from: "09:00", to: "17:00"}}
people: {ida: {name: Ida Moss}}
channels:
  - {id: desk, by: phone, at: "1", hours: office, fallback: help}
  - {id: help, by: email, at: help@small.example}
complaints: {first: help, escalate_to: ida}
levels: [{id: urgent, name: Urgent, when: Now}]
vars: {town: Fennborough}
as_of: 2026-03-20T12:00:00Z
`,
		"content/partners.yaml": "owls: {name: Night Owls, for: Nights, why: They are awake.}\n",
		"content/capabilities/vans.yaml": `title: Vans
summary: We bring it.
scope: {excluded: [{id: night, what: Nights, because: We sleep., refer: owls}]}
promises:
  - {id: on-time, says: Within 4 hours., commitment: target, within: {urgent: 4h}, by: level, hours: office, clock: business}
options: [{change: on-time.urgent, to: 2h}]
escalation: [{to: desk}]
body: |
  See [late](../policies/late.md#what-then).
`,
		"content/policies/late.md": `---
title: Late?
applies_to: [vans]
aliases: [/old-late/]
---
## What then

In {{ site.town }}: {{ promise "vans.on-time" }}. ![Map](map.png) [home](../pages/index.md) [all](/policies/)
`,
		"content/policies/map.png":     "x",
		"content/pages/index.md":       "# Home\n",
		"content/pages/about.md":       "# About us\n",
		"content/notices/fog.md":       "---\ntitle: Fog\nkind: delay\naffects: [vans.on-time]\ncustomers: [fenn]\n---\nFog.\n",
		"content/agreements/fenn.yaml": "customer: Fenn\nstatus: draft\n",
	}
}

func resolve(files map[string]string) (*Offer, []diag.Problem) {
	read, problems := syntax.Read(tree.Of(files))
	empty := func(o *Offer) bool { return len(o.Notices) < 2 }
	offer, more := Resolve(read, time.Time{}, FixedPage{}, FixedPage{Address: PoliciesFolder}, FixedPage{Address: "reach-us/"}, FixedPage{Address: "changes/", Needs: "a second notice", IsEmpty: empty})
	return offer, diag.Sort(append(problems, more...))
}

func TestEverythingFindsWhatItNames(t *testing.T) {
	o, problems := resolve(site())
	for _, p := range problems {
		if p.Level() == diag.Error {
			t.Errorf("%s %s: %s", p.At, p.Rule, p.Message)
		}
	}
	vans, w := o.Capability("vans"), o.Promise("vans.on-time")
	switch {
	case w == nil || w.Capability != vans || w.Hours != o.Calendar("office"):
		t.Errorf("the promise is %+v", w)
	case len(w.Levels) != 1 || w.Levels[0].Level.Name.V != "Urgent" || w.Levels[0].Within.String() != "4h":
		t.Errorf("its levels are %+v", w.Levels)
	case len(w.Options) != 1 || w.Options[0].Level != "urgent":
		t.Errorf("its options are %+v", w.Options)
	case vans.Excluded[0].Refer == nil || vans.Excluded[0].Ref != "vans.night":
		t.Errorf("what is not done is %+v", vans.Excluded[0])
	case vans.Escalation[0].Channel != o.Channel("desk") || o.Channel("desk").Fallback != o.Channel("help"):
		t.Errorf("the ladder is %+v", vans.Escalation[0])
	case len(vans.Policies) != 1 || len(vans.Notices) != 1 || vans.Notices[0].Promises[0] != w:
		t.Errorf("policies %v, notices %v", vans.Policies, vans.Notices)
	case o.Home == nil || len(o.Pages) != 1 || o.Pages[0].Title != "About us":
		t.Errorf("pages %v", o.Pages)
	}
}

func TestWhatLeadsNowhereIsReported(t *testing.T) {
	for name, c := range map[string]struct{ file, old, new, want string }{
		"a fallback":            {"site.yaml", "fallback: help", "fallback: hepl", `site.yaml:6:61 ref-unknown: there is no channel "hepl" | Did you mean "help"?`},
		"hours":                 {"site.yaml", "hours: office, f", "hours: nights, f", `site.yaml:6:43 hours-unknown: there is no calendar of hours "nights" | There are: office, always. Or: write nights: under hours: in site.yaml.`},
		"a contact":             {"site.yaml", "escalate_to: ida", "escalate_to: leader", `site.yaml:8:40 ref-unknown: there is no channel or person "leader" | There are: desk, help, ida. Or: add leader: to site.yaml, with name:, role: and reach:.`},
		"a partner":             {"content/capabilities/vans.yaml", "refer: owls", "refer: bats", `content/capabilities/vans.yaml:3:73 partner-unknown: there is no partner "bats" | There are: owls. Or: add it to content/partners.yaml:` + "\n" + `  bats: {name: their name, for: what they do, why: why they are better at it}`},
		"a better place":        {"content/capabilities/vans.yaml", "scope:", "fit: {poor: [{what: You hurry, refer: owl}]}\nscope:", `content/capabilities/vans.yaml:3:39 partner-unknown: there is no partner "owl" | Did you mean "owls"?`},
		"a level":               {"content/capabilities/vans.yaml", "{urgent: 4h}", "{urgent: 4h, slow: 9h}", `content/capabilities/vans.yaml:5:83 level-undefined: there is no priority level "slow" | There are: urgent. Or: add it under levels: in site.yaml, such as - {id: slow, name: Soon, when: …}.`},
		"an option":             {"content/capabilities/vans.yaml", "change: on-time.urgent", "change: in-time", `content/capabilities/vans.yaml:6:20 ref-unknown: there is no promise of this capability "in-time" | Did you mean "on-time"?`},
		"a policy's capability": {"content/policies/late.md", "[vans]", "[drones]", `content/policies/late.md:3:14 ref-unknown: there is no capability "drones" | There are: vans. Or: write it: upfront new capability drones`},
		"a policy's target":     {"content/policies/late.md", "[vans]", "[vens]", `content/policies/late.md:3:14 ref-unknown: there is no capability "vens" | Did you mean "vans"?`},
		"a notice's promise":    {"content/notices/fog.md", "vans.on-time", "vans.too-late", `content/notices/fog.md:4:11 ref-unknown: there is no promise "vans.too-late" | There are: vans.on-time. Or: add it to its capability.`},
		"a notice's customer":   {"content/notices/fog.md", "[fenn]", "[marsh]", `content/notices/fog.md:5:13 ref-unknown: there is no agreement "marsh" | Take the name out, or write the agreement: upfront new agreement marsh`},
		"a heading of its own":  {"content/policies/late.md", "../pages/index.md", "#nothing", `content/policies/late.md:8:74 anchor-broken: there is no heading "nothing" on this page | Its headings are: #what-then.`},
		"a misspelt scheme":     {"content/policies/late.md", "../pages/index.md", "hhttps://a.example/b", `content/policies/late.md:8:74 link-refused: the link "hhttps://a.example/b" is a kind of link that is not allowed (hhttps:) | Did you mean "https://a.example/b"?`},
		"an address of ours":    {"content/policies/late.md", "/old-late/", "/agreements/", `content/policies/late.md:4:11 slug-collision: "/agreements/" cannot be a former address: below /agreements/ stand pages that this site makes | Take it out. Where people still use it, redirect it on your host.`},
		"a heading":             {"content/capabilities/vans.yaml", "#what-then", "#what-than", `content/capabilities/vans.yaml:9:14 anchor-broken: there is no heading "what-than" on the page "../policies/late.md#what-than" leads to | Did you mean "#what-then"?`},
		"a page of ours":        {"content/policies/late.md", "../pages/index.md", "/changes/", `content/policies/late.md:8:74 link-broken: the link "/changes/" leads to changes/, a page that this site does not have yet | The page is made once there is a second notice. Take the link out until then.`},
		"a page":                {"content/policies/late.md", "../pages/index.md", "../pages/gone.md", `content/policies/late.md:8:74 link-broken: the link "../pages/gone.md" leads nowhere | Write the path from this file to the other, such as ../refunds.md.`},
		"a file of no country":  {"content/policies/late.md", "../pages/index.md", "nowhere.md", `content/policies/late.md:8:74 link-broken: the link "nowhere.md" leads nowhere | Write the path from this file to the other, such as ../refunds.md.`},
		"a misspelt page":       {"content/policies/late.md", "../pages/index.md", "../abuot", `content/policies/late.md:8:74 link-broken: the link "../abuot" leads nowhere | Did you mean "../pages/about.md"?`},
		"a misspelt folder":     {"content/policies/late.md", "../pages/index.md", "../pags/index.md", `content/policies/late.md:8:74 link-broken: the link "../pags/index.md" leads nowhere | Did you mean "../pages/index.md"?`},
		"a file's new place":    {"content/policies/late.md", "../pages/index.md", "about.md", `content/policies/late.md:8:74 link-broken: the link "about.md" leads nowhere | Did you mean "../pages/about.md"?`},
		"an image":              {"content/policies/late.md", "map.png", "mop.png", `content/policies/late.md:8:58 asset-missing: there is no file "mop.png" beside this page | Did you mean "map.png"?`},
		"count on":              {"site.yaml", "vars:", "home: {count_on: [vans.on-tim]}\nvars:", `site.yaml:10:19 ref-unknown: there is no promise "vans.on-tim" | Did you mean "vans.on-time"?`},
		"count on a service":    {"site.yaml", "vars:", "home: {count_on: [vans]}\nvars:", `site.yaml:10:19 ref-unknown: there is no promise "vans" | There are: vans.on-time. Or: write it in its capability, below promises:.`},
		"count on twice":        {"site.yaml", "vars:", "home: {count_on: [vans.on-time, vans.on-time]}\nvars:", `site.yaml:10:33 id-duplicate: "vans.on-time" is there twice | Remove one of them.`},
		"do not expect":         {"site.yaml", "vars:", "home: {do_not_expect: [vans.nigth]}\nvars:", `site.yaml:10:24 ref-unknown: there is no thing that you don't do "vans.nigth" | Did you mean "vans.night"?`},
		"an action":             {"site.yaml", "vars:", "home: {action: {label: Book, to: desc}}\nvars:", `site.yaml:10:34 link-broken: the action "Book" leads nowhere: there is no "desc" | Did you mean "desk"?`},
		"a service's action":    {"content/capabilities/vans.yaml", "summary: We bring it.", "summary: We bring it.\naction: {label: Book, to: pages/gone.md}", `content/capabilities/vans.yaml:3:27 link-broken: the action "Book" leads nowhere: there is no "pages/gone.md" | Write a channel's id, the path of a page below content/, such as pages/about.md, or a whole web address. The channels are: desk, help.`},
		"an action elsewhere":   {"site.yaml", "vars:", "home: {action: {label: Book, to: \"https://small/book\"}}\nvars:", `site.yaml:10:34 link-broken: the action "https://small/book" leads nowhere | Write the whole address: the name of a host has a dot, as in example.com.`},
		"a menu elsewhere":      {"site.yaml", "vars:", "menu: [{title: Mail, to: \"mailto:help@small\"}]\nvars:", `site.yaml:10:26 link-broken: the menu entry "mailto:help@small" leads nowhere | Write the whole address: the name of a host has a dot, as in example.com.`},
		"evidence elsewhere":    {"content/capabilities/vans.yaml", "clock: business}", "clock: business, indicator: {evidence: https://small/scans}}", `content/capabilities/vans.yaml:5:149 link-broken: the evidence "https://small/scans" leads nowhere | Write the whole address: the name of a host has a dot, as in example.com.`},
		"a partner elsewhere":   {"content/partners.yaml", "for: Nights", "for: Nights, url: https://owls", `content/partners.yaml:1:44 schema-type: "https://owls" is not a web address | Write the whole address: the name of a host has a dot, as in example.com.`},
		"letters elsewhere":     {"site.yaml", "vars:", "leader: {name: Ida Moss, letters: \"https://small,example/\"}\nvars:", `site.yaml:10:35 schema-type: "https://small,example/" is not a web address | Write the whole address: the name of a host has a dot, as in example.com.`},
		"who it depends on":     {"content/capabilities/vans.yaml", "clock: business}", "clock: business, depends_on: [{who: Ida Mos, what: Keys}]}", `content/capabilities/vans.yaml:5:146 ref-unknown: there is nobody called "Ida Mos" | Did you mean "Ida Moss"?`},
		"an id it depends on":   {"content/capabilities/vans.yaml", "clock: business}", "clock: business, depends_on: [{who: ide, what: Keys}]}", `content/capabilities/vans.yaml:5:146 ref-unknown: there is nobody called "ide" | Did you mean "ida"?`},
		"a photo":               {"site.yaml", "{name: Ida Moss}", "{name: Ida Moss, photo: ida.jpg}", `site.yaml:4:39 asset-missing: there is no picture content/ida.jpg | Write the path of the picture below content/, such as photo: photo.png.`},
		"a photo elsewhere":     {"site.yaml", "{name: Ida Moss}", "{name: Ida Moss, photo: https://ida.example/i.jpg}", `site.yaml:4:39 picture-remote: the photo would be loaded from another site, or is written out in its address | Save the picture in content/, and write its name: photo: photo.png.`},
		"a long short":          {"content/capabilities/vans.yaml", "says: Within 4 hours.,", "says: Within 4 hours., short: It is with you within 4 hours of the moment at which you ring us,", `content/capabilities/vans.yaml:5:49 schema-value: "It is with you within 4 hours of the moment at which you ring us" is too long for where it stands | Say it in at most 60 characters; it has 64.`},
		"a promise in a text":   {"content/policies/late.md", `"vans.on-time"`, `"vans.in-time"`, `content/policies/late.md:8:21 liquid-unknown-tag: there is no promise "vans.in-time" | Did you mean "vans.on-time"?`},
		"a misspelt id":         {"content/policies/late.md", "aliases:", "owner: ide\naliases:", `content/policies/late.md:4:8 ref-unknown: there is nobody called "ide" | Did you mean "ida"?`},
		"a record as evidence":  {"content/capabilities/vans.yaml", "clock: business}", "clock: business, indicator: {evidence: records/gone.csv}}", `content/capabilities/vans.yaml:5:149 ref-unknown: "records/gone.csv" is a record, which nobody outside may read, and so shows a customer nothing | Say in words what shows that it was kept, such as the scan at the door. What is counted belongs below record:, in its file:.`},
		"a variable":            {"content/policies/late.md", "site.town", "site.twon", ``},
	} {
		t.Run(name, func(t *testing.T) {
			files := site()
			spoilt := strings.Replace(files[c.file], c.old, c.new, 1)
			if spoilt == files[c.file] {
				t.Fatalf("%q is not in %s", c.old, c.file)
			}
			files[c.file] = spoilt
			_, problems := resolve(files)
			var got []string
			for _, p := range problems {
				if p.Level() == diag.Error {
					got = append(got, p.At.String()+" "+string(p.Rule)+": "+p.Message+" | "+p.Help)
				}
			}
			if len(got) != 1 || c.want != "" && got[0] != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

// TestWhatFollowsFromAnotherMistakeIsNotReported holds that one cause is one problem: each has exactly these rules.
func TestWhatFollowsFromAnotherMistakeIsNotReported(t *testing.T) {
	for name, c := range map[string]struct {
		file, old, new string
		want           []string
	}{
		"a capability in UTF-16":        {"content/capabilities/vans.yaml", "", "\xff\xfet\x00", []string{"text-encoding"}},
		"a capability that is empty":    {"content/capabilities/vans.yaml", "", "", []string{"schema-missing"}},
		"channels that are no list":     {"site.yaml", "vars:", "home: {action: {label: Book, to: booking}}\nvars:", []string{"link-broken"}},
		"channels that are no list too": {"site.yaml", "channels:\n  - {id: desk, by: phone, at: \"1\", hours: office, fallback: help}\n  - {id: help, by: email, at: help@small.example}\ncomplaints: {first: help, escalate_to: ida}\n", "channels: none\nhome: {action: {label: Book, to: booking}}\n", []string{"schema-type"}},
		"vars that are misspelt":        {"site.yaml", "vars:", "vasr:", []string{"schema-unknown-key"}},
		"vars that are refused":         {"site.yaml", "{town: Fennborough}", "{town: {of: Fennborough}}", []string{"yaml-trap"}},
		"a tag that is near to a name":  {"site.yaml", "vars:", "as_off: 2026-03-20\nvars: {tonw: x}\nvasr:", []string{"liquid-unknown-tag", "schema-unknown-key"}},
		"vars that may be misspelt":     {"site.yaml", "vars:", "checks: {schema-unknown-key: warning}\nvasr:", []string{"liquid-unknown-tag", "schema-unknown-key"}},
		"code that is not closed":       {"content/policies/late.md", "## What then", "```\n## What then", []string{"code-unclosed"}},
	} {
		t.Run(name, func(t *testing.T) {
			files := site()
			if files[c.file] = strings.Replace(files[c.file], c.old, c.new, 1); c.old == "" {
				files[c.file] = c.new
			}
			_, problems := resolve(files)
			var got []string
			for _, p := range problems {
				if !slices.Contains(got, string(p.Rule)) && p.Rule != "front-matter" { // which the base has
					got = append(got, string(p.Rule))
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", problems, c.want)
			}
		})
	}
}

// TestLinksToNoHost holds that links of a text to a host without a dot are warnings, and that others are not.
func TestLinksToNoHost(t *testing.T) {
	files := site()
	files["content/pages/about.md"] = "---\ntitle: About us\n---\n[a](https://small/a) [b](https://small.example/b) <help@small> [c](mailto:help@small?subject=a.b) [d](http://localhost:1414/)\n[e](https://192.0.2.1/) [f](tel:112) [g](mailto:help@small.example) [h](https://zażółć.example/) [i](https://small:8080/x.y)\n"
	_, problems := resolve(files)
	var got []string
	for _, p := range problems {
		if p.At.File == "content/pages/about.md" {
			got = append(got, fmt.Sprintf("%d:%d %s %v: %s | %s", p.At.Line, p.At.Column, p.Rule, p.Level(), p.Message, p.Help))
		}
	}
	want := []string{"4:5 https://small/a", "4:52 mailto:help@small", "4:68 mailto:help@small?subject=a.b", "5:102 https://small:8080/x.y"}
	for i := range want {
		at, dest, _ := strings.Cut(want[i], " ")
		want[i] = fmt.Sprintf("%s link-broken warning: the link %q leads nowhere | Write the whole address: the name of a host has a dot, as in example.com.", at, dest)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestNoAgreementIsOneProblem holds that customers of notices are one problem where there are no agreements.
func TestNoAgreementIsOneProblem(t *testing.T) {
	files := site()
	delete(files, "content/agreements/fenn.yaml")
	files["content/notices/ice.md"] = strings.ReplaceAll(files["content/notices/fog.md"], "fenn", "marsh")
	_, problems := resolve(files)
	problems = slices.DeleteFunc(problems, func(p diag.Problem) bool { return p.Rule == "front-matter" }) // which the base has
	const want = "there is no agreement \"fenn\", nor any other"
	if len(problems) != 1 || problems[0].Message != want || !strings.HasSuffix(problems[0].Help, "To build without them: upfront build --public") {
		t.Errorf("got %v, want one that says %q", problems, want)
	}
}

// Of a file that cannot be read as a whole, nobody knows which headings it has.
func TestHeadingsOfABrokenFileAreNotMissed(t *testing.T) {
	for name, text := range map[string]string{"in UTF-16": "\xff\xfe#\x00 \x00A\x00", "without an end of its front matter": "---\ntitle: A\n\n# B\n"} {
		files := site()
		files["content/policies/other.md"] = text
		files["content/policies/late.md"] += "\n[a](other.md#b)\n"
		if _, problems := resolve(files); missesHeading(problems) {
			t.Errorf("%s: %v", name, problems)
		}
	}
	files := site()
	files["content/policies/other.md"] = "---\ntitle: A\n---\n# C\n"
	files["content/policies/late.md"] += "\n[a](other.md#b)\n"
	if _, problems := resolve(files); !missesHeading(problems) {
		t.Errorf("of a whole file: %v", problems)
	}
}

func missesHeading(problems []diag.Problem) bool {
	return slices.ContainsFunc(problems, func(p diag.Problem) bool { return p.Rule == anchorBroken })
}

func TestAddressesThatMeetAreReported(t *testing.T) {
	for name, add := range map[string]map[string]string{
		"a page of the site's own":   {"content/pages/policies.md": "# Mine\n"},
		"a folder of sealed pages":   {"content/pages/a.md": "# Mine\n"},
		"an alias that is a page":    {"content/policies/other.md": "---\ntitle: O\naliases: [/policies/late/]\n---\n"},
		"an alias given twice":       {"content/policies/other.md": "---\ntitle: O\naliases: [old-late]\n---\n"},
		"an alias among sealed ones": {"content/policies/other.md": "---\ntitle: O\naliases: [/a/b/]\n---\n"},
	} {
		files := site()
		for file, text := range add {
			files[file] = text
		}
		_, problems := resolve(files)
		found := 0
		for _, p := range problems {
			if p.Rule == "slug-collision" {
				found++
			}
		}
		if found != 1 {
			t.Errorf("%s: %d problems, want 1: %v", name, found, problems)
		}
	}
}

func TestStateOfANotice(t *testing.T) {
	now := time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC)
	for front, want := range map[string]State{
		"kind: delay": Open,
		"kind: delay\nresolved: 2026-03-20T11:59:00Z": Over,
		"kind: delay\nresolved: 2026-03-20T12:01:00Z": Open,
		"kind: outage\nuntil: 2026-03-20T12:00:00Z":   Over,
		"kind: maintenance\nuntil: 2026-04-01":        Planned,
		"kind: change\nuntil: 2026-03-01":             Over,
		"kind: letter":                                Over,
		"kind: invitation\nuntil: 2026-03-21":         Planned,
	} {
		o, _ := resolve(map[string]string{"site.yaml": "business: {name: S}\ntimezone: UTC\n", "content/notices/n.md": "---\ntitle: N\n" + front + "\n---\n"})
		if got := o.Notices[0].State(now); got != want {
			t.Errorf("%q is %v, want %v", front, got, want)
		}
	}
}
