#!/usr/bin/env python3
"""What is due in a year, worked out from the files of a site with dates alone.

    python3 expected.py ../../../ 2026-03-20 > example.txt

It shares no code with Upfront: it reads the YAML with PyYAML (apt-get install python3-yaml) and counts days with Python's calendar.
It knows the sites of this test, and no others: it takes what they say at its word, and knows neither records that differ from the
agreement nor hidden files. Each line of its output is: day, kind, customer, who of ours, with whom, what.
"""
import calendar
import datetime
import glob
import os
import re
import sys

import yaml

ROOT, FIRST = sys.argv[1], datetime.date.fromisoformat(sys.argv[2])
LAST = FIRST + datetime.timedelta(days=364)
OUT = []


def words(text):
    """The YAML of a file, where yes, no and times stay what people wrote."""
    loader = yaml.SafeLoader(text)
    loader.yaml_implicit_resolvers = {k: [(t, r) for t, r in v if t != "tag:yaml.org,2002:bool"]
                                      for k, v in yaml.SafeLoader.yaml_implicit_resolvers.items()}
    return loader.get_single_data()


def read(path):
    return words(open(path, encoding="utf-8").read())


def front(path):
    text = open(path, encoding="utf-8").read()
    return words(text.split("---\n")[1]) if text.startswith("---\n") else {}


def plus(day, length, times=1):
    n, unit = re.fullmatch(r"(\d+)\s*(d|w|mo|y)\w*", str(length)).groups()
    n = int(n) * times
    if unit in "dw":
        return day + datetime.timedelta(days=n * (7 if unit == "w" else 1))
    months = day.year * 12 + day.month - 1 + n * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def minus(day, length):
    n, unit = re.fullmatch(r"(\d+)\s*(d|w|mo|y)", str(length)).groups()
    if unit in "dw":
        return day - datetime.timedelta(days=int(n) * (7 if unit == "w" else 1))
    months = day.year * 12 + day.month - 1 - int(n) * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def said(day):
    return f"{day.day} {day:%B %Y}"


def due(day, kind, what, who, customer="", other="", stays=False):
    if day and day <= LAST and (day >= FIRST or stays):
        OUT.append((str(day), kind, customer, who or LEADER, other, what))


SITE = read(f"{ROOT}/site.yaml")
LEADER = SITE["leader"]["name"]
STAFF = {key: person["name"] for key, person in SITE.get("people", {}).items()}
OURS = [LEADER] + list(STAFF.values())


def person(name):
    return LEADER if name == "leader" else STAFF.get(name, name or "")


def named(text, people):
    """Who is named first in a text, by the first name."""
    found = [(m.start(), p) for p in people if (m := re.search(r"(?<![^\W\d_])" + re.escape(p.split()[0]) + r"(?![^\W\d_])", text))]
    return min(found, key=lambda one: one[0])[1] if found else None


CAPABILITIES = {}
for path in sorted(glob.glob(f"{ROOT}/content/capabilities/*.yaml")):
    c = CAPABILITIES[os.path.basename(path)[:-5]] = read(path)
    owner = person(c.get("owner"))
    due(c.get("review_by"), "review", f'Read "{c["title"]}" again as a customer would', owner, stays=True)
    due(c.get("capacity", {}).get("next_opening"), "opening", f'The next opening of "{c["title"]}": is there room, and when is the next one?', owner, stays=True)
    for p in c.get("promises", []):
        due(p.get("acknowledge", {}).get("until"), "acknowledge", f'Until now "{p["says"]}" stands although the record does not bear it: decide anew', owner, stays=True)

for path in sorted(glob.glob(f"{ROOT}/content/policies/**/*.md", recursive=True)):
    p = front(path)
    due(p.get("review_by"), "review", f'Read the policy "{p.get("title")}" again', person(p.get("owner")), stays=True)

for path in sorted(glob.glob(f"{ROOT}/content/notices/*.md")):
    n = front(path)
    if n["kind"] in ("delay", "outage") and not n.get("resolved") and not n.get("until"):
        known = n.get("told") or n.get("noticed")
        if not isinstance(known, datetime.date) or isinstance(known, datetime.datetime):
            known = datetime.date.fromisoformat(str(known)[:10])
        affects = n.get("affects") or []
        first = (affects if isinstance(affects, list) else [affects])[:1]
        owner = person(CAPABILITIES[first[0].split(".")[0]].get("owner")) if first else LEADER
        due(known + datetime.timedelta(days=7), "open-notice", f'"{n["title"]}" is still open: say how it stands, or when it was resolved', owner, stays=True)

