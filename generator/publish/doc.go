// Package publish makes a folder hold exactly the outputs of a site, whole or not at all.
//
// [Write] takes the outputs one by one, as a path, a key and a function that prints the bytes. It prints only where the
// key differs from the last run or where the file was touched, stages every new file before it touches the folder, and
// then puts the new site in place of the old one. When it returns an error, the folder is as it was. When the process is
// killed, the folder holds the old site or the new one, or, where only single files could be replaced, each page is the
// old or the new one and the next Write completes the rest.
//
// Where to look: worker.go decides about one output, plan.go about removals and conflicts, swap.go and journal.go
// publish, recover.go completes a run that was killed, manifest.go is the list of our files, file.go is what the caller keeps
// of each, and disk*.go are all calls to the file system.
//
// # What is ours
//
// Only files that we wrote and that nobody changed since are replaced or removed. Everything else stays: .git, CNAME,
// .well-known, a page edited by hand. Where an output would overwrite such a file, nothing is published, and a
// [*ConflictError] names all of them. A file of ours that was emptied is replaced: a power cut leaves such files.
//
// The list of our files gives the right to remove them, and is all that this package remembers. It lies in the state folder,
// not in the output: the output is copied to a host, and the list would tell everybody how many private pages there are. It
// is the text that sha256sum prints. When it is lost, a file counts as ours where it holds the bytes that we would write.
// So it is with an output that another state folder has the list of: what is the same becomes ours too, and what differs stops
// the run. On Unix, two runs exclude each other by a lock on the output as well, so that they need not share a state folder.
//
// What saves work is handed out with each output, as a [File], and in again by the caller. It is believed of no file but the
// one on the list, nor of one whose size, time or inode changed, nor of one written in the same tick of the clock as the
// list: such a file is read.
//
// # Swap and journal
//
// New files are written to a staging folder, in the state folder or, where that lies on another mount, beside the output.
// They are published in one of two ways.
//
// Swap: every file that stays is linked into the staged folder, and the two folders are exchanged in one step (Linux:
// renameat2). Readers find the one site or the other. A swap needs a folder that holds nothing but our files, has the
// owner and mode that ours would have, and is no mount point. It is not used for a single change, which is whole by
// itself, nor where of more than a thousand files fewer than one in three changes: linking all others would take longer.
// A file that somebody puts there in the last moment is carried over. The folder is another one afterwards: a program
// that holds it open (as its working folder, or mounted into a container) sees the old one, emptied.
//
// Journal: the steps are written down, then taken: folders, assets, pages, feeds and lists, the home page, and removals
// last. Each is one rename of a file that was staged on the same mount. It is used everywhere else, above all where
// foreign files exist: a .git folder can be neither linked nor in two places, and moving it would make it vanish for a
// moment. An error takes the steps back; a crash is completed by the next Write.
//
// Hard links are safe because no file is opened for writing after it was made: a new file is always a new inode.
//
// # What is flushed
//
// The list and the journal are flushed to the disk before the first step, so that after a power cut the next Write
// knows what was going on. Pages are not: a page that a power cut emptied is replaced by the next Write.
//
// # What it does not do
//
// It does not upload, compress, or watch, reads no clock and no environment, and follows no link in the output.
package publish
