// <sum-to total="100">: says while typing how many points are left among the number fields inside.
class SumTo extends HTMLElement {
  connectedCallback() {
    const total = Number(this.getAttribute("total"));
    const said = document.createElement("p");
    said.className = "small";
    said.setAttribute("role", "status");
    const tell = () => {
      const given = [...this.querySelectorAll("input[type=number]")].reduce((sum, field) => sum + Number(field.value || 0), 0);
      const left = total - given;
      said.textContent = left === 0 ? `All ${total} points are shared out.` : left > 0 ? `${left} of ${total} points are left.` : `${-left} points too many.`;
    };
    this.append(said);
    this.addEventListener("input", tell);
    tell();
  }
}
customElements.define("sum-to", SumTo);
