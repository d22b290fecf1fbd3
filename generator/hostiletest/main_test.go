package hostiletest

import (
	"os"
	"testing"

	"upfront/generator/internal/browser"
)

func TestMain(m *testing.M) { os.Exit(browser.Run(m)) }
