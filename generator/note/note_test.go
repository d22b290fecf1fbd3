package note_test

import (
	"strings"
	"testing"

	"upfront/generator/build"
	"upfront/generator/internal/sample"
	"upfront/generator/note"
	"upfront/generator/tree"
	"upfront/themes"
)

const (
	start = "Thank you for your time. I would rather hear now than later if I have any of this wrong, so here is how I understood you."
	close = "If any of it is not quite right when you read it again, tell me."
)

// recapOf returns the note for an agreement of the sample site, without the paragraphs that all have.
func recapOf(t *testing.T, agreement string) note.Note {
	t.Helper()
	files := map[string]string{"content/agreements/fenwick.yaml": agreement}
	for _, name := range []string{"site.yaml", "content/partners.yaml"} {
		files[name] = sample.Files[name]
	}
	site := build.Load(build.Input{Tree: tree.Of(files), Theme: themes.Default()}, nil)
	a, problems, ok := site.Agreement("fenwick")
	if !ok || a == nil {
		t.Fatal(problems)
	}
	return site.Notes().Recap(a)
}

func TestGreetingAndName(t *testing.T) {
	for _, c := range []struct{ people, owner, greeting, name string }{
		{"[{name: Don Fenwick}]", "Ama Boateng", "Don,", "Ama"},
		{"[{name: Don Fenwick, role: decides}, {name: Priya Shah, role: decides}, {name: Ann, role: told}]", "Ama Boateng", "Don and Priya,", "Ama"},
		{"[{name: Dr. Nikhil Rao}]", "Mrs Boateng", "Dr. Nikhil Rao,", "Mrs Boateng"},
		{"[{name: Drew Rao}]", "Jörg Müller", "Drew,", "Jörg"},
		{"[{name: Ann, role: told}, {name: Bea, role: pays}]", "", "Fenwick Tiles,", "Edda"},
		{"[]", "ama", "Fenwick Tiles,", "Ama"}, // an owner by the id
	} {
		agreement := "customer: Fenwick Tiles\nstatus: draft\npeople: " + c.people + "\nexpectations: [{id: e1, said: Ring me, answer: yes}]\n"
		if c.owner != "" {
			agreement += "owner: " + c.owner + "\n"
		}
		p := recapOf(t, agreement).Paragraphs
		if p[0] != c.greeting || p[len(p)-1] != c.name {
			t.Errorf("%s of %q: it is to %q, from %q; want %q and %q", c.people, c.owner, p[0], p[len(p)-1], c.greeting, c.name)
		}
	}
}

