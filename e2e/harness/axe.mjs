// axe-core, run in the page as it stands.

import axe from 'axe-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// axe puts off much of its work with setTimeout, which never fires where JavaScript is off; so it gets one that calls
// at once. Its long timers only guard against frames that do not answer.
const SOURCE = `(function (setTimeout) {${axe.source}
})((work, wait) => { if (!(wait >= 1000)) Promise.resolve().then(work); return 0; });`;

/** Every fault that axe finds by all rules of the levels A and AA and of good practice. */
export function allRules(page, when) {
  return run(page, when, {
    runOnly: { type: 'tag', values: TAGS },
    // Rules of WCAG 2.2 are off in axe until somebody asks for them.
    rules: { 'target-size': { enabled: true } },
  });
}

/** Every fault that axe finds by the `rules` named. */
export function someRules(page, when, rules) {
  return run(page, when, { runOnly: { type: 'rule', values: rules } });
}

async function run(page, when, options) {
  // An expression of a script is not subject to the page's Content-Security-Policy, unlike a script element.
  if (!(await page.evaluate(() => 'run' in (window.axe ?? {})))) await page.evaluate(SOURCE);
  const violations = await page.evaluate(
    // Preloading would fetch style sheets by script, which a strict policy forbids and the console then reports.
    async (given) => (await window.axe.run(document, { ...given, preload: false })).violations,
    options,
  );
  return violations.flatMap((violation) => violation.nodes.map((node) => legible(violation, node, when)));
}

function legible({ id, impact, help }, { target, html, failureSummary }, when) {
  const [heading, ...ways] = failureSummary.split('\n').map((line) => line.trim());
  const fix = heading.includes('any') ? ways.join('; or ') : ways.join('; ');
  const source = html.replace(/\s+/g, ' ').slice(0, 120);
  return `axe ${id} (${impact}, ${when}) at ${target.flat().join(' ')}\n  ${source}\n  ${help}\n  fix: ${fix}`;
}
