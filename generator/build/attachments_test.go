package build

import (
	"encoding/base64"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"upfront/generator/diag"
	"upfront/generator/letter"
)

// aPNG begins as a picture does.
const aPNG = "\x89PNG\r\n\x1a\n"

// withNotice is the small site with a notice for its one customer, and these files beside it.
func withNotice(text string, beside map[string]string) map[string]string {
	files := small()
	files["content/notices/dock.md"] = "---\ntitle: Your dock\nkind: delay\ncustomers: [fenn]\nvisibility: customer\nnoticed: 2026-03-18T09:00:00Z\ntold: 2026-03-18T09:10:00Z\nresolved: 2026-03-18T12:00:00Z\n---\n" + text + "\n"
	for name, data := range beside {
		files["content/notices/"+name] = data
	}
	return files
}

// TestPicturesGoIntoTheBox opens the page of a customer, and finds the picture in it and nowhere else.
func TestPicturesGoIntoTheBox(t *testing.T) {
	for name, c := range map[string]struct{ data, kind string }{
		"a.png": {aPNG + "one", "image/png"}, "a.jpg": {"\xff\xd8\xff\xe0two", "image/jpeg"}, "a.GIF": {"GIF87athree", "image/gif"}, "a.webp": {"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"},
	} {
		want := `src="data:` + c.kind + `;base64,` + base64.StdEncoding.EncodeToString([]byte(c.data)) + `" alt="The dock"`
		for _, text := range []string{"![The dock](" + name + ")", `So <img src="` + name + `" alt="The dock"> it looks.`} {
			dir := filepath.Join(t.TempDir(), "public")
			publishTo(t, inputWith(withNotice(text, map[string]string{name: c.data})), dir)
			pages := read(t, dir)
			keys := secret.Keys("fenn", 1)
			letter := unseal(t, pages[privatePath(keys.Path().String())], keys)
			if strings.Count(letter, want) != 1 {
				t.Errorf("%s: %s is not in the letter", text, want)
			}
			for path := range pages {
				if strings.Contains(strings.ToLower(path), strings.ToLower(name)) {
					t.Errorf("%s is published", path)
				}
			}
			if page := pages[privatePath(keys.Path().String())]; !strings.Contains(page, "img-src data:;") {
				t.Error("the policy of the page lets it show no picture")
			}
		}
	}
}

// TestAnAgreementBringsItsPictures holds the same of the text of an agreement, sealed and public.
func TestAnAgreementBringsItsPictures(t *testing.T) {
	files := small()
	files["content/policies/a.png"] = aPNG // which no public page shows
	files["content/agreements/fenn.yaml"] += "body: \"![The dock](../policies/a.png)\"\n"
	want := `src="data:image/png;base64,` + base64.StdEncoding.EncodeToString([]byte(aPNG)) + `"`
	keys := secret.Keys("fenn", 1)
	dir := filepath.Join(t.TempDir(), "public")
	publishTo(t, inputWith(files), dir)
	if letter := unseal(t, read(t, dir)[privatePath(keys.Path().String())], keys); !strings.Contains(letter, want) {
		t.Error("it is not in the letter")
	}
	files["content/agreements/fenn.yaml"] += "access: {mode: public}\n"
	dir = filepath.Join(t.TempDir(), "public")
	publishTo(t, inputWith(files), dir)
	if !strings.Contains(read(t, dir)["agreements/fenn/index.html"], want) {
		t.Error("it is not on the public page")
	}
}

// TestAttachmentsThatCannotGo holds what is refused, and where.
func TestAttachmentsThatCannotGo(t *testing.T) {
	large := aPNG + strings.Repeat("x", 600<<10)
	for _, c := range []struct {
		text   string
		beside map[string]string
		want   string
	}{
		{"See [it](it.pdf).", map[string]string{"it.pdf": "%PDF"}, `content/notices/dock.md:10:10 "it.pdf" cannot go with a private text: a customer's page brings pictures along, and no other files`},
		{"See [it](a.png).", map[string]string{"a.png": aPNG}, `content/notices/dock.md:10:10 "a.png" cannot go with a private text: a customer's page brings pictures along, and no other files`},
		{"![it](a.svg)", map[string]string{"a.svg": "<svg/>"}, `content/notices/dock.md:10:7 "a.svg" is not a picture that a customer's page can bring along`},
		{"![it](a.png)", map[string]string{"a.png": "<svg onload='x()'/>"}, `content/notices/dock.md:10:7 "a.png" is not a picture that a customer's page can bring along`},
		{"![it](a.png)\n![it](b.png)", map[string]string{"a.png": large, "b.png": large}, `content/notices/dock.md:11:7 with "b.png" this text brings 1.2 MB of pictures along, and a page may bring 1 MB`},
	} {
		var got []string
		for _, p := range Open(inputWith(withNotice(c.text, c.beside)), nil).Check().Problems {
			if p.Rule == letter.AttachmentRefused {
				got = append(got, p.At.String()+" "+p.Message)
			}
		}
		if !slices.Equal(got, []string{c.want}) {
			t.Errorf("%s: %q", c.text, got)
		}
	}
}

// TestAPageBringsOneMegabyte holds the limit over several texts, each of which is small enough.
func TestAPageBringsOneMegabyte(t *testing.T) {
	for size, want := range map[int]int{500 << 10: 0, 600 << 10: 1} {
		files := withNotice("![it](a.png)", map[string]string{"a.png": aPNG + strings.Repeat("x", size)})
		files["content/notices/again.md"] = files["content/notices/dock.md"]
		out := Open(inputWith(files), nil).Check()
		n := 0
		for _, p := range out.Problems {
			if p.Rule == letter.AttachmentRefused && p.At.String() == "content/agreements/fenn.yaml" && p.Message == "this customer's page would bring 1.2 MB of pictures along, with those of its notices, and it may bring 1 MB" {
				n++
			}
		}
		if n != want || diag.Count(out.Problems, diag.Error) != want {
			t.Errorf("%d bytes:\n%s", size, said(out.Problems))
		}
	}
}

// TestAFileThatIsPublicAnyway holds that a private text may lead to what a public page shows.
func TestAFileThatIsPublicAnyway(t *testing.T) {
	files := withNotice("See [it](it.pdf).", map[string]string{"it.pdf": "%PDF"})
	files["content/policies/late.md"] += "\n[Form](../notices/it.pdf)\n"
	publishTo(t, inputWith(files), filepath.Join(t.TempDir(), "public"))
}

// TestAPreviewBringsNoStrangeFile holds that what is refused is not in the page that is looked at meanwhile.
func TestAPreviewBringsNoStrangeFile(t *testing.T) {
	keys := secret.Keys("fenn", 1)
	for data, want := range map[string]int{aPNG: 1, "<svg onload='x()'/>": 0} {
		page, ok, err := Open(inputWith(withNotice("![it](a.png)", map[string]string{"a.png": data})), nil).Preview().Page(privatePath(keys.Path().String()))
		if err != nil || !ok {
			t.Fatal(ok, err)
		}
		if n := strings.Count(unseal(t, string(page), keys), "data:image"); n != want || strings.Contains(unseal(t, string(page), keys), `src="data:;`) {
			t.Errorf("%q: %d pictures, want %d", data, n, want)
		}
	}
}
