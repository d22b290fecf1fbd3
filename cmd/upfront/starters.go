package main

import (
	"embed"
	"io/fs"
)

// starterFiles are whole sites to begin with, one folder each.
//
//go:embed all:starters
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

// starter returns the files of a starter.
func starter(name string) fs.FS {
	sub, err := fs.Sub(starterFiles, "starters/"+name)
	if err != nil {
		panic(err) // the name is not a path
	}
	return sub
}
