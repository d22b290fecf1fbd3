package main

import "embed"

// starterFiles are whole sites to begin with, one folder each, and the empty one.
//
//go:embed all:starters all:empty
var starterFiles embed.FS

// starters are the names of those folders, the default one first.
var (
	starters      = []string{"courier", "agency", "msp"}
	starterTitles = map[string]string{
		"courier": "A courier's site",
		"agency":  "A web agency's site",
		"msp":     "The site of a firm that looks after computers",
	}
)
