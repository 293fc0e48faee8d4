// A pulse that is planned once: it opens by itself, three answer it on their phones, and the watch reads what came out,
// never what one person said.

import assert from 'node:assert/strict';
import { checkPage } from '../harness/checks.mjs';
import { story } from '../harness/story.mjs';
import { answersAll, makeLink, openLink } from './rounds.mjs';
import { beginFrom, fill, isAt, leads, isWrong, press, reads, setUp, winterShop } from './steps.mjs';
import { question } from './answering.mjs';

const LEANS = { 'Ana Lind': 0.7, 'Jonas Weber': 0.9, 'Mira Solberg': 0.8 };

story('three answer a pulse that opened by itself', async ({ server, visitor }) => {
  const ana = await visitor();
  await setUp(server, ana);
  const alliance = await beginFrom(ana, await winterShop());
  const { page } = ana;
  await runs(ana, alliance);
  await ana.go(`${alliance}/signals/would-not-start-again`);
  await reads(page, 'We cannot tell yet: no pulse has asked it.');
  await ana.go(`${alliance}/pulses`);
  await reads(page, 'No pulses are planned.');
  await page.getByLabel('How many days are there to answer?').fill('forty');
  await press(page, 'Put the plan on the record');
  await isWrong(page, 'How many days are there to answer?', { because: /./, value: 'forty' });
  await page.getByLabel('How many days are there to answer?').fill('5');
  await page.getByLabel('Every two weeks').check();
  await press(page, 'Put the plan on the record');
  await reads(page, /A pulse every two weeks/);
  await ana.go(`${alliance}/rounds`);
  await leads(page, () => page.getByRole('link', { name: /^Pulse of / }).click());
  const round = new URL(page.url()).pathname;
  await reads(page, '0 of 3 have answered.');
  const asked = await howMany(visitor, await makeLink(ana, round, 'Ana Lind'));
  for (const [person, lean] of Object.entries(LEANS)) {
    const style = { lean, number: '10' };
    const { respondent } = await answersAll(visitor, await makeLink(ana, round, person), asked, style);
    await respondent.close();
  }
  await ana.go(`${round}/result`);
  await isAt(page, 'What came out');
  await checkPage(page, 'pulse-result');
  await ana.go(`${alliance}/signals`);
  await checkPage(page, 'watch-after-a-pulse');
  await ana.go(`${alliance}/signals/would-not-start-again`);
  assert.equal(await page.getByText('no pulse has asked it').count(), 0);
});

async function runs(ana, alliance) {
  const { page } = ana;
  await ana.go(`${alliance}/stage`);
  await page.getByLabel('Running: the joint business works').check();
  await fill(page, { 'Why?': 'The shop is open' });
  await press(page, 'Put it on the record');
}

async function howMany(visitor, link) {
  const respondent = await visitor({ device: 'phone', javascript: 'off' });
  await openLink(respondent, link);
  await press(respondent.page, 'Begin');
  const { count } = await question(respondent.page);
  await checkPage(respondent.page, 'pulse-question');
  await respondent.close();
  return count;
}
