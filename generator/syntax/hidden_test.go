package syntax

import (
	"strings"
	"testing"
	"time"

	"upfront/generator/diag"
	"upfront/generator/tree"
)

// march is a moment in the tests below.
var march = time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC)

// hiddenIn returns why a file is hidden at a moment, empty where it is not, and its errors.
func hiddenIn(t *testing.T, name, text string, now time.Time) (why string, errors []diag.Problem) {
	t.Helper()
	files, problems := Read(tree.Of(map[string]string{
		"site.yaml": "business: {name: A, what_we_do: B}\ntimezone: Europe/London\n", name: text,
	}))
	shown := len(files.At(now).Policies) + len(files.At(now).Pages) + len(files.At(now).Notices) + len(files.At(now).Capabilities)
	hidden := files.At(now).Hidden
	for _, p := range problems {
		if p.Level() == diag.Error && p.At.File == name {
			errors = append(errors, p)
		}
	}
	switch {
	case len(hidden) == 1 && shown == 0 && hidden[0].File == name:
		return hidden[0].Why, errors
	case len(hidden) != 0 || shown != 1:
		t.Errorf("%s: %d hidden, %d shown", name, len(hidden), shown)
	}
	return "", errors
}

// TestFieldsOfOtherToolsHide holds what hides a policy in Hugo, Jekyll and their like.
func TestFieldsOfOtherToolsHide(t *testing.T) {
	for field, why := range map[string]string{
		"draft: true": "draft: true", "draft: yes": "draft: yes", `draft: "true"`: "draft: true", "Draft: On": "Draft: On", "DRAFT: 1": "DRAFT: 1",
		"published: false": "published: false", "published: no": "published: no", "published: 'off'": "published: off",
		"private: true": "private: true", "hidden: true": "hidden: true", "unlisted: true": "unlisted: true", "hide: true": "hide: true",
		"status: draft": "status: draft", "status: Private": "status: Private", "permalink: false": "permalink: false", "headless: true": "headless: true",
		"visible: false": "visible: false", "internal: true": "internal: true", "is_visible: no": "is_visible: no", "confidential: yes": "confidential: yes",
		"publishDate: 2062-03-01": "publishDate 2062-03-01", "publishdate: 2026-03-21": "publishdate 2026-03-21", "publish_date: 2026-03-20 12:01": "publish_date 2026-03-20 12:01",
		"date: 2026-03-20T13:00:00Z": "date 2026-03-20T13:00:00Z", "pubDate: 2026-04-01 08:00:00 +0100": "pubDate 2026-04-01 08:00:00 +0100",
		"published: 2026-04-01":  "published 2026-04-01",
		"expiryDate: 2026-03-20": "expiryDate 2026-03-20", "expiry_date: 2026-03-20 12:00": "expiry_date 2026-03-20 12:00", "expirydate: 2020-01-01": "expirydate 2020-01-01",
		"unpublishdate: 2020-01-01": "unpublishdate 2020-01-01", "expires: 2020-01-01": "expires 2020-01-01",
		"build: {render: never}": "build: {render: never}", "_build:\n  list: never": "_build: {render: never}",

		"draft: false": "", "draft: no": "", "published: true": "", "hidden: off": "", "status: active": "", "draft:": "", "visible: true": "", "internal: false": "", "permalink: /refunds/": "",
		"date: 2026-03-20": "", "publishDate: 2026-03-20 12:00": "", "expiryDate: 2026-03-21": "", "publisher: A": "", "privacy: yes": "",
		"hide: [navigation, toc]": "", "build: {render: always}": "", "effective: 2062-01-01": "", "review_by: 2020-01-01": "",
	} {
		got, errors := hiddenIn(t, "content/policies/a.md", "---\ntitle: A\n"+field+"\n---\nText.\n", march)
		if got != why || len(errors) > 0 {
			t.Errorf("%s: hidden for %q, want %q; %+v", field, got, why, errors)
		}
	}
}

