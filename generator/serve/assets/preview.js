// Keeps an open page the same as its files. It hears the number of the newest
// build, fetches its own page again, and changes in place what differs, so that
// scroll, focus, open details and what was typed stay as they are. It is added
// to served copies alone. WORDS is replaced by the server.
(() => {
	const words = WORDS
	const tag = document.currentScript
	if (frameElement?.dataset.upfront == "letter") return // the frame in which a letter is opened, see letter()
	const ours = "data-upfront"
	let {build, status} = tag.dataset
	const sealed = "sealed" in tag.dataset
	const put = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])

	// ---- Hearing. A browser keeps at most six connections to a host, so a
	// hidden tab lets go of its own, and catches up when it is looked at.
	let source
	const hear = () => {
		if (document.hidden || source) return
		source = new EventSource("/-/events")
		source.onmessage = event => event.data != build && update()
		source.onerror = () => {
			if (source?.readyState != EventSource.CLOSED) return // the browser tries again
			stop()
			setTimeout(hear, 1000)
		}
	}
	const stop = () => {
		source?.close()
		source = null
	}
	document.addEventListener("visibilitychange", () => document.hidden ? stop() : hear())
	addEventListener("pagehide", stop)
	addEventListener("pageshow", hear)

	// ---- Following: one update at a time, and one more where a build came meanwhile.
	let busy, again
	const update = async () => {
		again = true
		if (busy) return
		busy = true
		try {
			while (again) {
				again = false
				await follow()
			}
		} catch (error) {
			console.warn("Upfront:", error) // the server went away: events tell when it is back
		}
		busy = false
	}

	const trusted = self.trustedTypes?.createPolicy("upfront-preview", {createHTML: text => text}) ?? {createHTML: text => text}
	const parse = text => new DOMParser().parseFromString(trusted.createHTML(text), "text/html")
	const scriptOf = page => page.querySelector("script[src='/-/preview.js']")

	const follow = async () => {
		const answer = await fetch(location.pathname + location.search, {cache: "no-store"})
		const page = parse(await answer.text()), mark = scriptOf(page)
		if (answer.status == 404 && status == "200") return leave()
		const other = answer.status == 500 || status == "500" ? mark?.dataset.status != status : "sealed" in (mark?.dataset ?? {}) != sealed
		if (answer.redirected || !mark || other) return location.reload()
		if (sealed) await followLetter(page)
		else await adopt(page)
		build = mark.dataset.build
		status = mark.dataset.status
		await showProblems(mark.dataset.problems)
	}

	// The page is gone: say so, and go to the nearest folder above that is there.
	const leave = async () => {
		stop()
		let to = location.pathname
		do to = to.replace(/[^/]*\/?$/, "")
		while (to != "/" && !(await fetch(to, {method: "HEAD"})).ok)
		say(put(words.gone, {to}))
		setTimeout(() => location.assign(to), 1800)
	}

	// ---- Sealed pages. The letter is in the clear only in this document. After
	// a change the new box is opened as its reader would: by its own script, from
	// the same address, in a hidden frame. What it shows is taken over from there.
	let typed = document.querySelector("#w input")?.value ?? ""
	if (sealed) document.addEventListener("submit", event => typed = event.target.querySelector("input")?.value ?? "", true)
	const locked = page => page.querySelector("main [data-nokey]")

	const followLetter = async page => {
		const box = document.getElementById("b"), fresh = page.getElementById("b")
		if (locked(document)) {
			if (box.textContent != fresh.textContent && document.querySelector("#w input")?.value) return whenOpened()
			if (box.textContent != fresh.textContent) location.reload()
			return
		}
		if (box.textContent == fresh.textContent) {
			page.querySelector("main").replaceWith(document.querySelector("main").cloneNode(true))
			page.title = document.title
			copyAttributes(document.documentElement, page.documentElement)
			return adopt(page)
		}
		const frame = document.createElement("iframe")
		frame.dataset.upfront = "letter"
		frame.hidden = true // what is not shown cannot take the focus
		try {
			await adopt(await letter(frame))
		} catch {
			location.reload() // another key, other words, or a link that ended: the page says so
		} finally {
			frame.remove()
		}
	}

	const letter = frame => new Promise((done, fail) => {
		frame.src = location.pathname + location.search + (location.search ? "&" : "?") + "letter=" + build + location.hash
		frame.onload = () => {
			const page = frame.contentDocument
			let asked, opening // the state in which the words were asked for, and whether they are being tried
			const look = () => {
				const says = locked(page), form = page.querySelector("#w")
				if (!says) return done(page)
				if (form?.hidden === false) {
					if (!typed || opening) return fail(new Error("other words"))
					if (asked) return
					asked = says.dataset.say
					form.querySelector("input").value = typed
					form.requestSubmit()
					return
				}
				const state = says.dataset.say
				opening = asked && state == "opening"
				if (state && state != asked && !opening) fail(new Error(state))
			}
			new MutationObserver(look).observe(page.documentElement, {subtree: true, childList: true, attributes: true})
			look()
		}
		document.documentElement.append(frame)
	})

	// Somebody is typing the words: open the new box once they have opened this one.
	const whenOpened = () => new MutationObserver((_, watch) => {
		if (locked(document)) return
		watch.disconnect()
		update()
	}).observe(document.querySelector("main"), {childList: true})

	// ---- Taking over a page.
	const adopt = async page => {
		const stay = reading()
		await restyle(page)
		touched.clear()
		document.title = page.title
		copyAttributes(page.documentElement, document.documentElement)
		morph(document.body, page.body)
		stay()
		await repaint()
		stay()
		outline()
	}

	// What somebody reads stays where it is on the screen when something above it grows, which not every browser sees to.
	const reading = () => {
		const top = e => e.getBoundingClientRect().top
		const seen = scrollY == 0 ? [] : [...document.querySelectorAll("main :is(li, tr, dd, dt, p, h1, h2, h3, h4, figure, pre)")]
			.map(e => [e, top(e)]).filter(([, at]) => at >= 0 && at < innerHeight)
		return () => {
			const [e, at] = seen.find(([e]) => e.isConnected && !touched.has(e)) ?? []
			if (e) scrollBy({top: top(e) - at, behavior: "instant"})
		}
	}

	const touched = new Set()
	const mine = node => node.nodeName == "SCRIPT" || node.nodeName == "NOSCRIPT" || node.nodeType == 1 && node.hasAttribute(ours)
	const keyOf = node => node.nodeType == 1 ? node.id || node.dataset.key || "" : ""

	const morph = (from, to) => {
		if (from.nodeType != 1) {
			if (from.data != to.data) {
				from.data = to.data
				touched.add(from.parentElement)
			}
			return
		}
		if (copyAttributes(to, from)) touched.add(from)
		morphChildren(from, to)
	}

	// What the reader changes stays: an open details, a picture that was fetched again.
	const kept = (element, name) => name == "open" && element.nodeName == "DETAILS" ||
		name == "src" && element.nodeName == "IMG" || name == "src" && element.nodeName == "IFRAME"
	const copyAttributes = (from, to) => {
		let changed = false
		for (const {name, value} of from.attributes)
			if (to.getAttribute(name) != value && !(to.hasAttribute(name) && kept(to, name) && bare(to.getAttribute(name)) == bare(value)) && !(name == "open" && kept(to, name))) {
				to.setAttribute(name, value)
				changed = true
			}
		for (const {name} of [...to.attributes])
			if (!from.hasAttribute(name) && !(name == "open" && kept(to, name))) {
				to.removeAttribute(name)
				changed = true
			}
		return changed
	}

	const morphChildren = (from, to) => {
		const olds = [...from.childNodes].filter(n => !mine(n)), news = [...to.childNodes].filter(n => !mine(n))
		while (olds.length && news.length && olds[0].isEqualNode(news[0])) olds.shift(), news.shift()
		let anchor = null
		while (olds.length && news.length && olds.at(-1).isEqualNode(news.at(-1))) anchor = olds.pop(), news.pop()
		const pairs = pair(olds, news), used = new Set(pairs.values())
		for (const old of olds) if (!used.has(old)) {
			old.remove()
			touched.add(from)
		}
		let next = olds.find(old => used.has(old)) ?? anchor
		for (const fresh of news) {
			const old = pairs.get(fresh)
			if (!old) {
				const added = document.importNode(fresh, true)
				from.insertBefore(added, next)
				touched.add(added.nodeType == 1 ? added : from)
				continue
			}
			if (old == next) next = old.nextSibling
			else if (from.moveBefore) from.moveBefore(old, next)
			else from.insertBefore(old, next)
			morph(old, fresh)
		}
	}

	// Which old node each new one is: that of the same id, else its equal, else the next of its kind.
	const pair = (olds, news) => {
		const pairs = new Map(), left = new Set(olds)
		const match = alike => {
			for (const fresh of news) {
				if (pairs.has(fresh)) continue
				for (const old of left) if (old.nodeName == fresh.nodeName && alike(old, fresh)) {
					pairs.set(fresh, old)
					left.delete(old)
					break
				}
			}
		}
		match((old, fresh) => keyOf(fresh) && keyOf(old) == keyOf(fresh))
		match((old, fresh) => !keyOf(fresh) && old.isEqualNode(fresh))
		match((old, fresh) => keyOf(old) == keyOf(fresh) && old.className == fresh.className)
		match((old, fresh) => !keyOf(old) && !keyOf(fresh))
		return pairs
	}

	// ---- Styles and pictures have the same address when their bytes change. A new
	// style sheet is loaded beside the old one, which goes when the new one holds.
	const bare = address => address?.replace(/[?&]build=\d+/, "")
	const seen = new Map()
	const differs = async address => {
		const tagged = (await fetch(address, {method: "HEAD", cache: "no-store"})).headers.get("ETag")
		const before = seen.get(address)
		seen.set(address, tagged)
		return before != tagged
	}
	// What the page came with need not be fetched again, if no build has come since.
	const came = async address => {
		const {headers} = await fetch(address, {method: "HEAD", cache: "no-store"})
		if (headers.get("Upfront-Build") == tag.dataset.build && !seen.has(address)) seen.set(address, headers.get("ETag"))
	}
	const stamped = address => address + (address.includes("?") ? "&" : "?") + "build=" + build
	const local = address => new URL(address, location.href).origin == location.origin

	const restyle = async page => {
		const olds = [...document.head.querySelectorAll("link[rel=stylesheet]")]
		const wanted = [...page.head.querySelectorAll("link[rel=stylesheet]")].map(link => bare(link.getAttribute("href")))
		const loads = []
		for (const href of wanted) {
			const old = olds.find(link => bare(link.getAttribute("href")) == href)
			const changed = local(href) && await differs(href)
			if (old && !changed) continue
			const link = document.createElement("link")
			link.rel = "stylesheet"
			link.href = local(href) ? stamped(href) : href
			loads.push(new Promise(done => link.onload = link.onerror = done).then(() => old?.remove()))
			if (old) old.after(link)
			else document.head.append(link)
		}
		for (const old of olds) if (!wanted.includes(bare(old.getAttribute("href")))) loads.push(Promise.all([...loads]).then(() => old.remove()))
		await Promise.all(loads)
	}

	const repaint = async () => {
		for (const image of document.images) {
			const address = bare(image.getAttribute("src") ?? "")
			if (address && !/^(data|blob):/.test(address) && local(address) && await differs(address)) image.src = stamped(address)
		}
	}

	// ---- What changed is outlined for a moment.
	const blocks = "li, tr, dd, dt, p, h1, h2, h3, h4, figure, blockquote, pre, table, section, aside, nav, header, footer, div, main"
	const outline = () => {
		const found = new Set([...touched].map(e => e.closest?.(blocks)).filter(e => e?.isConnected && e != document.body && !e.matches("[data-desk] > footer *")))
		const inner = [...found].filter(e => ![...found].some(f => f != e && e.contains(f))).slice(0, 20)
		const calm = matchMedia("(prefers-reduced-motion: reduce)").matches
		const on = {outline: "2px solid #c2710c", outlineOffset: "2px"}, off = {outline: "2px solid transparent", outlineOffset: "2px"}
		for (const e of inner) e.animate(calm ? [on, on] : [on, on, off], {duration: 1600, id: "upfront-changed"})
	}

	// ---- Problems, over the page and apart from its styles. A frame shows none: what it stands in does.
	let host, panel, loaded, hiddenOnes = sessionStorage.getItem("upfront-hidden"), opened = false
	const framed = self != top || document.body?.hasAttribute("data-desk")
	const make = () => {
		if (host) return
		host = document.createElement("div")
		host.setAttribute(ours, "problems")
		host.popover = "manual"
		const root = host.attachShadow({mode: "open"}), link = document.createElement("link")
		link.rel = "stylesheet"
		link.href = "/-/preview.css"
		loaded = new Promise(done => link.onload = link.onerror = done)
		panel = document.createElement("div")
		root.append(link, panel)
		root.addEventListener("click", clicked)
		document.documentElement.append(host)
	}

	const showProblems = async counted => {
		if (framed || status == "500") return
		if (!counted) {
			if (host?.matches(":popover-open") && !panel.querySelector(".say")) host.hidePopover()
			panel?.replaceChildren()
			opened = false
			forget()
			return
		}
		make()
		const [page] = await Promise.all([fetch("/-/overlay", {cache: "no-store"}).then(a => a.text()).then(parse), loaded])
		morphChildren(panel, page.body)
		arrange()
	}

	// Errors lie over the page until they are hidden or mended; others are looked at when asked for.
	const forget = () => {
		hiddenOnes = null
		sessionStorage.removeItem("upfront-hidden")
	}
	const listed = () => panel?.querySelector(".list")
	const arrange = () => {
		const list = listed()
		if (!list) return
		if (hiddenOnes && hiddenOnes != list.dataset.said) forget()
		list.hidden = !(opened || "errors" in list.dataset && hiddenOnes != list.dataset.said)
		panel.querySelector(".badge").hidden = !list.hidden
		if (!host.matches(":popover-open")) host.showPopover()
	}
	const hide = () => {
		const list = listed()
		opened = false
		hiddenOnes = list.dataset.said
		sessionStorage.setItem("upfront-hidden", hiddenOnes)
		const within = host.shadowRoot.activeElement
		arrange()
		if (within) panel.querySelector(".badge").focus()
	}
	const clicked = event => {
		const on = selector => event.target.closest(selector)
		if (on(".hide")) hide()
		if (on(".badge")) {
			opened = true
			hiddenOnes = null
			arrange()
			panel.querySelector(".hide").focus()
		}
	}
	addEventListener("keydown", event => {
		if (event.key == "Escape" && listed() && !listed().hidden) hide()
	})

	// ---- A sentence for a moment.
	const say = text => {
		make()
		const line = document.createElement("p")
		line.className = "say"
		line.setAttribute("role", "status")
		line.setAttribute(ours, "say")
		line.textContent = text
		panel.append(line)
		loaded.then(() => host.matches(":popover-open") || host.showPopover())
		setTimeout(() => line.remove(), 6000)
	}

	// ---- Files are opened by the editor that was chosen on the desk.
	const openFile = event => {
		const link = event.composedPath().find(e => e.matches?.("a[data-path]"))
		if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
		event.preventDefault()
		const {path, line, column} = link.dataset
		const editor = words.editors.find(e => e.id == localStorage.getItem("upfront-editor")) ?? words.editors[0]
		if (!editor.form) {
			const place = [path, line, column].filter(Boolean).join(":")
			navigator.clipboard.writeText(place).then(() => say(put(words.copied, {place})), () => location.assign(link.href))
			return
		}
		const path2 = path.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/").replace("%3A", ":")
		location.assign(put(editor.form, {path: path2.startsWith("/") ? path2 : "/" + path2, line: line ?? 1, column: column ?? 1}))
	}
	document.addEventListener("click", openFile)

	// ---- A page that believes in a look leads to pages that do.
	const look = new URL(location.href).searchParams.get("as")
	if (look) document.addEventListener("click", event => {
		const link = event.target.closest("a[href]")
		if (link?.origin == location.origin && link.pathname != location.pathname) {
			const to = new URL(link.href)
			to.searchParams.set("as", look)
			link.href = to
		}
	})

	for (const address of new Set([...document.querySelectorAll("link[rel=stylesheet], img[src]")].map(e => e.getAttribute(e.href ? "href" : "src"))))
		if (!/^(data|blob):/.test(address) && local(address)) came(address).catch(() => {})
	hear()
	showProblems(tag.dataset.problems)
})()
