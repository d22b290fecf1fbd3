package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Pages of the manual are the help of the commands in the language man of roff (man(7)): one for each, made when packages are.

func (p *program) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:    "man DIR",
		Short:  "Write a page of the manual for each command",
		Hidden: true,
		Long: `Write a page of the manual for each command to DIR, made from their help, to be
read with man(1). The date of the pages is SOURCE_DATE_EPOCH, or else today.`,
		Example:     "upfront man /usr/local/share/man/man1",
		Args:        arguments("DIR"),
		Annotations: accepting(""),
		RunE: func(c *cobra.Command, args []string) error {
			day, err := p.fallbackNow()
			if err != nil {
				return err
			}
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return ioError(err)
			}
			return p.writeManual(args[0], c.Root(), day)
		},
	}
}

// writeManual writes the pages of a command and of all below it.
func (p *program) writeManual(dir string, c *cobra.Command, day time.Time) error {
	if c.HasParent() && !c.IsAvailableCommand() {
		return nil
	}
	path := filepath.Join(dir, manName(c)+".1")
	if err := os.WriteFile(path, []byte(manPage(c, p.version().Program, day)), 0o644); err != nil {
		return ioError(err)
	}
	for _, sub := range c.Commands() {
		if err := p.writeManual(dir, sub, day); err != nil {
			return err
		}
	}
	return nil
}

// manName returns the name of a command's page: upfront-theme-export.
func manName(c *cobra.Command) string { return strings.ReplaceAll(c.CommandPath(), " ", "-") }

// manPage returns the page of a command.
func manPage(c *cobra.Command, version string, day time.Time) string {
	var m roff
	fmt.Fprintf(&m, ".TH %s 1 %s \"upfront %s\" Upfront\n", strings.ToUpper(manName(c)), day.Format(time.DateOnly), escapeRoff(version))
	m.section("NAME")
	m.text(manName(c) + " - " + c.Short)
	m.section("SYNOPSIS")
	m.synopsis(c)
	m.section("DESCRIPTION")
	m.paragraphs(cmp.Or(c.Long, c.Short+"."))
	if c.HasAvailableSubCommands() {
		m.section("COMMANDS")
		for _, sub := range c.Commands() {
			if sub.IsAvailableCommand() {
				m.item(`\fB` + escapeRoff(manName(sub)) + `\fR(1)`)
				m.text(sub.Short)
			}
		}
	}
	m.section("OPTIONS")
	manFlags(c).VisitAll(m.flag)
	if !c.HasParent() {
		m.environment()
	}
	m.section("EXIT STATUS")
	m.items(exitStatus)
	if c.Example != "" {
		m.section("EXAMPLES")
		m.literal(strings.Split(c.Example, "\n"))
	}
	if c.HasParent() {
		m.section("SEE ALSO")
		m.WriteString(".BR " + escapeRoff(manName(c.Parent())) + " (1)\n")
	}
	return m.String()
}

// manFlags returns the flags of a command, with --version, which the help of the program itself alone has.
func manFlags(c *cobra.Command) *pflag.FlagSet {
	set := acceptedFlags(c)
	if !c.HasParent() {
		set = pflag.NewFlagSet(c.Name(), pflag.ContinueOnError)
		set.AddFlag(c.PersistentFlags().Lookup("help"))
		set.AddFlag(c.Flags().Lookup("version"))
	}
	return set
}

// exitStatus and environment are lists of a word and its meaning.
var (
	exitStatus = [][2]string{
		{fmt.Sprint(exitOK), "all is well"},
		{fmt.Sprint(exitErrors), "the site has errors; with --strict, warnings"},
		{fmt.Sprint(exitUsage), "wrong usage"},
		{fmt.Sprint(exitIO), "something could not be read or written"},
		{fmt.Sprint(exitInterrupted), "stopped with Ctrl-C"},
	}
	environment = [][2]string{
		{secretVariable, "the secret of the site, in place of .upfront/secret"},
		{pathVariable, "the path of a file that holds the secret"},
		{"SOURCE_DATE_EPOCH", "seconds since 1970 that count as now where neither --now nor as_of in site.yaml says when that is"},
		{"CI", "set where others can read what is printed: words of agreements and records are kept out of it"},
		{"NO_COLOR", "set where nothing is to be printed in colour"},
	}
)

