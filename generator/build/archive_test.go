package build

import (
	"crypto/sha256"
	"maps"
	"slices"
	"strings"
	"testing"

	"upfront/generator/agreed"
	"upfront/generator/agreement"
	"upfront/generator/diag"
)

// agreedTo returns a site in which a customer has agreed to some lines, as upfront agree keeps it.
func agreedTo(t testing.TB, files map[string]string, customer, by string, lines ...string) map[string]string {
	t.Helper()
	s := Load(inputWith(files), nil)
	a, _, ok := s.Agreement(customer)
	if !ok || a == nil {
		t.Fatalf("there is no agreement with %s", customer)
	}
	var answers []agreement.Answer
	for _, id := range lines {
		answers = append(answers, agreement.Answer{Line: id, Yes: true, By: by, How: "phone", Day: s.Offer.Today()})
	}
	record, settled := a.Settle(s.Freeze(a), s.Offers(a), answers, s.Offer.Today())
	if record == nil {
		t.Fatalf("nothing was agreed to: %+v", settled)
	}
	out, name, data := maps.Clone(files), agreed.FileName(customer, record.Version.V), agreed.Bytes(record)
	out["content/agreed/"+name] = string(data)
	out["content/agreed/"+agreed.SumsFile] = string(s.Archive().Sums().With(map[string][32]byte{name: sha256.Sum256(data)}))
	return out
}

// Records are inputs of one page: a build that remembers has the result of one that does not.
func TestWarmIsColdWithRecords(t *testing.T) {
	t.Parallel()
	open := small()
	first := agreedTo(t, open, "fenn", "Wilma Fenn", "e1")
	second := agreedTo(t, first, "fenn", "Wilma Fenn", "p1", "rest")
	changed := maps.Clone(second)
	changed["content/agreements/fenn.yaml"] = strings.Replace(changed["content/agreements/fenn.yaml"], "£40 a month", "£52 a month", 1)
	edited := maps.Clone(second)
	edited["content/agreed/fenn/v1.yaml"] += "# seen\n"
	last := compile(t, inputWith(open), nil)
	for i, next := range []map[string]string{first, second, changed, second, edited, second, open, second} {
		cold, warm := compile(t, inputWith(next), nil), compile(t, last.after(inputWith(next)), last.pages)
		if diff := same(warm, cold); diff != "" {
			t.Errorf("step %d: %s", i, diff)
		}
		if failed := diag.Count(cold.problems, diag.Error) > 0; failed != (i == 4) {
			t.Errorf("step %d: %v", i, cold.problems)
		}
		if others := slices.DeleteFunc(slices.Clone(warm.printed), func(path string) bool { return strings.HasPrefix(path, "a/") }); i != 4 && i != 5 && len(warm.printed) > len(others)+1 || len(others) > 0 && i < 4 {
			t.Errorf("step %d prints %q", i, warm.printed)
		}
		if diag.Count(cold.problems, diag.Error) == 0 {
			last = warm
		}
	}
}

// Former words and former people of a customer are private as long as a record has them.
func TestWordsOfRecordsArePrivate(t *testing.T) {
	files := agreedTo(t, small(), "fenn", "Wilma Fenn", "e1")
	const dog = "Ring twice and wait, since the old dog is deaf."
	files["content/agreements/fenn.yaml"] = strings.NewReplacer(dog, "Ring once, please.", "Wilma Fenn", "Corwin Thrale", "wilma@", "corwin@").Replace(files["content/agreements/fenn.yaml"])
	for word, rule := range map[string]bool{dog: true, "Wilma Fenn": true, "nothing of theirs": false} {
		next := maps.Clone(files)
		next["content/policies/late.md"] += "\nA word: " + word + "\n"
		if told := strings.Contains(said(Open(inputWith(next), nil).Check().Problems), "private"); told != rule {
			t.Errorf("%q: told is %v", word, told)
		}
	}
}

// What a record says of how somebody agreed and what is open stands on the page, so it must not name another customer: neither where its
// terms are those of today, nor where the agreement reads otherwise by now.
func TestOthersInARecord(t *testing.T) {
	t.Parallel()
	const record, sums, file = "content/agreed/fenn/v1.yaml", "content/agreed/" + agreed.SumsFile, "content/agreements/fenn.yaml"
	good := small()
	good["content/agreements/other.yaml"] = strings.NewReplacer("Fenn Pottery", "Quillshaw Foundry", "Wilma Fenn", "Ottoline Brackwater", "wilma@fenn", "ottoline@quillshaw").Replace(good[file])
	good = agreedTo(t, good, "fenn", "Wilma Fenn", "e1")
	drifted := maps.Clone(good)
	drifted[file] = strings.Replace(drifted[file], "£40 a month", "£52 a month", 1)
	for i, files := range []map[string]string{good, drifted} {
		last := compile(t, inputWith(files), nil)
		for _, edit := range [][2]string{{"how: phone", `how: "phone, with Ottoline Brackwater"`}, {"how: phone}", `how: phone, open: "as Quillshaw Foundry has it"}`}} {
			bad := maps.Clone(files)
			bad[record] = strings.Replace(bad[record], edit[0], edit[1], 1)
			bad[sums] = string(agreed.Sums(bad[sums]).With(map[string][32]byte{"fenn/v1.yaml": sha256.Sum256([]byte(bad[record]))}))
			cold, warm := compile(t, inputWith(bad), nil), compile(t, last.after(inputWith(bad)), last.pages)
			if diff := same(warm, cold); diff != "" {
				t.Errorf("%d, %s: %s", i, edit[1], diff)
			}
			if found := errorsOf(cold.problems); len(found) != 1 || !strings.Contains(found[0].Message, "and the customer of this agreement would read it") {
				t.Errorf("%d, %s: %s", i, edit[1], said(found))
			}
		}
	}
}

// The secret of the site in a record is found where it is, whatever is remembered of other builds.
func TestTheSecretInARecord(t *testing.T) {
	t.Parallel()
	const record = "content/agreed/fenn/v1.yaml"
	good := agreedTo(t, small(), "fenn", "Wilma Fenn", "e1")
	bad := maps.Clone(good)
	bad[record] = strings.Replace(bad[record], `"Wilma Fenn"`, `"Wilma `+secretHex+`"`, 1)
	bad["content/agreed/"+agreed.SumsFile] = string(agreed.Sums(bad["content/agreed/"+agreed.SumsFile]).With(map[string][32]byte{"fenn/v1.yaml": sha256.Sum256([]byte(bad[record]))}))
	last := compile(t, inputWith(good), nil)
	for i, files := range []map[string]string{bad, good, bad} {
		warm, cold := compile(t, last.after(inputWith(files)), last.pages), compile(t, inputWith(files), nil)
		if why := same(warm, cold); why != "" {
			t.Errorf("%d: %s", i, why)
		}
		found := errorsOf(cold.problems)
		if refused := len(found) == 1 && found[0].At.File == record && strings.HasPrefix(found[0].Message, "the secret of this site would be readable on the private page"); refused != (i != 1) {
			t.Errorf("%d: %s", i, said(found))
		}
		last = warm
	}
}
