// Opens the box in this page with the key in its address. The package comment
// says how a box is made and what the page must hold. At most 3 KiB of this
// may be served, so it is minified first: comments, indentation and spaces
// beside punctuation go, and a name that begins with $ becomes one letter.
(async () => {
	let $state = "insecure", $ikm, $padded, $rounds,
		// None of the names from here on is given another value.
		$page = document,
		$here = location,
		$crypto = crypto.subtle,
		$sha = "SHA-256",
		$find = $x => $page.getElementById($x),
		$join = async (...$x) => new Uint8Array(await new Blob($x).arrayBuffer()),
		$hash = async (...$x) => $join(await $crypto.digest($sha, await $join(...$x))),

		// Shows the message for one state in place of the one before.
		$status = $find("s"),
		$data = $status.dataset,
		$say = $x => $status.innerText = $data[$data.say = $x],

		// Whatever is thrown, here or by the browser, $state says what is wrong.
		$stop = ($x, $why = $state) => {
			if ($x) throw $state = $why
		},

		// The whole bytes in base32: parseInt gives a-z as 10-35 and 2-7 as they are; 32 more, cut off, keeps the zeros.
		$bytes = $x => Uint8Array.from($x.replace(/./g, $x => ((parseInt($x, 36) + 24) % 34 + 32).toString(2).slice(1)).match(/.{8}/g), $x => "0b" + $x),

		// Each way of deriving takes what it knows of the parameters, and leaves the others.
		$import = ($x, $name, $use) => $crypto.importKey("raw", $x, {name: $name, hash: $sha}, 0, [$use]),
		$bits = async ($name, $x, $salt, $info) => $crypto.deriveBits(
			{name: $name, hash: $sha, salt: $salt, info: await $join("upfront/v1/" + $info), iterations: $rounds},
			await $import($x, $name, "deriveBits"), 256),
		$derive = async ($salt, $info, $name, $use) => $import(await $bits("HKDF", $ikm, $salt, $info), $name, $use),

		// What takes no focus says -1 of itself, and once that is written takes it.
		$focus = $e => {
			$e.tabIndex -= 0
			$e.focus()
		}

	// The fragment is the key: a link within the page moves without touching it.
	onclick = $x => {
		let $e = $x.target.closest("[href^='#']")
		if ($e) {
			$x.preventDefault()
			$e = $find(decodeURI($e.hash.slice(1)))
			if ($e) $focus($e), $e.scrollIntoView()
		}
	}
	// Another link to this page, pasted over the first, is tried at once.
	onhashchange = () => $here.reload()

	try {
		$stop(!$crypto)
		$state = "old"
		const $inflate = new DecompressionStream("deflate-raw")
		$state = "nokey"
		const [, $text, $after] = /^#k=([a-zA-Z2-7]*)(.*)/.exec($here.hash)
		$state = "mistyped"
		$stop(!$text[55] && !$after, "cut")
		$stop($text.length != 56)
		const $link = $bytes($text), $key = $ikm = $link.slice(0, 32)
		$stop($link.slice(32) + "" != (await $hash("upfront/v1/check", $key)).slice(0, 3))

		$state = "damaged"
		const $raw = atob($find("b").innerText),
			$box = Uint8Array.from($raw, $x => $x.charCodeAt()),
			$part = ($x, $e) => $box.slice($x, $e),
			$number = ($x, $e) => new DataView($x.buffer).getUint32($e),
			$flags = $box[4]
		$stop($raw[4] && (!/^UPF1/.test($raw) || $flags > 1), "newer")
		const $until = $number($box, 5),
			$size = $box.length - 77,
			$path = $part(13, 29),
			$siv = $part(29, 61),
			$folder = /\/([a-z2-7]{26})\/[^/]*$/.exec($here.pathname)
		$rounds = $number($box, 9)
		$stop($size < 1 || $size % 8192 || ($flags ? $rounds < 1e5 || $rounds > 1e7 : $rounds))
		$stop($folder && $bytes($folder[1]) + "" != $path)
		$stop($until && Date.now() / 864e5 >= $until + 1, "expired")

		while (!$padded) {
			if ($flags) {
				const $form = $find("w"), $words = $form[0]
				$say($ikm == $key ? "ask" : "words")
				$form.hidden = 0
				$words.focus()
				// The handler gives false, so that the form goes nowhere.
				await new Promise($x => $form.onsubmit = () => !!$x())
				$form.hidden = 1
				$say("opening")
				$ikm = await $join($key, await $bits("PBKDF2",
					await $join($words.value.normalize("NFC").toLowerCase().trim().replace(/\s+/g, " ")), $path))
			}
			$padded = await $crypto.decrypt({name: "AES-GCM", iv: $part(0, 12).fill(0), additionalData: $part(0, 61)},
				await $derive($siv, "enc", "AES-GCM", "decrypt"), $part(61)).then($join, () => $stop(!$flags, "wrong"))
		}
		$stop(!await $crypto.verify("HMAC", await $derive($path, "siv", "HMAC", "verify"), $siv, await $join($part(0, 29), $padded)))
		const $end = $number($padded) + 4, $zeros = $padded.slice($end)
		$stop($end > $padded.length || $zeros.length > 8191 || $zeros.some($x => $x))
		const $same = {createHTML: $x => $x, createScript: $x => $x},
			$trust = self.trustedTypes?.createPolicy("u", $same) || $same,
			$letter = new DOMParser().parseFromString($trust.createHTML(new TextDecoder("utf8", {fatal: 1}).decode(
				await new Response(new Response($padded.slice(4, $end)).body.pipeThrough($inflate)).arrayBuffer())), "text/html"),
			$main = $find("m"),
			$code = $letter.scripts[0]?.text

		// Of all scripts only the one whose hash this page names may run. The
		// browser looks for itself, too, where it heeds the policy.
		if ($page.querySelector("[content*='" + btoa(String.fromCharCode(...await $hash($code))) + "']")) {
			const $e = $page.createElement("script")
			$e.text = $trust.createScript($code)
			$main.append($e)
		}

		// A second belt: the policy of the page lets none of this do anything either.
		for (const $e of $letter.querySelectorAll("*"))
			if ($e.matches("script,meta,base,link,style,iframe,object,embed,form,animate,set")) $e.remove()
			else for (const $x of [...$e.attributes])
				if (/^(on|style=|[\w:]*(href|src|action)=javascript:)/i.test(($x.name + "=" + $x.value).replace(/[\0-\x20]/g, ""))) $e.removeAttributeNode($x)
		$main.replaceChildren(...$letter.body.childNodes)
		$page.title = $letter.title
		for (const $x of $letter.children[0].attributes) $page.children[0].setAttribute($x.name, $x.value)
		$focus($main.querySelector("h1") || $main)
	} catch {
		$say($state)
	}
})()
