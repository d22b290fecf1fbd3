// Package amount reads the numbers of a promise: shares ("99.95%"), money ("£38 per pallet") and quantities
// ("750 kg"), exactly, without floating point.
//
// A number is written with a decimal point and, if at all, commas between groups of three digits: 1250,
// 1,250 and 1250.50 are numbers; 12,50 and 1.250,00 are refused with the number to write instead, because a guess
// would be wrong by a hundred or a thousand for somebody.
//
// A Parse function whose mistakes people see returns them as a *parse.Error. Each String method returns the one canonical form,
// which Parse reads back as the same value. How a customer sees a number (grouping, place of the symbol, words) depends on the
// language and is not decided here.
package amount
