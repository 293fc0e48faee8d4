// Hours from the exports of three time trackers and from a sheet of one's own: each is shown first, what was said of one
// is known to the next, and nothing is taken twice.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { checkPage } from '../harness/checks.mjs';
import { story } from '../harness/story.mjs';
import { beginFrom, press, reads, setUp, winterShop } from './steps.mjs';

const SAMPLES = new URL('../../crates/files/tests/hours/samples/', import.meta.url);

/** Each export: its file, how its days are moved to another month, what it is taken for, and what has to be said. */
const EXPORTS = [
  {
    file: 'toggl.csv',
    month: ['2026-11-', '2026-09-'],
    kind: 'a detailed report of Toggl Track',
    say: {
      'Ana Lima': 'Lind Pottery',
      'Ben Okoye': 'Oak & Ash',
      'North school (School board)': 'joint work of no project',
      'Joint meetings': 'joint work of no project',
      'Own firm': 'work outside the joint business',
    },
    hours: '17.2',
  },
  { file: 'clockify.csv', month: ['"11/', '"08/'], kind: 'a detailed report of Clockify', say: {}, hours: '7.8' },
  { file: 'harvest.csv', month: ['2026-11-', '2026-07-'], kind: 'a detailed time report of Harvest', say: {}, hours: '7.2' },
  {
    file: 'sheet.csv',
    month: ['.11.2026', '.06.2026'],
    kind: 'a plain sheet',
    say: { Nordschule: 'joint work of no project', Besprechung: 'joint work of no project' },
    hours: '7.8',
  },
];

for (const [where, visitorIs] of [
  ['on a desktop', {}],
  ['on a phone without JavaScript', { device: 'phone', javascript: 'off' }],
]) {
  story(`hours come from four exports ${where}`, async ({ server, visitor }) => {
    const ana = await visitor(visitorIs);
    await setUp(server, ana);
    const alliance = await beginFrom(ana, await winterShop());
    for (const one of EXPORTS) await takesIn(ana, alliance, one);
    await takesNothingTwice(ana, alliance);
    await says(ana, alliance);
  });
}

async function upload(ana, alliance, { file, month: [from, to] }, name = file) {
  const { page } = ana;
  // The sheet is in an old encoding, and stays in it.
  const text = (await readFile(new URL(file, SAMPLES))).toString('latin1').replaceAll(from, to);
  await ana.go(`${alliance}/hours/import`);
  await page.getByLabel('The file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') });
  await press(page, 'Look at it');
}

async function takesIn(ana, alliance, one) {
  const { page } = ana;
  await upload(ana, alliance, one);
  await reads(page, one.kind);
  if (Object.keys(one.say).length > 0) {
    await reads(page, 'This stands in the way.');
    await checkPage(page, `hours-plan-${one.file.replace('.csv', '')}`);
    for (const [label, option] of Object.entries(one.say)) {
      await page.getByLabel(label, { exact: true }).selectOption({ label: option });
    }
    await press(page, 'Look again');
  }
  await reads(page, `What would go on the record: ${one.hours} hours`);
  await press(page, 'Put these hours on the record');
  await reads(page, 'The hours are on the record, by week.');
}

async function takesNothingTwice(ana, alliance) {
  const { page } = ana;
  await upload(ana, alliance, EXPORTS[0], 'again.csv');
  await reads(page, 'What is left out');
  await reads(page, /they are on the record already/);
  assert.equal(await page.getByRole('button', { name: 'Put these hours on the record' }).count(), 0);
  await checkPage(page, 'hours-plan-twice');
}

/** A damaged file says where, and leaves nothing. */
async function says(ana, alliance) {
  const { page } = ana;
  await upload(ana, alliance, { file: 'harvest.csv', month: ['2026-11-03', 'on Tuesday'] });
  await reads(page, 'This stands in the way.');
  await reads(page, /on Tuesday/);
  assert.equal(await page.getByRole('button', { name: 'Put these hours on the record' }).count(), 0);
}
