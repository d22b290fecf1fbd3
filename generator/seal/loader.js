// Opens the box in this page with the key in its address. The package comment
// says how a box is made and what the page must hold. At most 3 KiB of this
// may be served, so it is packed first: comments, indentation and spaces
// beside punctuation go, and a name that begins with $ becomes one letter.
(async () => {
	let $state = "insecure", $ikm, $padded, $ask = "passphrase"
	const $page = document,
		$crypto = crypto.subtle,
		$sha = "SHA-256",
		$find = $x => $page.getElementById($x),
		$each = ($x, $selector, $do) => $x.querySelectorAll($selector).forEach($do),
		$join = async (...$x) => new Uint8Array(await new Blob($x).arrayBuffer()),

		// Shows the messages for one state and hides all others.
		$say = $x => $each($page, "[data-say]", $e => $e.hidden = !$e.dataset.say.split(" ").includes($x)),

		// Whatever is thrown, here or by the browser, $state says what is wrong.
		$stop = ($x, $why) => {
			if ($x) throw $state = $why || $state
		},

		// The whole bytes in base32: parseInt gives a-z as 10-35 and 2-7 as they are.
		$bytes = $x => {
			let $n = 0, $bits = 0, $out = []
			for (const $c of $x) {
				$n = $n << 5 | (parseInt($c, 36) + 24) % 34
				if (($bits += 5) > 7) $out.push($n >> ($bits -= 8) & 255)
			}
			return $out
		},

		$import = ($x, $name, $use) => $crypto.importKey("raw", $x, $name, 0, [$use]),
		$derive = async ($salt, $info, $name, $use) => $crypto.deriveKey(
			{name: "HKDF", hash: $sha, salt: $salt, info: await $join("upfront/v1/" + $info)},
			await $import($ikm, "HKDF", "deriveKey"), {name: $name, hash: $sha, length: 256}, 0, [$use]),

		$focus = $e => {
			if ($e.tabIndex < 0) $e.tabIndex = -1
			$e.focus({preventScroll: 1})
		}

	// The fragment is the key: a link within the page moves without touching it.
	onclick = $x => {
		let $e = $x.target.closest("a[href^='#']")
		if ($e) {
			$x.preventDefault()
			$e = $find(decodeURI($e.getAttribute("href").slice(1)))
			if ($e) $e.scrollIntoView(), $focus($e)
		}
	}
	// Another link to this page, pasted over the first, is tried at once.
	onhashchange = () => location.reload()

	try {
		$stop(!$crypto)
		$state = "old"
		const $inflate = new DecompressionStream("deflate-raw"),
			[, $text, $after] = /^#k=([a-zA-Z2-7]*)(.*)/.exec(location.hash) || []
		$stop($text == null, "nokey")
		$stop($text.length < 56 && !$after, "cut")
		$stop($text.length != 56, "mistyped")
		const $link = await $join(new Uint8Array($bytes($text))),
			$key = $ikm = $link.slice(0, 32),
			$sum = await $crypto.digest($sha, await $join("upfront/v1/check", $key))
		$stop($link.slice(32) + "" != new Uint8Array($sum, 0, 3), "mistyped")

		$state = "damaged"
		const $raw = atob($find("b").textContent),
			$box = Uint8Array.from($raw, $x => $x.charCodeAt()),
			$part = ($x, $e) => $box.slice($x, $e),
			$number = ($x, $e) => new DataView($x.buffer).getUint32($e),
			$flags = $box[4]
		$stop($raw[4] && ($raw.slice(0, 4) != "UPF1" || $flags > 1), "newer")
		const $until = $number($box, 5),
			$rounds = $number($box, 9),
			$size = $box.length - 77,
			$path = $part(13, 29),
			$folder = location.pathname.split("/").at(-2)
		$stop($size < 8192 || $size % 8192 || ($flags ? $rounds < 1e5 || $rounds > 1e7 : $rounds))
		$stop(/^[a-z2-7]{26}$/.test($folder) && $bytes($folder) != $path + "")
		$stop($until && Date.now() / 864e5 >= $until + 1, "expired")

		while (!$padded) {
			if ($flags) {
				$say($ask)
				$ask = "words"
				const $words = $find("p"), $button = $find("o")
				$words.focus()
				$words.onkeydown = $x => { $x.key == "Enter" && $button.click() }
				await new Promise($x => $button.onclick = $x)
				$say("opening")
				$ikm = await $join($key, await $crypto.deriveBits({name: "PBKDF2", hash: $sha, salt: $path, iterations: $rounds},
					await $import(await $join($words.value.normalize("NFC").toLowerCase().trim().replace(/\s+/g, " ")), "PBKDF2", "deriveBits"), 256))
			}
			$padded = await $crypto.decrypt({name: "AES-GCM", iv: new Uint8Array(12), additionalData: $part(0, 61)},
				await $derive($part(29, 61), "enc", "AES-GCM", "decrypt"), $part(61)).catch(() => $stop(!$flags, "wrong"))
		}
		$padded = await $join($padded)
		$stop(!await $crypto.verify("HMAC", await $derive($path, "siv", "HMAC", "verify"), $part(29, 61), await $join($part(0, 29), $padded)))
		const $end = $number($padded) + 4, $zeros = $padded.slice($end)
		$stop($end > $padded.length || $zeros.length > 8191 || $zeros.some($x => $x))
		const $html = new TextDecoder("utf-8", {fatal: 1}).decode(
				await new Response(new Blob([$padded.slice(4, $end)]).stream().pipeThrough($inflate)).arrayBuffer()),
			$same = {createHTML: $x => $x},
			$letter = new DOMParser().parseFromString((self.trustedTypes?.createPolicy("upfront", $same) || $same).createHTML($html), "text/html"),
			$main = $find("m")

		// A second belt: the policy of the page lets none of this do anything either.
		$each($letter, "script,meta,base,link,style,iframe,object,embed,form,animate,set", $e => $e.remove())
		$each($letter, "*", $e => [...$e.attributes].forEach($x =>
			/^(on|style=|[\w:]*(href|src|action)=javascript:)/i.test(($x.name + "=" + $x.value).replace(/[\0-\x20]/g, "")) && $e.removeAttributeNode($x)))
		$main.replaceChildren(...$letter.body.childNodes)
		$page.title = $letter.title
		for (const $x of $letter.documentElement.attributes) $page.documentElement.setAttribute($x.name, $x.value)
		$say()
		$focus($main.querySelector("h1") || $main)
	} catch {
		$say($state)
	}
})()
