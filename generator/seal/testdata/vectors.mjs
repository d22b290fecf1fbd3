// A second implementation of what the package comment of seal describes,
// written from that description on node's own crypto and zlib.
//
//	node vectors.mjs > vectors.json     writes the known answers
//	node vectors.mjs check ours.json    opens the boxes that the package made
//
// The compressors differ, so neither expects the other's bytes of a box, only
// that each opens what the other sealed.
import {createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, pbkdf2Sync} from "node:crypto"
import {deflateRawSync, deflateSync, inflateRawSync} from "node:zlib"
import {readFileSync} from "node:fs"
import assert from "node:assert/strict"

const alphabet = "abcdefghijklmnopqrstuvwxyz234567"
const words = readFileSync(new URL("../words.txt", import.meta.url), "ascii").trim().split("\n")

function base32(bytes) {
	let bits = [...bytes].map(b => b.toString(2).padStart(8, "0")).join("")
	while (bits.length % 5) bits += "0"
	return bits.replace(/.{5}/g, five => alphabet[parseInt(five, 2)])
}

function number(n) {
	const b = Buffer.alloc(4)
	b.writeUInt32BE(n)
	return b
}

const hkdf = (ikm, salt, info, n) => Buffer.from(hkdfSync("sha256", ikm, salt, info, n))

// HKDF-Expand alone, because node has only both steps in one (RFC 5869, 2.3).
function expand(prk, info, n) {
	let block = Buffer.alloc(0), out = Buffer.alloc(0)
	for (let i = 1; out.length < n; i++) {
		block = createHmac("sha256", prk).update(block).update(info).update(Buffer.of(i)).digest()
		out = Buffer.concat([out, block])
	}
	return out.subarray(0, n)
}

function derive(secret, id, generation) {
	const prk = createHmac("sha256", "upfront/v1").update(secret).digest()
	const named = kind => {
		const name = Buffer.from(id), gen = Buffer.from(String(generation))
		return Buffer.concat([Buffer.from("upfront/v1/" + kind), number(name.length), name, number(gen.length), gen])
	}
	const pass = expand(prk, named("pass"), 48)
	return {
		path: expand(prk, named("path"), 16),
		link: expand(prk, named("link"), 32),
		passphrase: [0, 8, 16, 24, 32, 40].map(i => words[Number(pass.readBigUInt64BE(i) % 7776n)]).join(" "),
		check: expand(prk, "upfront/v1/kcv", 4).toString("hex"),
	}
}

function linkText(key) {
	const sum = createHash("sha256").update("upfront/v1/check").update(key).digest()
	return base32(Buffer.concat([key, sum.subarray(0, 3)]))
}

function pad(body, {length = body.length, buckets = Math.ceil((body.length + 4) / 8192)} = {}) {
	const padded = Buffer.alloc(buckets * 8192)
	number(length).copy(padded)
	body.copy(padded, 4)
	return padded
}

function material(key, passphrase, path, iterations) {
	if (!iterations) return key
	return Buffer.concat([key, pbkdf2Sync(passphrase.normalize("NFC"), path, iterations, 32, "sha256")])
}

// Seals what is already padded; siv replaces the right one.
function seal(padded, {keys = one, until = 0, iterations = 0, flags = iterations ? 1 : 0, passphrase = keys.passphrase, siv} = {}) {
	const header = Buffer.concat([Buffer.from("UPF1"), Buffer.of(flags), number(until), number(iterations), keys.path])
	const ikm = material(keys.link, passphrase, keys.path, iterations)
	siv ??= createHmac("sha256", hkdf(ikm, keys.path, "upfront/v1/siv", 32)).update(header).update(padded).digest()
	const cipher = createCipheriv("aes-256-gcm", hkdf(ikm, siv, "upfront/v1/enc", 32), Buffer.alloc(12))
	cipher.setAAD(Buffer.concat([header, siv]))
	return Buffer.concat([header, siv, cipher.update(padded), cipher.final(), cipher.getAuthTag()])
}

function open(box, key, passphrase) {
	const header = box.subarray(0, 29), siv = box.subarray(29, 61), path = box.subarray(13, 29)
	const ikm = material(key, passphrase, path, box.readUInt32BE(9))
	const cipher = createDecipheriv("aes-256-gcm", hkdf(ikm, siv, "upfront/v1/enc", 32), Buffer.alloc(12))
	cipher.setAAD(box.subarray(0, 61))
	cipher.setAuthTag(box.subarray(-16))
	const padded = Buffer.concat([cipher.update(box.subarray(61, -16)), cipher.final()])
	const want = createHmac("sha256", hkdf(ikm, path, "upfront/v1/siv", 32)).update(header).update(padded).digest()
	assert.deepEqual(siv, want)
	const size = padded.readUInt32BE(0)
	assert.equal(padded.length, Math.ceil((size + 4) / 8192) * 8192)
	assert(padded.subarray(4 + size).every(b => b == 0))
	return inflateRawSync(padded.subarray(4, 4 + size)).toString()
}

