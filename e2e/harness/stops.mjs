// What Tab should stop at in a page, and what it does stop at. Everything here runs inside the page.

/**
 * Puts the focus before the first element and surveys the page. The result lives in the page:
 * `stops` (elements in the order of the document), `faults` (controls that Tab cannot reach by their nature),
 * `current()` (where the focus is, null outside the page), `name(element)`.
 */
export function surveyStops() {
  const CONTROLS = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
  const OTHERS = 'iframe, audio[controls], video[controls], [contenteditable=""], [contenteditable=true], [tabindex]';
  // Inside these, arrow keys do what Tab does elsewhere.
  const COMPOSITES = ['tablist', 'toolbar', 'menu', 'menubar', 'listbox', 'grid', 'tree', 'treegrid', 'radiogroup']
    .map((role) => `[role=${role}]`)
    .join(', ');

  /** The element with the focus, also inside custom elements; null where the focus has left the page. */
  const focused = () => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const none = !document.hasFocus() || element === document.body || element === document.documentElement;
    return none ? null : element;
  };

  const name = (element) => {
    const words = element.labels?.[0]?.innerText || element.innerText || element.getAttribute('aria-label') || '';
    const id = element.id ? `#${element.id}` : '';
    const attribute = element.getAttribute('name') ? `[name="${element.getAttribute('name')}"]` : '';
    const text = words.trim().replace(/\s+/g, ' ').slice(0, 40);
    return `${element.localName}${id}${attribute}${text && ` "${text}"`}`;
  };

  const shown = (element) => element.checkVisibility({ visibilityProperty: true });

  /** All elements below `node` as a person meets them, custom elements opened up, what is inert left out. */
  const all = function* (node) {
    const slotted = node.localName === 'slot' ? node.assignedElements() : [];
    const children = slotted.length > 0 ? slotted : (node.shadowRoot ?? node).children;
    for (const child of children) {
      if (child.inert) continue;
      yield child;
      yield* all(child);
    }
  };

  /** Of the radio buttons of one question, Tab stops at the one that is chosen, or at the first. */
  const isRadioPassedOver = (element, controls) => {
    if (element.type !== 'radio' || !element.name) return false;
    const group = controls.filter(
      (other) => other.type === 'radio' && other.name === element.name && other.form === element.form,
    );
    return element !== (group.find((other) => other.checked) ?? group[0]);
  };

  const isStop = (element) =>
    element.matches(`${CONTROLS}, ${OTHERS}`) &&
    !element.matches(':disabled') &&
    shown(element) &&
    !(element.localName === 'summary' && element !== element.closest('details')?.querySelector('summary'));

  /** Where a focus may show itself: on the element, around it, on its label, on what stands next to it. */
  const looks = (element) => {
    const places = [element, ...(element.labels ?? []), element.parentElement, element.nextElementSibling];
    const styles = places.filter(Boolean).map((place) => getComputedStyle(place));
    styles.push(getComputedStyle(element, '::before'), getComputedStyle(element, '::after'));
    return styles.flatMap(({ outlineStyle, outlineWidth, outlineColor, boxShadow }) => {
      const drawn = outlineStyle !== 'none' && parseFloat(outlineWidth) > 0 && !/[,/] 0\)$/.test(outlineColor);
      return [drawn ? `${outlineStyle} ${outlineWidth} ${outlineColor}` : '', boxShadow === 'none' ? '' : boxShadow];
    });
  };

  const inView = (element) =>
    [element, ...(element.labels ?? [])].some((place) => {
      const { width, height, top, bottom, left, right } = place.getBoundingClientRect();
      return width > 1 && height > 1 && bottom > 0 && right > 0 && top < window.innerHeight && left < window.innerWidth;
    });

  // What lies under an open dialogue cannot be reached, and should not be.
  const root = [...document.querySelectorAll('dialog:modal')].at(-1) ?? document.body;
  root.tabIndex = -1;
  root.focus({ preventScroll: true });
  root.removeAttribute('tabindex');
  window.scrollTo(0, 0);

  const controls = [...all(root)].filter(isStop);
  const stops = controls.filter((element) => element.tabIndex >= 0 && !isRadioPassedOver(element, controls));
  const faults = [];
  for (const element of controls) {
    if (element.tabIndex < 0 && element.matches(CONTROLS) && !element.closest(COMPOSITES)) {
      faults.push(`${name(element)} is taken out of the Tab order by its tabindex`);
    }
  }
  for (const label of root.querySelectorAll('label')) {
    if (label.control && !label.control.disabled && shown(label) && !shown(label.control)) {
      faults.push(`${name(label)} stands for ${name(label.control)}, which is hidden from the keyboard too`);
    }
  }

  const before = new Map(stops.map((element) => [element, looks(element)]));
  const ids = new Map();
  const current = () => {
    const element = focused();
    if (element === null) return null;
    if (!ids.has(element)) ids.set(element, ids.size);
    const now = looks(element);
    const earlier = before.get(element) ?? [];
    return {
      id: ids.get(element),
      index: stops.indexOf(element),
      name: name(element),
      visible: now.some((look, place) => look !== '' && look !== earlier[place]),
      inView: inView(element),
    };
  };
  return { stops, faults, current, name };
}
