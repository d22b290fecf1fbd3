package site_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// suiting returns a capability with what its fit says.
func suiting(title, more, good, poor string) string {
	return fmt.Sprintf("title: %s\nsummary: We do it.\n%sfit:\n  good: [%s]\n  poor: [%s]\n", title, more, good, poor)
}

// picks returns the services to choose from, by their ids.
func picks(t *testing.T, page string) map[string]*html.Node {
	out := map[string]*html.Node{}
	for _, n := range having(t, page, "pick") {
		out[attribute(n, "id")] = n
	}
	return out
}

// of returns what the elements below one that have a class say.
func of(n *html.Node, class string) (out []string) {
	for d := range n.Descendants() {
		if slices.Contains(strings.Fields(attribute(d, "class")), class) {
			out = append(out, said(d))
		}
	}
	return out
}

// TestEachServiceIsJudgedByItsOwnStatements holds that a check has the statements of one service, in the author's order, with what
// suits the reader better beside each, and that what can be done then is what this service says.
func TestEachServiceIsJudgedByItsOwnStatements(t *testing.T) {
	pages := publicPages(t, map[string]string{
		"site.yaml": "channels: [{id: desk, by: phone, at: \"01632 960001\"}, {id: form, name: Write to us, by: form, at: \"https://small.example/form/\"}]\n",
		"content/capabilities/evening.yaml": suiting("Evenings", "action: {label: Ring before nine, to: desk}\n", "You know at nine, You wait, You pay, You read, You rest",
			"{what: You decide at noon, refer: owls}, {what: You have ten addresses, instead: \"A run on Friday\"}, You like it cheap, You are far"),
		"content/capabilities/morning.yaml": suiting("Mornings", "capacity: {next_opening: 2026-05-01}\n", "You are up early", "You sleep till ten"),
		"content/capabilities/noon.yaml":    "title: Noons\nsummary: We say nothing of whom it suits.\n",
		"content/partners.yaml":             "owls: {name: Night Owls, for: Nights, why: They are awake., url: \"https://owls.example/\"}\n",
	}, "2026-03-20")
	all := picks(t, pages["right-for-you/index.html"])
	if len(all) != 2 {
		t.Fatalf("there are %d services to choose from, want 2", len(all))
	}
	evening, morning := all["c-evening"], all["c-morning"]
	if got := strings.Join(of(evening, "choice"), ""); got != "Evenings We do it." {
		t.Errorf("the choice says %q", got)
	}
	var statements []string
	for _, l := range elements(evening, "li") {
		statements = append(statements, said(l))
	}
	want := []string{"You know at nine", "You wait", "You pay", "You read", "You decide at noon Who does it: Night Owls .", "You have ten addresses Instead: A run on Friday.", "You like it cheap"}
	if !slices.Equal(statements, want) {
		t.Errorf("the check has\n%q, want\n%q", statements, want)
	}
	for what, c := range map[string]struct {
		in         *html.Node
		class, say string
	}{
		"the yes":              {evening, "ok", "We’re a good fit. All that we look for applies to you. Ring before nine"},
		"the no":               {evening, "not", "This one isn’t right for you. Where we know of something that suits you better, it stands under what you ticked. Something else we do may still be right: choose again above."},
		"a yes without action": {morning, "ok", "We’re a good fit. All that we look for applies to you. Next opening: 1 May 2026. Write to us Call 01632 960001"},
		"a no without more":    {morning, "not", "This one isn’t right for you. Further down are firms that may suit you better. Something else we do may still be right: choose again above."},
	} {
		if got := strings.Join(of(c.in, c.class), "|"); got != c.say {
			t.Errorf("%s says %q, want %q", what, got, c.say)
		}
	}
	if got := strings.Join(of(having(t, pages["capabilities/evening/index.html"], "sum")[0], "button"), ", "); got != "Ring before nine" {
		t.Errorf("the buttons of a service with its own action are %q", got)
	}
	if got := attribute(having(t, pages["capabilities/morning/index.html"], "more")[0].FirstChild, "href"); got != "../../right-for-you/#c-morning" {
		t.Errorf("a service leads to %q", got)
	}
}

// TestOneServiceNeedsNoChoice holds that the only service is checked at once, and that a no does not lead to what is not there.
func TestOneServiceNeedsNoChoice(t *testing.T) {
	pages := publicPages(t, map[string]string{"content/capabilities/evening.yaml": suiting("Evenings", "", "You wait", "You hurry")}, "2026-03-20")
	only := picks(t, pages["right-for-you/index.html"])["c-evening"]
	if got := of(only, "choice"); len(got) > 0 {
		t.Errorf("one service is a choice: %q", got)
	}
	if got, want := strings.Join(of(only, "not"), "|"), "This one isn’t right for you. Ask us who does it better."; got != want {
		t.Errorf("the no says %q, want %q", got, want)
	}
}

// TestVeryManyServicesLeadOn holds that a page of very many services has no checks, and leads to whom each suits.
func TestVeryManyServicesLeadOn(t *testing.T) {
	files := map[string]string{}
	for i := range 21 {
		files[fmt.Sprintf("content/capabilities/van-%d.yaml", i)] = suiting(fmt.Sprint("Round ", i), "", "You wait", "You hurry")
	}
	pages := publicPages(t, files, "2026-03-20")
	page := pages["right-for-you/index.html"]
	if n := len(having(t, page, "check")); n != 0 {
		t.Errorf("21 services have %d checks", n)
	}
	var got []string
	for _, a := range elements(having(t, page, "picks")[0], "a") {
		got = append(got, said(a)+" "+attribute(a, "href"))
	}
	if len(got) != 21 || !slices.Contains(got, "Round 7 ../capabilities/van-7/#fit") {
		t.Errorf("the services lead on by %q", got)
	}
	if !strings.Contains(pages["capabilities/van-7/index.html"], `id="fit"`) && !strings.Contains(pages["capabilities/van-7/index.html"], `id=fit`) {
		t.Error("the page of a service has no part that says whom it suits")
	}
	delete(files, "content/capabilities/van-20.yaml")
	if n := len(having(t, publicPages(t, files, "2026-03-20")["right-for-you/index.html"], "check")); n != 20 {
		t.Errorf("20 services have %d checks", n)
	}
}
