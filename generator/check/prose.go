package check

// proseRules hold what customers read against the data of the site: headings without a time, and priority levels and hours that the
// site does not have. What they look for is English.
var proseRules = []rule{
	{id: headingEmpty, check: checkHeadings, english: true},
	{id: levelWord, check: checkLevelWords, english: true},
	{id: levelWord, check: checkLevelForgotten, english: true},
	{id: hoursWord, check: checkHoursWords, english: true},
}
