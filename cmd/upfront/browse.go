package main

import (
	"context"
	"os/exec"
	"runtime"
)

// browse opens an address in the browser of whoever sits here. That there is none is said, and nothing else.
func (p *program) browse(ctx context.Context, url string) {
	name, args := "xdg-open", []string{url}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", url}
	}
	c := exec.CommandContext(ctx, name, args...)
	if err := c.Run(); err != nil && ctx.Err() == nil {
		p.say("No browser could be opened here. Open %s yourself.", url)
	}
}