// TestEveryKindOfDocumentIsHidden holds that a page and a notice are hidden as a policy is.
func TestEveryKindOfDocumentIsHidden(t *testing.T) {
	for name, text := range map[string]string{
		"content/pages/a.md":   "---\ntitle: A\nexpiry_date: 2026-03-20 12:00\n---\nText.\n",
		"content/notices/a.md": "---\ntitle: A\nkind: letter\npublish_on: 2026-03-20 12:01\n---\nText.\n",
	} {
		if why, errors := hiddenIn(t, name, text, march); why == "" || len(errors) > 0 {
			t.Errorf("%s: %q, %+v", name, why, errors)
		}
	}
	text := "---\ntitle: A\npublishDate: 2026-03-29 02:30\nexpiryDate: 2026-04-01\n---\n"
	for at, shown := range map[string]bool{"2026-03-29T01:29:59Z": false, "2026-03-29T01:30:00Z": true, "2026-03-31T22:59:59Z": true, "2026-03-31T23:00:00Z": false} {
		now, _ := time.Parse(time.RFC3339, at)
		if why, errors := hiddenIn(t, "content/pages/a.md", text, now); (why == "") != shown || len(errors) > 0 {
			t.Errorf("at %s: %q, %+v", at, why, errors)
		}
	}
}

// TestNamesHide holds that a name with an underscore hides a file, whatever is in it, and that an agreement is refused.
func TestNamesHide(t *testing.T) {
	for name, why := range map[string]string{
		"content/policies/_a.md":           "its name begins with _",
		"content/policies/_drafts/a.md":    "it lies in _drafts/",
		"content/policies/money/_old/a.md": "it lies in _old/",
		"content/_drafts/a.md":             "it lies in _drafts/",
		"content/pages/_a.md":              "its name begins with _",
		"content/notices/_a.md":            "its name begins with _",
		"content/capabilities/_a.yaml":     "its name begins with _",
		"content/policies/_a.png":          "its name begins with _",
	} {
		if got, errors := hiddenIn(t, name, "title: [\n", march); got != why || len(errors) > 0 {
			t.Errorf("%s: %q, want %q; %+v", name, got, why, errors)
		}
	}
	files, problems := Read(tree.Of(map[string]string{"site.yaml": "business: {name: A}\n", "content/agreements/_a.yaml": "customer: {name: A}\n"}))
	if len(files.Hidden) > 0 || !strings.Contains(problems[len(problems)-1].Message, `the name "_a" cannot be an id`) {
		t.Errorf("%+v %+v", files.Hidden, problems)
	}
}

