package agreed_test

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"upfront/generator/agreed"
	"upfront/generator/diag"
	"upfront/generator/internal/figure"
	"upfront/generator/tree"
)

// TestTampering changes one thing in the records of two customers, in ten thousand ways: a byte, a line, a whole file, who
// agreed, when, or which record is the newest. Each is told. What a folder of agreements says of itself is whole before.
func TestTampering(t *testing.T) {
	whole := archive(t)
	second := strings.Replace(whole["content/agreed/fenwick-tiles/v2.yaml"], "version: 2\n", "version: 3\n", 1)
	other := strings.NewReplacer("customer: fenwick-tiles\n", "customer: aa\n", "version: 2\n", "version: 1\n").Replace(whole["content/agreed/fenwick-tiles/v2.yaml"])
	at := strings.Index(other, "evidence: ")
	other = other[:at] + other[at+strings.Index(other[at:], "\n")+1:]
	whole["content/agreed/fenwick-tiles/v3.yaml"], whole["content/agreed/aa/v1.yaml"] = second, other
	digests := map[string][32]byte{}
	for name, text := range whole {
		if below := strings.TrimPrefix(name, "content/agreed/"); below != agreed.SumsFile {
			digests[below] = sha256.Sum256([]byte(text))
		}
	}
	whole["content/agreed/SHA256SUMS"] = string(agreed.Sums(nil).With(digests))
	told := func(files map[string]string) bool {
		a := agreed.Open(tree.Of(files))
		problems := append(a.Check(), a.Former(func(string) bool { return true })...)
		for _, customer := range []string{"aa", "fenwick-tiles"} {
			_, more := a.Of(customer, a.Read(customer), nil)
			problems = append(problems, more...)
		}
		return slices.ContainsFunc(problems, func(p diag.Problem) bool { return p.Rule == agreed.RecordEdited })
	}
	if told(whole) {
		t.Fatal("something is wrong with them as they were written")
	}
	names := slices.Sorted(maps.Keys(whole))
	random := rand.New(rand.NewPCG(17, 2026))
	for trial := range figure.Of(10_000) {
		files, name := maps.Clone(whole), names[random.IntN(len(names))]
		what := tamper(random, files, name, names)
		if maps.Equal(files, whole) {
			continue // two that are alike changed places
		}
		if !told(files) {
			t.Fatalf("trial %d: %s: %s, and nothing tells", trial, name, what)
		}
	}
}

// tamper changes one thing, and says what.
func tamper(random *rand.Rand, files map[string]string, name string, names []string) string {
	text := files[name]
	at := random.IntN(len(text))
	lines := strings.SplitAfter(text, "\n")
	one, two := random.IntN(len(lines)-1), random.IntN(len(lines)-1)
	switch random.IntN(7) {
	case 0:
		other := byte(random.IntN(256))
		files[name] = text[:at] + string([]byte{other}) + text[at+1:]
		return fmt.Sprintf("byte %d is %q", at, other)
	case 1:
		files[name] = text[:at] + text[at+1:]
		return fmt.Sprintf("byte %d is gone", at)
	case 2:
		files[name] = text[:at] + string([]byte{byte(random.IntN(256))}) + text[at:]
		return fmt.Sprintf("before byte %d is another", at)
	case 3:
		lines[one], lines[two] = lines[two], lines[one]
		files[name] = strings.Join(lines, "")
		return fmt.Sprintf("lines %d and %d changed places", one+1, two+1)
	case 4:
		files[name] = strings.Join(slices.Delete(lines, one, one+1), "")
		return fmt.Sprintf("line %d is gone", one+1)
	case 5:
		delete(files, name)
		return "it is gone"
	}
	other := names[random.IntN(len(names))]
	files[name], files[other] = files[other], files[name]
	return "it changed places with " + other
}
