// Composes one reply out of the answers on the lines of an agreement, and
// hands out calendar files. The package comment says what the page must hold.
// It listens on the document, because the letter comes later than the script.
// Minified like loader.js; at most 2 KiB of it may be served.
(() => {
	const $find = $name => document.querySelector("[data-reply" + $name + "]"),
		$say = $name => $find("-status").value = $find("").dataset[$name] || ""

	// The intro, then each line that was answered: its id and wording, our answer
	// to it, and behind an arrow the customer's. Their further lines are indented,
	// so that what begins with [e1] or an arrow is never their own. Empty when
	// nothing was answered.
	const $compose = () => {
		const $words = $find("").dataset, $said = []
		document.querySelectorAll("[data-line]").forEach($line => {
			const $answer = {agree: $words.agreeWord, "not-quite": $words.notWord}[$line.querySelector(":checked")?.value],
				$own = $line.querySelector("textarea")?.value.trim().replace(/\n/g, "\n  "),
				$both = [$answer, $own].filter($x => $x).join(": ")
			if ($both) $said.push(["[" + $line.dataset.line + "] " + $line.dataset.text, $line.dataset.answer,
				...Array.from($line.querySelectorAll("[data-a]"), $part => $part.textContent.trim()), "=> " + $both].filter($x => $x).join("\n"))
		})
		return $find("-text").value = $said[0] ? [$words.intro, ...$said].join("\n\n") + "\n" : ""
	}

	const $mail = ($link, $text) => {
		const $words = $find("").dataset, $encode = encodeURIComponent,
			$url = "mailto:" + $encode($words.to).replace("%40", "@") + "?subject=" + $encode($words.subject) +
				"&body=" + $encode($text.replace(/\n/g, "\r\n"))
		$say($url.length > 1900 && "long")
		if ("href" in $link) $link.href = $url
		else location.href = $url
	}

	const $copy = $text => {
		const $shown = $find("-text")
		const $select = () => {
			$shown.focus()
			$shown.select()
			$say("select")
		}
		navigator.clipboard ? navigator.clipboard.writeText($text).then(() => $say("copied"), $select) : $select()
	}

	const $save = $from => {
		const $a = document.createElement("a")
		$a.href = URL.createObjectURL(new Blob([$from.dataset.ics.replace(/\r?\n/g, "\r\n")], {type: "text/calendar"}))
		$a.download = $from.dataset.file || "dates.ics"
		$a.click()
	}

	const $on = ($kind, $do) => document.addEventListener($kind, $event =>
		$do($event, $selector => $event.target.closest($selector)))
	$on("input", ($event, $in) => $in("[data-line]") && $find("") && $compose())
	$on("click", ($event, $in) => {
		const $link = $in("[data-reply-mail]"), $button = $in("[data-reply-copy]"), $dates = $in("[data-ics]")
		if ($dates) $event.preventDefault(), $save($dates)
		if (!$link && !$button) return
		const $text = $compose()
		if (!$text) $event.preventDefault(), $say("none")
		else if ($link) $mail($link, $text)
		else $copy($text)
	})
})()