// TestNearlyHidden holds that what nearly hides a document is a mistake, with its place and its fix.
func TestNearlyHidden(t *testing.T) {
	for field, want := range map[string]string{
		"visibilty: internal":     `3:1 schema-unknown-key there is no field "visibilty" in a policy | Did you mean "visibility"?`,
		"Visibility: internal":    `3:1 schema-unknown-key there is no field "Visibility" in a policy | Did you mean "visibility"?`,
		"vis-ibility: internal":   `3:1 schema-unknown-key there is no field "vis-ibility" in a policy | Did you mean "visibility"?`,
		"publised: false":         `3:1 schema-unknown-key there is no field "publised" in a policy | Did you mean "published"? Write it so to keep the document off the site, or remove the line.`,
		"drfat: true":             `3:1 schema-unknown-key there is no field "drfat" in a policy | Did you mean "draft"? Write it so to keep the document off the site, or remove the line.`,
		"expiry-dat: 2020-01-01":  `3:1 schema-unknown-key there is no field "expiry-dat" in a policy | Did you mean "expiryDate"? Write it so to keep the document off the site, or remove the line.`,
		"draft: maybe":            `3:8 schema-value draft hides a document in other tools, and "maybe" does not say plainly whether it is hidden | Write draft: true to keep the document off the site, or remove the line.`,
		"private: [staff]":        `3:10 schema-value private hides a document in other tools, and a list does not say plainly whether it is hidden | Write private: true to keep the document off the site, or remove the line.`,
		"published: later":        `3:12 schema-value published hides a document in other tools, and "later" does not say plainly whether it is hidden | Write published: false to keep the document off the site, or remove the line.`,
		"publishDate: 01/03/2062": `3:14 schema-value publishDate hides a document in other tools, and "01/03/2062" does not say plainly whether it is hidden | Write the day as publishDate: 2026-03-01, or remove the line.`,
		"visibility: hidden":      `3:13 schema-value "hidden" is not one of the words allowed here | Write internal: then nobody outside sees it.`,
		"visibility: Staff":       `3:13 schema-value "Staff" is not one of the words allowed here | Write internal: then nobody outside sees it.`,
		"visibility:":             `3:1 schema-missing a policy has an empty "visibility" | Write it after "visibility:" on the same line.`,
		"visibility: ~":           `3:13 yaml-trap to YAML ~ means nothing, so a policy has no "visibility" | Write one of: public, internal.`,
		"visibility: interanl":    `3:13 schema-value "interanl" is not one of the words allowed here | Did you mean "internal"? It may be: public, internal.`,
	} {
		_, errors := hiddenIn(t, "content/policies/a.md", "---\ntitle: A\n"+field+"\n---\nText.\n", march)
		if got := oneLine(errors); got != want {
			t.Errorf("%s:\n got %s\nwant %s", field, got, want)
		}
	}
	files, problems := Read(tree.Of(map[string]string{"site.yaml": "business: {name: A}\n", "content/policies/a.md": "---\ntitle: A\nvisibility: INTERNAL\n---\nText.\n"}))
	if files.Policies[0].Visibility.V != "internal" {
		t.Errorf("capitals: %+v %+v", files.Policies[0].Visibility, problems)
	}
}

// oneLine returns problems by line, column, rule, message and help.
func oneLine(problems []diag.Problem) string {
	var all []string
	for _, p := range problems {
		all = append(all, strings.TrimPrefix(p.At.String(), p.At.File+":")+" "+string(p.Rule)+" "+p.Message+" | "+p.Help)
	}
	return strings.Join(all, "\n")
}

// TestACapabilityIsNotHiddenByAField holds that such a field is refused where it would do nothing.
func TestACapabilityIsNotHiddenByAField(t *testing.T) {
	_, problems := decode(capabilityTable, "content/capabilities/a.yaml", 1, []byte("title: A\nsummary: B\ndraft: true\n"), time.UTC)
	want := `3:1 schema-unknown-key there is no field "draft" in a capability | It hides nothing in a YAML file. To keep a capability off the site, write visibility: internal in its file.`
	if got := oneLine(problems); got != want {
		t.Errorf("got %s", got)
	}
}

// TestWordsOfHiddenFiles holds that they are known with their places.
func TestWordsOfHiddenFiles(t *testing.T) {
	files, _ := Read(tree.Of(map[string]string{"site.yaml": "business: {name: A}\n", "content/policies/_a.md": "---\ntitle: A\nchanges: [{note: Said here}]\n---\nText.\n"}))
	says := files.Hidden[0].Values()
	if len(says) != 2 || says[1].V != "Said here" || says[1].At.String() != "content/policies/_a.md:3:18" || string(files.Hidden[0].Text) != "Text.\n" {
		t.Errorf("%+v", says)
	}
}

