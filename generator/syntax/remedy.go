package syntax

import (
	"upfront/generator/clock"
)

// OnMiss is what happens when the promise is missed.
type OnMiss struct {
	Located
	NotifyWithin Written[clock.Duration]
	Remedy       Remedy
}

// Remedy is what the customer gets.
type Remedy struct {
	Located
	Kind, Amount Text
	Tiers        []Tier
	Base         Text // the YAML field "of"
	ClaimWithin  Written[clock.Duration]
	Cap          Text
	Automatic    Written[bool]
}

// Tier is one step of a remedy.
type Tier struct {
	Located
	Below  Percent
	Credit Text
}

var onMissTable = tableOf("on_miss",
	optional("notify_within", func(o *OnMiss) *Written[clock.Duration] { return &o.NotifyWithin }, duration, "How soon the customer hears that you missed it"),
	optional("remedy", func(o *OnMiss) *Remedy { return &o.Remedy }, remedyTable.form(), "What the customer gets"),
)

var remedyTable = tableOf("a remedy",
	optional("kind", func(r *Remedy) *Text { return &r.Kind }, text(), "service_credit, refund, free_redo or a word of your own"),
	optional("amount", func(r *Remedy) *Text { return &r.Amount }, text(), "How much, such as 20% of that delivery's charge"),
	optional("tiers", func(r *Remedy) *[]Tier { return &r.Tiers }, listOf(tierTable.form()), "Steps, in place of one amount"),
	optional("of", func(r *Remedy) *Text { return &r.Base }, text(), "What the credit is a part of"),
	optional("claim_within", func(r *Remedy) *Written[clock.Duration] { return &r.ClaimWithin }, duration, "By when the customer has to ask for it"),
	optional("cap", func(r *Remedy) *Text { return &r.Cap }, text(), "The most you give"),
	optional("automatic", func(r *Remedy) *Written[bool] { return &r.Automatic }, boolean(), "Whether it comes without asking"),
).orText(func(r *Remedy) *Text { return &r.Amount })

var tierTable = tableOf("a tier",
	required("below", func(t *Tier) *Percent { return &t.Below }, share, "Below this share"),
	required("credit", func(t *Tier) *Text { return &t.Credit }, text(), "The customer gets this"),
)
