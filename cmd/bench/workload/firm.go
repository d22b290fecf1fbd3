package workload

// The business, word for word.

var staff = []string{"Ruth Okonjo", "Tomasz Zielinski", "Hyejin Moon", "Gareth Pugh"}

const siteYAML = `business:
  name: Tamarisk Systems
  legal_name: Tamarisk Systems Ltd
  what_we_do: We look after the computers, phones and data of firms with 5 to 200 people.
url: https://tamarisk.example/
language: en-GB
timezone: Europe/London
currency: GBP
brand: {color: "#1a6b5c"}
leader:
  name: Ruth Okonjo
  role: Owner
  reach: [{by: email, at: ruth@tamarisk.example}, {by: mobile, at: "+44 7700 900001", hours: office}]
people:
  ruth: {name: Ruth Okonjo, role: Owner, email: ruth@tamarisk.example, phone: "+44 7700 900001"}
  tomasz: {name: Tomasz Zielinski, role: Desk lead, email: tomasz@tamarisk.example, phone: "+44 1632 960011"}
  hyejin: {name: Hyejin Moon, role: Networks, email: hyejin@tamarisk.example, phone: "+44 1632 960012"}
  gareth: {name: Gareth Pugh, role: Projects, email: gareth@tamarisk.example, phone: "+44 1632 960013"}
hours:
  office: {days: Mon-Fri, from: "08:00", to: "18:00", holidays: [2026-08-31, 2026-12-25, 2026-12-28, 2027-01-01]}
  extended: {days: Mon-Fri, from: "07:00", to: "20:00", holidays: [2026-12-25, 2027-01-01]}
channels:
  - {id: desk, by: phone, at: "+44 1632 960010", hours: office, respond_within: 5m, fallback: desk-mobile}
  - {id: desk-mobile, by: mobile, at: "+44 7700 900002", hours: extended, respond_within: 15m}
  - {id: help, by: email, at: help@tamarisk.example, hours: office, respond_within: 4h, clock: business}
complaints: {first: help, escalate_to: leader, answer_within: 5d, clock: business}
notify:
  delay_told_within: 1h
  change_notice: 30d
levels:
  - {id: p1, name: Stopped, when: Nobody at a site can work}
  - {id: p2, name: Slowed, when: One person cannot work}
  - {id: p3, name: Asked, when: A question or a wish}
as_of: 2026-11-01T12:00:00Z
checks:
  min_sample: 30
  guarantee_floor: 95%
  words: {always: 99%, usually: 80%}
vars:
  desk: the desk on the ground floor
`

const partnersYAML = `night-watch:
  name: Night Watch Computing
  for: Work at night and on Sundays
  url: https://nightwatch.example
  why: They have three shifts and do this every night.
bright-wire:
  name: Bright Wire Electrical
  for: Cables inside walls
  url: https://brightwire.example
  why: They hold the certificate that the work needs.
oak-code:
  name: Oak Code
  for: Programs written to order
  url: https://oakcode.example
  why: They write programs and have done so for twelve years.
`
