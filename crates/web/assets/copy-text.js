// <copy-text>: a button that copies the text of the element beside it. Without JavaScript the text is there to be selected.
class CopyText extends HTMLElement {
  connectedCallback() {
    const target = document.getElementById(this.getAttribute("for"));
    if (!target || !navigator.clipboard) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = "Copy the link";
    const said = document.createElement("span");
    said.className = "hidden";
    said.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(target.textContent.trim());
      button.textContent = "Copied";
      said.textContent = "The link was copied.";
    });
    this.append(button, said);
  }
}
customElements.define("copy-text", CopyText);