if (process.argv[2] == "check") {
	const ours = JSON.parse(readFileSync(process.argv[3]))
	for (const v of ours) {
		const keys = derive(Buffer.from(v.secret, "hex"), v.id, v.generation), box = Buffer.from(v.box, "base64")
		assert.equal(keys.check, v.check)
		assert.equal(base32(keys.path), v.folder)
		assert.equal("#k=" + linkText(keys.link), v.link)
		assert.equal(keys.passphrase, v.words)
		assert.equal(box.readUInt32BE(5), v.until)
		assert.equal(box[4] == 1, v.passphrase)
		assert.equal(box.readUInt32BE(9), v.passphrase ? 1000000 : 0)
		assert.deepEqual(box.subarray(13, 29), keys.path)
		assert.equal(open(box, keys.link, keys.passphrase), v.html)
	}
	console.log(ours.length + " boxes open")
	process.exit()
}

// The known answers.

const secret = Buffer.from("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", "hex")
const one = derive(secret, "fenwick-tiles", 1)
const two = derive(secret, "fenwick-tiles", 2)
const other = derive(secret, "harbour-cafe", 1)

const keys = [
	[secret, "fenwick-tiles", 1], [secret, "fenwick-tiles", 2], [secret, "harbour-cafe", 1], [secret, "a", 10],
	[Buffer.alloc(32), "fenwick-tiles", 1], [Buffer.alloc(32, 255), "blumen-müller", 123456],
].map(([s, id, generation]) => {
	const k = derive(s, id, generation)
	return {secret: s.toString("hex"), id, generation, folder: base32(k.path), link: "#k=" + linkText(k.link), passphrase: k.passphrase, check: k.check}
})

const page = name => `<!doctype html><html lang="en"><head><title>${name}</title></head><body><h1>${name}</h1></body></html>`
const noise = n => {
	let text = ""
	for (let i = 0; text.length < n; i++) text += createHash("sha256").update("noise" + i).digest("base64")
	return text.slice(0, n)
}
const boxes = {}, htmls = {}
function box(name, html, padded, options) {
	boxes[name] = seal(padded, options).toString("base64")
	if (html != null) htmls[name] = html
}
const whole = (name, html, options = {}) => box(name, html, pad(deflateRawSync(html, options.zlib)), options)
const body = deflateRawSync(page("bad"))

whole("plain", page("plain"))
whole("empty", "")
whole("stored", page("stored"), {zlib: {level: 0}})
whole("fixed codes", page("fixed codes"), {zlib: {strategy: 4}})
whole("best", page("best"), {zlib: {level: 9}})
whole("full bucket", page("full bucket").padEnd(8183, "."), {zlib: {level: 0}})
whole("one more than a bucket", page("one more than a bucket").padEnd(8184, "."), {zlib: {level: 0}})
whole("two buckets", page("two buckets") + noise(15000))
whole("letters", page("letters") + "Grüße, žluťoučký kůň, 日本語, مرحبا, 👩🏽‍🔧, a\u0301, \u0000")
whole("until", page("until"), {until: 20000})
whole("until the last day", page("until the last day"), {until: 4294967295})
whole("words", page("words"), {iterations: 100000})
whole("words until", page("words until"), {iterations: 100000, until: 20000})
whole("a million", page("a million"), {iterations: 1000000})
whole("accents", page("accents"), {iterations: 100000, passphrase: "café naïve"})
whole("second generation", page("second generation"), {keys: two})
box("other siv", null, pad(body), {siv: Buffer.alloc(32, 7)})
box("length beyond the end", null, pad(body, {length: 8189}))
box("greatest length", null, pad(body, {length: 4294967295}))
box("length zero", null, pad(body, {length: 0}))
box("length short by one", null, pad(body, {length: body.length - 1}))
box("length long by one", null, pad(body, {length: body.length + 1}))
box("a bucket too many", null, pad(body, {buckets: 2}))
{
	const padded = pad(body)
	padded[8191] = 1
	box("last byte of padding", null, padded)
	padded[8191] = 0
	padded[4 + body.length] = 255
	box("first byte of padding", null, padded)
}
box("zlib wrapping", null, pad(deflateSync(page("bad"))))
box("not deflated", null, pad(Buffer.from(page("bad"))))
box("not UTF-8", null, pad(deflateRawSync(Buffer.from("<h1>bad \xff</h1>", "latin1"))))
box("surrogates", null, pad(deflateRawSync(Buffer.from("<h1>bad \xed\xa0\x80</h1>", "latin1"))))
box("flag 2 sealed in", null, pad(body), {flags: 2})
box("few iterations sealed in", null, pad(body), {iterations: 99999})

