package build

import (
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"upfront/generator/diag"
	"upfront/generator/leak"
	"upfront/generator/publish"
	"upfront/generator/tree"
)

// The secret of these tests as 64 digits, and as other programs write it.
const secretHex = "0102030405060708000000000000000000000000000000000000000000000000"

func grouped(n int, by string) string {
	var parts []string
	for i := 0; i < len(secretHex); i += n {
		parts = append(parts, secretHex[i:i+n])
	}
	return strings.Join(parts, by)
}

// TestTheSecretIsInNoOutput plants the secret wherever something is published from: nothing is published then, building and
// checking say the same, the place is named, and the message does not hold it.
func TestTheSecretIsInNoOutput(t *testing.T) {
	t.Parallel()
	raw, _ := hex.DecodeString(secretHex)
	notice := "---\ntitle: A key left behind\nkind: delay\ncustomers: [fenn]\nvisibility: customer\nnoticed: 2026-03-05T07:00:00Z\ntold: 2026-03-05T08:00:00Z\n---\nWe left the key.\n"
	const inLetter = "the secret of this site would be readable on the private page of this agreement"
	for name, c := range map[string]struct {
		file, from, to string // what is replaced; an empty from adds
		at, message    string // of the one problem; empty: it is published
	}{
		"a page, in capitals":     {"content/policies/late.md", "", "\nCall " + strings.ToUpper(secretHex) + " now.\n", "content/policies/late.md:13:6+64", "the secret of this site would be readable on policies/late/index.html"},
		"a page, in groups":       {"content/policies/late.md", "", "\n" + grouped(2, ":") + "\n", "content/policies/late.md:13:1+95", "the secret of this site would be readable on policies/late/index.html"},
		"all pages, in base64":    {"site.yaml", "Parcels for a small town.", "Parcels " + base64.StdEncoding.EncodeToString([]byte("x"+string(raw)+"y")) + ".", "site.yaml:1:52+42", "the secret of this site would be readable on "},
		"a title, in base32":      {"content/capabilities/vans.yaml", "across town\nsummary", base32.StdEncoding.EncodeToString(raw) + "\nsummary", "content/capabilities/vans.yaml:1:23+51", "the secret of this site would be readable on "},
		"promises.json":           {"content/capabilities/vans.yaml", "within 4 hours of collection.", "within 4 hours, " + secretHex, "content/capabilities/vans.yaml:11:38+64", "the secret of this site would be readable on "},
		"a name":                  {"content/policies/" + secretHex + ".md", "", "---\ntitle: Other\nsummary: Another one.\neffective: 2026-01-05\n---\nText.\n", "content/policies", "the secret of this site would be readable on "},
		"a PDF":                   {"content/policies/late.pdf", "", "%PDF-1.7\n\x00\x00\xff" + string(raw) + "\x00", "content/policies/late.pdf", "the secret of this site would be readable on files/policies/late.pdf"},
		"a picture":               {"content/policies/late.png", "", "\x89PNG\r\n\x1a\n\x00\x00 comment\x00" + secretHex + "\xff\x00", "content/policies/late.png", "the secret of this site would be readable on files/policies/late.png"},
		"a file of the theme":     {"themes/own/assets/more.css", "", "p::after{content:\"" + secretHex + "\"}\n", "themes/own/assets/more.css:1:19+64", "the secret of this site would be readable on assets/more.css"},
		"a word of the 404":       {"themes/own/i18n/en.yaml", "", "missing: {why: x" + secretHex + "}\n", "themes/own/i18n/en.yaml:1:17+64", "the secret of this site would be readable on 404.html"},
		"around a box":            {"themes/own/templates/pages/tombstone.html", "", "<p>" + secretHex + "</p>", "themes/own/templates/pages/tombstone.html:1:4+64", "the secret of this site would be readable on private pages that are ended and 1 more"},
		"a line":                  {"content/agreements/fenn.yaml", "No chipped glaze, ever.", "No chips: " + grouped(4, "-"), "content/agreements/fenn.yaml:13:31+79", inLetter},
		"a line, in base64":       {"content/agreements/fenn.yaml", "No chipped glaze, ever.", "No chips: " + base64.RawURLEncoding.EncodeToString([]byte(secretHex)), "content/agreements/fenn.yaml:13:31+85", inLetter},
		"a public agreement":      {"content/agreements/fenn.yaml", "status: proposed", "status: proposed\naccess: {mode: public}\nhow_they_use_it: " + secretHex, "content/agreements/fenn.yaml:5:18+64", inLetter},
		"a notice of one":         {"content/notices/2026-03-05-key.md", "", notice + secretHex + "\n", "content/notices/2026-03-05-key.md:10:1+64", "the secret of this site would be readable on private pages"},
		"a comment":               {"content/agreements/fenn.yaml", "", "# " + secretHex + "\n", "", ""},
		"what staff alone see":    {"content/agreements/fenn.yaml", "twice as loud.", "twice as loud " + secretHex, "", ""},
		"a comment of the offer":  {"site.yaml", "", "# " + secretHex + "\n", "", ""},
		"a part of it":            {"content/policies/late.md", "", "\n" + secretHex[:60] + "\n", "", ""},
		"another one, in a page":  {"content/policies/late.md", "", "\n" + secretHex[:63] + "1\n", "", ""},
		"a file that nobody sees": {"content/policies/unlinked.pdf", "", "%PDF" + secretHex + "\x00", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			files := small()
			if strings.HasPrefix(c.file, "themes/") {
				files["site.yaml"] += "theme: own\n"
			}
			if strings.HasPrefix(c.file, "content/policies/late.p") {
				files["content/policies/late.md"] += "\n[the file](" + filepath.Base(c.file) + ")\n"
			}
			switch {
			case c.from == "":
				files[c.file] += c.to
			case strings.Count(files[c.file], c.from) != 1:
				t.Fatalf("%q stands in %s %d times", c.from, c.file, strings.Count(files[c.file], c.from))
			default:
				files[c.file] = strings.Replace(files[c.file], c.from, c.to, 1)
			}
			dir := filepath.Join(t.TempDir(), "public")
			out, _, err := Open(inputWith(files), nil).Publish(dir, false, publish.Options{})
			if err != nil {
				t.Fatal(err)
			}
			checked := Open(inputWith(files), nil).Check().Problems
			if !reflect.DeepEqual(tidy(checked), tidy(out.Problems)) {
				t.Errorf("checking says\n%s\nbuilding says\n%s", said(checked), said(out.Problems))
			}
			found := errorsOf(out.Problems)
			if c.at == "" {
				if out.Refused {
					t.Errorf("refused:\n%s", said(found))
				}
				return
			}
			if !out.Refused || len(found) != 1 || found[0].Rule != leak.RulePrivate || placed(found[0].At) != c.at || !strings.HasPrefix(found[0].Message, c.message) {
				t.Errorf("refused %v, want %q at %s, got %v", out.Refused, c.message, c.at, found)
			}
			if strings.Contains(fmt.Sprint(out.Problems), "0102030405060708") {
				t.Errorf("the message holds it: %v", found)
			}
			if _, err := os.Stat(dir); err == nil {
				t.Error("something was published")
			}
		})
	}
}

