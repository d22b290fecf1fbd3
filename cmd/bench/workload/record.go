package workload

import "time"

// recordRows is the length of each record: two requests on each working day from 10 August to 30 October 2026.
const recordRows = 2 * 59

var excludedRows = map[int]bool{40: true, 41: true}

// record returns the record in CSV: every promise was kept, and two requests are excluded.
func (c *capability) record() string {
	r, y := seed(13, c.number), &yaml{}
	y.add("id,received_at,answered_at,finished_at,excluded_because\n")
	day := date(2026, 8, 10)
	for row := range recordRows {
		received := day.Add(time.Duration(r.between(9*60, 13*60)) * time.Minute)
		answered := received.Add(time.Duration(r.between(5, 50)) * time.Minute)
		finished := answered.Add(time.Duration(r.between(20, 180)) * time.Minute)
		because := ""
		if excludedRows[row] {
			because = "line-down"
		}
		const format = "2006-01-02 15:04"
		y.add("R%04d,%s,%s,%s,%s\n", row+1, received.Format(format), answered.Format(format), finished.Format(format), because)
		if row%2 == 1 {
			day = weekday(day.AddDate(0, 0, 1))
			if day.Equal(date(2026, 8, 31)) { // bank holiday
				day = day.AddDate(0, 0, 1)
			}
		}
	}
	return y.String()
}