func TestLines(t *testing.T) {
	for name, c := range map[string]struct {
		lines string
		want  []string
	}{
		"a yes":              {"[{id: e1, said: Ring me., understood: We ring Don., answer: yes}]", []string{"What matters most to you in working with us is this: “Ring me.” Yes, and this is how: we ring Don."}},
		"only said":          {"[{id: e1, said: Ring me, answer: yes}]", []string{"What matters most to you in working with us is this: “Ring me.” That is a yes."}},
		"only understood":    {"[{id: e1, understood: Callum rings., answer: yes}]", []string{"Yes, and this is how: Callum rings."}},
		"no answer yet":      {"[{id: e1, said: Ring me, understood: We ring}]", []string{"What matters most to you in working with us is this: “Ring me.” I took that to mean: we ring. I owe you an answer to that one."}},
		"nothing yet":        {"[{id: e1}, {id: e2, said: Ring me!, answer: yes}]", []string{"What matters most to you in working with us is this: “Ring me!” That is a yes."}},
		"a question":         {"[{id: e1, said: \"Who rings?\", understood: Edda does, answer: yes}]", []string{"What matters most to you in working with us is this: “Who rings?” Yes, and this is how: Edda does."}},
		"a no":               {"[{id: e1, said: Ring me at night, understood: You would like a call at night., answer: no, because: Nobody is there., instead: A message by 07:00.}]", []string{"What matters most to you in working with us is this: “Ring me at night.” You would like a call at night. I have to say no to that: nobody is there. What we can do instead: a message by 07:00."}},
		"a bare no":          {"[{id: e1, said: Ring me at night, answer: no}]", []string{"What matters most to you in working with us is this: “Ring me at night.” I have to say no to that."}},
		"a no with a firm":   {"[{id: e1, said: At night, answer: no, because: Our vans sleep, refer: rapid-riders}]", []string{"What matters most to you in working with us is this: “At night.” I have to say no to that: our vans sleep. For that, Rapid Riders are the people to ask."}},
		"a no, or that firm": {"[{id: e1, said: At night, answer: no, because: Our vans sleep, instead: By noon, refer: rapid-riders}]", []string{"What matters most to you in working with us is this: “At night.” I have to say no to that: our vans sleep. What we can do instead: by noon. If that will not do, Rapid Riders are the people to ask."}},
		"a condition":        {"[{id: e1, said: No chips, understood: At most 1 in 100, answer: yes-if, if: Pallets are boarded.}]", []string{"What matters most to you in working with us is this: “No chips.” I took that to mean: at most 1 in 100. We can do that if pallets are boarded."}},
		"a long condition":   {"[{id: e1, said: No chips, answer: yes-if, if: Pallets are boarded; we bring the boards.}]", []string{"What matters most to you in working with us is this: “No chips.” We can do that on one condition: pallets are boarded; we bring the boards."}},
		"a condition met":    {"[{id: e1, said: No chips, answer: yes-if, if: Pallets are boarded., if_met: {on: 2026-02-28}}]", []string{"What matters most to you in working with us is this: “No chips.” We can do that if pallets are boarded. That has been so since 28 February."}},
		"met this week":      {"[{id: e1, said: No chips, answer: yes-if, if: Pallets are boarded., if_met: {on: 2026-03-16}}]", []string{"What matters most to you in working with us is this: “No chips.” We can do that if pallets are boarded. That has been so since Monday."}},
		"met last year":      {"[{id: e1, said: No chips, answer: yes-if, if: Pallets are boarded., if_met: {on: 2025-12-01}}]", []string{"What matters most to you in working with us is this: “No chips.” We can do that if pallets are boarded. That has been so since 1 December 2025."}},
		"by rank, two at a time": {"[{id: e3, rank: 3, said: C, answer: yes}, {id: e1, rank: 1, said: A, answer: yes}, {id: e2, rank: 2, said: B, answer: yes}]", []string{
			"What matters most to you in working with us is this: “A.” That is a yes. You said: “B.” That is a yes.", "You also told me: “C.” That is a yes."}},
		"for staff": {"[{id: e1, said: A, answer: yes}, {id: e2, said: SECRET, answer: yes, visibility: internal}]", []string{"What matters most to you in working with us is this: “A.” That is a yes."}},
		"names and days": {"[{id: e1, said: A, understood: Saturday is free., answer: yes}, {id: e2, said: B, understood: May is busy., answer: yes}, {id: e3, said: C, understood: HGVs wait., answer: yes}, {id: e4, said: D, understood: Riders come; ask the Riders., answer: yes}, {id: e5, said: E, understood: Rapid work., because: The rapid ones., answer: yes}]",
			[]string{"What matters most to you in working with us is this: “A.” Yes, and this is how: Saturday is free. You said: “B.” Yes: May is busy.",
				"You also told me: “C.” That is a yes: HGVs wait. Then there was this: “D.” Yes, and this is how: Riders come; ask the Riders.", "You said: “E.” Yes: rapid work."}},
		"firms": {"[{id: e1, said: A, understood: Northlane rings., answer: yes}, {id: e2, said: B, understood: Rapid Riders come., answer: yes}, {id: e3, said: C, understood: Tiles stand outside., answer: yes}, {id: e4, said: D, understood: Fenwick Tiles unloads., answer: yes}]",
			[]string{"What matters most to you in working with us is this: “A.” Yes, and this is how: Northlane rings. You said: “B.” Yes: Rapid Riders come.",
				"You also told me: “C.” That is a yes: tiles stand outside. Then there was this: “D.” Yes, and this is how: Fenwick Tiles unloads."}},
		"a time is no list": {"[{id: e1, said: A, answer: yes-if, if: It is there before 08:30}]", []string{"What matters most to you in working with us is this: “A.” We can do that if it is there before 08:30."}},
		"lines in lines":    {"[{id: e1, said: \"Ring\\n me\", understood: \"We  ring.\\n\", answer: yes}]", []string{"What matters most to you in working with us is this: “Ring me.” Yes, and this is how: we ring."}},
	} {
		t.Run(name, func(t *testing.T) {
			got := recapOf(t, "customer: Fenwick Tiles\nstatus: draft\nowner: Ama Boateng\npeople: [{name: Don Fenwick}]\nexpectations: "+c.lines+"\n").Paragraphs
			want := strings.Join(append(append([]string{"Don,", start}, c.want...), close, "Ama"), "\n")
			if strings.Join(got, "\n") != want {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
			}
		})
	}
}

// The thanks name the last day on which somebody to whom the note goes said yes in a talk.
func TestThanksForATalk(t *testing.T) {
	const two = "{id: e1, said: A, answer: yes, agreed: {on: 2026-03-02, by: Don Fenwick, how: meeting}}, "
	for lines, want := range map[string]string{
		"[" + two + "]": "Thank you for your time on 2 March.",
		"[" + two + "{id: e2, said: B, answer: yes, agreed: {on: 2026-03-17, by: Don Fenwick, how: phone}}]":  "Thank you for your time on Tuesday.",
		"[" + two + "{id: e2, said: B, answer: yes, agreed: {on: 2026-03-17, by: Don Fenwick, how: E-mail}}]": "Thank you for your time on 2 March.",
		"[" + two + "{id: e2, said: B, answer: yes, agreed: {on: 2026-03-17, by: Priya Shah, how: phone}}]":   "Thank you for your time on 2 March.",
		"[" + two + "{id: e2, said: B, answer: yes, agreed: {on: 2026-04-01, by: Don Fenwick, how: phone}}]":  "Thank you for your time on 2 March.",
	} {
		got := recapOf(t, "customer: Fenwick Tiles\nstatus: proposed\npeople: [{name: Don Fenwick, role: decides}, {name: Priya Shah, role: told}]\nexpectations: "+lines+"\n")
		if !strings.HasPrefix(got.Paragraphs[1], want+" I would") {
			t.Errorf("%s: %q, want %q", lines, got.Paragraphs[1], want)
		}
	}
}

func TestText(t *testing.T) {
	n := note.Note{Paragraphs: []string{"Grüße,", "one two three four five", "https://courier.example/a/b/c/d/#k=0123456789"}}
	for width, want := range map[int]string{
		0:  "Grüße,\n\none two three four five\n\nhttps://courier.example/a/b/c/d/#k=0123456789\n",
		13: "Grüße,\n\none two three\nfour five\n\nhttps://courier.example/a/b/c/d/#k=0123456789\n",
		12: "Grüße,\n\none two\nthree four\nfive\n\nhttps://courier.example/a/b/c/d/#k=0123456789\n",
	} {
		if got := n.Text(width); got != want {
			t.Errorf("%d wide: %q, want %q", width, got, want)
		}
	}
}