// placed is a place with its width.
func placed(at diag.Place) string {
	if at.Width == 0 {
		return at.String()
	}
	return fmt.Sprintf("%s+%d", at, at.Width)
}

// TestTheSecretIsFoundBySomebodyWhoRemembers holds that it is found, and gone, whatever a build before knew.
func TestTheSecretIsFoundBySomebodyWhoRemembers(t *testing.T) {
	base := small()
	edit := func(file, text string) map[string]string {
		files := small()
		files[file] += text
		return files
	}
	notice := "---\ntitle: A key\nkind: delay\ncustomers: [fenn]\nvisibility: customer\nnoticed: 2026-03-05T07:00:00Z\ntold: 2026-03-05T08:00:00Z\n---\nWe left it.\n"
	bad := []map[string]string{
		edit("content/policies/late.md", "\n"+secretHex+"\n"), edit("content/agreements/fenn.yaml", "how_they_use_it: "+secretHex+"\n"), edit("content/notices/key.md", notice+secretHex+"\n"),
	}
	other := edit("content/policies/late.md", "\nMore.\n")
	last := compile(t, inputWith(base), nil)
	for i, files := range []map[string]string{bad[1], bad[1], withPolicy(bad[1]), bad[0], bad[1], base, bad[2], withPolicy(bad[2]), bad[2], other, base} {
		in := inputWith(files)
		warm, cold := compile(t, last.after(in), last.pages), compile(t, in, nil)
		if why := same(warm, cold); why != "" {
			t.Errorf("%d: %s", i, why)
		}
		if refused := diag.Count(cold.problems, diag.Error) > 0; refused != (i != 5 && i < 9) {
			t.Errorf("%d: refused %v", i, refused)
		}
		last = warm
	}
}

