package letter

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html/template"
	"net/url"
	"slices"
	"time"

	"upfront/generator/agreement"
	"upfront/generator/clock"
	"upfront/generator/seal"
	"upfront/generator/site"
	"upfront/generator/theme"
	"upfront/generator/view"
)

// The page at the address of a private page: the box with the script that opens it, or, where the link no longer counts, a
// sentence that says so. But for the box, it is the same for every customer.

// Sealed is the page that a private link opens: the box and the loader, and nothing about the customer.
type Sealed struct {
	Frame    site.Frame        // generic title, no description, no feeds, no breadcrumb; NoIndex set
	Policy   template.HTMLAttr // content="…": the Content-Security-Policy, with the hashes of both scripts
	Loader   template.JS       // the script that opens the box, byte for byte as hashed
	Box      string            // standard base64
	Expires  view.Time         // the last day it can be read; zero where it has none
	Passkey  bool              // the link alone does not open it: a passphrase is asked for
	AskPaper view.Link         // how to ask for a printed copy
	Reach    []view.Link       // whom to ask when the link does not work
}

// Tombstone stands where a private page was.
type Tombstone struct {
	Frame site.Frame
	Ended bool // the link is past its last day; otherwise it was replaced by another
	Reach []view.Link
}

// sealTerms returns how the page of an agreement may be opened. Its last day ends with the day in UTC.
func sealTerms(a *agreement.Agreement) seal.Terms {
	t := seal.Terms{Passphrase: a.Access.Mode.V == "passphrase"}
	if a.Access.Until.IsSet() {
		t.Until = seal.DayOf(a.Access.Until.V.Start(time.UTC))
	}
	return t
}

// wrap returns the page around a box that was sealed under the terms, for a/<26 characters>/index.html. Of the terms it
// shows what the box says to everybody: its last day, and whether a passphrase is asked for.
func (l *Printer) wrap(box []byte, t seal.Terms) ([]byte, error) {
	printed := l.shells[t.Passphrase]
	if t.Until != 0 {
		printed = func() (shell, error) { return l.printShell(t) }
	}
	shell, err := printed()
	if err != nil {
		return nil, err
	}
	size := len(shell.before) + base64.StdEncoding.EncodedLen(len(box)) + len(shell.after)
	var out []byte
	if written, ok := l.pages.Get().(*[]byte); ok {
		out = (*written)[:0]
	}
	out = append(slices.Grow(out, size), shell.before...)
	out = base64.StdEncoding.AppendEncode(out, box)
	return append(out, shell.after...), nil
}

// Recycle takes a page that [Printer.Sealed] returned and nobody needs any more.
func (l *Printer) Recycle(page []byte) { l.pages.Put(&page) }

// shell is a page in two parts, between which the box goes: base64 needs no escaping, and a printer of templates would
// escape each plus sign.
type shell struct{ before, after []byte }

const boxMark = "BOX"

// policyAttr returns the policy as it stands in its tag. It has neither a quotation mark nor an ampersand, and a printer
// of templates would write each apostrophe in five letters.
func policyAttr() template.HTMLAttr {
	return template.HTMLAttr(`content="` + seal.ContentSecurityPolicy() + `"`)
}

func (l *Printer) printShell(t seal.Terms) (shell, error) {
	v := Sealed{
		Frame: l.privateFrame("private"), Policy: policyAttr(), Loader: template.JS(seal.Loader()),
		Box: boxMark, Passkey: t.Passphrase, Reach: l.Contacts(),
	}
	if c := l.FirstChannel("email"); c != nil {
		v.AskPaper = view.Link{Text: l.Words.Word("sealed.paper"), Href: "mailto:" + c.To.V + "?subject=" + url.PathEscape(l.Words.Word("sealed.paper_subject"))}
	}
	v.Frame.Nav, v.Frame.Feeds = nil, nil
	if t.Until != 0 {
		v.Expires = l.Date(clock.DateOf(time.Unix(int64(t.Until)*24*60*60, 0), time.UTC))
	}
	html, err := l.Theme.Print("sealed", v)
	if err != nil {
		return shell{}, err
	}
	if html, err = theme.Tight(html); err != nil {
		return shell{}, fmt.Errorf("print sealed: %w", err)
	}
	before, after, ok := bytes.Cut(html, []byte(">"+boxMark+"<"))
	if !ok {
		return shell{}, fmt.Errorf("print sealed: the template does not hold the box alone in an element")
	}
	return shell{append(before, '>'), append([]byte("<"), after...)}, nil
}

// Tombstone returns the page for a link that no longer counts: it is past its last day, or was replaced by another.
func (l *Printer) Tombstone(ended bool) ([]byte, error) { return l.tombstones[ended]() }

// privateFrame returns the frame of a page of nobody in particular: nothing leads to the page, or tells one from another.
func (l *Printer) privateFrame(kind string) site.Frame {
	f := site.NewFrame(l.PageContext, kind, "")
	f.Private(l.PageContext, l.Words.Word("title.private", "business", f.Business))
	f.Call = view.Link{} // its body says whom to call
	return f
}
