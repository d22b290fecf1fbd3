package search

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// pdfStrings are the ways in which a string of a PDF is written.
var pdfStrings = map[string]func(string) string{
	"literal":           func(s string) string { return "(" + s + ")" },
	"nested":            func(s string) string { return "(a (" + s + ") and \\) more)" },
	"octal":             func(s string) string { return "(" + escapeEach(s, "\\%03o") + ")" },
	"short octal":       func(s string) string { return "(" + strings.ReplaceAll(s, " ", "\\40") + ")" },
	"over two lines":    func(s string) string { return "(" + s[:3] + "\\\n" + s[3:9] + "\\\r\n" + s[9:] + ")" },
	"hex":               func(s string) string { return "<" + hex.EncodeToString([]byte(s)) + ">" },
	"hex, in lines":     func(s string) string { return "<" + escapeEach(s, "%02X\n") + ">" },
	"UTF-8":             func(s string) string { return "(\xef\xbb\xbf" + s + ")" },
	"UTF-16":            func(s string) string { return "(\xfe\xff" + escapePDF(inUTF16(s, true)) + ")" },
	"UTF-16, reversed":  func(s string) string { return "(\xff\xfe" + escapePDF(inUTF16(s, false)) + ")" },
	"UTF-16, in octal":  func(s string) string { return "(\\376\\377" + escapeEach(string(inUTF16(s, true)), "\\%03o") + ")" },
	"UTF-16, in hex":    func(s string) string { return "<FEFF" + hex.EncodeToString(inUTF16(s, true)) + ">" },
	"UTF-16, no mark":   func(s string) string { return "(" + escapePDF(inUTF16(s, true)) + ")" },
	"after a backslash": func(s string) string { return `(Ann\` + s + `\file)` },
	"among bytes":       func(s string) string { return "(\x80\x01\xff\x02" + s + "\x00\x9c)" },
}

func escapeEach(s, format string) string {
	var out strings.Builder
	for _, c := range []byte(s) {
		fmt.Fprintf(&out, format, c)
	}
	return out.String()
}

func escapePDF(b []byte) string {
	return strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(string(b))
}

// pdfPlaces are the places of strings in a PDF: within an object, and %s is the string.
var pdfPlaces = map[string]string{
	"information":    "<< /Author %s /Pages 4 /ModDate (D:20260101) >>",
	"title":          "<</Title%s/Count 1>>",
	"annotation":     "<< /Type /Annot /Subtype /Text /Rect [0 0 612 792] /Contents %s >>",
	"link":           "<< /Type /Annot /Subtype /Link /A << /S /URI /URI %s >> >>",
	"attachment":     "<< /Type /Filespec /F %s /EF << /F 12 0 R >> >>",
	"destination":    "<< /Names [%s 12 0 R (b) 13 0 R] /Limits [(a) (b)] >>",
	"form":           "<< /FT /Tx /T (field) /V %s /MaxLen 40 >>",
	"script":         "<< /S /JavaScript /JS %s >>",
	"other text":     "<< /Type /StructElem /S /P /ActualText %s >>",
	"among others":   "[ 1 2 R null true (x) %s -3.5 ]",
	"page":           "<< /Length 9 0 R >>\nstream\nBT /F1 11 Tf 1 0 0 1 72 720 Tm %s Tj 0 -14 Td (more) ' ET\nendstream",
	"page of pieces": "<< /Length 9 0 R >>\nstream\r\nq BT [(a) -20 %s 3.5 (b)] TJ ET 0 0 5 5 re W* n Q\nendstream",
}

// pdfTexts are the places of words that are no string.
var pdfTexts = map[string]string{
	"comment":             "<< >> %% %s\n",
	"comment at the end":  "<< >> %%%s\r",
	"XMP":                 "<< /Type /Metadata /Subtype /XML >>\nstream\n<?xpacket?><rdf:li>%s</rdf:li>\n<?xpacket end='w'?>\nendstream",
	"attached text":       "<< /Type /EmbeddedFile >>\nstream\nBT %s Tj\nendstream",
	"attached numbers":    "<< >>\nstream\n12 13 %s 14 15\nendstream",
	"attached CSV":        "<< >>\nstream\n1,2,%s,3\nendstream",
	"picture":             "<< /Filter /DCTDecode >>\nstream\n\xff\xd8\xff\xe1\x00\x18Exif\x00\x00%s\x00\xff\xd9\nendstream",
	"picture in a page":   "<< >>\nstream\nq BI /W 1 /H 1 ID \x9c(\x80 EI Q (%s) Tj\nendstream",
	"page with a mistake": "<< >>\nstream\nBT (a) Tj %s Tj ET\nendstream",
	"page of two strings": "<< >>\nstream\nBT (a) Tj ( %s Tj ET\nendstream",
	"undone object":       "<< /Author %s",
	"stray end":           "<< >> endstream %s",
	"stray string":        "<< /Author %s) >>",
	"stray hex":           "<< /Author <%s> >>",
	"stray brace":         "<< /Author {%s} >>",
}

type plants struct {
	objects []string
	words   map[string]string // where each is
}

// add plants a new name in an object of its own.
func (p *plants) add(where, object string, write func(string) string) {
	word := "Quelda Marb" + strings.Map(func(r rune) rune { return r - '0' + 'a' }, fmt.Sprintf("%03d", len(p.objects)))
	p.words[word] = where
	p.objects = append(p.objects, fmt.Sprintf(object, write(word)))
}

// pdfOf returns a PDF of objects.
func pdfOf(objects []string) []byte {
	out := []byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	var xref strings.Builder
	for i, o := range objects {
		fmt.Fprintf(&xref, "%010d 00000 n \n", len(out))
		out = fmt.Appendf(out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := len(out)
	return fmt.Appendf(out, "xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %[1]d /Info 1 0 R >>\nstartxref\n%[3]d\n%%%%EOF\n", len(objects)+1, xref.String(), start)
}

func asIs(s string) string { return s }

// structurePDF returns objects as most of a PDF are.
func structurePDF(n int) (objects []string) {
	for i := range n {
		objects = append(objects, fmt.Sprintf("<< /Type /Page /Parent 3 0 R /MediaBox [0 0 595.28 841.89] /Resources << /Font << /F1 4 0 R >> >> /StructParents %d >>", i))
	}
	return objects
}

// TestWordsOfAPDF plants a name in every place of a PDF, in each way to write it, and holds that each is found; and that the
// structure is not kept.
func TestWordsOfAPDF(t *testing.T) {
	p := plants{words: map[string]string{}}
	for place, object := range pdfPlaces {
		for way, write := range pdfStrings {
			p.add(place+", "+way, object, write)
		}
	}
	p.add("name", "<< /Type /Font /%s 12 0 R >>", func(s string) string { return strings.ReplaceAll(s, " ", "#20") })
	p.add("name with a dash", "[/%s/Other]", func(s string) string { return strings.ReplaceAll(s, " ", "-") })
	p.add("name in a page", "<< >>\nstream\n/%s BMC EMC\nendstream", func(s string) string { return strings.ReplaceAll(s, " ", "_") })
	for _, place := range []string{"comment", "XMP", "attached text", "attached numbers", "attached CSV", "picture", "picture in a page", "page with a mistake"} {
		p.add(place, pdfTexts[place], asIs)
	}
	data := pdfOf(slices.Concat(structurePDF(2000), p.objects))
	words, ok := wordsInPDF(data)
	if !ok {
		t.Fatal("it does not read as a PDF")
	}
	if len(words) > 60_000 {
		t.Errorf("%d of %d bytes are kept", len(words), len(data))
	}
	x := New()
	x.Add("files/a.pdf", data)
	for word, where := range p.words {
		if _, found := x.Find(word); !found {
			t.Errorf("%s: %q is not found", where, word)
		}
	}
}

// TestWordsOfABrokenPDF plants names where no PDF has any, in a file each: it is searched as any other.
func TestWordsOfABrokenPDF(t *testing.T) {
	for place, object := range pdfTexts {
		p := plants{words: map[string]string{}}
		p.add(place, object, asIs)
		x := New()
		x.Add("files/a.pdf", pdfOf(slices.Concat(structurePDF(3), p.objects)))
		for word := range p.words {
			if _, found := x.Find(word); !found {
				t.Errorf("%s: %q is not found", place, word)
			}
		}
	}
}

// TestNumbersOfAPDF holds that telephone numbers are found in a PDF, and that its structure is none.
func TestNumbersOfAPDF(t *testing.T) {
	x := New()
	x.Add("files/a.pdf", pdfOf([]string{"<< /Contents (Ring 020 7946 0123) /Rect [16 32 960 555] >>", "<< /Phone 01632960777 >>", "<< /Phone <441632960333> >>",
		"<< >>\nstream\n01632 960 888\n01632 960 999\nendstream",
		"<< >>\nstream\n" + strings.Repeat("01632 960 111\n", 12) + "q\nendstream", "<< >>\nstream\n1 1 1 01632 960 222 re\nendstream"}))
	for number, want := range map[string]bool{"+44 20 7946 0123": true, "01632 960777": true, "01632 960888": true, "01632 960999": true, "01632 960333": true, "01632 960111": true, "01632 960222": false, "16 32 960 555": false, "0000000000 65535": false} {
		if _, found := x.Find(number); found != want {
			t.Errorf("%s: found is %t", number, found)
		}
	}
}

// TestEncodingsOfAPDF holds that letters beyond ASCII are read in the encodings of PDFs.
func TestEncodingsOfAPDF(t *testing.T) {
	for text, name := range map[string]string{
		"(Ji\\370\\355 M\xfcller)": "Jiøí Müller", // Latin-1
		"(\\235eleni \\236upan)":   "šeleni župan",
		"(\x9aeleni \x9eupan)":     "šeleni župan",
		"<c4>":                     "",
		"(\\376\\377\\000\\216\\001\\101\\000\\363\\000d\\001\\172)": "\u008eŁódź",
		"(O\\222Hara of Bray)": "O’Hara of Bray",
	} {
		x := New()
		x.Add("files/a.pdf", pdfOf([]string{"<< /Author " + text + " >>"}))
		if _, found := x.Find(name); found != (name != "") {
			t.Errorf("%s: %q: found is %t", text, name, found)
		}
	}
}

// TestWordsOfASpoiltPDF changes bytes of a PDF at random, and holds that each planted name whose bytes are whole is found.
func TestWordsOfASpoiltPDF(t *testing.T) {
	p := plants{words: map[string]string{}}
	for place, object := range pdfPlaces {
		p.add(place, object, pdfStrings["literal"])
	}
	for _, place := range []string{"comment", "XMP", "attached text", "attached numbers", "picture in a page"} {
		p.add(place, pdfTexts[place], asIs)
	}
	whole := pdfOf(p.objects)
	random := rand.New(rand.NewPCG(14, 1))
	for range 5000 {
		data := bytes.Clone(whole)
		for range 1 + random.IntN(3) {
			at, with := random.IntN(len(data)), "()<>[]/%\\ \n0aR\x00\xff"
			switch c := with[random.IntN(len(with))]; random.IntN(3) {
			case 0:
				data[at] = c
			case 1:
				data = slices.Insert(data, at, c)
			default:
				data = slices.Delete(data, at, min(at+1+random.IntN(9), len(data)))
			}
		}
		kept := string(wordsIn(data))
		for word, where := range p.words {
			if !HasWord(kept, word) && HasWord(string(data), word) {
				t.Fatalf("%s: %q is not kept of\n%q", where, word, data)
			}
		}
	}
}

// BenchmarkPDF reads ten megabytes, half of it structure, half of it compressed.
func BenchmarkPDF(b *testing.B) {
	objects := structurePDF(33_000)
	for i := 0; i < len(objects); i += 30 {
		objects[i] = "<< /Length 4700 >>\nstream\n" + string(noise(uint64(i), 4700)) + "\nendstream"
	}
	data := pdfOf(objects)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		New().Add("files/a.pdf", data)
	}
}
