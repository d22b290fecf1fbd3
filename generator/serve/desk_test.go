package serve

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

var rowPattern = regexp.MustCompile(`(?s)<tr data-key="([^"]*)">(.*?)</tr>`)

// rows returns the ids of the customers that a desk lists, and the text of each row.
func rows(page string) (ids []string, text map[string]string) {
	text = map[string]string{}
	for _, m := range rowPattern.FindAllStringSubmatch(page, -1) {
		ids = append(ids, m[1])
		words := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(m[2], " ")
		text[m[1]] = strings.Join(strings.Fields(words), " ")
	}
	return ids, text
}

// Today is 20 March 2026.
func TestDeskSaysWhatNeedsDoing(t *testing.T) {
	w := begin(t)
	unanswered := strings.Replace(agreementOf("Open Questions", ""), `waits 3 minutes.", answer: yes}`, `waits 3 minutes."}`, 1)
	w.files["content/agreements/open.yaml"] = unanswered
	w.files["content/agreements/late.yaml"] = strings.NewReplacer("review_by: 2026-10-06", "review_by: 2026-03-19", "status: proposed", "status: proposed\naccess: {mode: passphrase, until: 2026-04-19}\noutcome: {what: Fewer broken pots, measure: 1 in 100, by: 2026-03-01}").
		Replace(agreementOf("Late Pots", "check_ins: [{on: 2026-03-18, what: How it went, who: Ida Moss}, {on: 2026-04-03, what: Spring, who: Ida Moss}, {on: 2026-04-20, what: Not yet, who: Ida Moss}, {on: 2026-02-17, what: Long ago, who: Ida Moss}]\n"))
	w.files["content/agreements/gone.yaml"] = strings.NewReplacer("status: proposed", "status: ended", "review_by: 2026-10-06", "review_by: 2026-03-01").Replace(agreementOf("Gone Pots", "ended: {on: 2026-03-02, why: They moved away.}\n"))
	w.files["content/agreements/broken.yaml"] = "customer: ["
	w.show()
	page := w.get("-/desk", 200)
	ids, text := rows(page)
	if want := []string{"broken", "late", "open", "fenn", "gone"}; !slices.Equal(ids, want) {
		t.Fatalf("the order is %q, want %q", ids, want)
	}
	for id, wants := range map[string][]string{
		"late": {"Late Pots", "proposed 0 of 2 agreed", "Read the agreement together again 1 day ago Thursday 19 March 2026 · Ida Moss", "See together how it turned out: Fewer broken pots 19 days ago Sunday 1 March 2026",
			"How it went 2 days ago Wednesday 18 March 2026 · Ida Moss", "Spring in 14 days Friday 3 April 2026", "The last day on which their page opens: write a later until, or let it end in 30 days Sunday 19 April 2026", "Asks for six words: "},
		"open":   {"1 line without an answer"},
		"fenn":   {"Fenn Pottery", "Ask for their answer: the agreement begins, and nobody has said yes yet in 17 days Monday 6 April 2026 · Ida Moss, with Wilma Fenn, wilma@fennpots.example", "fenn.yaml"},
		"gone":   {"ended", "Nothing now"},
		"broken": {"cannot be read", "1 error in the file", "No page yet"},
	} {
		for _, want := range wants {
			if !strings.Contains(text[id], want) {
				t.Errorf("%s: it lacks %q\n%s", id, want, text[id])
			}
		}
	}
	for _, bad := range []string{"Not yet", "Long ago"} {
		if strings.Contains(text["late"], bad) {
			t.Errorf("late: it says %q", bad)
		}
	}
	var due []string
	for _, m := range regexp.MustCompile(`(?s)<li class="(bad|warn)">((?:<strong>.*?)?)<span class="when">.*?data-path="([^"]*)"`).FindAllStringSubmatch(page[:strings.Index(page, "<table>")], -1) {
		due = append(due, m[1]+": "+strings.TrimSpace(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(m[2], ""))+" "+m[3])
	}
	if want := []string{"bad: Late Pots See together how it turned out: Fewer broken pots /site/content/agreements/late.yaml",
		"warn: Late Pots How it went /site/content/agreements/late.yaml", "bad: Late Pots Read the agreement together again /site/content/agreements/late.yaml",
		"warn: Late Pots Spring /site/content/agreements/late.yaml"}; !slices.Equal(due[:min(4, len(due))], want) || len(due) != 8 {
		t.Errorf("%d things are due: %q", len(due), due)
	}
	link, words := w.customer("late")
	if !strings.Contains(page, `href="/`+link+`"`) || len(strings.Fields(words)) != 6 || !strings.Contains(page, "<code>"+words+"</code>") {
		t.Errorf("the link or the words are not there: %s %q", link, words)
	}
	for query, want := range map[string][]string{
		"?q=pots":                {"late", "gone"},
		"?q=POTS+late":           {"late"},
		"?q=gone.yaml":           {"gone"},
		"?q=nobody":              nil,
		"?state=ended":           {"gone"},
		"?todo=1":                {"broken", "late", "open", "fenn"},
		"?state=proposed&todo=1": {"late", "open", "fenn"},
	} {
		if ids, _ := rows(w.get("-/desk"+query, 200)); !slices.Equal(ids, want) {
			t.Errorf("%s lists %q, want %q", query, ids, want)
		}
	}
}

