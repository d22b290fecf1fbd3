package talk

import (
	"fmt"
	"strings"

	"upfront/generator/note"
	"upfront/generator/paper"
)

// How a sheet is printed: on a terminal, and on paper with room to write.

// textWidth is how many characters a line of a sheet has, behind its number.
const textWidth = 73

// Text returns the sheet for a terminal.
func (s Sheet) Text() string {
	var out strings.Builder
	out.WriteString(s.Title + "\n")
	n := 0
	for _, p := range s.Parts {
		out.WriteString("\n" + p.Heading + "\n")
		for _, q := range p.Questions {
			n++
			writeNumbered(&out, n, q)
		}
	}
	if s.Nothing != "" {
		out.WriteString("\n" + s.Nothing + "\n")
	}
	if len(s.Back.Lines) > 0 {
		out.WriteString("\n" + s.Back.Heading + "\n" + s.Back.How + "\n")
	}
	for i, line := range s.Back.Lines {
		writeNumbered(&out, i+1, line)
	}
	return out.String()
}

// writeNumbered writes a text behind its number, in lines that stand below each other.
func writeNumbered(out *strings.Builder, n int, text string) {
	fmt.Fprintf(out, "%3d  %s\n", n, strings.ReplaceAll(note.Broken(text, textWidth), "\n", "\n     "))
}

// roomLines and backLines are how many lines there are to write on below a question, and below what is read back.
const (
	roomLines = 3
	backLines = 1
)

// HTML returns the sheet as a page to print, with room to write.
func (w Writer) HTML(s Sheet) ([]byte, error) {
	page := paper.Page{Language: w.Words.Language(), Dir: w.Words.Direction(), From: w.Offer.Site.Business.Name.V, Title: s.Title, Day: w.word("day"), Nothing: s.Nothing}
	n := 0
	for _, p := range s.Parts {
		part := paper.Part{Heading: p.Heading}
		for _, q := range p.Questions {
			n++
			part.Items = append(part.Items, paper.Item{N: n, Text: q, Room: make([]struct{}, roomLines)})
		}
		page.Parts = append(page.Parts, part)
	}
	if len(s.Back.Lines) > 0 {
		part := paper.Part{Heading: s.Back.Heading, How: s.Back.How}
		for i, line := range s.Back.Lines {
			part.Items = append(part.Items, paper.Item{N: i + 1, Text: line, Answers: s.Back.Answers, Room: make([]struct{}, backLines)})
		}
		page.Parts = append(page.Parts, part)
	}
	return page.Print()
}
