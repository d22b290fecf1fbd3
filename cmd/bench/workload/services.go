package workload

import (
	_ "embed"
	"strings"
)

// exclusion is something the business does not do: in public, and as one customer asked for it.
type exclusion struct {
	id, what, because, instead string
	request, meaning           string
	condition, refer           string
}

type service struct {
	id, title, category string
	summary             string
	done                string // how the promise of an end begins: "… within 3 working days"
	included            []string
	excluded            exclusion
}

// services.txt has the services, one block each, and then exclusions, of which each capability has one more.
var services, commonExclusions = parseServices(servicesText)

//go:embed services.txt
var servicesText string

func parseServices(text string) (services []service, common []exclusion) {
	for block := range strings.SplitSeq(text, "\n\n") {
		f := map[string]string{}
		for line := range strings.SplitSeq(strings.TrimSpace(block), "\n") {
			key, value, _ := strings.Cut(line, ": ")
			f[key] = value
		}
		x := exclusion{id: f["id"], what: f["what"], because: f["because"], instead: f["instead"], request: f["request"], meaning: f["meaning"], condition: f["if"], refer: f["refer"]}
		if f["service"] == "" {
			common = append(common, x)
			continue
		}
		services = append(services, service{f["service"], f["title"], f["category"], f["summary"], f["done"], strings.Split(f["included"], "|"), x})
	}
	return services, common
}
