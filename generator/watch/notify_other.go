//go:build !linux

package watch

func open() (notifier, error) { return openPortable() }
