package markdown

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// pieces of text in which W stands for a word that nothing else has.
var wordPieces = []string{
	"W W W", "W *W* **W** ***W W*** ~~W~~ `W W` W", "W_W_ *W _W **W", "[W W](https://a.example \"W\") W", "[W][r] W\n\n[r]: https://a.example 'W W'", "[W](x.md) [W](#W) [W]",
	"[W][nothing-W]", "[W](W W.md)", "![W](a.png \"W\") W", "![W *W*](https://a.example/b.png)", "<https://a.example/W> W@a.example www.a.example/W", "[W](javascript:W)", "[W]()", "![W]()",
	"# W W", "## W *W* {#W}", "### W [W](x.md) W ###", "W W\n===", "W\nW\n---", "## W {.W}", "#W W", "####### W", "# ![W](a.png) W", "# [W](b.md)",
	"- W\n- W\n  - W\n\n    W\n- [x] W\n- [ ] W", "1. W\n2. W\n\n   W", "* W\n\nW", "> W\n> W\nW", "> [!NOTE]\n> W", "> [!TIP] W W\n> W\n>\n> W", "> [!W]\n> W", "> > W\n> W",
	"| W | W |\n|---|---|\n| W | W |\n| W |\n| W | W | W | W |", "W | W\n-|-\n`W` | *W*\nW \\| W | W | W", "|W|\n|-|\nW", "| W | W |\n|---|\n| W |",
	"W[^a] W\n\n[^a]: W\n    W\n\n    W", "[^W]: W W", "W[^b]\n\n[^b]: W\n\n[^b]: W", "W[^W]", "W\n: W W\n: W", "W\n:\n",
	"```W\nW W\n```", "```js W W\nW\n```", "```mermaid\nW\n```", "~~~\nW\n~~~", "    W W\n\n    W", "```\nW", "`W\nW`", "``W` W``",
	"<b>W</b> <i>W", "<div>W\n\nW</div>", "<div>\nW *W*\n</div>\nW", "<font color=W>W</font> W", "<foo W>W</foo>", "<W>", "W <W> W", "<W W>", "<time> W", "<title> W", "<title>W</title> W", "<script>W</script> W", "<style>W</style>\n\nW",
	"<details><summary>W</summary>\n\nW\n\n</details>", "<table><caption>W<tr><th>W<td>W</table>W", "<table>W<tr>W</table>", "<ul>W<li>W</ul>", "<p title=W>W", "<p class=W onclick=W>W", "<select><option>W</select> W", "<img alt=W src=a.png> W",
	"<img alt=W>", "<a href=x.md title=W>W</a>", "<a href=W:W>W</a>", "<dl><dt>W<dd>W</dl>W", "<b><p>W</b>W", "<svg><text>W</text></svg> W", "<iframe src=W>W</iframe>W", "<button>W</button>", "<textarea>W", "<h1>W</h1>", "<h3>W", "<a name=x></a>W", "<kbd>W</kbd><sub>W", "</W> W", "<b W", "<!W W> W", "<?W?> W", "<![CDATA[W]]> W", "<ol start=W>W</ol>", "<td>W", "<summary>W", "<dt>W", "<li>W", "<center>W</center>", "<tt>W</tt>",
	":::note W\nW\n:::", "!!! tip \"W W\"\nW", ":::W\nW\n:::", "::: W", "{{ W }} W", "{% W %}W{% endW %}", "{{< W >}} W", "{: .W} W", "{# W #} W", "W {{ W", "{{ site.name }} W", "\\{{ W }}",
	"W  \nW\\\nW", "&lt;W&gt; &amp;W &W; \\*W\\*", "W\\_W", "***\nW\n***", "---\nW", "%% W W %% W", "{/* W */} W", "import W from 'W'", "export default W", "[[W]] [[W|W]] ![[W]]", "[TOC]\nW", ":rocket: W :W:", "==W W== W", "^[W] W", "$$W$$", "=== \"W\"\n\n    W", "--8<-- \"W\"", "\\newpage W", "W {.W}", "W [W](x.md){ .W }", "++W W++ W", "@import \"W\"", "*[W]: W W", "@[youtube](W)", "[r9]: x.md \"W\"\n\n[r9] W", "W\ufeffW\u200bW", "W\x00W", "W\tW\n\tW", "W\r\nW\rW",
	"> - W\n>   | W |\n>   |---|\n>   | W | W |", "- W\n\n  ```\n  W\n  ```\n  W", "1) W\n   > W\n   > <b>W", "[![W](a.png \"W\")](https://b.example 'W') W", "[W ![W](a.png) <b>W</b>](b.md)",
}

