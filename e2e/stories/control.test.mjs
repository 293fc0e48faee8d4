// The room Control: a clause from the first words to an approval, a project against the test, hours from a file, and
// the lead's own decision beside the verdict.

import assert from 'node:assert/strict';
import { checkPage } from '../harness/checks.mjs';
import { demoStory } from '../harness/story.mjs';
import { ask, fill, follow, isAt, isWrong, leads, press, reads } from './steps.mjs';
import { enter } from './tour.mjs';

const TEXT = 'Each of us may do other work.\n\n**We tell each other first** about work in our field.';
const SHEET = 'Person,Project,Date,Hours\nService firm,A new dairy,2026-01-07,6\nService firm,Bookkeeping,2026-01-08,2\n';

for (const [where, visitorIs] of [
  ['on a desktop', {}],
  ['on a phone without JavaScript', { device: 'phone', javascript: 'off' }],
]) {
  demoStory(`the lead drafts, approves, decides and takes hours in ${where}`, async ({ server, visitor }) => {
    const ana = await visitor(visitorIs);
    const paths = await enter(server, ana);
    const alliance = paths['A line that runs'];
    await clause(ana, alliance);
    await project(ana, alliance);
    await hours(ana, alliance);
    await verdict(ana, alliance);
  });
}

async function clause(ana, alliance) {
  const { page } = ana;
  await ana.go(`${alliance}/charter`);
  await follow(page, 'Outside work and ventures');
  await reads(page, 'Nobody has drafted this clause yet.');
  await follow(page, 'Draft it');
  assert.match(await page.getByLabel('The text').inputValue(), /We tell each other first/);
  await page.getByLabel('The text').fill('');
  await press(page, 'Put it on the record as a first version');
  await isWrong(page, 'The text', { because: /Write the text of the clause/, value: '' });
  await page.getByLabel('The text').fill(TEXT);
  await press(page, 'See how it looks');
  await page.locator('.clause strong', { hasText: 'We tell each other first' }).waitFor();
  await checkPage(page, 'clause-preview');
  await press(page, 'Put it on the record as a first version');
  await reads(page, 'The text is on the record. Now every party can approve it.');
  await checkPage(page, 'clause-to-approve');
  await press(page, 'Approve version 1');
  await isWrong(page, 'Your name, as you would sign', { because: /Write your name/, value: '' });
  await fill(page, { 'Your name, as you would sign': 'Ana Lind' });
  await press(page, 'Approve version 1');
  await reads(page, 'Your approval is on the record.');
  await reads(page, /Waiting for/);
  for (const [paper, kind] of [['charter', 'docx'], ['counsel', 'md'], ['report', 'docx']]) {
    const answer = await ask(ana, `${alliance}/papers/${paper}/${kind}`);
    assert.equal(answer.status, 200, paper);
    assert.match(answer.headers.get('content-disposition'), /^attachment/);
    assert.ok((await answer.arrayBuffer()).byteLength > 1000, paper);
  }
}

async function project(ana, alliance) {
  const { page } = ana;
  await ana.go(`${alliance}/projects/new`);
  await press(page, 'Propose it');
  await isWrong(page, 'What do you call it?', { because: /Write what you call it/, value: '' });
  await fill(page, { 'What do you call it?': 'A new dairy', 'What is it?': 'A filling line for a new dairy, installed and kept running for two years' });
  await press(page, 'Propose it');
  await isAt(page, 'A new dairy');
  await reads(page, 'Proposed; nobody has decided');
  await press(page, 'We say: in scope');
  await page.getByText('Decide on it').click();
  for (const yes of await page.getByRole('radio', { name: 'Yes', exact: true }).all()) await yes.check();
  await page.getByLabel('Yes: it is joint work').check();
  await page.getByLabel('Machine maker').first().check();
  await fill(page, { 'Why?': 'It is what we do' });
  await press(page, 'Put the decision on the record');
  await reads(page, /Under your admission test this is for/);
  await checkPage(page, 'project-decide');
  await page.getByLabel('Service firm').first().check();
  await press(page, 'Put the decision on the record');
  await reads(page, /Admitted on/);
  await checkPage(page, 'project');
}

async function hours(ana, alliance) {
  const { page } = ana;
  await ana.go(`${alliance}/hours/import`);
  await checkPage(page, 'hours-import');
  await press(page, 'Look at it');
  await reads(page, 'Choose a file first.');
  const file = { name: 'january.csv', mimeType: 'text/csv', buffer: Buffer.from(SHEET) };
  await page.getByLabel('The file').setInputFiles(file);
  await press(page, 'Look at it');
  await reads(page, 'This stands in the way.');
  await checkPage(page, 'hours-plan');
  await page.getByLabel('Bookkeeping').selectOption({ label: 'work outside the joint business' });
  await press(page, 'Look again');
  await reads(page, 'What would go on the record: 8 hours');
  await press(page, 'Put these hours on the record');
  await reads(page, 'The hours are on the record, by week.');
  await reads(page, '+ 2 outside');
}

async function verdict(ana, alliance) {
  const { page } = ana;
  await ana.go(`${alliance}/verdict`);
  await page.getByText('Record a decision').click();
  await press(page, 'Put the decision on the record');
  await reads(page, 'Choose one.');
  await page.getByLabel('go on', { exact: true }).check();
  await fill(page, { 'Why?': 'It does what we wrote down' });
  await press(page, 'Put the decision on the record');
  await reads(page, 'Your decision is on the record, beside the verdict.');
  await leads(page, () => page.getByRole('link', { name: 'The watch', exact: true }).click());
  await isAt(page, 'The watch');
}
