package main

import (
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"upfront/generator/syntax"
)

// bareSwitch is a key or an item that a reader of YAML 1.1 takes for true or false.
var bareSwitch = regexp.MustCompile(`(?m)(^|[{,]|- )\s*(on|off|yes|no|y|n):(\s|$)`)

// What is written for hosts is right for every reader of YAML, and has no secret: each is named where a host keeps it.
func TestHostFilesAreRight(t *testing.T) {
	files := 0
	for _, host := range hosts {
		texts, err := hostFileTexts(host)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range texts {
			text := string(file.data)
			if strings.HasPrefix(path.Ext(file.path), ".y") {
				files++
				if found := bareSwitch.FindString(text); found != "" {
					t.Errorf("%s: %q is true or false for some readers", file.path, found)
				}
				var out map[string]any
				if err := yaml.Unmarshal(file.data, &out); err != nil {
					t.Errorf("%s: %v", file.path, err)
				}
			}
		}
	}
	if files != 2 {
		t.Errorf("%d files of YAML are written, want 2", files)
	}
}

// In what else is written for people to go on with, a key that some readers take for true has quotes. Records of what was agreed
// stay as they were written.
func TestFilesToStartFromAreRight(t *testing.T) {
	texts := map[string]string{}
	paths, err := filePaths(starterFiles)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		data, _ := fs.ReadFile(starterFiles, path)
		if !strings.Contains(path, "/content/agreed/") {
			texts[path] = string(data)
		}
	}
	for _, kind := range []string{"capability", "policy", "notice", "agreement"} {
		texts[kind+".yaml"] = syntax.StartFile(kind, nil)
	}
	for path, text := range texts {
		if front, _, ok := strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---\n"); ok {
			text = front
		} else if strings.HasSuffix(path, ".md") {
			continue
		}
		if found := bareSwitch.FindString(text); found != "" && (strings.HasSuffix(path, ".md") || strings.HasSuffix(path, ".yaml")) {
			t.Errorf("%s: %q is true or false for some readers", path, found)
		}
	}
}

// The job that runs what others propose has no secret, and may change nothing; the one that publishes has both.
func TestTheWorkflowKeepsTheSecretFromProposals(t *testing.T) {
	data, err := fs.ReadFile(hostFiles, "hosts/github/.github/workflows/upfront.yml")
	if err != nil {
		t.Fatal(err)
	}
	type step struct {
		Run, Uses string
		Env, With map[string]any
	}
	type job struct {
		If          string
		Permissions map[string]string
		Steps       []step
	}
	var w struct {
		On          map[string]any
		Permissions map[string]string
		Env         map[string]string
		Jobs        map[string]job
	}
	if err := yaml.Unmarshal(data, &w); err != nil {
		t.Fatal(err)
	}
	if _, dangerous := w.On["pull_request_target"]; dangerous || len(w.On) != 4 {
		t.Errorf("it runs on %v", w.On)
	}
	if len(w.Permissions) != 1 || w.Permissions["contents"] != "read" {
		t.Errorf("it may %v", w.Permissions)
	}
	check, publish := w.Jobs["check"], w.Jobs["publish"]
	if check.If != "github.event_name == 'pull_request'" || publish.If != "github.event_name != 'pull_request'" || len(w.Jobs) != 2 {
		t.Errorf("jobs run if %q, %q", check.If, publish.If)
	}
	if len(check.Permissions) != 0 || publish.Permissions["pages"] != "write" || publish.Permissions["id-token"] != "write" || publish.Permissions["contents"] != "read" {
		t.Errorf("jobs may %v, %v", check.Permissions, publish.Permissions)
	}
	for name, j := range w.Jobs {
		secrets := map[string]bool{}
		for _, s := range j.Steps {
			for variable, value := range s.Env {
				secrets[variable] = value == "${{ secrets."+variable+" }}"
			}
		}
		if want := name == "publish"; secrets["UPFRONT_SECRET"] != want || secrets["UPFRONT_PRIVATE"] != want || len(secrets) != map[bool]int{true: 2}[want] {
			t.Errorf("%s has the secrets %v", name, secrets)
		}
	}
	if steps := check.Steps; len(steps) != 2 || steps[1].Run != "sh ci/upfront.sh check" {
		t.Errorf("what is proposed is run through %v", steps)
	}
	if strings.Count(string(data), "secrets.") != 2 {
		t.Error("a secret stands where no step asks for it")
	}
}
