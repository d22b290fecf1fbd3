package build

import (
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"sync"

	"upfront/generator/diag"
	"upfront/generator/publish"
	"upfront/generator/theme"
	"upfront/generator/view"
	"upfront/themes"
)

// Most of the time of a build of a few files goes into what depends on none of them: the theme, and the pictures of the
// business. The tests of this package share both between all builds that would make the same.

func init() { loadTheme = sharedTheme }

// loaded is what [themeInput.load] returned.
type loaded struct {
	theme    *theme.Theme
	problems []diag.Problem
}

var loadedThemes sync.Map // of the Go syntax of inputs to functions that return a loaded

// sharedTheme is [themeInput.load], which it calls once for each input over the default theme.
func sharedTheme(t themeInput, embedded fs.FS) (*theme.Theme, []diag.Problem) {
	if !reflect.DeepEqual(embedded, themes.Default()) {
		return t.load(embedded)
	}
	load, _ := loadedThemes.LoadOrStore(fmt.Sprintf("%#v", t), sync.OnceValue(func() loaded {
		theme, problems := t.load(embedded)
		return loaded{theme, problems}
	}))
	l := load.(func() loaded)()
	return l.theme, slices.Clone(l.problems)
}

var pictures sync.Map // of the keys of looks to functions that draw them

// drawn prints an output. A picture of a look is drawn once.
func drawn(o publish.Output) ([]byte, error) {
	if o.Path != view.CardPath && o.Path != view.PrivateCardPath {
		return o.Print()
	}
	draw, _ := pictures.LoadOrStore(o.Key, sync.OnceValues(o.Print))
	return draw.(func() ([]byte, error))()
}
