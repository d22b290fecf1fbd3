package site_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"upfront/generator/catalog"
	"upfront/generator/internal/sample"
	"upfront/generator/site"
	"upfront/generator/syntax"
	"upfront/generator/tree"
)

// publicPages returns every public output of a site with these files, at noon in London on a day in March 2026. What they have of
// site.yaml is added to the least that a site has.
func publicPages(t *testing.T, files map[string]string, day string) map[string]string {
	t.Helper()
	files = maps.Clone(files)
	if !strings.HasPrefix(files["site.yaml"], "business:") {
		files["site.yaml"] = "business: {name: Small Vans, what_we_do: Parcels.}\nurl: https://small.example/\ntimezone: Europe/London\n" + files["site.yaml"]
	}
	written, problems := syntax.Read(tree.Of(files))
	now, err := time.Parse(time.DateTime, day+" 12:00:00")
	if err != nil {
		t.Fatal(err)
	}
	offer, bad := catalog.Resolve(written, now, site.FixedPages()...)
	for _, p := range append(problems, bad...) {
		t.Errorf("%s: %s: %s", p.At, p.Rule, p.Message)
	}
	out := map[string]string{}
	for _, o := range site.Outputs(offer, sample.Theme(t), nil, nil) {
		data, err := o.Print()
		if err != nil {
			t.Fatal(err)
		}
		out[o.Path] = string(data)
	}
	return out
}

var timeTag = regexp.MustCompile(`<time datetime="?([^">]*)"?>([^<]*)</time>`)