// roff is a page while it is written.
type roff struct{ strings.Builder }

func (m *roff) section(title string) { m.WriteString(".SH " + title + "\n") }

// text writes lines that are filled to the width of the screen.
func (m *roff) text(text string) {
	for line := range strings.SplitSeq(text, "\n") {
		m.WriteString(startRoff(escapeRoff(line)) + "\n")
	}
}

// literal writes lines that stay as they are.
func (m *roff) literal(lines []string) {
	m.WriteString(".nf\n")
	m.text(strings.Join(lines, "\n"))
	m.WriteString(".fi\n")
}

// item begins an entry of a list, whose tag is roff already.
func (m *roff) item(tag string) { m.WriteString(".TP\n" + tag + "\n") }

func (m *roff) items(list [][2]string) {
	for _, entry := range list {
		m.item(`\fB` + escapeRoff(entry[0]) + `\fR`)
		m.text(entry[1])
	}
}

func (m *roff) environment() {
	m.section("ENVIRONMENT")
	m.items(environment)
}

func (m *roff) synopsis(c *cobra.Command) {
	words := strings.Fields(c.Use)
	if c.HasParent() {
		words = append(strings.Fields(c.Parent().CommandPath()), words...)
	} else {
		words = append(words, "COMMAND")
	}
	own := len(strings.Fields(c.CommandPath()))
	tag := `\fB` + escapeRoff(strings.Join(words[:own], " ")) + `\fR`
	for _, w := range words[own:] {
		tag += ` \fI` + escapeRoff(w) + `\fR`
	}
	m.WriteString(tag + ` [\fIflags\fR]` + "\n")
}

// paragraphs writes a text as the help has it: blank lines between paragraphs, and two spaces before lines that stay as they are.
func (m *roff) paragraphs(text string) {
	for i, paragraph := range strings.Split(text, "\n\n") {
		if i > 0 {
			m.WriteString(".PP\n")
		}
		var filled, literal []string
		for line := range strings.SplitSeq(paragraph, "\n") {
			if strings.HasPrefix(line, "  ") {
				literal = append(literal, line)
				continue
			}
			filled = append(filled, line)
		}
		if len(filled) > 0 {
			m.text(strings.Join(filled, "\n"))
		}
		if len(literal) > 0 {
			m.literal(literal)
		}
	}
}

// flag writes a flag, its value and its meaning.
func (m *roff) flag(f *pflag.Flag) {
	value, usage := pflag.UnquoteUsage(f)
	tag := ""
	if f.Shorthand != "" {
		tag = `\fB` + escapeRoff("-"+f.Shorthand) + `\fR, `
	}
	tag += `\fB` + escapeRoff("--"+f.Name) + `\fR`
	if value != "" {
		tag += ` \fI` + escapeRoff(value) + `\fR`
	}
	m.item(tag)
	if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "[]" {
		usage += " (default " + f.DefValue + ")"
	}
	m.text(usage)
}

// roffEscapes are what would otherwise be taken for roff, or be set as another sign: minus and quotes as they are typed.
var roffEscapes = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, "^", `\(ha`, "~", `\(ti`)

func escapeRoff(text string) string {
	var out strings.Builder
	for _, r := range roffEscapes.Replace(text) {
		if r < utf8.RuneSelf {
			out.WriteRune(r)
		} else {
			fmt.Fprintf(&out, `\[u%04X]`, r)
		}
	}
	return out.String()
}

// startRoff returns a line that is no request: those begin with a full stop.
func startRoff(line string) string {
	if strings.HasPrefix(line, ".") {
		return `\&` + line
	}
	return line
}
