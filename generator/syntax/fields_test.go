package syntax

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"
)

// samples gives a value for each form of a field, by what its schema says; the last part is what must come out where
// the type holds it as text.
func sampleOf(s schema) string {
	if examples, ok := s["examples"]; ok {
		return fmt.Sprintf("%q", fmt.Sprint(anys(examples)[0]))
	}
	switch {
	case s["enum"] != nil:
		return fmt.Sprintf("%q", fmt.Sprint(anys(s["enum"])[0]))
	case s["anyOf"] != nil:
		choices := s["anyOf"].([]any)
		last := choices[len(choices)-1].(schema)
		if last["type"] == "null" {
			last = choices[len(choices)-2].(schema)
		}
		return sampleOf(last)
	}
	switch kind := anys(s["type"])[0]; kind {
	case "array":
		return "[" + sampleOf(s["items"].(schema)) + "]"
	case "object":
		return sampleObject(s)
	case "integer":
		return fmt.Sprint(s["minimum"])
	}
	pattern, _ := s["pattern"].(string)
	if strings.Contains(pattern, "{64}") {
		return strings.Repeat("a", 64)
	}
	return "sample"
}

func sampleObject(s schema) string {
	properties, _ := s["properties"].(members)
	if len(properties) == 0 {
		return "{sample: " + sampleOf(s["additionalProperties"].(schema)) + "}"
	}
	var fields []string
	for _, p := range properties {
		fields = append(fields, p.key+": "+sampleOf(p.is))
	}
	return "{" + strings.Join(fields, ", ") + "}"
}

// filled gives every field of a table a value, and holds that no problem comes of it, that each field of the Go type
// was written, and that leaving one key out leaves one part of the type unwritten.
func filled[T any](t *testing.T, tab table[T]) {
	t.Run(tab.name, func(t *testing.T) {
		lines := make([]string, len(tab.fields))
		for i, f := range tab.fields {
			lines[i] = f.key + ": " + sampleOf(f.schema) + "\n"
		}
		whole, problems := decode(tab, "f", 1, []byte(strings.Join(lines, "")), time.UTC)
		for _, p := range problems {
			t.Errorf("%s: %s", p.At, p.Message)
		}
		unwritten(t, tab.name, reflect.ValueOf(whole))
		for i, f := range tab.fields {
			only, _ := decode(tab, "f", 1, []byte(lines[i]), time.UTC)
			none, _ := decode(tab, "f", 1, []byte("\n"), time.UTC)
			if reflect.DeepEqual(only, none) {
				t.Errorf("%q is read into nothing", f.key)
			}
		}
	})
}

// fromElsewhere are the fields of types that no table writes: ids come from names of files, bodies from Markdown, Unread from
// what is refused, and what hides a document from fields of other tools.
var fromElsewhere = map[string]bool{"ID": true, "Body": true, "Unread": true, "Hides": true}

func unwritten(t *testing.T, name string, v reflect.Value) {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		if v.Field(i).IsZero() && !(fromElsewhere[field.Name] && (field.Type.Kind() != reflect.Slice || field.Name == "Hides") && !isText(field.Type)) {
			t.Errorf("%s: no field is read into %s", name, field.Name)
		}
	}
}

func isText(t reflect.Type) bool { return t == reflect.TypeFor[Text]() }

