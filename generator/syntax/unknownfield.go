package syntax

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"upfront/generator/diag"
	"upfront/generator/yamltext"
)

// Fields that a table does not have: what was meant, and where it belongs.

// isMisspelt reports whether a field is there under a name that is nearly its own: that is reported already.
func (t *table[P]) isMisspelt(n *yamltext.Node, key string) bool {
	for _, k := range n.Keys[:min(len(n.Keys), maxGuesses)] {
		if near, ok := t.nearest(k.Text); !slices.Contains(t.keys(), k.Text) && (ok && near == key || t.former[k.Text] == key) {
			return true
		}
	}
	return false
}

// nearest returns the field that a name stands for: the one that is left without signs and letters of other writings, or one
// that is spelt nearly so.
func (t *table[P]) nearest(name string) (string, bool) {
	own := strings.Map(func(c rune) rune {
		if c == '_' || c < utf8.RuneSelf && (unicode.IsLetter(c) || unicode.IsDigit(c)) {
			return c
		}
		return -1
	}, name)
	if t.find(own) >= 0 {
		return own, true
	}
	return diag.Nearest(name, t.keys())
}

// maxGuesses is how many unknown fields of a group are compared with all that there are.
const maxGuesses = 200

// reportUnknown reports a field that there is not; has reports whether one that it may stand for is there.
func (t *table[P]) reportUnknown(d *decoder, key, value *yamltext.Node, has func(string) bool) {
	if entry, glued := strings.CutPrefix(key.Text, "-"); glued && key.Plain && !strings.HasPrefix(entry, "-") {
		p := diag.Problem{Rule: yamltext.Trap, At: d.at(key), Message: "a space is missing after the dash", Help: yamltext.Correction("Write", "- "+entry+": …")}
		if slices.Contains(t.keys(), entry) {
			p.Message, p.Help = fmt.Sprintf("a dash stands before %q, which is no entry of a list", entry), fmt.Sprintf("Write %q.", entry)
		}
		d.problems.Add(p)
		return
	}
	p := diag.Problem{Rule: schemaUnknownKey, At: d.at(key), Message: fmt.Sprintf("there is no field %q in %s", key.Text, t.name),
		Help: fmt.Sprintf("The fields of %s are: %s.", t.name, strings.Join(t.keys(), ", "))}
	if d.unknown++; d.unknown > maxGuesses && !t.foreign { // of a document, a field may be meant to hide it
		d.problems.Add(p)
		return
	}
	near, ok := t.nearest(key.Text)
	hiding, hides := nearestHidingField(key.Text)
	owners, private := d.words().homes[key.Text], true // whether it may have been meant to hide the document
	switch hidden := hidingFields[normalizedKey(key.Text)]; {
	case t.foreign && (ok && near == "visibility" || hides && hiding == "visibility"):
		p.Help = `Did you mean "visibility"?`
	case t.foreign && hides && hidden == 0 && !slices.Contains(t.keys(), near):
		p.Help = fmt.Sprintf("Did you mean %q? Write it so to keep the document off the site, or remove the line.", hiding)
	default:
		private = false
		switch {
		case t.former[key.Text] != "" && !has(t.former[key.Text]):
			p.Help = fmt.Sprintf("Write %q.", t.former[key.Text])
			if t.foreign {
				p.Rule = frontMatterForeign
			}
		case t.foreign && (foreignFields[key.Text] || hidden != 0):
			p.Rule, p.Help = frontMatterForeign, cmp.Or(addressHelp(key.Text, value, has), "Remove it if nobody needs it; nothing is lost either way.")
		case ok && has(near):
			p.Help = fmt.Sprintf("Remove it, or what stands after %q: that field is there already.", near+":")
		case ok:
			p.Help = fmt.Sprintf("Did you mean %q?", near)
		case !t.foreign && (hidden == whenTrue || hidden == whenFalse):
			p.Help = hidesNothing
		case len(owners) > 0:
			p.Help = fmt.Sprintf("It is a field of %s. Is the line indented as it should be?", strings.Join(owners[:min(len(owners), 3)], ", and of "))
		}
	}
	if t.lenient && !private {
		p.Rule = frontMatterForeign
	}
	d.problems.Add(p)
}

// addressHelp returns what to do with a field in which another tool had the address of a page; empty for any other.
func addressHelp(name string, value *yamltext.Node, has func(string) bool) string {
	address := value.Text
	isOne := value.Kind == yamltext.Scalar && !strings.ContainsAny(address, ":{}[], #") // and no pattern
	switch isPath := strings.HasPrefix(address, "/"); {
	case !slices.Contains([]string{"slug", "permalink", "url"}, name):
		return ""
	case name == "slug" && isOne && IsID(address):
		return fmt.Sprintf("The address comes from the name of the file. Name it %s.md to keep this word in it, or remove the line.", address)
	case name != "slug" && isOne && isPath && has("aliases"):
		return fmt.Sprintf("The address comes from the name of the file. Where links still lead to this one, add %s to aliases; else remove the line.", address)
	case name != "slug" && isOne && isPath:
		return fmt.Sprintf("The address comes from the name of the file. Where links still lead to this one, write aliases: [%s] instead; else remove the line.", address)
	}
	return "The address comes from the name of the file, whatever stands here. Remove the line."
}

// foreignFields are fields of other site generators that mean nothing here and do no harm.
var foreignFields = words("author authors categories cascade category class comments cover css date description draft excerpt " +
	"featured_image has_children hidden id image images js keywords lang lastmod layout linkTitle locale math menu nav nav_exclude " +
	"nav_order order parent permalink pagination pin position published publishDate sidebar sidebar_label sidebar_position slug " +
	"subtitle tag tags template thumbnail toc translationKey type url weight")
