// The desk remembers which editor files are opened with, and shows a choice of
// size or look at once.
(() => {
	const editor = document.getElementById("editor")
	editor.value = localStorage.getItem("upfront-editor") ?? editor.options[0].value
	editor.onchange = () => localStorage.setItem("upfront-editor", editor.value)

	const form = document.querySelector("form.controls")
	form?.addEventListener("change", event => event.target.type == "radio" && form.requestSubmit())
	document.querySelector("form.filter select")?.addEventListener("change", event => event.target.form.requestSubmit())
	document.querySelector("form.filter [type=checkbox]")?.addEventListener("change", event => event.target.form.requestSubmit())
})()
