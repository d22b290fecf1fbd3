// Package publish makes a folder hold exactly the outputs of a site, whole or not at all.
//
// Write takes the outputs one by one, as a path, a key and a function that prints the bytes. It prints
// only where the key differs from what it wrote last time or where the file was touched, makes every new
// file ready before it touches the folder, and then puts the new site in place of the old one. When it
// returns an error, the folder is as it was. When the process is killed, the folder holds the old site or
// the new one, or, where only single files could be replaced, each page is the old or the new one and the
// next Write completes the rest.
//
// # What is ours
//
// Only files that we wrote and that nobody changed since are replaced or removed. Everything else stays:
// .git, CNAME, .well-known, a page edited by hand. Where an output would overwrite such a file, nothing
// is published, and a *ConflictError names all of them. A file of ours that was emptied is replaced: that
// is what a power cut leaves, and nobody's work.
//
// The list of our files lies in the state folder, not in the output: the output is copied to a host, and
// the list would tell everybody how many private pages there are and when each changed. It is the text
// that sha256sum prints. When it is lost, a file counts as ours where it holds the bytes that we would write.
//
// The memory of keys lies beside it. It can be deleted, and it is ignored when it is damaged or from
// another version, or goes with another list. It is never trusted about a file whose size, time or inode
// changed, nor about one written in the same tick of the clock as the list: such a file is read.
//
// # Swap and journal
//
// New files are written to a staging folder, in the state folder or, where that lies on another mount,
// beside the output. There are two ways from there.
//
// Swap: every file that stays is linked into the staged folder, and the two folders are exchanged in one
// step (Linux: renameat2). Readers find the one site or the other. It serves where the folder holds
// nothing but our files, has the owner and mode that ours would have, and is no mount point; not for a
// single change, which is whole by itself, nor where of more than a thousand files fewer than one in
// three changes, because linking all of them, and removing the old names, would take longer than the rest. Files that
// somebody puts there in the last moment are carried over. The folder is another one afterwards: a program
// that holds it open (as its working folder, or mounted into a container) sees the old one, emptied.
//
// Journal: the steps are written down, then taken: folders, assets, pages, feeds and lists, the home page, and
// last what is removed. Each is one rename of a file that was made ready on the same mount. It serves
// everywhere else, above all where foreign files exist: a .git folder can be neither linked nor in two
// places, and moving it would make it vanish for a moment. An error takes the steps back; a crash is
// completed by the next Write.
//
// Hard links are safe because no file is ever opened for writing after it was made: a new file is always
// a new inode.
//
// # What is flushed
//
// The list and the journal are flushed to the disk before the first step, so that after a power cut the
// next Write knows what was going on. Pages are not: a page that a power cut emptied is replaced by
// the next Write.
//
// # What it does not do
//
// It does not upload, compress, or watch, reads no clock and no environment, and never follows a link in
// the output.
package publish
