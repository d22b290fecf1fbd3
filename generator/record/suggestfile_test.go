package record

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"upfront/generator/amount"
)

// TestPasted holds that the promise that is proposed for a file says the same once it stands in a site: it can be read, and is
// proposed again with the same limit and the same count. The files have all columns that can be named.
func TestPasted(t *testing.T) {
	pasted := 0
	for seed := range uint64(200) {
		random := rand.New(rand.NewPCG(seed, 2))
		o := offer(t, "Europe/London", "2026-04-05T10:00:00Z", "target: 95%")
		f := randomFile(random)
		if f.Due == "" && seed%3 == 0 {
			f.Hours = o.Calendar("office")
		}
		text := randomRows(random, o.Now)
		target := []amount.Percent{0, 900_000, 800_000, 500_000}[random.IntN(4)]
		all, problems := f.Suggest(*o, files(map[string]string{"9 x.csv": text}), target)
		for _, p := range problems {
			t.Fatalf("%s: %s", p.At, p.Message)
		}
		if all[0].Write == "" || len(all[0].Unknown) > 0 {
			continue
		}
		_, lines, _ := strings.Cut(all[0].Write, "commitment: target\n")
		lines = strings.Replace(strings.ReplaceAll(lines, "\n    ", "\n"), "records/9 x.csv", "records/r.csv", 1)
		for i, again := range suggest(t, offer(t, "Europe/London", "2026-04-05T10:00:00Z", lines), text, 0) {
			x := all[i]
			if again.Level != x.Level || again.Within != x.Within || *again.Rank != *x.Rank || *again.Windows[0].Suggested != *x.Windows[0].Suggested {
				t.Fatalf("seed %d, %+v:\n%s\n%+v\nand in a site\n%+v", seed, f, x.Write, x, again)
			}
			pasted++
		}
	}
	if pasted < 100 {
		t.Errorf("only %d were pasted", pasted)
	}
}

// randomFile names some of the columns of randomRows.
func randomFile(random *rand.Rand) Unnamed {
	f := Unnamed{File: "9 x.csv"}
	switch random.IntN(3) {
	case 0:
		f.From, f.To = "a", "b"
	case 1:
		f.From, f.Took, f.TookIn = "a", "took", "minutes"
	case 2:
		f.Due, f.To = "due", "b"
	}
	if f.Due == "" && random.IntN(2) == 0 {
		f.Level = "level"
	}
	if random.IntN(3) == 0 {
		f.ID = "id"
	}
	if random.IntN(3) == 0 {
		f.Customer = "for"
	}
	return f
}

func randomRows(random *rand.Rand, now time.Time) string {
	var out strings.Builder
	out.WriteString("id,a,b,due,took,level,for\n")
	levels := [][]string{{"P1"}, {"P1", "slow"}}[random.IntN(2)] // an id, and a name
	dueIn := []string{time.DateOnly, time.RFC3339}[random.IntN(2)]
	for i := range 1 + random.IntN(200) {
		from := now.Add(-time.Duration(random.IntN(150*24*60)) * time.Minute)
		to := from.Add(time.Duration(random.ExpFloat64()*3000) * time.Minute)
		end := ""
		if to.Before(now) {
			end = to.Format(time.RFC3339)
		}
		fmt.Fprintf(&out, "%d,%s,%s,%s,%d,%s,c%d\n", i*random.IntN(3), from.Format(time.RFC3339), end, from.AddDate(0, 0, 1).Format(dueIn), random.IntN(3000), levels[random.IntN(len(levels))], i%9)
	}
	return out.String()
}
