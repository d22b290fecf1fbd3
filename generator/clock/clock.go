// Package clock computes due times and elapsed times as a business means them: durations as people write them, civil dates,
// times of day, business calendars, windows of time, and time zones with their clock changes.
//
// # Two clocks
//
// On the calendar clock time always runs. Minutes and hours are elapsed time; days, weeks, months and years keep the
// time of day in the zone, so a day is 23 or 25 hours long when the clocks change, and a month that is too short ends
// on its last day: one month after 31 January is 28 or 29 February. [Duration.After] uses this clock.
//
// On a business clock time runs only while a [Calendar] is open. [Calendar.Add] uses this clock:
//
//   - Minutes and hours are open time, and the due moment is the earliest at which that much has passed: four hours
//     from Monday 16:00, when the hours are 09:00–17:00, end on Tuesday at 12:00, and one hour ends at 17:00 that Monday.
//   - A day is one working day, however long. A request that arrives while open is due at the same time of day that many
//     working days later. A request that arrives while closed counts as received when the next working day opens, and has
//     that whole day: received on Saturday, one working day, due on Monday at closing time. (The day of receipt does not
//     count where it is no working day, and a period of days runs to the end of its last day, as in Regulation (EEC,
//     Euratom) No 1182/71, article 3.) A request during a pause counts as received when the pause ends. Where the later
//     day is closed at that time of day, the moment is its next opening that day, or else its closing. An opening that
//     runs past midnight belongs to the day on which it starts.
//   - Weeks, months and years are those of the calendar, moved to the next opening if they end while closed.
//
// # Zones
//
// Local times follow RFC 5545, section 3.3.5: a time that occurs twice is the first of the two, a time that does not occur
// is read with the offset before the gap. Only [ParseInstant] refuses both and explains.
//
// The package reads neither the machine's clock nor its zone: both are arguments. Wording for customers is not here.
package clock