func TestDeskWithout(t *testing.T) {
	w := begin(t)
	delete(w.files, "content/agreements/fenn.yaml")
	w.show()
	if page := w.get("-/desk", 200); !strings.Contains(page, "No agreements yet. Write the first one with: upfront new agreement CUSTOMER") || strings.Contains(page, "<form class=\"filter\"") {
		t.Error(page)
	}
	w.restart(w.server.options)
	w.files["site.yaml"] = "business: ["
	w.show()
	for _, address := range []string{"-/desk", "-/problems"} {
		page := w.get(address, 200)
		if !strings.Contains(page, "1 error") || !strings.Contains(page, words["stops.all"]) || strings.Contains(page, words["stops"]) {
			t.Errorf("%s: %s", address, page)
		}
	}
}

func TestDeskWithThousands(t *testing.T) {
	w := begin(t)
	for i := range 1000 {
		w.files[fmt.Sprintf("content/agreements/c%04d.yaml", i)] = agreementOf(fmt.Sprintf("Customer %d", i), "")
	}
	w.server.Show(w.state())
	limit := time.After(time.Minute)
	for page := w.get("-/desk", 200); ; page = w.get("-/desk", 200) {
		now, changed := w.server.current()
		if !strings.Contains(page, "The agreements are being read.") {
			ids, _ := rows(page)
			if len(ids) != 200 || !strings.Contains(page, "These are the first 200 of 1001. Search to see others.") || !strings.Contains(page, `<span class="n">1001</span> customers`) {
				t.Errorf("%d rows", len(ids))
			}
			break
		}
		if newest, _ := w.server.current(); now.number != newest.number {
			continue
		}
		select {
		case <-changed: // the desk is woken when they are read
		case <-limit:
			t.Fatal("the agreements were never read")
		}
	}
	// While they are read again, the desk shows what it read last.
	w.server.Show(w.state())
	if page := w.get("-/desk", 200); strings.Contains(page, "The agreements are being read.") {
		t.Error("the list is gone while it is read again")
	}
	if ids, _ := rows(w.get("-/desk?q=customer+997", 200)); !slices.Equal(ids, []string{"c0997"}) {
		t.Errorf("a search finds %q", ids)
	}
}

func TestDeskEscapes(t *testing.T) {
	w := begin(t)
	w.files["content/agreements/evil.yaml"] = agreementOf(`"<img src=x onerror=alert(1)>\u202e"`, "check_ins: [{on: 2026-03-21, what: \"<script>alert(2)</script>\"}]\n")
	w.show()
	for _, address := range []string{"-/desk?q=%22%3E%3Cscript%3Ealert(3)%3C/script%3E", "-/desk", "-/desk?state=%22%3E%3Cscript%3E", "-/try?page=%22%3E%3Cscript%3E&as=%3Cscript%3E&width=%3Cscript%3E", "-/try?page=javascript:alert(1)", "-/try?page=//evil.example/", "-/open?file=content/%3Cscript%3E&line=%3Cscript%3E"} {
		page := w.get(address, 200)
		for _, bad := range []string{"<img src=x", "<script>", `src="javascript:`, `src="//`, "\u202e"} {
			if strings.Contains(page, bad) {
				t.Errorf("%s has %q", address, bad)
			}
		}
	}
}

// Every word that a page or a script of ours asks for is there.
func TestWords(t *testing.T) {
	var all strings.Builder
	entries, err := assets.ReadDir("assets")
	if err != nil || len(entries) < 8 {
		t.Fatal(entries, err)
	}
	for _, e := range entries {
		data, err := assets.ReadFile("assets/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		all.Write(data)
	}
	for _, m := range regexp.MustCompile(`\{\{word "([^"]+)"`).FindAllStringSubmatch(all.String(), -1) {
		if words[m[1]] == "" {
			t.Errorf("there is no word %q", m[1])
		}
	}
	for _, m := range regexp.MustCompile(`\bwords\.(\w+)`).FindAllStringSubmatch(all.String(), -1) {
		if m[1] != "editors" && words["js."+m[1]] == "" {
			t.Errorf("there is no word js.%s", m[1])
		}
	}
}