for path in sorted(glob.glob(f"{ROOT}/content/agreements/*.yaml")):
    a, name = read(path), os.path.basename(path)[:-5]
    customer, status = a["customer"], a["status"]
    if isinstance(customer, str):
        customer = {"name": customer}
    records = sorted(glob.glob(f"{ROOT}/content/agreed/{name}/v*.yaml"))
    record = read(records[-1]) if records else None
    if record and status != "ended":
        status = "agreed"
    people, owner, begins = a.get("people", []), person(a.get("owner")), a.get("effective")

    def who(role):
        return next((p["name"] for p in people if p.get("role") == role), people[0]["name"])

    def customers(day, kind, what, role, by=None, other=None, **more):
        if other is None and kind in ("check-in", "aftercare", "duty"):
            other = named(what, [p["name"] for p in people])
        due(day, kind, what, by or owner, name, other or who(role), **more)

    for c in a.get("check_ins", []):
        by = person(c["who"]) if c.get("who") else named(c["what"], OURS)
        customers(c.get("on") or plus(begins, c["after"]), "check-in", c["what"], "day to day", by)
    for d in a.get("duties", []):
        if not d.get("done"):
            theirs = d.get("who") in [p["name"] for p in people]
            what = "Ask whether it is done: " + d["what"] if theirs else d["what"]
            by = None if theirs else person(d["who"]) if d.get("who") else named(d["what"], OURS)
            customers(d["by"], "duty", what, "day to day", by, d["who"] if theirs else None, stays=True)
    lines = a.get("expectations", []) + a.get("priorities", [])
    for l in lines:
        if l.get("answer") == "yes-if" and l.get("if_by") and not l.get("if_met"):
            customers(l["if_by"], "condition", f'Ask whether the condition of {l["id"]} is met: {l["if"]}', "day to day", stays=True)

    # Which lines are agreed: by the record, else by the notes.
    def agreed(l):
        return bool(record["agreed"].get(l["id"], {}).get("by")) if record else bool(l.get("agreed"))

    granted = [l["id"] for l in sorted(a.get("expectations", []), key=lambda l: l.get("rank", 999)) + sorted(a.get("priorities", []), key=lambda l: l.get("rank", 999))
               if agreed(l) and not l.get("outcome") and (l["answer"] == "yes" or l["answer"] == "yes-if" and l.get("if_met"))]
    if status == "ended":
        if granted:
            customers(a["ended"]["on"], "outcome", "Say how it turned out, with outcome: below " + ", ".join(granted), "decides", stays=True)
        continue

    customers(a.get("review_by"), "review", "Read the agreement together again", "decides", stays=True)
    customers(a.get("access", {}).get("until"), "link", "The last day on which their page opens: write a later until, or let it end", "decides")
    outcome = a.get("outcome", {})
    if outcome.get("by"):
        told = any(l.get("outcome") and l["outcome"].get("on", outcome["by"]) >= outcome["by"] for l in lines)
        if granted or not told:
            what = "See together how it turned out: " + outcome["what"].removesuffix(".")
            customers(outcome["by"], "outcome", what + (". Then write outcome: below " + ", ".join(granted) if granted else ""), "decides", stays=True)

    if status == "proposed":
        customers(begins, "reply", "Ask for their answer: the agreement begins, and nobody has said yes yet", "decides", stays=True)
    if record:
        open_ = [l["id"] for l in sorted(a.get("expectations", []), key=lambda l: l.get("rank", 999)) + sorted(a.get("priorities", []), key=lambda l: l.get("rank", 999)) if not agreed(l)]
        if not record["agreed"]["rest"].get("by"):
            open_.append("the price, their part, the promises and the dates")
        if open_:
            customers(record["frozen"] + datetime.timedelta(days=14), "reply", "Ask about what they have not agreed to yet: " + ", ".join(open_), "decides", stays=True)

    if status == "agreed":
        ends = a.get("renews") in ("false", "no", False)
        if a.get("term"):
            for n in range(1, 40):
                end = plus(begins, a["term"], n)
                if a.get("notice_to_end"):
                    last = "The last day to agree on how it goes on: the agreement ends on %s" if ends else "The last day to end or change the agreement, which renews on %s as it is"
                    customers(minus(end, a["notice_to_end"]), "notice", last % said(end), "decides")
                customers(end, "renewal", "The agreement ends: thank them, and say what they may keep" if ends else "The agreement renews as it is", "decides")
                if ends:
                    break
        over = plus(begins, a["term"]) if ends else LAST
        for c in a.get("capabilities", []):
            for m in CAPABILITIES[c].get("aftercare", []):
                days = []
                if m.get("after"):
                    days = [plus(begins, m["after"])]
                elif m.get("every"):
                    days = [plus(begins, m["every"], n) for n in range(1, 400)]
                elif m.get("on") == "anniversary":
                    days = [plus(begins, "1y", n) for n in range(1, 40)]
                for day in days:
                    if day <= over:
                        customers(day, "aftercare", m["do"], "day to day", named(m["do"], OURS))
        price = a.get("price", {})
        if isinstance(price, dict) and price.get("holds_for"):
            customers(plus(begins, price["holds_for"]), "price", "The price stands until now: say what it is from here on", "decides")
        r = a.get("referral", {})
        waits = [next((l for l in lines if l["id"] == i), {}) for i in r.get("earned_if", [])]
        if waits and all(l.get("outcome", {}).get("result") in ("met", "exceeded") for l in waits):
            day = max(l["outcome"]["on"] for l in waits)
            if m := re.search(r"(\d+) ?(d|w|mo|y)", r.get("when", "")):
                day = max(day, plus(begins, m.group(1) + m.group(2)))
            customers(day, "referral", "The referral is earned, ask for it: " + r["means"], "decides")

    since = customer.get("since") or (begins if status == "agreed" else None)
    if since and status != "draft":
        for n in range(1, 60):
            customers(plus(since, "1y", n), "anniversary", "A customer for " + (f"{n} year" if n == 1 else f"{n} years"), "decides")

for row in sorted(OUT):
    print(" | ".join(row))
