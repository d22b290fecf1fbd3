package workload

import "strings"

// Customers' words: nothing from here may stand on a public page.
var firmA = []string{
	"Harbour", "Cedar", "Lumen", "Granite", "Meadow", "Beacon", "Orchard", "Willow", "Falcon", "Copper", "Juniper", "Kestrel", "Linden",
	"Saltmarsh", "Thornbury", "Wheatley",
}
var firmB = []string{"Tiles", "Housing", "Dental", "Foods", "Textiles", "Joinery", "Freight", "Legal", "Roofing", "Bakers", "Marine", "Vets"}
var towns = []string{
	"Selby", "Whitby", "Ripon", "Skipton", "Malton", "Otley", "Ilkley", "Thirsk", "Kendal", "Hexham", "Alnwick", "Morpeth", "Penrith",
	"Keswick", "Settle", "Helmsley", "Pickering", "Yarm", "Bedale", "Wetherby",
}
var firstNames = []string{
	"Amira", "Bronwen", "Chloe", "Dimitri", "Elif", "Fergus", "Gijs", "Henrike", "Imran", "Jolanda", "Kaito", "Leocadia", "Magnus", "Nadezhda",
	"Osei", "Petronella", "Quentin", "Rosalind", "Siobhan", "Thaddeus",
}

// surnameParts make a name of four, one of each row: no two of a third of a million are alike.
var surnameParts = [4][]string{
	strings.Fields("Ab Bel Cor Dun Eg Fal Gar Hol In Jar Kel Lum Mor Nor Os Pel Quen Rus Sel Tor Ul Var Wes Yar"),
	strings.Fields("an be cu da el fi go hu il ka le mi na or pe ra si tu ur ve wa yo ze ol"),
	strings.Fields("bar cot den far gast hal ker lin man ner por quist ris som tal vik wol zan drup flit grev klaas sten brug"),
	strings.Fields("berg croft dale feld gaard holm inga kamp lund mark nes oja pohl rud stad thwaite uddin vall worth sson zicht horst bek eira"),
}

var styles = []string{"numbers first", "a call before a mail", "two lines and no more", "with the reason", "in the morning"}

var privateBecause = []string{
	"It would leave $M other customers waiting.",
	"We tried it $K times in 2025 and it held once.",
	"It would tie up $K engineers for $M days.",
	"We priced it at £$N00 and would still do it badly.",
}
var privateInstead = []string{
	"$o names $K firms that do it, by $X.",
	"$o and $f find another way by $X.",
	"$o says by $X what we can do in its place.",
	"$f gets $K hours of advice at no charge.",
}
var outcomes = []string{
	"19 of 20 starters at $T have a working laptop on day one",
	"The shop floor at $T loses at most $M hours to faults in 6 months",
	"$f spends $M hours a month on computers, from $N today",
	"All $N people at $T work from one set of files",
	"No bill to a customer goes out late because of us in $M months",
	"$K sites work as one, with $N people who can sit at any desk",
}
var uses = []string{
	"$N people at $C share $M screens, and a morning without mail stops $K vans.",
	"Orders come in by phone until noon at $C and leave on $K lorries by four.",
	"$f runs the office of $C alone on Fridays, with $N people outside.",
	"The workshop of $C prints $N job cards a day and cannot start one without.",
	"$M people sell from home and $N work at $C, on one calendar.",
}
var checkIns = []string{
	"How the first weeks went, with $f", "Count what broke at $T", "Walk through $T with $f", "Open wishes from $f",
	"Numbers for $p, row by row", "Plan for the next $K months with $d",
}
var referrals = []string{
	"An introduction to a firm of 10 to $N people near $T", "A call to someone $d knows who has $M to $N people",
	"A coffee at $T with an owner $d trusts",
}
var stories = []string{
	"$f looks after $N laptops at $T and $M in the yard.",
	"The busiest days are the ones before $X, when $K more people come in to help.",
	"The supplier before us left $M open questions and no list.",
	"$d moved the firm from $U in $Y and kept $K phone numbers.",
	"The server stands under the stairs beside the coats, and $f has the key.",
	"In $Y the office lost $K days of orders, and **nobody has forgotten it**.",
	"$p reads each bill twice and likes to see the hours.",
	"$d said that what matters is _being told_, and said it $K times.",
	"Half of the $N people came from a rival at $U and miss their old programs.",
	"The lease at $T ends on $X, so nothing heavy is bolted to a wall.",
	"$f writes in the evening and does not expect an answer before nine.",
	"We met $d at the fair in $U, and $o drew the first plan on a napkin.",
	"Two of the $M vans have screens that drop out near $U.",
	"They make $N deliveries in a good week and count the bad ones on a board by the door.",
}
