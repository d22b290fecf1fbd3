package markdown

import (
	"slices"
	"strings"
	"testing"
)

// TestPicturesFromElsewhere holds which pictures are refused, and where, in a text that refuses remote images; other
// texts may have them.
func TestPicturesFromElsewhere(t *testing.T) {
	const away = "is loaded from another site, which learns from it who reads this page"
	for text, want := range map[string]string{
		"![A](https://p.example/a.png)":                     `1:6 the image "https://p.example/a.png" ` + away + " | ![…](a.png)",
		"![A](HTTP://p.example/a.png?w=2)":                  `1:6 the image "HTTP://p.example/a.png?w=2" ` + away + " | ![…](a.png)",
		"![A](//p.example/x)":                               `1:6 the image "//p.example/x" ` + away + " | ![…](picture.png)",
		"![A](\\\\\\\\p.example\\a.png)":                    `1:6 the image "//p.example/a.png" ` + away + " | ![…](a.png)",
		"![A](data:image/png;base64,AAAA)":                  `1:6 the image "data:image/png;base64,AAAA" is written out in its address, where nobody can see what it shows | ![…](picture.png)`,
		"![A](ftp://p.example/a.png)":                       `1:6 the image "ftp://p.example/a.png" has an address that no page may load a picture from (ftp:) | ![…](a.png)`,
		"![A][b]\n\n[b]: https://p.example/b.webp":          `1:1 the image "https://p.example/b.webp" ` + away + " | ![…](b.webp)",
		"![b]\n\n[b]: https://p.example/b.webp":             `1:1 the image "https://p.example/b.webp" ` + away + " | ![…](b.webp)",
		"So <img src='https://p.example/c.gif'> it is.":     `1:14 the image "https://p.example/c.gif" ` + away + " | ![…](c.gif)",
		"<img src=a.png srcset='//p.example/c.gif 2x'>":     `1:24 the image "//p.example/c.gif" ` + away + " | ![…](c.gif)",
		"<picture><source srcset=https://p.example/d.avif>": `1:25 the image "https://p.example/d.avif" ` + away + " | ![…](d.avif)",
		"<video poster='https://p.example/f.jpeg'></video>": `1:16 the image "https://p.example/f.jpeg" ` + away + " | ![…](f.jpeg)",

		"[A](https://p.example/a.png)": "", "![A](a.png)": "", "![A](../a.png#x)": "", "<https://p.example/a.png>": "", "`![A](https://p.example/a.png)`": "",
		"<img src=a.png srcset='b.png 2x'>": "",
		// what stands in an element that is left out is told with it
		"<svg><image xlink:href='https://p.example/e.svg'/></svg>": "", "<video><source src='https://p.example/f.mp4'></video>": "",
	} {
		for _, strict := range []bool{true, false} {
			d := Parse("a.md", 1, []byte(text), Options{NoRemoteImages: strict})
			var got []string
			for _, p := range slices.Concat(d.Problems, d.CheckTags(nil, nil)) {
				if p.Rule == "picture-remote" {
					got = append(got, strings.TrimPrefix(p.At.String(), "a.md:")+" "+p.Message+" | "+strings.TrimSuffix(strings.TrimPrefix(p.Help, "Save the picture beside this file, and write "), "."))
				}
			}
			if strict && strings.Join(got, "\n") != want || !strict && len(got) > 0 {
				t.Errorf("%s, strict %v:\n got %s\nwant %s", text, strict, strings.Join(got, "\n"), want)
			}
			if printed := d.Print(Printing{}); strict && strings.Contains(printed, "<img") && strings.Contains(printed, "p.example") {
				t.Errorf("%s is printed as %s", text, printed)
			}
		}
	}
}

// TestAPictureByAVariable holds that a picture is refused where the value of a tag makes its address remote.
func TestAPictureByAVariable(t *testing.T) {
	d := Parse("a.md", 1, []byte("![A]({{ site.pictures }}/a.png)"), Options{NoRemoteImages: true})
	fill := func(Tag) (Value, bool) { return Value{Text: "https://p.example"}, true }
	problems := d.CheckTags(fill, func() []string { return nil })
	if len(problems) != 1 || problems[0].Rule != "picture-remote" || problems[0].At.String() != "a.md:1:6" {
		t.Errorf("%+v", problems)
	}
	if printed := d.Print(Printing{Fill: fill}); printed != "<p>A</p>\n" {
		t.Errorf("printed as %q", printed)
	}
}

// TestInlinePictures holds that a page which holds its pictures prints them, in Markdown and in HTML.
func TestInlinePictures(t *testing.T) {
	for text, want := range map[string]string{
		"![A](a.png)":              `<p><img src="data:image/png;base64,iVBO" alt="A" loading="lazy"></p>` + "\n",
		"<b>So</b> ![A](a.png)":    `<p><b>So</b> <img src="data:image/png;base64,iVBO" alt="A" loading="lazy"></p>` + "\n",
		"<p><img src=a.png></p>":   `<p><img src="data:image/png;base64,iVBO" alt=""></p>` + "\n",
		"[A](a.png) ![B](b.png)":   `<p><a href="a.png">A</a> <img src="b.png" alt="B" loading="lazy"></p>` + "\n",
		"![C](data:image/png,x)\n": "<p>C</p>\n",
	} {
		got := Parse("a.md", 1, []byte(text), Options{NoRemoteImages: true}).Print(Printing{
			Inline: func(l Link) (string, bool) { return "data:image/png;base64,iVBO", l.Path == "a.png" },
		})
		if got != want {
			t.Errorf("%s:\n got %q\nwant %q", text, got, want)
		}
	}
}

// TestRemotePictureInYAML holds that a picture is saved in a folder for pictures, because none may lie beside a YAML file.
func TestRemotePictureInYAML(t *testing.T) {
	for file, want := range map[string]string{
		"content/agreements/a.yaml": "Save the picture in content/pictures/, and write ![…](../pictures/b.png).",
		"content/policies/a.md":     "Save the picture beside this file, and write ![…](b.png).",
	} {
		got := Parse(file, 1, []byte("![A](https://x.example/b.png)"), Options{NoRemoteImages: true}).Problems
		if len(got) != 1 || got[0].Help != want {
			t.Errorf("%s: %v", file, got)
		}
	}
}
