// Composes one reply out of the answers on the lines of an agreement, and
// hands out calendar files. The package comment says what the page must hold.
// It listens on the document, because the letter comes later than the script.
// Minified like loader.js; at most 2.5 KiB of it may be served.
(() => {
	const $one = ($what, $in = document) => $in.querySelector($what),
		$each = ($what, $do, $in = document) => $in.querySelectorAll($what).forEach($do),
		$find = $name => $one("[data-reply" + $name + "]"),
		$say = $name => $find("-status").value = $find("").dataset[$name] || ""

	// The intro, then each line that was answered: its id with its mark and its wording, our answer
	// to it, and behind an arrow the customer's. Their further lines are indented,
	// so that what begins with [e1] or an arrow is never their own. Words without
	// a choice say that a line is not quite right. Empty when nothing was answered.
	// The choices become the page's own, so that a saved copy has them, and the
	// link for the mail has the reply before it is followed.
	const $compose = () => {
		const $reply = $find(""), $words = $reply.dataset, $said = []
		$each("[data-line]", $line => {
			$each("input,textarea", $x => {
				$x.defaultChecked = $x.checked
				$x.defaultValue = $x.value
			}, $line)
			const $own = $one("textarea", $line)?.value.trim().replace(/\n/g, "\n  "),
				$choice = $one(":checked", $line)?.value || $own && $line.dataset.answer && "not-quite",
				$both = [{agree: $words.agreeWord, "not-quite": $words.notWord}[$choice], $own].filter($x => $x).join(": ")
			if ($both) $said.push(["[" + ($line.dataset.line || $line.id.slice(5)) + "] " + $one("[data-q]", $line).textContent, $line.dataset.answer,
				...Array.from($line.querySelectorAll("[data-a]"), $part => $part.textContent.trim()), "=> " + $both].filter($x => $x).join("\n"))
		})
		const $text = $said[0] ? [$words.intro, ...$said].join("\n\n") + "\n" : ""
		if ($text) $reply.hidden = false
		$mail($text)
		return $find("-text").value = $find("-text").defaultValue = $text
	}

	// Puts the reply into the link for the mail, and reports whether that has no
	// room for it: a mail program may cut off an address of more than 1900
	// characters. Then the mail asks for the reply to be pasted.
	const $mail = $text => {
		const $words = $find("").dataset, $encode = encodeURIComponent,
			$start = "mailto:" + $encode($words.to).replace("%40", "@") + "?subject=" + $encode($words.subject) + "&body=",
			$full = $start + $encode($text.replace(/\n/g, "\r\n")),
			$long = $full.length > 1900
		$find("-mail").href = $long ? $start + $encode($words.paste) : $full
		return $long
	}

	const $copy = ($text, $done) => {
		const $shown = $find("-text")
		const $select = () => {
			$shown.focus()
			$shown.select()
			$say("select")
		}
		navigator.clipboard ? navigator.clipboard.writeText($text).then(() => $say($done), $select) : $select()
	}

	const $save = $from => {
		const [$first, ...$events] = $from.dataset.ics.split(/\n(?=\S)/), [$uid, $stamp] = $first.split(" "), $a = document.createElement("a")
		const $text = ["BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-/\/Upfront/\/Upfront/\/EN", ...$events.map($event => "BEGIN:VEVENT\nUID:" + $uid +
			$event.replace(/\s(.*?)\s/, "\nDTSTAMP:" + $stamp + "T000000Z\nDTSTART;VALUE=DATE:$1\nSUMMARY:") +
			"\nTRANSP:TRANSPARENT\nEND:VEVENT"), "END:VCALENDAR\n"].join("\n")
		$a.href = URL.createObjectURL(new Blob([$text.replace(/\n/g, "\r\n")], {type: "text/calendar"}))
		$a.download = $from.dataset.file || "dates.ics"
		$a.click()
	}

	// Lines that ask without a question of their own take copies of the page's
	// first, once the letter is in the page.
	Promise.resolve().then(() => $each("[data-ask]", $line => {
		const $ask = $one("[data-line] fieldset").cloneNode(true)
		$each("[name]", $x => $x.name = $line.id.slice(5), $ask)
		$one("label", $ask).lastChild.data = $line.dataset.ask
		$line.append($ask)
		$line.removeAttribute("data-ask")
	}))

	const $on = ($kind, $do) => document.addEventListener($kind, $event =>
		$do($event, $selector => $event.target.closest($selector)))
	$on("input", ($event, $in) => $in("[data-line]") && $find("") && $compose())
	$on("click", ($event, $in) => {
		const $link = $in("[data-reply-mail]"), $button = $in("[data-reply-copy]"), $dates = $in("[data-ics]"), $tick = $in("[data-tick]")
		if ($dates) $event.preventDefault(), $save($dates)
		// One answer for all lines that have none.
		// What we offer beside them is asked for by itself.
		if ($tick) $each("div[data-line]", $line =>
			$one(":checked", $line) || $one("[value=" + $tick.dataset.tick + "]", $line)?.click())
		if (!$link && !$button) return
		const $text = $compose()
		if (!$text) $event.preventDefault(), $say("none")
		else if ($button) $copy($text, "copied")
		else $mail($text) ? $copy($text, "long") : $say("")
	})
	// What is folded is printed; browsers that cannot do so by style are helped.
	addEventListener("beforeprint", () => $each("details", $x => $x.open = true))
})()
