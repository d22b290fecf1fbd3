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
//	memory.go       what the next build can use, in one file: a head, and a row for each agreement (rows.go)
//	sitedigest.go   the keys: the digests of what pages are made of
//	proofs.go       why no public page has words of an agreement, in a second file
//	tallies.go      the counts of records, while serve runs
//
// To begin with, read build.go and run.go; then agreements.go, and of the others what you need.
//
// # What is remembered
//
// Everything that is remembered is the value of a function, kept with the digest of that function's inputs: its key. Where
// the key is the same, the value is not made again.
//
//	what                                     key                                          kept in
//	the digest of a file                     its path and stamp                           Memory
//	of the offer: problems, counts, digests  siteDigest.Inputs: every file but the        Memory, siteDigest
//	                                         agreements, their names, the name of the
//	                                         theme, the secret, --now, problems of the
//	                                         command line; and the moments From, Until
//	wrong words of the offer on public pages the same                                     Memory, publishedPages
//	the marks of the public pages            publishedPages.Texts: their bytes            Memory
//	of an agreement: its problems, outputs   siteDigest.key: its file and its records,    Memory, its row
//	                                         what every page is made of (Common), the
//	                                         capabilities that it refers to, the notices
//	                                         that name it
//	which of its words public pages have     row.pages: the public pages, and what        Memory, its row
//	                                         releases words (Released)
//	why they have none                       its file, and the marks of the pages         Proofs
//	that no letter has words of others       all that was read; then each edited letter   Memory, LetterLeaks
//	that open pages have no words of others  all that was read                            Memory, CrossPages
//	what stands at the path of an output     publish.File: the output's key, and the      Memory: shared, or with
//	                                         file's hash and stamp                        the rows
//	the count of a record                    its inputs, in tallies.go                    the Site, while serve runs
//	the theme                                themeInput                                   the Site, while serve runs
//
// Package publish is handed what stood at the path of each output, prints the output only where that does not hold any more,
// and hands back what stands there then. All that it remembers itself is the list of the files that are its own. A memory
// knows the files of one output: where two are built in turn, those of either are read each time, and none is printed.
//
// # When it is not believed
//
// A memory that is damaged, cut short, of another version of the program or of another format is empty: the build is cold.
// What a killed build leaves is the old memory or the new one, because it is put in place by renaming. The stamp of a file
// proves nothing if it was taken within the tick of the clock in which the file changed; then the file is read. Proofs are
// taken one by one, each with a digest of itself and of its agreement. An agreement that has a leak, a public page, or a
// generation far above the last one is read in each build: a leak is always searched for, and the others depend on the
// ledger too.
//
// # To add an input
//
// Say what depends on it, and hash it there, in sitedigest.go: in sources if it is no file of the tree, whatever it
// decides; in publicDigest if public pages show it; in commonDigest if any private page may; in capabilityDigests or
// customerDigests if only pages that refer to the thing do; in archive.go if it belongs to one agreement; in releasedDigest
// if it decides whose words a text is; in sharedDigest if it decides what a letter may say. What asks the offer for a thing
// by its name, for an agreement, calls refer in package agreement. A file below content/ or themes/ is in Inputs and in
// publicDigest already. Where what is kept has another form, raise memoryHead. Then add a line with it to the site of
// warm_test.go, which drops and alters each line and compares a build that remembers with one that does not: it tells what
// was forgotten.
package build
