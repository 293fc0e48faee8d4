// The verdict on the sample that failed, as it would have stood: it changes week by week, and says why.

import assert from 'node:assert/strict';
import { checkPage } from '../harness/checks.mjs';
import { demoStory } from '../harness/story.mjs';
import { isAt, leads, reads } from './steps.mjs';
import { enter } from './tour.mjs';

const WEEKS = [
  { week: 8, on: '2025-03-02', word: 'Repair.' },
  { week: 15, on: '2025-04-20', word: 'Restructure.' },
  { week: 22, on: '2025-06-08', word: 'Restructure.' },
  { week: 32, on: '2025-08-17', word: 'Separate.' },
];

for (const [where, visitorIs] of [
  ['on a desktop', {}],
  ['on a phone without JavaScript', { device: 'phone', javascript: 'off' }],
]) {
  demoStory(`the verdict changes week by week, and why, ${where}`, async ({ server, visitor }) => {
    const ana = await visitor(visitorIs);
    const { page } = ana;
    const paths = await enter(server, ana);
    await ana.go(`${paths.Rowboat}/verdict`);
    const reasons = [];
    for (const { week, on, word } of WEEKS) {
      await page.getByLabel(/^As of/).fill(on);
      await leads(page, () => page.getByRole('button', { name: 'Show', exact: true }).click());
      await isAt(page, 'The verdict');
      await reads(page, `As of (week ${week})`);
      assert.equal(await page.locator('.verdict > strong').innerText(), word, `week ${week}`);
      const told = page.locator('.verdict ol');
      reasons.push(await told.innerText());
      assert.ok((await told.getByRole('link', { name: /^Fact / }).count()) > 2, `week ${week} shows no facts`);
      await reads(page, 'What would change it');
      await reads(page, 'The opposite case');
      await checkPage(page, `verdict-week-${week}`);
    }
    assert.equal(new Set(reasons).size, WEEKS.length, `the reasons are the same: ${reasons.join('\n')}`);
    await leads(page, () => page.locator('.verdict').getByRole('link', { name: /^Fact / }).first().click());
    await isAt(page, /^Fact \d+$/);
  });
}
