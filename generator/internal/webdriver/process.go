package webdriver

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"testing"
	"time"
)

// startTime is how long a program may take until it answers.
const startTime = time.Minute

// start starts a program that ends with the test, and waits until ready says so. What the program prints is shown where it
// never is. Standard output may be set before.
func start(t testing.TB, ready func() bool, command *exec.Cmd) error {
	log, err := os.CreateTemp(t.TempDir(), "log")
	if err != nil {
		return err
	}
	defer log.Close()
	if command.Stderr = log; command.Stdout == nil {
		command.Stdout = log
	}
	if err := command.Start(); err != nil {
		return err
	}
	ended := make(chan struct{})
	go func() { command.Wait(); close(ended) }()
	t.Cleanup(func() {
		if command.Process.Signal(os.Interrupt) == nil {
			select {
			case <-ended:
				return
			case <-time.After(10 * time.Second):
			}
		}
		command.Process.Kill()
		<-ended
	})
	for end := time.Now().Add(startTime); time.Now().Before(end); {
		if ready() {
			return nil
		}
		select {
		case <-ended:
			end = time.Now()
		case <-time.After(50 * time.Millisecond):
		}
	}
	text, _ := os.ReadFile(log.Name())
	return fmt.Errorf("%s does not answer: %s", command.Path, text)
}

// screen starts a screen that is not there, and returns the name of its display.
func screen(t testing.TB) (string, error) {
	out, err := os.CreateTemp(t.TempDir(), "display")
	if err != nil {
		return "", err
	}
	defer out.Close()
	command := exec.Command("Xvfb", "-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp")
	command.Stdout = out
	var number int
	err = start(t, func() bool {
		out.Seek(0, io.SeekStart)
		n, _ := fmt.Fscanf(out, "%d\n", &number)
		return n == 1
	}, command)
	return fmt.Sprintf(":%d", number), err
}
