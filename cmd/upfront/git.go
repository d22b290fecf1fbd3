package main

import "path/filepath"

// What is to be thought of before a site goes into git, which keeps what it once had.

// gitIgnored is what git is not to keep: what builds make.
const gitIgnored = "/public/\n/.upfront/\n"

// beforeGit returns what to do before the first git add. ownIgnore: the site has a .gitignore that Upfront did not write.
func beforeGit(ownIgnore bool) string {
	text := "Before the first git add: "
	if ownIgnore {
		text += "write /public/ and /.upfront/ into the .gitignore that was here. "
	}
	return text + "agreements and records in content/ are private, and git keeps what it\nonce had. Use a private repository, or keep them in a folder elsewhere, which folders: in site.yaml names."
}

// printBeforeGit says, after the first build of a site in a repository, what git would add that it should not.
func (p *program) printBeforeGit(s *site) {
	if !exists(filepath.Join(s.dir, ".gitignore")) && inRepository(s.dir) {
		p.printf("\nGit would add what builds make. Write two lines into a file .gitignore beside site.yaml: /public/ and /.upfront/\n%s", beforeGit(false))
	}
}

// inRepository reports whether a folder is in a repository of git.
func inRepository(dir string) bool {
	for ; ; dir = filepath.Dir(dir) {
		if exists(filepath.Join(dir, ".git")) {
			return true
		}
		if dir == filepath.Dir(dir) {
			return false
		}
	}
}