// TestWhenANoticeTakesPlace holds what a list and the page of a notice say of its time, in winter and over the change of
// the clocks on 29 March.
func TestWhenANoticeTakesPlace(t *testing.T) {
	for _, c := range []struct{ front, list, page, state string }{
		{"kind: invitation\nfrom: 2026-03-28 16:00\nuntil: 2026-03-28 18:00", "2026-03-28T16:00:00Z Saturday 28 March 2026, 16:00 to 18:00 GMT", "<p class=\"lead\">2026-03-28T16:00:00Z Saturday 28 March 2026, 16:00 to 18:00 GMT", "Invitation"},
		{"kind: invitation\nfrom: 2026-03-30 16:00\nuntil: 2026-03-30 18:00\ntold: 2026-03-01", "2026-03-30T15:00:00Z Monday 30 March 2026, 16:00 to 18:00 BST", "<p class=\"lead\">2026-03-30T15:00:00Z Monday 30 March 2026, 16:00 to 18:00 BST", "Invitation"},
		{"kind: maintenance\nfrom: 2026-03-27 22:00\nuntil: 2026-03-28 02:00", "2026-03-27T22:00:00Z Friday 27 March 2026, 22:00 to Saturday 28 March 2026, 02:00 GMT", "<p class=\"lead\">2026-03-27T22:00:00Z Friday 27 March 2026, 22:00 to Saturday 28 March 2026, 02:00 GMT", "Planned"},
		{"kind: maintenance\nfrom: 2026-03-29 00:30\nuntil: 2026-03-29 03:00", "2026-03-29T00:30:00Z Sunday 29 March 2026, 00:30 GMT to Sunday 29 March 2026, 03:00 BST", "<p class=\"lead\">2026-03-29T00:30:00Z Sunday 29 March 2026, 00:30 GMT to Sunday 29 March 2026, 03:00 BST", "Planned"},
		{"kind: invitation\nfrom: 2026-03-28 16:00", "2026-03-28T16:00:00Z Saturday 28 March 2026, 16:00 GMT", "<p class=\"lead\">2026-03-28T16:00:00Z Saturday 28 March 2026, 16:00 GMT", "Invitation"},
		{"kind: invitation\nuntil: 2026-03-28 18:00", "2026-03-28T18:00:00Z Until Saturday 28 March 2026, 18:00 GMT", "<dt>Until</dt><dd>2026-03-28T18:00:00Z Saturday 28 March 2026, 18:00 GMT", "Invitation"},
		{"kind: maintenance\nuntil: 2026-03-28 18:00\ntold: 2026-03-02 09:00", "2026-03-28T18:00:00Z Until Saturday 28 March 2026, 18:00 GMT", "<dt>Expected to last until</dt><dd>2026-03-28T18:00:00Z Saturday 28 March 2026, 18:00 GMT", "Planned"},
		{"kind: maintenance\nfrom: 2026-03-20 11:00\nuntil: 2026-03-20 13:00", "2026-03-20T11:00:00Z Friday 20 March 2026, 11:00 to 13:00 GMT", "<dt>Takes place</dt><dd>2026-03-20T11:00:00Z Friday 20 March 2026, 11:00 to 13:00 GMT", "Open"},
		{"kind: invitation\nfrom: 2026-03-19 16:00\nuntil: 2026-03-19 18:00", "2026-03-19T16:00:00Z Thursday 19 March 2026, 16:00 to 18:00 GMT", "<dt>Takes place</dt><dd>2026-03-19T16:00:00Z Thursday 19 March 2026, 16:00 to 18:00 GMT", "Over"},
		{"kind: invitation\nfrom: 2026-03-20 11:00", "2026-03-20T11:00:00Z Friday 20 March 2026, 11:00 GMT", "<dt>Takes place</dt><dd>2026-03-20T11:00:00Z Friday 20 March 2026, 11:00 GMT", "Over"},
		{"kind: change\nfrom: 2026-05-01\ntold: 2026-03-02 09:00", "2026-05-01 Friday 1 May 2026", "<p class=\"lead\">2026-05-01 Takes effect on Friday 1 May 2026", "Planned"},
		{"kind: change\nuntil: 2026-05-01\ntold: 2026-03-02 09:00", "2026-05-01 Friday 1 May 2026", "<p class=\"lead\">2026-05-01 Takes effect on Friday 1 May 2026", "Planned"},
		{"kind: change\nfrom: 2026-03-01\ntold: 2026-02-02 09:00", "2026-02-02T09:00:00Z 2 February 2026, 09:00 GMT", "<dt>Takes effect</dt><dd>2026-03-01 Sunday 1 March 2026", "Over"},
		{"kind: letter\nuntil: 2026-03-28 18:00\ntold: 2026-03-02 09:00", "2026-03-02T09:00:00Z 2 March 2026, 09:00 GMT", "<dt>Until</dt><dd>2026-03-28T18:00:00Z Saturday 28 March 2026, 18:00 GMT", ""},
		{"kind: delay\nnoticed: 2026-03-20 09:00\ntold: 2026-03-20 09:10\nuntil: 2026-03-20 18:00", "2026-03-20T09:10:00Z 20 March 2026, 09:10 GMT", "<dt>Expected to last until</dt><dd>2026-03-20T18:00:00Z Friday 20 March 2026, 18:00 GMT", "Open"},
	} {
		pages := publicPages(t, map[string]string{"content/notices/a.md": "---\ntitle: A\n" + c.front + "\n---\nCome.\n"}, "2026-03-20")
		_, list, _ := strings.Cut(pages["notices/index.html"], `<section`)
		list, _, _ = strings.Cut(list, "</section>")
		m := timeTag.FindStringSubmatch(list)
		if m == nil || m[1]+" "+m[2] != c.list || !strings.Contains(list, ">"+c.state+"<") && c.state != "" {
			t.Errorf("%s: the list says %q, want %q and %s", c.front, list, c.list, c.state)
		}
		if got := timeTag.ReplaceAllString(pages["notices/a/index.html"], "$1 $2"); !strings.Contains(got, c.page) {
			_, got, _ = strings.Cut(got, "<dl")
			t.Errorf("%s: its page says %.400q, want %q", c.front, got, c.page)
		}
	}
}

