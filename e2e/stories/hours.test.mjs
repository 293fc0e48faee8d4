// Hours from the exports of three time trackers and from a sheet of one's own: each is shown first, what was said of one
// is known to the next, and nothing is taken twice.

import { checkPage } from '../harness/checks.mjs';
import { story } from '../harness/story.mjs';
import { beginFrom, press, reads, setUp, winterShop } from './steps.mjs';

const SAMPLES = new URL('../../crates/files/tests/hours/samples/', import.meta.url);

/** Each export: its file, what it is taken for, what has to be said of it, and the hours in it. */
const EXPORTS = [
  {
    file: 'toggl.csv',
    kind: 'a Toggl Track export',
    say: {
      'Ana Lima': 'Lind Pottery',
      'Ben Okoye': 'Oak & Ash',
      'North school (School board)': 'joint work without a project',
      'Joint meetings': 'joint work without a project',
      'Own firm': 'work outside the joint business',
    },
    hours: '17.25',
  },
  { file: 'clockify.csv', kind: 'a Clockify export', say: {}, known: 'Ana Lima', hours: '4.33' },
  { file: 'harvest.csv', kind: 'a Harvest export', say: {}, known: 'Ben Okoye', hours: '3.75' },
  {
    file: 'sheet.csv',
    kind: 'a plain sheet',
    say: { Nordschule: 'joint work without a project', Besprechung: 'joint work without a project' },
    known: 'Ana Lima',
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
    for (const one of EXPORTS) await looks(ana, alliance, one);
  });
}

async function looks(ana, alliance, { file, kind, say, known, hours }) {
  const { page } = ana;
  await ana.go(`${alliance}/hours/import`);
  await page.getByLabel('The file').setInputFiles(new URL(file, SAMPLES).pathname);
  await press(page, 'Look at it');
  await reads(page, kind);
  await page.screenshot({ path: `output/x-${file}.png`, fullPage: true });
  console.log(file, await page.locator('main').innerText());
}
