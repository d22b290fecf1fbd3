package generator

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// TestAdviceThatOnceWasWrong holds all that is said about mistakes whose advice once was wrong.
func TestAdviceThatOnceWasWrong(t *testing.T) {
	site := baseSite(t).texts()
	const capability, policy = "content/capabilities/standard-delivery.yaml", "content/policies/returns.md"
	within := "    within: 4h\n    clock: business\n"
	for _, c := range []struct{ name, file, old, mistake, want string }{
		{"a share in words is not its first number", capability, "target: 95%", "target: 9 times out of 10",
			"37:14 \"9 times out of 10\" has no percent sign\nWrite 90%."},
		{"a line that would be more of the text above it", capability, "\n    target: 95%", "\n      target: 95%",
			"37:1 this line begins 2 spaces too far to the right\nBegin it with 4 spaces:\n  clock: calendar\n  target: 95%"},
		{"brackets around one value are not quoted", capability, "target: 95%", "target: [95%]",
			"37:13 one value is expected here, and not a list\nWrite it without brackets: 95%"},
		{"a field of another name leaves no other missing", capability, "\nsummary: ", "\ndescription: ",
			"2:1 there is no field \"description\" in a capability\nWrite \"summary\"."},
		{"a level in capitals is a level", capability, within, "    by: level\n    within: {P1: 4h}\n    clock: business\n",
			"45:14 there is no priority level \"p1\"\nAdd it under levels: in site.yaml, such as - {id: p1, name: Soon, when: …}."},
		{"an id made from a full name", "site.yaml", "escalate_to: callum", "escalate_to: ama-boateng",
			"40:40 there is no channel or person \"ama-boateng\"\nDid you mean \"Ama Boateng\"?"},
		{"the list names the leader", "site.yaml", "escalate_to: callum", "escalate_to: nobody",
			"40:40 there is no channel or person \"nobody\"\n" +
				"There are: dispatch, dispatch-mobile, help, callum, ama, leader. Or: add it under channels: or people: in site.yaml."},
		{"a list that is one word", "site.yaml", "timezone: ", "levels: P1\ntimezone: ",
			"5:9 a list is expected here, and not one value\nWrite it as an entry, on the line below:\n  - P1"},
		{"a mail address as a link", policy, "\n---\n", "\n---\n[x](me@example.com) ",
			"13:5 there is no file \"me@example.com\" beside this page\nWrite mailto:me@example.com."},
		{"one other character", policy, "title: ", "title: \xf6\xf6", "2:8 a character here is not UTF-8 (nor is one other)\n" +
			"Save the file as UTF-8. As Windows-1252 the character would read \"ö\". In Notepad, \"Save as\" has a box for it below the name."},
		{"a file of another program", "content/policies/package-lock.json", "", "{}\n",
			" \"content/policies/package-lock.json\" is not read\nMove it out of content/: files that are read here have names that end in .md."},
		{"a quote within an id", "site.yaml", "hours: office\n    respond_within: 5m", "hours: off\"ice\n    respond_within: 5m",
			"26:12 \"off\\\"ice\" cannot be an id\nWrite \"office\": lower-case letters, digits and hyphens."},
		{"a sign before a dash", "site.yaml", "    - by: email", "    &- by: email",
			"12:5 \"&\" does not belong before a field\nRemove it:\n  - by: email"},
		{"a sign between a colon and its space", "site.yaml", "    - by: email", "    - by:@ email",
			"12:9 a space is missing after \"by:\"\nWrite:\n  - by: email"},
		{"a character of another writing", "site.yaml", `to: "18:00"`, `to:東 "18:00"`,
			"21:7 a space is missing after \"to:\"\nWrite:\n  to: \"18:00\""},
		{"a sign within a value", capability, "target: 95%", "target: 9`5%",
			"37:13 ` does not belong in \"9`5%\"\nWrite 95%."},
		{"an anchor within brackets", "content/notices/2026-03-11-m62.md", "affects:\n  - standard-delivery", "affects: [&standard-delivery]",
			"4:11 \"&standard-delivery\" is an anchor to YAML\nIf it belongs to the text, put the text in double quotes:\n  affects: [\"&standard-delivery\"]\n" +
				"If you mean an anchor, remove it, and write the value out where it is used: none is read here."},
		{"a line break within a time", "site.yaml", "as_of: 2026-03-20T12:00", "as_of: 2026-03-20T12:\u202800",
			"7:22 an invisible line break (U+2028) stands here\n" +
				"Delete it: put the cursor behind it and press Backspace. It often comes along with text from a web page or a PDF."},
		{"a name whose colon is cut off leaves nothing missing", capability, within, "    within: 4h\n    clock\n",
			"45:5 the colon after \"clock\" is missing\nWrite it, and behind it what the field says:\n  clock: …"},
		{"an hour without minutes", "site.yaml", "as_of: 2026-03-20T12:00:00Z", "as_of: 2026-03-20T07",
			"7:19 \"07\" has no minutes\nWrite them too, such as 07:00."},
		{"a group where a text belongs is not quoted", capability, "    - Collection from a loading dock", "    - id: dock\n      what: Collection",
			"8:7 one value is expected here, and not a group of fields\nWrite one value, behind its name or dash."},
	} {
		t.Run(c.name, func(t *testing.T) {
			texts := maps.Clone(site)
			if texts[c.file] = strings.Replace(texts[c.file], c.old, c.mistake, 1); texts[c.file] == site[c.file] {
				t.Fatalf("%q is not in %s", c.old, c.file)
			}
			if got := said(t, c.file, texts); !slices.Equal(got, []string{c.want}) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestALevelThatIsNoListIsOneProblem holds that it is all that comes where the list was right, and sixteen promises name the level.
func TestALevelThatIsNoListIsOneProblem(t *testing.T) {
	texts := baseSite(t).texts()
	const file = "content/capabilities/standard-delivery.yaml"
	var promises strings.Builder
	for i := range 16 {
		fmt.Fprintf(&promises, "  - {id: level-%d, says: We answer questions of kind %c., commitment: best-effort, by: level, within: {P1: 4h}, "+
			"clock: calendar, indicator: {kind: response, from: you ask, to: we answer}}\n", i, 'a'+i)
	}
	texts[file] = strings.Replace(texts[file], "aftercare:\n", promises.String()+"aftercare:\n", 1)
	with := func(levels string) []string {
		texts := maps.Clone(texts)
		texts["site.yaml"] = strings.Replace(texts["site.yaml"], "timezone: ", "levels: "+levels+"\ntimezone: ", 1)
		return said(t, "site.yaml", texts)
	}
	right, wrong := with("[{id: P1, name: Urgent, when: None of you can work.}]"), with("P1")
	wrong = slices.DeleteFunc(wrong, func(s string) bool { return slices.Contains(right, s) })
	want := "5:9 a list is expected here, and not one value\nWrite it as an entry, on the line below:\n  - P1"
	if !slices.Equal(wrong, []string{want}) {
		t.Errorf("got %q, want %q", wrong, want)
	}
}

// said returns what is said about a site, all of which has to be about one file.
func said(t *testing.T, file string, texts map[string]string) (all []string) {
	t.Helper()
	for _, p := range buildAfter(t, nil, filesOf(texts)) {
		place := strings.TrimPrefix(strings.TrimPrefix(p.At.String(), file), ":")
		all = append(all, place+" "+p.Message+"\n"+p.Help)
	}
	return all
}

// TestAPolicyWithoutFrontMatterIsJudged holds that what it says is looked at as in any other.
func TestAPolicyWithoutFrontMatterIsJudged(t *testing.T) {
	texts := baseSite(t).texts()
	const file = "content/policies/refunds.md"
	texts[file] = "We refund you promptly.\n"
	want := []string{
		"1:1 a policy begins with front matter, and this file has none\nBegin the file with:\n  ---\n  title: …\n  ---",
		"1:15 \"promptly\" is a different time to each reader\nSay when, in numbers, or name the promise that says it: {{ promise \"capability.promise\" }}.",
	}
	if got := said(t, file, texts); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