// TestFrontMatterWithoutItsFence holds that fields are never printed as text.
func TestFrontMatterWithoutItsFence(t *testing.T) {
	missing := "front-matter the line of --- above this is missing, so the front matter would be printed as text | Put a line of three hyphens above the first field, and one below the last:\n  ---\n  "
	for text, want := range map[string]string{
		" ---\n title: A\n draft: true\n ---\nText.\n":            `1:1 front-matter front matter begins with a line of ---, and not with " ---" | Write three hyphens, at the beginning of the line, above its first field and below its last one.`,
		"title: A\nvisibility: internal\n---\nText.\n":            "1:1 " + missing + "title: A\n  ---",
		"title: A\nsummary: B\n\nText.\n":                         "1:1 " + missing + "title: A\n  ---",
		"\n\nvisibility: internal\n\nText.\n":                     "3:1 " + missing + "visibility: internal\n  ---",
		"\ufefftitle: A\nwhy: B\n---\nText.\n":                    "1:1 " + missing + "title: A\n  ---",
		"Title: A\nDraft: true\n\nText.\n":                        "1:1 " + missing + "Title: A\n  ---",
		"tilte: A\nvisibilty: internal\n---\nText.\n":             "1:1 " + missing + "tilte: A\n  ---",
		"----\ntitle: A\n----\nText.\n":                           "1:1 front-matter front matter begins with a line of ---, and not with \"----\" | Write three hyphens, at the beginning of the line, above its first field and below its last one.",
		" ---\ntitle: A\n ---\nText.\n":                           "1:1 front-matter front matter begins with a line of ---, and not with \" ---\" | Write three hyphens, at the beginning of the line, above its first field and below its last one.",
		"---\n---\ntitle: A\ndraft: true\n---\nText.\n":           "2:1 front-matter the front matter ends here, before its first field | Remove the line.",
		"# A\n---\ntitle: A\ndraft: true\n---\nText.\n":           "2:1 front-matter front matter stands at the top of a file, and here a text stands above it | Move the lines above it below the second line of ---, or remove them.",
		"---\ntitle: A\nText.\n":                                  "1:1 front-matter the front matter that starts here does not end | Put a line of --- after its last field.",
		"+++\ndraft = true\n+++\nText.\n":                         "1:1 front-matter this front matter is TOML, which is not read here | Write it as YAML between lines of ---:\n---\ntitle: Returns\n---",
		"+++\ndraft = true\n\nText.\n":                            "1:1 front-matter this front matter is TOML, which is not read here | Write it as YAML between lines of ---:\n---\ntitle: Returns\n---",
		"{\"title\": \"A\", \"draft\": true}\n\nText.\n":          "1:1 front-matter this front matter is JSON, which is not read here | Write it as YAML between lines of ---:\n---\ntitle: Returns\n---",
		"Note: we close at five.\n---\nText.\n":                   "",
		"Why: because we said so.\n\nAnd more.\n":                 "",
		"A text.\n\n---\n\nTitle: a word.\n":                      "",
		"<!-- kept -->\n\n---\ntitle: A\ndraft: true\n---\nText.": "",
	} {
		why, errors := hiddenIn(t, "content/policies/a.md", text, march)
		if got := oneLine(errors); got != want {
			t.Errorf("%q:\n got %s\nwant %s", text, got, want)
		}
		if hides := strings.HasPrefix(text, "<!--"); hides != (why != "") {
			t.Errorf("%q: hidden for %q", text, why)
		}
	}
}

// TestAnEndIsNotBeforeItsBeginning holds the one rule of from and until.
func TestAnEndIsNotBeforeItsBeginning(t *testing.T) {
	for until, want := range map[string]string{
		"2026-03-28 15:59": `4:8 schema-value it ends before it begins | Correct one of the two times: from is the beginning, until the end.`,
		"2026-03-28 16:00": "", "2026-03-29": "",
	} {
		_, problems := decode(noticeTable, "f", 1, []byte("title: A\nkind: invitation\nfrom: 2026-03-28 16:00\nuntil: "+until+"\n"), time.UTC)
		if got := oneLine(problems); got != want {
			t.Errorf("%s: %s", until, got)
		}
	}
}