const cases = []
function add(want, name, boxName = "plain", options = {}) {
	const {keys = one, link = "#k=" + linkText(keys.link), passphrase = "", today = 19000, folder = base32(one.path), edits = [], size} = options
	const c = {name, want, box: boxName, link, folder, today}
	if (passphrase) c.passphrase = passphrase
	if (edits.length) c.edits = edits.map(([at, bytes]) => ({at, bytes: Buffer.from(bytes).toString("hex")}))
	if (size !== undefined) c.size = size
	if (want == "ok") c.html = htmls[boxName]
	cases.push(c)
}
const text = linkText(one.link), link = s => ({link: "#k=" + s})
const edit = (at, ...bytes) => ({edits: [[at, bytes]]})
const plain = Buffer.from(boxes.plain, "base64"), flip = at => edit(at, plain[at] ^ 1)
const pass = {passphrase: one.passphrase}

for (const name of ["plain", "empty", "stored", "fixed codes", "best", "full bucket", "one more than a bucket", "two buckets", "letters", "until the last day"])
	add("ok", name, name)
add("ok", "before the last day", "until", {today: 19999})
add("ok", "on the last day", "until", {today: 20000})
add("ok", "with words", "words", pass)
add("ok", "with words on the last day", "words until", {...pass, today: 20000})
add("ok", "with a million iterations", "a million", pass)
add("ok", "words typed with composed accents", "accents", {passphrase: "café naïve".normalize("NFC")})
add("ok", "words typed with separate accents", "accents", {passphrase: "café naïve".normalize("NFD")})
add("ok", "second generation", "second generation", {keys: two, folder: base32(two.path)})
add("ok", "words not asked for", "plain", pass)
add("ok", "capitals", "plain", link(text.toUpperCase()))
add("ok", "a full stop after the link", "plain", link(text + "."))
add("ok", "a bracket after the link", "plain", link(text + ")."))
add("ok", "a tracker after the link", "plain", link(text + "&utm_source=mail"))
add("ok", "a space after the link", "plain", link(text + "%20"))

add("nokey", "no fragment", "plain", {link: ""})
add("nokey", "empty fragment", "plain", {link: "#"})
add("nokey", "another fragment", "plain", {link: "#top"})
add("nokey", "k alone", "plain", {link: "#k"})
add("nokey", "key without k", "plain", {link: "#" + text})
add("nokey", "capital K", "plain", {link: "#K=" + text})
add("cut", "nothing after k", "plain", link(""))
add("cut", "one character", "plain", link(text.slice(0, 1)))
add("cut", "half", "plain", link(text.slice(0, 28)))
add("cut", "without the checksum", "plain", link(text.slice(0, 52)))
add("cut", "without the last character", "plain", link(text.slice(0, 55)))
add("cut", "without the first character", "plain", link(text.slice(1)))
const swap = (s, i, c) => s.slice(0, i) + c + s.slice(i + 1)
const next = c => alphabet[(alphabet.indexOf(c) + 1) % 32]
add("mistyped", "first character changed", "plain", link(swap(text, 0, next(text[0]))))
add("mistyped", "middle character changed", "plain", link(swap(text, 30, next(text[30]))))
add("mistyped", "last character changed", "plain", link(swap(text, 55, next(text[55]))))
add("mistyped", "two characters exchanged", "plain", link(text.slice(0, 6) + text[7] + text[6] + text.slice(8)))
add("mistyped", "a character twice", "plain", link(text.slice(0, 20) + text.slice(19)))
add("mistyped", "a digit 1", "plain", link(swap(text, 10, "1")))
add("mistyped", "a digit 0 at the end", "plain", link(swap(text, 55, "0")))
add("mistyped", "a space inside", "plain", link(text.slice(0, 30) + "%20" + text.slice(30)))
add("mistyped", "shortened for display", "plain", link(text.slice(0, 20) + "..."))
add("mistyped", "twice in a row", "plain", link(text + text))
add("mistyped", "a letter of another alphabet", "plain", link(swap(text, 12, "é")))