func TestEveryFieldIsRead(t *testing.T) {
	filled(t, siteTable)
	filled(t, businessTable)
	filled(t, brandTable)
	filled(t, leaderTable)
	filled(t, reachTable)
	filled(t, personTable)
	filled(t, hoursTable)
	filled(t, windowTable)
	filled(t, channelTable)
	filled(t, complaintsTable)
	filled(t, notifyTable)
	filled(t, levelTable)
	filled(t, menuTable)
	filled(t, capabilityTable)
	filled(t, scopeTable)
	filled(t, excludedTable)
	filled(t, fitTable)
	filled(t, limitTable)
	filled(t, dutyTable)
	filled(t, promiseTable)
	filled(t, indicatorTable)
	filled(t, levelWithinTable)
	filled(t, exclusionTable)
	filled(t, recordTable)
	filled(t, onMissTable)
	filled(t, remedyTable)
	filled(t, tierTable)
	filled(t, dependenceTable)
	filled(t, acknowledgeTable)
	filled(t, optionTable)
	filled(t, stageTable)
	filled(t, aftercareTable)
	filled(t, stepTable)
	filled(t, priceTable)
	filled(t, capacityTable)
	filled(t, agreementTable)
	filled(t, customerTable)
	filled(t, customerPersonTable)
	filled(t, prefersTable)
	filled(t, accessTable)
	filled(t, outcomeTable)
	filled(t, observedTable)
	filled(t, updatesTable)
	filled(t, lineTable)
	filled(t, metTable)
	filled(t, lineMeasureTable)
	filled(t, agreedTable)
	filled(t, lineOutcomeTable)
	filled(t, grantedTable)
	filled(t, checkInTable)
	filled(t, termsTable)
	filled(t, referralTable)
	filled(t, endedTable)
	filled(t, policyTable)
	filled(t, changeTable)
	filled(t, exceptionTable)
	filled(t, pageTable)
	filled(t, noticeTable)
	filled(t, partnerTable)
}

// TestEveryTableIsTested holds that the list above names each table of the package.
func TestEveryTableIsTested(t *testing.T) {
	mine, err := os.ReadFile("fields_test.go")
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob("*.go")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?m)^var (\w+) = table\[`).FindAllStringSubmatch(string(text), -1) {
			if m[1] != "checksTable" && !strings.Contains(string(mine), "filled(t, "+m[1]+")") {
				t.Errorf("%s of %s is not tested", m[1], file)
			}
		}
	}
}

// TestFieldsOfTheDesign holds that each field that the design names is there.
func TestFieldsOfTheDesign(t *testing.T) {
	for kind, fields := range map[string]string{
		"site": "business name legal_name what_we_do logo url language timezone currency theme brand color font leader role reach letters people email phone " +
			"hours days from to windows holidays channels id by at respond_within clock fallback complaints first escalate_to answer_within " +
			"notify delay_told_within change_notice levels when as_of checks min_sample guarantee_floor words vars menu",
		"capability": "title summary category status version effective review_by owner scope included excluded id what because instead if refer often_assumed " +
			"fit good poor limits at_least at_most unit customer_does within clock else assumptions promises says commitment indicator kind from to of paused evidence " +
			"by hours target window exclusions record file level excluded ok total down format notices on_miss notify_within remedy amount tiers below credit " +
			"claim_within cap automatic depends_on who acknowledge until means visibility options change price needs stages name lasts you_get done_when " +
			"aftercare when every on do escalation step ceiling holds_for capacity next_opening ask staff_note body",
		"agreement": "customer name since people role email phone prefers by style owner status version effective term renews notice_to_end review_by " +
			"access mode generation until outcome what measure capabilities choose needs how_they_use_it observed on learned updates cadence also_at_once " +
			"expectations priorities id rank said understood source answer because instead if if_met blocked_by refer backed_by level agreed how visibility " +
			"exceptions policy decides check_ins after who price terms url sha256 referral count means when earned_if ended why body",
		"policy":   "title summary why version effective last_reviewed review_by owner applies_to aliases visibility changes on effect note exceptions when do decides limit",
		"notice":   "title kind severity affects customers noticed told resolved from until aliases visibility",
		"partners": "name url for why",
	} {
		for _, k := range kinds {
			if k.name != kind {
				continue
			}
			names := vocabularyOf(k.schema).All
			for field := range strings.FieldsSeq(fields) {
				if !names[field] {
					t.Errorf("%s has no field %q", kind, field)
				}
			}
		}
	}
}
