package syntax

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/yamltext"
)

// Forms of names: ids, references to them, and names that never become an address.

// idPattern is the form of an id: it becomes part of an address and of a file name.
const idPattern = `[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?`

// reserved are names that some system treats as something else.
var reserved = words("con prn aux nul com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9 index")

// IsID reports whether a word can be an id: lower-case letters, digits and hyphens, at most 64, and no name that some
// system reserves.
func IsID(s string) bool {
	if s == "" || len(s) > 64 || s[0] == '-' || s[len(s)-1] == '-' {
		return false
	}
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return !reserved[s]
}

var notInID = lazy.Pattern(`[^a-z0-9]+`)

// typed takes out the signs that slip into a word, and do not stand between two.
var typed = lazy.Pattern("[\"`'“”’‘*^~{}\\[\\]()<>|!?@%]")

func idHelp(s string) string {
	if reserved[s] {
		return "Choose another one: some computers and hosts use this name for something else."
	}
	id := IDOf(typed().ReplaceAllString(s, ""))
	if !IsID(id) {
		return "Use lower-case letters, digits and hyphens, at most 64 of them."
	}
	return fmt.Sprintf("Write %q: lower-case letters, digits and hyphens.", id)
}

// IDOf makes an id of a name in any writing: "Refund Policy" is refund-policy, "Störung" stoerung and "Łódź" lodz. The
// result need not pass [IsID]: it is empty for a name without Latin letters and digits.
func IDOf(name string) string {
	id := strings.ToLower(name)
	if !isASCII(id) {
		// Files of a Mac have accents as characters of their own: NFC makes one name of both.
		id = norm.NFKD.String(inASCII.Replace(norm.NFC.String(id)))
		id = strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Mn, r) {
				return -1
			}
			return unicode.ToLower(r)
		}, id)
	}
	id = strings.Trim(notInID().ReplaceAllString(id, "-"), "-")
	if len(id) > 64 {
		id = strings.Trim(id[:64], "-")
	}
	return id
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// inASCII writes letters as the people who use them do where there is only a to z, where that is not the letter without
// its marks. Two dots are written as an e, which is German.
var inASCII = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "å", "aa", "æ", "ae", "œ", "oe", "ø", "oe", "ß", "ss",
	"ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i", "ħ", "h", "ŋ", "n", "ŧ", "t", "ĸ", "k", "ə", "e")

// id reads a name as it stands in addresses and references.
func id() form[*Text] {
	return scalarForm(schema{"title": "an id", "type": []string{"string", "integer"}, "pattern": "^" + idPattern + "$"}, func(d *decoder, n *yamltext.Node) (string, bool) {
		if IsID(n.Text) {
			return n.Text, true
		}
		p := diag.Problem{Rule: IDForm, At: d.at(n), Message: fmt.Sprintf("%q cannot be an id", n.Text), Help: idHelp(n.Text)}
		if isIDList(n.Text) {
			p.Message, p.Help = fmt.Sprintf("%q is more than one id", n.Text), "Write one of them."
		}
		d.problems.Add(p)
		return "", false
	})
}

// levelID reads the id of a priority level. Capitals do not matter: people write P1.
func levelID() form[*Text] {
	plain := id()
	s := schema{"title": "an id", "type": []string{"string", "integer"}, "pattern": "^" + strings.ReplaceAll(idPattern, "a-z", "A-Za-z") + "$"}
	return form[*Text]{schema: s.itself, read: func(d *decoder, n *yamltext.Node, into *Text) {
		lower := *n
		lower.Text = strings.ToLower(n.Text)
		plain.read(d, &lower, into)
	}}
}

var idList = lazy.Pattern(`^` + idPattern + `(\.` + idPattern + `)*(, *` + idPattern + `(\.` + idPattern + `)*)+$`)

// isIDList reports whether a text is references with commas between them: "one, other".
func isIDList(s string) bool { return strings.IndexByte(s, ',') > 0 && idList().MatchString(s) }

// reference reads dotted ids, such as capability.promise.
func reference() form[*Text] {
	s := schema{"title": "a reference, such as capability.promise", "type": []string{"string", "number"}, "pattern": `^` + idPattern + `(\.` + strings.ReplaceAll(idPattern, "a-z", "A-Za-z") + `)*$`}
	return scalarForm(s, func(d *decoder, n *yamltext.Node) (string, bool) {
		if isReference(n.Text) {
			return n.Text, true
		}
		name, level, _ := cutLast(n.Text, ".")
		ref := strings.TrimSuffix(name+"."+strings.ToLower(level), ".") // of a level, capitals do not matter
		if !isReference(ref) {
			d.problems.Add(diag.Problem{Rule: IDForm, At: d.at(n), Message: fmt.Sprintf("%q cannot be a reference", n.Text), Help: referenceHelp(n.Text)})
			return "", false
		}
		return ref, true
	})
}

func referenceHelp(text string) string {
	parts := strings.Split(text, ".")
	for i, part := range parts {
		if parts[i] = IDOf(part); !IsID(parts[i]) {
			return "A reference is written capability or capability.promise, as the file and the id are called."
		}
	}
	return fmt.Sprintf("Write %q, if the file and the id are called so: capability or capability.promise.", strings.Join(parts, "."))
}

// cutLast cuts a text at the last separator; without one, all of it stands before.
func cutLast(text, separator string) (before, after string, found bool) {
	if i := strings.LastIndex(text, separator); i >= 0 {
		return text[:i], text[i+len(separator):], true
	}
	return text, "", false
}

// isReference reports whether a text is ids with dots between them.
func isReference(s string) bool {
	for part := range strings.SplitSeq(s, ".") {
		if !IsID(part) {
			return false
		}
	}
	return true
}

var nameForm = lazy.Pattern(`^[A-Za-z][A-Za-z0-9_-]{0,63}$`)

// name reads a key that never becomes an address: letters, digits, hyphens and underscores.
func name() form[*Text] {
	return testedForm(schema{"title": "a name of letters, digits and _", "type": "string", "pattern": nameForm().String()}, nameForm().MatchString,
		diag.Problem{Rule: IDForm, Message: "%q cannot be a name", Help: "Begin with a letter, and use letters, digits, hyphens and underscores."}, nil)
}

// limitOrReference reads the key of a need: a limit's name, or capability.promise.
func limitOrReference() form[*Text] {
	limit, ref := name(), reference()
	return form[*Text]{schema: schema{"type": "string"}.itself, read: func(d *decoder, n *yamltext.Node, into *Text) {
		if strings.Contains(n.Text, ".") {
			ref.read(d, n, into)
			return
		}
		limit.read(d, n, into)
	}}
}
