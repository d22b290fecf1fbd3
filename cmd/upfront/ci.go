package main

import "slices"

// What is different on a machine that builds for others to see. Such machines set CI, and others read their logs: package
// redact says what may stand there.

// inCI reports whether others may read what is printed.
func (p *program) inCI() bool { return !slices.Contains([]string{"", "0", "false"}, p.env["CI"]) }

// redact returns a text as it may be printed.
func (p *program) redact(text string) string { return p.redactor.Load().Text(text) }

// refuseInCI refuses to print what opens a page where others read along.
func (p *program) refuseInCI() error {
	if !p.inCI() {
		return nil
	}
	return siteError("CI is set, so others may read what is printed here, and a link opens its page for whoever has it.",
		"Run upfront share on your own computer.")
}
