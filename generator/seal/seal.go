// Package seal makes a page that only one customer can open, opens it again, and keeps the [Ledger] of a site: its private
// pages, and which of their links were given out.
//
// Plain static hosting has no doorman, so a private page is encrypted when the site is built, and opened in the browser by
// a link that carries the key in its fragment, which is never sent to a server. That is sharing by secret link, and nothing
// more: whoever holds the link reads the page, and may pass it on. A host that swaps our script can read what is opened
// with it.
//
//	keys := secret.Keys("fenwick-tiles", 1)        // folder, link key, six words
//	box, err := keys.Seal(nil, letter, seal.Terms{}) // the bytes to publish
//	link := keys.Link("https://example.com/")      // what to send
//
// Sealing is deterministic: the same secret, id, generation, terms and letter make the same bytes, and two different
// texts never share a key and nonce. The package decides neither who has a page nor when one ends: its caller writes a
// page that is over or replaced as an ordinary page, without a box.
//
// To add a field to a box, change header (box.go), the table below and loader.js. To add a state of a page that does not
// open, change box.go, loader.js and the list below.
//
// # Box
//
//	offset  length
//	0       4   "UPF1"
//	4       1   flags: bit 0 passphrase
//	5       4   last day the page may be read, days since 1970-01-01 UTC; 0 none
//	9       4   PBKDF2 iterations; 0 without a passphrase
//	13      16  path
//	29      32  siv   = HMAC-SHA256(k_siv, bytes 0-28, padded)
//	61      n   AES-256-GCM(k_enc, nonce 0, aad = bytes 0-60, padded)
//	61+n    16  its tag
//
//	padded = length, 4 bytes, of what follows; raw deflate of the HTML; zeros to the next multiple of 8,192
//	k_siv  = HKDF-SHA256(ikm, salt = path, info = "upfront/v1/siv")
//	k_enc  = HKDF-SHA256(ikm, salt = siv, info = "upfront/v1/enc")
//	ikm    = link key, then with a passphrase PBKDF2-SHA256(passphrase in NFC, salt = path, iterations)
//
// Numbers are big-endian. A reader reports one [Failure] for each way in which a box or a link can be bad. AES-GCM cannot
// tell a changed byte from another key, so a change inside the sealed bytes reads as [WrongKey]; a change of length, of the
// fixed fields, or of anything the key itself vouches for, as [Damaged].
//
// # Page
//
// The page around a box is the theme's. It holds, in this order:
//
//	<meta http-equiv="Content-Security-Policy" content="…">   ContentSecurityPolicy()
//	<main id="m"> … </main>           replaced by the letter's body when it opens
//	<pre id="b" hidden>…</pre>        standard base64 of the box, line breaks allowed
//	<script>…</script>                Loader(), not a byte more between the tags
//
// In main stands an empty <p id="s" role="status">, which shows one message at a time. The messages are its attributes, one
// for each state; its attribute data-say then names the state that is shown.
//
//	data-nokey       the address carries no key
//	data-cut         the key is too short: part of the link is missing
//	data-mistyped    the key does not match its checksum
//	data-wrong       a sound key, which does not open this page
//	data-damaged     the page is not as it was published
//	data-newer       the page was made for a newer loader than this
//	data-expired     the page was to be read until a day that is over
//	data-insecure    plain http: browsers decrypt only over https, or from a file
//	data-old         this browser lacks what opening takes
//	data-ask         the six words are asked for
//	data-words       they were given, and do not open this page; asked for again
//	data-opening     working, a second or two when there are words
//
// The question for the words is a <form id="w" hidden> with one field, which has no name, and a button. Leave it and the
// last three messages out of a page opened by its link alone, and data-expired where there is no last day.
//
// The letter is a whole HTML document. Its title and the attributes of its root become the page's, its body's children the
// content of main; focus moves to its first h1, or main. The key stays in the address bar: a click on a link such as
// href="#x" moves to the element with that id without changing the address. Scripts, styles, forms, frames, style
// attributes and event handlers in a letter are removed: a letter has no use for them. One script runs: the letter's first,
// where the policy of the page names its hash. So Reply() travels in the letter: at its very end, where its compressed form is
// made once for all letters, and where it costs nothing as long as the letter fits its block.
//
// # Reply
//
// The script of a letter composes one plain-text answer out of the answers given on each line, and hands out calendar
// files. It needs no loader, so a page printed in the clear may carry it too. It looks for
//
//	[data-line="e1 M8RA"][id="line-e1"]           one line with its mark, in the order of the page, with the beginning of our answer to it,
//	[data-answer="We said no."]                   if there is one, holding
//	    [data-q] and any number of [data-a]       what the reply quotes of the line, and of our answer
//	    <input type="radio" name="e1" value="agree">, the same with value="not-quite",
//	    and a <textarea> for the customer's own words: alone they say that our answer is not quite right
//	[data-ask="Yes, agreed"]                      on a line without those: it takes a copy of the first <fieldset> that a line
//	                                              has, with these words in its first <label>
//	[data-reply]                                  with the attributes; hidden until there is a reply, if it is hidden
//	    data-to, data-subject, data-intro         address, subject, first paragraph
//	    data-agree-word, data-not-word            the words printed for an answer
//	    data-none, data-copied, data-select,      what to say when nothing was answered, when the text was copied, when it
//	    data-long                                 was only selected, and when it was copied because no mail link has room for it
//	    data-paste                                what stands in the mail then
//	  and inside it
//	    <a data-reply-mail href="…">              a link to a mail with the reply
//	    <button data-reply-copy type="button">    copies the reply
//	    <output data-reply-status>
//	    <textarea data-reply-text readonly>       the reply, kept up to date
//	[data-tick="agree"]                           a link or button that gives this answer to every line that has none
//	[data-ics="ID DAY\nID DAY SUMMARY…"]          a button or link that downloads a calendar file, under the name in data-file:
//	                                              the beginning of all ids and the day on which the dates were set; then,
//	                                              a line for each event, the end of its id, its day and its summary, as
//	                                              RFC 5545 writes and folds it, days as 20260302
//
// Forms are removed from a letter, so none of this stands in one.
package seal
