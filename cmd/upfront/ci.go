package main

import "slices"

// Machines that build for others set CI, and others read their logs: package redact says what may stand there.

// inCI reports whether others may read what is printed.
func (p *program) inCI() bool { return !slices.Contains([]string{"", "0", "false"}, p.env["CI"]) }

func (p *program) redact(text string) string { return p.redactor.Load().Text(text) }