// withPolicy is a site with another public page.
func withPolicy(files map[string]string) map[string]string {
	out := map[string]string{}
	for name, text := range files {
		out[name] = text
	}
	out["content/policies/late.md"] += "\nMore.\n"
	return out
}

// TestALetterIsSearchedBeforeItIsSealed holds that a letter is not sealed either where no file holds the whole secret.
func TestALetterIsSearchedBeforeItIsSealed(t *testing.T) {
	files := small()
	files["site.yaml"] += "theme: own\n"
	files["themes/own/templates/pages/letter.html"] = `<!doctype html><html lang="en"><head><title>x</title></head><body><p>` + secretHex[:32] + `{{.Uses}}</p></body></html>`
	files["content/agreements/fenn.yaml"] += `how_they_use_it: "` + secretHex[32:] + "\"\n"
	dir := filepath.Join(t.TempDir(), "public")
	in := inputWith(files)
	in.Tree = tree.Of(files)
	out, _, err := Open(in, nil).Publish(dir, false, publish.Options{})
	if err != nil {
		t.Fatal(err)
	}
	found := errorsOf(out.Problems)
	if !out.Refused || len(found) != 1 || found[0].At.String() != "content/agreements/fenn.yaml" || found[0].Message != "the secret of this site would be readable on the private page of this agreement" {
		t.Errorf("refused %v:\n%s", out.Refused, said(found))
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("something was published")
	}
}

// TestWhatOpensAPageIsFoundInEverySpelling plants the key of a link, and its words.
func TestWhatOpensAPageIsFoundInEverySpelling(t *testing.T) {
	keys := secret.Keys("fenn", 1)
	link := keys.LinkKey()
	for name, text := range map[string]string{
		"as in the link": link.Text(), "in capitals": strings.ToUpper(link.Text()), "hexadecimal": hex.EncodeToString(link[:]), "hexadecimal in capitals": strings.ToUpper(hex.EncodeToString(link[:])),
		"base32": base32.StdEncoding.EncodeToString(link[:]), "base64": base64.StdEncoding.EncodeToString(link[:]), "base64 for addresses": base64.URLEncoding.EncodeToString(link[:]),
		"the words": keys.Passphrase(), "the words with hyphens": strings.ReplaceAll(keys.Passphrase(), " ", "-"), "the words in base64": base64.StdEncoding.EncodeToString([]byte("xy" + keys.Passphrase())),
	} {
		files := small()
		files["content/policies/late.md"] += "\n`" + text + "`\n"
		files["content/agreements/fenn.yaml"] += "access: {mode: passphrase}\n"
		found := errorsOf(Open(inputWith(files), nil).Check().Problems)
		if len(found) == 0 || found[0].Rule != leak.RulePrivate || found[0].Message != "what opens the private page of this customer would be readable on policies/late/index.html" {
			t.Errorf("%s: %v", name, found)
		}
	}
}