add("wrong", "key of another customer", "plain", {keys: other})
add("wrong", "key of the former generation", "second generation", {keys: one, folder: base32(two.path)})
add("wrong", "key of the next generation", "plain", {keys: two})
add("wrong", "no words", "words")
add("wrong", "five words", "words", {passphrase: one.passphrase.split(" ").slice(1).join(" ")})
add("wrong", "words of another customer", "words", {passphrase: other.passphrase})
add("wrong", "right words, key of another customer", "words", {...pass, keys: other})
add("wrong", "accents left out", "accents", {passphrase: "cafe naive"})
add("wrong", "siv changed", "plain", flip(29))
add("wrong", "first sealed byte changed", "plain", flip(61))
add("wrong", "a byte of the padding changed", "plain", flip(8000))
add("wrong", "tag changed", "plain", flip(plain.length - 1))
add("wrong", "last day taken away", "until", edit(5, 0, 0, 0, 0))
add("wrong", "last day put off", "until", {...edit(5, 0, 0, 255, 255), today: 20001})
add("wrong", "path changed with the folder", "plain", {edits: [[13, two.path]], folder: base32(two.path)})
add("wrong", "words asked for later", "plain", {...pass, ...edit(4, 1, 0, 0, 0, 0, 0, 1, 134, 160)})
add("wrong", "words no longer asked for", "words", {...pass, ...edit(4, 0, 0, 0, 0, 0, 0, 0, 0, 0)})
add("wrong", "iterations changed", "words", {...pass, ...edit(9, 0, 1, 134, 161)})
add("wrong", "a bucket of another box", "two buckets", {size: 61 + 8192 + 16})

add("damaged", "nothing", "plain", {size: 0})
add("damaged", "four bytes", "plain", {size: 4})
add("damaged", "a header only", "plain", {size: 29})
add("damaged", "no sealed bytes", "plain", {size: 77})
add("damaged", "a byte short", "plain", {size: plain.length - 1})
add("damaged", "a byte long", "plain", edit(plain.length, 0))
add("damaged", "a tag short", "plain", {size: plain.length - 16})
add("damaged", "half of it", "two buckets", {size: 8300})
add("damaged", "in another folder", "plain", {folder: base32(two.path)})
add("damaged", "path changed", "plain", flip(13))
add("damaged", "last bit of the path changed", "plain", flip(28))
add("damaged", "iterations without words", "plain", edit(9, 0, 1, 134, 160))
add("damaged", "words without iterations", "words", {...pass, ...edit(9, 0, 0, 0, 0)})
add("damaged", "too few iterations", "words", {...pass, ...edit(9, 0, 1, 134, 159)})
add("damaged", "too many iterations", "words", {...pass, ...edit(9, 0, 152, 150, 129)})
add("damaged", "most iterations there are", "words", {...pass, ...edit(9, 255, 255, 255, 255)})
for (const name of ["other siv", "length beyond the end", "greatest length", "length zero", "length short by one", "length long by one", "a bucket too many",
	"last byte of padding", "first byte of padding", "zlib wrapping", "not deflated", "not UTF-8", "surrogates"]) add("damaged", name, name)
add("damaged", "few iterations sealed in", "few iterations sealed in", pass)

add("newer", "UPF2", "plain", edit(3, 50))
add("newer", "small letters", "plain", edit(0, 117, 112, 102, 49))
add("newer", "a web page", "plain", edit(0, ...Buffer.from("<html>")))
add("newer", "flag 2", "plain", edit(4, 2))
add("newer", "flag 2 with words", "words", {...pass, ...edit(4, 3)})
add("newer", "highest flag", "plain", edit(4, 128))
add("newer", "flag 2 sealed in", "flag 2 sealed in")
add("newer", "UPF2 in a shorter box", "plain", {...edit(3, 50), size: 100})

add("expired", "the day after", "until", {today: 20001})
add("expired", "years after", "until", {today: 30000})
add("expired", "words, the day after", "words until", {...pass, today: 20001})
add("expired", "last day moved to the past", "plain", edit(5, 0, 0, 0, 1))

// Where two things are wrong, the one that is found first is said.
add("mistyped", "mistyped link to a newer box", "plain", {...link(swap(text, 0, next(text[0]))), ...edit(3, 50)})
add("cut", "cut link to no box", "plain", {...link(text.slice(1)), size: 0})
add("newer", "newer and expired", "until", {...edit(3, 50), today: 20001})
add("damaged", "short and expired", "until", {size: 8200, today: 20001})
add("damaged", "another folder and expired", "until", {folder: base32(two.path), today: 20001})
add("expired", "expired, with another key", "until", {keys: other, today: 20001})
add("expired", "expired, without the words", "words until", {today: 20001})

console.log(JSON.stringify({keys, boxes, cases}, null, "\t"))
