//go:build !linux

package watch

func openNotifier() (notifier, error) { return openPortable() }
