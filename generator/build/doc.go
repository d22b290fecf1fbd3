// Package build takes a site from its files to its outputs, and does again only what its inputs changed.
//
// # Where to look
//
//	load.go         reads a site, resolves its offer, checks it, loads its theme
//	build.go        a [Build]: what has to be read and printed, when
//	run.go          one way through all outputs, with the problems that stop it
//	publicpages.go  the public pages
//	agreements.go   agreement by agreement: read, resolve, check, search, print
//	outputs.go      the pages of one agreement
//	leaks.go        the inputs of the searches of package leak
//	preview.go      one page at a time, for serve
//	memory.go       the results that the next build can use (sitedigest.go, references.go, tallies.go, proofs.go)
//
// # What is remembered
//
// A [Build] tracks dependencies by digests. The [Memory] of the last build holds the digest of the site's inputs, which are
// all files but the agreements, and for each agreement the key of its page: the digest of its own file, of the
// capabilities that it refers to, of the notices that name the customer, and of what all private pages have in common.
// Where the inputs of the site are the same, the offer is not read; where a key is the same, the agreement is not read, and
// its page is not printed. So a build without a change looks at the stamps of files only.
//
// After an edit of a public page, the words of every agreement are searched for in the new pages, unless the [Proofs] of the
// last build show that they are not there. After an edit of an agreement, only that letter is searched for words of other
// customers, and the other letters only where the edit brought new words.
package build
