// The shape of a page: nothing sticks out sideways, and the document says what it is.

/** A title that says no more than whose page it is. */
const EMPTY_TITLE = /^(rowlock|untitled|document|home|page|localhost|127\.0\.0\.1.*)?$/i;

/** What is wrong where the page is wider than its viewport. Tables may scroll inside a container of their own. */
export async function sidewaysFaults(page, when) {
  // On a phone `innerWidth` grows with the content, so the width is taken from what was asked for.
  const { width } = page.viewportSize();
  const { wide, culprits } = await page.evaluate(findCulprits, width);
  if (wide <= width + 1) return [];
  const where = culprits.length > 0 ? `; these stick out: ${culprits.join(', ')}` : '';
  return [`the page scrolls sideways (${when}): it is ${wide} px wide in a viewport of ${width} px${where}`];
}

/** What is wrong with the heading, the language and the title. */
export async function documentFaults(page, name) {
  const { headings, lang, title } = await page.evaluate(() => ({
    headings: document.querySelectorAll('h1').length,
    lang: document.documentElement.lang.trim(),
    title: document.title.trim(),
  }));
  const faults = [];
  if (headings !== 1) faults.push(`the page has ${headings} headings h1, not exactly one`);
  if (lang === '') faults.push('the html element has no lang attribute');
  if (EMPTY_TITLE.test(title)) faults.push(`the title says nothing about this page: "${title}"`);
  // Personal links to one page are many, and its title stays the same.
  const other = otherPageTitled(title, new URL(page.url()).pathname.replace(/\/[0-9a-f]{64}/, '/…'), name);
  if (other) faults.push(`the title is also that of ${other}: "${title}"`);
  return faults;
}

/** The pages seen so far in this test file, by their titles. */
const titles = new Map();

function otherPageTitled(title, path, name) {
  const first = titles.get(title);
  if (!first) titles.set(title, { path, name });
  return first && first.path !== path && first.name !== name ? `${first.name} (${first.path})` : undefined;
}

/** Runs in the page. */
function findCulprits(width) {
  const scroller = document.scrollingElement;
  const scrollsItself = (element) =>
    element !== scroller && element !== document.body && getComputedStyle(element).overflowX !== 'visible';
  const culprits = [];
  const look = (element) => {
    const before = culprits.length;
    if (!scrollsItself(element)) [...element.children].forEach(look);
    const { right, width: own } = element.getBoundingClientRect();
    // The innermost element that sticks out is the one to mend.
    if (own > 0 && right + window.scrollX > width + 1 && culprits.length === before && element !== scroller) {
      culprits.push(name(element));
    }
  };
  const name = (element) =>
    element.localName + (element.id && `#${element.id}`) + [...element.classList].map((word) => `.${word}`).join('');
  look(document.documentElement);
  return { wide: scroller.scrollWidth, culprits: culprits.slice(0, 5) };
}
