package syntax

import "time"

// Folders are those of a site's files where they lie elsewhere, as paths from the site's folder: private ones, and themes that several
// sites share.
type Folders struct{ Agreements, Records, Themes Text }

var foldersTable = tableOf("folders",
	optional("agreements", func(f *Folders) *Text { return &f.Agreements }, text(), "The folder with the agreements, such as ../private/agreements").such("../private/agreements").otherwise("content/agreements"),
	optional("records", func(f *Folders) *Text { return &f.Records }, text(), "The folder with the records, such as ../private/records").such("../private/records").otherwise("content/records"),
	optional("themes", func(f *Folders) *Text { return &f.Themes }, text(), "The folder with the themes, such as ../shared/themes: several sites may name one").such("../shared/themes").otherwise("themes"),
)

// ReadFolders returns the folders that a site.yaml names. It has to be read before any other file is looked for.
func ReadFolders(siteFile []byte) Folders {
	s, _ := decode(siteTable, SiteFile, 1, siteFile, time.UTC) // what is wrong with it is reported when the site is read
	return s.Folders
}
