package agreed_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"math/big"
	"os"
	"strings"
	"testing"

	"upfront/generator/agreed"
	"upfront/generator/diag"
	"upfront/generator/syntax"
	"upfront/generator/tree"
)

// golden is a record as the first version of the program that kept records wrote it. It stays: every later version reads it,
// and finds the same in it.
func golden(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/v2.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// printOf works out a print in another way: the terms as sed finds them, and Crockford's digits by division.
func printOf(record []byte) string {
	_, terms, _ := strings.Cut(string(record), "\nterms:")
	digest := sha256.Sum256([]byte("terms:" + terms))
	n, digits := new(big.Int).SetBytes(digest[:10]), make([]byte, 16)
	for i := len(digits) - 1; i >= 0; i-- {
		var digit big.Int
		n.DivMod(n, big.NewInt(32), &digit)
		digits[i] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[digit.Int64()]
	}
	return fmt.Sprintf("%s-%s-%s-%s", digits[:4], digits[4:8], digits[8:12], digits[12:])
}

func TestGoldenRecord(t *testing.T) {
	data := golden(t)
	r, problems := syntax.ParseAgreedRecord("v2.yaml", data)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if print, ok := agreed.PrintOf(data); !ok || print != "PWV0-DHN7-QX7F-QJZ5" || print != printOf(data) || r.Print.V != print {
		t.Errorf("its print is %s, it says %s, and by another reckoning it is %s", print, r.Print.V, printOf(data))
	}
	yes := func(line string) string {
		y, _ := r.Agreed.Get(line)
		return fmt.Sprintf("%s|%v|%s|%d|%s", y.By.V, y.Day.V, y.How.V, y.Since.V, y.Open.V)
	}
	e2, _ := r.Terms.Lines.Get("e2")
	p1, _ := r.Terms.Lines.Get("p1")
	onTime, _ := r.Terms.Promises.Get("standard-delivery.on-time")
	putRight, _ := r.Terms.Promises.Get("care-desk.put-right")
	p2, _ := putRight.Within.Levels.Get("p2")
	hours, _ := r.Terms.Hours.Get("office")
	for got, want := range map[string]string{
		yes("e1"):   "Don Fenwick|2026-03-02|meeting|1|",
		yes("p1"):   "|||0|Only the porcelain: \"60 by 60\".\nThe rest never chips.",
		yes("rest"): "Don Fenwick|2026-03-02|at the yard|1|The price was per pallet",
		fmt.Sprint(r.Customer.V, r.Version.V, r.Frozen.V, r.Evidence.File.V):                                "fenwick-tiles2 2026-03-20v2.eml",
		e2.Answer.V + "|" + e2.Instead.V:                                                                    "no|Delivery within 48 hours, with a 20% credit on any delivery that misses.",
		p1.Measure.Get().AtMost.Written + p1.Measure.Get().Window.V.String():                                "1%90d",
		fmt.Sprint(onTime.Within.All.V, onTime.Target.V, onTime.Window.V, onTime.OnMiss.Remedy.Automatic.V): "48h 95% 90d true",
		onTime.IfMissed[1].V:                                       "You need not ask for it.",
		p2.Within.V.String() + p2.Hours.V:                          "8hoffice",
		putRight.Chosen[0].Level.V + putRight.Chosen[0].To.Written: "p12h",
		hours.V:                               "Mon-Fri 08:00-18:00, Europe/London",
		r.Terms.Term.Lasts.V.String():         "12mo",
		r.Terms.Price.HoldsFor.V.String():     "12mo",
		r.Terms.Contract[0].SHA256.V[:8]:      "4f6b0c2f",
		r.Terms.YourPart[5].Within.V.String(): "5d",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if again := agreed.Bytes(&r); !bytes.Equal(again, data) {
		t.Errorf("written again it is\n%s", again)
	}
	for _, l := range []struct{ id, mark string }{{"e1", "V012"}, {"e2", "ERQH"}, {"p1", "9RND"}} {
		line, _ := r.Terms.Lines.Get(l.id)
		if line.ID = (syntax.Text{V: l.id}); agreed.LineMark(&line) != l.mark {
			t.Errorf("the mark of %s is %s", l.id, agreed.LineMark(&line))
		}
	}
}

// archive is a folder with one record and the reply that it was made of.
func archive(t *testing.T) map[string]string {
	t.Helper()
	reply := "From: don@fenwicktiles.example\n\nYes.\n"
	digest := sha256.Sum256([]byte(reply))
	record := strings.Replace(string(golden(t)), "5b0d1e2f30415263748596a7b8c9dadbecfd0e1f2031425364758697a8b9cadb", fmt.Sprintf("%x", digest), 1)
	sums := agreed.Sums(nil).With(map[string][32]byte{"fenwick-tiles/v2.yaml": sha256.Sum256([]byte(record)), "fenwick-tiles/v2.eml": digest, "aa/v1.yaml": {}, "fenwick-tiles-b/v1.yaml": {}})
	return map[string]string{"content/agreed/fenwick-tiles/v2.yaml": record, "content/agreed/fenwick-tiles/v2.eml": reply, "content/agreed/SHA256SUMS": string(sums)}
}

// found returns the places and messages of what is wrong with the records.
func found(files map[string]string) (all []string) {
	a := agreed.Open(tree.Of(files))
	_, problems := a.Of("fenwick-tiles", a.Read("fenwick-tiles"), nil)
	for _, p := range append(problems, a.Check()...) {
		all = append(all, string(p.Rule)+" "+p.At.String()+" "+p.Message)
	}
	return all
}

func TestArchive(t *testing.T) {
	if all := found(archive(t)); all != nil {
		t.Fatal(all)
	}
	resum := func(files map[string]string) {
		sums := agreed.Sums(files["content/agreed/SHA256SUMS"])
		files["content/agreed/SHA256SUMS"] = string(sums.With(map[string][32]byte{"fenwick-tiles/v2.yaml": sha256.Sum256([]byte(files["content/agreed/fenwick-tiles/v2.yaml"]))}))
	}
	edit := func(old, new string) func(map[string]string) {
		return func(files map[string]string) {
			const name = "content/agreed/fenwick-tiles/v2.yaml"
			files[name] = strings.Replace(files[name], old, new, 1)
			resum(files)
		}
	}
	const record = "content/agreed/fenwick-tiles/v2.yaml"
	for want, change := range map[string]func(map[string]string){
		"record-edited " + record + " it is not as it was written: its fingerprint differs from the one in SHA256SUMS": func(f map[string]string) { f[record] += "\n" },
		"record-edited " + record + " it is gone, and SHA256SUMS says that it was written":                             func(f map[string]string) { delete(f, record) },
		"record-edited content/agreed/fenwick-tiles/v3.yaml SHA256SUMS does not have it, so upfront agree did not write it": func(f map[string]string) {
			f["content/agreed/fenwick-tiles/v3.yaml"] = f[record]
		},
		"record-edited content/agreed/SHA256SUMS it is gone, so nobody can tell whether the records of what was agreed are as they were written": func(f map[string]string) {
			delete(f, "content/agreed/SHA256SUMS")
		},
		"record-edited content/agreed/SHA256SUMS:2:1 it is no line with a fingerprint, two spaces and the name of a file": func(f map[string]string) {
			f["content/agreed/SHA256SUMS"] = strings.Replace(f["content/agreed/SHA256SUMS"], "\n", "\nx", 1)
		},
		// Whoever puts the fingerprint right too has still to make the record say one thing.
		"record-edited " + record + ":5:8 the terms do not have the print PWV0-DHN7-QX7F-QJZ5: theirs is ":         edit("£46 a pallet", "£42 a pallet"),
		"record-edited " + record + `:2:11 it is a record of "cobbold", and lies in the folder of "fenwick-tiles"`: edit("customer: fenwick-tiles", "customer: cobbold"),
		"record-edited " + record + ":3:10 it is version 3, and its name is v2.yaml":                               edit("version: 2", "version: 3"),
		"record-edited " + record + `:6:18 the reply "v1.eml" that it was made of does not lie beside it`:          edit("file: v2.eml", "file: v1.eml"),
		"record-edited " + record + `:8:3 "e9" is none of the lines and promises below terms`:                      edit("  e1: {by", "  e9: {by"),
		"record-edited " + record + `:8:3 it does not say when and how "e1" was agreed`:                            edit("day: 2026-03-02, how: meeting, ", ""),
		"schema-unknown-key " + record + `:8:8 there is no field "bye" in a yes`:                                   edit("{by: ", "{bye: "),
		"schema-type " + record + `:8:`: edit("day: 2026-03-02", "day: soon"),
	} {
		files := archive(t)
		change(files)
		if all := found(files); len(all) != 1 || !strings.HasPrefix(all[0], want) {
			t.Errorf("%q, want %s", all, want)
		}
	}
}

// Of customers who are gone, a folder that is gone is no problem; one of which something is left is.
func TestFormerCustomers(t *testing.T) {
	files := archive(t)
	former := func() []diag.Problem {
		return agreed.Open(tree.Of(files)).Former(func(string) bool { return false })
	}
	if all := former(); all != nil {
		t.Error(all)
	}
	delete(files, "content/agreed/fenwick-tiles/v2.eml")
	if all := former(); len(all) != 1 || all[0].At.File != "content/agreed/fenwick-tiles/v2.eml" {
		t.Error(all)
	}
	delete(files, "content/agreed/fenwick-tiles/v2.yaml")
	if all := former(); all != nil {
		t.Error(all)
	}
}

// Records lie in one place: in the site, or where the agreements lie.
func TestFolder(t *testing.T) {
	files := archive(t)
	elsewhere := map[string]string{}
	for name, data := range files {
		elsewhere[strings.Replace(name, "content/agreed/", "content/agreements/agreed/", 1)] = data
	}
	if all := found(elsewhere); all != nil {
		t.Error(all)
	}
	for name, data := range files {
		elsewhere[name] = data
	}
	all := found(elsewhere)
	if len(all) != 1 || !strings.Contains(all[0], "records lie in two folders") {
		t.Error(all)
	}
}

// A mark is of words: it changes with each of them, and with nothing else.
func TestMarks(t *testing.T) {
	line := func(text string) *syntax.Line {
		a, problems := syntax.ParseAgreement("content/agreements/f.yaml", []byte("customer: F\nstatus: proposed\nexpectations:\n"+text), nil)
		if len(problems) > 0 {
			t.Fatal(text, problems)
		}
		return &a.Expectations[0]
	}
	base := line("  - {id: e1, rank: 1, said: Ring  me, understood: Wé ring., answer: no, because: We sleep, measure: {indicator: calls, within: 60m}}\n")
	for _, same := range []string{
		"  - answer: false # as said\n    id: e1\n    because: We   sleep\n    understood: We\u0301 ring.\n    said: Ring me\n    measure: {within: 1h, indicator: calls}\n    source: referral\n    agreed: {on: 2026-03-02, by: Don, how: phone}\n",
	} {
		if l := line(same); agreed.LineMark(l) != agreed.LineMark(base) || !agreed.SameLine(l, base) {
			t.Errorf("%s has another mark", same)
		}
	}
	for _, other := range []string{
		"  - {id: e2, said: Ring me, understood: Wé ring., answer: no, because: We sleep, measure: {indicator: calls, within: 60m}}\n",
		"  - {id: e1, said: Ring us, understood: Wé ring., answer: no, because: We sleep, measure: {indicator: calls, within: 60m}}\n",
		"  - {id: e1, said: Ring me, understood: We ring., answer: no, because: We sleep, measure: {indicator: calls, within: 60m}}\n",
		"  - {id: e1, said: Ring me, understood: Wé ring., answer: yes, because: We sleep, measure: {indicator: calls, within: 60m}}\n",
		"  - {id: e1, said: Ring me, understood: Wé ring., answer: no, instead: We sleep, measure: {indicator: calls, within: 60m}}\n",
		"  - {id: e1, said: Ring me, understood: Wé ring., answer: no, because: We sleep, measure: {indicator: calls, within: 61m}}\n",
		"  - {id: e1, said: Ring me, understood: Wé ring., answer: no, because: We sleep, measure: {indicator: calls, within: 60m}, level: p1}\n",
	} {
		if l := line(other); agreed.LineMark(l) == agreed.LineMark(base) {
			t.Errorf("%s has the same mark", other)
		}
	}
}

// Of a record only what is the customer's is searched for words of others: the head, the lines and the terms of their own.
func TestOwnPart(t *testing.T) {
	data := golden(t)
	lines := strings.SplitAfter(string(data), "\n")
	if lines[34] != "  promises:\n" || lines[160] != "  updates:\n" {
		t.Fatal(lines[34], lines[160])
	}
	own := strings.Join(lines[:34], "") + strings.Join(lines[160:], "")
	if got := string(agreed.OwnPart(data)); got != own {
		t.Errorf("got\n%s", got)
	}
	hours := strings.Join(lines[:34], "") + strings.Join(lines[151:153], "")
	for whole, want := range map[string]string{own: own, hours: strings.Join(lines[:34], ""), "customer: a\n  promises:\n": "customer: a\n  promises:\n", "": ""} {
		if got := string(agreed.OwnPart([]byte(whole))); got != want {
			t.Errorf("of\n%s\ngot\n%s", whole, got)
		}
	}
	if got := string(agreed.Head(data)); got != strings.Join(lines[:11], "") {
		t.Errorf("the head is\n%s", got)
	}
}

// TestRecordsShareTheirPromises reads three records of which two have all promises in the same words, and the third one of them with
// another number. A record is what it is read by itself, whoever's was read before.
func TestRecordsShareTheirPromises(t *testing.T) {
	files, digests := map[string]string{}, map[string][32]byte{}
	add := func(customer string, change ...string) {
		text := strings.NewReplacer(append(change, "customer: fenwick-tiles\n", "customer: "+customer+"\n", "version: 2\n", "version: 1\n")...).Replace(string(golden(t)))
		at := strings.Index(text, "evidence: ")
		text = text[:at] + text[at+strings.Index(text[at:], "\n")+1:]
		text = strings.Replace(text, "PWV0-DHN7-QX7F-QJZ5", printOf([]byte(text)), 1)
		name := customer + "/v1.yaml"
		files["content/agreed/"+name], digests[name] = text, sha256.Sum256([]byte(text))
	}
	add("aa", "    e1:\n", "    # a line more\n    e1:\n")
	add("bb")
	add("cc", "      target: 95%\n", "      target: 90%\n")
	files["content/agreed/"+agreed.SumsFile] = string(agreed.Sums(nil).With(digests))
	a := agreed.Open(tree.Of(files))
	promises := map[string]syntax.Map[*syntax.AgreedPromise]{}
	for _, customer := range []string{"aa", "bb", "cc"} {
		records, problems := a.Of(customer, a.Read(customer), nil)
		if len(problems) > 0 || len(records) != 1 {
			t.Fatal(customer, problems, len(records))
		}
		alone, _ := syntax.ParseAgreedRecord(records[0].File, records[0].Data)
		if got, want := agreed.Bytes(&records[0].AgreedRecord), agreed.Bytes(&alone); !bytes.Equal(got, want) {
			t.Errorf("the record of %s is read as\n%s", customer, got)
		}
		promises[customer] = records[0].Terms().Promises
		for i, p := range promises[customer] {
			if p.Key != alone.Terms.Promises[i].Key {
				t.Errorf("%s of %s stands at %v, and is said to stand at %v", p.Key.V, customer, alone.Terms.Promises[i].Key.At, p.Key.At)
			}
		}
		if contract, want := records[0].Terms().Contract[0].At, alone.Terms.Contract[0].At; contract != want {
			t.Errorf("the contract of %s stands at %v, and is said to stand at %v", customer, want, contract)
		}
	}
	shared := func(customer, name string) bool {
		first, _ := promises["aa"].Get(name)
		other, _ := promises[customer].Get(name)
		return first == other
	}
	for _, c := range []struct {
		customer, name string
		want           bool
	}{{"bb", "standard-delivery.on-time", true}, {"bb", "care-desk.put-right", true}, {"cc", "standard-delivery.on-time", false}, {"cc", "care-desk.put-right", true}} {
		if shared(c.customer, c.name) != c.want {
			t.Errorf("that %s shares %s is %v", c.customer, c.name, !c.want)
		}
	}
}

// TestRecordWithWrongPromises reads records, listed as they are, whose promises no version of the program wrote so: the problems are
// those of the whole file.
func TestRecordWithWrongPromises(t *testing.T) {
	for _, c := range []struct{ was, is, want string }{
		{"      target: 95%\n", "      target: soon\n", `"soon" does not start with a number`},
		{"      target: 95%\n", "      targets: 95%\n", `there is no field "targets" in an agreed promise`},
		{"    care-desk.put-right:\n", "    standard-delivery.on-time:\n", "standard-delivery.on-time"},
	} {
		files := archive(t)
		name := "content/agreed/fenwick-tiles/v2.yaml"
		text := strings.Replace(files[name], c.was, c.is, 1)
		text = strings.Replace(text, "PWV0-DHN7-QX7F-QJZ5", printOf([]byte(text)), 1)
		sums := agreed.Sums(files["content/agreed/SHA256SUMS"]).With(map[string][32]byte{"fenwick-tiles/v2.yaml": sha256.Sum256([]byte(text))})
		files[name], files["content/agreed/SHA256SUMS"] = text, string(sums)
		_, alone := syntax.ParseAgreedRecord(name, []byte(text))
		a := agreed.Open(tree.Of(files))
		records, problems := a.Of("fenwick-tiles", a.Read("fenwick-tiles"), nil)
		if len(problems) == 0 || len(records) > 0 || !strings.Contains(problems[0].Message, c.want) || fmt.Sprint(problems) != fmt.Sprint(alone) {
			t.Errorf("%q: %d records, %v, want %v", c.is, len(records), problems, alone)
		}
	}
}
