package letter_test

import (
	"bytes"
	"encoding/base64"
	"html/template"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"upfront/generator/internal/sample"
	"upfront/generator/seal"
)

// TestSealedShellFitsTheLoader holds the shell to what package seal asks of the page around a box.
func TestSealedShellFitsTheLoader(t *testing.T) {
	out, err := sample.Theme(t).Print("sealed", sealed())
	if err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	var states, scripts, order []string
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if state, ok := strings.CutPrefix(a.Key, "data-"); ok && attr(n, "id") == "s" && a.Val != "" {
				states = append(states, state)
			}
		}
		if hidden := slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "hidden" }); attr(n, "id") == "w" && !hidden {
			t.Error("the question for the words shows before the loader asks it")
		}
		if n.Data == "script" {
			scripts = append(scripts, n.FirstChild.Data)
		}
		if attr(n, "http-equiv") == "Content-Security-Policy" && attr(n, "content") != seal.ContentSecurityPolicy() {
			t.Errorf("the policy became %q", attr(n, "content"))
		}
		if id := attr(n, "id"); slices.Contains([]string{"m", "s", "w", "p", "b"}, id) {
			order = append(order, n.Data+"#"+id)
		}
	}
	if !slices.Equal(scripts, []string{seal.Loader()}) {
		t.Error("the script is not byte for byte that of package seal")
	}
	if want := []string{"main#m", "p#s", "form#w", "input#p", "pre#b"}; !slices.Equal(order, want) {
		t.Errorf("%v, want %v", order, want)
	}
	slices.Sort(states)
	if got := strings.Join(slices.Compact(states), " "); got != "ask cut damaged expired insecure mistyped newer nokey old opening words wrong" {
		t.Errorf("states %s", got)
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// TestSealedLetter seals the courier's letter, for a look at it in a browser, and opens it again.
func TestSealedLetter(t *testing.T) {
	th := sample.Theme(t)
	filled := agreement("../../")
	filled.Replier = template.JS(seal.Reply())
	letter, err := th.Print("letter", filled)
	if err != nil {
		t.Fatal(err)
	}
	if ending := "<script>" + seal.Reply() + "</script></body></html>"; !strings.HasSuffix(string(letter), ending) {
		t.Error("the letter does not end with its script, so that it is compressed in each")
	}
	keys := seal.Secret{1}.Keys("fenwick-tiles", 1)
	for _, terms := range []seal.Terms{{}, {Passphrase: true}} {
		box, err := keys.Seal(nil, seal.NewLetter(letter), terms)
		if err != nil {
			t.Fatal(err)
		}
		if len(box) > 24<<10 {
			t.Errorf("the box has %d bytes", len(box))
		}
		page := sealed()
		page.Frame.Root, page.Frame.Home = "../../", "../../"
		page.Box, page.Passkey = base64.StdEncoding.EncodeToString(box), terms.Passphrase
		page.Loader = template.JS(seal.Loader())
		out, err := th.Print("sealed", page)
		if err != nil {
			t.Fatal(err)
		}
		folder := "a/"
		if terms.Passphrase {
			folder = "words/"
		}
		write(t, folder+keys.Path().String()+"/index.html", out)
		t.Log(keys.Link(""), keys.Passphrase())
	}
}