// TestNoticesStandByTheirBeginning holds the order of lists: what is planned by what comes next, what is over by its
// beginning, and a feed by when it was known.
func TestNoticesStandByTheirBeginning(t *testing.T) {
	files := map[string]string{}
	for name, front := range map[string]string{
		"fair": "kind: invitation\ntold: 2026-03-01\nfrom: 2026-06-01 16:00\nuntil: 2026-06-01 18:00", "work": "kind: maintenance\ntold: 2026-03-02\nfrom: 2026-04-01 10:00\nuntil: 2026-07-01 11:00",
		"open": "kind: invitation\ntold: 2026-01-02\nfrom: 2026-02-10 16:00\nuntil: 2026-03-10 18:00", "late": "kind: delay\nnoticed: 2026-02-20 09:00\ntold: 2026-02-20 10:00\nresolved: 2026-02-21 09:00",
	} {
		files["content/notices/"+name+".md"] = "---\ntitle: The " + name + "\n" + front + "\n---\nText.\n"
	}
	pages := publicPages(t, files, "2026-03-20")
	for path, want := range map[string]string{"notices/index.html": "work fair open late", "notices/feed.xml": "work fair late open"} {
		var got []string
		for _, m := range regexp.MustCompile(`>The (\w+)<`).FindAllStringSubmatch(pages[path], -1) {
			got = append(got, m[1])
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
	feed := pages["notices/feed.xml"]
	if got := regexp.MustCompile(`<updated>([^<]*)</updated>`).FindAllStringSubmatch(feed, -1); len(got) != 5 || got[1][1] != "2026-03-02T00:00:00Z" || got[2][1] != "2026-03-01T00:00:00Z" {
		t.Errorf("updated: %q", got)
	}
	if !strings.Contains(feed, "&lt;p&gt;Monday 1 June 2026, 16:00 to 18:00 BST&lt;/p&gt;") {
		t.Errorf("the feed does not say when the fair is: %s", feed)
	}
	days := regexp.MustCompile(`<lastmod>([^<]*)</lastmod>`).FindAllStringSubmatch(pages["sitemap.xml"], -1)
	if len(days) != 4 || slices.ContainsFunc(days, func(m []string) bool { return m[1] > "2026-03-20" }) {
		t.Errorf("the sitemap knows the future: %q", days)
	}
}

// TestFormerAddressesOfServicesAndNotices holds that they lead on as those of policies do.
func TestFormerAddressesOfServicesAndNotices(t *testing.T) {
	pages := publicPages(t, map[string]string{
		"content/capabilities/vans.yaml": "title: Vans\nsummary: We bring it.\naliases: [capabilities/lorries/]\n",
		"content/notices/a.md":           "---\ntitle: A\nkind: letter\ntold: 2026-03-02\naliases: notices/b/\n---\nText.\n",
	}, "2026-03-20")
	for path, to := range map[string]string{"capabilities/lorries/index.html": "../../capabilities/vans/", "notices/b/index.html": "../../notices/a/"} {
		if !strings.Contains(pages[path], to) {
			t.Errorf("%s: %q", path, pages[path])
		}
	}
}

// TestEveryPageIsDescribed holds that search engines find a sentence for each page, also where hardly anything is written.
func TestEveryPageIsDescribed(t *testing.T) {
	described := regexp.MustCompile(`<meta name="?description"? content="?[^">]`)
	looked := 0
	for path, page := range publicPages(t, map[string]string{"site.yaml": "business: {name: Small Vans}\ntimezone: Europe/London\n", "content/capabilities/vans.yaml": vans, "content/capabilities/bikes.yaml": "title: Bikes\nsummary: We ride it.\n"}, "2026-03-20") {
		if strings.HasSuffix(path, ".html") && path != "404.html" {
			if looked++; !described.MatchString(page) {
				t.Errorf("%s is not described", path)
			}
		}
	}
	if looked < 5 {
		t.Errorf("only %d pages were looked at", looked)
	}
}

// TestTheFootNamesTheLeader holds what the foot of every page says of the person in charge: the first of their own numbers, else
// their address, once where it is the number of the business as well; and nothing where nothing leads to them.
func TestTheFootNamesTheLeader(t *testing.T) {
	const desk = "channels: [{id: desk, by: phone, at: \"01632 960009\"}]\n"
	for leader, want := range map[string]string{
		"leader: {name: Ida Moss, role: Owner, reach: [{by: email, at: ida@small.example}, {by: mobile, at: \"07700 900001\"}]}\n" + desk: "01632 960009 | 07700 900001 Ida Moss, Owner",
		"leader: {name: Ida Moss, reach: [{by: form, at: https://small.example/ask}, {by: email, at: ida@small.example}]}\n" + desk:       "01632 960009 | small.example/ask Ida Moss",
		"leader: {name: Ida Moss, role: Owner, reach: [{by: phone, at: \"01632 960009\"}]}\n" + desk:                                      "01632 960009 Ida Moss, Owner",
		"leader: {name: Ida Moss, reach: [{by: email, at: ida@small.example}]}\n":                                                         "ida@small.example Ida Moss",
		"leader: {name: Ida Moss}\n" + desk: "01632 960009",
	} {
		looked := 0
		for path, page := range publicPages(t, map[string]string{"site.yaml": leader, "content/capabilities/vans.yaml": vans}, "2026-03-20") {
			_, foot, framed := strings.Cut(page, "<footer")
			if !framed { // a feed, or a page that leads elsewhere
				continue
			}
			looked++
			var got []string
			_, foot, _ = strings.Cut(foot, "<h2>Talk to a person</h2>")
			foot, _, _ = strings.Cut(foot, "</div>")
			for _, item := range strings.Split(foot, "<li>")[1:] {
				got = append(got, strings.Join(strings.Fields(tags.ReplaceAllString(item, " ")), " "))
			}
			if text := strings.Join(got, " | "); text != want {
				t.Errorf("%s says %q, want %q", path, text, want)
			}
		}
		if looked < 5 {
			t.Errorf("only %d pages were looked at", looked)
		}
	}
}

// TestTheFootLeadsToPagesOfNoFolder holds that the foot leads to pages at the top, and to those in a folder only where the folder
// has no page that leads to them.
func TestTheFootLeadsToPagesOfNoFolder(t *testing.T) {
	files := map[string]string{"site.yaml": ""}
	for _, name := range []string{"about", "checks/one", "checks/two", "checks/index", "legal/terms", "legal/deep/more", "hidden/index", "hidden/seen"} {
		files["content/pages/"+name+".md"] = "---\ntitle: " + name + "\n---\nText.\n"
	}
	files["content/pages/hidden/index.md"] = "---\ntitle: hidden\nvisibility: internal\n---\nText.\n"
	_, foot, _ := strings.Cut(publicPages(t, files, "2026-03-20")["legal/terms/index.html"], "<h2>More</h2>")
	foot, _, _ = strings.Cut(foot, "</div>")
	var got []string
	for _, item := range strings.Split(foot, "<li>")[1:] {
		got = append(got, strings.TrimSpace(tags.ReplaceAllString(item, "")))
	}
	if text := strings.Join(got, " | "); !strings.HasSuffix(text, "about | checks/index | hidden/seen | legal/deep/more | legal/terms") {
		t.Errorf("the foot leads to %s", text)
	}
}

var tags = regexp.MustCompile(`<[^>]*>`)

// TestPagesAskForTheirTypeface holds the address, from where each page stands.
func TestPagesAskForTheirTypeface(t *testing.T) {
	pages := publicPages(t, map[string]string{"content/policies/one.md": "---\ntitle: One\n---\nIt is.\n"}, "2026-03-20")
	for page, root := range map[string]string{"index.html": "", "policies/one/index.html": "../../"} {
		doc, _ := html.Parse(strings.NewReader(pages[page]))
		var got []string
		for _, link := range elements(doc, "link") {
			if attribute(link, "rel") == "preload" {
				got = append(got, attribute(link, "as")+" "+attribute(link, "href"))
			}
		}
		if want := "font " + root + sample.Theme(t).Face(); !slices.Equal(got, []string{want}) {
			t.Errorf("%s asks for %q, want %q", page, got, want)
		}
	}
}
