package letter

import (
	"fmt"
	"path"
	"slices"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/markdown"
	"upfront/generator/view"
)

// AttachmentRefused is the rule for a file that cannot go with a private text.
const AttachmentRefused diag.RuleID = "attachment-refused"

const maxPictures = 1 << 20

// NoticeAttachments reports files that notices for customers show or link to, and that cannot go with them.
func (l *Printer) NoticeAttachments() (problems []diag.Problem) {
	for _, n := range l.Offer.Notices {
		if !n.Public() && n.Visibility.V != "internal" {
			found, _ := l.checkFiles(n.Notice.Body.File, n.Body)
			problems = append(problems, found...)
		}
	}
	return problems
}

// Attachments reports such files of an agreement, and pictures of it and its notices that are too large together.
func (l *Printer) Attachments(a *agreement.Agreement) []diag.Problem {
	problems, all := l.checkFiles(a.At.File, a.Body)
	reported := len(problems) > 0
	for _, n := range a.Notices {
		if !n.Public() {
			found, size := l.checkFiles(n.Notice.Body.File, n.Body)
			reported, all = reported || len(found) > 0, all+size
		}
	}
	if all > maxPictures && !reported {
		problems = append(problems, diag.Problem{Rule: AttachmentRefused, At: diag.Place{File: a.At.File},
			Message: fmt.Sprintf("this customer's page would bring %s of pictures along, with those of its notices, and it may bring 1 MB", megabytes(all)),
			Help:    "Make the pictures smaller, or take the oldest out."})
	}
	return problems
}

// checkFiles reports the files that cannot go with a private text, and returns how many bytes of pictures it brings along.
func (l *Printer) checkFiles(file string, doc *markdown.Document) (problems []diag.Problem, size int) {
	for _, link := range doc.Links(l.Offer.PlainFill) {
		t, ok := l.Offer.Follow(file, link)
		if !link.Local() || !ok || t.File() == "" {
			continue
		}
		refuse := func(message, help string) {
			problems = append(problems, diag.Problem{Rule: AttachmentRefused, At: link.At, Message: message, Help: help})
		}
		name := path.Base(t.ID)
		if !link.Image {
			if t.Kind == catalog.ToAsset && !slices.Contains(l.Files(), t.ID) {
				refuse(fmt.Sprintf("%q cannot go with a private text: a customer's page brings pictures along, and no other files", name), "Send the file another way and say so in the text, or show a picture of it: ![…](picture.png).")
			}
			continue
		}
		data, err := l.Read(t.File())
		switch size += len(data); {
		case err != nil:
			refuse(fmt.Sprintf("%q cannot be read: %v", name, err), "Make it readable, or take the picture out.")
		case !view.IsPicture(t.ID) || view.PictureType(data) == "":
			refuse(fmt.Sprintf("%q is not a picture that a customer's page can bring along", name), "Save it as a PNG, JPEG, GIF or WebP.")
		case size > maxPictures:
			refuse(fmt.Sprintf("with %q this text brings %s of pictures along, and a page may bring 1 MB", name, megabytes(size)), "Make it smaller: 1200 pixels across are enough for a page.")
		}
	}
	return problems, size
}

// megabytes returns a number of bytes in words, rounded up to tenths of a megabyte of 2^20.
func megabytes(n int) string { return fmt.Sprintf("%d.%d MB", n/(1<<20), (n%(1<<20)*10+1<<20-1)>>20) }