// TestEveryWordIsPrintedOrReported holds that each word of a text stands on its page, or on a line of which a problem tells,
// whatever stands next to what. Comments of HTML are no words, nor is an address that no link refers to.
func TestEveryWordIsPrintedOrReported(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 14))
	for n := range 6000 {
		var texts []string
		for i := range 1 + random.IntN(4) {
			piece := wordPieces[random.IntN(len(wordPieces))]
			if n < len(wordPieces) && i == 0 {
				piece = wordPieces[n]
			}
			if container := []string{"", "", "", "> ", "- "}[random.IntN(5)]; container != "" && n >= len(wordPieces) {
				rest := map[string]string{"> ": "> ", "- ": "  "}[container]
				piece = container + strings.ReplaceAll(piece, "\n", "\n"+rest)
			}
			texts = append(texts, piece)
		}
		text := strings.Join(texts, []string{"\n", "\n\n", "\n\n\n"}[random.IntN(3)])
		word := 0
		for strings.Contains(text, "W") {
			word++
			text = strings.Replace(text, "W", fmt.Sprintf("q%dz", word), 1)
		}
		if lost := lostWords(text, word); len(lost) > 0 {
			t.Fatalf("%d: lost %q of\n%s\nprinted:\n%s", n, lost, text, Parse("a.md", 1, []byte(text), Options{NoRemoteImages: true}).Print(Printing{}))
		}
	}
}

// lostWords returns the words, of q1z and so on, that are neither printed nor on a line of a problem.
func lostWords(text string, n int) (lost []string) {
	d := Parse("a.md", 1, []byte(text), Options{NoRemoteImages: true})
	fill := func(Tag) (Value, bool) { return Value{}, false }
	title := d.Title(fill)
	problems := append(d.CheckTags(fill, func() []string { return nil }), append(d.TitleProblems(title, fill), d.Problems...)...)
	printed := title + "\n" + d.Print(Printing{Fill: fill, Title: title})
	lines := strings.FieldsFunc(strings.ReplaceAll(text, "\r\n", "\n")+"\n", func(r rune) bool { return false })
	lines = strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(lines[0]), "\n")
	told := map[int]bool{}
	for _, p := range problems {
		told[p.At.Line] = true
		if name, _, ok := strings.Cut(strings.TrimPrefix(p.Message, "<"), "> is not allowed on a page and is left out with"); ok {
			for k := p.At.Line; k < len(lines) && !strings.Contains(lines[k-1], "</"+name); k++ {
				told[k+1] = true
			}
		}
		if strings.HasSuffix(p.Message, "more in this file)") { // reported once for all of its kind
			mark := map[bool]string{true: "|", false: "``"}[strings.Contains(p.Message, "the last column")]
			for k, line := range lines {
				told[k+1] = told[k+1] || strings.Contains(line, mark)
			}
		}
		for k := p.At.Line; strings.Contains(p.Message, "the footnote [") && k < len(lines); k++ { // and all that is in it
			told[k+1] = true
		}
	}
	for i := 1; i <= n; i++ {
		word := fmt.Sprintf("q%dz", i)
		if strings.Contains(printed, word) {
			continue
		}
		on := 0
		for k, line := range lines {
			if strings.Contains(line, word) {
				on = k + 1
				told[on] = told[on] || strings.Contains(line, "[r]: ") || strings.Contains(line, "[r9]: ")
			}
		}
		if !told[on] {
			lost = append(lost, word)
		}
	}
	return lost
}
