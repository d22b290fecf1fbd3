package letter_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"sync"
	"testing"

	agree "upfront/generator/agreement"
	"upfront/generator/seal"
)

// TestLettersStayApart prints and seals letters of many lengths at once, some of which fail, in the room that others were
// printed in, and opens each: nothing of one customer may be in another's page.
func TestLettersStayApart(t *testing.T) {
	const customers = 24
	files := map[string]string{}
	name := func(i int) string { return fmt.Sprintf("Customer %c%c", 'A'+i/6, 'A'+i%6) }
	for i := range customers {
		files[fmt.Sprintf("content/agreements/c%d.yaml", i)] = strings.Replace(fenwick, "Fenwick Tiles", name(i), 1) + "\nhow_they_use_it: " + strings.Repeat(fmt.Sprintf("%s %d ", name(i), i*i*i*7919), 1+i*i*9)
		files[fmt.Sprintf("content/agreements/c%d.yaml", i)] = strings.Replace(files[fmt.Sprintf("content/agreements/c%d.yaml", i)], "how_they_use_it: Tiles go straight to fitters.\n", "", 1)
	}
	r := read(t, files)
	secret := seal.Secret{4, 5, 6}
	var all []*agree.Agreement
	for i := range customers {
		all = append(all, r.agreement(t, fmt.Sprintf("c%d", i)))
	}
	broken := *all[3]
	broken.HowTheyUseIt.V = "\xff broken " + strings.Repeat("BROKEN ", 5000)
	var both sync.WaitGroup
	for w := range 8 {
		both.Go(func() {
			for n := range 3 * customers {
				i := (n*7 + w*5) % customers
				if n%4 == 0 {
					if _, err := r.letters.Sealed(&broken, secret.Keys("broken", 1)); err == nil {
						t.Error("a letter that is not in UTF-8 is sealed")
					}
				}
				keys := secret.Keys(all[i].ID, 1)
				page, err := r.letters.Sealed(all[i], keys)
				if err != nil {
					t.Error(err)
					continue
				}
				check(t, page, keys, name, i)
			}
		})
	}
	both.Wait()
}

func check(t *testing.T, page []byte, keys seal.Keys, name func(int) string, i int) {
	_, rest, _ := strings.Cut(string(page), "<pre id=b hidden>")
	text, _, _ := strings.Cut(rest, "</pre>")
	box, err := base64.StdEncoding.DecodeString(text)
	if err != nil || text == "" {
		t.Errorf("there is no box in %.300s: %v", page, err)
		return
	}
	html, err := seal.Open(box, keys.Path(), keys.LinkKey(), "", 20000)
	if err != nil {
		t.Errorf("%d: %v", i, err)
		return
	}
	for j := range 24 {
		if has := strings.Contains(string(html), name(j)); has != (i == j) {
			t.Errorf("the page of %s: %s is in it: %v", name(i), name(j), has)
		}
	}
	if strings.Contains(string(html), "BROKEN") || !strings.HasSuffix(strings.TrimSpace(string(html)), "</html>") {
		t.Errorf("the page of %s is not as it was printed: %q", name(i), html[max(0, len(html)-80):])
	}
}
