package workload

var goodFits = []string{
	"You have one person who may decide", "Your people sit in one to six places", "You plan a month ahead",
	"You would rather read one page than ten", "You want the reason as well as the answer",
}
var poorFits = []string{
	"You need somebody on the spot at night", "You have engineers of your own who do this", "Your machines steer a plant",
	"You want a price per call and nothing more", "You change supplier each spring",
}
var yourPart = []string{
	"Keep the list of people who may ask up to date", "Tell us before a wall or a desk is moved", "Keep one locked room for the equipment",
	"Give us one key and one person who has the other", "Read the note and say what is wrong with it",
	"Leave the machine on when we have asked for it", "Let us restart what has to be restarted after 18:00",
}
var questions = []string{
	"What stops first when this does not work?", "Who has to hear first, and by which way?",
	"What did the last supplier do that you would keep?", "Which week of the year must nothing change?",
	"How will you know in a year that it was worth it?", "Who says yes when it costs money?", "What would you rather not pay for?",
}
var firstCare = []string{
	"Your owner calls and asks how the first weeks went", "The engineer comes by and sits with the people who use it",
	"We send the first page of results and ask what is missing",
}
var nextCare = []string{
	"We read the promises on this page with you", "We count what is in use and strike what is not", "Your owner brings the list of open wishes",
}
var yearCare = []string{"We bring cake and last year's numbers", "The owner writes you a letter by hand", "We ask whether you would choose us again"}
